"""A day drawn to scale: numbered blocks for steps, brackets over what belongs together, the hours; lengths in mm."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from materialgen.draw import Stroke
from materialgen.geometry import Box
from materialgen.look import signs
from materialgen.look.booklet import BODY, QUIET, SMALL_BADGE, line_of, small_badge, width_of
from materialgen.look.colour import MID, PALE
from materialgen.look.flow import AREA, Block
from materialgen.plan import clock
from materialgen.typeset import fits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from materialgen.draw import Page

BLOCKS = 17.0
"""The height of the blocks."""
BRACKETS = 11.0
"""The height of the brackets over them, with their names."""
HOURS = 9.5
"""The height of the hours under them."""
HOUR = 22.0
"""The least distance of two hours that are written."""
_LINE = Stroke(0.4, MID)
_DASHED = Stroke(0.4, MID, (1.2, 1.0))


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the day; minutes are counted from midnight.

    Attributes:
        start: When it begins.
        end: When it ends.
        number: Stands in it, if there is room.
        around: Whether it lies outside the time with the participants, and is dashed.
    """

    start: int
    end: int
    number: str | None = None
    around: bool = False


@dataclass(frozen=True, slots=True)
class Bracket:
    """A bracket over stretches that belong together, and its names: the first for which all brackets have room."""

    start: int
    end: int
    names: Sequence[str]


def timeline(stretches: Sequence[Stretch], brackets: Sequence[Bracket], alt: str) -> Block:
    """Return the day drawn to scale; what no stretch covers is a gap.

    Args:
        stretches: In order; the first and the last set the scale.
        brackets: Over them.
        alt: The alternative text.
    """
    first, last = stretches[0].start, stretches[-1].end
    unit = AREA.w / (last - first)

    def span(start: int, end: int, y: float, height: float) -> Box:
        return Box(AREA.x + (start - first) * unit, y, (end - start) * unit, height)

    def draw(page: Page, box: Box) -> None:
        top = box.y + BRACKETS
        with page.figure(alt, box):
            places = [span(one.start, one.end, box.y, BRACKETS - 1.6) for one in brackets]
            for bracket, name, place in zip(brackets, _names(brackets, places), places, strict=True):
                _bracket(page, bracket.names if name is None else [name], place)
            for one in stretches:
                _stretch(page, one, span(one.start, one.end, top, BLOCKS))
            every = _hours_apart(60 * unit)
            for minute in range(-(-first // 15) * 15, last + 1, 15):
                _tick(page, span(first, minute, 0, 0).right, top + BLOCKS + 1.6, minute, every)

    return Block(BRACKETS + BLOCKS + HOURS, draw, gap=8, keep=True)


def _names(brackets: Sequence[Bracket], places: Sequence[Box]) -> Sequence[str | None]:
    """Return the longest names of one kind that all have room; nothing where no kind has."""
    for names in zip(*(one.names for one in brackets), strict=False):
        if all(_fits(name, place) for name, place in zip(names, places, strict=True)):
            return names
    return [None] * len(brackets)


def _fits(name: str, place: Box) -> bool:
    style = BODY.but(align="center")
    return fits(name, style, place.w - 1.6, place.h, style.sizes[0]) is not None


def _bracket(page: Page, names: Sequence[str], box: Box) -> None:
    inner, foot = box.inset(0.8, 0), box.bottom
    page.polyline([(inner.x, foot), (inner.x, foot - 2), (inner.right, foot - 2), (inner.right, foot)], _LINE)
    style = BODY.but(align="center")
    name = next((one for one in names if _fits(one, box)), None)
    if name is not None:
        page.text(name, Box(inner.x, foot - 3.2 - line_of(style), inner.w, line_of(style)), style)


def _stretch(page: Page, one: Stretch, box: Box) -> None:
    inner = box.inset(0.35, 0)
    if one.around:
        page.rect(inner, stroke=_DASHED, radius=1.0)
        return
    page.rect(inner, fill=PALE, stroke=_LINE, radius=1.0)
    if one.number is not None and inner.w > SMALL_BADGE:
        small_badge(page, one.number, box)


def _hours_apart(hour: float) -> int:
    """Return how many hours apart the hours are written, so that they stand clear of each other; ``hour`` in mm."""
    day = 24
    return next((one for one in (1, 2, 3, 4, 6, 12) if one * hour >= HOUR), day * math.ceil(HOUR / (day * hour)))


def _tick(page: Page, x: float, y: float, minute: int, every: int) -> None:
    hour = minute % 60 == 0
    page.line(x, y, x, y + (2.4 if hour else 1.2), _LINE)
    if minute % (60 * every) == 0:
        half = width_of(clock(minute), QUIET) / 2 + 0.1
        middle = min(max(x, AREA.x + half), AREA.right - half)
        signs.centred(page, clock(minute), middle, y + 5.6, 2 * half, QUIET.but(align="center"))
