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
TABLE = {"empty-value", "html-entity", "wrong-type", "wrong-form", "wrong-value"}
"""Codes that stand for pydantic's kinds of errors, in a table."""


AT = {"Problem": 0, "found": 1, "Fault": 0, "UnfitLogoError": 0}
"""Which argument of a call is a code."""


def codes_in(source: str) -> set[str]:
    """Return the codes, where they are plain strings, in all calls of a module that make a problem."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    at = [(call.args, AT.get(getattr(call.func, "id", getattr(call.func, "attr", "")))) for call in calls]
    named = [arguments[index] for arguments, index in at if index is not None and len(arguments) > index]
    return {one.value for one in named if isinstance(one, ast.Constant) and isinstance(one.value, str)}


def documented() -> set[str]:
    """Return the codes in the first column of the tables of docs/problems.md."""
    text = (ROOT / "docs" / "problems.md").read_text(encoding="utf-8")
    cells = [line.split("|")[1] for line in text.splitlines() if line.startswith("| `")]
    return {code for cell in cells for code in re.findall(r"`([a-z0-9-]+)`", cell)}


def sources() -> list[Path]:
    """Return all modules of the package and all layouts."""
    return [*(ROOT / "src").rglob("*.py"), *(ROOT / "layouts").rglob("*.py")]


def test_codes_are_found_in_source() -> None:
    """The control: a call with a code is found, whatever its other arguments."""
    source = (
        'x = Problem("some-code", f"a {b}", None)\nproblems.Problem("other-code", "c")\nfound(built, "third-code", x)'
    )
    assert codes_in(source) == {"some-code", "other-code", "third-code"}


def test_every_code_is_documented_and_no_other() -> None:
    """docs/problems.md names the codes of the source, and none that is gone."""
    used = set().union(*(codes_in(path.read_text(encoding="utf-8")) for path in sources()))
    assert used | FORMED | TABLE == documented()
