"""What the tab key proposes, asked for as the shell does: commands, options, kits, languages, sheets."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from materialgen.kit.find import builtin_kits
from tests.helpers import ROOT, environment, python, without

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.helpers import Result

PROGRAM = "from materialgen.cli import main; main(prog_name='materialgen')"


@pytest.fixture
def proposed(empty: Path) -> Callable[[str], list[str]]:
    """Return a function that says what is proposed after a line; a type without a value stands alone."""

    def ask(line: str) -> list[str]:
        words = line.split(" ")
        asked = {"_MATERIALGEN_COMPLETE": "bash_complete", "COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1)}
        result = python("-c", PROGRAM, cwd=empty, env=asked)
        assert (result.code, result.err) == (0, "")
        return [one.removeprefix("plain,") for one in result.out.split()]

    return ask


@pytest.mark.parametrize(
    ("line", "proposals"),
    [
        ("materialgen bu", ["build"]),
        ("materialgen build --pa", ["--participants", "--paper"]),
        ("materialgen build rene", ["dir,rene", "renewal"]),
        ("materialgen check rene", ["file,rene", "renewal"]),
        ("materialgen build ./f", ["dir,./f"]),
        ("materialgen build --lang ", ["sv", "en"]),
        ("materialgen check renewal --lang e", ["en"]),
        ("materialgen build --only vo", ["vote"]),
        ("materialgen build renewal --only over", ["overview"]),
        ("materialgen build --only vote,ch", ["vote,chart"]),
        ("materialgen build --only vote,vo", []),
        ("materialgen build nonsense --only ", []),
        ("materialgen bild x", []),
    ],
)
def test_what_is_proposed(proposed: Callable[[str], list[str]], line: str, proposals: list[str]) -> None:
    """Names of the kit that is named, or of the default one; nothing, and no complaint, where something is wrong."""
    assert proposed(line) == proposals


def test_every_built_in_kit_is_proposed(proposed: Callable[[str], list[str]]) -> None:
    """Without a letter all kits are, for each command that takes one."""
    for command in ("build", "plan", "lint", "list", "check"):
        assert proposed(f"materialgen {command} ")[1:] == list(builtin_kits())


def test_the_sheets_of_a_kits_folder_are_proposed(
    proposed: Callable[[str], list[str]], run: Callable[..., Result], empty: Path
) -> None:
    """A kit of one's own has its own sheets; one that is broken has none."""
    assert run("new", "demo").code == 0
    assert proposed("materialgen build ./demo --only p") == ["print-list", "parking"]
    (empty / "demo" / "kit.yaml").write_text("a: [\n", encoding="utf-8")
    assert proposed("materialgen build ./demo --only p") == []


def test_bash_takes_the_script(empty: Path, tmp_path: Path) -> None:
    """The script of the README, in a real bash: one tab after `materialgen bui`."""
    bash = (sys.platform != "win32" and shutil.which("bash")) or without("bash is not installed")
    command = tmp_path / "bin" / "materialgen"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -c "{PROGRAM}" "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    line = 'eval "$(_MATERIALGEN_COMPLETE=bash_source materialgen)"'
    assert f"`{line}`" in (ROOT / "README.md").read_text(encoding="utf-8")
    script = (
        f"{line}\n"
        "COMP_WORDS=(materialgen bui); COMP_CWORD=1; COMP_LINE='materialgen bui'\n"
        "_materialgen_completion materialgen\n"
        'printf "%s\\n" "${COMPREPLY[@]}"\n'
    )
    surroundings = environment()
    surroundings["PATH"] = f"{command.parent}:{surroundings['PATH']}"
    done = subprocess.run(
        [bash, "--norc", "-c", script], cwd=empty, env=surroundings, capture_output=True, check=False, timeout=60
    )
    assert (done.returncode, done.stdout.decode()) == (0, "build\n"), done.stderr.decode()
