"""Which group a kit is for: flags over a file over the kit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from materialgen.kit.event import read_event
from materialgen.kit.find import DEFAULT_KIT, find_kit
from materialgen.kit.labels import find_product
from materialgen.kit.load import load_kit
from materialgen.plan import Dots, Event, Group, clock, make_plan
from materialgen.render.layouts import load_layouts
from tests.helpers import edit, place_of, problems_of

if TYPE_CHECKING:
    from pathlib import Path

    from materialgen.kit.model import Kit
    from materialgen.plan import Plan


@pytest.fixture(scope="module")
def kit() -> Kit:
    """Return the built-in kit."""
    return load_kit(find_kit(DEFAULT_KIT), "en", {name: one.schema for name, one in load_layouts().items()})


def planned(kit: Kit, **said: object) -> Plan:
    """Return the plan for an event."""
    return make_plan(kit, Dots(find_product(None)), Event(**said))  # type: ignore[arg-type]  # names and values of a table


def test_the_kits_own_group_prints_every_principle(kit: Kit) -> None:
    """Which principles are worked on is voted on, so the sheets of all are there; the agenda has time for two."""
    plan = planned(kit)
    assert len(plan.kit.principles) == 5
    assert (plan.group.principles, plan.group.rounds, plan.group.chosen) == (2, 2, False)


def test_principles_chosen_beforehand_are_the_only_ones(kit: Kit) -> None:
    """By number or id, in the kit's order, with their own numbers."""
    for names in (("1", "4"), ("P4", "p1")):
        plan = planned(kit, principles=names)
        assert [one.number for one in plan.kit.principles] == [1, 4]
        assert [one.principle.id for one in plan.documents if one.principle] == ["P1", "P4", "P1", "P4"]
        assert (plan.group.principles, plan.group.rounds) == (2, 2)


def test_the_half_day_comes_out_of_two_rounds_from_nine(kit: Kit) -> None:
    """The example of the kit's facts: set-up at 08.45 is the guide's, the end is 12.40."""
    plan = planned(kit, start="09.00", rounds=2)
    assert clock(plan.agenda[-1].end) == "12.40"


@pytest.mark.parametrize(
    ("said", "rounds", "end"),
    [
        ({"start": "13.00", "end": "16.00"}, 2, "16.00"),
        ({"start": "09.00", "end": "10.30"}, 1, "10.30"),
        ({"start": "09.00", "end": "17.00"}, 2, "12.40"),
    ],
)
def test_the_day_fits(kit: Kit, said: dict[str, object], rounds: int, end: str) -> None:
    """Short days have fewer principles and shorter steps, long days end when the work is done."""
    plan = planned(kit, **said)
    assert plan.group.rounds == rounds
    assert clock(plan.agenda[-1].end) <= end


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"principles": ("7",)}, "--principles: there is no principle '7'"),
        ({"principles": ("1", "P1")}, "--principles: the principle 'P1' is named twice"),
        ({"principles": ()}, "--principles: no principle is named"),
        ({"participants": 3, "tables": 4}, "--tables: 4 tables are too many for a group of 3"),
        ({"rounds": 6}, "--rounds: the kit has 5 principles, not 6"),
        ({"start": "13.00", "end": "12.00"}, "--end: the workshop ends at 12.00, but starts at 13.00"),
        ({"start": "13.00", "end": "13.20"}, "--end: from 13.00 to 13.20"),
        ({"start": "22.30"}, "--start: a workshop that starts at 22.30 would end at 02.10"),
        ({"start": "00.10"}, "--start: the room is set up 15 minutes before 00.10, on the day before"),
        ({"principles": ("1", "2"), "rounds": 1}, "--rounds: the principles are chosen beforehand"),
    ],
)
def test_what_is_impossible_names_its_flag(kit: Kit, said: dict[str, object], message: str) -> None:
    """A mistake in a flag is told by the flag's name."""
    (problem,) = problems_of(lambda: planned(kit, **said))
    assert problem.message.startswith(message)
    assert (problem.code, problem.where) == ("impossible-group", None)
    assert problem.hint


def test_what_is_impossible_in_a_file_has_its_place(kit: Kit, tmp_path: Path) -> None:
    """A mistake in the event's file is told by line and column, all at once."""
    path = tmp_path / "event.yaml"
    path.write_text('participants: 3\ntables: 4\nprinciples: [P1, P9]\nstart: 13.00\nend: "12.00"\n', encoding="utf-8")
    event = Event.of_file(*read_event(path, "event.yaml"))
    found = problems_of(lambda: make_plan(kit, Dots(find_product(None)), event))
    assert [(one.where and (one.where.line, one.where.column), one.message.split(" ")[0]) for one in found] == [
        ((2, 1), "4"),
        ((3, 18), "there"),
        ((5, 1), "the"),
    ]


def test_what_is_impossible_in_the_kit_has_its_place_there(copy_of_kit: Path) -> None:
    """A kit whose own group starts too late is told by its own line."""
    edit(copy_of_kit / "kit.yaml", 'start: "09.00"', 'start: "22.30"')
    schemas = {name: one.schema for name, one in load_layouts().items()}
    (problem,) = problems_of(lambda: planned(load_kit(copy_of_kit, "en", schemas)))
    assert problem.where is not None
    assert (problem.where.line, problem.where.column) == place_of(copy_of_kit / "kit.yaml", '"22.30"')


def test_an_events_file_knows_what_may_stand_in_it(tmp_path: Path) -> None:
    """Unknown words, half minutes and impossible times have a place, too."""
    path = tmp_path / "event.yaml"
    path.write_text("participant: 3\ntables: 0\nstart: 25.10\nend: 12.5\n", encoding="utf-8")
    assert [one.code for one in problems_of(lambda: read_event(path, "event.yaml"))] == [
        "unknown-key",
        "wrong-value",
        "wrong-form",
        "wrong-form",
    ]


def test_flags_win_over_the_file(tmp_path: Path) -> None:
    """What a flag says counts, and what it replaces is forgotten with its place."""
    path = tmp_path / "event.yaml"
    path.write_text("participants: 11\nprinciples: [P1]\nend: 16.00\n", encoding="utf-8")
    event = Event(participants=5, rounds=2).over(Event.of_file(*read_event(path, "event.yaml")))
    assert (event.participants, event.principles, event.rounds, event.end) == (5, None, 2, "16.00")
    assert sorted(event.places) == ["end"]


@given(st.integers(1, 40), st.integers(1, 8), st.sets(st.integers(1, 5), min_size=1), st.sampled_from([False, True]))
def test_every_group_has_what_it_needs(
    kit: Kit,
    participants: int,
    tables: int,
    principles: set[int],
    share: bool,  # noqa: FBT001 - hypothesis gives it
) -> None:
    """Everybody has a seat, each table its sheets, and the sheets shared out are enough for all tables."""
    if tables > participants:
        return
    plan = planned(
        kit, participants=participants, tables=tables, principles=tuple(map(str, sorted(principles))), share=share
    )
    assert plan.seats * tables >= participants > (plan.seats - 1) * tables
    assert plan.group.rounds == (-(-len(principles) // tables) if share else len(principles))
    assert plan.group.share is (share and tables > 1)
    for document in plan.documents:
        rule = document.sheet.copies
        if document.principle and rule.per == "table" and share:
            assert document.copies * len(principles) >= tables
        elif rule.per == "table":
            assert document.copies == tables * rule.times
    total = sum(one.minutes for one in plan.agenda)
    assert plan.agenda[-1].end - plan.agenda[0].start == total
    charts = next(one.copies for one in plan.documents if one.sheet.id == "chart")
    assert charts == (max(tables, len(principles)) if share else tables * len(principles))


@given(st.integers(1, 50), st.integers(1, 20), st.booleans())
def test_every_table_works_and_every_principle_is_worked_on(tables: int, principles: int, share: bool) -> None:  # noqa: FBT001 - hypothesis gives it
    """Shares are even: no table has a round more than another has besides one, and no principle is left out."""
    rounds = -(-principles // tables) if share else principles
    group = Group(50, tables, principles, rounds, "09.00", share=share)
    assert len(group.shares) == tables
    assert {place for one in group.shares for place in one} == set(range(1, principles + 1))
    lengths = {len(one) for one in group.shares}
    assert max(lengths) == rounds
    assert max(lengths) - min(lengths) <= 1
    most = max(sum(place in one for one in group.shares) for place in range(1, principles + 1))
    assert most == (-(-tables // principles) if share else tables)


def test_principles_that_there_is_no_time_for_are_counted(kit: Kit) -> None:
    """By the principle, also where each round has several at the same time; those chosen last are left out."""
    plan = planned(kit, principles=("1", "2", "3"), participants=8, tables=2, share=True, start="09.00", end="10.30")
    assert (plan.group.rounds, plan.group.principles, plan.left_out) == (1, 2, 1)
    assert [one.number for one in plan.kit.principles] == [1, 2]
    voted = planned(kit, rounds=3, start="09.00", end="10.30")
    assert (voted.group.principles, voted.left_out, len(voted.kit.principles)) == (1, 2, 5)
