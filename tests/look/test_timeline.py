"""A day drawn to scale: brackets have names of one kind."""

from __future__ import annotations

import pytest

from materialgen.draw import Document
from materialgen.geometry import A4, Box
from materialgen.look.flow import AREA
from materialgen.look.timeline import Bracket, Stretch, timeline

NAMES = (["Round: first", "first"], ["Round: second", "second"])


def names(*ends: int) -> list[str]:
    """Return the brackets' names in a day of ten hours whose two brackets end at some minutes."""
    page = Document("Title", "Subject", "en").page(A4)
    starts = (0, ends[0])
    brackets = [Bracket(start, end, name) for start, end, name in zip(starts, ends, NAMES, strict=True)]
    block = timeline([Stretch(0, 600)], brackets, "A day")
    block.draw(page, Box(AREA.x, 40, AREA.w, block.height))
    return [str(one.text) for one in page.placed if "first" in one.text or "second" in one.text]


@pytest.mark.parametrize(
    ("ends", "wanted"),
    [
        ((300, 600), ["Round: first", "Round: second"]),
        ((300, 360), ["first", "second"]),
        ((300, 310), ["Round: first"]),
    ],
    ids=["room for all", "room for short ones", "no room for one of them"],
)
def test_brackets_have_names_of_one_kind(ends: tuple[int, int], wanted: list[str]) -> None:
    """All long, or all short; where even that is too much, each as well as it can."""
    assert names(*ends) == wanted
