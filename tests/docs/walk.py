"""Following a page of docs/ as a reader would: its examples are written, its commands run, its quotes compared.

A page is a row of sections with blocks of code. A block of YAML or Python changes or makes the file that its first
line names (``# path``, or ``# path (the whole file)`` to write over one). A block ``sh`` is run, and a block ``text``
after it quotes what comes out.
"""

from __future__ import annotations

import re
import shlex
import shutil
import ssl  # noqa: F401 - loaded before the tests refuse sockets, which it derives a class from
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from click.testing import CliRunner

from materialgen.cli import main
from tests.helpers import ROOT, Result

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

FENCE = re.compile(r"^```(?P<kind>\w+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
HEADING = re.compile(r"^#+ .+$", re.MULTILINE)
WHOLE = " (the whole file)"


@dataclass
class Section:
    """What stands below a heading: blocks of code, each with its kind."""

    heading: str
    blocks: list[tuple[str, list[str]]] = field(default_factory=list)


def sections_of(text: str) -> list[Section]:
    """Return the sections of a page; a ``#`` within a block of code is no heading."""
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


def page(name: str) -> list[Section]:
    """Return the sections of a page of docs/."""
    return sections_of((ROOT / "docs" / name).read_text(encoding="utf-8"))


def commands(sections: Iterable[Section]) -> list[str]:
    """Return the commands of a page, in order."""
    return [line for section in sections for kind, lines in section.blocks if kind == "sh" for line in lines]


def key(line: str) -> str:
    """Return what stands before the colon of a line of YAML, or before the equals sign of one of Python."""
    return re.split(r":| = ", line, maxsplit=1)[0]


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
    name = example[0].removeprefix("# ")
    path = folder / name.removesuffix(WHOLE)
    assert path.exists() or not name.endswith(WHOLE), f"there is no {path.name} to write over"
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else None
    after = example[1:] if lines is None or name.endswith(WHOLE) else changed(lines, example[1:])
    assert after != lines, f"the example changes nothing: {example}"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(after) + "\n", encoding="utf-8")


def within(*arguments: str) -> Result:
    """Run ``materialgen`` in this process, in the current folder."""
    done = CliRunner().invoke(main, list(arguments), catch_exceptions=False)
    return Result(done.exit_code, done.stdout, done.stderr)


def command(line: str, run: Callable[..., Result], folder: Path) -> Result:
    """Run a line of a shell: ``materialgen``, or one of three ways to handle files that PowerShell knows as well."""
    match shlex.split(line):
        case ["materialgen", *arguments]:
            return run(*arguments)
        case ["mkdir", name]:
            (folder / name).mkdir()
        case ["cp", "-r", source, target]:
            shutil.copytree(folder / source, folder / target)
        case ["rm", name]:
            (folder / name).unlink()
        case _:
            raise AssertionError(f"a page may not ask for: {line}")
    return Result(0, "", "")


def follow(section: Section, run: Callable[..., Result], folder: Path) -> None:
    """Do what a section says: change files, run commands, and compare what is quoted of their output.

    A block of commands whose quoted output has an error or a finding must end with exit status 1, any other with 0.
    """
    assert {kind for kind, _ in section.blocks} <= {"sh", "text", "yaml", "python"}
    for at, (kind, lines) in enumerate(section.blocks):
        if kind in {"yaml", "python"}:
            apply(folder, lines)
        elif kind == "sh":
            quoted = (
                section.blocks[at + 1][1]
                if section.blocks[at + 1 : at + 2] and section.blocks[at + 1][0] == "text"
                else []
            )
            results = [(line, command(line, run, folder)) for line in lines]
            for line, result in results:
                fails = line == lines[-1] and any("error" in one for one in quoted)
                assert result.code == int(fails), f"{line}\n{result.err}{result.out}"
            said = "".join(result.err + result.out for _, result in results)
            missing = [one for one in quoted if one not in said]
            assert not missing, f"{section.heading}: {lines}\n{missing}\n{said}"
