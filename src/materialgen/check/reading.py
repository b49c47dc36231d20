"""Finished PDF files, read back by libraries that did not write them: PDFium for pages, pypdf for objects and tags.

Lengths are in mm from the top left corner of the sheet, y downwards; sizes of type in pt. The sheet is the page, or
what is left of it after trimming; of a file that is corrected for a printer, it is the paper that comes out of it.
"""

from __future__ import annotations

import ctypes
import io
import logging
import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property, reduce
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pypdfium2 as pdfium
import pypdfium2.raw as c
from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import IndirectObject

from materialgen.check.marked import marked_content

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from materialgen.check.marked import Marked
    from materialgen.press import Printer

PT_PER_MM = 72 / 25.4
RGB255 = tuple[int, int, int]
SOFT_HYPHEN = "\u00ad"
STREAM = re.compile(rb">>\s*stream\r?\n")
"""What stands before the data of a stream (ISO 32000-1, 7.3.8)."""
_SPACES = frozenset(code for code in range(0x3001) if chr(code).isspace())

logging.getLogger("pypdf").addHandler(logging.NullHandler())  # what is wrong with a file is said by checks


class UnreadableError(Exception):
    """A file is no PDF that the readers can open; its text says why."""


@dataclass(frozen=True, slots=True)
class Extent:
    """A rectangle in mm."""

    left: float
    top: float
    right: float
    bottom: float

    def shares(self, other: Extent, least: float) -> bool:
        """Return whether two rectangles share more than ``least`` mm both across and down."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > least and down > least

    def holds(self, other: Extent, slack: float = 0.0) -> bool:
        """Return whether the other lies inside, or sticks out by ``slack`` mm at the most."""
        return (
            self.left - slack <= other.left
            and self.top - slack <= other.top
            and self.right + slack >= other.right
            and self.bottom + slack >= other.bottom
        )

    def has(self, x: float, y: float) -> bool:
        """Return whether a point lies inside."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom

    @property
    def middle(self) -> tuple[float, float]:
        """The middle's x and y."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def around(self, other: Extent) -> Extent:
        """Return the rectangle round both."""
        return Extent(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )

    def __str__(self) -> str:
        return f"x {self.left:.1f}–{self.right:.1f}, y {self.top:.1f}–{self.bottom:.1f} mm"


@dataclass(frozen=True, slots=True)
class Mark:
    """What a page's object is marked as.

    Attributes:
        mcid: The number that leads to its structure element, or None.
        artifact: Whether it is decoration.
    """

    mcid: int | None
    artifact: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """A text object: a line of text, or the part of one in one font.

    Attributes:
        order: Its place among the page's objects; later ones lie on top.
        text: What it says, with the spaces that are drawn.
        glyphs: The tight boxes of its visible characters.
        extent: Round all glyphs.
        size: Of the type, pt.
        colour: Of the type.
        visible: Whether it is painted at all (ISO 32000-1, 9.3.6), and not wholly transparent.
        mark: What it is marked as.
    """

    order: int
    text: str
    glyphs: tuple[Extent, ...]
    extent: Extent
    size: float
    colour: RGB255
    visible: bool
    mark: Mark


@dataclass(frozen=True, slots=True)
class Shape:
    """A path.

    Attributes:
        order: Its place among the page's objects.
        extent: Of the path itself, without half the width of its line; a straight line's is flat.
        outline: The corners of the path in order, and points on its curves.
        fill: The colour of its area, if it is filled.
        stroke: The colour of its line, if it has one.
        width: Of its line, mm.
        dash: Dashes and gaps of its line, mm.
        segments: How many operators drew it; a straight line has 2.
        mark: What it is marked as.
    """

    order: int
    extent: Extent
    outline: tuple[tuple[float, float], ...]
    fill: RGB255 | None
    stroke: RGB255 | None
    width: float
    dash: tuple[float, ...]
    segments: int
    mark: Mark

    def covers(self, x: float, y: float) -> bool:
        """Return whether a point lies inside the outline."""
        inside = False
        x0, y0 = self.outline[-1]
        for x1, y1 in self.outline:
            if (y0 > y) != (y1 > y) and x < x0 + (x1 - x0) * (y - y0) / (y1 - y0):
                inside = not inside
            x0, y0 = x1, y1
        return inside


@dataclass(frozen=True)
class ReadPage:
    """A page.

    Attributes:
        number: From 1.
        width, height: In mm.
        pieces: Its texts in the order of drawing.
        doubles: Text objects that PDFium leaves out of the text, because the same stands in nearly the same place.
        shapes: Its paths in the order of drawing.
    """

    number: int
    width: float
    height: float
    pieces: tuple[Piece, ...]
    doubles: tuple[Extent, ...]
    shapes: tuple[Shape, ...]

    @cached_property
    def by_mcid(self) -> dict[int, list[Piece]]:
        """The texts of each piece of marked content."""
        found: dict[int, list[Piece]] = {}
        for piece in self.pieces:
            if piece.mark.mcid is not None:
                found.setdefault(piece.mark.mcid, []).append(piece)
        return found


@dataclass(frozen=True)
class Node:
    """A structure element.

    Attributes:
        role: For instance ``H1``.
        kids: Nodes, ``(page index, mcid)`` pairs and, for references to annotations, the annotation's dictionary.
        entries: The element's dictionary, as pypdf has it.
    """

    role: str
    kids: tuple[Node | tuple[int, int] | Any, ...]
    entries: Any

    def _text_entry(self, key: str) -> str | None:
        value = self.entries.get(key)
        return None if value is None else str(value)

    @property
    def alt(self) -> str | None:
        """The alternative text."""
        return self._text_entry("/Alt")

    @property
    def title(self) -> str | None:
        """The title: of a card or a question, its id."""
        return self._text_entry("/T")

    @property
    def language(self) -> str | None:
        """The language, where it differs from the document's."""
        return self._text_entry("/Lang")

    @property
    def actual(self) -> str | None:
        """The text that its content stands for."""
        return self._text_entry("/ActualText")

    def walk(self) -> Iterator[Node]:
        """Yield the element and all below it, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Node):
                yield from kid.walk()


class ReadFile:
    """A PDF file. What is not asked for is not read.

    Attributes:
        path: The file.
        name: The file's name.
        data: Its bytes.
        printer: What it is corrected for; None means any printer.
        tiled: Whether two pages each are halves of one worksheet.
    """

    tiled = False

    def __init__(self, path: Path, data: bytes | None = None, printer: Printer | None = None) -> None:
        """Read a file's bytes, unless they are given; raises ``OSError``."""
        self.printer = printer
        self.path = path
        self.name = path.name
        self.data = path.read_bytes() if data is None else data

    @classmethod
    def of_bytes(cls, name: str, data: bytes, printer: Printer | None = None) -> ReadFile:
        """Return a file that is not on the disk."""
        return cls(Path(name), data, printer)

    @cached_property
    def reader(self) -> PdfReader:
        """The reader of pypdf; raises ``UnreadableError``."""
        try:
            reader = PdfReader(io.BytesIO(self.data), strict=True)
            len(reader.pages)
        except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise UnreadableError(str(error) or type(error).__name__) from None
        return reader

    @property
    def root(self) -> Any:  # noqa: ANN401 - pypdf's dictionaries have no common type
        """The catalog."""
        return self.reader.trailer["/Root"]

    @cached_property
    def pages(self) -> tuple[ReadPage, ...]:
        """The pages; raises ``UnreadableError``."""
        return read_pages(self.data, printer=self.printer)

    @cached_property
    def contents(self) -> tuple[bytes, ...]:
        """The content stream of each page, decoded."""
        return tuple(_content(page) for page in self.reader.pages)

    @cached_property
    def marked(self) -> tuple[Marked, ...]:
        """What the content stream of each page marks."""
        found = []
        for page, content in zip(self.reader.pages, self.contents, strict=True):
            lists: Any = page.get("/Resources", {}).get("/Properties", {})
            found.append(marked_content(content, {name: one.get("/MCID") for name, one in lists.items()}))
        return tuple(found)

    @cached_property
    def parents(self) -> dict[int, Any]:
        """The parent tree: an element, or a list of elements by MCID, for each key (ISO 32000-1, 14.7.4.4)."""
        found: dict[int, Any] = {}
        nodes = [self.root.get("/StructTreeRoot", {}).get("/ParentTree", {})]
        for node in nodes:
            numbers = node.get("/Nums", [])
            found |= {int(numbers[index]): numbers[index + 1] for index in range(0, len(numbers) - 1, 2)}
            nodes += [one.get_object() for one in node.get("/Kids", [])]
        return found

    @cached_property
    def syntax(self) -> bytes:
        """The file's objects as they are written, without the data of streams; what is packed in streams, unpacked."""
        return outside_streams(self.data) + b"".join(
            self.reader.get_object(one).get_data()  # type: ignore[union-attr]  # an object stream is there, or pypdf fails
            for one in sorted({stream for stream, _ in self.reader.xref_objStm.values()})
        )

    @cached_property
    def tree(self) -> Node | None:
        """The structure tree's element at the top, or None if the file has no tags."""
        top = self.root.get("/StructTreeRoot", {}).get("/K")
        if isinstance(top, list):
            top = top[0].get_object() if top else None
        return None if top is None else self._node(top.get_object())

    @cached_property
    def _page_numbers(self) -> dict[int, int]:
        references = (page.indirect_reference for page in self.reader.pages)
        return {one.idnum: index for index, one in enumerate(references) if one is not None}

    def _page_of(self, entries: Any) -> int:  # noqa: ANN401 - pypdf's dictionaries have no common type
        """Return the index of the page that an entry names, or -1 if it names none of the file."""
        return self._page_numbers.get(entries.raw_get("/Pg").idnum, -1) if "/Pg" in entries else -1

    def _node(self, entries: Any) -> Node:  # noqa: ANN401 - pypdf's dictionaries have no common type
        kids: list[Any] = []
        found = entries.get("/K", [])
        for kid in found if isinstance(found, list) else [found]:
            value: Any = kid.get_object() if isinstance(kid, IndirectObject) else kid
            if isinstance(value, int):
                kids.append((self._page_of(entries), int(value)))
            elif value.get("/Type") == "/OBJR":
                kids.append(value["/Obj"])
            elif value.get("/Type") == "/MCR":
                kids.append((self._page_of(value if "/Pg" in value else entries), int(value["/MCID"])))
            else:
                kids.append(self._node(value))
        return Node(str(entries["/S"]).removeprefix("/"), tuple(kids), entries)

    @cached_property
    def figures(self) -> dict[int, list[int]]:
        """The MCIDs of the figures on each page, by the page's number, in reading order."""
        found: dict[int, list[int]] = {}
        for node in self.tree.walk() if self.tree is not None else ():
            for kid in node.kids if node.role == "Figure" else ():
                if isinstance(kid, tuple):
                    found.setdefault(kid[0] + 1, []).append(kid[1])
        return found

    def pieces_of(self, node: Node) -> Iterator[tuple[int, Piece]]:
        """Yield the texts of an element and of all below it in reading order, each with the number of its page."""
        for kid in node.kids:
            if isinstance(kid, Node):
                yield from self.pieces_of(kid)
            elif isinstance(kid, tuple):
                index, mcid = kid
                page = self.pages[index] if 0 <= index < len(self.pages) else None
                for piece in page.by_mcid.get(mcid, ()) if page else ():
                    yield index + 1, piece

    @cached_property
    def _dividing(self) -> frozenset[tuple[int, int]]:
        """Page numbers and MCIDs of the hyphens that only divide a word at the end of a line."""
        if self.tree is None:
            return frozenset()
        spans = [one for one in self.tree.walk() if one.actual == SOFT_HYPHEN]
        return frozenset((kid[0] + 1, kid[1]) for one in spans for kid in one.kids if isinstance(kid, tuple))

    def _says(self, page: int, piece: Piece) -> str:
        return SOFT_HYPHEN if (page, piece.mark.mcid) in self._dividing else piece.text

    def text_of(self, node: Node) -> str:
        """Return what an element and all below it say, folded; a hyphen that only divides a word is no part of it."""
        return folded(" ".join(self._says(page, piece) for page, piece in self.pieces_of(node)))

    def page_text(self, page: ReadPage) -> str:
        """Return what stands on a page, decoration included, in the order of drawing; folded as in ``text_of``.

        A text that goes on from one half of a worksheet to the other is told once, for the half that it is tagged on.
        """
        told = self._told_on_the_other_half(page)
        pieces = [one for one in page.pieces if not (one.mark.artifact and one.text in told)]
        return folded(" ".join(self._says(page.number, piece) for piece in pieces))

    def _told_on_the_other_half(self, page: ReadPage) -> frozenset[str]:
        other = (page.number - 1) ^ 1
        if not self.tiled or other >= len(self.pages):
            return frozenset()
        return frozenset(one.text for one in self.pages[other].pieces if not one.mark.artifact)


def folded(text: str) -> str:
    """Return a text with white space folded and divided words put together, composed."""
    joined = text.replace(f"{SOFT_HYPHEN} ", "").replace(SOFT_HYPHEN, "")
    return unicodedata.normalize("NFC", " ".join(joined.split()))


# -- pypdf -----------------------------------------------------------------------------------------------------------


def _content(page: Any) -> bytes:  # noqa: ANN401 - pypdf's dictionaries have no common type
    content = page.get("/Contents")
    streams = content if isinstance(content, list) else [] if content is None else [content]
    return b"\n".join(one.get_object().get_data() for one in streams)


def outside_streams(data: bytes) -> bytes:
    """Return a file's bytes without the data of its streams."""
    kept, at = [], 0
    while begin := STREAM.search(data, at):
        kept.append(data[at : begin.end()])
        at = data.find(b"endstream", begin.end())
        if at < 0:
            return b"".join(kept)
    return b"".join([*kept, data[at:]])


# -- PDFium ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Sight:
    """Where things of a page, pt from its lower left corner, lie on the sheet, mm from its top left corner.

    Attributes:
        width, height: Of the sheet, mm.
        left, top: Of a point in the page's corner.
        across, down: How many mm of the sheet a pt of the page makes.
    """

    width: float
    height: float
    left: float
    top: float
    across: float
    down: float

    @classmethod
    def of(cls, page: Any, printer: Printer | None) -> Sight:  # noqa: ANN401 - PDFium's objects are untyped
        """Return how a page is seen: what is trimmed off lies outside the sheet."""
        width, height = page.get_size()
        left, low, right, high = page.get_trimbox(fallback_ok=False) or (0.0, 0.0, width, height)
        across, down = (printer.scale_x, printer.scale_y) if printer else (1.0, 1.0)
        x, y = (printer.offset_x, printer.offset_y) if printer else (0.0, 0.0)
        scale_x, scale_y = across / PT_PER_MM, down / PT_PER_MM
        return cls(
            (right - left) / PT_PER_MM,
            (high - low) / PT_PER_MM,
            x - left * scale_x,
            y + high * scale_y,
            scale_x,
            scale_y,
        )

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point in pt lies on the sheet."""
        return self.left + x * self.across, self.top - y * self.down


def read_pages(
    data: bytes, indexes: Sequence[int] | None = None, printer: Printer | None = None
) -> tuple[ReadPage, ...]:
    """Return pages of a PDF file, from 0, or all; raises ``UnreadableError``."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise UnreadableError(str(error)) from None
    try:
        return tuple(
            _page(document[index], index + 1, printer)
            for index in (range(len(document)) if indexes is None else indexes)
        )
    except pdfium.PdfiumError as error:
        raise UnreadableError(str(error)) from None
    finally:
        document.close()


def _page(page: Any, number: int, printer: Printer | None) -> ReadPage:  # noqa: ANN401 - PDFium's objects are untyped
    sight = Sight.of(page, printer)
    texts = _characters(page, sight)
    pieces, doubles, shapes = [], [], []
    for order in range(c.FPDFPage_CountObjects(page)):
        thing = c.FPDFPage_GetObject(page, order)
        kind = c.FPDFPageObj_GetType(thing)
        if kind == c.FPDF_PAGEOBJ_PATH:
            shapes.append(_shape(thing, order, sight))
        elif kind == c.FPDF_PAGEOBJ_TEXT:
            characters = texts.get(_address(thing))
            if characters is None:
                box = _bounds(thing, sight)
                doubles += [box] if box.right > box.left else []
            elif any(box is not None for _, box in characters):
                pieces.append(_piece(thing, order, characters, sight))
    return ReadPage(number, sight.width, sight.height, tuple(pieces), tuple(doubles), tuple(shapes))


def _characters(page: Any, sight: Sight) -> dict[int | None, list[tuple[str, Extent | None]]]:  # noqa: ANN401 - PDFium's objects are untyped
    """Return the characters of each text object; a space has no box."""
    text = page.get_textpage()
    handle = text.raw
    x, y, across, down = sight.left, sight.top, sight.across, sight.down  # not through ``point``: once per character
    left, right, bottom, top = edges = [ctypes.c_double() for _ in range(4)]
    pointers = [ctypes.byref(edge) for edge in edges]
    found: dict[int | None, list[tuple[str, Extent | None]]] = {}
    for index in range(c.FPDFText_CountChars(handle)):
        code, box = c.FPDFText_GetUnicode(handle, index), None
        if code in _SPACES:
            if c.FPDFText_IsGenerated(handle, index) == 1:
                continue
        else:
            c.FPDFText_GetCharBox(handle, index, *pointers)
            box = Extent(
                x + left.value * across,
                y - top.value * down,
                x + right.value * across,
                y - bottom.value * down,
            )
        # PDFium has U+0002 for any hyphen that ends a line; the tags tell which of them only divide a word.
        hyphen = code == 2 and c.FPDFText_IsHyphen(handle, index) == 1  # noqa: PLR2004 - as just said
        found.setdefault(_text_object(handle, index), []).append(("-" if hyphen else chr(code), box))
    text.close()
    return found


def _address(pointer: Any) -> int | None:  # noqa: ANN401 - PDFium's objects are untyped
    return ctypes.cast(pointer, ctypes.c_void_p).value


# The same function, but its result is an address at once: it is called for each character.
_text_object = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)(_address(c.FPDFText_GetTextObject) or 0)


def _piece(thing: Any, order: int, characters: Sequence[tuple[str, Extent | None]], sight: Sight) -> Piece:  # noqa: ANN401 - PDFium's objects are untyped
    glyphs = tuple(box for _, box in characters if box is not None)
    size, matrix = ctypes.c_float(), c.FS_MATRIX()
    c.FPDFTextObj_GetFontSize(thing, size)
    c.FPDFPageObj_GetMatrix(thing, matrix)
    return Piece(
        order,
        "".join(character for character, _ in characters),
        glyphs,
        reduce(Extent.around, glyphs),
        size.value * (matrix.c**2 + matrix.d**2) ** 0.5 * sight.down * PT_PER_MM,
        _colour(c.FPDFPageObj_GetFillColor, thing),
        _is_visible(thing),
        _mark(thing),
    )


def _is_visible(thing: Any) -> bool:  # noqa: ANN401 - PDFium's objects are untyped
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    c.FPDFPageObj_GetFillColor(thing, red, green, blue, alpha)
    unpainted = (c.FPDF_TEXTRENDERMODE_INVISIBLE, c.FPDF_TEXTRENDERMODE_CLIP)
    return alpha.value > 0 and c.FPDFTextObj_GetTextRenderMode(thing) not in unpainted


def _shape(thing: Any, order: int, sight: Sight) -> Shape:  # noqa: ANN401 - PDFium's objects are untyped
    filled, stroked, width = ctypes.c_int(), ctypes.c_int(), ctypes.c_float()
    c.FPDFPath_GetDrawMode(thing, filled, stroked)
    c.FPDFPageObj_GetStrokeWidth(thing, width)
    segments = c.FPDFPath_CountSegments(thing)
    outline = _outline(thing, segments, sight)
    return Shape(
        order,
        _round(outline),
        outline,
        _colour(c.FPDFPageObj_GetFillColor, thing) if filled.value else None,
        _colour(c.FPDFPageObj_GetStrokeColor, thing) if stroked.value else None,
        width.value / PT_PER_MM,
        _dash(thing),
        segments,
        _mark(thing),
    )


def _outline(thing: Any, segments: int, sight: Sight) -> tuple[tuple[float, float], ...]:  # noqa: ANN401 - PDFium's objects are untyped
    x, y, at = ctypes.c_float(), ctypes.c_float(), c.FS_MATRIX()
    c.FPDFPageObj_GetMatrix(thing, at)
    points: list[tuple[float, float]] = []
    handles: list[tuple[float, float]] = []
    for index in range(segments):
        segment = c.FPDFPath_GetPathSegment(thing, index)
        c.FPDFPathSegment_GetPoint(segment, x, y)
        right, up = at.a * x.value + at.c * y.value + at.e, at.b * x.value + at.d * y.value + at.f
        point = sight.point(right, up)
        if c.FPDFPathSegment_GetType(segment) == c.FPDF_SEGMENT_BEZIERTO and len(handles) < 2:  # noqa: PLR2004 - a cubic curve has two
            handles.append(point)
            continue
        if handles:
            points += _along(points[-1], *handles, point)
            handles.clear()
        points.append(point)
    return tuple(points)


def _along(*curve: tuple[float, float]) -> Iterator[tuple[float, float]]:
    """Yield three points inside a cubic Bézier curve (ISO 32000-1, 8.5.2.2)."""
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = curve
    for a, b, d, e in (
        (27 / 64, 27 / 64, 9 / 64, 1 / 64),
        (1 / 8, 3 / 8, 3 / 8, 1 / 8),
        (1 / 64, 9 / 64, 27 / 64, 27 / 64),
    ):
        yield a * x0 + b * x1 + d * x2 + e * x3, a * y0 + b * y1 + d * y2 + e * y3


def _round(points: Sequence[tuple[float, float]]) -> Extent:
    if not points:
        return Extent(0, 0, 0, 0)
    xs, ys = zip(*points, strict=True)
    return Extent(min(xs), min(ys), max(xs), max(ys))


def _bounds(thing: Any, sight: Sight) -> Extent:  # noqa: ANN401 - PDFium's objects are untyped
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    c.FPDFPageObj_GetBounds(thing, left, bottom, right, top)
    return Extent(*sight.point(left.value, top.value), *sight.point(right.value, bottom.value))


def _dash(thing: Any) -> tuple[float, ...]:  # noqa: ANN401 - PDFium's objects are untyped
    count = c.FPDFPageObj_GetDashCount(thing)
    if count <= 0:
        return ()
    lengths = (ctypes.c_float * count)()
    c.FPDFPageObj_GetDashArray(thing, lengths, count)
    return tuple(one / PT_PER_MM for one in lengths)


def _colour(get: Any, thing: Any) -> RGB255:  # noqa: ANN401 - PDFium's objects are untyped
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    get(thing, red, green, blue, alpha)
    return red.value, green.value, blue.value


def _mark(thing: Any) -> Mark:  # noqa: ANN401 - PDFium's objects are untyped
    mcid = c.FPDFPageObj_GetMarkedContentID(thing)
    artifact = False
    for index in range(c.FPDFPageObj_CountMarks(thing)):
        name, length = (ctypes.c_ushort * 32)(), ctypes.c_ulong()
        c.FPDFPageObjMark_GetName(c.FPDFPageObj_GetMark(thing, index), name, 64, length)
        artifact = artifact or bytes(name)[: max(length.value - 2, 0)].decode("utf-16-le") == "Artifact"
    return Mark(mcid if mcid >= 0 else None, artifact)
