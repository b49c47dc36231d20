"""``materialgen serve``."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

import click

from materialgen.cli import options, press
from materialgen.cli.console import Console, reporting
from materialgen.cli.request import planning, read_request

if TYPE_CHECKING:
    from collections.abc import Sequence

    from materialgen.problems import Problem
    from materialgen.serve.live import Asked


@click.command("serve")
@options.kit
@options.language
@click.option("--edit", is_flag=True, help="Let texts be edited on the page; their YAML files are changed.")
@click.option(
    "--port",
    metavar="N",
    type=click.IntRange(0, 65535),
    default=0,
    help="The port of the address, e.g. 8000. The default is one that is free.",
)
@click.option(
    "--host",
    type=click.Choice(["127.0.0.1", "::1"]),
    default="127.0.0.1",
    help="The address; no other machine can reach either.",
)
@click.option("--open", "show", is_flag=True, help="Open the page in the browser.")
@planning
@press.press
@options.quiet
def command(
    *,
    kit: str | None,
    language: str | None,
    edit: bool,
    port: int,
    host: str,
    show: bool,
    quiet: bool,
    **flags: Any,  # noqa: ANN401 - the flags of planning and printing, as click hands them over
) -> None:
    """Show KIT in the browser, and keep what is shown as it is written: save a file, and its sheets are drawn again.

    The page is on this machine only. Ctrl-C ends it.

    Exit status: 0 ended with Ctrl-C, 1 the port is in use, 2 a wrong command.
    """
    console = Console(quiet=quiet)
    with reporting(console):
        from materialgen.kit.find import DEFAULT_KIT, find_kit
        from materialgen.kit.load import check_choices
        from materialgen.problems import ProblemsFoundError

        folder = find_kit(kit or DEFAULT_KIT)
        with suppress(ProblemsFoundError):  # what is wrong in a file is shown on the page, and can be mended
            check_choices(folder, [language] if language else (), ())
            options.dots(flags["labels"], flags["start_at"])
            press.press_from(flags)

        from materialgen.serve.run import Wish, serve

        def ask() -> Asked:
            from materialgen.serve.live import Asked

            request = read_request(kit, flags, [language] if language else ())
            return Asked(request.plan(language), request.layouts, request.press)

        def tell(problems: Sequence[Problem]) -> str:
            from materialgen.cli.report import as_text

            return as_text(problems, source=True, colour=False)

        serve(ask, tell, folder, Wish(host, port, edit, show), console.say, console.error)
