"""How sheets are printed: with how much ink, in a print shop, on which printer. Only the print list tells of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from materialgen.geometry import Box, pt

if TYPE_CHECKING:
    from materialgen.geometry import Paper
    from materialgen.problems import Where

Ink = Literal["full", "low", "grey"]

MARK_GAP = 1.0
"""How far from the bleed crop marks begin, mm: what is printed may end a hair outside it."""
MARK_LENGTH = 5.0
"""mm."""
MARK_WIDTH = 0.25
"""Of the lines of crop marks, mm: the thinnest line that is sure to print."""
MARK_ROOM = MARK_GAP + MARK_LENGTH + 2.0
"""What the page needs around the bleed, mm."""


@dataclass(frozen=True, slots=True)
class Profile:
    """An ICC profile that describes a printing condition (ISO 15076-1).

    Attributes:
        name: Its description, e.g. ``PSO Coated v3``.
        channels: 1 for grey, 3 for RGB, 4 for CMYK.
        data: The file.
    """

    name: str
    channels: int
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Printer:
    """A printer as its test sheet was measured; lengths in mm from the paper's top left corner.

    Attributes:
        left, right, top, bottom: What it leaves blank at each edge; 0 where nothing was measured.
        offset_x, offset_y: How far to the right and down it prints everything.
        scale_x, scale_y: How long it prints a length of 1.
        where: The place of its margins, for messages.
    """

    left: float = 0.0
    right: float = 0.0
    top: float = 0.0
    bottom: float = 0.0
    offset_x: float = 0.0
    offset_y: float = 0.0
    scale_x: float = 1.0
    scale_y: float = 1.0
    where: Where | None = None

    def reach(self, paper: Paper) -> Box:
        """Return what it can print on a paper: inside its margins, and on the page that it is sent."""
        x0, y0 = max(self.left, self.offset_x), max(self.top, self.offset_y)
        x1 = min(paper.width - self.right, self.offset_x + self.scale_x * paper.width)
        y1 = min(paper.height - self.bottom, self.offset_y + self.scale_y * paper.height)
        return Box(x0, y0, x1 - x0, y1 - y0)


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a sheet lies on the page of its file; lengths in mm.

    A point of the sheet comes to ``border + (point - offset) / scale`` from the page's top left corner.

    Attributes:
        paper: The sheet's paper: the trimmed size.
        border: What lies around it for bleed and crop marks.
        bleed: How far from the trim the bleed reaches.
        printer: What it is corrected for.
    """

    paper: Paper
    border: float = 0.0
    bleed: float = 0.0
    printer: Printer = Printer()

    @property
    def width(self) -> float:
        """The page's width."""
        return self.paper.width + 2 * self.border

    @property
    def height(self) -> float:
        """The page's height."""
        return self.paper.height + 2 * self.border

    @property
    def trim(self) -> tuple[float, float, float, float]:
        """The sheet on the page in pt, as TrimBox (ISO 32000-1, 14.11.2)."""
        return self._edges(self.border)

    @property
    def bleed_box(self) -> tuple[float, float, float, float]:
        """The sheet with its bleed in pt, as BleedBox."""
        return self._edges(self.border - self.bleed)

    def _edges(self, margin: float) -> tuple[float, float, float, float]:
        return pt(margin), pt(margin), pt(self.width - margin), pt(self.height - margin)

    def across(self, x: float) -> float:
        """Return how far a place on the sheet lies from the page's left edge."""
        return self.border + (x - self.printer.offset_x) / self.printer.scale_x

    def down(self, y: float) -> float:
        """Return how far a place on the sheet lies from the page's upper edge."""
        return self.border + (y - self.printer.offset_y) / self.printer.scale_y

    def rect(self, box: Box) -> tuple[float, float, float, float]:
        """Return a rectangle of the sheet in pt of the page: left, lower, right and upper edge."""
        height = pt(self.height)
        x0, x1 = pt(self.across(box.x)), pt(self.across(box.right))
        return x0, height - pt(self.down(box.bottom)), x1, height - pt(self.down(box.y))

    @property
    def matrix(self) -> str | None:
        """The operator that brings the sheet to its place, or None if it is there (ISO 32000-1, 8.3.4)."""
        x0, y0, x1, y1 = self.rect(self.paper.box)
        across, up = 1 / self.printer.scale_x, 1 / self.printer.scale_y
        if (x0, y0, x1, y1) == (0.0, 0.0, pt(self.paper.width), pt(self.paper.height)):
            return None
        return f"{across:.6f} 0 0 {up:.6f} {x0:.4f} {y0:.4f} cm"

    def crop_marks(self) -> list[tuple[float, float, float, float]]:
        """Return the lines that tell where the sheet is trimmed, in pt of the page; none without bleed."""
        if not self.bleed:
            return []
        left, low, right, high = self.trim
        near, far = pt(self.bleed + MARK_GAP), pt(self.bleed + MARK_GAP + MARK_LENGTH)
        lines = []
        for x, out in ((left, -1), (right, 1)):
            for y, up in ((low, -1), (high, 1)):
                lines += [(x + out * near, y, x + out * far, y), (x, y + up * near, x, y + up * far)]
        return lines


@dataclass(frozen=True, slots=True)
class Press:
    """How a kit is printed.

    Attributes:
        ink: ``full``; ``low`` draws outlines and patterns instead of areas; ``grey`` uses no colour.
        bleed: What a print shop trims off around the sheet, mm; 0 leaves the page as large as the sheet.
        profile: The printing condition that the file is made for; None means none in particular.
        printer: The printer to correct for; None means any.
    """

    ink: Ink = "full"
    bleed: float = 0.0
    profile: Profile | None = None
    printer: Printer | None = None

    def frame(self, paper: Paper) -> Frame:
        """Return where a sheet lies on its page."""
        border = self.bleed + MARK_ROOM if self.bleed else 0.0
        return Frame(paper, border, self.bleed, self.printer or Printer())
