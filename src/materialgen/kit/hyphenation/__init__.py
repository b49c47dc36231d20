"""Where long words may be divided: compound borders from data first, patterns only for what is still too long."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise

SOFT_HYPHEN = "\u00ad"
LONG = 12
"""Words of fewer letters are never divided."""
TOO_LONG = 16
"""A part of more letters may be divided by patterns, too."""
SHORTEST = 3
"""No part of a compound is shorter."""
_PATTERN_MARGIN = 4
"""Patterns leave at least so many letters at either end of a part: they are least wrong in the middle."""
_INFLECTION = 5
"""A word of the list may be followed by so many letters of inflection."""
_PATTERNS = {"sv": "sv_SE", "en": "en_GB", "de": "de_DE", "nb": "nb_NO", "da": "da_DK"}
_WORD = re.compile(rf"[^\W\d_]{{{LONG},}}")
# A noun in these suffixes takes a linking s in compounds, and nothing but a new part can follow with four letters.
_LINKING = {"sv": re.compile(r"(?<=[^\W\d_]{2})(?:ings|tions|hets|skaps|itets|ments)(?=[^\W\d_]{4})")}


@dataclass(frozen=True, slots=True)
class _Rules:
    firsts: tuple[str, ...]
    lasts: tuple[str, ...]
    words: dict[str, tuple[int, ...]]


def soften(text: str, language: str) -> str:
    """Return the text with soft hyphens in its long words.

    A word in which the author has put a soft hyphen is left as it is.

    Args:
        text: The text.
        language: Its language, e.g. ``sv``.
    """
    if SOFT_HYPHEN not in text:
        return _WORD.sub(lambda match: _soften_word(match[0], language), text)
    pieces = re.split(r"(\s+)", text)
    return "".join(piece if SOFT_HYPHEN in piece else soften(piece, language) for piece in pieces)


@cache
def _soften_word(word: str, language: str) -> str:
    out = []
    start = 0
    for border in borders(word, language):
        out.append(word[start:border])
        start = border
    return SOFT_HYPHEN.join([*out, word[start:]])


def borders(word: str, language: str) -> list[int]:
    """Return the indices before which a word may be divided, in order."""
    lower = word.lower()
    rules = _rules(language)
    listed = _listed(lower, rules)
    if listed is not None:
        return list(listed)
    found = _compound(lower, language, rules)
    edges = [0, *found, len(word)]
    for start, end in pairwise(edges):
        if end - start > TOO_LONG:
            found |= _patterns(lower[start:end], start, language)
    return sorted(found)


def _listed(word: str, rules: _Rules) -> tuple[int, ...] | None:
    for length in range(len(word), max(len(word) - _INFLECTION, 0) - 1, -1):
        if word[:length] in rules.words:
            return rules.words[word[:length]]
    return None


def _compound(word: str, language: str, rules: _Rules) -> set[int]:
    found = {match.end() for match in _LINKING[language].finditer(word)} if language in _LINKING else set()
    start = 0
    while first := next((one for one in rules.firsts if word.startswith(one, start)), None):
        start += len(first)
        if len(word) - start > SHORTEST:
            found.add(start)
    for last in rules.lasts:
        border = word.rfind(last)
        if border >= SHORTEST and len(word) - border - len(last) <= _INFLECTION:
            found.add(border)
            break
    return _apart(found, len(word))


def _apart(found: set[int], length: int) -> set[int]:
    """Return the borders without those that would make a part too short."""
    kept: set[int] = set()
    before = 0
    for border in sorted(found):
        if border - before >= SHORTEST and length - border >= SHORTEST:
            kept.add(border)
            before = border
    return kept


def _patterns(part: str, offset: int, language: str) -> set[int]:
    if language not in _PATTERNS:
        return set()
    import pyphen

    hyphenator = pyphen.Pyphen(lang=_PATTERNS[language], left=_PATTERN_MARGIN, right=_PATTERN_MARGIN)
    return {offset + position for position in hyphenator.positions(part)}


@cache
def _rules(language: str) -> _Rules:
    file = resources.files(__name__).joinpath(f"{language}.txt")
    lines = file.read_text("utf-8").splitlines() if file.is_file() else []
    entries = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    firsts = sorted((one[:-1] for one in entries if one.endswith("-")), key=len, reverse=True)
    lasts = sorted((one[1:] for one in entries if one.startswith("-")), key=len, reverse=True)
    words = {}
    for entry in entries:
        if "-" not in entry:
            parts = entry.split("=")
            words["".join(parts)] = tuple(sum(map(len, parts[:count])) for count in range(1, len(parts)))
    return _Rules(tuple(firsts), tuple(lasts), words)
