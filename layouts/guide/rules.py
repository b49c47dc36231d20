"""The rules: dots, principles, and the other lengths that the workshop can have."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from materialgen.look import booklet, table
from materialgen.look.anatomy import principle_tones
from materialgen.look.flow import AREA
from materialgen.look.table import Cell, Column

from .cells import badge, step_cells, step_columns
from .facts import about, dot_rules, lengths, principle_counts, principles_intro
from .words import Options, Words

if TYPE_CHECKING:
    from materialgen.layout import Job
    from materialgen.look.flow import Block

    from .words import LengthWords, PrincipleWords

LENGTH = 27.0
"""The width of a column of the table of lengths, mm."""


def rules(job: Job) -> list[Block]:
    """Return the rules for dots, the principles, and the other lengths that the workshop can have, if any."""
    words = job.words(Words)
    dots = booklet.labelled(words.dots.heading, booklet.bullets(dot_rules(job)), rule=False) if words.dots else []
    principles = _principles(job, words.principles, rule=bool(dots)) if words.principles and job.kit.principles else []
    rule = bool(dots or principles)
    others = _lengths(job, words.lengths, rule=rule) if words.lengths and job.options(Options).lengths else []
    told = [*dots, *principles, *others]
    return [booklet.opening(words.rules), booklet.space(4), *told] if told else []


def _principles(job: Job, words: PrincipleWords, *, rule: bool) -> list[Block]:
    """Return the table of principles; what none of them has gets no column.

    Args:
        job: What is drawn.
        words: Its words.
        rule: Whether a line parts it from what stands over it.
    """
    principles, counts = job.kit.principles, principle_counts(job, words)
    name = Column(job.kit.words.labels.principle, AREA.w - 22 - 24 * len(counts))
    columns = [Column(words.number, 22), name, *(Column(title, 24, "right") for title, _ in counts)]
    rows = [
        [
            Cell(draw=badge(str(one.number), principle_tones(one).strong)),
            Cell(about(one), head=True),
            *(Cell(str(numbers[index])) for _, numbers in counts),
        ]
        for index, one in enumerate(principles)
    ]
    overview = booklet.gapped(table.table(columns, rows, least=8.0), 4)
    if any(one.about is not None for one in principles):  # read aloud and compared, so they stand on one page
        overview = [replace(one, keep=True) for one in overview[:-1]] + overview[-1:]
    intro = booklet.paragraph(principles_intro(job, words), keep=True)
    return [*booklet.labelled(words.heading, [intro], rule=rule), *overview]


def _lengths(job: Job, words: LengthWords, *, rule: bool) -> list[Block]:
    """Return the minutes of each step in other lengths of the workshop; ``rule`` as for the principles."""
    heads, rows = lengths(job, words)
    columns = [Column(one, LENGTH, "right") for one in heads]
    cells = [[*step_cells(number, name), *map(Cell, texts)] for number, name, texts in rows]
    body = booklet.gapped(table.table(step_columns(job, columns), cells), 4)
    return [*booklet.labelled(words.heading, [booklet.paragraph(words.intro, keep=True)], rule=rule), *body]
