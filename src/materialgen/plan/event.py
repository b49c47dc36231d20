"""Which group a kit is for this time: what flags and an event's file say over what the kit is made for."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING

from materialgen.plan.agenda import clock, parse_clock
from materialgen.problems import Problem, ProblemsFoundError, Where, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Mapping

    from materialgen.kit.event import EventFacts
    from materialgen.kit.model import Kit, Principle
    from materialgen.kit.source import Source

_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Event:
    """What is said about the group; None where nothing is.

    Attributes:
        participants: At least one.
        tables: At most one for each participant.
        principles: Ids or numbers of the principles that are worked on, chosen beforehand.
        rounds: How many principles the group works through when it chooses them itself.
        start, end: ``hh.mm``.
        share: Whether the tables share the principles between them.
        places: Where each of them stands in a file, by its name; what has no place was a flag.
    """

    participants: int | None = None
    tables: int | None = None
    principles: tuple[str, ...] | None = None
    rounds: int | None = None
    start: str | None = None
    end: str | None = None
    share: bool | None = None
    places: Mapping[str, Where] = field(default_factory=dict)

    @classmethod
    def of_file(cls, facts: EventFacts, source: Source) -> Event:
        """Return what an event's file says."""
        said = {name: getattr(facts, name) for name in type(facts).model_fields}
        said = {name: value for name, value in said.items() if value is not None}
        places = {name: source.where((name,)) for name in said}
        if "principles" in said:
            said["principles"] = tuple(said["principles"])
        return cls(**said, places=places)

    def over(self, other: Event) -> Event:
        """Return both together; where both say something, this one counts."""
        mine = {
            one.name: getattr(self, one.name)
            for one in fields(self)
            if one.name != "places" and getattr(self, one.name) is not None
        }
        if "principles" in mine and "rounds" not in mine:
            mine["rounds"] = None
        elif "rounds" in mine and "principles" not in mine:
            mine["principles"] = None
        kept = {name: where for name, where in other.places.items() if name not in mine}
        return replace(other, **mine, places={**kept, **self.places})


@dataclass(frozen=True, slots=True)
class Group:
    """Who works on what, and when.

    Attributes:
        participants: How many take part.
        tables: How many tables they sit at.
        principles: How many principles are worked on.
        rounds: How many principles each table works through.
        start: ``hh.mm``.
        end: ``hh.mm``, or None when the workshop takes the time it needs.
        setup: Minutes before the start when the room is set up.
        chosen: Whether the principles are chosen beforehand.
        share: Whether the tables share the principles between them.
    """

    participants: int
    tables: int
    principles: int
    rounds: int
    start: str
    end: str | None = None
    setup: int = 0
    chosen: bool = False
    share: bool = False

    @property
    def seating(self) -> tuple[int, ...]:
        """How many participants sit at each table, as evenly as can be; the fuller tables come first."""
        few, more = divmod(self.participants, self.tables)
        return tuple(few + (table < more) for table in range(self.tables))

    @property
    def shares(self) -> tuple[tuple[int, ...], ...]:
        """Which of the principles each table works through, in order, as places from 1: all, or its share."""
        if not self.share:
            return (tuple(range(1, self.principles + 1)),) * self.tables
        if self.tables > self.principles:
            return tuple((index % self.principles + 1,) for index in range(self.tables))
        return tuple(tuple(range(index + 1, self.principles + 1, self.tables)) for index in range(self.tables))


def choose(kit: Kit, event: Event) -> tuple[Group, tuple[Principle, ...]]:
    """Return the group, and the principles that sheets are printed for.

    Args:
        kit: With the group that it is made for.
        event: What differs.

    Raises:
        ProblemsFoundError: With everything in the event that is impossible for the kit.
    """
    return _Chooser(kit, event).choose()


class _Chooser:
    def __init__(self, kit: Kit, event: Event) -> None:
        self.kit = kit
        self.event = event
        self.problems: list[Problem] = []

    def choose(self) -> tuple[Group, tuple[Principle, ...]]:
        kit, event = self.kit, self.event
        usual = kit.group
        participants = event.participants or usual.participants
        tables = event.tables or min(usual.tables, participants)
        if tables > participants:
            self._wrong("tables", f"{tables} tables are too many for a group of {participants}", "choose fewer tables")
        principles = self._principles()
        wanted = len(principles) if event.principles is not None else self._rounds(len(principles))
        if event.principles is not None and event.rounds is not None:
            message = "the principles are chosen beforehand, so there is a round for each of them"
            self._wrong("rounds", message, "leave out the number of rounds, or the principles")
        if event.share and not kit.in_rounds:
            message = "the tables have no work to share: no step is done for each principle"
            self._wrong("share", message, "leave it out")
        share = bool(event.share) and tables > 1  # one table has nobody to share with
        rounds = -(-wanted // tables) if share else wanted
        start, end = event.start or str(usual.start), event.end or (str(usual.end) if usual.end else None)
        if event.start is not None and event.end is None and usual.end is not None:
            end = None  # the usual end belongs to the usual start
        if end is not None and parse_clock(end) <= parse_clock(start):
            where = usual.end.where if event.end is None and usual.end else None
            self._wrong("end", f"the workshop ends at {end}, but starts at {start}", "choose a later end", where)
        if parse_clock(start) < usual.setup:
            message = f"the room is set up {usual.setup} minutes before {start}, on the day before"
            self._wrong("start", message, "start later")
        if self.problems:
            raise ProblemsFoundError(self.problems)
        group = Group(
            participants, tables, wanted, rounds, start, end, usual.setup, event.principles is not None, share
        )
        return group, principles

    def _rounds(self, principles: int) -> int:
        rounds = self.event.rounds or self.kit.group.principles
        if principles and rounds > principles:
            if self.event.rounds is None:
                return principles
            self._wrong("rounds", f"the kit has {principles} principles, not {rounds}", "choose fewer")
        return rounds

    def _principles(self) -> tuple[Principle, ...]:
        if self.event.principles is None:
            return self.kit.principles
        known = {name: one for one in self.kit.principles for name in (one.id.lower(), str(one.number))}
        chosen: dict[str, Principle] = {}
        for name in self.event.principles:
            found = known.get(name.lower())
            if found is None:
                hint = did_you_mean(name, [one.id for one in self.kit.principles])
                self._wrong("principles", f"there is no principle '{name}'", hint, getattr(name, "where", None))
            elif found.id in chosen:
                message = f"the principle '{name}' is named twice"
                self._wrong("principles", message, "name it once", getattr(name, "where", None))
            else:
                chosen[found.id] = found
        if not self.event.principles:
            self._wrong("principles", "no principle is named", "name one, or leave the word out")
        return tuple(one for one in self.kit.principles if one.id in chosen)

    def _wrong(self, name: str, message: str, hint: str | None, where: Where | None = None) -> None:
        self.problems.append(impossible(self.event, name, message, hint, where))


def impossible(event: Event, name: str, message: str, hint: str | None, where: Where | None = None) -> Problem:
    """Return the problem of something in an event that cannot be, with its place in a file or the flag's name.

    Args:
        event: The event.
        name: What cannot be.
        message: Why not.
        hint: What to do.
        where: A more exact place than the event's; or the kit's, where the event says nothing.
    """
    place = where or event.places.get(name)
    if place is None:
        message = f"--{name}: {message}"
    return Problem("impossible-group", message, place, hint)


def check_day(kit: Kit, event: Event, start: str, end: int) -> None:
    """See that the workshop ends on the day that it starts; raises ``ProblemsFoundError``."""
    if end > _DAY:
        message = f"a workshop that starts at {start} would end at {clock(end)}, on the next day"
        where = kit.group.start.where if event.start is None else None
        hint = "start earlier, or choose fewer principles"
        raise ProblemsFoundError([impossible(event, "start", message, hint, where)])
