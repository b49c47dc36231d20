"""How a text looks: weight, a ladder of sizes down to a legible minimum, leading, colour."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from materialgen.typeset.fonts import Weight

Align = Literal["left", "center", "right"]
RGB = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Style:
    """A text style.

    Attributes:
        name: Its name in messages and in the type scale.
        sizes: The ladder in pt, preferred size first, minimum last.
        weight: The weight of plain text; ``**strong**`` text is one step bolder.
        leading: Distance between baselines as a multiple of the size.
        colour: Red, green and blue, each 0–1.
        align: Horizontal alignment.
        balance: Whether lines are made about equally long (headings, cards) rather than filled.
        tracking: Extra space between characters, in em.
    """

    name: str
    sizes: tuple[float, ...]
    weight: Weight = Weight.REGULAR
    leading: float = 1.35
    colour: RGB = (0.0, 0.0, 0.0)
    align: Align = "left"
    balance: bool = False
    tracking: float = 0.0

    def but(self, **changes: object) -> Style:
        """Return the style with some attributes changed."""
        return replace(self, **changes)  # type: ignore[arg-type]  # the attribute names are checked at run time

    def at(self, size: float) -> Style:
        """Return the style at one size only."""
        return replace(self, sizes=(size,))
