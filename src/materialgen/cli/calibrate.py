"""``materialgen calibrate``."""

from __future__ import annotations

from pathlib import Path

import click

from materialgen.cli import options
from materialgen.cli.console import Console, reporting


@click.command("calibrate")
@click.option(
    "--paper", type=click.Choice(("A4", "A3"), case_sensitive=False), default="A4", help="The paper of the sheet."
)
@click.option("--lang", "language", metavar="CODE", help="The language, sv or en.")
@click.option(
    "--out",
    "path",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to write. The default is output/calibrate-LANGUAGE-PAPER.pdf in the current folder.",
)
@click.option(
    "--printer",
    "printer",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Correct the sheet by a printer's file, to prove that the file is right.",
)
@options.colour
@options.quiet
def command(
    *, paper: str, language: str | None, path: Path | None, printer: Path | None, colour: bool | None, quiet: bool
) -> None:
    """Write a test sheet to measure a printer with: its margins, and whether it moves or scales what it prints.

    What you measure goes into a small file, which `build --printer FILE` and `check --printer FILE` read.

    Exit status: 0 the file is in place, 1 it cannot be written, or a file has a mistake, 2 a wrong command.
    """
    console = Console(quiet=quiet, colour=colour)
    with reporting(console):
        from materialgen.geometry import PAPERS
        from materialgen.kit.calibration import calibration_words
        from materialgen.kit.printer import read_printer
        from materialgen.look.calibration import calibration_sheet
        from materialgen.press import Press
        from materialgen.problems import ProblemsFoundError
        from materialgen.render.files import prepare_folder, write_atomically

        code, words = calibration_words(language)
        press = Press(printer=read_printer(printer, printer.as_posix())) if printer else None
        sheet = calibration_sheet(words, code, PAPERS[paper], press)
        if sheet.problems:
            raise ProblemsFoundError(sheet.problems)
        target = path or Path("output") / f"calibrate-{code}-{paper.lower()}.pdf"
        prepare_folder(target.parent)
        console.file(target.as_posix(), "", changed=write_atomically(target, sheet.to_bytes()))
        console.say(f"Next: print {target.as_posix()} at 100 % (actual size), and do what it says.")
