"""The words of a kit in one language as they stand in their files: unprepared, each text with its place and role."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from materialgen.kit.source import parse_source
from materialgen.kit.text import Text
from materialgen.lint.language import Language, language_of
from materialgen.lint.spots import find_spot
from materialgen.lint.terms import NAME, read_terms
from materialgen.lint.words import Phrases, Word, split_words
from materialgen.problems import Problem, Where

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from materialgen.kit.model import Kit
    from materialgen.kit.source import NodePath, Source, Value

FACTS = "kit.yaml"
"""The file with a kit's facts, in the kit's folder."""
_FOR_THE_MODERATOR = frozenset({"guide", "print_list"})
"""Layouts of sheets that participants do not read."""
_MODERATORS_KEYS = frozenset({"guide", "why", "imprint"})
"""Keys whose texts participants do not read: a step's guide, why a sheet is printed, how to print."""


@dataclass(frozen=True, slots=True, eq=False)
class ContentFile:
    """A file of words.

    Attributes:
        name: Its path in the language's folder.
        raw: Its text.
        source: What YAML makes of it.
        starts: Where its lines begin.
    """

    name: str
    raw: str = field(repr=False)
    source: Source = field(repr=False)
    starts: tuple[int, ...] = field(repr=False)

    @property
    def shown(self) -> str:
        """Its path as the user would type it."""
        return self.source.file

    def index(self, where: Where) -> int:
        """Return the index of a place in the file's text."""
        return self.starts[where.line - 1] + where.column - 1

    def place(self, index: int) -> Where:
        """Return the place of an index of the file's text."""
        line = bisect_right(self.starts, index)
        return Where(self.shown, line, index - self.starts[line - 1] + 1)


@dataclass(frozen=True, slots=True)
class Finding:
    """A warning, and the lines of its file on which it can be silenced."""

    code: str
    message: str
    hint: str
    where: Where
    lines: range

    @property
    def problem(self) -> Problem:
        """The warning as everybody sees it."""
        return Problem(self.code, self.message, self.where, self.hint, severity="warning")


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """A text of a kit.

    Attributes:
        text: As written.
        words: Its words.
        file: Where it stands.
        path: The keys and indices that lead to it.
        for_moderator: Whether participants do not read it.
    """

    text: Text
    words: tuple[Word, ...]
    file: ContentFile
    path: NodePath
    for_moderator: bool

    @property
    def is_action(self) -> bool:
        """Whether it is the text of an action card."""
        return self.file.name.startswith("principles/") and len(self.path) > 1 and self.path[-2] == "actions"

    @property
    def series(self) -> NodePath | None:
        """What is the same for all entries of a list, and for all actions of a principle; None outside lists."""
        if self.is_action:
            return (self.file.name, "actions")
        if any(isinstance(one, int) for one in self.path):
            return (self.file.name, *("*" if isinstance(one, int) else one for one in self.path))
        return None

    def where(self, offset: int) -> Where:
        """Return the place of a character, or of the text where that cannot be told."""
        index = find_spot(self.file.raw, self.file.index(self.text.where), self.text, offset)
        return self.text.where if index is None else self.file.place(index)

    def finding(self, code: str, message: str, hint: str, offset: int | None = None) -> Finding:
        """Return a warning about the text, or about what begins at ``offset`` in it."""
        where = self.text.where if offset is None else self.where(offset)
        first = min(self.text.where.line, self.file.source.where(self.path).line)
        last = max(self.where(len(self.text) - 1).line, where.line)
        return Finding(code, message, hint, where, range(first, last + 1))


@dataclass(frozen=True, slots=True, eq=False)
class Book:
    """All words of a kit in one language.

    Attributes:
        code: The language, e.g. ``sv``.
        language: What is known about it.
        files: By their path in the language's folder.
        entries: The texts, in the order of their files.
        terms: The kit's own words to avoid.
        kit: The kit, if the words are those of a whole one.
        facts: The file with the kit's facts, likewise.
    """

    code: str
    language: Language
    files: Mapping[str, ContentFile]
    entries: tuple[Entry, ...]
    terms: Phrases
    kit: Kit | None = None
    facts: ContentFile | None = None


def read_book(kit: Kit) -> Book:
    """Read the words of a kit that has been loaded, as they stand in their files.

    Raises:
        ProblemsFoundError: The list of terms has a mistake, or a file has changed since the kit was loaded.
    """
    folder = PurePosixPath(kit.words.title.where.file).parent
    names = ["kit.yaml", "steps.yaml"]
    names += [f"principles/{one.id.lower()}.yaml" for one in kit.principles]
    names += [f"sheets/{one.id}.yaml" for one in kit.sheets]
    files = [read_file(name, (folder / name).as_posix()) for name in names]
    theirs = {f"sheets/{one.id}.yaml" for one in kit.sheets if one.layout in _FOR_THE_MODERATOR}
    terms = read_terms(folder.parent / NAME, kit.languages).get(kit.language, Phrases({}))
    facts = read_file(FACTS, (folder.parent / FACTS).as_posix())
    return replace(make_book(kit.language, files, theirs, terms), kit=kit, facts=facts)


def make_book(code: str, files: Iterable[ContentFile], for_moderator: Collection[str], terms: Phrases) -> Book:
    """Return the words of a kit in one language.

    Args:
        code: The language.
        files: Its files.
        for_moderator: The names of files that participants do not read.
        terms: The words to avoid.
    """
    by_name = {file.name: file for file in files}
    entries = [entry for name, file in by_name.items() for entry in _entries(file, for_moderator=name in for_moderator)]
    return Book(code, language_of(code), by_name, tuple(entries), terms)


def read_file(name: str, shown: str) -> ContentFile:
    """Read a file of words."""
    raw = unicodedata.normalize("NFC", Path(shown).read_text("utf-8-sig"))
    return make_file(name, shown, raw)


def make_file(name: str, shown: str, raw: str) -> ContentFile:
    """Return a file of words from its text."""
    starts = [0, *(index + 1 for index, character in enumerate(raw) if character == "\n")]
    return ContentFile(name, raw, parse_source(raw, shown), tuple(starts))


def _entries(file: ContentFile, *, for_moderator: bool) -> Iterator[Entry]:
    for path, text in texts_in(file.source.value):
        if path != ("language",):
            moderator = for_moderator or not _MODERATORS_KEYS.isdisjoint(path)
            yield Entry(text, split_words(text), file, path, moderator)


def texts_in(value: Value, path: NodePath = ()) -> Iterator[tuple[NodePath, Text]]:
    """Yield the texts in a value with their paths."""
    if isinstance(value, dict):
        for key, one in value.items():
            yield from texts_in(one, (*path, str(key)))
    elif isinstance(value, list):
        for index, one in enumerate(value):
            yield from texts_in(one, (*path, index))
    elif isinstance(value, Text):
        yield path, value
