"""Form: labelled fields to fill in by hand on A4, or the same small slip several times on a page, to be cut."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import BeforeValidator, Field

from materialgen.draw import Stroke
from materialgen.geometry import A4, CUT_CLEARANCE, GUTTER, Box, Grid
from materialgen.geometry.cards import Line
from materialgen.kit.schema import Count, Id, Model, SheetWords, as_string
from materialgen.kit.text import Text, compose
from materialgen.layout import Layout
from materialgen.look import signs
from materialgen.look import type as scale
from materialgen.look.anatomy import FOOTER, kit_tones
from materialgen.look.booklet import height_of, line_of
from materialgen.look.colour import GREY, INK, MID, RULE
from materialgen.problems import Problem, did_you_mean
from materialgen.typeset import Style, Weight, fits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from materialgen.draw import Document, Page
    from materialgen.layout import Job
    from materialgen.look.colour import Tones

HEADER = 21.0
"""Height of a form's header down to its rule, mm."""
BADGE = 17.0
SLIP_HEADER = 12.0
SLIP_BADGE = 10.0
HEADER_GAP = 4.5
LINE = 7.5
"""The least distance of lines to write on, mm: a pen needs it."""
LINE_MOST = 12.0
FIELD_GAP = 5.0
"""The least white between rows of fields, mm."""
TICK = 4.6
"""The size of boxes to tick, mm."""
CHOICE = 8.0
"""Height of a row of choices, mm."""
CHECK = 9.0
"""The least height of a row of a table of checks, mm."""
CHECK_MOST = 13.0
ANSWER = 21.0
"""Width of a column of answers, mm."""
CLEAR = CUT_CLEARANCE + 3.0
"""From a cut to a slip's first line, mm."""
EDGE = 2.0
"""How far the foot of a slip reaches below what stands on it, mm."""
FOOT, FOOT_GAP = 3.6, 3.0
"""Height of a slip's foot and of the white over it, mm."""

_LABEL = scale.A4_SUBHEADING.but(sizes=(12.5,), leading=1.28)
_HINT = scale.A4_BODY.but(sizes=(10.5,), leading=1.34, colour=GREY)
_BODY = scale.A4_BODY.but(sizes=(11,), leading=1.36)
_TITLE = scale.A4_TITLE.but(sizes=(32, 30, 28))
_SLIP_TITLE = scale.A4_HEADING


class FieldFacts(Model):
    """A field.

    Attributes:
        id: Its name in the files; the words have the same.
        lines: How many lines to write on; what the page has left makes them wider.
        width: How much of the form's width it takes; fields that fit beside each other share a row.
    """

    id: Id
    lines: Annotated[Count, Field(le=30)] | None = None
    width: Annotated[Literal["full", "half", "third"], BeforeValidator(as_string)] = "full"


class Options(Model):
    """What the form has room for.

    Attributes:
        fields: The fields, in order.
        slips: How many times the form stands on a page, one below the other, to be cut.
    """

    fields: list[FieldFacts] = Field(min_length=1)
    slips: Annotated[Count, Field(le=3)] = 1


class FieldWords(Model):
    """A field.

    Attributes:
        label: Its label.
        hint: Says under the label what to write.
        choices: Choices to tick; with ``items``, the columns of answers.
        items: Questions, each with a box to tick under each of the choices.
    """

    label: Text
    hint: Text | None = None
    choices: list[Text] = Field(default_factory=list)
    items: list[Text] = Field(default_factory=list)


class Words(SheetWords):
    """What the form says.

    Attributes:
        lead: What the form is for, or who fills it in.
        fields: The fields, by id.
    """

    lead: Text | None = None
    fields: dict[Text, FieldWords]


@dataclass(frozen=True, slots=True)
class Entry:
    """A field of the form with its words, and where it stands across."""

    facts: FieldFacts
    words: FieldWords
    first: int
    span: int

    def box(self, row: Box) -> Box:
        """Return the field's box in a row."""
        across = Grid(row).span(self.first, self.span)
        return Box(across.x, row.y, across.w, row.h)


def draw(job: Job, doc: Document) -> None:
    """Draw the page."""
    rows = _rows(job, doc)
    if doc.problems:
        return
    page, count = doc.page(A4), job.options(Options).slips
    doc.bookmark(page, page.paper.content.y, str(job.sheet.words.title))
    content = page.paper.content.above(FOOTER)
    if count == 1:
        page.signed = True
        _form(page, job, rows, content, slip=False, first=True)
        return
    boxes, cuts = _slips(page, count)
    page.feet = [box.foot(FOOT) for box in boxes]
    for box in boxes:
        _form(page, job, rows, box.above(FOOT + FOOT_GAP), slip=True, first=box is boxes[0])
    signs.cut_lines(page, cuts, scissors_on=count)
    doc.parts["slips"] += count
    signs.ruler(page, page.paper.box.cx - 50, cuts[0].y0)


def _slips(page: Page, count: int) -> tuple[list[Box], list[Line]]:
    """Return where equal slips stand, clear of the cuts and of the paper's edges, and the cuts between them."""
    paper, pitch = page.paper, page.paper.height / count
    content, live = paper.content, paper.live
    top = max(content.y, CLEAR)  # the same on all, so that slips lie alike once they are cut
    bottom = min(content.bottom - (count - 1) * pitch, pitch - CLEAR) + EDGE
    boxes = [Box(content.x, number * pitch + top, content.w, bottom - top) for number in range(count)]
    return boxes, [Line(live.x, number * pitch, live.right, number * pitch) for number in range(1, count)]


def _rows(job: Job, doc: Document) -> list[list[Entry]]:
    """Return the fields in rows; ids without words, and words without ids, are problems."""
    facts, words = job.options(Options).fields, job.words(Words).fields
    known = [str(one.id) for one in facts]
    for told in words:
        if told not in known:
            message = f"the field '{told}' is not in the sheet's options"
            doc.problems.append(Problem("unknown-id", message, told.where, did_you_mean(told, known)))
    rows: list[list[Entry]] = []
    free = 0
    for one in facts:
        if one.id not in words:
            message, hint = f"the field '{one.id}' has no words", f"add '{one.id}:' under 'fields' in {job.words_file}"
            doc.problems.append(Problem("missing-id", message, one.id.where, hint))
            continue
        if words[one.id].items and not words[one.id].choices:
            message, hint = f"the field '{one.id}' has items, but no choices to tick", "add 'choices:' to the field"
            doc.problems.append(Problem("missing-key", message, words[one.id].items[0].where, hint))
        span = {"full": 12, "half": 6, "third": 4}[one.width]
        if span > free:
            rows.append([])
            free = 12
        rows[-1].append(Entry(one, words[one.id], 12 - free, span))
        free -= span
    return rows


# -- the form ----------------------------------------------------------------------------------------------------------


def _form(page: Page, job: Job, rows: Sequence[Sequence[Entry]], box: Box, *, slip: bool, first: bool) -> None:
    """Draw a form, or one of several equal slips, into a box."""
    tones = kit_tones(job.kit)
    with page.tag("Sect"):
        free = _head(page, job, box, tones, slip=slip, first=first)
        room = free.h - FIELD_GAP * (len(rows) - 1)
        heights = [max(_least(one, one.box(free).w) for one in row) for row in rows]
        left = room - sum(heights)
        if left < 0:
            page.document.problems.append(_too_much(job, -left))
            return
        growth = [max(_growth(one) for one in row) for row in rows]
        share = min(left / sum(growth), 1.0) if sum(growth) else 0.0
        air = (left - share * sum(growth)) / max(len(rows) - 1, 1)
        y = free.y
        for row, height, more in zip(rows, heights, growth, strict=True):
            line = Box(free.x, y, free.w, height + share * more)
            for one in row:
                _field(page, job, one, one.box(line), tones)
            y = line.bottom + FIELD_GAP + min(air, 2 * FIELD_GAP)


def _too_much(job: Job, over: float) -> Problem:
    """Return the problem of fields that need more height than there is."""
    message = f"the fields are {over:.0f} mm too high for the page"
    hint = "take fewer lines or fields in the sheet's options in kit.yaml, or shorten the hints"
    return Problem("text-too-long", message, job.sheet.words.title.where, hint)


def _head(page: Page, job: Job, box: Box, tones: Tones, *, slip: bool, first: bool) -> Box:
    """Draw badge, title and minutes over a rule, and the lead under it; returns what is left."""
    step, words = job.sheet.step, job.words(Words)
    height, badge = (SLIP_HEADER, SLIP_BADGE) if slip else (HEADER, BADGE)
    head = box.top(height - 3)
    left, right = head.x, head.right
    with page.tag("H1" if first else "H2"):
        if step is not None and step.number is not None:
            signs.numeral_badge(page, head.x + badge / 2, head.cy, badge, step.number, tones, role="Span")
            left += badge + (3.5 if slip else 5.5)
        if step is not None and not slip:
            right -= 47
        place = Box(left, head.y, right - left, head.h)
        page.text(words.title, place, _SLIP_TITLE if slip else _TITLE, role="Span", valign="middle", place="the title")
    if step is not None and not slip:
        _time(page, job, head, tones)
    y = box.y + height
    page.line(box.x, y, box.right, y, Stroke(0.7, tones.strong))
    free = box.below(height + HEADER_GAP)
    if words.lead is not None:
        taken = page.text(words.lead, free.top(20), _BODY, place="the lead")
        free = free.below(taken.h + HEADER_GAP)
    return free


def _time(page: Page, job: Job, head: Box, tones: Tones) -> None:
    """Draw clock and minutes at the right of the header."""
    step, labels, radius, width = job.sheet.step, job.kit.words.labels, 6.6, 27.0
    if step is None:
        return
    text = compose(f"{step.minutes}\u00a0{labels.minutes}", labels.minutes)
    style = Style("time", (19, 17, 16), Weight.BOLD, 1.15, INK, align="right")
    page.text(text, Box(head.right - width, head.y, width, head.h), style, valign="middle", place="the time badge")
    signs.clock(page, head.right - width - radius - 1, head.cy, radius, step.minutes, tones)


# -- fields ------------------------------------------------------------------------------------------------------------


def _least(one: Entry, width: float) -> float:
    """Return the least height of a field, mm."""
    words = one.words
    height = height_of(words.label, _LABEL, width)
    if words.hint is not None:
        height += height_of(words.hint, _HINT, width)
    if words.items:
        height += line_of(_HINT) + 1 + sum(_check(text, words, width) for text in words.items)
    elif words.choices:
        height += CHOICE * len(_choice_rows(words.choices, width)) + 1
    return height + LINE * (one.facts.lines or 0)


def _growth(one: Entry) -> float:
    """Return by how much a field may grow, mm."""
    return (LINE_MOST - LINE) * (one.facts.lines or 0) + (CHECK_MOST - CHECK) * len(one.words.items)


def _field(page: Page, job: Job, one: Entry, box: Box, tones: Tones) -> None:
    """Draw a field: label and hint over choices or checks, and lines to write on down to its foot."""
    words, place = one.words, f"the field '{one.facts.id}'"
    with page.tag("Sect"):
        taken = page.text(words.label, box, _LABEL.but(colour=tones.strong), place=place)
        free = box.below(taken.h)
        if words.hint is not None:
            free = free.below(page.text(words.hint, free, _HINT, place=place).h)
        if words.items:
            lines = LINE * (one.facts.lines or 0)
            _checks(page, words, free.above(lines), tones, place)
            free = free.foot(lines)
        elif words.choices:
            rows = _choice_rows(words.choices, box.w)
            _choices(page, rows, free.below(1), place)
            free = free.below(1 + CHOICE * len(rows))
        if one.facts.lines:
            with page.figure(job.kit.words.labels.write_alt, free):
                signs.writing_lines(page, free, free.h / one.facts.lines)


def _choice_rows(choices: Sequence[Text], width: float) -> list[list[tuple[Text, float, float]]]:
    """Return choices in rows, each with where it begins and how wide it is, mm."""
    rows: list[list[tuple[Text, float, float]]] = []
    x = width
    for text in choices:
        block = fits(text, _BODY, width - TICK - 3, CHOICE, _BODY.sizes[0])
        wide = (block.set_width if block else width - TICK - 3) + 0.2
        if x + TICK + 3 + wide > width + 0.01 or not rows:
            rows.append([])
            x = 0.0
        rows[-1].append((text, x, wide))
        x += TICK + 3 + wide + 9
    return rows


def _choices(page: Page, rows: Sequence[Sequence[tuple[Text, float, float]]], box: Box, place: str) -> None:
    with page.tag("L", attributes={"List": "/ListNumbering/None"}):
        for index, row in enumerate(rows):
            line = box.below(CHOICE * index).top(CHOICE)
            for text, x, wide in row:
                signs.tick_box(page, line.x + x, line.cy - TICK / 2, TICK)
                with page.tag("LI"):
                    at = Box(line.x + x + TICK + 3, line.y, wide, line.h)
                    page.text(text, at, _BODY, role="LBody", valign="middle", place=place)


def _check(text: Text, words: FieldWords, width: float) -> float:
    """Return the least height of a row of a table of checks, mm."""
    return max(height_of(text, _BODY, width - ANSWER * len(words.choices) - GUTTER) + 3, CHECK)


def _checks(page: Page, words: FieldWords, box: Box, tones: Tones, place: str) -> None:
    """Draw a table: a question in each row, and a box to tick under each answer."""
    answers = [Box(box.right - ANSWER * back, 0, ANSWER, 0) for back in range(len(words.choices), 0, -1)]
    width = box.w - ANSWER * len(answers) - GUTTER
    head = line_of(_HINT) + 1
    least = [_check(text, words, box.w) for text in words.items]
    more = (box.h - head - sum(least)) / len(least)
    y = box.y + head
    with page.tag("Table"):
        with page.tag("TR"):
            page.reserve("TD")
            for text, at in zip(words.choices, answers, strict=True):
                with page.tag("TH", attributes={"Table": "/Scope/Column"}):
                    over = Box(at.x, box.y, at.w, head)
                    page.text(text, over, _HINT, role="Span", align="center", valign="middle", place=place)
        page.line(box.x, y, box.right, y, Stroke(0.4, tones.mid))
        for text, height in zip(words.items, least, strict=True):
            row = Box(box.x, y, box.w, height + more)
            with page.tag("TR"):
                with page.tag("TH", attributes={"Table": "/Scope/Row"}):
                    page.text(text, row.left(width), _BODY, role="Span", valign="middle", place=place)
                for at in answers:
                    page.reserve("TD")
                    signs.tick_box(page, at.cx - TICK / 2, row.cy - TICK / 2, TICK, stroke=Stroke(0.35, MID))
            page.line(row.x, row.bottom, row.right, row.bottom, Stroke(0.3, RULE))
            y = row.bottom


LAYOUT = Layout("form", ("A4",), Words, draw, options=Options)
