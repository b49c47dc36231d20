"""The flag that asks for HTML editions, and what is told of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from materialgen.problems import Problem

html = click.option(
    "--html",
    is_flag=True,
    help="Also write the HTML editions, for screens and screen readers, of the documents that have one (the guide).",
)


def lacking() -> Problem:
    """Return the warning that there was no HTML edition to write."""
    from materialgen.problems import Problem

    hint = "leave --html out, or build a sheet whose layout offers one, such as the guide"
    return Problem("no-html", "none of these sheets has an HTML edition", None, hint, severity="warning")
