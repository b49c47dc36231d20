"""What the texts of a kit are called, and where they are written: question, action, step, title."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from pydantic import BaseModel

from materialgen.kit.text import Text
from materialgen.typeset import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from materialgen.kit.model import Kit, Principle, Step
    from materialgen.problems import Where
    from materialgen.render.manifest import DocumentEntry

_FILLED = re.compile(r"\{\w+\}")
_LEAST = 4
"""A text with fewer characters stands in another one by chance."""
_LETTERS = re.compile(r"[^\W\d_]{2}")


@dataclass(frozen=True)
class Place:
    """A text of the content.

    Attributes:
        name: What it is, e.g. ``question P3.Q2`` or ``step 'vote', what to do 2``.
        text: As it is read aloud.
        where: Where it is written.
        sheet: The id of the sheet whose own text it is, or None.
        principle: The id of the principle whose text it is, or None.
    """

    name: str
    text: str
    where: Where
    sheet: str | None = None
    principle: str | None = None

    @cached_property
    def pattern(self) -> re.Pattern[str] | None:
        """What it looks like when its places are filled in; None if it has none."""
        parts = _FILLED.split(self.text)
        return re.compile(".+".join(map(re.escape, parts)), re.DOTALL) if parts[1:] else None


def is_telling(text: str) -> bool:
    """Return whether a text says something by itself, as a number or a sign does not."""
    return _LETTERS.search(text) is not None


def places(kit: Kit) -> Iterator[Place]:
    """Yield every text of a kit's words."""
    for name, text in _texts(kit.words, "the kit's"):
        yield Place(name, plain(text), text.where)
    for step in kit.steps:
        for name, text in _of_step(step):
            yield Place(name, plain(text), text.where)
    for principle in kit.principles:
        for name, text in _of_principle(principle):
            yield Place(name, plain(text), text.where, principle=principle.id)
    for sheet in kit.sheets:
        for name, text in _texts(sheet.words, f"sheet '{sheet.id}',"):
            yield Place(name, plain(text), text.where, sheet=sheet.id)


def _of_step(step: Step) -> Iterator[tuple[str, Text]]:
    name = f"step '{step.id}',"
    yield f"{name} title", step.title
    yield f"{name} purpose", step.purpose
    yield from _texts(step.do, f"{name} what to do")
    for part in step.parts:
        yield f"{name} part '{part.id}', title", part.title
        yield from _texts(part.do, f"{name} part '{part.id}', what to do")
    yield from _texts(step.guide, f"{name} guide,")


def _of_principle(principle: Principle) -> Iterator[tuple[str, Text]]:
    yield f"principle {principle.id}, name", principle.name
    yield f"principle {principle.id}, short name", principle.short
    if principle.about is not None:
        yield f"principle {principle.id}, what it means", principle.about
    for question in principle.questions:
        yield f"question {question.id}", question.text
        yield f"question {question.id}, short form", question.group
        for action in question.actions:
            yield f"action {action.id}", action.text


def _texts(value: object, name: str) -> Iterator[tuple[str, Text]]:
    """Yield the texts in a model of words, a list or a mapping, with the way to each."""
    if isinstance(value, Text):
        yield name, value
    elif isinstance(value, BaseModel):
        for field in type(value).model_fields:
            yield from _texts(getattr(value, field), f"{name} {field.replace('_', ' ')}")
    elif isinstance(value, (list, tuple)):
        for number, one in enumerate(value, 1):
            yield from _texts(one, f"{name} {number}")
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from _texts(one, f"{name} '{key}'")


class Places:
    """Finds what a printed text is in the content."""

    def __init__(self, kit: Kit) -> None:
        """Take up the texts of a kit."""
        self._all = list(places(kit))

    def find(self, text: str, document: DocumentEntry) -> Place | None:
        """Return the text of the content that a text of a document was made from, or None if it was computed.

        A text may be printed as it is, with its places filled in, as part of a longer line, or in parts.
        """
        found = max(self._all, key=lambda one: _nearness(one, text, document), default=None)
        return found if found and _nearness(found, text, document) > (0, 0, 0) else None


def _nearness(place: Place, text: str, document: DocumentEntry) -> tuple[int, int, int]:
    """Return how well a text of the content explains a printed one: how it stands there, how much of it, whose."""
    own = 2 * (place.sheet == document.sheet) + (place.principle is not None and place.principle == document.principle)
    if place.sheet is not None and not own:
        own = -1
    length = len(place.text)
    if place.text == text:
        return 4, length, own
    if place.pattern is not None and place.pattern.fullmatch(text) and is_telling(_FILLED.sub("", place.text)):
        return 3, length, own
    if length >= _LEAST and place.text in text and is_telling(place.text):
        return 2, length, own
    if len(text) >= _LEAST and text in place.text and is_telling(text):
        return 1, -length, own
    return 0, 0, 0
