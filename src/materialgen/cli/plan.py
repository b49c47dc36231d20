"""``materialgen plan``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from materialgen.cli import event, options
from materialgen.cli.console import Console, reporting
from materialgen.cli.planning import planned

if TYPE_CHECKING:
    from pathlib import Path

FORMS = ("table", "json", "markdown")


@click.command("plan")
@options.kit
@options.language
@options.layouts
@options.labels
@options.start_at
@event.group
@options.paper
@click.option("--format", "form", type=click.Choice(FORMS), default="table", help="How the plan is printed.")
@options.colour
def command(
    *,
    kit: str | None,
    language: str | None,
    layout_folders: tuple[Path, ...],
    labels: str | None,
    start_at: int,
    paper: str | None,
    form: str,
    colour: bool | None,
    **group: Any,  # noqa: ANN401 - the flags of the group, as click hands them over
) -> None:
    """Show what would be built and packed for a group, and the agenda. Nothing is written.

    Exit status: 0 the plan is shown, 1 a problem in the content or the group, 2 a wrong command.
    """
    console = Console(colour=colour)
    with reporting(console):
        plan, layouts = planned(kit, language, layout_folders, options.dots(labels, start_at), group, paper=paper)
        from materialgen.cli import plan_forms
        from materialgen.plan.bill import make_bill
        from materialgen.render.render import draw_kit

        bill = make_bill(plan, [one.printed for one in draw_kit(plan, layouts)])
        said = {"table": plan_forms.as_table, "json": plan_forms.as_json, "markdown": plan_forms.as_markdown}
        console.say(said[form](plan, bill))
