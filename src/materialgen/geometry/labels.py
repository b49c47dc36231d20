"""Round-label sheets as data; all lengths in mm."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from materialgen.geometry.box import Box
from materialgen.geometry.cards import Deck
from materialgen.geometry.paper import A4, LIVE_MARGIN, Paper

if TYPE_CHECKING:
    from collections.abc import Iterator

SIDE_MARGIN = 20.0
"""How far from the side edges the foot of a label sheet stands: clear of the marks for cutting."""
END_MARGIN = LIVE_MARGIN + 2.0
"""Head and foot: the footer stands 2 mm below the content."""


@dataclass(frozen=True, slots=True)
class LabelProduct:
    """An A4 sheet of round labels.

    Attributes:
        name: The product's name.
        diameter: Of one label.
        columns, rows: How many labels across and down.
        pitch_x, pitch_y: From one centre to the next.
        x0, y0: The top left corner of the first label's box, from the paper's top left.
    """

    name: str
    diameter: float
    columns: int
    rows: int
    pitch_x: float
    pitch_y: float
    x0: float
    y0: float

    def centre(self, row: int, column: int) -> tuple[float, float]:
        """Return the centre of a label."""
        radius = self.diameter / 2
        return self.x0 + radius + column * self.pitch_x, self.y0 + radius + row * self.pitch_y

    @property
    def count(self) -> int:
        """The number of labels on a sheet."""
        return self.columns * self.rows

    def faults(self) -> Iterator[tuple[str, str]]:
        """Yield what makes the sheet impossible: the attribute (``pitch.x``, ``first.y``, …) and a sentence."""
        for axis, pitch, first, count, size in (
            ("x", self.pitch_x, self.x0, self.columns, A4.width),
            ("y", self.pitch_y, self.y0, self.rows, A4.height),
        ):
            if pitch < self.diameter:
                yield f"pitch.{axis}", f"labels of {self.diameter:g} mm overlap at a pitch of {pitch:g} mm"
            end = first + (count - 1) * pitch + self.diameter
            if end > size:
                message = f"the last label ends at {end:g} mm, but the paper has {size:g} mm"
                yield f"first.{axis}", message

    @property
    def deck(self) -> Deck:
        """The labels as cards that share their cut lines, which run in the middle between two labels."""
        x = self.x0 - (self.pitch_x - self.diameter) / 2
        y = self.y0 - (self.pitch_y - self.diameter) / 2
        return Deck(Box(x, y, self.columns * self.pitch_x, self.rows * self.pitch_y), self.columns, self.rows)


@dataclass(frozen=True, slots=True)
class LabelPaper(Paper):
    """A paper full of labels: what is printed beside them stands in the margins, as near the edge as is safe."""

    @property
    def content(self) -> Box:
        """What the head and foot of the sheet keep to; the labels themselves reach beyond it."""
        return self.box.inset(SIDE_MARGIN, END_MARGIN)
