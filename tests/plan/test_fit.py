"""The steps made to fit."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from materialgen.kit.model import Part
from materialgen.kit.text import Text
from materialgen.plan import make_agenda
from materialgen.plan.fit import Breaks, TooShortError, fit, least, shorter, slack
from tests.plan.test_agenda import step

if TYPE_CHECKING:
    from collections.abc import Sequence

    from materialgen.kit.model import Step


def parts(*minutes: tuple[int, int | None]) -> tuple[Part, ...]:
    """Return parts of a step."""
    return tuple(Part(f"p{n}", "group", few, most, Text("x"), ()) for n, (few, most) in enumerate(minutes))


@st.composite
def any_steps(draw: st.DrawFn) -> list[Step]:
    """Return steps, some with parts, some with a least time."""
    result = []
    for number in range(draw(st.integers(1, 8))):
        few = draw(st.lists(st.tuples(st.integers(1, 15), st.integers(0, 10)), max_size=3))
        made = parts(*((low, low + more if more else None) for low, more in few))
        needed = sum(part.most or part.minutes for part in made)
        minutes = max(needed + draw(st.integers(0, 20)), 1)
        lowest = draw(st.none() | st.integers(1, 40))
        base = step(f"s{number}", minutes, per_principle=draw(st.booleans()))
        result.append(replace(base, parts=made, least=lowest))
    return result


STEPS = any_steps()
BREAKS = st.builds(Breaks, st.integers(20, 120), st.lists(st.integers(1, 20), max_size=2).map(tuple))


@given(STEPS, st.integers(1, 4), st.integers(0, 900), st.integers(1, 600), BREAKS)
def test_what_fits_keeps_every_rule(steps: list[Step], rounds: int, start: int, length: int, breaks: Breaks) -> None:
    """It ends in time, no step is below its least time, nothing overlaps, all adds up, in the order of the rules."""
    shortest = make_agenda([shorter(one, least(one)) for one in steps], 1, 0, breaks.after, breaks.minutes)[-1].end
    if shortest > length:
        with pytest.raises(TooShortError) as caught:
            fit(steps, rounds, start, start + length, breaks)
        assert caught.value.minutes == shortest - length
        return
    found = fit(steps, rounds, start, start + length, breaks)
    assert found.slots[0].start == start
    assert found.slots[-1].end == start + length - found.spare
    assert found.spare >= 0
    assert all(one.end == other.start for one, other in pairwise(found.slots))
    assert all(one.minutes >= 1 for one in found.slots)
    assert 1 <= found.rounds == rounds - found.left_out
    taken = sum(one.minutes - now.minutes for one, now in zip(steps, found.steps, strict=True))
    assert taken == found.dropped + found.shortened
    for one, now in zip(steps, found.steps, strict=True):
        assert least(one) <= now.minutes <= one.minutes
    if found.shortened:
        assert found.dropped == sum(min(max(slack(one), 0), one.minutes - least(one)) for one in steps)
    if found.left_out:
        floors = [shorter(one, least(one)) for one in steps]
        more = make_agenda(floors, found.rounds + 1, 0, breaks.after, breaks.minutes)
        assert more[-1].end > length


@given(STEPS, st.integers(1, 4), st.integers(0, 900), BREAKS)
def test_without_an_end_nothing_changes(steps: Sequence[Step], rounds: int, start: int, breaks: Breaks) -> None:
    """Steps have their own time, and so they have when the end is late enough."""
    free = fit(steps, rounds, start, None, breaks)
    assert (free.steps, free.rounds, free.dropped, free.shortened) == (tuple(steps), rounds, 0, 0)
    exact = fit(steps, rounds, start, free.slots[-1].end, breaks)
    assert (exact.slots, exact.spare, exact.left_out) == (free.slots, 0, 0)
    assert fit(steps, rounds, start, free.slots[-1].end + 7, breaks).spare == 7


def test_slack_goes_first_then_time_then_principles() -> None:
    """The three rules come in their order."""
    steps = [
        replace(step("talk", 30), least=20),
        replace(step("work", 35, per_principle=True), parts=parts((5, 10), (20, None))),
    ]
    none = Breaks(90, ())
    assert slack(steps[1]) == 5
    assert least(steps[1]) == 25
    dropped = fit(steps, 2, 0, 90, none)
    assert ([one.minutes for one in dropped.steps], dropped.dropped, dropped.shortened) == ([30, 30], 5, 0)
    shortened = fit(steps, 2, 0, 75, none)
    assert ([one.minutes for one in shortened.steps], shortened.shortened) == ([25, 25], 10)
    fewer = fit(steps, 2, 0, 65, none)
    assert (fewer.rounds, fewer.left_out, [one.minutes for one in fewer.steps], fewer.spare) == (1, 1, [30, 35], 0)
    with pytest.raises(TooShortError) as caught:
        fit(steps, 2, 0, 40, none)
    assert caught.value.minutes == 5


def test_a_shorter_step_shortens_the_ranges_of_its_parts() -> None:
    """What the sheets print never asks for more than the step has."""
    work = replace(step("work", 35), parts=parts((5, 10), (20, 25)))
    assert [(one.minutes, one.most) for one in shorter(work, 32).parts] == [(5, 10), (20, 22)]
    assert [(one.minutes, one.most) for one in shorter(work, 27).parts] == [(5, 7), (20, None)]
    assert [(one.minutes, one.most) for one in shorter(work, 25).parts] == [(5, None), (20, None)]
