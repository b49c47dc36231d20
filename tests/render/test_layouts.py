"""Finding and loading layout modules."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from materialgen import resources
from materialgen.kit.load import read_facts
from materialgen.render.layouts import layout_files, load_layout, load_layouts
from tests.helpers import LAYOUTS, problems_of

if TYPE_CHECKING:
    from materialgen.problems import Problem

GOOD = (LAYOUTS / "summary.py").read_text(encoding="utf-8")


def write(folder: Path, name: str, text: str) -> Path:
    """Write a layout module."""
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}.py"
    path.write_text(text, encoding="utf-8")
    return path


def write_folder(folder: Path, name: str, **modules: str) -> Path:
    """Write a layout that is a folder of modules; ``init`` is the one that begins it."""
    path = folder / name
    path.mkdir(parents=True, exist_ok=True)
    for module, text in modules.items():
        stem = "__init__" if module == "init" else module
        (path / f"{stem}.py").write_text(text, encoding="utf-8")
    return path


def layout_with(drawing: str, name: str = "mine") -> str:
    """Return a sound layout that takes what it draws with from a module beside it."""
    return GOOD.replace("\n\ndef draw(", f"\n{drawing}\n\n\ndef draw(", 1).replace('"summary", (', f'"{name}", (')


def the_problem(path: Path) -> Problem:
    """Return the one problem of loading a layout."""
    (problem,) = problems_of(lambda: load_layout(path))
    assert problem.code == "broken-layout"
    return problem


def test_every_built_in_layout_loads_under_its_own_name() -> None:
    """The name of a layout is that of its module."""
    layouts = load_layouts()
    ours = [path.stem for path in resources.builtin_folder("layouts").iterdir() if not path.name.startswith("_")]
    assert list(layouts) == sorted(ours)
    assert {"assessment", "guide"} <= set(ours)  # a module, and a folder
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


def test_every_broken_layout_is_told_at_once(tmp_path: Path) -> None:
    """Two broken layouts give two problems."""
    write(tmp_path, "one", "1 / 0\n")
    write(tmp_path, "two", "x = [\n")
    assert [one.code for one in problems_of(lambda: load_layouts([tmp_path]))] == ["broken-layout"] * 2


def test_a_sound_layout_of_ones_own_is_loaded(tmp_path: Path) -> None:
    """The control: a renamed copy of a sound layout loads."""
    path = write(tmp_path, "mine", GOOD.replace('"summary", (', '"mine", ('))
    assert load_layout(path).name == "mine"


# --- layouts that are folders ------------------------------------------------------------------------------------


def test_a_folder_of_modules_is_a_layout(tmp_path: Path) -> None:
    """Its modules import each other relatively, and it is found beside layouts that are one module."""
    path = write_folder(tmp_path, "mine", init=layout_with("from .sizes import LARGE"), sizes="LARGE = 30\n")
    write(tmp_path, "other", GOOD)
    assert load_layout(path).name == "mine"
    assert set(layout_files([tmp_path])) - set(layout_files()) == {"mine", "other"}


def test_a_folder_that_nothing_begins_is_no_layout(tmp_path: Path) -> None:
    """A folder of layouts may hold pictures, tests and what else its owner likes."""
    write_folder(tmp_path, "pictures", sizes="1 / 0\n")
    write_folder(tmp_path, "_helpers", init=GOOD)
    write_folder(tmp_path, ".hidden", init=GOOD)
    write_folder(tmp_path, "old.backup", init=GOOD)
    (tmp_path / "notes.txt").touch()
    assert layout_files([tmp_path]) == layout_files()
    write_folder(tmp_path, "pictures", init=GOOD)  # the control
    assert set(layout_files([tmp_path])) - set(layout_files()) == {"pictures"}


def test_a_users_module_comes_before_a_built_in_folder_and_the_other_way(tmp_path: Path) -> None:
    """Whose layout it is decides, and not whether it is a module or a folder."""
    module, folder = write(tmp_path, "guide", GOOD), write_folder(tmp_path, "chart", init=GOOD)
    files = layout_files([tmp_path])
    assert (files["guide"], files["chart"]) == (module, folder)


def test_a_module_and_a_folder_of_one_name_are_a_problem(tmp_path: Path) -> None:
    """Which of them is meant cannot be told, so both are named; in two folders the first wins."""
    write(tmp_path / "first", "mine", GOOD)
    doubled = write_folder(tmp_path / "first", "mine", init=GOOD)
    write_folder(tmp_path / "second", "mine", init=GOOD)
    (problem,) = problems_of(lambda: load_layouts([tmp_path / "second", tmp_path / "first"]))
    assert (problem.code, problem.where and problem.where.file) in {
        ("broken-layout", str(doubled)),
        ("broken-layout", str(doubled.with_suffix(".py"))),
    }
    assert "'mine' is there twice, as a folder and as a file" in problem.message
    doubled.with_suffix(".py").unlink()
    assert layout_files([tmp_path / "second", tmp_path / "first"])["mine"] == tmp_path / "second" / "mine"


@pytest.mark.parametrize(
    ("start", "beside", "file", "line", "message"),
    [
        ("from .sizes import X\n", "\nX = 1 / 0\n", "sizes.py", 2, "ZeroDivisionError: division by zero"),
        ("from .sizes import X\n", "X = 1\n\ndef (\n", "sizes.py", 3, "SyntaxError: "),
        ("\n\nfrom .sizes import X\n", "Y = 1\n", "__init__.py", 3, "ImportError: cannot import name 'X'"),
        ("\nfrom .size import X\n", "X = 1\n", "__init__.py", 2, "ModuleNotFoundError: "),
        ("from .sizes import X\nX()\n", "def X():\n    import json\n    json.loads('[')\n", "sizes.py", 3, ""),
        ("import ast\n\nast.parse('(')\n", "", "__init__.py", 3, "SyntaxError: "),
    ],
)
def test_a_broken_module_of_a_folder_is_located(
    tmp_path: Path, start: str, beside: str, file: str, line: int, message: str
) -> None:
    """The problem names the file that is wrong, whichever of the folder it is."""
    path = write_folder(tmp_path, "mine", init=start, sizes=beside)
    problem = the_problem(path)
    assert problem.message.startswith(f"the layout cannot be loaded: {message}")
    assert problem.where is not None
    assert (problem.where.file, problem.where.line) == (str(path / file), line)


def test_a_folder_without_a_layout_is_a_located_problem(tmp_path: Path) -> None:
    """A folder that offers nothing under its name is told with the file that should."""
    path = write_folder(tmp_path, "mine", init="from .sizes import X\n", sizes="X = 1\n")
    problem = the_problem(path)
    assert problem.message == "the module offers no LAYOUT with the name 'mine'"
    assert problem.where is not None
    assert problem.where.file == str(path / "__init__.py")


def test_a_relative_folder_is_named_as_it_was_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The user sees the path that was typed, with the line, whatever the module system makes of it."""
    write_folder(tmp_path, "mine", init="from .sizes import X\n", sizes="1 / 0\n")
    write(tmp_path, "one", "\n1 / 0\n")
    monkeypatch.chdir(tmp_path)
    places = [the_problem(Path(name)).where for name in ("mine", "one.py")]
    assert [str(one) for one in places] == [f"{Path('mine', 'sizes.py')}:1", "one.py:2"]


def test_folders_of_one_name_do_not_share_their_modules(tmp_path: Path) -> None:
    """Two layouts of one name, of which each has a module ``sizes``, keep their own, also when they are used later."""
    later = "def _later():\n    from .sizes import X\n    return X"
    made = [
        load_layout(write_folder(tmp_path / name, "mine", init=layout_with(later), sizes=f"X = {name!r}\n"))
        for name in ("first", "second")
    ]
    assert [one.draw.__globals__["_later"]() for one in made] == ["first", "second"]


def test_a_mended_module_of_a_folder_is_read_again(tmp_path: Path) -> None:
    """Loading a layout anew reads all of its files: after a mistake, and after a change beside a sound start."""
    start = layout_with("from .sizes import LARGE")
    path = write_folder(tmp_path, "mine", init=start, sizes="1 / 0\n")
    assert the_problem(path).message.endswith("division by zero")
    write_folder(tmp_path, "mine", init=start, sizes="LARGE = 30\n")
    assert load_layout(path).draw.__globals__["LARGE"] == 30
    write_folder(tmp_path, "mine", sizes="LARGE = 3000\n")
    assert load_layout(path).draw.__globals__["LARGE"] == 3000
