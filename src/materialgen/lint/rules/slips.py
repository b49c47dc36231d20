"""Slips that would be printed: texts cut short, headings over nothing, numbers that are not the kit's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from materialgen.lint.book import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from materialgen.kit.source import NodePath, Value
    from materialgen.lint.book import Book, ContentFile, Entry

_COMMENT = re.compile(r" +(?P<sign>#)(?! *lint *:)(?P<rest>.*)")
_GOES_ON = re.compile(r"[^\s#]| ?[0-9]")
"""How a comment begins that is none: without a space, or with a number."""
_ENDS = re.compile(r"[.!?][”’\"')]*\s*\Z")


def cut_texts(book: Book) -> Iterator[Finding]:
    """Find texts without quotes that a comment cuts short, where it looks like a part of the text."""
    for entry in book.entries:
        if entry.text.plain:
            end = entry.file.index(entry.text.where) + len(entry.text)
            match = _COMMENT.match(entry.file.raw, end)
            if match and _is_text(entry.text, match["rest"]):
                message = "what follows the '#' is a comment and is not printed"
                hint = "put the text in quotes, or the comment on a line of its own"
                where = entry.file.place(match.start("sign"))
                yield Finding("cut-text", message, hint, where, range(where.line, where.line + 1))


def _is_text(text: str, comment: str) -> bool:
    """Return whether a comment looks like the rest of a text: by how it begins, or because it ends the sentence."""
    ends = _ENDS.search(comment) is not None and _ENDS.search(text) is None
    return ends or _GOES_ON.match(comment) is not None


def lone_headings(book: Book) -> Iterator[Finding]:
    """Find empty lists that stand beside a heading."""
    for file in book.files.values():
        yield from _lone_headings(file, file.source.value, ())


def _lone_headings(file: ContentFile, value: Value, path: NodePath) -> Iterator[Finding]:
    if isinstance(value, dict):
        for key, one in value.items():
            if one == [] and "heading" in value:
                where = file.source.where((*path, str(key)))
                message = f"'{key}' is empty, so nothing stands below the heading"
                hint = "write an entry, or see whether the heading can be left out"
                yield Finding("lone-heading", message, hint, where, range(where.line, where.line + 1))
            yield from _lone_headings(file, one, (*path, str(key)))
    elif isinstance(value, list):
        for index, one in enumerate(value):
            yield from _lone_headings(file, one, (*path, index))


def wrong_numbers(book: Book) -> Iterator[Finding]:
    """Find numbers of voting dots and triangles that are not those of the kit's facts."""
    for entry in book.entries if book.kit else ():
        for index, word in enumerate(entry.words):
            number = book.language.numbers.get(word.lower, word.lower)
            key = _counted(book, entry, index) if number.isascii() and number.isdigit() else None
            right = book.kit and key and getattr(book.kit.dots, key)
            if right and int(number) != right:
                message = f"the text says {word.lower}, but kit.yaml has {right} {key}"
                hint = f"write {right}, or change 'dots:' in kit.yaml"
                yield entry.finding("dots-mismatch", message, hint, word.start)


def _counted(book: Book, entry: Entry, index: int) -> str | None:
    """Return the key of the facts that a number in a text is about, or None."""
    language = book.language
    following = [word.lower for word in entry.words[index + 1 : index + 3]]
    names = {" ".join(following), *following[:1]}
    if names & language.triangles:
        return "triangles"
    owned = index > 0 and entry.words[index - 1].lower in language.owners
    return "votes" if names & language.votes or (owned and names & language.dots) else None
