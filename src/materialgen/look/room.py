"""A room seen from above: tables with their seats, what hangs on the wall, a side table, the way round; mm."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from materialgen.draw import Stroke
from materialgen.geometry import Box
from materialgen.look.booklet import BODY, STRONG, line_of, width_of
from materialgen.look.colour import INK, MID, PALE, WHITE
from materialgen.look.flow import Block
from materialgen.typeset import fits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from materialgen.draw import Page
    from materialgen.kit.text import Text

HEIGHT = 84.0
"""The height of the room."""
WALL = 13.0
"""What hangs on the wall, with its name under it."""
STRIP = 13.0
"""The side table and the door at the other wall."""
BAND = 7.0
"""The width of the way round the tables."""
DOOR = 10.0
"""The width of the door."""
MARGIN = 4.0
"""Between the walls and what stands in the room."""
MOST = 12
"""More tables than this are told by one of each kind."""
SEATS = 24
"""A table has no more seats in the picture; its text gives their number."""
PITCH = 10.0
"""Between two seats, before the table is made to fit."""
DEPTH = 18.0
"""A table's depth, before it is made to fit."""
SEAT = 3.0
"""A seat's radius, before its table is made to fit."""
LARGEST = 1.6
"""No table is drawn larger than so many times its size."""

_OUTLINE = Stroke(0.4, MID)
_WALL = Stroke(0.9, INK)
_WAY = Stroke(0.4, MID, (2.4, 1.6))
_NAME = STRONG.but(align="center")
_CENTRED = BODY.but(align="center")


@dataclass(frozen=True, slots=True)
class Labels:
    """What stands in the picture.

    Attributes:
        wall: What hangs on the wall, from the left.
        table: Names a table; ``{number}`` is filled in.
        tables: Names tables that are alike; ``{count}`` is filled in.
        seats: How many ``{seats}`` a table has.
        side: What lies on the side table.
        door: The door.
        way: What is kept clear.
        leader: Where the moderator stands.
    """

    wall: Sequence[Text]
    table: Text
    tables: Text
    seats: Text
    side: Text
    door: Text
    way: Text
    leader: Text


@dataclass(frozen=True, slots=True)
class Table:
    """A table in the picture: its seats and what it is called; ``short`` where there is no room for more."""

    seats: int
    name: Text
    short: str
    count: Text

    @property
    def width(self) -> float:
        """Its width before it is made to fit."""
        return max(math.ceil(min(self.seats, SEATS) / 2), 2) * PITCH + 2


HIGH = DEPTH + 4 * SEAT + 3.2
"""A table with its seats, before it is made to fit."""


def room(seating: Sequence[int], labels: Labels, alt: str) -> Block:
    """Return a picture of the room.

    Args:
        seating: The seats at each table.
        labels: What stands in the picture.
        alt: The alternative text.
    """
    shown = drawn_tables(seating, labels)

    def draw(page: Page, box: Box) -> None:
        with page.figure(alt, box):
            _walls(page, box.inset(0.45))
            _wall(page, labels.wall, box.top(WALL))
            _strip(page, labels, box.foot(STRIP))
            middle = box.below(WALL).above(STRIP).inset(MARGIN, 0)
            beside = min(width_of(labels.leader, BODY), middle.w / 4)
            _leader(page, labels.leader, middle.rest(middle.w - beside))
            ring = middle.left(middle.w - beside - 4)
            _way(page, labels.way, ring)
            _draw_tables(page, shown, ring.inset(BAND))

    return Block(HEIGHT, draw)


def drawn_tables(seating: Sequence[int], labels: Labels) -> list[Table]:
    """Return the tables to draw: each, or one of each kind where there are too many."""

    def made(seats: int, name: Text, short: str) -> Table:
        return Table(seats, name, short, labels.seats.fill(seats=seats))

    if len(seating) > MOST:
        return [made(seats, labels.tables.fill(count=n), f"× {n}") for seats, n in Counter(seating).items()]
    return [made(seats, labels.table.fill(number=n), str(n)) for n, seats in enumerate(seating, 1)]


def _walls(page: Page, box: Box) -> None:
    """Draw the walls, with a gap for the door."""
    right = box.right - MARGIN
    corners = [(box.x, box.bottom), (box.x, box.y), (box.right, box.y), (box.right, box.bottom)]
    page.polyline([(right - DOOR, box.bottom), *corners, (right, box.bottom)], _WALL)


def _wall(page: Page, names: Sequence[Text], box: Box) -> None:
    for name, place in zip(names, box.inset(MARGIN, 0).columns(len(names), 4) if names else (), strict=True):
        page.rect(Box(place.x, box.y + 0.9, place.w, 3.0), fill=PALE, stroke=_OUTLINE)
        text = Box(place.x, box.y + 5.2, place.w, line_of(BODY) + 0.1)
        page.text(name, text, _CENTRED, place="the wall of the room plan")


def _strip(page: Page, labels: Labels, box: Box) -> None:
    """Draw the side table at the left, and the door at the right."""
    inner, high = box.inset(MARGIN, 0), line_of(BODY) + 3
    side = Box(inner.x, box.bottom - high - 0.9, min(width_of(labels.side, BODY) + 8, inner.w * 0.7), high)
    page.rect(side, fill=PALE, stroke=_OUTLINE)
    page.text(labels.side, side.inset(3, 1.45), _CENTRED, place="the side table of the room plan")
    hinge, threshold = inner.right - DOOR, box.bottom - 0.45
    page.line(hinge, threshold, hinge, threshold - DOOR, _OUTLINE)
    page.arc(hinge, threshold, DOOR, 0, 90, Stroke(0.3, MID, (1.0, 0.8)))
    text = Box(side.right + 3, side.y + 1.45, hinge - side.right - 5, line_of(BODY) + 0.1)
    page.text(labels.door, text, BODY, align="right", place="the door of the room plan")


def _leader(page: Page, name: Text, box: Box) -> None:
    page.circle(box.cx, box.y + 4, 2.6, fill=INK)
    page.text(name, box.below(8).top(line_of(BODY) + 0.1), _CENTRED, place="the moderator in the room plan")


def _way(page: Page, name: Text, box: Box) -> None:
    """Draw the way round the tables, its name in a gap at the foot."""
    line = box.inset(BAND / 2)
    half = min(width_of(name, BODY), line.w - 10) / 2 + 2
    ends = [(line.cx - half, line.bottom), (line.x, line.bottom), (line.x, line.y)]
    page.polyline([*ends, (line.right, line.y), (line.right, line.bottom), (line.cx + half, line.bottom)], _WAY)
    text = Box(line.cx - half, line.bottom - line_of(BODY) / 2, 2 * half, line_of(BODY) + 0.1)
    page.text(name, text, _CENTRED, place="the way round in the room plan")


def _draw_tables(page: Page, tables: Sequence[Table], box: Box) -> None:
    across, size = max(((n, _size(tables, box, n)) for n in range(1, len(tables) + 1)), key=lambda one: one[1])
    rows = box.rows(math.ceil(len(tables) / across))
    for index, row in enumerate(rows):
        some = tables[index * across : (index + 1) * across]
        free = Box(row.cx - len(some) * box.w / across / 2, row.y, len(some) * box.w / across, row.h)
        for one, cell in zip(some, free.columns(len(some)), strict=True):
            _draw_table(page, one, cell, size)


def _size(tables: Sequence[Table], box: Box, across: int) -> float:
    """Return how large tables can be, ``across`` in a row."""
    wide, high = box.w / across, box.h / math.ceil(len(tables) / across)
    return min(wide / (max(one.width for one in tables) + 8), high / (HIGH + 3), LARGEST)


def _draw_table(page: Page, table: Table, cell: Box, size: float) -> None:
    wide, deep, radius = table.width * size, DEPTH * size, SEAT * size
    top = Box(cell.cx - wide / 2, cell.cy - deep / 2, wide, deep)
    shown = min(table.seats, SEATS)
    for count, y in ((shown - shown // 2, top.y - radius - 0.8), (shown // 2, top.bottom + radius + 0.8)):
        for index in range(count):
            page.circle(top.x + wide * (index + 0.5) / count, y, radius, fill=WHITE, stroke=_OUTLINE)
    page.rect(top, fill=PALE, stroke=_OUTLINE, radius=1.2)
    line = line_of(BODY)
    inner = top.inset(1, 0)
    whole = all(fits(text, _NAME, inner.w, line + 0.1, BODY.sizes[0]) for text in (table.name, table.count))
    if whole and inner.h >= 2 * line:
        both = Box(inner.x, inner.cy - line, inner.w, line + 0.1)
        page.text(table.name, both, _NAME, place="a table of the room plan")
        page.text(table.count, both.moved(0, line), _CENTRED, place="a table of the room plan")
        return
    name = table.name if fits(table.name, _NAME, inner.w, line + 0.1, BODY.sizes[0]) else table.short
    if inner.h >= line:
        place = Box(inner.x, inner.cy - line / 2, inner.w, line + 0.1)
        page.text(name, place, _NAME, place="a table of the room plan")
