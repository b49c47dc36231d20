"""Opening a finished PDF file to damage it: content streams as text, tags and dictionaries as pypdf has them."""

from __future__ import annotations

import io
import re
from functools import cached_property
from typing import TYPE_CHECKING, Any

from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, NameObject

from materialgen.check.reading import ReadFile, folded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


class Opened:
    """A finished file, to be damaged and written again."""

    def __init__(self, path: Path) -> None:
        """Open a file."""
        self.before = ReadFile(path)
        reader = PdfReader(io.BytesIO(self.before.data))
        self.writer = PdfWriter(clone_from=reader)
        self.writer.pdf_header = reader.pdf_header

    def to_bytes(self) -> bytes:
        """Return the file as it is now."""
        out = io.BytesIO()
        self.writer.write(out)
        return out.getvalue()

    # -- dictionaries ------------------------------------------------------------------------------------------------

    @property
    def root(self) -> Any:  # noqa: ANN401 - pypdf's dictionaries have no common type
        """The catalog."""
        return self.writer.root_object

    @property
    def information(self) -> Any:  # noqa: ANN401 - pypdf's dictionaries have no common type
        """The document information."""
        return self.writer._info.get_object()  # type: ignore[union-attr]  # cloned from a file that has it

    def page(self, number: int) -> Any:  # noqa: ANN401 - pypdf's dictionaries have no common type
        """Return a page's dictionary."""
        return self.writer.pages[number - 1]

    @property
    def kids(self) -> Any:  # noqa: ANN401 - pypdf's dictionaries have no common type
        """The references to the pages, in order."""
        return self.root["/Pages"]["/Kids"]

    @cached_property
    def fonts(self) -> list[Any]:
        """The fonts of all pages."""
        found = {}
        for number in range(1, len(self.writer.pages) + 1):
            for reference in self.page(number)["/Resources"]["/Font"].values():
                font = reference.get_object()
                found[id(font)] = font
        return list(found.values())

    # -- tags --------------------------------------------------------------------------------------------------------

    def elements(self, role: str) -> list[Any]:
        """Return the dictionaries of the elements of a role, in reading order."""
        return [one for one in _walk(self.root["/StructTreeRoot"]["/K"]) if one["/S"] == f"/{role}"]

    def titled(self, title: str) -> Any:  # noqa: ANN401 - pypdf's dictionaries have no common type
        """Return the element with a title: a card or a question by its id."""
        return next(one for one in _walk(self.root["/StructTreeRoot"]["/K"]) if one.get("/T") == title)

    # -- content streams ---------------------------------------------------------------------------------------------

    def stream(self, page: int) -> str:
        """Return a page's content stream."""
        data: bytes = self.page(page)["/Contents"].get_object().get_data()
        return data.decode("latin-1")

    def write_stream(self, page: int, text: str) -> None:
        """Replace a page's content stream."""
        stream = DecodedStreamObject()
        stream.set_data(text.encode("latin-1"))
        self.page(page)[NameObject("/Contents")] = self.writer._add_object(stream.flate_encode())

    def edit_stream(self, page: int, edit: Callable[[str], str]) -> None:
        """Change a page's content stream; it must change."""
        before = self.stream(page)
        after = edit(before)
        assert after != before, "the damage changes nothing"
        self.write_stream(page, after)

    def place(self, words: str, page: int | None = None) -> tuple[int, int]:
        """Return page and MCID of the first text that holds some words."""
        for one in self.before.pages if page is None else [self.before.pages[page - 1]]:
            for mcid, pieces in one.by_mcid.items():
                if words in folded(" ".join(piece.text for piece in pieces)):
                    return one.number, mcid
        message = f"{words!r} is not in {self.before.name}"
        raise AssertionError(message)

    def texts_of(self, title: str) -> list[tuple[int, int]]:
        """Return page and MCID of the texts of the element with a title, in reading order."""
        assert self.before.tree is not None
        node = next(one for one in self.before.tree.walk() if one.title == title)
        kids = [kid for one in node.walk() if one.role == "P" for kid in one.kids if isinstance(kid, tuple)]
        return [(index + 1, mcid) for index, mcid in kids]

    def block(self, page: int, mcid: int) -> str:
        """Return the text object that shows a piece of marked content."""
        found = re.search(rf"BT\n(?:(?!ET\n).)*?<</MCID {mcid}>>BDC.*?\nET\n", self.stream(page), re.DOTALL)
        assert found, f"page {page} has no text with the MCID {mcid}"
        return found[0]

    def edit_block(self, page: int, mcid: int, edit: Callable[[str], str]) -> None:
        """Change the text object that shows a piece of marked content."""
        block = self.block(page, mcid)
        self.edit_stream(page, lambda text: text.replace(block, edit(block), 1))

    # -- glyphs ------------------------------------------------------------------------------------------------------

    def codes(self, page: int, font: str) -> dict[str, str]:
        """Return the code of each character in a font, as it is written in a content stream."""
        data = self.page(page)["/Resources"]["/Font"][f"/{font}"].get_object()["/ToUnicode"].get_object().get_data()
        pairs = re.findall(rb"^<(\w\w)> <(\w+)>$", data, re.MULTILINE)
        found = {chr(int(to, 16)): f"\\{int(code, 16):03o}" for code, to in pairs}
        assert found, f"the font {font} has no readable ToUnicode"
        return found

    def reword(self, page: int, old: str, new: str) -> None:
        """Put other characters in the place of some that stand on one line in one font, the first that are found.

        They must be in the font's subset; kerning is lost.
        """
        stream = self.stream(page)
        for font in self.page(page)["/Resources"]["/Font"]:
            codes = self.codes(page, font.removeprefix("/"))
            if set(old) | set(new) <= set(codes):
                between = r"(?:\)-?[\d.]+\()?"
                found = re.search(between.join(f"(?:{_written(codes[one])})" for one in old), stream)
                if found:
                    given = "".join(codes[one] for one in new)
                    self.write_stream(page, stream[: found.start()] + given + stream[found.end() :])
                    return
        message = f"{old!r} is not on page {page} of {self.before.name}, or lacks characters for {new!r}"
        raise AssertionError(message)


def _written(code: str) -> str:
    """Return a pattern of the ways to write a code in a string."""
    character = chr(int(code[1:], 8))
    plain = "\\\\" + re.escape(character) if character in "()\\" else re.escape(character)
    return f"{re.escape(code)}|{plain}"


def _walk(entries: Any) -> Iterator[Any]:  # noqa: ANN401 - pypdf's dictionaries have no common type
    """Yield an element and all below it, in reading order."""
    value = entries.get_object()
    if isinstance(value, list):
        for one in value:
            yield from _walk(one)
    elif isinstance(value, dict) and "/S" in value:
        yield value
        if "/K" in value:
            yield from _walk(value["/K"])


def moved(block: str, right: float, up: float) -> str:
    """Return a text object moved on its page, pt."""
    return re.sub(
        r"1 0 0 1 (\S+) (\S+) Tm",
        lambda match: f"1 0 0 1 {float(match[1]) + right:.3f} {float(match[2]) + up:.3f} Tm",
        block,
    )


def shown(block: str) -> str:
    """Return the part of a text object between the marks of its content."""
    found = re.search(r"BDC\n(.*)EMC", block, re.DOTALL)
    assert found
    return found[1]
