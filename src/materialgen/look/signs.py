"""Signs drawn as vectors: clock, badges, dots, needle, warning triangle, scissors, ruler, sticky note; sizes in mm."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from materialgen.contrast import contrast
from materialgen.draw import Stroke
from materialgen.geometry import Box
from materialgen.look import type as scale
from materialgen.look.colour import GREY, INK, MID, WHITE, mix, rgb
from materialgen.typeset import face

if TYPE_CHECKING:
    from collections.abc import Sequence

    from materialgen.draw import Page
    from materialgen.geometry.cards import Line
    from materialgen.look.colour import Tones
    from materialgen.typeset import RGB, Style

LINE = 0.5
"""The one stroke weight of signs."""
HAIR = 0.25
"""The thinnest line that is sure to print."""
CUT = Stroke(0.3, MID, (2.4, 1.6))
"""Cut lines: visible, but paler than text."""
NEEDLE_REACH = 90.0
"""A needle's length from pivot to tip: the start sheet's dial and the cut-out sheet share it."""
NEEDLE_RADIUS = 6.5
"""The radius of a needle's round end: its greatest half-width, and how far it reaches behind the pivot."""


@dataclass(frozen=True, slots=True)
class Marker:
    """How one participant's dots look: told apart by number and shape, not by colour alone.

    Attributes:
        number: The participant's, from 1.
        shape: One of ``SHAPES``.
        colour: Of the filling.
        hue: The colour's name, one of ``HUES``, for sheets that put it into words.
        numbered: Whether the number is drawn: without it nobody can tell whose dot it is.
    """

    number: int
    shape: str
    colour: RGB
    hue: str = ""
    numbered: bool = True


SHAPES = ("circle", "square", "triangle", "diamond", "hexagon", "star", "cross", "drop")
# The Okabe-Ito palette, in an order that puts unlike greys next to each other; green and vermillion are darker than
# there, so that their white numbers stay readable in grayscale.
_COLOURS = ("#0072b2", "#e69f00", "#007f5c", "#000000", "#cc79a7", "#f0e442", "#c25000", "#56b4e9")
HUES = ("blue", "orange", "green", "black", "pink", "yellow", "vermillion", "sky")


def markers(count: int) -> list[Marker]:
    """Return the markers of ``count`` participants; shapes and colours repeat out of step after eight."""
    hues = [(index + index // len(_COLOURS)) % len(_COLOURS) for index in range(count)]
    return [
        Marker(index + 1, SHAPES[index % len(SHAPES)], rgb(_COLOURS[hue]), HUES[hue]) for index, hue in enumerate(hues)
    ]


def anonymous(which: Marker) -> Marker:
    """Return a participant's marker as it looks where all look the same: a disc of one colour without a number."""
    return Marker(which.number, SHAPES[0], rgb(_COLOURS[0]), HUES[0], numbered=False)


def centred(
    page: Page, text: str, cx: float, cy: float, width: float, style: Style, *, role: str | None = None
) -> None:
    """Draw one short line of text with its capitals centred on a point."""
    size = style.sizes[0]
    height = size * style.leading / 2.8346
    page.text(text, Box(cx - width / 2, cy - height / 2, width, height + 0.01), style, role=role, align="center")


def clock(page: Page, cx: float, cy: float, radius: float, minutes: int, tones: Tones) -> None:
    """Draw a clock face with the minutes as a filled sector; an hour or more fills the face."""
    page.circle(cx, cy, radius, fill=WHITE)
    page.sector(cx, cy, radius * 0.8, 0.0, min(minutes, 60) * 6.0 - 0.001, fill=tones.mid)
    page.circle(cx, cy, radius, stroke=Stroke(LINE * 1.4, tones.strong))
    for hour in range(12):
        angle = math.radians(hour * 30)
        inner = radius * (0.8 if hour % 3 else 0.7)
        page.line(
            cx + inner * math.sin(angle),
            cy - inner * math.cos(angle),
            cx + radius * 0.9 * math.sin(angle),
            cy - radius * 0.9 * math.cos(angle),
            Stroke(LINE, tones.strong, round=True),
        )


def numeral_badge(
    page: Page, cx: float, cy: float, diameter: float, text: str, tones: Tones, *, role: str | None = None
) -> None:
    """Draw a filled disc with a white numeral; without a ``role`` the numeral is an artifact."""
    page.circle(cx, cy, diameter / 2, fill=tones.strong)
    size = round(diameter * 2.8346 * 0.56 * 2) / 2
    centred(page, text, cx, cy, diameter, scale.NUMERAL.but(sizes=(size,), colour=WHITE), role=role)


def shape_points(shape: str, cx: float, cy: float, radius: float) -> list[tuple[float, float]]:
    """Return the corners of a dot shape of about equal weight inside a circle of ``radius``; none for curved ones."""

    def ring(count: int, turn: float, r: float = radius) -> list[tuple[float, float]]:
        angles = [math.radians(turn + 360 / count * index) for index in range(count)]
        return [(cx + r * math.sin(angle), cy - r * math.cos(angle)) for angle in angles]

    half, a, b = radius * 0.76, radius * 0.95, radius * 0.42
    points = {
        "square": ring(4, 45),
        "triangle": ring(3, 0),
        "diamond": [(cx, cy - radius), (cx + half, cy), (cx, cy + radius), (cx - half, cy)],
        "hexagon": ring(6, 30),
        "star": [point for pair in zip(ring(5, 0), ring(5, 36, radius * 0.56), strict=True) for point in pair],
        "cross": [
            (cx - b, cy - a), (cx + b, cy - a), (cx + b, cy - b), (cx + a, cy - b), (cx + a, cy + b),
            (cx + b, cy + b), (cx + b, cy + a), (cx - b, cy + a), (cx - b, cy + b), (cx - a, cy + b),
            (cx - a, cy - b), (cx - b, cy - b),
        ],
    }  # fmt: skip
    return points.get(shape, [])


def marker(page: Page, which: Marker, cx: float, cy: float, diameter: float) -> None:
    """Draw a participant's marker: its shape in its colour with its number inside.

    The number is an artifact here: whoever draws markers says in text which they are.
    """
    radius = diameter / 2
    edge = Stroke(LINE, mix(which.colour, INK, 0.55))
    if which.shape == "circle":
        page.circle(cx, cy, radius * 0.9, fill=which.colour, stroke=edge)
    elif which.shape == "drop":
        _drop(page, cx, cy, radius, which.colour, edge)
    elif which.shape == "triangle":
        # A triangle has the least room for its number: larger and lower, it still keeps inside the dot.
        page.polygon(shape_points(which.shape, cx, cy + radius * 0.16, radius * 1.16), fill=which.colour, stroke=edge)
    else:
        page.polygon(shape_points(which.shape, cx, cy, radius), fill=which.colour, stroke=edge)
    if not which.numbered:
        return
    ink = WHITE if contrast(WHITE, which.colour) >= contrast(INK, which.colour) else INK
    shift = {"triangle": 0.3, "drop": 0.2, "star": 0.02}.get(which.shape, 0.0) * radius
    share = {"triangle": 0.76, "star": 0.7, "cross": 0.74, "diamond": 0.74}.get(which.shape, 0.82)
    size = max(round(radius * 2.8346 * share * (0.8 if which.number > 9 else 1.0) * 2) / 2, 6.0)
    centred(page, str(which.number), cx, cy + shift, diameter, scale.NUMERAL.but(sizes=(size,), colour=ink))


def _drop(page: Page, cx: float, cy: float, radius: float, fill: RGB, edge: Stroke) -> None:
    r, low = radius * 0.78, cy + radius * 0.2
    k = 0.5523 * r
    page.curve(
        [
            (cx, cy - radius),
            (cx + r * 0.25, cy - radius * 0.55), (cx + r, low - k), (cx + r, low),
            (cx + r, low + k), (cx + k, low + r), (cx, low + r),
            (cx - k, low + r), (cx - r, low + k), (cx - r, low),
            (cx - r, low - k), (cx - r * 0.25, cy - radius * 0.55), (cx, cy - radius),
        ],
        fill=fill,
        stroke=edge,
    )  # fmt: skip


def warning(page: Page, cx: float, cy: float, width: float, fill: RGB = WHITE, *, number: str | None = None) -> None:
    """Draw a warning triangle with an exclamation mark, ``width`` wide, its box centred on the point.

    Args:
        page: Where to draw.
        cx: The middle.
        cy: The same.
        width: mm.
        fill: Of the triangle.
        number: Stands under a smaller mark; an empty string leaves room to write one.
    """
    height = width * 0.88
    top, bottom = cy - height / 2, cy + height / 2
    page.polygon(
        [(cx, top), (cx + width / 2, bottom), (cx - width / 2, bottom)],
        fill=fill,
        stroke=Stroke(width * 0.06, INK, round=True),
    )
    bar = width * (0.045 if number is None else 0.036)
    head, foot, dot = (0.34, 0.68, 0.8) if number is None else (0.24, 0.47, 0.555)
    page.polygon(
        [
            (cx - bar, top + height * head), (cx + bar, top + height * head),
            (cx + bar * 0.6, top + height * foot), (cx - bar * 0.6, top + height * foot),
        ],
        fill=INK,
    )  # fmt: skip
    page.circle(cx, top + height * dot, bar * 1.1, fill=INK)
    if number:
        style = scale.NUMERAL.but(sizes=(max(round(width * 0.62 * 2) / 2, 6.0),))
        centred(page, number, cx, top + height * 0.765, width / 2, style)
    elif number is not None:
        page.line(cx - width * 0.16, top + height * 0.85, cx + width * 0.16, top + height * 0.85, Stroke(HAIR, MID))


def scissors(page: Page, x: float, y: float, size: float, *, down: bool = False) -> None:
    """Draw scissors, ``size`` long, centred on a point of a cut line, cutting to the right or ``down``."""

    def at(along: float, across: float) -> tuple[float, float]:
        u, v = along * size, across * size
        return (x - v, y + u) if down else (x + u, y + v)

    stroke = Stroke(max(size * 0.07, HAIR), GREY, round=True)
    for side in (-1, 1):
        page.polyline([at(-0.14, -side * 0.12), at(0.5, side * 0.16)], stroke)
        page.circle(*at(-0.3, -side * 0.2), size * 0.16, stroke=stroke)


def needle(
    page: Page,
    x: float,
    y: float,
    *,
    angle: float = 0.0,
    fill: RGB | None = INK,
    stroke: Stroke | None = None,
    size: float = 1.0,
) -> None:
    """Draw a pointer that turns on its pivot: two straight cuts from the tip to a round end.

    Args:
        page: Where to draw.
        x: The pivot, marked with a hole.
        y: The same.
        angle: Where the tip points, degrees clockwise from 12 o'clock.
        fill: None leaves an outline.
        stroke: The outline.
        size: Less than 1 for a picture of the needle.
    """
    # The straight edges touch the round end where its radius is square to them.
    touch = math.degrees(math.acos(NEEDLE_RADIUS / NEEDLE_REACH))
    turns = [touch + (360 - 2 * touch) * index / 24 for index in range(25)]
    around = [(NEEDLE_REACH, 0.0), *((NEEDLE_RADIUS, turn) for turn in turns)]
    angles = [(radius * size, math.radians(angle + turn)) for radius, turn in around]
    page.polygon([(x + r * math.sin(a), y - r * math.cos(a)) for r, a in angles], fill, stroke)
    mark = WHITE if fill is not None else stroke.colour if stroke else MID
    page.circle(x, y, 2.4 * size, stroke=Stroke(LINE, mark))
    page.circle(x, y, 0.6 * size, fill=mark)


def sticky_note(page: Page, box: Box) -> None:
    """Draw where a sticky note may go: a dashed outline with a folded corner."""
    fold = min(box.w, box.h) * 0.14
    stroke = Stroke(HAIR, MID, (1.6, 1.4))
    page.polygon(
        [
            (box.x, box.y), (box.right, box.y), (box.right, box.bottom - fold),
            (box.right - fold, box.bottom), (box.x, box.bottom),
        ],
        stroke=stroke,
    )  # fmt: skip
    page.polyline(
        [(box.right - fold, box.bottom), (box.right - fold, box.bottom - fold), (box.right, box.bottom - fold)], stroke
    )


def ruler(page: Page, x: float, y: float, text: str = "", *, length: float = 100.0, until: float | None = None) -> None:
    """Draw a ruler to prove the printed scale: ``length`` mm long with a tick every 10 mm.

    Its text stands to the right and ends before ``until``, or before the margin.
    """
    stroke = Stroke(HAIR, INK)
    page.line(x, y, x + length, y, stroke)
    for index in range(int(length // 10) + 1):
        height = 2.6 if index % 5 == 0 else 1.4
        page.line(x + index * 10, y - height, x + index * 10, y, stroke)
    if text:
        style, left = scale.FOOTER.but(colour=INK), x + length + 2.5
        right = page.paper.content.right if until is None else until
        page.text(text, Box(left, y - 3.1, right - left, 3.6), style, place="the ruler's text")


def writing_lines(page: Page, box: Box, spacing: float, *, stroke: Stroke | None = None) -> None:
    """Draw lines to write on, from one spacing below the top to the foot of the box."""
    line = stroke or Stroke(HAIR, MID)
    count = int((box.h + 0.01) // spacing)
    for index in range(1, count + 1):
        y = box.y + index * spacing
        page.line(box.x, y, box.right, y, line)


def dot_grid(page: Page, box: Box, pitch: float) -> None:
    """Draw a grid of dots to write and sketch on, centred in the box, ``pitch`` apart."""
    across, down = int((box.w + 0.01) // pitch), int((box.h + 0.01) // pitch)
    x, y = box.cx - across * pitch / 2, box.cy - down * pitch / 2
    stroke = Stroke(LINE, MID, (0.0, pitch), round=True)  # dashes of no length with round ends are dots
    for index in range(down + 1):
        page.line(x, y + index * pitch, x + across * pitch + 0.01, y + index * pitch, stroke)


def cut_lines(page: Page, lines: Sequence[Line], *, scissors_on: int = 1) -> None:
    """Draw cut lines, with scissors at the start of the first ``scissors_on`` lines of each direction."""
    page.cut(lines, CUT)
    for horizontal in (True, False):
        for line in [one for one in lines if one.horizontal is horizontal][:scissors_on]:
            if horizontal:
                scissors(page, line.x0 + 6, line.y0, 4.2)
            else:
                scissors(page, line.x0, line.y0 + 6, 4.2, down=True)


def tick_box(page: Page, x: float, y: float, size: float, *, stroke: Stroke | None = None) -> None:
    """Draw an empty box to tick, its top left corner at the point."""
    page.rect(Box(x, y, size, size), stroke=stroke or Stroke(LINE * 0.7, INK), radius=size * 0.12)


def cap_height(style: Style, size: float) -> float:
    """Return the height of capitals in mm at a size in pt."""
    return face(style.weight).cap_height * size / 2.8346
