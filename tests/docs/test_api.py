"""What docs/layout.md promises to those who write layouts is there, and it is what the built-in layouts live on."""

from __future__ import annotations

import ast
import inspect
import re
from importlib import import_module
from typing import TYPE_CHECKING

import pytest

from materialgen.draw import Document, Page
from materialgen.geometry import A4
from materialgen.layout import Job
from materialgen.look.anatomy import Sheet, area
from materialgen.look.colour import Tones
from materialgen.look.column import tip
from tests.helpers import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

TEXT = (ROOT / "docs" / "layout.md").read_text(encoding="utf-8")
NAME = re.compile(r"`(\w+)[`(]")
CALL = re.compile(r"`(\w+)\(([^)`]*)\)`")


def rows(title: str) -> list[list[str]]:
    """Return the cells of a table that begins with a title, line by line."""
    _, _, rest = TEXT.partition(f"| {title} | ")
    return [line.strip("| ").split(" | ") for line in rest.partition("\n\n")[0].splitlines()[2:]]


def promised() -> dict[str, set[str]]:
    """Return the names that are promised, by module."""
    return {module.strip("`"): set(NAME.findall(names)) for module, names in rows("module")}


def not_promised() -> set[str]:
    """Return the modules that built-in layouts use although they are not promised."""
    sentence = re.search(r"use `materialgen\.plan`,.*?use what is not promised", TEXT, re.DOTALL)
    assert sentence
    return {f"materialgen.{one.removeprefix('materialgen.')}" for one in re.findall(r"`([\w.]+)`", sentence[0])}


def imported(source: str) -> set[tuple[str, str]]:
    """Return what a module imports from the package: pairs of a module and a name."""
    found = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.ImportFrom)]
    pairs = [(node.module or "", one.name) for node in found for one in node.names]
    return {(module, name) for module, name in pairs if module.startswith("materialgen")}


def unknown(source: str) -> set[tuple[str, str]]:
    """Return what a module imports from the package that is neither promised nor told apart."""
    modules, others = promised(), not_promised()
    return {
        (module, name)
        for module, name in imported(source)
        if name not in modules.get(module, ())
        and f"{module}.{name}" not in modules.keys() | others
        and not any(f"{module}.".startswith(f"{other}.") for other in others)
    }


def test_every_promised_name_is_there() -> None:
    """Each module can be imported, and has each name."""
    for module, names in promised().items():
        assert names
        assert {one for one in names if not hasattr(import_module(module), one)} == set()


@pytest.mark.parametrize(
    ("title", "thing", "least"),
    [
        ("of a `Page`", Page(Document("a", "b", "en"), A4), 6),
        ("of a `Box`", A4.box, 6),
        ("of a `Job`", Job, 6),
        ("of a `Sheet`", Sheet, 5),
        ("of `Tones`", Tones, 3),
    ],
)
def test_every_promised_method_is_there(title: str, thing: object, least: int) -> None:
    """The tables of methods tell no fairy tales."""
    names = {name for cells in rows(title) for name in NAME.findall(cells[0])}
    assert len(names) >= least
    assert {one for one in names if not hasattr(thing, one)} == set()


def arguments(function: Callable[..., object]) -> str:
    """Return how a table writes a function's arguments: those with a default end with an equals sign."""
    parameters = inspect.signature(function).parameters.values()
    return ", ".join(one.name if one.default is one.empty else f"{one.name}=" for one in parameters)


@pytest.mark.parametrize("name", ["look.anatomy", "look.column", "look.signs"])
def test_the_functions_of_a_module_are_told_with_their_arguments(name: str) -> None:
    """Each promised function stands in the module's table, and takes what stands there."""
    module = import_module(f"materialgen.{name}")
    told = {call for cells in rows(f"of `{name}`") for call in CALL.findall(cells[0])}
    there = {one: getattr(module, one) for one in promised()[f"materialgen.{name}"]}
    assert told == {(one, arguments(value)) for one, value in there.items() if inspect.isfunction(value)}
    assert len(told) >= 4


def test_control_an_argument_that_is_not_there_is_found() -> None:
    """The control: how a function is written, in the order of its arguments."""
    assert arguments(tip) == "sheet, advice, column"
    assert arguments(area) == "page, box, title, tones, fill="


def test_the_built_in_layouts_use_what_is_promised() -> None:
    """A layout can be written as the built-in ones are; the exceptions are named."""
    for path in sorted((ROOT / "layouts").rglob("*.py")):
        assert unknown(path.read_text(encoding="utf-8")) == set(), path.name


def test_control_an_unpromised_import_is_found() -> None:
    """The control: a name that is promised, one that is not, and one of a module that is told apart."""
    source = "from materialgen.draw import Page, audit\nfrom materialgen.plan.bill import Bill\nfrom os import path\n"
    assert unknown(source) == {("materialgen.draw", "audit")}
