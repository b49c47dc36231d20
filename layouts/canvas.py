"""Canvas: headed columns of areas to write in, or a table of rows and columns, with an order of filling if it has one.

A sheet made for each principle also says what the principle is about and asks its questions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import BeforeValidator, Field

from materialgen.draw import Stroke
from materialgen.geometry import Box
from materialgen.kit.marks import Sometimes
from materialgen.kit.schema import Aside, Count, Few, Flag, Id, Model, SheetWords, Some, as_string
from materialgen.kit.text import Text
from materialgen.layout import Layout
from materialgen.look import signs
from materialgen.look import type as scale
from materialgen.look.anatomy import principle_tones, worksheet
from materialgen.look.colour import MID
from materialgen.look.column import instruction_column, instructions
from materialgen.problems import Problem, did_you_mean
from materialgen.typeset import common_size, fits

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from materialgen.draw import Document
    from materialgen.kit.model import Principle
    from materialgen.layout import Job
    from materialgen.look.anatomy import Sheet
    from materialgen.typeset import Style

GAP = 6.0
"""Between columns, mm."""
BOX_GAP = 4.0
"""Between the areas of a column, mm."""
LEAD_MOST = 40.0
"""The greatest height of what stands over the columns, mm."""
LEAD_GAP = 6.0
QUESTION_LINE = 8.0
"""The height of a question that takes one line, mm."""
HEAD = 14.0
"""Height of a column's heading, mm."""
EDGE = 1.2
"""Width of the line at the left of a column's heading, mm."""
POINT = 5.0
"""How far the heading of a column points to the next one, mm."""
BADGE = 9.0
"""The diameter of a number in the order of filling, mm."""
PROMPT_MOST = 22.0
"""The greatest height of what a column asks for, mm."""
PAD = 4.0
"""White inside an area, left and right, mm."""
LINE = 10.0
"""The least distance of writing lines, mm."""
DOT = 5.0
"""Distance of the dots of a dot grid, mm."""
FIELD = 11.0
"""The least height of a field to fill in, mm."""
TICK = 6.0
"""The size of a box to tick, mm."""
ROW_HEAD = 40.0
"""The width of the heads of rows, mm."""
CHOICE = 10.0
"""The greatest distance of the principles in the head of a row, mm."""
ROWS = 8
"""A page has no more rows than that."""
ROWS_WITH_CARDS = 2
"""The same for principles that are worked on: there is room for cards in the cells."""

HEADING = scale.HEADING.but(sizes=(22, 20, 18))
PROMPT = scale.BODY
BOX_HEADING = scale.SUBHEADING.but(sizes=(18, 17, 16))
ITEM = scale.BODY
ROW_NAME = scale.SUBHEADING.but(sizes=(17, 16, 15, 14))
CHOSEN = scale.LABEL.but(sizes=(14, 13, 12))

PROMPTED = "a column's prompt"

Rules = Annotated[Literal["lines", "dots", "blank"], BeforeValidator(as_string)]
Rows = Annotated[Literal["none", "principles", "chosen"], BeforeValidator(as_string)]


class BoxFacts(Model):
    """An area to write in.

    Attributes:
        id: The area's name in the files; the words have the same.
        times: How often it stands, one under the other: ``{number}`` in its heading is filled in.
        height: Its share of the column's height.
        rules: What is ruled in it: lines, a grid of dots, or nothing. Areas with fields or items have theirs first.
    """

    id: Id
    times: Count = 1
    height: Count = 1
    rules: Rules = "lines"


class ColumnFacts(Model):
    """A column.

    Attributes:
        id: The column's name in the files; the words have the same.
        order: Its place in the order of filling, from 1, if there is one to tell; screen readers follow it.
        width: Its share of the sheet's width.
        across: How many of its areas stand side by side.
        rules: What is ruled in a column without areas: lines, a grid of dots, or nothing.
        boxes: Its areas, from the top; without any the whole column is one.
    """

    id: Id
    order: Count | None = None
    width: Count = 1
    across: Count = 1
    rules: Rules = "lines"
    boxes: list[BoxFacts] = Field(default_factory=list)


class Options(Model):
    """How the canvas is divided.

    Attributes:
        columns: The columns, from the left.
        arrows: Whether the columns lead from one to the next.
        rows: Whether rows cross the columns: ``principles`` for a row for each of the kit's principles, ``chosen`` for
            as many as the group works on. Then the columns have no areas of their own.
        instructions: Whether the step's instructions stand beside the columns.
    """

    columns: Some[ColumnFacts]
    arrows: Flag = False
    rows: Rows = "none"
    instructions: Flag = True


class BoxWords(Model):
    """The words of an area.

    Attributes:
        heading: Its heading; ``{number}`` is filled in where it stands several times.
        prompt: What to write in it.
        fields: Labels, each with room to write.
        items: A list with boxes to tick.
    """

    heading: Text | None = None
    prompt: Text | None = None
    fields: Few[Text] = Field(default_factory=list)
    items: Few[Text] = Field(default_factory=list)


class ColumnWords(Model):
    """The words of a column.

    Attributes:
        heading: Its heading.
        prompt: What to write in it.
        boxes: The words of its areas, by id.
    """

    heading: Text
    prompt: Text | None = None
    boxes: dict[Text, BoxWords] = Field(default_factory=dict)


class Words(SheetWords):
    """What the sheet says.

    Attributes:
        lead: What the sheet is for, over the columns; a principle's sheet says there what the principle is about.
        questions: Heads the principle's questions on a sheet made for each principle.
        columns: The words of the columns, by id.
        mark: Says how to mark the principle of a row that is chosen in the workshop: all of them stand in the row's
            head. Without it there is room to write the principle.
        row_alt: The alternative text of a row's head to fill in, for a principle's number and name, read aloud by
            screen readers. Without it, what is told of any room to write in.
        tick_alt: The alternative text of a box to tick. Without it, what is told of any room to write in.
        tip: A tip at the foot of the instructions.
    """

    lead: Text | None = None
    questions: Annotated[Text | None, Sometimes("if the sheet is made for each principle")] = None
    columns: dict[Text, ColumnWords]
    mark: Annotated[Text | None, Sometimes("if the principles are chosen in the workshop")] = None
    row_alt: Text | None = None
    tick_alt: Text | None = None
    tip: Aside | None = None


def draw(job: Job, doc: Document) -> None:
    """Draw the sheet; more rows than there is room for take further pages."""
    words, options = job.words(Words), job.options(Options)
    if not _agree(job, doc):
        return
    pages: list[list[Principle | None]] = _rows(job) or [[]]
    for number, rows in enumerate(pages, 1):
        note = f"{number}\u00a0/\u00a0{len(pages)}" if len(pages) > 1 else None
        sheet = worksheet(doc, job, job.paper, principle=job.document.principle, step=job.sheet.step, note=note)
        work = sheet.area
        if words.tip or (job.sheet.step and options.instructions):
            _column(sheet, job, sheet.halves.span(0, 5))
            work = sheet.halves.span(5, 19)
        work = work.below(_opening(sheet, job, work))
        if rows:
            _table(sheet, job, rows, len(pages[0]), work)
        else:
            _columns(sheet, job, work)


def _rows(job: Job) -> list[list[Principle | None]]:
    """Return the rows of each page: None for a principle that the group chooses; no pages without rows."""
    rows, group = job.options(Options).rows, job.plan.group
    if rows == "none":
        return []
    principles = list(job.kit.principles)
    of_all: list[Principle | None] = [*principles]
    if rows == "chosen":
        of_all = [*principles[: group.principles]] if group.chosen else [None] * max(group.rounds, 1)
    most = ROWS if rows == "principles" else ROWS_WITH_CARDS
    pages = max(-(-len(of_all) // most), 1)
    each = max(-(-len(of_all) // pages), 1)
    return [of_all[index : index + each] for index in range(0, len(of_all), each)]


def _agree(job: Job, doc: Document) -> bool:
    """Return whether facts and words name the same columns and areas, and rows have principles; report what is not."""
    words, options, before = job.words(Words), job.options(Options), len(doc.problems)
    if options.rows != "none" and not job.kit.principles:
        message, where = "the rows are the kit's principles, but the kit has none", options.columns[0].id.where
        doc.problems.append(Problem("no-principles", message, where, "remove 'rows:', or add 'principles:'"))
    file = job.words_file
    doc.problems += _compare("column", [one.id for one in options.columns], words.columns, file)
    for column in options.columns:
        if column.id in words.columns:
            boxes = words.columns[column.id].boxes
            doc.problems += _compare("area", [one.id for one in column.boxes], boxes, file)
        if column.boxes and options.rows != "none":
            message = f"the column '{column.id}' is crossed by rows, so it has no areas of its own"
            doc.problems.append(Problem("unknown-key", message, column.id.where, "remove 'boxes:', or 'rows:'"))
    return len(doc.problems) == before


def _compare(what: str, ids: Sequence[Text], words: Mapping[Text, object], file: str) -> Iterable[Problem]:
    for one in ids:
        if one not in words:
            hint = f"add '{one}:' to the sheet's words in {file}"
            yield Problem("missing-key", f"the {what} '{one}' has no words", one.where, hint)
    for key in words:
        if key not in ids:
            message = f"the kit's facts have no {what} '{key}' for this sheet"
            yield Problem("unknown-key", message, key.where, did_you_mean(key, ids))


def _column(sheet: Sheet, job: Job, box: Box) -> None:
    """Draw the instructions, with the tip if there is one."""
    tip = job.words(Words).tip
    if tip is not None:
        instruction_column(sheet, job, tip, box)
    elif job.sheet.step is not None:
        with sheet.page.tag("Sect"):
            instructions(sheet, job.kit, job.sheet.step, box)


def _opening(sheet: Sheet, job: Job, box: Box) -> float:
    """Draw what stands over the columns; returns its height with the white under it."""
    page, words, principle = sheet.page, job.words(Words), job.document.principle
    about = principle.about if principle is not None else None
    lead = about or words.lead
    if lead is None and (principle is None or words.questions is None):
        return 0.0
    with page.tag("Sect"):
        bottom, left = box.y, box.top(LEAD_MOST)
        asked = principle is not None and words.questions is not None
        if asked:
            left = left.left((box.w - GAP) * 0.36)
        if lead is not None:
            leads = [one.about or lead for one in job.kit.principles] if principle is not None else [lead]
            style = scale.LEAD.but(balance=asked)
            style = style.at(common_size(((one, left) for one in leads), style))
            page.text(lead, left, style, place="the lead")
            blocks = [fits(one, style, left.w, left.h, style.sizes[0]) for one in leads]
            bottom = max((box.y + block.height for block in blocks if block), default=bottom)
        if principle is not None and words.questions is not None:
            bottom = max(_questions(sheet, principle, words.questions, box.rest(left.w + GAP * 2)), bottom)
    return bottom - box.y + LEAD_GAP


def _questions(sheet: Sheet, principle: Principle, heading: Text, box: Box) -> float:
    """Draw a principle's questions as a list under a heading, each after its short form; returns where it ends."""
    page, questions = sheet.page, principle.questions
    style = scale.LABEL.but(colour=sheet.tones.strong)
    y = page.text(heading, box.top(8), style, role="H2", place="the questions").bottom + 1.5
    label = scale.LABEL.but(sizes=scale.BODY.sizes[:1], leading=scale.BODY.leading)
    indent = max(_width(one.group, label, box.w / 3) for one in questions) + 4
    size = common_size(((one.text, Box(0, 0, box.w - indent, QUESTION_LINE)) for one in questions), scale.BODY)
    with page.tag("L"):
        for one in questions:
            line = Box(box.x, y, box.w, LEAD_MOST / len(questions))
            with page.tag("LI"), page.tag("LBody"):
                head = page.text(one.group, line.left(indent), label.at(size), role="Span", place="a question")
                body = page.text(one.text, line.rest(indent), scale.BODY.at(size), role="Span", place="a question")
            y = max(head.bottom, body.bottom) + 0.8
    return y - 0.8


def _width(text: Text, style: Style, most: float) -> float:
    """Return the width of a text on one line, or ``most`` mm if it is wider."""
    block = fits(text, style, most, style.sizes[0] * style.leading / 2.8346, style.sizes[0])
    return block.set_width + 0.1 if block else most


# -- columns -----------------------------------------------------------------------------------------------------------


def _shares(box: Box, widths: Sequence[int]) -> list[Box]:
    """Return columns of the given shares of the width."""
    unit = (box.w - GAP * (len(widths) - 1)) / sum(widths)
    result, x = [], box.x
    for width in widths:
        result.append(Box(x, box.y, unit * width, box.h))
        x += unit * width + GAP
    return result


def _columns(sheet: Sheet, job: Job, box: Box) -> None:
    """Draw the columns, in the order of filling."""
    words, options = job.words(Words), job.options(Options)
    places = _shares(box, [one.width for one in options.columns])
    size = _heading_size(job, places)
    prompts, height = _prompts(words, options.columns, places)
    drawn = sorted(enumerate(options.columns), key=lambda one: one[1].order or len(options.columns) + one[0])
    for index, facts in drawn:
        place, said = places[index], words.columns[facts.id]
        with sheet.page.tag("Sect"):
            points = options.arrows and index + 1 < len(places)
            _head(sheet, place.top(HEAD), said.heading, facts.order, size, role="H2", points=points)
            under = place.below(HEAD + 3)
            if said.prompt is not None:
                sheet.page.text(said.prompt, under.top(PROMPT_MOST), prompts, place=PROMPTED)
            _boxes(sheet, job, facts, said, under.below(height))


def _prompts(words: Words, columns: Sequence[ColumnFacts], places: Sequence[Box]) -> tuple[Style, float]:
    """Return the one style of the columns' prompts, and the height that they take with the white under them."""
    texts = [(words.columns[one.id].prompt, place) for one, place in zip(columns, places, strict=True)]
    asked = [(prompt, place.top(PROMPT_MOST)) for prompt, place in texts if prompt is not None]
    style = PROMPT.at(common_size(asked, PROMPT))
    blocks = [fits(prompt, style, place.w, place.h, style.sizes[0]) for prompt, place in asked]
    return style, max((block.height + 3 for block in blocks if block), default=0.0)


def _heading_size(job: Job, places: Sequence[Box]) -> float:
    """Return the one size of the columns' headings."""
    words, columns = job.words(Words), job.options(Options).columns
    pairs = (
        (words.columns[one.id].heading, _heading_box(place.top(HEAD), one.order))
        for one, place in zip(columns, places, strict=True)
    )
    return common_size(pairs, HEADING)


def _heading_box(head: Box, order: int | None) -> Box:
    inner = head.inset(PAD, 0)
    return inner.rest(BADGE + 3) if order is not None else inner


def _head(sheet: Sheet, box: Box, heading: Text, order: int | None, size: float, *, role: str, points: bool) -> None:
    """Draw a column's heading on a band, which points to the next column if it leads there."""
    page, tones = sheet.page, sheet.tones
    corners = [(box.x, box.y), (box.right, box.y), (box.right, box.bottom), (box.x, box.bottom)]
    if points:
        corners.insert(2, (box.right + POINT, box.cy))
    page.polygon(corners, fill=tones.tint)
    left = box.x + EDGE / 2  # the whole line lies on the band: on joined sheets there is no room beside it
    page.line(left, box.y, left, box.bottom, Stroke(EDGE, tones.strong))
    with page.tag(role):
        if order is not None:
            signs.numeral_badge(page, box.x + PAD + BADGE / 2, box.cy, BADGE, str(order), tones, role="Span")
        style = HEADING.but(colour=tones.strong).at(size)
        page.text(heading, _heading_box(box, order), style, role="Span", valign="middle", place="a column's heading")


def _boxes(sheet: Sheet, job: Job, column: ColumnFacts, words: ColumnWords, box: Box) -> None:
    """Draw a column's areas, or the whole column as one."""
    if not column.boxes:
        _area(sheet, job, BoxWords(), column.rules, box, 0)
        return
    all_of_it = [(one, number) for one in column.boxes for number in range(1, one.times + 1)]
    rows = [all_of_it[index : index + column.across] for index in range(0, len(all_of_it), column.across)]
    heights = [max(one.height for one, _ in row) for row in rows]
    unit = (box.h - BOX_GAP * (sum(heights) - 1)) / sum(heights)
    y = box.y
    for row, height in zip(rows, heights, strict=True):
        band = Box(box.x, y, box.w, unit * height + BOX_GAP * (height - 1))  # with the gaps that it replaces
        for (one, number), place in zip(row, band.columns(len(row), BOX_GAP), strict=True):
            with sheet.page.tag("Sect"):
                _area(sheet, job, words.boxes[one.id], one.rules, place, number)
        y += band.h + BOX_GAP


def _area(sheet: Sheet, job: Job, words: BoxWords, rules: str, box: Box, number: int) -> None:
    """Draw an area: what it asks for, then fields, items and room to write."""
    page, alt = sheet.page, job.kit.words.labels.write_alt
    page.rect(box, stroke=Stroke(0.4, sheet.tones.mid), radius=2.0)
    inner = box.inset(PAD, 3)
    free = inner
    if words.heading is not None:
        style = BOX_HEADING.but(colour=sheet.tones.strong)
        taken = page.text(words.heading.fill(number=number), free.top(16), style, role="H3", place="an area's heading")
        free = inner.below(taken.bottom - inner.y + 0.5)
    if words.prompt is not None:
        taken = page.text(words.prompt, free, scale.BODY, place="an area's prompt")
        free = inner.below(taken.bottom - inner.y + 1)
    if words.items:
        free = free.below(_items(sheet, words.items, job, free))
    if words.fields:
        _fields(sheet, words.fields, alt, free)
    elif free.h >= LINE:
        with page.figure(alt, free):
            _rule(sheet, rules, free)


def _rule(sheet: Sheet, rules: str, box: Box) -> None:
    if rules == "lines":
        signs.writing_lines(sheet.page, box, box.h / (box.h // LINE))
    elif rules == "dots":
        signs.dot_grid(sheet.page, box, DOT)


def _items(sheet: Sheet, items: Sequence[Text], job: Job, box: Box) -> float:
    """Draw a list with boxes to tick; returns its height and the white under it."""
    page, indent = sheet.page, TICK + 3
    alt = job.words(Words).tick_alt or job.kit.words.labels.write_alt
    size = common_size(((one, box.rest(indent).top(box.h / len(items) - 2)) for one in items), ITEM)
    line = size * ITEM.leading / 2.8346
    y = box.y + 1
    with page.tag("L"):
        for one in items:
            with page.tag("LI"), page.tag("LBody"):
                with page.figure(alt, Box(box.x, y + (line - TICK) / 2, TICK, TICK)):
                    signs.tick_box(page, box.x, y + (line - TICK) / 2, TICK)
                at = box.rest(indent).below(y - box.y)
                y = page.text(one, at, ITEM.at(size), place="a list to tick").bottom + 2.4
    return y - box.y + 1


def _fields(sheet: Sheet, fields: Sequence[Text], alt: Text, box: Box) -> None:
    """Draw labels, each with a line to write on; the first has the lines that are left."""
    page, style = sheet.page, scale.LABEL
    count = max(int(box.h // FIELD), len(fields))
    pitch = box.h / count
    width = max(_width(one, style, box.w / 2) for one in fields)
    y = box.y
    for index, label in enumerate(fields):
        lines = count - len(fields) + 1 if index == 0 else 1
        row = Box(box.x, y, box.w, pitch * lines)
        page.text(label, row.top(pitch).left(width), style, valign="bottom", place="a field's label")
        room = row.rest(width + 3)
        with page.figure(alt, room):
            for number in range(1, lines + 1):
                at = row.y + pitch * number
                page.line(room.x if number == 1 else row.x, at, row.right, at, Stroke(signs.HAIR, MID))
        y = row.bottom


# -- rows and columns --------------------------------------------------------------------------------------------------


def _table(sheet: Sheet, job: Job, rows: Sequence[Principle | None], count: int, box: Box) -> None:
    """Draw the table: columns across, a row for each principle; rows are as high as if there were ``count``."""
    page, words, columns = sheet.page, job.words(Words), job.options(Options).columns
    places = _shares(box.rest(ROW_HEAD + BOX_GAP), [one.width for one in columns])
    size, alt = _heading_size(job, places), job.kit.words.labels.write_alt
    prompts, prompted = _prompts(words, columns, places)
    with page.tag("Table"):
        with page.tag("TR"):
            page.reserve("TD")
            for index, (one, place) in enumerate(zip(columns, places, strict=True)):
                points = job.options(Options).arrows and index + 1 < len(places)
                with page.tag("TH", attributes={"Table": "/Scope/Column"}):
                    said = words.columns[one.id]
                    _head(sheet, place.top(HEAD), said.heading, one.order, size, role="P", points=points)
                    if said.prompt is not None:
                        page.text(said.prompt, place.below(HEAD + 3).top(PROMPT_MOST), prompts, place=PROMPTED)
        body = box.below(HEAD + BOX_GAP + prompted)
        for principle, row in zip(rows, body.rows(count, BOX_GAP), strict=False):
            with page.tag("TR"):
                with page.tag("TH", attributes={"Table": "/Scope/Row"}):
                    _row_head(sheet, job, principle, row.left(ROW_HEAD))
                for one, place in zip(columns, places, strict=True):
                    cell = Box(place.x, row.y, place.w, row.h)
                    tones = principle_tones(principle) if principle else sheet.tones
                    with page.tag("TD"), page.figure(alt, cell):
                        page.rect(cell, stroke=Stroke(0.4, tones.mid), radius=2.0)
                        _rule(sheet, one.rules, cell.inset(PAD, 3))


def _row_head(sheet: Sheet, job: Job, principle: Principle | None, box: Box) -> None:
    """Draw a row's principle; or all of them, to mark the row's; or room to write it."""
    page, inner = sheet.page, box.inset(0, 3)
    tones = principle_tones(principle) if principle is not None else sheet.tones
    page.line(box.x, box.y, box.right, box.y, Stroke(0.7, tones.strong))
    mark, principles = job.words(Words).mark, job.kit.principles
    if principle is not None:
        number = str(principle.number)
        signs.numeral_badge(page, box.x + BADGE / 2, inner.y + BADGE / 2, BADGE, number, tones, role="Span")
        beside, under = inner.top(BADGE).rest(BADGE + 3), inner.below(BADGE + 2)
        size = ROW_NAME.sizes[0]
        narrow = all(fits(one.short, ROW_NAME, beside.w, beside.h, size) for one in principles)
        at, valign = (beside, "middle") if narrow else (under, "top")
        page.text(principle.short, at, ROW_NAME, role="Span", valign=valign, place="a row's head")
    elif mark is not None and principles:
        taken = page.text(mark, inner.top(14), scale.LABEL, place="a row's head")
        _choices(sheet, principles, inner.below(taken.h + 1.5))
    else:
        alt = job.words(Words).row_alt or job.kit.words.labels.write_alt
        with page.figure(alt, inner):
            radius = BADGE * 0.7
            page.circle(box.x + radius, inner.y + radius, radius, stroke=Stroke(0.4, MID))
            for index in range(3):
                left = box.x + 2 * radius + 4 if index == 0 else box.x
                y = inner.y + 2 * radius + index * LINE
                page.line(left, y, box.right, y, Stroke(0.4, MID))


def _choices(sheet: Sheet, principles: Sequence[Principle], box: Box) -> None:
    """Draw the principles' numbers in rings, with their short names."""
    page, pitch = sheet.page, min(box.h / len(principles), CHOICE)
    size = pitch - 1.4
    rows = [box.below(pitch * index).top(pitch) for index in range(len(principles))]
    names = [row.rest(size + 3) for row in rows]
    pairs = zip((one.short for one in principles), names, strict=True)
    style = CHOSEN.at(common_size(pairs, CHOSEN))
    numeral = scale.NUMERAL.but(sizes=(12,))
    with page.tag("L", attributes={"List": "/ListNumbering/Decimal"}):
        for one, row, at in zip(principles, rows, names, strict=True):
            tones = principle_tones(one)
            page.circle(row.x + size / 2 + 0.3, row.cy, size / 2, stroke=Stroke(0.5, tones.mid))
            with page.tag("LI"):
                middle = row.x + size / 2 + 0.3
                label = numeral.but(colour=tones.strong)
                signs.centred(page, str(one.number), middle, row.cy, size, label, role="Lbl")
                page.text(one.short, at, style, role="LBody", valign="middle", place="a row's head")


LAYOUT = Layout("canvas", ("A3",), Words, draw, options=Options)
