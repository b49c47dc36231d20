"""Filling lines: greedy first fit, then balanced or freed of a lonely last word without using more lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from materialgen.geometry import pt
from materialgen.typeset.atoms import Atom, Fragment, Glue, atoms
from materialgen.typeset.fonts import Weight, face

if TYPE_CHECKING:
    from collections.abc import Sequence

    from materialgen.typeset.style import Style

_LONELY = 8
"""A last line of one word of at most so many letters looks like an accident."""
_TOLERANCE = 1e-6


@dataclass(frozen=True, slots=True)
class Line:
    """A set line.

    Attributes:
        fragments: Words and parts of words; None stands for a word space.
        width: In em, without the space that follows the line.
        hyphen: Whether the line ends in a hyphen that is not in the text.
        space: Whether a word space follows in the text.
    """

    fragments: tuple[Fragment | None, ...]
    width: float
    hyphen: bool
    space: bool


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A text set at one size in a column.

    Attributes:
        text: The text as written.
        style: Its style.
        size: In pt.
        width: The column's width in mm.
        lines: The lines, at least one.
    """

    text: str
    style: Style
    size: float
    width: float
    lines: tuple[Line, ...]

    @property
    def leading(self) -> float:
        """The distance between baselines in mm."""
        return self.size * self.style.leading / pt(1)

    @property
    def height(self) -> float:
        """The height of all line boxes in mm."""
        return len(self.lines) * self.leading

    @property
    def first_baseline(self) -> float:
        """The first baseline's distance from the block's top in mm: capitals stand centred in their line box."""
        cap = face(self.style.weight).cap_height * self.size / pt(1)
        return (self.leading + cap) / 2

    @property
    def set_width(self) -> float:
        """The width of the longest line in mm."""
        return max(line.width for line in self.lines) * self.size / pt(1)


@dataclass(frozen=True, slots=True)
class WideWord:
    """A word that is wider than its column; ``excess`` in em."""

    word: str
    excess: float


def set_text(text: str, style: Style, width: float, size: float) -> TextBlock | WideWord:
    """Set a text in a column.

    Args:
        text: With ``**strong**`` markup, soft hyphens and newlines honoured.
        style: Its size ladder is not used.
        width: Of the column, mm.
        size: pt.

    Returns:
        The block, or the widest word when it does not fit into the column.
    """
    words = atoms(text, style.weight)
    space = face(style.weight).space + style.tracking
    hyphen = face(style.weight).word("-").width
    if style.tracking:
        words = tuple(Atom(a.fragments, a.glue, a.width + style.tracking * len(a.text)) for a in words)
    room = pt(width) / size
    widest = max(words, key=lambda atom: atom.width, default=None)
    if widest is not None and widest.width > room + _TOLERANCE:
        return WideWord(widest.text, widest.width - room)
    broken = _fill(words, room, space, hyphen)
    if len(broken) > 1:
        if style.balance:
            broken = _balanced(words, room, space, hyphen, broken)
        elif _lonely(broken):
            broken = _accompanied(words, room, space, hyphen, broken)
    lines = tuple(
        _line(row, broken[index + 1][0] if index + 1 < len(broken) else None, space, hyphen, style.weight)
        for index, row in enumerate(broken)
    )
    return TextBlock(text, style, size, width, lines)


def _fill(words: Sequence[Atom], room: float, space: float, hyphen: float) -> list[list[Atom]]:
    """Return the atoms of each line, each line as full as it can be."""
    lines: list[list[Atom]] = []
    line: list[Atom] = []
    used = 0.0
    for index, atom in enumerate(words):
        lead = space if atom.glue is Glue.SPACE else 0.0
        follower = words[index + 1] if index + 1 < len(words) else None
        tail = hyphen if follower is not None and follower.glue is Glue.SOFT else 0.0
        fits = used + lead + atom.width + tail <= room + _TOLERANCE or (
            tail > 0.0 and _rest_fits(words, index, used + lead, room)
        )
        if line and (atom.glue is Glue.NEWLINE or not fits):
            lines.append(line)
            line, used = [atom], atom.width
        else:
            line.append(atom)
            used += atom.width + (lead if len(line) > 1 else 0.0)
    lines.append(line)
    return lines


def _rest_fits(words: Sequence[Atom], index: int, used: float, room: float) -> bool:
    """Return whether the whole rest of a word with soft hyphens fits, so that none of them shows."""
    width = used + words[index].width
    for atom in words[index + 1 :]:
        if atom.glue is not Glue.SOFT:
            break
        width += atom.width
    return width <= room + _TOLERANCE


def _balanced(
    words: Sequence[Atom], room: float, space: float, hyphen: float, broken: list[list[Atom]]
) -> list[list[Atom]]:
    """Return the lines of the narrowest column that needs no more lines."""
    low, high = max(atom.width for atom in words), room
    best = broken
    for _ in range(12):
        middle = (low + high) / 2
        trial = _fill(words, middle, space, hyphen)
        if len(trial) <= len(broken) and not _gains_hyphens(trial, best):
            best, high = trial, middle
        else:
            low = middle
    return best


def _accompanied(
    words: Sequence[Atom], room: float, space: float, hyphen: float, broken: list[list[Atom]]
) -> list[list[Atom]]:
    """Return lines whose last is not one short word, if a slightly narrower column gives that in as many lines."""
    for share in (0.97, 0.94, 0.91, 0.88, 0.85, 0.82, 0.78, 0.74, 0.7):
        if max(atom.width for atom in words) > room * share:
            break
        trial = _fill(words, room * share, space, hyphen)
        if len(trial) > len(broken):
            break
        if not _lonely(trial) and not _gains_hyphens(trial, broken):
            return trial
    return broken


def _lonely(broken: list[list[Atom]]) -> bool:
    return len(broken[-1]) == 1 and len(broken[-1][0].text) <= _LONELY and broken[-1][0].glue is Glue.SPACE


def _gains_hyphens(trial: list[list[Atom]], best: list[list[Atom]]) -> bool:
    return _hyphens(trial) > _hyphens(best)


def _hyphens(broken: list[list[Atom]]) -> int:
    return sum(line[0].glue is Glue.SOFT for line in broken[1:])


def _line(row: list[Atom], follower: Atom | None, space: float, hyphen: float, weight: Weight) -> Line:
    fragments: list[Fragment | None] = []
    width = 0.0
    for index, atom in enumerate(row):
        if index and atom.glue is Glue.SPACE:
            fragments.append(None)
            width += space
        fragments += atom.fragments
        width += atom.width
    hyphenated = follower is not None and follower.glue is Glue.SOFT
    if hyphenated:
        fragments.append(Fragment(face(weight).word("-"), weight))
        width += hyphen
    spaced = follower is not None and follower.glue in {Glue.SPACE, Glue.NEWLINE}
    return Line(tuple(fragments), width, hyphenated, spaced)
