"""How large a logo is, and how much is kept clear around it; lengths in mm."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A kind of place for a logo, which fills it as far as its shape allows.

    Attributes:
        width: The most that it may be wide.
        height: The most that it may be high.
        clear: What is kept clear around it.
    """

    width: float
    height: float
    clear: float

    def size(self, aspect: float) -> tuple[float, float]:
        """Return width and height of a logo of ``aspect`` (width : height)."""
        width = min(self.width, self.height * aspect)
        return width, width / aspect


FOOT = Place(44.0, 7.5, 2.0)
"""At the right of a sheet's foot."""
COVER = Place(80.0, 18.0, 8.0)
"""At the top of the guide's cover."""
