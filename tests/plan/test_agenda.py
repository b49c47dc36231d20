"""The workshop's clock."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from materialgen.kit.find import DEFAULT_KIT, find_kit
from materialgen.kit.load import read_facts
from materialgen.kit.model import Step
from materialgen.kit.schema import GuideWords
from materialgen.kit.text import Text
from materialgen.plan import Slot, clock, make_agenda, parse_clock
from materialgen.plan.agenda import rounds


def step(name: str, minutes: int = 10, *, per_principle: bool = False) -> Step:
    """Return a step without words."""
    return Step(
        id=name,
        number=None,
        minutes=minutes,
        who="group",
        per_principle=per_principle,
        tools=(),
        title=Text(name),
        purpose=Text(name),
        do=(),
        parts=(),
        guide=GuideWords(lead=[], say=[], watch=[], trouble=[], write=[]),
    )


STEPS = st.lists(st.tuples(st.integers(1, 120), st.booleans()), min_size=1, max_size=12).map(
    lambda pairs: [step(f"s{number}", minutes, per_principle=per) for number, (minutes, per) in enumerate(pairs)]
)
PRINCIPLES = st.integers(1, 4)
BREAKS = st.lists(st.integers(1, 30), min_size=1, max_size=3)


def test_the_half_day_of_the_built_in_kit() -> None:
    """Two principles from 09.00 give exactly the half day that the kit is made for, which ends 12.40."""
    facts, _ = read_facts(find_kit(DEFAULT_KIT))
    steps = [step(str(one.id), one.minutes, per_principle=one.per == "principle") for one in facts.steps]
    agenda = make_agenda(
        steps, facts.group.principles, parse_clock(facts.group.start), facts.breaks.after, facts.breaks.minutes
    )
    assert [(clock(one.start), one.step.id if one.step else "break", one.minutes, one.round) for one in agenda] == [
        ("09.00", "welcome", 10, None),
        ("09.10", "level", 10, None),
        ("09.20", "vote", 15, None),
        ("09.35", "count", 5, None),
        ("09.40", "assess", 35, 1),
        ("10.15", "break", 15, None),
        ("10.30", "act", 30, 1),
        ("11.00", "assess", 35, 2),
        ("11.35", "break", 5, None),
        ("11.40", "act", 30, 2),
        ("12.10", "reflect", 20, None),
        ("12.30", "close", 10, None),
    ]
    assert clock(agenda[-1].end) == "12.40"


@given(STEPS, PRINCIPLES, st.integers(0, 1439), st.integers(1, 200), BREAKS)
def test_an_agenda_has_no_gap_and_no_overlap(
    steps: list[Step], principles: int, start: int, after: int, breaks: list[int]
) -> None:
    """Each slot begins when the one before ends, the first at the start."""
    agenda = make_agenda(steps, principles, start, after, breaks)
    assert agenda[0].start == start
    assert all(before.end == later.start for before, later in pairwise(agenda))
    assert all(one.minutes > 0 for one in agenda)


@given(STEPS, PRINCIPLES, st.integers(1, 200), BREAKS)
def test_every_step_stands_in_the_agenda_in_order_and_in_full(
    steps: list[Step], principles: int, after: int, breaks: list[int]
) -> None:
    """Without its breaks, an agenda is the steps in the order of the rounds, each with all its minutes."""
    worked = [one for one in make_agenda(steps, principles, 0, after, breaks) if one.step]
    assert [(one.step, one.round) for one in worked] == rounds(steps, principles)
    assert all(one.step is not None and one.minutes == one.step.minutes for one in worked)


@given(STEPS, PRINCIPLES, st.integers(1, 200), BREAKS)
def test_a_break_comes_exactly_when_the_next_step_would_end_too_late(
    steps: list[Step], principles: int, after: int, breaks: list[int]
) -> None:
    """Nobody works longer than allowed without a break, except in one long step, and no break comes early."""
    since = 0
    agenda = make_agenda(steps, principles, 0, after, breaks)
    for before, one in pairwise((Slot(0, 0, step("start")), *agenda)):
        if one.step is None:
            following = agenda[agenda.index(one) + 1]
            assert before.step is not None
            assert one.start > since
            assert following.step is not None
            assert one.start + following.minutes - since > after
            since = one.end
        else:
            assert one.end - since <= after or one.start == since


@given(STEPS, PRINCIPLES, st.integers(1, 60), BREAKS)
def test_the_lengths_of_breaks_take_turns(steps: list[Step], principles: int, after: int, breaks: list[int]) -> None:
    """The first break has the first length, and after the last length the first follows again."""
    taken = [one.minutes for one in make_agenda(steps, principles, 0, after, breaks) if one.step is None]
    assert taken == [breaks[index % len(breaks)] for index in range(len(taken))]


def test_an_agenda_never_begins_or_ends_with_a_break() -> None:
    """A step that is longer than the stretch between breaks still comes first, and nothing follows the last step."""
    agenda = make_agenda([step("a", 100), step("b", 100)], 1, 0, 60, [15])
    assert [one.step.id if one.step else None for one in agenda] == ["a", None, "b"]


def test_no_lengths_of_breaks_mean_no_breaks() -> None:
    """A kit may do without breaks."""
    assert [one.minutes for one in make_agenda([step("a", 100), step("b", 100)], 1, 0, 60, [])] == [100, 100]


def test_a_step_that_ends_on_the_minute_needs_no_break() -> None:
    """Exactly as long as allowed is allowed; one minute more is not."""
    assert len(make_agenda([step("a", 60), step("b", 30)], 1, 0, 90, [15])) == 2
    assert len(make_agenda([step("a", 60), step("b", 31)], 1, 0, 90, [15])) == 3


def test_steps_per_principle_are_repeated_as_a_run() -> None:
    """Neighbouring steps per principle are done together for one principle, then for the next."""
    steps = [step("a"), step("b", per_principle=True), step("c", per_principle=True), step("d"), step("e")]
    assert [(one.id, number) for one, number in rounds(steps, 2)] == [
        ("a", None),
        ("b", 1),
        ("c", 1),
        ("b", 2),
        ("c", 2),
        ("d", None),
        ("e", None),
    ]


@given(st.integers(0, 1439))
def test_a_clock_time_is_read_back(minutes: int) -> None:
    """Writing a time and reading it gives the same minute."""
    written = clock(minutes)
    assert parse_clock(written) == minutes
    assert len(written) == 5


@pytest.mark.parametrize(("minutes", "written"), [(0, "00.00"), (545, "09.05"), (1439, "23.59"), (1441, "00.01")])
def test_times_are_written_with_a_full_stop(minutes: int, written: str) -> None:
    """Times have two digits each and pass midnight."""
    assert clock(minutes) == written
