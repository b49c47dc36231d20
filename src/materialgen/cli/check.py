"""``materialgen check``."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from materialgen.cli import completion, options
from materialgen.cli.console import Console, echo, reporting
from materialgen.cli.report import FORMATS
from materialgen.cli.request import printing, read_request

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from materialgen.check.run import Check
    from materialgen.cli.checked import Checked
    from materialgen.cli.console import Progress
    from materialgen.cli.request import Request
    from materialgen.plan import Plan
    from materialgen.problems import Problem
    from materialgen.render.bundle import Bundle
    from materialgen.render.output import Written
    from materialgen.render.render import Drawn

_WHOLE = frozenset({"json", "junit"})
"""Forms that are one document, so that nothing else may stand on standard output."""


@dataclass(frozen=True, slots=True)
class _Task:
    """What is to be checked.

    Attributes:
        request: What the kit was built from.
        languages: The languages as typed; none means those that are there.
        folder: Where the files are, if that is said.
        files: The names of the files to check; None means all.
        fast: Whether to leave out what needs rendering, and to read bundles.
        coverage: Whether to tell where each text stands.
    """

    request: Request
    languages: tuple[str, ...]
    folder: Path | None
    files: tuple[str, ...] | None
    fast: bool
    coverage: bool


@click.command("check")
@click.argument("what", metavar="[KIT] [PDF]...", nargs=-1, shell_complete=completion.kits_and_files)
@click.option(
    "--lang",
    "language",
    metavar="CODE",
    multiple=True,
    shell_complete=completion.languages,
    help="The languages, e.g. sv or sv,en. The default is those that have been built, else the kit's first.",
)
@click.option(
    "--out",
    "folder",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where the files of one language are. The default is that of build.",
)
@printing
@click.option(
    "--fast", is_flag=True, help="Leave out bundles, and what needs pictures of the pages or another program."
)
@click.option("--coverage", is_flag=True, help="Tell on which sheets and pages each text of the content stands.")
@click.option(
    "--format",
    "form",
    type=click.Choice((*FORMATS, "junit")),
    default="text",
    help="How findings are printed. The forms for programs go to standard output.",
)
@options.colour
@options.quiet
def command(
    *,
    what: tuple[str, ...],
    language: tuple[str, ...],
    folder: Path | None,
    fast: bool,
    coverage: bool,
    form: str,
    colour: bool | None,
    quiet: bool,
    **flags: Any,  # noqa: ANN401 - the flags of planning and printing, as click hands them over
) -> None:
    """Read the PDF files of KIT back, and say whether they are whole, right, legible and accessible, or where not.

    KIT is a built-in kit's name or a kit's folder; without it, the built-in kit is checked. With the paths of PDF
    files, only those are. Files that are not there yet are built first; files that are there are never changed.

    Exit status: 0 nothing was found, 1 something was, or the content has a problem, 2 a wrong command.
    """
    console = Console(quiet=quiet or form in _WHOLE, form=form, colour=colour)
    with reporting(console):
        from materialgen.problems import ProblemsFoundError

        try:
            all_checked = _check(console, _task(what, language, folder, flags, fast=fast, coverage=coverage))
        except ProblemsFoundError as error:
            if form not in _WHOLE:
                raise
            _whole(form, [], error.problems)
            sys.exit(1)
        if form in _WHOLE:
            _whole(form, all_checked)
        else:
            _tell(console, all_checked)
        if any(one.problem.severity == "error" for checked in all_checked for one in checked.findings):
            sys.exit(1)


def _task(
    what: Sequence[str],
    language: Sequence[str],
    folder: Path | None,
    flags: Mapping[str, Any],
    *,
    fast: bool,
    coverage: bool,
) -> _Task:
    """Tell kit and files apart; raises ``click.UsageError``, and what ``read_request`` does."""
    paths = [Path(one) for one in what if one.lower().endswith(".pdf")]
    kits = [one for one in what if not one.lower().endswith(".pdf")]
    if len(kits) > 1:
        raise click.UsageError(f"one kit at a time; the rest must end in .pdf: {', '.join(kits)}")
    for one in kits:
        if Path(one).is_dir() and not (Path(one) / "kit.yaml").is_file() and any(Path(one).glob("*.pdf")):
            raise click.UsageError(f"'{one}' is no kit but a folder of PDF files: say --out '{one}'")
    languages = options.named("--lang", "language", language)
    folders = {one.parent for one in paths if folder is None or one.parent != Path()}
    if folder is not None:
        folders.add(folder)
    if len({one.resolve() for one in folders}) > 1:
        raise click.UsageError(f"the files of one folder at a time: {', '.join(sorted(map(str, folders)))}")
    if paths and folder is None:
        folder = paths[0].parent
    if folder is not None and len(languages) > 1:
        raise click.UsageError("--out and PDF files are of one language: name one with --lang")
    names = tuple(dict.fromkeys(one.name for one in paths)) or None
    request = read_request(kits[0] if kits else None, flags, languages)
    return _Task(request, languages, folder, names, fast, coverage)


def _check(console: Console, task: _Task) -> list[Checked]:
    from materialgen.check.run import checks_for

    plans = _plans(task)
    checks = checks_for(fast=task.fast)
    with console.progress(len(plans) * (len(checks) + 1)) as progress:
        return [_check_one(console, task, plan, checks, progress) for plan in plans]


def _plans(task: _Task) -> list[Plan]:
    """Return the plan in each language to check.

    Raises:
        ProblemsFoundError: With the problems of all languages.
        UnknownChoiceError: The kit has no such language.
        click.UsageError: A named file is not there, and the kit has none of that name.
    """
    from materialgen.problems import ProblemsFoundError

    plans: list[Plan] = []
    problems: list[Problem] = []
    codes: Sequence[str | None] = task.languages or _languages(task.request, task.folder)
    for code in codes:
        try:
            plans.append(task.request.plan(code))
        except ProblemsFoundError as error:
            problems += error.problems
    if task.folder is not None and plans:
        names = frozenset(task.files or _pdf_names(task.folder))
        best = max(plans, key=lambda plan: len(names & _file_names(plan)))
        if problems and not names & _file_names(best):
            raise ProblemsFoundError(problems)
        gone = [one for one in task.files or () if not (one in _file_names(best) or _is_there(task.folder / one))]
        if gone:
            raise click.UsageError(f"there is no file {', '.join((task.folder / one).as_posix() for one in gone)}")
        return [best]
    if problems:
        raise ProblemsFoundError(problems)
    return plans


def _languages(request: Request, folder: Path | None) -> Sequence[str | None]:
    """Return the languages of a kit that may be meant: all for a given folder, else those that have been built.

    None means the first.
    """
    from materialgen.kit.load import read_facts
    from materialgen.problems import ProblemsFoundError

    try:
        facts, _ = read_facts(request.folder)
    except ProblemsFoundError:
        return [None]  # loading the kit reports it, together with everything else
    codes = [str(one) for one in facts.languages]
    if folder is not None:
        return codes
    return [code for code in codes if _pdf_names(request.output(str(facts.id), code))] or codes[:1]


def _file_names(plan: Plan) -> frozenset[str]:
    return frozenset(one.file_name for one in plan.documents)


def _is_there(path: Path) -> bool:
    """Return whether there is something at a path, as far as can be told."""
    try:
        return path.exists()
    except OSError:
        return True


def _pdf_names(folder: Path) -> list[str]:
    """Return the names of the PDF files in a folder; raises ``ProblemsFoundError`` if it cannot be read."""
    from materialgen.problems import Problem, ProblemsFoundError, Where

    try:
        return sorted(one.name for one in folder.iterdir() if one.suffix.lower() == ".pdf")
    except FileNotFoundError:
        return []
    except OSError as error:
        message = f"the folder cannot be read: {error.strerror or error}"
        raise ProblemsFoundError([Problem("unreadable-file", message, Where(folder.as_posix()))]) from None


def _check_one(
    console: Console,
    task: _Task,
    plan: Plan,
    checks: tuple[Check, ...],
    progress: Progress,
) -> Checked:
    """Check a kit in one language, after it has been built if there is none of its files."""
    from materialgen.check.built import read_built
    from materialgen.check.run import notes, run_checks
    from materialgen.cli.checked import Checked
    from materialgen.render.bundle import make_bundles, plan_bundles
    from materialgen.render.render import draw_kit
    from materialgen.render.web import draw_pages

    request = task.request
    folder = task.folder or request.output(plan.kit.id, plan.kit.language)
    progress.advance(f"{plan.kit.language}: drawing")
    fresh = draw_kit(plan, request.layouts, press=request.press)
    printed = [one.printed for one in fresh]
    write = task.files is None and not _pdf_names(folder)
    wanted = request.bundles and (write or not task.fast)
    bundles = make_bundles(plan, fresh) if wanted else []
    made = _write(console, plan, fresh, bundles, folder) if write else 0
    unread = [one.file_name for one in plan_bundles(plan, printed)] if request.bundles and task.fast else []
    pages = draw_pages(plan, request.layouts, printed)
    read = [] if task.fast else bundles
    built = read_built(plan, folder, fresh, task.files, read, request.press, unread, pages)
    findings = run_checks(built, checks, on_check=lambda check: progress.advance(f"{plan.kit.language}: {check.name}"))
    covered = None
    if task.coverage:
        from materialgen.check.words import coverage

        covered = tuple(coverage(built))
    return Checked(built, made, checks, tuple(findings), tuple(notes(built, checks)), covered)


def _write(console: Console, plan: Plan, fresh: Sequence[Drawn], bundles: Sequence[Bundle], folder: Path) -> int:
    """Write the files of a kit that has not been built, and return how many."""
    from materialgen.render.output import Output

    def count(one: Written) -> None:
        console.changed += one.changed

    with Output.opened(folder) as output:
        written = output.write(plan, fresh, bundles, on_written=count)
    console.say(f"{folder.as_posix()} held no PDF file: {len(written)} were built into it.")
    return len(written)


def _tell(console: Console, all_checked: Sequence[Checked]) -> None:
    """Print what was found for people, and for GitHub."""
    from materialgen.cli.checked import coverage_table, summary, table

    for one in all_checked:
        console.say(table(one))
        if one.coverage is not None:
            console.say(coverage_table(one))
    problems = [one.problem for checked in all_checked for one in checked.findings]
    if problems:
        console.problems(problems)
    console.say(summary(all_checked))


def _whole(form: str, all_checked: Sequence[Checked], problems: Sequence[Problem] = ()) -> None:
    """Print a whole document for programs."""
    from materialgen.cli.checked import as_json
    from materialgen.cli.junit import as_junit

    echo((as_json if form == "json" else as_junit)(all_checked, problems))
