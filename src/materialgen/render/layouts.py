"""Finding and loading layout modules: a folder of the user's first, then the built-in ones, by the same loader."""

from __future__ import annotations

import importlib.util
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from materialgen import resources
from materialgen.layout import Layout
from materialgen.problems import Problem, ProblemsFoundError, Where
from materialgen.reads import listed, note

if TYPE_CHECKING:
    from collections.abc import Sequence


def layout_files(folders: Sequence[Path] = ()) -> dict[str, Path]:
    """Return the layout modules by name; the user's own folders come before the built-in one.

    Args:
        folders: The user's own folders, the first winning.
    """
    files: dict[str, Path] = {}
    for folder in (*folders, resources.builtin_folder("layouts")):
        for path in listed(folder, "*.py"):
            if not path.name.startswith("_"):
                files.setdefault(path.stem, path)
    return files


def load_layout(path: Path) -> Layout:
    """Load one layout module.

    Raises:
        ProblemsFoundError: The module cannot be run or offers no ``LAYOUT`` of its own name.
    """
    name = f"materialgen_layout_{path.stem}"
    spec = importlib.util.spec_from_file_location(name, note(path))
    if spec is None or spec.loader is None:  # pragma: no cover - a .py file always has a loader
        raise ProblemsFoundError([Problem("broken-layout", "not a Python module", Where(str(path)))])
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except Exception as error:  # noqa: BLE001 - a user's layout may raise anything
        frames = [one for one in traceback.extract_tb(error.__traceback__) if Path(one.filename) == path]
        line = frames[-1].lineno or 0 if frames else getattr(error, "lineno", 0) or 0
        message = f"the layout cannot be loaded: {type(error).__name__}: {error}"
        raise ProblemsFoundError([Problem("broken-layout", message, Where(str(path), line))]) from None
    layout = getattr(module, "LAYOUT", None)
    if not isinstance(layout, Layout) or layout.name != path.stem:
        message = f"the module offers no LAYOUT with the name '{path.stem}'"
        raise ProblemsFoundError([Problem("broken-layout", message, Where(str(path)))])
    return layout


def load_layouts(folders: Sequence[Path] = ()) -> dict[str, Layout]:
    """Load every layout; raises ``ProblemsFoundError`` with what is wrong in any of them."""
    problems: list[Problem] = []
    layouts = {}
    for name, path in layout_files(folders).items():
        try:
            layouts[name] = load_layout(path)
        except ProblemsFoundError as error:
            problems += error.problems
    if problems:
        raise ProblemsFoundError(problems)
    return layouts
