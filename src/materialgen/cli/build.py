"""``materialgen build``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from materialgen.cli import options
from materialgen.cli.building import MANY, Build, build
from materialgen.cli.console import Console, reporting
from materialgen.cli.request import printing


@click.command("build")
@click.argument("kit", required=False)
@click.option("--lang", "language", metavar="CODE", help="The language, e.g. sv. The kit's first is the default.")
@click.option(
    "--out",
    "folder",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where the files go. The default is output/KIT/LANGUAGE in the current folder.",
)
@click.option(
    "--only",
    metavar="SHEET",
    multiple=True,
    help="Build these sheets only: ids, with commas between them; may be repeated.",
)
@printing
@click.option("--yes", is_flag=True, help=f"Build even if the kit needs more than {MANY} sheets of paper.")
@options.form
@options.colour
@options.quiet
@click.option("-v", "--verbose", is_flag=True, help="Print a line for unchanged files, with sizes and fingerprints.")
def command(
    *,
    kit: str | None,
    language: str | None,
    folder: Path | None,
    only: tuple[str, ...],
    form: str,
    colour: bool | None,
    quiet: bool,
    verbose: bool,
    yes: bool,
    **flags: Any,  # noqa: ANN401 - the flags of planning and printing, as click hands them over
) -> None:
    """Build the PDF files of KIT: a built-in kit's name or a kit's folder. Without KIT, the built-in kit is built.

    Exit status: 0 all files are in place, 1 a problem in the content or while writing, 2 a wrong command.
    """
    console = Console(quiet=quiet or form == "json", verbose=verbose, form=form, colour=colour)
    with reporting(console):
        build(Build(kit, language, folder, tuple(options.sheets(only)), yes, flags), console)
