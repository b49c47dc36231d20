"""What may stand in a kit's files: facts once per kit, words once per language.

Field types decide how a scalar is read, so that YAML's own guesses never matter.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from materialgen.kit.text import Text

_ID = re.compile(r"[a-z0-9]+([-_][a-z0-9]+)*\Z")
_CARD_ID = re.compile(r"[A-Z]+[0-9]+(\.[A-Z]+[0-9]+)*\Z")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z]{2})?\Z")
_INTEGER = re.compile(r"(0|[1-9][0-9]{0,5})\Z")
_DECIMAL = re.compile(r"(0|[1-9][0-9]{0,3})(\.[0-9]{1,3})?\Z")
_CLOCK = re.compile(r"([01][0-9]|2[0-3])\.([0-5][0-9])\Z")


class Model(BaseModel):
    """Base of everything that is read from YAML: unknown keys are errors, values are immutable."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


def _scalar(value: object, expected: str) -> Text:
    if isinstance(value, Text):
        return value
    kind = "nothing" if value is None else "a list" if isinstance(value, list) else "a mapping"
    raise PydanticCustomError("wrong_type", "expected {expected}, found {kind}", {"expected": expected, "kind": kind})


def _integer(value: object) -> int:
    if type(value) is int:
        return value  # a default given in code
    text = _scalar(value, "a whole number")
    if not (text.plain and _INTEGER.match(text)):
        raise PydanticCustomError("wrong_type", "expected a whole number, found '{text}'", {"text": str(text)})
    return int(text)


def _decimal(value: object) -> float:
    if isinstance(value, float):
        return value
    text = _scalar(value, "a length in mm")
    if not (text.plain and _DECIMAL.match(text)):
        raise PydanticCustomError("wrong_type", "expected a length in mm such as 22.5, found '{text}'", {"text": text})
    return float(text)


def _boolean(value: object) -> bool:
    if type(value) is bool:
        return value
    text = _scalar(value, "true or false")
    if not (text.plain and text in {"true", "false"}):
        raise PydanticCustomError("wrong_type", "expected true or false, found '{text}'", {"text": str(text)})
    return text == "true"


def _matching(pattern: re.Pattern[str], expected: str) -> BeforeValidator:
    def check(value: object) -> Text:
        text = _scalar(value, expected)
        if not pattern.match(text):
            raise PydanticCustomError(
                "wrong_form", "expected {expected}, found '{text}'", {"expected": expected, "text": str(text)}
            )
        return text

    return BeforeValidator(check)


def as_string(value: object) -> str:
    """Return a text as a plain string, for fields with a fixed choice of words."""
    return str(value if isinstance(value, str) else _scalar(value, "a word"))


_T = TypeVar("_T")
Some = Annotated[list[_T], Field(min_length=1)]
"""A list of at least one."""

Count = Annotated[int, BeforeValidator(_integer), Field(ge=1, le=10_000)]
Minutes = Annotated[int, BeforeValidator(_integer), Field(ge=1, le=600)]
Millimetres = Annotated[float, BeforeValidator(_decimal), Field(ge=0, le=1000)]
Flag = Annotated[bool, BeforeValidator(_boolean)]
Id = Annotated[Text, _matching(_ID, "an id of a-z, 0-9 and '-'"), WithJsonSchema({"type": "string"})]
CardId = Annotated[Text, _matching(_CARD_ID, "an id like P1 or P1.Q2.A3"), WithJsonSchema({"type": "string"})]
Language = Annotated[Text, _matching(_LANGUAGE, "a language like sv or en"), WithJsonSchema({"type": "string"})]
Clock = Annotated[
    Text, _matching(_CLOCK, "a time like 09.00"), WithJsonSchema({"type": "string", "pattern": r"^\d\d\.\d\d$"})
]

Who = Annotated[Literal["each", "group", "moderator"], BeforeValidator(as_string)]
Per = Annotated[Literal["workshop", "table", "participant", "principle"], BeforeValidator(as_string)]
Repeat = Annotated[Literal["workshop", "principle"], BeforeValidator(as_string)]
PaperName = Annotated[Literal["A3", "A4"], BeforeValidator(as_string)]
ColourName = Annotated[Literal["blue", "vermillion", "green", "purple", "ochre"], BeforeValidator(as_string)]


# --- facts: kit.yaml at the kit's top level ---------------------------------------------------------------------


class GroupFacts(Model):
    """The group that the kit is made for unless told otherwise."""

    participants: Count
    tables: Count
    principles: Annotated[Count, Field(description="how many principles the example agenda has time for")]
    start: Clock


class PartFacts(Model):
    """A part of a step; ``most`` is the upper end of a range of minutes."""

    id: Id
    who: Who
    minutes: Minutes
    most: Minutes | None = None


class StepFacts(Model):
    """A step of the workshop; a step per principle is done once for each chosen principle."""

    id: Id
    number: Text | None = None
    minutes: Minutes
    who: Who
    per: Repeat = "workshop"
    parts: list[PartFacts] = []
    tools: list[Id] = []


class BreakFacts(Model):
    """A break comes before a step that would end more than ``after`` minutes from the last one."""

    after: Minutes
    minutes: list[Minutes]


class QuestionFacts(Model):
    """A question and the ids of its actions, in order."""

    id: CardId
    actions: list[CardId] = []


class PrincipleFacts(Model):
    """A principle with its colour and questions, in order."""

    id: CardId
    colour: ColourName
    questions: Some[QuestionFacts]


class DotFacts(Model):
    """How many dots and triangles a step takes."""

    votes: Annotated[Count, Field(description="voting dots per participant")]
    triangles: Annotated[Count, Field(description="warning triangles per chosen principle")]


class CopyFacts(Model):
    """How many copies of a sheet: ``times`` for each workshop, table, participant or principle."""

    per: Per
    times: Count = 1


class SheetFacts(Model):
    """A sheet: its layout, its paper, how often it is made and how many copies are printed."""

    id: Id
    layout: Id
    paper: PaperName
    step: Id | None = None
    per: Repeat = "workshop"
    copies: CopyFacts
    cut: Flag = False
    colour: Flag = True
    weight: Annotated[Count, Field(description="recommended paper weight, g/m²")] = 90
    options: dict[Text, Any] = {}


class KitFacts(Model):
    """Everything about a kit that is the same in each language."""

    id: Id
    edition: Text
    languages: Some[Language]
    group: GroupFacts
    dots: DotFacts
    steps: Some[StepFacts]
    breaks: BreakFacts
    principles: list[PrincipleFacts] = []
    sheets: Some[SheetFacts]


# --- words: one folder per language -----------------------------------------------------------------------------


class PurposeWords(Model):
    """Why the workshop is held."""

    heading: Text
    points: list[Text]


class ScaleWords(Model):
    """The two ends of the scale; the positive end stands first on every sheet."""

    high: Text
    low: Text


class LabelWords(Model):
    """Single words that are printed on many sheets."""

    step: Text
    minutes: Text
    principle: Text
    page: Text
    edition: Text
    who: Text
    needed: Text
    each: Text
    group: Text
    moderator: Text


class ImprintWords(Model):
    """Where the content comes from, under which licence, and how to print it."""

    source: Text
    rendering: Text
    licence: Text
    print: Text


class KitWords(Model):
    """The words of the kit as a whole: ``kit.yaml`` in a language's folder."""

    language: Language
    title: Text
    subtitle: Text
    short_title: Text
    purpose: PurposeWords
    scale: ScaleWords
    labels: LabelWords
    tools: dict[Text, Text]
    imprint: ImprintWords


class PartWords(Model):
    """The words of a step's part."""

    title: Text
    do: list[Text]


class TroubleWords(Model):
    """What can go wrong, and what the moderator does then."""

    problem: Text
    answer: Text


class GuideWords(Model):
    """What the moderator's guide says about a step."""

    lead: list[Text]
    say: list[Text]
    watch: list[Text]
    trouble: list[TroubleWords]
    write: list[Text]


class StepWords(Model):
    """The words of a step; a step with parts has its instructions there."""

    title: Text
    purpose: Text
    do: list[Text] = []
    parts: dict[Text, PartWords] = {}
    guide: GuideWords


class QuestionWords(Model):
    """A question, its short form (the heading of its actions) and the actions by id."""

    question: Text
    group: Text
    actions: dict[Text, Text] = {}


class PrincipleWords(Model):
    """The words of a principle."""

    name: Text
    short: Text
    questions: dict[Text, QuestionWords]


class SheetWords(Model):
    """The words of a sheet that every layout needs; a layout adds its own by inheriting from this.

    ``why`` says in words why the print list asks for as many copies as it does.
    """

    name: Text
    title: Text
    why: Text


class Aside(Model):
    """A short text with a heading, for the words of layouts."""

    heading: Text
    text: Text
