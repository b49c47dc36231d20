"""Result sheet: who the group is, what it decided, who does it and when, all written by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from materialgen.draw import Stroke
from materialgen.geometry import Box
from materialgen.kit.schema import Aside, Model, SheetWords
from materialgen.kit.text import Text
from materialgen.layout import Layout
from materialgen.look import type as scale
from materialgen.look.anatomy import worksheet
from materialgen.look.colour import MID
from materialgen.look.column import instruction_column
from materialgen.typeset import common_size

if TYPE_CHECKING:
    from collections.abc import Iterable

    from materialgen.draw import Document
    from materialgen.layout import Job
    from materialgen.look.anatomy import Sheet

GAP = 5.0
FIELD = 23.0
"""Height of a field: its label, and a line's room to write, mm."""
HEAD = 10.0
"""Height of the table's header row, mm."""
ROW = 20.0
"""The least height of a row to write in, mm."""
COLUMNS = (2, 7, 5, 3, 2)
"""Widths of the table's columns, in halves of the grid's columns; the fields above and below share their edges."""


class Columns(Model):
    """The headings of the table's columns.

    Attributes:
        card: For a card's number.
        action: For the action or decision.
        first: For the first step.
        owner: For who sees to it.
        due: For the date.
    """

    card: Text
    action: Text
    first: Text
    owner: Text
    due: Text


class FollowUp(Model):
    """The labels of the fields about what comes after the workshop.

    Attributes:
        meet: When and where the group meets again.
        invite: Who sends the invitation.
        receive: Who gets the result.
    """

    meet: Text
    invite: Text
    receive: Text


class Words(SheetWords):
    """What the sheet says: the labels of all that is filled in.

    Attributes:
        group: The group's name.
        date: The day's date.
        level: The level, and who is included.
        principles: The chosen principles, or what else the group works on.
        columns: The headings of the table.
        follow_up: What comes after the workshop.
        tip: A tip at the foot of the instructions.
    """

    group: Text
    date: Text
    level: Text
    principles: Text
    columns: Columns
    follow_up: FollowUp
    tip: Aside


def draw(job: Job, doc: Document) -> None:
    """Draw the sheet."""
    sheet, words = worksheet(doc, job, job.paper, step=job.sheet.step), job.words(Words)
    instruction_column(sheet, job, words.tip, sheet.halves.span(0, 5))
    work, alt = sheet.halves.span(5, 19), job.kit.words.labels.write_alt
    about = (words.group, 6), (words.date, 3), (words.level, 5), (words.principles, 5)
    after = (words.follow_up.meet, 9), (words.follow_up.invite, 5), (words.follow_up.receive, 5)
    _fields(sheet, about, work.top(FIELD), alt)
    _table(sheet, words.columns, work.below(FIELD + GAP + 1).above(FIELD + GAP + 1))
    _fields(sheet, after, work.foot(FIELD), alt)


def _spans(sheet: Sheet, widths: Iterable[int], box: Box) -> list[Box]:
    """Return boxes of the given widths, in halves of the grid's columns, side by side over the height of ``box``."""
    result, first = [], 5
    for width in widths:
        span = sheet.halves.span(first, width)
        result.append(Box(span.x, box.y, span.w, box.h))
        first += width
    return result


def _fields(sheet: Sheet, fields: Iterable[tuple[Text, int]], box: Box, alt: Text) -> None:
    """Draw a row of labelled fields to fill in."""
    page, fields = sheet.page, list(fields)
    with page.tag("Sect"):
        for (label, _), place in zip(fields, _spans(sheet, (width for _, width in fields), box), strict=True):
            page.text(label, place.inset(4, 3).top(7), scale.LABEL, place="a field's label")
            with page.figure(alt, place):
                page.rect(place, stroke=Stroke(0.4, sheet.tones.mid), radius=2.0)


def _table(sheet: Sheet, headings: Columns, box: Box) -> None:
    """Draw the table: headings, and as many rows to write in as there is room for."""
    page, body = sheet.page, box.below(HEAD)
    count = max(int(body.h // ROW), 1)
    texts = (headings.card, headings.action, headings.first, headings.owner, headings.due)
    with page.tag("Table"):
        heads = _spans(sheet, COLUMNS, box.top(HEAD))
        size = common_size(zip(texts, heads, strict=True), scale.BODY)
        with page.tag("TR"):
            for text, place in zip(texts, heads, strict=True):
                with page.tag("TH", attributes={"Table": "/Scope/Column"}):
                    style = scale.LABEL.at(size)
                    page.text(text, place, style, valign="middle", place="a column's heading")
                page.line(place.x, place.bottom, place.right, place.bottom, Stroke(0.8, sheet.tones.strong))
        for row in body.rows(count):
            with page.tag("TR"):
                for place in _spans(sheet, COLUMNS, row):
                    page.reserve("TD")
                    page.line(place.x, place.bottom, place.right, place.bottom, Stroke(0.4, MID))


LAYOUT = Layout("result", ("A3",), Words, draw)
