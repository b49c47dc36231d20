"""What a file says of itself."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from pypdf.generic import NameObject, TextStringObject

from materialgen.check import metadata
from materialgen.check.reading import ReadFile
from tests.check.damage import Opened
from tests.check.drawn import told, whole, with_file

if TYPE_CHECKING:
    from collections.abc import Callable

    from materialgen.check.built import Built

SHEET = "07-diagram-a3.pdf"


def info(key: str, value: str) -> Callable[[Opened], None]:
    """Return a damage that changes an entry of the information dictionary."""
    return lambda pdf: pdf.information.__setitem__(NameObject(key), TextStringObject(value))


def xmp(old: bytes, new: bytes) -> Callable[[Opened], None]:
    """Return a damage that changes the XMP packet."""

    def damage(pdf: Opened) -> None:
        stream = pdf.root["/Metadata"].get_object()
        data = stream.get_data()
        assert old in data
        stream.set_data(data.replace(old, new, 1))

    return damage


def alt(text: str) -> Callable[[Opened], None]:
    """Return a damage that changes an alternative text."""
    return lambda pdf: pdf.elements("Figure")[0].__setitem__(NameObject("/Alt"), TextStringObject(text))


def without(*keys: str) -> Callable[[Opened], None]:
    """Return a damage that takes an entry of the catalog out, or one inside it."""

    def damage(pdf: Opened) -> None:
        holder = pdf.root
        for key in keys[:-1]:
            holder = holder[key]
        del holder[keys[-1]]

    return damage


@pytest.mark.parametrize(
    ("damage", "codes", "said"),
    [
        (lambda pdf: pdf.information.pop("/Title"), ["wrong-title", "wrong-metadata"], "no title"),
        (info("/Title", "Other"), ["wrong-metadata"], "Title"),
        (info("/Subject", "Other"), ["wrong-metadata"], "Subject"),
        (without("/Metadata"), ["wrong-metadata"], "no XMP"),
        (without("/Lang"), ["wrong-language"], "'sv'"),
        (lambda pdf: pdf.root.__setitem__(NameObject("/Lang"), TextStringObject("en")), ["wrong-language"], "'en'"),
        (xmp(b"<rdf:li>sv<", b"<rdf:li>en<"), ["wrong-language"], "XMP"),
        (without("/ViewerPreferences"), ["wrong-preferences"], "file name instead of its title and"),
        (without("/ViewerPreferences", "/PrintScaling"), ["wrong-preferences"], "scale"),
        (without("/ViewerPreferences", "/DisplayDocTitle"), ["wrong-preferences"], "title"),
        (info("/Author", "Anna Andersson"), ["private-metadata"], "the author 'Anna Andersson'"),
        (info("/ModDate", "D:20260314150926+01'00'"), ["private-metadata"], "the time 20260314150926"),
        (info("/CreationDate", "D:2026"), ["private-metadata"], "the time 2026"),
        (info("/Source", "/home/anna/kit"), ["private-metadata"], "the path '/home/anna/kit'"),
        (info("/Source", "C:\\Users\\anna\\kit"), ["private-metadata"], "anna"),
        (info("/Source", "\\\\server\\share\\kit"), ["private-metadata"], "server"),
        (info("/Source", "file:///a/b"), ["private-metadata"], "file:"),
        (alt("See (/Users/anna/x.png) – å"), ["private-metadata"], "/Users/anna"),
        (alt("Write to mailto:anna@example.org"), ["private-metadata"], "anna@example.org"),
        (xmp(b"</rdf:Description>", b"<xmp:CreateDate>2026-03-14T15:09:26</xmp:CreateDate></rdf:Description>"),
         ["private-metadata"], "the time 2026-03-14"),
        (xmp(b"</rdf:Description>", b"<xmp:Label>/home/anna/x</xmp:Label></rdf:Description>"),
         ["private-metadata"], "/home/anna/x"),
    ],
)  # fmt: skip
def test_wrong_metadata_are_found(kit: Built, damage: Callable[[Opened], object], codes: list[str], said: str) -> None:
    """Each fault has its code, and says what is wrong."""
    opened = Opened(kit.folder / SHEET)
    damage(opened)
    findings = told(metadata.check, with_file(kit, SHEET, opened.to_bytes()))
    assert [code for _, code, _ in findings] == codes
    assert any(said in message for *_, message in findings)


@pytest.mark.parametrize(
    "text", ["1/2 and/or a/home/b", "profile: x", "See https://example.org/home/", "kl. 09.00/tmp"]
)
def test_texts_that_are_no_paths_are_not_private(kit: Built, text: str) -> None:
    """The control: slashes and colons in plain texts and addresses are none of it."""
    opened = Opened(kit.folder / SHEET)
    alt(text)(opened)
    assert told(metadata.check, with_file(kit, SHEET, opened.to_bytes())) == []


def test_the_names_of_user_and_computer_are_private(kit: Built, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are found where a file says who made it, but not in titles, which are words of the content."""
    opened = Opened(kit.folder / SHEET)
    xmp(b"<dc:title>", b"<dc:creator>birch at aspen</dc:creator><dc:title>")(opened)
    damaged = with_file(kit, SHEET, opened.to_bytes())
    monkeypatch.setattr("getpass.getuser", lambda: "birch")
    monkeypatch.setattr("platform.node", lambda: "aspen")
    ((_, code, message),) = told(metadata.check, damaged)
    assert code == "private-metadata"
    assert "'birch'" in message
    assert "'aspen'" in message
    monkeypatch.setattr("getpass.getuser", lambda: "Diagram")
    monkeypatch.setattr("platform.node", lambda: "localhost")
    assert told(metadata.check, whole(kit.folder.parent, "sv")) == []


def test_a_title_that_two_files_share_is_found(kit: Built) -> None:
    """A reader with two files open could not tell them apart."""
    data = kit.files[SHEET].data
    name = "08-reflektionsblad-a3.pdf"
    files = {SHEET: kit.files[SHEET], name: ReadFile.of_bytes(name, data)}
    ((_, code, message),) = told(metadata.check, replace(kit, files=files))
    assert code == "wrong-title"
    assert SHEET in message


def test_strings_are_read_as_they_are_meant() -> None:
    """Escapes, octal codes, UTF-16, hexadecimal strings and lines that go on."""
    data = rb"(a\(b\)c) (\101\n) (a (b) c) <414243> <FEFF00E5> (\376\377\000\345) <</Not /One>> (a\
b)"
    assert list(metadata._strings(data)) == ["a(b)c", "A\n", "a (b) c", "ABC", "å", "å", "ab"]
