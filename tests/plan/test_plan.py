"""What is made for a group: documents, names, copies."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from materialgen.kit.labels import find_product
from materialgen.kit.load import load_kit
from materialgen.kit.schema import CopyFacts
from materialgen.plan import Dots, Event, Group, Plan, amount, make_plan, slug
from materialgen.render.layouts import load_layout
from tests.helpers import LAYOUTS, edit

if TYPE_CHECKING:
    from pathlib import Path

FILE_NAME = re.compile(r"[0-9]{2}-[a-z0-9]+(-[a-z0-9]+)*-a[34]\.pdf")


def plan(folder: Path, said: Event | None = None) -> Plan:
    """Return the plan of the tiny kit."""
    schemas = {name: load_layout(LAYOUTS / f"{name}.py").schema for name in ("probe", "summary")}
    return make_plan(load_kit(folder, "en", schemas), Dots(find_product(None)), said)


def test_documents_follow_the_order_of_the_sheets(tiny_kit: Path) -> None:
    """A sheet makes one document, a sheet per principle one for each, with the sheet's number and its own name."""
    assert [(one.number, one.sheet.id, one.name, one.file_name) for one in plan(tiny_kit).documents] == [
        (0, "first", "Sheet first name", "00-sheet-first-name-a4.pdf"),
        (1, "each", "Sheet each name 1", "01-sheet-each-name-p1-a3.pdf"),
        (1, "each", "Sheet each name 2", "01-sheet-each-name-p2-a3.pdf"),
        (2, "last", "Sheet last name", "02-sheet-last-name-a4.pdf"),
    ]


def test_file_names_are_safe_everywhere_and_unlike_each_other(tiny_kit: Path) -> None:
    """Names come from translated words, yet hold only a–z, 0–9, hyphens and a full stop, and never collide."""
    for sheet in ("first", "each", "last"):
        edit(tiny_kit / "en" / "sheets" / f"{sheet}.yaml", f"name: Sheet {sheet} name", "name: Žluťoučký kůň / Æøå?")
    names = [one.file_name for one in plan(tiny_kit).documents]
    assert len(set(names)) == len(names)
    assert [name for name in names if not FILE_NAME.fullmatch(name)] == []


def test_copies_follow_the_group(tiny_kit: Path) -> None:
    """With six participants at two tables, a rule per workshop gives one, per table two, per participant six."""
    assert [(one.sheet.id, one.copies) for one in plan(tiny_kit).documents] == [
        ("first", 1),
        ("each", 4),
        ("each", 4),
        ("last", 6),
    ]


@pytest.mark.parametrize(
    ("per", "count"), [("workshop", 1), ("table", 3), ("participant", 20), ("principle", 2), ("round", 6)]
)
@pytest.mark.parametrize("times", [1, 4])
def test_a_rule_is_multiplied(per: str, count: int, times: int) -> None:
    """Copies are the rule's times for each of what it names."""
    group = Group(participants=20, tables=3, principles=2, rounds=2, start="09.00")
    assert amount(CopyFacts.model_validate({"per": per, "times": times}), group) == times * count


@pytest.mark.parametrize(
    ("said", "why"), [(Event(), "voted"), (Event(principles=("1",)), "chosen"), (Event(share=True), "shared")]
)
def test_a_sheet_has_the_reason_that_holds(tiny_kit: Path, said: Event, why: str) -> None:
    """A second wording counts where it is given; other sheets have the one that they have."""
    words = tiny_kit / "en" / "sheets" / "each.yaml"
    edit(words, "why: Sheet each why", "why: voted\nwhy_chosen: chosen\nwhy_shared: shared")
    found = {one.id: one.words for one in plan(tiny_kit, said).kit.sheets}
    assert (found["each"].why, found["first"].why) == (why, "Sheet first why")


@pytest.mark.parametrize(("participants", "tables", "seats"), [(6, 2, 3), (7, 2, 4), (8, 1, 8), (3, 3, 1)])
def test_a_table_has_seats_for_its_share_of_the_group(
    tiny_kit: Path, participants: int, tables: int, seats: int
) -> None:
    """Nobody is left standing: seats at a table are rounded up."""
    edit(tiny_kit / "kit.yaml", "participants: 6\n  tables: 2", f"participants: {participants}\n  tables: {tables}")
    assert plan(tiny_kit).seats == seats


def test_the_agenda_is_that_of_the_group(tiny_kit: Path) -> None:
    """The plan's agenda begins at the group's time and works through its number of principles."""
    edit(tiny_kit / "kit.yaml", "principles: 1\n", "principles: 2\n")
    edit(tiny_kit / "kit.yaml", "start: '09.00'", "start: '13.30'")
    assert [(one.start, one.minutes, one.round) for one in plan(tiny_kit).agenda] == [
        (810, 10, None),
        (820, 30, 1),
        (850, 30, 2),
    ]


@given(st.text())
@example("Bedömningsblad")
@example("ÅÄÖ")
@example("…")
@example("\u0130")
@example("a\u00adb")
def test_a_slug_is_plain(name: str) -> None:
    """Whatever the name, its slug holds only a–z, 0–9 and single hyphens between them, and is never empty."""
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug(name))


@given(st.text())
def test_a_slug_of_a_slug_is_itself(name: str) -> None:
    """Making a name plain twice changes nothing more."""
    assert slug(slug(name)) == slug(name)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Bedömningsblad", "bedomningsblad"),
        ("Rösttavla (steg 1)", "rosttavla-steg-1"),
        ("Åtgärdskort", "atgardskort"),
        ("Đáŋŋa ŧ Łódź Straße", "danna-t-lodz-strasse"),
        ("??", "sheet"),
        ("av\u00adstavad", "avstavad"),
    ],
)
def test_a_slug_keeps_what_can_be_read(name: str, expected: str) -> None:
    """Letters lose their marks, not their place; a soft hyphen leaves no trace."""
    assert slug(name) == expected
