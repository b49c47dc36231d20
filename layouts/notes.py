"""Notes: a title, a line of explanation and a whole sheet to write on, draw on or fill with sticky notes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import BeforeValidator, Field

from materialgen.draw import Stroke
from materialgen.geometry import A4, Box
from materialgen.kit.schema import Model, SheetWords, as_string
from materialgen.kit.text import Text
from materialgen.layout import Layout
from materialgen.look import signs
from materialgen.look import type as scale
from materialgen.look.anatomy import worksheet
from materialgen.look.colour import MID
from materialgen.typeset import fits

if TYPE_CHECKING:
    from materialgen.draw import Document
    from materialgen.layout import Job
    from materialgen.look.anatomy import Sheet

LEAD = 16.0
"""Height of the line of explanation and the space under it, mm."""
GAP = 4.0
"""The least distance of columns and of sticky notes, mm."""
LINE = 10.0
"""Distance of writing lines, mm."""
DOT = 5.0
"""Distance of the dots of a dot grid, mm."""
STICKY = 76.0
"""Side of a square sticky note, mm."""
FILL = 12.0
"""Height of a line to fill in under a sticky note, mm."""


Rules = Annotated[Literal["lines", "dots", "blank", "sticky-notes"], BeforeValidator(as_string)]


class Options(Model):
    """How the sheet is ruled.

    Attributes:
        rules: Lines, a grid of dots, nothing, or places for sticky notes.
    """

    rules: Rules = "lines"


class Words(SheetWords):
    """What the sheet says.

    Attributes:
        lead: What the sheet is for.
        place_alt: The alternative text of a place for a sticky note, read aloud by screen readers; ``{number}`` is
            filled in. Without it, what is told of any room to write in.
        fields: Lines to fill in under each sticky note; on a sheet ruled otherwise they head columns.
    """

    lead: Text
    place_alt: Text | None = None
    fields: list[Text] = Field(default_factory=list)


def draw(job: Job, doc: Document) -> None:
    """Draw the sheet."""
    words, rules = job.words(Words), job.options(Options).rules
    sheet = worksheet(doc, job, job.paper, step=job.sheet.step)
    sheet.page.text(words.lead, sheet.area.top(LEAD), scale.LEAD, place="the explanation")
    area = sheet.area.below(LEAD + (GAP if job.paper == A4 else 0.0))
    if rules == "sticky-notes":
        _sticky_notes(sheet, job, area)
    else:
        _columns(sheet, job, rules, area)


def _columns(sheet: Sheet, job: Job, rules: str, box: Box) -> None:
    """Draw columns to write in, each under its heading."""
    page, fields = sheet.page, job.words(Words).fields
    for index, column in enumerate(box.columns(max(len(fields), 1), GAP)):
        free = column.inset(5)
        if fields:
            style = scale.SUBHEADING.but(colour=sheet.tones.strong)
            page.text(fields[index], free.top(9), style, role="H2", place="a column's heading")
            free = free.below(9)
        with page.figure(job.kit.words.labels.write_alt, column):
            page.rect(column, stroke=Stroke(0.4, sheet.tones.mid), radius=2.0)
            if rules == "lines":
                signs.writing_lines(page, free, LINE)
            elif rules == "dots":
                signs.dot_grid(page, free, DOT)


def _sticky_notes(sheet: Sheet, job: Job, box: Box) -> None:
    """Draw as many places for sticky notes as there is room for, spread over the whole area."""
    page, words = sheet.page, job.words(Words)
    alt = words.place_alt or job.kit.words.labels.write_alt
    height = STICKY + FILL * len(words.fields)
    across, across_gap = _spread(box.w, STICKY)
    down, down_gap = _spread(box.h, height)
    places = [place for row in box.rows(down, down_gap) for place in row.columns(across, across_gap)]
    with page.tag("L"):
        for number, place in enumerate(places, 1):
            with page.tag("LI"), page.tag("LBody"):
                with page.figure(alt.fill(number=number), place.top(STICKY)):
                    signs.sticky_note(page, place.top(STICKY))
                if words.fields:
                    _fill_in(sheet, words.fields, place.below(STICKY))


def _spread(room: float, size: float) -> tuple[int, float]:
    """Return how many things of a size fit side by side, and the gap that spreads them over all the room; mm."""
    count = max(int((room + GAP) // (size + GAP)), 1)
    return count, (room - count * size) / max(count - 1, 1)


def _fill_in(sheet: Sheet, fields: list[Text], box: Box) -> None:
    """Draw labels, each with a line to write on; the lines begin where the longest label ends."""
    style, most = scale.LABEL, box.w / 2
    blocks = [fits(label, style, most, FILL, style.sizes[0]) for label in fields]
    width = max(block.set_width if block else most for block in blocks) + 0.1
    for label, row in zip(fields, box.rows(len(fields)), strict=True):
        sheet.page.text(label, row.left(width), style, valign="bottom", place="a field's label")
        sheet.page.line(row.x + width + 3, row.bottom, row.right, row.bottom, Stroke(0.4, MID))


LAYOUT = Layout("notes", ("A3", "A4"), Words, draw, options=Options)
