"""The cards that the words make, with the texts of principles and questions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from materialgen.look.anatomy import kit_tones, principle_tones
from materialgen.look.colour import INK
from materialgen.problems import Problem, did_you_mean
from materialgen.typeset import Style, Weight

from .words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from materialgen.draw import Document
    from materialgen.kit.model import Principle, Question
    from materialgen.kit.text import Text
    from materialgen.layout import Job
    from materialgen.look.colour import Tones

    from .words import BlankWords, CardWords, FieldWords

TEXT = Style("card", (18, 17, 16, 15, 14, 13, 12, 11), Weight.REGULAR, 1.3, INK)
LEAD = Style("card lead", (21, 20, 19, 18, 17, 16, 15, 14), Weight.SEMIBOLD, 1.22, INK, balance=True)


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


def cards_of(job: Job, doc: Document) -> Iterator[Card]:
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
        yield Piece(None, (lead,), LEAD)
    if about is not None and words.questions is not None:
        yield Piece(words.questions, tuple(one.text for one in about.questions), TEXT)
    for key, label in words.labels.items():
        if key in card.parts:
            yield Piece(label, (card.parts[key],), TEXT)


def blank_card(words: BlankWords, tones: Tones) -> Card:
    """Return a card to write on."""
    return Card(None, None, words.title, None, tones, (), (), tuple(words.fields))
