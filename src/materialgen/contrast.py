"""How light colours are and how they contrast (WCAG 2.1): the measures that drawing and checking share."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def luminance(colour: Iterable[float]) -> float:
    """Return the relative luminance, 0–1, of red, green and blue of 0–1 (definition of relative luminance)."""
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour)  # noqa: PLR2004 - WCAG's
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(colour: Iterable[float], other: Iterable[float]) -> float:
    """Return the contrast ratio of two colours, 1–21 (definition of contrast ratio)."""
    light, dark = sorted((luminance(colour), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
