"""A flow: measured blocks that are broken into A4 pages without tearing what belongs together; all lengths in mm.

``paginate`` breaks the blocks, ``draw_pages`` draws them. Because breaking needs no page, the number of pages is known
before anything is drawn, and with it the page numbers of a table of contents.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from materialgen.draw import Stroke
from materialgen.geometry import A4, Box
from materialgen.look.anatomy import FOOTER
from materialgen.look.colour import RULE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from materialgen.draw import Document, Page
    from materialgen.draw.structure import Element

AREA = A4.content.above(FOOTER + 2)
"""What a page has for its blocks."""
THIN = Stroke(0.3, RULE)
"""A line between rows or sections: it only guides the eye."""
_TOLERANCE = 0.01


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """A structure element that several blocks share, on whichever pages they come to stand."""

    role: str
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of the flow that is never broken.

    Attributes:
        height: mm.
        draw: Draws it in a box of that height across the whole area.
        gap: White above, mm; dropped at the top of a page.
        keep: Whether the next block stands on the same page.
        rule: Whether a thin line is drawn half-way up the gap; dropped with it.
        groups: The structure elements it stands in, from the outermost.
        again: What is repeated over the block where it comes first on a page.
    """

    height: float
    draw: Callable[[Page, Box], None]
    gap: float = 0.0
    keep: bool = False
    rule: bool = False
    groups: tuple[Group, ...] = ()
    again: Block | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """A block with its distance from the top of the area; ``first`` on its page or not."""

    block: Block
    y: float
    first: bool

    @property
    def bottom(self) -> float:
        """The distance of its lower edge from the top of the area."""
        return self.y + self.block.height


def paginate(blocks: Iterable[Block], height: float = AREA.h) -> list[list[Placed]]:
    """Return the pages of a flow, with every block in its place.

    Args:
        blocks: In order; those that keep with the next move to the next page together.
        height: Of a page's area, mm. A block that is taller stands alone and cut short, so that its text complains.
    """
    pages: list[list[Placed]] = [[]]
    y = 0.0
    for chain in _chains(blocks, height):
        if pages[-1] and y + _extent(chain) > height + _TOLERANCE:
            pages.append([])
            y = 0.0
        again = chain[0].again
        if again is not None and not pages[-1] and again.height + _extent(chain) <= height:
            pages[-1].append(Placed(again, y, first=True))
            y += again.height
        for block in chain:
            first = not pages[-1]
            y += 0.0 if first else block.gap
            pages[-1].append(Placed(block, y, first))
            y += block.height
    return pages if pages[0] else []


def _chains(blocks: Iterable[Block], height: float) -> Iterator[list[Block]]:
    """Yield runs of blocks that keep together; a run taller than a page falls apart."""
    chain: list[Block] = []
    for block in blocks:
        chain.append(block)
        if not block.keep:
            yield from [chain] if _extent(chain) <= height else [[one] for one in chain]
            chain = []
    if chain:
        yield chain


def _extent(chain: Sequence[Block]) -> float:
    return sum(block.gap + block.height for block in chain)


def draw_pages(doc: Document, pages: Sequence[Sequence[Placed]], area: Box = AREA) -> list[Page]:
    """Draw a flow as a section of the document; returns its pages."""
    made: dict[Group, Element] = {}
    section = None
    drawn = []
    for placed in pages:
        page = doc.page(A4)
        page.signed = True
        drawn.append(page)
        section = section or page.reserve("Sect")
        with page.inside(section):
            for one in placed:
                _draw(page, one, area, section, made)
    return drawn


def _draw(page: Page, placed: Placed, area: Box, section: Element, made: dict[Group, Element]) -> None:
    block, parent = placed.block, section
    for group in block.groups:
        if group not in made:
            with page.inside(parent):
                made[group] = page.reserve(group.role, attributes=group.attributes)
        parent = made[group]
    top = area.y + placed.y
    if block.rule and not placed.first:
        page.line(area.x, top - block.gap / 2, area.right, top - block.gap / 2, THIN)
    with page.inside(parent):
        block.draw(page, Box(area.x, top, area.w, min(block.height, area.bottom - top)))


def keeps(index: int, count: int) -> bool:
    """Return whether an item keeps with the next: no page begins or ends with a single item of a longer list."""
    return index < count - 1 and index in {0, count - 2}
