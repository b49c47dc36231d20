"""A tagged page in millimetres: text blocks, rules, shapes, figures.

Everything drawn is an artifact unless it is text with a role or stands inside a figure (ISO 14289-1, 7.1).
"""

from __future__ import annotations

from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from materialgen.draw import ink
from materialgen.draw import path as paths
from materialgen.draw.ink import Sparing, fill_operator, stroke_operator
from materialgen.draw.placed import PlacedText
from materialgen.draw.structure import Element
from materialgen.draw.text import TextWriter, line_start
from materialgen.geometry import Box, pt
from materialgen.press import MARK_WIDTH
from materialgen.problems import Problem
from materialgen.typeset import fit, missing_glyphs, plain, unfilled_places

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from materialgen.brand.model import Drawing, Raster
    from materialgen.draw.document import Document
    from materialgen.geometry import Paper
    from materialgen.geometry.cards import Line as CutLine
    from materialgen.press import Frame
    from materialgen.typeset import RGB, Align, Line, Style, TextBlock

_BULLETS = {"List": "/ListNumbering/Disc"}
"""A list with labels says what they are (ISO 14289-1, 7.6; ISO 32000-1, table 347)."""

_HOLDERS = frozenset({"P", "LBody", "TD", "TH", "Caption", "Note"})
"""Roles whose text may have lists: in the element or, since paragraphs hold none, beside it (ISO 32000-1, 14.8.4)."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line's look: ``width`` and ``dash`` lengths in mm."""

    width: float
    colour: RGB
    dash: tuple[float, ...] = ()
    round: bool = False


class Part(NamedTuple):
    """Operators that are drawn together.

    Attributes:
        operators: A text, a path, or what begins or ends marked content.
        reach: From where to where a text reaches across the page, mm.
    """

    operators: str
    reach: tuple[float, float] | None


class Page:
    """One page of a document; all coordinates in mm from the top left corner, y downwards.

    Attributes:
        document: The document.
        paper: The page's paper.
        frame: Where the paper lies on the page of the file.
        elements: The structure elements by MCID.
        links: Elements with their rectangles in pt and where they lead.
        placed: The texts so far.
        cuts: The cut lines so far.
        pictures: What is kept clear of texts around each picture.
        signed: Whether the page's foot has room for a logo.
        bare: Whether the page gets no footer, because it is printed on a sheet of labels.
        feet: Where each of several parts of the page has a short footer of its own, because they are cut apart; none
            gives the page one footer at its foot.
    """

    def __init__(self, document: Document, paper: Paper) -> None:
        """Make a page; call ``Document.page`` instead."""
        self.document = document
        self.paper = paper
        self.frame: Frame = document.press.frame(paper)
        self.elements: list[Element] = []
        self.links: list[tuple[Element, tuple[float, float, float, float], str]] = []
        self.placed: list[PlacedText] = []
        self.cuts: list[CutLine] = []
        self.pictures: list[Box] = []
        self.signed = False
        self.bare = False
        self.feet: Sequence[Box] = ()
        self.reference: Any = None
        self._height = pt(paper.height)
        self._ops: list[str] = []
        self._reaches: dict[int, tuple[float, float]] = {}
        self._artifact = False
        self._figure = False
        self._sparing = Sparing() if document.press.ink == "low" else None
        self._patterns: list[tuple[int, ink.Pattern]] = []

    # -- structure --------------------------------------------------------------------------------------------------

    def reserve(
        self,
        role: str,
        *,
        alt: str | None = None,
        lang: str | None = None,
        title: str | None = None,
        attributes: Mapping[str, str] | None = None,
    ) -> Element:
        """Make an element at this point of the reading order, to be filled later with ``inside``; see ``Element``."""
        return Element(role, self.document.parent, alt=alt, lang=lang, title=title, attributes=attributes)

    @contextmanager
    def inside(self, element: Element) -> Iterator[Element]:
        """Make ``element`` the parent of what is drawn next."""
        before, self.document.parent = self.document.parent, element
        try:
            yield element
        finally:
            self.document.parent = before

    @contextmanager
    def tag(
        self,
        role: str,
        *,
        lang: str | None = None,
        title: str | None = None,
        attributes: Mapping[str, str] | None = None,
    ) -> Iterator[Element]:
        """Group what is drawn next under a new element, such as ``Sect``, ``L``, ``LI``, ``Table`` or ``TR``."""
        with self.inside(self.reserve(role, lang=lang, title=title, attributes=attributes)) as element:
            yield element

    @contextmanager
    def figure(self, alt: str, box: Box) -> Iterator[Element]:
        """Draw a figure: everything inside, text included, is told by the alternative text.

        Args:
            alt: The alternative text, in the document's language.
            box: The figure's extent in mm.
        """
        x0, y0, x1, y1 = self.frame.rect(box)
        layout = {"Layout": f"/Placement/Block/BBox[{x0:.2f} {y0:.2f} {x1:.2f} {y1:.2f}]"}
        self._report([*missing_glyphs(alt), *unfilled_places(alt)])
        element = self.reserve("Figure", alt=plain(alt), attributes=layout)
        self._end_artifact()
        self._ops.append(self.mark(element))
        self._figure = True
        try:
            yield element
        finally:
            self._figure = False
            self._ops.append("EMC")

    # -- text -------------------------------------------------------------------------------------------------------

    def text(
        self,
        text: str,
        box: Box,
        style: Style,
        *,
        role: str | None = "P",
        valign: str = "top",
        align: Align | None = None,
        place: str = "its place",
        link: str | None = None,
    ) -> Box:
        """Fit a text into a box and draw it; a text that does not fit becomes a problem of the document.

        Args:
            text: The text, with its place in the content if it comes from there.
            box: Where it must fit, mm.
            style: Its style; the ladder of sizes is tried from the top.
            role: The structure element made for it; None makes it an artifact.
            valign: ``top``, ``middle`` or ``bottom``.
            align: Overrides the style's alignment.
            place: The sheet and place, for messages.
            link: An address, or a destination of the document, that the text leads to.

        Returns:
            The box that the text takes up: ``box`` in width, its lines in height (no height if it did not fit).
        """
        if not self._report([*missing_glyphs(text), *unfilled_places(text)]):
            return box.top(0)
        block = fit(text, style, box, place)
        if isinstance(block, Problem):
            self._report([block])
            return box.top(0)
        return self.block(block, box, role=role, valign=valign, align=align, link=link)

    def block(
        self,
        block: TextBlock,
        box: Box,
        *,
        role: str | None = "P",
        valign: str = "top",
        align: Align | None = None,
        link: str | None = None,
    ) -> Box:
        """Draw a text that is already set; see ``text``."""
        free = box.h - block.height
        top = box.y + {"top": 0.0, "middle": free / 2, "bottom": free}[valign]
        taken = Box(box.x, top, box.w, block.height)
        self._record(block, box, top, align or block.style.align, artifact=role is None)
        if self._sparing is not None:
            middle = self.placed[-1].box
            colour = self._sparing.text(block.style.colour, pt(middle.cx), self._height - pt(middle.cy))
            block = replace(block, style=block.style.but(colour=colour))
        baseline = top + block.first_baseline
        align = align or block.style.align
        groups = _items(block.lines) if role in _HOLDERS and not self._figure else []
        if not groups:
            self._show(block, block.lines, box, baseline, align, role, link)
            return taken
        with self.tag(role) if role and role != "P" else nullcontext():
            for bullets, run in groupby(groups, key=lambda lines: lines[0].bullet):
                with self.tag("L", attributes=_BULLETS) if bullets else nullcontext():
                    for lines in run:
                        if bullets:
                            self._item(block, lines, box, baseline, align)
                        else:
                            self._show(block, lines, box, baseline, align, "P", None)
                        baseline += block.leading * len(lines)
        return taken

    def _item(self, block: TextBlock, lines: Sequence[Line], box: Box, baseline: float, align: Align) -> None:
        """Show lines of a block as an item of a list: the bullet is its label."""
        with self.tag("LI"):
            writer = self._writer(block, Element("Lbl", self.document.parent))
            writer.bullet(pt(box.x), self._height - pt(baseline))
            self._put_text(writer.finish(), box)
            self._show(block, (replace(lines[0], bullet=False), *lines[1:]), box, baseline, align, "LBody", None)

    def _show(
        self,
        block: TextBlock,
        lines: Sequence[Line],
        box: Box,
        baseline: float,
        align: Align,
        role: str | None,
        link: str | None,
    ) -> None:
        """Show lines of a block as one element."""
        tagged = role is not None and not self._figure
        element = Element(role, self.document.parent) if role is not None and tagged else None
        if link and element is not None:
            element = Element("Link", element, alt=plain(block.text))
            top = baseline - block.first_baseline
            bottom = top + len(lines) * block.leading
            self.links.append((element, self.frame.rect(Box(box.x, top, box.w, bottom - top)), link))
        writer = self._writer(block, element)
        for index, line in enumerate(lines):
            y = self._height - pt(baseline + index * block.leading)
            if line.bullet:
                writer.bullet(pt(box.x), y)
            writer.line(line, pt(line_start(block, line, box.x, box.w, align)), y)
        self._put_text(writer.finish(), box)

    def _put_text(self, operators: str, box: Box) -> None:
        ink = self.placed[-1].box
        self._reaches[len(self._ops)] = (min(box.x, ink.x), ink.right)
        self._ops.append(operators)

    def _writer(self, block: TextBlock, element: Element | None) -> TextWriter:
        """Return what writes a text: as an element's content, inside the figure, or as an artifact."""
        if element is not None:
            self._end_artifact()
            return TextWriter(self.document, block, _ElementMark(self, element))
        if not self._figure:
            self._begin_artifact()
        return TextWriter(self.document, block)

    def _record(self, block: TextBlock, box: Box, top: float, align: Align, *, artifact: bool) -> None:
        self.placed.append(PlacedText.of(block, box, top, align, artifact=artifact or self._figure))

    def _report(self, problems: Sequence[Problem]) -> bool:
        self.document.problems += problems
        return not problems

    # -- shapes -----------------------------------------------------------------------------------------------------

    def line(self, x0: float, y0: float, x1: float, y1: float, stroke: Stroke) -> None:
        """Draw a straight line."""
        self._paint(paths.polyline([(x0, y0), (x1, y1)], self._point), None, stroke)

    def polyline(self, points: Sequence[tuple[float, float]], stroke: Stroke) -> None:
        """Draw an open line through points."""
        self._paint(paths.polyline(points, self._point), None, stroke)

    def polygon(
        self, points: Sequence[tuple[float, float]], fill: RGB | None = None, stroke: Stroke | None = None
    ) -> None:
        """Draw a closed shape through points."""
        self._paint(paths.polyline(points, self._point) + " h", fill, stroke)

    def rect(self, box: Box, fill: RGB | None = None, stroke: Stroke | None = None, radius: float = 0.0) -> None:
        """Draw a rectangle, with round corners of the given radius."""
        self._paint(paths.rectangle(box, radius, self._point), fill, stroke)

    def circle(
        self, cx: float, cy: float, radius: float, fill: RGB | None = None, stroke: Stroke | None = None
    ) -> None:
        """Draw a circle."""
        self._paint(paths.arc(cx, cy, radius, 0.0, 360.0, self._point) + " h", fill, stroke)

    def sector(self, cx: float, cy: float, radius: float, start: float, sweep: float, fill: RGB | None = None) -> None:
        """Draw a filled sector from ``start`` degrees clockwise from 12 o'clock over ``sweep`` degrees."""
        begin = paths.polyline([(cx, cy)], self._point)
        self._paint(
            begin + " " + paths.arc(cx, cy, radius, start, sweep, self._point, join=True) + " h", fill, None, tells=True
        )

    def arc(self, cx: float, cy: float, radius: float, start: float, sweep: float, stroke: Stroke) -> None:
        """Draw an arc from ``start`` degrees clockwise from 12 o'clock over ``sweep`` degrees."""
        self._paint(paths.arc(cx, cy, radius, start, sweep, self._point), None, stroke)

    def curve(
        self, points: Sequence[tuple[float, float]], fill: RGB | None = None, stroke: Stroke | None = None
    ) -> None:
        """Draw cubic Béziers: a start point, then two control points and an end point for each piece."""
        closing = " h" if fill is not None else ""
        self._paint(paths.beziers(points, self._point) + closing, fill, stroke)

    def cut(self, lines: Sequence[CutLine], stroke: Stroke) -> None:
        """Draw cut lines; the page audit keeps text clear of them."""
        self.cuts += lines
        for line in lines:
            self.line(line.x0, line.y0, line.x1, line.y1, stroke)

    def picture(self, picture: Drawing | Raster, box: Box, clear: float) -> None:
        """Draw a picture; the page audit keeps texts ``clear`` mm away from it."""
        name = self.document.picture(picture)
        if not self._figure:
            self._begin_artifact()
        self.pictures.append(box.inset(-clear))
        matrix = f"{pt(box.w):.3f} 0 0 {pt(box.h):.3f} {self._point(box.x, box.bottom)}"
        self._reaches[len(self._ops)] = (box.x, box.right)
        self._ops.append(f"q {matrix} cm /{name} Do Q")

    def _point(self, x: float, y: float) -> str:
        return f"{pt(x):.3f} {self._height - pt(y):.3f}"

    def _paint(self, path: str, fill: RGB | None, stroke: Stroke | None, *, tells: bool = False) -> None:
        if not self._figure:
            self._begin_artifact()
        pattern = None
        if self._sparing is not None:
            painted = self._sparing.path(path, fill, stroke.colour if stroke else None, tells=tells)
            fill, pattern = painted.fill, painted.pattern
            if painted.stroke is not None:
                stroke = replace(stroke or Stroke(painted.width, painted.stroke), colour=painted.stroke)
        out = []
        if fill is not None:
            out.append(fill_operator(fill, self.document.press.ink))
        if stroke is not None:
            dash = " ".join(f"{pt(one):.3f}" for one in stroke.dash)
            ends = "1 J 1 j" if stroke.round else "0 J 0 j"
            colour = stroke_operator(stroke.colour, self.document.press.ink)
            out.append(f"{colour} {pt(stroke.width):.3f} w [{dash}] 0 d {ends}")
        out += [path, "B" if fill is not None and stroke is not None else "f" if fill is not None else "S"]
        self._ops.append("\n".join(out))
        if pattern is not None:
            self._patterns.append((len(self._ops), pattern))
            self._ops.append("")  # drawn at the end, when it is known which texts it must leave free

    # -- marked content ---------------------------------------------------------------------------------------------

    def mark(self, element: Element, properties: str = "") -> str:
        """Return the operator that begins content of an element, and make it known to the structure tree."""
        number = len(self.elements)
        element.page = element.page or self
        element.kids.append((self, number))
        self.elements.append(element)
        return f"/{element.role}<</MCID {number}{properties}>>BDC"

    def _begin_artifact(self) -> None:
        if not self._artifact:
            self._ops.append("/Artifact BMC")
            self._artifact = True

    def _end_artifact(self) -> None:
        if self._artifact:
            self._ops.append("EMC")
            self._artifact = False

    def words(self) -> list[str]:
        """Return every text on the page and every alternative text, in the order of drawing."""
        return [*(plain(one.text) for one in self.placed), *(one.alt for one in self.elements if one.alt)]

    def write(self, operators: Iterable[str]) -> None:
        """Add operators that bring their own marked content."""
        self._end_artifact()
        self._ops += operators

    def drawn(self) -> list[Part]:
        """Return all that is drawn, in order."""
        self._end_artifact()
        texts = [self._clear_of(one.box) for one in self.placed] if self._patterns else []
        for index, pattern in self._patterns:
            self._ops[index] = pattern.operators(texts)
        return [Part(operators, self._reaches.get(index)) for index, operators in enumerate(self._ops)]

    def stream(self) -> str:
        """Return the page's content stream."""
        self.drawn()
        matrix = self.frame.matrix
        placed = self._ops if matrix is None else ["q", matrix, *self._ops, "Q", *self._crop_marks()]
        return "\n".join(placed)

    def _clear_of(self, box: Box) -> ink.Edges:
        """Return what patterns leave free for a text, in pt."""
        free = box.inset(-ink.CLEAR)
        return pt(free.x), self._height - pt(free.bottom), pt(free.right), self._height - pt(free.y)

    def _crop_marks(self) -> list[str]:
        lines = self.frame.crop_marks()
        if not lines:
            return []
        look = f"{stroke_operator((0.0, 0.0, 0.0), self.document.press.ink)} {pt(MARK_WIDTH):.3f} w [] 0 d 0 J 0 j"
        drawn = [f"{x0:.3f} {y0:.3f} m {x1:.3f} {y1:.3f} l S" for x0, y0, x1, y1 in lines]
        return ["/Artifact BMC", look, *drawn, "EMC"]


@dataclass(frozen=True, slots=True)
class _ElementMark:
    """Marks text as content of an element, and hyphens as spans of their own inside it."""

    page: Page
    element: Element

    def text(self) -> str:
        return self.page.mark(self.element)

    def hyphen(self) -> str:
        span = Element("Span", self.element, actual="\u00ad")
        return self.page.mark(span, "/ActualText<FEFF00AD>")


def _items(lines: Sequence[Line]) -> list[Sequence[Line]]:
    """Return the lines of a block by paragraph where some are items of a list, else nothing."""
    if not any(line.bullet for line in lines):
        return []
    starts = [index for index, line in enumerate(lines) if line.opens]
    return [lines[start:end] for start, end in zip(starts, [*starts[1:], len(lines)], strict=True)]
