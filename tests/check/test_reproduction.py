"""Bytes that are not those of a build, and what is said of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

import pytest
from pypdf.generic import ArrayObject, NameObject, NumberObject, TextStringObject

from materialgen.check import reproduction
from materialgen.draw import Document, Stroke
from materialgen.geometry import A4, Box
from materialgen.render.dependence import MadeFrom
from materialgen.render.render import Drawn
from materialgen.typeset import Style
from tests.check.damage import Opened, moved
from tests.check.drawn import built, document, told, with_file

if TYPE_CHECKING:
    from collections.abc import Callable

    from materialgen.check.built import Built
    from materialgen.draw import Page
    from materialgen.layout import Printed
    from materialgen.typeset import RGB

SHEET = "07-diagram-a3.pdf"
CARDS = "06-atgardskort-p1-a3.pdf"
GUIDE = "01-moderatorsguide-a4.pdf"


# -- pages -----------------------------------------------------------------------------------------------------------

THIRD = "the text 'Third sentence'"
PLACE = "x 150.0–170.0, y 60.0–80.0 mm"
GREEN = (0, 1, 0)
WORDS = ["First line", "Second words", "Third sentence", "Fourth and last", "A fifth text", "The sixth one"]


def text(
    page: Page,
    number: int,
    says: str | None = None,
    x: float = 0,
    y: float = 0,
    size: float = 12,
    colour: RGB = (0, 0, 0),
) -> None:
    """Draw a text, perhaps another than there should be."""
    style = Style("text", (size,), colour=colour)
    page.text(says or WORDS[number], Box(20 + x, 20 + 20 * number + y, 100, 12), style, role="P")


def page_of(**changes: object) -> Callable[[Page], None]:
    """Return what draws a page of texts and shapes; ``text_0`` and the like change a text, ``shape`` the last shape."""

    def draw(page: Page) -> None:
        for number in range(len(WORDS)):
            change = changes.get(f"text_{number}", {})
            if change is not None:
                text(page, number, **cast("dict[str, object]", change))  # type: ignore[arg-type]  # values of a table
        page.rect(Box(150, 20, 20, 20), fill=(0, 0, 1))
        shape = changes.get("shape", {"box": Box(150, 60, 20, 20), "fill": (0, 1, 0)})
        if shape is not None:
            page.rect(**cast("dict[str, object]", shape))  # type: ignore[arg-type]  # values of a table

    return draw


def difference(real: bytes, wanted: bytes) -> list[tuple[int, str]]:
    """Return page and message of what is said of a file that should be another."""
    kit = built(real)
    (name,) = kit.files
    fresh = {name: Drawn(cast("Printed", None), wanted, (), MadeFrom((), ""))}
    findings = told(reproduction.check, replace(kit, fresh=fresh))
    assert {code for _, code, _ in findings} <= {"not-as-built"}
    return [(page, message.removeprefix(f"page {page}: ")) for page, _, message in findings]


def on_page(**changes: object) -> str:
    """Return what is said of a page with changes."""
    ((page, message), *rest) = difference(document(page_of(**changes)), document(page_of()))
    assert page == 1
    assert all(other == 0 for other, _ in rest)
    return message


def test_equal_bytes_are_not_looked_at() -> None:
    """The control of those below."""
    assert difference(document(page_of()), document(page_of())) == []


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"text_2": {"y": 3}}, f"{THIRD} stands 3.0 mm lower than it should"),
        ({"text_2": {"y": -3, "x": 2}}, f"{THIRD} stands 3.0 mm higher and 2.0 mm further to the right than it should"),
        (
            {"text_2": {"x": 2}, "text_3": {"x": 2}},
            f"{THIRD} and 1 more stand 2.0 mm further to the right than they should",
        ),
        ({f"text_{number}": {"y": 3} for number in range(6)}, "everything stands 3.0 mm lower than it should"),
        ({"text_2": None}, f"{THIRD} is missing"),
        ({"text_1": None, "text_2": None}, "2 texts, from 'Second words' to 'Third sentence', are missing"),
        ({"text_2": {"says": "Third santence"}}, "the text 'Third santence' stands where 'Third sentence' should"),
        (
            {"text_2": {"says": WORDS[3]}, "text_3": {"says": WORDS[2]}},
            "the texts 'Third sentence' and 'Fourth and last' have changed places",
        ),
        ({"text_2": {"size": 9}}, f"{THIRD} has a size of 9.0 pt, not 12.0 pt"),
        ({"text_2": {"colour": (0.5, 0.5, 0.5)}}, f"{THIRD} has the colour #808080, not #000000"),
        ({"shape": None}, f"a shape is missing, at {PLACE}"),
        ({"shape": {"box": Box(150, 63, 20, 20), "fill": GREEN}}, "a shape stands 3.0 mm lower than it should"),
        (
            {"shape": {"box": Box(150, 60, 20, 30), "fill": GREEN}},
            f"a shape stands at x 150.0–170.0, y 60.0–90.0 mm, not {PLACE}",
        ),
        (
            {"shape": {"box": Box(150, 60, 20, 20), "fill": (0.5, 0.5, 0.5)}},
            f"a shape at {PLACE} has the colour #808080, not #00ff00",
        ),
    ],
)
def test_what_differs_on_a_page_is_named(changes: dict[str, object], said: str) -> None:
    """With the amount in mm, and only once."""
    message = on_page(**changes)
    first, *rest = message.split("; ")
    assert first == said
    assert all(one.startswith("a shape stands") for one in rest) or not rest


def test_a_text_too_much_is_named() -> None:
    """Texts and shapes that should not be there."""
    full, less = document(page_of()), document(page_of(text_4=None, shape=None))
    message = difference(less, full)[0][1], difference(full, less)[0][1]
    assert message == (
        "the text 'A fifth text' is missing; a shape is missing, at x 150.0–170.0, y 60.0–80.0 mm",
        "the text 'A fifth text' is too much; a shape is too much, at x 150.0–170.0, y 60.0–80.0 mm",
    )


def test_lines_of_another_width_are_named() -> None:
    """A cut line that was made a hairline."""

    def ruled(width: float) -> Callable[[Page], None]:
        def draw(page: Page) -> None:
            page_of()(page)
            page.line(20, 200, 190, 200, Stroke(width, (0, 0, 0)))

        return draw

    ((page, message),) = difference(document(ruled(0.1)), document(ruled(0.5)))
    assert (page, message) == (
        1,
        "a line at x 20.0–190.0, y 200.0–200.0 mm is drawn with another width or other dashes",
    )


@pytest.mark.parametrize(
    ("matrix", "said"),
    [
        (".97 0 0 .97 0 0", "everything is 3.0 % smaller than it should be"),
        ("1.05 0 0 1.05 0 0", "everything is 5.0 % larger than it should be"),
        ("1 0 0 1 0 -8.504", "everything stands 3.0 mm lower than it should"),
        ("1 0 0 1 -5.669 0", "everything stands 2.0 mm further to the left than it should"),
    ],
)
def test_what_happened_to_a_whole_page_is_told_in_one_sentence(kit: Built, matrix: str, said: str) -> None:
    """Not for each of its texts."""
    opened = Opened(kit.folder / CARDS)
    opened.edit_stream(1, lambda content: f"q {matrix} cm\n{content}\nQ")
    findings = told(reproduction.check, with_file(kit, CARDS, opened.to_bytes()))
    assert findings == [(1, "not-as-built", f"page 1: {said}")]


def test_many_pages_are_told_together(kit: Built) -> None:
    """Three pages are named, the rest are counted."""
    opened = Opened(kit.folder / GUIDE)
    for page in range(1, 7):
        opened.edit_stream(page, lambda content: moved(content, 10, 0))
    findings = told(reproduction.check, with_file(kit, GUIDE, opened.to_bytes()))
    assert [page for page, *_ in findings] == [1, 2, 3, 0]
    assert findings[-1][2].startswith("3 more pages of it are not as they should be")


def test_pages_that_are_gone_or_too_many_are_named(kit: Built) -> None:
    """Pages are told by what is on them, so that those after a gap are not found to be others."""
    opened = Opened(kit.folder / GUIDE)
    del opened.kids[2]
    opened.root["/Pages"][NameObject("/Count")] = NumberObject(len(opened.kids))
    ((page, _, message),) = told(reproduction.check, with_file(kit, GUIDE, opened.to_bytes()))
    assert page == 0
    assert message.startswith("what should stand on page 3 is not there")
    opened = Opened(kit.folder / GUIDE)
    opened.kids.insert(2, opened.kids[1])
    opened.root["/Pages"][NameObject("/Count")] = NumberObject(len(opened.kids))
    assert "some are the same" in told(reproduction.check, with_file(kit, GUIDE, opened.to_bytes()))[0][2]


# -- the rest of the file --------------------------------------------------------------------------------------------


def reordered(pdf: Opened) -> None:
    """Read the last of the page first."""
    top = pdf.elements("Document")[0]
    top[NameObject("/K")] = ArrayObject([top["/K"][-1], *top["/K"][:-1]])


def entry(key: str, value: str) -> Callable[[Opened], None]:
    """Return a damage of the information dictionary."""
    return lambda pdf: pdf.information.__setitem__(NameObject(key), TextStringObject(value))


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda _pdf: None, "something else has saved it"),
        (entry("/Title", "Other"), "its title is 'Other', not 'Diagram"),
        (
            lambda pdf: pdf.root.__setitem__(NameObject("/Lang"), TextStringObject("de")),
            "its language is 'de', not 'sv'",
        ),
        (lambda pdf: pdf.root.pop("/ViewerPreferences"), "its viewer preferences are others"),
        (lambda pdf: pdf.root.pop("/Outlines"), "its bookmarks are others"),
        (lambda pdf: pdf.root.pop("/Metadata"), "its XMP metadata are others"),
        (lambda pdf: pdf.root.pop("/StructTreeRoot"), "its tags are missing"),
        (lambda pdf: pdf.elements("Figure")[0].pop("/Alt"), "is missing"),
        (
            lambda pdf: pdf.elements("Figure")[0].__setitem__(NameObject("/Alt"), TextStringObject("Other")),
            "an alternative text is 'Other', not '",
        ),
        (lambda pdf: pdf.elements("H1")[0].__setitem__(NameObject("/S"), NameObject("/P")), "is tagged as <P>"),
        (lambda pdf: pdf.elements("Document")[0]["/K"].pop(), "missing, the first is <"),
        (reordered, "it is read aloud in another order: <"),
        (
            lambda pdf: pdf.elements("P")[0].__setitem__(NameObject("/Lang"), TextStringObject("de")),
            "its tags are nested otherwise, or have other attributes",
        ),
    ],
)
def test_what_differs_beside_the_pages_is_named(kit: Built, damage: Callable[[Opened], object], said: str) -> None:
    """Metadata, preferences, bookmarks and tags."""
    opened = Opened(kit.folder / SHEET)
    damage(opened)
    ((page, code, message),) = told(reproduction.check, with_file(kit, SHEET, opened.to_bytes()))
    assert (page, code) == (0, "not-as-built")
    assert said in message


def test_links_to_other_places_are_named() -> None:
    """A link that was changed."""

    def linked(address: str) -> bytes:
        made = Document("Title", "Subject", "en")
        made.page(A4).text("Source", Box(20, 20, 100, 10), Style("text", (12,)), link=address)
        return made.to_bytes()

    ((_, message),) = difference(linked("https://example.com"), linked("https://example.org"))
    assert message == "its links are others"
