"""The same workshop in other lengths, and what a group's day lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from materialgen.plan import Event, Group
from materialgen.plan.length import in_length
from tests.plan.test_plan import plan

if TYPE_CHECKING:
    from pathlib import Path

    from materialgen.plan import Fitted


def minutes(fitted: Fitted) -> list[int]:
    """Return the minutes of the steps."""
    return [one.minutes for one in fitted.steps]


def test_another_length_has_all_the_time_that_there_is(tiny_kit: Path) -> None:
    """With enough time nothing is shortened; the group's own end does not count."""
    short = plan(tiny_kit, Event(start="09.00", end="09.35"))
    assert minutes(short.fitted) == [10, 25]
    assert minutes(in_length(short, 90, 1)) == [10, 30]
    assert in_length(short, 90, 1).slots[-1].end == 40


def test_a_length_that_is_too_short_is_as_short_as_can_be(tiny_kit: Path) -> None:
    """The least time is told rather than nothing: 10 minutes, and 20 for the parts of the other step."""
    found = in_length(plan(tiny_kit), 15, 2)
    assert (found.rounds, found.slots[-1].end, minutes(found)) == (1, 30, [10, 20])


def test_a_step_knows_what_it_lost(tiny_kit: Path) -> None:
    """Each step by its own minutes; nothing without an end."""
    short = plan(tiny_kit, Event(start="09.00", end="09.35")).fitted
    assert [short.lost(one) for one in short.steps] == [0, 5]
    assert sum(short.lost(one) for one in short.steps) == short.dropped + short.shortened
    long = plan(tiny_kit).fitted
    assert [long.lost(one) for one in long.steps] == [0, 0]


@given(st.integers(1, 200), st.integers(1, 50))
def test_people_sit_as_evenly_as_can_be(participants: int, tables: int) -> None:
    """Everyone has a seat, and no table has two more than another."""
    tables = min(tables, participants)
    seating = Group(participants, tables, 1, 1, "09.00").seating
    assert (sum(seating), len(seating)) == (participants, tables)
    assert max(seating) - min(seating) <= 1
    assert list(seating) == sorted(seating, reverse=True)


def test_copies_of_a_sheet_are_those_of_all_its_files(tiny_kit: Path) -> None:
    """Two principles, two tables, two copies each."""
    found = plan(tiny_kit)
    sheets = {one.id: one for one in found.kit.sheets}
    assert [found.copies_of(sheets[name]) for name in ("first", "each", "last")] == [1, 8, 6]
