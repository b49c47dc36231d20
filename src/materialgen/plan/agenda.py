"""The workshop's clock: steps in order, rounds per chosen principle, breaks; pure arithmetic in whole minutes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from materialgen.kit.model import Step


@dataclass(frozen=True, slots=True)
class Slot:
    """A stretch of time.

    Attributes:
        start: Minutes after midnight.
        minutes: Its length.
        step: The step, or None for a break.
        round: For a step per principle, which of the chosen principles it works on, from 1; else None.
    """

    start: int
    minutes: int
    step: Step | None
    round: int | None = None

    @property
    def end(self) -> int:
        """Minutes after midnight."""
        return self.start + self.minutes


def parse_clock(text: str) -> int:
    """Return ``hh.mm`` as minutes after midnight."""
    hours, minutes = text.split(".")
    return int(hours) * 60 + int(minutes)


def clock(minutes: int) -> str:
    """Return minutes after midnight as ``hh.mm``, the way Swedish writes times."""
    return f"{minutes // 60 % 24:02d}.{minutes % 60:02d}"


def rounds(steps: Sequence[Step], principles: int) -> list[tuple[Step, int | None]]:
    """Return the steps as they are done: a run of steps per principle is repeated for each of them."""
    order: list[tuple[Step, int | None]] = []
    index = 0
    while index < len(steps):
        if not steps[index].per_principle:
            order.append((steps[index], None))
            index += 1
            continue
        end = index
        while end < len(steps) and steps[end].per_principle:
            end += 1
        order += [(step, number) for number in range(1, principles + 1) for step in steps[index:end]]
        index = end
    return order


def make_agenda(
    steps: Sequence[Step], principles: int, start: int, break_after: int, break_minutes: Sequence[int]
) -> tuple[Slot, ...]:
    """Return the agenda without gap or overlap.

    A break comes before a step that would end more than ``break_after`` minutes after the last break; the lengths of
    breaks take turns.

    Args:
        steps: In order.
        principles: How many are worked through, ≥ 1.
        start: Minutes after midnight.
        break_after: Minutes.
        break_minutes: The lengths of breaks in turn; none means no breaks.
    """
    slots: list[Slot] = []
    now = since = start
    breaks = 0
    for step, number in rounds(steps, principles):
        if break_minutes and now > since and now + step.minutes - since > break_after:
            length = break_minutes[breaks % len(break_minutes)]
            slots.append(Slot(now, length, None))
            breaks += 1
            now = since = now + length
        slots.append(Slot(now, step.minutes, step, number))
        now += step.minutes
    return tuple(slots)
