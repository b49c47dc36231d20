"""Reflection sheet: a few big questions, each with room to write."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from pydantic import Field

from materialgen.draw import Stroke
from materialgen.geometry import A3, A4, Box
from materialgen.kit.schema import Aside, Model, SheetWords
from materialgen.kit.text import Text
from materialgen.layout import Layout
from materialgen.look import signs
from materialgen.look import type as scale
from materialgen.look.anatomy import worksheet
from materialgen.look.colour import RULE
from materialgen.look.column import instruction_column, instructions_and_tip
from materialgen.typeset import common_size, fits

if TYPE_CHECKING:
    from materialgen.draw import Document
    from materialgen.layout import Job
    from materialgen.look.anatomy import Sheet

MOST = 3
"""Questions on a page, at most: more would leave too little room to write."""
MOST_ON_A4 = 2
"""The same on A4, but for the first page, which has the instructions, too."""
GAP = 12.0
NUMERAL = 12.0
ASKED = 22.0
"""Room for a question, mm: two lines without air, one line with much."""
AIR = 8.0
"""White over and under a question, together, mm."""
LINE = 12.0
"""The least distance of writing lines, for a marker pen, mm."""
PROMPT = 7.0
"""Height of a prompt, mm."""


class Question(Model):
    """A question to reflect on.

    Attributes:
        question: The question.
        prompts: Each heads a column to write in; without any there is one column.
    """

    question: Text
    prompts: list[Text] = Field(default_factory=list)


class Words(SheetWords):
    """What the sheet says.

    Attributes:
        questions: The questions, in order.
        tip: A tip at the foot of the instructions.
    """

    questions: list[Question] = Field(min_length=1)
    tip: Aside


def draw(job: Job, doc: Document) -> None:
    """Draw the sheet; many questions take further pages."""
    if job.paper == A4:
        _draw_on_a4(job, doc)
    else:
        _draw_on_a3(job, doc)


def _draw_on_a4(job: Job, doc: Document) -> None:
    """Draw one question between the instructions and the tip, and two on each of the pages that follow."""
    words = job.words(Words)
    rest = words.questions[1:]
    pages = 1 + -(-len(rest) // MOST_ON_A4)
    for number in range(pages):
        note = f"{number + 1}\u00a0/\u00a0{pages}" if pages > 1 else None
        sheet = worksheet(doc, job, A4, step=job.sheet.step, note=note)
        if number == 0:
            _questions(sheet, job, words.questions[:1], instructions_and_tip(sheet, job, words.tip, sheet.area), 1)
        else:
            first = (number - 1) * MOST_ON_A4
            _questions(sheet, job, rest[first : first + MOST_ON_A4], sheet.area, first + 2)


def _draw_on_a3(job: Job, doc: Document) -> None:
    questions = job.words(Words).questions
    pages = -(-len(questions) // MOST)
    size = -(-len(questions) // pages)
    for number in range(pages):
        first = number * size
        note = f"{number + 1}\u00a0/\u00a0{pages}" if pages > 1 else None
        sheet = worksheet(doc, job, A3, step=job.sheet.step, note=note)
        instruction_column(sheet, job, job.words(Words).tip, sheet.halves.span(0, 5))
        _questions(sheet, job, questions[first : first + size], sheet.halves.span(5, 19), first + 1)


def _questions(sheet: Sheet, job: Job, questions: list[Question], box: Box, first: int) -> None:
    page, rows = sheet.page, box.rows(len(questions), GAP)
    places = [row.top(ASKED).rest(NUMERAL) for row in rows]
    texts = [one.question for one in questions]
    style = scale.QUESTION.at(common_size(zip(texts, places, strict=True), scale.QUESTION))
    blocks = [fits(text, style, place.w, place.h, style.sizes[0]) for text, place in zip(texts, places, strict=True)]
    asked = max([ASKED, *(block.height + AIR for block in blocks if block)])
    numeral = scale.HEADING.but(sizes=(26,), colour=sheet.tones.strong)
    with page.tag("L", attributes={"List": "/ListNumbering/Decimal"}):
        for number, (one, row) in enumerate(zip(questions, rows, strict=True), first):
            page.line(row.x, row.y, row.right, row.y, Stroke(0.3, RULE))
            head = row.top(asked)
            with page.tag("LI"):
                page.text(str(number), head.left(NUMERAL), numeral, role="Lbl", valign="middle")
                with page.tag("LBody"):
                    page.text(one.question, head.rest(NUMERAL), style, valign="middle", place="a question")
                    _answer(sheet, one, row.below(asked).rest(NUMERAL), job.kit.words.labels.write_alt)


def _answer(sheet: Sheet, question: Question, box: Box, alt: Text) -> None:
    """Draw columns to write in, on A4 rows, each under its prompt."""
    page = sheet.page
    count = max(len(question.prompts), 1)
    parts = box.rows(count, GAP / 2) if page.paper == A4 else box.columns(count, GAP)
    for column, prompt in zip_longest(parts, question.prompts):
        lines = column
        if prompt is not None:
            page.text(prompt, column.top(PROMPT), scale.LABEL, place="a prompt")
            lines = column.below(PROMPT)
        with page.figure(alt, lines):
            signs.writing_lines(page, lines, lines.h / (lines.h // LINE))


LAYOUT = Layout("reflection", ("A3", "A4"), Words, draw)
