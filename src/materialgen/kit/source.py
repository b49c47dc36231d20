"""Strict YAML: every scalar stays the text that was written, and every value knows its place.

Types are decided by the schema, never by the look of a scalar, so ``no`` stays "no" and ``12:30`` stays "12:30".
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

import yaml

from materialgen.kit.text import Text
from materialgen.problems import Problem, ProblemsFoundError, Where

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

Value: TypeAlias = "Text | list[Value] | dict[str, Value] | None"
NodePath: TypeAlias = tuple[str | int, ...]

MAX_BYTES = 1_000_000
MAX_DEPTH = 20
MAX_NODES = 50_000
MAX_CHARACTERS = 1_000_000
"""Of all values together, aliases expanded."""
_NULLS = frozenset({"", "~", "null"})
_PLAIN_TAGS = frozenset({f"tag:yaml.org,2002:{kind}" for kind in ("str", "seq", "map")})

_Base: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Base):  # type: ignore[misc,valid-type]  # the base is chosen at run time
    """PyYAML's loader without implicit types: each untagged scalar is a string."""

    yaml_implicit_resolvers: Mapping[str, object] = {}


@dataclass(frozen=True, slots=True)
class Source:
    """A parsed content file.

    Attributes:
        file: The path as shown to the user.
        value: The file's content: dicts, lists and ``Text``.
        marks: The place of each value by its path of keys and indices; of a mapping's entry, its key.
    """

    file: str
    value: Value
    marks: Mapping[NodePath, Where] = field(repr=False)

    def where(self, path: NodePath) -> Where:
        """Return the place of ``path`` or of its nearest ancestor that stands in the file."""
        while path and path not in self.marks:
            path = path[:-1]
        return self.marks.get(path, Where(self.file, 1, 1))


def read_source(path: Path, shown: str, prepare: Callable[[str], str] = str) -> Source:
    """Read one YAML file.

    Args:
        path: The file.
        shown: Its name in messages.
        prepare: Applied to every text that is a value, not to keys.

    Raises:
        ProblemsFoundError: The file cannot be read, is not UTF-8, is not YAML, repeats a key, carries a tag that
            would construct an object, or is larger or deeper than a kit file can sensibly be.
    """
    return parse_source(_read_text(path, shown), shown, prepare)


def parse_source(text: str, shown: str, prepare: Callable[[str], str] = str) -> Source:
    """Parse the text of a YAML file; raises as ``read_source`` does."""
    text = text if text.endswith("\n") else f"{text}\n"  # so that the end of a file is a place in it
    try:
        _check_depth(text, shown)
        root = yaml.compose(text, _Loader)
    except yaml.MarkedYAMLError as error:
        raise ProblemsFoundError([_syntax_problem(error, text, shown)]) from None
    except yaml.reader.ReaderError as error:
        raise ProblemsFoundError([_character_problem(error, text, shown)]) from None
    builder = _Builder(shown, prepare)
    value = builder.build(root, (), 0) if root is not None else None
    if builder.problems:
        raise ProblemsFoundError(builder.problems)
    return Source(shown, value, builder.marks)


def _read_text(path: Path, shown: str) -> str:
    def fail(message: str, hint: str | None = None) -> ProblemsFoundError:
        return ProblemsFoundError([Problem("unreadable-file", message, Where(shown), hint)])

    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise ProblemsFoundError([Problem("missing-file", "the file is missing", Where(shown))]) from None
    except OSError as error:
        raise fail(f"the file cannot be read: {error.strerror or error}") from None
    if len(data) > MAX_BYTES:
        raise fail(f"the file is larger than {MAX_BYTES // 1000} kB", "split it, or check that it is a kit file")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = _unified(error.object[: error.start].decode("utf-8"))
        where = _where_after(before, shown)
        raise ProblemsFoundError(
            [Problem("not-utf8", "the file is not UTF-8", where, "save it again as UTF-8")]
        ) from None
    return _unified(text)


def _unified(text: str) -> str:
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def _where_at(mark: Any, shown: str) -> Where:  # noqa: ANN401 - PyYAML has a mark in C and one in Python
    return Where(shown, mark.line + 1, mark.column + 1) if mark else Where(shown, 1, 1)


def _where_after(before: str, shown: str) -> Where:
    return Where(shown, before.count("\n") + 1, len(before) - before.rfind("\n"))


def _check_depth(text: str, shown: str) -> None:
    """Refuse deep nesting before the composer sees it: it recurses in C, where that ends the process."""
    depth = 0
    for event in yaml.parse(text, _Loader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                raise ProblemsFoundError([_too_deep(_where_at(event.start_mark, shown))])
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _character_problem(error: yaml.reader.ReaderError, text: str, shown: str) -> Problem:
    code = error.character if isinstance(error.character, int) else ord(error.character)
    where = _where_after(text.partition(chr(code))[0], shown)
    return Problem("yaml-syntax", f"the character U+{code:04X} is not allowed", where, "remove it")


def _syntax_problem(error: yaml.MarkedYAMLError, text: str, shown: str) -> Problem:
    mark = error.problem_mark or error.context_mark
    if error.problem == "could not find expected ':'" and error.context_mark:
        mark = error.context_mark  # the word that should have been a key; the other is where the next line begins
    where = _where_at(mark, shown)
    message = (error.problem or error.context or "not a YAML file").replace("\n", " ")
    if message.startswith(("but ", "second ")) and error.context:
        message = f"{error.context}, {message}"
    hint = None
    lines = text.split("\n")
    if mark and mark.line < len(lines) and lines[mark.line][mark.column : mark.column + 1] == "\t":
        hint = "indent with spaces, not tabs"
    elif mark and (tabbed := _tabbed(lines[: mark.line + 1])):  # libyaml takes a tab for a space, and stumbles later
        where = Where(shown, *tabbed)
        message, hint = "a tab stands where spaces must", "indent with spaces, not tabs"
    elif "mapping values are not allowed" in message:
        hint = "a text that contains ': ' must stand in quotes"
    return Problem("yaml-syntax", message, where, hint)


def _tabbed(lines: list[str]) -> tuple[int, int] | None:
    """Return line and column of a tab that indents the last line, or the one before it."""
    for number in (len(lines), len(lines) - 1):
        line = lines[number - 1] if number > 0 else ""
        indent = line[: len(line) - len(line.lstrip())]
        if "\t" in indent:
            return number, indent.index("\t") + 1
    return None


def _too_deep(where: Where) -> Problem:
    return Problem("too-deep", f"nested deeper than {MAX_DEPTH} levels", where)


class _Builder:
    def __init__(self, shown: str, prepare: Callable[[str], str]) -> None:
        self.shown = shown
        self.prepare = prepare
        self.marks: dict[NodePath, Where] = {}
        self.problems: list[Problem] = []
        self.nodes = 0
        self.characters = 0

    def build(self, node: yaml.Node, path: NodePath, depth: int) -> Value:
        where = Where(self.shown, node.start_mark.line + 1, node.start_mark.column + 1)
        self.marks.setdefault(path, where)
        self.nodes += 1
        if depth > MAX_DEPTH:
            self.problems.append(_too_deep(where))
            return None
        if self.nodes > MAX_NODES:
            # Aliases are expanded here, so a small file can stand for a huge one.
            raise ProblemsFoundError([Problem("too-large", f"more than {MAX_NODES} values in one file", where)])
        if node.tag not in _PLAIN_TAGS and node.tag != "!":
            hint = "remove the word that begins with '!', or put the text in quotes"
            self.problems.append(Problem("yaml-tag", f"the tag '{node.tag}' is not allowed", where, hint))
            return None
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path, depth)
        if isinstance(node, yaml.SequenceNode):
            return [self.build(child, (*path, index), depth + 1) for index, child in enumerate(node.value)]
        plain = isinstance(node, yaml.ScalarNode) and not node.style
        if plain and node.value in _NULLS:
            return None
        self._count(node.value, where)
        return Text(self.prepare(node.value), where, plain=plain and node.start_mark.line == node.end_mark.line)

    def _count(self, value: str, where: Where) -> None:
        self.characters += len(value)
        if self.characters > MAX_CHARACTERS:
            message = f"the values have more than {MAX_CHARACTERS} characters, aliases expanded"
            raise ProblemsFoundError([Problem("too-large", message, where)])

    def _mapping(self, node: yaml.MappingNode, path: NodePath, depth: int) -> Value:
        result: dict[str, Value] = {}
        for key_node, value_node in node.value:
            where = Where(self.shown, key_node.start_mark.line + 1, key_node.start_mark.column + 1)
            if not isinstance(key_node, yaml.ScalarNode):
                self.problems.append(Problem("yaml-key", "a key must be a word, not a list or a mapping", where))
                continue
            self._count(key_node.value, where)
            key = Text(key_node.value, where, plain=not key_node.style)
            if key in result:
                hint = f"it stands first in line {self.marks[(*path, str(key))].line}; keep one of them"
                self.problems.append(Problem("duplicate-key", f"the key '{key}' stands twice", where, hint))
                continue
            self.marks[(*path, str(key))] = where
            result[key] = self.build(value_node, (*path, str(key)), depth + 1)
        return result
