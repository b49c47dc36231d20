"""``materialgen plan``, and the flags of the group in ``materialgen build``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.helpers import LAYOUTS, Result

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., Result]

EXAMPLE = ("--participants", "11", "--tables", "2", "--principles", "1,4", "--start", "13.00", "--end", "16.00")


@pytest.fixture
def plan(run: Run) -> Callable[..., Any]:
    """Return a function that gives the plan of the built-in kit as JSON."""

    def planned(*flags: str) -> Any:  # noqa: ANN401 - JSON has no common type
        result = run("plan", "--format", "json", *flags)
        assert (result.code, result.err) == (0, "")
        return json.loads(result.out)

    return planned


def test_a_plan_holds_the_whole_bill(plan: Callable[..., Any]) -> None:
    """Eleven people at two tables with two principles: seats, sheets, copies, totals and clock agree."""
    found = plan(*EXAMPLE)
    assert found["group"] == {
        "participants": 11,
        "tables": 2,
        "seats": 6,
        "principles": 2,
        "rounds": 2,
        "chosen": ["P1", "P4"],
        "share": False,
        "start": "13.00",
        "end": "16.00",
    }
    assert found["agenda"][0]["start"] == "13.00"
    assert found["agenda"][-1]["end"] <= "16.00"
    sheets = {one["id"]: one for one in found["sheets"]}
    assert (sheets["assess"]["copies"], len(sheets["assess"]["files"])) == (2, 2)
    assert sheets["guide"]["sheets_of_paper"] == -(-sheets["guide"]["pages"][0] // 2)
    for paper, count in found["totals"]["sheets_of_paper"].items():
        assert count == sum(one["sheets_of_paper"] for one in found["sheets"] if one["paper"] == paper)
    assert found["totals"]["cuts"] == sum(one["cuts"] * one["copies"] for one in found["sheets"] if one["cut"])
    assert found["materials"]["pens"] == 11
    assert all(one["why"] for one in found["sheets"])


def test_what_is_planned_is_what_is_built(run: Run, plan: Callable[..., Any], empty: Path) -> None:
    """The files of the plan are those in the folder, and no file is written by planning."""
    planned = plan(*EXAMPLE)
    assert list(empty.iterdir()) == []
    result = run("build", "-q", "--out", "kit", *EXAMPLE)
    assert (result.code, result.err) == (0, "")
    assert sorted(path.name for path in (empty / "kit").iterdir()) == sorted(
        name for one in planned["sheets"] for name in one["files"]
    )


def test_a_file_says_the_same_as_flags_and_flags_win(plan: Callable[..., Any], empty: Path) -> None:
    """An event's file gives the same plan; a flag beside it counts."""
    event = empty / "monday.yaml"
    event.write_text("participants: 11\ntables: 2\nprinciples: [P1, P4]\nstart: 13.00\nend: 16.00\n", encoding="utf-8")
    by_file = plan("--event", str(event))
    assert by_file == plan(*EXAMPLE)
    assert plan("--event", str(event), "--participants", "5")["group"]["participants"] == 5


def test_an_event_kept_with_the_kit_is_found(run: Run, tiny_kit: Path) -> None:
    """It stands in the kit's folder, and is told to be wrong where it is."""
    (tiny_kit / "event.yaml").write_text("participants: 12\n", encoding="utf-8")
    found = run("plan", tiny_kit, "--layouts", LAYOUTS, "--format", "json")
    assert json.loads(found.out)["group"]["participants"] == 12
    (tiny_kit / "event.yaml").write_text("participants: 1\ntables: 3\n", encoding="utf-8")
    wrong = run("plan", tiny_kit, "--layouts", LAYOUTS)
    assert wrong.code == 1
    assert "event.yaml:2:1: error[impossible-group]: 3 tables are too many for a group of 1" in wrong.err


@pytest.mark.parametrize(("form", "head"), [("table", "Sheets\n"), ("markdown", "## Sheets\n\n| no | sheet |")])
def test_the_forms_for_people_name_every_sheet(run: Run, plan: Callable[..., Any], form: str, head: str) -> None:
    """As a table or as Markdown, each sheet has its row, and the copies their reason."""
    said = run("plan", "--format", form, "--lang", "en").out
    assert head in said
    for one in plan("--lang", "en")["sheets"]:
        assert one["name"] in said
        assert one["why"] in said


@pytest.mark.parametrize(
    ("flags", "message"),
    [
        (("--participants", "0"), "0 is not in the range 1<=x<=200"),
        (("--participants", "10000"), "10000 is not in the range 1<=x<=200"),
        (("--participants", "2.5"), "'2.5' is not a valid integer range"),
        (("--tables", "51"), "51 is not in the range 1<=x<=50"),
        (("--start", "25.10"), "'25.10' is no time"),
        (("--start", "13"), "'13' is no time"),
        (("--principles", ","), "name at least one principle"),
        (("--event", "none.yaml"), "does not exist"),
    ],
)
@pytest.mark.parametrize("command", ["plan", "build"])
def test_a_flag_that_cannot_be_is_a_wrong_command(
    run: Run, empty: Path, command: str, flags: tuple[str, str], message: str
) -> None:
    """It is named, with the range that is allowed, and nothing is written."""
    result = run(command, *flags)
    assert result.code == 2
    assert flags[0] in result.err
    assert message in result.err
    assert list(empty.iterdir()) == []


@pytest.mark.parametrize(
    ("flags", "message"),
    [
        (("--principles", "1,9"), "error[impossible-group]: --principles: there is no principle '9'"),
        (("--participants", "3", "--tables", "4"), "--tables: 4 tables are too many for a group of 3"),
        (("--start", "13.00", "--end", "12.00"), "--end: the workshop ends at 12.00, but starts at 13.00"),
        (("--start", "13.00", "--end", "13.30"), "minutes are lacking even for one principle"),
        (("--start", "23.00"), "--start: a workshop that starts at 23.00 would end at"),
    ],
)
def test_a_group_that_the_kit_cannot_serve_is_a_problem(
    run: Run, empty: Path, flags: tuple[str, ...], message: str
) -> None:
    """It says why, and nothing is written."""
    result = run("build", *flags)
    assert result.code == 1
    assert message in result.err
    assert "hint: " in result.err
    assert list(empty.iterdir()) == []


def test_a_huge_pile_of_paper_is_asked_about(run: Run, empty: Path) -> None:
    """More than 500 sheets of paper need --yes; the count is told, and nothing is written without it."""
    huge = ("--participants", "200", "--tables", "25", "--only", "assess,cards,vote")
    result = run("build", *huge)
    assert result.code == 2
    assert "sheets of paper for this group; add --yes" in result.err
    assert not list(empty.rglob("*.pdf"))
    assert run("build", "-q", *huge, "--yes").code == 0
