"""Actions that say almost the same: they share most of their words."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from materialgen.lint.book import Book, Finding

ALIKE = 0.6
"""Two texts are alike that share so much of all the words that either has, stop words left out."""
_FEWEST = 3
"""Texts with fewer words that count are not compared."""
_STEM = 7
"""Words are compared by so many letters, whatever their endings."""


def similar_actions(book: Book) -> Iterator[Finding]:
    """Find actions that are nearly identical to an earlier one."""
    actions = [entry for entry in book.entries if entry.is_action]
    bags = [
        frozenset(word.lower[:_STEM] for word in entry.words if word.lower not in book.language.stop_words)
        for entry in actions
    ]
    for first, second in similar_pairs(bags):
        one, other = actions[second], actions[first]
        message = f"{one.path[-1]} and {other.path[-1]} are nearly identical"
        hint = f"merge them, or make the difference clear; the other stands at {other.text.where}"
        yield one.finding("similar-actions", message, hint)


def similar_pairs(bags: Sequence[frozenset[str]]) -> Iterator[tuple[int, int]]:
    """Yield the indices of sets that are alike, the smaller first.

    Two sets that are alike share at least one of the rarest members of either, so that only those that do are compared.
    """
    rarity = Counter(member for bag in bags for member in bag)
    holders: dict[str, list[int]] = {}
    for index, bag in enumerate(bags):
        if len(bag) < _FEWEST:
            continue
        members = sorted(bag, key=lambda member: (rarity[member], member))
        rarest = members[: len(members) - math.ceil(ALIKE * len(members)) + 1]
        candidates = {other for member in rarest for other in holders.get(member, ())}
        for other in sorted(candidates):
            if len(bag & bags[other]) >= ALIKE * len(bag | bags[other]):
                yield other, index
        for member in rarest:
            holders.setdefault(member, []).append(index)
