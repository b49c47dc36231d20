"""Words that do not belong: on paper, in plain language, in this kit."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from materialgen.lint.book import Book, Finding
    from materialgen.lint.language import Language

_SCREEN_HINT = "say what to do on paper, or write the address out"


def screen_words(book: Book) -> Iterator[Finding]:
    """Find words that make sense on a screen only."""
    for entry in book.entries:
        for match in book.language.screen.find(entry.text, entry.words):
            found = entry.text[match.start : match.end]
            message = f"'{found}' makes no sense on paper"
            yield entry.finding("screen-word", message, _SCREEN_HINT, match.start)
        for start in _pointers(entry.text, book.language):
            message = f"'{book.language.here}' points to a link, and paper has none"
            yield entry.finding("screen-word", message, _SCREEN_HINT, start)


def _pointers(text: str, language: Language) -> Iterator[int]:
    """Yield where a text points to a link: the word in brackets, or before a colon and something more."""
    if not language.here or language.here not in text.lower():
        return
    for match in re.finditer(rf"(\w*)\s*\b({language.here})\b(?=: +\S)|\(({language.here})\)", text, re.IGNORECASE):
        if (match[1] or "").lower() not in language.not_here:
            yield match.start(2) if match[2] else match.start(3)


def stiff_words(book: Book) -> Iterator[Finding]:
    """Find officialese and nouns made of verbs."""
    for entry in book.entries:
        for match in book.language.stiff.find(entry.text, entry.words):
            message = f"'{entry.text[match.start : match.end]}' is stiff"
            yield entry.finding("stiff-word", message, f"write rather: {match.advice}", match.start)


def avoided_terms(book: Book) -> Iterator[Finding]:
    """Find words that the kit's own list asks to avoid."""
    for entry in book.entries if book.terms else ():
        for match in book.terms.find(entry.text, entry.words):
            message = f"this kit avoids '{entry.text[match.start : match.end]}'"
            hint = f"write '{match.advice}', or change the list in terms.yaml"
            yield entry.finding("avoided-term", message, hint, match.start)
