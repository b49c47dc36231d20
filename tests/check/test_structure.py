"""Tags: content and elements, headings, lists, tables, figures, links, bookmarks, order."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, TextStringObject

from materialgen.check import structure
from materialgen.check.reading import Node, ReadFile
from materialgen.check.structure import tree_faults
from materialgen.geometry import Box
from materialgen.typeset import Style
from tests.check.damage import Opened
from tests.check.drawn import document, told, with_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from materialgen.check.built import Built
    from materialgen.draw import Page

SHEET = "07-diagram-a3.pdf"
GUIDE = "01-moderatorsguide-a4.pdf"


# -- the tree --------------------------------------------------------------------------------------------------------


def made(role: str, *kids: Node, **entries: object) -> Node:
    """Return an element; one without others inside holds a text."""
    attributes = {f"/{key}": value for key, value in entries.items()}
    return Node(role, kids or ((0, 0),), attributes)


def cell(role: str = "TD", **attributes: str | int) -> Node:
    """Return a cell."""
    entries = {
        NameObject(f"/{key}"): NumberObject(value) if isinstance(value, int) else NameObject(value)
        for key, value in attributes.items()
    }
    return made(role, A=[DictionaryObject(entries)])


UNNUMBERED = DictionaryObject({NameObject("/ListNumbering"): NameObject("/None")})
HEADER = cell("TH", Scope="/Column")


def rows(*counts: int) -> Node:
    """Return a table with a row of headers and rows of some cells."""
    return made("Table", made("TR", HEADER, HEADER), *[made("TR", *[cell()] * count) for count in counts])


def in_document(*kids: Node) -> Node:
    """Return a document that begins as it should."""
    return made("Document", made("H1"), *kids)


SOUND = in_document(
    made("H2"),
    made("H3"),
    made("L", made("LI", made("Lbl"), made("LBody")), made("LI", made("LBody"))),
    made("H2"),
    rows(2, 2),
    made("Table", made("TR", HEADER, HEADER), made("TR", cell(RowSpan=2), cell()), made("TR", cell())),
    made("Table", made("THead", made("TR", HEADER, HEADER)), made("TBody", made("TR", cell(ColSpan=2)))),
    made("Table", made("TR", HEADER), made("TR", Node("TD", (), {}))),
    made("Figure", Alt="A clock"),
)


def test_a_sound_tree_has_no_faults() -> None:
    """The control of those below."""
    assert list(tree_faults(SOUND)) == []


@pytest.mark.parametrize(
    ("tree", "code", "message"),
    [
        (made("Document", made("P")), "wrong-headings", "there is no heading"),
        (made("Document", made("H2")), "wrong-headings", "the first heading is an H2, not an H1"),
        (in_document(made("H3")), "wrong-headings", "H1 is followed by H3"),
        (in_document(made("H1")), "wrong-headings", "there is more than one H1"),
        (in_document(made("Blob")), "wrong-tags", "<Blob> is no standard role"),
        (in_document(made("LBody")), "wrong-tags", "<LBody> stands in <Document>"),
        (in_document(made("L", made("P"))), "wrong-tags", "<P> stands in <L>"),
        (in_document(made("L")), "wrong-tags", "<L> holds text of its own"),
        (in_document(made("L", made("LI", made("Lbl")))), "wrong-tags", "<LI> has no <LBody>"),
        (
            in_document(made("L", made("LI", made("Lbl"), made("LBody")), A=UNNUMBERED)),
            "wrong-tags",
            "a list with labels says that it has none",
        ),
        (in_document(made("Table", made("TR", cell()))), "wrong-tags", "a table has no headers"),
        (
            in_document(made("Table", made("TR", made("TH")))),
            "wrong-tags",
            "a table's header does not say what it is the header of",
        ),
        (in_document(rows(2, 1)), "wrong-tags", "a table's rows have different numbers of cells: 1, 2"),
        (in_document(made("Figure")), "missing-alt", "a figure has no alternative text"),
        (in_document(made("Figure", Alt=" ")), "missing-alt", "a figure has no alternative text"),
        (in_document(Node("P", (), {})), "empty-element", "<P> holds nothing, but is announced"),
    ],
)
def test_faults_of_a_tree_are_found(tree: Node, code: str, message: str) -> None:
    """Each fault has its code, and is all that is found."""
    assert [(one.code, one.message) for one in tree_faults(tree)] == [(code, message)]


# -- content and elements --------------------------------------------------------------------------------------------


def edited(old: str, new: str) -> Callable[[Opened], None]:
    """Return a damage of the content of the first page."""
    return lambda pdf: pdf.edit_stream(1, lambda text: re.sub(old, new, text, count=1))


def first(role: str, key: str, value: object) -> Callable[[Opened], None]:
    """Return a damage of the first element of a role."""
    return lambda pdf: pdf.elements(role)[0].__setitem__(NameObject(key), value)


def unparented(pdf: Opened) -> None:
    """Exchange two elements in the way back from the page's content."""
    numbers = pdf.root["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    elements = numbers[1].get_object()
    elements[0], elements[1] = elements[1], elements[0]


def unheld(pdf: Opened) -> None:
    """Take the content of an element away from it."""
    pdf.elements("H1")[0][NameObject("/K")] = ArrayObject()


@pytest.mark.parametrize(
    ("damage", "codes", "said"),
    [
        (lambda pdf: pdf.root.pop("/StructTreeRoot"), ["untagged-pdf"], "no tags"),
        (lambda pdf: pdf.root.pop("/MarkInfo"), ["untagged-pdf"], "no tags"),
        (edited(r"\Z", "\n0 0 5 5 re f"), ["untagged-content"], "f outside marked content"),
        (edited(r"/Artifact BMC", "/Artifact BMC /Artifact BMC EMC"), ["untagged-content"], "Artifact inside Artifact"),
        (edited(r"<</MCID 0>>", "<</MCID 999>>"), ["untagged-content", "broken-tags"], "belong to no element"),
        (edited(r"<</MCID 1>>", "<</MCID 0>>"), ["broken-tags"], "more than one element"),
        (unheld, ["untagged-content", "empty-element"], "belong to no element, such as '"),
        (unparented, ["broken-tags"], "the way back from 2 pieces"),
        (lambda pdf: pdf.page(1).pop("/Tabs"), ["broken-tags"], "tab key"),
        (lambda pdf: pdf.elements("Figure")[0].pop("/Alt"), ["missing-alt"], "no alternative text"),
        (first("H1", "/S", NameObject("/H2")), ["wrong-headings"], "not an H1"),
        (lambda pdf: pdf.root.pop("/Outlines"), ["broken-bookmark"], "no bookmarks"),
    ],
)
def test_damaged_tags_are_found(kit: Built, damage: Callable[[Opened], object], codes: list[str], said: str) -> None:
    """Each fault has its code, and says what is wrong."""
    opened = Opened(kit.folder / SHEET)
    damage(opened)
    findings = told(structure.check, with_file(kit, SHEET, opened.to_bytes()))
    assert [code for _, code, _ in findings] == codes
    assert any(said in message for *_, message in findings)


def test_content_of_pages_that_are_gone_is_found(kit: Built) -> None:
    """A page was taken out, but its elements are still there."""
    opened = Opened(kit.folder / GUIDE)
    del opened.kids[2]
    opened.root["/Pages"][NameObject("/Count")] = NumberObject(len(opened.kids))
    codes = {code for _, code, _ in told(structure.check, with_file(kit, GUIDE, opened.to_bytes()))}
    assert "broken-tags" in codes


def test_many_faults_of_a_kind_on_a_page_are_one_finding(kit: Built) -> None:
    """A sheet of figures without alternative texts is one mistake of a layout."""
    name = "05-bedomningsblad-p1-a3.pdf"
    opened = Opened(kit.folder / name)
    for role in ("P", "H2"):
        for element in opened.elements(role):
            element[NameObject("/S")] = NameObject(f"/X{element['/K'][0] if '/K' in element else 0}")
    findings = told(structure.check, with_file(kit, name, opened.to_bytes()))
    assert [code for _, code, _ in findings] == ["wrong-tags"]
    assert "more" in findings[0][2]


# -- links and order -------------------------------------------------------------------------------------------------

STYLE = Style("text", (12,))


def at(y: float) -> Box:
    """Return a place for a line."""
    return Box(20, y, 100, 10)


def linked(page: Page) -> None:
    """Draw a heading and a link."""
    page.text("Heading", at(20), STYLE, role="H1")
    page.document.bookmark(page, 20, "Heading")
    page.text("Source", at(40), STYLE, link="https://example.org/a")


def faults(data: bytes) -> list[tuple[str, str]]:
    """Return code and message of each fault of a file."""
    return [(one.code, one.message) for one in structure.faults_of(ReadFile.of_bytes("a.pdf", data))]


def test_a_link_that_leads_somewhere_is_sound() -> None:
    """The control of those below."""
    assert faults(document(linked)) == []


def without(key: str) -> Callable[[DictionaryObject], object]:
    """Return a damage that takes an entry out."""
    return lambda note: note.pop(key)


def address(value: str) -> Callable[[DictionaryObject], object]:
    """Return a damage that changes where a link leads."""
    return lambda note: note["/A"].__setitem__(NameObject("/URI"), TextStringObject(value))  # type: ignore[index]  # a dictionary


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (without("/Contents"), "a link does not say where it leads"),
        (without("/StructParent"), "a link has no element, so that it is not read aloud"),
        (without("/A"), "a link leads nowhere"),
        (address("https://"), "a link leads nowhere"),
        (address("javascript:x"), "a link leads nowhere"),
    ],
    ids=["text", "element", "target", "address", "script"],
)
def test_a_link_without_text_element_or_target_is_found(
    tmp_path: Path, damage: Callable[[DictionaryObject], object], said: str
) -> None:
    """Each fault of a link is told."""
    path = tmp_path / "a.pdf"
    path.write_bytes(document(linked))
    opened = Opened(path)
    damage(opened.page(1)["/Annots"][0].get_object())
    assert faults(opened.to_bytes()) == [("broken-link", said)]


def test_a_link_to_a_page_of_the_file_is_sound_until_the_page_is_gone(tmp_path: Path) -> None:
    """Targets inside the file are looked up, those of bookmarks too."""

    def inner(page: Page) -> None:
        linked(page)
        page.text("Below", at(60), STYLE, link="below")

    def below(page: Page) -> None:
        page.document.destination("below", page, 20)
        page.document.bookmark(page, 20, "Below")
        page.text("Below", at(20), STYLE, role="H2")

    path = tmp_path / "a.pdf"
    path.write_bytes(document(inner, below))
    assert faults(path.read_bytes()) == []
    opened = Opened(path)
    del opened.kids[1]
    opened.root["/Pages"][NameObject("/Count")] = NumberObject(1)
    assert {code for code, _ in faults(opened.to_bytes())} == {"broken-tags", "broken-link", "broken-bookmark"}


def headings(*places: Box) -> bytes:
    """Return a file with headings that are read in this order."""

    def draw(page: Page) -> None:
        page.document.bookmark(page, 20, "First")
        for number, box in enumerate(places):
            page.text(f"Heading {number}", box, STYLE, role="H2" if number else "H1")

    return document(draw)


def test_headings_are_read_from_top_to_bottom_in_each_column() -> None:
    """A heading above the one that is read before it in its column is found; columns follow each other."""
    left, right = Box(20, 60, 80, 10), Box(110, 40, 80, 10)
    assert faults(headings(at(20), left, right)) == []
    assert faults(headings(at(20), left, left.moved(0, 20), right)) == []
    ((code, message),) = faults(headings(at(20), left, left.moved(0, -20)))
    assert code == "reading-order"
    assert message == "the heading 'Heading 2' is read after 'Heading 1', but stands above it"
