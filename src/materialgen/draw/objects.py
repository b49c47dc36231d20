"""The objects of a PDF file (ISO 32000-1, 7.3 and 7.5): read from a file of our own writer, renumbered, written.

Only what our own writer writes is understood; anything else is an internal error.
"""

from __future__ import annotations

import hashlib
import re
from itertools import accumulate, pairwise, repeat
from typing import TYPE_CHECKING, NamedTuple

from materialgen.problems import MaterialgenInternalError

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

STRING = rb"\((?:[^\\()]++|\\.)*+\)"
"""A text string, for patterns; its writer escapes every parenthesis and every end of a line."""
END_OF_OBJECT = b"endobj\n"
HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
"""The second line tells that the file is no text (ISO 19005-2, 6.1.2)."""

_FREE = b"0000000000 65535 f \n"
_END = re.compile(
    rb"xref\n0 (?P<size>\d+)\n" + _FREE + rb"(?P<table>(?:\d{10} 00000 n \n)+)trailer\n<<\n/ID \n\[<\w+><\w+>\]\n"
    rb"%[^\n]*\n\n/Info (?P<information>\d+) 0 R\n/Root (?P<root>\d+) 0 R\n/Size (?P=size)\n>>\n"
    rb"startxref\n(?P<start>\d+)\n%%EOF\n"
)
_STREAM = re.compile(rb"<<\n[^()]*?/Length (\d+)[^()]*?\n>>\nstream\n")
_END_OF_STREAM = b"\nendstream\n"
_PLACE = re.compile(rb"(?<=[ [\n])([0-9]+(?= 0 [Ro])|/StructParents? [0-9]+|" + STRING + rb")", re.DOTALL)


class Objects(NamedTuple):
    """The objects of a file.

    Attributes:
        texts: Each as it stands in the file, by its number.
        information: The number of the information dictionary.
        root: The number of the catalog.
    """

    texts: dict[int, bytes]
    information: int
    root: int

    def match(self, pattern: re.Pattern[bytes], number: int) -> re.Match[bytes]:
        """Return an object's body as a pattern reads it; raises ``MaterialgenInternalError`` if it is another."""
        found = pattern.fullmatch(body(self.texts.get(number, b"")))
        if not found:
            raise unexpected(f"object {number} is not what it must be")
        return found


def read_objects(data: bytes) -> Objects:
    """Read the objects of a file; raises ``MaterialgenInternalError`` if it is damaged or not ours."""
    start = data.rfind(b"\nxref\n") + 1
    end = _END.fullmatch(data, start)
    if not end or int(end["start"]) != start:
        raise unexpected("it does not end as a file does")
    starts = [int(one) for one in end["table"].split()[::3]]
    texts = [data[first:last] for first, last in pairwise([*starts, start])]
    begins = map(b"%d 0 obj\n".__mod__, range(1, len(texts) + 1))
    ends = repeat(b"\n" + END_OF_OBJECT)
    sound = all(map(bytes.startswith, texts, begins)) and all(map(bytes.endswith, texts, ends))
    if not sound or len(texts) != int(end["size"]) - 1:
        raise unexpected("an object is not where the table says")
    return Objects(dict(enumerate(texts, 1)), int(end["information"]), int(end["root"]))


def body(text: bytes) -> bytes:
    """Return an object without its number and its end."""
    return text[text.find(b"\n") + 1 : -len(END_OF_OBJECT)]


def numbered(number: int, content: bytes) -> bytes:
    """Return an object as it stands in a file."""
    return b"%d 0 obj\n%s%s" % (number, content, END_OF_OBJECT)


def stream_in(content: bytes) -> bytes | None:
    """Return what a stream holds, as it is written; None if an object's body is no stream.

    Raises:
        MaterialgenInternalError: It has another length than it says, or names other objects.
    """
    if not content.endswith(_END_OF_STREAM):
        return None
    found = _STREAM.match(content)
    if not found or b" R" in found[0] or found.end() + int(found[1]) != len(content) - len(_END_OF_STREAM):
        raise unexpected("a stream is not as it says")
    return content[found.end() : -len(_END_OF_STREAM)]


class Template:
    """PDF syntax in which the numbers of objects and the keys of the parent tree can be changed.

    A number is written as digits, a key with its name, e.g. ``/StructParents 3``.
    """

    def __init__(self, syntax: bytes) -> None:
        """Find the places.

        Raises:
            MaterialgenInternalError: Strings or numbers cannot be told from the rest.
        """
        pieces = _PLACE.split(b"\n" + syntax)
        pieces[0] = pieces[0][1:]
        self._pieces = pieces
        self._found = pieces[1::2]
        self._different = frozenset(self._found)
        rest = b"".join(pieces[::2])
        numbers = rest.count(b" R") + rest.count(b" obj\n")
        if b"(" in rest or b")" in rest or b"/StructParent" in rest or numbers != sum(map(bytes.isdigit, self._found)):
            raise unexpected("it is written in another way")

    @property
    def references(self) -> set[int]:
        """The numbers of the objects that it names."""
        return {int(one) for one in self._different if one.isdigit()}

    @property
    def keys(self) -> list[bytes]:
        """The keys."""
        return [one for one in self._different if one.startswith(b"/")]

    def require(self, known: Collection[bytes]) -> None:
        """Raise ``MaterialgenInternalError`` unless each number and each key is known."""
        unknown = [one for one in self._different.difference(known) if not one.startswith(b"(")]
        if unknown:
            raise unexpected(f"it leads to {min(unknown).decode()}, which is not part of it")

    def fill(self, values: Mapping[bytes, bytes]) -> bytes:
        """Return the syntax with other numbers and keys; what has no value stays."""
        pieces = self._pieces.copy()
        pieces[1::2] = map(values.get, self._found, self._found)
        return b"".join(pieces)


def write_file(texts: Sequence[bytes], lengths: Sequence[int], information: int, root: int) -> bytes:
    """Return a file.

    Args:
        texts: Its objects, one or more in each, in the order of their numbers from 1.
        lengths: Of each object.
        information: The number of the information dictionary.
        root: The number of the catalog.
    """
    *starts, end = accumulate(lengths, initial=len(HEADER))
    digest = hashlib.blake2b(digest_size=16)
    for text in texts:
        digest.update(text)
    name = digest.hexdigest().encode()
    size = len(starts) + 1
    table = b"%010d 00000 n \n" * len(starts) % tuple(starts)
    trailer = b"trailer\n<</Size %d/Root %d 0 R/Info %d 0 R/ID[<%s><%s>]>>\n" % (size, root, information, name, name)
    foot = b"startxref\n%d\n%%%%EOF\n" % end
    return b"".join([HEADER, *texts, b"xref\n0 %d\n" % size, _FREE, table, trailer, foot])


def unexpected(what: str) -> MaterialgenInternalError:
    """Return the error that a file is not as our writer writes it."""
    return MaterialgenInternalError(f"a finished document cannot be read back: {what}")
