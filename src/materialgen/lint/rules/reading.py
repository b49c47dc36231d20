"""How heavy texts are to read: LIX = words per sentence + per cent of words longer than six letters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from materialgen.lint.book import Book, Entry, Finding

LONG_WORD = 6
"""A word of more letters is long."""
EASY = 45
"""The actions of a principle should have a lower LIX together."""
MEASURABLE = 60
"""The actions of a principle are judged together when they have so many words; in fewer, a few long ones decide."""
HARD = 60
"""A single text with a higher LIX is too hard, …"""
ENOUGH = 15
"""… if it has so many words; in fewer, a long term or two decide."""
_END = re.compile(r"[.!?…]+[”’“\"')\]»*]*(?=\s|$)|:(?=\s+[^\W\d_a-zåäöæøéü])|(?<=[\w,;–*])[ \t]*\n")


def count_sentences(entry: Entry, abbreviations: frozenset[str]) -> int:
    """Return how many sentences a text has, one at least; a colon before a capital and a new line end one."""
    ends = [match.start() for match in _END.finditer(entry.text) if not ends_short(entry, match.start(), abbreviations)]
    rest = not ends or any(word.start > ends[-1] for word in entry.words)
    return len(ends) + rest


def ends_short(entry: Entry, index: int, abbreviations: frozenset[str]) -> bool:
    """Return whether the mark at ``index`` is the full stop of an abbreviation."""
    before = entry.text[:index].rsplit(None, 1)
    return bool(before) and entry.text[index] == "." and before[-1].lstrip("(”“").lower() + "." in abbreviations


def lix(entries: Iterable[Entry], abbreviations: frozenset[str]) -> float | None:
    """Return the LIX of texts together, or None if they have no words."""
    words = sentences = long = 0
    for entry in entries:
        if entry.words:
            words += len(entry.words)
            long += sum(len(word.lower) > LONG_WORD for word in entry.words)
            sentences += count_sentences(entry, abbreviations)
    return words / sentences + 100 * long / words if words else None


def heavy_texts(book: Book) -> Iterator[Finding]:
    """Find single texts that are hard to read."""
    for entry in book.entries:
        if len(entry.words) >= ENOUGH:
            value = lix([entry], book.language.abbreviations) or 0
            if value > HARD:
                message = f"hard to read: LIX {value:.0f} in {len(entry.words)} words"
                hint = f"split the sentence, or take shorter words; a text should stay below {HARD}"
                yield entry.finding("heavy-text", message, hint)


def heavy_actions(book: Book) -> Iterator[Finding]:
    """Find principles whose actions are hard to read together."""
    for name, file in book.files.items():
        if name.startswith("principles/"):
            entries = [entry for entry in book.entries if entry.file is file]
            actions = [entry for entry in entries if entry.is_action]
            value = lix(actions, book.language.abbreviations) or 0
            if value >= EASY and sum(len(entry.words) for entry in actions) >= MEASURABLE:
                message = f"the actions of {entries[0].path[0]} are hard to read: LIX {value:.0f} together"
                hint = f"split long sentences and take shorter words, until it is below {EASY}"
                yield entries[0].finding("heavy-actions", message, hint)
