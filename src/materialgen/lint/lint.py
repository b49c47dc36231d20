"""A kit's languages become warnings: read, judged by each rule, compared, silenced where somebody gave a reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from materialgen.lint.codes import BETWEEN_LANGUAGES, CODES
from materialgen.lint.compare import compare
from materialgen.lint.lock import Lock, behind
from materialgen.lint.rules import RULES
from materialgen.lint.rules.reading import lix
from materialgen.lint.silence import silence
from materialgen.lint.whole import whole

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from materialgen.lint.book import Book
    from materialgen.problems import Problem


@dataclass(frozen=True, slots=True)
class Report:
    """What was found in a kit.

    Attributes:
        problems: The warnings, in order.
        silenced: How many more were silenced in place.
        lix: How heavy the actions are to read, by language; None where there are none.
    """

    problems: tuple[Problem, ...]
    silenced: int
    lix: Mapping[str, float | None]


def lint(books: Sequence[Book], lock: Lock | None = None) -> Report:
    """Return the warnings about a kit.

    Args:
        books: The words of the kit, one language each; the others are compared with the first.
        lock: What was declared in step, to compare languages; None to look at each language alone.
    """
    findings = [finding for book in books for rule in RULES for finding in rule(book)]
    findings += whole(books[0])
    looked_for = set(CODES)
    if lock is None or len(books) == 1:
        looked_for -= set(BETWEEN_LANGUAGES)
    else:
        findings += [finding for other in books[1:] for finding in compare(books[0], other)]
        findings += behind(books, lock)
    files = [file for book in books for file in book.files.values()]
    files += [book.facts for book in books[:1] if book.facts]
    kept, silenced = silence(findings, files, looked_for)
    problems = sorted(dict.fromkeys(one.problem for one in kept), key=lambda problem: problem.sort_key)
    return Report(tuple(problems), silenced, {book.code: actions_lix(book) for book in books})


def actions_lix(book: Book) -> float | None:
    """Return the LIX of all actions of a kit together."""
    return lix((entry for entry in book.entries if entry.is_action), book.language.abbreviations)
