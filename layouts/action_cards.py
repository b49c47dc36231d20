"""Action cards: one principle's actions to cut apart, group by group, with a card to write on last in each group."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import BeforeValidator

from materialgen.draw import Document, Stroke
from materialgen.geometry import A3, A4, CUT_CLEARANCE, Box, Grid
from materialgen.geometry.cards import Deck, Placed, place_groups, place_stacked, straight_cuts
from materialgen.kit.marks import Small, Sometimes
from materialgen.kit.schema import Model, SheetWords, as_string
from materialgen.kit.text import Text, compose
from materialgen.layout import Layout
from materialgen.look import signs
from materialgen.look import type as scale
from materialgen.look.anatomy import BADGE, numbered, principle_tones, worksheet
from materialgen.look.colour import GREY
from materialgen.typeset import Style, common_size

if TYPE_CHECKING:
    from collections.abc import Sequence

    from materialgen.draw import Page
    from materialgen.geometry.cards import Line
    from materialgen.kit.model import Principle, Question
    from materialgen.layout import Job
    from materialgen.look.colour import Tones

COLUMNS, ROWS = 4, 4
"""The deck's grid, the same on every sheet, so that a stack is cut at once."""
A4_COLUMNS = 2
"""Cards across a sheet of A4."""
CARD_WIDTH, CARD_HEIGHT = 96.0, 56.5
"""A card on A4, mm: what it is on A3."""
A4_HEADER = 9.0
"""The height of the line over the cards on A4, mm."""
HEADER = 28.0
"""The least height of the header down to its rule, mm; longer instructions make it taller."""
HEADER_MOST = 44.0
"""Its greatest height: beyond it the instructions are too long, not the cards too small."""
HEADER_GAP = 4.2
"""From the header's rule to the first cut, mm."""
TITLE_COLUMNS = 9
"""How many of the 24 half columns the title takes beside the instructions."""
INSTRUCTION_COLUMNS = ((9, 7), (16, 8))
"""The first half column and the number of half columns of both columns of instructions."""
BRACKET = 12.0
"""Width of the margin at the left of the cards with the groups' numbers, mm."""
FOOT = 14.4
"""What the deck leaves free at the foot for the line under the cards and the footer, mm."""
OVERSHOOT = 2.0
"""How far cut lines reach beyond the block, so that its corners are plain, mm."""
BADGE_ON_CARD = 8.0
HEADING_HEIGHT = 12.8
"""From a card's first line to its text, mm: a heading of two lines, and some air."""
ID_HEIGHT = 4.7
WRITING = 9.0
"""Distance of the lines to write on, mm."""
OWN = "A+"
"""Stands in the place of an action in the id of the card for an own proposal: ``P1.Q2.A+``."""

_TITLE = scale.TITLE.but(sizes=(48,), leading=0.9, balance=False)
_PRINCIPLE = Style("principle name", (20, 18, 17, 16), scale.HEADING.weight, 1.1)
_INSTRUCTIONS = scale.BODY.at(14).but(leading=1.2, balance=True)
_NUMBER = Style("group number", (26, 22, 18, 16, 14), scale.HEADING.weight, 1.0, align="center")
_TEXT = scale.CARD
A4_FOOT = scale.A4_BODY.but(leading=1.2)
_HEADING = scale.CARD_LABEL.but(balance=True)
_ID = scale.CARD_LABEL.at(11).but(colour=GREY)


class Options(Model):
    """In which order the cards stand.

    Attributes:
        order: ``groups`` keeps each group together, so that it comes off on its own; ``stack`` is for whole decks: the
            sheets are cut as one stack, and the piles laid on each other hold the cards in order.
    """

    order: Annotated[Literal["groups", "stack"], BeforeValidator(as_string)] = "groups"


class Words(SheetWords):
    """What the sheets say besides the actions.

    Attributes:
        own: Heads the card for an own proposal.
        group_alt: The alternative text of a group's bracket: ``{number}`` of the question, ``{group}``.
        cut: How to cut groups: ``{cuts}`` straight cuts free all cards of the sheet.
        stack: How to cut a stack of sheets, for ``order: stack``.
        goes_on: Where the set goes on: ``{number}`` of the sheet, ``{total}`` sheets, ``{next}``.
        ends: The same on the last of several sheets, without ``{next}``.
        ruler: Stands beside the ruler.
    """

    own: Text
    group_alt: Annotated[Text, Sometimes("for groups that come off on their own")]
    cut: Annotated[Text, Sometimes("for groups that come off on their own")]
    stack: Annotated[Text | None, Sometimes("for sheets in the order of a stack")] = None
    goes_on: Annotated[Text, Sometimes("for a set of several sheets")]
    ends: Annotated[Text, Sometimes("for a set of several sheets")]
    ruler: Annotated[Text, Small()]


@dataclass(frozen=True, slots=True)
class Card:
    """A card's id and text, or no text for an own proposal."""

    id: str
    text: Text | None


def draw(job: Job, doc: Document) -> None:
    """Draw the cards of the job's principle."""
    if job.paper == A4:
        _draw_on_a4(job, doc)
    else:
        _draw_on_a3(job, doc)


def _draw_on_a4(job: Job, doc: Document) -> None:
    """Draw what to do on a sheet of its own, to lie on the table, then the cards in the size that they have on A3."""
    questions, words, tones = job.principle.questions, job.words(Words), principle_tones(job.principle)
    stacked = job.options(Options).order == "stack"
    place = place_stacked if stacked else place_groups
    sheets = place([len(question.actions) + 1 for question in questions], A4_COLUMNS, ROWS)
    sheet = worksheet(doc, job, A4, principle=job.principle, step=job.sheet.step)
    numbered(sheet.page, _todo(job), [sheet.area], tones)
    block = Box((A4.width - A4_COLUMNS * CARD_WIDTH) / 2, 0, A4_COLUMNS * CARD_WIDTH, ROWS * CARD_HEIGHT)
    for number, placed in enumerate(sheets, 1):
        page = doc.page(A4)
        content = page.paper.content
        head = content.top(A4_HEADER)
        title = compose(f"{job.sheet.words.title} · {job.principle.short}", job.sheet.words.title, job.principle.short)
        badge = head.h
        signs.numeral_badge(page, head.x + badge / 2, head.cy, badge, str(job.principle.number), tones)
        style = scale.SUBHEADING.but(sizes=(18, 16, 14), colour=tones.strong)
        page.text(title, head.rest(badge + 3), style, role=None, valign="middle", place="the title")
        deck = Deck(block.moved(0, head.bottom + HEADER_GAP), A4_COLUMNS, ROWS)
        groups = [list(cards) for _, cards in groupby(placed, key=lambda one: one.group)]
        starts = {0} if stacked else {cards[0].slot[0] for cards in groups}
        lines = _cut_lines(page, deck, placed, starts, tones, outside=False)
        for cards in groups:
            _group(page, job, deck, questions[cards[0].group], cards, bracket=False)
        foot = Box(content.x, deck.block.bottom + CUT_CLEARANCE + 1, content.w, 6.2)
        page.text(_how(job).fill(cuts=straight_cuts(lines)), foot, A4_FOOT, valign="middle", place="how to cut")
        below = foot.moved(0, 7)
        signs.ruler(page, below.x, below.cy + 1.8, words.ruler, until=below.x + 118)
        if len(sheets) > 1:
            going = words.goes_on if number < len(sheets) else words.ends
            text = going.fill(number=number, total=len(sheets), next=number + 1)
            page.text(text, below.rest(119), A4_FOOT, align="right", valign="middle", place="where the set goes on")


def _draw_on_a3(job: Job, doc: Document) -> None:
    questions = job.principle.questions
    paper = A3
    stacked = job.options(Options).order == "stack"
    place = place_stacked if stacked else place_groups
    sheets = place([len(question.actions) + 1 for question in questions], COLUMNS, ROWS)
    header = HEADER
    for number, placed in enumerate(sheets, 1):
        page = doc.page(paper)
        header = _header(page, job, header)
        name = (
            job.words(Words).ends.fill(number=number, total=len(sheets)) if len(sheets) > 1 else job.sheet.words.title
        )
        doc.bookmark(page, paper.content.y, str(name))
        deck = _deck(header)
        groups = [list(cards) for _, cards in groupby(placed, key=lambda one: one.group)]
        starts = {0} if stacked else {cards[0].slot[0] for cards in groups}
        lines = _cut_lines(page, deck, placed, starts, principle_tones(job.principle))
        for cards in groups:
            _group(page, job, deck, questions[cards[0].group], cards, bracket=not stacked)
        _foot(page, job, paper.content.foot(FOOT), straight_cuts(lines), number, len(sheets))


def _deck(header: float) -> Deck:
    """Return the cards of a sheet of A3 under a header of so many mm."""
    return Deck(A3.content.below(header + HEADER_GAP).above(FOOT).rest(BRACKET), COLUMNS, ROWS)


# -- the sheet ---------------------------------------------------------------------------------------------------------


def _header(page: Page, job: Job, height: float) -> float:
    """Draw title and principle and, on the first sheet, what to do; returns the header's height, mm.

    Title and principle are artifacts on the sheets that go on from the first.
    """
    content, tones, step = page.paper.content, principle_tones(job.principle), job.sheet.step
    halves = Grid(content, 24)
    again = len(page.document.pages) > 1
    span = None if again else "Span"
    with nullcontext() if again else page.tag("Sect"):
        box = halves.span(0, TITLE_COLUMNS).top(BADGE)
        with nullcontext() if again else page.tag("H1"):
            if step is not None and step.number is not None:
                signs.numeral_badge(page, box.x + BADGE / 2, box.cy, BADGE, step.number, tones, role=span)
                box = box.rest(BADGE + 6)
            page.text(job.sheet.words.title, box.top(15.4), _TITLE, role=span, valign="middle", place="the title")
        _principle(page, job.principle, box.below(17.4), tones, role=span)
        if step is not None and not again:
            columns = [
                halves.span(first, count).moved(0, -0.7).top(HEADER_MOST - 1.0) for first, count in INSTRUCTION_COLUMNS
            ]
            height = max(height, numbered(page, _todo(job), columns, tones, style=_INSTRUCTIONS) + 1.0)
    page.line(content.x, content.y + height, content.right, content.y + height, Stroke(0.7, tones.strong))
    return height


def _todo(job: Job) -> tuple[Text, ...]:
    step = job.sheet.step
    return (step.do or tuple(line for part in step.parts for line in part.do)) if step else ()


def _how(job: Job) -> Text:
    """Return how to cut."""
    words = job.words(Words)
    return words.stack if words.stack is not None and job.options(Options).order == "stack" else words.cut


def _principle(page: Page, principle: Principle, box: Box, tones: Tones, *, role: str | None) -> None:
    size = 8.0
    line = box.top(size)
    style = _PRINCIPLE.but(colour=tones.strong)
    with page.tag("H2") if role else nullcontext():
        signs.numeral_badge(page, line.x + size / 2, line.cy, size, str(principle.number), tones, role=role)
        page.text(principle.short, line.rest(size + 3), style, role=role, valign="middle", place="the principle's name")


def _cut_lines(
    page: Page, deck: Deck, placed: Sequence[Placed], starts: set[int], tones: Tones, *, outside: bool = True
) -> list[Line]:
    """Draw the cut lines; those above the rows where groups start, and the last, are bolder.

    With room ``outside``, they reach out to the brackets, where scissors stand.
    """
    ends = {deck.block.y + row * deck.card_height for row in {*starts, max(one.slot[0] for one in placed) + 1}}
    block = deck.block
    across, others = [], []
    for line in deck.cut_lines({one.slot for one in placed}):
        if not line.horizontal:
            others.append(replace(line, y0=_beyond(line.y0, block.y, -1), y1=_beyond(line.y1, block.bottom)))
        elif line.y0 in ends:
            left = page.paper.content.x + 6 if outside else line.x0 - OVERSHOOT
            across.append(replace(line, x0=left, x1=_beyond(line.x1, block.right)))
        else:
            others.append(replace(line, x1=_beyond(line.x1, block.right)))
    page.cut(across, Stroke(0.5, tones.mid, signs.CUT.dash))
    page.cut(others, signs.CUT)
    for line in across if outside else ():
        signs.scissors(page, line.x0 - 3.4, line.y0, 5.0)
    return [*across, *others]


def _beyond(end: float, edge: float, direction: int = 1) -> float:
    """Return a line's end moved beyond the block's edge if it lies on it."""
    return end + direction * OVERSHOOT if abs(end - edge) < 0.01 else end


def _foot(page: Page, job: Job, box: Box, cuts: int, number: int, total: int) -> None:
    """Say how to cut and where the set goes on, over the footer with a ruler in its middle."""
    words = job.words(Words)
    line = box.below(4.2).top(6.2)
    style = scale.BODY.at(14).but(leading=1.24)
    halves = Grid(line, 24)
    page.text(_how(job).fill(cuts=cuts), halves.span(0, 11), style, valign="middle", place="the line under the cards")
    signs.ruler(page, halves.span(11, 1).x + 1, line.cy + 1.8, words.ruler, until=halves.span(18, 1).x - 1)
    if total > 1:
        going = words.goes_on if number < total else words.ends
        text = going.fill(number=number, total=total, next=number + 1)
        style = style.but(colour=principle_tones(job.principle).strong)
        page.text(text, halves.span(18, 6), style, align="right", valign="middle", place="the line under the cards")


# -- the cards ---------------------------------------------------------------------------------------------------------


def _group(page: Page, job: Job, deck: Deck, question: Question, placed: Sequence[Placed], *, bracket: bool) -> None:
    """Draw a group's cards on one sheet, and the bracket that holds them together."""
    cards = [*(Card(one.id, one.text) for one in question.actions), Card(f"{question.id}.{OWN}", None)]
    text, heading = job.shared(tuple)
    with page.tag("Sect"):
        if bracket:
            rows = [deck.card(one.slot) for one in (placed[0], placed[-1])]
            with page.tag("H3"):
                _bracket(page, job, question, Box(rows[0].x - BRACKET, rows[0].y, BRACKET, rows[1].bottom - rows[0].y))
        for one in placed:
            page.document.parts["cards"] += 1
            box = _inner(deck.card(one.slot))
            card = cards[one.index]
            with page.tag("Sect", title=card.id):
                _head(page, job, card, question, box, heading)
                if card.text is None:
                    _own(page, job, box)
                else:
                    place = f"the card {card.id}"
                    page.text(card.text, _body(box), _TEXT.at(text), place=place)


def _inner(card: Box) -> Box:
    """Return where a card's texts stand: their ink stays clear of the cuts."""
    return Box(card.x + 5.2, card.y + 4.4, card.w - 10.4, card.h - 9.3)


def _body(box: Box) -> Box:
    """Return where the action's text stands between heading and id."""
    return box.below(HEADING_HEIGHT).above(ID_HEIGHT)


def _heading(box: Box) -> Box:
    return box.top(10.2).left(box.w - BADGE_ON_CARD - 3)


def _bracket(page: Page, job: Job, question: Question, box: Box) -> None:
    tones = principle_tones(job.principle)
    x, top, bottom, foot = box.right - 4.0, box.y + 3.0, box.bottom - 3.0, 2.0
    alt = job.words(Words).group_alt.fill(number=question.number, group=question.group)
    with page.figure(alt, box.inset(0, 3.0)):
        page.polyline([(x + foot, top), (x, top), (x, bottom), (x + foot, bottom)], Stroke(0.9, tones.strong))
        number = Box(box.x, box.cy - 6, 6.8, 12)
        page.text(str(question.number), number, _NUMBER.but(colour=tones.strong), valign="middle")


def _head(page: Page, job: Job, card: Card, question: Question, box: Box, size: float) -> None:
    """Draw a card's id at its foot, its principle's badge and its group's name at its head.

    The id is read first, so that those who listen know which card begins.
    """
    tones, number = principle_tones(job.principle), job.principle.number
    page.text(question.group.at(card.id), box.foot(ID_HEIGHT), _ID, valign="bottom", place=f"the card {card.id}")
    badge = Box(box.right - BADGE_ON_CARD, box.y + 5.1 - BADGE_ON_CARD / 2, BADGE_ON_CARD, BADGE_ON_CARD)
    label = job.kit.words.labels.principle
    with page.figure(compose(f"{label} {number}", label), badge):
        signs.numeral_badge(page, badge.cx, badge.cy, BADGE_ON_CARD, str(number), tones)
    style = _HEADING.at(size).but(colour=tones.strong)
    page.text(question.group, _heading(box), style, valign="middle", place=f"the card {card.id}")


def _own(page: Page, job: Job, box: Box) -> None:
    """Draw lines to write on; the heading stands on the first."""
    lines = box.below(HEADING_HEIGHT).above(ID_HEIGHT)
    page.text(job.words(Words).own, lines.top(WRITING - 1.2), scale.CARD_LABEL.at(12), valign="bottom", place="a card")
    signs.writing_lines(page, lines, WRITING)


def sizes(job: Job) -> tuple[float, float]:
    """Return the one size of the texts and the one of the headings on all cards of the kit, pt."""
    if job.paper == A4:
        card = Box(0, 0, CARD_WIDTH, CARD_HEIGHT)
    else:
        trial = Document("", "", job.kit.language)  # how high the header is shows when it is drawn
        card = _deck(_header(trial.page(A3), job, HEADER)).card((0, 0))
    box = _inner(card)
    questions = [question for principle in job.kit.principles for question in principle.questions]
    texts = [(action.text, _body(box)) for question in questions for action in question.actions]
    return common_size(texts, _TEXT), common_size([(one.group, _heading(box)) for one in questions], _HEADING)


LAYOUT = Layout("action_cards", ("A3", "A4"), Words, draw, options=Options, per_principle=True, common=sizes)
