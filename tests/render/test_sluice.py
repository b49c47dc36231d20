"""The sluice kits: a board of stations with a decision, forms and slips to cut."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.helpers import edit, place_of
from tests.render.kits import built, copy_of, refused

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.helpers import Result

    Run = Callable[..., Result]


@pytest.fixture
def board(tmp_path: Path) -> Path:
    """Return a copy of the kit with the board."""
    return copy_of("sluice", tmp_path)


@pytest.fixture
def forms(tmp_path: Path) -> Path:
    """Return a copy of the kit with the forms."""
    return copy_of("sluice-idea", tmp_path)


def test_stations_are_read_in_order_with_the_decision_in_its_place(run: Run, board: Path) -> None:
    """The order of reading is that of the way: the decision comes after its station, the room of each is told."""
    pdf = built(run, board, "board")
    rooms = [alt for alt in pdf.alts if alt.startswith("Room for notes")]
    assert [int(alt.split("station ")[1].split(",")[0]) for alt in rooms] == list(range(1, 11))


def test_a_decision_may_be_left_out(run: Run, board: Path) -> None:
    """Without a decision in facts and words, the board is a row of stations."""
    facts, words = board / "kit.yaml", board / "en" / "sheets" / "board.yaml"
    assert "An honest no." in built(run, board, "board").texts[0]
    text = facts.read_text("utf-8")
    start, end = text.index("      decision:\n"), text.index("  - id: step-cards")
    facts.write_text(text[:start] + text[end:], encoding="utf-8")
    text = words.read_text("utf-8")
    start, end = text.index("\ndecision:\n"), text.index("\nside:")
    words.write_text(text[:start] + text[end:], encoding="utf-8")
    assert "An honest no." not in built(run, board, "board").texts[0]


def test_an_exit_to_a_station_that_is_not_there_is_located(run: Run, board: Path) -> None:
    """A slip in a station's id has its place."""
    facts = board / "kit.yaml"
    edit(facts, "to: analysis", "to: analisis")
    line, column = place_of(facts, "analisis")
    problem = refused(run, board, "board")
    assert f"kit.yaml:{line}:{column}: error[unknown-id]: there is no station 'analisis'" in problem


def test_a_station_without_words_is_located(run: Run, board: Path) -> None:
    """Facts and words name the same stations."""
    edit(board / "kit.yaml", "[soil, words,", "[soil,")
    assert "error[unknown-id]: the station 'words' is not in the sheet's options" in refused(run, board, "board")


def test_stations_without_room_to_work_are_a_problem(run: Run, board: Path) -> None:
    """Long questions take the room; the board says so at the longest of them."""
    words = board / "en" / "sheets" / "board.yaml"
    again = ", and when, and where, and how, and was it meant" * 6
    edit(words, "question: Who said thank you, and when?", f"question: Who has said thank you for it{again}?")
    line, column = place_of(words, "Who has said")
    problem = refused(run, board, "board")
    assert f"board.yaml:{line}:{column}: error[text-too-long]: the texts of the stations leave only" in problem


def test_slips_stand_on_a_page_as_often_as_asked(run: Run, forms: Path) -> None:
    """Each slip has the words and a foot of its own; one form on a page has them once."""
    text = built(run, forms, "decision").texts[0]
    assert text.count("Tells the idea-giver") == 2
    assert text.count("One idea through the sluice") == 2
    edit(forms / "kit.yaml", "      slips: 2\n", "")
    assert built(run, forms, "decision").texts[0].count("Tells the idea-giver") == 1


def test_fields_that_find_no_room_are_a_problem(run: Run, forms: Path) -> None:
    """A form is never squeezed: too many lines are refused."""
    edit(forms / "kit.yaml", "{id: idea, lines: 4}", "{id: idea, lines: 30}")
    assert "error[text-too-long]: the fields are" in refused(run, forms, "idea")


def test_a_field_without_words_is_located(run: Run, forms: Path) -> None:
    """Facts and words name the same fields."""
    facts = forms / "kit.yaml"
    edit(facts, "- {id: help, lines: 2}", "- {id: help, lines: 2}\n        - {id: halp}")
    line, column = place_of(facts, "halp")
    problem = refused(run, forms, "idea")
    assert f"kit.yaml:{line}:{column}: error[missing-id]: the field 'halp' has no words" in problem
    hints = run("build", forms, "--lang", "en", "--only", "idea", "--out", forms.parent / "out").err
    assert f"hint: add 'halp:' under 'fields' in {forms.as_posix()}/en/sheets/idea.yaml" in hints


def test_a_kit_without_a_scale_is_refused_by_a_sheet_that_needs_one(run: Run, tmp_path: Path) -> None:
    """The ends of the scale may be left out until a sheet draws one."""
    kit = copy_of("declaration", tmp_path)
    edit(kit / "kit.yaml", "languages: [sv, en]", "languages: [en]")
    words = kit / "en" / "kit.yaml"
    text = words.read_text("utf-8")
    start, end = text.index("scale:\n"), text.index("labels:\n")
    words.write_text(text[:start] + text[end:], encoding="utf-8")
    result = run("build", kit, "--lang", "en", "--only", "assess", "--out", tmp_path / "out")
    assert result.code == 1
    assert all("error[missing-key]: the sheet 'assess' has a scale" in one for one in result.problems)


def test_words_that_no_option_asks_for_are_located(run: Run, board: Path) -> None:
    """A decision in the words alone would never be printed."""
    facts = board / "kit.yaml"
    text = facts.read_text("utf-8")
    start, end = text.index("      decision:\n"), text.index("  - id: step-cards")
    facts.write_text(text[:start] + text[end:], encoding="utf-8")
    assert "the board's words have a decision, but the sheet's options say none" in refused(run, board, "board")


def test_questions_without_answers_are_located(run: Run, forms: Path) -> None:
    """A table of checks needs something to tick."""
    words = forms / "en" / "sheets" / "analysis.yaml"
    edit(words, "    choices:\n      - Yes\n      - No\n      - Not sure\n", "")
    line, column = place_of(words, "Do you have facts")
    problem = refused(run, forms, "analysis")
    assert f"analysis.yaml:{line}:{column}: error[missing-key]: the field 'rights' has items, but no choices" in problem
