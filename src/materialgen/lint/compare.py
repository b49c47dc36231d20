"""What languages must have in common: the same keys, as many entries, the same placeholders, other words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from materialgen.lint.book import Entry, Finding
from materialgen.lint.language import base
from materialgen.lint.words import PLACEHOLDER

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from materialgen.kit.source import NodePath, Value
    from materialgen.lint.book import Book, ContentFile
    from materialgen.problems import Where

_ENOUGH = 3
"""A text of so many words that is the same in two languages has probably not been translated."""

Place = tuple[str, "NodePath"]
"""A file's name and the path of a text in it: the same in every language."""


def places(book: Book) -> dict[Place, Entry]:
    """Return the texts of a language by their place."""
    return {(entry.file.name, entry.path): entry for entry in book.entries}


def compare(first: Book, other: Book) -> Iterator[Finding]:
    """Find what differs between a kit's first language and another one."""
    for name, file in first.files.items():
        yield from _structure((file, first.code), (other.files[name], other.code))
    theirs = places(other)
    for place, entry in places(first).items():
        if place in theirs:
            yield from _texts(entry, first.code, theirs[place], other.code)


_Side = tuple["ContentFile", str]
"""A file and its language."""


def _structure(one: _Side, other: _Side, path: NodePath = ()) -> Iterator[Finding]:
    mine, yours = value_at(one[0].source.value, path), value_at(other[0].source.value, path)
    if isinstance(mine, dict) and isinstance(yours, dict):
        for key in mine:
            if key in yours:
                yield from _structure(one, other, (*path, key))
            else:
                yield _missing(one, other, (*path, key))
        for key in yours:
            if key not in mine:
                yield _missing(other, one, (*path, key))
    elif isinstance(mine, list) and isinstance(yours, list):
        if len(mine) != len(yours):
            there = f"{len(mine)} in '{one[1]}' ({one[0].source.where(path)})"
            message = f"{_name(path)} has {_entries(len(yours))} in '{other[1]}', but {there}"
            hint = "write what is missing in one of them, or remove it in the other"
            yield _finding("translation-length", message, hint, other[0].source.where(path))
        for index in range(min(len(mine), len(yours))):
            yield from _structure(one, other, (*path, index))


def value_at(value: Value, path: NodePath) -> Value:
    """Return what stands at a path that is there."""
    for key in path:
        if isinstance(value, dict):
            value = value[str(key)]
        elif isinstance(value, list):
            value = value[int(key)]
    return value


def _missing(there: _Side, here: _Side, path: NodePath) -> Finding:
    message = f"{_name(path)} stands in '{there[1]}' ({there[0].source.where(path)}), but not here in '{here[1]}'"
    hint = "translate it and put it here, or remove it there"
    return _finding("translation-missing", message, hint, here[0].source.where(path))


def _finding(code: str, message: str, hint: str, where: Where) -> Finding:
    return Finding(code, message, hint, where, range(where.line, where.line + 1))


def _name(path: Sequence[str | int]) -> str:
    return "'" + ".".join(str(one + 1 if isinstance(one, int) else one) for one in path[-2:]) + "'"


def _entries(count: int) -> str:
    return "1 entry" if count == 1 else f"{count} entries"


def _texts(one: Entry, code: str, other: Entry, other_code: str) -> Iterator[Finding]:
    for here, there, there_code in ((other, one, code), (one, other, other_code)):
        lacking = sorted(_placeholders(there.text) - _placeholders(here.text))
        if lacking:
            names = ", ".join("{" + name + "}" for name in lacking)
            message = f"lacks {names}, which '{there_code}' has ({there.text.where})"
            hint = f"put {names} where the value belongs in this language; names in braces are not translated"
            yield here.finding("translation-placeholder", message, hint)
    words = [word for word in one.words if word.lower.isalpha()]
    if len(words) >= _ENOUGH and str(one.text) == str(other.text) and base(code) != base(other_code):
        message = f"the same words as in '{code}' ({one.text.where})"
        yield other.finding("translation-same", message, "translate it")


def _placeholders(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text))
