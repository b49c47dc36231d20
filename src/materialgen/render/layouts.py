"""Finding and loading layout modules: a folder of the user's first, then the built-in ones, by the same loader."""

from __future__ import annotations

import importlib.util
import sys
import traceback
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from materialgen import resources
from materialgen.layout import Layout
from materialgen.problems import Problem, ProblemsFoundError, Where
from materialgen.reads import listed, look, note

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from materialgen.kit.schema import SheetSchema

V = TypeVar("V")


_loaded: dict[Path, tuple[str | None, Layout]] = {}
"""By path: what tells the content that was loaded from another, and the layout."""


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
    """Load one layout module; in one process, the same content is loaded once.

    Raises:
        ProblemsFoundError: The module cannot be run or offers no ``LAYOUT`` of its own name.
    """
    digest = look(note(path), content=True).digest
    known = _loaded.get(path)
    if known is not None and known[0] == digest:
        return known[1]
    if known is not None:  # Python takes a module for unchanged if its size is, and its time in whole seconds
        Path(importlib.util.cache_from_source(str(path))).unlink(missing_ok=True)
    layout = replace(_load(path), source=(digest or "")[:16])
    _loaded[path] = (digest, layout)
    return layout


def _load(path: Path) -> Layout:
    name = f"materialgen_layout_{path.stem}"
    spec = importlib.util.spec_from_file_location(name, path)
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


class Lazy(Mapping[str, V]):
    """A mapping whose values are made when they are asked for."""

    def __init__(self, names: Collection[str], make: Callable[[str], V]) -> None:
        """Set the names, and what makes the value of each."""
        self._names = names
        self._make = make
        self._made: dict[str, V] = {}

    def __getitem__(self, name: str) -> V:
        if name not in self._names:
            raise KeyError(name)
        if name not in self._made:
            self._made[name] = self._make(name)
        return self._made[name]

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def find_layouts(folders: Sequence[Path] = (), names: Iterable[str] = ()) -> Mapping[str, Layout]:
    """Return every layout by name; each is loaded when it is asked for, so that what no kit uses costs nothing.

    Args:
        folders: The user's own folders, the first winning.
        names: Of layouts to load at once, if they exist.

    Raises:
        ProblemsFoundError: With what is wrong in any of these; later, what is wrong in one that is asked for.
    """
    files = layout_files(folders)
    layouts = Lazy(files, lambda name: load_layout(files[name]))
    problems: list[Problem] = []
    for name in names:
        try:
            layouts.get(name)
        except ProblemsFoundError as error:
            problems += error.problems
    if problems:
        raise ProblemsFoundError(problems)
    return layouts


def load_layouts(folders: Sequence[Path] = ()) -> Mapping[str, Layout]:
    """Load every layout; raises ``ProblemsFoundError`` with what is wrong in any of them."""
    return find_layouts(folders, layout_files(folders))


def schemas_of(layouts: Mapping[str, Layout]) -> Mapping[str, SheetSchema]:
    """Return what each layout lets a kit say; a layout is loaded when its schema is asked for."""
    return Lazy(layouts, lambda name: layouts[name].schema)
