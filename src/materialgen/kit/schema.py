"""What may stand in a kit's files: facts once per kit, words once per language.

Field types decide how a scalar is read, so that YAML's own guesses never matter.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from materialgen.kit.marks import OnPaper, Sometimes
from materialgen.kit.text import Text, short

_ID = re.compile(r"[a-z0-9]+([-_][a-z0-9]+)*\Z")
_CARD_ID = re.compile(r"[A-Z]+[0-9]+(\.[A-Z]+[0-9]+)*\Z")
_PRINCIPLE = re.compile(r"([A-Z]+[0-9]+|[1-9][0-9]?)\Z")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z]{2})?\Z")
_INTEGER = re.compile(r"(0|[1-9][0-9]{0,5})\Z")
_DECIMAL = re.compile(r"(0|[1-9][0-9]{0,3})(\.[0-9]{1,3})?\Z")
_CLOCK = re.compile(r"([01][0-9]|2[0-3])\.([0-5][0-9])\Z")
_ID_WORDS = "an id of a-z, 0-9 and '-'"
_CARD_ID_WORDS = "an id like P1 or P1.Q2.A3"
_PRINCIPLE_WORDS = "a principle's number or id, like 1 or P1"
_LANGUAGE_WORDS = "a language like sv or en"
_CLOCK_WORDS = "a time like 09.00"


class Model(BaseModel):
    """Base of everything that is read from YAML: unknown keys are errors, values are immutable."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, defer_build=True)


def _scalar(value: object, expected: str) -> Text:
    if isinstance(value, Text):
        return value
    if value is None:
        raise PydanticCustomError("empty", "{expected} is missing here", {"expected": expected})
    kind = "a list" if isinstance(value, list) else "a mapping"
    raise PydanticCustomError("wrong_type", "expected {expected}, found {kind}", {"expected": expected, "kind": kind})


def _integer(value: object) -> int:
    if type(value) is int:
        return value  # a default given in code
    text = _scalar(value, "a whole number")
    if not (text.plain and _INTEGER.match(text)):
        raise PydanticCustomError("wrong_type", "expected a whole number, found '{text}'", {"text": short(text)})
    return int(text)


def _decimal(value: object) -> float:
    if isinstance(value, float):
        return value
    text = _scalar(value, "a length in mm")
    if not (text.plain and _DECIMAL.match(text)):
        expected = "a length in mm such as 22.5"
        raise PydanticCustomError("wrong_type", f"expected {expected}, found '{{text}}'", {"text": short(text)})
    return float(text)


def _boolean(value: object) -> bool:
    if type(value) is bool:
        return value
    text = _scalar(value, "true or false")
    if not (text.plain and text in {"true", "false"}):
        raise PydanticCustomError("wrong_type", "expected true or false, found '{text}'", {"text": short(text)})
    return text == "true"


def form_of(pattern: re.Pattern[str], expected: str, *, number: bool = False) -> dict[str, Any]:
    """Return a form for editors; ``number`` says that YAML may take such a text for a number: here it stays a text."""
    written = "^" + pattern.pattern.removesuffix(r"\Z") + "$"
    types = ["string", "number"] if number else "string"
    return {"type": types, "pattern": written, "patternErrorMessage": f"expected {expected}"}


def matching(pattern: re.Pattern[str], expected: str) -> BeforeValidator:
    """Return what refuses texts of another form than ``pattern``; ``expected`` says in words what is wanted."""

    def check(value: object) -> Text:
        text = _scalar(value, expected)
        if not pattern.match(text):
            raise PydanticCustomError(
                "wrong_form", "expected {expected}, found '{text}'", {"expected": expected, "text": short(text)}
            )
        return text

    return BeforeValidator(check)


def as_string(value: object) -> str:
    """Return a text as a plain string, for fields with a fixed choice of words."""
    return str(value if isinstance(value, str) else _scalar(value, "a word"))


_T = TypeVar("_T")
Some = Annotated[list[_T], Field(min_length=1)]
"""A list of at least one."""
Few = Annotated[list[_T], Field(max_length=99)]
"""A list whose entries are numbered with two digits at the most."""

Count = Annotated[int, BeforeValidator(_integer), Field(ge=1, le=10_000)]
Participants = Annotated[int, BeforeValidator(_integer), Field(ge=1, le=200)]
Tables = Annotated[int, BeforeValidator(_integer), Field(ge=1, le=50)]
Rounds = Annotated[int, BeforeValidator(_integer), Field(ge=1, le=20)]
Sides = Annotated[int, BeforeValidator(_integer), Field(ge=1, le=2)]
Votes = Annotated[int, BeforeValidator(_integer), Field(ge=1, le=30)]
Triangles = Annotated[int, BeforeValidator(_integer), Field(ge=1, le=9)]
Minutes = Annotated[int, BeforeValidator(_integer), Field(ge=1, le=600)]
Millimetres = Annotated[float, BeforeValidator(_decimal), Field(ge=0, le=1000)]
Flag = Annotated[bool, BeforeValidator(_boolean)]
ID_FORM = form_of(_ID, _ID_WORDS, number=True)
CARD_ID_FORM = form_of(_CARD_ID, _CARD_ID_WORDS)
LANGUAGE_FORM = form_of(_LANGUAGE, _LANGUAGE_WORDS)
Id = Annotated[Text, matching(_ID, _ID_WORDS), WithJsonSchema(ID_FORM)]
CardId = Annotated[Text, matching(_CARD_ID, _CARD_ID_WORDS), WithJsonSchema(CARD_ID_FORM)]
PrincipleName = Annotated[
    Text, matching(_PRINCIPLE, _PRINCIPLE_WORDS), WithJsonSchema(form_of(_PRINCIPLE, _PRINCIPLE_WORDS, number=True))
]
Language = Annotated[Text, matching(_LANGUAGE, _LANGUAGE_WORDS), WithJsonSchema(LANGUAGE_FORM)]
Clock = Annotated[Text, matching(_CLOCK, _CLOCK_WORDS), WithJsonSchema(form_of(_CLOCK, _CLOCK_WORDS, number=True))]

Who = Annotated[Literal["each", "group", "moderator"], BeforeValidator(as_string)]
Per = Annotated[Literal["workshop", "table", "participant", "principle", "round"], BeforeValidator(as_string)]
Repeat = Annotated[Literal["workshop", "principle"], BeforeValidator(as_string)]
PaperName = Annotated[Literal["A3", "A4"], BeforeValidator(as_string)]
ColourName = Annotated[
    Literal["blue", "vermillion", "green", "purple", "ochre", "teal", "rose", "indigo"], BeforeValidator(as_string)
]


# --- facts: kit.yaml at the kit's top level ---------------------------------------------------------------------


class GroupFacts(Model):
    """The group that the kit is made for unless told otherwise.

    Attributes:
        participants: How many take part.
        tables: How many tables they sit at.
        principles: How many principles the example agenda has time for, if steps are done for each.
        start: When the workshop starts, for instance 09.00.
        end: When it must be over, if it must.
        setup: Minutes before the start when the room is set up.
    """

    participants: Participants
    tables: Tables
    principles: Rounds = 1
    start: Clock
    end: Clock | None = None
    setup: Minutes = 15


class PartFacts(Model):
    """A part of a step.

    Attributes:
        id: The part's name in the files; the words have the same.
        who: Who does it.
        minutes: How long it takes.
        most: The upper end of a range of minutes, if it is one.
    """

    id: Id
    who: Who
    minutes: Minutes
    most: Minutes | None = None


class StepFacts(Model):
    """A step of the workshop.

    Attributes:
        id: The step's name in the files; the words have the same.
        number: What the step's badge says; a step without one has no badge.
        minutes: How long it takes, in one round. Parts may take less together: the rest is slack.
        least: The fewest minutes that it can be shortened to when time is short; without it, those of its parts, or
            all.
        who: Who does it.
        per: ``principle`` for a step that is done once for each chosen principle.
        parts: The parts of the step, in order, if it has any.
        tools: What is needed: ids of ``tools`` in the words of the kit.
    """

    id: Id
    number: Text | None = None
    minutes: Minutes
    least: Minutes | None = None
    who: Who
    per: Repeat = "workshop"
    parts: list[PartFacts] = []
    tools: list[Id] = []


class BreakFacts(Model):
    """When there is a break, and how long.

    Attributes:
        after: A break comes before a step that would end more than so many minutes after the last break.
        minutes: How long the breaks are; several lengths take turns.
    """

    after: Minutes
    minutes: list[Minutes]


class QuestionFacts(Model):
    """A question and its actions.

    Attributes:
        id: The question's id, for instance P1.Q2; the words have the same.
        actions: The ids of its actions, in order, for instance P1.Q2.A1.
    """

    id: CardId
    actions: list[CardId] = []


class PrincipleFacts(Model):
    """A principle with its questions.

    Attributes:
        id: The principle's id, for instance P1. Its words stand in principles/p1.yaml.
        colour: The colour of its sheets.
        questions: The questions, in order.
    """

    id: CardId
    colour: ColourName
    questions: Some[QuestionFacts]


class DotFacts(Model):
    """How many dots and triangles there are; a kit without them leaves them out.

    Attributes:
        votes: Voting dots for each participant.
        personal: Personal dots for each participant; without it, as many as the principle with most questions has.
        triangles: Warning triangles for each chosen principle.
        anonymous: Whether all dots look the same, so that nobody can tell whose they are.
    """

    votes: Votes = 0
    personal: Votes | None = None
    triangles: Triangles = 0
    anonymous: Flag = False


class CopyFacts(Model):
    """How many copies: ``times`` for each of ``per``.

    Attributes:
        per: For each workshop, table, participant or principle; ``round`` is for each principle of each table.
        times: How many for each.
    """

    per: Per
    times: Count = 1


class SheetFacts(Model):
    """A sheet that is printed.

    Attributes:
        id: The sheet's name in the files. Its words stand in sheets/<id>.yaml.
        layout: What draws the sheet.
        paper: The paper's size.
        step: The step it belongs to, if any.
        per: ``principle`` for a sheet that is made for each principle.
        copies: How many copies are printed.
        cut: Whether it is cut up.
        colour: Whether it is printed in colour.
        sides: 2 if it may be printed on both sides of the paper.
        weight: The recommended weight of the paper, g/m².
        options: The layout's own choices.
    """

    id: Id
    layout: Id
    paper: PaperName
    step: Id | None = None
    per: Repeat = "workshop"
    copies: CopyFacts
    cut: Flag = False
    colour: Flag = True
    sides: Sides = 1
    weight: Count = 90
    options: dict[Text, Any] = {}


class KitFacts(Model):
    """Everything about a kit that is the same in each language.

    Attributes:
        id: The kit's name; the folder of its printed files is called so.
        edition: Stands in the foot of each page. Change it when you print a new edition.
        languages: The languages of the kit, each with a folder of words; the first is the default.
        colour: The colour of the sheets that belong to no principle; without it they are black and grey.
        group: The group that the kit is made for.
        dots: How many dots and triangles there are.
        steps: The steps of the workshop, in order.
        breaks: When there is a break, and how long.
        materials: How many of a tool are packed, by the tool's id; other tools are listed without a number.
        principles: The principles, in order.
        sheets: The sheets, in the order of the workshop; the number of a sheet is its place here, from 0.
    """

    id: Id
    edition: Text
    languages: Some[Language]
    colour: ColourName | None = None
    group: GroupFacts
    dots: DotFacts = DotFacts()
    steps: Some[StepFacts]
    breaks: BreakFacts
    materials: dict[Text, CopyFacts] = {}
    principles: list[PrincipleFacts] = []
    sheets: Some[SheetFacts]


# --- words: one folder per language -----------------------------------------------------------------------------


class PurposeWords(Model):
    """Why the workshop is held.

    Attributes:
        heading: Heads the points.
        points: What the group gets out of it.
    """

    heading: Text
    points: Few[Text]


class ScaleWords(Model):
    """The two ends of the scale.

    Attributes:
        high: The positive end; it stands first on every sheet.
        low: The negative end.
    """

    high: Text
    low: Text


class LabelWords(Model):
    """Single words that are printed on many sheets.

    Attributes:
        step: Before a step's number.
        minutes: After a number of minutes.
        principle: Before a principle's number.
        page: Before a page's number.
        edition: Before the edition.
        who: Heads who does a step.
        needed: Heads what is needed.
        each: Who does it: everybody alone.
        group: Who does it: the group together.
        moderator: Who does it: the moderator.
        write_alt: The alternative text of room to write in by hand, read aloud by screen readers.
    """

    step: Text
    minutes: Text
    principle: Annotated[Text, Sometimes("for principles")]
    page: Annotated[Text, OnPaper()]
    edition: Text
    who: Text
    needed: Text
    each: Annotated[Text, Sometimes("for steps that each person does")]
    group: Annotated[Text, Sometimes("for steps that the group does")]
    moderator: Annotated[Text, Sometimes("for steps that the moderator does")]
    write_alt: Text


class TileWords(Model):
    """What stands beside a worksheet that is printed on two sheets of A4, and how they are put together.

    Attributes:
        left: Names the left half.
        right: Names the right half.
        glue: Where the left half takes glue.
        cut: Where the right half is cut.
        heading: Heads the way to put them together.
        how: The way to put them together, in steps.
        sketch_alt: The alternative text of the sketch, read aloud by screen readers.
    """

    left: Text
    right: Text
    glue: Text
    cut: Text
    heading: Text
    how: Few[Text]
    sketch_alt: Text


class ImprintWords(Model):
    """Where the content comes from, under which licence, and how to print it.

    Attributes:
        source: What the material is based on, or who has made it.
        rendering: How the wording came about, and who answers for it.
        licence: What others may do with the material.
        print: How to print in the right size.
    """

    source: Text
    rendering: Text
    licence: Text
    print: Text


class KitWords(Model):
    """The words of the kit as a whole: ``kit.yaml`` in a language's folder.

    Attributes:
        language: The language; the folder is called so.
        title: The workshop's title.
        subtitle: What kind of workshop it is.
        short_title: The title in the foot of each page.
        purpose: Why the workshop is held.
        scale: The two ends of the scale on the sheets where dots are placed; leave it out if the kit has none.
        labels: Single words that are printed on many sheets.
        tools: What is needed, by id; steps name the ids.
        imprint: Source, licence and how to print.
        tiles: For worksheets on A4; a kit without it is for printers that take A3.
    """

    language: Language
    title: Text
    subtitle: Text
    short_title: Text
    purpose: PurposeWords
    scale: ScaleWords | None = None
    labels: LabelWords
    tools: dict[Text, Text]
    imprint: ImprintWords
    tiles: Annotated[TileWords | None, Sometimes("for worksheets on two sheets of A4")] = None


class PartWords(Model):
    """The words of a part of a step.

    Attributes:
        title: The part's name.
        do: What to do, one sentence or two each.
    """

    title: Text
    do: Few[Text]


class TroubleWords(Model):
    """What can go wrong, and what the moderator does then.

    Attributes:
        problem: What has happened.
        answer: What the moderator does.
    """

    problem: Text
    answer: Text


class GuideWords(Model):
    """What the moderator's guide says about a step.

    Attributes:
        lead: What the moderator does, in order.
        say: What the moderator can say, word for word.
        watch: What to watch out for.
        trouble: What can go wrong.
        write: What is written down, and where.
    """

    lead: Few[Text]
    say: Few[Text]
    watch: Few[Text]
    trouble: Few[TroubleWords]
    write: Few[Text]


class StepWords(Model):
    """The words of a step; a step with parts has its instructions there.

    Attributes:
        title: The step's name.
        purpose: Why it is done, in a sentence.
        do: What the participants do, in order.
        parts: The words of the step's parts, by id.
        guide: What the moderator's guide says.
    """

    title: Text
    purpose: Text
    do: Few[Text] = []
    parts: dict[Text, PartWords] = {}
    guide: GuideWords


class QuestionWords(Model):
    """A question and its actions.

    Attributes:
        question: The question in full.
        group: Its short form; it heads the question's action cards. It must be there even if no sheet prints it.
        actions: The text of each action card, by id.
    """

    question: Text
    group: Text
    actions: dict[Text, Text] = {}


class PrincipleWords(Model):
    """The words of a principle.

    Attributes:
        name: The full name.
        short: A short name, for badges and tables. It must be there even if no sheet prints it.
        about: What it means, in a sentence or two, if its sheets tell.
        questions: The questions, by id.
    """

    name: Text
    short: Text
    about: Text | None = None
    questions: dict[Text, QuestionWords]


class SheetWords(Model):
    """The words of a sheet that every layout needs; a layout adds its own by inheriting from this.

    Attributes:
        name: What the sheet is called in lists and in the foot.
        title: The title on the sheet.
        why: Why the print list asks for as many copies as it does.
        why_chosen: The same, if it is said otherwise when the principles are chosen beforehand.
        why_shared: The same, if it is said otherwise when the tables share the principles between them.
    """

    name: Text
    title: Text
    why: Text
    why_chosen: Annotated[Text | None, Sometimes("if the principles are chosen beforehand")] = None
    why_shared: Annotated[Text | None, Sometimes("if the tables share the principles between them")] = None


class Aside(Model):
    """A short text with a heading, for the words of layouts.

    Attributes:
        heading: Its heading.
        text: Its text.
    """

    heading: Text
    text: Text


@dataclass(frozen=True, slots=True)
class SheetSchema:
    """What a layout lets a kit say about a sheet.

    Attributes:
        words: The model of its words.
        options: The model of its options, if it has any.
        papers: The papers it can be drawn on.
        per_principle: Whether it can only be made for each principle.
        needs_principles: Whether a kit without principles cannot have it.
    """

    words: type[SheetWords]
    options: type[Model] | None = None
    papers: tuple[str, ...] = ("A3", "A4")
    per_principle: bool = False
    needs_principles: bool = False
