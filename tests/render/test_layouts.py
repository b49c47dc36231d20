"""Finding and loading layout modules."""

from __future__ import annotations

from pathlib import Path

import pytest

from materialgen import resources
from materialgen.kit.load import read_facts
from materialgen.render.layouts import layout_files, load_layout, load_layouts
from tests.helpers import LAYOUTS, problems_of

GOOD = (LAYOUTS / "summary.py").read_text(encoding="utf-8")


def write(folder: Path, name: str, text: str) -> Path:
    """Write a layout module."""
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}.py"
    path.write_text(text, encoding="utf-8")
    return path


def test_every_built_in_layout_loads_under_its_own_name() -> None:
    """The name of a layout is that of its module."""
    layouts = load_layouts()
    assert list(layouts) == sorted(path.stem for path in resources.builtin_folder("layouts").glob("[!_]*.py"))
    assert all(layout.name == name for name, layout in layouts.items())


def test_the_built_in_kits_use_every_built_in_layout() -> None:
    """No layout is left that nothing is drawn with, and each sheet's paper is one that its layout can be drawn on."""
    folders = [path.parent for path in resources.builtin_folder("content").glob("*/kit.yaml")]
    sheets = [sheet for folder in folders for sheet in read_facts(folder)[0].sheets]
    layouts = load_layouts()
    assert {str(sheet.layout) for sheet in sheets} == set(layouts)
    assert [sheet.id for sheet in sheets if sheet.paper not in layouts[str(sheet.layout)].papers] == []


def test_a_users_layout_comes_before_the_built_in_one(tmp_path: Path) -> None:
    """The first folder that has a layout wins, and all others stay available."""
    first = write(tmp_path / "first", "chart", GOOD)
    write(tmp_path / "second", "chart", GOOD)
    other = write(tmp_path / "second", "other", GOOD)
    files = layout_files([tmp_path / "first", tmp_path / "second"])
    assert (files["chart"], files["other"]) == (first, other)
    assert set(layout_files()) < set(files)


def test_modules_with_an_underscore_are_no_layouts(tmp_path: Path) -> None:
    """A folder of layouts may hold helpers."""
    write(tmp_path, "_helpers", GOOD)
    write(tmp_path, "mine", GOOD)
    assert set(layout_files([tmp_path])) - set(layout_files()) == {"mine"}


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("def draw(:\n", 1, "the layout cannot be loaded: SyntaxError: "),
        ("\n\nimport nothing_of_that_name\n", 3, "the layout cannot be loaded: ModuleNotFoundError: "),
        ("x = 1\n1 / 0\n", 2, "the layout cannot be loaded: ZeroDivisionError: division by zero"),
        ("x = 1\n", 0, "the module offers no LAYOUT with the name 'mine'"),
        ("LAYOUT = 'mine'\n", 0, "the module offers no LAYOUT with the name 'mine'"),
        (GOOD, 0, "the module offers no LAYOUT with the name 'mine'"),
    ],
)
def test_a_broken_layout_is_a_located_problem(tmp_path: Path, text: str, line: int, message: str) -> None:
    """A layout that does not run, or offers nothing under its name, is told with file and line."""
    path = write(tmp_path, "mine", text)
    (problem,) = problems_of(lambda: load_layout(path))
    assert problem.code == "broken-layout"
    assert problem.message.startswith(message)
    assert problem.where is not None
    assert (problem.where.file, problem.where.line) == (str(path), line)


def test_the_line_is_told_of_a_layout_in_a_folder_named_from_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A relative path is shown as it was given, with the line."""
    write(tmp_path / "own", "mine", "\nfrom materialgen.draw import Nothing\n")
    monkeypatch.chdir(tmp_path)
    (problem,) = problems_of(lambda: load_layout(Path("own/mine.py")))
    assert (str(problem.where), problem.message[:45]) == (
        "own/mine.py:2",
        "the layout cannot be loaded: ImportError: can",
    )


def test_every_broken_layout_is_told_at_once(tmp_path: Path) -> None:
    """Two broken layouts give two problems."""
    write(tmp_path, "one", "1 / 0\n")
    write(tmp_path, "two", "x = [\n")
    assert [one.code for one in problems_of(lambda: load_layouts([tmp_path]))] == ["broken-layout"] * 2


def test_a_sound_layout_of_ones_own_is_loaded(tmp_path: Path) -> None:
    """The control: a renamed copy of a sound layout loads."""
    path = write(tmp_path, "mine", GOOD.replace('"summary", (', '"mine", ('))
    assert load_layout(path).name == "mine"
