"""What stands on the pages of a kit, free of the engine that drew it: the peers' sources are written from this.

All lengths are in pt from the top left corner of the page, y downwards.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

RGB = tuple[float, float, float]
Point = tuple[float, float]

TOLERANCE = 0.01
"""pt; the engine writes coordinates with three decimals."""


@dataclass(frozen=True, slots=True)
class Run:
    """Text in one font; ``font`` is the font file's name without its ending."""

    font: str
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text that begins at ``x`` on the baseline ``y`` and is ``width`` wide."""

    x: float
    y: float
    width: float
    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        """What it says."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Text:
    """A block of lines.

    Attributes:
        role: Its structure type, e.g. ``H1`` or ``P``; None for an artifact, and inside a figure.
        lines: Its lines, from top to bottom.
        size: Of the font.
        leading: From baseline to baseline.
        colour: Of its characters.
        tracking: Extra space between characters.
        bullets: The marks of list items, lines of their own beside those that they mark.
    """

    role: str | None
    lines: tuple[Line, ...]
    size: float
    leading: float
    colour: RGB
    tracking: float = 0.0
    bullets: tuple[Line, ...] = ()

    @property
    def align(self) -> Literal["left", "center", "right"] | None:
        """Which points of its lines stand below each other, if any do."""
        if _same([line.x for line in self.lines]):
            return "left"
        if _same([line.x + line.width for line in self.lines]):
            return "right"
        return "center" if _same([line.x + line.width / 2 for line in self.lines]) else None

    @property
    def left(self) -> float:
        """Where its longest line begins."""
        return min(line.x for line in self.lines)

    @property
    def width(self) -> float:
        """Of its longest line."""
        return max(line.width for line in self.lines)

    @property
    def baseline(self) -> float:
        """The first one."""
        return self.lines[0].y


def _same(values: list[float]) -> bool:
    return max(values) - min(values) < TOLERANCE


@dataclass(frozen=True, slots=True)
class Stroke:
    """How a line looks."""

    width: float
    colour: RGB
    dash: tuple[float, ...]
    round: bool


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a path: a move or line to one point, or a cubic Bézier over two control points to a third."""

    kind: Literal["move", "line", "curve"]
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A rectangle, perhaps with round corners."""

    x: float
    y: float
    width: float
    height: float
    radius: float = 0.0


@dataclass(frozen=True, slots=True)
class Circle:
    """A whole circle."""

    x: float
    y: float
    radius: float


@dataclass(frozen=True, slots=True)
class Path:
    """Any other outline."""

    segments: tuple[Segment, ...]
    closed: bool

    @property
    def straight(self) -> bool:
        """Whether it has no curves."""
        return all(one.kind != "curve" for one in self.segments)

    @property
    def points(self) -> tuple[Point, ...]:
        """Where its segments end."""
        return tuple(one.points[-1] for one in self.segments)


@dataclass(frozen=True, slots=True)
class Shape:
    """An outline with its paint."""

    outline: Rectangle | Circle | Path
    fill: RGB | None
    stroke: Stroke | None


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture of texts and shapes, told by its alternative text."""

    alt: str
    items: tuple[Text | Shape, ...]


Item = Text | Shape | Figure


@dataclass(frozen=True, slots=True)
class Page:
    """A page with its items in the order of drawing."""

    width: float
    height: float
    items: tuple[Item, ...]

    @property
    def flat(self) -> list[Text | Shape]:
        """The items, those of figures among them."""
        return [one for item in self.items for one in (item.items if isinstance(item, Figure) else (item,))]


@dataclass(frozen=True, slots=True)
class Part:
    """Pages that stand in a file several times, one whole copy after the other."""

    pages: tuple[Page, ...]
    copies: int = 1


@dataclass(frozen=True, slots=True)
class Document:
    """A document that becomes one file; ``name`` is the file's without its ending."""

    name: str
    title: str
    language: str
    parts: tuple[Part, ...]

    @property
    def pages(self) -> list[Page]:
        """Its pages with all copies."""
        return [page for part in self.parts for _ in range(part.copies) for page in part.pages]


class Levels:
    """Says which level each heading of a part has, read in order: on the way down none is skipped (ISO 14289-1, 7.4.2).

    A sheet may begin with a heading of the second level since its first stands on another sheet.
    """

    def __init__(self) -> None:
        """Begin above the first heading."""
        self._last = 0

    def of(self, text: Text) -> int:
        """Return a text's level, or 0 if it is no heading."""
        role = text.role or ""
        if role[:1] != "H" or not role[1:].isdigit():
            return 0
        self._last = min(int(role[1:]), self._last + 1)
        return self._last
