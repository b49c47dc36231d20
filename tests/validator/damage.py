"""A small document with some of everything, drawn by the package, and ways to damage it."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from materialgen.draw import Document, Stroke
from materialgen.geometry import A4, Box
from materialgen.typeset import Style, Weight

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_STYLE = Style("test", (12,), Weight.REGULAR)


def sample(*roles: str) -> bytes:
    """Return the document; ``roles`` are those of its headings."""
    document = Document("Title", "Subject", "sv")
    page = document.page(A4)
    page.rect(Box(20, 10, 170, 5), fill=(0.9, 0.9, 0.9))
    for index, role in enumerate(roles or ("H1", "H2", "H3")):
        page.text(f"Heading {index}", Box(20, 20 + 10 * index, 100, 10), _STYLE, role=role)
    with page.figure("A clock of ten minutes", Box(20, 60, 20, 20)):
        page.circle(30, 70, 8, stroke=Stroke(0.5, (0, 0, 0)))
    with page.tag("L", attributes={"List": "/ListNumbering/Decimal"}), page.tag("LI"):
        page.text("1", Box(20, 100, 10, 10), _STYLE, role="Lbl")
        page.text("First", Box(30, 100, 60, 10), _STYLE, role="LBody")
    with page.tag("Table"):
        with page.tag("TR"), page.tag("TH", attributes={"Table": "/Scope/Column"}):
            page.text("Header", Box(20, 120, 60, 10), _STYLE)
        with page.tag("TR"), page.tag("TD", title="A1"):
            page.text("Cell", Box(20, 130, 60, 10), _STYLE)
    page.text("innovations\u00adarbetet", Box(20, 150, 26, 20), _STYLE)
    page.text("The source", Box(20, 180, 60, 10), _STYLE, link="https://example.org/")
    document.bookmark(page, 20, "Heading")
    assert document.problems == []
    return document.to_bytes()


def damaged(damage: Callable[[PdfWriter], object]) -> bytes:
    """Return the document as another library writes it after a damage."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(sample()), strict=True))
    damage(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def without_ends_of_lines() -> bytes:
    """Return the document with spaces where lines should end before ``endstream``."""
    return sample().replace(b"\nendstream", b" endstream")


def elements(writer: PdfWriter, role: str) -> Iterator[DictionaryObject]:
    """Yield the structure elements of a role."""
    for one in writer._objects:
        if isinstance(one, DictionaryObject) and one.get("/Type") == "/StructElem" and one.get("/S") == f"/{role}":
            yield one


def lose(role: str, key: str) -> Callable[[PdfWriter], None]:
    """Return what takes an entry from every element of a role."""

    def damage(writer: PdfWriter) -> None:
        for one in elements(writer, role):
            del one[key]

    return damage


def set_alt(text: str) -> Callable[[PdfWriter], None]:
    """Return what gives every figure another alternative text."""

    def damage(writer: PdfWriter) -> None:
        for one in elements(writer, "Figure"):
            one[NameObject("/Alt")] = TextStringObject(text)

    return damage


def turn_into(role: str, other: str) -> Callable[[PdfWriter], None]:
    """Return what makes every element of a role one of another role."""

    def damage(writer: PdfWriter) -> None:
        for one in elements(writer, role):
            one[NameObject("/S")] = NameObject(f"/{other}")

    return damage


def lose_of_root(*keys: str) -> Callable[[PdfWriter], None]:
    """Return what takes entries from the catalog."""

    def damage(writer: PdfWriter) -> None:
        for key in keys:
            del writer.root_object[key]

    return damage


def _content(writer: PdfWriter) -> bytes:
    contents: Any = writer.pages[0]["/Contents"]
    return bytes(contents.get_object().get_data())


def content(old: bytes, new: bytes) -> Callable[[PdfWriter], None]:
    """Return what changes something once in the content stream of the first page."""

    def damage(writer: PdfWriter) -> None:
        before = _content(writer)
        assert old in before
        stream = DecodedStreamObject()
        stream.set_data(before.replace(old, new, 1))
        writer.pages[0][NameObject("/Contents")] = writer._add_object(stream)

    return damage


def metadata(pattern: str, new: str) -> Callable[[PdfWriter], None]:
    """Return what changes something in the XMP packet."""

    def damage(writer: PdfWriter) -> None:
        stream: Any = writer.root_object["/Metadata"].get_object()
        text, count = re.subn(pattern, new, stream.get_data().decode())
        assert count
        stream.set_data(text.encode())

    return damage


def annotation(key: str) -> Callable[[PdfWriter], None]:
    """Return what takes an entry from the link's annotation."""

    def damage(writer: PdfWriter) -> None:
        annotations: Any = writer.pages[0]["/Annots"]
        (one,) = annotations
        del one.get_object()[key]

    return damage


def no_embedded_font(writer: PdfWriter) -> None:
    """Take the font programs out."""
    for one in writer._objects:
        if isinstance(one, DictionaryObject) and "/FontFile2" in one:
            del one["/FontFile2"]


def no_unicode(writer: PdfWriter) -> None:
    """Take away what leads from character codes to text."""
    for one in writer._objects:
        if isinstance(one, DictionaryObject) and "/ToUnicode" in one:
            del one["/ToUnicode"]


def untagged_text(writer: PdfWriter) -> None:
    """Show the first text once more, outside of everything."""
    shown = re.search(rb"1 0 0 1 .*? Tm.*?TJ", _content(writer), re.DOTALL)
    assert shown
    content(b"/Artifact BMC", b"BT\n" + shown[0] + b"\nET\n/Artifact BMC")(writer)


def not_marked(writer: PdfWriter) -> None:
    """Say that the file is not tagged."""
    writer.root_object["/MarkInfo"][NameObject("/Marked")] = BooleanObject(value=False)  # type: ignore[index]


def other_profile(writer: PdfWriter) -> None:
    """Put a profile of greys where that of colours was."""
    intent: Any = writer.root_object["/OutputIntents"][0].get_object()  # type: ignore[index]
    profile = intent["/DestOutputProfile"].get_object()
    profile.set_data(profile.get_data().replace(b"RGB ", b"GRAY", 1))
    profile[NameObject("/N")] = NumberObject(1)


def no_profile(writer: PdfWriter) -> None:
    """Take the profile out and leave its name."""
    intent: Any = writer.root_object["/OutputIntents"][0].get_object()  # type: ignore[index]
    del intent["/DestOutputProfile"]


def lost_text(writer: PdfWriter) -> None:
    """Take the paragraphs' content out of the tree, but leave it on the page."""
    for one in elements(writer, "P"):
        one[NameObject("/K")] = ArrayObject()
