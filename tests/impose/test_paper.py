"""The flag ``--paper A4`` in the commands that plan, build and check."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.helpers import LAYOUTS, Result

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def test_a_kit_is_planned_built_and_checked_on_a4(run: Callable[..., Result], tiny_kit: Path, empty: Path) -> None:
    """One bundle holds everything; what was built for A4 is sound for A4, and not for the papers of the kit."""
    kit = (tiny_kit, "--layouts", LAYOUTS)
    built = run("build", *kit, "--paper", "A4", "--out", "out")
    assert (built.code, built.err) == (0, "")
    names = sorted(path.name for path in (empty / "out").iterdir())
    assert "01-sheet-each-name-p1-a4.pdf" in names
    assert [name for name in names if name.startswith("print-")] == ["print-a4.pdf"]
    assert "print-a4.pdf (15 sides)" in built.out
    planned = run("plan", *kit, "--paper", "A4", "--format", "json")
    assert planned.code == 0
    assert "A3" not in json.dumps(json.loads(planned.out))
    assert run("check", *kit, "--paper", "A4", "--out", "out", "--fast").code == 0
    assert "missing-pdf" in run("check", *kit, "--out", "out", "--fast").err


@pytest.mark.parametrize("paper", ["A3", "A5"])
def test_another_paper_is_a_wrong_command(run: Callable[..., Result], tiny_kit: Path, paper: str) -> None:
    """Nothing else can be chosen: the kit names its papers itself."""
    result = run("build", tiny_kit, "--layouts", LAYOUTS, "--paper", paper)
    assert result.code == 2
    assert "'A4'" in result.err
