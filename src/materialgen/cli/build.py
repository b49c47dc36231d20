"""``materialgen build``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from materialgen.cli import completion, options, web
from materialgen.cli.building import MANY, Build, build, builds_of
from materialgen.cli.console import Console, reporting
from materialgen.cli.request import printing


@click.command("build")
@options.kit
@options.languages
@click.option(
    "--out",
    "folder",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where the files of one kit go. The default is output/KIT/LANGUAGE, with --brand output/BRAND/KIT/LANGUAGE.",
)
@click.option(
    "--only",
    metavar="SHEET",
    multiple=True,
    shell_complete=completion.sheets,
    help="Build these sheets only: ids, with commas between them; may be repeated.",
)
@printing
@web.html
@click.option(
    "--jobs",
    metavar="N",
    type=click.IntRange(1, 64),
    help="How many kits are built at once when there are several. The default is one for each core.",
)
@click.option("--yes", is_flag=True, help=f"Build even if the kit needs more than {MANY} sheets of paper.")
@options.form
@options.colour
@options.quiet
@click.option("-v", "--verbose", is_flag=True, help="Print a line for unchanged files, with sizes and fingerprints.")
def command(
    *,
    kit: str | None,
    language: tuple[str, ...],
    folder: Path | None,
    only: tuple[str, ...],
    form: str,
    colour: bool | None,
    quiet: bool,
    verbose: bool,
    html: bool,
    jobs: int | None,
    yes: bool,
    **flags: Any,  # noqa: ANN401 - the flags of planning and printing, as click hands them over
) -> None:
    """Build the PDF files of KIT: a built-in kit's name or a kit's folder. Without KIT, the built-in kit is built.

    With several languages, or a folder of brands, a kit is built for each; one that fails fails alone.

    Exit status: 0 all files are in place, 1 a problem in the content or while writing, 2 a wrong command.
    """
    console = Console(quiet=quiet or form == "json", verbose=verbose, form=form, colour=colour)
    with reporting(console):
        first = Build(kit, None, folder, options.named("--only", "sheet", only), yes, html, flags)
        builds = builds_of(first, options.named("--lang", "language", language))
        if len(builds) == 1:
            build(builds[0], console)
            return
        if folder is not None:
            message = f"--out is the folder of one kit, and this makes {len(builds)}"
            raise click.UsageError(f"{message}: leave it out, and run the command where output/ is to be")
        from materialgen.cli.batch import run_all

        run_all(builds, jobs, console)
