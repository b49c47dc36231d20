"""The page about groups: every command is run, and what is quoted of its output is compared."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from materialgen.kit.event import EventFacts
from materialgen.kit.schema import Per
from tests.docs.walk import commands, follow, sections_of, within
from tests.helpers import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

TEXT = (ROOT / "docs" / "planning.md").read_text(encoding="utf-8")


def test_the_page_can_be_followed(empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The commands do what the page tells, in its order."""
    monkeypatch.chdir(empty)
    sections = sections_of(TEXT)
    assert len(commands(sections)) > 8
    for section in sections:
        follow(section, within, empty)


def test_every_word_of_an_events_file_and_every_rule_is_told() -> None:
    """The tables name all that may stand in the file, and all that copies may be counted by."""
    rules = Per.__origin__.__args__  # type: ignore[attr-defined]  # the words of the Literal
    assert re.findall(r"^\| `(\w+)` \|", TEXT, re.MULTILINE) == list(rules)
    assert set(re.findall(r"^\| `--\w+.*?` \| `(\w+):", TEXT, re.MULTILINE)) == set(EventFacts.model_fields)
