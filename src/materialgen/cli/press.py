"""Flags that say how a kit is printed: ink, print shop, printer."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from materialgen.press import Press

NAMES = ("ink", "bleed", "profile", "printer")
"""The parameters that the flags have in a command."""
MOST_BLEED = 10.0
"""mm."""
_BLEED = re.compile(r"(\d{1,3}(?:[.,]\d{1,2})?) ?(?:mm)?\Z")


def _millimetres(_context: click.Context, _parameter: click.Parameter, value: str | None) -> float:
    """Return a length like 3 or 3mm."""
    if value is None:
        return 0.0
    match = _BLEED.match(value.strip().lower())
    bleed = float(match[1].replace(",", ".")) if match else -1.0
    if not 0 <= bleed <= MOST_BLEED:
        raise click.BadParameter(f"'{value}' is no bleed: write millimetres like 3mm, from 0 to {MOST_BLEED:g}")
    return bleed


_FILE = click.Path(path_type=Path)
_OPTIONS = (
    click.option(
        "--ink",
        type=click.Choice(("full", "low", "grey")),
        default="full",
        help="low: outlines and patterns instead of areas; grey: no colour at all.",
    ),
    click.option(
        "--bleed",
        metavar="MM",
        callback=_millimetres,
        help="For a print shop: room to trim, 0–10 mm, and crop marks around each sheet; needs --profile.",
    ),
    click.option(
        "--profile",
        metavar="FILE",
        type=_FILE,
        help="The ICC profile of the printing condition, as the print shop names it.",
    ),
    click.option(
        "--printer",
        metavar="FILE",
        type=_FILE,
        help="What your printer does to paper, measured on the sheet of `materialgen calibrate`.",
    ),
)


def press(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the flags of printing to a command."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def press_from(flags: Mapping[str, Any]) -> Press:
    """Return what the flags say.

    Args:
        flags: The command's parameters with the names ``NAMES``.

    Raises:
        click.UsageError: They do not go together.
        ProblemsFoundError: With what is wrong in the files that they name.
    """
    from materialgen.icc import read_profile
    from materialgen.kit.printer import read_printer
    from materialgen.press import Press

    ink, bleed, profile, printer = (flags[name] for name in NAMES)
    if bleed and profile is None:
        message = "--bleed makes files for a print shop: name the printer's ICC profile with --profile"
        raise click.UsageError(f"{message} (the shop says which one, e.g. PSOcoated_v3.icc)")
    if bleed and printer is not None:
        raise click.UsageError("--printer is for your own printer and --bleed for a print shop: say one of them")
    return Press(
        ink,
        bleed,
        None if profile is None else read_profile(profile),
        None if printer is None else read_printer(printer, printer.as_posix()),
    )
