"""The tagged page: marked content, the structure tree and the way back from one to the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from materialgen.check.marked import marked_content
from materialgen.check.reading import PT_PER_MM, Node
from materialgen.draw import Document, Page, Stroke
from materialgen.geometry import A3, A4, Box
from materialgen.kit.text import Text
from materialgen.typeset import Style, Weight
from tests.pdf import Pdf

if TYPE_CHECKING:
    from collections.abc import Callable

STYLE = Style("test", (12,), Weight.REGULAR)
STROKE = Stroke(0.5, (0, 0, 0))


def make(*draw: Callable[[Page], object]) -> Pdf:
    """Return a document with a page for each function that draws one."""
    document = Document("Title", "Subject", "sv")
    for one in draw:
        one(document.page(A4))
    assert document.problems == []
    return Pdf(document.to_bytes())


def at(y: float) -> Box:
    """Return a place for a line of text."""
    return Box(20, y, 170, 10)


def rich(page: Page) -> None:
    """Draw a page with some of everything."""
    page.line(20, 10, 190, 10, STROKE)
    page.text("Heading", at(20), STYLE, role="H1")
    page.rect(at(30), fill=(0.9, 0.9, 0.9), stroke=STROKE, radius=2)
    page.text("decoration", at(30), STYLE, role=None)
    with page.tag("Sect"), page.tag("L", attributes={"List": "/ListNumbering/Decimal"}), page.tag("LI"):
        page.text("1", at(40), STYLE, role="Lbl")
        page.circle(100, 45, 3, fill=(1, 0, 0))
        page.text("one", at(50), STYLE, role="LBody")
    page.line(20, 58, 40, 58, STROKE)
    with page.figure("A **clock** of ten min\u00adutes", Box(20, 60, 20, 20)):
        page.sector(30, 70, 8, 0, 60, fill=(1, 0, 0))
        page.text("10", Box(20, 65, 20, 10), STYLE)
        page.arc(30, 70, 9, 0, 60, STROKE)
    page.text("See the source", at(90), STYLE, link="https://example.org/a?b=(c)")
    page.text("- first\n- second\nafter", Box(20, 100, 80, 30), STYLE)
    page.text("innovations\u00adarbetet", Box(20, 140, 26, 20), STYLE)
    page.curve([(20, 200), (30, 210), (40, 210), (50, 200)], stroke=STROKE)
    page.polygon([(20, 220), (30, 220), (25, 230)], fill=(0, 0, 1))


def named(node: Node) -> list[Any]:
    """Return roles and contents as nested lists."""
    kids = [named(kid) if isinstance(kid, Node) else kid for kid in node.kids]
    return [node.role, *[kid if isinstance(kid, (list, tuple)) else "annotation" for kid in kids]]


def test_everything_drawn_is_marked_and_balanced() -> None:
    """Each shape and text stands inside one element or one artifact, which ends before the next begins."""
    pdf = make(rich, rich)
    assert [marked.breaches for marked in pdf.marked] == [[], []]
    assert all(len(marked.mcids) > 8 and marked.artifacts for marked in pdf.marked)


@pytest.mark.parametrize(
    ("content", "breach"),
    [
        (b"0 0 m 1 1 l S", "S outside marked content"),
        (b"BT (a) Tj ET", "Tj outside marked content"),
        (b"/P<</MCID 0>>BDC", "P is never ended"),
        (b"/P<</MCID 0>>BDC EMC EMC", "EMC without a beginning"),
        (b"/P<</MCID 0>>BDC /P<</MCID 1>>BDC EMC EMC", "P inside P"),
        (b"/P<</MCID 0>>BDC /Artifact BMC EMC EMC", "Artifact inside P"),
        (b"/Span<</ActualText (a)>>BDC EMC", "Span without an MCID"),
    ],
)
def test_the_check_of_marked_content_can_fail(content: bytes, breach: str) -> None:
    """The control: each kind of fault is found."""
    assert marked_content(content).breaches == [breach]


def test_each_piece_of_content_has_a_number_of_its_own_and_leads_back_to_its_element() -> None:
    """MCIDs count from 0 on each page; the parent tree leads from each to the element that holds it."""
    pdf = make(rich, rich)
    for index, (page, marked) in enumerate(zip(pdf.pages, pdf.marked, strict=True)):
        assert [mcid for mcid, _ in marked.mcids] == list(range(len(marked.mcids)))
        elements = [one.get_object() for one in pdf.parents[page["/StructParents"]]]
        assert len(elements) == len(marked.mcids)
        for mcid, role in marked.mcids:
            assert elements[mcid]["/S"] == f"/{role}"
            assert mcid in elements[mcid]["/K"]
            assert elements[mcid]["/Pg"].indirect_reference == page.indirect_reference
        held = [kid for node in pdf.tree.walk() for kid in node.kids if isinstance(kid, tuple) and kid[0] == index]
        assert sorted(held) == [(index, mcid) for mcid, _ in marked.mcids]


def test_keys_of_the_parent_tree_are_used_once() -> None:
    """No two pages or annotations share a key, and the next free key is above them all."""
    pdf = make(rich, rich)
    used = [int(page["/StructParents"]) for page in pdf.pages]
    used += [int(note.get_object()["/StructParent"]) for page in pdf.pages for note in page["/Annots"]]
    assert sorted(used) == sorted(pdf.parents) == list(range(len(used)))
    assert pdf.root["/StructTreeRoot"]["/ParentTreeNextKey"] == len(used)


def test_the_tree_has_roles_and_order_of_the_page() -> None:
    """Elements stand in the order in which they were made; a hyphen that is not in the text is a span of its own."""
    assert named(make(rich).tree) == [
        "Document",
        ["H1", (0, 0)],
        ["Sect", ["L", ["LI", ["Lbl", (0, 1)], ["LBody", (0, 2)]]]],
        ["Figure", (0, 3)],
        ["P", ["Link", (0, 4), "annotation"]],
        ["L", ["LI", ["Lbl", (0, 5)], ["LBody", (0, 6)]], ["LI", ["Lbl", (0, 7)], ["LBody", (0, 8)]]],
        ["P", (0, 9)],
        ["P", (0, 10), ["Span", (0, 11)], (0, 12)],
    ]


def test_reading_order_may_differ_from_drawing_order() -> None:
    """A place that is reserved is read there although it is filled later."""

    def draw(page: Page) -> None:
        heading = page.reserve("H1")
        page.text("drawn first", at(40), STYLE)
        with page.inside(heading):
            page.text("read first", at(20), STYLE, role="Span")

    assert named(make(draw).tree) == ["Document", ["H1", ["Span", (0, 1)]], ["P", (0, 0)]]


def test_an_element_can_hold_content_of_several_pages() -> None:
    """A section that goes on over the page keeps its parts, each with its own page."""
    document = Document("Title", "Subject", "sv")
    first, second = document.page(A4), document.page(A3)
    with first.tag("Sect"):
        first.text("one", at(20), STYLE)
        second.text("two", at(20), STYLE)
    pdf = Pdf(document.to_bytes())
    assert named(pdf.tree) == ["Document", ["Sect", ["P", (0, 0)], ["P", (1, 0)]]]


def test_a_figure_has_an_alternative_text_and_a_box() -> None:
    """The alternative text is plain, and the box is the figure's on the page, in points from the bottom left."""
    pdf = make(rich)
    (figure,) = (node for node in pdf.tree.walk() if node.role == "Figure")
    assert figure.alt == "A clock of ten minutes"
    layout = figure.entries["/A"][0]
    assert (layout["/O"], layout["/Placement"]) == ("/Layout", "/Block")
    expected = [20 * PT_PER_MM, (297 - 80) * PT_PER_MM, 40 * PT_PER_MM, (297 - 60) * PT_PER_MM]
    assert [float(one) for one in layout["/BBox"]] == pytest.approx(expected, abs=0.01)


@pytest.mark.parametrize("alt", ["å (a) \\ b", "–”…", "čđŋ", "(((", "a\nb"])
def test_an_alternative_text_survives_as_it_is(alt: str) -> None:
    """Letters beyond Latin-1, brackets and backslashes are the same in the file."""

    def draw(page: Page) -> None:
        with page.figure(alt, Box(20, 20, 10, 10)):
            page.circle(25, 25, 3, fill=(0, 0, 0))

    assert make(draw).alts == [alt.replace("\n", " ")]


def test_attributes_language_and_numbering_are_in_the_tree() -> None:
    """A list says how it is numbered, and an element in another language says so."""

    def draw(page: Page) -> None:
        with page.tag("L", attributes={"List": "/ListNumbering/Decimal"}), page.tag("LI", lang="en"):
            page.text("one", at(20), STYLE, role="LBody")

    one, two = list(make(draw).tree.walk())[1:3]
    assert (one.entries["/A"][0]["/O"], one.entries["/A"][0]["/ListNumbering"]) == ("/List", "/Decimal")
    assert two.entries["/Lang"] == "en"


def test_a_list_with_bullets_says_what_they_are() -> None:
    """Labels are of a list with a numbering (ISO 14289-1, 7.6)."""
    made = make(lambda page: page.text("- first\n- second", Box(20, 100, 80, 30), STYLE)).tree
    (one,) = (node for node in made.walk() if node.role == "L")
    assert one.entries["/A"][0] == {"/O": "/List", "/ListNumbering": "/Disc"}


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("P", ["Document", ["P", (0, 0)], ["L", ["LI", ["Lbl", (0, 1)], ["LBody", (0, 2)]]], ["P", (0, 3)]]),
        (
            "TD",
            ["Document", ["TD", ["P", (0, 0)], ["L", ["LI", ["Lbl", (0, 1)], ["LBody", (0, 2)]]], ["P", (0, 3)]]],
        ),
        ("H2", ["Document", ["H2", (0, 0)]]),
        (None, ["Document"]),
    ],
)
def test_a_list_stands_where_its_role_lets_it(role: str | None, expected: list[Any]) -> None:
    """Beside paragraphs, inside what may hold paragraphs, and nowhere in headings (ISO 32000-1, 14.8.4)."""
    pdf = make(lambda page: page.text("before\n- item\nafter", Box(20, 100, 80, 30), STYLE, role=role))
    assert named(pdf.tree) == expected
    assert pdf.texts[0].split() == ["before", "•", "item", "after"]


@pytest.mark.parametrize("title", ["Ab3", "P1: å – (é) \\ Ŋ"])
def test_an_element_can_name_what_it_is(title: str) -> None:
    """A title tells one card from the others, in any characters; other elements have none."""

    def draw(page: Page) -> None:
        card = page.reserve("Sect", title=title)
        with page.tag("Sect", title=title):
            page.text("one", at(20), STYLE)
        with page.inside(card):
            page.text("two", at(40), STYLE)

    titles = [(node.role, node.entries.get("/T")) for node in make(draw).tree.walk()]
    assert titles == [("Document", None), *[("Sect", title), ("P", None)] * 2]


def test_a_link_is_an_element_with_its_annotation() -> None:
    """Link, text and annotation belong together: the annotation leads back to the element and says where it goes."""
    pdf = make(rich)
    (page,) = pdf.pages
    (annotation,) = (one.get_object() for one in page["/Annots"])
    assert (annotation["/Subtype"], annotation["/A"]["/URI"]) == ("/Link", "https://example.org/a?b=(c)")
    assert annotation["/Contents"] == "See the source"
    element = pdf.parents[annotation["/StructParent"]].get_object()
    assert element["/S"] == "/Link"
    assert [kid["/Obj"]["/Contents"] for kid in element["/K"] if not isinstance(kid, int)] == ["See the source"]
    left, low, right, high = (float(one) for one in annotation["/Rect"])
    assert (left, right) == pytest.approx((20 * PT_PER_MM, 190 * PT_PER_MM))
    assert (297 - 100) * PT_PER_MM <= low < high == pytest.approx((297 - 90) * PT_PER_MM, abs=0.01)


def test_a_link_can_lead_to_a_named_place_of_the_document() -> None:
    """A link to a destination goes to the page and height of that name."""
    document = Document("Title", "Subject", "sv")
    first, second = document.page(A4), document.page(A4)
    first.text("To the second page", at(20), STYLE, link="there")
    second.text("Here", at(50), STYLE)
    document.destination("there", second, 50)
    pdf = Pdf(document.to_bytes())
    (annotation,) = (one.get_object() for one in pdf.pages[0]["/Annots"])
    page, kind, _left, top, _zoom = annotation["/Dest"]
    assert page.get_object() == pdf.pages[1]
    assert kind == "/XYZ"
    assert float(top) == pytest.approx((297 - 50) * PT_PER_MM, abs=0.01)


def test_a_problem_is_collected_and_nothing_is_drawn() -> None:
    """A text that does not fit, a missing glyph and one in an alternative text are problems of the document."""
    document = Document("Title", "Subject", "sv")
    page = document.page(A4)
    assert page.text(Text("a\nb"), Box(20, 20, 50, 6), STYLE, place="here").h == 0
    page.text(Text("☐"), at(40), STYLE)
    with page.figure("☒", Box(20, 20, 10, 10)):
        pass
    assert [one.code for one in document.problems] == ["text-too-long", "missing-glyph", "missing-glyph"]
    assert page.placed == []


def test_tagging_ends_with_its_block_even_if_drawing_fails() -> None:
    """An error inside a group does not leave later content in it."""
    document = Document("Title", "Subject", "sv")
    page = document.page(A4)
    message = "drawing failed"
    with pytest.raises(RuntimeError, match=message), page.tag("Sect"):
        raise RuntimeError(message)
    page.text("after", at(20), STYLE)
    assert named(Pdf(document.to_bytes()).tree) == ["Document", ["Sect"], ["P", (0, 0)]]
