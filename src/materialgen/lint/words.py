"""Texts as words, and phrases found among them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

PLACEHOLDER = re.compile(r"\{(\w+)\}")
_BLANK = "\ufffc"
"""Neither letter nor space: what stands for a placeholder's characters."""
_WORD = re.compile(r"[^\W_](?:[^\W_]|[-’'\u00ad](?=[^\W_]))*")
_KEY = 2
"""Phrases are looked up by so many letters of their first word."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text.

    Attributes:
        lower: In lower case, without soft hyphens.
        start, end: Its place in the text.
    """

    lower: str
    start: int
    end: int


def without_placeholders(text: str) -> str:
    """Return a text of the same length in which each ``{name}`` is neither word nor space."""
    return PLACEHOLDER.sub(lambda match: _BLANK * len(match[0]), text) if "{" in text else text


def split_words(text: str) -> tuple[Word, ...]:
    """Return the words of a text, without placeholders."""
    return tuple(
        Word(match[0].replace("\u00ad", "").lower(), match.start(), match.end())
        for match in _WORD.finditer(without_placeholders(text))
    )


def adjacent(text: str, first: Word, second: Word) -> bool:
    """Return whether nothing but space on one line stands between two words."""
    between = text[first.end : second.start]
    return "\n" not in between and not between.strip()


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase found in a text, and what is said about it."""

    start: int
    end: int
    advice: str


class Phrases:
    """Phrases of whole words, each with its advice; ``*`` at the end of a word stands for any ending."""

    def __init__(self, advice: Mapping[str, str]) -> None:
        """Take the advice by phrase; of two phrases at one place, the longer one counts."""
        self._by_key: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for phrase, said in advice.items():
            pattern = tuple(phrase.lower().split())
            self._by_key.setdefault(pattern[0][:_KEY], []).append((pattern, said))
        for found in self._by_key.values():
            found.sort(key=lambda one: -len(one[0]))

    def __bool__(self) -> bool:
        return bool(self._by_key)

    def find(self, text: str, words: Sequence[Word]) -> Iterator[Match]:
        """Yield the phrases in a text, none overlapping another."""
        index = 0
        while index < len(words):
            step = 1
            for pattern, advice in self._by_key.get(words[index].lower[:_KEY], ()):
                run = words[index : index + len(pattern)]
                if _fits(pattern, text, run):
                    yield Match(run[0].start, run[-1].end, advice)
                    step = len(pattern)
                    break
            index += step


def _fits(pattern: Sequence[str], text: str, words: Sequence[Word]) -> bool:
    if len(pattern) != len(words):
        return False
    for wanted, word in zip(pattern, words, strict=True):
        if word.lower != wanted and not (wanted.endswith("*") and word.lower.startswith(wanted[:-1])):
            return False
    return all(adjacent(text, first, second) for first, second in pairwise(words))


def is_phrase(text: str) -> bool:
    """Return whether a text can be looked for: words, the first with two letters before any ``*``."""
    words = text.split()
    return bool(words) and "*" not in words[0][:_KEY] and all(_WORD.fullmatch(one.removesuffix("*")) for one in words)
