"""What several tests share: running the tool, the system's PDF tools, changing a kit's files."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest

import materialgen
from materialgen.problems import ProblemsFoundError
from materialgen.render.output import Output
from materialgen.render.render import draw_kit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from materialgen.layout import Layout
    from materialgen.plan import DocumentPlan, Plan
    from materialgen.problems import Problem
    from materialgen.render.output import Written

TESTS = Path(__file__).resolve().parent
ROOT = TESTS.parent
SOURCE = Path(materialgen.__file__).resolve().parent.parent
LAYOUTS = TESTS / "layouts"

PROBLEM_LINE = re.compile(r"(?P<file>[^\n]+?)(:(?P<line>\d+)(:(?P<column>\d+))?)?: error\[(?P<code>[a-z0-9-]+)\]: \S.*")
"""How a problem begins on the terminal: ``file:line:col: error[code]: message``."""


@dataclass(frozen=True)
class Result:
    """What a process did."""

    code: int
    out: str
    err: str

    @property
    def problems(self) -> list[str]:
        """The lines of standard error that name a problem."""
        return [line for line in self.err.splitlines() if ": error[" in line]


def environment(changes: Mapping[str, str] | None = None, *, source: Path = SOURCE) -> dict[str, str]:
    """Return an environment for a process of the tool: no network, warnings are errors, texts in UTF-8.

    Args:
        changes: Variables to set on top.
        source: The folder that holds the package.
    """
    ours = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "COV", "TERM"))}
    ours["PYTHONPATH"] = os.pathsep.join([str(TESTS / "offline"), str(source)])
    ours["PYTHONWARNINGS"] = "error"
    ours["PYTHONIOENCODING"] = "utf-8"
    return ours | dict(changes or {})


def python(
    *arguments: str, cwd: Path, env: Mapping[str, str] | None = None, source: Path = SOURCE, encoding: str = "utf-8"
) -> Result:
    """Run Python in a folder and return what it did."""
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=cwd,
        env=environment(env, source=source),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        timeout=120,
    )
    return Result(
        done.returncode, *(text.decode(encoding).replace("\r\n", "\n") for text in (done.stdout, done.stderr))
    )


def tool(name: str) -> str:
    """Return the path of a program of the system; without it the test is skipped, but in CI it fails."""
    path = shutil.which(name)
    return path or without(f"{name} is not installed: install qpdf and poppler-utils to run this test")


def without(reason: str) -> NoReturn:
    """Skip the test because something of the system is missing; in CI, fail it."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


def output_of(*command: str) -> str:
    """Run one of the system's programs and return its output; it must succeed."""
    done = subprocess.run([tool(command[0]), *command[1:]], capture_output=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr.decode(errors="replace")
    return done.stdout.decode()


def problems_of(action: Callable[[], object]) -> tuple[Problem, ...]:
    """Return the problems that an action must raise."""
    with pytest.raises(ProblemsFoundError) as caught:
        action()
    return caught.value.problems


def edit(path: Path, old: str, new: str) -> None:
    """Replace a text that stands exactly once in a file."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path.name}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def place_of(path: Path, text: str) -> tuple[int, int]:
    """Return line and column, both from 1, of a text that stands exactly once in a file."""
    before, found, after = path.read_text(encoding="utf-8").partition(text)
    assert found, f"{text!r} is not in {path.name}"
    assert text not in after, f"{text!r} stands more than once in {path.name}"
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def render(
    plan: Plan,
    layouts: Mapping[str, Layout],
    folder: Path,
    *,
    only: Iterable[str] | None = None,
    on_progress: Callable[[DocumentPlan], None] = lambda _document: None,
    on_written: Callable[[Written], None] = lambda _written: None,
) -> list[Written]:
    """Make a kit's PDF files without its bundles, whatever an earlier build knows."""
    with Output.opened(folder) as output:
        drawn = draw_kit(plan, layouts, only=only, on_progress=on_progress)
        return output.write(plan, drawn, whole=only is None, on_written=on_written)


def visible(folder: Path) -> list[str]:
    """Return the names of what a folder holds for people: not what a build remembers."""
    return sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))


def pdfs(folder: Path) -> list[str]:
    """Return the names of the PDF files in a folder."""
    return sorted(path.name for path in folder.glob("*.pdf"))
