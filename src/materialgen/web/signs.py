"""Signs on a page: numbers in discs, clock faces, times; the drawings say nothing that words beside them do not."""

from __future__ import annotations

import math

from materialgen.plan import clock
from materialgen.web.markup import Html, element, join

FACE = 100.0
"""The width of a clock face in its own units."""


def badge(number: str, class_: str | None = None) -> Html:
    """Return a number in a disc."""
    return element("span", number, class_=" ".join(filter(None, ("badge", class_))))


def time(minute: int) -> Html:
    """Return a time of the day; ``minute`` is counted from midnight."""
    hours, minutes = divmod(minute, 60)
    return element("time", clock(minute), datetime=f"{hours % 24:02d}:{minutes:02d}")


def minutes(count: int, text: str) -> Html:
    """Return a length of time, with the text that tells it."""
    return element("time", text, datetime=f"PT{count}M")


def face(count: int) -> Html:
    """Return a clock face with minutes as a filled sector; an hour or more fills it. Screen readers pass it over."""
    middle, radius = FACE / 2, FACE * 0.46
    marks = [
        element("line", x1=x1, y1=y1, x2=x2, y2=y2)
        for hour in range(12)
        for x1, y1 in [_at(hour * 30, radius * (0.8 if hour % 3 else 0.7))]
        for x2, y2 in [_at(hour * 30, radius * 0.9)]
    ]
    return element(
        "svg",
        _sector(min(count, 60) * 6.0, radius * 0.8),
        element("circle", cx=middle, cy=middle, r=radius),
        *marks,
        viewBox=f"0 0 {FACE:g} {FACE:g}",
        class_="clock",
        aria_hidden="true",
        focusable="false",
    )


def _sector(angle: float, radius: float) -> Html:
    if angle >= 360.0:  # noqa: PLR2004 - a whole turn has no end that an arc could lead to
        return element("circle", cx=FACE / 2, cy=FACE / 2, r=radius, class_="sector")
    x, y = _at(angle, radius)
    large = int(angle > 180.0)  # noqa: PLR2004 - half a turn
    top = FACE / 2 - radius
    way = f"M{FACE / 2:g} {FACE / 2:g}V{top:g}A{radius:g} {radius:g} 0 {large} 1 {x:g} {y:g}Z"
    return element("path", d=way, class_="sector")


def _at(degrees: float, radius: float) -> tuple[float, float]:
    """Return the place at an angle, clockwise from the top, rounded so that it is written alike everywhere."""
    turn = math.radians(degrees)
    return round(FACE / 2 + radius * math.sin(turn), 2), round(FACE / 2 - radius * math.cos(turn), 2)


def span(start: int, end: int) -> Html:
    """Return from when to when."""
    return join((time(start), time(end)), "–")
