"""A4 booklets: measured blocks that flow over pages without tearing what belongs together; all lengths in mm.

A layout makes blocks, ``paginate`` breaks them into pages, ``draw_pages`` draws them. Because breaking needs no page,
the number of pages is known before anything is drawn, and with it the page numbers of a table of contents.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from materialgen.draw import Stroke
from materialgen.geometry import A4, Box, Grid
from materialgen.look import signs
from materialgen.look import type as scale
from materialgen.look.anatomy import FOOTER
from materialgen.look.colour import GREY, INK, MID, NEUTRAL, RULE
from materialgen.typeset import Style, TextBlock, Weight, set_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from materialgen.draw import Document, Page
    from materialgen.draw.structure import Element
    from materialgen.typeset import Align

AREA = A4.content.above(FOOTER + 2)
"""What a page has for its blocks."""
SIDE = Grid(AREA).span(0, 4)
"""The narrow column for labels; only its place across the page counts."""
MAIN = Grid(AREA).span(4, 8)
"""The wide column for text: about 70 characters of ``BODY``."""
WIDE = Grid(AREA).span(0, 8)
"""A column of the same width from the left edge."""

BODY = scale.A4_BODY.but(sizes=(10.5,), leading=1.4)
STRONG = BODY.but(weight=Weight.SEMIBOLD)
QUIET = BODY.but(colour=GREY)
LEAD = Style("A4 lead", (13,), Weight.SEMIBOLD, 1.35, INK, balance=True)
LABEL = scale.A4_SUBHEADING.but(sizes=(13,))
OPENING = Style("A4 section title", (26, 24, 22), Weight.BOLD, 1.12, INK, balance=True, tracking=-0.01)
FIGURE = Style("A4 figure", (16,), Weight.BOLD, 1.2, INK)
HEAD = STRONG.but(name="table heading", leading=1.25)

ITEM_GAP = 0.9
ROW_GAP = 6.0
HEADING_GAP = 1.2
INDENT = 6.0
OPENING_HEIGHT = 21.0
"""The height of a section's opening down to its rule."""
BADGE = 19.0
CELL_PAD = 1.6
COLUMN_GAP = 4.0
_THIN = Stroke(0.3, RULE)
_TOLERANCE = 0.01
_ENDLESS = 10_000.0


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


# --- breaking and drawing -----------------------------------------------------------------------------------------


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
        page.line(area.x, top - block.gap / 2, area.right, top - block.gap / 2, _THIN)
    with page.inside(parent):
        block.draw(page, Box(area.x, top, area.w, min(block.height, area.bottom - top)))


# --- text ---------------------------------------------------------------------------------------------------------


def height_of(text: str, style: Style, width: float) -> float:
    """Return the height of a text at a style's first size; of one line if a word is too wide, which drawing reports."""
    block = set_text(text, style, width, style.sizes[0])
    if isinstance(block, TextBlock):
        return block.height
    return line_of(style)


def line_of(style: Style) -> float:
    """Return the height of one line at a style's first size."""
    return style.sizes[0] * style.leading / 2.8346


def width_of(text: str, style: Style) -> float:
    """Return the width of a text on one line at a style's first size."""
    block = set_text(text, style, _ENDLESS, style.sizes[0])
    assert isinstance(block, TextBlock)  # noqa: S101 - no word is that wide
    return block.set_width


def paragraph(
    text: str, style: Style = BODY, *, column: Box = MAIN, role: str = "P", gap: float = 2.0, keep: bool = False
) -> Block:
    """Return a text set in a column."""
    height = height_of(text, style, column.w)

    def draw(page: Page, box: Box) -> None:
        page.text(text, _across(column, box), style.at(style.sizes[0]), role=role, place="a page of the booklet")

    return Block(height, draw, gap, keep)


def bullets(texts: Sequence[str], *, column: Box = MAIN, style: Style = BODY) -> list[Block]:
    """Return a list with round bullets."""

    def mark(page: Page, box: Box, _number: int) -> None:
        page.circle(box.x + 1.1, box.y + line_of(style) / 2, 0.65, fill=INK)

    return _items(texts, column, style, "Disc", mark, INDENT)


def numbers(texts: Sequence[str], *, column: Box = MAIN, style: Style = BODY) -> list[Block]:
    """Return a numbered list."""

    def mark(page: Page, box: Box, number: int) -> None:
        label = style.but(weight=Weight.BOLD)
        page.text(str(number), Box(box.x, box.y, INDENT, line_of(label)), label, role="Lbl", place="a list's number")

    return _items(texts, column, style, "Decimal", mark, INDENT)


def checks(texts: Sequence[str], *, column: Box = MAIN, style: Style = BODY, gap: float = 1.8) -> list[Block]:
    """Return a list with boxes to tick."""

    def mark(page: Page, box: Box, _number: int) -> None:
        signs.tick_box(page, box.x, box.y + (line_of(style) - 3.8) / 2, 3.8)

    return _items(texts, column, style, "None", mark, 6.6, gap)


def check_rows(texts: Sequence[str], *, column: Box = MAIN, across: int = 2) -> list[Block]:
    """Return a list with boxes to tick in rows of several."""
    columns = [checks(texts, column=one) for one in column.columns(across, COLUMN_GAP)]
    rows = []
    for first in range(0, len(texts), across):
        items = [blocks[index] for index, blocks in enumerate(columns, first) if index < len(texts)]
        rows.append(replace(items[0], height=max(one.height for one in items), draw=_side_by_side(items), keep=False))
    return rows


def _side_by_side(blocks: Sequence[Block]) -> Callable[[Page, Box], None]:
    def draw(page: Page, box: Box) -> None:
        for block in blocks:
            block.draw(page, box.top(block.height))

    return draw


def quotes(texts: Sequence[str], *, column: Box = MAIN, style: Style = BODY, gap: float = 1.6) -> list[Block]:
    """Return texts to be said aloud, each with a light rule to its left."""
    group = Group("BlockQuote")
    blocks = []
    for index, text in enumerate(texts):
        block = paragraph(text, style, column=column.rest(INDENT), gap=gap if index else 0.0)
        blocks.append(replace(block, draw=_ruled(block, column.x), keep=_keeps(index, len(texts)), groups=(group,)))
    return blocks


def _ruled(block: Block, x: float) -> Callable[[Page, Box], None]:
    def draw(page: Page, box: Box) -> None:
        page.line(x + 1.2, box.y + 0.5, x + 1.2, box.bottom - 0.5, Stroke(0.9, RULE))
        block.draw(page, box)

    return draw


def _items(
    texts: Sequence[str],
    column: Box,
    style: Style,
    numbering: str,
    mark: Callable[[Page, Box, int], None],
    indent: float,
    gap: float = ITEM_GAP,
) -> list[Block]:
    group = Group("L", {"List": f"/ListNumbering/{numbering}"})
    return [
        replace(
            _item(text, column, style, number, mark, indent),
            gap=gap if number > 1 else 0.0,
            keep=_keeps(number - 1, len(texts)),
            groups=(group,),
        )
        for number, text in enumerate(texts, 1)
    ]


def _item(
    text: str, column: Box, style: Style, number: int, mark: Callable[[Page, Box, int], None], indent: float
) -> Block:
    body = paragraph(text, style, column=column.rest(indent), role="LBody")

    def draw(page: Page, box: Box) -> None:
        with page.tag("LI"):
            mark(page, _across(column, box), number)
            body.draw(page, box)

    return Block(body.height, draw)


def _keeps(index: int, count: int) -> bool:
    """Return whether an item keeps with the next: no page begins or ends with a single item of a longer list."""
    return index < count - 1 and index in {0, count - 2}


def _across(column: Box, box: Box) -> Box:
    """Return the part of a box that lies in a column."""
    return Box(column.x, box.y, column.w, box.h)


def gapped(blocks: Sequence[Block], gap: float) -> list[Block]:
    """Return blocks with another gap above the first."""
    return [replace(blocks[0], gap=gap), *blocks[1:]] if blocks else []


# --- the booklet's two columns ------------------------------------------------------------------------------------


def labelled(
    label: str, blocks: Sequence[Block], *, gap: float = ROW_GAP, rule: bool = True, role: str = "H3"
) -> list[Block]:
    """Return blocks with a label in the side column, on the first line's height and never parted from it."""
    if not blocks:
        return []
    section = Group("Sect")
    height = height_of(label, LABEL, SIDE.w)
    lift = first_baseline(BODY) - first_baseline(LABEL)

    def draw(page: Page, box: Box) -> None:
        top = box.y + lift
        at = Box(SIDE.x, top, SIDE.w, min(height, AREA.bottom - top))
        page.text(label, at, LABEL, role=role, place="a label of the booklet")

    rest = gapped(blocks, 0.0)
    missing = height - sum(block.height + block.gap for block in rest)
    if missing > 0:
        rest[-1] = replace(rest[-1], height=rest[-1].height + missing)
    return [Block(0.0, draw, gap, keep=True, rule=rule, groups=(section,)), *_inside(section, rest)]


def headed(
    heading: str, blocks: Sequence[Block], *, column: Box = MAIN, gap: float = ROW_GAP, style: Style = LABEL
) -> list[Block]:
    """Return blocks under a heading in their own column."""
    if not blocks:
        return []
    section = Group("Sect")
    first = replace(paragraph(heading, style, column=column, role="H3", gap=gap, keep=True), groups=(section,))
    return [first, *_inside(section, gapped(blocks, HEADING_GAP if style is LABEL else 0.0))]


def _inside(group: Group, blocks: Iterable[Block]) -> list[Block]:
    return [replace(block, groups=(group, *block.groups)) for block in blocks]


def first_baseline(style: Style) -> float:
    """Return the distance of a text's first baseline from its top, at the style's first size."""
    block = set_text("x", style, _ENDLESS, style.sizes[0])
    assert isinstance(block, TextBlock)  # noqa: S101 - one letter fits
    return block.first_baseline


def opening(
    title: str,
    *,
    badge: str | None = None,
    role: str = "H2",
    aside: Callable[[Page, Box], float] | None = None,
) -> Block:
    """Return the head of a section that begins a page: badge, title, a strong rule.

    Args:
        title: The title.
        badge: A number before it.
        role: The title's structure type.
        aside: Draws at the right of the given box, and returns where the title must end.
    """

    def draw(page: Page, box: Box) -> None:
        head = box.top(OPENING_HEIGHT)
        reading = page.reserve(role)
        left = head.x
        if badge is not None:
            signs.numeral_badge(page, head.x + BADGE / 2, head.cy, BADGE, badge, NEUTRAL)
            left += BADGE + 6
        right = aside(page, head) if aside else head.right
        with page.inside(reading):
            place = Box(left, head.y, right - left, head.h)
            page.text(title, place, OPENING, role="Span", valign="middle", place="a section's title")
        rule(page, box.bottom)

    return Block(OPENING_HEIGHT + 3, draw, keep=True)


def rule(page: Page, y: float) -> None:
    """Draw the strong line under a heading across the area."""
    page.line(AREA.x, y, AREA.right, y, Stroke(0.7, INK))


def figures(page: Page, pairs: Sequence[tuple[str, str]], boxes: Sequence[Box]) -> None:
    """Draw figures, each under its label."""
    for (label, figure), box in zip(pairs, boxes, strict=True):
        with page.tag("P"):
            at = page.text(label, box.above(line_of(FIGURE)), QUIET, role="Span", place="a figure's label")
            page.text(figure, box.below(at.h), FIGURE, role="Span", place="a figure of the booklet")


def space(height: float) -> Block:
    """Return white, which belongs to what follows."""
    return Block(height, lambda _page, _box: None, keep=True)


# --- tables -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading, its width in mm, and how it is aligned."""

    title: str
    width: float
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell: a text, or what ``draw`` draws inside the cell's element; ``head`` heads its row."""

    text: str = ""
    style: Style = BODY
    head: bool = False
    draw: Callable[[Page, Box], None] | None = None


def table(
    columns: Sequence[Column], rows: Sequence[Sequence[Cell]], *, x: float = AREA.x, least: float = 0.0
) -> list[Block]:
    """Return a table with thin rules; its heading is repeated on each page.

    Args:
        columns: From the left; a gap of ``COLUMN_GAP`` is part of each one's width.
        rows: One cell for each column.
        x: The left edge.
        least: The least height of a row.
    """
    group = Group("Table")
    head = heading_row(columns, x)
    again = heading_row(columns, x, artifact=True)
    body = [
        replace(_row(columns, cells, x, least), groups=(group,), again=again, keep=_keeps(index, len(rows)))
        for index, cells in enumerate(rows)
    ]
    return [replace(head, groups=(group,)), *body]


def heading_row(columns: Sequence[Column], x: float = AREA.x, *, artifact: bool = False) -> Block:
    """Return the headings of a table's columns over a line; an artifact where they only repeat."""
    boxes = cell_boxes(columns, x)
    height = max(height_of(one.title, HEAD, box.w) for one, box in zip(columns, boxes, strict=True) if one.title)

    def texts(page: Page, top: float) -> None:
        for column, box in zip(columns, boxes, strict=True):
            at = Box(box.x, top, box.w, min(height, AREA.bottom - top))
            scope = {"Table": "/Scope/Column"}
            if artifact:
                _aligned(page, column.title, at, HEAD, column, None)
            else:
                with page.tag("TH", attributes=scope):
                    _aligned(page, column.title, at, HEAD, column, "Span")

    def draw(page: Page, box: Box) -> None:
        if artifact:
            texts(page, box.y)
        else:
            with page.tag("TR"):
                texts(page, box.y)
        page.line(x, box.bottom, boxes[-1].right, box.bottom, Stroke(0.4, MID))

    return Block(height + CELL_PAD, draw, keep=True)


def _row(columns: Sequence[Column], cells: Sequence[Cell], x: float, least: float) -> Block:
    boxes = cell_boxes(columns, x)
    pairs = list(zip(cells, boxes, strict=True))
    height = max([least, *(height_of(cell.text, cell.style, box.w) + 2 * CELL_PAD for cell, box in pairs if cell.text)])

    def draw(page: Page, box: Box) -> None:
        with page.tag("TR"):
            for column, (cell, place) in zip(columns, pairs, strict=True):
                at = Box(place.x, box.y, place.w, box.h)
                attributes = {"Table": "/Scope/Row"} if cell.head else None
                with page.tag("TH" if cell.head else "TD", attributes=attributes):
                    if cell.draw is not None:
                        cell.draw(page, at)
                    _aligned(page, cell.text, at.inset(0, CELL_PAD), cell.style, column, "Span")
        page.line(x, box.bottom, boxes[-1].right, box.bottom, _THIN)

    return Block(height, draw)


def cell_boxes(columns: Sequence[Column], x: float = AREA.x) -> list[Box]:
    """Return the boxes of the columns' texts, of no height; the last column has no gap after it."""
    boxes = []
    for index, column in enumerate(columns):
        gap = COLUMN_GAP if index < len(columns) - 1 else 0.0
        boxes.append(Box(x, 0, column.width - gap, 0))
        x += column.width
    return boxes


def _aligned(page: Page, text: str, box: Box, style: Style, column: Column, role: str | None) -> None:
    if text:
        page.text(text, box, style, role=role, align=column.align, valign="middle", place="a table's cell")
