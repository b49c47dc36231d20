"""The printer's bill: sheets of paper, printed sides, parts and cuts, known before anything is printed."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from materialgen.plan.plan import amount

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from materialgen.kit.model import SheetSpec
    from materialgen.layout import Printed
    from materialgen.plan.plan import Plan

SECONDS_PER_CUT = 15
"""A straight cut across a sheet, or the short ones that continue it on the strips of the sheet, paper turned and put
aside: a rule of ours. Sixteen cards on a sheet of A3 take two and a half minutes, a page of 96 dots five.
"""


@dataclass(frozen=True, slots=True)
class Setting:
    """How the printer is set and loaded.

    Attributes:
        paper: ``A3`` or ``A4``.
        weight: Of the paper, g/m².
        colour: Whether it is printed in colour.
        sides: 1 or 2 sides of a sheet of paper.
    """

    paper: str
    weight: int
    colour: bool
    sides: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A sheet of the kit with all its files.

    Attributes:
        number: The sheet's number.
        sheet: The sheet.
        files: The names of its files.
        pages: The pages of each file.
        copies: How many times each file is printed.
        parts: How many parts of each kind stand on one copy of all files, by the kind's name.
        cuts: Straight cuts in one copy of all files.
    """

    number: int
    sheet: SheetSpec
    files: tuple[str, ...]
    pages: tuple[int, ...]
    copies: int
    parts: Mapping[str, int]
    cuts: int

    @property
    def setting(self) -> Setting:
        """How it is printed; what has one page has one side."""
        sides = self.sheet.sides if max(self.pages) > 1 else 1
        return Setting(self.sheet.paper, self.sheet.weight, self.sheet.colour, sides)

    @property
    def prints(self) -> int:
        """The printed sides."""
        return sum(self.pages) * self.copies

    @property
    def leaves(self) -> int:
        """The sheets of paper."""
        return sum(math.ceil(pages / self.setting.sides) for pages in self.pages) * self.copies


@dataclass(frozen=True, slots=True)
class Parts:
    """How many parts of a kind there are in all copies together.

    Attributes:
        printed: How many are printed.
        needed: How many the group needs.
    """

    printed: int
    needed: int

    @property
    def spare(self) -> int:
        """How many are printed besides: spares, and those of seats that stay empty."""
        return self.printed - self.needed


@dataclass(frozen=True, slots=True)
class Bill:
    """What is printed, cut and packed for a group.

    Attributes:
        entries: The sheets, in order.
        materials: How many of each tool are packed, by the tool's id; tools that need no number are left out.
        needed: How many parts of a kind the group needs, where that is known without the sheets.
    """

    entries: tuple[Entry, ...]
    materials: Mapping[str, int]
    needed: Mapping[str, int]

    @property
    def leaves(self) -> dict[str, int]:
        """The sheets of paper of each size."""
        return self._by_paper("leaves")

    @property
    def prints(self) -> dict[str, int]:
        """The printed sides of each size of paper."""
        return self._by_paper("prints")

    def _by_paper(self, what: str) -> dict[str, int]:
        papers = sorted({one.sheet.paper for one in self.entries})
        return {paper: sum(getattr(one, what) for one in self.entries if one.sheet.paper == paper) for paper in papers}

    @property
    def parts(self) -> dict[str, Parts]:
        """The parts of each kind, by the kind's name."""
        printed: Counter[str] = Counter()
        for one in self.entries:
            printed.update({kind: count * one.copies for kind, count in one.parts.items()})
        return {kind: Parts(count, min(self.needed.get(kind, count), count)) for kind, count in printed.items()}

    @property
    def cuts(self) -> int:
        """Straight cuts in all copies together."""
        return sum(one.cuts * one.copies for one in self.entries if one.sheet.cut)

    @property
    def cutting(self) -> int:
        """Minutes of cutting for one person with scissors, rounded up."""
        return math.ceil(self.cuts * SECONDS_PER_CUT / 60)


def make_bill(plan: Plan, printed: Iterable[Printed]) -> Bill:
    """Return the bill of documents that have been drawn.

    Args:
        plan: The plan.
        printed: Its documents, drawn; in any order.
    """
    entries = []
    for number, run in groupby(sorted(printed, key=lambda one: one.plan.number), key=lambda one: one.plan.number):
        of_sheet = list(run)
        first = of_sheet[0].plan
        kinds = dict.fromkeys(kind for one in of_sheet for kind in one.parts)
        entries.append(
            Entry(
                number,
                first.sheet,
                tuple(one.plan.file_name for one in of_sheet),
                tuple(one.pages for one in of_sheet),
                first.copies,
                {kind: sum(one.parts.get(kind, 0) for one in of_sheet) for kind in kinds},
                sum(one.cuts for one in of_sheet),
            )
        )
    materials = {tool: amount(rule, plan.group) for tool, rule in plan.kit.materials.items()}
    return Bill(tuple(entries), materials, _needed(plan))


def _needed(plan: Plan) -> dict[str, int]:
    """Return how many of the kit's own parts the group needs, when nobody loses one; dots are used again each round."""
    group, dots = plan.group, plan.kit.dots
    return {
        "needles": group.tables,
        "votes": group.participants * dots.votes,
        "dots": group.participants * plan.kit.personal_dots,
        "triangles": dots.triangles * sum(map(len, group.shares)),
    }
