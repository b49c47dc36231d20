"""``materialgen new``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from materialgen.cli.console import Console, reporting

if TYPE_CHECKING:
    from collections.abc import Sequence

_LANGUAGES = ("sv", "en")


@click.command("new")
@click.argument("name")
@click.option(
    "--lang",
    "language",
    type=click.Choice(_LANGUAGES),
    default=_LANGUAGES[0],
    show_default=True,
    help="The language of its words and comments.",
)
@click.option(
    "--dir",
    "folder",
    metavar="DIR",
    default=".",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The folder to make the kit's folder in; the default is the current one.",
)
def command(name: str, language: str, folder: Path) -> None:
    """Write a small, complete kit into the new folder NAME: one to print at once, and to change into your own.

    NAME is made of a-z, 0-9 and '-'. Nothing is ever overwritten.

    Exit status: 0 the kit is there, 1 something of that name is there already or it cannot be written,
    2 a wrong command.
    """
    from materialgen.kit.find import builtin_kits
    from materialgen.scaffold import fault

    wrong = fault(name, builtin_kits())
    if wrong is not None:
        raise click.BadParameter(wrong, param_hint="'NAME'")
    console = Console()
    with reporting(console):
        from materialgen.scaffold import write_kit

        kit = folder / name
        files = write_kit(kit, language)
        console.say(_summary(kit, language, files))


def _summary(kit: Path, language: str, files: Sequence[str]) -> str:
    """Return what was made and what to do next."""
    shown = kit.as_posix() if kit.is_absolute() or kit.parts[0] == ".." else f"./{kit.as_posix()}"
    typed = f'"{shown}"' if " " in shown else shown
    return (
        f"made {shown}, a complete kit in {len(files)} files.\n"
        "Next:\n"
        f"  materialgen build {typed}\n"
        f"  open {shown}/kit.yaml: it says what stands where\n"
        f"  change the words in {shown}/{language}/ and build again"
    )
