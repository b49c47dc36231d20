"""Problems as text, JSON or annotations for a CI service."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from materialgen.problems import Problem

FORMATS = ("text", "json", "github")
_COLOURS = {"error": "red", "warning": "yellow"}
_HARMFUL = frozenset({"Cc", "Cf", "Co", "Cs", "Zl", "Zp"})
_WIDTH = 100
"""Characters of a source line that are shown, at the most."""


def as_text(problems: Sequence[Problem], *, source: bool, colour: bool) -> str:
    """Return problems as lines ``file:line:col: severity[code]: message``.

    Args:
        problems: In order.
        source: Whether the source line with a caret under the place follows, where there is one.
        colour: Whether ANSI colours are used.
    """
    paint: Callable[..., str] = click.style if colour else lambda text, **_style: str(text)
    lines = []
    for problem in problems:
        place = f"{paint(problem.where, bold=True)}: " if problem.where else ""
        kind = paint(f"{problem.severity}[{problem.code}]", fg=_COLOURS[problem.severity], bold=True)
        lines.append(f"{place}{kind}: {harmless(problem.message)}")
        if source:
            lines += _source(problem)
        if problem.hint:
            lines.append(f"  {paint('hint', fg='cyan')}: {harmless(problem.hint)}")
    return "\n".join(lines)


def harmless(text: str) -> str:
    """Return text with codes in the place of what would ring a terminal's bell, break its line or turn it round."""
    return "".join(f"\\u{ord(one):04x}" if unicodedata.category(one) in _HARMFUL else one for one in text)


def _source(problem: Problem) -> list[str]:
    """Return the line of the file that a problem is about and a caret under its column."""
    where = problem.where
    if where is None or not where.line:
        return []
    try:
        line = Path(where.file).read_text("utf-8-sig").splitlines()[where.line - 1].replace("\t", " ")
    except (OSError, ValueError, IndexError):
        return []
    start = max(where.column - _WIDTH // 2, 0) if where.column > _WIDTH else 0
    shown = line[start : start + _WIDTH]
    gutter = f"{where.line:>5} | "
    caret = [" " * (len(gutter) - 2 + max(where.column - start, 1)) + " ^"] if where.column else []
    return [gutter + harmless(shown), *caret]


def as_json(problems: Sequence[Problem]) -> str:
    """Return problems as a JSON list of objects; a problem without a place has null for file, line and column."""
    return json.dumps(as_rows(problems), ensure_ascii=False, indent=2)


def as_rows(problems: Sequence[Problem]) -> list[dict[str, Any]]:
    """Return problems as what becomes an object in JSON."""
    return [
        {
            "file": problem.where.file if problem.where else None,
            "line": (problem.where.line or None) if problem.where else None,
            "column": (problem.where.column or None) if problem.where else None,
            "severity": problem.severity,
            "code": problem.code,
            "message": problem.message,
            "hint": problem.hint,
        }
        for problem in problems
    ]


def as_github(problems: Sequence[Problem]) -> str:
    """Return problems as workflow commands, which GitHub shows beside the lines of a change."""
    rows = []
    for problem in problems:
        properties = {"title": problem.code}
        if problem.where:
            properties |= {"file": problem.where.file, "line": str(problem.where.line or 1)}
            properties |= {"col": str(problem.where.column)} if problem.where.column else {}
        named = ",".join(f"{name}={_escaped(value, ':,')}" for name, value in properties.items())
        message = problem.message + (f"\nhint: {problem.hint}" if problem.hint else "")
        rows.append(f"::{problem.severity} {named}::{_escaped(message)}")
    return "\n".join(rows)


def _escaped(text: str, more: str = "") -> str:
    """Return text with what would end a workflow command's value written as percent codes."""
    for character in "%\r\n" + more:
        text = text.replace(character, f"%{ord(character):02X}")
    return text
