"""Before the workshop: what is done, what is packed, the room, and the sheets of each step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from materialgen.kit.text import compose
from materialgen.look import booklet, room, table
from materialgen.look.flow import AREA
from materialgen.look.table import Cell, Column

from .cells import NAME, STEP, step_cells, step_columns
from .facts import checklists, room_alt, sheet_rows, tools
from .words import Words

if TYPE_CHECKING:
    from materialgen.layout import Job
    from materialgen.look.flow import Block


def before(job: Job) -> list[Block]:
    """Return what is done and packed before the workshop."""
    words = job.words(Words)
    lists = [
        booklet.labelled(heading, booklet.checks(items), rule=index > 0)
        for index, (heading, items) in enumerate(checklists(job))
    ]
    needed = tools(job)
    pack = [
        booklet.paragraph(words.pack.text, keep=bool(needed)),
        *booklet.gapped(booklet.side_by_side(booklet.bullets, needed), 1.6),
    ]
    return [
        booklet.opening(words.before),
        booklet.space(4),
        *(block for one in lists for block in one),
        *booklet.labelled(words.pack.heading, pack),
    ]


def ready(job: Job) -> list[Block]:
    """Return the room as a picture and in words, and the sheets of each step."""
    words = job.words(Words)
    return [
        booklet.opening(words.ready),
        booklet.space(5),
        _room(job),
        *booklet.labelled(words.room.heading, booklet.bullets(words.room.items), gap=6, rule=False),
        *_sheet_table(job),
    ]


def _room(job: Job) -> Block:
    words = job.words(Words).room
    labels = room.Labels(
        words.wall, words.table, words.tables, words.seats, words.side, words.door, words.way, words.leader
    )
    return room.room(job.plan.group.seating, labels, room_alt(job))


def _sheet_table(job: Job) -> list[Block]:
    """Return the sheets of each step, and those that belong to none."""
    words = job.words(Words).sheets
    columns = step_columns(job, [Column(words.sheets, AREA.w - STEP - NAME)])
    cells = [
        [*step_cells(number, name), Cell(compose(" · ".join(names), *names))] for number, name, names in sheet_rows(job)
    ]
    body = booklet.gapped(table.table(columns, cells), 3)
    return [*booklet.labelled(words.heading, [booklet.paragraph(words.intro, keep=True)]), *body]
