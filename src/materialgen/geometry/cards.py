"""Decks of cards: which slot each card gets, and the cut lines that free them; all lengths in mm."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from materialgen.geometry.box import Box

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

Slot = tuple[int, int]
"""A row and a column, both from 0."""


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line between two points."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def horizontal(self) -> bool:
        """Whether the line lies (else it stands)."""
        return self.y0 == self.y1


@dataclass(frozen=True, slots=True)
class Deck:
    """A block of equal cards that share their cut lines, the same on every sheet of the deck."""

    block: Box
    columns: int
    rows: int

    @property
    def card_width(self) -> float:
        """The width of a card."""
        return self.block.w / self.columns

    @property
    def card_height(self) -> float:
        """The height of a card."""
        return self.block.h / self.rows

    def card(self, slot: Slot) -> Box:
        """Return the box of a slot."""
        row, column = slot
        return Box(
            self.block.x + column * self.card_width,
            self.block.y + row * self.card_height,
            self.card_width,
            self.card_height,
        )

    def cut_lines(self, slots: Collection[Slot]) -> list[Line]:
        """Return the lines that cut out the given slots.

        Each edge of each card is covered exactly once; neighbours share a line; none is drawn round empty slots.
        Horizontal lines come first, from the top, then vertical ones, from the left.
        """
        taken = set(slots)
        lines = []
        for row in range(self.rows + 1):
            y = self.block.y + row * self.card_height
            cut = [(row - 1, column) in taken or (row, column) in taken for column in range(self.columns)]
            lines += [
                Line(self.block.x + first * self.card_width, y, self.block.x + last * self.card_width, y)
                for first, last in _runs(cut)
            ]
        for column in range(self.columns + 1):
            x = self.block.x + column * self.card_width
            cut = [(row, column - 1) in taken or (row, column) in taken for row in range(self.rows)]
            lines += [
                Line(x, self.block.y + first * self.card_height, x, self.block.y + last * self.card_height)
                for first, last in _runs(cut)
            ]
        return lines


def straight_cuts(lines: Sequence[Line]) -> int:
    """Return how many straight cuts across the whole sheet cover all lines: those in line with each other are one."""
    return len({(line.horizontal, round(line.y0 if line.horizontal else line.x0, 3)) for line in lines})


def _runs(flags: Sequence[bool]) -> list[tuple[int, int]]:
    """Return the half-open ranges of consecutive true values."""
    runs = []
    start = None
    for index, flag in enumerate([*flags, False]):
        if flag and start is None:
            start = index
        elif not flag and start is not None:
            runs.append((start, index))
            start = None
    return runs


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a card of a group stands: ``group`` and ``index`` count from 0."""

    group: int
    index: int
    slot: Slot


def place_groups(sizes: Sequence[int], columns: int, rows: int) -> list[list[Placed]]:
    """Return the sheets of a deck, group by group.

    A group begins on a row of its own, so that it comes off without cutting through another; a group that fits on
    one sheet is never split over two. Of all ways that take as few sheets as possible, the one that fills them most
    evenly is taken.

    Args:
        sizes: The number of cards in each group, ≥ 1.
        columns: Cards across a sheet, ≥ 1.
        rows: Cards down a sheet, ≥ 1.
    """
    needed = [-(-size // columns) for size in sizes]
    begins = _begins(needed, rows)
    sheets: list[list[Placed]] = []
    row = 0
    for group, size in enumerate(sizes):
        if group in begins:
            sheets.append([])
            row = 0
        for index in range(size):
            line = row + index // columns
            while line >= rows:
                sheets.append([])
                row -= rows
                line -= rows
            sheets[-1].append(Placed(group, index, (line, index % columns)))
        row += needed[group]
    return sheets


def _begins(needed: Sequence[int], rows: int) -> set[int]:
    """Return the groups that begin a sheet, from the number of rows that each needs.

    Sheets are as few as possible, then as even (the sum of the squares of their rows is the least), then the first
    ones are the fuller.
    """
    best = [(0, 0, 0)] * (
        len(needed) + 1
    )  # sheets from a group on, their squares, minus the next group that begins one
    for first in reversed(range(len(needed))):
        full = (needed[first] - 1) // rows  # a group of more rows than a sheet has fills sheets of its own
        used = needed[first] - full * rows
        ways = []
        for after in range(first + 1, len(needed) + 1):
            sheets, squares, _ = best[after]
            ways.append((full + 1 + sheets, full * rows**2 + used**2 + squares, -after))
            if after == len(needed) or used + needed[after] > rows:
                break
            used += needed[after]
        best[first] = min(ways)
    begins, group = set(), 0
    while group < len(needed):
        begins.add(group)
        group = -best[group][2]
    return begins


def place_stacked(sizes: Sequence[int], columns: int, rows: int) -> list[list[Placed]]:
    """Return the sheets of a deck in cut-and-stack order.

    The sheets are laid on each other, the first on top, and cut as one stack; the piles, laid on each other row by
    row, then hold all cards in order. Groups are not kept together on a sheet.

    Args:
        sizes: The number of cards in each group, ≥ 1.
        columns: Cards across a sheet, ≥ 1.
        rows: Cards down a sheet, ≥ 1.
    """
    cards = [(group, index) for group, size in enumerate(sizes) for index in range(size)]
    count = -(-len(cards) // (columns * rows))
    sheets: list[list[Placed]] = [[] for _ in range(count)]
    for number, (group, index) in enumerate(cards):
        pile = number // count
        sheets[number % count].append(Placed(group, index, (pile // columns, pile % columns)))
    return sheets
