"""Recorded documents as HTML with CSS and SVG: what somebody would write who sets sheets at fixed places with CSS.

Texts are elements at fixed places. The shapes of a page are its background, which screen readers do not hear of;
figures are inline SVG with a title.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from bench.recorded import Circle, Figure, Levels, Path, Rectangle, Shape, Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bench.recorded import RGB, Document, Item, Line, Page

_ASCENT, _DESCENT = 1984 / 2048, 494 / 2048
"""Of Inter, in em: where CSS puts the baseline in a line's box (CSS Inline Layout 3, 2.2)."""
_FONTS = {
    "Inter-Regular": ("", "", 400, "normal"),
    "Inter-SemiBold": ("b", "w6", 600, "normal"),
    "Inter-Bold": ("b", "w7", 700, "normal"),
    "Inter-Italic": ("i", "i4", 400, "italic"),
    "Inter-SemiBoldItalic": ("i", "i6", 600, "italic"),
}
"""Element, class, weight and style of each font."""


def html_files(document: Document, fonts: str) -> Mapping[str, str]:
    """Return a document's files by name: its HTML and the backgrounds of its pages.

    Args:
        document: The document.
        fonts: The address of the folder with the font files.
    """
    styles: dict[str, str] = {}
    files: dict[str, str] = {}
    sections = []
    number = 0
    for part in document.parts:
        copy = []
        levels = Levels()
        for page in part.pages:
            number += 1
            shapes = [one for one in page.items if isinstance(one, Shape)]
            background = f"{document.name}-{number}.svg"
            if shapes:
                files[background] = _svg(page, map(_shape, shapes), "")
            image = f' style="background-image: url({background})"' if shapes else ""
            body = "\n".join(_item(one, page, styles, levels) for one in page.items if not isinstance(one, Shape))
            copy.append(f"<section{image}>\n{body}\n</section>")
        sections += copy * part.copies
    first = document.pages[0]
    rules = [f".{name} {{ {rule} }}" for rule, name in styles.items()]
    files[f"{document.name}.html"] = "\n".join(
        [
            "<!DOCTYPE html>",
            f'<html lang="{escape(document.language)}">',
            f'<head><meta charset="utf-8"><title>{escape(document.title)}</title>',
            "<style>",
            *_faces(fonts),
            *_page_rules(first),
            *rules,
            "</style></head>",
            "<body>",
            *sections,
            "</body></html>",
            "",
        ]
    )
    return files


def _faces(fonts: str) -> Iterator[str]:
    for name, (_, _, weight, style) in _FONTS.items():
        source = f"src: url({fonts}/{name}.ttf)"
        yield f"@font-face {{ font-family: Inter; font-weight: {weight}; font-style: {style}; {source} }}"


def _page_rules(page: Page) -> list[str]:
    size = f"{_number(page.width)}pt {_number(page.height)}pt"
    width, height = size.split()
    return [
        f"@page {{ size: {size}; margin: 0 }}",
        "body { margin: 0; font-family: Inter; font-variant-ligatures: none }",
        f"section {{ position: relative; width: {width}; height: {height}; overflow: hidden; break-inside: avoid;",
        "  background-repeat: no-repeat; background-size: 100% 100% }",
        "section > * { position: absolute; margin: 0; padding: 0; white-space: pre; font-weight: 400 }",
        "b { font-weight: 600 } b.w7 { font-weight: 700 } i.i6 { font-weight: 600 }",
    ]


def _item(item: Item, page: Page, styles: dict[str, str], levels: Levels) -> str:
    if isinstance(item, Figure):
        parts = (_shape(one) if isinstance(one, Shape) else _svg_text(one) for one in item.items)
        return _svg(page, parts, f"<title>{escape(item.alt)}</title>")
    return _text(item, styles, levels) if isinstance(item, Text) else ""


def _text(text: Text, styles: dict[str, str], levels: Levels) -> str:
    level = levels.of(text)
    name = f"h{level}" if level else "p" if text.role else "div"
    elements = [_element("span", text, one.x, one.y, one.width, (one,), styles) for one in text.bullets]
    if text.lines:
        elements.append(_element(name, text, text.left, text.baseline, text.width, text.lines, styles))
    return "\n".join(elements)


def _element(
    name: str, text: Text, x: float, y: float, width: float, lines: Iterable[Line], styles: dict[str, str]
) -> str:
    rule = f"font-size: {_number(text.size)}pt; line-height: {_number(text.leading)}pt; color: {_colour(text.colour)}"
    if text.tracking:
        rule += f"; letter-spacing: {_number(text.tracking)}pt"
    style = styles.setdefault(rule, f"s{len(styles) + 1}")
    top = y - (text.leading + (_ASCENT - _DESCENT) * text.size) / 2
    place = f"left: {_number(x)}pt; top: {_number(top)}pt"
    if text.align != "left":
        place += f"; width: {_number(width)}pt; text-align: {text.align}"
    body = "<br>".join("".join(_run(run.font, run.text) for run in line.runs) for line in lines)
    return f'<{name} class="{style}" style="{place}">{body}</{name}>'


def _run(font: str, text: str) -> str:
    name, kind, _, _ = _FONTS[font]
    return f'<{name} class="{kind}">{escape(text)}</{name}>' if name else escape(text)


def _svg(page: Page, parts: Iterable[str], title: str) -> str:
    size = f'width="{_number(page.width)}pt" height="{_number(page.height)}pt"'
    box = f'viewBox="0 0 {_number(page.width)} {_number(page.height)}"'
    place = ' style="left: 0; top: 0"' if title else ""
    body = "\n".join(parts)
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} {box}{place}>{title}\n{body}\n</svg>'


def _svg_text(text: Text) -> str:
    lines = []
    for line in (*text.bullets, *text.lines):
        spans = "".join(_span(run.font, run.text) for run in line.runs)
        look = f'font-size="{_number(text.size)}" fill="{_colour(text.colour)}" font-family="Inter"'
        lines.append(f'<text x="{_number(line.x)}" y="{_number(line.y)}" {look}>{spans}</text>')
    return "\n".join(lines)


def _span(font: str, text: str) -> str:
    _, _, weight, style = _FONTS[font]
    return f'<tspan font-weight="{weight}" font-style="{style}">{escape(text)}</tspan>'


def _shape(shape: Shape) -> str:
    paint = f'fill="{_colour(shape.fill) if shape.fill else "none"}"'
    if shape.stroke is not None:
        paint += f' stroke="{_colour(shape.stroke.colour)}" stroke-width="{_number(shape.stroke.width)}"'
        if shape.stroke.dash:
            paint += f' stroke-dasharray="{" ".join(map(_number, shape.stroke.dash))}"'
        if shape.stroke.round:
            paint += ' stroke-linecap="round" stroke-linejoin="round"'
    outline = shape.outline
    if isinstance(outline, Rectangle):
        radius = f' rx="{_number(outline.radius)}"' if outline.radius else ""
        place = f'x="{_number(outline.x)}" y="{_number(outline.y)}"'
        return f'<rect {place} width="{_number(outline.width)}" height="{_number(outline.height)}"{radius} {paint}/>'
    if isinstance(outline, Circle):
        return f'<circle cx="{_number(outline.x)}" cy="{_number(outline.y)}" r="{_number(outline.radius)}" {paint}/>'
    if outline.straight and not outline.closed and len(outline.points) == 2:
        (x0, y0), (x1, y1) = outline.points
        ends = f'x1="{_number(x0)}" y1="{_number(y0)}" x2="{_number(x1)}" y2="{_number(y1)}"'
        return f"<line {ends} {paint}/>"
    return f'<path d="{_data(outline)}" {paint}/>'


def _data(path: Path) -> str:
    letters = {"move": "M", "line": "L", "curve": "C"}
    parts = [letters[one.kind] + " ".join(f"{_number(x)},{_number(y)}" for x, y in one.points) for one in path.segments]
    return " ".join(parts) + (" Z" if path.closed else "")


def _colour(colour: RGB) -> str:
    return "#" + "".join(f"{round(one * 255):02x}" for one in colour)


def _number(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".")
