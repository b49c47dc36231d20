"""The memory of which texts said the same: ``languages.lock`` holds a short hash of each text in each language.

It is written when somebody declares the languages in step. Later, a text that has changed in one language and not in
another is told from one that has changed in both.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from materialgen.kit.inside import see_inside
from materialgen.lint.book import Finding
from materialgen.lint.compare import places, value_at
from materialgen.problems import Where

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from pathlib import Path

    from materialgen.kit.source import NodePath
    from materialgen.lint.book import Book, Entry

NAME = "languages.lock"
_ABOUT = "Which texts say the same in every language. Do not edit: 'materialgen lint --in-step' writes this file."
_DIGITS = 8
_WORD = re.compile(r"\w+")

Row = dict[str, str]
"""The hash of one text by language."""


@dataclass(frozen=True, slots=True)
class Lock:
    """What was declared in step.

    Attributes:
        shown: The file's path in messages.
        rows: The texts by key; the entries of a list share theirs, so that one more does not make all others new.
        fault: Why the file says nothing, or None.
    """

    shown: str
    rows: Mapping[str, Sequence[Row]]
    fault: str | None = None

    @property
    def command(self) -> str:
        """What declares the languages in step."""
        folder = PurePosixPath(self.shown).parent.as_posix()
        named = f'"{folder}"' if " " in folder else folder
        return f"materialgen lint {named} --in-step"


def read_lock(path: Path, shown: str) -> Lock:
    """Read a kit's lock; one that is missing or broken says nothing, and why."""
    try:
        data = json.loads(see_inside(path, path.parent, shown).read_text("utf-8"))
        rows = {str(key): [dict(row) for row in found] for key, found in data["texts"].items()}
    except FileNotFoundError:
        return Lock(shown, {}, f"the languages have not been declared in step yet: there is no {NAME}")
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return Lock(shown, {}, "the file cannot be read, so nobody knows which texts are in step")
    return Lock(shown, rows)


def lock_text(books: Sequence[Book]) -> str:
    """Return the content of the lock that declares all texts in step as they are now; one line for each key."""
    rows: dict[str, list[Row]] = {}
    for place, entries in _together(books):
        rows.setdefault(_key(place), []).append(_row(entries))
    lines = [f"  {_json(key)}: {_json(found)}" for key, found in sorted(rows.items())]
    return f'{{\n "about": {_json(_ABOUT)},\n "texts": {{\n' + ",\n".join(lines) + "\n }\n}\n"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def behind(books: Sequence[Book], lock: Lock) -> Iterator[Finding]:
    """Find texts that have changed in some languages but not in others since they were declared in step."""
    undeclared = []
    for place, entries in _together(books):
        row = _row(entries)
        known = [_only(old, row) for old in lock.rows.get(_key(place), ())]
        declared = _only(row, {code for old in known for code in old})
        changed = [code for code in declared if all(old.get(code) != row[code] for old in known)]
        late = [code for code in declared if code not in changed]
        if changed and late:
            for code in late:
                yield _behind(entries, code, changed[0], lock)
        elif changed or len(declared) < len(row):
            undeclared.append(next(iter(entries.values())))
        elif declared not in known:
            yield _moved(list(entries.items()), lock)
    if lock.fault or undeclared:
        yield _undeclared(lock, undeclared)


def _together(books: Sequence[Book]) -> Iterator[tuple[tuple[str, NodePath], dict[str, Entry]]]:
    """Yield the texts that stand in every language, but not those of lists whose entries cannot be paired."""
    by_code = {book.code: places(book) for book in books}
    for place in by_code[books[0].code]:
        if all(place in found for found in by_code.values()) and _pairs(books, place):
            yield place, {code: found[place] for code, found in by_code.items()}


def _pairs(books: Sequence[Book], place: tuple[str, NodePath]) -> bool:
    name, path = place
    lists = [path[:depth] for depth, one in enumerate(path) if isinstance(one, int)]
    return all(len({_length(book, name, one) for book in books}) == 1 for one in lists)


def _length(book: Book, name: str, path: NodePath) -> int:
    value = value_at(book.files[name].source.value, path)
    return len(value) if isinstance(value, list) else 0


def _key(place: tuple[str, NodePath]) -> str:
    name, path = place
    return "/".join([name, *("*" if isinstance(one, int) else str(one) for one in path)])


def _only(row: Row, codes: Collection[str]) -> Row:
    return {code: one for code, one in row.items() if code in codes}


def _row(entries: Mapping[str, Entry]) -> Row:
    return {code: _hash(entry.text) for code, entry in entries.items()}


def _hash(text: str) -> str:
    """Return a short hash of a text's words: a typographic correction concerns no other language."""
    bare = " ".join(_WORD.findall(text.replace("\u00ad", "").casefold()))
    return hashlib.sha256(bare.encode()).hexdigest()[:_DIGITS]


def _behind(entries: Mapping[str, Entry], code: str, changed: str, lock: Lock) -> Finding:
    message = f"the text in '{changed}' has changed ({entries[changed].text.where}), but not yet this one in '{code}'"
    hint = f"make this text say the same, then run: {lock.command}"
    return entries[code].finding("translation-behind", message, hint)


def _moved(entries: Sequence[tuple[str, Entry]], lock: Lock) -> Finding:
    (code, first), (other_code, other) = entries[:2]
    message = f"this list has another order in '{other_code}' than in '{code}' ({first.text.where})"
    hint = f"put the texts in the same order, then run: {lock.command}"
    return other.finding("translation-order", message, hint)


def _undeclared(lock: Lock, entries: Sequence[Entry]) -> Finding:
    hint = f"see that the languages say the same, then run: {lock.command}"
    message = lock.fault or (
        f"new or changed in every language, but not declared in step: {_texts(len(entries))}, "
        f"the first at {entries[0].text.where}"
    )
    return Finding("translation-undeclared", message, hint, Where(lock.shown), range(0))


def _texts(count: int) -> str:
    return "1 text" if count == 1 else f"{count} texts"
