"""Filling lines: greedy first fit, then balanced or freed of a lonely last word without using more lines."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from materialgen.geometry import pt
from materialgen.typeset.atoms import Atom, Fragment, Glue, Word, words
from materialgen.typeset.fonts import Weight, face, family
from materialgen.typeset.markup import BULLET, Paragraph, paragraphs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from materialgen.typeset.style import Style

_LONELY = 8
"""A last line of one word of at most so many letters looks like an accident."""
_GAPING = 0.6
"""A line that would be filled to less than this share may end in a hyphen instead."""
_INDENT = 1.15
"""How far the lines of a list's item are indented, in em."""
_TOLERANCE = 1e-6


@dataclass(frozen=True, slots=True)
class Line:
    """A set line.

    Attributes:
        fragments: Words and parts of words; None stands for a word space.
        width: In em, without indent and without the space that follows the line.
        hyphen: Whether the line ends in a hyphen that is not in the text.
        space: Whether a word space follows in the text.
        indent: Before the line, in em.
        bullet: Whether a bullet stands in the indent.
        opens: Whether the line begins a paragraph.
    """

    fragments: tuple[Fragment | None, ...]
    width: float
    hyphen: bool = False
    space: bool = False
    indent: float = 0.0
    bullet: bool = False
    opens: bool = False


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
        """The width of the longest line in mm, indent included."""
        return max(line.indent + line.width for line in self.lines) * self.size / pt(1)


@dataclass(frozen=True, slots=True)
class WideWord:
    """A word that is wider than its column; ``excess`` in em."""

    word: str
    excess: float


@dataclass(frozen=True, slots=True)
class _Measure:
    """What a column is filled with and how wide it is, in em: words, their widths and the spaces before them."""

    words: Sequence[Word]
    wholes: Sequence[float]
    spaces: Sequence[float]
    hyphen: float
    tracking: float

    def width(self, atom: Atom) -> float:
        return atom.width + self.tracking * len(atom.text) if self.tracking else atom.width

    @property
    def narrowest(self) -> float:
        """The width below which some atom does not fit, its hyphen included."""
        return max(
            self.width(atom) + (self.hyphen if after is not None and after.glue is Glue.SOFT else 0.0)
            for word in self.words
            for atom, after in zip(word, (*word[1:], None), strict=True)
        )


def set_text(text: str, style: Style, width: float, size: float) -> TextBlock | WideWord:
    """Set a text in a column; the block keeps the text itself, with its place in the content.

    Args:
        text: With markup, soft hyphens, line breaks and lists honoured.
        style: Its size ladder is not used.
        width: Of the column, mm.
        size: pt.

    Returns:
        The block, or the widest word when it does not fit into the column even where it may break.
    """
    block = family().remember(_set_text, 4096)(text, style, width, size)
    if isinstance(block, WideWord) or block.text is text:
        return block
    return replace(block, text=text)  # an equal text was set before, which stands elsewhere in the content


def _set_text(text: str, style: Style, width: float, size: float) -> TextBlock | WideWord:
    room = pt(width) / size
    lines: list[Line] = []
    for paragraph in paragraphs(text):
        result = _set_paragraph(paragraph, style, room)
        if isinstance(result, WideWord):
            return result
        if lines:
            lines[-1] = replace(lines[-1], space=True)  # so that readers do not join the words
        lines += result
    return TextBlock(text, style, size, width, tuple(lines) or (Line((), 0.0, opens=True),))


def _set_paragraph(paragraph: Paragraph, style: Style, room: float) -> list[Line] | WideWord:
    source = words(paragraph, style.weight)
    indent = _INDENT if paragraph.bullet else 0.0
    if not source:
        return [Line((), 0.0, indent=indent, bullet=paragraph.bullet, opens=True)]
    hyphen = face(style.weight).word("-").width + style.tracking
    wholes = [
        sum(atom.width for atom in word) + style.tracking * sum(len(atom.text) for atom in word) for word in source
    ]
    measure = _Measure(source, wholes, _spaces(source, style), hyphen, style.tracking)
    room -= indent
    narrowest = measure.narrowest
    if narrowest > room + _TOLERANCE:
        widest = max(source, key=lambda word: max(measure.width(atom) for atom in word))
        return WideWord("".join(atom.text for atom in widest), narrowest - room)
    broken = _fill(measure, room)
    if len(broken) > 1 and style.balance:
        broken = _balanced(measure, room, narrowest, broken)
    elif len(broken) > 1 and _lonely(broken):
        broken = _accompanied(measure, room, narrowest, broken)
    lines = []
    for index, row in enumerate(broken):
        follower = broken[index + 1][0] if index + 1 < len(broken) else None
        lines.append(_line(row, follower, measure, style.weight, indent=indent, opens=index == 0))
    if paragraph.bullet:
        lines[0] = replace(lines[0], bullet=True)
    return lines


def _spaces(source: Sequence[Word], style: Style) -> list[float]:
    """Return the width of the space before each word: it is shown in the font of what stands before it."""
    return [0.0, *(face(word[-1].fragments[-1].weight).space + style.tracking for word in source[:-1])]


def _fill(measure: _Measure, room: float) -> list[list[Atom]]:
    """Return the atoms of each line, each line as full as it can be without needless hyphens."""
    line: list[Atom] = []
    lines = [line]
    used = 0.0
    limit = room + _TOLERANCE
    for word, whole, space in zip(measure.words, measure.wholes, measure.spaces, strict=True):
        lead = space if line else 0.0
        if used + lead + whole <= limit:
            line += word
            used += lead + whole
            continue
        rest: Sequence[Atom] = word
        width = whole
        while used + lead + width > limit:
            soft = not line or used < _GAPING * room
            count = _fitting(rest, measure, limit - used - lead, soft=soft)
            if not count and not line:
                break  # narrower than ``narrowest``: the caller has refused that already
            line += rest[:count]
            rest = rest[count:]
            width = sum(measure.width(atom) for atom in rest)
            line = []
            lines.append(line)
            used = lead = 0.0
        line += rest
        used += lead + width
    return lines


def _fitting(parts: Sequence[Atom], measure: _Measure, room: float, *, soft: bool) -> int:
    """Return how many atoms of a word can stand on what is left of a line, or 0 if it should not break there."""
    best = 0
    used = 0.0
    for count in range(1, len(parts)):
        used += measure.width(parts[count - 1])
        glue = parts[count].glue
        if glue is Glue.SOFT:
            if soft and used + measure.hyphen <= room:
                best = count
        elif used <= room:
            best = count
    return best


def _balanced(measure: _Measure, room: float, narrowest: float, broken: list[list[Atom]]) -> list[list[Atom]]:
    """Return the lines of the narrowest column that needs no more lines."""
    low, high = narrowest, room
    best = broken
    for _ in range(12):
        middle = (low + high) / 2
        trial = _fill(measure, middle)
        if len(trial) <= len(broken) and _hyphens(trial) <= _hyphens(best):
            best, high = trial, middle
        else:
            low = middle
    return best


def _accompanied(measure: _Measure, room: float, narrowest: float, broken: list[list[Atom]]) -> list[list[Atom]]:
    """Return lines whose last is not one short word, if a slightly narrower column gives that in as many lines."""
    for percent in range(97, 69, -3):
        trial = _fill(measure, room * percent / 100) if room * percent / 100 >= narrowest else None
        if trial is None or len(trial) > len(broken):
            break
        if not _lonely(trial) and _hyphens(trial) <= _hyphens(broken):
            return trial
    return broken


def _lonely(broken: list[list[Atom]]) -> bool:
    last = broken[-1]
    return len(last) == 1 and len(last[0].text) <= _LONELY and last[0].glue is Glue.SPACE


def _hyphens(broken: list[list[Atom]]) -> int:
    return sum(line[0].glue is Glue.SOFT for line in broken[1:])


def _line(  # a line's neighbours and its place in the paragraph
    row: Sequence[Atom], follower: Atom | None, measure: _Measure, weight: Weight, *, indent: float, opens: bool
) -> Line:
    fragments: list[Fragment | None] = []
    width = 0.0
    for index, atom in enumerate(row):
        if index and atom.glue is Glue.SPACE:
            fragments.append(None)
            width += face(row[index - 1].fragments[-1].weight).space + measure.tracking
        fragments += atom.fragments
        width += measure.width(atom)
    hyphen = follower is not None and follower.glue is Glue.SOFT
    if hyphen:
        fragments.append(Fragment(face(weight).word("-"), weight))
        width += measure.hyphen
    space = follower is not None and follower.glue is Glue.SPACE
    return Line(tuple(fragments), width, hyphen, space, indent, opens=opens)


def bullet(weight: Weight) -> Fragment:
    """Return the bullet of a list's item."""
    return Fragment(face(weight).word(BULLET), weight)
