"""What the gallery is told about a kit, and how it is written down."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import pytest

from materialgen.geometry import A3, A4, LIVE_MARGIN, Box
from materialgen.geometry.tiles import SHIFT
from materialgen.kit.find import DEFAULT_KIT, find_kit
from materialgen.kit.labels import find_product
from materialgen.kit.load import load_kit
from materialgen.plan import Dots, make_plan, on_a4
from materialgen.press import MARK_ROOM, Press, Printer
from materialgen.preview.model import PictureModel, as_json, document_model, preview_model
from materialgen.preview.write import draw_for_preview
from materialgen.render.layouts import load_layouts
from materialgen.typeset import plain
from tests.pdf import Pdf

if TYPE_CHECKING:
    from collections.abc import Mapping

    from materialgen.layout import Layout
    from materialgen.plan import Plan
    from materialgen.preview.model import DocumentModel, LineModel, PageModel, Rect
    from materialgen.preview.write import Finished

PICTURE = PictureModel("data:image/png;base64,", None, 1, 1)
PRINTER = Printer(left=10, top=9, right=9, bottom=9, offset_x=0.8, offset_y=-0.5, scale_x=0.998, scale_y=1.001)


@cache
def layouts() -> Mapping[str, Layout]:
    """Return the built-in layouts."""
    return load_layouts()


@cache
def plan(paper: str | None = None) -> Plan:
    """Return the plan of the built-in kit."""
    kit = load_kit(find_kit(DEFAULT_KIT), "sv", {name: layout.schema for name, layout in layouts().items()})
    made = make_plan(kit, Dots(find_product(None)))
    if paper is None:
        return made
    return on_a4(made, [one.name for one in layouts().values() if one.resizes and paper in one.papers])


@cache
def drawn(sheet: str, paper: str | None = None, press: Press | None = None) -> Finished:
    """Return the first document of a sheet."""
    return draw_for_preview(plan(paper), layouts(), only=[sheet], press=press)[0]


def model(finished: Finished) -> DocumentModel:
    """Return what the gallery shows of a document."""
    return document_model(finished.printed, finished.document, [PICTURE] * finished.printed.pages)


def squeezed(text: str) -> str:
    """Return a text without white space, soft hyphens and a hyphen at its end, which may be one that is set only."""
    return "".join(text.split()).replace("\u00ad", "").replace("\u0002", "").rstrip("-")


def read_in(pdf: Pdf, page: PageModel, box: Rect) -> str:
    """Return what a reader finds in a rectangle of a page."""
    x, y, width, height = box
    near = Box(x, y, width, height).inset(-0.4)
    return squeezed(
        "".join(
            char.text
            for char in pdf.chars[page.number - 1]
            if near.x < (char.left + char.right) / 2 < near.right
            and near.y < (char.top + char.bottom) / 2 < near.bottom
        )
    )


def said(line: LineModel) -> str:
    """Return what the model says that a line reads."""
    return squeezed("".join(line.words))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("sheet", "paper", "press"),
    [
        ("vote", None, None),
        ("vote", "A4", None),
        ("cards", None, None),
        ("guide", None, None),
        ("assess", None, Press(bleed=3.0)),
        ("assess", None, Press(printer=PRINTER)),
    ],
    ids=["sheet", "glued", "cards", "guide", "bleed", "printer"],
)
def test_texts_are_where_a_reader_finds_them(sheet: str, paper: str | None, press: Press | None) -> None:
    """What PDFium reads in the box of each line of the finished page is that line, however the sheet is printed."""
    finished = drawn(sheet, paper, press)
    pdf = Pdf(finished.data)
    lines = [(page, line) for page in model(finished).pages for text in page.texts for line in text.lines]
    whole = [(page, line) for page, line in lines if line.box[0] > 0 and line.box[0] + line.box[2] < page.width]
    assert [said(line) for page, line in whole if said(line) not in read_in(pdf, page, line.box)] == []
    assert len(whole) > 20
    assert len(whole) == len(lines) or paper == "A4"  # a text may stand on both halves of a glued sheet


def test_control_a_text_that_has_moved_is_found_elsewhere() -> None:
    """The control of the test above: ten millimetres aside, a reader finds other words."""
    finished = drawn("vote")
    pdf = Pdf(finished.data)
    [page, *_] = model(finished).pages
    line = max((line for text in page.texts for line in text.lines), key=lambda one: len(one.words))
    x, y, width, height = line.box
    assert said(line) == read_in(pdf, page, line.box)
    assert said(line) not in read_in(pdf, page, (x + 10, y, width, height))


def test_every_text_of_the_content_leads_to_its_file() -> None:
    """A question's text leads to the line of the file where it is written."""
    page = model(drawn("assess")).pages[0]
    question = plan().kit.principles[0].questions[0].text
    [text] = [one for one in page.texts if one.text == plain(question)]
    file, line, column = text.sources[0]
    assert (file, line, column) == (question.where.file, question.where.line, question.where.column)


def test_facts_of_a_document_are_those_of_the_plan() -> None:
    """Copies, paper, step and cuts come from the plan and the sheet."""
    cards, vote = model(drawn("cards")), model(drawn("vote"))
    assert (cards.id, cards.step, cards.paper, cards.cut, cards.glued) == (
        "06-atgardskort-p1-a3.pdf",
        "act",
        "A3",
        True,
        False,
    )
    assert (vote.cut, vote.cuts, vote.copies, len(vote.pages)) == (False, 0, 1, 2)
    assert cards.cuts > 20
    assert sum(len(page.cuts) for page in cards.pages) > 20
    assert model(drawn("vote", "A4")).glued


def test_overlays_are_told_in_places_of_the_page() -> None:
    """The live area and the trim follow the sheet: in the middle of a print shop's page, corrected for a printer."""
    [page] = model(drawn("assess")).pages
    assert list(page.trim) == [0, 0, 420, 297]
    assert list(page.live) == [LIVE_MARGIN, LIVE_MARGIN, 420 - 2 * LIVE_MARGIN, 297 - 2 * LIVE_MARGIN]
    [corrected] = model(drawn("assess", None, Press(printer=PRINTER))).pages
    reach = PRINTER.reach(A3)
    assert corrected.live[0] == pytest.approx((reach.x - PRINTER.offset_x) / PRINTER.scale_x, abs=0.01)
    [shop] = model(drawn("assess", None, Press(bleed=3.0))).pages
    assert list(shop.trim) == [3 + MARK_ROOM, 3 + MARK_ROOM, 420, 297]
    assert shop.width == 420 + 2 * (3 + MARK_ROOM)


def test_halves_of_a_glued_sheet_have_their_own_texts_and_cuts() -> None:
    """What stands on the joined sheet is told for each half; the right half's cut along the join is one of its cuts."""
    whole, halves = model(drawn("assess")), model(drawn("assess", "A4"))
    left, right = halves.pages
    assert (left.width, left.height) == (A4.width, A4.height)
    assert len(right.cuts) == 1
    assert {text.text for text in left.texts} | {text.text for text in right.texts} > {
        text.text for text in whole.pages[0].texts if "·" not in text.text
    }
    shared = {text.text: text.box[0] for text in left.texts if text.lines[0].words}
    moved = [shared[text.text] - text.box[0] for text in right.texts if text.text in shared and len(text.text) > 30]
    assert all(one == pytest.approx(SHIFT, abs=0.01) for one in moved)


def test_the_mark_of_a_page_changes_with_it_and_only_then() -> None:
    """The same page has the same mark; another picture or another text gives another."""
    finished = drawn("assess")
    same, other = model(finished), document_model(finished.printed, finished.document, [replace(PICTURE, src="other")])
    assert same.pages[0].mark == model(finished).pages[0].mark
    assert same.pages[0].mark != other.pages[0].mark
    assert len({page.mark for page in model(drawn("vote")).pages}) == 2


@pytest.mark.parametrize(
    "text", ["</script><script>alert(1)</script>", "<!-- ", "]]>", "a\u2028b\u2029c", '"\\', "&lt;", "å🙂"]
)
def test_json_is_safe_inside_a_page_and_says_the_same(text: str) -> None:
    """No text can end the element that holds the JSON or break its program, and none is changed."""
    shown = preview_model(plan(), [replace(model(drawn("assess")), name=text)])
    written = as_json(shown)
    assert set("<>&\u2028\u2029\n") & set(written) == set()
    assert json.loads(written)["documents"][0]["name"] == text


def test_json_has_every_fact_under_its_name() -> None:
    """What the gallery's program reads is what the model says."""
    shown = preview_model(plan(), [model(drawn("assess"))])
    told = json.loads(as_json(shown))
    assert set(told) == {"kit", "title", "edition", "language", "participants", "tables", "made", "steps", "documents"}
    page = told["documents"][0]["pages"][0]
    assert page["picture"] == {"src": PICTURE.src, "file": None, "width": 1, "height": 1}
    assert [one["id"] for one in told["steps"]] == [step.id for step in plan().kit.steps]
    assert "\u00ad" not in json.dumps([one["title"] for one in told["steps"]], ensure_ascii=False)
