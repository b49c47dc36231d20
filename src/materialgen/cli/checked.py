"""What `materialgen check` tells: a table of files on a terminal, an object for programs."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from materialgen.cli.report import as_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from materialgen.check.built import Built
    from materialgen.check.finding import Finding
    from materialgen.check.run import Check
    from materialgen.check.words import Covered
    from materialgen.problems import Problem

SPOKEN = "in an alternative text"


@dataclass(frozen=True, slots=True)
class Row:
    """A file that was looked at.

    Attributes:
        file: Its name.
        shown: Its path for messages.
        paper: The paper that the plan has for it; "" if the plan does not know it.
        pages: How many it has; None if it is an HTML edition, is not there or cannot be read.
        findings: What is wrong with it.
    """

    file: str
    shown: str
    paper: str
    pages: int | None
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """A kit in one language that was checked.

    Attributes:
        built: The files and the plan.
        made: How many files had to be built first.
        checks: What was run, in order.
        findings: What is wrong, in order.
        notes: What was left out, and why.
        coverage: Where each text of the content stands, if it was asked for.
    """

    built: Built
    made: int
    checks: tuple[Check, ...]
    findings: tuple[Finding, ...]
    notes: tuple[str, ...]
    coverage: tuple[Covered, ...] | None = None

    @property
    def language(self) -> str:
        """The language."""
        return self.built.kit.language

    @property
    def rows(self) -> list[Row]:
        """The files of the plan that were chosen, in its order, then any other file that has a finding."""
        built = self.built
        known = [name for name in built.names if built.chosen is None or name in built.chosen] + list(built.editions)
        more = dict.fromkeys(one.file for one in self.findings if one.file and one.file not in known)
        return [self._row(name) for name in (*known, *more)]

    def _row(self, name: str) -> Row:
        document, bundle = self.built.documents.get(name), self.built.fresh_bundles.get(name)
        file = self.built.everything.get(name)
        return Row(
            name,
            self.built.shown(name),
            document.sheet.paper if document else bundle.plan.paper if bundle else "",
            len(file.reader.pages) if file else None,
            tuple(one for one in self.findings if one.file == name),
        )


def table(checked: Checked) -> str:
    """Return the files with paper, pages and how many findings each has."""
    rows = [(one.file, one.paper, _pages(one.pages), _verdict(one.findings)) for one in checked.rows]
    widths = [max((len(row[column]) for row in rows), default=0) for column in range(3)]
    lines = [f"{checked.built.folder.as_posix()} ({checked.language})"]
    for name, paper, pages, verdict in rows:
        lines.append(f"  {name:<{widths[0]}}  {paper:<{widths[1]}}  {pages:>{widths[2]}}  {verdict}")
    return "\n".join(lines)


def _pages(number: int | None) -> str:
    return "–" if number is None else counted(number, "page")


def _verdict(findings: Sequence[Finding]) -> str:
    errors = sum(one.problem.severity == "error" for one in findings)
    warnings = len(findings) - errors
    parts = [counted(errors, "finding")] if errors else []
    parts += [counted(warnings, "warning")] if warnings else []
    return ", ".join(parts) or "ok"


def counted(number: int, name: str) -> str:
    """Return a number with its noun."""
    return f"{number} {name}" if number == 1 else f"{number} {name}s"


def coverage_table(checked: Checked) -> str:
    """Return the texts of the content, each with its place there and the sheets and pages where it stands."""
    lines = [f"{checked.built.kit.id}, {checked.language}: where each text stands"]
    for one in checked.coverage or ():
        lines.append(f"  {one.where}  {_short(one.text)}")
        lines += [f"    {file} {f'page {page}' if page else SPOKEN}" for file, page in one.places] or ["    nowhere"]
    return "\n".join(lines)


def _short(text: str, most: int = 60) -> str:
    folded = " ".join(text.split())
    return folded if len(folded) <= most else f"{folded[: most - 1]}…"


def summary(all_checked: Sequence[Checked]) -> str:
    """Return how much was checked and what was found in one line, and below it what was left out."""
    rows = [row for one in all_checked for row in one.rows]
    findings = [one for checked in all_checked for one in checked.findings]
    pages = sum(row.pages or 0 for row in rows)
    checks = len({check.name for one in all_checked for check in one.checks})
    verdict = _verdict(findings)
    counts = f"{counted(len(rows), 'file')}, {counted(pages, 'page')}: {counted(checks, 'check')}"
    found = "no findings" if verdict == "ok" else verdict
    return "\n".join([f"{counts}, {found}.", *notes_of(all_checked)])


def notes_of(all_checked: Iterable[Checked]) -> list[str]:
    """Return what was left out, each reason once, and what to do first if files are old."""
    known = list(all_checked)
    notes = list(dict.fromkeys(note for one in known for note in one.notes))
    old = {
        (one.language, finding.file)
        for one in known
        for finding in one.findings
        if finding.problem.code == "not-as-built"
    }
    if old:
        are = "is" if len(old) == 1 else "are"
        notes.append(
            f"{counted(len(old), 'file')} {are} not what a build writes now: build the kit, then check it again"
        )
    return [f"note: {note}" for note in notes]


def as_json(all_checked: Sequence[Checked], problems: Sequence[Problem] = ()) -> str:
    """Return an object for programs: languages with their files, findings, notes, and the coverage if asked for.

    Args:
        all_checked: In order.
        problems: Of the content, which kept anything from being checked.
    """
    findings = [
        {"language": checked.language, "check": one.check, "pdf": one.file, "page": one.page or None} | row
        for checked in all_checked
        for one, row in zip(checked.findings, as_rows([one.problem for one in checked.findings]), strict=True)
    ]
    findings += [{"language": None, "check": "content", "pdf": None, "page": None} | row for row in as_rows(problems)]
    counts = Counter(row["severity"] for row in findings)
    return json.dumps(
        {
            "ok": not counts["error"],
            "languages": [_language(one) for one in all_checked],
            "findings": findings,
        },
        ensure_ascii=False,
        indent=2,
    )


def _language(checked: Checked) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "language": checked.language,
        "folder": checked.built.folder.as_posix(),
        "built_first": checked.made,
        "checks": [one.name for one in checked.checks],
        "notes": list(checked.notes),
        "files": [
            {"file": row.shown, "paper": row.paper or None, "pages": row.pages, "findings": len(row.findings)}
            for row in checked.rows
        ],
    }
    if checked.coverage is not None:
        shown["coverage"] = [
            {
                "file": one.where.file,
                "line": one.where.line,
                "column": one.where.column,
                "text": one.text,
                "places": [{"file": file, "page": page or None} for file, page in one.places],
            }
            for one in checked.coverage
        ]
    return shown
