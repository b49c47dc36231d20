"""Deck: cards that share the whole sheet, each with labelled texts, room to write or both, under a cover card.

The sheet is divided evenly, so a few cuts from edge to edge free cards of a standard size and nothing is wasted. The
first card is the deck's cover: what the cards are for, how to cut them, and what the ruler on the cut proves.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import BeforeValidator, Field

from materialgen.draw import Stroke
from materialgen.geometry.cards import Deck, Line
from materialgen.kit.marks import Reference, Sometimes
from materialgen.kit.schema import CardId, Count, Model, SheetWords, as_string
from materialgen.kit.text import Text, compose
from materialgen.layout import Layout
from materialgen.look import signs
from materialgen.look import type as scale
from materialgen.look.anatomy import kit_tones, line_width, principle_tones
from materialgen.look.colour import GREY, INK, MID, NEUTRAL
from materialgen.problems import Problem, did_you_mean
from materialgen.typeset import Style, Weight, common_size, fits

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from materialgen.draw import Document, Page
    from materialgen.geometry import Box
    from materialgen.kit.model import Principle, Question
    from materialgen.layout import Job
    from materialgen.look.colour import Tones
    from materialgen.typeset import RGB

GRIDS = {
    "A3": {"A5": (2, 2), "A6": (4, 2), "A7": (4, 4)},
    "A4": {"A5": (1, 2), "A6": (2, 2), "A7": (2, 4)},
}
"""Cards across and down a sheet, by the paper and the card's size."""
INSET = 9.0
"""White at a card's edge, mm: most edges are the paper's own, where printers need it, and others are cut."""
EDGE = 5.0
"""How near cut lines come to the edge of the paper, mm."""
FOOT = 6.0
"""What a card keeps free at its foot for the edition, mm."""
BADGE = 10.0
COVER_BADGE = 12.0
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
_COVER = Style("cover title", (30, 28, 26, 24, 22, 20, 18, 16), Weight.BOLD, 1.06, INK, tracking=-0.01)
_TEXT = Style("card", (18, 17, 16, 15, 14, 13, 12, 11), Weight.REGULAR, 1.3, INK)
_LEAD = Style("card lead", (21, 20, 19, 18, 17, 16, 15, 14), Weight.SEMIBOLD, 1.22, INK, balance=True)
_COVER_TEXT = _TEXT.but(name="card cover", sizes=(15, 14, 13, 12, 11))
_CONTENTS = scale.CARD_LABEL.at(14).but(leading=1.3)
_SMALL_CARD = 2
"""The first step of these ladders on a card with one column."""
_NOTE = scale.A4_BODY.at(11).but(leading=1.3)
_LABEL = scale.CARD_LABEL.at(11)


class Options(Model):
    """How large the cards are, and how many of them are blank.

    Attributes:
        card: A size that divides the sheet evenly: A5, A6 or A7.
        columns: Cards across the sheet, for a size of your own; needs ``rows``. On A4 instead of A3, half as many.
        rows: Cards down the sheet, for a size of your own; needs ``columns``.
        blank: How many blank cards there are at the least; those that fill up the last sheet come on top.
    """

    card: Annotated[Literal["A5", "A6", "A7"], BeforeValidator(as_string)] = "A6"
    columns: Annotated[Count, Field(le=6)] | None = None
    rows: Annotated[Count, Field(le=8)] | None = None
    blank: Annotated[Count, Field(le=200)] | None = None


class FieldWords(Model):
    """Something to write on a card.

    Attributes:
        label: Stands over the lines.
        lines: How many lines there are at the least; a field of two or more grows where there is room.
    """

    label: Text
    lines: Annotated[Count, Field(le=20)] = 1


class CardWords(Model):
    """A card; everything may be left out, but a card needs a title, a principle or a question.

    Attributes:
        principle: The id of the principle that the card is about: it gives number, colour and title, and what it means
            and its questions are printed on the card.
        question: The id of the question that the card is about: it gives number, colour, title and lead. Its number is
            its place among all of the kit's questions.
        number: Stands in a badge before the title.
        title: The title; a card of nothing but a title has it large in its middle.
        lead: A sentence or two in larger letters under the title.
        parts: Texts by the key of their label in ``labels``, printed in the order of the labels.
        links: Ids of the principles that the card has to do with.
    """

    principle: Annotated[CardId | None, Reference()] = None
    question: Annotated[CardId | None, Reference()] = None
    number: Text | None = None
    title: Text | None = None
    lead: Text | None = None
    parts: dict[Text, Text] = Field(default_factory=dict)
    links: Annotated[list[CardId], Reference()] = Field(default_factory=list)


class BlankWords(Model):
    """A card without any text of its own, to write on.

    Attributes:
        title: Its title.
        fields: What to write; without any there are lines only.
    """

    title: Text
    fields: list[FieldWords] = Field(default_factory=list)


class CoverWords(Model):
    """The first card, which lies on top of the deck.

    Attributes:
        lead: What the cards are for, or how to use them; ``{cards}`` is how many there are beside it.
        note: Stands smaller under it, for instance where the texts come from.
        cut: How to cut: ``{cuts}`` straight cuts, ``{weight}`` of the paper in g/m².
        ruler: What the marks on the cut prove; they are 100 mm long.
    """

    lead: Text
    note: Text | None = None
    cut: Text
    ruler: Text


class Words(SheetWords):
    """What the cards say.

    Attributes:
        cover: The deck's first card.
        labels: The labels of the cards' parts, by key, in the order in which the parts stand on a card.
        questions: Heads the questions of the principle that a card is about.
        links: Heads the principles that a card is linked to.
        fields: What to write on each card that has a text.
        cards: The cards, in order.
        blank: What a blank card says; a deck without it has none.
    """

    cover: CoverWords
    labels: Annotated[dict[Text, Text], Sometimes("for the parts that cards have")] = Field(default_factory=dict)
    questions: Annotated[Text | None, Sometimes("for cards about a principle")] = None
    links: Annotated[Text | None, Sometimes("for cards that are linked to principles")] = None
    fields: list[FieldWords] = Field(default_factory=list)
    cards: list[CardWords] = Field(default_factory=list)
    blank: Annotated[BlankWords | None, Sometimes("if there are blank cards")] = None


@dataclass(frozen=True, slots=True)
class Piece:
    """A text of a card with its place in the ladder of sizes.

    Attributes:
        label: Stands over it, if anything does.
        texts: The text, or the items of a list.
        style: The text's style: one size of its ladder for all cards.
    """

    label: Text | None
    texts: tuple[Text, ...]
    style: Style


@dataclass(frozen=True)
class Card:
    """A card as it is drawn.

    Attributes:
        id: Of the principle or question that it is about, if it is about one.
        words: What it says, or None for a blank card.
        title: Its title.
        number: In its badge, if it has one.
        tones: Its colour.
        pieces: Its texts.
        links: The principles that it is linked to.
        fields: What to write.
    """

    id: str | None
    words: CardWords | None
    title: Text
    number: str | None
    tones: Tones
    pieces: tuple[Piece, ...]
    links: tuple[Principle, ...]
    fields: tuple[FieldWords, ...]

    @cached_property
    def bare(self) -> bool:
        """Whether the title is all there is, and nothing is written."""
        return self.words is not None and not (self.pieces or self.links or self.fields)


def draw(job: Job, doc: Document) -> None:
    """Draw the cover, the cards and the blank cards."""
    paper, words, options = job.paper, job.words(Words), job.options(Options)
    columns, rows = _grid(job, doc)
    deck = Deck(paper.box, columns, rows)
    cards = [*_cards(job, doc)]
    slots = [(row, column) for row in range(rows) for column in range(columns)]
    blanks = max(options.blank or 0, 1 if not cards else 0)
    if words.blank is None:
        _report_blank(job, doc, needed=bool(blanks))
    else:
        total = len(cards) + blanks + 1
        cards += [_blank(words.blank, kit_tones(job.kit))] * (blanks + -total % len(slots))
    look = _Look(job, deck, cards)
    deal: list[Card | None] = [None, *cards]
    for first in range(0, len(deal), len(slots)):
        page = doc.page(paper)
        share = deal[first : first + len(slots)]
        if first == 0:
            doc.bookmark(page, paper.content.y, str(words.title))
        lines = _cut_lines(deck)
        _draw_cuts(page, deck, lines)
        boxes = [deck.card(slot) for slot in slots[: len(share)]]
        page.feet = [box.inset(INSET).foot(3.6) for box in boxes]
        for card, box in zip(share, boxes, strict=True):
            with page.tag("Sect", title=card.id if card else None):
                if card is None:
                    _cover(page, job, look.inner(box), cards, len(lines))
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
        hint = "add 'blank:' or 'cards:' to the sheet's words"
        doc.problems.append(Problem("missing-key", message, job.sheet.words.title.where, hint))


def _cards(job: Job, doc: Document) -> Iterator[Card]:
    """Yield the cards of the words; what they name that is not there becomes a problem."""
    words, principles = job.words(Words), {one.id: one for one in job.kit.principles}
    questions = _questions(job)
    for one in words.cards:
        for key in one.parts:
            if key not in words.labels:
                message, advice = f"the part '{key}' has no label", did_you_mean(key, words.labels)
                doc.problems.append(
                    Problem("unknown-key", message, key.where, advice or "add it to 'labels' in the sheet's words")
                )
        if not job.plan.group.chosen:  # else the kit has only those principles that the group works on
            for link in (*([one.principle] if one.principle else ()), *one.links):
                if link not in principles:
                    near = did_you_mean(link, principles)
                    doc.problems.append(Problem("unknown-id", f"there is no principle '{link}'", link.where, near))
            if one.question is not None and one.question not in questions:
                near = did_you_mean(one.question, questions)
                message = f"there is no question '{one.question}'"
                doc.problems.append(Problem("unknown-id", message, one.question.where, near))
        about = principles.get(str(one.principle))
        links = tuple(principles[str(link)] for link in one.links if str(link) in principles)
        asked = questions.get(str(one.question))
        whose = about or (asked.principle if asked else None)
        title = one.title or (about.name if about else asked.question.group if asked else None)
        if title is None:
            if one.principle is None and one.question is None:
                message = "a card has neither a title nor a principle or question"
                doc.problems.append(Problem("missing-key", message, words.title.where, "add 'title:' to the card"))
            continue
        yield Card(
            str(one.principle or one.question) if whose else None,
            one,
            title,
            str(about.number) if about else _number(one, asked),
            principle_tones(whose) if whose else kit_tones(job.kit),
            tuple(_pieces(words, one, about, asked)),
            links,
            tuple(words.fields),
        )


def _number(card: CardWords, asked: Asked | None) -> str | None:
    """Return what stands in a card's badge."""
    if card.number is not None:
        return str(card.number)
    return str(asked.number) if asked else None


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of the kit, its place among all of them from 1, and its principle."""

    question: Question
    number: int
    principle: Principle


def _questions(job: Job) -> dict[str, Asked]:
    """Return all questions of the kit by their ids."""
    pairs = [(question, one) for one in job.kit.principles for question in one.questions]
    return {question.id: Asked(question, number, one) for number, (question, one) in enumerate(pairs, 1)}


def _pieces(words: Words, card: CardWords, about: Principle | None, asked: Asked | None) -> Iterator[Piece]:
    """Yield the texts of a card under its title."""
    lead = card.lead or (about.about if about else asked.question.text if asked else None)
    if lead is not None:
        yield Piece(None, (lead,), _LEAD)
    if about is not None and words.questions is not None:
        yield Piece(words.questions, tuple(one.text for one in about.questions), _TEXT)
    for key, label in words.labels.items():
        if key in card.parts:
            yield Piece(label, (card.parts[key],), _TEXT)


def _blank(words: BlankWords, tones: Tones) -> Card:
    return Card(None, None, words.title, None, tones, (), (), tuple(words.fields))


# -- cuts --------------------------------------------------------------------------------------------------------------


def _cut_lines(deck: Deck) -> list[Line]:
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


# -- the cards ---------------------------------------------------------------------------------------------------------


def _cover(page: Page, job: Job, box: Box, cards: Sequence[Card], cuts: int) -> None:
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


class _Look:
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
                for step in range(0 if self.wide else _SMALL_CARD, len(_TEXT.sizes))
                if all(self._fits(one, at, step) for one, at in places)
            ),
            len(_TEXT.sizes) - 1,
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


LAYOUT = Layout("deck", ("A3", "A4"), Words, draw, options=Options)
