"""Vote board: every question, short, with room for dots; whose dots they are; tallies and the rule for what is next."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from materialgen.draw import Stroke
from materialgen.geometry import Box
from materialgen.kit.marks import Sometimes
from materialgen.kit.schema import Aside, SheetWords
from materialgen.kit.text import Text
from materialgen.layout import Layout
from materialgen.look import signs
from materialgen.look import type as scale
from materialgen.look.anatomy import FOOTER, HEADER, HEADER_GAP, area, numbered, principle_tones, worksheet
from materialgen.look.colour import INK, MID, NEUTRAL, RULE
from materialgen.problems import Problem
from materialgen.typeset import Style, Weight, common_size, fits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from materialgen.draw import Document, Page
    from materialgen.kit.model import Principle, Question, Step
    from materialgen.layout import Job
    from materialgen.look.anatomy import Sheet
    from materialgen.look.colour import Tones
    from materialgen.look.signs import Marker

COLUMNS = 3
"""Columns on a page, each a third of the grid."""
HEAD = 16.5
"""The height of a column's head down to its rule, mm."""
ROW = 24.0
"""The least height of a question's row, mm: a dot of 20 mm and a little air."""
TALLEST = 40.0
"""The greatest height of a question's row, mm."""
SUM = 16.5
"""The tally at the foot of a principle's last column with the air over it, mm."""
ZONE = 63.0
"""The width of the room for dots, mm: three of 20 mm side by side."""
NUMERAL = 9.0
NAME_ROW = 18.0
"""The height of a participant's line, mm: room for a marker and a name."""
LEAST_NAME_ROW = 13.0
MARKER = 14.0
"""The greatest diameter of a marker in the legend, mm."""
MANY = 8
"""More participants than this stand in more than one column."""
LEGENDS = 3
"""The most columns that leave a line long enough for a name."""
CROWD = 24
"""More participants than this stand in columns of their own, behind the questions."""
LEGEND = 45.0
"""The most that the legend's heading and text take, mm."""
ORDER = 29.0
"""The height of the table for the principles in their order, mm."""
PLACES = 5
"""The most places in that table."""
DONE = 76.0
"""The least height of the box that says what comes next, mm."""
DONE_MOST = 84.0
"""Its greatest height, mm."""
GAP = 5.0

PRINCIPLE = Style("principle", (24, 22, 20, 18), Weight.BOLD, 1.1, INK, balance=True)
DO = scale.BODY.but(balance=True)
SHORT = Style("short question", (18, 17, 16), Weight.SEMIBOLD, 1.14, INK, balance=True)


class Words(SheetWords):
    """What the board says besides the step's instructions and the questions.

    Attributes:
        part: Numbers the pages of a board that needs more than one: ``{number}`` and ``{total}``.
        legend: Heads and explains the participants' markers; dots that all look the same have no legend.
        legend_alt: The markers' alternative text, read aloud by screen readers; ``{first}`` and ``{last}`` of
            their numbers are filled in.
        sum: Labels the box for a principle's number of votes.
        done: What comes next.
        tie: What decides between principles with as many votes.
        order: Heads the places in the order.
        votes: Heads the numbers of votes.
    """

    part: Annotated[Text, Sometimes("for a board of several sheets")]
    legend: Annotated[Aside, Sometimes("unless all dots look the same")]
    legend_alt: Annotated[Text, Sometimes("unless all dots look the same")]
    sum: Text
    done: Aside
    tie: Text
    order: Text
    votes: Text


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the board.

    Attributes:
        principle: Whose questions stand in it; None for a column that has room for other things only.
        questions: All of the principle's, or as many as fit.
        last: Whether the principle ends here, and is counted here.
    """

    principle: Principle | None = None
    questions: tuple[Question, ...] = ()
    last: bool = False

    def height(self, row: float) -> float:
        """Return the height that the column takes with rows of ``row`` mm."""
        return HEAD + row * len(self.questions) + SUM * self.last if self.principle else 0.0


@dataclass(frozen=True, slots=True)
class Board:
    """All columns of the board, and what they share.

    Attributes:
        columns: In order.
        row: The height of every row, mm.
        done: The index of the column that says what comes next under its questions.
    """

    columns: tuple[Column, ...]
    row: float
    done: int


def draw(job: Job, doc: Document) -> None:
    """Draw the board, three columns a page: instructions and legend first, then each principle; a crowd stands last."""
    paper = job.paper
    height = paper.content.h - HEADER - HEADER_GAP - FOOTER
    board = _board(job.kit.principles, height)
    markers = [] if job.kit.dots.anonymous else signs.markers(job.plan.seats)
    most = LEGENDS * int((height - LEGEND) / LEAST_NAME_ROW)
    crowd = [markers[first : first + most] for first in range(0, len(markers), most)] if len(markers) > CROWD else []
    pages = math.ceil((1 + len(board.columns) + len(crowd)) / COLUMNS)
    for number in range(pages):
        note = job.words(Words).part.fill(number=number + 1, total=pages) if pages > 1 else None
        sheet = worksheet(doc, job, paper, step=job.sheet.step, note=note)
        for place in range(COLUMNS):
            box = sheet.grid.span(place * 12 // COLUMNS, 12 // COLUMNS)
            index = number * COLUMNS + place - 1
            if index < 0:
                box = _start(sheet, job, box)
                if markers and not crowd:
                    _names(sheet, job, markers, box)
            elif index < len(board.columns):
                _column(sheet, board, index, box, job.words(Words).sum)
            elif index < len(board.columns) + len(crowd):
                _names(sheet, job, crowd[index - len(board.columns)], box)
        if number == (board.done + 1) // COLUMNS:  # read after all questions on the page
            box = sheet.grid.span((board.done + 1) % COLUMNS * 12 // COLUMNS, 12 // COLUMNS)
            used = board.columns[board.done].height(board.row)
            _done(sheet, job, box.below(used + GAP if used else 0))


def _board(principles: Sequence[Principle], height: float) -> Board:
    """Return the columns that principles take in columns of ``height`` mm, and where there is room to say what is next.

    A principle with too many questions for one column is shared evenly between as many as it takes.
    """
    room = height - HEAD - SUM
    columns: list[Column] = []
    for principle in principles:
        count = len(principle.questions)
        each = math.ceil(count / math.ceil(count / (room // ROW)))
        columns += [
            Column(principle, principle.questions[first : first + each], first + each >= count)
            for first in range(0, count, each)
        ]
    row = min(room / max((len(one.questions) for one in columns), default=1), TALLEST)
    fewest = min((len(one.questions) for one in columns if one.last), default=1)
    lower = (room - DONE - GAP) / fewest
    if lower >= ROW:
        row = min(row, lower)  # so that the column with the fewest questions has room for what comes next
    heights = [one.height(row) for one in columns]
    lowest = min(heights, default=height)
    if height - lowest >= DONE + GAP - 0.01:
        return Board(tuple(columns), row, len(heights) - 1 - heights[::-1].index(lowest))
    return Board((*columns, Column()), row, len(columns))


# -- the first column ------------------------------------------------------------------------------------------------


def _start(sheet: Sheet, job: Job, box: Box) -> Box:
    """Draw what to do; returns what is left of the box."""
    page, step = sheet.page, job.sheet.step
    if step is None:
        return box
    with page.tag("Sect"):
        lead = page.text(step.purpose, box.top(40), scale.LEAD.but(balance=True), place="the step's purpose")
        box = box.below(lead.h + 4)
        return box.below(numbered(page, _do(step), [box], sheet.tones, style=DO) + 8)


def _do(step: Step) -> list[Text]:
    return [*step.do, *(one for part in step.parts for one in part.do)]


def _names(sheet: Sheet, job: Job, markers: Sequence[Marker], box: Box) -> None:
    """Draw the legend with a line for each participant's name."""
    page, words = sheet.page, job.words(Words)
    with page.tag("Sect"):
        heading = page.text(words.legend.heading, box.top(20), scale.SUBHEADING, role="H2", place="the legend")
        text = page.text(words.legend.text, box.below(heading.h + 0.5).top(20), scale.BODY, place="the legend")
        box = box.below(text.bottom - box.y + 2).above(3)
        if len(markers) > LEGENDS * int(box.h / LEAST_NAME_ROW):
            step = job.sheet.step
            texts = [words.legend.text, *([step.purpose, *_do(step)] if step else ())]
            message = f"the texts over the legend leave no room for the names of {len(markers)} participants"
            where = max(texts, key=len).where
            page.document.problems.append(Problem("text-too-long", message, where, "shorten the step's instructions"))
            return
        with page.figure(words.legend_alt.fill(first=markers[0].number, last=markers[-1].number), box):
            _legend(page, markers, box)


def _legend(page: Page, markers: Sequence[Marker], box: Box) -> None:
    """Draw the participants' markers, each with a line to write on; more than eight stand in columns."""
    count = len(markers)
    across = max(math.ceil(count / int(box.h / LEAST_NAME_ROW)), 2 if count > MANY else 1)
    rows = math.ceil(count / across)
    height = min(box.h / rows, NAME_ROW)
    size = min(MARKER, height - 1)
    columns = box.columns(across, GAP)
    for index, marker in enumerate(markers):
        column = columns[index // rows]
        y = column.y + height * (index % rows + 0.5)
        signs.marker(page, marker, column.x + size / 2, y, size)
        page.line(column.x + size + 4, y + size / 2, column.right, y + size / 2, Stroke(signs.HAIR, MID))


# -- the questions ---------------------------------------------------------------------------------------------------


def _column(sheet: Sheet, board: Board, index: int, box: Box, tally: Text) -> None:
    """Draw a principle's questions and, where it ends, its tally."""
    column = board.columns[index]
    if column.principle is None:
        return
    tones = principle_tones(column.principle)
    with sheet.page.tag("Sect"):
        _head(sheet.page, board, column.principle, tones, box.top(HEAD))
        _questions(sheet.page, board, column, tones, box.below(HEAD))
        if column.last:
            foot = box.below(HEAD + board.row * len(column.questions)).top(SUM)
            _sum(sheet.page, tally, tones, foot)


def _head(page: Page, board: Board, principle: Principle, tones: Tones, box: Box) -> None:
    """Draw the principle's number and short name over a rule."""
    badge = 13.0
    place = Box(box.x + badge + 4, box.y, box.w - badge - 4, badge).inset(0, -1.4)
    names = [(one.principle.short, place) for one in board.columns if one.principle]
    name = PRINCIPLE.at(common_size(names, PRINCIPLE)).but(colour=tones.strong)
    with page.tag("H2"):
        number = str(principle.number)
        signs.numeral_badge(page, box.x + badge / 2, box.y + badge / 2, badge, number, tones, role="Span")
        page.text(principle.short, place, name, role="Span", valign="middle", place="a column's head")
    page.line(box.x, box.bottom, box.right, box.bottom, Stroke(0.7, tones.strong))


def _questions(page: Page, board: Board, column: Column, tones: Tones, box: Box) -> None:
    """Draw the rows: number, question, and room for dots."""
    room = Box(box.x + NUMERAL, box.y, box.w - NUMERAL - ZONE - 3, board.row).inset(0, 0.2)
    size = _size([one.group for each in board.columns for one in each.questions], room)
    numeral = scale.SUBHEADING.but(colour=tones.strong, sizes=(20,) if column.questions[-1].number <= 9 else (16,))
    with page.tag("L", attributes={"List": "/ListNumbering/Decimal"}):
        for index, question in enumerate(column.questions):
            row = Box(box.x, box.y + board.row * index, box.w, board.row)
            if index:
                page.line(row.x, row.y, row.right - ZONE - 3, row.y, Stroke(0.3, RULE))
            zone = Box(row.right - ZONE, row.y + 1.2, ZONE, row.h - 2.4).inset(signs.HAIR / 2)
            page.rect(zone, fill=tones.tint, stroke=Stroke(signs.HAIR, tones.mid), radius=2.0)
            with page.tag("LI", title=question.id):
                page.text(str(question.number), row.left(NUMERAL), numeral, role="Lbl", valign="middle")
                at = room.moved(0, board.row * index)
                place = f"the question {question.id} on the board"
                page.text(question.group, at, SHORT.at(size), role="LBody", valign="middle", place=place)
    y = box.y + board.row * len(column.questions)
    page.line(box.x, y, box.right, y, Stroke(0.7, tones.strong))


def _size(questions: Sequence[Text], room: Box) -> float:
    """Return the largest size at which all questions fit without a divided word, or with one if there is none."""
    for size in SHORT.sizes:
        blocks = [fits(one, SHORT, room.w, room.h, size) for one in questions]
        if all(block and not any(line.hyphen for line in block.lines) for block in blocks):
            return size
    return common_size([(one, room) for one in questions], SHORT)


def _sum(page: Page, words: Text, tones: Tones, box: Box) -> None:
    """Draw the box for the principle's votes with its label at the left."""
    place = Box(box.right - 28, box.y + 2.5, 28, box.h - 2.5)
    page.rect(place.inset(0.35), stroke=Stroke(0.7, tones.strong), radius=2.0)
    label = Box(box.x, place.y, place.x - box.x - 5, place.h)
    page.text(words, label, scale.LABEL, valign="middle", align="right", place="the tally")


# -- what comes next ---------------------------------------------------------------------------------------------------


def _done(sheet: Sheet, job: Job, box: Box) -> None:
    """Draw the rule for what comes next, and a table for the principles in their order."""
    page, words = sheet.page, job.words(Words)
    box = box.top(DONE_MOST)
    with page.tag("Sect"):
        inner = area(page, box, words.done.heading, NEUTRAL)
        table = inner.above(2).foot(ORDER)
        texts = inner.above(ORDER + 2)
        style = scale.BODY.at(common_size([(words.done.text + "\n" + words.tie, texts.above(1.5 + GAP))], scale.BODY))
        taken = page.text(words.done.text, texts, style, place="the rule for what comes next")
        page.text(words.tie, texts.below(taken.h + 1.5), style, place="the rule for what comes next")
        _order(page, job, table)


def _order(page: Page, job: Job, box: Box) -> None:
    """Draw a table to fill in: places across; principle and votes down."""
    words = job.words(Words)
    count = max(min(len(job.kit.principles), PLACES), 1)
    head = 28.0
    width = (box.w - head) / count
    rows = [(words.order, 7.0), (job.kit.words.labels.principle, 11.0), (words.votes, 11.0)]
    y = box.y
    with page.tag("Table"):
        for index, (label, height) in enumerate(rows):
            row = Box(box.x, y, box.w, height)
            with page.tag("TR"):
                with page.tag("TH", attributes={"Table": "/Scope/Row"}):
                    page.text(label, row.left(head), scale.LABEL, valign="middle", place="the order of principles")
                for place in range(count):
                    cell = Box(row.x + head + width * place, y, width, height)
                    if index == 0:
                        with page.tag("TH", attributes={"Table": "/Scope/Column"}):
                            page.text(str(place + 1), cell, scale.LABEL, valign="middle", align="center")
                    else:
                        page.reserve("TD")
                        page.rect(cell, stroke=Stroke(0.4, MID))
            y += height


LAYOUT = Layout("vote_board", ("A3",), Words, draw, needs_principles=True)
