"""The kit's colours: one strong colour per principle in three tones, safe for colour-blind readers, and greys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from materialgen.kit.model import Shade
    from materialgen.typeset import RGB


def rgb(code: str) -> RGB:
    """Return ``#rrggbb`` as red, green and blue, each 0–1."""
    value = int(code.removeprefix("#"), 16)
    return (value >> 16) / 255, (value >> 8 & 255) / 255, (value & 255) / 255


def mix(colour: RGB, other: RGB, share: float) -> RGB:
    """Return ``share`` (0–1) of ``colour`` on ``other``."""
    red, green, blue = (a * share + b * (1 - share) for a, b in zip(colour, other, strict=True))
    return red, green, blue


WHITE: RGB = (1.0, 1.0, 1.0)
INK = rgb("#17212b")
"""Text, and badges that belong to no principle."""
GREY = rgb("#5b6670")
"""Footers and quiet text: 4.5:1 on white and on every tint."""
MID = rgb("#8a939b")
"""Lines that carry meaning: 3:1 on white."""
RULE = rgb("#c3c9ce")
"""Lines that only guide the eye."""
PALE = rgb("#f1f3f4")
"""Areas."""


TINT = 0.1
"""How much of a middle tone its tint has."""


@dataclass(frozen=True, slots=True)
class Tones:
    """A colour in three tones.

    Attributes:
        strong: For badges with white text (≥ 4.5:1) and for text on white.
        mid: For rules and outlines (≥ 3:1 on white).
        tint: For areas; text in ``INK`` and ``strong`` stays readable on it.
    """

    strong: RGB
    mid: RGB
    tint: RGB


def tones(strong: str, mid: str) -> Tones:
    """Return the tones of a colour."""
    return Tones(rgb(strong), rgb(mid), mix(rgb(mid), WHITE, TINT))


# Darker shades of the Okabe-Ito palette, so that white text passes on the strong tones.
PRINCIPLE_TONES = {
    "blue": tones("#005e94", "#0072b2"),
    "vermillion": tones("#b04a00", "#d55e00"),
    "green": tones("#00724f", "#009e73"),
    "purple": tones("#96407a", "#b95f96"),
    "ochre": tones("#7d5600", "#a87400"),
    "teal": tones("#00696f", "#008c94"),
    "rose": tones("#a3304a", "#c94a66"),
    "indigo": tones("#47479c", "#6a6ac2"),
}
NEUTRAL = Tones(INK, MID, PALE)


def tones_of(colour: str | Shade) -> Tones:
    """Return the tones of a colour of kits by its name, or of an organisation's own."""
    if isinstance(colour, str):
        return PRINCIPLE_TONES[colour]
    return Tones(colour.strong, colour.mid, mix(colour.mid, WHITE, TINT))
