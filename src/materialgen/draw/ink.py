"""Colour operators (ISO 32000-1, 8.6.8), and how areas become outlines and patterns when ink is scarce.

With ``low`` ink, an area becomes white. What it told stays: a strong colour becomes its outline; the hue of an area
with a line of its own, such as a dot, becomes a pattern, and so does an area whose size tells something; a tint without
a line gets a thin one. Texts, lines and small marks that were light on such an area become dark. Areas less than
``SMALL`` mm wide or high stay: they are marks, not areas.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from materialgen.contrast import contrast, luminance
from materialgen.geometry import pt

if TYPE_CHECKING:
    from collections.abc import Iterable

    from materialgen.press import Ink
    from materialgen.typeset import RGB

WHITE: RGB = (1.0, 1.0, 1.0)
DARK: RGB = (0.09, 0.13, 0.17)
"""Of texts and lines whose own colour would be too light on white."""
LIMIT: RGB = (0.54, 0.58, 0.61)
"""Of the line round an area that was a tint, 3:1 on white."""
TEXT, GRAPHIC, FAINT = 4.5, 3.0, 1.6
"""Contrasts with white: what text and signs need (WCAG 2.1, 1.4.3 and 1.4.11), and what is no more than a tint."""
SMALL = 4.5
OUTLINE, LINE, HAIR = 0.5, 0.3, 0.25
"""Widths of lines, mm: round areas, in patterns, and round small areas."""
HUE = 0.12
"""By how much red, green and blue of a hue differ at the least; ink and greys differ by less."""
PATTERNS = ((GRAPHIC, 1.9, 1), (float("inf"), 1.2, -1))
"""Up to which contrast with white a hue has lines so far apart (mm) that rise (1) or fall (-1)."""
CLEAR = 0.5
"""How far patterns stay from texts, mm."""
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")

Edges = tuple[float, float, float, float]
"""Left, lower, right and upper edge in pt."""


def grey_of(colour: RGB) -> float:
    """Return the grey, 0–1, that is exactly as light, so that every contrast stays (WCAG 2.1, relative luminance)."""
    light = luminance(colour)
    return light * 12.92 if light <= 0.04045 / 12.92 else 1.055 * light ** (1 / 2.4) - 0.055


def fill_operator(colour: RGB, ink: Ink = "full") -> str:
    """Return the operator that sets the colour of areas and texts."""
    return f"{_operands(colour, ink)} {'g' if ink == 'grey' else 'rg'}"


def stroke_operator(colour: RGB, ink: Ink = "full") -> str:
    """Return the operator that sets the colour of lines."""
    return f"{_operands(colour, ink)} {'G' if ink == 'grey' else 'RG'}"


def _operands(colour: RGB, ink: Ink) -> str:
    if ink == "grey":
        return f"{grey_of(colour):.4g}"
    red, green, blue = colour
    return f"{red:.4g} {green:.4g} {blue:.4g}"


@dataclass(frozen=True, slots=True)
class Pattern:
    """Slanting lines in an area.

    Attributes:
        path: The area's path.
        edges: Its extent.
        colour: Of the lines.
        pitch: How far apart they are, pt.
        slant: 1 if they rise to the right, -1 if they fall.
    """

    path: str
    edges: Edges
    colour: RGB
    pitch: float
    slant: int

    def operators(self, texts: Iterable[Edges]) -> str:
        """Return what draws it, clear of some texts."""
        x0, y0, x1, y1 = self.edges
        out = ["q", f"{self.path} W n"]
        near = [one for one in texts if one[0] < x1 and one[2] > x0 and one[1] < y1 and one[3] > y0]
        for left, low, right, high in near:
            # All but the text: the even-odd rule leaves out what two rectangles share (ISO 32000-1, 8.5.3.3).
            out.append(f"{_rectangle(x0 - 1, y0 - 1, x1 + 1, y1 + 1)} {_rectangle(left, low, right, high)} W* n")
        out.append(f"{stroke_operator(self.colour)} {pt(LINE):.3f} w [] 0 d 0 J 0 j")
        step = self.pitch * 2**0.5
        first, last = (x0 - y1, x1 - y0) if self.slant > 0 else (x0 + y0, x1 + y1)
        lines = []
        at = first + step / 2
        while at < last:
            lines.append(self._line(at))
            at += step
        return "\n".join([*out, *lines, "S", "Q"])

    def _line(self, at: float) -> str:
        """Return the line with ``x - slant·y = at``, inside the extent."""
        x0, y0, x1, y1 = self.edges
        if self.slant > 0:
            left, right = max(x0, at + y0), min(x1, at + y1)
            return f"{left:.3f} {left - at:.3f} m {right:.3f} {right - at:.3f} l"
        left, right = max(x0, at - y1), min(x1, at - y0)
        return f"{left:.3f} {at - left:.3f} m {right:.3f} {at - right:.3f} l"


def _rectangle(left: float, low: float, right: float, high: float) -> str:
    return f"{left:.3f} {low:.3f} {right - left:.3f} {high - low:.3f} re"


@dataclass(frozen=True, slots=True)
class Painted:
    """How a path is painted with little ink.

    Attributes:
        fill: Of the area.
        stroke: The line's colour; None leaves it as it is, or leaves it out.
        width: Of a line that the path did not have, mm.
        pattern: In the area.
    """

    fill: RGB | None
    stroke: RGB | None = None
    width: float = 0.0
    pattern: Pattern | None = None


class Sparing:
    """Remembers the areas of a page that became white, and says how what comes after them is drawn."""

    def __init__(self) -> None:
        """Begin a page."""
        self._areas: list[tuple[Edges, RGB]] = []

    def path(self, path: str, fill: RGB | None, stroke: RGB | None, *, tells: bool) -> Painted:
        """Return how a path is painted.

        Args:
            path: Its operators.
            fill: Its area's colour, if it has any.
            stroke: Its line's colour, if it has any.
            tells: Whether its area's size tells something.
        """
        edges = _extent(path)
        middle = (edges[0] + edges[2]) / 2, (edges[1] + edges[3]) / 2
        under = self._under(*middle)
        ground = None if _is_faint(under) else under
        line = ground if stroke is not None and ground is not None and _is_faint(stroke) else None
        if fill is None:
            return Painted(None, line)
        if min(edges[2] - edges[0], edges[3] - edges[1]) < pt(SMALL):
            return Painted(ground if ground is not None and _is_faint(fill) else fill, line)
        self._areas.append((edges, fill))
        side = min(edges[2] - edges[0], edges[3] - edges[1]) / pt(1)
        outline = min(max(side / 25, HAIR), OUTLINE)
        own = fill if contrast(fill, WHITE) >= GRAPHIC else stroke or DARK
        if _is_faint(fill):
            if stroke is None and ground is not None:
                return Painted(WHITE, ground, outline)
            limit = LIMIT if stroke is None and {fill, under} != {WHITE} else line
            return Painted(WHITE, limit, HAIR)
        patterned = tells or (stroke is not None and max(fill) - min(fill) >= HUE)
        pattern = _pattern(path, edges, fill, own) if patterned else None
        return Painted(WHITE, own if stroke is None else line, outline, pattern)

    def text(self, colour: RGB, x: float, y: float) -> RGB:
        """Return the colour of a text with its middle at a point in pt."""
        if contrast(colour, WHITE) >= TEXT:
            return colour
        under = self._under(x, y)
        return under if contrast(under, WHITE) >= TEXT else DARK

    def _under(self, x: float, y: float) -> RGB:
        """Return the colour that the topmost area at a point had."""
        for (x0, y0, x1, y1), colour in reversed(self._areas):
            if x0 <= x <= x1 and y0 <= y <= y1:
                return colour
        return WHITE


def _is_faint(colour: RGB) -> bool:
    return contrast(colour, WHITE) < FAINT


def _extent(path: str) -> Edges:
    """Return the extent of a path's points, those that only shape its curves included."""
    numbers = [float(one) for one in _NUMBER.findall(path)]
    xs, ys = numbers[::2], numbers[1::2]
    return min(xs), min(ys), max(xs), max(ys)


def _pattern(path: str, edges: Edges, fill: RGB, line: RGB) -> Pattern:
    """Return the pattern that stands for a colour."""
    pitch, slant = next((pitch, slant) for most, pitch, slant in PATTERNS if contrast(fill, WHITE) < most)
    return Pattern(path, edges, line, pt(pitch), slant)
