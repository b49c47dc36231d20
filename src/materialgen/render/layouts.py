"""Finding and loading layouts: a folder of the user's first, then the built-in ones, by the same loader.

A layout is a module, or a folder of modules with an ``__init__.py``. Any other folder is none: it may hold what its
owner likes.
"""

from __future__ import annotations

import hashlib
import importlib
import importlib.util
import os
import re
import sys
import traceback
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from materialgen import resources
from materialgen.layout import Layout
from materialgen.problems import Problem, ProblemsFoundError, Where
from materialgen.reads import listed, note

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from materialgen.kit.schema import SheetSchema

V = TypeVar("V")


START = "__init__.py"
"""The module with which a layout that is a folder begins."""
_loaded: dict[Path, Layout] = {}
"""The layouts of this process by path."""


def layout_files(folders: Sequence[Path] = ()) -> dict[str, Path]:
    """Return the layouts by name, each a module or a folder of modules; the user's own come before the built-in ones.

    Args:
        folders: The user's own folders, the first winning.

    Raises:
        ProblemsFoundError: A folder has both a module and a folder of one name.
    """
    files: dict[str, Path] = {}
    problems: list[Problem] = []
    for folder in (*folders, resources.builtin_folder("layouts")):
        ours: dict[str, Path] = {}
        for path in filter(_is_layout, listed(folder, "[!_.]*")):
            other = ours.setdefault(path.stem, path)
            if other != path:
                message = f"the layout '{path.stem}' is there twice, as a folder and as a file"
                problems.append(Problem("broken-layout", message, Where(str(path)), f"remove it or '{other.name}'"))
        for name, path in ours.items():
            files.setdefault(name, path)
    if problems:
        raise ProblemsFoundError(problems)
    return files


def _is_layout(path: Path) -> bool:
    """Tell a layout from helpers, caches, and folders that are no layout since nothing begins them."""
    if path.name.startswith(("_", ".")):
        return False
    return path.suffix == ".py" if path.is_file() else "." not in path.name and (path / START).is_file()


def load_layout(path: Path) -> Layout:
    """Load one layout; in one process, the same content is loaded once.

    Args:
        path: Its module, or its folder, whose modules import each other relatively.

    Raises:
        ProblemsFoundError: A module cannot be run, or the layout offers no ``LAYOUT`` of its own name.
    """
    modules = listed(path, "**/*.py") if path.is_dir() else [path]
    source = _digest(modules)
    known = _loaded.get(path)
    if known is not None and known.source == source:
        return known
    if known is not None:  # Python takes a module for unchanged if its size is, and its time in whole seconds
        for one in modules:
            Path(importlib.util.cache_from_source(str(one))).unlink(missing_ok=True)
    _loaded[path] = replace(_load(path), source=source)
    return _loaded[path]


def _load(path: Path) -> Layout:
    start = path / START if path.is_dir() else path
    name = f"materialgen_layout_{_identifier(path)}"
    _forget(name)
    importlib.invalidate_caches()
    inside = [str(path.resolve())] if path.is_dir() else None
    spec = importlib.util.spec_from_file_location(name, start.resolve(), submodule_search_locations=inside)
    if spec is None or spec.loader is None:  # pragma: no cover - a .py file always has a loader
        raise ProblemsFoundError([Problem("broken-layout", "not a Python module", Where(str(start)))])
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except Exception as error:  # noqa: BLE001 - a user's layout may raise anything
        _forget(name)
        message = f"the layout cannot be loaded: {type(error).__name__}: {error}"
        raise ProblemsFoundError([Problem("broken-layout", message, _place(error, path))]) from None
    layout = getattr(module, "LAYOUT", None)
    if not isinstance(layout, Layout) or layout.name != path.stem:
        _forget(name)
        message = f"the module offers no LAYOUT with the name '{path.stem}'"
        raise ProblemsFoundError([Problem("broken-layout", message, Where(str(start)))])
    return layout


def _digest(modules: Iterable[Path]) -> str:
    """Return what tells the content of modules from others."""
    digest = hashlib.sha256()
    for one in modules:
        digest.update(note(one).read_bytes())
    return digest.hexdigest()[:16]


def _identifier(path: Path) -> str:
    """Return what no other layout's modules are called: layouts of one name may come from several folders."""
    digest = hashlib.sha256(os.fsencode(path.resolve())).hexdigest()
    return re.sub(r"\W", "_", path.stem) + "_" + digest[:12]


def _forget(name: str) -> None:
    """Let go of a layout's modules, so that the next load reads all of its files."""
    for one in [one for one in sys.modules if one == name or one.startswith(f"{name}.")]:
        del sys.modules[one]


def _place(error: Exception, path: Path) -> Where:
    """Return where in the layout's own files an error arose: where Python stumbled, or the last line that it ran."""
    frames = [(one.filename, one.lineno or 0) for one in traceback.extract_tb(error.__traceback__)]
    stumbled = [(error.filename, error.lineno or 0)] if isinstance(error, SyntaxError) and error.filename else []
    root = path.resolve()
    for file, line in (*stumbled, *reversed(frames)):
        found = Path(file)
        if found == root:
            return Where(str(path), line)
        if found.is_relative_to(root):
            return Where(str(path / found.relative_to(root)), line)
    return Where(str(path / START if path.is_dir() else path))


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
