"""Texts that seem to be in another language than their folder: forgotten when the rest was translated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from materialgen.lint.language import base, known_languages, language_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from materialgen.lint.book import Book, Finding

_FEWEST = 2
"""So many common words of the other language, and none of its own, give a text away."""


def other_language(book: Book) -> Iterator[Finding]:
    """Find texts with common words of another language, and none of their own."""
    own = book.language.common
    others = [(code, language_of(code).common) for code in known_languages() if code != base(book.code)]
    for entry in book.entries if own else ():
        words = [word.lower for word in entry.words]
        if not own.isdisjoint(words):
            continue
        for code, common in others:
            if sum(word in common for word in words) >= _FEWEST:
                message = f"this text seems to be in '{code}', but stands in '{book.code}'"
                yield entry.finding("other-language", message, "translate it")
