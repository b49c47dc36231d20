"""``materialgen preview``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from materialgen.cli import options, press
from materialgen.cli.console import Console, reporting
from materialgen.cli.request import planning, read_request

if TYPE_CHECKING:
    from materialgen.preview.write import Preview


@click.command("preview")
@options.kit
@options.language
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
@planning
@press.press
@options.form
@options.colour
@options.quiet
def command(
    *,
    kit: str | None,
    language: str | None,
    folder: Path | None,
    only: tuple[str, ...],
    form: str,
    colour: bool | None,
    quiet: bool,
    **flags: Any,  # noqa: ANN401 - the flags of planning and printing, as click hands them over
) -> None:
    """Show KIT before it is printed: a page for the browser with all sheets, and a picture of each of their pages.

    No PDF file is written; the page leads to those that `materialgen build` has written.

    Exit status: 0 the preview is in place, 1 a problem in the content or while writing, 2 a wrong command.
    """
    console = Console(quiet=quiet or form == "json", form=form, colour=colour)
    with reporting(console):
        sheets = options.named("--only", "sheet", only)
        request = read_request(kit, flags, [language] if language else (), sheets)
        plan = request.plan(language)
        from materialgen.preview.write import draw_for_preview, write_preview

        target = folder if folder is not None else request.output(plan.kit.id, plan.kit.language)
        shown = sum(not sheets or one.sheet.id in sheets for one in plan.documents)
        with console.progress(len(plan.documents) + shown) as progress:
            finished = draw_for_preview(
                plan,
                request.layouts,
                only=sheets or None,
                press=request.press,
                on_progress=lambda document: progress.advance(document.name),
            )
            written = write_preview(
                plan, finished, target, request.folder, whole=not sheets, on_document=progress.advance
            )
        console.say(_summary(written))


def _summary(preview: Preview) -> str:
    """Return what was made and what to do next."""
    pages = "1 page" if preview.pages == 1 else f"{preview.pages} pages"
    lines = [f"{pages} in {preview.page.as_posix()} ({preview.size / 1e6:.1f} MB), and beside it as PNG files."]
    if preview.missing or preview.older:
        what = "are not there" if preview.missing else "were built from other content"
        lines.append(f"PDF files that it leads to {what}: `materialgen build` writes them.")
    lines.append(f"Next: open {preview.page.as_posix()} in a browser.")
    return "\n".join(lines)
