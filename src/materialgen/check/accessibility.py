"""PDF/UA-1 and PDF/A-2a, proved by veraPDF where it and Java are there."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from materialgen.check import vera
from materialgen.check.finding import found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from materialgen.check.built import Built
    from materialgen.check.finding import Finding

_TOLD = 3
"""So many rules of a standard are told for a file, and the rest counted."""
_AGAIN = "build the kit again"
_HINT = f"{_AGAIN}; if it comes back, the layout is at fault"


def missing() -> str | None:
    """Return why these checks cannot be made on this computer, or None if they can."""
    return vera.lacking()


def notes(_built: Built) -> Iterator[str]:
    """Yield what had to be left out, and why."""
    reason = missing()
    if reason:
        yield f"PDF/UA-1 and PDF/A-2a are not checked: {reason}"


def check(built: Built) -> Iterator[Finding]:
    """Yield the files that do not conform; one finding for a standard tells its first rules.

    Raises:
        VeraError: veraPDF is there, but stopped.
    """
    files = built.everything.values()
    if missing() or not files:
        return
    for path, failures in vera.validate([file.path for file in files]).items():
        by_profile: dict[str, list[vera.Failure]] = defaultdict(list)
        for one in failures:
            by_profile[one.profile].append(one)
        for profile, rules in by_profile.items():
            page = next((one.page for one in rules if one.page), 0)
            told = "; ".join(_said(one) for one in rules[:_TOLD])
            told += f"; and {len(rules) - _TOLD} more rules" if len(rules) > _TOLD else ""
            if profile == "ua1":
                yield found(built, "not-pdf-ua", f"it is no PDF/UA-1: {told}", path.name, page, hint=_HINT)
            elif profile == "2a":
                yield found(built, "not-pdf-a", f"it is no PDF/A-2a: {told}", path.name, page, hint=_HINT)
            else:
                yield found(built, "broken-pdf", f"veraPDF cannot read it: {told}", path.name, hint=_AGAIN)


def _said(failure: vera.Failure) -> str:
    if not failure.clause:
        return failure.message
    times = f" ({failure.count} times)" if failure.count > 1 else ""
    return f"clause {failure.clause}-{failure.test}, {failure.message.rstrip('.')}{times}"
