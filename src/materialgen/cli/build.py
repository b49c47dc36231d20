"""``materialgen build``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from materialgen.cli import options
from materialgen.cli.console import Console, reporting
from materialgen.cli.request import printing, read_request

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from materialgen.cli.request import Request
    from materialgen.plan import Plan
    from materialgen.problems import Problem
    from materialgen.render.bundle import Bundle, WrittenBundle
    from materialgen.render.render import Drawn, Written

MANY = 500
"""Sheets of paper; more is asked about first."""


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
        sheets = options.sheets(only)
        request = read_request(kit, flags, [language] if language else (), sheets)
        _build(console, request, request.plan(language), folder, sheets, yes=yes)


def _build(
    console: Console, request: Request, plan: Plan, folder: Path | None, sheets: Sequence[str], *, yes: bool
) -> None:
    from materialgen.plan.bill import make_bill
    from materialgen.render.bundle import draw_bundles, write_bundle
    from materialgen.render.render import render

    bundles: list[Bundle] = []
    bundled = request.bundles and not sheets

    def before_writing(drawn: Sequence[Drawn]) -> None:
        leaves = sum(make_bill(plan, [one.printed for one in drawn]).leaves.values())
        if leaves > MANY and not yes:
            message = f"the kit needs {leaves} sheets of paper for this group; add --yes if that is what you want"
            raise click.UsageError(f"{message} (see `materialgen plan`)")
        if bundled:
            progress.advance("print-ready bundles")
            bundles.extend(draw_bundles(plan, request.layouts, [one.printed for one in drawn], request.press))

    target = folder if folder is not None else Path("output") / plan.kit.id / plan.kit.language
    with console.progress(len(plan.documents) + bundled) as progress:
        written = render(
            plan,
            request.layouts,
            target,
            only=sheets or None,
            press=request.press,
            on_progress=lambda document: progress.advance(document.name),
            on_drawn=before_writing,
            on_written=lambda one: console.file(one.path.as_posix(), _details(one), changed=one.changed),
        )
        in_bundles = [write_bundle(one, target) for one in bundles]
    for one in in_bundles:
        console.file(one.path.as_posix(), _details_of_bundle(one.bundle), changed=one.changed)
    own = {one.file_name for one in plan.documents} | {one.path.name for one in in_bundles}
    foreign = [] if sheets else _foreign(target, own)
    if foreign:
        console.problems(foreign)
    console.say(_summary(plan, written, in_bundles, target))


def _foreign(folder: Path, own: Collection[str]) -> list[Problem]:
    """Return a warning if a folder holds PDF files that a whole build did not write; they are left as they are."""
    from materialgen.problems import Problem, Where

    others = sorted(one.name for one in folder.iterdir() if one.suffix.lower() == ".pdf" and one.name not in own)
    if not others:
        return []
    what, them = (f"{others[0]} is", "it") if len(others) == 1 else (f"{', '.join(others)} are", "them")
    message = f"{what} not part of this kit, perhaps left over from another group"
    hint = f"print nothing from {them}: remove {them}, or move {them} elsewhere"
    return [Problem("foreign-pdf", message, Where(folder.as_posix()), hint, severity="warning")]


def _details(written: Written) -> str:
    printed = written.printed
    pages = "1 page" if printed.pages == 1 else f"{printed.pages} pages"
    return f"{printed.plan.sheet.paper}, {pages}, {written.size / 1024:.0f} kB, content {printed.fingerprint}"


def _details_of_bundle(bundle: Bundle) -> str:
    return f"{bundle.plan.paper}, {_sides(bundle.sides)}, {len(bundle.data) / 1024:.0f} kB"


def _sides(count: int) -> str:
    return "1 side" if count == 1 else f"{count} sides"


def _summary(plan: Plan, written: Sequence[Written], bundles: Sequence[WrittenBundle], folder: Path) -> str:
    """Return what was made and what to do next."""
    from materialgen.plan.bill import make_bill

    bill = make_bill(plan, [one.printed for one in written])
    changed = sum(one.changed for one in written) + sum(one.changed for one in bundles)
    sides = " and ".join(f"{count} on {name}" for name, count in bill.prints.items())
    count = len(written) + len(bundles)
    files = "1 file" if count == 1 else f"{count} files"
    lines = [f"{files} in {folder.as_posix()} ({changed} new or changed); printed sides for the group: {sides}."]
    if bundles:
        names = ", ".join(f"{one.path.name} ({_sides(one.bundle.sides)})" for one in bundles)
        lines.append(f"All copies in one file for each paper, to be printed on one side: {names}.")
    lines.append(f"Next: open {written[0].path.as_posix()}, and print at 100 % (actual size).")
    return "\n".join(lines)
