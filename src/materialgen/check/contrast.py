"""Contrast of texts and figures, reckoned from the colours in the file (WCAG 2.1, success criteria 1.4.3 and 1.4.11).

Text needs 4.5:1 against what it stands on: the topmost area below the middle of each of its glyphs, or white paper.
WCAG lets large text have 3:1, but here all text is asked for the same, because poor toner and light take their share.

Figures need 3:1 where they say something. A path of a figure is seen if its line or its area has 3:1 against what it
stands on. A path that is not seen is no fault

- if it is a line of at most ``GUIDE`` mm without an area: it guides the eye,
- if it is an area without a line on which something of the figure stands that is seen: it only lies behind,

as long as what is seen of the figure spans as much of the page as all of it, so that no part is left to guides alone.
Decoration (artifacts) is not judged.
"""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

from materialgen import contrast as wcag
from materialgen.check.finding import found
from materialgen.check.reading import Extent

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from materialgen.check.built import Built
    from materialgen.check.finding import Finding
    from materialgen.check.reading import RGB255, Piece, ReadPage, Shape

TEXT = 4.5
GRAPHIC = 3.0
GUIDE = 0.3
"""The width of the widest line that may be fainter, mm."""
ROUNDING = 0.02
"""Of contrast ratios, and of widths in mm: colours are rounded to 255 steps when they are read."""
SPAN = 0.9
"""How much of a figure's width and height the parts that are seen must span."""
WHITE = (255, 255, 255)

_KNOWN: dict[tuple[RGB255, RGB255], float] = {}


def check(built: Built) -> Iterator[Finding]:
    """Yield the texts and figures of every page that are too faint, those of a page together."""
    for name, file in built.files.items():
        for page in file.pages:
            areas = [one for one in page.shapes if one.fill is not None]
            texts = list(_faint_texts(page, areas))
            if texts:
                hint = f"text needs {TEXT}:1: make it darker, or what is under it lighter"
                yield found(built, "low-contrast", _together(texts), name, page.number, hint=hint)
            graphics = [
                fault for mcid in file.figures.get(page.number, ()) for fault in _faint_parts(page, mcid, areas)
            ]
            if graphics:
                hint = f"what a figure shows needs {GRAPHIC:g}:1: make it darker"
                yield found(built, "faint-graphic", _together(graphics), name, page.number, hint=hint)


def contrast(one: RGB255, other: RGB255) -> float:
    """Return the contrast ratio of two colours of 0–255."""
    key = (one, other)
    if key not in _KNOWN:
        _KNOWN[key] = wcag.contrast((value / 255 for value in one), (value / 255 for value in other))
    return _KNOWN[key]


def _together(faults: Sequence[str]) -> str:
    return faults[0] if len(faults) == 1 else f"{faults[0]}; and {len(faults) - 1} more on this page"


def _code(one: RGB255) -> str:
    return f"#{bytes(one).hex()}"


# -- texts -----------------------------------------------------------------------------------------------------------


def _faint_texts(page: ReadPage, areas: Sequence[Shape]) -> Iterator[str]:
    for piece in page.pieces:
        ground = min(_grounds(piece, areas), key=lambda one: contrast(piece.colour, one))
        ratio = contrast(piece.colour, ground)
        if ratio < TEXT - ROUNDING:
            text = " ".join(piece.text.split())
            yield f"'{text}' has a contrast of {ratio:.1f}:1 ({_code(piece.colour)} on {_code(ground)})"


def _grounds(piece: Piece, areas: Sequence[Shape]) -> set[RGB255]:
    """Return the colours that a text stands on."""
    extent = piece.extent
    under = [one for one in areas if one.order < piece.order and one.extent.shares(extent, 0.0)]
    if not under:
        return {WHITE}
    return {_at(glyph.middle, under) for glyph in piece.glyphs}


def _at(point: tuple[float, float], areas: Sequence[Shape]) -> RGB255:
    """Return the colour at a point, of the topmost of some areas."""
    x, y = point
    for area in reversed(areas):
        if area.fill is not None and area.extent.has(x, y) and area.covers(x, y):
            return area.fill
    return WHITE


# -- figures ---------------------------------------------------------------------------------------------------------


def _faint_parts(page: ReadPage, mcid: int, areas: Sequence[Shape]) -> Iterator[str]:
    shapes = [one for one in page.shapes if one.mark.mcid == mcid]
    if not shapes:
        return
    ratios = {one.order: _seen(one, areas) for one in shapes}
    seen = [one for one in (*shapes, *page.by_mcid.get(mcid, ())) if ratios.get(one.order, TEXT) >= GRAPHIC - ROUNDING]
    asked = []
    for shape in shapes:
        ratio = ratios[shape.order]
        if ratio >= GRAPHIC - ROUNDING or (shape.fill is None and shape.width <= GUIDE + ROUNDING):
            asked.append(shape.extent)
        elif shape.stroke is not None or not _carries(shape, seen):
            faint = f"something in a figure is too faint against what is under it ({ratio:.1f}:1, needs {GRAPHIC:g}:1)"
            yield f"{faint}: {shape.extent}"
    if not seen or (asked and not _spans(reduce(Extent.around, (one.extent for one in seen)), asked)):
        whole = reduce(Extent.around, asked or [shapes[0].extent])
        yield f"what can be seen of a figure is less than the figure: {whole}"


def _carries(area: Shape, seen: Iterable[Shape | Piece]) -> bool:
    """Return whether something that is seen stands on an area."""
    return any(one.order > area.order and area.extent.holds(one.extent, ROUNDING) for one in seen)


def _seen(shape: Shape, areas: Sequence[Shape]) -> float:
    """Return the contrast of a path with what it stands on: of its line or of its area, whichever is more."""
    spread = shape.width / 2 if shape.stroke is not None else 0.0  # a line along an area's edge is not all on it
    under = [one for one in areas if one.order < shape.order and one.extent.holds(shape.extent, ROUNDING - spread)]
    ground = under[-1].fill if under else None
    drawn = [one for one in (shape.fill, shape.stroke) if one is not None]
    return max((contrast(one, ground or WHITE) for one in drawn), default=1.0)


def _spans(seen: Extent, asked: Sequence[Extent]) -> bool:
    whole = reduce(Extent.around, asked)
    across, down = whole.right - whole.left, whole.bottom - whole.top
    return seen.right - seen.left >= SPAN * across - ROUNDING and seen.bottom - seen.top >= SPAN * down - ROUNDING
