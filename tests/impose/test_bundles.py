"""Bundles: every copy of every document of a paper, in order, tagged, and no larger than they must be."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from pypdf.generic import ArrayObject, NameObject, NumberObject, TextStringObject

from materialgen.check import bundles as check_bundles
from materialgen.check.built import Built, read_built
from materialgen.check.reading import ReadFile
from materialgen.check.run import run_checks
from materialgen.kit.find import DEFAULT_KIT, find_kit
from materialgen.kit.labels import find_product
from materialgen.kit.load import load_kit
from materialgen.plan import Dots, Event, make_plan
from materialgen.render.bundle import make_bundles
from materialgen.render.layouts import load_layouts
from materialgen.render.render import draw_kit
from tests.check.damage import Opened
from tests.helpers import LAYOUTS
from tests.pdf import Pdf

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from materialgen.render.bundle import Bundle

TABLES = 3
"""A document of the tiny kit's sheet ``each`` is printed twice for each."""


def made(kit: Path, folder: Path, *, on_labels: bool = False) -> Built:
    """Build a kit with its bundles into a folder, and read it back."""
    layouts = load_layouts([LAYOUTS])
    loaded = load_kit(kit, None, {name: one.schema for name, one in layouts.items()})
    dots = Dots(find_product("rayfilm-1818k" if on_labels else None), on_labels)
    plan = make_plan(loaded, dots, Event(tables=TABLES))
    drawn = draw_kit(plan, layouts)
    bundles = make_bundles(plan, drawn)
    folder.mkdir(exist_ok=True)
    for document in drawn:
        (folder / document.printed.plan.file_name).write_bytes(document.data)
    for bundle in bundles:
        (folder / bundle.plan.file_name).write_bytes(bundle.data)
    return read_built(plan, folder, drawn, None, bundles)


@pytest.fixture
def tiny(tiny_kit: Path, tmp_path: Path) -> Built:
    """Return the tiny kit with bundles."""
    return made(tiny_kit, tmp_path / "built")


def a3(built: Built) -> tuple[Bundle, Pdf]:
    """Return the bundle on A3 and its file."""
    bundle = built.fresh_bundles["print-a3.pdf"]
    return bundle, Pdf(bundle.data)


def test_each_document_is_there_as_often_as_it_is_printed(tiny: Built) -> None:
    """Whole copies of a document follow each other, and documents stand in the plan's order."""
    for bundle in tiny.fresh_bundles.values():
        wanted = [
            text
            for document in bundle.plan.documents
            for _ in range(document.copies)
            for text in Pdf(tiny.files[document.file_name].data).texts
        ]
        assert Pdf(bundle.data).texts == wanted
        assert bundle.sides == len(wanted)
    papers = {name: {one.sheet.paper for one in bundle.plan.documents} for name, bundle in tiny.fresh_bundles.items()}
    assert papers == {"print-a3.pdf": {"A3"}, "print-a4.pdf": {"A4"}}
    assert [one.copies for one in a3(tiny)[0].plan.documents] == [2 * TABLES, 2 * TABLES]


def test_a_copy_of_several_pages_is_complete_before_the_next() -> None:
    """The cards of a principle come as whole decks: sheet 1, 2, …, and again from 1."""
    layouts = load_layouts()
    kit = load_kit(find_kit(DEFAULT_KIT), "en", {name: one.schema for name, one in layouts.items()})
    plan = make_plan(kit, Dots(find_product(None)), Event(participants=8, tables=2, principles=("P1",)))
    drawn = draw_kit(plan, layouts)
    bundle = next(one for one in make_bundles(plan, drawn) if one.plan.paper == "A3")
    deck = next(one for one in drawn if one.printed.plan.sheet.id == "cards")
    sheets = Pdf(deck.data).texts
    texts = Pdf(bundle.data).texts
    first = texts.index(sheets[0])
    assert len(sheets) > 1
    assert texts[first : first + 2 * len(sheets)] == sheets * 2


def test_copies_share_what_they_draw(tiny: Built) -> None:
    """A bundle of many copies has one content stream for each page of a document, and hardly grows with its copies."""
    bundle, pdf = a3(tiny)
    streams = [page.raw_get("/Contents").idnum for page in pdf.pages]
    assert len(streams) == 4 * TABLES
    assert len(set(streams)) == 2
    single = sum(len(tiny.files[one.file_name].data) for one in bundle.plan.documents)
    assert len(bundle.data) < 2 * single


def test_the_outline_has_an_entry_for_each_document(tiny: Built) -> None:
    """An entry leads to the first copy; there is none for the others."""
    _, pdf = a3(tiny)
    outline: list[Any] = pdf.reader.outline
    entries = [(str(one.title), pdf.reader.get_destination_page_number(one)) for one in outline]
    assert entries == [("01 Sheet each name 1", 0), ("01 Sheet each name 2", 2 * TABLES)]


def test_viewers_print_it_once_at_full_size_on_one_side(tiny: Built) -> None:
    """ISO 32000-1, table 150: the copies are in the file."""
    for bundle in tiny.fresh_bundles.values():
        preferences = Pdf(bundle.data).root["/ViewerPreferences"]
        assert preferences["/NumCopies"] == 1
        assert preferences["/PrintScaling"] == "/None"
        assert preferences["/Duplex"] == "/Simplex"


def test_the_same_input_gives_the_same_bytes(tiny: Built, tiny_kit: Path, tmp_path: Path) -> None:
    """Bundles of two builds are equal, and so are the documents with and without bundles."""
    again = made(tiny_kit, tmp_path / "again")
    assert {name: one.data for name, one in again.fresh_bundles.items()} == {
        name: one.data for name, one in tiny.fresh_bundles.items()
    }


def test_labels_are_printed_by_themselves(tmp_path: Path) -> None:
    """A document with a page for a sheet of labels is in no bundle; on plain paper it is."""
    kit = find_kit(DEFAULT_KIT)
    names = [
        {
            one.sheet.id
            for one in made(kit, tmp_path / str(on), on_labels=on).fresh_bundles["print-a4.pdf"].plan.documents
        }
        for on in (False, True)
    ]
    assert names[0] - names[1] == {"cut-outs"}


# -- what the check finds --------------------------------------------------------------------------------------------


def told(built: Built) -> list[tuple[str, int, str]]:
    """Return code, page and message of what the check of bundles finds."""
    return [(one.problem.code, one.page, one.problem.message) for one in check_bundles.check(built)]


def test_sound_bundles_pass_every_check(tiny: Built) -> None:
    """Nothing is found, by the check of bundles or by any other but for what the tiny kit is too small for."""
    assert told(tiny) == []
    assert [one for one in run_checks(tiny) if one.file.startswith("print-")] == []


def damaged(built: Built, damage: Callable[[Opened], object], folder: Path) -> Built:
    """Return the kit with a damaged bundle on A3."""
    path = folder / "print-a3.pdf"
    path.write_bytes(built.fresh_bundles["print-a3.pdf"].data)
    opened = Opened(path)
    damage(opened)
    return replace(built, bundles={"print-a3.pdf": ReadFile.of_bytes("print-a3.pdf", opened.to_bytes())})


def swap(pdf: Opened) -> None:
    """Exchange the last page of the first document and the first of the second."""
    kids = pdf.kids
    at = 2 * TABLES
    kids[at - 1], kids[at] = kids[at], kids[at - 1]


def leave_out(pdf: Opened) -> None:
    """Take away the last page."""
    kids = pdf.kids
    del kids[-1]
    pdf.root["/Pages"][NameObject("/Count")] = NumberObject(len(kids))


def paint_over(pdf: Opened) -> None:
    """Draw on one copy only."""
    pdf.edit_stream(3, lambda text: text + "\n/Artifact BMC 300 300 200 200 re f EMC")


def parts(pdf: Opened) -> ArrayObject:
    """Return the elements of the copies."""
    kids: ArrayObject = pdf.root["/StructTreeRoot"]["/K"]["/K"]
    return kids


def retag(pdf: Opened) -> None:
    """Make a heading of one copy a paragraph."""
    parts(pdf)[1].get_object()["/K"][0].get_object()[NameObject("/S")] = NameObject("/P")


def say_otherwise(pdf: Opened) -> None:
    """Take the tags of a copy away."""
    del parts(pdf)[1]


def rename(pdf: Opened) -> None:
    """Give a bookmark another name."""
    pdf.root["/Outlines"]["/First"].get_object()[NameObject("/Title")] = TextStringObject("Something else")


def copies(pdf: Opened) -> None:
    """Ask the viewer for two copies."""
    pdf.root["/ViewerPreferences"][NameObject("/NumCopies")] = NumberObject(2)


def both_sides(pdf: Opened) -> None:
    """Ask the viewer for both sides."""
    pdf.root["/ViewerPreferences"][NameObject("/Duplex")] = NameObject("/DuplexFlipLongEdge")


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (swap, "it is not page 1 of 01-sheet-each-name-p1-a3.pdf"),
        (leave_out, f"it has {4 * TABLES - 1} pages, not {4 * TABLES}"),
        (paint_over, "a shape is too much"),
        (retag, "the tags of copy 2 of 01-sheet-each-name-p1-a3.pdf are not those of the document"),
        (say_otherwise, f"its tags hold {4 * TABLES - 1} documents, not {4 * TABLES}"),
        (rename, "its bookmarks do not lead to the first page of each document"),
        (copies, "readers may print it more than once"),
        (both_sides, "readers may print on both sides"),
    ],
)
def test_damaged_bundles_are_found(tiny: Built, tmp_path: Path, damage: Callable[[Opened], object], said: str) -> None:
    """A page or a copy that is missing, elsewhere, drawn on or tagged otherwise."""
    found = told(damaged(tiny, damage, tmp_path))
    assert {code for code, _, _ in found} >= {"wrong-bundle"}
    assert any(said in message for _, _, message in found), found


def test_a_missing_bundle_and_a_stale_one_are_found(tiny: Built, tmp_path: Path) -> None:
    """A bundle that is not there is missing; one of an older build is not as built; one too many is foreign."""
    folder = tmp_path / "built"
    fresh = tiny.fresh_bundles.values()
    documents = list(tiny.fresh.values())
    (folder / "print-a3.pdf").unlink()
    codes = [(one.file, one.problem.code) for one in run_checks(read_built(tiny.plan, folder, documents, None, fresh))]
    assert ("print-a3.pdf", "missing-pdf") in codes
    with (folder / "print-a4.pdf").open("ab") as file:
        file.write(b"\n")
    codes = [(one.file, one.problem.code) for one in run_checks(read_built(tiny.plan, folder, documents, None, fresh))]
    assert ("print-a4.pdf", "not-as-built") in codes
    codes = [(one.file, one.problem.code) for one in run_checks(read_built(tiny.plan, folder, documents))]
    assert ("print-a4.pdf", "foreign-pdf") in codes
