"""Paper, margins and the 12-column grid of the worksheets; all values in mm."""

from __future__ import annotations

from dataclasses import dataclass

from materialgen.geometry.box import Box

MM_TO_PT = 72 / 25.4
LIVE_MARGIN = 8.0
"""Nothing that matters comes nearer to an edge: office printers leave about 4 mm blank, plus drift."""
MARGIN = 12.0
"""The margin that layouts keep."""
GUTTER = 5.0
CUT_CLEARANCE = 5.0
"""Text stays this far from a cut line: hand cutting drifts by about 1 mm."""


def pt(mm: float) -> float:
    """Return millimetres as points (1/72 inch)."""
    return mm * MM_TO_PT


def mm(points: float) -> float:
    """Return points (1/72 inch) as millimetres."""
    return points / MM_TO_PT


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper size in one orientation; ``width`` and ``height`` in mm."""

    name: str
    width: float
    height: float

    @property
    def box(self) -> Box:
        """The whole sheet."""
        return Box(0.0, 0.0, self.width, self.height)

    @property
    def live(self) -> Box:
        """Where anything that matters may stand."""
        return self.box.inset(LIVE_MARGIN)

    @property
    def content(self) -> Box:
        """Where layouts place their content."""
        return self.box.inset(MARGIN)

    def turned(self) -> Paper:
        """Return the paper in the other orientation."""
        return Paper(self.name, self.height, self.width)


A4 = Paper("A4", 210.0, 297.0)
A3 = Paper("A3", 420.0, 297.0)
PAPERS = {paper.name: paper for paper in (A3, A4)}
"""By name: A3 lies (landscape), A4 stands (portrait)."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Columns of equal width inside a box."""

    box: Box
    columns: int = 12
    gutter: float = GUTTER

    @property
    def column_width(self) -> float:
        """The width of one column, mm."""
        return (self.box.w - self.gutter * (self.columns - 1)) / self.columns

    def span(self, first: int, count: int) -> Box:
        """Return the box of ``count`` columns from column ``first`` (from 0), gutters between them included.

        Raises:
            ValueError: The span leaves the grid.
        """
        if first < 0 or count < 1 or first + count > self.columns:
            message = f"columns {first}–{first + count - 1} are not in a grid of {self.columns}"
            raise ValueError(message)
        step = self.column_width + self.gutter
        return Box(self.box.x + first * step, self.box.y, step * count - self.gutter, self.box.h)
