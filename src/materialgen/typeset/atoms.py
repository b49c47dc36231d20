"""A text taken apart into what a line can be made of, measured in em so that it serves every size."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING

from materialgen.typeset.fonts import Shaped, Weight, face

if TYPE_CHECKING:
    from collections.abc import Iterator

SOFT_HYPHEN = "\u00ad"
_STRONG = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)
# A line may end after a hyphen or slash between letters and at a soft hyphen; an en dash in a range does not break.
_BREAKS = re.compile(rf"(?<=\w)([-/])(?=\w)|({SOFT_HYPHEN})")
_BOLDER = {Weight.REGULAR: Weight.SEMIBOLD, Weight.SEMIBOLD: Weight.BOLD, Weight.BOLD: Weight.BOLD}


class Glue(Enum):
    """What stands between an atom and the one before it."""

    SPACE = "space"
    NONE = "none"
    SOFT = "soft"
    NEWLINE = "newline"


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


def plain(text: str) -> str:
    """Return the text as it is read aloud: without markup and soft hyphens, white space folded."""
    bare = _STRONG.sub(r"\1", text).replace(SOFT_HYPHEN, "")
    return " ".join(re.split(r"[ \t\n]+", bare.strip()))


@lru_cache(maxsize=8192)
def atoms(text: str, weight: Weight) -> tuple[Atom, ...]:
    """Return the atoms of a text; ``**strong**`` parts are one weight bolder, a newline ends a line."""
    result: list[Atom] = []
    pending: list[Fragment] = []
    glue = Glue.NEWLINE
    for part, part_weight, after in _pieces(text, weight):
        if part:
            pending.append(Fragment(face(part_weight).word(part), part_weight))
        if after is None:
            continue
        if pending:
            result.append(Atom(tuple(pending), glue, sum(fragment.shaped.width for fragment in pending)))
            pending.clear()
            glue = after
        elif after is Glue.NEWLINE:
            glue = after
    return tuple(result)


def _pieces(text: str, weight: Weight) -> Iterator[tuple[str, Weight, Glue | None]]:
    """Yield parts of words with their weight and what follows each; None: the same word goes on."""
    for run, run_weight in _runs(text.strip(), weight):
        for piece in re.split(r"([ \t\n]+)", run):
            if piece.strip(" \t\n"):
                for part, after in _parts(piece):
                    yield part, run_weight, after
            elif piece:
                yield "", run_weight, Glue.NEWLINE if "\n" in piece else Glue.SPACE
    yield "", weight, Glue.SPACE


def _runs(text: str, weight: Weight) -> list[tuple[str, Weight]]:
    runs = []
    for index, piece in enumerate(_STRONG.split(text)):
        if piece:
            runs.append((piece, _BOLDER[weight] if index % 2 else weight))
    return runs


def _parts(word: str) -> list[tuple[str, Glue | None]]:
    """Return the parts of a word between its break opportunities, and what follows each (None: the word goes on)."""
    parts: list[tuple[str, Glue | None]] = []
    start = 0
    for match in _BREAKS.finditer(word):
        if match[2]:
            parts.append((word[start : match.start()], Glue.SOFT))
        else:
            parts.append((word[start : match.end()], Glue.NONE))
        start = match.end()
    parts.append((word[start:], None))
    return parts
