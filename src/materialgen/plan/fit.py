"""The workshop's steps made to fit between a start and an end, by rules that can be said in a sentence each.

1. The slack of steps goes: what is left of a step beside its parts.
2. Steps are shortened, each at most to its least time.
3. One principle less is worked on, and the first two rules begin anew.

Times are taken in pieces of five minutes where there are as many, always from the step that has most to give, so that
the clock times stay easy to read. A step done for each principle gives its piece in every round, and a break can fall
away: what that leaves over is given back, piece by piece, to the steps that lost most. The rest is slack at the end.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from materialgen.plan.agenda import Slot, make_agenda

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from materialgen.kit.model import Step

PIECE = 5
"""Minutes that are taken away at a time."""


@dataclass(frozen=True, slots=True)
class Breaks:
    """When there is a break, and how long.

    Attributes:
        after: A break comes before a step that would end more than so many minutes after the last break.
        minutes: How long the breaks are; several lengths take turns, none means no breaks.
    """

    after: int
    minutes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Fitted:
    """An agenda that fits.

    Attributes:
        steps: The steps with the time that each has now.
        rounds: How many principles are worked through.
        slots: The agenda.
        spare: Minutes between the end of the last step and the end of the time; 0 without an end.
        dropped: Minutes of slack that steps lost (rule 1).
        shortened: Minutes that steps lost beside their slack (rule 2).
        left_out: How many principles less there is time for (rule 3).
        usual: The steps with the time that they should have.
    """

    steps: tuple[Step, ...]
    rounds: int
    slots: tuple[Slot, ...]
    spare: int = 0
    dropped: int = 0
    shortened: int = 0
    left_out: int = 0
    usual: tuple[Step, ...] = ()

    def lost(self, step: Step) -> int:
        """Return by how many minutes a step is shorter than it should be."""
        return next((one.minutes - step.minutes for one in self.usual if one.id == step.id), 0)


class TooShortError(Exception):
    """There is no time for even one principle.

    Attributes:
        minutes: How many minutes are lacking.
    """

    def __init__(self, minutes: int) -> None:
        """Keep how many minutes are lacking."""
        self.minutes = minutes
        super().__init__(f"{minutes} minutes are lacking")


def slack(step: Step) -> int:
    """Return the minutes of a step that its parts leave; none if it has no parts."""
    return step.minutes - sum(part.most or part.minutes for part in step.parts) if step.parts else 0


def least(step: Step) -> int:
    """Return the fewest minutes of a step: as the kit says, else those of its parts, else all."""
    if step.least is not None:
        return min(step.least, step.minutes)
    return sum(part.minutes for part in step.parts) if step.parts else step.minutes


def fit(steps: Sequence[Step], rounds: int, start: int, end: int | None, breaks: Breaks) -> Fitted:
    """Return the agenda of the steps, made to end in time.

    Args:
        steps: In order, with the time that they should have.
        rounds: How many principles should be worked through, ≥ 1.
        start: Minutes after midnight.
        end: Minutes after midnight, or None for no end.
        breaks: When there is a break.

    Raises:
        TooShortError: Not even one principle fits.
    """

    def slots(of: Sequence[Step], times: int) -> tuple[Slot, ...]:
        return make_agenda(of, times, start, breaks.after, breaks.minutes)

    if end is None:
        return Fitted(tuple(steps), rounds, slots(steps, rounds), usual=tuple(steps))
    over = 0
    for times in range(rounds, 0, -1):

        def excess(of: Sequence[Step], times: int = times) -> int:
            return slots(of, times)[-1].end - end

        now = list(steps)
        dropped = _shorten(now, _without_slack, excess)
        shortened = _shorten(now, least, excess)
        over = excess(now)
        if over <= 0:
            shortened -= _give_back(now, steps, excess)
            return Fitted(
                tuple(now),
                times,
                slots(now, times),
                -excess(now),
                dropped,
                shortened,
                left_out=rounds - times,
                usual=tuple(steps),
            )
    raise TooShortError(over)


def _without_slack(step: Step) -> int:
    return max(step.minutes - max(slack(step), 0), least(step))


def _shorten(steps: list[Step], floor: Callable[[Step], int], excess: Callable[[Sequence[Step]], int]) -> int:
    """Shorten steps in place until nothing is in excess or every step is at its floor; return the minutes taken."""
    floors = [floor(step) for step in steps]
    taken = 0
    while excess(steps) > 0:
        room = [step.minutes - lowest for step, lowest in zip(steps, floors, strict=True)]
        most = max(room, default=0)
        if most <= 0:
            break
        index = len(room) - 1 - room[::-1].index(most)  # of several, the last: the beginning sets the tone
        piece = min(PIECE, most)
        steps[index] = shorter(steps[index], steps[index].minutes - piece)
        taken += piece
    return taken


def _give_back(steps: list[Step], before: Sequence[Step], excess: Callable[[Sequence[Step]], int]) -> int:
    """Lengthen shortened steps in place as long as there is time; return the minutes given back."""
    given = 0
    while True:
        lost = [_without_slack(was) - now.minutes for was, now in zip(before, steps, strict=True)]
        for index in sorted(range(len(steps)), key=lambda one: -lost[one]):
            piece = min(PIECE, lost[index])
            if piece <= 0:
                continue
            longer = [*steps[:index], shorter(before[index], steps[index].minutes + piece), *steps[index + 1 :]]
            if excess(longer) <= 0:
                steps[:] = longer
                given += piece
                break
        else:
            return given


def shorter(step: Step, minutes: int) -> Step:
    """Return a step with another time; ranges of its parts shrink where they would no longer fit."""
    over = sum(part.most or part.minutes for part in step.parts) - minutes
    parts = list(step.parts)
    for index in range(len(parts) - 1, -1, -1):
        part = parts[index]
        if over > 0 and part.most is not None:
            most = max(part.most - over, part.minutes)
            over -= part.most - most
            parts[index] = replace(part, most=most if most > part.minutes else None)
    return replace(step, minutes=minutes, parts=tuple(parts))
