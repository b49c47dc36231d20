"""What differs between a page as it is and as it should be: texts and shapes, with the amount in mm."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING, Any

from materialgen.check.reading import Extent, Piece, Shape

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from materialgen.check.reading import RGB255, ReadPage

_NEAR = 0.1
"""mm; below it a difference is rounding."""
_SAME_SIZE = 0.002
"""A smaller share is rounding."""
_MOST = 0.8
"""So many of a page's texts tell what has happened to all of it."""
_LONG = 5.0
"""mm; shorter texts tell no scale."""
_FAR = 25.0
"""mm; shapes further apart are not the same shape in another place."""


@dataclass(frozen=True, slots=True)
class Move:
    """What has happened to everything on a page: made ``scale`` times as large, then moved, in mm."""

    scale: float = 1.0
    across: float = 0.0
    down: float = 0.0

    def of(self, extent: Extent) -> Extent:
        """Return where something is now that stood there."""
        return Extent(
            extent.left * self.scale + self.across,
            extent.top * self.scale + self.down,
            extent.right * self.scale + self.across,
            extent.bottom * self.scale + self.down,
        )


@dataclass(frozen=True, slots=True)
class _Pair:
    """A text or shape that should be there, where it should be now, and the one that is there."""

    wanted: Any
    place: Extent
    real: Any

    @property
    def across(self) -> float:
        """How far it has moved to the right, mm."""
        return float(self.real.extent.left - self.place.left)

    @property
    def down(self) -> float:
        """How far it has moved down, mm."""
        return float(self.real.extent.top - self.place.top)

    @property
    def moved(self) -> bool:
        """Whether it is elsewhere."""
        return abs(self.across) > _NEAR or abs(self.down) > _NEAR

    @property
    def reshaped(self) -> bool:
        """Whether it takes up more or less place."""
        wider = self.real.extent.right - self.place.right - self.across
        taller = self.real.extent.bottom - self.place.bottom - self.down
        return bool(max(abs(wider), abs(taller)) > 2 * _NEAR)


def page_differences(real: ReadPage, wanted: ReadPage) -> Iterator[str]:
    """Yield what differs on a page, the greatest difference first."""
    pairs, missing, added = _same_texts(real.pieces, wanted.pieces)
    move = _of_all(pairs)
    size, wanted_size = (f"{one.width:.1f} × {one.height:.1f} mm" for one in (real, wanted))
    if size != wanted_size and move.scale == 1.0:  # a cropped or turned page is measured from another corner
        yield f"the page is {size}, not {wanted_size}"
        return
    if move != Move():
        yield _all_moved(move)
    placed = [(one, move.of(one.extent), other) for one, other in pairs]
    yield from _texts([_Pair(*one) for one in placed], missing, added, move)
    yield from _shapes(real.shapes, wanted.shapes, move)


def quoted(text: str, most: int = 40) -> str:
    """Return a text in quotation marks, shortened."""
    line = " ".join("".join(one if one.isprintable() else "?" for one in text).split())
    return f"'{line}'" if len(line) <= most else f"'{line[: most - 1].rstrip()}…'"


# -- texts -----------------------------------------------------------------------------------------------------------

_Texts = list[tuple[Piece, Piece]]


def _same_texts(real: Sequence[Piece], wanted: Sequence[Piece]) -> tuple[_Texts, list[Piece], list[Piece]]:
    """Return the texts that are on both pages, those that are missing and those that were added."""
    by_text: dict[str, list[Piece]] = defaultdict(list)
    for piece in real:
        by_text[piece.text.strip()].append(piece)
    counts = Counter(piece.text.strip() for piece in wanted)
    pairs, missing = [], []
    for piece in wanted:
        choices = by_text[piece.text.strip()]
        if not choices:
            missing.append(piece)
        elif len(choices) == counts[piece.text.strip()]:  # in the order of drawing
            pairs.append((piece, choices.pop(0)))
        else:
            distances = [_apart(one.extent, piece.extent) for one in choices]
            pairs.append((piece, choices.pop(distances.index(min(distances)))))
        counts[piece.text.strip()] -= 1
    left = {id(one) for choices in by_text.values() for one in choices}
    return pairs, missing, [one for one in real if id(one) in left]


def _apart(one: Extent, other: Extent) -> float:
    return max(
        abs(one.left - other.left),
        abs(one.top - other.top),
        abs(one.right - other.right),
        abs(one.bottom - other.bottom),
    )


def _of_all(pairs: _Texts) -> Move:
    """Return what has happened to most texts, if it is the same for them."""
    scales = [
        (real.extent.right - real.extent.left) / (wanted.extent.right - wanted.extent.left)
        for wanted, real in pairs
        if wanted.extent.right - wanted.extent.left > _LONG
    ]
    scale = median(scales) if scales else 1.0
    scale = scale if abs(scale - 1) > _SAME_SIZE else 1.0
    if not pairs:
        return Move()
    across = median(real.extent.left - wanted.extent.left * scale for wanted, real in pairs)
    down = median(real.extent.top - wanted.extent.top * scale for wanted, real in pairs)
    move = Move(scale, across, down)
    if scale == 1.0 and max(abs(across), abs(down)) < _NEAR:
        return Move()
    fits = sum(_apart(move.of(wanted.extent), real.extent) < 2 * _NEAR for wanted, real in pairs)
    return move if fits >= _MOST * len(pairs) and len(pairs) > 1 else Move()


def _all_moved(move: Move) -> str:
    share = abs(move.scale - 1)
    if share > _SAME_SIZE:
        return f"everything is {share * 100:.1f} % {'larger' if move.scale > 1 else 'smaller'} than it should be"
    return f"everything stands {_direction(move.across, move.down)} than it should"


def _direction(across: float, down: float) -> str:
    ways = []
    if abs(down) > _NEAR:
        ways.append(f"{abs(down):.1f} mm {'lower' if down > 0 else 'higher'}")
    if abs(across) > _NEAR:
        ways.append(f"{abs(across):.1f} mm further to the {'right' if across > 0 else 'left'}")
    return " and ".join(ways)


def _texts(pairs: list[_Pair], missing: list[Piece], added: list[Piece], move: Move) -> Iterator[str]:
    changed, lost, new = _in_the_same_place(missing, added, move)
    for wanted, real in changed[:2]:
        yield f"the text {quoted(real.text)} stands where {quoted(wanted.text)} should"
    if len(changed) > 2:  # noqa: PLR2004 - a line of a message
        yield f"{len(changed) - 2} more texts say something else than they should"
    if lost:
        yield f"{_texts_from(lost)} missing"
    if new:
        yield f"{_texts_from(new)} too much"
    reshaped = [one for one in pairs if one.reshaped and not _is_resized(one, move)]
    if reshaped:
        yield f"the text {quoted(reshaped[0].wanted.text)}{_more(len(reshaped))} has other letterforms or spacing"
    moved = [one for one in pairs if one.moved and not one.reshaped and not _is_resized(one, move)]
    swapped = [
        (one, other)
        for index, one in enumerate(moved)
        for other in moved[index + 1 :]
        if _at(one.real, other.place) and _at(other.real, one.place)
    ]
    for one, other in swapped:
        yield f"the texts {quoted(one.wanted.text)} and {quoted(other.wanted.text)} have changed places"
    exchanged = {id(one) for pair in swapped for one in pair}
    yield from _moved([one for one in moved if id(one) not in exchanged])
    yield from _restyled(pairs, move)


def _at(piece: Piece, place: Extent) -> bool:
    return abs(piece.extent.left - place.left) < 1 and abs(piece.extent.bottom - place.bottom) < 1


def _in_the_same_place(missing: list[Piece], added: list[Piece], move: Move) -> tuple[_Texts, list[Piece], list[Piece]]:
    """Return the texts that say something else, and what is left of the others."""
    changed, lost, new = [], [], list(added)
    for piece in missing:
        place = move.of(piece.extent)
        here = next((one for one in new if one.extent.shares(place, _NEAR)), None)
        if here is None:
            lost.append(piece)
        else:
            new.remove(here)
            changed.append((piece, here))
    return changed, lost, new


def _texts_from(pieces: list[Piece]) -> str:
    if len(pieces) == 1:
        return f"the text {quoted(pieces[0].text)} is"
    return f"{len(pieces)} texts, from {quoted(pieces[0].text, 30)} to {quoted(pieces[-1].text, 30)}, are"


def _moved(pairs: list[_Pair]) -> Iterator[str]:
    """Yield texts in other places, together where they have moved by the same amount."""
    groups: dict[tuple[float, float], list[_Pair]] = defaultdict(list)
    for one in pairs:
        groups[round(one.across, 0), round(one.down, 0)].append(one)
    for group in groups.values():
        first = group[0]
        way = _direction(first.across, first.down)
        if len(group) == 1:
            yield f"the text {quoted(first.wanted.text)} stands {way} than it should"
        else:
            yield f"the text {quoted(first.wanted.text)} and {len(group) - 1} more stand {way} than they should"


def _is_resized(one: _Pair, move: Move) -> bool:
    return bool(abs(one.real.size / (one.wanted.size * move.scale) - 1) > _SAME_SIZE)


def _restyled(pairs: list[_Pair], move: Move) -> Iterator[str]:
    resized = [one for one in pairs if _is_resized(one, move)]
    if resized:
        first = resized[0]
        what = f"the text {quoted(first.wanted.text)}{_more(len(resized))} has"
        yield f"{what} a size of {first.real.size:.1f} pt, not {first.wanted.size * move.scale:.1f} pt"
    recoloured = [one for one in pairs if one.real.colour != one.wanted.colour]
    if recoloured:
        first = recoloured[0]
        what = f"the text {quoted(first.wanted.text)}{_more(len(recoloured))} has"
        yield f"{what} the colour {_hex(first.real.colour)}, not {_hex(first.wanted.colour)}"
    hidden = [one for one in pairs if one.real.mark.artifact != one.wanted.mark.artifact]
    if hidden:
        first = hidden[0]
        kind = "decoration" if first.real.mark.artifact else "content"
        yield f"the text {quoted(first.wanted.text)}{_more(len(hidden))} is marked as {kind}"


def _more(count: int) -> str:
    return f" (and {count - 1} more)" if count > 1 else ""


def _hex(colour: RGB255 | None) -> str:
    return "none" if colour is None else "#{:02x}{:02x}{:02x}".format(*colour)


# -- shapes ----------------------------------------------------------------------------------------------------------


def _shapes(real: Sequence[Shape], wanted: Sequence[Shape], move: Move) -> Iterator[str]:
    pairs, lost, new = _same_shapes(real, wanted, move)
    if lost:
        yield f"{_count(lost)} missing, at {lost[0].extent}"
    if new:
        yield f"{_count(new)} too much, at {new[0].extent}"
    moved = [one for one in pairs if _apart(one.place, one.real.extent) > _NEAR]
    if moved:
        first = moved[0]
        way = _direction(first.across, first.down)
        same = abs(first.real.extent.right - first.place.right - first.across) < _NEAR
        how = f"{way} than it should" if way and same else f"at {first.real.extent}, not {first.place}"
        what = f"a shape stands {how}"
        yield f"{what}{_more(len(moved))}"
    recoloured = [one for one in pairs if (one.real.fill, one.real.stroke) != (one.wanted.fill, one.wanted.stroke)]
    if recoloured:
        first = recoloured[0]
        key = "fill" if first.real.fill != first.wanted.fill else "stroke"
        colours = f"{_hex(getattr(first.real, key))}, not {_hex(getattr(first.wanted, key))}"
        yield f"a shape at {first.real.extent} has the colour {colours}{_more(len(recoloured))}"
    marked = [one for one in pairs if one.real.mark.artifact != one.wanted.mark.artifact]
    if marked:
        first = marked[0]
        kind = "decoration" if first.real.mark.artifact else "content"
        yield f"a shape at {first.real.extent} is marked as {kind}{_more(len(marked))}"
    lines = [one for one in pairs if _line(one.real) != _line(one.wanted)]
    if lines and not recoloured:
        first = lines[0]
        yield f"a line at {first.real.extent} is drawn with another width or other dashes{_more(len(lines))}"


def _line(shape: Shape) -> tuple[object, ...] | None:
    """Return how a shape's line is drawn; PDFium tells the width before any scale."""
    return None if shape.stroke is None else (round(shape.width, 2), tuple(round(one, 2) for one in shape.dash))


def _same_shapes(
    real: Sequence[Shape], wanted: Sequence[Shape], move: Move
) -> tuple[list[_Pair], list[Shape], list[Shape]]:
    """Return the shapes that are on both pages, those that are missing and those that were added.

    Equal ones are found first, then those in the same place, then the nearest of the same size.
    """
    left = dict(enumerate(real))
    pairs, lost = [], list(wanted)
    for same in (_is_equal, _is_in_place, _is_near):
        still: list[Shape] = []
        for shape in lost:
            place = move.of(shape.extent)
            match = next((number for number, one in left.items() if same(one, shape, place)), None)
            if match is None:
                still.append(shape)
            else:
                pairs.append(_Pair(shape, place, left.pop(match)))
        lost = still
    return pairs, lost, list(left.values())


def _is_equal(real: Shape, wanted: Shape, place: Extent) -> bool:
    return (
        (real.fill, real.stroke) == (wanted.fill, wanted.stroke)
        and _apart(real.extent, place) <= _NEAR
        and _line(real) == _line(wanted)
    )


def _is_in_place(real: Shape, wanted: Shape, place: Extent) -> bool:
    return real.segments == wanted.segments and _apart(real.extent, place) <= _NEAR


def _is_near(real: Shape, wanted: Shape, place: Extent) -> bool:
    return real.segments == wanted.segments and _apart(real.extent, place) <= _FAR


def _count(shapes: Sequence[Shape]) -> str:
    return "a shape is" if len(shapes) == 1 else f"{len(shapes)} shapes are"
