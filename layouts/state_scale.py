"""State scale: rows marked on a scale of steps, where we are and where we want to be; with a gap and room to choose.

On A3 it is the group's sheet, with room for everybody's marks. On A4 it is a slip that each person fills in alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import BeforeValidator, Field

from materialgen.draw import Stroke
from materialgen.geometry import A4, Box
from materialgen.kit.marks import Sometimes
from materialgen.kit.schema import Aside, Count, Flag, Model, ScaleWords, SheetWords, as_string
from materialgen.kit.text import Text
from materialgen.layout import Layout
from materialgen.look import signs
from materialgen.look import type as scale
from materialgen.look.anatomy import FOOTER, HEADER, HEADER_GAP, Sheet, kit_tones, principle_tones, worksheet
from materialgen.look.colour import GREY, INK, MID, RULE, WHITE
from materialgen.look.column import instruction_column
from materialgen.problems import Problem
from materialgen.typeset import Style, common_size, fits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from materialgen.draw import Document, Page
    from materialgen.kit.model import Principle
    from materialgen.layout import Job
    from materialgen.look.colour import Tones
    from materialgen.typeset import Align

HEAD = 18.0
"""Height of the table's head, mm."""
BAND = 8.0
"""Height of the line over the rows of one principle, mm."""
LEAST = 13.0
"""The least height of a row on A3, mm: two lines of text, or marks above and below the line."""
TALLEST = 30.0
"""Its greatest height, mm."""
NUMERAL = 11.0
GAP = 5.0
LANE = 6.0
"""Room left of the scale for the signs that say which marks go where, mm."""
SIGN = 3.6
"""Diameter of the signs that stand for the marks, mm."""

NAME = Style("row", (20, 18, 17, 16), scale.QUESTION.weight, 1.16, INK, balance=True)
"""A row's text on A3."""
HEADING = scale.LABEL.but(leading=1.15, balance=True)
TICK = Style("step of a scale", (16,), scale.HEADING.weight, 1.0, INK, align="center")

OPENING = 34.0
"""Height of a slip's title, explanation and signs down to its rule, mm."""
SLIP_HEAD = 12.0
SLIP_BAND = 7.5
SLIP_TALLEST = 22.0
SLIP_FOOT = 28.0
"""Height of the boxes for the chosen rows on a slip with the white over them, mm."""
CHOICE = 20.0
"""Side of such a box, mm."""
SLIP_NAME = Style("row of a slip", (13, 12, 11.5, 11), scale.QUESTION.weight, 1.2, INK, balance=True)
SLIP_ABOUT = scale.A4_BODY.but(sizes=(10.5,), leading=1.25, colour=GREY)
SLIP_TICK = TICK.but(sizes=(13,))
SLIP_NUMERAL = 9.0

Rows = Annotated[Literal["principles", "questions"], BeforeValidator(as_string)]
Steps = Annotated[Count, Field(ge=2, le=10)]
Marks = Annotated[Count, Field(ge=1, le=2)]
Choices = Annotated[Count, Field(ge=1, le=9)]


class Options(Model):
    """What the scale is for.

    Attributes:
        rows: A row for each principle, or for each question; questions stand under their principle's name.
        steps: How many steps the scale has.
        marks: 1 for the present state only, 2 for the present and the desired state.
        gap: Whether there is a column to write the gap between the two in.
        choose: How many rows each participant chooses; there is a column for these marks on A3, and on A4 there are
            boxes for the rows' numbers. Without it nobody chooses.
        high_first: Whether the positive end stands to the left.
    """

    rows: Rows = "questions"
    steps: Steps = 6
    marks: Marks = 2
    gap: Flag = False
    choose: Choices | None = None
    high_first: Flag = False


class Words(SheetWords):
    """What the sheet says besides the step's instructions and the rows.

    Attributes:
        lead: What to do, on A4; on A3 the step says that.
        rows: Heads the rows.
        present: Names the mark for the present state, a filled dot.
        desired: Names the mark for the desired state, a ring; for two marks.
        ends: The two ends of the scale, if they are not the kit's.
        scale_alt: A row's scale, read aloud by screen readers: ``{number}`` of the row, ``{steps}`` of the scale,
            ``{first}`` and ``{last}`` of its ends, ``{present}`` and ``{desired}`` are filled in.
        gap: Heads the column for the gap, if there is one.
        choose: Heads the column for the chosen rows, or the boxes for them on A4; ``{count}`` is filled in.
        tip: A tip at the foot of the instructions, on A3.
    """

    lead: Annotated[Text | None, Sometimes("on A4")] = None
    rows: Text
    present: Text
    desired: Annotated[Text | None, Sometimes("for two marks")] = None
    ends: ScaleWords | None = None
    scale_alt: Text
    gap: Annotated[Text | None, Sometimes("if there is a column for the gap", option="gap")] = None
    choose: Annotated[Text | None, Sometimes("if rows are chosen", option="choose")] = None
    tip: Annotated[Aside | None, Sometimes("on A3")] = None


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the scale.

    Attributes:
        number: Its place among all rows, from 1: the group writes and says it.
        id: Of what it is about.
        text: What it says.
        tones: Its colour.
        principle: Whose rows it belongs to, if their name stands over them.
        about: What it means, if there are words for that; it stands on A4, where there is time to read.
    """

    number: int
    id: str
    text: Text
    tones: Tones
    principle: Principle | None = None
    about: Text | None = None


def draw(job: Job, doc: Document) -> None:
    """Draw the sheet, or the slip."""
    _require(job, doc)
    rows = _rows(job)
    if job.paper == A4:
        _slip(job, doc, rows)
        return
    paper = job.paper
    room = paper.content.h - HEADER - HEADER_GAP - FOOTER - HEAD
    bands = BAND * len({row.principle.id for row in rows if row.principle})
    most = max(int((room - bands) // LEAST), 1)
    pages = -(-len(rows) // most)
    each = -(-len(rows) // pages)
    for number in range(pages):
        note = f"{number + 1}\u00a0/\u00a0{pages}" if pages > 1 else None
        principle = job.document.principle
        sheet = worksheet(doc, job, paper, principle=principle, step=job.sheet.step, note=note)
        tip = job.words(Words).tip
        if tip is not None:
            instruction_column(sheet, job, tip, sheet.halves.span(0, 5))
        _board(sheet, job, rows[number * each : (number + 1) * each])


def _require(job: Job, doc: Document) -> None:
    """Report the words that the options ask for and the sheet has not."""
    words, options = job.words(Words), job.options(Options)
    a4 = job.paper == A4
    for name, wanted in (
        ("desired", options.marks > 1),
        ("gap", options.gap and not a4),
        ("choose", options.choose is not None),
        ("lead", a4),
        ("tip", not a4),
    ):
        if wanted and getattr(words, name) is None:
            message = f"the key '{name}' is missing"
            hint = f"add '{name}:' to the sheet's words"
            doc.problems.append(Problem("missing-key", message, words.title.where, hint))


def _rows(job: Job) -> list[Row]:
    """Return the rows: of the document's principle, or of all."""
    chosen = job.document.principle
    principles = (chosen,) if chosen is not None else job.kit.principles
    if job.options(Options).rows == "principles":
        return [Row(one.number, one.id, one.name, principle_tones(one), about=one.about) for one in principles]
    headed = len(principles) > 1 or (chosen is not None and job.paper == A4)  # on A3 the header has the name
    pairs = [(principle, question) for principle in principles for question in principle.questions]
    return [
        Row(number, question.id, question.text, principle_tones(principle), principle if headed else None)
        for number, (principle, question) in enumerate(pairs, 1)
    ]


def _ends(job: Job) -> tuple[Text, Text]:
    """Return the ends of the scale from the left."""
    ends = job.words(Words).ends or job.scale
    return (ends.high, ends.low) if job.options(Options).high_first else (ends.low, ends.high)


def _draw_ends(page: Page, job: Job, box: Box, style: Style) -> None:
    """Draw the ends of the scale over it, at its two edges."""
    aligns: tuple[Align, Align] = ("left", "right")
    for end, half, align in zip(_ends(job), box.columns(2, 3), aligns, strict=True):
        page.text(end, half, style, valign="bottom", align=align, place="an end of the scale")


def _steps(job: Job) -> list[int]:
    """Return the numbers of the steps from the left: a higher number is better."""
    numbers = list(range(1, job.options(Options).steps + 1))
    return numbers[::-1] if job.options(Options).high_first else numbers


def _alt(job: Job, row: Row) -> Text:
    words, (first, last) = job.words(Words), _ends(job)
    desired = words.desired or ""
    return words.scale_alt.fill(
        number=row.number, steps=len(_steps(job)), first=first, last=last, present=words.present, desired=desired
    )


def _groups(rows: Sequence[Row]) -> list[list[Row]]:
    """Return runs of rows that stand under the same principle's name, or under none."""
    return [list(run) for _, run in groupby(rows, key=lambda row: row.principle and row.principle.id)]


def _style(rows: Sequence[Row], style: Style, box: Box) -> Style:
    """Return a style at the one size of all rows: the largest that divides no word, else the largest that fits."""
    for size in style.sizes:
        blocks = [fits(row.text, style, box.w, box.h, size) for row in rows]
        if all(block and not any(line.hyphen for line in block.lines) for block in blocks):
            return style.at(size)
    return style.at(common_size([(row.text, box) for row in rows], style))


def _key(page: Page, job: Job, boxes: Sequence[Box], style: Style) -> None:
    """Draw the signs of the marks with their names, each in a box of its own."""
    words = job.words(Words)
    names = [words.present, *([words.desired] if words.desired and job.options(Options).marks > 1 else ())]
    for index, (name, box) in enumerate(zip(names, boxes, strict=False)):
        _mark(page, box.x + SIGN / 2 + 0.3, box.cy, filled=index == 0)
        page.text(name, box.rest(SIGN + 2.6), style, valign="middle", place="the signs of the marks")


def _mark(page: Page, x: float, y: float, *, filled: bool, size: float = SIGN) -> None:
    """Draw the sign of a mark: a filled dot, or a ring."""
    if filled:
        page.circle(x, y, size / 2, fill=INK)
    else:
        line = size * 0.18
        page.circle(x, y, (size - line) / 2, stroke=Stroke(line, INK))


# -- the group's sheet -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of the group's sheet; None for one that it has not."""

    text: Box
    scale: Box
    gap: Box | None
    choose: Box | None

    @property
    def right(self) -> float:
        """The right edge of the last one."""
        return max(one.right for one in (self.scale, self.gap, self.choose) if one is not None)


def _columns(sheet: Sheet, job: Job) -> Columns:
    """Share the grid: text, scale, and two halves of a column for the gap and three for the choice.

    A joined sheet is narrower, and gives the text what the scale has to spare.
    """
    options, begin, end = job.options(Options), 12 if job.document.tiled else 11, 24
    choose = gap = None
    if options.choose is not None:
        end -= 3
        choose = sheet.halves.span(end, 3)
    if options.gap:
        end -= 2
        gap = sheet.halves.span(end, 2)
    span = sheet.halves.span(begin, end - begin)
    return Columns(sheet.halves.span(5, begin - 5), span.rest(LANE) if options.marks > 1 else span, gap, choose)


def _board(sheet: Sheet, job: Job, rows: Sequence[Row]) -> None:
    """Draw the table of rows."""
    columns, area, groups = _columns(sheet, job), sheet.area, _groups(rows)
    bands = BAND * sum(group[0].principle is not None for group in groups)
    height = min((area.h - HEAD - bands) / len(rows), TALLEST)
    name = _style(rows, NAME, Box(0, 0, columns.text.w - NUMERAL, height).inset(0, 0.6))
    with sheet.page.tag("Table"):
        _head(sheet, job, columns, area.top(HEAD))
        y = area.y + HEAD
        for group in groups:
            if group[0].principle is not None:
                _band(sheet, columns, group[0], y)
                y += BAND
            for row in group:
                _row(sheet, job, columns, row, Box(area.x, y, area.w, height), name)
                y += height
    sheet.page.line(columns.text.x, y, columns.right, y, Stroke(0.7, rows[-1].tones.strong))


def _head(sheet: Sheet, job: Job, columns: Columns, box: Box) -> None:
    """Draw the head: the signs, the ends and numbers of the scale, and what the last columns are for."""
    page, words, options = sheet.page, job.words(Words), job.options(Options)
    column = {"Table": "/Scope/Column"}
    labels = [(words.gap, columns.gap), (words.choose, columns.choose)]
    with page.tag("TR"):
        with page.tag("TH", attributes=column):
            key = Box(columns.text.x, box.y, columns.text.w, box.h)
            page.text(words.rows, key.top(6.4), HEADING.but(colour=GREY), role="P", place="the head of the rows")
            _key(page, job, key.below(7.4).top(7.4).columns(2), HEADING)
        with page.tag("TH", attributes=column):
            _draw_ends(page, job, Box(columns.scale.x, box.y, columns.scale.w, 9.4), HEADING)
            for step, cell in zip(_steps(job), _cells(columns.scale, box.below(10.6), options.steps), strict=True):
                page.text(str(step), cell, TICK, role="Span", valign="middle", place="a step of the scale")
        for label, room in labels:
            if label is not None and room is not None:
                at = Box(room.x, box.y, room.w, box.h - 1.6)
                text = label.fill(count=options.choose or "")
                with page.tag("TH", attributes=column):
                    page.text(text, at, HEADING, role="Span", valign="bottom", align="center", place="a column's head")
    page.line(columns.text.x, box.bottom, columns.right, box.bottom, Stroke(0.7, INK))


def _cells(scale_box: Box, row: Box, steps: int) -> list[Box]:
    return Box(scale_box.x, row.y, scale_box.w, row.h).columns(steps)


def _band(sheet: Sheet, columns: Columns, row: Row, y: float) -> None:
    """Draw the name of a principle over its rows."""
    page, principle = sheet.page, row.principle
    if principle is None:
        return
    box = Box(columns.text.x, y, columns.right - columns.text.x, BAND)
    page.rect(box, fill=row.tones.tint)
    page.line(box.x, box.y, box.right, box.y, Stroke(0.7, row.tones.strong))
    size = 7.0
    count = 2 + (columns.gap is not None) + (columns.choose is not None)
    with page.tag("TR"), page.tag("TH", attributes={"Table": f"/ColSpan {count}/Scope/Column"}):
        number = str(principle.number)
        signs.numeral_badge(page, box.x + 0.5 + size / 2, box.cy, size, number, row.tones, role="Span")
        style = scale.LABEL.but(sizes=(15, 14), weight=scale.HEADING.weight, colour=row.tones.strong)
        page.text(principle.name, box.rest(NUMERAL), style, role="Span", valign="middle", place="a principle's name")


def _row(sheet: Sheet, job: Job, columns: Columns, row: Row, box: Box, name: Style) -> None:
    """Draw a row: its number and text, its scale, and room for the gap and the choice."""
    page = sheet.page
    page.line(columns.text.x, box.bottom, columns.right, box.bottom, Stroke(0.3, RULE))
    numeral = scale.HEADING.but(sizes=(22,) if row.number <= 9 else (18,), colour=row.tones.strong)
    with page.tag("TR", title=row.id):
        with page.tag("TH", attributes={"Table": "/Scope/Row"}):
            place = Box(columns.text.x, box.y, columns.text.w, box.h)
            page.text(str(row.number), place.left(NUMERAL), numeral, role="Span", valign="middle", place="a number")
            page.text(row.text, place.rest(NUMERAL), name, role="Span", valign="middle", place=f"the row {row.id}")
        with page.tag("TD"):
            _track(page, job, row, Box(columns.scale.x, box.y, columns.scale.w, box.h))
        for column, tinted in ((columns.gap, False), (columns.choose, True)):
            if column is not None:
                page.reserve("TD")
                zone = Box(column.x, box.y, column.w, box.h).inset(0.2, 1.2)
                page.rect(zone, fill=row.tones.tint if tinted else None, stroke=Stroke(0.4, row.tones.mid), radius=2.0)


def _track(page: Page, job: Job, row: Row, box: Box) -> None:
    """Draw a row's scale: a stop for each step; marks for the present go above the line, for the desired below."""
    options = job.options(Options)
    cells = _cells(box, box, options.steps)
    with page.figure(_alt(job, row), box.inset(0, 0.6)):
        for index, cell in enumerate(cells):
            if index % 2 == 0:
                page.rect(cell.inset(0, 0.2), fill=row.tones.tint)
        if options.marks > 1:
            for lane, filled in ((-1, True), (1, False)):
                _mark(page, box.x - LANE / 2, box.cy + lane * box.h / 4, filled=filled, size=2.4)
        page.line(cells[0].cx, box.cy, cells[-1].cx, box.cy, Stroke(0.9, row.tones.strong, round=True))
        for cell in cells:
            page.circle(cell.cx, box.cy, 1.5, fill=WHITE, stroke=Stroke(0.7, row.tones.strong))


# -- the slip ----------------------------------------------------------------------------------------------------------


def _slip(job: Job, doc: Document, rows: Sequence[Row]) -> None:
    """Draw the slip: title and what to do, the rows with numbers to mark, and boxes for the chosen rows."""
    paper, words, options = A4, job.words(Words), job.options(Options)
    page, content = doc.page(paper), paper.content
    page.signed = True
    doc.bookmark(page, content.y, str(words.title))
    box = content.above(FOOTER)
    step = job.sheet.step
    with page.tag("Sect"):
        head = content.top(14)
        with page.tag("H1"):
            if step is not None and step.number is not None:
                signs.numeral_badge(page, head.x + 7, head.cy, 14, step.number, kit_tones(job.kit), role="Span")
                head = head.rest(18)
            page.text(words.title, head, scale.A4_TITLE, role="Span", valign="middle", place="the title")
        if words.lead is not None:
            page.text(words.lead, content.below(16).top(OPENING - 17.5), scale.A4_BODY, place="the explanation")
    rule = content.y + OPENING
    page.line(content.x, rule, content.right, rule, Stroke(0.7, kit_tones(job.kit).strong))
    table = box.below(OPENING + 2)
    if options.choose is not None:
        table = table.above(SLIP_FOOT)
    groups = _groups(rows)
    bands = SLIP_BAND * sum(group[0].principle is not None for group in groups)
    height = min((table.h - SLIP_HEAD - bands) / len(rows), SLIP_TALLEST)
    width = min(options.steps * 13.0, table.w / 2)
    texts = table.left(table.w - width - GAP)
    track = table.rest(table.w - width)
    name = _style(rows, SLIP_NAME, texts.rest(SLIP_NUMERAL).top(height).inset(0, 0.5))
    with page.tag("Table"):
        _slip_head(page, job, texts, track)
        y = table.y + SLIP_HEAD
        for group in groups:
            if group[0].principle is not None:
                _slip_band(page, group[0], Box(table.x, y, table.w, SLIP_BAND))
                y += SLIP_BAND
            for row in group:
                text, marks = (Box(one.x, y, one.w, height) for one in (texts, track))
                _slip_row(page, job, row, text, marks, name)
                y += height
    if options.choose is not None and words.choose is not None:
        _choices(page, job, words.choose, options.choose, box.foot(CHOICE))


def _slip_head(page: Page, job: Job, texts: Box, track: Box) -> None:
    """Draw the head of a slip's table: the signs of the marks and the ends of the scale."""
    style, column = scale.A4_LABEL.but(leading=1.15), {"Table": "/Scope/Column"}
    with page.tag("TR"):
        with page.tag("TH", attributes=column):
            page.text(job.words(Words).rows, texts.top(5), style.but(colour=GREY), place="the head of the rows")
            _key(page, job, texts.below(5).top(6).columns(2), style)
        with page.tag("TH", attributes=column):
            _draw_ends(page, job, track.top(SLIP_HEAD - 1.5), style)


def _slip_band(page: Page, row: Row, box: Box) -> None:
    principle, size = row.principle, 6.7
    if principle is None:
        return
    page.rect(box, fill=row.tones.tint)
    page.line(box.x, box.y, box.right, box.y, Stroke(0.7, row.tones.strong))
    with page.tag("TR"), page.tag("TH", attributes={"Table": "/ColSpan 2/Scope/Column"}):
        number = str(principle.number)
        signs.numeral_badge(page, box.x + 0.2 + size / 2, box.cy, size, number, row.tones, role="Span")
        style = scale.A4_LABEL.but(sizes=(11.5,), weight=scale.HEADING.weight, colour=row.tones.strong)
        place = "a principle's name"
        page.text(principle.name, box.rest(SLIP_NUMERAL), style, role="Span", valign="middle", place=place)


def _slip_row(page: Page, job: Job, row: Row, text: Box, track: Box, name: Style) -> None:
    page.line(text.x, text.bottom, track.right, text.bottom, Stroke(0.3, RULE))
    numeral = SLIP_NAME.but(sizes=(14,), weight=scale.HEADING.weight, colour=row.tones.strong)
    with page.tag("TR", title=row.id):
        with page.tag("TH", attributes={"Table": "/Scope/Row"}):
            page.text(str(row.number), text.left(SLIP_NUMERAL), numeral, role="Span", valign="middle", place="a number")
            place = f"the row {row.id}"
            said = text.rest(SLIP_NUMERAL)
            if row.about is not None:
                height = sum(
                    block.height if (block := fits(one, style, said.w, said.h, style.sizes[0])) else 0.0
                    for one, style in ((row.text, name), (row.about, SLIP_ABOUT))
                )
                said = said.below(max((said.h - height) / 2 - 0.4, 0.6))
                taken = page.text(row.text, said, name, role="P", place=place)
                page.text(row.about, said.below(taken.h + 0.4), SLIP_ABOUT, role="P", place=place)
            else:
                page.text(row.text, said, name, role="Span", valign="middle", place=place)
        with page.tag("TD"), page.figure(_alt(job, row), track.inset(0, 0.4)):
            for index, (step, cell) in enumerate(zip(_steps(job), track.columns(len(_steps(job))), strict=True)):
                if index % 2 == 0:
                    page.rect(cell.inset(0, 0.2), fill=row.tones.tint)
                page.text(str(step), cell, SLIP_TICK, valign="middle", place="a step of the scale")


def _choices(page: Page, job: Job, words: Text, count: int, box: Box) -> None:
    """Draw boxes for the numbers of the chosen rows."""
    with page.tag("Sect"):
        side, gap = CHOICE, GAP - 1
        at = box.left(box.w - count * (side + gap)).top(side)
        page.text(words.fill(count=count), at, scale.A4_SUBHEADING, valign="middle", place="the choice")
        alt = job.kit.words.labels.write_alt
        for index in range(count):
            place = Box(box.right - (count - index) * (side + gap) + gap, box.y, side, side)
            with page.figure(alt, place):
                page.rect(place, stroke=Stroke(0.7, MID), radius=2.0)


LAYOUT = Layout("state_scale", ("A3", "A4"), Words, draw, options=Options, resizes=False, needs_principles=True)
