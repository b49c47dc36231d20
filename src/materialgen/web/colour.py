"""The colours of a page, light and dark, as variables of its style sheet; the tones are those of the print."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from materialgen.contrast import contrast
from materialgen.look.colour import GREY, INK, MID, PALE, RULE, WHITE, mix, rgb

if TYPE_CHECKING:
    from collections.abc import Iterable

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
    """

    paper: RGB
    ink: RGB
    grey: RGB
    mid: RGB
    rule: RGB
    pale: RGB


LIGHT = Scheme(WHITE, INK, GREY, MID, RULE, PALE)
DARK = Scheme(rgb("#121920"), rgb("#e9edf0"), rgb("#a7b2bb"), rgb("#7d8994"), rgb("#3a4651"), rgb("#1d2731"))


def lightened(colour: RGB) -> RGB:
    """Return a tone with as much white as it takes to stand out from dark areas."""
    tries = (mix(WHITE, colour, share / 100) for share in range(101))
    return next(one for one in tries if contrast(one, DARK.pale) >= _CLEAR)


def variables(tones: Iterable[RGB]) -> str:
    """Return the rules that set the colours: light, and dark on screens whose reader wants it so.

    Args:
        tones: The strong tones of what has a colour of its own, as they are on paper.
    """
    used = list(dict.fromkeys(one for one in tones if tone(one)))
    light = _rules(LIGHT, {one: one for one in used})
    dark = _rules(DARK, {one: lightened(one) for one in used})
    return f"{light}@media screen and (prefers-color-scheme:dark){{\n{dark}}}\n"


def _rules(scheme: Scheme, tones: dict[RGB, RGB]) -> str:
    names = ("paper", "ink", "grey", "mid", "rule", "pale")
    plain = ";".join(f"--{name}:#{_code(getattr(scheme, name))}" for name in names)
    classes = "".join(f".{tone(one)}{{--tone:#{_code(colour)}}}\n" for one, colour in tones.items())
    return f":root{{{plain};--tone:#{_code(scheme.ink)}}}\n{classes}"


def _code(colour: RGB) -> str:
    return "".join(f"{round(one * 255):02x}" for one in colour)


def tone(strong: RGB) -> str | None:
    """Return the class that gives an element, and what is in it, a colour; None for ink.

    Args:
        strong: The colour's strong tone, as it is on paper.
    """
    return None if strong == INK else f"tone-{_code(strong)}"
