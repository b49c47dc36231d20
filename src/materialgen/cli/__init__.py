"""The command line: one module per command; everything heavy is imported when a command runs."""

from __future__ import annotations

import gc
import os
from importlib import import_module

import click

from materialgen import __version__

_COMMANDS = {
    "build": ("materialgen.cli.build", "Build a kit's PDF files."),
    "calibrate": ("materialgen.cli.calibrate", "Write a test sheet to measure a printer with."),
    "check": ("materialgen.cli.check", "Read the PDF files back: are they right, legible, accessible?"),
    "doctor": ("materialgen.cli.doctor", "Look whether materialgen can work here."),
    "lint": ("materialgen.cli.lint", "Warn about language, typography and drifting translations."),
    "list": ("materialgen.cli.listing", "List kits, languages and sheets."),
    "new": ("materialgen.cli.new", "Write a small, complete kit to begin with."),
    "plan": ("materialgen.cli.plan", "Show what a group needs: sheets, paper, cuts, materials, agenda."),
    "preview": ("materialgen.cli.preview", "Show every page in a browser before it is printed."),
    "serve": ("materialgen.cli.serve", "Show a kit in the browser, live; edit it there."),
    "schema": ("materialgen.cli.schema", "Print what may stand in a kit's files, for editors."),
}


class _LazyGroup(click.Group):
    """Loads a command's module when the command is used."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, _ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        command = import_module(_COMMANDS[cmd_name][0]).command
        assert isinstance(command, click.Command)  # noqa: S101 - a promise between two modules of the package
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Name the near match of an unknown command, unless a shell asks what may follow."""
        if not ctx.resilient_parsing and args and not args[0].startswith("-") and args[0] not in _COMMANDS:
            from materialgen.problems import did_you_mean

            message = f"there is no command '{args[0]}'; {did_you_mean(args[0], _COMMANDS)}"
            raise click.UsageError(message, ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without loading them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in _COMMANDS.items()])


@click.group(cls=_LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", prog_name="materialgen", message="%(prog)s %(version)s")
def main() -> None:
    """Turn YAML content into print-ready workshop kits."""
    # Nearly all that a command makes lives until its end: looking for garbage every 700 objects costs a tenth of its
    # time, every 50,000 next to nothing, for 2 MB of memory in a build.
    gc.set_threshold(50_000, 20, 100)
    # Plugins of pydantic that happen to be installed have no say in a kit, and looking for them reads every package.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
