"""Participants are addressed in one way: as one reader, or as a group."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from materialgen.lint.book import Book, Entry, Finding

_RARE = 10
"""An address that is so many times rarer than the other one is a slip."""


def mixed_address(book: Book) -> Iterator[Finding]:
    """Find participants' texts that address one reader and several, or the one that the kit otherwise does not."""
    one, many = book.language.one, book.language.many
    texts = [entry for entry in book.entries if not entry.for_moderator]
    ones = [entry for entry in texts if _first(entry, one) is not None]
    manys = [entry for entry in texts if _first(entry, many) is not None]
    both = [entry for entry in ones if _first(entry, many) is not None]
    told = {id(entry) for entry in both}
    slips = ones if len(ones) * _RARE <= len(manys) else manys if len(manys) * _RARE <= len(ones) else []
    for entry in both:
        words = [word for word in entry.words if word.lower in one | many]
        second = next(word for word in words if (word.lower in one) != (words[0].lower in one))
        message = f"addresses the reader as '{words[0].lower}' and as '{second.lower}'"
        yield entry.finding("mixed-address", message, "choose one of them for the whole text", second.start)
    rare, usual = (one, many) if slips is ones else (many, one)
    for entry in slips:
        start = _first(entry, rare)
        if id(entry) not in told and start is not None:
            word = next(word.lower for word in entry.words if word.start == start)
            message = f"addresses the reader as '{word}', unlike nearly all other texts"
            hint = f"use {', '.join(sorted(usual))} as they do"
            yield entry.finding("mixed-address", message, hint, start)


def _first(entry: Entry, words: frozenset[str]) -> int | None:
    return next((word.start for word in entry.words if word.lower in words), None)
