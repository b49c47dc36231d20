"""One text of a YAML file is written anew; every byte outside it stays.

How a text can be written depends on what surrounds it and on what is in it. So the ways are tried in turn, the way it
was written first, and the file is read back after each: the first is taken by which the file says exactly the new text
in this place, and all else that it said before.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import yaml

from materialgen.kit.source import MAX_BYTES, MAX_TEXT, Loader, Value, parse_source, unified
from materialgen.kit.text import Text
from materialgen.problems import Problem, ProblemsFoundError, Where

if TYPE_CHECKING:
    from collections.abc import Iterator

_BOM = b"\xef\xbb\xbf"
_ENDING = re.compile(r"\r\n?|\n")
_PIECE = re.compile(r"\r\n?[^\x00-\x7f]*|[\x00-\x7f][^\x00-\x7f]*|[^\x00-\x7f]+")
"""What is composed by itself: nothing is composed with an ASCII character that follows it."""
_SPACE_IN_LINE = re.compile(r"(?<=[^\s]) (?=[^\s])")
_LEAST_MEASURE = 40
_MEASURE = 80
"""Characters of a line, where a folded text does not show how long its lines are."""
_NAMED = {"\n": "n", "\t": "t", '"': '"', "\\": "\\", "\x85": "N", "\u2028": "L", "\u2029": "P", "\ufeff": "uFEFF"}
"""What is escaped in double quotes, and how."""
_ESCAPE = re.compile(r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_DOUBTFUL = {True: re.compile(r"\t"), False: re.compile(r"[\t,?:\[\]{}]")}
"""What readers of YAML have several minds about in a text without quotes: in blocks, and between brackets."""
_HEADER = re.compile(r"[|>](?P<signs>[-+0-9]{0,2})(?P<rest>[^\n]*)\n?")


@dataclass(frozen=True, slots=True)
class Change:
    """A file with one text written anew.

    Attributes:
        data: The whole file.
        start: Where the text begins in it, in bytes.
        old: The bytes that stood there.
        new: The bytes that stand there now.
    """

    data: bytes
    start: int
    old: bytes
    new: bytes


@dataclass(frozen=True, slots=True)
class _Scalar:
    """A scalar of a file's text, as the reader sees it.

    Attributes:
        start: Where it begins, in characters.
        end: Where it ends.
        value: What it says.
        style: ``|``, ``>``, ``'``, ``"``, or nothing if it is plain.
        written: Its characters in the file.
        indent: The spaces before its lines, or before those that it would have as a block.
        block: Whether it may become a block.
    """

    start: int
    end: int
    value: str
    style: str
    written: str
    indent: int
    block: bool


def read_scalar(data: bytes, where: Where) -> str:
    """Return what the text at a place says, before anything is done to it for setting; raises as ``change_scalar``."""
    return _find(_text_of(data, where), where).value


def change_scalar(data: bytes, where: Where, new: str) -> Change:
    """Write the text at a place anew.

    Args:
        data: A content file.
        where: Where the text begins, as ``Text.where`` has it.
        new: What it is to say; line breaks become line feeds, and characters are composed, as in every file.

    Raises:
        ProblemsFoundError: No text begins there, the file is not what a kit can hold, or the new text cannot stand in
            such a file.
    """
    new = unified(new)
    _check(new, where)
    text = _text_of(data, where)
    scalar = _find(text, where)
    before = parse_source(text, where.file).value
    for written in _ways(scalar, new):
        change = _spliced(data, scalar, written)
        try:
            after = parse_source(_text_of(change.data, where), where.file).value
        except ProblemsFoundError:
            continue
        if _differ_at(before, after, where, new):
            return change
    raise _refused("the text cannot be written in this place of the file", where, "change it in the file itself")


def _refused(message: str, where: Where, hint: str | None = None) -> ProblemsFoundError:
    return ProblemsFoundError([Problem("edit-refused", message, where, hint)])


def _check(new: str, where: Where) -> None:
    if len(new) > MAX_TEXT:
        raise _refused(f"the text has {len(new)} characters; {MAX_TEXT} is the most for one", where, "shorten it")
    for one in new:
        harmful = unicodedata.category(one) in {"Cc", "Cs"} and one not in "\t\n\x85"
        if harmful or one in "\ufffe\uffff":
            raise _refused(f"the character U+{ord(one):04X} cannot stand in a text", where, "remove it")


def _text_of(data: bytes, where: Where) -> str:
    if len(data) > MAX_BYTES:
        raise _refused(f"the file is larger than {MAX_BYTES // 1000} kB", where)
    try:
        text = unified(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise ProblemsFoundError([Problem("not-utf8", "the file is not UTF-8", Where(where.file))]) from None
    return text if text.endswith("\n") else f"{text}\n"


def _differ_at(before: Value, after: Value, where: Where, new: str) -> bool:
    """Return whether a file says the new text where another says the one at a place, and else the same."""
    if isinstance(before, Text) and (before.where.line, before.where.column) == (where.line, where.column):
        return isinstance(after, Text) and after == new
    if isinstance(before, dict) and isinstance(after, dict):
        pairs = zip(before.values(), after.values(), strict=False)
        return [*before] == [*after] and all(_differ_at(*pair, where, new) for pair in pairs)
    if isinstance(before, list) and isinstance(after, list):
        pairs = zip(before, after, strict=False)
        return len(before) == len(after) and all(_differ_at(*pair, where, new) for pair in pairs)
    return type(before) is type(after) and before == after


# -- finding --------------------------------------------------------------------------------------------------------


def _find(text: str, where: Where) -> _Scalar:
    parse_source(text, where.file)  # raises what is wrong in it; what follows relies on it, on its depth above all
    found = _Finder(where).find(yaml.compose(text, Loader))
    if found is None:
        raise _refused("no text begins here", where, "load the page again")
    node, indent, block = found
    # An anchor belongs to the node, but is no part of the text.
    tokens = (one for one in yaml.scan(text, Loader) if isinstance(one, yaml.ScalarToken))
    token: Any = next(one for one in tokens if one.start_mark.index >= node.start_mark.index)
    start, end, style = token.start_mark.index, token.end_mark.index, node.style or ""
    if style in {"|", ">"}:
        end = _end_of_block(text, start, end)
        indent = _indent_of_block(text[start:end], indent)
    return _Scalar(start, end, node.value, style, text[start:end], indent, block)


class _Finder:
    """Looks for the scalar that begins at a place; keys are names, not texts."""

    def __init__(self, where: Where) -> None:
        self.place = (where.line - 1, where.column - 1)
        self.seen: set[int] = set()

    def find(self, node: Any, indent: int = 2, *, block: bool = True) -> tuple[Any, int, bool] | None:  # noqa: ANN401 - PyYAML does not type a node's style
        """Return a scalar's node, the indent of a block in its place, and whether a block may stand there."""
        if isinstance(node, yaml.ScalarNode):
            at_place = (node.start_mark.line, node.start_mark.column) == self.place
            return (node, indent, block) if at_place and (node.value or node.style) else None
        if node is None or id(node) in self.seen:  # an alias is the node that it repeats
            return None
        self.seen.add(id(node))
        block = block and not node.flow_style
        for child, column in self._children(node):
            found = self.find(child, column + 2, block=block)
            if found:
                return found
        return None

    @staticmethod
    def _children(node: Any) -> Iterator[tuple[Any, int]]:  # noqa: ANN401 - as above
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                yield value, key.start_mark.column
        else:
            for child in node.value:
                yield child, node.start_mark.column


def _end_of_block(text: str, start: int, end: int) -> int:
    """Return where the last line of a block ends, without its line break.

    Blank lines that follow belong to the text only if it keeps them (``+``).
    """
    written = text[start:end]
    header = _HEADER.match(written)
    assert header is not None  # noqa: S101 - the scanner says that it is a block
    kept = written.removesuffix("\n") if "+" in header["signs"] else written.rstrip(" \n")
    return start + max(len(kept), len(header[0].removesuffix("\n")))


def _indent_of_block(written: str, otherwise: int) -> int:
    lines = [one for one in written.split("\n")[1:] if one.strip(" ")]
    return min((len(one) - len(one.lstrip(" ")) for one in lines), default=otherwise)


# -- writing --------------------------------------------------------------------------------------------------------


def _ways(scalar: _Scalar, new: str) -> Iterator[str]:
    """Yield how a text could be written in the place of a scalar, best first."""
    lines = "\n" in new
    block = scalar.block and bool(new.strip())
    if scalar.style == "" and not lines and not _DOUBTFUL[scalar.block].search(new):
        yield new
    if scalar.style == "'" and not lines:
        yield _single(new)
    if scalar.style == ">":
        yield from _blocks(scalar, new, ">", _folded(scalar, new))
    if block and (scalar.style in {"|", ">"} or (lines and scalar.style != '"')):
        yield from _blocks(scalar, new, "|", new.rstrip("\n").split("\n"))
    if scalar.style != '"' and not lines and ('"' in new or "\\" in new):
        yield _single(new)
    yield _double(scalar, new)


def _single(new: str) -> str:
    return "'" + new.replace("'", "''") + "'"


def _double(scalar: _Scalar, new: str) -> str:
    """Return a text in double quotes; a character that was written as a code before stays one."""
    codes = {one: f"\\{name}" for one, name in _NAMED.items()}
    for match in _ESCAPE.finditer(scalar.written) if scalar.style == '"' else ():
        number = match[1] or match[2] or match[3]
        if number:
            codes.setdefault(chr(int(number, 16)), match[0])
        elif match[4] == "_":
            codes["\u00a0"] = match[0]
    return '"' + "".join(codes.get(one, one) for one in new) + '"'


def _blocks(scalar: _Scalar, new: str, sign: str, lines: list[str]) -> Iterator[str]:
    """Yield a text as a block: with the signs it had, with those it needs, and with its indent told in figures."""
    breaks = len(new) - len(new.rstrip("\n"))
    header = _HEADER.match(scalar.written) if scalar.style in {"|", ">"} else None
    rest = header["rest"] if header else ""
    had = header["signs"] if header else ""
    chomps = "-" if breaks == 0 else "" if breaks == 1 else "+"
    if breaks and "+" in had:
        chomps = "+"
    body = "\n".join(" " * scalar.indent + one if one else "" for one in lines) + "\n" * max(breaks - 1, 0)
    figure = "".join(one for one in had if one.isdigit())
    figures = map(str, range(1, min(scalar.indent, 9) + 1)) if new.lstrip("\n").startswith((" ", "\t")) else ()
    for told in dict.fromkeys([figure, "", *figures]):
        yield f"{sign}{told}{chomps}{rest}\n{body}"


def _folded(scalar: _Scalar, new: str) -> list[str]:
    """Return the lines of a folded block: as long as the lines were, and a line break of the text as a blank line."""
    old = [len(one) - scalar.indent for one in scalar.written.split("\n")[1:]]
    longest = max(old, default=0)
    measure = max(longest, _LEAST_MEASURE if len(old) > 1 else _MEASURE)
    lines: list[str] = []
    for number, paragraph in enumerate(new.rstrip("\n").split("\n")):
        if number and (paragraph or lines[-1]):
            lines.append("")
        lines += _wrapped(paragraph, measure)
    return lines


def _wrapped(paragraph: str, measure: int) -> list[str]:
    lines = [""]
    for word in _SPACE_IN_LINE.split(paragraph):
        if lines[-1] and len(lines[-1]) + 1 + len(word) > measure:
            lines.append(word)
        else:
            lines[-1] += f" {word}" if lines[-1] else word
    return lines


# -- the file's own characters --------------------------------------------------------------------------------------


def _spliced(data: bytes, scalar: _Scalar, written: str) -> Change:
    """Return the file with a scalar's characters replaced: its own line breaks, and its own bytes outside them."""
    bom = _BOM if data.startswith(_BOM) else b""
    raw = data[len(bom) :].decode("utf-8")
    start, end = (_raw_index(raw, index) for index in (scalar.start, min(scalar.end, len(unified(raw)))))
    ending = _ENDING.search(raw, start) or _ENDING.search(raw)
    new = written.replace("\n", ending[0] if ending else "\n").encode("utf-8")
    at = len(bom) + len(raw[:start].encode("utf-8"))
    old = raw[start:end].encode("utf-8")
    return Change(data[:at] + new + data[at + len(old) :], at, old, new)


def _raw_index(raw: str, index: int) -> int:
    """Return where in a file's own characters an index of its unified text lies."""
    if "\r" not in raw and unicodedata.is_normalized("NFC", raw):
        return index
    seen = position = 0
    for match in _PIECE.finditer(raw):
        piece = unified(match[0])
        if seen + len(piece) > index:
            parts = (size for size in range(len(match[0]) + 1) if unified(match[0][:size]) == piece[: index - seen])
            return position + next(parts, 0)
        seen += len(piece)
        position = match.end()
    return position
