"""The parts that the kit uses: how many there are, which step they are for, and a picture of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from materialgen.look import signs
from materialgen.problems import Problem, did_you_mean

from .pictures import dots_picture, needle_picture, triangles_picture, votes_picture
from .words import Options, Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from materialgen.draw import Document, Page
    from materialgen.geometry import Box
    from materialgen.kit.model import Step
    from materialgen.kit.text import Text
    from materialgen.layout import Job
    from materialgen.look.signs import Marker

    from .words import PartWords

NEEDLES, SPARE_NEEDLES = 1, 1
SPARE_TRIANGLES = 1
"""For each principle."""


@dataclass(frozen=True, slots=True)
class Part:
    """A kind of part that the kit uses.

    Attributes:
        words: What is said about it.
        step: The step it is for.
        each: How many each participant or principle gets.
        spare: How many of them are spare.
        total: How many are made.
        picture: Draws a small picture of it.
    """

    words: PartWords
    step: Step
    each: int
    spare: int
    total: int
    picture: Callable[[Page, Box], None]

    @property
    def amount(self) -> Text:
        """How many there are, in words."""
        return self.words.amount.fill(each=self.each, spare=self.spare, total=self.total)


def parts_of(job: Job, doc: Document) -> dict[str, Part]:
    """Return the parts that the kit uses, by their names in the options."""
    words, options, group = job.words(Words), job.options(Options), job.plan.group
    votes, triangles = job.kit.dots.votes, job.kit.dots.triangles
    people = people_of(job)
    parts = {}
    for name, what, each, spare, times, picture in (
        ("needle", words.needle, NEEDLES, SPARE_NEEDLES, 1, needle_picture),
        ("votes", words.votes, votes, 0, len(people), votes_picture(people[0], votes)),
        ("dots", words.dots, job.kit.personal_dots, 0, len(people), dots_picture(people)),
        ("triangles", words.triangles, triangles, SPARE_TRIANGLES, group.rounds, triangles_picture(triangles)),
    ):
        step = _step(job, doc, getattr(options, name))
        if step is None or not each:
            continue
        if what is None:
            message = f"the option '{name}' asks for parts that have no words"
            hint = f"add '{name}:' to the sheet's words"
            doc.problems.append(Problem("missing-key", message, words.title.where, hint))
            continue
        parts[name] = Part(what, step, each, spare, (each + spare) * times, picture)
    return parts


def people_of(job: Job) -> list[Marker]:
    """Return the markers of a table's participants: all alike where nobody is to be told by them."""
    people = signs.markers(job.plan.seats)
    return [signs.anonymous(one) for one in people] if job.kit.dots.anonymous else people


def _step(job: Job, doc: Document, wanted: Text | None) -> Step | None:
    if wanted is None:
        return None
    steps = {step.id: step for step in job.kit.steps}
    if wanted not in steps:
        hint = did_you_mean(wanted, steps)
        doc.problems.append(Problem("unknown-step", f"there is no step '{wanted}'", wanted.where, hint))
    return steps.get(wanted)
