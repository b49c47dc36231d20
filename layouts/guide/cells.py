"""Cells of tables whose rows are steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from materialgen.look.booklet import SMALL_BADGE, small_badge
from materialgen.look.colour import INK
from materialgen.look.flow import AREA
from materialgen.look.table import Cell, Column

from .words import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from materialgen.draw import Page
    from materialgen.geometry import Box
    from materialgen.kit.text import Text
    from materialgen.layout import Job
    from materialgen.typeset import RGB

STEP = 16.0
"""The width of a column with the steps' numbers, mm."""
NAME = 72.0
"""The width of a column with the steps' names, mm."""


def badge(number: str, colour: RGB = INK) -> Callable[[Page, Box], None]:
    """Return what draws a number in a table's cell."""
    return lambda page, box: small_badge(page, number, box.left(SMALL_BADGE), colour)


def step_columns(job: Job, others: Sequence[Column]) -> list[Column]:
    """Return the columns of a table whose rows are steps: number, name, others."""
    words = job.words(Words).agenda
    name = AREA.w - STEP - sum(one.width for one in others)
    return [Column(words.step, STEP), Column(words.what, name), *others]


def step_cells(number: Text | None, name: Text) -> list[Cell]:
    """Return the first cells of a row that is a step."""
    return [Cell(draw=badge(number)) if number is not None else Cell(), Cell(name, head=True)]
