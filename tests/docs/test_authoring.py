"""The guides for those who write: every example is applied, every command is run, every quoted message is compared."""

from __future__ import annotations

import re
import shlex
import shutil
import ssl  # noqa: F401 - loaded before the tests refuse sockets, which it derives a class from
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from materialgen.cli import main
from tests.helpers import ROOT, Result

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

GUIDES = {"en": "authoring.md", "sv": "skriva.md"}
FENCE = re.compile(r"^```(?P<kind>\w+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
HEADING = re.compile(r"^#+ .+$", re.MULTILINE)


@dataclass
class Section:
    """What stands below a heading: blocks of code, each with its kind."""

    heading: str
    blocks: list[tuple[str, list[str]]] = field(default_factory=list)


def sections_of(text: str) -> list[Section]:
    """Return the sections of a guide; a ``#`` within a block of code is no heading."""
    marks = [(found.start(), found) for found in FENCE.finditer(text)]
    inside = [range(found.start(), found.end()) for _, found in marks]
    marks += [(found.start(), found) for found in HEADING.finditer(text) if not any(found.start() in a for a in inside)]
    sections: list[Section] = []
    for _, found in sorted(marks, key=lambda mark: mark[0]):
        if found.re is HEADING:
            sections.append(Section(found[0]))
        else:
            sections[-1].blocks.append((found["kind"], found["text"].splitlines()))
    return sections


def guide(language: str) -> list[Section]:
    """Return the sections of the guide in a language."""
    return sections_of((ROOT / "docs" / GUIDES[language]).read_text(encoding="utf-8"))


def commands(sections: list[Section]) -> list[str]:
    """Return the commands of a guide, in order."""
    return [line for section in sections for kind, lines in section.blocks if kind == "sh" for line in lines]


def key(line: str) -> str:
    """Return what stands before the colon of a line of YAML."""
    return line.partition(":")[0]


def changed(lines: list[str], example: list[str]) -> list[str]:
    """Return the lines of a file, changed as an example shows.

    The first line of the example is found by all of it, or else by its key. If the last one stands further down as it
    is, the example replaces all between them; otherwise a line replaces the next one if that has the same key, or goes
    before it.
    """
    found = [at for at, line in enumerate(lines) if line == example[0]]
    found = found or [at for at, line in enumerate(lines) if key(line) == key(example[0])]
    assert len(found) == 1, f"{example[0]!r} is found {len(found)} times"
    start = end = found[0]
    if len(example) > 1 and example[-1] in lines[start + 1 :]:
        end = lines.index(example[-1], start + 1) + 1
    else:
        for line in example:
            end += end < len(lines) and (end == start or key(lines[end]) == key(line))
    return [*lines[:start], *example, *lines[end:]]


def apply(folder: Path, example: list[str]) -> None:
    """Change the file that the first line of an example names, or write it if it is new."""
    path = folder / example[0].removeprefix("# ")
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else None
    after = example[1:] if lines is None else changed(lines, example[1:])
    assert after != lines, f"the example changes nothing: {example}"
    path.write_text("\n".join(after) + "\n", encoding="utf-8")


def within(*arguments: str) -> Result:
    """Run ``materialgen`` in this process, in the current folder."""
    done = CliRunner().invoke(main, list(arguments), catch_exceptions=False)
    return Result(done.exit_code, done.stdout, done.stderr)


def follow(section: Section, language: str, run: Callable[..., Result], folder: Path) -> None:
    """Do what a section says: change files, run commands, and compare what is quoted of their output.

    A command whose quoted output has an error must fail with exit status 1. Changes without a command must build.
    """
    blocks = list(section.blocks)
    kinds = [kind for kind, _ in blocks]
    assert set(kinds) <= {"sh", "text", "yaml"}
    if "yaml" in kinds and "sh" not in kinds:
        blocks.append(("sh", [f"materialgen build content/declaration --lang {language} --only cards"]))
    for at, (kind, lines) in enumerate(blocks):
        if kind == "yaml":
            apply(folder, lines)
        elif kind == "sh":
            quoted = blocks[at + 1][1] if at + 1 < len(blocks) and blocks[at + 1][0] == "text" else []
            for line in lines:
                name, *arguments = shlex.split(line)
                assert name == "materialgen"
                result = run(*arguments)
                assert result.code == int(any("error[" in one for one in quoted)), f"{line}\n{result.err}"
                missing = [one for one in quoted if one not in result.err + result.out]
                assert not missing, f"{section.heading}: {line}\n{missing}\n{result.err}{result.out}"


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
            follow(section, language, within, empty)


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
        follow(section, "en", run, empty)
