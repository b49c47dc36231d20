"""What is told of veraPDF's results; tests of the validator itself are those of ``vera``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from materialgen.check import accessibility, vera
from materialgen.check.vera import Failure
from tests.check.drawn import built, document, told

if TYPE_CHECKING:
    from pathlib import Path

KIT = built(document(lambda page: page))


def results(*failures: Failure) -> dict[Path, list[Failure]]:
    """Return what veraPDF says of the only file."""
    (file,) = KIT.files.values()
    return {file.path: list(failures)}


def said(test: int) -> str:
    """Return how a rule is told."""
    return f"clause 7.1-{test}, Rule {test}"


def failure(profile: str, test: int, page: int = 0, count: int = 1) -> Failure:
    """Return a rule that a file does not keep."""
    return Failure(profile, "7.1" if profile else "", test, count, page, "root", f"Rule {test}.")


@pytest.fixture(autouse=True)
def _there(monkeypatch: pytest.MonkeyPatch) -> None:
    """Say that veraPDF is there."""
    monkeypatch.setattr(vera, "lacking", lambda: None)


def test_a_file_that_conforms_has_no_findings(monkeypatch: pytest.MonkeyPatch) -> None:
    """No failures, no findings, no notes."""
    monkeypatch.setattr(vera, "validate", lambda _files: results())
    assert told(accessibility.check, KIT) == []
    assert list(accessibility.notes(KIT)) == []


def test_rules_of_a_standard_are_told_together(monkeypatch: pytest.MonkeyPatch) -> None:
    """One finding for a standard, on the first page that is named, with its first rules."""
    failures = [failure("ua1", 1), failure("ua1", 2, page=3, count=7), *(failure("ua1", 3 + one) for one in range(3))]
    monkeypatch.setattr(vera, "validate", lambda _files: results(*failures, failure("2a", 9)))
    assert told(accessibility.check, KIT) == [
        (
            3,
            "not-pdf-ua",
            f"page 3: it is no PDF/UA-1: {said(1)}; {said(2)} (7 times); {said(3)}; and 2 more rules",
        ),
        (0, "not-pdf-a", "it is no PDF/A-2a: clause 7.1-9, Rule 9"),
    ]


def test_a_file_that_verapdf_cannot_read_is_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    """It says why."""
    monkeypatch.setattr(vera, "validate", lambda _files: results(failure("", 0)))
    assert told(accessibility.check, KIT) == [(0, "broken-pdf", "veraPDF cannot read it: Rule 0.")]


def test_without_the_engine_there_is_a_note(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is found, but nobody may believe that all was checked."""
    monkeypatch.setattr(vera, "lacking", lambda: "Java is not installed")
    assert told(accessibility.check, KIT) == []
    assert accessibility.missing() == "Java is not installed"
    assert list(accessibility.notes(KIT)) == ["PDF/UA-1 and PDF/A-2a are not checked: Java is not installed"]
