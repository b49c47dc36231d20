"""What a check finds: a problem of a file, or of a page of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from materialgen.problems import Problem, Where

if TYPE_CHECKING:
    from materialgen.check.built import Built


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem of a printed file.

    Attributes:
        file: The file's name.
        page: From 1; 0 means the file as a whole.
        problem: What is wrong; its place is in the content where the content is the cause, else the file itself.
        check: The name of the check that found it; set when checks are run.
    """

    file: str
    page: int
    problem: Problem
    check: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with a file, before it is told: the kind of problem, what, and the page (0 means all of it)."""

    code: str
    message: str
    page: int = 0


def found(
    built: Built,
    code: str,
    message: str,
    file: str,
    page: int = 0,
    *,
    where: Where | None = None,
    hint: str | None = None,
) -> Finding:
    """Return a finding.

    Args:
        built: What is checked.
        code: The kind of problem.
        message: What is wrong, without the file's name and the page's number.
        file: The file's name.
        page: From 1; 0 means the file as a whole.
        where: The place in the content that is the cause, if one is.
        hint: What to do.
    """
    path = built.shown(file)
    at = f"page {page}: " if page else ""
    if where is not None and where.file:
        return Finding(file, page, Problem(code, f"{at}{message} ({path})", where, hint))
    return Finding(file, page, Problem(code, f"{at}{message}", Where(path), hint))
