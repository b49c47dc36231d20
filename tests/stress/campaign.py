"""Building a random kit and judging what came of it: clean files, or located problems and nothing changed."""

from __future__ import annotations

import tempfile
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from materialgen.check.positions import cuts
from materialgen.check.reading import read_pages
from materialgen.kit.labels import find_product
from materialgen.kit.load import load_kit
from materialgen.plan import Dots, Plan, make_plan
from materialgen.problems import Problem, ProblemsFoundError
from materialgen.render import manifest
from materialgen.render.layouts import load_layouts
from materialgen.render.state import FOLDER
from tests.helpers import render
from tests.stress.kits import Key, Recipe, Tree, make, replace, write
from tests.stress.readback import audit_folder

if TYPE_CHECKING:
    from collections.abc import Mapping

    from materialgen.layout import Layout

CODES = frozenset({"text-too-long", "word-too-wide", "missing-glyph", "unknown-place"})
"""The only problems that a text can be."""
OLD = b"an older file"


@cache
def layouts() -> Mapping[str, Layout]:
    """Return the built-in layouts."""
    return load_layouts()


def plan_of(folder: Path, recipe: Recipe) -> Plan:
    """Return the plan of a kit that has been written into a folder."""
    kit = load_kit(folder, None, {name: layout.schema for name, layout in layouts().items()})
    product = find_product(recipe.labels)
    return make_plan(kit, Dots(product, recipe.labels is not None, min(recipe.start_at, product.count)))


def build(folder: Path, recipe: Recipe, out: Path) -> tuple[Problem, ...]:
    """Build a kit that has been written into a folder; return the problems that stopped it."""
    plan = plan_of(folder, recipe)
    try:
        render(plan, layouts(), out)
    except ProblemsFoundError as error:
        return error.problems
    return ()


def attempt(recipe: Recipe) -> tuple[Problem, ...]:
    """Make a kit, build it over an older build, and check what must be true whatever is in it.

    Returns:
        The problems that stopped it; none if it was built.
    """
    with tempfile.TemporaryDirectory() as base:
        folder, out = Path(base) / "kit", Path(base) / "out"
        places = write(folder, make(recipe))
        plan = plan_of(folder, recipe)
        names = {one.file_name for one in plan.documents}
        out.mkdir()
        for name in names:
            (out / name).write_bytes(OLD)
        problems = build(folder, recipe, out)
        found = snapshot(out)
        if problems:
            assert found == dict.fromkeys(names, OLD), "a file was changed although there are problems"
            for problem in problems:
                check_located(problem, folder, places)
        else:
            assert found.keys() == names, "other files were written than planned"
            findings = audit_folder(out)
            assert not findings, "\n".join(findings)
            check_cuts(plan, out)
    return problems


def snapshot(folder: Path) -> dict[str, bytes]:
    """Return the content of each file in a folder, but for the manifest and what a build remembers."""
    names = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    ours = {FOLDER, manifest.NAME}
    return {name: path.read_bytes() for name, path in names.items() if ours.isdisjoint(path.parts)}


def check_located(problem: Problem, folder: Path, places: Mapping[tuple[str, int], Key]) -> Key:
    """Check that a problem is one of a text, and names where that text stands; return the text's place in the kit."""
    where = problem.where
    assert problem.code in CODES, problem
    assert where is not None, f"nowhere: {problem}"
    path = Path(where.file)
    assert path.resolve().is_relative_to(folder.resolve()), f"outside the kit: {problem}"
    key = places.get((path.resolve().relative_to(folder.resolve()).as_posix(), where.line))
    assert key is not None, f"no text begins there: {problem}"
    line = path.read_text("utf-8").split("\n")[where.line - 1]
    assert 1 <= where.column <= len(line) + 1, f"not on the line: {problem}"
    assert problem.hint, f"nothing to do about it: {problem}"
    return key


def check_cuts(plan: Plan, out: Path) -> None:
    """Check that the audit sees cut lines at all: on some page of each file that is cut up."""
    for one in plan.documents:
        if one.sheet.cut:
            pages = read_pages((out / one.file_name).read_bytes())
            assert any(cuts(page) for page in pages), f"no cut lines in {one.file_name}"


def mend(tree: Tree, keys: set[Key], text: str = "Kort") -> None:
    """Put a short text in the place of others."""
    for key in keys:
        replace(tree, key, text)


# -- many kits -------------------------------------------------------------------------------------------------------


def _recipes() -> st.SearchStrategy[Recipe]:
    wild = st.sampled_from(["tame", "few", "many", "sheets"]).flatmap(
        lambda how: {
            "tame": st.tuples(st.just(0), st.just(0)),
            "few": st.tuples(st.integers(1, 2), st.just(0)),
            "many": st.tuples(st.integers(3, 200), st.just(0)),
            "sheets": st.tuples(st.integers(0, 3), st.integers(1, 4)),
        }[how]
    )
    labels = st.sampled_from([None, None, "endisch-6500020x", "rayfilm-1818k", "rayfilm-2525k"])

    def recipe(numbers: dict[str, object], wildness: tuple[int, int]) -> Recipe:
        return Recipe(**numbers, wild=wildness[0], sheets=wildness[1])  # type: ignore[arg-type]  # the fields' own types

    return st.builds(
        recipe,
        st.fixed_dictionaries(
            {
                "seed": st.integers(0, 2**32 - 1),
                "questions": st.lists(st.integers(1, 12), min_size=1, max_size=9).map(tuple),
                "actions": st.integers(1, 20),
                "participants": st.integers(1, 40),
                "tables": st.integers(1, 8),
                "chosen": st.integers(1, 9),
                "steps": st.integers(0, 4),
                "minutes": st.sampled_from([15, 30, 45, 60, 90, 600]),
                "start": st.builds("{:02d}.{:02d}".format, st.integers(1, 9), st.integers(0, 59)),
                "stacked": st.booleans(),
                "labels": labels,
                "start_at": st.integers(1, 150),
            }
        ),
        wild,
    )


RECIPES = _recipes()


@dataclass
class Tally:
    """How many kits were built, and how many were stopped by problems of which codes."""

    clean: int = 0
    stopped: int = 0
    codes: Counter[str] = field(default_factory=Counter)

    def add(self, problems: tuple[Problem, ...]) -> None:
        """Count a kit."""
        self.clean += not problems
        self.stopped += bool(problems)
        self.codes.update(one.code for one in problems)


def run(examples: int, shard: int) -> Tally:
    """Try random kits, always the same ones for a shard; a kit that breaks a promise is made small and raised.

    Args:
        examples: How many.
        shard: Another number gives other kits.
    """
    tally = Tally()

    @seed(shard)
    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
        print_blob=False,
    )
    @given(RECIPES)
    def each(recipe: Recipe) -> None:
        tally.add(attempt(recipe))

    each()
    return tally
