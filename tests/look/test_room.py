"""The plan of the room: every seat is drawn, tables keep apart, and their names are read for any number of tables."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from math import hypot
from typing import TYPE_CHECKING, NamedTuple

import pytest

from materialgen.draw import Document, Page
from materialgen.geometry import A4, Box
from materialgen.kit.text import Text
from materialgen.look import room
from materialgen.look.flow import AREA

if TYPE_CHECKING:
    from materialgen.draw import Stroke
    from materialgen.typeset import RGB

LABELS = room.Labels(
    wall=[Text("Board"), Text("Parking"), Text("Result")],
    table=Text("Table {number}"),
    tables=Text("Table × {count}"),
    seats=Text("Seats: {seats}"),
    side=Text("Side table"),
    door=Text("Door"),
    way=Text("Way"),
    leader=Text("You"),
)
PLACE = Box(AREA.x, 40, AREA.w, room.HEIGHT)


class Disc(NamedTuple):
    """A circle in the picture."""

    x: float
    y: float
    radius: float


def drawn(monkeypatch: pytest.MonkeyPatch, *seating: int, labels: room.Labels = LABELS) -> tuple[list[Disc], Page]:
    """Return the seats of a picture, and its page."""
    discs: list[Disc] = []

    def circle(
        _page: Page, cx: float, cy: float, radius: float, fill: RGB | None = None, stroke: Stroke | None = None
    ) -> None:
        if stroke is not None and fill is not None:  # the moderator has no outline
            discs.append(Disc(cx, cy, radius))

    monkeypatch.setattr(Page, "circle", circle)
    page = Document("Title", "Subject", "en").page(A4)
    block = room.room(seating, labels, "A room")
    assert block.height == room.HEIGHT
    block.draw(page, PLACE)
    return discs, page


def texts(page: Page) -> list[str]:
    """Return what stands in a picture."""
    return [str(one.text) for one in page.placed]


def apart(discs: list[Disc]) -> bool:
    """Return whether no two seats touch, and all are in the room."""
    clear = all(hypot(a.x - b.x, a.y - b.y) >= a.radius + b.radius for a, b in combinations(discs, 2))
    inside = (PLACE.contains(Box(one.x - one.radius, one.y - one.radius, 2 * one.radius, 0)) for one in discs)
    return clear and all(inside)


@pytest.mark.parametrize(
    "seating", [(1,), (8,), (24,), (6, 5), (8,) * 5, (1,) * 12, (8, *(7,) * 11), (17,) * 12], ids=str
)
def test_each_table_has_its_seats(monkeypatch: pytest.MonkeyPatch, seating: tuple[int, ...]) -> None:
    """As many seats as people, apart from each other, at tables with their numbers."""
    discs, page = drawn(monkeypatch, *seating)
    assert len(discs) == sum(seating)
    assert apart(discs)
    named = [text for text in texts(page) if text.startswith("Table ") or text.isdigit()]
    assert [one.removeprefix("Table ") for one in named] == [str(number) for number in range(1, len(seating) + 1)]
    assert page.document.problems == []


@pytest.mark.parametrize("count", [13, 50])
def test_many_tables_are_told_by_one_of_each_kind(monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    """Of tables that are alike one is drawn, with their number."""
    discs, page = drawn(monkeypatch, *(5,) * 3, *(4,) * (count - 3))
    assert len(discs) == 5 + 4
    assert Counter(text for text in texts(page) if text.startswith("Table")) == {
        "Table × 3": 1,
        f"Table × {count - 3}": 1,
    }


def test_a_table_for_a_crowd_tells_its_seats(monkeypatch: pytest.MonkeyPatch) -> None:
    """No more seats are drawn than there is room for; the text gives their number."""
    discs, page = drawn(monkeypatch, 200)
    assert len(discs) == room.SEATS
    assert apart(discs)
    assert "Seats: 200" in texts(page)


def test_no_words_too_long_are_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    """What has no room is a problem."""
    long = Text("Everything that anybody may ever need, and then some more of it, " * 3)
    labels = room.Labels(LABELS.wall, LABELS.table, LABELS.tables, LABELS.seats, long, long, long, long)
    _, page = drawn(monkeypatch, 8, labels=labels)
    assert {one.code for one in page.document.problems} == {"text-too-long"}


def test_control_seats_that_touch_are_found() -> None:
    """The measure of the tests above can fail."""
    assert not apart([Disc(50, 60, 3), Disc(55, 60, 3)])
    assert not apart([Disc(PLACE.right, 60, 3)])
