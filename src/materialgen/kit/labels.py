"""Label products read from YAML: the built-in ones, or a user's own file of the same form."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from materialgen import resources
from materialgen.geometry.labels import LabelProduct
from materialgen.kit.schema import Count, Millimetres, Model
from materialgen.kit.source import read_source
from materialgen.kit.text import Text
from materialgen.kit.validate import validate
from materialgen.problems import Problem, ProblemsFoundError, UnknownChoiceError

if TYPE_CHECKING:
    from materialgen.kit.source import Source


class Point(Model):
    """Two lengths in mm.

    Attributes:
        x: The length across.
        y: The length down.
    """

    x: Millimetres
    y: Millimetres


class Product(Model):
    """A sheet of round labels, A4; all lengths in mm, from the paper's top left corner.

    Attributes:
        name: What the maker calls it.
        diameter: The diameter of a label. On less than 15 mm, the numbers of dots would be smaller than 8 pt.
        columns: How many labels stand side by side.
        rows: How many labels stand below each other.
        pitch: The distance between the centres of two labels.
        first: The corner of the box around the first label.
    """

    name: Text
    diameter: Annotated[Millimetres, Field(ge=15, le=100)]
    columns: Annotated[Count, Field(le=40)]
    rows: Annotated[Count, Field(le=60)]
    pitch: Point
    first: Point


def builtin_products() -> dict[str, LabelProduct]:
    """Return the built-in products by id; the first gives the grid for plain paper, too."""
    return read_products(resources.builtin_folder("content") / "labels.yaml")


def find_product(name: str | None) -> LabelProduct:
    """Return a product.

    Args:
        name: The id of a built-in product, the path of a YAML file (its first product), or None for the first
            built-in one.

    Raises:
        ProblemsFoundError: The file has a mistake, or describes an impossible sheet.
        UnknownChoiceError: There is neither a product nor a file of that name.
    """
    products = builtin_products()
    if name is None:
        return next(iter(products.values()))
    if name in products:
        return products[name]
    path = Path(name)
    if path.suffix in {".yaml", ".yml"}:
        return next(iter(read_products(path).values()))
    raise UnknownChoiceError("label product or YAML file", name, products)


def read_products(path: Path) -> dict[str, LabelProduct]:
    """Read a file of products by id.

    Raises:
        ProblemsFoundError: With every mistake in the file and every impossible sheet.
    """
    source = read_source(path, path.as_posix())
    if not isinstance(source.value, dict) or not source.value:
        problem = Problem("wrong-type", "expected label products by id", source.where(()))
        raise ProblemsFoundError([problem])
    problems: list[Problem] = []
    products = {}
    for key in source.value:
        product = _product(key, source, problems)
        if product is not None:
            products[str(key)] = product
    if problems:
        raise ProblemsFoundError(problems)
    return products


def _product(key: str, source: Source, problems: list[Problem]) -> LabelProduct | None:
    data = validate(Product, source, problems, (str(key),))
    if data is None:
        return None
    product = LabelProduct(
        str(data.name),
        data.diameter,
        data.columns,
        data.rows,
        data.pitch.x,
        data.pitch.y,
        data.first.x,
        data.first.y,
    )
    for name, reason in product.faults():
        hint = "measure the sheet again: all lengths are in mm from the paper's top left corner"
        problems.append(Problem("impossible-labels", reason, source.where((str(key), *name.split("."))), hint))
    return product
