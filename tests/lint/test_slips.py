"""Slips that would be printed, or not: in the words, and in the facts of a whole kit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from materialgen.kit.load import load_kit
from materialgen.lint.book import read_book
from materialgen.lint.lint import lint
from materialgen.render.layouts import load_layouts
from tests.helpers import LAYOUTS
from tests.lint.books import book, spots, warnings
from tests.tiny import files, write_kit

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from materialgen.problems import Problem
    from tests.tiny import Files

OURS = {"dots-mismatch", "step-without-sheet", "no-actions"}


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        pytest.param("a: Läs #lärdomar ihop\n", [(1, 8)], id="hashtag"),
        pytest.param("a:\n  - Välj nr  #1\n", [(2, 14)], id="number"),
        pytest.param("a: Läs # 3 ihop\n", [(1, 8)], id="number after a space"),
        pytest.param("a: Läs # lärdomar ihop.\n", [(1, 8)], id="comment that ends the sentence"),
        pytest.param("a: Läs. # Det är lätt.\n", [], id="comment after a sentence"),
        pytest.param("a: Läs # lärdomar ihop\n", [], id="comment with a space"),
        pytest.param("a: 'Läs #lärdomar ihop'\n", [], id="in quotes"),
        pytest.param("a: 'Läs' #lärdomar\n", [], id="after quotes"),
        pytest.param("a: Läs#lärdomar\n", [], id="inside a word"),
        pytest.param("a: Läs\n#lärdomar\n", [], id="on a line of its own"),
        pytest.param("a: Ja, ja #lint: ok doubled-word – ett citat\nb: c\n", [], id="silencer"),
    ],
)
def test_a_text_that_a_comment_cuts_short_is_found(raw: str, found: list[tuple[int, int]]) -> None:
    """The place is that of the sign that cuts."""
    assert spots(warnings(book({"sheets/a.yaml": raw})), "cut-text") == found


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        pytest.param("a:\n  heading: Syfte\n  points: []\n", [(3, 3)], id="below a heading"),
        pytest.param("a:\n  - heading: Syfte\n    points: []\n", [(3, 5)], id="in a list"),
        pytest.param("a:\n  heading: Syfte\n  points: [Ett]\n", [], id="with an entry"),
        pytest.param("a:\n  points: []\n", [], id="without a heading"),
    ],
)
def test_a_heading_over_nothing_is_found(raw: str, found: list[tuple[int, int]]) -> None:
    """A list may be empty; a heading over it would stand alone."""
    assert spots(warnings(book({"sheets/a.yaml": raw})), "lone-heading") == found


def look(folder: Path, change: Callable[[Files], None], language: str = "sv") -> Sequence[Problem]:
    """Return the warnings of interest about the tiny kit, changed so that it has none of its own, and then as asked."""
    data = files()
    data["kit.yaml"]["dots"]["triangles"] = 1
    change(data)
    schemas = {name: layout.schema for name, layout in load_layouts([LAYOUTS]).items()}
    kit = load_kit(write_kit(folder, data), language, schemas)
    return [one for one in lint([read_book(kit)]).problems if one.code in OURS]


def places(found: Sequence[Problem]) -> list[tuple[str, str]]:
    """Return code and the line that a problem is about, as it is written."""
    result = []
    for one in found:
        assert one.where is not None
        with open(one.where.file, encoding="utf-8") as stream:  # noqa: PTH123 - a name from a message, not a path
            result.append((one.code, stream.read().split("\n")[one.where.line - 1].strip(" -")))
    return result


def _say(text: str) -> Callable[[Files], None]:
    def change(data: Files) -> None:
        for language in ("sv", "en"):
            data[f"{language}/sheets/first.yaml"]["body"] = text

    return change


def test_a_sound_kit_has_no_slips(tmp_path: Path) -> None:
    """The control for all that follow."""
    assert look(tmp_path, lambda _data: None) == []


def test_a_numbered_step_without_a_sheet_is_found(tmp_path: Path) -> None:
    """A step without a number, such as the welcome, needs none."""

    def change(data: Files) -> None:
        del data["kit.yaml"]["sheets"][1]["step"]

    assert places(look(tmp_path, change)) == [("step-without-sheet", "id: work")]


def test_a_question_without_actions_is_found_if_others_have_some(tmp_path: Path) -> None:
    """A kit without any actions has no cards, and that is no slip."""

    def one(data: Files) -> None:
        del data["kit.yaml"]["principles"][1]["questions"][0]["actions"]
        data["sv/principles/p2.yaml"]["P2"]["questions"]["P2.Q1"]["actions"] = {}

    def every(data: Files) -> None:
        for principle in data["kit.yaml"]["principles"]:
            for question in principle["questions"]:
                del question["actions"]
                name = f"sv/principles/{principle['id'].lower()}.yaml"
                data[name][principle["id"]]["questions"][question["id"]]["actions"] = {}

    assert places(look(tmp_path / "one", one)) == [("no-actions", "id: P2.Q1")]
    assert look(tmp_path / "every", every) == []


def test_more_triangles_than_questions_are_found(tmp_path: Path) -> None:
    """P1 has two questions, P2 has one."""

    def change(data: Files) -> None:
        data["kit.yaml"]["dots"]["triangles"] = 2

    (found,) = look(tmp_path, change)
    assert places([found]) == [("dots-mismatch", "triangles: 2")]
    assert "P2 has fewer" in found.message


@pytest.mark.parametrize(
    ("language", "text", "wrong"),
    [
        ("sv", "Sätt fyra röstprickar var.", "fyra"),
        ("sv", "Sätt fem röstprickar var.", None),
        ("sv", "Era 6 prickar är era.", "6"),
        ("sv", "Frågor med minst tre prickar går först.", None),
        ("sv", "Sätt de tre varningstrianglarna.", "tre"),
        ("sv", "Sätt {votes} röstprickar.", None),
        ("en", "Place four dots each.", "four"),
        ("en", "You have six voting dots.", "six"),
        ("en", "Place five dots each.", None),
        ("en", "At least three dots.", None),
        ("en", "Two warning triangles are enough.", "Two"),
    ],
)
def test_a_number_of_dots_that_the_kit_has_not_is_found(
    tmp_path: Path, language: str, text: str, wrong: str | None
) -> None:
    """The kit has five voting dots for each participant and one triangle; other dots are counted as they come."""
    found = look(tmp_path, _say(text), language)
    assert [one.message.split(",")[0] for one in found] == ([f"the text says {wrong.lower()}"] if wrong else [])


def test_a_slip_in_the_facts_can_be_silenced_there(tmp_path: Path) -> None:
    """With a reason, like any other warning; a silencer that silences nothing is told."""
    schemas = {name: layout.schema for name, layout in load_layouts([LAYOUTS]).items()}
    folder = write_kit(tmp_path)
    path = folder / "kit.yaml"
    path.write_text(
        path.read_text(encoding="utf-8")
        .replace("triangles: 3", "triangles: 3 # lint: ok dots-mismatch – two may share a question")
        .replace("edition: 2026-11", "edition: 2026-11 # lint: ok no-actions – nothing to silence"),
        encoding="utf-8",
    )
    report = lint([read_book(load_kit(folder, "sv", schemas))])
    assert "dots-mismatch" not in {one.code for one in report.problems}
    assert [str(one.where) for one in report.problems if one.code == "silencer-unused"] == [f"{path.as_posix()}:2:18"]
