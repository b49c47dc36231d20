"""Several copies of several finished documents in one file, made from the documents' bytes.

What documents draw is written once, however many copies there are. Each copy has its own pages, annotations and
structure elements, which differ from those of the document in the numbers of objects and the keys of the parent tree
only: these are found once, and filled in for each copy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reportlab.pdfbase.pdfdoc import DummyDoc, PDFString

from materialgen.draw.document import AUTHOR, PRODUCER
from materialgen.draw.finished import Finished, read_finished
from materialgen.draw.metadata import xmp_packet
from materialgen.draw.objects import END_OF_OBJECT, Template, numbered, stream_in, unexpected, write_file
from materialgen.draw.subsets import SubsetNames
from materialgen.problems import MaterialgenInternalError
from materialgen.typeset import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

CATALOG, INFORMATION, METADATA, PAGES, STRUCTURE, DOCUMENT, OUTLINE = range(1, 8)
"""Numbers of the file's own objects; the entries of its outline follow."""
_PREFERENCES = b"<</DisplayDocTitle true/Duplex/Simplex/NumCopies 1/PrintScaling/None>>"
"""The copies are in the file, and what is printed on the back of a card is cut in two (ISO 32000-1, table 150)."""


class Part(NamedTuple):
    """A document and its copies.

    Attributes:
        data: Its file, as ``Document.to_bytes`` returned it.
        copies: How many there are.
        bookmark: The title of the entry in the outline that leads to the first copy.
    """

    data: bytes
    copies: int
    bookmark: str


def assemble(parts: Sequence[Part], title: str, subject: str, language: str) -> bytes:
    """Return a file with all copies of some documents, one whole copy after the other.

    Args:
        parts: At least one document; all are in the same language and printed in the same way.
        title: The file's title.
        subject: What it is about, for its metadata.
        language: Of its text, e.g. ``sv``.

    Raises:
        MaterialgenInternalError: A part is not a file of ours, is damaged, or is printed otherwise than the others.
    """
    title, subject = plain(title), plain(subject)
    file = _File(len(parts))
    for part in parts:
        try:
            file.add(read_finished(part.data), part)
        except MaterialgenInternalError as error:
            raise MaterialgenInternalError(f"'{part.bookmark}' cannot be bundled: {error}") from error
    if file.languages != {_string(language)} or len(file.intents) != 1:
        raise unexpected("its language or its printing condition is not that of the others")
    return file.to_bytes(title, subject, language)


class _File:
    """A file in the making.

    Attributes:
        languages: Of its documents.
        intents: The output intents of its documents.
    """

    def __init__(self, documents: int) -> None:
        """Begin a file for a number of documents."""
        self.languages: set[bytes] = set()
        self.intents: set[bytes] = set()
        self._next = OUTLINE + 1 + documents
        self._texts: list[bytes] = []
        self._lengths: list[int] = []
        self._streams: dict[bytes, bytes] = {}
        self._names = SubsetNames()
        self._pages: list[bytes] = []
        self._owners: list[bytes] = []
        self._parts: list[bytes] = []
        self._entries: list[bytes] = []

    def add(self, document: Finished, part: Part) -> None:
        """Add a document with its copies."""
        shared = self._add_once(document)
        self.languages.add(document.language)
        self.intents.add(document.intents.fill(shared))
        shared |= {b"%d" % document.page_tree: b"%d" % PAGES, b"%d" % document.structure_tree: b"%d" % DOCUMENT}
        first = len(self._pages)
        for values in self._copies(document, part.copies, shared):
            text, _, owners = document.copy.fill(values).rpartition(END_OF_OBJECT)
            self._texts.append(text + END_OF_OBJECT)
            self._lengths += [len(one) + len(END_OF_OBJECT) for one in text.split(END_OF_OBJECT)]
            self._owners += owners.splitlines()
            self._pages += [values[b"%d" % page] for page in document.pages]
            self._parts.append(values[b"%d" % document.part])
        leads = b"/Dest[%s 0 R/XYZ 0 %s 0]" % (self._pages[first], document.height)
        self._entries.append(b"/Title %s%s" % (_string(plain(part.bookmark)), leads))

    def _add_once(self, document: Finished) -> dict[bytes, bytes]:
        """Add what all copies of a document share; return the new number of each object by that in the document."""
        contents = self._names.rename(document.once)
        values, others = {}, []
        for number, content in contents.items():
            if stream_in(content) is None:
                others.append(number)
                continue
            if content not in self._streams:
                self._streams[content] = b"%d" % self._next
                self._add(content)
            values[b"%d" % number] = self._streams[content]
        values |= {b"%d" % number: b"%d" % new for new, number in enumerate(others, self._next)}
        for number in others:
            template = Template(contents[number])
            template.require(values)
            self._add(template.fill(values))
        return values

    def _add(self, content: bytes) -> None:
        self._texts.append(numbered(self._next, content))
        self._lengths.append(len(self._texts[-1]))
        self._next += 1

    def _copies(self, document: Finished, copies: int, shared: dict[bytes, bytes]) -> Iterator[dict[bytes, bytes]]:
        """Yield for each copy what stands in it for the numbers and keys of the document."""
        own = [b"%d" % number for number in document.each]
        keys = [(key, *key.split()) for key in document.copy.keys]
        if any(int(number) >= document.keys for _, _, number in keys):
            raise unexpected("its parent tree lacks a key")
        document.copy.require({*shared, *own, *document.copy.keys})
        for _ in range(copies):
            numbers = range(self._next, self._next + len(own))
            self._next = numbers.stop
            yield {
                **shared,
                **dict(zip(own, map(b"%d".__mod__, numbers), strict=True)),
                **{key: b"%s %d" % (name, int(number) + len(self._owners)) for key, name, number in keys},
            }

    def to_bytes(self, title: str, subject: str, language: str) -> bytes:
        """Return the file."""
        packet = xmp_packet(title, subject, language, AUTHOR, PRODUCER)
        said = {"Author": AUTHOR, "Creator": PRODUCER, "Producer": PRODUCER, "Subject": subject, "Title": title}
        information = b"".join([b"/%s %s" % (key.encode(), _string(text)) for key, text in said.items()])
        owners = b" ".join([b"%d %s" % one for one in enumerate(self._owners)])
        (intents,) = self.intents
        own = {
            CATALOG: b"<</Type/Catalog/Pages %d 0 R/Lang %s/MarkInfo<</Marked true>>/Metadata %d 0 R/Outlines %d 0 R"
            b"/OutputIntents %s/PageMode/UseOutlines/StructTreeRoot %d 0 R/ViewerPreferences%s>>\n"
            % (PAGES, _string(language), METADATA, OUTLINE, intents, STRUCTURE, _PREFERENCES),
            INFORMATION: b"<<%s>>\n" % information,
            METADATA: b"<</Type/Metadata/Subtype/XML/Length %d>>\nstream\n%s\nendstream\n" % (len(packet), packet),
            PAGES: b"<</Type/Pages/Count %d/Kids[%s]>>\n" % (len(self._pages), _list(self._pages)),
            STRUCTURE: b"<</Type/StructTreeRoot/K %d 0 R/ParentTree<</Nums[%s]>>/ParentTreeNextKey %d>>\n"
            % (DOCUMENT, owners, len(self._owners)),
            DOCUMENT: b"<</Type/StructElem/S/Document/P %d 0 R/K[%s]>>\n" % (STRUCTURE, _list(self._parts)),
            **self._outline(),
        }
        texts = [numbered(number, content) for number, content in own.items()]
        return write_file([*texts, *self._texts], [*map(len, texts), *self._lengths], INFORMATION, CATALOG)

    def _outline(self) -> dict[int, bytes]:
        """Return the outline and its entries (ISO 32000-1, tables 152 and 153)."""
        first, last = OUTLINE + 1, OUTLINE + len(self._entries)
        root = b"<</Type/Outlines/Count %d/First %d 0 R/Last %d 0 R>>\n" % (len(self._entries), first, last)
        entries = {}
        for number, entry in enumerate(self._entries, first):
            before = b"/Prev %d 0 R" % (number - 1) if number > first else b""
            after = b"/Next %d 0 R" % (number + 1) if number < last else b""
            entries[number] = b"<<%s/Parent %d 0 R%s%s>>\n" % (entry, OUTLINE, before, after)
        return {OUTLINE: root, **entries}


def _list(numbers: Iterable[bytes]) -> bytes:
    return b" ".join([b"%s 0 R" % one for one in numbers])


def _string(text: str) -> bytes:
    return bytes(PDFString(text).format(DummyDoc()))
