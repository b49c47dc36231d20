"""The guides for those who write: every example is applied, every command is run, every quoted message is compared."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.docs.walk import Section, changed, commands, follow, page, sections_of, within
from tests.helpers import ROOT, Result

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

GUIDES = {"en": "authoring.md", "sv": "skriva.md"}


def guide(language: str) -> list[Section]:
    """Return the sections of the guide in a language; changes without a command must build."""
    sections = page(GUIDES[language])
    for section in sections:
        kinds = {kind for kind, _ in section.blocks}
        if "yaml" in kinds and "sh" not in kinds:
            section.blocks.append(("sh", [f"materialgen build content/declaration --lang {language} --only cards"]))
    return sections


@pytest.mark.parametrize("language", GUIDES)
def test_guide_can_be_followed(empty: Path, language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each section, from a kit as it is: the examples fit the files, and the tool does what the guide tells.

    The commands run in this process, which saves the start of fifty others; the controls start real ones.
    """
    monkeypatch.chdir(empty)
    kit = empty / "content" / "declaration"
    for section in guide(language):
        if section.blocks:
            shutil.rmtree(kit, ignore_errors=True)
            shutil.copytree(ROOT / "content" / "declaration", kit)
            follow(section, within, empty)


def test_guides_are_parallel() -> None:
    """Both have the same levels of headings, the same blocks below, and the same commands but for the language."""
    english, swedish = guide("en"), guide("sv")
    shapes = [
        [(one.heading.split()[0], [kind for kind, _ in one.blocks]) for one in sections]
        for sections in (english, swedish)
    ]
    assert shapes[0] == shapes[1]
    assert commands(english) == [line.replace("--lang sv", "--lang en") for line in commands(swedish)]
    assert len(commands(english)) > 15


def test_control_commands_and_headings_are_found() -> None:
    """The control: commands are taken from shell blocks only, and a comment in a block is no heading."""
    text = (
        "# A\n\n```sh\nmaterialgen list\n```\n\n## B\n\n```yaml\n# no heading\na: b\n```\n\n```text\nno command\n```\n"
    )
    sections = sections_of(text)
    assert [section.heading for section in sections] == ["# A", "## B"]
    assert commands(sections) == ["materialgen list"]


@pytest.mark.parametrize(
    ("example", "after"),
    [
        (["a: 9"], ["a: 9", "b: 2", "c: 3"]),
        (["a: 1", "x: 9"], ["a: 1", "x: 9", "b: 2", "c: 3"]),
        (["a: 1", "b: 9"], ["a: 1", "b: 9", "c: 3"]),
        (["a: 1", "c: 3"], ["a: 1", "c: 3"]),
        (["c: 3", "d: 4"], ["a: 1", "b: 2", "c: 3", "d: 4"]),
    ],
)
def test_control_examples_are_applied(example: list[str], after: list[str]) -> None:
    """The control: an example replaces, inserts, removes or appends."""
    assert changed(["a: 1", "b: 2", "c: 3"], example) == after


@pytest.mark.parametrize(
    ("command", "quoted"),
    [
        ("materialgen list nothing-here", None),
        ("materialgen list", "never said"),
        ("materialgen list", "x: error[y]: z"),
    ],
)
def test_control_wrong_guides_fail(run: Callable[..., Result], empty: Path, command: str, quoted: str | None) -> None:
    """The control: a command that fails, a message that is not said and a mistake that is none are found."""
    section = Section("# A", [("sh", [command]), *([("text", [quoted])] if quoted else [])])
    with pytest.raises(AssertionError):
        follow(section, run, empty)
