"""Reading PDF files back, with libraries that did not write them."""

from __future__ import annotations

import io
import re
import unicodedata
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from pypdf import PdfReader
from pypdf.generic import ContentStream, IndirectObject

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

PT_PER_MM = 72 / 25.4
_PAINTING = frozenset({b"S", b"s", b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"sh", b"Do", b"BI", b"INLINE IMAGE"})
_SHOWING = frozenset({b"Tj", b"TJ", b"'", b'"'})
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


@dataclass(frozen=True)
class Marked:
    """What a page's content stream marks.

    Attributes:
        mcids: The MCIDs in the order of drawing, with the role of each.
        breaches: What is painted or shown outside, and what is not balanced.
        artifacts: For each artifact, how many MCIDs came before it.
    """

    mcids: list[tuple[int, str]]
    breaches: list[str]
    artifacts: list[int]


def marked_content(operations: Iterable[tuple[Any, bytes]]) -> Marked:
    """Follow the marked content of a content stream."""
    stack: list[str] = []
    marked = Marked([], [], [])
    for operands, operator in operations:
        if operator in {b"BMC", b"BDC"}:
            _begin(str(operands[0]).removeprefix("/"), operands[1] if operator == b"BDC" else {}, stack, marked)
        elif operator == b"EMC" and stack:
            stack.pop()
        elif operator == b"EMC":
            marked.breaches.append("EMC without a beginning")
        elif operator in _PAINTING | _SHOWING and not stack:
            marked.breaches.append(f"{operator.decode()} outside marked content")
    marked.breaches.extend(f"{role} is never ended" for role in stack)
    return marked


def _begin(role: str, properties: Any, stack: list[str], marked: Marked) -> None:  # noqa: ANN401 - pypdf's dictionaries
    mcid = properties.get("/MCID")
    if mcid is not None:
        marked.mcids.append((int(mcid), role))
    if role == "Artifact":
        marked.artifacts.append(len(marked.mcids))
    if stack and (role == "Artifact" or mcid is not None):
        marked.breaches.append(f"{role} inside {stack[-1]}")
    if not stack and role != "Artifact" and mcid is None:
        marked.breaches.append(f"{role} without an MCID")
    stack.append(role)


@dataclass(frozen=True)
class Node:
    """A structure element.

    Attributes:
        role: For instance ``H1``.
        kids: Nodes, ``(page index, mcid)`` pairs and, for references to annotations, the annotation's dictionary.
        entries: The element's dictionary.
    """

    role: str
    kids: list[Node | tuple[int, int] | Any]
    entries: Any

    @property
    def alt(self) -> str | None:
        """The alternative text."""
        value = self.entries.get("/Alt")
        return None if value is None else str(value)

    def walk(self) -> Iterator[Node]:
        """Yield the node and all below it, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Node):
                yield from kid.walk()


class Pdf:
    """A PDF file, read by pypdf and PDFium."""

    def __init__(self, data: bytes, name: str = "") -> None:
        """Read a file."""
        self.data = data
        self.name = name
        self.reader = PdfReader(io.BytesIO(data), strict=True)

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

    @cached_property
    def marked(self) -> list[Marked]:
        """The marked content of each page."""
        return [marked_content(operations) for operations in self.operations]

    @cached_property
    def tree(self) -> Node:
        """The structure tree's only element at the top."""
        top = self.root["/StructTreeRoot"]["/K"]
        return self._node(top)

    def _page_index(self, reference: Any) -> int:  # noqa: ANN401 - pypdf's dictionaries have no common type
        return next(
            index
            for index, page in enumerate(self.reader.pages)
            if page.indirect_reference is not None and page.indirect_reference.idnum == reference.idnum
        )

    def _node(self, entries: Any) -> Node:  # noqa: ANN401 - pypdf's dictionaries have no common type
        kids: list[Any] = []
        for kid in entries.get("/K", []):
            value: Any = kid.get_object() if isinstance(kid, IndirectObject) else kid
            if isinstance(value, int):
                kids.append((self._page_index(entries.raw_get("/Pg")), int(value)))
            elif value.get("/Type") == "/OBJR":
                kids.append(value["/Obj"])
            elif value.get("/Type") == "/MCR":
                kids.append((self._page_index(value.raw_get("/Pg")), int(value["/MCID"])))
            else:
                kids.append(self._node(value))
        return Node(str(entries["/S"]).removeprefix("/"), kids, entries)

    @cached_property
    def parents(self) -> dict[int, Any]:
        """The parent tree: an element, or a list of elements by MCID, for each key."""
        numbers = self.root["/StructTreeRoot"]["/ParentTree"]["/Nums"]
        return {int(numbers[index]): numbers[index + 1] for index in range(0, len(numbers), 2)}

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
