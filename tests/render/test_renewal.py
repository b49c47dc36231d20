"""The renewal kit: a canvas for each principle with an order of filling, and a roadmap with rows for principles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.helpers import edit, place_of
from tests.render.kits import built_all, copy_of, refused

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.helpers import Result

    Run = Callable[..., Result]


@pytest.fixture
def kit(tmp_path: Path) -> Path:
    """Return a copy of the kit that may be changed."""
    return copy_of("renewal", tmp_path)


def in_order(text: str, *words: str) -> bool:
    """Return whether words stand in a text in the given order."""
    places = [text.index(one) for one in words]
    return places == sorted(places)


@pytest.mark.parametrize("orders", ["132", "123"])
def test_columns_are_read_in_the_order_of_filling(run: Run, kit: Path, orders: str) -> None:
    """A screen reader follows the numbers that are printed, whatever stands to the left."""
    text = (kit / "kit.yaml").read_text("utf-8")
    for name, order in zip(("present", "paths", "desired"), orders, strict=True):
        old = {"present": 1, "paths": 3, "desired": 2}[name]
        text = text.replace(f"- id: {name}\n          order: {old}", f"- id: {name}\n          order: {order}")
    (kit / "kit.yaml").write_text(text, encoding="utf-8")
    page = built_all(run, kit, "principle")[0].texts[0]
    headings = {"1": "What works", orders[1]: "Path 1", orders[2]: "How we notice"}
    assert in_order(page, *(headings[number] for number in "123"))


def test_a_principles_sheet_tells_what_it_means_and_asks_its_questions(run: Run, kit: Path) -> None:
    """Each sheet has its own principle's words, and none of another's."""
    pages = [pdf.texts[0].replace("\n", " ") for pdf in built_all(run, kit, "principle")]
    assert len(pages) == 8
    assert [index for index, page in enumerate(pages) if "Whose needs do you not know?" in page] == [4]
    assert [index for index, page in enumerate(pages) if "Leaders at all levels" in page] == [1]


def test_rows_that_the_group_chooses_offer_all_principles(run: Run, kit: Path) -> None:
    """Before the workshop nobody knows which: each row names all of them, and two rows stand on a page."""
    (roadmap,) = built_all(run, kit, "roadmap", "--rounds", "3")
    assert [page.count("Adaptability") for page in roadmap.texts] == [2, 1]


def test_rows_that_are_chosen_beforehand_have_their_names(run: Run, kit: Path) -> None:
    """A row is a principle's own when it is known."""
    (roadmap,) = built_all(run, kit, "roadmap", "--principles", "P2,P7")
    (page,) = roadmap.texts
    assert (page.count("Adaptability"), page.count("Leaders"), "Insights" in page) == (1, 1, False)


def test_rows_of_all_principles_stand_on_one_page(run: Run, kit: Path) -> None:
    """A table of all principles has a row for each."""
    edit(kit / "kit.yaml", "rows: chosen", "rows: principles")
    (roadmap,) = built_all(run, kit, "roadmap")
    (page,) = roadmap.texts
    assert all(page.count(name) == 1 for name in ("Value", "Leaders", "Insights", "Adaptability"))


def test_an_area_without_words_is_located(run: Run, kit: Path) -> None:
    """An area that only the facts name is a problem of the facts."""
    edit(kit / "kit.yaml", "- {id: evidence}", "- {id: proof}")
    line, column = place_of(kit / "kit.yaml", "proof")
    result = run("build", kit, "--lang", "en", "--only", "principle", "--out", kit.parent / "out")
    assert f"kit.yaml:{line}:{column}: error[missing-key]: the area 'proof' has no words" in result.err
    words = f"{kit.name}/en/sheets/principle.yaml"
    assert f"hint: add 'proof:' to the sheet's words in {kit.parent.as_posix()}/{words}" in result.err
    assert "error[unknown-key]: the kit's facts have no area 'evidence' for this sheet" in result.err


def test_a_column_crossed_by_rows_has_no_areas(run: Run, kit: Path) -> None:
    """The cells are the areas of such a column."""
    edit(kit / "kit.yaml", "- {id: now, rules: dots}", "- {id: now, boxes: [{id: first}]}")
    edit(kit / "en" / "sheets" / "roadmap.yaml", "heading: Now", "heading: Now\n    boxes: {first: {heading: First}}")
    assert "the column 'now' is crossed by rows, so it has no areas of its own" in refused(run, kit, "roadmap")


@pytest.mark.parametrize("name", ["left_out", "shared", "shares", "shares_voted"])
def test_a_guide_to_rounds_needs_their_words(run: Run, kit: Path, name: str) -> None:
    """Only a kit without rounds may leave them out."""
    guide = kit / "en" / "sheets" / "guide.yaml"
    lines = guide.read_text("utf-8").splitlines(keepends=True)
    assert sum(line.startswith(f"  {name}:") for line in lines) == 1
    guide.write_text("".join(line for line in lines if not line.startswith(f"  {name}:")), encoding="utf-8")
    assert f"error[missing-key]: the key 'fitted: {name}' is missing" in refused(run, kit, "guide")
