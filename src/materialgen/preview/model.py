"""What the gallery shows, as plain values that become JSON; lengths in mm from the top left corner of the page.

A page of a file is as large as its paper, or larger where a print shop trims it; everything here is told in places of
the page, which is what the picture shows.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, fields, is_dataclass
from typing import TYPE_CHECKING, Any

from materialgen import __version__
from materialgen.geometry.tiles import TILES
from materialgen.typeset import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from materialgen.draw import Document, Page, PlacedText
    from materialgen.geometry import Box
    from materialgen.geometry.cards import Line as CutLine
    from materialgen.layout import Printed
    from materialgen.plan import Plan
    from materialgen.press import Frame

Rect = tuple[float, float, float, float]
"""Left, top, width and height."""
Cut = tuple[float, float, float, float]
"""A straight line: x and y of one end, x and y of the other."""
Source = tuple[str, int, int]
"""A place in the content: file, line and column; lines and columns count from 1."""


@dataclass(frozen=True, slots=True)
class LineModel:
    """A line of a text.

    Attributes:
        box: Its ink.
        words: Its words, or the parts of words that stand on it.
        spans: For each word, where it begins and where it ends, one after the other.
        divided: Whether its last word goes on in the next line.
    """

    box: Rect
    words: tuple[str, ...]
    spans: tuple[float, ...]
    divided: bool


@dataclass(frozen=True, slots=True)
class TextModel:
    """A text on a page.

    Attributes:
        text: As it is read: without markup and soft hyphens.
        box: Its ink.
        lines: Its lines.
        sources: Where it is written: first what most of it comes from, then its other parts; none for a sign's own.
    """

    text: str
    box: Rect
    lines: tuple[LineModel, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class PictureModel:
    """A page's picture; width and height in pixels.

    Attributes:
        src: Where a browser finds it: an address, or the picture itself as a ``data:`` URL.
        file: The name of the PNG file beside the gallery, or None if there is none.
    """

    src: str
    file: str | None
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class PageModel:
    """A page.

    Attributes:
        key: Its name in the gallery: it stays the same as long as the document has its name.
        number: From 1.
        width, height: Of the page.
        live: Where anything that matters may stand: what the printer reaches, if it was measured.
        trim: The sheet: smaller than the page where a print shop trims it.
        cuts: The cut lines, each from one point to another.
        texts: Every text on it, in the order of drawing.
        picture: Its picture.
        mark: Changes when anything of the page does.
    """

    key: str
    number: int
    width: float
    height: float
    live: Rect
    trim: Rect
    cuts: tuple[Cut, ...]
    texts: tuple[TextModel, ...]
    picture: PictureModel
    mark: str


@dataclass(frozen=True, slots=True)
class PdfModel:
    """The file of a document: ``href`` leads to it; not ``current`` if it was built from other content."""

    href: str
    current: bool


@dataclass(frozen=True, slots=True)
class DocumentModel:
    """A document.

    Attributes:
        id: The name of its file.
        number: The sheet's number in the kit.
        name: Its name.
        sheet: The id of the sheet.
        step: The id of the step that it belongs to, or None.
        paper: ``A4`` or ``A3``.
        copies: How many times it is printed.
        cut: Whether it is cut up; ``cuts`` straight cuts, where they are known.
        glued: Whether pairs of its pages are glued together.
        colour: Whether it wants a colour printer.
        sides: 2 if it may be printed on both sides.
        weight: Of the paper, g/m².
        why: The reason for its copies.
        fingerprint: Of what is on it.
        pages: Its pages.
        pdf: Its file, or None if there is none.
    """

    id: str
    number: int
    name: str
    sheet: str
    step: str | None
    paper: str
    copies: int
    cut: bool
    cuts: int
    glued: bool
    colour: bool
    sides: int
    weight: int
    why: str
    fingerprint: str
    pages: tuple[PageModel, ...]
    pdf: PdfModel | None


@dataclass(frozen=True, slots=True)
class StepModel:
    """A step of the workshop; ``number`` is what its badge says, or None."""

    id: str
    number: str | None
    title: str


@dataclass(frozen=True, slots=True)
class PreviewModel:
    """A kit in one language for one group.

    Attributes:
        kit: Its id.
        title: The workshop's title.
        edition: Of the content.
        language: Of the content.
        participants, tables: The group.
        made: The program and its version.
        steps: The steps, in order.
        documents: What is printed, in order.
    """

    kit: str
    title: str
    edition: str
    language: str
    participants: int
    tables: int
    made: str
    steps: tuple[StepModel, ...]
    documents: tuple[DocumentModel, ...]


def preview_model(plan: Plan, documents: Iterable[DocumentModel]) -> PreviewModel:
    """Return what the gallery shows of a kit.

    Args:
        plan: The kit and the group.
        documents: The documents that are shown, in order.
    """
    return PreviewModel(
        kit=plan.kit.id,
        title=plain(plan.kit.words.title),
        edition=str(plan.kit.edition),
        language=plan.kit.language,
        participants=plan.group.participants,
        tables=plan.group.tables,
        made=f"materialgen {__version__}",
        steps=tuple(
            StepModel(one.id, plain(one.number) if one.number else None, plain(one.title)) for one in plan.kit.steps
        ),
        documents=tuple(documents),
    )


def document_model(
    printed: Printed,
    document: Document,
    pictures: Sequence[PictureModel],
    pdf: PdfModel | None = None,
    name_of: Callable[[str], str] = str,
) -> DocumentModel:
    """Return what the gallery shows of a document.

    Args:
        printed: What was planned, and what it came to.
        document: The document, drawn.
        pictures: Of its pages, in order.
        pdf: Its file.
        name_of: Returns what a content file is called in the gallery.
    """
    planned, sheet = printed.plan, printed.plan.sheet
    joined = document.whole is not document.pages
    pages = []
    for index, (page, picture) in enumerate(zip(document.pages, pictures, strict=True)):
        whole = document.whole[index // len(TILES)] if joined else None
        pages.append(_page(f"{planned.file_name}#{index + 1}", index, page, whole, picture, name_of))
    return DocumentModel(
        id=planned.file_name,
        number=planned.number,
        name=plain(planned.name),
        sheet=sheet.id,
        step=sheet.step.id if sheet.step else None,
        paper=sheet.paper,
        copies=planned.copies,
        cut=sheet.cut,
        cuts=printed.cuts,
        glued=joined,
        colour=sheet.colour,
        sides=sheet.sides if printed.pages > 1 else 1,
        weight=sheet.weight,
        why=plain(sheet.words.why),
        fingerprint=printed.fingerprint,
        pages=tuple(pages),
        pdf=pdf,
    )


def as_json(model: PreviewModel | DocumentModel | PageModel) -> str:
    """Return a model as JSON that may stand inside a ``script`` element: it has no ``<``, ``>``, ``&`` or line end."""
    text = json.dumps(model, default=_members, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for character in "<>&\u2028\u2029":  # a "</script>" ends the element; JavaScript before 2019 ended lines there
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def _members(value: object) -> dict[str, Any]:
    assert is_dataclass(value)  # noqa: S101 - models hold nothing else that JSON does not know
    return {one.name: getattr(value, one.name) for one in fields(value)}


def _page(
    key: str, index: int, page: Page, whole: Page | None, picture: PictureModel, name_of: Callable[[str], str]
) -> PageModel:
    frame, paper, printer = page.frame, page.paper, page.document.press.printer
    live = paper.live if printer is None else printer.reach(paper)
    texts = [_text(one, frame, name_of) for one in page.placed]
    cuts = [_cut(one, frame) for one in page.cuts]
    if whole is not None:
        tile = TILES[index % len(TILES)]
        on_half = [one for one in whole.placed if tile.shows(one.box.x, one.box.right)]
        texts += [_text(one, frame, name_of, -tile.origin) for one in on_half]
        cuts += [_cut(one, frame, -tile.origin) for one in whole.cuts if tile.shows(*sorted((one.x0, one.x1)))]
    content = (picture.src, _rect(live, frame), cuts, texts)
    return PageModel(
        key=key,
        number=index + 1,
        width=_mm(frame.width),
        height=_mm(frame.height),
        live=_rect(live, frame),
        trim=_rect(paper.box, frame),
        cuts=tuple(cuts),
        texts=tuple(texts),
        picture=picture,
        mark=hashlib.sha256(repr(content).encode()).hexdigest()[:16],
    )


def _text(placed: PlacedText, frame: Frame, name_of: Callable[[str], str], dx: float = 0.0) -> TextModel:
    lines = []
    for line in placed.lines:
        spans = [edge for word in line.words for edge in (word.left, word.right)]
        lines.append(
            LineModel(
                _rect(line.box.moved(dx, 0.0), frame),
                tuple(word.text for word in line.words),
                tuple(_mm(frame.across(edge + dx)) for edge in spans),
                line.divided,
            )
        )
    sources = tuple((name_of(one.file), one.line, one.column) for one in placed.sources)
    return TextModel(plain(placed.text), _rect(placed.box.moved(dx, 0.0), frame), tuple(lines), sources)


def _cut(line: CutLine, frame: Frame, dx: float = 0.0) -> Cut:
    x0, y0, x1, y1 = frame.across(line.x0 + dx), frame.down(line.y0), frame.across(line.x1 + dx), frame.down(line.y1)
    return _mm(x0), _mm(y0), _mm(x1), _mm(y1)


def _rect(box: Box, frame: Frame) -> Rect:
    x, y = frame.across(box.x), frame.down(box.y)
    return _mm(x), _mm(y), _mm(frame.across(box.right) - x), _mm(frame.down(box.bottom) - y)


def _mm(value: float) -> float:
    return round(value, 2)
