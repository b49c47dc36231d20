"""Assessment sheet: one principle's questions, each with a scale for personal dots, and room to write and park."""

from __future__ import annotations

from typing import TYPE_CHECKING

from materialgen.draw import Stroke
from materialgen.geometry import Box
from materialgen.kit.schema import Aside, Flag, Model, SheetWords
from materialgen.kit.text import Text
from materialgen.layout import Layout
from materialgen.look import type as scale
from materialgen.look.anatomy import area, worksheet
from materialgen.look.colour import RULE
from materialgen.look.column import instruction_column
from materialgen.typeset import common_size, fits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from materialgen.draw import Document
    from materialgen.kit.model import Question
    from materialgen.layout import Job
    from materialgen.look.anatomy import Sheet

STRIP = 48.0
"""The least height of the strip at the foot, mm."""
ROW = 30.0
"""The greatest height of a question's row, mm; what is left goes to the strip."""
GAP = 5.0
AIR = 1.8
"""White above and below a question, mm, unless there are too many of them."""
NUMERAL = 12.0
TICKS = 5


class Options(Model):
    """How the scales run.

    Attributes:
        low_first: Whether the negative end stands to the left.
    """

    low_first: Flag = False


class Words(SheetWords):
    """What the sheet says besides the questions.

    Attributes:
        scale_alt: The alternative text of a question's scale, read aloud by screen readers; ``{number}``, ``{first}``
            and ``{last}`` of its ends, from the left, are filled in, or ``{high}`` and ``{low}``.
        tip: A tip at the foot of the instructions.
        notes: Heads the room for notes.
        reflection: Heads the box for reflection.
        parking: Heads the box for what must wait.
    """

    scale_alt: Text
    tip: Aside
    notes: Text
    reflection: Text
    parking: Text


def draw(job: Job, doc: Document) -> None:
    """Draw the sheet of the job's principle."""
    sheet = worksheet(doc, job, job.paper, principle=job.principle, step=job.sheet.step)
    count = len(job.principle.questions)
    height = min((sheet.area.h - STRIP - GAP) / count, ROW) * count
    work = sheet.halves.span(5, 19)
    instruction_column(sheet, job, job.words(Words).tip, sheet.halves.span(0, 5))
    _questions(sheet, job, work.top(height))
    _strip(sheet, job, work.below(height + GAP))


def _questions(sheet: Sheet, job: Job, box: Box) -> None:
    page, questions = sheet.page, job.principle.questions
    left, right = sheet.halves.span(5, 9), sheet.halves.span(14, 10)
    rows = box.rows(len(questions))
    boxes = [Box(left.x + NUMERAL, row.y, left.w - NUMERAL, row.h).inset(0, 0.2) for row in rows]
    size = _size([(one.text, at) for one, at in zip(questions, boxes, strict=True)])
    numeral = scale.HEADING.but(sizes=(26,), colour=sheet.tones.strong)
    with page.tag("Sect"), page.tag("L", attributes={"List": "/ListNumbering/Decimal"}):
        for question, row, at in zip(questions, rows, boxes, strict=True):
            page.line(row.x, row.y, row.right, row.y, Stroke(0.3, RULE))
            with page.tag("LI", title=question.id):
                page.text(str(question.number), row.left(NUMERAL), numeral, role="Lbl", valign="middle")
                with page.tag("LBody"):
                    place = f"the question {question.id}"
                    page.text(question.text, at, scale.QUESTION.at(size), valign="middle", place=place)
                    _scale(sheet, job, question, Box(right.x, row.y, right.w, row.h))
    page.line(box.x, box.bottom, box.right, box.bottom, Stroke(0.3, RULE))


def _size(questions: Sequence[tuple[Text, Box]]) -> float:
    """Return the one size of all questions: the largest with air above and below, or the largest that fits at all."""
    airy = [(text, box.inset(0, AIR)) for text, box in questions]
    size = common_size(airy, scale.QUESTION)
    fit = all(fits(text, scale.QUESTION, box.w, box.h, size) for text, box in airy)
    return size if fit else common_size(questions, scale.QUESTION)


def _scale(sheet: Sheet, job: Job, question: Question, box: Box) -> None:
    """Draw the scale with both ends above the line, so that dots on it hide no words.

    The ends are part of the figure: its alternative text tells them, and they are heard once.
    """
    page, ends = sheet.page, job.scale
    labels = Box(box.x, box.y + 1.2, box.w, 6.2)
    style = scale.LABEL.but(weight=scale.BODY.weight)
    left, right = labels.columns(2, GAP)
    first, last = (ends.low, ends.high) if job.options(Options).low_first else (ends.high, ends.low)
    y = (labels.bottom + box.bottom) / 2 + 0.4
    alt = job.words(Words).scale_alt.fill(number=question.number, high=ends.high, low=ends.low, first=first, last=last)
    with page.figure(alt, Box(box.x, labels.y, box.w, y + 4 - labels.y)):
        page.text(first, left, style, place="the scale's end")
        page.text(last, right, style, align="right", place="the scale's end")
        page.line(box.x, y, box.right, y, Stroke(0.9, sheet.tones.strong, round=True))
        for index in range(TICKS):
            x = box.x + box.w * index / (TICKS - 1)
            half = 3.4 if index in {0, TICKS - 1} else 2.2
            page.line(x, y - half, x, y + half, Stroke(0.6, sheet.tones.strong, round=True))


def _strip(sheet: Sheet, job: Job, box: Box) -> None:
    words = job.words(Words)
    for title, place in zip((words.notes, words.reflection, words.parking), box.columns(3, GAP), strict=True):
        with sheet.page.tag("Sect"):
            area(sheet.page, place, title, sheet.tones)


LAYOUT = Layout("assessment", ("A3",), Words, draw, options=Options, per_principle=True)
