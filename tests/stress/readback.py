"""An audit of finished PDF files that shares nothing with the page audit of every build: PDFium reads the files back.

Text is judged by its ink: the tight boxes of the glyphs, not the line boxes that layouts reckon with. Cut lines are
known by their look: a straight line dashed like ``CUT_DASH`` or, on a page that has such a line, a solid one of
``MARK_WIDTH`` in ``MARK_COLOUR``, as the marks are that stand in the margins of a sheet of dots. ``test_readback``
proves that these are the looks that the tool draws cuts with, and that each finding is found.
"""

from __future__ import annotations

import ctypes
from contextlib import contextmanager
from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING, Any

import pypdfium2 as pdfium
import pypdfium2.raw as c

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

PT_PER_MM = 72 / 25.4
LIVE = 8.0
"""How far ink stays from the paper's edges, mm."""
CLEARANCE = 5.0
"""How far ink stays from a cut line, measured across it, mm."""
OVERLAP = 0.2
"""By how much glyphs of two text objects may share space, across and down, mm: less is rounding, or a hair that the
box of a slanting or round letter has beyond its ink."""
ROUNDING = 0.05
"""mm."""
CUT_DASH = (2.4, 1.6)
"""Dash and gap of cut lines, mm."""
MARK_WIDTH = 0.3
"""mm."""
MARK_COLOUR = (0x8A, 0x93, 0x9B)


@dataclass(frozen=True)
class Box:
    """A rectangle in mm from the top left corner of the page."""

    left: float
    top: float
    right: float
    bottom: float

    def shares(self, other: Box, least: float) -> bool:
        """Return whether two boxes share more than ``least`` mm both across and down."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > least and down > least

    def around(self, other: Box) -> Box:
        """Return the box round both."""
        return Box(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )

    def __str__(self) -> str:
        return f"x {self.left:.1f}–{self.right:.1f}, y {self.top:.1f}–{self.bottom:.1f} mm"


@dataclass(frozen=True)
class Run:
    """The glyphs of one text object with their tight boxes: a line of text, or a part of one in one font."""

    text: str
    glyphs: tuple[Box, ...]
    box: Box


@dataclass(frozen=True)
class Stroke:
    """A straight line that is stroked; lengths in mm, the colour as red, green and blue of 0–255."""

    box: Box
    width: float
    dash: tuple[float, ...]
    colour: tuple[int, int, int]

    @property
    def dashed_like_a_cut(self) -> bool:
        """Whether it has the dashes of a cut line."""
        return len(self.dash) == len(CUT_DASH) and all(
            abs(one - other) < ROUNDING for one, other in zip(self.dash, CUT_DASH, strict=True)
        )

    @property
    def looks_like_a_mark(self) -> bool:
        """Whether it is solid and has the look of a mark in the margin."""
        return not self.dash and abs(self.width - MARK_WIDTH) < ROUNDING / 2 and self.colour == MARK_COLOUR


@dataclass(frozen=True)
class Sheet:
    """A page as it was read back; lengths in mm.

    Attributes:
        width, height: Of the page.
        runs: Its texts.
        doubles: Text objects that PDFium leaves out because the same text stands in nearly the same place.
        strokes: Its straight lines.
    """

    width: float
    height: float
    runs: tuple[Run, ...]
    doubles: tuple[Box, ...]
    strokes: tuple[Stroke, ...]

    @property
    def cuts(self) -> list[Stroke]:
        """The cut lines."""
        dashed = [one for one in self.strokes if one.dashed_like_a_cut]
        return [*dashed, *(one for one in self.strokes if one.looks_like_a_mark)] if dashed else []


# -- reading ---------------------------------------------------------------------------------------------------------


def read(data: bytes) -> list[Sheet]:
    """Return the pages of a PDF file."""
    with opened(data) as document:
        return [_page(document[index]) for index in range(len(document))]


@contextmanager
def opened(data: bytes) -> Iterator[Any]:
    """Open a PDF file with PDFium."""
    document = pdfium.PdfDocument(data)
    try:
        yield document
    finally:
        document.close()


def _page(page: Any) -> Sheet:  # noqa: ANN401 - PDFium's objects are untyped
    width, height = page.get_size()
    runs, doubles = _texts(page, height)
    return Sheet(width / PT_PER_MM, height / PT_PER_MM, runs, doubles, tuple(_strokes(page, height)))


def _texts(page: Any, height: float) -> tuple[tuple[Run, ...], tuple[Box, ...]]:  # noqa: ANN401 - PDFium's objects are untyped
    text = page.get_textpage()
    read_from: set[int | None] = set()
    edges = [ctypes.c_double() for _ in range(4)]
    pointers = [ctypes.byref(edge) for edge in edges]
    found: dict[int | None, list[tuple[str, Box]]] = {}
    for index in range(c.FPDFText_CountChars(text)):
        character = chr(c.FPDFText_GetUnicode(text, index))
        owner = _address(c.FPDFText_GetTextObject(text, index))
        read_from.add(owner)
        if character.isspace() or c.FPDFText_IsGenerated(text, index) == 1:
            continue
        assert c.FPDFText_GetCharBox(text, index, *pointers)
        left, right, bottom, top = (edge.value / PT_PER_MM for edge in edges)
        box = Box(left, height / PT_PER_MM - top, right, height / PT_PER_MM - bottom)
        found.setdefault(owner, []).append((character, box))
    text.close()
    shapes = (c.FPDFPage_GetObject(page, index) for index in range(c.FPDFPage_CountObjects(page)))
    lost = [
        shape
        for shape in shapes
        if c.FPDFPageObj_GetType(shape) == c.FPDF_PAGEOBJ_TEXT and _address(shape) not in read_from
    ]
    doubles = (_bounds(shape, height) for shape in lost)
    return tuple(map(_run, found.values())), tuple(box for box in doubles if box.right > box.left)


def _address(pointer: Any) -> int | None:  # noqa: ANN401 - PDFium's objects are untyped
    return ctypes.cast(pointer, ctypes.c_void_p).value


def _run(glyphs: Sequence[tuple[str, Box]]) -> Run:
    boxes = tuple(box for _, box in glyphs)
    return Run("".join(character for character, _ in glyphs), boxes, reduce(Box.around, boxes))


def _bounds(shape: Any, height: float) -> Box:  # noqa: ANN401 - PDFium's objects are untyped
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    assert c.FPDFPageObj_GetBounds(shape, left, bottom, right, top)
    x0, y0, x1, y1 = left.value, height - top.value, right.value, height - bottom.value
    return Box(x0 / PT_PER_MM, y0 / PT_PER_MM, x1 / PT_PER_MM, y1 / PT_PER_MM)


def _strokes(page: Any, height: float) -> Iterator[Stroke]:  # noqa: ANN401 - PDFium's objects are untyped
    for index in range(c.FPDFPage_CountObjects(page)):
        shape = c.FPDFPage_GetObject(page, index)
        if c.FPDFPageObj_GetType(shape) != c.FPDF_PAGEOBJ_PATH or c.FPDFPath_CountSegments(shape) != 2:
            continue
        filled, stroked = ctypes.c_int(), ctypes.c_int()
        assert c.FPDFPath_GetDrawMode(shape, filled, stroked)
        if filled.value or not stroked.value:
            continue
        (x0, y0), (x1, y1) = (_point(shape, number) for number in range(2))
        xs, ys = (
            sorted((x0 / PT_PER_MM, x1 / PT_PER_MM)),
            sorted(((height - y0) / PT_PER_MM, (height - y1) / PT_PER_MM)),
        )
        yield Stroke(Box(xs[0], ys[0], xs[1], ys[1]), _width(shape), _dash(shape), _colour(shape))


def _point(shape: Any, number: int) -> tuple[float, float]:  # noqa: ANN401 - PDFium's objects are untyped
    x, y = ctypes.c_float(), ctypes.c_float()
    assert c.FPDFPathSegment_GetPoint(c.FPDFPath_GetPathSegment(shape, number), x, y)
    return x.value, y.value


def _width(shape: Any) -> float:  # noqa: ANN401 - PDFium's objects are untyped
    width = ctypes.c_float()
    assert c.FPDFPageObj_GetStrokeWidth(shape, width)
    return width.value / PT_PER_MM


def _dash(shape: Any) -> tuple[float, ...]:  # noqa: ANN401 - PDFium's objects are untyped
    count = c.FPDFPageObj_GetDashCount(shape)
    if count <= 0:
        return ()
    lengths = (ctypes.c_float * count)()
    assert c.FPDFPageObj_GetDashArray(shape, lengths, count)
    return tuple(one / PT_PER_MM for one in lengths)


def _colour(shape: Any) -> tuple[int, int, int]:  # noqa: ANN401 - PDFium's objects are untyped
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    assert c.FPDFPageObj_GetStrokeColor(shape, red, green, blue, alpha)
    return red.value, green.value, blue.value


# -- judging ---------------------------------------------------------------------------------------------------------


def audit(sheet: Sheet) -> Iterator[str]:
    """Yield a sentence for each finding on a page; none for a sound one."""
    if not sheet.runs:
        yield "the page has no text"
    for box in sheet.doubles:
        yield f"a text overlaps itself, drawn twice: {box}"
    yield from _outside(sheet)
    yield from _overlapping(sheet.runs)
    yield from _crowding(sheet)


def _outside(sheet: Sheet) -> Iterator[str]:
    edge = LIVE - ROUNDING
    for run in sheet.runs:
        box = run.box
        if box.left < edge or box.top < edge or box.right > sheet.width - edge or box.bottom > sheet.height - edge:
            yield f"'{run.text}' leaves the live area: {box}"


def _overlapping(runs: Sequence[Run]) -> Iterator[str]:
    ordered = sorted(runs, key=lambda run: run.box.top)
    active: list[Run] = []
    for run in ordered:
        active = [one for one in active if one.box.bottom > run.box.top + OVERLAP]
        for other in active:
            if run.box.shares(other.box, OVERLAP) and any(
                one.shares(two, OVERLAP) for one in run.glyphs for two in other.glyphs
            ):
                yield f"'{run.text}' overlaps '{other.text}': {run.box}"
        active.append(run)


def _crowding(sheet: Sheet) -> Iterator[str]:
    reach = CLEARANCE - ROUNDING
    for cut in sheet.cuts:
        line = cut.box
        lies = line.right - line.left > line.bottom - line.top
        across, down = (0.0, reach) if lies else (reach, 0.0)
        zone = Box(line.left - across, line.top - down, line.right + across, line.bottom + down)
        for run in sheet.runs:
            if run.box.shares(zone, 0.0) and any(glyph.shares(zone, 0.0) for glyph in run.glyphs):
                yield f"'{run.text}' is nearer than {CLEARANCE:g} mm to the cut at {line}: {run.box}"


def audit_folder(folder: Path) -> list[str]:
    """Return the findings in all PDF files of a folder, each with its file and page."""
    return [
        f"{path.name} page {number}: {finding}"
        for path in sorted(folder.glob("*.pdf"))
        for number, sheet in enumerate(read(path.read_bytes()), 1)
        for finding in audit(sheet)
    ]
