"""Flags that say which group a kit is for, and the file that can say it instead."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from materialgen.plan import Event

_CLOCK = re.compile(r"([01]?\d|2[0-3])[.:]([0-5]\d)\Z")
NAMES = ("participants", "tables", "principles", "rounds", "start", "end", "share", "event_file")
"""The parameters that the flags have in a command."""


def _time(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    """Return a time of the day, 13.00 or 13:00, as ``hh.mm``."""
    if value is None:
        return None
    match = _CLOCK.match(value)
    if match is None:
        raise click.BadParameter(f"'{value}' is no time: write hours and minutes like 13.00, from 00.00 to 23.59")
    return f"{int(match[1]):02d}.{match[2]}"


def _names(_context: click.Context, _parameter: click.Parameter, value: str | None) -> tuple[str, ...] | None:
    """Return the names in a list with commas."""
    if value is None:
        return None
    names = tuple(one.strip() for one in value.split(",") if one.strip())
    if not names:
        raise click.BadParameter("name at least one principle, e.g. 1,4")
    return names


class _Whole(click.IntRange):
    """A whole number; a mistake is told the range in words."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:  # noqa: ANN401 - click's signature
        """Return the number."""
        try:
            return int(super().convert(value, param, ctx))
        except click.BadParameter:
            self.fail(f"'{value}' is not a whole number from {self.min} to {self.max}", param, ctx)


_OPTIONS = (
    click.option("--participants", metavar="N", type=_Whole(1, 200), help="How many take part, 1–200."),
    click.option("--tables", metavar="N", type=_Whole(1, 50), help="How many tables they sit at, 1–50."),
    click.option(
        "--principles",
        metavar="LIST",
        callback=_names,
        help="The principles to work on when they are chosen beforehand: numbers, e.g. 1,4. Others are not printed.",
    ),
    click.option(
        "--rounds",
        metavar="N",
        type=_Whole(1, 20),
        help="How many principles the group works on when it chooses them itself, 1–20.",
    ),
    click.option("--start", metavar="TIME", callback=_time, help="When the workshop starts, e.g. 13.00."),
    click.option("--end", metavar="TIME", callback=_time, help="When it must be over; steps are shortened to fit."),
    click.option(
        "--share/--no-share",
        default=None,
        help="Let the tables share the principles between them, and work at the same time.",
    ),
    click.option(
        "--event",
        "event_file",
        metavar="FILE",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        help="A file that says the same as these flags. The default is the kit's event.yaml, if it has one.",
    ),
)


def group(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the flags of the group to a command."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def event_from(kit_folder: Path, flags: Mapping[str, Any]) -> Event:
    """Return what the flags say over what the event's file says.

    Args:
        kit_folder: Where an ``event.yaml`` may stand.
        flags: The command's parameters with the names ``NAMES``.

    Raises:
        ProblemsFoundError: With what is wrong in the file.
    """
    from materialgen.kit.event import NAME, read_event
    from materialgen.kit.inside import see_inside
    from materialgen.plan import Event
    from materialgen.reads import note

    said = {name: flags[name] for name in NAMES if name != "event_file"}
    event = Event(**said)
    path = flags["event_file"] or kit_folder / NAME
    if flags["event_file"] is None and not note(path).is_file():
        return event
    if flags["event_file"] is None:
        see_inside(path, kit_folder, path.as_posix())
    facts, source = read_event(path, path.as_posix())
    return event.over(Event.of_file(facts, source))
