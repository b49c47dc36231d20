"""What the cards say, how large they are, and how many of them are blank."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from materialgen.kit.marks import Reference, Sometimes
from materialgen.kit.schema import CardId, Count, Model, SheetWords, as_string
from materialgen.kit.text import Text


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
        lead: What the cards are for, or how to use them; ``{cards}`` is how many there are beside it, blank ones
            included.
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
