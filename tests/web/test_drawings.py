"""What is drawn on a page: clock faces, the day to scale, the room."""

from __future__ import annotations

import re

import pytest

from materialgen.check.markup import Markup
from materialgen.kit.text import Text
from materialgen.look.room import Labels
from materialgen.look.timeline import Bracket, Stretch
from materialgen.web import signs
from materialgen.web.room import room
from materialgen.web.timeline import WIDTHS, timeline

NINE = 9 * 60


def sound(markup: str) -> Markup:
    """Return what a drawing says, after it has been found well-formed, named and harmless."""
    read = Markup(f"<!doctype html>{markup}")
    assert (read.faults, read.active, read.unnamed) == ([], [], [])
    return read


@pytest.mark.parametrize(("minutes", "end"), [(15, "86.8 50Z"), (30, "50 86.8Z"), (45, "13.2 50Z")])
def test_a_clock_face_fills_the_minutes(minutes: int, end: str) -> None:
    """The sector begins at the top and ends where the minutes do; more than half is drawn the long way round."""
    (way,) = re.findall(r'd="([^"]*)"', sound_face(minutes))
    assert way.startswith("M50 50V13.2A")
    assert way.endswith(end)
    assert (" 0 1 1 " in way) is (minutes > 30)


def sound_face(minutes: int) -> str:
    """Return a clock face; it is hidden from screen readers, since the minutes stand beside it."""
    made = signs.face(minutes)
    assert sound(made).texts == []
    assert 'aria-hidden="true"' in made
    return made


def test_an_hour_fills_the_face() -> None:
    """An hour or more is a whole disc."""
    assert signs.face(60) == signs.face(95)
    assert '<circle cx="50" cy="50" r="36.8" class="sector">' in sound_face(60)


def test_times_can_be_read_by_machines() -> None:
    """Each time and length has its form for machines, also after midnight."""
    assert signs.time(NINE + 5) == '<time datetime="09:05">09.05</time>'
    assert 'datetime="00:30"' in signs.time(24 * 60 + 30)
    assert signs.minutes(20, "20 min") == '<time datetime="PT20M">20 min</time>'


def test_the_day_is_drawn_to_scale() -> None:
    """Stretches take their share of the width; what is outside the day is dashed, and an alternative text tells all."""
    day = [
        Stretch(NINE - 15, NINE, None, around=True),
        Stretch(NINE, NINE + 30, "1"),
        Stretch(NINE + 45, NINE + 60, "2"),
    ]
    made = timeline(day, [], "The day")
    assert sound(made).alternatives == ["The day"]
    shares = [(float(x), float(w)) for x, w in re.findall(r'<svg x="([\d.]+)%" width="([\d.]+)%"', made)]
    assert [(round(x - 0.2, 1), round(w + 0.4, 1)) for x, w in shares] == [(0, 20), (20, 40), (80, 20)]
    assert made.count('class="around"') == 1
    assert made.count('class="block"') == 2


def test_a_number_is_written_only_where_it_has_room() -> None:
    """The narrower a stretch, the wider the drawing from which its number stands there; a sliver never has one."""
    day = [Stretch(0, 100, "1"), Stretch(100, 110, "2"), Stretch(110, 111, "3"), Stretch(111, 600, "4")]
    made = timeline(day, [], "The day")
    assert re.findall(r'<g class="(number[^"]*)">', made) == ["number", "number never", "number never", "number"]
    half = timeline([Stretch(0, 60, "1"), Stretch(60, 1200, "2")], [], "The day")
    (needed,) = re.findall(r"number from-(\d+)", half)
    assert int(needed) in WIDTHS


def test_a_bracket_has_the_longest_name_that_fits() -> None:
    """On a narrow screen the short name stands there instead of the long one, never both."""
    day = [Stretch(0, 300, "1"), Stretch(300, 900, "2")]
    made = timeline(day, [Bracket(0, 300, ["Chosen principle: first", "first"])], "The day")
    (wide,) = re.findall(r'class="from-(\d+)">Chosen', made)
    assert f'class="until-{wide}">first' in made


def labels() -> Labels:
    """Return what stands in the room."""
    names = (Text(one) for one in ("Table {number}", "Table × {count}", "Seats: {seats}", "Side", "Door", "Way", "You"))
    return Labels([Text("Vote board"), Text("Parking lot")], *names)


def test_the_room_has_its_tables_and_seats() -> None:
    """Each table stands there with its seats; the alternative text tells of all of it."""
    made = room([8, 7], labels(), "The room")
    read = sound(made)
    assert read.alternatives == ["The room"]
    assert read.texts == [
        "Vote board",
        "Parking lot",
        "Table 1",
        "Seats: 8",
        "Table 2",
        "Seats: 7",
        "Way",
        "You",
        "Side",
        "Door",
    ]
    assert made.count("<i></i>") == 15


def test_many_tables_are_told_by_kind() -> None:
    """More tables than a picture holds are one of each kind."""
    read = sound(room([5] * 20 + [4] * 3, labels(), "The room"))
    assert {"Table × 20", "Table × 3", "Seats: 5", "Seats: 4"} <= set(read.texts)
