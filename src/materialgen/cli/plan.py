"""``materialgen plan``."""

from __future__ import annotations

from typing import Any

import click

from materialgen.cli import options
from materialgen.cli.console import Console, reporting
from materialgen.cli.request import planning, read_request

FORMS = ("table", "json", "markdown")


@click.command("plan")
@options.kit
@options.language
@planning
@click.option("--format", "form", type=click.Choice(FORMS), default="table", help="How the plan is printed.")
@options.colour
def command(
    *,
    kit: str | None,
    language: str | None,
    form: str,
    colour: bool | None,
    **flags: Any,  # noqa: ANN401 - the flags of planning, as click hands them over
) -> None:
    """Show what would be built and packed for a group, and the agenda. Nothing is written.

    Exit status: 0 the plan is shown, 1 a problem in the content or the group, 2 a wrong command.
    """
    console = Console(colour=colour)
    with reporting(console):
        from materialgen.cli import plan_forms
        from materialgen.plan.bill import make_bill
        from materialgen.render.render import draw_kit

        request = read_request(kit, flags, [language] if language else ())
        plan = request.plan(language)
        bill = make_bill(plan, [one.printed for one in draw_kit(plan, request.layouts)])
        said = {"table": plan_forms.as_table, "json": plan_forms.as_json, "markdown": plan_forms.as_markdown}
        if request.brand and request.brand.notices:
            console.problems(request.brand.notices)
        console.say(said[form](plan, bill))
