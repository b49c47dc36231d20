"""An organisation's colours as the sheets need them: dark enough to be read, as near to the given ones as can be.

Colours are darkened in OKLab (B. Ottosson, "A perceptual color space for image processing", 2020): the lightness falls,
the hue stays, and the chroma gives way only where sRGB has no such colour.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from materialgen.contrast import contrast
from materialgen.kit.model import Shade

if TYPE_CHECKING:
    from materialgen.kit.model import RGB

TEXT = 4.5
"""What the strong tone needs on its own tint, and then on white (WCAG 2.1, 1.4.3)."""
LINE = 3.0
"""What the middle tone needs on white (WCAG 2.1, 1.4.11)."""
FAINTEST = 1.6
"""A colour with less on white cannot be darkened and stay the same colour in anybody's eyes."""
LIGHTER = 0.07
"""By how much OKLab's lightness of the middle tone exceeds that of the strong one, as in the kits' own colours."""
TINT = 0.1
"""How much of the middle tone an area's tint has."""
ALIKE = 0.06
"""Colours that are nearer to each other in OKLab are hard to tell apart on paper."""
_WHITE = (1.0, 1.0, 1.0)
_STEPS = 24
_ROUNDING = 1e-6
_MARGIN = 0.02
"""Of contrast: colours are rounded to 255 steps when files are read."""

Lab = tuple[float, float, float]


def parse(code: str) -> RGB:
    """Return ``#rrggbb`` as red, green and blue."""
    red, green, blue = bytes.fromhex(code.removeprefix("#"))
    return red / 255, green / 255, blue / 255


def code_of(colour: RGB) -> str:
    """Return a colour as ``#rrggbb``."""
    return "#" + bytes(round(one * 255) for one in colour).hex()


def shade(colour: RGB) -> Shade | None:
    """Return the tones of a colour, darkened as far as needed; None if it is too faint for that."""
    if contrast(colour, _WHITE) < FAINTEST:
        return None
    strong, mid = colour, _mid(colour)
    lightness, high = 0.0, oklab(colour)[0]
    if not _is_legible(strong, mid):
        for _ in range(_STEPS):  # the lightest that is legible
            middle = (lightness + high) / 2
            strong = _at(colour, middle)
            mid = _mid(strong)
            if _is_legible(strong, mid):
                lightness = middle
            else:
                high = middle
        strong = _at(colour, lightness)
        mid = _mid(strong)
    return Shade(_rounded(strong), _rounded(mid))


def _is_legible(strong: RGB, mid: RGB) -> bool:
    tint = tuple(TINT * one + 1 - TINT for one in _rounded(mid))
    return contrast(_rounded(strong), tint) >= TEXT + _MARGIN


def _mid(strong: RGB) -> RGB:
    """Return the middle tone: lighter than the strong one, and still seen on white."""
    lightness = oklab(strong)[0]
    for step in range(8):
        mid = _at(strong, lightness + LIGHTER * (7 - step) / 7)
        if contrast(mid, _WHITE) >= LINE + _MARGIN:
            return mid
    return strong


def _rounded(colour: RGB) -> RGB:
    return parse(code_of(colour))


def distance(one: RGB, other: RGB) -> float:
    """Return how far apart two colours are in OKLab."""
    return math.dist(oklab(one), oklab(other))


def _at(colour: RGB, lightness: float) -> RGB:
    """Return a colour with another lightness and the same hue, with as much chroma as sRGB has there."""
    _, a, b = oklab(colour)
    low, high = 0.0, 1.0
    if _is_in_gamut(_linear((lightness, a, b))):
        low = 1.0
    else:
        for _ in range(_STEPS):
            middle = (low + high) / 2
            if _is_in_gamut(_linear((lightness, a * middle, b * middle))):
                low = middle
            else:
                high = middle
    red, green, blue = (_encoded(one) for one in _linear((lightness, a * low, b * low)))
    return red, green, blue


def _is_in_gamut(linear: RGB) -> bool:
    return all(-_ROUNDING <= one <= 1 + _ROUNDING for one in linear)


def _encoded(value: float) -> float:
    """Return a linear value as sRGB has it (IEC 61966-2-1)."""
    value = min(max(value, 0.0), 1.0)
    return 12.92 * value if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055  # noqa: PLR2004 - the standard's


def _decoded(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - the standard's


def oklab(colour: RGB) -> Lab:
    """Return OKLab's lightness and its two axes of hue."""
    red, green, blue = map(_decoded, colour)
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    middle = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def _linear(lab: Lab) -> RGB:
    """Return the linear red, green and blue of a colour in OKLab."""
    light, a, b = lab
    long = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (light - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )
