"""A day drawn to scale, as wide as there is room: per cent across, pixels down, text as large as elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from materialgen.plan import clock
from materialgen.web.markup import Html, element

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from materialgen.look.timeline import Bracket, Stretch

BRACKETS, BLOCKS, HEIGHT = 30, 60, 128
"""The height of the brackets, of the blocks under them, and of all with the hours, px."""
RADIUS = 12
"""Of a number's disc, px."""
GAP = 0.4
"""Between blocks, per cent of the width."""
WIDTHS = (20, 28, 36, 44, 52, 60)
"""Widths of the drawing, rem, from which more of it is written; the style sheet has a class for each."""
_LETTER = 0.56
"""The mean width of a letter, rem."""
_HOUR = 60


def timeline(stretches: Sequence[Stretch], brackets: Sequence[Bracket], alt: str) -> Html:
    """Return the day drawn to scale; takes what the timeline on paper does."""
    first, last = stretches[0].start, stretches[-1].end

    def share(start: int, end: int) -> float:
        return round((end - start) * 100 / (last - first), 3)

    drawn = [
        *(_bracket(one, share(first, one.start), share(one.start, one.end)) for one in brackets),
        *(_stretch(one, share(first, one.start), share(one.start, one.end)) for one in stretches),
        *_ticks(first, last, share(0, _HOUR), lambda minute: share(first, minute)),
    ]
    svg = element("svg", *drawn, width="100%", height=HEIGHT, role="img", aria_label=alt, focusable="false")
    return element("div", svg, class_="timeline")


def _from(needed: float) -> str | None:
    """Return the class of what is written only where the drawing is so many rem wide."""
    if needed <= WIDTHS[0]:
        return None
    return next((f"from-{width}" for width in WIDTHS if width >= needed), "never")


def _part(x: float, width: float, *children: Html | None) -> Html:
    """Return a part of the drawing, within which all shares are of its own width."""
    return element("svg", *children, x=f"{x:g}%", width=f"{width:g}%", height=HEIGHT, overflow="visible")


def _stretch(one: Stretch, x: float, width: float) -> Html:
    wide = max(width - GAP, GAP)
    kind = "around" if one.around else "block"
    box = element("rect", x="0", y=BRACKETS, width="100%", height=BLOCKS, rx=4, class_=kind)
    if one.number is None or one.around:
        return _part(x + GAP / 2, wide, box)
    y = BRACKETS + BLOCKS / 2
    number = element(
        "g",
        element("circle", cx="50%", cy=y, r=RADIUS),
        element("text", one.number, x="50%", y=y, dy="0.36em"),
        class_=" ".join(filter(None, ("number", _from(1.6 * 100 / width)))),
    )
    return _part(x + GAP / 2, wide, box, number)


def _bracket(one: Bracket, x: float, width: float) -> Html:
    top, foot = BRACKETS - 8, BRACKETS - 3
    ends = [("0%", "0%", top, foot), ("0%", "100%", top, top), ("100%", "100%", top, foot)]
    lines = [element("line", x1=x1, x2=x2, y1=y1, y2=y2, class_="bracket") for x1, x2, y1, y2 in ends]
    longest, shortest = one.names[0], one.names[-1]
    wide = _from(len(longest) * _LETTER * 100 / width)
    names = [element("text", longest, x="50%", y=top - 7, class_=wide)]
    if wide is not None and shortest != longest:
        narrow = _from(len(shortest) * _LETTER * 100 / width)
        kinds = " ".join(filter(None, (narrow, wide.replace("from", "until"))))
        names.append(element("text", shortest, x="50%", y=top - 7, class_=kinds))
    return _part(x + GAP, max(width - 2 * GAP, GAP), *lines, *names)


def _ticks(first: int, last: int, hour: float, place: Callable[[int], float]) -> Iterator[Html]:
    top = BRACKETS + BLOCKS + 7
    for minute in range(-(-first // 15) * 15, last + 1, 15):
        x, whole = place(minute), minute % _HOUR == 0
        at = f"{x:g}%"
        yield element("line", x1=at, x2=at, y1=top, y2=top + (9 if whole else 5), class_="tick")
        if whole:
            apart = hour * (1 if minute // _HOUR % 2 else 2)
            anchor = "start" if x < 6 else "end" if x > 94 else None  # noqa: PLR2004 - half a time on a telephone
            kind = _from(3.2 * 100 / apart)
            yield element("text", clock(minute), x=at, y=top + 26, text_anchor=anchor, class_=kind)
