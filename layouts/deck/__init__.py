"""Deck: cards that share the whole sheet, each with labelled texts, room to write or both, under a cover card.

The sheet is divided evenly, so a few cuts from edge to edge free cards of a standard size and nothing is wasted. The
first card is the deck's cover: what the cards are for, how to cut them, and what the ruler on the cut proves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from materialgen.geometry.cards import Deck, Line
from materialgen.layout import Layout
from materialgen.look import signs
from materialgen.look.anatomy import kit_tones
from materialgen.problems import Problem

from .cards import blank_card, cards_of
from .cover import cover
from .look import INSET, Look
from .words import Options, Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from materialgen.draw import Document, Page
    from materialgen.layout import Job

    from .cards import Card

GRIDS = {
    "A3": {"A5": (2, 2), "A6": (4, 2), "A7": (4, 4)},
    "A4": {"A5": (1, 2), "A6": (2, 2), "A7": (2, 4)},
}
"""Cards across and down a sheet, by the paper and the card's size."""
EDGE = 5.0
"""How near cut lines come to the edge of the paper, mm."""


def draw(job: Job, doc: Document) -> None:
    """Draw the cover, the cards and the blank cards."""
    paper, words, options = job.paper, job.words(Words), job.options(Options)
    columns, rows = _grid(job, doc)
    deck = Deck(paper.box, columns, rows)
    cards = [*cards_of(job, doc)]
    slots = [(row, column) for row in range(rows) for column in range(columns)]
    blanks = max(options.blank or 0, 1 if not cards else 0)
    if words.blank is None:
        _report_blank(job, doc, needed=bool(blanks))
    else:
        total = len(cards) + blanks + 1
        cards += [blank_card(words.blank, kit_tones(job.kit))] * (blanks + -total % len(slots))
    look = Look(job, deck, cards)
    deal: list[Card | None] = [None, *cards]
    for first in range(0, len(deal), len(slots)):
        page = doc.page(paper)
        share = deal[first : first + len(slots)]
        if first == 0:
            doc.bookmark(page, paper.content.y, str(words.title))
        lines = cut_lines(deck)
        _draw_cuts(page, deck, lines)
        boxes = [deck.card(slot) for slot in slots[: len(share)]]
        page.feet = [box.inset(INSET).foot(3.6) for box in boxes]
        for card, box in zip(share, boxes, strict=True):
            with page.tag("Sect", title=card.id if card else None):
                if card is None:
                    cover(page, job, look.inner(box), cards, len(lines))
                else:
                    look.draw(page, card, look.inner(box))
                    doc.parts["cards"] += 1


def _grid(job: Job, doc: Document) -> tuple[int, int]:
    """Return the cards across and down a sheet."""
    options = job.options(Options)
    if options.columns is None and options.rows is None:
        return GRIDS[job.paper.name][options.card]
    if options.columns is None or options.rows is None:
        message = f"the deck '{job.sheet.id}' says only one of 'columns' and 'rows'"
        doc.problems.append(Problem("wrong-value", message, job.sheet.words.title.where, "say both, or neither"))
    columns = options.columns or 1
    return max(columns // 2, 1) if job.document.halved else columns, options.rows or 1


def _report_blank(job: Job, doc: Document, *, needed: bool) -> None:
    if needed:
        message = f"the deck '{job.sheet.id}' has blank cards, or no cards at all, but no words for them"
        hint = f"add 'blank:' or 'cards:' to {job.words_file}"
        doc.problems.append(Problem("missing-key", message, job.sheet.words.title.where, hint))


def cut_lines(deck: Deck) -> list[Line]:
    """Return the cuts between cards; the other edges are the paper's."""
    block = deck.block
    lying = [block.y + row * deck.card_height for row in range(1, deck.rows)]
    standing = [block.x + column * deck.card_width for column in range(1, deck.columns)]
    across = [Line(block.x + EDGE, y, block.right - EDGE, y) for y in lying]
    return [*across, *(Line(x, block.y + EDGE, x, block.bottom - EDGE) for x in standing)]


def _draw_cuts(page: Page, deck: Deck, lines: Sequence[Line]) -> None:
    """Draw the cuts, and the ruler on the first that lies: there it takes no card's room."""
    signs.cut_lines(page, lines)
    lying = next((line for line in lines if line.horizontal), None)
    y = lying.y0 if lying else deck.block.bottom - EDGE
    signs.ruler(page, deck.block.cx - 50.0, y)


LAYOUT = Layout("deck", ("A3", "A4"), Words, draw, options=Options)
