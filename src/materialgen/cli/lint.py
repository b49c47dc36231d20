"""``materialgen lint``."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from materialgen.cli import completion, options
from materialgen.cli.console import Console, reporting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from materialgen.kit.model import Kit
    from materialgen.lint.book import Book
    from materialgen.lint.lint import Report


@click.command("lint")
@options.kit
@click.option(
    "--lang",
    "language",
    metavar="CODE",
    shell_complete=completion.languages,
    help="Look at one language, e.g. sv, and leave out what compares languages.",
)
@click.option("--strict", is_flag=True, help="Make warnings errors: exit status 1 if there is one.")
@click.option(
    "--in-step",
    "in_step",
    is_flag=True,
    help="Declare that all languages say the same now, and keep that in the kit's languages.lock.",
)
@options.layouts
@options.form
@options.colour
@options.quiet
def command(
    *,
    kit: str | None,
    language: str | None,
    strict: bool,
    in_step: bool,
    layout_folders: tuple[Path, ...],
    form: str,
    colour: bool | None,
    quiet: bool,
) -> None:
    """Warn about language and typography in KIT, and about languages that are not in step.

    KIT is a built-in kit's name or a kit's folder; without it, the built-in kit is looked at. A warning that is wrong
    can be silenced in the file, at the end of the line or on the line above: # lint: ok CODE – the reason

    Exit status: 0 warnings or none, 1 a problem in the content (with --strict: a warning), 2 a wrong command.
    """
    if in_step and language:
        raise click.UsageError("--in-step is about all languages: leave out --lang")
    console = Console(quiet=quiet or form == "json", form=form, colour=colour)
    with reporting(console):
        report = _lint(console, kit, language, layout_folders, in_step=in_step)
        problems = report.problems
        if strict:
            problems = tuple(replace(one, severity="error") for one in problems)
        if problems or form == "json":
            console.problems(problems)
        console.say(_summary(report))
    if strict and problems:
        sys.exit(1)


def _lint(
    console: Console, kit_name: str | None, language: str | None, layout_folders: Sequence[Path], *, in_step: bool
) -> Report:
    # Imported here so that --help and --version stay fast.
    from materialgen.kit.find import DEFAULT_KIT, find_kit
    from materialgen.kit.load import check_choices
    from materialgen.lint.book import read_book
    from materialgen.lint.lint import lint
    from materialgen.lint.lock import NAME, read_lock

    folder = find_kit(kit_name or DEFAULT_KIT)
    check_choices(folder, [language] if language else [], ())
    kits = _kits(folder, language, layout_folders)
    books = [read_book(kit) for kit in kits]
    if language is not None:
        return lint(books)
    path = folder / NAME
    if in_step:
        _declare(console, books, path)
    return lint(books, read_lock(path, _shown(path)))


def _shown(path: Path) -> str:
    """Return a path as the user would type it: relative to the current folder where that is shorter."""
    try:
        return path.resolve().relative_to(Path.cwd().resolve()).as_posix()
    except ValueError:
        return path.as_posix()


def _kits(folder: Path, language: str | None, layout_folders: Sequence[Path]) -> list[Kit]:
    """Load the kit in each language; raises ``ProblemsFoundError`` with the problems of all of them."""
    from materialgen.kit.load import load_kit
    from materialgen.problems import Problem, ProblemsFoundError
    from materialgen.render.layouts import load_layouts

    schemas = {name: layout.schema for name, layout in load_layouts(layout_folders).items()}
    first = None
    problems: list[Problem] = []
    kits: list[Kit] = []
    try:
        first = load_kit(folder, language, schemas)
        kits.append(first)
    except ProblemsFoundError as error:
        problems += error.problems
    for code in _other_languages(folder) if language is None else ():
        try:
            kits.append(load_kit(folder, code, schemas))
        except ProblemsFoundError as error:
            problems += error.problems
    if problems:
        raise ProblemsFoundError(problems)
    return kits


def _other_languages(folder: Path) -> Sequence[str]:
    from materialgen.kit.load import read_facts
    from materialgen.problems import ProblemsFoundError

    try:
        facts, _ = read_facts(folder)
    except ProblemsFoundError:
        return ()  # loading the first language has reported it
    return [str(one) for one in facts.languages[1:]]


def _declare(console: Console, books: Sequence[Book], path: Path) -> None:
    """Write the lock, and say which texts were behind until now: declaring them in step should be no accident."""
    from materialgen.lint.lock import behind, lock_text, read_lock
    from materialgen.render.files import write_atomically

    if len(books) == 1:
        raise click.UsageError("--in-step: the kit has one language only")
    shown = _shown(path)
    late = [one for one in behind(books, read_lock(path, shown)) if one.code == "translation-behind"]
    for one in late:
        console.say(f"declared in step: {one.where} ({one.message})")
    if write_atomically(path, lock_text(books).encode()):
        console.say(f"wrote {shown}")


def _summary(report: Report) -> str:
    """Return what was found in one line."""
    from materialgen.lint.rules.reading import EASY

    count = len(report.problems)
    found = "no warnings" if not count else "1 warning" if count == 1 else f"{count} warnings"
    silenced = f", {report.silenced} silenced" if report.silenced else ""
    values = [f"{code} {value:.0f}" for code, value in report.lix.items() if value is not None]
    lix = f"; LIX of the actions: {', '.join(values)} (easy below {EASY})" if values else ""
    return f"{found}{silenced}{lix}."
