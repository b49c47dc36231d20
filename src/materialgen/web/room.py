"""A room seen from above that takes the width there is: boxes that wrap, not a picture that shrinks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from materialgen.look.room import SEATS, drawn_tables
from materialgen.web.markup import Html, element, inline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from materialgen.look.room import Labels, Table


def room(seating: Sequence[int], labels: Labels, alt: str) -> Html:
    """Return a picture of the room; takes what the room on paper does."""
    wall = element("div", *(element("span", inline(one)) for one in labels.wall), class_="wall")
    tables = element("div", *(_table(one) for one in drawn_tables(seating, labels)), class_="tables")
    ring = element("div", tables, element("span", inline(labels.way), class_="name"), class_="way")
    leader = element("div", inline(labels.leader), class_="leader")
    side = element("span", inline(labels.side), class_="side")
    door = element("span", inline(labels.door), class_="door")
    return element(
        "div",
        wall,
        element("div", ring, leader, class_="floor"),
        element("div", side, door, class_="strip"),
        class_="room",
        role="img",
        aria_label=alt,
    )


def _table(one: Table) -> Html:
    shown = min(one.seats, SEATS)
    top = element("div", inline(one.name), element("span", inline(one.count)), class_="top")
    return element("div", _seats(shown - shown // 2), top, _seats(shown // 2), class_="table")


def _seats(count: int) -> Html:
    return element("div", *(element("i") for _ in range(count)), class_="seats")
