"""Signs that colour sets apart can be told apart without it: participants' dots, and the sheets of principles.

A dot is an area in a figure with nothing but a number on it, about as wide as high. The dots of a page are a series if
they have three numbers or more, are of about one size, and come in three colours or three shapes. Of a series is asked

- that dots with the same number in one figure look the same (colour and shape), and none lacks its number,
- that pages with the same series, such as the dots and their legend, agree on how each number looks; what a build
  would draw now counts as pages, too,
- if it has three shapes or more, that dots with different numbers can be told apart in grey, by shape or shade: two
  dots are rendered, cut out, scaled to ``SIDE`` pixels and laid over one another; at least ``LEAST`` of the pixels must
  differ by more than ``STEP`` of 255 levels. Pixels under either number are left out, because where shapes are given
  the number must not be all that differs. A series of one shape, such as the badges of principles, is told apart by
  its numbers.

More than ``MOST`` numbers cannot all have a shape or shade of their own, so of the others is only asked that no two are
the same in shape and colour. Every page of a principle that uses colours must say the principle's number, in a badge or
after the word for it: colour alone does not tell principles apart.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from PIL import Image, ImageChops

from materialgen.check.finding import found
from materialgen.check.pictures import POINTS_PER_INCH, pictures
from materialgen.check.reading import PT_PER_MM, Extent, ReadFile

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from materialgen.check.built import Built
    from materialgen.check.finding import Finding
    from materialgen.check.reading import RGB255, ReadPage, Shape

SIDE = 32
"""Pixels across the picture of a dot."""
STEP = 40
"""Of 255 levels; printers and copiers blur and spread greys by less."""
LEAST = 0.1
"""As a share of the pixels. Dots of one shape and shade differ by 3 % at the most, by the edges of their numbers; the
built-in dots of sixteen participants by 15 % at the least."""
MOST = 16
"""How many dots can be told apart by eight shapes and two shades."""
KINDS = 3
"""How many numbers, and how many colours or shapes, make dots a series."""
SQUARE = 1.6
"""A dot is at most so many times as wide as high or as high as wide, and as large as any other of its series."""
SAME_COLOUR = 8
"""By how much each of red, green and blue of a colour may differ, of 255."""
SAME_SHAPE = 0.05
"""By how much the corners of a shape may be elsewhere, as a share of its size."""
COLOURFUL = 24
"""By how much red, green and blue of a colour differ at the least, of 255; greys and inks differ by less."""
HINT = "each participant's dots have one shape, colour and number of their own, on every sheet"

WHITE = (255, 255, 255)

Number = str


@dataclass(frozen=True, slots=True)
class Look:
    """How a dot looks.

    Attributes:
        fill: Its colour; of a white dot, its line's.
        outline: The points of its path as shares of its greater side, from its middle.
    """

    fill: RGB255
    outline: tuple[tuple[float, float], ...]

    def has_colour_of(self, other: Look) -> bool:
        """Return whether two looks have the same colour."""
        return all(abs(a - b) <= SAME_COLOUR for a, b in zip(self.fill, other.fill, strict=True))

    def has_shape_of(self, other: Look) -> bool:
        """Return whether two looks have the same shape, whatever its size."""
        return len(self.outline) == len(other.outline) and all(
            abs(x0 - x1) <= SAME_SHAPE and abs(y0 - y1) <= SAME_SHAPE
            for (x0, y0), (x1, y1) in zip(self.outline, other.outline, strict=True)
        )

    def equals(self, other: Look) -> bool:
        """Return whether two looks are the same."""
        return self.has_colour_of(other) and self.has_shape_of(other)


@dataclass(frozen=True, slots=True)
class Dot:
    """A dot on a page.

    Attributes:
        figure: The MCID of its figure.
        number: What it says.
        look: How it looks.
        extent: Where it is.
        label: Where its number is.
    """

    figure: int
    number: Number
    look: Look
    extent: Extent
    label: Extent

    @property
    def side(self) -> float:
        """The greater of its width and height, mm."""
        return max(self.extent.right - self.extent.left, self.extent.bottom - self.extent.top)


@dataclass(frozen=True, slots=True)
class Series:
    """The dots of a page.

    Attributes:
        file: Where they are.
        page: The same.
        dots: The dots.
        bare: Areas that look like a dot beside them, but without a number.
    """

    file: ReadFile
    page: int
    dots: tuple[Dot, ...]
    bare: tuple[Extent, ...]

    @property
    def has_shapes(self) -> bool:
        """Whether shapes tell the dots apart."""
        return len({len(one.look.outline) for one in self.dots}) >= KINDS

    @property
    def kinds(self) -> list[Dot]:
        """One dot for each number and look, in the order of drawing."""
        kinds: list[Dot] = []
        for dot in self.dots:
            if not any(dot.number == one.number and dot.look.equals(one.look) for one in kinds):
                kinds.append(dot)
        return kinds

    def looks(self) -> dict[Number, Look]:
        """Return the look that most dots of each number have."""
        return {number: _commonest([one.look for one in self.dots if one.number == number]) for number in self.numbers}

    @property
    def numbers(self) -> list[Number]:
        """The numbers in order."""
        return sorted({one.number for one in self.dots}, key=lambda number: (len(number), number))


def check(built: Built) -> Iterator[Finding]:
    """Yield the dots that can be confused, and the pages on which colour alone tells the principle."""
    everything = [one for file in built.files.values() for one in _series_of(file)]
    for one in everything:
        yield from _unlike_their_namesakes(built, one)
        yield from _alike(built, one) if one.has_shapes else ()
    if everything:
        yield from _disagreeing(built, everything, list(_drawn_now(built)))
    for name, file in built.files.items():
        principle = built.documents[name].principle
        for page in file.pages if principle is not None else ():
            if principle is not None and _is_colourful(page) and not _says(built, page, principle.number):
                message = f"nothing but its colour tells that the page belongs to principle {principle.number}"
                hint = "let the layout put the principle's number on every page"
                yield found(built, "colour-alone", message, name, page.number, hint=hint)


def _drawn_now(built: Built) -> Iterator[Series]:
    """Yield the series that a build would draw now, where the files to check do not show them already."""
    for name, drawn in built.fresh.items():
        if name not in built.files or built.files[name].data != drawn.data:
            yield from _series_of(ReadFile.of_bytes(name, drawn.data, built.press.printer))


def _series_of(file: ReadFile) -> list[Series]:
    return [one for page in file.pages if (one := series(file, page)) is not None]


# -- finding dots ----------------------------------------------------------------------------------------------------


def series(file: ReadFile, page: ReadPage) -> Series | None:
    """Return the dots of a page, or None if there is no series of them."""
    dots: list[Dot] = []
    plain: list[tuple[int, Shape]] = []
    for figure in file.figures.get(page.number, ()):
        areas = [one for one in page.shapes if one.mark.mcid == figure and one.fill is not None and _is_square(one)]
        numbered = set()
        for piece in page.by_mcid.get(figure, ()) if areas else ():
            number = piece.text.strip()
            under = [one for one in areas if one.order < piece.order and one.extent.holds(piece.extent)]
            if number.isdigit() and under:
                numbered.add(under[-1].order)
                dots.append(Dot(figure, number, _look(under[-1]), under[-1].extent, piece.extent))
        plain += [(figure, one) for one in areas if one.order not in numbered]
    if not dots or not _is_series(dots):
        return None
    bare = [one.extent for figure, one in plain if any(dot.figure == figure and _is_like(one, dot) for dot in dots)]
    return Series(file, page.number, tuple(dots), tuple(bare))


def _is_square(area: Shape) -> bool:
    width, height = area.extent.right - area.extent.left, area.extent.bottom - area.extent.top
    return 0 < max(width, height) <= SQUARE * min(width, height)


def _look(area: Shape) -> Look:
    x, y = area.extent.middle
    side = max(area.extent.right - area.extent.left, area.extent.bottom - area.extent.top)
    colour = area.stroke if area.fill == WHITE and area.stroke else area.fill
    return Look(colour or (0, 0, 0), tuple(((px - x) / side, (py - y) / side) for px, py in area.outline))


def _is_like(area: Shape, dot: Dot) -> bool:
    """Return whether an area is a dot without a number, not a small part of a picture."""
    side = max(area.extent.right - area.extent.left, area.extent.bottom - area.extent.top)
    return dot.side / SQUARE <= side <= dot.side * SQUARE and _look(area).equals(dot.look)


def _is_series(dots: Sequence[Dot]) -> bool:
    sides = [one.side for one in dots]
    if max(sides) > SQUARE * min(sides) or len({one.number for one in dots}) < KINDS:
        return False
    shapes = {len(one.look.outline) for one in dots}
    return len({one.look.fill for one in dots}) >= KINDS or len(shapes) >= KINDS


def _commonest(looks: Sequence[Look]) -> Look:
    """Return the look that is there most often; of two the first."""
    return max(looks, key=lambda look: sum(look.equals(other) for other in looks))


# -- same number, same look ------------------------------------------------------------------------------------------


def _unlike_their_namesakes(built: Built, one: Series) -> Iterator[Finding]:
    odd: Counter[tuple[int, Number]] = Counter()
    for figure, number in dict.fromkeys((dot.figure, dot.number) for dot in one.dots):
        looks = [dot.look for dot in one.dots if (dot.figure, dot.number) == (figure, number)]
        usual = _commonest(looks)
        odd[figure, number] += sum(not look.equals(usual) for look in looks)
    messages = [
        f"{count} of the dots {number} unlike the others {number}" for (_, number), count in odd.items() if count
    ]
    if one.bare:
        messages.append(f"a dot without a number: {one.bare[0]}")
    if messages:
        yield found(built, "dots-alike", "; ".join(messages), one.file.name, one.page, hint=HINT)


def _disagreeing(built: Built, everything: Sequence[Series], drawn_now: Sequence[Series]) -> Iterator[Finding]:
    """Yield the pages that do not agree with most of the pages of the same series, or not with half of them."""
    for one in everything:
        group = [other for other in (*everything, *drawn_now) if other is not one and _is_same(one, other)]
        looks, others = one.looks(), [other.looks() for other in group]
        wrong = []
        for number, look in looks.items():
            votes = [look.equals(other[number]) for other in others if number in other]
            if not all(votes) and 2 * (sum(votes) + 1) <= len(votes) + 1:
                wrong.append(number)
        if wrong:
            files = ", ".join(dict.fromkeys(other.file.name for other in group))
            message = f"dots do not look as in {files}: {', '.join(wrong)}"
            yield found(built, "dots-alike", message, one.file.name, one.page, hint=HINT)


def _is_same(one: Series, other: Series) -> bool:
    """Return whether two pages show the same dots: at least half of them have the same shape, or the same colour."""
    first, second = one.looks(), other.looks()
    common = [number for number in first if number in second]
    shapes = sum(first[number].has_shape_of(second[number]) for number in common)
    colours = sum(first[number].has_colour_of(second[number]) for number in common)
    return len(common) >= KINDS and 2 * max(shapes, colours) >= len(common)


# -- other number, other look ----------------------------------------------------------------------------------------


def _alike(built: Built, one: Series) -> Iterator[Finding]:
    compared = set(one.numbers[:MOST])
    shown = dict(zip(one.kinds, _pictures(one, one.kinds), strict=True))
    pairs = []
    for first, second in combinations(one.kinds, 2):
        if first.number == second.number:
            continue
        # In grey, dots of more than MOST participants come in the same shape and shade, and have only their numbers.
        alike = first.look.equals(second.look) and (
            built.press.ink != "grey" or {first.number, second.number} <= compared
        )
        if not alike and {first.number, second.number} <= compared:
            alike = difference(shown[first], shown[second]) < LEAST
        if alike:
            pairs.append(f"{first.number} and {second.number}")
    if pairs:
        message = f"dots cannot be told apart in grey but for their number: {', '.join(dict.fromkeys(pairs))}"
        yield found(built, "dots-alike", message, one.file.name, one.page, hint=HINT)


@dataclass(frozen=True, slots=True)
class _Picture:
    """A dot in grey, and where its number is in it, in pixels."""

    image: Image.Image
    label: tuple[int, int, int, int]


def _pictures(one: Series, dots: Sequence[Dot]) -> list[_Picture]:
    """Return pictures of dots, each in the middle and filling the picture."""
    least = min(dot.side for dot in dots)
    dpi = SIDE / (least * PT_PER_MM / POINTS_PER_INCH)
    ((_, page),) = pictures(one.file, dpi, [one.page])
    per_mm = dpi * PT_PER_MM / POINTS_PER_INCH
    return [_cut_out(page, dot, per_mm) for dot in dots]


def _cut_out(page: Image.Image, dot: Dot, per_mm: float) -> _Picture:
    (x, y), half = dot.extent.middle, dot.side / 2 * 1.08  # and half the line round it
    box = tuple(edge * per_mm for edge in (x - half, y - half, x + half, y + half))
    image = page.resize((SIDE, SIDE), Image.Resampling.BOX, (box[0], box[1], box[2], box[3]))
    scale = SIDE / (2 * half)
    label = dot.label
    return _Picture(
        image,
        (
            int((label.left - x + half) * scale),
            int((label.top - y + half) * scale),
            int((label.right - x + half) * scale) + 1,
            int((label.bottom - y + half) * scale) + 1,
        ),
    )


def difference(one: _Picture, other: _Picture) -> float:
    """Return the share of the pixels that differ between two dots, those under their numbers left out, 0–1."""
    image = ImageChops.difference(one.image, other.image)
    image.paste(0, one.label)
    image.paste(0, other.label)
    return sum(image.histogram()[STEP + 1 :]) / SIDE**2


# -- principles ------------------------------------------------------------------------------------------------------


def _is_colourful(page: ReadPage) -> bool:
    drawn = {colour for one in page.shapes for colour in (one.fill, one.stroke)} | {one.colour for one in page.pieces}
    return any(colour is not None and max(colour) - min(colour) >= COLOURFUL for colour in drawn)


def _says(built: Built, page: ReadPage, number: int) -> bool:
    """Return whether a page says a principle's number: alone in a badge, or after the word for a principle."""
    phrase = re.compile(rf"{re.escape(str(built.kit.words.labels.principle))}\s+{number}\b", re.IGNORECASE)
    areas = [one for one in page.shapes if one.fill is not None]
    return any(
        phrase.search(piece.text)
        or (
            piece.text.strip() == str(number)
            and any(one.order < piece.order and one.extent.holds(piece.extent) for one in areas)
        )
        for piece in page.pieces
    )
