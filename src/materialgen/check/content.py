"""The texts of a kit as they should stand in its files: whose they are, and what is known about where they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from typing import TYPE_CHECKING

from pydantic import BaseModel

from materialgen.check.reading import folded
from materialgen.kit.marks import OnPaper, Reference, Small, Sometimes, Spoken
from materialgen.kit.text import Text
from materialgen.typeset import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from materialgen.brand.model import Sender
    from materialgen.kit.model import Kit, Principle, SheetSpec, Step
    from materialgen.plan import DocumentPlan
    from materialgen.problems import Where

TELLING = 12
"""So many characters of a text, or more, stand where they do not belong by no coincidence."""
_PLACE = re.compile(r"\{\w+\}")
_GONE = re.compile(r"[\s\u00ad•]+")
_SPOKEN_NAME = re.compile(r"(?:\w+_)?alt\Z")
_EVERYWHERE = frozenset({"name", "why", "why_chosen", "why_shared"})
"""Fields of a sheet's words that other sheets may print, too: they list the sheets."""
_IN_LISTS = frozenset({"kit.tools"})
"""Names that stand in a sentence, or begin a line with a capital letter."""
_SINGLE_WORDS = frozenset({"labels"})
"""A model of words that sheets take one by one."""


def squeezed(text: str) -> str:
    """Return a text without white space, soft hyphens and bullets, composed: what it says, however its lines break."""
    return _GONE.sub("", folded(text))


@dataclass(frozen=True, slots=True)
class _Marks:
    """What holds for all texts of a model; ``there`` are the ids that its references may lead to."""

    sometimes: bool = False
    spoken: bool = False
    small: bool = False
    on_paper: bool = False
    there: frozenset[str] = frozenset()


@dataclass(frozen=True, eq=False)
class Told:
    """A text of the content.

    Attributes:
        text: As it was loaded.
        family: Its keys, with numbers and ids left out: texts of one family are printed alike.
        sheet: The sheet whose own text it is, if it is one's; it stands in each of the sheet's documents.
        principle: The principle whose text it is, if it is one's.
        sometimes: Whether it is printed only where it is needed.
        spoken: Whether it stands in alternative texts only.
        small: Whether it may be small.
        once: Whether it stands once in a document at the most.
        on_paper: Whether HTML editions do without it.
        key: The attribute of the kit's part that it is, as ``materialgen.render.dependence`` names what documents read;
            empty for a text of a model, which is read as a whole.
    """

    text: Text
    family: str
    sheet: SheetSpec | None = None
    principle: Principle | None = None
    sometimes: bool = False
    spoken: bool = False
    small: bool = False
    once: bool = False
    on_paper: bool = False
    key: str = ""

    @property
    def where(self) -> Where:
        """Its place in the content."""
        return self.text.where

    @property
    def shown(self) -> str:
        """As it is read aloud, without markup."""
        return plain(str(self.text))

    @cached_property
    def parts(self) -> tuple[str, ...]:
        """What stands before, between and after its places to fill in, squeezed; one part if it has none."""
        return tuple(_squeezed_parts(str(self.text)))

    @cached_property
    def pattern(self) -> re.Pattern[str] | None:
        """What a text with places to fill in looks like, squeezed; None for other texts."""
        if len(self.parts) == 1:
            return None
        return re.compile(r"[^\f]+?".join(re.escape(part) for part in self.parts))

    @property
    def forms(self) -> tuple[str, ...]:
        """All that its parts may look like."""
        return (*self.parts, _capital(self.parts[0])) if self.family in _IN_LISTS else self.parts

    def count(self, text: str) -> int:
        """Return how many times it stands in a squeezed text."""
        if self.pattern is None:
            return text.count(self.parts[0])
        return len(self.pattern.findall(text))

    def stands_in(self, text: str) -> bool:
        """Return whether it stands in a squeezed text."""
        if self.pattern is None:
            return self.parts[0] in text or (self.family in _IN_LISTS and _capital(self.parts[0]) in text)
        return all(part in text for part in self.parts) and self.pattern.search(text) is not None

    def belongs_to(self, document: DocumentPlan) -> bool:
        """Return whether it may stand in a document."""
        if self.sheet is not None:
            return self.sheet.id == document.sheet.id
        if self.principle is not None and document.principle is not None:
            return self.principle.id == document.principle.id
        return True


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


@lru_cache(maxsize=4096)
def _squeezed_parts(text: str) -> tuple[str, ...]:
    return tuple(squeezed(part) for part in _PLACE.split(plain(text)))


def contents(kit: Kit, sender: Sender | None = None) -> list[Told]:
    """Return every text of a kit's words, in the order of its files, and what an organisation says of itself."""
    ids = [name for one in kit.principles for name in (one.id, *(question.id for question in one.questions))]
    marks = _Marks(there=frozenset(ids))
    return [
        *_of_model(kit.words, "kit", _Marks(), None),
        *(told for step in kit.steps for told in _of_step(step)),
        *(told for principle in kit.principles for told in _of_principle(principle)),
        *(told for sheet in kit.sheets for told in _of_model(sheet.words, "sheets", marks, sheet)),
        *(Told(text, f"brand.{name}") for name, text in (sender.texts if sender else {}).items()),
    ]


def _of_step(step: Step) -> Iterator[Told]:
    way = f"kit/steps/{step.id}"
    yield Told(step.title, "steps.title", key=f"{way}.title")
    yield Told(step.purpose, "steps.purpose", key=f"{way}.purpose")
    yield from (Told(one, "steps.do", key=f"{way}.do") for one in step.do)
    for part in step.parts:
        inner = f"{way}/parts/{part.id}"
        yield Told(part.title, "steps.parts.title", key=f"{inner}.title")
        yield from (Told(one, "steps.parts.do", key=f"{inner}.do") for one in part.do)
    yield from _of_model(step.guide, "steps.guide", _Marks(), None)


def _of_principle(principle: Principle) -> Iterator[Told]:
    own = partial(Told, principle=principle)
    way = f"kit/principles/{principle.id}"
    yield own(principle.name, "principles.name", key=f"{way}.name")
    yield own(principle.short, "principles.short", key=f"{way}.short")
    if principle.about is not None:
        yield own(principle.about, "principles.about", key=f"{way}.about")
    for question in principle.questions:
        inner = f"{way}/questions/{question.id}"
        yield own(question.text, "questions.question", once=True, key=f"{inner}.text")
        # Without actions there may be no cards that it heads.
        yield own(question.group, "questions.group", sometimes=not question.actions, key=f"{inner}.group")
        for action in question.actions:
            yield own(action.text, "actions", once=True, key=f"{inner}/actions/{action.id}.text")


def _of_model(model: BaseModel, family: str, marks: _Marks, sheet: SheetSpec | None) -> Iterator[Told]:
    lost = _leads_nowhere(model, marks.there)
    for name, info in type(model).model_fields.items():
        if (family, name) == ("kit", "language"):
            continue
        kinds = [type(one) for one in info.metadata]
        if Reference in kinds:
            continue
        inner = _Marks(
            sometimes=lost or marks.sometimes or any(_is_spared(one, sheet) for one in info.metadata),
            spoken=marks.spoken or Spoken in kinds or _SPOKEN_NAME.match(name) is not None,
            small=marks.small or Small in kinds,
            on_paper=marks.on_paper or OnPaper in kinds,
            there=marks.there,
        )
        yield from _of_value(getattr(model, name), f"{family}.{name}", inner, sheet)


def _leads_nowhere(model: BaseModel, there: frozenset[str]) -> bool:
    """Return whether a model is about something that the group does not work on: then it is not printed."""
    fields = type(model).model_fields.items()
    about = [getattr(model, name) for name, info in fields if any(isinstance(one, Reference) for one in info.metadata)]
    return any(isinstance(one, Text) and one not in there for one in about)


def _is_spared(mark: object, sheet: SheetSpec | None) -> bool:
    """Return whether a mark says that a sheet need not print a text."""
    if not isinstance(mark, Sometimes):
        return False
    return not (mark.option and sheet is not None and getattr(sheet.options, mark.option, None))


def _of_value(value: object, family: str, marks: _Marks, sheet: SheetSpec | None) -> Iterator[Told]:
    if isinstance(value, Text):
        shared = sheet is None or (family.rpartition(".")[2] in _EVERYWHERE and family.count(".") == 1)
        yield Told(
            value,
            _family(family),
            sheet=None if shared else sheet,
            sometimes=marks.sometimes,
            spoken=marks.spoken,
            small=marks.small,
            on_paper=marks.on_paper,
        )
    elif isinstance(value, BaseModel):
        yield from _of_model(value, family, marks, sheet)
    elif isinstance(value, (list, tuple, dict)):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _of_value(one, family, marks, sheet)


def _family(path: str) -> str:
    """Return the family of a path: the parts of a model of the kit's words belong together."""
    top, *inner = path.split(".")
    return f"{top}.{inner[0]}" if top == "kit" and inner[1:] and inner[0] not in _SINGLE_WORDS else path


class Index:
    """Finds texts of the content in a squeezed text, the longest that begins at a place."""

    LEAD = 4
    """How many characters of a text lead to it."""

    def __init__(self, texts: Iterable[tuple[str, Told | None]]) -> None:
        """Index squeezed texts, each with what it is a text or part of."""
        self._long: dict[str, list[tuple[str, Told | None]]] = {}
        self._short: dict[str, list[tuple[str, Told | None]]] = {}
        for text, told in dict.fromkeys(texts):
            if len(text) >= self.LEAD:
                self._long.setdefault(text[: self.LEAD], []).append((text, told))
            elif text:
                self._short.setdefault(text[0], []).append((text, told))
        for entries in (*self._long.values(), *self._short.values()):
            entries.sort(key=lambda one: -len(one[0]))

    def at(self, text: str, index: int) -> Iterator[tuple[str, Told | None]]:
        """Yield the texts that begin at an index, the longest first."""
        for entry in self._long.get(text[index : index + self.LEAD], ()):
            if text.startswith(entry[0], index):
                yield entry
        for entry in self._short.get(text[index : index + 1], ()):
            if text.startswith(entry[0], index):
                yield entry
