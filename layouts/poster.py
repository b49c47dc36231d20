"""Poster: a tree whose roots are the kit's principles, each with steps to fill in: how strong it is here."""

from __future__ import annotations

import math
from bisect import bisect_left
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from materialgen.draw import Stroke
from materialgen.geometry import Box
from materialgen.kit.schema import Aside, Count, Model, SheetWords
from materialgen.kit.text import Text
from materialgen.layout import Layout
from materialgen.look import signs
from materialgen.look import type as scale
from materialgen.look.anatomy import numbered, principle_tones, worksheet
from materialgen.look.colour import GREY, INK, MID, WHITE
from materialgen.typeset import Style, Weight, common_size

if TYPE_CHECKING:
    from collections.abc import Sequence

    from materialgen.draw import Document, Page
    from materialgen.kit.model import Principle
    from materialgen.layout import Job
    from materialgen.look.anatomy import Sheet
    from materialgen.typeset import RGB

SKY = 62.0
"""Height of what stands over the ground, mm."""
TRUNK = 52.0
"""Width of the trunk, mm: all roots side by side."""
CROWN = 100.0
"""Width of the crown, mm."""
NAMES = 62.0
"""Width of a root's name, badge included, mm."""
BADGE = 9.0
THICK, THIN = 4.6, 1.8
"""A root's greatest width in the trunk, and its width near the tip, mm."""
LOBES = 13
LOBE = 0.5
"""How far a lobe of the crown swells, as a share of its length."""
BLUNT = 0.94
"""From this share of its length on, a root comes to a point."""
STEP = 9.0
"""The diameter of a step to fill in, mm."""
TIP = 9.0
"""From the last step to the root's name, mm."""

FIRST = 48.0
"""From the middle of the trunk to the first steps, mm."""

_NAME = Style("root", (18, 17, 16, 15, 14), Weight.SEMIBOLD, 1.12, INK, balance=True)
_TRUNK = Style("trunk", (24, 22, 20, 18, 16), Weight.BOLD, 1.1, INK, align="center", balance=True)
_STEP = Style("step of a root", (11,), Weight.SEMIBOLD, 1.0, GREY, align="center")


class Options(Model):
    """The poster's options.

    Attributes:
        steps: How many steps each root has.
    """

    steps: Annotated[Count, Field(ge=2, le=9)] = 5


class Words(SheetWords):
    """What the poster says besides the principles' names.

    Attributes:
        trunk: Stands on the trunk: whose roots they are.
        name_alt: The alternative text of the line under it, where the name is written by hand.
        low: What the first step of a root means.
        high: What the last step of a root means.
        tree_alt: The alternative text of the tree, read aloud by screen readers; ``{roots}`` and ``{steps}`` are filled
            in, and ``{low}`` and ``{high}``.
        tip: A tip at the right of the crown.
    """

    trunk: Text
    name_alt: Text
    low: Text
    high: Text
    tree_alt: Text
    tip: Aside


@dataclass(frozen=True, slots=True)
class Root:
    """A root: its principle, where its name stands, and how it runs from the crown to the name.

    Attributes:
        principle: The principle.
        name: Where badge and name stand.
        left: Whether it grows to the left.
        top: Where it begins: y, mm; it falls straight down to the curve's start.
        width: Its width in the trunk, mm.
        curve: A cubic Bézier: start, two control points, end; mm.
    """

    principle: Principle
    name: Box
    left: bool
    top: float
    width: float
    curve: tuple[tuple[float, float], ...]

    def at(self, share: float) -> tuple[float, float]:
        """Return the point at a share of the curve."""
        u = 1 - share
        weights = (u**3, 3 * u * u * share, 3 * u * share * share, share**3)
        x = sum(weight * point[0] for weight, point in zip(weights, self.curve, strict=True))
        y = sum(weight * point[1] for weight, point in zip(weights, self.curve, strict=True))
        return x, y

    def normal(self, share: float) -> tuple[float, float]:
        """Return the unit vector across the curve at a share of it."""
        (x0, y0), (x1, y1) = self.at(max(share - 0.01, 0.0)), self.at(min(share + 0.01, 1.0))
        length = math.hypot(x1 - x0, y1 - y0) or 1.0
        return -(y1 - y0) / length, (x1 - x0) / length

    def where_x(self, x: float) -> float:
        """Return the share at which the curve, which runs all to one side, reaches ``x``."""
        low, high = 0.0, 1.0
        for _ in range(40):
            middle = (low + high) / 2
            before = self.at(middle)[0] > x if self.left else self.at(middle)[0] < x
            low, high = (middle, high) if before else (low, middle)
        return low


def draw(job: Job, doc: Document) -> None:
    """Draw the poster."""
    sheet = worksheet(doc, job, job.paper, step=job.sheet.step)
    page, words, steps = sheet.page, job.words(Words), job.options(Options).steps
    sky, earth = sheet.area.top(SKY), sheet.area.below(SKY)
    crown = Box(sheet.area.cx - CROWN / 2, sky.y, CROWN, SKY - 18)
    roots = _roots(job.kit.principles, crown, earth)
    sections = [page.reserve("Sect") for _ in range(3)]
    alt = words.tree_alt.fill(roots=len(roots), steps=steps, low=words.low, high=words.high)
    with page.figure(alt, Box(sheet.area.x, crown.y, sheet.area.w, sheet.area.bottom - crown.y)):
        _tree(sheet, crown, earth, roots)
        for root in roots:
            _steps(page, root, earth.cx, steps)
    with page.inside(sections[0]):
        _instructions(sheet, job, Box(sky.x, sky.y, crown.x - sky.x - 8, sky.h - 6))
    with page.inside(sections[1]):
        _legend(sheet, job, Box(crown.right + 8, sky.y, sky.right - crown.right - 8, sky.h - 6))
    with page.inside(sections[2]):
        _crown_words(sheet, job, crown)
    _names(sheet, roots)


def _roots(principles: Sequence[Principle], crown: Box, earth: Box) -> list[Root]:
    """Return the roots: the first half grows to the left, the others to the right, from the top."""
    half = -(-len(principles) // 2)
    strand = TRUNK / max(2 * half, 1)
    rows = earth.below(5).rows(max(half, 1))
    roots = []
    for share, left in ((principles[:half], True), (principles[half:], False)):
        side = -1 if left else 1
        for index, (one, row) in enumerate(zip(share, rows, strict=False)):
            name = row.left(NAMES) if left else row.rest(row.w - NAMES)
            end = (name.right + TIP / 2 if left else name.x - TIP / 2, row.cy)
            start = (earth.cx + side * (TRUNK / 2 - strand * (index + 0.5)), earth.y - 5 + 4 * index)
            turn = (start[0], start[1] + (row.cy - start[1]) * 0.9)
            reach = (end[0] + (start[0] - end[0]) * 0.6, row.cy)
            width = min(strand * 0.86, THICK)
            roots.append(Root(one, name, left, crown.bottom - 6, width, (start, turn, reach, end)))
    return roots


# -- over the ground ---------------------------------------------------------------------------------------------------


def _instructions(sheet: Sheet, job: Job, box: Box) -> None:
    step = job.sheet.step
    if step is not None:
        do = [*step.do, *(one for part in step.parts for one in part.do)]
        numbered(sheet.page, do, [box], sheet.tones, style=scale.BODY.but(balance=True))


def _crown_words(sheet: Sheet, job: Job, crown: Box) -> None:
    """Say whose tree it is, over a line for its name."""
    page, words = sheet.page, job.words(Words)
    inner = Box(crown.x + 16, crown.y + 9, crown.w - 32, crown.h - 18)
    line = inner.foot(14)
    page.text(words.trunk, inner.above(14), _TRUNK, role="H2", valign="middle", place="the crown")
    with page.figure(words.name_alt, line):
        page.line(line.x, line.bottom - 2, line.right, line.bottom - 2, Stroke(0.4, MID))


def _legend(sheet: Sheet, job: Job, box: Box) -> None:
    """Say what the first and the last step mean, and give a tip."""
    page, words, steps = sheet.page, job.words(Words), job.options(Options).steps
    for number, text, row in ((1, words.low, box.top(11)), (steps, words.high, box.below(12).top(11))):
        _step(page, row.x + STEP / 2, row.cy, number)
        page.text(text, row.rest(STEP + 4), scale.BODY, valign="middle", place="the legend")
    rest = box.below(29)
    taken = page.text(words.tip.heading, rest.top(7), scale.LABEL, role="H2", place="the tip")
    page.text(words.tip.text, rest.below(taken.h + 0.5), scale.BODY.at(14).but(balance=True), place="the tip")


# -- the tree ----------------------------------------------------------------------------------------------------------


def _tree(sheet: Sheet, crown: Box, earth: Box, roots: Sequence[Root]) -> None:
    """Draw the ground, the trunk, which is all roots side by side, and the crown."""
    page, ground, half = sheet.page, earth.y, TRUNK / 2
    page.line(earth.x, ground, earth.cx - half - 1, ground, Stroke(0.7, INK))
    page.line(earth.cx + half + 1, ground, earth.right, ground, Stroke(0.7, INK))
    for root in reversed(roots):
        colours = principle_tones(root.principle)
        page.polygon(_outline(root), fill=colours.tint, stroke=Stroke(0.45, colours.mid, round=True))
    _crown(page, crown, sheet.tones.strong)


def _outline(root: Root) -> list[tuple[float, float]]:
    """Return the corners of a root that grows thinner from the trunk to its tip."""
    x, half = root.curve[0][0], root.width / 2
    upper, lower = [(x - half, root.top)], [(x + half, root.top)]
    for index in range(61):
        share = index / 60
        (px, py), (dx, dy) = root.at(share), root.normal(share)
        width = root.width + (THIN - root.width) * share if share < BLUNT else THIN * (1 - share) / (1 - BLUNT)
        upper.append((px + dx * width / 2, py + dy * width / 2))
        lower.append((px - dx * width / 2, py - dy * width / 2))
    return [*upper, *reversed(lower)]


def _crown(page: Page, box: Box, colour: RGB) -> None:
    """Draw a crown of lobes of about the same length."""
    many = [(math.sin(angle), -math.cos(angle)) for angle in (2 * math.pi * one / 720 for one in range(721))]
    around = [(box.cx + box.w * 0.46 * dx, box.cy + box.h * 0.42 * dy) for dx, dy in many]
    ways = [0.0, *accumulate(math.dist(one, other) for one, other in pairwise(around))]
    corners = [around[bisect_left(ways, ways[-1] * one / LOBES)] for one in range(LOBES)]
    points = [corners[0]]
    for (x0, y0), (x1, y1) in pairwise([*corners, corners[0]]):
        out_x, out_y = (y1 - y0) * LOBE, (x0 - x1) * LOBE
        points += [(x0 + out_x, y0 + out_y), (x1 + out_x, y1 + out_y), (x1, y1)]
    page.curve(points, fill=WHITE, stroke=Stroke(0.9, colour, round=True))


def _steps(page: Page, root: Root, middle: float, count: int) -> None:
    """Draw a root's steps, the first at the trunk: those of all roots on a side stand under each other."""
    side = -1 if root.left else 1
    first, last = middle + side * FIRST, root.curve[3][0] - side * TIP
    for number in range(1, count + 1):
        x = first + (last - first) * (number - 1) / (count - 1)
        _step(page, *root.at(root.where_x(x)), number)


def _step(page: Page, x: float, y: float, number: int) -> None:
    """Draw a step, which looks the same on all roots: numbers in colours of their own are participants' dots."""
    page.circle(x, y, STEP / 2, fill=WHITE, stroke=Stroke(0.5, INK))
    signs.centred(page, str(number), x, y, STEP, _STEP)


def _names(sheet: Sheet, roots: Sequence[Root]) -> None:
    """Name the roots, with their numbers, as one list."""
    page = sheet.page
    boxes = [root.name.rest(BADGE + 3) for root in roots]
    style = _NAME.at(common_size([(root.principle.short, box) for root, box in zip(roots, boxes, strict=True)], _NAME))
    with page.tag("L", attributes={"List": "/ListNumbering/Decimal"}):
        for root, box in zip(roots, boxes, strict=True):
            tones, number = principle_tones(root.principle), str(root.principle.number)
            with page.tag("LI"):
                x = root.name.x + BADGE / 2
                signs.numeral_badge(page, x, root.name.cy, BADGE, number, tones, role="Lbl")
                page.text(root.principle.short, box, style, role="LBody", valign="middle", place="a root's name")


LAYOUT = Layout("poster", ("A3",), Words, draw, options=Options, needs_principles=True)
