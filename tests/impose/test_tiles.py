"""Worksheets on two sheets of A4: the halves make the whole sheet, in ink and in tags; what fits on A4 stays whole."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageChops, ImageFilter

from materialgen.check.built import read_built
from materialgen.check.positions import cuts, faults
from materialgen.check.reading import ReadFile
from materialgen.check.run import CHECKS, run_checks
from materialgen.draw import Document
from materialgen.geometry import A3, A4, Box
from materialgen.geometry.tiles import EDGE, JOIN, JOINED, OVERLAP, SHIFT, TILES
from materialgen.kit.find import DEFAULT_KIT, find_kit
from materialgen.kit.labels import find_product
from materialgen.kit.load import load_kit
from materialgen.layout import Job, Layout
from materialgen.plan import Dots, make_plan, on_a4
from materialgen.problems import MaterialgenInternalError
from materialgen.render import render as rendering
from materialgen.render.layouts import load_layouts
from materialgen.render.render import draw_document, draw_kit
from materialgen.typeset import Style, Weight
from tests.helpers import problems_of
from tests.whole import languages

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from materialgen.check.reading import Node
    from materialgen.plan import DocumentPlan, Plan

DPI = 200
MM = DPI / 25.4
OFF = 0.3
"""How far ink may lie from where it should, mm."""
MARKS = 0.8
"""Half the width of the strip where the cut line stands, mm."""
HEAD, FOOT = 12.3, 284.8
"""Between them stands the sheet; the names of the halves and the marks of the glue edge are outside, mm."""
INK, PAPER = 128, 200
"""Darker than the one is ink; lighter than the other is paper."""
GRID = 4
"""So many pixels may differ because the two pictures have other grids: a dot thinner than a pixel."""
TILED = ("start", "vote", "assess", "chart", "result")
NATIVE = ("cards", "reflection", "notes", "parking")


@cache
def layouts() -> Mapping[str, Layout]:
    """Return the built-in layouts."""
    return load_layouts()


@cache
def plan(language: str, paper: str = "A4") -> Plan:
    """Return the plan of the built-in kit."""
    kit = load_kit(find_kit(DEFAULT_KIT), language, {name: one.schema for name, one in layouts().items()})
    made = make_plan(kit, Dots(find_product(None)))
    return on_a4(made, [one.name for one in layouts().values() if "A4" in one.papers]) if paper == "A4" else made


def of(sheet: str, language: str, paper: str = "A4") -> DocumentPlan:
    """Return the first document of a sheet."""
    return next(one for one in plan(language, paper).documents if one.sheet.id == sheet)


@cache
def drawn(sheet: str, language: str, paper: str = "A4") -> bytes:
    """Return a document's file."""
    document = of(sheet, language, paper)
    return draw_document(Job(plan(language, paper), document), layouts()[document.sheet.layout])[0].to_bytes()


@cache
def whole(sheet: str, language: str) -> bytes:
    """Return a tiled document before it is tiled: on the joined sheet."""
    document = of(sheet, language)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rendering, "tile", lambda _document, _job: None)
        return draw_document(Job(plan(language), document), layouts()[document.sheet.layout])[0].to_bytes()


def picture(data: bytes, page: int) -> Image.Image:
    """Return a picture of a page in grey."""
    document = pdfium.PdfDocument(data)
    try:
        image: Image.Image = document[page].render(scale=DPI / 72).to_pil().convert("L")
        return image
    finally:
        document.close()


def part(image: Image.Image, left: float, right: float) -> Image.Image:
    """Return what of a page stands between two places across, mm, and between head and foot."""
    return image.crop((round(left * MM), round(HEAD * MM), round(right * MM), round(FOOT * MM)))


def misplaced(one: Image.Image, other: Image.Image) -> int:
    """Return how many pixels of ink in one picture have no ink in the other within ``OFF``."""
    reach = 2 * math.floor(OFF * MM) + 1
    ink = one.point(lambda grey: 255 if grey < INK else 0)
    bare = other.filter(ImageFilter.MinFilter(reach)).point(lambda grey: 255 if grey >= PAPER else 0)
    return ImageChops.multiply(ink, bare).histogram()[255]


def compared(sheet: str, language: str, shift: float = 0.0) -> list[int]:
    """Return the misplaced pixels of each half of each page, both ways; ``shift`` mm moves the half."""
    tiles, joined = drawn(sheet, language), whole(sheet, language)
    found = []
    for index in range(len(ReadFile.of_bytes("", joined).pages)):
        right = picture(joined, index)
        for tile in TILES:
            half = picture(tiles, 2 * index + tile.number - 1)
            places = [(tile.shown.x, tile.shown.right)]
            if tile.number == 2:
                places = [(tile.shown.x, JOIN - MARKS), (JOIN + MARKS, tile.shown.right)]
            for left, end in places:
                ours = part(half, left - tile.origin + shift, end - tile.origin + shift)
                theirs = part(right, left, end)
                size = min(ours.width, theirs.width), ours.height
                ours, theirs = (one.crop((0, 0, *size)) for one in (ours, theirs))
                # what stands in the last fraction of a millimetre may lie beyond the crop of the other picture
                edge = math.ceil(OFF * MM)
                ours, theirs = (one.crop((edge, 0, size[0] - edge, size[1])) for one in (ours, theirs))
                found.append(misplaced(ours, theirs) + misplaced(theirs, ours))
    return found


# -- geometry --------------------------------------------------------------------------------------------------------


def test_the_halves_cover_the_joined_sheet() -> None:
    """Both are A4; together they are as wide as the joined sheet, overlap included, and the join lies in its middle."""
    left, right = TILES
    assert JOINED.width == right.origin + A4.width == 2 * A4.width - OVERLAP
    assert right.origin == SHIFT
    assert left.shown.right == A4.width - EDGE > JOIN > right.shown.x == SHIFT + EDGE
    assert left.join + right.join == A4.width
    assert [tile.holds(x) for tile in TILES for x in (0.0, JOIN - 0.1, JOIN + 0.1, 400.0)] == [
        *(True, True, False, False),
        *(False, False, True, True),
    ]


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("sheet", TILED)
def test_halves_laid_together_are_the_whole_sheet(sheet: str, language: str) -> None:
    """Each half shows what the joined sheet has there, up to 0.3 mm, in the overlap as well."""
    assert max(compared(sheet, language)) <= GRID


def test_a_half_in_the_wrong_place_is_found() -> None:
    """The control: halves that are moved by 1 mm are seen on each page of each sheet, in the overlap as well."""
    for sheet in TILED:
        for found in (compared(sheet, "en", 1.0), compared(sheet, "en", -1.0)):
            assert min(found[0::3]) > 100
            assert min(found[2::3]) > 100


# -- texts and tags --------------------------------------------------------------------------------------------------


def told(file: ReadFile, node: Node) -> list[tuple[str, str | None, str]]:
    """Return role, alternative text and text of each element, in reading order; figures are told by the former."""
    return [
        (one.role, one.alt, "" if any(below.role == "Figure" for below in one.walk()) else file.text_of(one))
        for one in node.walk()
    ]


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("sheet", TILED)
def test_what_is_read_aloud_is_the_same(sheet: str, language: str) -> None:
    """Every text and every figure is tagged once, in the order of the whole sheet."""
    tiles, joined = (ReadFile.of_bytes("", data) for data in (drawn(sheet, language), whole(sheet, language)))
    assert tiles.tree is not None
    assert joined.tree is not None
    assert told(tiles, tiles.tree) == told(joined, joined.tree)
    homes = {kid[0] % 2 for node in tiles.tree.walk() for kid in node.kids if isinstance(kid, tuple)}
    assert homes == {0, 1}  # the control: both halves have tags


@pytest.mark.parametrize("sheet", TILED)
def test_a_half_holds_only_what_it_shows(sheet: str) -> None:
    """Whatever stands on a page reaches into what its half shows; nothing that reaches there is left out."""
    tiles, joined = (ReadFile.of_bytes("", data) for data in (drawn(sheet, "en"), whole(sheet, "en")))
    for page in joined.pages:
        for tile in TILES:
            half = tiles.pages[2 * (page.number - 1) + tile.number - 1]
            said = {one.text for one in half.pieces}
            for piece in page.pieces:
                if piece.extent.right > tile.shown.x and piece.extent.left < tile.shown.right:
                    assert piece.text in said
            alone = [one for one in page.pieces if not tile.shows(one.extent.left - 120, one.extent.right + 120)]
            assert not {one.text for one in alone if len(one.text) > 12} & said
            assert alone


def test_halves_are_named_and_show_where_to_cut() -> None:
    """Number, name and side stand on each half; the right one has a cut line at the join, the left one none."""
    file = ReadFile.of_bytes("", drawn("vote", "en"))
    for page in file.pages:
        tile = TILES[(page.number - 1) % 2]
        side = ("left", "right")[tile.number - 1]
        assert f"04 Vote board · Page {(page.number + 1) // 2} · {side} {tile.number}/2" in file.page_text(page)
        lines = [one.extent for one in cuts(page) if one.extent.bottom - one.extent.top > 250]
        assert [round(one.left, 2) for one in lines] == ([round(TILES[1].join, 2)] if tile.number == 2 else [])


def test_the_check_of_places_knows_halves() -> None:
    """What crosses the inner edge and the join goes on on the other half; what crosses the outer edge does not."""
    style = Style("a line", (14,), Weight.REGULAR)
    doc = Document("Title", "Subject", "en")
    page = doc.page(A4)
    page.text("Across the inner edge of a right half", Box(-20, 50, 150, 10), style)
    page.text("Across the outer edge", Box(180, 100, 60, 10), style)
    (read,) = ReadFile.of_bytes("", doc.to_bytes()).pages
    messages = [[one.message for one in faults(read, tile=tile)] for tile in (None, *TILES)]
    assert [len(one) for one in messages] == [2, 1, 1]
    assert "inner" in messages[1][0]
    assert "outer" in messages[2][0]


# -- what is drawn on A4 itself --------------------------------------------------------------------------------------


def test_what_fits_on_a4_is_not_cut_up() -> None:
    """Everything is on A4; worksheets are tiled and cut, on one side of the paper; the others are drawn on A4."""
    made = plan("en")
    assert {one.sheet.paper for one in made.documents} == {"A4"}
    assert {one.sheet.id for one in made.documents if one.tiled} == set(TILED)
    assert all(one.sheet.cut and one.sheet.sides == 1 for one in made.documents if one.tiled)
    assert all(one.file_name.endswith("-a4.pdf") for one in made.documents)
    assert all(any(one.sheet is sheet for sheet in made.kit.sheets) for one in made.documents)
    for sheet in (*TILED, *NATIVE):
        pages = ReadFile.of_bytes("", drawn(sheet, "en")).pages
        assert {(round(page.width), round(page.height)) for page in pages} == {(210, 297)}


@pytest.mark.parametrize("language", languages())
def test_cards_are_as_large_as_on_a3(language: str) -> None:
    """Cards have their size and their type on both papers, to a millimetre."""
    sizes, types = [], []
    for paper in ("A3", "A4"):
        file = ReadFile.of_bytes("", drawn("cards", language, paper))
        lines = [one.extent for one in cuts(file.pages[-1])]
        across = sorted({round(one.left, 2) for one in lines if one.left == one.right})
        down = sorted({round(one.top, 2) for one in lines if one.top == one.bottom})
        sizes.append((across[1] - across[0], down[1] - down[0]))
        cards = [one for one in file.tree.walk() if one.title] if file.tree else []
        types.append({one.title: [round(piece.size, 1) for _, piece in file.pieces_of(one)] for one in cards})
    assert sizes[0] == pytest.approx(sizes[1], abs=1.0)
    assert types[0].keys() == types[1].keys()
    assert all({*types[0][name]} == {*types[1][name]} for name in types[0])


# -- the whole kit ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", languages())
def test_a_kit_on_a4_passes_every_check(language: str, tmp_path: Path) -> None:
    """Nothing is found, but for what the validator has tests of its own for."""
    made = draw_kit(plan(language), layouts())
    for one in made:
        (tmp_path / one.printed.plan.file_name).write_bytes(one.data)
    checks = [one for one in CHECKS if one.name != "accessibility"]
    assert run_checks(read_built(plan(language), tmp_path, made), checks) == []


def test_the_list_says_how_halves_are_joined() -> None:
    """The print list has the way and a sketch, if there is anything to join."""
    words = plan("en").kit.words.tiles
    assert words is not None
    for paper, there in (("A4", True), ("A3", False)):
        (data,) = [one.data for one in draw_kit(plan("en", paper), layouts(), only=["print-list"])]
        file = ReadFile.of_bytes("", data)
        alts = {one.alt for one in file.tree.walk()} if file.tree else set()
        assert (words.sketch_alt in alts) is there
        assert any(words.heading in file.page_text(page) for page in file.pages) is there


def test_a_kit_without_words_for_halves_is_told() -> None:
    """A kit that says nothing of halves can be printed on A3 only; without worksheets it needs no words."""
    made = plan("en", "A3")
    bare = replace(made, kit=replace(made.kit, words=made.kit.words.model_copy(update={"tiles": None})))
    (problem,) = problems_of(lambda: on_a4(bare, []))
    assert problem.code == "no-tile-words"
    assert "--paper A4" in problem.message
    every = [one.layout for one in bare.kit.sheets]
    assert not any(one.tiled for one in on_a4(bare, every).documents)


def test_a_layout_that_chooses_its_paper_is_stopped() -> None:
    """What is tiled must be drawn on the joined sheet."""
    document = of("chart", "en")

    def draw(_job: Job, doc: Document) -> None:
        doc.page(A3)

    layout = replace(layouts()["chart"], draw=draw)
    with pytest.raises(MaterialgenInternalError, match=r"job\.paper"):
        draw_document(Job(plan("en"), document), layout)
