"""Where long words may be divided: compound borders from data first, patterns only for what is still too long."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

SOFT_HYPHEN = "\u00ad"
LONG = 12
"""Words of fewer letters are never divided."""
TOO_LONG = 16
"""A part of more letters may be divided by patterns, too."""
SHORTEST = 3
"""No part of a compound is shorter."""
LONGEST = 200
"""What has more letters is no word and is not divided: looking for its parts would take minutes."""
_PATTERN_MARGIN = 4
"""Patterns leave at least so many letters at either end of a part: they are least wrong in the middle."""
_PATTERNS = {"sv": "sv_SE", "en": "en_GB", "de": "de_DE", "nb": "nb_NO", "da": "da_DK"}
_WORD = re.compile(rf"[^\W\d_]{{{LONG},}}")
# A noun in these suffixes takes a linking s in compounds, and nothing but a new part can follow with four letters.
_LINKING = {
    "sv": re.compile(r"(?<=[^\W\d_]{2})(?:ings|tions|sions|hets|skaps|itets|ments|nads|dags)(?=[^\W\d_]{4})"),
}
# What may follow a word of the list: inflection, and nothing that begins another part.
_ENDINGS = {
    "sv": re.compile(
        r"(?:[aeo]?r|[aeo]?rna?s?|arens?|arnas?|e?ns?|nas?|e?ts?|en|a|ad|ade|at|ande|e|s|is|ig|igt|iga|het|hets|heten"
        r"|heter|heterna)?\Z"
    ),
}
_ANY_ENDING = re.compile(r"\w{0,5}\Z")
# After the first part of a compound: what only derives another word from it, such as "digital|isering".
_DERIVED = re.compile(
    r"(?:al)?(?:is(?:er|m|k(?!r)|t(?!r))|ik(?:er|at|\Z)|ic(?:er|ist)|it(?:et|ets)|i?er(?:ing|ar|and|ad|ats?\Z|a\Z)|iv(?:it|is)|ifier"
    r"|at(?:ion|or|is|ik|iv)|[iu]?ell|ual|iär|ant(?:er|en)?\Z|ör(?:er|en)?\Z|lig|ning|else|skap\Z|het\Z)"
)


@dataclass(frozen=True, slots=True)
class _Rules:
    firsts: tuple[str, ...]
    lasts: tuple[str, ...]
    words: dict[str, tuple[int, ...]]
    linking: re.Pattern[str] | None
    endings: re.Pattern[str]


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


@lru_cache(maxsize=16384)
def _soften_word(word: str, language: str) -> str:
    if len(word) > LONGEST:
        return word
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
    found = _compound(lower, rules)
    for start, end in pairwise([0, *found, len(word)]):
        if end - start > TOO_LONG:
            found += _patterns(lower[start:end], start, language)
    return sorted(found)


def _listed(word: str, rules: _Rules) -> tuple[int, ...] | None:
    for length in range(len(word), 0, -1):
        if word[:length] in rules.words and rules.endings.match(word, length):
            return rules.words[word[:length]]
    return None


def _compound(word: str, rules: _Rules) -> list[int]:
    last = _last(word, rules)
    linked = [match.end() for match in rules.linking.finditer(word)] if rules.linking else []
    firsts = [border for start in (0, *linked) for border in _firsts(word, start, rules)]
    inside = [border for border in (*linked, *firsts) if not last or border < last[0]]
    return _apart([*last, *inside], len(word))


def _firsts(word: str, start: int, rules: _Rules) -> list[int]:
    """Return the borders after the first parts that stand one after the other from ``start``."""
    found = []
    while first := next((one for one in rules.firsts if word.startswith(one, start)), None):
        start += len(first)
        if _DERIVED.match(word, start) or rules.endings.match(word, start):
            break
        found.append(start)
    return found


def _last(word: str, rules: _Rules) -> list[int]:
    """Return the border before the longest last part that the word ends in, inflected or not."""
    for last in rules.lasts:
        border = word.rfind(last)
        if border >= SHORTEST and rules.endings.match(word, border + len(last)):
            return [border]
    return []


def _apart(found: Sequence[int], length: int) -> list[int]:
    """Return the borders, the surest given first, without those that would make a part too short."""
    kept = [0, length]
    for border in found:
        if all(abs(border - other) >= SHORTEST for other in kept):
            kept.append(border)
    return sorted(kept)[1:-1]


def _patterns(part: str, offset: int, language: str) -> list[int]:
    if language not in _PATTERNS:
        return []
    import pyphen

    hyphenator = pyphen.Pyphen(lang=_PATTERNS[language], left=_PATTERN_MARGIN, right=_PATTERN_MARGIN)
    found = [0, *hyphenator.positions(part), len(part)]
    # Where they would leave a single letter, a border between two parts of a compound has misled them.
    return [
        offset + position
        for before, position, after in zip(found, found[1:], found[2:], strict=False)
        if position - before > 1 and after - position > 1
    ]


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
    return _Rules(tuple(firsts), tuple(lasts), words, _LINKING.get(language), _ENDINGS.get(language, _ANY_ENDING))
