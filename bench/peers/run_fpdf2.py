"""Draw every module of a folder with fpdf2, in one process.

Usage: ``python run_fpdf2.py SOURCES OUT FONTS``. Imports nothing of materialgen.
"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from fpdf import FPDF
from fpdf.drawing import PaintedPath
from fpdf.drawing_primitives import DeviceRGB

if TYPE_CHECKING:
    from collections.abc import Sequence

    Colour = tuple[int, int, int]
    Point = tuple[float, float]
    Stroke = tuple[float, Colour, list[float], bool]

STYLES = {
    "Inter-Regular": ("Inter", ""),
    "Inter-SemiBold": ("InterSemi", ""),
    "Inter-Bold": ("Inter", "B"),
    "Inter-Italic": ("Inter", "I"),
    "Inter-SemiBoldItalic": ("InterSemi", "I"),
}
"""fpdf2's family and style of each font."""
_BASELINE = 0.8
"""Where a cell as high as its font has its baseline, from its top."""


class Sheet:
    """What the modules draw with: lines of text and shapes, in pt from the top left corner."""

    def __init__(self, title: str, language: str, fonts: str) -> None:
        """Begin a document."""
        self.pdf = pdf = FPDF(unit="pt")
        pdf.set_title(title)
        pdf.set_lang(language)
        pdf.set_auto_page_break(auto=False)
        pdf.set_margin(0)
        pdf.c_margin = 0
        pdf.set_text_shaping(use_shaping_engine=True, features={"kern": True, "liga": False})  # else nothing is kerned
        for name, (family, style) in STYLES.items():
            pdf.add_font(family, style, Path(fonts, f"{name}.ttf"))

    def page(self, width: float, height: float) -> None:
        """Begin a page."""
        self.pdf.add_page(format=(width, height))

    def heading(self, text: str, level: int) -> None:
        """Add an entry to the outline."""
        self.pdf.start_section(text, level - 1, strict=False)

    def line(
        self, x: float, y: float, size: float, colour: Colour, tracking: float, runs: Sequence[tuple[str, str]]
    ) -> None:
        """Show a line of text on a baseline."""
        pdf = self.pdf
        pdf.set_text_color(*colour)
        pdf.set_char_spacing(tracking)
        for number, (font, text) in enumerate(runs, 1):
            pdf.set_font(*STYLES[font], size)
            pdf.set_xy(x, y - _BASELINE * size)
            width = pdf.get_string_width(text) if number < len(runs) else 0
            pdf.cell(width or None, size, text)
            x += width

    def rect(
        self, x: float, y: float, width: float, height: float, radius: float, fill: Colour | None, stroke: Stroke | None
    ) -> None:
        """Draw a rectangle."""
        style = self._look(fill, stroke)
        self.pdf.rect(x, y, width, height, style, round_corners=radius > 0, corner_radius=radius)

    def circle(self, x: float, y: float, radius: float, fill: Colour | None, stroke: Stroke | None) -> None:
        """Draw a circle."""
        self.pdf.circle(x, y, radius, self._look(fill, stroke))

    def poly(self, points: Sequence[Point], closed: bool, fill: Colour | None, stroke: Stroke | None) -> None:  # noqa: FBT001 - the modules of calls stay short
        """Draw a solid line through points."""
        self.pdf.polyline(points, polygon=closed, style=self._look(fill, stroke))

    def path(
        self,
        segments: Sequence[tuple[str, Sequence[Point]]],
        closed: bool,  # noqa: FBT001 - the same
        fill: Colour | None,
        stroke: Stroke | None,
    ) -> None:
        """Draw a path with curves, dashes or round ends."""
        path = PaintedPath()
        style = path.style
        style.auto_close = False
        style.fill_color = _colour(fill) if fill else None
        style.stroke_color = None
        if stroke:
            width, colour, dash, rounded = stroke
            style.stroke_color = _colour(colour)
            style.stroke_width = width
            style.stroke_dash_pattern = dash or None
            style.stroke_cap_style, style.stroke_join_style = ("round", "round") if rounded else ("butt", "miter")
        for kind, points in segments:
            if kind == "move":
                path.move_to(*points[0])
            elif kind == "line":
                path.line_to(*points[0])
            else:
                (x1, y1), (x2, y2), (x, y) = points
                path.curve_to(x1, y1, x2, y2, x, y)
        if closed:
            path.close()
        with self.pdf.drawing_context() as context:
            context.add_item(path, clone=False)

    def _look(self, fill: Colour | None, stroke: Stroke | None) -> str:
        if fill:
            self.pdf.set_fill_color(*fill)
        if stroke:
            width, colour, dash, _ = stroke
            self.pdf.set_line_width(width)
            self.pdf.set_draw_color(*colour)
            self.pdf.set_dash_pattern(*dash[:2])
        return ("D" if stroke else "") + ("F" if fill else "")


def _colour(colour: Colour) -> DeviceRGB:
    red, green, blue = colour
    return DeviceRGB(red / 255, green / 255, blue / 255)


def main() -> None:
    """Draw."""
    sources, out, fonts = sys.argv[1:]
    sys.path.insert(0, sources)
    for source in sorted(Path(sources).glob("sheet_*.py")):
        module = import_module(source.stem)
        sheet = Sheet(module.TITLE, module.LANGUAGE, fonts)
        module.draw(sheet)
        sheet.pdf.output(Path(out, source.stem.removeprefix("sheet_") + ".pdf"))


main()
