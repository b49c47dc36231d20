"""The page audit: a layout that lets texts collide, leave the live area or crowd a cut is stopped, in every build."""

from __future__ import annotations

from typing import TYPE_CHECKING

from materialgen.geometry import CUT_CLEARANCE, Box

if TYPE_CHECKING:
    from collections.abc import Iterator

    from materialgen.draw.page import Page
    from materialgen.draw.placed import PlacedText

_TOLERANCE = 0.05
"""mm; rounding, not ink."""


def audit(page: Page) -> Iterator[str]:
    """Yield a sentence for each breach on a page; none for a sound one."""
    live = page.paper.live
    for placed in page.placed:
        if not live.contains(placed.box, _TOLERANCE):
            yield f"{_name(placed)} leaves the live area at {_at(placed.box)}"
    # The size of the ink is exact to a descender, so boxes that share a hair's breadth do not collide on paper.
    ordered = sorted(page.placed, key=lambda one: one.box.y)
    for index, placed in enumerate(ordered):
        for other in ordered[index + 1 :]:
            if other.box.y >= placed.box.bottom - _TOLERANCE:
                break
            if placed.box.overlaps(other.box, _TOLERANCE):
                yield f"{_name(placed)} overlaps {_name(other)} at {_at(other.box)}"
    yield from _too_near(page)


def _too_near(page: Page) -> Iterator[str]:
    """Yield a sentence for each text that is too near to a picture or a cut."""
    for picture in page.pictures:
        for placed in page.placed:
            if picture.overlaps(placed.box, _TOLERANCE):
                yield f"{_name(placed)} is in the space kept clear around a picture at {_at(placed.box)}"
    for line in page.cuts:
        x0, x1 = sorted((line.x0, line.x1))
        y0, y1 = sorted((line.y0, line.y1))
        zone = Box(x0, y0, x1 - x0, y1 - y0).inset(-CUT_CLEARANCE if not line.horizontal else 0, 0)
        zone = zone.inset(0, -CUT_CLEARANCE) if line.horizontal else zone
        for placed in page.placed:
            if zone.overlaps(placed.box, _TOLERANCE):
                yield f"{_name(placed)} is nearer than {CUT_CLEARANCE:g} mm to a cut at {_at(placed.box)}"


def beyond(page: Page, reach: Box, blank: Box | None = None) -> list[str]:
    """Return the texts that a printer does not print wholly, each with its place.

    Args:
        page: Where they stand.
        reach: What is printed of it.
        blank: What is left blank inside of that.
    """
    blank = blank if blank is not None and blank.w > _TOLERANCE else None
    out = [
        one
        for one in page.placed
        if not reach.contains(one.box, _TOLERANCE) or (blank is not None and blank.overlaps(one.box, _TOLERANCE))
    ]
    return [f"{_name(one)} at {_at(one.box)}" for one in out]


def _name(placed: PlacedText) -> str:
    text = " ".join(placed.text.split())
    return f"the text '{text[:40]}…'" if len(text) > 41 else f"the text '{text}'"  # noqa: PLR2004 - a line of a message


def _at(box: Box) -> str:
    return f"x {box.x:.1f}, y {box.y:.1f} mm"
