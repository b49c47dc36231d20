"""What is known about a language: words and marks, read from ``data/<language>.yaml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from materialgen.kit.source import read_source
from materialgen.lint.words import Phrases

if TYPE_CHECKING:
    from materialgen.kit.source import Value

_DATA = Path(__file__).resolve().parent / "data"


@dataclass(frozen=True, slots=True)
class Language:
    """A language.

    Attributes:
        quotes: Opening and closing quotation marks, then the inner ones; empty when nothing is known.
        common: Words so common that a text of some length has one of them, and that the other languages lack.
        stop_words: Words that say nothing about what a text is about.
        abbreviations: With a full stop that ends no sentence.
        repeatable: Words that may stand twice.
        one, many: Words that address one reader, or several.
        verbs: Imperatives, each with the other form that a list may wrongly mix it with.
        other_form: What that form is called.
        marker: The word before a verb that makes that form.
        screen: Words that make sense on a screen only.
        here: The word that points to a link, and after which words it does not.
        stiff: Stiff words, each with what to write.
        numbers: The words for 2, 3 and so on, each with its digits.
        votes, triangles: What voting dots and warning triangles are called, one or two words each.
        dots: What dots of any kind are called: voting dots only after one of ``owners``.
        owners: Words after which a number of dots is what everybody has.
    """

    quotes: str
    common: frozenset[str]
    stop_words: frozenset[str]
    abbreviations: frozenset[str]
    repeatable: frozenset[str]
    one: frozenset[str]
    many: frozenset[str]
    verbs: dict[str, str]
    other_form: str
    marker: str
    screen: Phrases
    here: str
    not_here: frozenset[str]
    stiff: Phrases
    numbers: dict[str, str]
    votes: frozenset[str]
    triangles: frozenset[str]
    dots: frozenset[str]
    owners: frozenset[str]


@cache
def language_of(code: str) -> Language:
    """Return what is known about a language such as ``sv`` or ``en-GB``."""
    path = _DATA / f"{base(code)}.yaml"
    value = read_source(path, path.name).value if path.is_file() else None
    data = value if isinstance(value, dict) else {}
    return Language(
        quotes=_word(data.get("quotes")),
        common=_set(data.get("common")),
        stop_words=_set(data.get("stop_words")) | _set(data.get("common")),
        abbreviations=_set(data.get("abbreviations")),
        repeatable=_set(data.get("repeatable")),
        one=_set(data.get("one")),
        many=_set(data.get("many")),
        verbs=_map(data.get("verbs")),
        other_form=_word(data.get("other_form")),
        marker=_word(data.get("marker")),
        screen=Phrases(dict.fromkeys(_set(data.get("screen")), "")),
        here=_word(data.get("here")),
        not_here=_set(data.get("not_here")),
        stiff=Phrases(_map(data.get("stiff"))),
        numbers=_map(data.get("numbers")),
        votes=_set(data.get("votes")),
        triangles=_set(data.get("triangles")),
        dots=_set(data.get("dots")),
        owners=_set(data.get("owners")),
    )


def base(code: str) -> str:
    """Return a language without its country."""
    return code.partition("-")[0]


@cache
def known_languages() -> tuple[str, ...]:
    """Return the languages that something is known about."""
    return tuple(sorted(path.stem for path in _DATA.glob("*.yaml")))


def _word(value: Value) -> str:
    return str(value) if isinstance(value, str) else ""


def _set(value: Value) -> frozenset[str]:
    return frozenset(map(str, value)) if isinstance(value, list) else frozenset()


def _map(value: Value) -> dict[str, str]:
    return {str(key): str(one) for key, one in value.items()} if isinstance(value, dict) else {}
