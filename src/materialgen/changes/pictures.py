"""Pictures of pages before and now, side by side, with a box round each text that is other."""

from __future__ import annotations

import io
import unicodedata
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from PIL import Image, ImageDraw, ImageFont

from materialgen.changes.compare import sheets_of_a_page
from materialgen.changes.places import is_telling
from materialgen.typeset import Weight

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from materialgen.changes.compare import DocumentChange
    from materialgen.render.manifest import DocumentEntry

WIDTH = 900
"""Of a page in a picture, in pixels, whichever way it lies."""
_GAP, _BAND, _ROOM, _LINE = 24, 40, 5, 3
_BEFORE, _NOW, _PAPER, _EDGE = (160, 58, 0), (0, 90, 160), (238, 240, 242), (150, 156, 162)
_COLOURS = 128
_IGNORED = frozenset("-\u00ad\u2022")
"""Hyphens at the ends of lines, and bullets."""

Rectangle = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of a page.

    Attributes:
        name: Of its file: of a–z, 0–9, "-" and "." only.
        data: The PNG file.
        page: The page, from 1.
        before: Whether the page is shown as it was, too.
    """

    name: str
    data: bytes
    page: int
    before: bool


def pictures(change: DocumentChange, was: bytes | None, now: bytes | None) -> Iterator[Picture]:
    """Yield a picture of each page of a document that is other.

    Args:
        change: What is other.
        was: The old file, if it is still there.
        now: The new file, or None if the document is gone.
    """
    stem = Path(change.entry.file).stem
    old = [one.was_page for one in change.texts if one.was_page is not None]
    for page in sorted({*change.pages, *old}):
        sides = []
        if was is not None and change.was is not None:
            texts = [one.was for one in change.texts if one.was_page == page and one.was and is_telling(one.was)]
            sides += _side(was, change.was, page, texts, "before", _BEFORE)
        before = bool(sides)
        if now is not None and change.now is not None:
            texts = [one.now for one in change.texts if one.page == page and one.now and is_telling(one.now)]
            sides += _side(now, change.now, page, texts, "now", _NOW)
        if sides:
            yield Picture(f"{stem}-page-{page}.png", _beside(sides), page, before)


def _side(
    data: bytes, entry: DocumentEntry, page: int, texts: Sequence[str], title: str, colour: tuple[int, int, int]
) -> list[Image.Image]:
    """Return the page as a picture with its title; none if the document has no such page.

    A page that is printed on several sheets of paper is shown as those.
    """
    each = sheets_of_a_page(entry)
    sheets = []
    with suppress(pdfium.PdfiumError), closing(pdfium.PdfDocument(data)) as document:  # an old file may be anything
        for index in range((page - 1) * each, min(page * each, len(document))):
            with closing(document[index]) as sheet:
                sheets.append(_sheet(sheet, texts, colour, WIDTH / each))
    return [_titled(_row(sheets, 0), title, colour)] if sheets else []


def _sheet(page: Any, texts: Sequence[str], colour: tuple[int, int, int], width: float) -> Image.Image:  # noqa: ANN401 - pdfium is untyped
    scale = width / page.get_width()
    image = cast("Image.Image", page.render(scale=scale * 2).to_pil()).convert("RGB")
    image = image.resize((image.width // 2, image.height // 2), Image.Resampling.LANCZOS)
    drawing = ImageDraw.Draw(image)
    height = page.get_height()
    drawing.rectangle((0, 0, image.width - 1, image.height - 1), outline=_EDGE)
    for left, bottom, right, top in boxes(page, texts):
        box = (left * scale - _ROOM, (height - top) * scale - _ROOM)
        far = (right * scale + _ROOM, (height - bottom) * scale + _ROOM)
        drawing.rounded_rectangle((*box, *far), radius=_ROOM, outline=colour, width=_LINE)
    return image


def boxes(page: Any, texts: Iterable[str]) -> list[Rectangle]:  # noqa: ANN401 - pdfium is untyped
    """Return where texts stand on a page of PDFium: left, bottom, right and top of each, in pt from the bottom left.

    A text that stands there several times has as many boxes; one that is only read aloud has none.
    """
    said: list[str] = []
    at: list[int] = []
    with closing(page.get_textpage()) as read:
        for index in range(read.count_chars()):
            character = _bare(chr(pdfium_c.FPDFText_GetUnicode(read, index)))
            said.append(character)
            at += [index] * len(character)
        whole = "".join(said)
        found = []
        for text in dict.fromkeys(map(_bare, texts)):
            start = whole.find(text) if text else -1
            while start >= 0:
                found.append(_around([read.get_charbox(one) for one in at[start : start + len(text)]]))
                start = whole.find(text, start + len(text))
    return found


def _bare(text: str) -> str:
    """Return a text without what the typesetter adds or takes: white space, hyphens, bullets."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(
        one
        for one in composed
        if not (one.isspace() or one in _IGNORED or unicodedata.category(one) in {"Cc", "Cn", "Cs"})
    )


def _around(rectangles: Sequence[Rectangle]) -> Rectangle:
    lefts, bottoms, rights, tops = zip(*rectangles, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)


def _titled(image: Image.Image, title: str, colour: tuple[int, int, int]) -> Image.Image:
    whole = Image.new("RGB", (image.width, image.height + _BAND), _PAPER)
    font = ImageFont.truetype(Weight.SEMIBOLD.path, 22)
    ImageDraw.Draw(whole).text((2, 6), title, fill=colour, font=font)
    whole.paste(image, (0, _BAND))
    return whole


def _row(images: Sequence[Image.Image], gap: int) -> Image.Image:
    width = sum(one.width for one in images) + gap * (len(images) - 1)
    whole = Image.new("RGB", (width, max(one.height for one in images)), _PAPER)
    x = 0
    for one in images:
        whole.paste(one, (x, 0))
        x += one.width + gap
    return whole


def _beside(sides: Sequence[Image.Image]) -> bytes:
    stream = io.BytesIO()
    row = _row(sides, _GAP)
    framed = Image.new("RGB", (row.width + 2 * _GAP, row.height + _GAP), _PAPER)
    framed.paste(row, (_GAP, 0))
    framed.quantize(_COLOURS, dither=Image.Dither.NONE).save(stream, "PNG", optimize=True)
    return stream.getvalue()
