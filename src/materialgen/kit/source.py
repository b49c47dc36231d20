"""Strict YAML: every scalar stays the text that was written, and every value knows its place.

Types are decided by the schema, never by the look of a scalar, so ``no`` stays "no" and ``12:30`` stays "12:30".
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any, TypeAlias

import yaml

from materialgen.kit.syntax import syntax_problem
from materialgen.kit.text import Text, short
from materialgen.kit.typography import prepare
from materialgen.problems import Problem, ProblemsFoundError, Where
from materialgen.reads import read_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

Value: TypeAlias = "Text | list[Value] | dict[str, Value] | None"
NodePath: TypeAlias = tuple[str | int, ...]

MAX_BYTES = 1_000_000
MAX_DEPTH = 20
MAX_NODES = 20_000
MAX_TEXT = 5_000
"""Characters of one text: more than an A3 sheet holds."""
MAX_KEY = 100
MAX_CHARACTERS = 1_000_000
"""Of all values together, aliases expanded."""
_NULLS = frozenset({"", "~", "null"})
_PLAIN_TAGS = frozenset({f"tag:yaml.org,2002:{kind}" for kind in ("str", "seq", "map")})

_Base: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Loader(_Base):  # type: ignore[misc,valid-type]  # the base is chosen at run time
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


def read_source(path: Path, shown: str, language: str | None = None) -> Source:
    """Read one YAML file; in one process, the same content is parsed once.

    Args:
        path: The file.
        shown: Its name in messages.
        language: Of its texts, which are prepared for setting; None leaves them as they are written.

    Raises:
        ProblemsFoundError: The file cannot be read, is not UTF-8, is not YAML, repeats a key, carries a tag that
            would construct an object, or is larger or deeper than a kit file can sensibly be.
    """
    return _parsed(_read_text(path, shown), shown, language, Loader)


@lru_cache(maxsize=200)
def _parsed(text: str, shown: str, language: str | None, _loader: type) -> Source:
    return parse_source(text, shown, partial(prepare, language=language) if language else str)


def parse_source(text: str, shown: str, prepared: Callable[[str], str] = str) -> Source:
    """Parse the text of a YAML file; raises as ``read_source`` does.

    Args:
        text: With line feeds only.
        shown: The file's name in messages.
        prepared: Applied to every text that is a value, not to keys.
    """
    text = text if text.endswith("\n") else f"{text}\n"  # so that the end of a file is a place in it
    try:
        problems = _check_events(text, shown)
        root = yaml.compose(text, Loader)
    except yaml.MarkedYAMLError as error:
        problem = syntax_problem(error, text, shown, yaml.parse(text, Loader))
        raise ProblemsFoundError([problem]) from None
    except yaml.reader.ReaderError as error:
        raise ProblemsFoundError([_character_problem(error, text, shown)]) from None
    builder = _Builder(shown, prepared, problems)
    value = builder.build(root, (), 0) if root is not None else None
    if builder.problems:
        raise ProblemsFoundError(builder.problems)
    return Source(shown, value, builder.marks)


def _read_text(path: Path, shown: str) -> str:
    def fail(message: str, hint: str | None = None) -> ProblemsFoundError:
        return ProblemsFoundError([Problem("unreadable-file", message, Where(shown), hint)])

    try:
        data = read_bytes(path, MAX_BYTES + 1)
    except FileNotFoundError:
        raise ProblemsFoundError([Problem("missing-file", "the file is missing", Where(shown))]) from None
    except OSError as error:
        raise fail(f"the file cannot be read: {error.strerror or error}") from None
    if len(data) > MAX_BYTES:
        raise fail(f"the file is larger than {MAX_BYTES // 1000} kB", "split it, or check that it is a kit file")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = unified(error.object[: error.start].decode("utf-8"))
        where = _where_after(before, shown)
        raise ProblemsFoundError(
            [Problem("not-utf8", "the file is not UTF-8", where, "save it again as UTF-8")]
        ) from None
    return unified(text)


def unified(text: str) -> str:
    """Return a file's text as it is read: every line break is a line feed, and characters are composed."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def _where_at(mark: Any, shown: str) -> Where:  # noqa: ANN401 - PyYAML has a mark in C and one in Python
    return Where(shown, mark.line + 1, mark.column + 1) if mark else Where(shown, 1, 1)


def _where_after(before: str, shown: str) -> Where:
    return Where(shown, before.count("\n") + 1, len(before) - before.rfind("\n"))


def _check_events(text: str, shown: str) -> list[Problem]:
    """Look at the text before it is composed; return what composing would lose without a word.

    Raises:
        ProblemsFoundError: It is nested too deeply: the composer recurses in C, where that ends the process.
    """
    depth = 0
    problems: list[Problem] = []
    unused: dict[str, Where] = {}
    for event in yaml.parse(text, Loader):
        if isinstance(event, yaml.AliasEvent):
            unused.pop(event.anchor or "", None)
        elif isinstance(event, yaml.ScalarEvent) and not getattr(event, "style", None):
            where = _where_at(event.start_mark, shown)
            if event.anchor:
                unused[event.anchor] = where
            if event.tag == "!":
                problems.append(_tag_problem("!", where))
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                raise ProblemsFoundError([_too_deep(_where_at(event.start_mark, shown))])
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
    return problems + [_anchor_problem(name, where) for name, where in unused.items()]


def _character_problem(error: yaml.reader.ReaderError, text: str, shown: str) -> Problem:
    code = error.character if isinstance(error.character, int) else ord(error.character)
    where = _where_after(text.partition(chr(code))[0], shown)
    return Problem("yaml-syntax", f"the character U+{code:04X} is not allowed", where, "remove it")


def _tag_problem(tag: str, where: Where) -> Problem:
    hint = "remove the word that begins with '!', or put the text in quotes"
    return Problem("yaml-tag", f"the tag '{tag}' is not allowed", where, hint)


def _anchor_problem(name: str, where: Where) -> Problem:
    hint = "a text that begins with '&' must stand in quotes"
    message = f"'&{short(name)}' gives the text a name that nothing uses, and would not be printed"
    return Problem("yaml-anchor", message, where, hint)


def _too_deep(where: Where) -> Problem:
    return Problem("too-deep", f"nested deeper than {MAX_DEPTH} levels", where)


class _Builder:
    def __init__(self, shown: str, prepared: Callable[[str], str], problems: list[Problem]) -> None:
        self.shown = shown
        self.prepared = prepared
        self.marks: dict[NodePath, Where] = {}
        self.problems = problems
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
            self.problems.append(_tag_problem(short(node.tag), where))
            return None
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path, depth)
        if isinstance(node, yaml.SequenceNode):
            return [self.build(child, (*path, index), depth + 1) for index, child in enumerate(node.value)]
        return self._scalar(node, where)

    def _scalar(self, node: Any, where: Where) -> Text | None:  # noqa: ANN401 - PyYAML gives no type for a node's style
        plain = not node.style
        if plain and node.value in _NULLS:
            return None
        if not self._is_short(node.value, MAX_TEXT, "text", where):
            return None
        return Text(self.prepared(node.value), where, plain=plain and node.start_mark.line == node.end_mark.line)

    def _is_short(self, value: str, most: int, what: str, where: Where) -> bool:
        """Return whether a text or key has a length that can be printed; count its characters."""
        if len(value) > most:
            message = f"a {what} of {len(value)} characters; {most} is the most for one"
            hint = "divide it, or see whether a quotation mark or a line break is missing"
            self.problems.append(Problem("too-large", message, where, hint))
            return False
        self.characters += len(value)
        if self.characters > MAX_CHARACTERS:
            message = f"the values have more than {MAX_CHARACTERS} characters, aliases expanded"
            raise ProblemsFoundError([Problem("too-large", message, where)])
        return True

    def _mapping(self, node: yaml.MappingNode, path: NodePath, depth: int) -> Value:
        result: dict[str, Value] = {}
        for key_node, value_node in node.value:
            where = Where(self.shown, key_node.start_mark.line + 1, key_node.start_mark.column + 1)
            if not isinstance(key_node, yaml.ScalarNode):
                self.problems.append(Problem("yaml-key", "a key must be a word, not a list or a mapping", where))
                continue
            if not self._is_short(key_node.value, MAX_KEY, "key", where):
                continue
            key = Text(key_node.value, where, plain=not key_node.style)
            if key in result:
                hint = f"it stands first in line {self.marks[(*path, str(key))].line}; keep one of them"
                self.problems.append(Problem("duplicate-key", f"the key '{key}' stands twice", where, hint))
                continue
            self.marks[(*path, str(key))] = where
            result[key] = self.build(value_node, (*path, str(key)), depth + 1)
        return result
