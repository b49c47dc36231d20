"""``materialgen plan``, and the flags of the group in ``materialgen build``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.helpers import LAYOUTS, Result, edit, pdfs

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
        "shares": [[1, 2], [1, 2]],
        "chosen": ["P1", "P4"],
        "share": False,
        "start": "13.00",
        "end": "16.00",
        "setup": 15,
    }
    assert (found["setup"], found["end"]) == ("12.45", "16.00")
    assert found["agenda"][0]["start"] == "13.00"
    assert found["agenda"][-1]["end"] <= "16.00"
    sheets = {one["id"]: one for one in found["sheets"]}
    assert (sheets["assess"]["copies"], len(sheets["assess"]["files"])) == (2, 2)
    assert sheets["guide"]["sheets_of_paper"] == -(-sheets["guide"]["pages"][0] // 2)
    for paper, count in found["totals"]["sheets_of_paper"].items():
        assert count == sum(one["sheets_of_paper"] for one in found["sheets"] if one["paper"] == paper)
    assert found["totals"]["cuts"] == sum(one["cuts"] * one["copies"] for one in found["sheets"] if one["cut"])
    assert {kind: (one["needed"], one["spare"]) for kind, one in found["totals"]["parts"].items()} == {
        "votes": (11 * 5, 5),
        "dots": (11 * 6, 6),
        "needles": (2, 2),
        "triangles": (2 * 2 * 3, 2 * 2),
        "cards": (2 * (34 + 18), 0),
    }
    assert found["totals"]["minutes_of_cutting"] == -(-found["totals"]["cuts"] * 15 // 60)
    assert {tool: count for tool, count in found["materials"].items() if count} == {
        "scissors": 6,
        "glue": 4,
        "tape": 2,
        "pens": 11,
        "sticky_notes": 4,
    }
    assert all(one["why"] for one in found["sheets"])


def test_what_is_planned_is_what_is_built(run: Run, plan: Callable[..., Any], empty: Path) -> None:
    """The files of the plan are those in the folder, and no file is written by planning."""
    planned = plan(*EXAMPLE)
    assert list(empty.iterdir()) == []
    result = run("build", "-q", "--out", "kit", *EXAMPLE)
    assert (result.code, result.err) == (0, "")
    made = [name for name in pdfs(empty / "kit") if not name.startswith("print-")]
    assert made == sorted(name for one in planned["sheets"] for name in one["files"])


def test_a_file_says_the_same_as_flags_and_flags_win(plan: Callable[..., Any], empty: Path) -> None:
    """An event's file gives the same plan; a flag beside it counts."""
    event = empty / "monday.yaml"
    event.write_text("participants: 11\ntables: 2\nprinciples: [1, P4]\nstart: 13.00\nend: 16.00\n", encoding="utf-8")
    by_file = plan("--event", str(event))
    assert by_file == plan(*EXAMPLE)
    assert plan("--event", str(event), "--participants", "5")["group"]["participants"] == 5
    event.write_text("# participants: 11\n", encoding="utf-8")
    assert plan("--event", str(event)) == plan()


def test_the_half_day_of_the_kit(plan: Callable[..., Any]) -> None:
    """From 09.00 with two principles: set up at 08.45, a long and a short break, the end at 12.40 to the minute."""
    found = plan("--start", "09.00", "--rounds", "2")
    assert found["setup"] == "08.45"
    assert [(one["start"], one["minutes"], one["step"]) for one in found["agenda"]] == [
        ("09.00", 10, "welcome"),
        ("09.10", 10, "level"),
        ("09.20", 15, "vote"),
        ("09.35", 5, "count"),
        ("09.40", 35, "assess"),
        ("10.15", 15, None),
        ("10.30", 30, "act"),
        ("11.00", 35, "assess"),
        ("11.35", 5, None),
        ("11.40", 30, "act"),
        ("12.10", 20, "reflect"),
        ("12.30", 10, "close"),
    ]
    assert found["end"] == "12.40"
    assert [one["slack"] for one in found["agenda"] if one["step"] == "assess"] == [5, 5]


def test_tables_that_share_work_at_the_same_time(run: Run, plan: Callable[..., Any]) -> None:
    """Three principles at two tables take two rounds, and each table has sheets, charts and triangles of its own."""
    found = plan("--participants", "11", "--tables", "2", "--principles", "1,4,5", "--share")
    assert (found["group"]["rounds"], found["group"]["shares"]) == (2, [[1, 3], [2]])
    assert {one["round"] for one in found["agenda"]} == {None, 1, 2}
    copies = {one["id"]: one["copies"] for one in found["sheets"]}
    assert (copies["assess"], copies["cards"], copies["chart"], copies["vote"]) == (1, 1, 3, 2)
    assert found["totals"]["parts"]["triangles"] == {"printed": 16, "needed": 9, "spare": 7}
    said = run("plan", "--participants", "11", "--tables", "2", "--principles", "1,4,5", "--share").out
    assert "table 1: principle 1, then principle 5\n  table 2: principle 4\n" in said
    voted = run("plan", "--participants", "11", "--tables", "2", "--share").out
    assert "table 2: no 2 of the vote\n" in voted


def test_slack_is_told_by_rounds_only_where_there_are_rounds(run: Run, tiny_kit: Path) -> None:
    """The parts of a step take less time than the step, in each round or once."""
    flags = (tiny_kit, "--layouts", LAYOUTS, "--lang", "en")
    assert "Slack in each round of “Step work title”: 5 minutes." in run("plan", *flags).out
    edit(tiny_kit / "kit.yaml", "  who: group\n  per: principle\n  parts", "  who: group\n  parts")
    assert "Slack of “Step work title”: 5 minutes." in run("plan", *flags).out


def test_the_reasons_hold_for_the_group(plan: Callable[..., Any]) -> None:
    """Sheets that are chosen by vote, chosen beforehand or shared have each another reason for their copies."""
    reasons = [
        next(one["why"] for one in plan("--lang", "en", *flags)["sheets"] if one["id"] == "assess")
        for flags in ((), ("--principles", "1,4"), ("--principles", "1,4", "--tables", "2", "--share"))
    ]
    assert ["most votes" in one for one in reasons] == [True, False, False]
    assert ["share" in one for one in reasons] == [False, False, True]


def test_files_of_another_group_are_told_and_left_alone(run: Run, empty: Path) -> None:
    """A build says which PDF files in its folder are none of this kit; a build of some sheets keeps silent."""
    assert run("build", "-q", "--out", "kit", "--principles", "1,2").err == ""
    before = {path.name: path.read_bytes() for path in (empty / "kit").glob("*.pdf")}
    result = run("build", "-q", "--out", "kit", "--principles", "1")
    assert result.code == 0
    names = "05-bedomningsblad-p2-a3.pdf, 06-atgardskort-p2-a3.pdf are not part of this kit"
    assert f"kit: warning[foreign-pdf]: {names}" in result.err
    assert "print nothing from them" in result.err
    for name in ("05-bedomningsblad-p2-a3.pdf", "06-atgardskort-p2-a3.pdf"):
        assert (empty / "kit" / name).read_bytes() == before[name]
    assert run("build", "-q", "--out", "kit", "--principles", "1", "--only", "chart").err == ""


def test_a_step_without_time_is_a_problem(run: Run, copy_of_kit: Path) -> None:
    """A kit's minutes are whole and at least one."""
    facts = copy_of_kit / "kit.yaml"
    was, mistakes = "minutes: 5\n    who", {"0": "at least 1 is needed, found 0", "7.5": "expected a whole number"}
    for minutes, message in mistakes.items():
        edit(facts, was, f"minutes: {minutes}\n    who")
        result = run("plan", copy_of_kit)
        edit(facts, f"minutes: {minutes}\n    who", was)
        assert result.code == 1
        assert message in result.err


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
        (("--participants", "0"), "'0' is not a whole number from 1 to 200"),
        (("--participants", "10000"), "'10000' is not a whole number from 1 to 200"),
        (("--participants", "2.5"), "'2.5' is not a whole number from 1 to 200"),
        (("--participants", "-1"), "'-1' is not a whole number from 1 to 200"),
        (("--participants", "elva"), "'elva' is not a whole number from 1 to 200"),
        (("--participants", "1" * 5000), "is not a whole number from 1 to 200"),
        (("--tables", "51"), "'51' is not a whole number from 1 to 50"),
        (("--rounds", "0"), "'0' is not a whole number from 1 to 20"),
        (("--start", "25.10"), "'25.10' is no time: write hours and minutes like 13.00, from 00.00 to 23.59"),
        (("--start", "13"), "'13' is no time"),
        (("--start", "13.00.30"), "'13.00.30' is no time"),
        (("--start", "13.5"), "'13.5' is no time"),
        (("--end", "24.00"), "'24.00' is no time"),
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
        (("--start", "13.00", "--end", "13.00"), "--end: the workshop ends at 13.00, but starts at 13.00"),
        (("--start", "23.00"), "--start: a workshop that starts at 23.00 would end at 02.40, on the next day"),
        (("--start", "00.05"), "--start: the room is set up 15 minutes before 00.05, on the day before"),
        (("--principles", "1", "--rounds", "2"), "--rounds: the principles are chosen beforehand"),
        (("--rounds", "6"), "--rounds: the kit has 5 principles, not 6"),
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


def test_labels_too_small_for_a_dot_are_a_problem(run: Run, empty: Path) -> None:
    """A dot must be large enough to tell whose it is; the place in the product's file and the least are told."""
    product = "small:\n  name: Small\n  diameter: 14\n  columns: 9\n  rows: 12\n"
    product += "  pitch: {x: 20, y: 20}\n  first: {x: 12, y: 20}\n"
    (empty / "small.yaml").write_text(product, encoding="utf-8")
    result = run("build", "--labels", "small.yaml")
    assert result.code == 1
    assert "small.yaml:3:13: error[wrong-value]: diameter: at least 15 is needed, found 14" in result.err
    assert not list(empty.rglob("*.pdf"))


def test_a_huge_pile_of_paper_is_asked_about(run: Run, empty: Path) -> None:
    """More than 500 sheets of paper need --yes; the count is told, and nothing is written without it."""
    huge = ("--participants", "200", "--tables", "25", "--only", "assess,cards,vote")
    result = run("build", *huge)
    assert result.code == 2
    assert "sheets of paper for this group; add --yes" in result.err
    assert not list(empty.rglob("*.pdf"))
    assert run("build", "-q", *huge, "--yes").code == 0
