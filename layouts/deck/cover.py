"""The card that lies on top: what the cards are for, how to cut them, and what the ruler on the cut proves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from materialgen.draw import Stroke
from materialgen.kit.text import compose
from materialgen.look import signs
from materialgen.look import type as scale
from materialgen.look.anatomy import kit_tones
from materialgen.look.colour import INK, MID
from materialgen.typeset import Style, Weight, common_size, fits

from .cards import TEXT
from .look import BADGE, FOOT
from .words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from materialgen.draw import Page
    from materialgen.geometry import Box
    from materialgen.layout import Job

    from .cards import Card

COVER_BADGE = 12.0
_COVER = Style("cover title", (30, 28, 26, 24, 22, 20, 18, 16), Weight.BOLD, 1.06, INK, tracking=-0.01)
_COVER_TEXT = TEXT.but(name="card cover", sizes=(15, 14, 13, 12, 11))
_CONTENTS = scale.CARD_LABEL.at(14).but(leading=1.3)
_NOTE = scale.A4_BODY.at(11).but(leading=1.3)


def cover(page: Page, job: Job, box: Box, cards: Sequence[Card], cuts: int) -> None:
    """Draw the card that lies on top."""
    words, step, tones = job.words(Words), job.sheet.step, kit_tones(job.kit)
    page.line(box.x, box.y, box.right, box.y, Stroke(0.9, tones.strong))
    top = box.below(4)
    with page.tag("H1"):
        if step is not None and step.number is not None:
            middle = COVER_BADGE / 2
            signs.numeral_badge(page, top.x + middle, top.y + middle, COVER_BADGE, step.number, tones, role="Span")
            top = top.rest(COVER_BADGE + 4)
        style = _COVER.at(common_size([(words.title, top.top(box.h * 0.3))], _COVER))
        line = fits(words.title, style, top.w, COVER_BADGE, style.sizes[0])  # beside the badge, or from its top down
        place = top.top(COVER_BADGE if line else box.h * 0.3)
        valign = "middle" if line else "top"
        taken = page.text(words.title, place, style, role="Span", valign=valign, place="the deck's title")
    rest = box.below(4 + max(taken.h, COVER_BADGE) + 3).above(FOOT)
    texts = [words.cover.cut.fill(cuts=cuts, weight=job.sheet.weight), words.cover.ruler]
    texts = [*([words.cover.note] if words.cover.note else ()), *texts]
    heights = [block.height if (block := fits(one, _NOTE, rest.w, rest.h, 11)) else 0.0 for one in texts]
    foot = rest.foot(sum(heights) + 2.0 * (len(texts) - 1))
    lead = rest.above(foot.h + 7)
    taken = page.text(words.cover.lead.fill(cards=len(cards)), lead, _COVER_TEXT, place="the deck's cover")
    _motif(page, cards, lead.below(taken.h + 4))
    page.line(foot.x, foot.y - 3.5, foot.right, foot.y - 3.5, Stroke(0.4, MID))
    for text, height in zip(texts, heights, strict=True):
        page.text(text, foot.top(height + 0.01), _NOTE, place="the deck's cover")
        foot = foot.below(height + 2.0)


def _motif(page: Page, cards: Sequence[Card], box: Box) -> None:
    """Draw the numbers of the cards, or their titles, where there is room: a deck that lacks one shows it.

    They are artifacts: the cards say them themselves.
    """
    numbered = [card for card in cards if card.number]
    pitch = BADGE + 3.0
    each = int((box.w + 3.0) // pitch)
    if numbered and -(-len(numbered) // each) * pitch - 3.0 <= box.h:
        for index, card in enumerate(numbered):
            x, y = box.x + BADGE / 2 + index % each * pitch, box.y + BADGE / 2 + index // each * pitch
            signs.numeral_badge(page, x, y, BADGE, card.number or "", card.tones)
    elif not numbered:
        titles = [card.title for card in cards if card.words is not None and not card.bare]
        text = compose("\n".join(titles), *titles)
        if titles and fits(text, _CONTENTS, box.w, box.h, _CONTENTS.sizes[0]):
            page.text(text, box, _CONTENTS, role=None, place="the deck's cover")
