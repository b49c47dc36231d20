"""The day by the clock: the timeline drawn to scale, the agenda, and what was done to make it fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from materialgen.kit.text import compose
from materialgen.look import booklet, flow, table
from materialgen.look.booklet import BODY, QUIET, SMALL_BADGE, STRONG
from materialgen.look.table import Cell, Column
from materialgen.look.timeline import Bracket, Stretch, timeline
from materialgen.plan import clock

from .cells import badge
from .facts import agenda_rows, made_to_fit, round_name, rounds, who
from .words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from materialgen.layout import Job
    from materialgen.look.flow import Block

    from .facts import Row

PADS = (1.7, 1.1, 0.6)
"""White over and under a row of the agenda, mm: a long day stands closer, so that it is seen at a glance."""


def overview(job: Job) -> list[Block]:
    """Return the day at a glance, on one page where it can be."""
    words = job.words(Words).agenda
    rows = agenda_rows(job)
    start = clock(job.plan.agenda[0].start)
    head = [
        booklet.opening(job.words(Words).overview),
        booklet.paragraph(words.intro.fill(start=start), column=booklet.WIDE, gap=5),
        _timeline(job, rows),
    ]
    tries = [[*head, *booklet.gapped(_agenda(job, rows, pad), 5), *_fitted(job)] for pad in PADS]
    return next((one for one in tries if len(flow.paginate(one)) == 1), tries[0])


def _fitted(job: Job) -> list[Block]:
    said = made_to_fit(job)
    return booklet.labelled(job.words(Words).fitted.heading, booklet.bullets(said), rule=False) if said else []


def _agenda(job: Job, rows: Sequence[Row], pad: float) -> list[Block]:
    words, labels = job.words(Words).agenda, job.kit.words.labels
    round_width = 28 if rounds(job) else 0
    columns = [
        Column(words.time, 24),
        Column(words.step, 16),
        Column(words.what, 104 - round_width),
        *([Column(words.round or "", round_width)] if round_width else ()),
        Column(labels.who, 26),
        Column(words.minutes, 16, "right"),
    ]
    cells = [_cells(job, row) for row in rows]
    return table.table(columns, cells, least=SMALL_BADGE + 2 * pad - 0.6, pad=pad)


def _cells(job: Job, row: Row) -> list[Cell]:
    step, minutes = row.step, row.end - row.start
    style = BODY if step else QUIET
    number = step.number if step else None
    turn = row.slot.round if row.slot else None
    return [
        Cell(clock(row.start), STRONG if step else QUIET, head=True),
        Cell(draw=badge(number)) if number is not None else Cell(),
        Cell(row.what, style),
        *([Cell(round_name(job, turn) if turn else "", style)] if rounds(job) else ()),
        Cell(who(job, step.who) if step else "", style),
        Cell(str(minutes) if minutes else "", style),
    ]


def _timeline(job: Job, rows: Sequence[Row]) -> Block:
    """Return the day drawn to scale."""
    alt = job.words(Words).agenda.alt.fill(start=clock(rows[0].start), end=clock(rows[-1].start))
    return timeline(stretches(rows), brackets(job), alt)


def stretches(rows: Sequence[Row]) -> list[Stretch]:
    """Return what the timeline shows: numbered blocks for steps, dashed for setting up, gaps for breaks."""
    return [
        Stretch(row.start, row.end, row.step.number if row.step else None, row.slot is None)
        for row in rows[:-1]
        if row.slot is None or row.step is not None
    ]


def brackets(job: Job) -> list[Bracket]:
    """Return what joins the steps that are done with one of the chosen principles."""
    words, made = job.words(Words).agenda, []
    for number, start, end in rounds(job):
        name = round_name(job, number)
        full = [compose(f"{words.round}: {name}", words.round, name)] if words.round else []
        made.append(Bracket(start, end, [*full, name]))
    return made
