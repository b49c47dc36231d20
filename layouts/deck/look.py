"""How the cards of a deck look: one size for each kind of text on all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from materialgen.draw import Stroke
from materialgen.look import signs
from materialgen.look import type as scale
from materialgen.look.anatomy import line_width, principle_tones
from materialgen.look.colour import GREY, INK, MID, NEUTRAL
from materialgen.problems import Problem
from materialgen.typeset import Style, Weight, common_size, fits

from .cards import TEXT
from .words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from materialgen.draw import Page
    from materialgen.geometry import Box
    from materialgen.geometry.cards import Deck
    from materialgen.kit.text import Text
    from materialgen.layout import Job
    from materialgen.look.colour import Tones
    from materialgen.typeset import RGB

    from .cards import Card, Piece
    from .words import FieldWords

INSET = 9.0
"""White at a card's edge, mm: most edges are the paper's own, where printers need it, and others are cut."""
FOOT = 6.0
"""What a card keeps free at its foot for the edition, mm."""
BADGE = 10.0
TITLE = 17.0
"""Height of a card's title: two lines, mm."""
RULE_GAP = 2.0
"""From a title to the line under it, mm."""
HEAD = 3.0
"""From the line under the title to what follows, mm."""
GAP = 3.6
"""Between the texts of a card, mm."""
LINE = 8.5
"""The least distance of lines to write on, mm."""
LABEL_HEIGHT = 5.6
ROW = 9.5
"""Height of a field with one line, its label beside it, mm."""
BESIDE = 0.6
"""The most of a card's width that a label beside its line takes."""
FIELD_GAP = 2.8
SPREAD = 5.0
"""How much taller a field with one line may become where there is room, mm."""
SMALL_BADGE = 7.0
"""The diameter of a linked principle's number, mm: its figures are as large as type must be."""
LINK = 8.2
"""Height of the line of a principle that a card is linked to, mm."""
WIDE = 150.0
"""From this width on, a card has two columns, mm."""
COLUMN_GAP = 10.0
BULLET = 4.5
"""How far the items of a list are indented, mm."""
ITEM = 1.4
"""Between the items of a list, mm."""
SHARE = 0.56
"""How much of a wide card the texts take; what is written on stands beside them."""

_TITLE = Style("card title", (22, 20, 18, 17, 16, 15, 14), Weight.BOLD, 1.1, INK, balance=True)
_STATEMENT = Style("card statement", (26, 24, 22, 20, 18, 16), Weight.SEMIBOLD, 1.2, INK, balance=True)
_SMALL_CARD = 2
"""The first step of these ladders on a card with one column."""
_LABEL = scale.CARD_LABEL.at(11)


class Look:
    """How the cards of a deck look: one size for each kind of text on all of them."""

    def __init__(self, job: Job, deck: Deck, cards: Sequence[Card]) -> None:
        self.alt = job.kit.words.labels.write_alt
        self.words = job.words(Words)
        box = self.inner(deck.card((0, 0)))
        self.wide = deck.card_width >= WIDE
        self.width = box.w
        self.statement = common_size([(one.title, self._middle(box, one)) for one in cards if one.bare], _STATEMENT)
        titles = [(one.title, self.title(box, one)) for one in cards if not one.bare]
        self.title_size = common_size(titles, _TITLE)
        self.title_height = max((self._title_height(text, at) for text, at in titles), default=0.0)
        places = [(one, self.columns(self.body(box), one)) for one in cards if not one.bare]
        self.step = next(
            (
                step
                for step in range(0 if self.wide else _SMALL_CARD, len(TEXT.sizes))
                if all(self._fits(one, at, step) for one, at in places)
            ),
            len(TEXT.sizes) - 1,
        )

    @staticmethod
    def inner(card: Box) -> Box:
        """Return where a card's texts stand."""
        return card.inset(INSET)

    def title(self, box: Box, card: Card) -> Box:
        """Return where a card's title stands."""
        top = box.top(TITLE)
        return top.rest(BADGE + 3.5) if card.number else top

    def _title_height(self, text: Text, box: Box) -> float:
        block = fits(text, _TITLE, box.w, box.h, self.title_size)
        return max(block.height if block else TITLE, BADGE)

    def body(self, box: Box) -> Box:
        """Return what is left under the title and over the foot."""
        return box.below(self.title_height + RULE_GAP + HEAD).above(FOOT)

    def columns(self, body: Box, card: Card) -> tuple[Box, Box]:
        """Return where a card's texts stand, and where its links and fields: beside them on a wide card, or under."""
        if self.wide and card.pieces and (card.links or card.fields):
            left = body.left((body.w - COLUMN_GAP) * SHARE)
            return left, body.rest(left.w + COLUMN_GAP)
        below = self.foot_height(card)
        return body.above(below + (GAP if below and card.pieces else 0.0)), body.foot(below)

    def foot_height(self, card: Card) -> float:
        """Return the least height of links and fields."""
        links = LABEL_HEIGHT + LINK * len(card.links) + GAP if card.links else 0.0
        return links + self._room(card.fields, self.width)

    def _fits(self, card: Card, places: tuple[Box, Box], step: int) -> bool:
        height = self._height(card.pieces, places[0].w, step)
        return height is not None and height <= places[0].h

    def _height(self, pieces: Iterable[Piece], width: float, step: int) -> float | None:
        """Return the height of texts at a step of their ladders, or None if a word is too wide."""
        height = -GAP
        for piece in pieces:
            height += GAP + (LABEL_HEIGHT if piece.label else 0.0)
            for text in piece.texts:
                block = fits(text, piece.style, self._text_width(piece, width), 1000.0, piece.style.sizes[step])
                if block is None:
                    return None
                height += block.height + (ITEM if len(piece.texts) > 1 else 0.0)
        return max(height, 0.0)

    @staticmethod
    def _text_width(piece: Piece, width: float) -> float:
        return width - BULLET if len(piece.texts) > 1 else width

    def draw(self, page: Page, card: Card, box: Box) -> None:
        """Draw a card."""
        place = f"the card '{card.title}'"
        if card.bare:
            self._statement(page, card, box, place)
            return
        with page.tag("H2"):
            if card.number:
                cy = box.y + self.title_height / 2
                signs.numeral_badge(page, box.x + BADGE / 2, cy, BADGE, card.number, card.tones, role="Span")
            at = self.title(box, card).top(self.title_height)
            style = _TITLE.at(self.title_size).but(colour=card.tones.strong)
            page.text(card.title, at, style, role="Span", valign="middle", place=place)
        y = box.y + self.title_height + RULE_GAP
        page.line(box.x, y, box.right, y, Stroke(0.7, card.tones.mid))
        texts, others = self.columns(self.body(box), card)
        self._texts(page, card, texts, place)
        if not self.wide and card.words is not None:
            used = self._height(card.pieces, texts.w, self.step) or 0.0
            free = self.body(box).below(used + (GAP if card.pieces else 0.0))
            others = free if len(card.fields) and max(one.lines for one in card.fields) > 1 else others
        elif card.words is None:
            others = self.body(box)
        self._links(page, card, others, place)
        links = LABEL_HEIGHT + LINK * len(card.links) + GAP if card.links else 0.0
        self._fields(page, card, others.below(links), place)

    def _statement(self, page: Page, card: Card, box: Box, place: str) -> None:
        """Draw a card of nothing but a title: large and in its middle, with its number in the corner."""
        with page.tag("H2"):
            if card.number:
                at = BADGE / 2
                signs.numeral_badge(page, box.x + at, box.y + at, BADGE, card.number, card.tones, role="Span")
            style, middle = _STATEMENT.at(self.statement), self._middle(box, card)
            page.text(card.title, middle, style, role="Span", valign="middle", place=place)

    @staticmethod
    def _middle(box: Box, card: Card) -> Box:
        return box.below(BADGE + GAP if card.number else 0.0).above(FOOT)

    def _texts(self, page: Page, card: Card, box: Box, place: str) -> None:
        for piece in card.pieces:
            if piece.label is not None:
                self._label(page, piece.label, box, card.tones, place)
                box = box.below(LABEL_HEIGHT)
            style = piece.style.at(piece.style.sizes[self.step])
            if len(piece.texts) == 1:
                taken = page.text(piece.texts[0], box, style, place=place)
                box = box.below(taken.h + GAP)
                continue
            line = style.sizes[0] * style.leading / 2.8346
            with page.tag("L", attributes={"List": "/ListNumbering/Disc"}):
                for text in piece.texts:
                    with page.tag("LI"):
                        page.circle(box.x + 1.1, box.y + line / 2, 0.9, fill=card.tones.strong)
                        taken = page.text(text, box.rest(BULLET), style, role="LBody", place=place)
                    box = box.below(taken.h + ITEM)
            box = box.below(GAP)

    @staticmethod
    def _label(page: Page, label: Text, box: Box, tones: Tones, place: str) -> None:
        page.text(label, box.top(LABEL_HEIGHT), _LABEL.but(colour=_quiet(tones)), role="H3", place=place)

    def _links(self, page: Page, card: Card, box: Box, place: str) -> None:
        if not card.links:
            return
        if self.words.links is not None:
            self._label(page, self.words.links, box, card.tones, place)
        with page.tag("L", attributes={"List": "/ListNumbering/Decimal"}):
            for index, one in enumerate(card.links):
                row = box.below(LABEL_HEIGHT + LINK * index).top(LINK)
                with page.tag("LI"):
                    signs.numeral_badge(
                        page,
                        row.x + SMALL_BADGE / 2,
                        row.cy,
                        SMALL_BADGE,
                        str(one.number),
                        principle_tones(one),
                        role="Lbl",
                    )
                    page.text(
                        one.short,
                        row.rest(SMALL_BADGE + 3),
                        scale.CARD.at(12),
                        role="LBody",
                        valign="middle",
                        place=place,
                    )

    # -- what is written by hand

    def _fields(self, page: Page, card: Card, box: Box, place: str) -> None:
        """Draw labelled lines to write on, from the top of a box to its foot."""
        lacking = self._room(card.fields, box.w) - box.h
        if lacking > 0.01:
            message = f"the lines to write on need {lacking:.0f} mm more than {place} has"
            hint = "give the fields fewer lines, shorten the card's texts, or choose a larger card"
            page.document.problems.append(Problem("text-too-long", message, card.fields[0].label.where, hint))
            return
        if card.words is None and not card.fields:
            with page.figure(self.alt, box):
                signs.writing_lines(page, box, LINE)
        spread = self._spread(card.fields, box)
        for field, lines in zip(card.fields, self._lines(card.fields, box), strict=True):
            beside = self._beside(field, box.w)
            if beside is not None:
                row = box.top(ROW + spread)
                style = _LABEL.but(colour=_quiet(card.tones))
                page.text(field.label, row, style, role="H3", valign="bottom", place=place)
                with page.figure(self.alt, row.rest(beside)):
                    page.line(row.x + beside + 2.0, row.bottom, row.right, row.bottom, Stroke(signs.HAIR, MID))
                box = box.below(row.h + FIELD_GAP)
                continue
            self._label(page, field.label, box, card.tones, place)
            room = box.below(LABEL_HEIGHT).top(LINE * lines + spread)
            with page.figure(self.alt, room):
                signs.writing_lines(page, room, room.h / lines)
            box = box.below(LABEL_HEIGHT + room.h + FIELD_GAP)

    def _room(self, fields: Sequence[FieldWords], width: float) -> float:
        """Return the least height of fields."""
        heights = [ROW if self._beside(one, width) is not None else LABEL_HEIGHT + LINE * one.lines for one in fields]
        return sum(heights) + FIELD_GAP * max(len(heights) - 1, 0)

    @staticmethod
    def _beside(field: FieldWords, width: float) -> float | None:
        """Return the width of a label that stands beside its only line, or None if it stands over its lines."""
        used = line_width(field.label, _LABEL)
        return used if field.lines == 1 and 0 < used <= width * BESIDE else None

    def _spread(self, fields: Sequence[FieldWords], box: Box) -> float:
        """Return how much taller each field becomes where none gets more lines."""
        if not fields or any(one.lines > 1 for one in fields):
            return 0.0
        return min(max(box.h - self._room(fields, box.w), 0.0) / len(fields), SPREAD)

    def _lines(self, fields: Sequence[FieldWords], box: Box) -> list[int]:
        """Return how many lines each field gets: what is left goes to those of two or more, in turns."""
        lines = [one.lines for one in fields]
        growing = [index for index, one in enumerate(lines) if one > 1]
        for turn in range(int((box.h + 0.01 - self._room(fields, box.w)) // LINE) if growing else 0):
            lines[growing[turn % len(growing)]] += 1
        return lines


def _quiet(tones: Tones) -> RGB:
    """Return the colour of labels."""
    return GREY if tones is NEUTRAL else tones.strong
