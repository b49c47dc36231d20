"""``materialgen changes``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from materialgen.cli import options
from materialgen.cli.building import guessed_id
from materialgen.cli.console import Console, reporting
from materialgen.cli.request import printing, read_request, usual_folder

if TYPE_CHECKING:
    from collections.abc import Mapping

    from materialgen.changes.baseline import Since
    from materialgen.changes.compare import Changes
    from materialgen.changes.pictures import Picture
    from materialgen.render.render import Drawn

FORMS = ("table", "json")
FOUND = 3
"""Exit status with ``--exit-code`` if something must be printed again; 1 and 2 are taken."""


@click.command("changes")
@options.kit
@options.language
@click.option(
    "--out",
    "folder",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder that was built into. The default is output/KIT/LANGUAGE in the current folder.",
)
@click.option(
    "--since",
    metavar="PATH",
    type=click.Path(exists=True, path_type=Path),
    help="Compare with another manifest.json, or the folder that holds one. The default is what --printed remembered, "
    "and without that what was built last.",
)
@click.option("--printed", is_flag=True, help="Remember that what stands in the folder now has been printed.")
@click.option(
    "--pictures",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write a picture of each changed page, before and now, into this folder.",
)
@click.option("--exit-code", is_flag=True, help=f"End with status {FOUND} if something must be printed again.")
@printing
@click.option("--format", "form", type=click.Choice(FORMS), default="table", help="How the changes are printed.")
@options.colour
def command(
    *,
    kit: str | None,
    language: str | None,
    folder: Path | None,
    since: Path | None,
    printed: bool,
    pictures: Path | None,
    exit_code: bool,
    form: str,
    colour: bool | None,
    **flags: Any,  # noqa: ANN401 - the flags of planning and printing, as click hands them over
) -> None:
    """Show which sheets of KIT have changed since they were printed and must be printed again, and why.

    Say --printed after printing; from then on, changes are counted from there. Apart from that, nothing in the output
    folder is changed, and the content need not have been built.

    Exit status: 0 the changes are shown, 1 a problem, 2 a wrong command; with --exit-code also 3: something must be
    printed again.
    """
    if printed and (since or pictures or exit_code):
        raise click.UsageError("--printed remembers what has been printed and compares nothing: say it by itself")
    console = Console(colour=colour)
    with reporting(console):
        if printed:
            _remember(console, folder or _folder_of(kit, language, flags.get("brand")))
            return
        request = read_request(kit, flags, [language] if language else ())
        plan = request.plan(language)
        folder = folder or request.output(plan.kit.id, plan.kit.language)
        from materialgen.changes.baseline import read_since
        from materialgen.changes.compare import compare
        from materialgen.changes.places import Places
        from materialgen.cli import changes_forms
        from materialgen.render.manifest import Manifest
        from materialgen.render.output import Output
        from materialgen.render.render import draw_kit

        before = read_since(folder, since)
        drawn = draw_kit(plan, request.layouts, press=request.press, known=Output(folder))
        changes = compare(before.manifest, Manifest.of(plan, drawn), before.file.as_posix())
        shown = _write_pictures(pictures, changes, before, drawn) if pictures is not None else {}
        said = {"table": changes_forms.as_table, "json": changes_forms.as_json}
        console.say(said[form](changes, before, Places(plan.kit), shown))
    if exit_code and changes.again:
        sys.exit(FOUND)


def _folder_of(kit: str | None, language: str | None, brand: Path | None) -> Path:
    """Return where a kit is built into; what was printed is remembered whatever is wrong with its words by now."""
    from materialgen.kit.find import DEFAULT_KIT, find_kit
    from materialgen.kit.load import read_facts

    facts, _ = read_facts(find_kit(kit or DEFAULT_KIT))
    own = guessed_id(brand) if brand else None
    return usual_folder(own, str(facts.id), language or str(facts.languages[0]))


def _remember(console: Console, folder: Path) -> None:
    from materialgen.changes.baseline import remember_printed
    from materialgen.cli.changes_forms import counted

    def waiting() -> None:
        console.error(f"a build is writing into {folder.as_posix()}; waiting for it.")

    manifest = remember_printed(folder, waiting)
    console.say(f"Remembered as printed: {counted(len(manifest.documents), 'document')} in {folder.as_posix()}.")


def _write_pictures(
    folder: Path, changes: Changes, before: Since, drawn: list[Drawn]
) -> Mapping[str, list[tuple[Path, Picture]]]:
    """Write the pictures, and return them by the files of their documents."""
    from materialgen.changes.pictures import pictures
    from materialgen.render.files import prepare_folder, write_atomically

    data = {one.printed.plan.file_name: one.data for one in drawn}
    prepare_folder(folder)
    written: dict[str, list[tuple[Path, Picture]]] = {}
    for change in changes.documents:
        was = before.pdf(change.was) if change.was else None
        now = data[change.now.file] if change.now else None
        for one in pictures(change, was, now):
            path = folder / one.name
            write_atomically(path, one.data)
            written.setdefault(change.entry.file, []).append((path, one))
    return written
