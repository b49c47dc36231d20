"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from materialgen.cli import completion
from materialgen.cli.report import FORMATS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from materialgen.plan import Dots

kit = click.argument("kit", required=False, shell_complete=completion.kits)
language = click.option(
    "--lang",
    "language",
    metavar="CODE",
    shell_complete=completion.languages,
    help="The language, e.g. sv. The kit's first is the default.",
)
languages = click.option(
    "--lang",
    "language",
    metavar="CODE",
    multiple=True,
    shell_complete=completion.languages,
    help="The language, e.g. sv, or several: sv,en. The kit's first is the default.",
)
layouts = click.option(
    "--layouts",
    "layout_folders",
    metavar="DIR",
    multiple=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder of your own layouts, tried before the built-in ones; may be repeated.",
)
brand = click.option(
    "--brand",
    metavar="PATH",
    type=click.Path(exists=True, path_type=Path),
    help="An organisation's own look: a folder with brand.yaml, or that file; see docs/brands.md.",
)
labels = click.option(
    "--labels",
    metavar="PRODUCT",
    help="Print the dots on a sheet of round labels: a product's id (see `materialgen list`), or your own YAML file.",
)
start_at = click.option(
    "--start-at",
    metavar="N",
    type=click.IntRange(min=1),
    default=1,
    help="With --labels: the first free label of a sheet already begun, counted down the columns from the left.",
)
paper = click.option(
    "--paper",
    type=click.Choice(["A4"]),
    help="Without an A3 printer: everything on A4, worksheets on two sheets that are glued together.",
)
no_bundles = click.option(
    "--no-bundles",
    is_flag=True,
    help="Leave out print-a3.pdf and print-a4.pdf, which hold all copies of all documents of their paper.",
)
form = click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="text",
    help="How problems are printed. The forms for programs go to standard output.",
)
colour = click.option(
    "--color/--no-color", "colour", default=None, help="Colour problems; the default is on a terminal only."
)
quiet = click.option("-q", "--quiet", is_flag=True, help="Print problems only.")


def dots(product: str | None, first: int) -> Dots:
    """Return what dots are printed on.

    Args:
        product: The value of ``--labels``.
        first: The value of ``--start-at``.

    Raises:
        click.UsageError: The two do not go together.
        UnknownChoiceError: There is no such product.
        ProblemsFoundError: The product's own file has a mistake.
    """
    from materialgen.kit.labels import find_product
    from materialgen.plan import Dots

    if product is None and first > 1:
        raise click.UsageError("--start-at needs --labels: it counts the labels of a sheet")
    sheet = find_product(product)
    if first > sheet.count:
        raise click.UsageError(f"--start-at {first}: a sheet of {sheet.name} has {sheet.count} labels")
    return Dots(sheet, product is not None, first)


def named(option: str, what: str, entries: Sequence[str]) -> tuple[str, ...]:
    """Return the names that an option holds, with commas between them or repeated, each once; none if it is not there.

    Raises:
        click.UsageError: It is there, but names none.
    """
    names = tuple(dict.fromkeys(one.strip() for entry in entries for one in entry.split(",") if one.strip()))
    if entries and not names:
        raise click.UsageError(f"{option} names no {what}")
    return names
