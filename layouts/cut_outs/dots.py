"""The pages of dots, on paper or on a sheet of round labels."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from materialgen.draw import Stroke
from materialgen.geometry import LIVE_MARGIN, Box
from materialgen.geometry.cards import Line
from materialgen.geometry.labels import LabelPaper
from materialgen.look import signs
from materialgen.look.colour import INK, MID, NEUTRAL

from .parts import people_of
from .words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from materialgen.draw import Document, Page
    from materialgen.geometry import Paper
    from materialgen.geometry.cards import Deck, Slot
    from materialgen.kit.text import Text
    from materialgen.layout import Job
    from materialgen.look.signs import Marker

    from .parts import Part

MARKER = 0.675
"""Diameter of the marker as a share of the dot's: what is printed may drift by 2 mm and still stay on a label."""
TICK = 2.0
"""How far cut lines reach beyond the corner of a block, mm."""


@dataclass(frozen=True, slots=True)
class Dot:
    """A dot: its slot on the page, whose it is and which part it belongs to."""

    slot: Slot
    marker: Marker
    part: str


def dot_pages(job: Job, parts: dict[str, Part]) -> list[list[Dot]]:
    """Return the pages of dots: down a column for each participant, votes first and then personal dots.

    On paper each participant has a column, and rows that find no room go to a page of their own. On labels,
    a column is shared where all dots of the next participant still fit into it, or would fit into none; the first page
    begins at the first free label.
    """
    product = job.plan.dots.product
    wanted = [name for name in ("votes", "dots") if name in parts for _ in range(parts[name].each)]
    if not job.plan.dots.on_labels:
        people = people_of(job)
        return [
            [
                Dot((row, column), marker, part)
                for column, marker in enumerate(people[first : first + product.columns])
                for row, part in enumerate(wanted[start : start + product.rows])
            ]
            for first in range(0, len(people), product.columns)
            for start in range(0, len(wanted), product.rows)
        ]
    place = job.plan.dots.start_at - 1
    pages: list[list[Dot]] = []
    for marker in people_of(job) if wanted else ():
        used = place % product.rows
        if product.rows - used < len(wanted) <= product.rows:
            place += product.rows - used
        for part in wanted:
            number, on_page = divmod(place, product.count)
            pages += [[] for _ in range(number + 1 - len(pages))]
            column, row = divmod(on_page, product.rows)
            pages[number].append(Dot((row, column), marker, part))
            place += 1
    return [page for page in pages if page]


def draw_dots(doc: Document, job: Job, paper: Paper, dots: Sequence[Dot], parts: dict[str, Part]) -> None:
    """Draw a page of dots."""
    words, product, on_labels = job.words(Words), job.plan.dots.product, job.plan.dots.on_labels
    page = doc.page(LabelPaper(paper.name, paper.width, paper.height))
    page.bare = on_labels
    if not on_labels:
        signs.ruler(page, page.paper.content.x, product.deck.block.y - 1.8, words.ruler)
        _dot_lines(page, product.deck, dots)
        _dot_steps(page, product.deck, dots, parts)
    with page.tag("Sect"):
        for marker, run in groupby(dots, key=lambda dot: dot.marker):
            mine = list(run)
            boxes = [product.deck.card(dot.slot) for dot in mine]
            left, top = min(box.x for box in boxes), min(box.y for box in boxes)
            extent = Box(left, top, max(box.right for box in boxes) - left, max(box.bottom for box in boxes) - top)
            with page.figure(_dots_alt(words, marker, mine), extent):
                for dot in mine:
                    x, y = product.centre(*dot.slot)
                    if not on_labels:
                        page.circle(x, y, product.diameter / 2 - 0.15, stroke=Stroke(0.3, MID))
                    signs.marker(page, marker, x, y, product.diameter * MARKER)
                    doc.parts[dot.part] += 1


def _dots_alt(words: Words, marker: Marker, dots: Sequence[Dot]) -> Text:
    """Return what is said of a participant's dots on a page."""
    return words.column_alt.fill(
        number=marker.number,
        shape=words.shapes.model_dump()[marker.shape],
        colour=words.colours.model_dump()[marker.hue],
        votes=sum(dot.part == "votes" for dot in dots),
        dots=sum(dot.part == "dots" for dot in dots),
    )


def _dot_lines(page: Page, deck: Deck, dots: Sequence[Dot]) -> None:
    """Draw the cut lines between dots.

    Labels leave no room for text clear of a cut round the whole block, so its head and foot are marked in the side
    margins only, and its sides by crosses.
    """
    block, live = deck.block, page.paper.live
    parts = _row_parts(dots)
    columns = [block.x + index * deck.card_width for index in range(max(dot.slot[1] for dot in dots) + 2)]
    rows = [block.y + index * deck.card_height for index in range(len(parts) + 1)]
    left, right = columns[0] - TICK, columns[-1] + TICK
    ends = [rows[0]] if len(parts) < deck.rows else [rows[0], rows[-1]]
    starts = [y for y, (before, after) in zip(rows[1:], pairwise(parts), strict=False) if before != after]
    lines = [Line(left, y, right, y) for y in rows if y not in ends and y not in starts]
    marks = []
    for y in ends:
        marks += [Line(live.x + 5, y, left + 2 * TICK, y), Line(block.right - TICK, y, live.right, y)]
    for x in columns:
        if x in (columns[0], block.right):
            marks += [Line(x, y - TICK, x, y + TICK) for y in rows]
        else:
            lines.append(Line(x, rows[0], x, rows[-1]))
    page.cut(lines, signs.CUT)
    page.cut(marks, Stroke(0.3, MID))
    page.cut([Line(live.x + 5, y, live.right, y) for y in starts], Stroke(0.5, INK, signs.CUT.dash))
    for y in (rows[0], *starts):
        signs.scissors(page, live.x + 2.2, y, 4.2)


def _row_parts(dots: Sequence[Dot]) -> list[str]:
    """Return the part that each row of a page of dots on paper belongs to: the same in all columns."""
    first = dots[0].slot[1]
    return [dot.part for dot in dots if dot.slot[1] == first]


def _dot_steps(page: Page, deck: Deck, dots: Sequence[Dot], parts: dict[str, Part]) -> None:
    """Mark in the left margin which step the rows are for."""
    x, radius, row = (LIVE_MARGIN + deck.block.x) / 2 - 0.4, 3.0, 0
    for name, run in groupby(_row_parts(dots)):
        count = len(list(run))
        top, bottom = deck.card((row, 0)), deck.card((row + count - 1, 0))
        number = parts[name].step.number
        if number is not None:
            signs.numeral_badge(page, x, top.cy, 2 * radius, number, NEUTRAL)
        page.line(x, top.cy + radius + 1.5, x, bottom.bottom - 4, Stroke(0.7, MID))
        row += count
