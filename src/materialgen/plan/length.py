"""The same workshop in another length: how long each step would take if there were more time, or less."""

from __future__ import annotations

from typing import TYPE_CHECKING

from materialgen.plan.fit import Breaks, Fitted, TooShortError, fit

if TYPE_CHECKING:
    from materialgen.plan.plan import Plan


def in_length(plan: Plan, minutes: int, rounds: int) -> Fitted:
    """Return the agenda, from midnight, of the steps made to fit a length of time.

    Where the time is too short even for one principle, the workshop takes the least time that it can, so that what is
    told of it is true.

    Args:
        plan: The plan.
        minutes: At the most.
        rounds: How many principles should be worked through.
    """
    breaks = Breaks(plan.kit.breaks.after, tuple(plan.kit.breaks.minutes))
    try:
        return fit(plan.fitted.usual, rounds, 0, minutes, breaks)
    except TooShortError as error:
        return fit(plan.fitted.usual, 1, 0, minutes + error.minutes, breaks)
