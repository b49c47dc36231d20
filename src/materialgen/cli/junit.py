"""Findings in the form of JUnit, which CI services show as tests: a suite per language, a case per file and check."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from materialgen.cli.report import harmless

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from materialgen.check.finding import Finding
    from materialgen.cli.checked import Checked
    from materialgen.problems import Problem

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML 1.0 document may hold, not even as a reference (XML 1.0, clause 2.2)."""


def as_junit(all_checked: Sequence[Checked], problems: Sequence[Problem] = ()) -> str:
    """Return findings as an XML document.

    Args:
        all_checked: In order.
        problems: Of the content, which kept anything from being checked; they make a suite of their own.
    """
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', "<testsuites>"]
    for checked in all_checked:
        lines += _suite(checked)
    if problems:
        failures = [_failure(problem) for problem in problems]
        cases = [line for one in failures for line in _case("content", "content", [one])]
        lines += [_suite_start("content", len(problems), len(problems)), *cases, "  </testsuite>"]
    return "\n".join([*lines, "</testsuites>"])


def _suite(checked: Checked) -> Iterator[str]:
    """Yield the suite of a language; a case that was not run is not there, and the notes say why."""
    found: dict[tuple[str, str], list[Finding]] = {}
    for one in checked.findings:
        found.setdefault((one.file, one.check), []).append(one)
    cases = [(row.shown, row.file, check) for row in checked.rows for check in checked.checks]
    failing = Counter(
        any(one.problem.severity == "error" for one in found.get((file, check.name), [])) for _, file, check in cases
    )
    yield _suite_start(f"{checked.built.kit.id} {checked.language}", len(cases), failing[True])
    for shown, file, check in cases:
        findings = found.get((file, check.name), [])
        failures = [_failure(one.problem) for one in findings if one.problem.severity == "error"]
        warnings = [str(one.problem) for one in findings if one.problem.severity != "error"]
        yield from _case(shown, f"{check.name}: {check.about}", failures, warnings)
    if checked.notes:
        yield f"    <system-out>{_text(chr(10).join(checked.notes))}</system-out>"
    yield "  </testsuite>"


def _suite_start(name: str, tests: int, failures: int) -> str:
    return f'  <testsuite name={_value(name)} tests="{tests}" failures="{failures}" errors="0" skipped="0">'


def _case(group: str, name: str, failures: Sequence[str], warnings: Sequence[str] = ()) -> list[str]:
    start = f"    <testcase classname={_value(group)} name={_value(name)}"
    inside = [f"      {one}" for one in failures]
    if warnings:
        inside.append(f"      <system-out>{_text(chr(10).join(warnings))}</system-out>")
    return [f"{start}>", *inside, "    </testcase>"] if inside else [f"{start}/>"]


def _failure(problem: Problem) -> str:
    return f"<failure type={_value(problem.code)} message={_value(problem.message)}>{_text(str(problem))}</failure>"


def _value(text: str) -> str:
    return quoteattr(_allowed(harmless(text)))


def _text(text: str) -> str:
    return escape(_allowed("\n".join(harmless(line) for line in text.split("\n"))))


def _allowed(text: str) -> str:
    return _FORBIDDEN.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
