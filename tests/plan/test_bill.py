"""The printer's bill, from documents that have been drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from materialgen.kit.labels import find_product
from materialgen.kit.load import load_kit
from materialgen.layout import Printed
from materialgen.plan import Dots, Event, make_plan
from materialgen.plan.bill import Bill, make_bill
from materialgen.render.layouts import load_layout
from tests.helpers import LAYOUTS, edit

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def bill(folder: Path, parts: Mapping[str, int] | None = None, *, pages: int = 3, cuts: int = 4) -> Bill:
    """Return the bill of the tiny kit for seven people, as if each document had the same pages, parts and cuts."""
    schemas = {name: load_layout(LAYOUTS / f"{name}.py").schema for name in ("probe", "summary")}
    plan = make_plan(load_kit(folder, "en", schemas), Dots(find_product(None)), Event(participants=7))
    return make_bill(plan, [Printed(one, pages, "", dict(parts or {}), cuts) for one in reversed(plan.documents)])


def test_paper_and_sides_are_counted_by_size(tiny_kit: Path) -> None:
    """One copy on A4, twice four on A3 and seven on A4, of three pages each."""
    found = bill(tiny_kit)
    assert [(one.number, len(one.files), one.copies, one.prints) for one in found.entries] == [
        (0, 1, 1, 3),
        (1, 2, 4, 24),
        (2, 1, 7, 21),
    ]
    assert found.leaves == found.prints == {"A3": 24, "A4": 24}


@pytest.mark.parametrize(("pages", "leaves", "sides"), [(1, 7, 1), (2, 7, 2), (3, 14, 2), (4, 14, 2)])
def test_two_sides_take_half_the_paper(tiny_kit: Path, pages: int, leaves: int, sides: int) -> None:
    """A copy with an odd page has an empty back, and a single page has one side."""
    edit(tiny_kit / "kit.yaml", "  copies:\n    per: participant\n", "  copies:\n    per: participant\n  sides: 2\n")
    entry = bill(tiny_kit, pages=pages).entries[2]
    assert (entry.leaves, entry.setting.sides, entry.prints) == (leaves, sides, 7 * pages)


def test_only_sheets_that_are_cut_up_take_time(tiny_kit: Path) -> None:
    """Four cuts in each of two documents, four copies of each, a quarter of a minute for each cut."""
    assert (bill(tiny_kit).cuts, bill(tiny_kit).cutting) == (0, 0)
    edit(tiny_kit / "kit.yaml", "    per: table\n    times: 2\n", "    per: table\n    times: 2\n  cut: true\n")
    found = bill(tiny_kit)
    assert (found.cuts, found.cutting) == (32, 8)


def test_parts_are_needed_or_spare(tiny_kit: Path) -> None:
    """What the group needs is known for the kit's own parts; all of another kind are needed."""
    found = bill(tiny_kit, {"votes": 10, "masks": 1, "needles": 1}).parts
    copies = 1 + 4 + 4 + 7
    assert (found["votes"].printed, found["votes"].needed, found["votes"].spare) == (10 * copies, 35, 10 * copies - 35)
    assert (found["masks"].printed, found["masks"].needed) == (copies, copies)
    assert (found["needles"].needed, found["needles"].spare) == (2, copies - 2)


def test_needed_is_never_more_than_printed(tiny_kit: Path) -> None:
    """A sheet that somebody prints alone has no less than none to spare."""
    assert bill(tiny_kit, {"votes": 1}).parts["votes"].spare == 0
