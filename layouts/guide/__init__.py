"""Moderator's guide: cover, contents, the day by the clock, the room, a page for each step, what-ifs, what follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from materialgen.layout import Layout
from materialgen.look import flow
from materialgen.look.flow import AREA
from materialgen.problems import Problem

from .agenda import overview
from .closing import after, otherwise
from .contents import Section, contents, entry, target
from .cover import cover
from .prepare import before, ready
from .rules import rules
from .steps import pages
from .web import web
from .words import Options, Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from materialgen.draw import Document
    from materialgen.kit.text import Text
    from materialgen.layout import Job

    from .words import LengthWords


def draw(job: Job, doc: Document) -> None:
    """Draw the guide."""
    _require(job, doc)
    if doc.problems:
        return
    sections = _sections(job)
    numbers = _page_numbers(job, sections)
    cover(job, doc)
    listed = flow.draw_pages(doc, flow.paginate(contents(job, sections, numbers)))
    doc.bookmark(listed[0], AREA.y, str(job.words(Words).contents))
    part = None
    for index, section in enumerate(sections):
        page = flow.draw_pages(doc, section.pages)[0]
        doc.destination(target(index), page, AREA.y)
        if section.part is not part:
            part = section.part
            doc.bookmark(page, AREA.y, str(part))
        doc.bookmark(page, AREA.y, entry(job, section), 1)


def _require(job: Job, doc: Document) -> None:
    """Report the words that the kit's steps and the sheet's options ask for and the sheet has not."""
    words, lengths = job.words(Words), bool(job.options(Options).lengths)
    wanted: list[tuple[str, Text | LengthWords | None]] = [("lengths", words.lengths)] if lengths else []
    if job.kit.in_rounds:
        fitted = words.fitted
        names = ("left_out", "shared", "shares", "shares_voted")
        wanted += [(f"fitted: {name}", getattr(fitted, name)) for name in names]
        if words.lengths and lengths:
            wanted += [("lengths: rounds", words.lengths.rounds), ("lengths: times", words.lengths.times)]
    for name, said in wanted:
        if said is None:
            message, hint = f"the key '{name}' is missing", f"add '{name}:' to the sheet's words"
            doc.problems.append(Problem("missing-key", message, words.title.where, hint))


def _sections(job: Job) -> list[Section]:
    words = job.words(Words)
    parts = words.parts
    front = [
        Section(parts.before, words.overview, flow.paginate(overview(job))),
        Section(parts.before, words.before, flow.paginate(before(job))),
        Section(parts.before, words.ready, flow.paginate(ready(job))),
    ]
    told = rules(job)
    if told:
        front.append(Section(parts.before, words.rules, flow.paginate(told)))
    steps = [Section(parts.during, step.title, pages(job, step), step) for step in job.kit.steps]
    steps.append(Section(parts.during, words.whatif, flow.paginate(otherwise(job))))
    return [*front, *steps, Section(parts.after, words.after, flow.paginate(after(job)))]


def _page_numbers(job: Job, sections: Sequence[Section]) -> list[int]:
    """Return the first page of each section; the table of contents is as long whatever numbers it shows."""
    number = 2 + len(flow.paginate(contents(job, sections, [0] * len(sections))))
    result = []
    for section in sections:
        result.append(number)
        number += len(section.pages)
    return result


LAYOUT = Layout("guide", ("A4",), Words, draw, options=Options, web=web)
