"""The colours of a page, light and dark, as variables of its style sheet; the tones are those of the print."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from materialgen.contrast import contrast
from materialgen.look.colour import GREY, INK, MID, PALE, PRINCIPLE_TONES, RULE, WHITE, mix, rgb

if TYPE_CHECKING:
    from collections.abc import Mapping

    from materialgen.typeset import RGB

READABLE = 4.5
"""The least contrast of text (WCAG 2.2, 1.4.3)."""
VISIBLE = 3.0
"""The least contrast of lines that carry meaning (WCAG 2.2, 1.4.11)."""
_CLEAR = 6.5
"""How far a tone stands out from dark areas: as strong as on paper, whatever the tone."""


@dataclass(frozen=True, slots=True)
class Scheme:
    """The colours of a page.

    Attributes:
        paper: Under everything, and text on ``ink`` and on the tones.
        ink: Text.
        grey: Quiet text.
        mid: Lines that carry meaning.
        rule: Lines that only guide the eye.
        pale: Areas; all texts are readable on them.
        tones: The principles' colours by name, for text and badges.
    """

    paper: RGB
    ink: RGB
    grey: RGB
    mid: RGB
    rule: RGB
    pale: RGB
    tones: Mapping[str, RGB]


def _lightened(colour: RGB, ground: RGB) -> RGB:
    """Return a colour with as much white as it takes to stand out from a dark ground."""
    tries = (mix(WHITE, colour, share / 100) for share in range(101))
    return next(one for one in tries if contrast(one, ground) >= _CLEAR)


LIGHT = Scheme(WHITE, INK, GREY, MID, RULE, PALE, {name: one.strong for name, one in PRINCIPLE_TONES.items()})
_DARK_PALE = rgb("#1d2731")
DARK = Scheme(
    paper=rgb("#121920"),
    ink=rgb("#e9edf0"),
    grey=rgb("#a7b2bb"),
    mid=rgb("#7d8994"),
    rule=rgb("#3a4651"),
    pale=_DARK_PALE,
    tones={name: _lightened(one.strong, _DARK_PALE) for name, one in PRINCIPLE_TONES.items()},
)


def variables() -> str:
    """Return the rules that set the colours: light, and dark on screens whose reader wants it so."""
    return f"{_rules(LIGHT)}@media screen and (prefers-color-scheme:dark){{\n{_rules(DARK)}}}\n"


def _rules(scheme: Scheme) -> str:
    names = ("paper", "ink", "grey", "mid", "rule", "pale")
    plain = ";".join(f"--{name}:{_code(getattr(scheme, name))}" for name in names)
    tones = "".join(f".tone-{name}{{--tone:{_code(colour)}}}\n" for name, colour in scheme.tones.items())
    return f":root{{{plain};--tone:{_code(scheme.ink)}}}\n{tones}"


def _code(colour: RGB) -> str:
    return "#" + "".join(f"{round(one * 255):02x}" for one in colour)


def tone(name: str | None) -> str | None:
    """Return the class that gives an element, and what is in it, a principle's colour; None for black."""
    return f"tone-{name}" if name else None
