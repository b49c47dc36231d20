"""The pictures in README and docs/: there, used, and of what is drawn today."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import TYPE_CHECKING

import pytest

from tests.helpers import ROOT
from tools.pictures import FOLDER, PHOTOGRAPHS, PICTURES, RECORD, Place, documents, record

if TYPE_CHECKING:
    from materialgen.preview.write import Finished

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


@cache
def drawn() -> dict[Place, Finished]:
    """Return the documents that pictures show, drawn once."""
    return documents()


@pytest.mark.slow
def test_no_picture_is_out_of_date() -> None:
    """Each picture shows what is drawn today; if not, `make pictures` draws it again."""
    known = json.loads((FOLDER / RECORD).read_text(encoding="utf-8"))
    now = record(drawn())
    assert [f"{name}.png is out of date: run `make pictures`" for name in now if now[name] != known.get(name)] == []


@pytest.mark.slow
def test_control_a_line_more_on_a_page_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: one hair line makes one picture old, and that one only."""
    before = record(drawn())
    page = drawn()[Place("chart")].document.pages[0]
    source = page.stream
    monkeypatch.setattr(page, "stream", lambda: source() + "\n0 0 m 1 1 l S")
    after = record(drawn())
    assert [name for name in before if before[name] != after[name]] == ["chart"]


def test_every_picture_is_there_and_used() -> None:
    """No page of the documentation shows a picture that is missing, and no picture lies about unused."""
    used = {
        (page.parent / target).resolve()
        for page in PAGES
        for target in re.findall(r"!\[[^\]]+\]\(([^)]+)\)", page.read_text(encoding="utf-8"))
    }
    made = {FOLDER / f"{name}.png" for name in (*PICTURES, *PHOTOGRAPHS)}
    assert used == made == set(FOLDER.rglob("*.png"))
