"""Path operators of a page become the outlines that a person would name: rectangles, circles, paths."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from bench.recorded import TOLERANCE, Circle, Path, Rectangle, Segment

if TYPE_CHECKING:
    from bench.recorded import Point

_KINDS: dict[str, Literal["move", "line", "curve"]] = {"m": "move", "l": "line", "c": "curve"}
_ROUNDED = "mlclclclc"


def read_outline(operators: str, height: float) -> Rectangle | Circle | Path:
    """Return the outline that path operators (ISO 32000-1, 8.5.2) draw on a page.

    Args:
        operators: ``m``, ``l``, ``c`` and a last ``h``, with their operands.
        height: The page's, pt.

    Raises:
        ValueError: Another operator stands among them.
    """
    numbers: list[float] = []
    segments: list[Segment] = []
    closed = False
    for word in operators.split():
        if word in _KINDS:
            points = tuple((x, height - y) for x, y in zip(numbers[::2], numbers[1::2], strict=True))
            segments.append(Segment(_KINDS[word], points))
            numbers = []
        elif word == "h":
            closed = True
        else:
            numbers.append(float(word))
    path = Path(tuple(segments), closed)
    return (_rectangle(path) or _circle(path) or path) if closed else path


def _rectangle(path: Path) -> Rectangle | None:
    shape = "".join(one.kind[0] for one in path.segments)
    left, top, right, bottom = _extent(path.points)
    if shape == "mlll":
        steps = [
            (a[0] - b[0], a[1] - b[1]) for a, b in zip(path.points, (*path.points[1:], path.points[0]), strict=True)
        ]
        if all(min(abs(x), abs(y)) < TOLERANCE for x, y in steps):
            return Rectangle(left, top, right - left, bottom - top)
    if shape == _ROUNDED:
        return Rectangle(left, top, right - left, bottom - top, path.points[0][0] - left)
    return None


def _circle(path: Path) -> Circle | None:
    if [one.kind for one in path.segments] != ["move", *["curve"] * 4]:
        return None
    left, top, right, bottom = _extent(path.points)
    if abs((right - left) - (bottom - top)) >= TOLERANCE:
        return None
    return Circle((left + right) / 2, (top + bottom) / 2, (right - left) / 2)


def _extent(points: tuple[Point, ...]) -> tuple[float, float, float, float]:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)
