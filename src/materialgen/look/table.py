"""Tables of a booklet: headings repeated on each page, thin rules, lines over rows that belong together; mm."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from materialgen.draw import Stroke
from materialgen.geometry import Box
from materialgen.look.booklet import BODY, LABEL, STRONG, height_of, line_of
from materialgen.look.colour import MID, PALE
from materialgen.look.flow import AREA, THIN, Block, Group, keeps

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from materialgen.draw import Page
    from materialgen.typeset import Align, Style

HEAD = STRONG.but(name="table heading", leading=1.25)
CELL_PAD = 1.6
BAND_PAD = 1.4
COLUMN_GAP = 4.0


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading, its width in mm, and how it is aligned."""

    title: str
    width: float
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell: a text, or what ``draw`` draws inside the cell's element; ``head`` heads its row."""

    text: str = ""
    style: Style = BODY
    head: bool = False
    draw: Callable[[Page, Box], None] | None = None


def table(
    columns: Sequence[Column],
    rows: Sequence[Sequence[Cell]],
    *,
    x: float = AREA.x,
    least: float = 0.0,
    pad: float = CELL_PAD,
) -> list[Block]:
    """Return a table with thin rules; its heading is repeated on each page.

    Args:
        columns: From the left; a gap of ``COLUMN_GAP`` is part of each one's width.
        rows: One cell for each column.
        x: The left edge.
        least: The least height of a row.
        pad: White over and under a cell's text.
    """
    group = Group("Table")
    head = heading_row(columns, x)
    again = heading_row(columns, x, artifact=True)
    body = [
        replace(_row(columns, cells, x, least, pad), groups=(group,), again=again, keep=keeps(index, len(rows)))
        for index, cells in enumerate(rows)
    ]
    return [replace(head, groups=(group,)), *body]


def heading_row(columns: Sequence[Column], x: float = AREA.x, *, artifact: bool = False) -> Block:
    """Return the headings of a table's columns over a line; an artifact where they only repeat."""
    boxes = cell_boxes(columns, x)
    height = max(height_of(one.title, HEAD, box.w) for one, box in zip(columns, boxes, strict=True) if one.title)

    def texts(page: Page, top: float) -> None:
        for column, box in zip(columns, boxes, strict=True):
            at = Box(box.x, top, box.w, min(height, AREA.bottom - top))
            scope = {"Table": "/Scope/Column"}
            if artifact:
                _aligned(page, column.title, at, HEAD, column, None)
            else:
                with page.tag("TH", attributes=scope):
                    _aligned(page, column.title, at, HEAD, column, "Span")

    def draw(page: Page, box: Box) -> None:
        if artifact:
            texts(page, box.y)
        else:
            with page.tag("TR"):
                texts(page, box.y)
        page.line(x, box.bottom, boxes[-1].right, box.bottom, Stroke(0.4, MID))

    return Block(height + CELL_PAD, draw, keep=True)


def band(columns: Sequence[Column], text: str, beside: str = "", *, x: float = AREA.x, artifact: bool = False) -> Block:
    """Return a row that heads those under it; an artifact where it only repeats.

    Args:
        columns: Of the table.
        text: What the rows have in common.
        beside: Stands at the right.
        x: The left edge.
        artifact: Whether the row repeats another.
    """
    width = sum(column.width for column in columns)
    role = None if artifact else "P"

    def texts(page: Page, box: Box) -> None:
        inner, place = box.inset(2, BAND_PAD), "a line over rows of a table"
        left = inner.left(inner.w * 0.7)
        page.text(text, left, LABEL, role=role, place=place)
        if beside:
            page.text(beside, inner.rest(left.w + 4), LABEL, role=role, align="right", place=place)

    def draw(page: Page, box: Box) -> None:
        box = Box(x, box.y, width, box.h)
        page.rect(box, fill=PALE)
        if artifact:
            texts(page, box)
            return
        with page.tag("TR"), page.tag("TH", attributes={"Table": f"/ColSpan {len(columns)}/Scope/Column"}):
            texts(page, box)

    return Block(line_of(LABEL) + 2 * BAND_PAD, draw, keep=True)


def stacked(upper: Block, lower: Block) -> Block:
    """Return two blocks as one, such as headings and a band that are repeated together."""

    def draw(page: Page, box: Box) -> None:
        upper.draw(page, box.top(upper.height))
        lower.draw(page, box.below(upper.height))

    return Block(upper.height + lower.height, draw, keep=True)


def _row(columns: Sequence[Column], cells: Sequence[Cell], x: float, least: float, pad: float) -> Block:
    boxes = cell_boxes(columns, x)
    pairs = list(zip(cells, boxes, strict=True))
    height = max([least, *(height_of(cell.text, cell.style, box.w) + 2 * pad for cell, box in pairs if cell.text)])

    def draw(page: Page, box: Box) -> None:
        with page.tag("TR"):
            for column, (cell, place) in zip(columns, pairs, strict=True):
                at = Box(place.x, box.y, place.w, box.h)
                attributes = {"Table": "/Scope/Row"} if cell.head else None
                with page.tag("TH" if cell.head else "TD", attributes=attributes):
                    if cell.draw is not None:
                        cell.draw(page, at)
                    _aligned(page, cell.text, at.inset(0, pad), cell.style, column, "Span")
        page.line(x, box.bottom, boxes[-1].right, box.bottom, THIN)

    return Block(height, draw)


def cell_boxes(columns: Sequence[Column], x: float = AREA.x) -> list[Box]:
    """Return the boxes of the columns' texts, of no height; the last column has no gap after it."""
    boxes = []
    for index, column in enumerate(columns):
        gap = COLUMN_GAP if index < len(columns) - 1 else 0.0
        boxes.append(Box(x, 0, column.width - gap, 0))
        x += column.width
    return boxes


def _aligned(page: Page, text: str, box: Box, style: Style, column: Column, role: str | None) -> None:
    if text:
        page.text(text, box, style, role=role, align=column.align, valign="middle", place="a table's cell")
