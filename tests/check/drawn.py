"""What checks look at: small documents drawn for a test in the place of a tiny kit's, and the whole built-in kit."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from materialgen.check.built import Built, read_built
from materialgen.check.reading import ReadFile
from materialgen.draw import Document
from materialgen.geometry import A4
from materialgen.kit.find import DEFAULT_KIT, find_kit
from materialgen.kit.labels import find_product
from materialgen.kit.load import load_kit
from materialgen.plan import Dots, Plan, make_plan
from materialgen.render.layouts import load_layout, load_layouts
from materialgen.render.render import draw_kit
from tests.helpers import LAYOUTS
from tests.tiny import write_kit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from materialgen.check.finding import Finding
    from materialgen.draw import Page
    from materialgen.geometry import Paper

    Check = Callable[[Built], Iterable[Finding]]


@cache
def _tiny_plan() -> Plan:
    layouts = [load_layout(path) for path in sorted(LAYOUTS.glob("*.py"))]
    with tempfile.TemporaryDirectory() as folder:
        kit = load_kit(write_kit(Path(folder)), "en", {one.name: one.schema for one in layouts})
    return make_plan(kit, Dots(find_product(None)))


def document(*draw: Callable[[Page], object], paper: Paper = A4) -> bytes:
    """Return a file with a page for each function that draws one."""
    made = Document("Title", "Subject", "en")
    for one in draw:
        one(made.page(paper))
    assert made.problems == []
    return made.to_bytes()


def of_principle(number: int | None) -> str:
    """Return the name of the tiny kit's first file that is made for a principle, or for none."""
    wanted = (one for one in _tiny_plan().documents if (one.principle and one.principle.number) == number)
    return next(wanted).file_name


def built(*files: bytes, principle: int | None = None) -> Built:
    """Return files in the place of the tiny kit's; the first is the one of a principle, or of none."""
    first = of_principle(principle)
    names = [first, *(one.file_name for one in _tiny_plan().documents if one.file_name != first)]
    read = {name: ReadFile.of_bytes(name, data) for name, data in zip(names, files, strict=False)}
    return Built(_tiny_plan(), Path("out"), read, {}, {})


def told(check: Check, kit: Built) -> list[tuple[int, str, str]]:
    """Return page, code and message of each finding; each must have a hint."""
    findings = list(check(kit))
    assert all(one.problem.hint for one in findings)
    return [(one.page, one.problem.code, one.problem.message) for one in findings]


def codes(check: Check, kit: Built) -> list[tuple[int, str]]:
    """Return page and code of each finding."""
    return [(page, code) for page, code, _ in told(check, kit)]


@cache
def whole(folder: Path, language: str) -> Built:
    """Return the built-in kit as it was built."""
    layouts = load_layouts()
    kit = load_kit(find_kit(DEFAULT_KIT), language, {name: one.schema for name, one in layouts.items()})
    plan = make_plan(kit, Dots(find_product(None)))
    return read_built(plan, folder / language, draw_kit(plan, layouts))


def with_file(kit: Built, name: str, data: bytes) -> Built:
    """Return a kit of which one file has other bytes, and only that file is to be checked."""
    return replace(kit, files={name: ReadFile.of_bytes(name, data)}, broken={}, chosen=frozenset({name}))
