"""The page about changes: every command is run in order, and what is quoted of its output is compared."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING, get_args

import pytest

from materialgen.changes.compare import Kind, TextKind
from tests.docs.walk import commands, follow, sections_of, within
from tests.helpers import ROOT

if TYPE_CHECKING:
    from pathlib import Path

TEXT = (ROOT / "docs" / "changes.md").read_text(encoding="utf-8")


@pytest.mark.slow
def test_the_page_can_be_followed(empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The commands do what the page tells, in its order."""
    monkeypatch.chdir(empty)
    shutil.copytree(ROOT / "content" / "declaration", empty / "content" / "declaration")
    sections = sections_of(TEXT)
    assert len(commands(sections)) == 5
    for section in sections:
        follow(section, within, empty)
    assert (empty / "pictures" / "06-action-cards-p3-a3-page-1.png").is_file()


@pytest.mark.parametrize(("kinds", "key"), [(Kind, "`kind` | "), (TextKind, "`kind` (")])
def test_every_kind_is_told(kinds: object, key: str) -> None:
    """The tables name the kinds of documents and of texts, in their order."""
    line = next(line for line in TEXT.splitlines() if key in line and "principle" not in line and "`since`" not in line)
    named = re.findall(r"`(\w+)`", line.partition(key)[2].partition(")")[0])
    assert named == list(get_args(kinds))
