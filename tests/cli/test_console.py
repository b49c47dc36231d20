"""Terminal manners."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from materialgen.cli.console import Console, Progress
from tests.helpers import LAYOUTS, edit, environment, python

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from tests.helpers import Result

posix = pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals of POSIX")


def on_a_terminal(*arguments: str | Path, cwd: Path, env: Mapping[str, str] | None = None) -> tuple[int, str, str]:
    """Run the tool with standard error on a terminal; returns status, standard output and what the terminal got."""
    master, slave = os.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "materialgen", *map(str, arguments)],
        cwd=cwd,
        env=environment({"TERM": "xterm", **(env or {})}),
        stdout=subprocess.PIPE,
        stderr=slave,
    )
    os.close(slave)
    chunks = []
    while True:
        try:
            chunk = os.read(master, 4096)
        except OSError:  # how Linux says that the other end is closed
            chunk = b""
        if not chunk:
            break
        chunks.append(chunk)
    out, _ = process.communicate(timeout=60)
    os.close(master)
    return process.returncode, out.decode(), b"".join(chunks).decode()


@posix
def test_a_bar_shows_progress_on_a_terminal_and_is_wiped(tiny_kit: Path, empty: Path) -> None:
    """Each document is shown on the one line of the bar, which is gone at the end; standard output has none of it."""
    code, out, shown = on_a_terminal("build", tiny_kit, "--layouts", LAYOUTS, cwd=empty)
    assert code == 0
    assert [f"{number}/5 " in shown for number in range(1, 6)] == [True] * 5
    assert "Sheet each name 2" in shown
    assert "\n" not in shown
    assert shown.endswith("\r\x1b[K")
    assert "\x1b" not in out
    assert out.count("wrote ") == 6


@posix
@pytest.mark.parametrize(("arguments", "env"), [(["-q"], {}), ([], {"TERM": "dumb"})])
def test_no_bar_is_shown_where_it_would_disturb(
    tiny_kit: Path, empty: Path, arguments: list[str], env: dict[str, str]
) -> None:
    """A quiet build and a terminal that cannot wipe a line get nothing."""
    code, _, shown = on_a_terminal("build", tiny_kit, "--layouts", LAYOUTS, *arguments, cwd=empty, env=env)
    assert (code, shown) == (0, "")


def test_no_bar_is_shown_without_a_terminal(build_tiny: Callable[..., Result]) -> None:
    """Logs of CI and files get lines only, even when a terminal's name is set."""
    result = build_tiny(env={"TERM": "xterm"})
    assert (result.code, result.err) == (0, "")
    assert "\x1b" not in result.out
    assert "\r" not in result.out


@posix
def test_a_terminal_shows_the_source_line_of_a_problem(tiny_kit: Path, empty: Path) -> None:
    """On a terminal a problem is followed by its line with a caret under the place, in colour unless told otherwise."""
    edit(tiny_kit / "kit.yaml", "step: work", "step: wrok")
    code, _, shown = on_a_terminal("build", tiny_kit, "--layouts", LAYOUTS, cwd=empty, env={"NO_COLOR": "1"})
    assert code == 1
    lines = shown.replace("\r\n", "\n").split("\n")
    index = next(number for number, line in enumerate(lines) if line.endswith("step: wrok"))
    assert lines[index + 1].index("^") == lines[index].index("wrok")
    assert "\x1b[1m" not in shown
    _, _, coloured = on_a_terminal("build", tiny_kit, "--layouts", LAYOUTS, cwd=empty)
    assert "\x1b[31m\x1b[1merror[unknown-step]" in coloured


@posix
def test_a_problem_wipes_the_bar_first(tiny_kit: Path, empty: Path) -> None:
    """A message never stands on the bar's line."""
    edit(tiny_kit / "sv" / "sheets" / "last.yaml", "Sheet last title", "☐")
    code, _, shown = on_a_terminal("build", tiny_kit, "--layouts", LAYOUTS, "--no-color", cwd=empty)
    assert code == 1
    assert "error[missing-glyph]" in shown.rsplit("\x1b[K", 1)[1]


def test_a_windows_console_gets_what_it_can_show(tiny_kit: Path, empty: Path) -> None:
    """With code page 1252, letters it has are shown, others become question marks, and the status is the usual one."""
    edit(tiny_kit / "sv" / "kit.yaml", "title: sv title", "title: Đáŋŋa ☐ å")
    edit(tiny_kit / "kit.yaml", "layout: summary", "layout: sŋmmåry")
    arguments = ["-m", "materialgen", "build", str(tiny_kit), "--layouts", str(LAYOUTS)]
    result = python(*arguments, cwd=empty, env={"PYTHONIOENCODING": "cp1252"}, encoding="cp1252")
    assert result.code == 1
    assert "expected an id of a-z, 0-9 and '-', found 's?mmåry'" in result.err
    assert "Traceback" not in result.err
    edit(tiny_kit / "kit.yaml", "layout: sŋmmåry", "layout: summary")
    arguments = ["-m", "materialgen", "list", str(tiny_kit)]
    listed = python(*arguments, cwd=empty, env={"PYTHONIOENCODING": "cp1252"}, encoding="cp1252")
    assert "Traceback" not in listed.err


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "cp437", "utf-16"])
def test_no_encoding_of_a_console_breaks_a_build(build_tiny: Callable[..., Result], encoding: str) -> None:
    """Whatever a console can show, the build succeeds."""
    assert build_tiny(env={"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0", "LC_ALL": "C"}).code == 0


def test_a_closed_pipe_is_no_traceback(tiny_kit: Path, empty: Path) -> None:
    """A reader that goes away early gets no traceback back."""
    process = subprocess.Popen(
        [sys.executable, "-m", "materialgen", "build", str(tiny_kit), "--layouts", str(LAYOUTS), "--out", "out", "-v"],
        cwd=empty,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    errors = process.stderr.read().decode()
    process.stderr.close()
    process.wait(timeout=60)
    assert "Traceback" not in errors


def test_unchanged_files_are_told_only_when_asked(capsys: pytest.CaptureFixture[str]) -> None:
    """A file's line depends on whether it changed and on how much is to be printed."""
    for console in (Console(), Console(verbose=True), Console(quiet=True)):
        console.file("a.pdf", "A4", changed=True)
        console.file("b.pdf", "A4", changed=False)
    assert capsys.readouterr().out.splitlines() == ["wrote a.pdf", "wrote a.pdf (A4)", "unchanged b.pdf (A4)"]


def test_a_bar_is_as_long_as_what_is_done(capsys: pytest.CaptureFixture[str]) -> None:
    """The bar has twenty marks and counts from one to all."""
    bar = Progress(4, shown=True)
    for name in "abcd":
        bar.advance(name)
    shown = capsys.readouterr().err.split("\r")[1:]
    assert shown == [
        f"[{'#' * 5 * number}{'.' * (20 - 5 * number)}] {number}/4 {'abcd'[number - 1]}" for number in range(1, 5)
    ]
