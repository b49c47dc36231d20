"""Where each text stands on a page, and where it comes from: for the page audit and for the preview."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from materialgen.draw.text import line_start
from materialgen.geometry import Box, pt
from materialgen.kit.text import Text
from materialgen.typeset import face

if TYPE_CHECKING:
    from collections.abc import Iterator

    from materialgen.problems import Where
    from materialgen.typeset import Align, Line, TextBlock

_DESCENT = 0.2
"""How far the ink of a line reaches below its baseline, em."""


@dataclass(frozen=True, slots=True)
class PlacedWord:
    """A word, or the part of it that stands on one line, and from where to where it reaches; mm."""

    text: str
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line of a text.

    Attributes:
        box: Its ink, mm.
        words: Its words, from the left.
        divided: Whether its last word goes on in the next line.
    """

    box: Box
    words: tuple[PlacedWord, ...]
    divided: bool


@dataclass(frozen=True, slots=True)
class PlacedText:
    """Where a text's ink may fall.

    Attributes:
        block: The text as it is set.
        column: The box that it is set into, mm.
        top: Where its first line box begins, mm.
        align: How its lines stand in the column.
        artifact: Whether it has no tag of its own.
        box: Its ink, mm.
    """

    block: TextBlock
    column: Box
    top: float
    align: Align
    artifact: bool
    box: Box

    @classmethod
    def of(cls, block: TextBlock, column: Box, top: float, align: Align, *, artifact: bool) -> PlacedText:
        """Return a block's place from the box that it is set into; see the attributes."""
        scale = block.size / pt(1)
        first = top + block.first_baseline
        last = first + (len(block.lines) - 1) * block.leading
        width = block.set_width
        x = column.x + {"left": 0.0, "center": (column.w - width) / 2, "right": column.w - width}[align]
        y = first - face(block.style.weight).cap_height * scale
        return cls(block, column, top, align, artifact, Box(x, y, width, last + _DESCENT * scale - y))

    @property
    def text(self) -> str:
        """The text as written, with its place in the content if it comes from there."""
        return self.block.text

    @property
    def size(self) -> float:
        """Its size in pt."""
        return self.block.size

    @property
    def sources(self) -> tuple[Where, ...]:
        """Where the text is written: first what most of it comes from, then its other parts; none for a sign's own."""
        return tuple(dict.fromkeys(_sources(self.text)))

    @property
    def lines(self) -> tuple[PlacedLine, ...]:
        """Its lines, from the top; computed when asked for."""
        return tuple(self._line(index, line) for index, line in enumerate(self.block.lines))

    def _line(self, index: int, line: Line) -> PlacedLine:
        block, style = self.block, self.block.style
        scale = block.size / pt(1)
        left = line_start(block, line, self.column.x, self.column.w, self.align)
        words: list[PlacedWord] = []
        x, word, begin, weight = left, "", left, style.weight
        for fragment in line.fragments[:-1] if line.hyphen else line.fragments:
            if fragment is None:
                words.append(PlacedWord(word, begin, x))
                x += (face(weight).space + style.tracking) * scale
                word, begin = "", x
            else:
                weight, shaped = fragment.weight, fragment.shaped
                word += shaped.text
                x += (shaped.width + style.tracking * len(shaped.text)) * scale
        if word:
            words.append(PlacedWord(word, begin, x))
        baseline = self.top + block.first_baseline + index * block.leading
        y = baseline - face(style.weight).cap_height * scale
        box = Box(left, y, line.width * scale, baseline + _DESCENT * scale - y)
        return PlacedLine(box, tuple(words), not line.space and index + 1 < len(block.lines))


def _sources(text: str) -> Iterator[Where]:
    if not isinstance(text, Text):
        return
    if text.where.file:
        yield text.where
    for part in text.parts:
        yield from _sources(part)
