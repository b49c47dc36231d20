"""Rectangles in millimetres, origin at the top left of the paper, y downwards."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle; all values in mm.

    Attributes:
        x, y: The top left corner.
        w, h: Width and height, ≥ 0.
    """

    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.w

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.h

    @property
    def cx(self) -> float:
        """The horizontal centre."""
        return self.x + self.w / 2

    @property
    def cy(self) -> float:
        """The vertical centre."""
        return self.y + self.h / 2

    def inset(self, horizontal: float, vertical: float | None = None) -> Box:
        """Return the box made smaller on all sides (larger with negative values)."""
        v = horizontal if vertical is None else vertical
        return Box(self.x + horizontal, self.y + v, max(self.w - 2 * horizontal, 0.0), max(self.h - 2 * v, 0.0))

    def moved(self, dx: float, dy: float) -> Box:
        """Return the box at another place."""
        return Box(self.x + dx, self.y + dy, self.w, self.h)

    def top(self, height: float) -> Box:
        """Return the uppermost part of the box."""
        return Box(self.x, self.y, self.w, min(height, self.h))

    def below(self, height: float) -> Box:
        """Return what is left of the box under its uppermost ``height``."""
        used = min(height, self.h)
        return Box(self.x, self.y + used, self.w, self.h - used)

    def foot(self, height: float) -> Box:
        """Return the lowest part of the box."""
        used = min(height, self.h)
        return Box(self.x, self.bottom - used, self.w, used)

    def above(self, height: float) -> Box:
        """Return what is left of the box over its lowest ``height``."""
        return Box(self.x, self.y, self.w, self.h - min(height, self.h))

    def left(self, width: float) -> Box:
        """Return the leftmost part of the box."""
        return Box(self.x, self.y, min(width, self.w), self.h)

    def rest(self, width: float) -> Box:
        """Return what is left of the box to the right of its leftmost ``width``."""
        used = min(width, self.w)
        return Box(self.x + used, self.y, self.w - used, self.h)

    def columns(self, count: int, gutter: float = 0.0) -> list[Box]:
        """Return ``count`` equal columns, left to right."""
        width = (self.w - gutter * (count - 1)) / count
        return [Box(self.x + i * (width + gutter), self.y, width, self.h) for i in range(count)]

    def rows(self, count: int, gutter: float = 0.0) -> list[Box]:
        """Return ``count`` equal rows, top to bottom."""
        height = (self.h - gutter * (count - 1)) / count
        return [Box(self.x, self.y + i * (height + gutter), self.w, height) for i in range(count)]

    def contains(self, other: Box, tolerance: float = 0.01) -> bool:
        """Return whether ``other`` lies wholly inside this box."""
        return (
            other.x >= self.x - tolerance
            and other.y >= self.y - tolerance
            and other.right <= self.right + tolerance
            and other.bottom <= self.bottom + tolerance
        )

    def overlaps(self, other: Box, tolerance: float = 0.01) -> bool:
        """Return whether the two share more than an edge."""
        return (
            self.x < other.right - tolerance
            and other.x < self.right - tolerance
            and self.y < other.bottom - tolerance
            and other.y < self.bottom - tolerance
        )
