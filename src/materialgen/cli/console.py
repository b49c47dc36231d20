"""Terminal manners: progress on a terminal only, errors always, names of files as lines."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from materialgen.cli import STOPPED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from materialgen.problems import Problem


class Console:
    """What the commands print through."""

    def __init__(
        self, *, quiet: bool = False, verbose: bool = False, form: str = "text", colour: bool | None = None
    ) -> None:
        """Set how much is printed, and how problems are; they always are.

        Args:
            quiet: Print problems only.
            verbose: Print a line for unchanged files, too.
            form: How problems are printed: ``text``, ``json`` or ``github``.
            colour: Whether problems are coloured; None means on a terminal, unless ``NO_COLOR`` is set.
        """
        self.quiet = quiet
        self.verbose = verbose
        self.form = form
        self.colour = colour
        self.changed = 0
        self._progress: Progress | None = None

    def say(self, text: str) -> None:
        """Print a message unless quiet."""
        if not self.quiet:
            echo(text)

    def file(self, path: str, details: str, *, changed: bool) -> None:
        """Print the line of a file that has been written; unchanged ones only when verbose."""
        self.changed += changed
        if self._progress:
            self._progress.clear()
        if self.verbose:
            self.say(f"{'wrote' if changed else 'unchanged'} {path} ({details})")
        elif changed:
            self.say(f"wrote {path}")

    def error(self, text: str) -> None:
        """Print an error."""
        if self._progress:
            self._progress.clear()
        echo(text, err=True)

    def problems(self, problems: Sequence[Problem]) -> None:
        """Print problems: as text to standard error, in the forms for programs to standard output."""
        from materialgen.cli.report import as_github, as_json, as_text

        if self._progress:
            self._progress.clear()
        if self.form == "json":
            echo(as_json(problems))
        elif self.form == "github":
            echo(as_github(problems))
        else:
            terminal = sys.stderr.isatty()
            colour = (terminal and not os.environ.get("NO_COLOR")) if self.colour is None else self.colour
            echo(as_text(problems, source=terminal, colour=colour), err=True, colour=colour)

    @contextmanager
    def progress(self, total: int) -> Iterator[Progress]:
        """Show a bar while the block runs, on a terminal only."""
        shown = not self.quiet and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
        self._progress = Progress(total, shown=shown)
        try:
            yield self._progress
        finally:
            self._progress.clear()
            self._progress = None


class Progress:
    """A bar of one line that is wiped before anything else is printed."""

    def __init__(self, total: int, *, shown: bool) -> None:
        """Set the number of steps."""
        self._total = max(total, 1)
        self._shown = shown
        self._done = 0

    def advance(self, name: str) -> None:
        """Show that ``name`` is under way."""
        self._done += 1
        if self._shown:
            filled = round(20 * self._done / self._total)
            bar = "#" * filled + "." * (20 - filled)
            echo(f"\r\x1b[K[{bar}] {self._done}/{self._total} {name}", err=True, newline=False)

    def clear(self) -> None:
        """Wipe the bar."""
        if self._shown:
            echo("\r\x1b[K", err=True, newline=False)


def echo(text: str, *, err: bool = False, newline: bool = True, colour: bool | None = None) -> None:
    """Print text on any console: what its encoding lacks is replaced, never an exception."""
    stream = sys.stderr if err else sys.stdout
    encoding = getattr(stream, "encoding", None) or "utf-8"
    click.echo(text.encode(encoding, "replace").decode(encoding), err=err, nl=newline, color=colour)


@contextmanager
def reporting(console: Console) -> Iterator[None]:
    """Turn what stops a command into messages and an exit status: 1 for content and files, 2 for the command."""
    try:
        yield
    except KeyboardInterrupt:
        console.error(STOPPED)
        sys.exit(130)
    except Exception as error:
        from materialgen.problems import MaterialgenInternalError, ProblemsFoundError, UnknownChoiceError

        if isinstance(error, UnknownChoiceError):
            console.error(f"error: {error}")
            sys.exit(2)
        if isinstance(error, ProblemsFoundError):
            console.problems(error.problems)
            count, changed = len(error.problems), console.changed
            files = f"files changed before it: {changed}, all whole" if changed else "no file was changed"
            console.error(f"{count} {'problem' if count == 1 else 'problems'}; {files}.")
            sys.exit(1)
        if isinstance(error, MaterialgenInternalError):
            fault = "This is a fault of a layout or of materialgen, not of your content."
            console.error(f"internal error: {error}\n{fault}")
            sys.exit(1)
        raise
