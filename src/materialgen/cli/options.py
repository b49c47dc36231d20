"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path

import click

from materialgen.cli.report import FORMATS

layouts = click.option(
    "--layouts",
    "layout_folders",
    metavar="DIR",
    multiple=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder of your own layouts, tried before the built-in ones; may be repeated.",
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
