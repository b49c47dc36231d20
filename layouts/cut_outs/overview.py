"""The page that says what the parts are for and how to print them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from materialgen.draw import Stroke
from materialgen.kit.text import compose
from materialgen.look import signs
from materialgen.look import type as scale
from materialgen.look.anatomy import FOOTER
from materialgen.look.colour import GREY, INK, NEUTRAL, RULE

from .parts import people_of
from .words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from materialgen.draw import Document, Page
    from materialgen.geometry import Box, Paper
    from materialgen.layout import Job

    from .parts import Part

OPENING = 26.0
"""Height of the overview's title and lead down to the rule, mm."""
PRINTING = 56.0
"""Height of what the overview says about printing, mm."""
PICTURE = 62.0
"""Width of the overview's pictures, mm."""

_TEXT = scale.A4_BODY.but(balance=True)


def overview(doc: Document, job: Job, paper: Paper, parts: dict[str, Part], contents: Sequence[Sequence[str]]) -> None:
    """Draw the page that says what the parts are for and how to print them.

    Args:
        doc: The document.
        job: What is drawn.
        paper: The page's paper.
        parts: The parts by name.
        contents: The names of the parts on each page that follows.
    """
    page, words = doc.page(paper), job.words(Words)
    content = paper.content
    doc.bookmark(page, content.y, str(words.title))
    with page.tag("Sect"):
        title = page.text(words.title, content.top(15), scale.A4_TITLE, role="H1", valign="middle", place="the title")
        lead = words.lead.fill(participants=len(people_of(job)))
        page.text(lead, content.below(title.bottom - content.y + 1).top(7), scale.A4_BODY, place="the lead")
    page.line(content.x, content.y + OPENING, content.right, content.y + OPENING, Stroke(0.7, INK))
    area = content.below(OPENING).above(PRINTING + FOOTER)
    for (name, part), row in zip(parts.items(), area.rows(max(len(parts), 4)), strict=False):
        pages = [number for number, names in enumerate(contents, 2) if name in names]
        _explain(page, job, part, row, f"{pages[0]}–{pages[-1]}" if len(pages) > 1 else f"{pages[0]}")
        page.line(row.x, row.bottom, row.right, row.bottom, Stroke(0.3, RULE))
    used = OPENING + area.h * min(len(parts) / 4, 1)
    _printing(page, job, content.below(used).top(PRINTING).below(6))


def _explain(page: Page, job: Job, part: Part, row: Box, pages: str) -> None:
    labels, badge = job.kit.words.labels, 12.0
    box = row.inset(0, 4.8)
    text, picture = box.rest(badge + 6).left(box.w - badge - 6 - PICTURE - 6), box.rest(box.w - PICTURE)
    number, step = part.step.number, part.step.title
    if number is not None:
        step = compose(f"{labels.step} {number}", labels.step, number)
    with page.tag("Sect"):
        if part.step.number is not None:
            signs.numeral_badge(page, row.x + badge / 2, box.y + badge / 2, badge, part.step.number, NEUTRAL)
        heading = page.text(part.words.heading, text.top(9), scale.A4_HEADING, role="H2", place="a part")
        at = text.below(heading.h)
        quantity = compose(f"{step} · {part.amount}", step, part.amount)
        amount = page.text(quantity, at.top(6), scale.A4_LABEL.but(colour=GREY), place="a part")
        page.text(part.words.text, at.below(amount.h + 1), _TEXT, place="a part")
        where = compose(f"{labels.page} {pages}", labels.page)
        page.text(where, picture.top(8), scale.A4_LABEL.but(colour=GREY), align="right", place="a part")
    part.picture(page, picture.below(4))


def _printing(page: Page, job: Job, box: Box) -> None:
    """Say how to print, on labels and on paper, with a ruler to check the scale."""
    words, product = job.words(Words), job.plan.dots.product
    on_labels = words.labels.text.fill(
        columns=product.columns, rows=product.rows, diameter=f"{product.diameter:g}", product=product.name
    )
    on_paper = words.paper.text.fill(weight=job.sheet.weight)
    for heading, text, column in zip(
        (words.paper.heading, words.labels.heading), (on_paper, on_labels), box.columns(2, 8), strict=True
    ):
        with page.tag("Sect"):
            taken = page.text(heading, column.top(6), scale.A4_SUBHEADING, role="H2", place="how to print")
            page.text(text, column.below(taken.h + 0.8).above(8), _TEXT, place="how to print")
    signs.ruler(page, box.x, box.bottom - 1.5, words.ruler)
