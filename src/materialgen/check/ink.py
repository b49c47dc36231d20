"""How much ink each page takes, measured on pictures of it in grey."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import ImageStat

from materialgen.check.finding import found
from materialgen.check.pictures import pictures

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL.Image import Image

    from materialgen.check.built import Built
    from materialgen.check.finding import Finding

MOST = 0.15
"""The share of a page that ink may cover."""
LEAST = 0.001
"""Less is a blank page."""
DPI = 100
"""Less makes hairlines, which are at least a pixel wide, count for too much; more gives the same within 0.1 %."""


def check(built: Built) -> Iterator[Finding]:
    """Yield the pages that take too much ink, and those that have text but render blank."""
    for name, file in built.files.items():
        for number, picture in pictures(file, DPI):
            share = coverage(picture)
            page = file.pages[number - 1]
            if share > MOST:
                message = f"ink covers {share:.0%} of the page; {MOST:.0%} is the most"
                hint = "use outlines and tints instead of full areas"
                yield found(built, "too-much-ink", message, name, number, hint=hint)
            elif share < LEAST and any(not one.mark.artifact for one in page.pieces):  # else `pages` says so
                message = "it renders blank, although there is text on it"
                yield found(built, "blank-page", message, name, number, hint="build the kit again")


def coverage(picture: Image) -> float:
    """Return the share of black that a picture in grey would need, from 0 for blank to 1 for black."""
    return float(1 - ImageStat.Stat(picture).mean[0] / 255)
