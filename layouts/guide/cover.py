"""The cover: the workshop's name, its principles or steps as a motif, and the group's figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from materialgen.draw import Stroke
from materialgen.geometry import A4, Box
from materialgen.look import booklet, sender
from materialgen.look import type as scale
from materialgen.look.booklet import MAIN
from materialgen.look.colour import GREY, INK
from materialgen.look.flow import AREA
from materialgen.typeset import Style, Weight, common_size

from .facts import NUMERALS_IN_ROW, figures, motif
from .words import Words

if TYPE_CHECKING:
    from materialgen.draw import Document, Page
    from materialgen.layout import Job

NUMERALS = 106.0
"""From the top of the cover's numerals to its foot, mm."""

_NUMERAL = Style("cover numeral", (130, 100, 80, 60, 48, 40, 34), Weight.BOLD, 1.0, INK, tracking=-0.03)


def cover(job: Job, doc: Document) -> None:
    """Draw the cover."""
    words, kit = job.words(Words), job.kit
    page = doc.page(A4)
    doc.bookmark(page, AREA.y, str(words.title))
    with page.tag("Sect"):
        sender.cover(page, job.plan, AREA)
        title = Style("cover title", (54, 50, 44, 38), Weight.BOLD, 1.04, INK, tracking=-0.02)
        box = AREA.below(26)
        at = page.text(words.title, box, title, role="H1", place="the cover")
        reader = scale.A4_TITLE.but(sizes=(17,), weight=Weight.REGULAR, colour=GREY, tracking=0.0)
        at = page.text(words.reader, box.below(at.h + 3), reader, place="the cover")
        box = AREA.below(at.bottom - AREA.y + 22).above(NUMERALS + 8)
        booklet.rule(page, box.y - 9)
        name = Style("cover name", (28, 26, 24), Weight.BOLD, 1.16, INK, balance=True, tracking=-0.01)
        column = box.left(MAIN.w)
        at = page.text(kit.words.title, column, name, place="the cover")
        style = scale.A4_TITLE.but(sizes=(14,), weight=Weight.REGULAR, leading=1.4, tracking=0.0)
        page.text(kit.words.subtitle, column.below(at.h + 3), style, place="the cover")
        _numerals(page, job, AREA.foot(NUMERALS).top(60))
        pairs = figures(job)
        booklet.figures(page, pairs, AREA.foot(24).top(14).columns(len(pairs), 5))


def _numerals(page: Page, job: Job, box: Box) -> None:
    """Draw the numerals of the principles, or of the steps, in rows: a motif, told in words further on."""
    numerals = motif(job)
    if not numerals:
        return
    texts = [text for text, _ in numerals]
    rows = -(-len(texts) // NUMERALS_IN_ROW)
    each = -(-len(texts) // rows)
    places = [place for row in box.rows(rows) for place in row.columns(each, 5)][: len(texts)]
    boxes = [place.below(5) for place in places]
    size = common_size(list(zip(texts, boxes, strict=True)), _NUMERAL)
    bearing = 0.0118 * size  # what the font leaves free at a numeral's left, so that its ink begins under the line
    for (text, colour), place in zip(numerals, boxes, strict=True):
        page.line(place.x, place.y - 5, place.right, place.y - 5, Stroke(0.9, colour))
        style = _NUMERAL.at(size).but(colour=colour)
        page.text(text, place.moved(-bearing, 0), style, role=None, place="the cover's numerals")
