"""``materialgen preview``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from materialgen.cli import event, options, press
from materialgen.cli.console import Console, reporting
from materialgen.cli.planning import planned

if TYPE_CHECKING:
    from materialgen.preview.write import Preview


@click.command("preview")
@click.argument("kit", required=False)
@click.option("--lang", "language", metavar="CODE", help="The language, e.g. sv. The kit's first is the default.")
@click.option(
    "--out",
    "folder",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder of the kit's files; the preview goes into DIR/preview. The default is output/KIT/LANGUAGE.",
)
@click.option(
    "--only",
    metavar="SHEET",
    multiple=True,
    help="Show these sheets only: ids, with commas between them; may be repeated.",
)
@options.layouts
@options.labels
@options.start_at
@event.group
@press.press
@options.paper
@options.form
@options.colour
@options.quiet
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
    paper: str | None,
    **group: Any,  # noqa: ANN401 - the flags of the group and of printing, as click hands them over
) -> None:
    """Show KIT before it is printed: a picture of each page, and a page for the browser with all of them.

    No PDF file is written. Exit status: 0 the preview is in place, 1 a problem in the content or while writing, 2 a
    wrong command.
    """
    console = Console(quiet=quiet or form == "json", form=form, colour=colour)
    with reporting(console):
        from materialgen.cli.build import _sheets
        from materialgen.preview.write import draw_for_preview, write_preview

        sheets, said = _sheets(only), press.press_from(group)
        plan, layouts = planned(
            kit, language, layout_folders, options.dots(labels, start_at), group, sheets, paper=paper
        )
        target = folder if folder is not None else Path("output") / plan.kit.id / plan.kit.language
        with console.progress(2 * len(plan.documents)) as progress:
            finished = draw_for_preview(
                plan, layouts, only=sheets or None, press=said, on_progress=lambda one: progress.advance(one.name)
            )
            written = write_preview(plan, finished, target, whole=not sheets, on_document=progress.advance)
        console.say(_summary(written))


def _summary(written: Preview) -> str:
    pages = "1 page" if written.pages == 1 else f"{written.pages} pages"
    lines = [f"{pages} in {written.page.as_posix()} ({written.size / 1_000_000:.1f} MB, pictures included)."]
    if written.missing or written.older:
        lines.append("It leads to PDF files that are missing or not up to date: `materialgen build` writes them.")
    lines.append(f"Next: open {written.page.as_posix()} in a browser.")
    return "\n".join(lines)
