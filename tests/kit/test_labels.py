"""Label products in YAML."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from materialgen.kit.labels import builtin_products, find_product, read_products
from materialgen.problems import UnknownChoiceError
from tests.helpers import problems_of

if TYPE_CHECKING:
    from pathlib import Path

GOOD = """\
mine:
  name: My labels
  diameter: 22.5
  columns: 7
  rows: 10
  pitch: {x: 25, y: 26}
  first: {x: 18.75, y: 20}
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return a file with one good product."""
    path = tmp_path / "labels.yaml"
    path.write_text(GOOD, encoding="utf-8")
    return path


def test_each_built_in_product_is_found_by_its_id() -> None:
    """The ids of the built-in products lead to them."""
    products = builtin_products()
    assert [find_product(name) for name in products] == list(products.values())


def test_a_file_of_ones_own_is_read(file: Path) -> None:
    """A product in a user's file has the lengths that stand there."""
    product = find_product(str(file))
    assert (product.name, product.diameter, product.pitch_y, product.x0) == ("My labels", 22.5, 26, 18.75)


def test_without_a_name_the_first_builtin_product_is_taken() -> None:
    """The first built-in product gives the grid for plain paper."""
    assert find_product(None) == next(iter(builtin_products().values()))


def test_an_unknown_product_is_refused_with_the_near_match() -> None:
    """A name that is neither a product nor a file is answered with what there is."""
    with pytest.raises(UnknownChoiceError, match="did you mean 'rayfilm-2525k'"):
        find_product("rayfilm-2525")


@pytest.mark.parametrize(
    ("old", "new", "code", "place"),
    [
        ("x: 25,", "x: 20,", "impossible-labels", (6, 11)),
        ("y: 20}", "y: 60}", "impossible-labels", (7, 21)),
        ("diameter: 22.5", "diameter: two", "wrong-type", (3, 13)),
        ("diameter: 22.5", "diameter: 2", "wrong-value", (3, 13)),
        ("rows: 10", "rows: 0", "wrong-value", (5, 9)),
        ("rows: 10", "row: 10", "unknown-key", (5, 3)),
        ("  name: My labels\n", "", "missing-key", (1, 1)),
    ],
)
def test_a_mistake_is_located(file: Path, old: str, new: str, code: str, place: tuple[int, int]) -> None:
    """Each mistake in a product is a problem with its line and column."""
    assert old in GOOD
    file.write_text(GOOD.replace(old, new), encoding="utf-8")
    found = problems_of(lambda: read_products(file))
    assert (code, place) in [(one.code, (one.where.line, one.where.column)) for one in found if one.where]


@pytest.mark.parametrize("text", ["# nothing yet\n", "a\n", "[]\n", "{}\n"])
def test_a_file_of_another_shape_is_refused(tmp_path: Path, text: str) -> None:
    """A file without products is a problem, not an empty list."""
    path = tmp_path / "labels.yaml"
    path.write_text(text, encoding="utf-8")
    assert [one.code for one in problems_of(lambda: read_products(path))] == ["wrong-type"]


def test_a_file_that_is_missing_is_a_problem(tmp_path: Path) -> None:
    """A path that leads nowhere is told as such."""
    (problem,) = problems_of(lambda: find_product(str(tmp_path / "none.yaml")))
    assert problem.code == "missing-file"
