"""The editor and the tool agree on what a kit may say."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from materialgen.kit.load import load_kit
from materialgen.problems import ProblemsFoundError
from materialgen.render.layouts import load_layouts

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from materialgen.kit.schema import SheetSchema
    from tests.editor.server import LanguageServer


@dataclass(frozen=True)
class Change:
    """A change of a new kit.

    Attributes:
        file: The changed file.
        old: What stands once in it.
        new: What stands there instead; a mistake is on the last of its lines.
    """

    file: str
    old: str
    new: str


START, TEXT = 'start: "09.00"', "subtitle: A workshop on how to get better meetings at work"
FINE = [
    Change("kit.yaml", START, "start: 09.00"),
    Change("kit.yaml", 'edition: "1"', "edition: 1"),
    Change("kit.yaml", 'edition: "1"', "edition: 2026-11"),
    Change("kit.yaml", "number: 1", "number: 0"),
    Change("kit.yaml", "number: 1", "number: yes"),
    Change("kit.yaml", "id: demo", "id: 2026"),
    Change("kit.yaml", "most: 10", "most: null"),
    Change("kit.yaml", "options: {rules: lines}", "options: {}"),
    Change("kit.yaml", "setup: 15", "setup: 600"),
    Change("kit.yaml", "copies: {per: round}", "copies: {per: participant, times: 3}"),
    Change("en/kit.yaml", TEXT, "subtitle: no"),
    Change("en/kit.yaml", TEXT, "subtitle: true"),
    Change("en/kit.yaml", TEXT, "subtitle: 010"),
    Change("en/kit.yaml", TEXT, "subtitle: 12:30"),
    Change("en/kit.yaml", TEXT, "subtitle: 1_000"),
    Change("en/kit.yaml", TEXT, "subtitle: 1e5"),
    Change("en/kit.yaml", TEXT, "subtitle: |\n  Meetings\n  worth having"),
    Change("en/kit.yaml", "pens: pens", "pens: &name pens\n  markers: *name"),
    Change("en/sheets/parking.yaml", "- Who", "- 1"),
    Change("en/sheets/start.yaml", "repeat:", "selector:\n  alt: a\n  pivot: b\n  levels: {one: One}\nrepeat:"),
    Change("en/principles/p1.yaml", "short: Good meetings", "short: 2026"),
]
WRONG = [
    Change("kit.yaml", START, 'start: "9.00"'),
    Change("kit.yaml", START, "start: 09:00"),
    Change("kit.yaml", START, 'start: "24.00"'),
    Change("kit.yaml", "participants: 6", "participants: six"),
    Change("kit.yaml", "participants: 6", 'participants: "6"'),
    Change("kit.yaml", "participants: 6", "participants: 6.5"),
    Change("kit.yaml", "participants: 6", "participants: 0"),
    Change("kit.yaml", "participants: 6", "participants: 10001"),
    Change("kit.yaml", "participants: 6", "participants:"),
    Change("kit.yaml", "languages: [en]", "languages: []"),
    Change("kit.yaml", "languages: [en]", "languages: [English]"),
    Change("kit.yaml", "languages: [en]", "languages: en"),
    Change("kit.yaml", "id: demo", "id: Demo"),
    Change("kit.yaml", "id: demo", "id:"),
    Change("kit.yaml", "colour: blue", "colour: pink"),
    Change("kit.yaml", "minutes: 5, most", "minutes: 5, least"),
    Change("kit.yaml", "  after: 90", "  after: 90\n  afterwards: 90"),
    Change("kit.yaml", "{per: participant}", "{per: person}"),
    Change("kit.yaml", "{per: table, times: 2}", "{per: table, times: many}"),
    Change("kit.yaml", "setup: 15", "setup: 0"),
    Change("kit.yaml", "options: {rules: lines}", "options: {rules: line}"),
    Change("kit.yaml", "options: {dots: assess, triangles: act}", "options: {dot: assess}"),
    Change("kit.yaml", "layout: chart", "layout: chat"),
    Change("kit.yaml", "layout: result", "layout: result\n    options: {rules: lines}"),
    Change("kit.yaml", "layout: reflection\n    paper: A3", "layout: reflection\n    paper: A5"),
    Change("kit.yaml", "layout: chart\n    paper: A3", "layout: chart\n    paper: A4"),
    Change("kit.yaml", "step: assess\n    per: principle", "step: assess\n    per: workshop"),
    Change("kit.yaml", "participants: 6", "participants: 201"),
    Change("kit.yaml", "- id: P1.Q1", "- id: P1-Q1"),
    Change("en/kit.yaml", TEXT, "subtitle:"),
    Change("en/kit.yaml", TEXT, 'subtitle: ""'),
    Change("en/kit.yaml", TEXT, 'subtitle: "  "'),
    Change("en/kit.yaml", TEXT, "subtitle: ~"),
    Change("en/kit.yaml", TEXT, "subtitle: [a]"),
    Change("en/kit.yaml", TEXT, "subtitle: {a: b}"),
    Change("en/kit.yaml", TEXT, f"{TEXT}\nsubtitel: a"),
    Change("en/kit.yaml", TEXT, f"{TEXT}\nsubtitle: a"),
    Change("en/kit.yaml", TEXT, "subtitle: *nothing"),
    Change("en/kit.yaml", TEXT, "subtitle: a: b"),
    Change("en/steps.yaml", "  title: Get started", "  titel: Get started"),
    Change("en/principles/p1.yaml", "short: Good meetings", "short: []"),
    Change("en/sheets/result.yaml", "  due: Date", "  date: Date"),
    Change("en/sheets/reflection.yaml", "  - question: What surprised", "  - answer: What surprised"),
    Change("en/sheets/notes.yaml", "lead:", "lede:"),
]


def texts(kit: Path, changes: list[Change]) -> list[tuple[Path, str]]:
    """Return the text of each changed file."""
    result = []
    for change in changes:
        text = (kit / change.file).read_text(encoding="utf-8")
        assert text.count(change.old) == 1, change
        result.append((kit / change.file, text.replace(change.old, change.new)))
    return result


@pytest.fixture(scope="session")
def schemas() -> dict[str, SheetSchema]:
    """Return what each layout lets a kit say."""
    return {name: layout.schema for name, layout in load_layouts().items()}


@pytest.fixture
def refuses(tmp_path: Path, english_kit: Path, schemas: dict[str, SheetSchema]) -> Callable[[Path, str], bool]:
    """Return a function that says whether the tool refuses a kit with another text in one file."""

    def check(path: Path, text: str) -> bool:
        copy = shutil.copytree(english_kit, tmp_path / "kit", dirs_exist_ok=True)
        changed = copy / path.relative_to(english_kit)
        changed.write_text(text, encoding="utf-8")
        try:
            load_kit(copy, None, schemas)
        except ProblemsFoundError as error:
            problems = error.problems
        else:
            return False
        assert {one.where.file for one in problems if one.where} == {changed.as_posix()}
        return True

    return check


def test_what_the_tool_takes_the_editor_takes(
    editor: LanguageServer, english_kit: Path, refuses: Callable[[Path, str], bool]
) -> None:
    """A text may look like a number, a time or a truth value, and needs no quotes where the tool wants none."""
    changed = texts(english_kit, FINE)
    for change, (path, text), marks in zip(FINE, changed, editor.marks(*changed), strict=True):
        assert marks == [], change
        assert not refuses(path, text), change


def test_what_the_tool_refuses_the_editor_underlines(
    editor: LanguageServer, english_kit: Path, refuses: Callable[[Path, str], bool]
) -> None:
    """Each mistake that can be told from one file alone is found by both, and underlined in its own line."""
    changed = texts(english_kit, WRONG)
    for change, (path, text), marks in zip(WRONG, changed, editor.marks(*changed), strict=True):
        line = text[: text.index(change.new)].count("\n") + change.new.count("\n") + 1
        assert line in {mark.line for mark in marks}, (change, marks)
        assert refuses(path, text), change
