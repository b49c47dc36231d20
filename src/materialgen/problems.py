"""The one currency of errors: a located, coded problem that says what to do."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, order=True)
class Where:
    """A place in a content file.

    Attributes:
        file: The path as the user should see it.
        line: Line number, from 1; 0 means the file as a whole.
        column: Column number in characters, from 1; 0 means the line as a whole.
    """

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """Return ``file:line:column``, leaving out what is 0."""
        parts = [self.file, *(str(number) for number in (self.line, self.column) if number)]
        return ":".join(parts)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, where it is and what to do about it.

    Attributes:
        code: A stable, hyphenated name of the kind of problem, e.g. ``unknown-key``.
        message: One sentence, without a full stop, that says what is wrong.
        where: The place in the content, or None when the problem has no file.
        hint: What to do about it, or None.
        severity: ``error`` stops a build, ``warning`` does not.
    """

    code: str
    message: str
    where: Where | None = None
    hint: str | None = None
    severity: Severity = field(default="error")

    def __str__(self) -> str:
        """Return the problem as one line of text (two with a hint)."""
        place = f"{self.where}: " if self.where else ""
        hint = f"\n  hint: {self.hint}" if self.hint else ""
        return f"{place}{self.severity}[{self.code}]: {self.message}{hint}"

    @property
    def sort_key(self) -> tuple[Where, str, str]:
        """Order by place, then code and message; problems without a place come first."""
        return (self.where or Where(""), self.code, self.message)


class ProblemsFoundError(Exception):
    """Raised when a stage cannot hand on a value; carries every problem it found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the problems, sorted by place and without repetition."""
        self.problems: tuple[Problem, ...] = tuple(sorted(dict.fromkeys(problems), key=lambda p: p.sort_key))
        super().__init__("\n".join(str(problem) for problem in self.problems))


class UnknownChoiceError(Exception):
    """Raised when a command names something that does not exist; its text is one line with the choices."""

    def __init__(self, what: str, name: str, choices: Iterable[str]) -> None:
        """Say what is unknown, the nearest choice and all choices."""
        known = list(choices)
        near = nearest(name, known)
        guess = f" - did you mean '{near[0]}'?" if near else ""
        super().__init__(f"there is no {what} '{name}'{guess} (choose from: {', '.join(known)})")


class MaterialgenInternalError(Exception):
    """A layout or the engine broke one of its own promises; never the user's fault."""


def did_you_mean(word: str, choices: Iterable[str]) -> str | None:
    """Return a hint with the nearest of ``choices``, or the list of choices when none is near."""
    known = sorted(set(choices))
    near = nearest(word, known)
    if near:
        return f"did you mean '{near[0]}'?"
    if known:
        return "choose one of: " + ", ".join(known)
    return None


def nearest(word: str, choices: list[str]) -> list[str]:
    """Return the nearest choice, if any is near."""
    from difflib import get_close_matches  # only where something is wrong

    return get_close_matches(word, choices, n=1, cutoff=0.6)
