"""Breaking a flow into pages: what belongs together stays together, and headings come again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from materialgen.look.booklet import together
from materialgen.look.flow import Block, keeps, paginate

if TYPE_CHECKING:
    from materialgen.draw import Page
    from materialgen.geometry import Box

PAGE = 100.0


def block(height: float, *, gap: float = 0.0, keep: bool = False, again: Block | None = None) -> Block:
    """Return a block that draws nothing."""

    def draw(_page: Page, _box: Box) -> None:
        """Draw nothing."""

    return Block(height, draw, gap, keep, again=again)


def tops(*blocks: Block) -> list[list[float]]:
    """Return where the blocks of each page begin."""
    return [[one.y for one in page] for page in paginate(blocks, PAGE)]


def test_blocks_follow_each_other_until_the_page_is_full() -> None:
    """Gaps count, but not at the top of a page."""
    assert tops(block(40, gap=5), block(50, gap=10), block(20, gap=10)) == [[0, 50], [0]]
    assert tops(block(40, gap=5), block(50, gap=11), block(20, gap=10)) == [[0], [0, 60]]


def test_a_heading_moves_with_what_it_heads() -> None:
    """What keeps with the next stands on the same page; without that it stays behind."""
    assert tops(block(80), block(10, keep=True), block(20)) == [[0], [0, 10]]
    assert tops(block(80), block(10), block(20)) == [[0, 80], [0]]


def test_blocks_that_stand_together_move_together() -> None:
    """They begin a new page as one; without that they are parted."""
    section = [block(20), block(20), block(20)]
    assert tops(block(50), *together(section)) == [[0], [0, 20, 40]]
    assert tops(block(50), *section) == [[0, 50, 70], [0]]
    assert together([]) == []


def test_a_table_repeats_its_heading_on_the_next_page_only() -> None:
    """The repeated heading stands over the first row of a page, and takes its room."""
    head, again = block(10, keep=True), block(10)
    pages = paginate([head, *(block(30, again=again) for _ in range(5))], PAGE)
    assert [[one.y for one in page] for page in pages] == [[0, 10, 40, 70], [0, 10, 40]]
    assert [page[0].block for page in pages] == [head, again]


def test_more_than_a_page_that_keeps_together_falls_apart() -> None:
    """A chain that no page can hold is broken all the same, and a block that is taller than a page stands alone."""
    assert tops(*(block(40, keep=True) for _ in range(3)), block(10)) == [[0, 40], [0, 40]]
    assert tops(block(10), block(120), block(10)) == [[0], [0], [0]]


def test_no_single_item_of_a_list_is_left_alone() -> None:
    """The first keeps with the second and the last but one with the last; a list of one keeps with nothing."""
    assert [keeps(index, 4) for index in range(4)] == [True, False, True, False]
    assert not keeps(0, 1)
