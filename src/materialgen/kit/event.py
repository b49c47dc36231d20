"""A small file that says which group a kit is for this time: ``event.yaml``, kept with the kit or named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from materialgen.kit.schema import Clock, Flag, Model, Participants, PrincipleName, Rounds, Some, Tables
from materialgen.kit.source import Source, read_source
from materialgen.kit.validate import validate
from materialgen.problems import Problem, ProblemsFoundError

if TYPE_CHECKING:
    from pathlib import Path

NAME = "event.yaml"


class EventFacts(Model):
    """What differs from the group that the kit is made for; everything may be left out.

    Attributes:
        participants: How many take part.
        tables: How many tables they sit at.
        principles: The principles that are worked on, when they are chosen beforehand: numbers or ids.
        rounds: How many principles the group works through, when it chooses them itself.
        start: When the workshop starts, for instance 13.00.
        end: When it must be over.
        share: Whether the tables share the principles between them and work at the same time.
    """

    participants: Participants | None = None
    tables: Tables | None = None
    principles: Some[PrincipleName] | None = None
    rounds: Rounds | None = None
    start: Clock | None = None
    end: Clock | None = None
    share: Flag | None = None


def read_event(path: Path, shown: str) -> tuple[EventFacts, Source]:
    """Read an event's file; raises ``ProblemsFoundError`` with all that is wrong in it."""
    source = read_source(path, shown)
    problems: list[Problem] = []
    facts = validate(EventFacts, source, problems)
    if facts is None:
        raise ProblemsFoundError(problems)
    return facts, source
