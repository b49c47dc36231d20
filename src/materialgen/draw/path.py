"""Path operators (ISO 32000-1, 8.5.2) for shapes given in mm."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from materialgen.geometry import Box

    Place = Callable[[float, float], str]

_KAPPA = 4 / 3 * (math.sqrt(2) - 1)
"""Distance of control points that makes a quarter circle of radius 1 from one cubic Bézier."""


def polyline(points: Sequence[tuple[float, float]], place: Place) -> str:
    """Return a path through points."""
    first, *others = points
    return " ".join([f"{place(*first)} m", *(f"{place(*point)} l" for point in others)])


def beziers(points: Sequence[tuple[float, float]], place: Place) -> str:
    """Return a path of cubic Béziers: a start point, then three points for each piece."""
    out = [f"{place(*points[0])} m"]
    out += [
        " ".join(place(*point) for point in points[index : index + 3]) + " c" for index in range(1, len(points) - 2, 3)
    ]
    return " ".join(out)


def rectangle(box: Box, radius: float, place: Place) -> str:
    """Return a closed rectangle, with round corners if ``radius`` > 0."""
    x0, y0, x1, y1 = box.x, box.y, box.right, box.bottom
    if radius <= 0:
        return polyline([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], place) + " h"
    r = min(radius, box.w / 2, box.h / 2)
    k = r * (1 - _KAPPA)
    return " ".join(
        [
            f"{place(x0 + r, y0)} m {place(x1 - r, y0)} l",
            f"{place(x1 - k, y0)} {place(x1, y0 + k)} {place(x1, y0 + r)} c {place(x1, y1 - r)} l",
            f"{place(x1, y1 - k)} {place(x1 - k, y1)} {place(x1 - r, y1)} c {place(x0 + r, y1)} l",
            f"{place(x0 + k, y1)} {place(x0, y1 - k)} {place(x0, y1 - r)} c {place(x0, y0 + r)} l",
            f"{place(x0, y0 + k)} {place(x0 + k, y0)} {place(x0 + r, y0)} c h",
        ]
    )


def arc(cx: float, cy: float, radius: float, start: float, sweep: float, place: Place, *, join: bool = False) -> str:
    """Return an arc from ``start`` degrees clockwise from 12 o'clock over ``sweep`` degrees, in pieces of ≤ 90°."""
    pieces = max(math.ceil(abs(sweep) / 90), 1)
    step = math.radians(sweep / pieces)
    handle = 4 / 3 * math.tan(step / 4) * radius
    angle = math.radians(start)
    x, y = cx + radius * math.sin(angle), cy - radius * math.cos(angle)
    out = [f"{place(x, y)} {'l' if join else 'm'}"]
    for _ in range(pieces):
        after = angle + step
        x1, y1 = cx + radius * math.sin(after), cy - radius * math.cos(after)
        first = place(x + handle * math.cos(angle), y + handle * math.sin(angle))
        second = place(x1 - handle * math.cos(after), y1 - handle * math.sin(after))
        out.append(f"{first} {second} {place(x1, y1)} c")
        x, y, angle = x1, y1, after
    return " ".join(out)
