"""What the tests of single built-in kits share: a copy to change, one sheet of it built, or refused."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from materialgen.kit.find import find_kit
from tests.pdf import Pdf

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.helpers import Result

    Run = Callable[..., Result]


def copy_of(name: str, folder: Path) -> Path:
    """Return a copy of a built-in kit that may be changed."""
    return shutil.copytree(find_kit(name), folder / name)


def built_all(run: Run, kit: Path, sheet: str, *options: str) -> list[Pdf]:
    """Return the files of a sheet, built in English."""
    out = kit.parent / "out"
    result = run("build", kit, "--lang", "en", "--only", sheet, "--out", out, *options)
    assert result.code == 0, result.err
    return [Pdf.of(path) for path in sorted(out.glob("*.pdf"))]


def built(run: Run, kit: Path, sheet: str, *options: str) -> Pdf:
    """Return the one file of a sheet, built in English."""
    (pdf,) = built_all(run, kit, sheet, *options)
    return pdf


def refused(run: Run, kit: Path, sheet: str) -> str:
    """Return the one problem of a sheet that cannot be built."""
    result = run("build", kit, "--lang", "en", "--only", sheet, "--out", kit.parent / "out")
    assert result.code == 1
    (problem,) = result.problems
    return problem
