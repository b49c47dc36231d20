"""All checks, in order, over a kit that was built."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from materialgen.check.built import Built
    from materialgen.check.finding import Finding


@dataclass(frozen=True, slots=True)
class Check:
    """One family of checks.

    Attributes:
        name: Of its module in this package, which offers ``check(built)``.
        about: What it proves, for the report.
        renders: Whether it needs pictures of the pages, or another program, and takes longer.
    """

    name: str
    about: str
    renders: bool = False

    def run(self, built: Built) -> Iterator[Finding]:
        """Yield what is wrong."""
        module: Any = import_module(f"materialgen.check.{self.name}")
        yield from module.check(built)


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
    Check("reproduction", "the bytes are what the content says"),
    Check("ink", "ink coverage, and no page that renders blank", renders=True),
    Check("greyness", "dots and principles can be told apart without colour", renders=True),
    Check("accessibility", "PDF/UA-1 and PDF/A-2a, by veraPDF where Java is there", renders=True),
)


def run_checks(
    built: Built, *, fast: bool = False, on_check: Callable[[Check], None] = lambda _check: None
) -> list[Finding]:
    """Run every check and return what is wrong, by file and page in the plan's order.

    Args:
        built: What is checked.
        fast: Leave out what needs rendering.
        on_check: Called before each check.
    """
    findings: list[Finding] = []
    for check in CHECKS:
        if fast and check.renders:
            continue
        on_check(check)
        findings += check.run(built)
    return _in_order(built, findings)


def _in_order(built: Built, findings: Sequence[Finding]) -> list[Finding]:
    rank = {name: index for index, name in enumerate(built.documents)}
    unique = list(dict.fromkeys(findings))
    return sorted(unique, key=lambda one: (rank.get(one.file, len(rank)), one.file, one.page))
