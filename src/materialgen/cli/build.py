"""``materialgen build``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from materialgen.cli import options
from materialgen.cli.console import Console, reporting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from materialgen.plan import Dots
    from materialgen.render.render import Written


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
@options.layouts
@options.labels
@options.start_at
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
    layout_folders: tuple[Path, ...],
    labels: str | None,
    start_at: int,
    form: str,
    colour: bool | None,
    quiet: bool,
    verbose: bool,
) -> None:
    """Build the PDF files of KIT: a built-in kit's name or a kit's folder. Without KIT, the built-in kit is built.

    Exit status: 0 all files are in place, 1 a problem in the content or while writing, 2 a wrong command.
    """
    console = Console(quiet=quiet or form == "json", verbose=verbose, form=form, colour=colour)
    with reporting(console):
        _build(console, kit, language, folder, only, layout_folders, options.dots(labels, start_at))


def _build(
    console: Console,
    kit_name: str | None,
    language: str | None,
    folder: Path | None,
    only: Sequence[str],
    layout_folders: Sequence[Path],
    dots: Dots,
) -> None:
    # Imported here so that --help and --version stay fast.
    from materialgen.kit.find import DEFAULT_KIT, find_kit
    from materialgen.kit.load import check_choices, load_kit
    from materialgen.plan import make_plan
    from materialgen.render.layouts import load_layouts
    from materialgen.render.render import render

    kit_folder = find_kit(kit_name or DEFAULT_KIT)
    sheets = [one.strip() for entry in only for one in entry.split(",") if one.strip()]
    if only and not sheets:
        raise click.UsageError("--only names no sheet")
    check_choices(kit_folder, language, sheets)
    layouts = load_layouts(layout_folders)
    kit = load_kit(kit_folder, language, {name: layout.schema for name, layout in layouts.items()})
    plan = make_plan(kit, dots)
    target = folder if folder is not None else Path("output") / kit.id / kit.language
    with console.progress(len(plan.documents)) as progress:
        written = render(
            plan,
            layouts,
            target,
            only=sheets or None,
            on_progress=lambda document: progress.advance(document.name),
            on_written=lambda one: console.file(one.path.as_posix(), _details(one), changed=one.changed),
        )
    console.say(_summary(written, target))


def _details(written: Written) -> str:
    printed = written.printed
    pages = "1 page" if printed.pages == 1 else f"{printed.pages} pages"
    return f"{printed.plan.sheet.paper}, {pages}, {written.size / 1024:.0f} kB, content {printed.fingerprint}"


def _summary(written: Sequence[Written], folder: Path) -> str:
    """Return what was made and what to do next."""
    paper: dict[str, int] = {}
    for one in written:
        name = one.printed.plan.sheet.paper
        paper[name] = paper.get(name, 0) + one.printed.pages * one.printed.plan.copies
    changed = sum(one.changed for one in written)
    sides = " and ".join(f"{count} on {name}" for name, count in sorted(paper.items()))
    files = "1 file" if len(written) == 1 else f"{len(written)} files"
    return (
        f"{files} in {folder.as_posix()} ({changed} new or changed); printed sides for the group: {sides}.\n"
        f"Next: open {written[0].path.as_posix()}, and print at 100 % (actual size)."
    )
