"""The command itself: version, help, what is listed, and what it does without."""

from __future__ import annotations

import importlib.metadata
import re
from typing import TYPE_CHECKING

import pytest

import materialgen
from tests.helpers import LAYOUTS, edit, python

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.helpers import Result

HEAVY = {"pydantic", "pydantic_core", "reportlab", "uharfbuzz", "yaml", "PIL", "pyphen"}


NETWORK = {"asyncio", "http", "socketserver", "ssl"}
"""What speaks to others; a build speaks to nobody."""
CHECKERS = {"pypdf", "pypdfium2", "pypdfium2_raw", "materialgen.check", "materialgen.cli.check"}
"""What reads finished files back; a build must not need it."""


def imported(*arguments: str, cwd: Path) -> set[str]:
    """Return the modules that a command imports, in its own process, each with the packages that hold it."""
    program = (
        "import atexit, sys; atexit.register(lambda: print('imported:', *sys.modules, file=sys.stderr)); "
        "from materialgen.cli import main; main()"
    )
    done = python("-c", program, *arguments, cwd=cwd)
    assert done.code == 0, done.err
    names = done.err.rpartition("imported:")[2].split()
    return {name.rsplit(".", parts)[0] for name in names for parts in range(name.count(".") + 1)}


@pytest.mark.parametrize("arguments", [["--version"], ["--help"]])
def test_a_light_command_imports_nothing_heavy(empty: Path, arguments: list[str]) -> None:
    """Version and help are shown before YAML, validation, fonts or the PDF writer are touched."""
    modules = imported(*arguments, cwd=empty)
    assert "click" in modules
    assert modules & HEAVY == set()


def test_a_build_imports_what_it_needs_and_no_checker(empty: Path, tiny_kit: Path) -> None:
    """The control: a build needs the heavy modules; what only checks, of the package or from elsewhere, is left out."""
    modules = imported("build", str(tiny_kit), "--layouts", str(LAYOUTS), cwd=empty)
    assert {"pydantic", "reportlab", "uharfbuzz", "yaml"} <= modules
    assert modules & (CHECKERS | NETWORK | {"fontTools", "hypothesis", "multiprocessing", "pytest"}) == set()


def test_an_unchanged_build_ends_before_anything_heavy_is_imported(empty: Path, tiny_kit: Path) -> None:
    """Nothing is read but what was remembered; an edit brings the heavy modules back."""
    asked = ("build", str(tiny_kit), "--layouts", str(LAYOUTS))
    assert imported(*asked, cwd=empty) >= {"pydantic", "reportlab"}
    assert imported(*asked, cwd=empty) & (HEAVY | NETWORK) == set()
    edit(tiny_kit / "sv" / "sheets" / "first.yaml", "Sheet first body", "Another body")
    assert imported(*asked, cwd=empty) >= {"pydantic", "reportlab"}


def test_control_a_check_imports_the_checkers(empty: Path, tiny_kit: Path) -> None:
    """The control: what a build leaves out is found by the same means in a check."""
    modules = imported("check", str(tiny_kit), "--layouts", str(LAYOUTS), "--fast", cwd=empty)
    assert modules >= CHECKERS | {"materialgen.check.reading"}


def test_the_version_is_that_of_the_package(run: Callable[..., Result]) -> None:
    """One line with name and version, by either option."""
    for option in ("--version", "-V"):
        result = run(option)
        assert (result.code, result.out, result.err) == (0, f"materialgen {materialgen.__version__}\n", "")


def test_the_version_is_a_version() -> None:
    """The version has three numbers, and an installed package has the same."""
    assert re.fullmatch(r"\d+\.\d+\.\d+", materialgen.__version__)
    try:
        installed = importlib.metadata.version("materialgen")
    except importlib.metadata.PackageNotFoundError:
        pytest.skip("the package is not installed")
    assert installed == materialgen.__version__


@pytest.mark.parametrize("arguments", [["--help"], ["-h"], ["build", "--help"], ["list", "-h"]])
def test_help_says_how_a_command_is_used(run: Callable[..., Result], arguments: list[str]) -> None:
    """Each command explains itself within the width of a terminal."""
    result = run(*arguments)
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("Usage: materialgen")
    assert all(len(line) <= 80 for line in result.out.splitlines())


def test_help_lists_every_command(run: Callable[..., Result]) -> None:
    """The list of commands is complete, each with a line of its own, and none is broken."""
    from materialgen.cli import _COMMANDS

    listed = dict(re.findall(r"^  ([a-z-]+)  +(\S.*)$", run("--help").out.partition("Commands:")[2], re.MULTILINE))
    assert set(listed) == set(_COMMANDS)
    for name in _COMMANDS:
        assert run(name, "--help").code == 0


def test_kits_are_listed(run: Callable[..., Result]) -> None:
    """Without a kit, the built-in kits are listed with edition and languages."""
    result = run("list")
    assert (result.code, result.err) == (0, "")
    assert re.search(r"^declaration \(edition \S+; languages: sv.*, the default kit\)$", result.out, re.MULTILINE)


def test_the_sheets_of_a_kit_are_listed(run: Callable[..., Result]) -> None:
    """With a kit, its sheets are listed by number, with the id that --only takes."""
    result = run("list", "declaration")
    assert (result.code, result.err) == (0, "")
    rows = re.findall(
        r"^(\d\d)  ([a-z-]+) +(\S.*) \((A[34])(, one for each of 5 principles)?\)$", result.out, re.MULTILINE
    )
    assert [int(row[0]) for row in rows] == list(range(12))
    assert [row[1] for row in rows if row[4]] == ["assess", "cards"]


def test_an_unknown_kit_is_refused(run: Callable[..., Result]) -> None:
    """Listing a kit that does not exist ends with status 2 and the choices."""
    result = run("list", "declaratoin")
    assert result.code == 2
    assert "did you mean 'declaration'" in result.err
