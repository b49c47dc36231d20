"""The file of an event, in an editor and for the tool: both take and refuse the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from materialgen.kit.event import read_event
from tests.helpers import problems_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.editor.server import LanguageServer

MODELINE = "# yaml-language-server: $schema=.schemas/event.json\n"
FINE = [
    "participants: 11\ntables: 2\nprinciples: [1, P4]\nstart: 13.00\nend: 16.00\n",
    'rounds: 2\nstart: "09.00"\nshare: true\n',
    "principles:\n  - 1\n  - 4\nend: null\n",
]
WRONG = [
    "participants: 0",
    "participants: 201",
    "participants: 7.5",
    "tables: 51",
    "rounds: 21",
    "principles: []",
    "principles: 1,4",
    "principles: [p1]",
    'start: "25.10"',
    "start: 13:00",
    'start: "9.00"',
    "share: kanske",
    "particpants: 11",
]


@pytest.mark.parametrize("text", FINE)
def test_what_the_tool_takes_the_editor_takes(editor: LanguageServer, english_kit: Path, text: str) -> None:
    """Times and numbers of principles need no quotes."""
    path = english_kit / "event.yaml"
    path.write_text(MODELINE + text, encoding="utf-8")
    try:
        assert editor.marks(path) == [[]]
        read_event(path, "event.yaml")
    finally:
        path.unlink()


def test_what_the_tool_refuses_the_editor_underlines(editor: LanguageServer, english_kit: Path, tmp_path: Path) -> None:
    """In its own line."""
    path, copy = english_kit / "event.yaml", tmp_path / "event.yaml"
    for text, marks in zip(WRONG, editor.marks(*((path, f"{MODELINE}{one}\n") for one in WRONG)), strict=True):
        assert {mark.line for mark in marks} == {2}, text
        copy.write_text(MODELINE + text + "\n", encoding="utf-8")
        assert {one.where and one.where.line for one in problems_of(lambda: read_event(copy, "event.yaml"))} == {2}
