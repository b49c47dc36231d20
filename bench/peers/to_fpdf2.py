"""Recorded documents as Python modules of calls to fpdf2, through the few functions of ``run_fpdf2``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.recorded import Circle, Levels, Path, Rectangle, Shape, Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bench.recorded import RGB, Document, Point, Stroke


def fpdf2_source(document: Document) -> str:
    """Return the source of a module that draws a document: its ``draw(sheet)`` is called by ``run_fpdf2``."""
    out = [
        f"TITLE = {document.title!r}",
        f"LANGUAGE = {document.language!r}",
    ]
    for number, part in enumerate(document.parts, 1):
        out += ["", "", f"def part{number}(s):"]
        levels = Levels()
        for page in part.pages:
            out.append(f"    s.page({page.width:.3f}, {page.height:.3f})")
            for item in page.flat:
                out += [
                    f"    s.{call}"
                    for call in (_texts(item, levels.of(item)) if isinstance(item, Text) else [_shape(item)])
                ]
    out += ["", "", "def draw(s):"]
    for number, part in enumerate(document.parts, 1):
        out += [f"    for _ in range({part.copies}):", f"        part{number}(s)"]
    return "\n".join(out) + "\n"


def _texts(text: Text, level: int) -> Iterator[str]:
    if level:
        yield f"heading({' '.join(line.text for line in text.lines)!r}, {level})"
    look = f"{text.size:g}, {_colour(text.colour)}, {text.tracking:g}"
    for line in (*text.bullets, *text.lines):
        runs = ", ".join(f"({run.font!r}, {run.text!r})" for run in line.runs)
        yield f"line({line.x:.3f}, {line.y:.3f}, {look}, [{runs}])"


def _shape(shape: Shape) -> str:
    outline = shape.outline
    paint = f"{_colour(shape.fill)}, {_stroke(shape.stroke)}"
    if isinstance(outline, Rectangle):
        box = f"{outline.x:.3f}, {outline.y:.3f}, {outline.width:.3f}, {outline.height:.3f}, {outline.radius:.3f}"
        return f"rect({box}, {paint})"
    if isinstance(outline, Circle):
        return f"circle({outline.x:.3f}, {outline.y:.3f}, {outline.radius:.3f}, {paint})"
    plain = shape.stroke is None or not (shape.stroke.dash or shape.stroke.round)
    if outline.straight and plain:
        return f"poly({_points(outline.points)}, {outline.closed}, {paint})"
    return f"path([{', '.join(_segments(outline))}], {outline.closed}, {paint})"


def _segments(path: Path) -> Iterator[str]:
    for one in path.segments:
        yield f"({one.kind!r}, {_points(one.points)})"


def _points(points: Iterable[Point]) -> str:
    return "[" + ", ".join(f"({x:.3f}, {y:.3f})" for x, y in points) + "]"


def _colour(colour: RGB | None) -> str:
    return "None" if colour is None else str(tuple(round(one * 255) for one in colour))


def _stroke(stroke: Stroke | None) -> str:
    if stroke is None:
        return "None"
    dash = "[" + ", ".join(f"{one:.3f}" for one in stroke.dash) + "]"
    return f"({stroke.width:.3f}, {_colour(stroke.colour)}, {dash}, {stroke.round})"
