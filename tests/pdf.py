"""Reading PDF files back, with libraries that did not write them."""

from __future__ import annotations

import re
import unicodedata
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from pypdf.generic import ContentStream

from materialgen.check.reading import PT_PER_MM, Node, ReadFile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from materialgen.check.marked import Marked

_SEPARATORS = re.compile(r"[\s\x00-\x1f]+")


@dataclass(frozen=True)
class Char:
    """A character on a page: its box in mm from the top left corner and its size in pt."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float


class Pdf:
    """A PDF file, read by pypdf and PDFium."""

    def __init__(self, data: bytes, name: str = "") -> None:
        """Read a file."""
        self.data = data
        self.name = name
        self.read = ReadFile.of_bytes(name, data)
        self.reader = self.read.reader

    @classmethod
    def of(cls, path: Path) -> Pdf:
        """Read a file from the disk."""
        return cls(path.read_bytes(), path.name)

    @property
    def pages(self) -> list[Any]:
        """The dictionaries of the pages."""
        return list(self.reader.pages)

    @property
    def root(self) -> Any:  # noqa: ANN401 - pypdf's dictionaries have no common type
        """The catalog."""
        return self.reader.trailer["/Root"]

    @cached_property
    def operations(self) -> list[list[tuple[Any, bytes]]]:
        """The operators of each page's content stream, with their operands."""
        return [ContentStream(page["/Contents"], self.reader).operations for page in self.reader.pages]

    @property
    def marked(self) -> tuple[Marked, ...]:
        """The marked content of each page."""
        return self.read.marked

    @property
    def tree(self) -> Node:
        """The structure tree's only element at the top."""
        assert self.read.tree is not None
        return self.read.tree

    @property
    def parents(self) -> dict[int, Any]:
        """The parent tree: an element, or a list of elements by MCID, for each key."""
        return self.read.parents

    @contextmanager
    def _text_pages(self) -> Iterator[list[tuple[Any, Any]]]:
        document = pdfium.PdfDocument(self.data)
        try:
            pages = [document[index] for index in range(len(document))]
            yield [(page, page.get_textpage()) for page in pages]
        finally:
            document.close()

    @cached_property
    def texts(self) -> list[str]:
        """The text of each page as PDFium reads it: white space folded, a hyphen at a line's end taken back."""
        with self._text_pages() as pages:
            return [folded(text.get_text_bounded()) for _, text in pages]

    @cached_property
    def chars(self) -> list[list[Char]]:
        """The visible characters of each page."""
        with self._text_pages() as pages:
            return [_chars(page, text) for page, text in pages]

    @property
    def alts(self) -> list[str]:
        """Every alternative text."""
        return [node.alt for node in self.tree.walk() if node.alt is not None]


def _chars(page: Any, text: Any) -> list[Char]:  # noqa: ANN401 - PDFium's objects are untyped
    height = page.get_height()
    found = []
    for index in range(text.count_chars()):
        character = chr(pdfium_c.FPDFText_GetUnicode(text, index))
        if character.isspace() or not character.isprintable():
            continue
        left, bottom, right, top = text.get_charbox(index)
        size = pdfium_c.FPDFText_GetFontSize(text, index)
        x0, y0, x1, y1 = (edge / PT_PER_MM for edge in (left, height - top, right, height - bottom))
        found.append(Char(character, x0, y0, x1, y1, size))
    return found


def folded(text: str) -> str:
    """Return a text with white space folded, soft hyphens and the reader's marks for them taken out, composed."""
    joined = text.replace("\x02\r\n", "").replace("\x02", "").replace("\u00ad", "").replace("\ufffe", "")
    return unicodedata.normalize("NFC", _SEPARATORS.sub(" ", joined).strip())
