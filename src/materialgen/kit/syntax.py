"""What YAML cannot make sense of, in the words of somebody who wrote a text and not a program."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any

import yaml

from materialgen.problems import Problem, Where

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#x[0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
"""How HTML writes a character; YAML and paper show it as it stands."""
_BREAK = re.compile("[\n\x85\u2028\u2029]")
"""What ends a line, as YAML counts them."""
_TABS = "indent with spaces, not tabs"
_WORDS = ("while scanning an alias", "while scanning an anchor")
_VALUE = re.compile(r"[ ]*(?:- +)*(?:[^\s\"'\[\]{},#&*!|>%@`-][^:#]*: +)?(?P<value>[^\s].*)")
"""A line's value: what stands after its dashes and its key."""
_HINTS = {
    "mapping values are not allowed": "a text that contains ': ' must stand in quotes",
    "could not find expected ':'": "a key is followed by a colon and a space: 'key: text'",
    "escape": "in double quotes a backslash is written twice; in single quotes, or without quotes, once",
}
"""By what PyYAML says."""
_ASTRAY = ("expected key", "expected '-' indicator", "expected <block end>")
"""What PyYAML says, in C and in Python, where a line does not go on with the block that it is indented for."""
_LINE = 2000
"""Of longer lines only the beginning is looked at."""


def syntax_problem(error: yaml.MarkedYAMLError, text: str, shown: str, events: Iterable[yaml.Event]) -> Problem:
    """Return the problem of a text that is not YAML.

    Args:
        error: What PyYAML says, whether in C or in Python.
        text: The file's text.
        shown: The file's name in messages.
        events: What PyYAML reads in the text before it raises the error again.
    """
    lines = _BREAK.split(text)
    mark = error.problem_mark or error.context_mark
    opening = _left_open(error, lines, events)
    if opening:
        return _problem(opening[0], *opening[1:], shown=shown)
    if error.context_mark and (error.problem == "could not find expected ':'" or error.context in _WORDS):
        mark = error.context_mark  # the word that is wrong; the other is where it was seen to be
    message = (error.problem or error.context or "not a YAML file").replace("\n", " ")
    if message.startswith(("but ", "second ")) and error.context:
        message = f"{error.context}, {message}"
    line = lines[mark.line] if mark and mark.line < len(lines) else ""
    if mark and line[mark.column : mark.column + 1] == "\t":
        return _problem(mark, message, _TABS, shown=shown)
    if mark and (tabbed := _tabbed(lines[: mark.line + 1])):  # libyaml takes a tab for a space, and stumbles later
        return Problem("yaml-syntax", "a tab stands where spaces must", Where(shown, *tabbed), _TABS)
    return _problem(mark, message, _hint(message, line[:_LINE], mark), shown=shown)


def entity_in(text: str) -> tuple[str, str] | None:
    """Return the first character of a text that is written as in HTML, and a hint what to type instead."""
    for match in _ENTITY.finditer(text):
        character = html.unescape(match[0])
        if character != match[0]:
            return match[0], _typed(character)
    return None


def _typed(character: str) -> str:
    if character == "\u00a0":
        return "type a non-breaking space (U+00A0), or a plain one"
    if character == "\u00ad":
        return 'type a soft hyphen (U+00AD), or "\\u00AD" in a text in double quotes'
    return f"type the character itself: {character}"


def _problem(mark: Any, message: str, hint: str | None, *, shown: str) -> Problem:  # noqa: ANN401 - PyYAML has a mark in C and one in Python
    where = Where(shown, mark.line + 1, mark.column + 1) if mark else Where(shown, 1, 1)
    return Problem("yaml-syntax", message, where, hint)


def _left_open(
    error: yaml.MarkedYAMLError, lines: Sequence[str], events: Iterable[yaml.Event]
) -> tuple[Any, str, str] | None:
    """Return mark, message and hint of a quote or bracket that is not closed where it should be."""
    mark: Any = error.problem_mark
    opened: Any = error.context_mark
    if mark is None:
        return None
    if opened and error.context == "while scanning a quoted scalar" and "unexpected" in (error.problem or ""):
        quote = lines[opened.line][opened.column]
        return opened, f"the quotation mark {quote} that opens here is never closed", f"close the text with {quote}"
    last, bracket = _read_so_far(events)
    if bracket:
        opened = bracket.start_mark
        if opened.line < mark.line and _indent(lines, mark.line) <= _indent(lines, opened.line):
            sign, closing = ("[", "]") if isinstance(bracket, yaml.SequenceStartEvent) else ("{", "}")
            hint = f"close it with '{closing}'; a text that begins with '{sign}' must stand in quotes"
            return opened, f"the '{sign}' that opens here is not closed", hint
    if last and getattr(last, "style", None) in {"'", '"'}:
        start, end = last.start_mark, last.end_mark
        if start.line < end.line == mark.line:
            message = f"the quotation mark {last.style} that opens here is not closed before line {end.line + 1}"
            return start, message, f"close the text with {last.style} where it ends"
    return None


def _read_so_far(events: Iterable[yaml.Event]) -> tuple[Any, Any]:
    """Return the last event before the error, and that of the innermost bracket that is open there."""
    last: Any = None
    started: list[Any] = []
    try:
        for last in events:
            if isinstance(last, yaml.CollectionStartEvent):
                started.append(last)
            elif isinstance(last, yaml.CollectionEndEvent):
                started.pop()
    except yaml.YAMLError:
        pass  # it is this error that is explained
    return last, started[-1] if started and started[-1].flow_style else None


def _indent(lines: Sequence[str], number: int) -> int:
    line = lines[number] if number < len(lines) else ""
    return len(line) - len(line.lstrip(" "))


def _tabbed(lines: list[str]) -> tuple[int, int] | None:
    """Return line and column of a tab that indents the last line, or the one before it."""
    for number in (len(lines), len(lines) - 1):
        line = lines[number - 1] if number > 0 else ""
        indent = line[: len(line) - len(line.lstrip())]
        if "\t" in indent:
            return number, indent.index("\t") + 1
    return None


def _hint(message: str, line: str, mark: Any) -> str | None:  # noqa: ANN401 - PyYAML has a mark in C and one in Python
    for words, hint in _HINTS.items():
        if words in message:
            return hint
    value = _VALUE.match(line)
    if mark is not None and any(one in message for one in _ASTRAY) and mark.column == _indent([line], 0):
        return "the line is indented differently from those it belongs with"
    if value is None or mark is None or mark.column < value.start("value"):
        return None
    first = value["value"][0]
    entity = entity_in(value["value"])
    if entity and value["value"].startswith(entity[0]):
        return entity[1]
    if first in "'\"":
        return f"a text in quotes ends at the next {first}: write “ ” or ’ inside it"
    return f"a text that begins with '{first}' must stand in quotes" if first in "@`%*&!{[|>?-" else None
