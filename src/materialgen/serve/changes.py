"""Which lines of a file an edit has touched, found without asking what they say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class ChangedLines:
    """The lines from the first to the last that are other than before; lines count from 1.

    Attributes:
        first: The first of them.
        old: The last of them as it was counted before; less than ``first`` if lines have only come.
        new: The last of them as it is counted now; less than ``first`` if lines have only gone.
    """

    first: int
    old: int
    new: int

    @classmethod
    def between(cls, old: bytes, new: bytes) -> ChangedLines:
        """Return what lies between the lines with which two versions of a file begin, and with which they end."""
        before, after = old.splitlines(), new.splitlines()
        begin = _alike(before, after)
        end = _alike(reversed(before[begin:]), reversed(after[begin:]))
        return cls(begin + 1, len(before) - end, len(after) - end)

    def touched(self, line: int, *, before: bool) -> bool:
        """Return whether a line is among them, or next to where lines have come or gone."""
        last = self.old if before else self.new
        return self.first <= line <= max(last, self.first)

    def moved(self, line: int) -> bool:
        """Return whether what stood in a line before may stand elsewhere now."""
        return line >= self.first if self.old != self.new else self.first <= line <= self.old


def _alike(some: Iterable[bytes], others: Iterable[bytes]) -> int:
    """Return with how many equal lines both begin."""
    count = 0
    for one, other in zip(some, others, strict=False):
        if one != other:
            break
        count += 1
    return count
