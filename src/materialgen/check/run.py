"""All checks, in order, over a kit that was built."""

from __future__ import annotations

from dataclasses import dataclass, replace
from importlib import import_module
from typing import TYPE_CHECKING, Any

from materialgen.check.finding import Finding, found

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from materialgen.check.built import Built


@dataclass(frozen=True, slots=True)
class Check:
    """One family of checks.

    Attributes:
        name: Of its module in this package, which offers ``check(built)``, and ``notes(built)`` if it may have to
            leave something out: one line for each thing, with the reason.
        about: What it proves, for the report.
        slow: Whether it needs pictures of the pages, another program, or to read every copy of a bundle.
        alone: Whether it can look at one file without the others; if it fails, it is known then which makes it fail.
    """

    name: str
    about: str
    slow: bool = False
    alone: bool = True

    @property
    def _module(self) -> Any:  # noqa: ANN401 - the modules of checks have no common type
        return import_module(f"materialgen.check.{self.name}")

    def run(self, built: Built) -> Iterator[Finding]:
        """Yield what is wrong; a file that makes the check fail is a finding, too, and the others are still checked."""
        module = self._module
        try:
            yield from [replace(one, check=self.name) for one in module.check(built)]
        except Exception as error:  # noqa: BLE001 - a damaged file may break a reader in any way
            files = built.everything
            if self.alone and len(files) > 1:
                for name in files:
                    yield from self.run(built.only(name))
            else:
                message = f"the check '{self.name}' cannot make sense of it: {type(error).__name__}: {error}"
                file_name = next(iter(files)) if len(files) == 1 else ""
                yield replace(found(built, "odd-pdf", message, file_name), check=self.name)

    def notes(self, built: Built) -> list[str]:
        """Return what the check had to leave out, and why."""
        return list(getattr(self._module, "notes", lambda _built: ())(built))


CHECKS = (
    Check("files", "each file of the plan is there, can be read, and no other"),
    Check("pages", "sizes, boxes and numbers of pages; no page is blank"),
    Check("fonts", "fonts are embedded as subsets and can be read back"),
    Check("metadata", "title, language, printing at 100 %; no names, paths or dates"),
    Check("structure", "tags: headings, lists, tables, figures, reading order"),
    Check("words", "every text of the content, where it belongs, unchanged; no foreign text"),
    Check("cards", "each card and question has its own text"),
    Check("sizes", "no type is smaller than its minimum"),
    Check("positions", "texts in the live area, clear of cuts and of each other"),
    Check("contrast", "contrast of texts and signs as drawn"),
    Check("web", "HTML editions, where there are any: well-formed, self-contained, with every text"),
    Check("bundles", "bundles hold each page of each document, in order, as often as it is printed", slow=True),
    Check("reproduction", "the bytes are what the content says"),
    Check("ink", "ink coverage, and no page that renders blank", slow=True),
    Check("greyness", "dots and principles can be told apart without colour", slow=True),
    Check("accessibility", "PDF/UA-1 and PDF/A-2a, by veraPDF where Java is there", slow=True, alone=False),
)


def checks_for(*, fast: bool) -> tuple[Check, ...]:
    """Return the checks to run; ``fast`` leaves out the slow ones."""
    return tuple(one for one in CHECKS if not (fast and one.slow))


def run_checks(
    built: Built, checks: Sequence[Check] = CHECKS, *, on_check: Callable[[Check], None] = lambda _check: None
) -> list[Finding]:
    """Run checks and return what is wrong, by file and page in the plan's order.

    Args:
        built: What is checked.
        checks: The checks, in order.
        on_check: Called before each check.
    """
    findings: list[Finding] = []
    for check in checks:
        on_check(check)
        findings += check.run(built)
    return _in_order(built, findings)


def notes(built: Built, checks: Sequence[Check] = CHECKS) -> list[str]:
    """Return what was left out when these checks were run, and why."""
    left_out = [one.name for one in CHECKS if one not in checks]
    shortened = [f"--fast leaves out {', '.join(left_out)}"] if left_out else []
    return [*shortened, *(note for one in checks for note in one.notes(built))]


def _in_order(built: Built, findings: Sequence[Finding]) -> list[Finding]:
    rank = {name: index for index, name in enumerate(built.names)}
    unique = list(dict.fromkeys(findings))
    return sorted(unique, key=lambda one: (rank.get(one.file, len(rank)), one.file, one.page))
