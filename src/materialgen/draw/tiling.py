"""A page on a joined sheet becomes two pages of A4, each with the operators and tags of its half.

What stands on both halves is drawn on both, but tagged once: on the half where its middle lies.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from materialgen.draw.page import Page
from materialgen.geometry import A4, mm, pt
from materialgen.geometry.tiles import TILES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from materialgen.draw.document import Document
    from materialgen.draw.page import Part
    from materialgen.geometry.tiles import Tile

_OPENS = re.compile(r"/(\w+)<</MCID (\d+)(.*?)>>BDC")
_X = re.compile(r"(-?\d+\.\d+) -?\d+\.\d+(?= )")
_ARTIFACT = "/Artifact BMC"
_LINE = 1.0
"""More than half the width of any line, mm."""


def tile_document(document: Document) -> None:
    """Replace each page of a finished document by its two halves; tags, links, bookmarks and places follow."""
    halves = {page: [_half(page, tile) for tile in TILES] for page in document.pages}
    for page, both in halves.items():
        _retag(page, both)
    document.replace_pages({page: [one.page for one in both] for page, both in halves.items()})


@dataclass(frozen=True)
class _Half:
    """One half of a page.

    Attributes:
        page: It, as a page.
        tile: Which half.
        taken: The MCIDs of its content on the whole page, in its own order.
    """

    page: Page
    tile: Tile
    taken: list[int] = field(default_factory=list)

    def begin(self, opens: re.Match[str]) -> str:
        """Return the operator that begins an element's content on the half."""
        self.taken.append(int(opens[2]))
        return f"/{opens[1]}<</MCID {len(self.taken) - 1}{opens[3]}>>BDC"


def _half(page: Page, tile: Tile) -> _Half:
    """Draw one half of a page; its tags are still to be bound to it."""
    half = _Half(Page(page.document, A4), tile)
    shown = tile.shown
    clip = f"{pt(shown.x):.3f} 0 {pt(shown.w):.3f} {pt(shown.h):.3f} re W n"
    half.page.write(["q", f"1 0 0 1 {-pt(tile.origin):.3f} 0 cm", clip, *_operators(page.drawn(), half), "Q"])
    return half


def _operators(parts: Sequence[Part], half: _Half) -> Iterator[str]:
    """Yield the operators of a half."""
    tile, index = half.tile, 0
    while index < len(parts):
        operator, reach = parts[index]
        opens = _OPENS.match(operator)
        if operator != _ARTIFACT and not opens:
            left, right = reach or _reach_of(operator)
            if tile.shows(left, right):
                home = tile.holds((left + right) / 2)
                yield _OPENS.sub(half.begin if home else _ARTIFACT, operator)
            index += 1
            continue
        end = next(at for at in range(index, len(parts)) if parts[at][0] == "EMC")
        inside = [(one, *(known or _reach_of(one))) for one, known in parts[index + 1 : end]]
        kept = [one for one, left, right in inside if tile.shows(left, right)]
        if opens and tile.holds(_middle([(left, right) for _, left, right in inside])):
            yield from [half.begin(opens), *kept, "EMC"]
        elif kept:
            yield from [_ARTIFACT, *kept, "EMC"]
        index = end + 1


def _reach_of(operator: str) -> tuple[float, float]:
    """Return how far a path reaches across the page, its line included; mm."""
    xs = [float(x) for line in operator.split("\n") if " m " in line for x in _X.findall(line)]
    return (mm(min(xs)) - _LINE, mm(max(xs)) + _LINE) if xs else (0.0, 0.0)


def _middle(reaches: Sequence[tuple[float, float]]) -> float:
    """Return the middle of all that stands in a figure."""
    known = [one for one in reaches if one != (0.0, 0.0)]
    return (min(left for left, _ in known) + max(right for _, right in known)) / 2 if known else 0.0


def _retag(page: Page, halves: Sequence[_Half]) -> None:
    """Let the elements of a page name their content on its halves; links move with their texts."""
    places = {number: (half.page, at) for half in halves for at, number in enumerate(half.taken)}
    for element in dict.fromkeys(page.elements):
        element.kids = [
            places[kid[1]] if isinstance(kid, tuple) and kid[0] is page else kid  # links are written later
            for kid in element.kids
        ]
        element.page = next((kid[0] for kid in element.kids if isinstance(kid, tuple)), None)
    for half in halves:
        half.page.elements += [page.elements[number] for number in half.taken]
        origin = pt(half.tile.origin)
        half.page.links += [
            (element, (left - origin, low, right - origin, high), target)
            for element, (left, low, right, high), target in page.links
            if half.tile.holds(mm(left + right) / 2)
        ]
