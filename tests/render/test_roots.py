"""The roots kit: decks that share the whole sheet, a poster of roots, areas without a case, dots for two sheets."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from materialgen.check.content import contents
from materialgen.kit.load import load_kit
from materialgen.render.layouts import load_layouts
from tests.helpers import edit, place_of
from tests.pdf import Pdf
from tests.render.kits import built, copy_of, refused

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.helpers import Result

    Run = Callable[..., Result]

SCHEMAS = {name: layout.schema for name, layout in load_layouts().items()}
FINGERPRINT = re.compile(r"en · 2026-11 · [0-9a-f]{6}")


@pytest.fixture
def kit(tmp_path: Path) -> Path:
    """Return a copy of the kit that may be changed."""
    return copy_of("roots", tmp_path)


def words(kit: Path, sheet: str, language: str = "en") -> Any:  # noqa: ANN401 - YAML has no common type
    """Return the words of a sheet."""
    return yaml.safe_load((kit / language / "sheets" / f"{sheet}.yaml").read_text("utf-8"))


# -- decks -------------------------------------------------------------------------------------------------------------


def test_blank_cards_fill_up_the_last_sheet(run: Run, kit: Path) -> None:
    """A cover and twelve cards leave three of sixteen places; a smaller card leaves none."""
    pdf = built(run, kit, "areas")
    assert len(pdf.texts) == 4
    assert sum(text.count("A root that is missing") for text in pdf.texts) == 3
    edit(kit / "kit.yaml", "options: {card: A6}", "options: {columns: 1, rows: 1}")
    shutil.rmtree(kit.parent / "out")
    assert len(built(run, kit, "areas").texts) == 13


def test_each_card_tells_its_edition(run: Run, kit: Path) -> None:
    """The foot is repeated on each card, since the cards are cut apart; no text stands near a cut."""
    for text in built(run, kit, "areas").texts:
        assert len(FINGERPRINT.findall(text)) == 4
        assert text.count("The root system") == 4


def test_a_card_about_a_principle_tells_its_questions(run: Run, kit: Path) -> None:
    """Number, name, meaning and questions come from the principle, and its element is titled with its id."""
    pdf = built(run, kit, "areas")
    text = next(one for one in pdf.texts if "Financial steering" in one)
    assert "Do our finances help us to renew, or do they hinder us?" in text
    assert "Our financial steering rewards those who renew." in text
    titles = [node.title for node in pdf.tree.walk() if node.title]
    assert titles == [f"RA{number}" for number in range(1, 13)]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("  - principle: RA7\n", "  - principle: RA77\n", "error[unknown-id]: there is no principle 'RA77'"),
        ("  example: What", "  sample: What", "error[unknown-key]: the part 'example' has no label"),
        ("{label: The root is called}", "{label: Far, lines: 12}", "error[text-too-long]: the lines to write on need"),
    ],
)
def test_what_a_deck_cannot_draw_is_located(run: Run, kit: Path, old: str, new: str, problem: str) -> None:
    """Ids that lead nowhere, parts without a label and too many lines are problems of the words."""
    path = kit / "en" / "sheets" / "areas.yaml"
    edit(path, old, new)
    result = run("build", kit, "--lang", "en", "--only", "areas", "--out", kit.parent / "out")
    assert result.code == 1
    assert problem in result.problems[0]
    assert "areas.yaml:" in result.problems[0]


def test_a_card_needs_a_title(run: Run, kit: Path) -> None:
    """A card that says nothing of what it is about is refused."""
    edit(kit / "en" / "sheets" / "cases.yaml", "  - title: Haparanda\n    parts:", "  - parts:")
    assert "error[missing-key]: a card has neither a title nor" in refused(run, kit, "cases")


def test_a_size_needs_columns_and_rows(run: Run, kit: Path) -> None:
    """One of the two says no size."""
    edit(kit / "kit.yaml", "options: {card: A5}", "options: {columns: 2}")
    assert "error[wrong-value]: the deck 'cases' says only one of 'columns' and 'rows'" in refused(run, kit, "cases")


def test_blank_cards_need_words(run: Run, kit: Path) -> None:
    """A deck that asks for blank cards says what stands on them."""
    path = kit / "en" / "sheets" / "actions.yaml"
    path.write_text(path.read_text("utf-8").partition("blank:")[0], encoding="utf-8")
    assert "error[missing-key]: the deck 'actions' has blank cards" in refused(run, kit, "actions")


# -- the poster and the scales -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("chosen", ["1", "1,2,3", ""])
def test_the_poster_has_a_root_for_each_principle(run: Run, kit: Path, chosen: str) -> None:
    """One root, an odd number of them, or all; the alternative text counts them."""
    out = kit.parent / "out"
    event = ("--principles", chosen) if chosen else ()
    result = run("build", kit, "--lang", "en", "--only", "poster", "--out", out, *event)
    assert result.code == 0, result.err
    pdf = Pdf.of(next(out.glob("*.pdf")))
    count = len(chosen.split(",")) if chosen else 12
    assert any(alt.startswith(f"A tree with {count} roots") for alt in pdf.alts)
    assert ("Constructed advantages" in pdf.texts[0]) is True
    assert ("Stories" in pdf.texts[0]) is (count == 12)


@pytest.mark.parametrize("low_first", [True, False])
def test_the_negative_end_stands_where_the_kit_wants_it(run: Run, kit: Path, *, low_first: bool) -> None:
    """The ends of an assessment sheet's scales turn, and what is told of them too."""
    if not low_first:
        edit(kit / "kit.yaml", "{low_first: true}", "{low_first: false}")
    out = kit.parent / "out"
    assert run("build", kit, "--lang", "en", "--only", "statements", "--out", out).code == 0
    pdf = Pdf.of(next(out.glob("*-ra1-*.pdf")))
    ends = ("This is not true at all", "This is wholly true of us")
    first, last = ends if low_first else ends[::-1]
    assert any(f"At the left end: {first}. At the right end: {last}." in alt for alt in pdf.alts)
    assert pdf.texts[0].index(first) < pdf.texts[0].index(last)


def test_personal_dots_are_as_many_as_the_kit_says(run: Run, kit: Path) -> None:
    """Eight for each of eight; without a number, one for each question of the longest principle."""
    assert "8 for each participant, 64 in all" in built(run, kit, "cut-outs").texts[0]
    edit(kit / "kit.yaml", "dots:\n  personal: 8", "# personal: 8")
    assert "4 for each participant, 32 in all" in built(run, kit, "cut-outs").texts[0]


# -- the content -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["sv", "en"])
def test_root_cards_and_case_cards_name_each_other(kit: Path, language: str) -> None:
    """A root's card names just the municipalities that are linked to it; two roots have none and say so."""
    linked = {one["title"]: one["links"] for one in words(kit, "cases", language)["cards"]}
    cards = {one["principle"]: one["parts"]["example"] for one in words(kit, "areas", language)["cards"]}
    for root, text in cards.items():
        named = {title for title in linked if re.search(rf"\b{title}\b", text)}
        assert named == {title for title, links in linked.items() if root in links}
    assert sum(len(links) for links in linked.values()) == 38
    assert [root for root in cards if not any(root in links for links in linked.values())] == ["RA10", "RA12"]
    assert cards["RA10"] == cards["RA12"]


def test_links_are_printed_with_number_and_name(run: Run, kit: Path) -> None:
    """A case card lists its roots."""
    text = next(one for one in built(run, kit, "cases").texts if "Lomma" in one and "Roots" in one and "goals" in one)
    assert "7 Financial steering" in text
    where = place_of(kit / "en" / "sheets" / "cases.yaml", "[RA3, RA6, RA7, RA9]")
    edit(kit / "en" / "sheets" / "cases.yaml", "[RA3, RA6, RA7, RA9]", "[RA3, RA6, RA17, RA9]")
    problem = refused(run, kit, "cases")
    assert "there is no principle 'RA17'" in problem
    assert f"cases.yaml:{where[0]}:" in problem


def test_cards_about_principles_that_are_not_worked_on_need_not_be_printed(kit: Path) -> None:
    """Texts of a card whose principle was not chosen may be missing; those of a chosen one may not."""
    whole = load_kit(kit, "en", SCHEMAS)
    chosen = replace(whole, principles=whole.principles[:1])
    for known, spared in ((whole, False), (chosen, True)):
        told = {str(one.text): one.sometimes for one in contents(known)}
        assert told["See the case card for Lomma."] is spared
        assert told["See the case cards for Haparanda, Åre, Vara and Malmö."] is False
