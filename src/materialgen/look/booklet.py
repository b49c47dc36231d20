"""What stands in an A4 booklet, as blocks of a flow: texts, lists, headed sections, room to write; lengths in mm."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from materialgen.draw import Stroke
from materialgen.geometry import Box, Grid
from materialgen.look import signs
from materialgen.look import type as scale
from materialgen.look.colour import GREY, INK, MID, NEUTRAL, WHITE
from materialgen.look.flow import AREA, Block, Group, keeps
from materialgen.typeset import Style, TextBlock, Weight, set_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from materialgen.draw import Page
    from materialgen.typeset import RGB

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
BADGE_TEXT = Style("small badge", (10.5,), Weight.BOLD, 1.0, WHITE, align="center")

ITEM_GAP = 0.9
ROW_GAP = 6.0
"""White between the sections of a column."""
SECTION_GAP = 9.0
"""White between the sections across the page, with a rule in its middle."""
HEADING_GAP = 1.2
INDENT = 6.0
OPENING_HEIGHT = 21.0
"""The height of a section's opening down to its rule."""
BADGE = 19.0
SMALL_BADGE = 5.8
"""The diameter of a number in a line of text."""
ACROSS_GAP = 4.0
"""White between items that stand side by side."""
WRITING = 8.0
"""The least distance of lines to write on."""
LABEL_WIDTH = 44.0
"""The width of a label before a line to fill in."""
_ENDLESS = 10_000.0


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


def plain(texts: Sequence[str], *, column: Box = MAIN, style: Style = BODY) -> list[Block]:
    """Return a list of short texts without marks."""
    return _items(texts, column, style, "None", lambda _page, _box, _number: None, 0.0)


def side_by_side(
    make: Callable[..., list[Block]], texts: Sequence[str], *, column: Box = MAIN, across: int = 2
) -> list[Block]:
    """Return a list in rows of several items; ``make`` is the function of the list, such as ``checks``."""
    columns = [make(texts, column=one) for one in column.columns(across, ACROSS_GAP)]
    rows = []
    for first in range(0, len(texts), across):
        items = [blocks[index] for index, blocks in enumerate(columns, first) if index < len(texts)]
        rows.append(replace(items[0], height=max(one.height for one in items), draw=_row(items), keep=False))
    return rows


def _row(blocks: Sequence[Block]) -> Callable[[Page, Box], None]:
    def draw(page: Page, box: Box) -> None:
        for block in blocks:
            block.draw(page, box.top(block.height))

    return draw


def quotes(texts: Sequence[str], *, column: Box = MAIN, style: Style = BODY, gap: float = 1.6) -> list[Block]:
    """Return texts to be said aloud, each with a rule to its left."""
    group = Group("BlockQuote")
    blocks = []
    for index, text in enumerate(texts):
        block = paragraph(text, style, column=column.rest(INDENT), gap=gap if index else 0.0)
        blocks.append(replace(block, draw=_ruled(block, column.x), keep=keeps(index, len(texts)), groups=(group,)))
    return blocks


def _ruled(block: Block, x: float) -> Callable[[Page, Box], None]:
    def draw(page: Page, box: Box) -> None:
        page.line(x + 1.2, box.y + 0.5, x + 1.2, box.bottom - 0.5, Stroke(0.9, MID))
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
            keep=keeps(number - 1, len(texts)),
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


def _across(column: Box, box: Box) -> Box:
    """Return the part of a box that lies in a column."""
    return Box(column.x, box.y, column.w, box.h)


def gapped(blocks: Sequence[Block], gap: float) -> list[Block]:
    """Return blocks with another gap above the first."""
    return [replace(blocks[0], gap=gap), *blocks[1:]] if blocks else []


def together(blocks: Sequence[Block]) -> list[Block]:
    """Return blocks that stand on one page, if a page can hold them."""
    return [*(replace(one, keep=True) for one in blocks[:-1]), *blocks[-1:]]


# --- the booklet's two columns ------------------------------------------------------------------------------------


def labelled(
    label: str, blocks: Sequence[Block], *, gap: float = SECTION_GAP, rule: bool = True, role: str = "H3"
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
            with page.inside(reading):
                signs.numeral_badge(page, head.x + BADGE / 2, head.cy, BADGE, badge, NEUTRAL, role="Span")
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


def small_badge(page: Page, number: str, box: Box, colour: RGB = INK, *, role: str = "Span") -> None:
    """Draw a number on a disc in the middle of a box."""
    page.circle(box.cx, box.cy, SMALL_BADGE / 2, fill=colour)
    page.text(number, box, BADGE_TEXT, role=role, valign="middle", place="a number's badge")


def space(height: float) -> Block:
    """Return white, which belongs to what follows."""
    return Block(height, lambda _page, _box: None, keep=True)


# --- room to write ------------------------------------------------------------------------------------------------


def writing_lines(height: float, alt: str, *, column: Box = MAIN) -> Block:
    """Return lines to write on, the last at the foot of the block.

    Args:
        height: Of the block; the lines are spread over it.
        alt: The alternative text.
        column: Where they stand.
    """

    def draw(page: Page, box: Box) -> None:
        place = _across(column, box)
        with page.figure(alt, place):
            signs.writing_lines(page, place, place.h / max(place.h // WRITING, 1))

    return Block(height, draw)


def fields(labels: Sequence[str], alt: str) -> list[Block]:
    """Return a list of labels, each with a line to fill in by hand; ``alt`` is the line's alternative text."""
    group = Group("L", {"List": "/ListNumbering/None"})
    return [
        replace(_field(label, alt), gap=3.6 if index else 0.0, groups=(group,)) for index, label in enumerate(labels)
    ]


def _field(label: str, alt: str) -> Block:
    def draw(page: Page, box: Box) -> None:
        place = _across(MAIN, box)
        line = place.rest(LABEL_WIDTH)
        with page.tag("LI"), page.tag("LBody"):
            page.text(label, place.left(LABEL_WIDTH), BODY, place="a field to fill in")
            with page.figure(alt, line):
                page.line(line.x, line.bottom - 0.8, line.right, line.bottom - 0.8, Stroke(0.3, MID))

    return Block(line_of(BODY), draw)
