"""Every code that the tool can print is documented, and no other."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from tests.helpers import ROOT

if TYPE_CHECKING:
    from pathlib import Path

FORMED = {"unknown-step", "unknown-layout"}
"""Codes that are put together at run time: ``unknown-`` and what is unknown."""
TABLE = {"empty-value", "wrong-type", "wrong-form", "wrong-value"}
"""Codes that stand for pydantic's kinds of errors, in a table."""


def codes_in(source: str) -> set[str]:
    """Return the first arguments, where they are plain strings, of all calls of ``Problem`` in a module."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call) and node.args]
    named = [call for call in calls if getattr(call.func, "id", getattr(call.func, "attr", "")) == "Problem"]
    return {
        call.args[0].value
        for call in named
        if isinstance(call.args[0], ast.Constant) and isinstance(call.args[0].value, str)
    }


def documented() -> set[str]:
    """Return the codes in the first column of the tables of docs/problems.md."""
    text = (ROOT / "docs" / "problems.md").read_text(encoding="utf-8")
    cells = [line.split("|")[1] for line in text.splitlines() if line.startswith("| `")]
    return {code for cell in cells for code in re.findall(r"`([a-z0-9-]+)`", cell)}


def sources() -> list[Path]:
    """Return all modules of the package and all layouts."""
    return [*(ROOT / "src").rglob("*.py"), *(ROOT / "layouts").glob("*.py")]


def test_codes_are_found_in_source() -> None:
    """The control: a call with a code is found, whatever its other arguments."""
    assert codes_in('x = Problem("some-code", f"a {b}", None)\nproblems.Problem("other-code", "c")') == {
        "some-code",
        "other-code",
    }


def test_every_code_is_documented_and_no_other() -> None:
    """docs/problems.md names the codes of the source, and none that is gone."""
    used = set().union(*(codes_in(path.read_text(encoding="utf-8")) for path in sources()))
    assert used | FORMED | TABLE == documented()
