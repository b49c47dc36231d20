"""One build: a kit in one language into one folder; it ends at once if nothing has changed."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from materialgen.cli.console import Console
    from materialgen.cli.request import Request
    from materialgen.plan import Plan
    from materialgen.problems import Problem
    from materialgen.render.bundle import Bundle
    from materialgen.render.output import Output, Written
    from materialgen.render.render import Drawn

MANY = 500
"""Sheets of paper; more is asked about first."""
_NAMED = 20
"""No more foreign files are named."""
_ID = re.compile(r"^id: *([a-z0-9-]+) *(?:#.*)?$", re.MULTILINE)
_LANGUAGES = re.compile(r"^languages: *(?:\[|\n *-) *([a-zA-Z-]+)", re.MULTILINE)


class Build(NamedTuple):
    """What is to be built; it can travel to another process.

    Attributes:
        kit: As typed; None means the built-in one.
        language: As typed; None means the kit's first.
        folder: Where the files go; None means the usual folder.
        sheets: Ids of the sheets to make; none means all.
        yes: Whether much paper is meant.
        html: Whether HTML editions are wanted, too.
        flags: Of ``printing``.
    """

    kit: str | None
    language: str | None
    folder: Path | None
    sheets: tuple[str, ...]
    yes: bool
    html: bool
    flags: Mapping[str, Any]

    @property
    def name(self) -> str:
        """What tells it from others of a run: its brand and its language."""
        brand = self.flags.get("brand")
        folder = [(brand if brand.is_dir() else brand.resolve().parent).name] if brand else []
        return " ".join([*folder, *([self.language] if self.language else [])]) or "the kit"

    @property
    def asked(self) -> str:
        """All of it as a text, the folder that paths start from included."""
        return json.dumps([self._asdict(), str(Path.cwd())], default=str, sort_keys=True)


def builds_of(first: Build, languages: Sequence[str]) -> list[Build]:
    """Return a build for each brand and each language.

    Args:
        first: All else that is said; its brand may be a folder of brands.
        languages: None means the kit's first.

    Raises:
        ProblemsFoundError: The folder of brands holds none, or two with one id.
    """
    path = first.flags["brand"]
    brands: Sequence[Path | None] = [path]
    if path is not None and path.is_dir() and not (path / "brand.yaml").is_file():
        from materialgen.brand import find_brands

        brands = find_brands(path)
        _see_that_ids_differ(brands)
    return [
        first._replace(language=language, flags={**first.flags, "brand": brand})
        for brand in brands
        for language in languages or (None,)
    ]


def build(build: Build, console: Console) -> None:
    """Make the files of a build that are not there yet, and tell what was done.

    Raises:
        click.UsageError: Options do not go together, or more paper is needed than is usual.
        UnknownChoiceError: The kit, language or a sheet does not exist.
        ProblemsFoundError: With what is wrong in the content, or because a file cannot be written.
        MaterialgenInternalError: A layout broke a promise.
    """
    if not console.verbose and _nothing_to_do(build, console):
        return
    from materialgen.changes.baseline import told_since_print
    from materialgen.cli.request import read_request
    from materialgen.cli.web import lacking
    from materialgen.interrupt import heeded
    from materialgen.reads import recorded
    from materialgen.render.output import Output
    from materialgen.render.web import WebPage

    with heeded(), recorded() as reads:
        request = read_request(build.kit, build.flags, [build.language] if build.language else (), build.sheets)
        plan = request.plan(build.language)
        folder = build.folder or request.output(plan.kit.id, plan.kit.language)

        def waiting() -> None:
            console.error(f"another build is writing into {folder.as_posix()}; waiting for it.")

        with Output.opened(folder, waiting) as output:
            drawn, written = _write(build, console, request, plan, output)
            warnings = list(request.brand.notices) if request.brand else []
            if build.html and not any(isinstance(one.made, WebPage) for one in written):
                warnings.append(lacking())
            said = _summary(plan, written, folder)
            if not build.sheets:
                said += told_since_print(folder, output.manifest)
                warnings += _foreign(folder, [one.path.name for one in written])
            if warnings:
                console.problems(warnings)
            # What was warned of is warned of again: such a build is remembered, but not as one to be answered at once.
            output.remember(drawn, reads, "" if warnings else build.asked, said)
    console.say(said)


def _nothing_to_do(build: Build, console: Console) -> bool:
    """Return whether all files are there as a build would write them, after telling so.

    Where the files are is guessed from the kit's facts without reading them properly; a wrong guess is no harm, since
    the state that is found there must match all that is asked for and all that was read.
    """
    from materialgen.render.state import read_state, up_to_date

    folder = build.folder or _guessed_folder(build)
    state = read_state(folder) if folder is not None else None
    if folder is None or state is None or not up_to_date(state, build.asked, folder):
        return False
    console.say(re.sub(r"\(\d+ new or changed\)", "(0 new or changed)", str(state["said"]), count=1))
    return True


def _guessed_folder(build: Build) -> Path | None:
    from materialgen.cli.request import usual_folder
    from materialgen.kit.find import DEFAULT_KIT, find_kit

    try:
        facts = (find_kit(build.kit or DEFAULT_KIT) / "kit.yaml").read_text("utf-8")
    except (OSError, ValueError):
        return None
    kit, first = _ID.search(facts), _LANGUAGES.search(facts)
    language = build.language or (first[1] if first else None)
    if not (kit and language):
        return None
    brand = build.flags.get("brand")
    return usual_folder(guessed_id(brand) if brand else None, kit[1], language)


def _see_that_ids_differ(brands: Sequence[Path]) -> None:
    """Raise ``ProblemsFoundError`` if the files of two brands would go into one folder."""
    from materialgen.problems import Problem, ProblemsFoundError, Where

    first: dict[str, Path] = {}
    problems = []
    for one in brands:
        other = first.setdefault(guessed_id(one), one)
        if other is not one:
            message = f"the id '{guessed_id(one)}' is that of {other.as_posix()} as well: their files would mix"
            hint = "give one of them another 'id:'"
            problems.append(Problem("duplicate-id", message, Where((one / "brand.yaml").as_posix()), hint))
    if problems:
        raise ProblemsFoundError(problems)


def guessed_id(brand: Path) -> str:
    """Return what a brand's file says that it is called, without reading it properly."""
    from materialgen.slug import slug

    file = brand / "brand.yaml" if brand.is_dir() else brand
    try:
        said = _ID.search(file.read_text("utf-8"))
    except (OSError, ValueError):
        said = None
    return said[1] if said else slug(file.parent.resolve().name, "brand")


def _write(
    build: Build, console: Console, request: Request, plan: Plan, output: Output
) -> tuple[list[Drawn], list[Written]]:
    from materialgen.render.bundle import make_bundles
    from materialgen.render.render import draw_kit
    from materialgen.render.web import draw_pages

    bundled = request.bundles and not build.sheets
    bundles: list[Bundle] = []
    with console.progress(len(plan.documents) + bundled) as progress:
        drawn = draw_kit(
            plan,
            request.layouts,
            only=build.sheets or None,
            press=request.press,
            known=output,
            on_progress=lambda document: progress.advance(document.name),
        )
        _ask_about_paper(build, plan, drawn)
        if bundled:
            progress.advance("print-ready bundles")
            bundles = make_bundles(plan, drawn)
        wanted = build.html or output.has_pages
        pages = draw_pages(plan, request.layouts, [one.printed for one in drawn]) if wanted else []
        written = output.write(
            plan,
            drawn,
            bundles,
            pages,
            whole=not build.sheets,
            on_written=lambda one: console.file(one.path.as_posix(), _details(one), changed=one.changed),
        )
    return drawn, written


def _ask_about_paper(build: Build, plan: Plan, drawn: Sequence[Drawn]) -> None:
    from materialgen.plan.bill import make_bill

    leaves = sum(make_bill(plan, [one.printed for one in drawn]).leaves.values())
    if leaves > MANY and not build.yes:
        message = f"the kit needs {leaves} sheets of paper for this group; add --yes if that is what you want"
        raise click.UsageError(f"{message} (see `materialgen plan`)")


def _foreign(folder: Path, own: Sequence[str]) -> list[Problem]:
    """Return a warning if a folder holds PDF files that a whole build did not write; they are left as they are."""
    from materialgen.problems import Problem, Where
    from materialgen.render.state import foreign

    others = foreign(folder, own)
    if not others:
        return []
    named = ", ".join(others[:_NAMED]) + (f" and {len(others) - _NAMED} more" if len(others) > _NAMED else "")
    what, them = (f"{named} is", "it") if len(others) == 1 else (f"{named} are", "them")
    message = f"{what} not part of this kit, perhaps left over from another group"
    hint = f"print nothing from {them}: remove {them}, or move {them} elsewhere"
    return [Problem("foreign-pdf", message, Where(folder.as_posix()), hint, severity="warning")]


def _details(written: Written) -> str:
    from materialgen.render.bundle import Bundle
    from materialgen.render.web import WebPage

    made, size = written.made, f"{len(written.made.data) / 1024:.0f} kB"
    if isinstance(made, WebPage):
        return f"HTML, {size}"
    if isinstance(made, Bundle):
        return f"{made.plan.paper}, {_sides(made.sides)}, {size}"
    printed = made.printed
    pages = "1 page" if printed.pages == 1 else f"{printed.pages} pages"
    return f"{printed.plan.sheet.paper}, {pages}, {size}, content {printed.fingerprint}"


def _sides(count: int) -> str:
    return "1 side" if count == 1 else f"{count} sides"


def _summary(plan: Plan, written: Sequence[Written], folder: Path) -> str:
    """Return what was made and what to do next."""
    from materialgen.plan.bill import make_bill
    from materialgen.render.bundle import Bundle
    from materialgen.render.render import Drawn
    from materialgen.render.web import WebPage

    bundles = [(one.path.name, one.made) for one in written if isinstance(one.made, Bundle)]
    bill = make_bill(plan, [one.made.printed for one in written if isinstance(one.made, Drawn)])
    changed = sum(one.changed for one in written)
    sides = " and ".join(f"{count} on {name}" for name, count in bill.prints.items())
    files = "1 file" if len(written) == 1 else f"{len(written)} files"
    lines = [f"{files} in {folder.as_posix()} ({changed} new or changed); printed sides for the group: {sides}."]
    if bundles:
        names = ", ".join(f"{name} ({_sides(made.sides)})" for name, made in bundles)
        lines.append(f"All copies in one file for each paper, to be printed on one side: {names}.")
    if pages := ", ".join(one.path.name for one in written if isinstance(one.made, WebPage)):
        lines.append(f"For screens and screen readers: {pages}.")
    lines.append(f"Next: open {written[0].path.as_posix()}, and print at 100 % (actual size).")
    return "\n".join(lines)
