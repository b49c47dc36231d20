"""What to do when things turn out otherwise, and what is done afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from materialgen.look import booklet
from materialgen.look.booklet import QUIET

from .facts import imprint
from .words import Words

if TYPE_CHECKING:
    from materialgen.layout import Job
    from materialgen.look.flow import Block


def otherwise(job: Job) -> list[Block]:
    """Return what can turn out otherwise, and what to do then."""
    words = job.words(Words)
    lists = [
        booklet.together(booklet.labelled(one.heading, booklet.bullets(one.items), rule=index > 0))
        for index, one in enumerate(words.whatifs)
    ]
    return [booklet.opening(words.whatif), booklet.space(4), *(block for one in lists for block in one)]


def after(job: Job) -> list[Block]:
    """Return what is done afterwards, lines to fill in, and the imprint."""
    words = job.words(Words)
    lists = [
        booklet.labelled(one.heading, booklet.checks(one.items), rule=index > 0)
        for index, one in enumerate(words.afterwards)
    ]
    about = [booklet.paragraph(one, QUIET, gap=1.6 if index else 0.0) for index, one in enumerate(imprint(job))]
    return [
        booklet.opening(words.after),
        booklet.space(4),
        *(block for one in lists for block in one),
        *booklet.labelled(words.records.heading, booklet.fields(words.records.items, job.kit.words.labels.write_alt)),
        *booklet.together(booklet.labelled(words.about, about)),
    ]
