"""The flag that asks for HTML editions, and what is told of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from materialgen.cli.console import Console
    from materialgen.problems import Problem
    from materialgen.render.web import WebPage

html = click.option(
    "--html",
    is_flag=True,
    help="Also write the HTML editions, for screens and screen readers, of the documents that have one (the guide).",
)


def write(console: Console, pages: Sequence[WebPage], folder: Path) -> str:
    """Write HTML editions, and return a line for the summary; raises ``ProblemsFoundError`` if one cannot be."""
    from materialgen.render.web import write_pages

    written = write_pages(pages, folder)
    for one in written:
        details = f"HTML, {len(one.page.data) / 1024:.0f} kB"
        console.file(one.path.as_posix(), details, changed=one.changed)
    names = ", ".join(one.path.name for one in written)
    return f"For screens and screen readers: {names}." if names else ""


def lacking(pages: Sequence[WebPage]) -> list[Problem]:
    """Return a warning if there was no HTML edition to write."""
    from materialgen.problems import Problem

    if pages:
        return []
    hint = "leave --html out, or build a sheet whose layout offers one, such as the guide"
    return [Problem("no-html", "none of these sheets has an HTML edition", None, hint, severity="warning")]
