"""Decks of cards: slots, cut lines and groups."""

from __future__ import annotations

from collections import Counter
from itertools import groupby, pairwise, product

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from materialgen.geometry import A3, Box
from materialgen.geometry.cards import Deck, Line, Placed, place_groups, place_stacked, straight_cuts
from tests.geometry.test_box import near

DECKS = st.builds(
    Deck,
    st.builds(Box, st.integers(0, 30), st.integers(0, 30), st.integers(100, 380), st.integers(100, 270)),
    st.integers(1, 5),
    st.integers(1, 5),
)


@st.composite
def filled_decks(draw: st.DrawFn) -> tuple[Deck, set[tuple[int, int]]]:
    """Return a deck and some of its slots."""
    deck = draw(DECKS)
    every = [(row, column) for row in range(deck.rows) for column in range(deck.columns)]
    return deck, set(draw(st.lists(st.sampled_from(every), unique=True)))


def units(deck: Deck, line: Line) -> list[tuple[str, int, int]]:
    """Return the edges of slots that a cut line runs along, and see that it runs along whole edges only."""
    width, height = deck.card_width, deck.card_height
    if line.horizontal:
        row, first, last = (
            (line.y0 - deck.block.y) / height,
            (line.x0 - deck.block.x) / width,
            (line.x1 - deck.block.x) / width,
        )
    else:
        assert line.x0 == line.x1
        row, first, last = (
            (line.x0 - deck.block.x) / width,
            (line.y0 - deck.block.y) / height,
            (line.y1 - deck.block.y) / height,
        )
    assert all(near(one, round(one)) for one in (row, first, last))
    assert last > first
    name = "horizontal" if line.horizontal else "vertical"
    return [(name, round(row), index) for index in range(round(first), round(last))]


def edges(slots: set[tuple[int, int]]) -> set[tuple[str, int, int]]:
    """Return the edges of cards, those that two share once."""
    horizontal = {("horizontal", row + below, column) for row, column in slots for below in (0, 1)}
    return horizontal | {("vertical", column + right, row) for row, column in slots for right in (0, 1)}


@given(DECKS)
def test_slots_share_the_block_without_gaps(deck: Deck) -> None:
    """Cards are equal, neighbours share an edge, and together they are the block."""
    cards = [[deck.card((row, column)) for column in range(deck.columns)] for row in range(deck.rows)]
    assert all(near(left.right, right.x) for row in cards for left, right in pairwise(row))
    assert all(near(upper[0].bottom, lower[0].y) for upper, lower in pairwise(cards))
    assert near(cards[-1][-1].right, deck.block.right)
    assert near(cards[-1][-1].bottom, deck.block.bottom)
    assert all(near(card.w, deck.card_width) and near(card.h, deck.card_height) for row in cards for card in row)


@given(filled_decks())
def test_every_edge_of_every_card_is_cut_exactly_once(filled: tuple[Deck, set[tuple[int, int]]]) -> None:
    """Cut lines cover the edges of the given cards, shared ones once, and nothing round empty slots."""
    deck, slots = filled
    cut = Counter(unit for line in deck.cut_lines(slots) for unit in units(deck, line))
    assert set(cut) == edges(slots)
    assert set(cut.values()) <= {1}


@given(filled_decks())
def test_a_cut_line_is_as_long_as_it_can_be(filled: tuple[Deck, set[tuple[int, int]]]) -> None:
    """Two lines in line with each other never touch: they would be one."""
    deck, slots = filled
    lines = deck.cut_lines(slots)
    ends = {(line.horizontal, round(line.x1, 3), round(line.y1, 3)) for line in lines}
    assert not any((line.horizontal, round(line.x0, 3), round(line.y0, 3)) in ends for line in lines)


def test_horizontal_lines_come_first_from_the_top_then_vertical_ones_from_the_left() -> None:
    """The order of lines is that of cutting: rows first, then the strips."""
    lines = Deck(Box(0, 0, 30, 20), 3, 2).cut_lines([(0, 0), (0, 1), (1, 0)])
    assert lines == [
        Line(0, 0, 20, 0),
        Line(0, 10, 20, 10),
        Line(0, 20, 10, 20),
        Line(0, 0, 0, 20),
        Line(10, 0, 10, 20),
        Line(20, 0, 20, 10),
    ]


def test_no_cards_mean_no_cuts() -> None:
    """An empty sheet is not cut."""
    assert Deck(Box(0, 0, 30, 20), 3, 2).cut_lines([]) == []


@given(filled_decks())
def test_straight_cuts_count_lines_that_stand_in_a_row_as_one(filled: tuple[Deck, set[tuple[int, int]]]) -> None:
    """A cut across the sheet frees every edge at its height; there are as many as heights and sides with an edge."""
    deck, slots = filled
    places = {(direction, place) for direction, place, _ in edges(slots)}
    assert straight_cuts(deck.cut_lines(slots)) == len(places)


# --- groups ------------------------------------------------------------------------------------------------------

SIZES = st.lists(st.integers(1, 20), max_size=10)
ACROSS = st.integers(1, 5)


@given(SIZES, ACROSS, ACROSS)
@example([8, 6, 5, 6, 5, 4], 3, 4)
@example([13, 1], 3, 4)
def test_every_card_is_placed_once_in_order(sizes: list[int], columns: int, rows: int) -> None:
    """All cards of all groups stand on the sheets, in order, each in a slot of its own inside the grid."""
    sheets = place_groups(sizes, columns, rows)
    placed = [card for sheet in sheets for card in sheet]
    assert [(card.group, card.index) for card in placed] == [
        (group, index) for group, size in enumerate(sizes) for index in range(size)
    ]
    for sheet in sheets:
        slots = [card.slot for card in sheet]
        assert slots == sorted(set(slots))
        assert all(0 <= row < rows and 0 <= column < columns for row, column in slots)


@given(SIZES, ACROSS, ACROSS)
def test_a_group_never_shares_a_row_with_another(sizes: list[int], columns: int, rows: int) -> None:
    """Each group comes off its sheet with straight cuts, without cutting through another."""
    for sheet in place_groups(sizes, columns, rows):
        for _, row in groupby(sheet, key=lambda card: card.slot[0]):
            assert len({card.group for card in row}) == 1


@given(SIZES, ACROSS, ACROSS)
def test_a_group_that_fits_on_a_sheet_is_never_split(sizes: list[int], columns: int, rows: int) -> None:
    """Only a group of more cards than a sheet has is split, and that over as few sheets as it needs."""
    sheets = place_groups(sizes, columns, rows)
    for group, size in enumerate(sizes):
        on = sum(any(card.group == group for card in sheet) for sheet in sheets)
        assert on == -(-size // (columns * rows))


def rows_of(sheets: list[list[Placed]]) -> list[int]:
    """Return how many rows of each sheet hold cards."""
    return [sheet[-1].slot[0] + 1 for sheet in sheets]


def every_way(needed: list[int], rows: int) -> list[list[int]]:
    """Return the rows that each sheet holds, for every way of beginning sheets at groups that fit on one."""
    ways = []
    for breaks in product((False, True), repeat=max(len(needed) - 1, 0)):
        sheets = needed[:1]
        for begins, rows_needed in zip(breaks, needed[1:], strict=True):
            if begins:
                sheets.append(rows_needed)
            else:
                sheets[-1] += rows_needed
        if all(one <= rows for one in sheets):
            ways.append(sheets)
    return ways


@given(st.lists(st.integers(1, 20), max_size=8), ACROSS, ACROSS)
@example([4, 6, 4, 4], 4, 4)
@example([6, 4, 4, 4, 3, 3, 5], 4, 4)
def test_sheets_are_as_few_and_then_as_even_as_they_can_be(sizes: list[int], columns: int, rows: int) -> None:
    """No other way of beginning sheets takes fewer, or as many with rows spread more evenly over them."""
    sizes = [min(size, columns * rows) for size in sizes]
    found = rows_of(place_groups(sizes, columns, rows))
    ways = every_way([-(-size // columns) for size in sizes], rows)
    assert found in ways
    assert (len(found), sum(one**2 for one in found)) == min((len(one), sum(n**2 for n in one)) for one in ways)


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        ([4, 6, 4, 4], [3, 2]),
        ([6, 4, 4, 4, 3, 3, 5], [3, 3, 3]),
        ([6, 5, 5, 7, 4, 4], [4, 4, 2]),
        ([17, 4, 4], [4, 3]),
        ([4, 17, 4], [1, 4, 2]),
    ],
)
def test_the_last_sheet_is_not_left_with_one_group(sizes: list[int], expected: list[int]) -> None:
    """Groups move on to a sheet with few of them; of ways that are as even, the first sheets are the fuller."""
    assert rows_of(place_groups(sizes, 4, 4)) == expected


@pytest.mark.parametrize(("sizes", "count"), [([], 0), ([1], 1), ([12], 1), ([13], 2), ([12, 1], 2), ([3, 3, 3, 3], 1)])
def test_sheets_are_as_many_as_needed(sizes: list[int], count: int) -> None:
    """On a grid of three by four, twelve cards of one group are a sheet and one more begins the next."""
    assert len(place_groups(sizes, 3, 4)) == count


def test_every_sheet_of_a_deck_is_cut_along_the_same_grid() -> None:
    """The cut lines of any sheet lie on the lines of the full one, so that a stack can be cut at once."""
    deck = Deck(A3.content, 3, 4)
    every = {
        unit
        for line in deck.cut_lines([(row, column) for row in range(4) for column in range(3)])
        for unit in units(deck, line)
    }
    for sheet in place_groups([8, 6, 5, 6, 5, 4], 3, 4):
        assert {unit for line in deck.cut_lines([card.slot for card in sheet]) for unit in units(deck, line)} <= every


# --- stacks ------------------------------------------------------------------------------------------------------


@given(SIZES, ACROSS, ACROSS)
@example([8, 6, 5, 6, 5, 4], 3, 4)
def test_piles_of_a_cut_stack_hold_all_cards_in_order(sizes: list[int], columns: int, rows: int) -> None:
    """Sheets laid on each other, cut as one and piled row by row give every card once, in order."""
    sheets = place_stacked(sizes, columns, rows)
    piles: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for sheet in sheets:
        for card in sheet:
            piles.setdefault(card.slot, []).append((card.group, card.index))
    assert [card for slot in sorted(piles) for card in piles[slot]] == [
        (group, index) for group, size in enumerate(sizes) for index in range(size)
    ]


@given(SIZES, ACROSS, ACROSS)
def test_a_stack_has_no_more_sheets_than_its_cards_need(sizes: list[int], columns: int, rows: int) -> None:
    """Sheets are as few as can hold the cards; a slot is filled on the upper sheets first and used once a sheet."""
    sheets = place_stacked(sizes, columns, rows)
    assert len(sheets) == -(-sum(sizes) // (columns * rows))
    for sheet in sheets:
        slots = [card.slot for card in sheet]
        assert len(set(slots)) == len(slots)
        assert all(0 <= row < rows and 0 <= column < columns for row, column in slots)
    for upper, lower in pairwise(sheets):
        assert {card.slot for card in lower} <= {card.slot for card in upper}
