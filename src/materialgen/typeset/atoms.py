"""A paragraph taken apart into words and what a line may break them into, measured in em to serve every size."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from materialgen.typeset.fonts import face, family
from materialgen.typeset.markup import SOFT_HYPHEN, Emphasis, Paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator

    from materialgen.typeset.fonts import Shaped, Weight

# A line may end after a hyphen or slash between letters and at a soft hyphen; an en dash in a range does not break.
_BREAKS = re.compile(rf"(?<=[^\W\d_])([-/])(?=[^\W\d_])|({SOFT_HYPHEN})")
_SPACES = re.compile(r"([ \t]+)")


class Glue(Enum):
    """What stands between an atom and the one before it."""

    SPACE = "space"
    """A word space."""
    VISIBLE = "visible"
    """Nothing: the atom before ends in a hyphen or slash of the text."""
    SOFT = "soft"
    """A soft hyphen: it shows if the line ends there."""


@dataclass(frozen=True, slots=True)
class Fragment:
    """A word, or a part of one, in one weight."""

    shaped: Shaped
    weight: Weight


@dataclass(frozen=True, slots=True)
class Atom:
    """What is never broken; ``width`` in em."""

    fragments: tuple[Fragment, ...]
    glue: Glue
    width: float

    @property
    def text(self) -> str:
        """The atom's characters."""
        return "".join(fragment.shaped.text for fragment in self.fragments)


Word = tuple[Atom, ...]
"""The atoms between two spaces; the first carries ``Glue.SPACE``."""


def words(paragraph: Paragraph, weight: Weight) -> tuple[Word, ...]:
    """Return the words of a paragraph in a style's weight; strong and emphasised runs in weights of their own."""
    return family().remember(_words, 16384)(paragraph, weight)


def _words(paragraph: Paragraph, weight: Weight) -> tuple[Word, ...]:
    result: list[Word] = []
    word: list[Atom] = []
    pending: list[Fragment] = []
    glue = Glue.SPACE
    for part, part_weight, after in _pieces(paragraph, weight):
        if part:
            pending.append(Fragment(face(part_weight).word(part), part_weight))
        if after is None:
            continue
        if pending:
            word.append(Atom(tuple(pending), glue, sum(fragment.shaped.width for fragment in pending)))
            pending.clear()
            glue = after
        if after is Glue.SPACE and word:
            result.append(tuple(word))
            word.clear()
            glue = Glue.SPACE
    return tuple(result)


def _pieces(paragraph: Paragraph, weight: Weight) -> Iterator[tuple[str, Weight, Glue | None]]:
    """Yield parts of words with their weight and what follows each; None: the same word goes on."""
    for run in paragraph.runs:
        run_weight = _weight(weight, run.emphasis)
        for piece in _SPACES.split(run.text):
            if not piece.strip(" \t"):
                if piece:
                    yield "", run_weight, Glue.SPACE
                continue
            start = 0
            for match in _BREAKS.finditer(piece):
                if match[2]:
                    yield piece[start : match.start()], run_weight, Glue.SOFT
                else:
                    yield piece[start : match.end()], run_weight, Glue.VISIBLE
                start = match.end()
            yield piece[start:], run_weight, None
    yield "", weight, Glue.SPACE


def _weight(weight: Weight, emphasis: Emphasis) -> Weight:
    if Emphasis.STRONG in emphasis:
        weight = weight.bolder
    return weight.italic if Emphasis.EMPHASIS in emphasis else weight
