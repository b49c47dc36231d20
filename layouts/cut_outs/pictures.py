"""Small pictures of the parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from materialgen.draw import Stroke
from materialgen.look import signs
from materialgen.look.colour import INK, MID

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from materialgen.draw import Page
    from materialgen.geometry import Box
    from materialgen.look.signs import Marker

DOTS_PICTURE = ((0.125, -5.5), (0.345, 5.0), (0.41, -4.5), (0.625, 5.5), (0.875, -5.0))
"""Where dots lie in the picture of a scale: along it as a share of its length, across it in mm."""


def needle_picture(page: Page, box: Box) -> None:
    """Draw a needle on a dial."""
    size = 0.3
    x, y = box.cx, box.bottom - 2
    radius = signs.NEEDLE_REACH * size + 2
    page.arc(x, y, radius, -90, 180, Stroke(0.4, MID))
    page.line(x - radius, y, x + radius, y, Stroke(0.4, MID))
    signs.needle(page, x, y, angle=22.5, size=size)


def votes_picture(marker: Marker, count: int) -> Callable[[Page, Box], None]:
    """Return what draws one participant's voting dots in a row."""

    def picture(page: Page, box: Box) -> None:
        pitch = min(box.w / count, 12.5)
        for index in range(count):
            signs.marker(page, marker, box.cx + (index - (count - 1) / 2) * pitch, box.cy, pitch * 0.82)

    return picture


def dots_picture(markers: Sequence[Marker]) -> Callable[[Page, Box], None]:
    """Return what draws some participants' dots on a scale."""

    def picture(page: Page, box: Box) -> None:
        page.line(box.x, box.cy, box.right, box.cy, Stroke(0.9, INK, round=True))
        for index in range(5):
            x = box.x + box.w * index / 4
            page.line(x, box.cy - 3, x, box.cy + 3, Stroke(0.6, INK, round=True))
        for marker, (along, across) in zip(markers, DOTS_PICTURE, strict=False):
            signs.marker(page, marker, box.x + box.w * along, box.cy + across, 9.5)

    return picture


def triangles_picture(count: int) -> Callable[[Page, Box], None]:
    """Return what draws a set of triangles in a row."""

    def picture(page: Page, box: Box) -> None:
        pitch = min(box.w / count, 22.0)
        for index in range(count):
            x = box.cx + (index - (count - 1) / 2) * pitch
            signs.warning(page, x, box.cy, pitch * 0.86, number=str(index + 1))

    return picture
