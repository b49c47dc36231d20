"""The kit as later stages see it: facts and words of one language joined, immutable, every text with its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from materialgen.kit.watch import Watched

if TYPE_CHECKING:
    from collections.abc import Mapping

    from materialgen.kit.schema import (
        BreakFacts,
        CopyFacts,
        DotFacts,
        GroupFacts,
        GuideWords,
        KitWords,
        Model,
        SheetWords,
    )
    from materialgen.kit.text import Text


RGB: TypeAlias = tuple[float, float, float]
"""Red, green and blue, each 0–1."""


@dataclass(frozen=True, slots=True)
class Shade:
    """A colour of an organisation's own, in place of a named one.

    Attributes:
        strong: For badges with white text and for text on white.
        mid: For rules and outlines.
    """

    strong: RGB
    mid: RGB


@dataclass(frozen=True, slots=True)
class Action(Watched):
    """An action card's id and text."""

    id: str
    text: Text


@dataclass(frozen=True, slots=True)
class Question(Watched):
    """A question, its short form and its actions.

    Attributes:
        id: For instance ``P1.Q2``.
        number: Its place within the principle, from 1.
        text: The full question.
        group: The short form, which heads the question's action cards.
        actions: The cards with text, in order; the own-proposal card is the layout's.
    """

    id: str
    number: int
    text: Text
    group: Text
    actions: tuple[Action, ...]


@dataclass(frozen=True, slots=True)
class Principle(Watched):
    """A principle with its questions.

    Attributes:
        id: For instance ``P1``.
        number: Its place within the kit, from 1.
        colour: Its colour, or the colour's name.
        name: The full name.
        short: A name for badges and tables.
        questions: In order.
        about: What it means, in a sentence or two, or None.
    """

    id: str
    number: int
    colour: str | Shade
    name: Text
    short: Text
    questions: tuple[Question, ...]
    about: Text | None = None


@dataclass(frozen=True, slots=True)
class Part(Watched):
    """A part of a step; ``minutes`` to ``most`` is a range when ``most`` is given."""

    id: str
    who: str
    minutes: int
    most: int | None
    title: Text
    do: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Step(Watched):
    """A step of the workshop.

    Attributes:
        id: For instance ``vote``.
        number: What its badge says, or None for a step without a number.
        minutes: All minutes of the step (of one round, when ``per_principle``).
        least: The fewest minutes that the step can be shortened to, or None.
        who: ``each``, ``group`` or ``moderator``.
        per_principle: Whether it is done once for each chosen principle.
        tools: Ids of the tools it needs.
        title, purpose, do, parts, guide: Its words.
    """

    id: str
    number: Text | None
    minutes: int
    who: str
    per_principle: bool
    tools: tuple[str, ...]
    title: Text
    purpose: Text
    do: tuple[Text, ...]
    parts: tuple[Part, ...]
    guide: GuideWords
    least: int | None = None


@dataclass(frozen=True, slots=True)
class SheetSpec(Watched):
    """A sheet of the kit before it is drawn.

    Attributes:
        id: For instance ``vote``.
        layout: The name of the layout that draws it.
        paper: ``A3`` or ``A4``.
        step: The step it belongs to, or None.
        per_principle: Whether a document is made for each principle.
        copies: How many copies are printed.
        cut: Whether it is cut up.
        colour: Whether it wants a colour printer.
        sides: 2 if it may be printed on both sides of the paper.
        weight: Recommended paper weight, g/m².
        words: The layout's words, validated by its own model.
        options: The layout's options, validated by its own model, or None.
    """

    id: str
    layout: str
    paper: str
    step: Step | None
    per_principle: bool
    copies: CopyFacts
    cut: bool
    colour: bool
    sides: int
    weight: int
    words: SheetWords
    options: Model | None


@dataclass(frozen=True, slots=True)
class Kit(Watched):
    """A whole kit in one language."""

    id: str
    edition: Text
    language: str
    languages: tuple[str, ...]
    group: GroupFacts
    dots: DotFacts
    breaks: BreakFacts
    materials: Mapping[str, CopyFacts]
    words: KitWords
    steps: tuple[Step, ...]
    principles: tuple[Principle, ...]
    sheets: tuple[SheetSpec, ...]
    colour: str | Shade | None = None

    @property
    def tools(self) -> Mapping[Text, Text]:
        """The names of the tools by id."""
        return self.words.tools

    @property
    def in_rounds(self) -> bool:
        """Whether any step is done for each of the principles that are worked on."""
        return any(step.per_principle for step in self.steps)

    @property
    def personal_dots(self) -> int:
        """Personal dots for each participant: as the facts say, else one for each question of the longest principle."""
        most = max((len(one.questions) for one in self.principles), default=0)
        return most if self.dots.personal is None else self.dots.personal
