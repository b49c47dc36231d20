"""A worksheet on two sheets of A4 that are glued together; all lengths in mm.

The halves overlap: the left one shows the joined sheet from 0 to 210, the right one from 195 to 405. A printer leaves
the paper's edges blank, so that each half is drawn to ``EDGE`` from its inner edge only. The right half is cut along
the join and glued onto the left one: what the left half shows beyond the join disappears under it.
"""

from __future__ import annotations

from dataclasses import dataclass

from materialgen.geometry.box import Box
from materialgen.geometry.paper import A4, LIVE_MARGIN, MARGIN, Paper

OVERLAP = 15.0
"""How much of the joined sheet both halves have."""
SIDE = LIVE_MARGIN + 0.4
"""The side margins of the joined sheet: the least there are, and half the widest line."""
EDGE = 5.0
"""What is left blank at the inner edges."""
SHIFT = A4.width - OVERLAP
"""Where the right half begins on the joined sheet."""
JOIN = A4.width - OVERLAP / 2
"""Where the two meet: in the middle of the overlap."""


@dataclass(frozen=True, slots=True)
class JoinedPaper(Paper):
    """Two sheets of A4 side by side. Its side margins are narrow, since the overlap takes up room."""

    @property
    def content(self) -> Box:
        """Where layouts place their content."""
        return self.box.inset(SIDE, MARGIN)


JOINED = JoinedPaper(A4.name, 2 * A4.width - OVERLAP, A4.height)


@dataclass(frozen=True, slots=True)
class Tile:
    """One half of the joined sheet.

    Attributes:
        number: 1 is the left half, 2 the right one.
        origin: Where the half's left edge lies on the joined sheet.
    """

    number: int
    origin: float

    @property
    def shown(self) -> Box:
        """What of the joined sheet is drawn on the half."""
        left = 0.0 if self.number == 1 else self.origin + EDGE
        right = A4.width - EDGE if self.number == 1 else JOINED.width
        return Box(left, 0.0, right - left, A4.height)

    @property
    def join(self) -> float:
        """Where the join lies on the half."""
        return JOIN - self.origin

    def holds(self, x: float) -> bool:
        """Return whether a place on the joined sheet lies on this side of the join."""
        return (x < JOIN) == (self.number == 1)

    def shows(self, left: float, right: float) -> bool:
        """Return whether anything between two places on the joined sheet is drawn on the half."""
        return right > self.shown.x and left < self.shown.right


TILES = (Tile(1, 0.0), Tile(2, SHIFT))


def joined_reach(reach: Box) -> tuple[Box, Box]:
    """Return what is printed of the joined sheet, and the strip at the join that is left blank; it may have no width.

    Args:
        reach: What a printer prints of one A4.
    """
    before, after = min(reach.right, JOIN), max(SHIFT + reach.x, JOIN)
    return (
        Box(reach.x, reach.y, SHIFT + reach.right - reach.x, reach.h),
        Box(before, 0.0, after - before, JOINED.height),
    )
