"""The small languages inside SVG: path data, lists of points, transforms (SVG 1.1, chapters 7 and 8)."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from materialgen.brand.model import Segment

_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_GAP = re.compile(r"[ \t\r\n\f]*,?[ \t\r\n\f]*")
_SPACE = re.compile(r"[ \t\r\n\f]*")
_COUNTS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}
_TRANSFORM = re.compile(r"[\s,]*(matrix|translate|scale|rotate|skewX|skewY)\s*\(([^()]*)\)")
_LARGEST = 1e7
MOST_PIECES = 20_000
"""Lines and curves that are drawn."""
_KAPPA = 4 / 3 * (math.sqrt(2) - 1)
"""Distance of control points that makes a quarter circle of radius 1 from one cubic Bézier."""

Point = tuple[float, float]


class OddDataError(Exception):
    """Something in an attribute is not what it should be; the text says what."""


class Matrix(NamedTuple):
    """An affine transform: x' = a·x + c·y + e, y' = b·x + d·y + f."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def times(self, other: Matrix) -> Matrix:
        """Return the transform that does ``other`` first, then this."""
        return Matrix(
            self.a * other.a + self.c * other.b,
            self.b * other.a + self.d * other.b,
            self.a * other.c + self.c * other.d,
            self.b * other.c + self.d * other.d,
            self.a * other.e + self.c * other.f + self.e,
            self.b * other.e + self.d * other.f + self.f,
        )

    def point(self, x: float, y: float) -> Point:
        """Return where a point comes to lie."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def apply(self, segment: Segment) -> Segment:
        """Return a piece of a path at its new place."""
        kind, values = segment
        moved = [one for at in range(0, len(values), 2) for one in self.point(values[at], values[at + 1])]
        return kind, tuple(moved)

    @property
    def scale(self) -> float | None:
        """By how much lengths grow, or None if not all grow alike: then lines would be wider in one direction."""
        across, down = math.hypot(self.a, self.b), math.hypot(self.c, self.d)
        skew = abs(self.a * self.c + self.b * self.d)
        if abs(across - down) > 1e-3 * max(across, down) or skew > 1e-3 * across * down:
            return None
        return across


IDENTITY = Matrix(1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def number(text: str) -> float:
    """Return a number; raises ``OddDataError``."""
    match = _NUMBER.fullmatch(text.strip())
    if not match:
        raise OddDataError(f"'{text[:30]}' is not a number")
    return _bounded(match[0])


def _bounded(text: str) -> float:
    value = float(text)
    if abs(value) > _LARGEST:
        raise OddDataError(f"{text[:30]} is too large a number")
    return value


def numbers(text: str) -> list[float]:
    """Return the numbers of a list with spaces or commas between them; raises ``OddDataError``."""
    found, at, bare = [], 0, text.strip()
    while at < len(bare):
        match = _NUMBER.match(bare, at)
        if not match:
            raise OddDataError(f"'{bare[at : at + 20]}' is not a number")
        found.append(_bounded(match[0]))
        at = _after_gap(bare, match.end())
    return found


def _after_gap(text: str, at: int) -> int:
    match = _GAP.match(text, at)
    return match.end() if match else at


def transform_of(text: str) -> Matrix:
    """Return a list of transforms as one; raises ``OddDataError``."""
    at, result = 0, IDENTITY
    while text[at:].strip(" \t\r\n\f,"):
        match = _TRANSFORM.match(text, at)
        if not match:
            raise OddDataError(f"the transform '{text[at : at + 30].strip()}' is unknown")
        result = result.times(_transform(match[1], numbers(match[2])))
        at = match.end()
    return result


def _transform(name: str, values: Sequence[float]) -> Matrix:
    count = len(values)
    if name == "matrix" and count == 6:  # noqa: PLR2004 - as many as a matrix has
        return Matrix(*values)
    if name == "translate" and count in {1, 2}:
        return Matrix(1, 0, 0, 1, values[0], values[1] if count > 1 else 0.0)
    if name == "scale" and count in {1, 2}:
        return Matrix(values[0], 0, 0, values[-1], 0, 0)
    if name == "rotate" and count in {1, 3}:
        turn = math.radians(values[0])
        turned = Matrix(math.cos(turn), math.sin(turn), -math.sin(turn), math.cos(turn), 0, 0)
        if count == 1:
            return turned
        x, y = values[1:]
        return Matrix(1, 0, 0, 1, x, y).times(turned).times(Matrix(1, 0, 0, 1, -x, -y))
    if name in {"skewX", "skewY"} and count == 1:
        slope = math.tan(math.radians(values[0]))
        if abs(slope) > _LARGEST:
            raise OddDataError(f"{name}({values[0]:g}) flattens everything")
        return Matrix(1, 0, slope, 1, 0, 0) if name == "skewX" else Matrix(1, slope, 0, 1, 0, 0)
    raise OddDataError(f"{name} has {count} numbers")


# --- path data ----------------------------------------------------------------------------------------------------


def parse_path(text: str) -> list[Segment]:
    """Return path data as moves, lines, cubic Béziers and closings; raises ``OddDataError``."""
    return _PathReader(text).read()


class _PathReader:
    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._out: list[Segment] = []
        self._x = self._y = 0.0
        self._start: Point = (0.0, 0.0)
        self._control: Point | None = None
        """The last control point of a cubic (after C and S) or quadratic (after Q and T) curve."""
        self._kind = ""

    def read(self) -> list[Segment]:
        command = ""
        self._skip()
        while self._at < len(self._text):
            letter = self._text[self._at]
            if letter.isalpha():
                if letter.upper() not in _COUNTS or not letter.isascii():
                    raise OddDataError(f"a path has the command '{letter}'")
                if not command and letter not in "Mm":
                    raise OddDataError("a path does not begin with a move")
                command = letter
                self._at += 1
                self._skip()
            elif not command or command in "Zz":
                raise OddDataError(f"a path has '{self._text[self._at : self._at + 15]}' where a command is wanted")
            self._take(command)
            if len(self._out) > MOST_PIECES:
                raise OddDataError(f"a path has more than {MOST_PIECES} lines and curves")
            command = {"M": "L", "m": "l"}.get(command, command)
        return self._out

    def _skip(self) -> None:
        match = _SPACE.match(self._text, self._at)
        self._at = match.end() if match else self._at

    def _number(self) -> float:
        match = _NUMBER.match(self._text, self._at)
        if not match:
            found = self._text[self._at : self._at + 15] or "its end"
            raise OddDataError(f"a path has '{found}' where a number is wanted")
        self._at = _after_gap(self._text, match.end())
        return _bounded(match[0])

    def _flag(self) -> bool:
        """Return a flag of an arc: one digit, even without a space after it."""
        found = self._text[self._at : self._at + 1]
        if found not in {"0", "1"}:
            raise OddDataError(f"an arc has the flag '{found}'")
        self._at = _after_gap(self._text, self._at + 1)
        return found == "1"

    def _point(self, *, relative: bool) -> Point:
        x, y = self._number(), self._number()
        return (x + self._x, y + self._y) if relative else (x, y)

    def _take(self, command: str) -> None:
        relative, kind = command.islower(), command.upper()
        control = None
        if kind == "Z":
            self._out.append(("Z", ()))
            self._x, self._y = self._start
        elif kind == "M":
            self._x, self._y = self._start = self._point(relative=relative)
            self._out.append(("M", self._start))
        else:
            if self._kind == "Z":  # what follows a closing begins where the closed part did
                self._out.append(("M", self._start))
            control = self._draw(kind, relative=relative)
        self._control, self._kind = control, kind
        if self._out[-1][0] == "Z":
            self._skip()

    def _draw(self, kind: str, *, relative: bool) -> Point | None:
        """Add a line or curve; return its last control point."""
        if kind in "LHV":
            x, y = self._x, self._y
            if kind == "L":
                x, y = self._point(relative=relative)
            elif kind == "H":
                x = self._number() + (self._x if relative else 0.0)
            else:
                y = self._number() + (self._y if relative else 0.0)
            self._line(x, y)
            return None
        if kind == "A":
            rx, ry, turn = self._number(), self._number(), self._number()
            large, sweep = self._flag(), self._flag()
            end = self._point(relative=relative)
            self._out += arc((self._x, self._y), abs(rx), abs(ry), turn, end, large=large, sweep=sweep)
            self._x, self._y = end
            return None
        if kind in "CS":
            first = self._point(relative=relative) if kind == "C" else self._mirrored("CS")
            second, end = self._point(relative=relative), self._point(relative=relative)
            self._curve(first, second, end)
            return second
        middle = self._point(relative=relative) if kind == "Q" else self._mirrored("QT")
        end = self._point(relative=relative)
        (x0, y0), (x1, y1), (x2, y2) = (self._x, self._y), middle, end
        first = (x0 + 2 / 3 * (x1 - x0), y0 + 2 / 3 * (y1 - y0))
        self._curve(first, (x2 + 2 / 3 * (x1 - x2), y2 + 2 / 3 * (y1 - y2)), end)
        return middle

    def _mirrored(self, kinds: str) -> Point:
        """Return the control point that goes on smoothly, or the current point after anything else."""
        if self._control is None or self._kind not in kinds:
            return self._x, self._y
        return 2 * self._x - self._control[0], 2 * self._y - self._control[1]

    def _line(self, x: float, y: float) -> None:
        self._out.append(("L", (x, y)))
        self._x, self._y = x, y

    def _curve(self, first: Point, second: Point, end: Point) -> None:
        self._out.append(("C", (*first, *second, *end)))
        self._x, self._y = end


def arc(start: Point, rx: float, ry: float, turn: float, end: Point, *, large: bool, sweep: bool) -> list[Segment]:
    """Return an elliptical arc as cubic Béziers (SVG 1.1, appendix F.6); ``turn`` in degrees."""
    if start == end:
        return []
    if not rx or not ry:
        return [("L", end)]
    (x1, y1), (x2, y2) = start, end
    cosine, sine = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    half_x, half_y = (x1 - x2) / 2, (y1 - y2) / 2
    u, v = cosine * half_x + sine * half_y, -sine * half_x + cosine * half_y
    too_small = (u / rx) ** 2 + (v / ry) ** 2
    if too_small > 1:
        rx, ry = rx * math.sqrt(too_small), ry * math.sqrt(too_small)
    below = (rx * v) ** 2 + (ry * u) ** 2
    factor = math.sqrt(max(((rx * ry) ** 2 - below) / below, 0.0)) if below else 0.0
    factor = factor if large != sweep else -factor
    cu, cv = factor * rx * v / ry, -factor * ry * u / rx
    first = math.atan2((v - cv) / ry, (u - cu) / rx)
    last = math.atan2((-v - cv) / ry, (-u - cu) / rx)
    extent = last - first
    if sweep and extent < 0:
        extent += math.tau
    elif not sweep and extent > 0:
        extent -= math.tau
    cx, cy = cosine * cu - sine * cv + (x1 + x2) / 2, sine * cu + cosine * cv + (y1 + y2) / 2
    place = Matrix(rx * cosine, rx * sine, -ry * sine, ry * cosine, cx, cy)
    pieces = max(math.ceil(abs(extent) / (math.pi / 2) - 1e-9), 1)
    step = extent / pieces
    handle = 4 / 3 * math.tan(step / 4)
    out: list[Segment] = []
    for index in range(pieces):
        a, b = first + index * step, first + (index + 1) * step
        one = place.point(math.cos(a) - handle * math.sin(a), math.sin(a) + handle * math.cos(a))
        two = place.point(math.cos(b) + handle * math.sin(b), math.sin(b) - handle * math.cos(b))
        three = end if index == pieces - 1 else place.point(math.cos(b), math.sin(b))
        out.append(("C", (*one, *two, *three)))
    return out


def ellipse(cx: float, cy: float, rx: float, ry: float) -> list[Segment]:
    """Return a closed ellipse, from 3 o'clock clockwise, where dashes begin."""
    right, left = (cx + rx, cy), (cx - rx, cy)
    halves = [arc(one, rx, ry, 0.0, other, large=False, sweep=True) for one, other in ((right, left), (left, right))]
    return [("M", right), *halves[0], *halves[1], ("Z", ())]


def rectangle(x: float, y: float, width: float, height: float, rx: float, ry: float) -> list[Segment]:
    """Return a closed rectangle with round corners, or square ones if a radius is 0."""
    right, bottom = x + width, y + height
    if not rx or not ry:
        return [("M", (x, y)), ("L", (right, y)), ("L", (right, bottom)), ("L", (x, bottom)), ("Z", ())]
    rx, ry = min(rx, width / 2), min(ry, height / 2)
    kx, ky = rx * (1 - _KAPPA), ry * (1 - _KAPPA)
    return [
        ("M", (x + rx, y)),
        ("L", (right - rx, y)),
        ("C", (right - kx, y, right, y + ky, right, y + ry)),
        ("L", (right, bottom - ry)),
        ("C", (right, bottom - ky, right - kx, bottom, right - rx, bottom)),
        ("L", (x + rx, bottom)),
        ("C", (x + kx, bottom, x, bottom - ky, x, bottom - ry)),
        ("L", (x, y + ry)),
        ("C", (x, y + ky, x + kx, y, x + rx, y)),
        ("Z", ()),
    ]
