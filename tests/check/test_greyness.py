"""Dots and principles without colour: drawn for the test, and in the whole kit."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from materialgen.check import greyness
from materialgen.check.built import read_built
from materialgen.geometry import A4, Box
from materialgen.look import signs
from materialgen.look.colour import NEUTRAL, PRINCIPLE_TONES, WHITE
from materialgen.typeset import Style
from tests.check.damage import Opened
from tests.check.drawn import built, codes, document, told, whole

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from materialgen.draw import Page
    from materialgen.look.signs import Marker

TEXT = Style("text", (12,))
ALIKE = (1, "dots-alike")


def columns(markers: Sequence[Marker | Sequence[Marker]], diameter: float = 13) -> Callable[[Page], None]:
    """Return what draws a figure for each participant: three dots, or those given, one below the other."""

    def draw(page: Page) -> None:
        for index, one in enumerate(markers):
            dots = [one] * 3 if isinstance(one, signs.Marker) else one
            row, column = divmod(index, 8)
            with page.figure("Dots", Box(12 + 23 * column, 12 + 80 * row, 23, 20 * len(dots))):
                for number, dot in enumerate(dots):
                    signs.marker(page, dot, 24 + 23 * column, 25 + 80 * row + 20 * number, diameter)

    return draw


def sheet(markers: Sequence[Marker | Sequence[Marker]], diameter: float = 13) -> bytes:
    """Return a file with dots on its only page."""
    return document(columns(markers, diameter))


def test_the_dots_of_the_kit_are_seen(built_kit: Path) -> None:
    """The control: the check finds dots on their sheet and on the legend, and those only."""
    found = {
        name: [one.numbers for page in file.pages if (one := greyness.series(file, page)) and one.has_shapes]
        for name, file in whole(built_kit, "sv").files.items()
    }
    numbers = [str(number) for number in range(1, 9)]
    assert {name[:2]: pages for name, pages in found.items() if pages} == {"02": [numbers], "04": [numbers]}


# -- the measure -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [3, 8, 16])
@pytest.mark.parametrize("diameter", [9, 13])
def test_the_built_in_dots_can_be_told_apart(count: int, diameter: float) -> None:
    """Up to 16 participants, in the sizes of dots and legends."""
    assert told(greyness.check, built(sheet(signs.markers(count), diameter))) == []


def test_more_dots_than_shapes_and_shades_may_differ_in_colour_and_number() -> None:
    """For 24 participants there is nothing else."""
    assert told(greyness.check, built(sheet(signs.markers(24), 9))) == []


@pytest.mark.parametrize(
    ("which", "shape", "pair"), [(3, "circle", "1 and 3"), (7, "circle", "1 and 7"), (8, "square", "2 and 8")]
)
def test_a_shape_that_makes_two_dots_alike_in_grey_is_found(which: int, shape: str, pair: str) -> None:
    """Blue and green circles differ in colour and number alone; a copier leaves the number."""
    markers = [replace(one, shape=shape) if one.number == which else one for one in signs.markers(8)]
    ((page, code, message),) = told(greyness.check, built(sheet(markers)))
    assert (page, code) == ALIKE
    assert message.endswith(f": {pair}")


def test_a_shape_that_another_shade_has_is_no_finding() -> None:
    """Two circles, one black and one yellow."""
    markers = [replace(one, shape="circle") if one.number in {4, 6} else one for one in signs.markers(8)]
    assert told(greyness.check, built(sheet([one for one in markers if one.number != 1]))) == []


def test_the_same_dot_with_another_number_is_found() -> None:
    """Also where more dots are compared than grey can hold."""
    markers = signs.markers(24)
    markers[20] = replace(markers[2], number=21)
    ((_, code, message),) = told(greyness.check, built(sheet(markers, 9)))
    assert code == "dots-alike"
    assert message.endswith(": 3 and 21")


def test_a_wrong_number_on_a_dot_is_found() -> None:
    """One of the dots 2 says 3: two dots that look the same have different numbers."""
    markers: list[Marker | list[Marker]] = [*signs.markers(8)]
    second = signs.markers(8)[1]
    markers[1] = [second, replace(second, number=3), second]
    ((_, code, message),) = told(greyness.check, built(sheet(markers)))
    assert code == "dots-alike"
    assert message.endswith(": 2 and 3")


# -- the same number ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("change", [{"colour": signs.markers(1)[0].colour}, {"shape": "star"}], ids=["colour", "shape"])
def test_a_dot_unlike_its_namesakes_is_found(change: dict[str, object]) -> None:
    """One of the dots 5 has another colour, or another shape."""
    markers: list[Marker | list[Marker]] = [*signs.markers(8)]
    fifth = signs.markers(8)[4]
    markers[4] = [fifth, replace(fifth, **change), fifth]  # type: ignore[arg-type]  # either of two attributes
    ((page, code, message),) = told(greyness.check, built(sheet(markers)))
    assert (page, code) == ALIKE
    assert "1 of the dots 5 unlike the others 5" in message


def test_a_dot_without_a_number_is_found() -> None:
    """Its shape and colour are not enough."""

    def draw(page: Page) -> None:
        columns(signs.markers(8))(page)
        with page.figure("A dot", Box(12, 100, 23, 60)):
            for y, numbered in ((120, True), (140, False)):
                signs.marker(page, signs.markers(8)[4], 24, y, 13)
                if not numbered:
                    text = page._ops.pop()
                    assert text.startswith("BT")

    ((_, code, message),) = told(greyness.check, built(document(draw)))
    assert code == "dots-alike"
    assert "a dot without a number" in message


def test_sheets_that_disagree_are_found() -> None:
    """Dots of another colour, or all of one shape, than in the legend; which of the two is right nobody can tell."""
    legend = sheet(signs.markers(8), 9)
    recoloured = [
        replace(one, colour=signs.markers(8)[0].colour) if one.number == 2 else one for one in signs.markers(8)
    ]
    grey = [replace(one, colour=(0.4, 0.4, 0.4)) for one in signs.markers(8)]
    round_ones = [replace(one, shape="circle") for one in signs.markers(8)]
    assert codes(greyness.check, built(sheet(signs.markers(8)), legend)) == []
    for markers, wrong in ((recoloured, "2"), (grey, "1, 2, 3, 4, 5, 6, 7, 8"), (round_ones, "2, 3, 4, 5, 6, 7, 8")):
        found = told(greyness.check, built(sheet(markers), legend))
        assert [code for _, code, _ in found] == ["dots-alike"] * 2
        assert all(message.endswith(f": {wrong}") for _, _, message in found)


def test_most_pages_are_right() -> None:
    """Of three pages that show the same dots, the one that differs is named."""
    recoloured = [replace(one, colour=(0.4, 0.4, 0.4)) if one.number == 2 else one for one in signs.markers(8)]
    good = columns(signs.markers(8))
    assert codes(greyness.check, built(document(good, columns(recoloured), good))) == [(2, "dots-alike")]


def test_badges_of_one_shape_are_told_apart_by_their_numbers() -> None:
    """The badges of principles have one shape and strong colours; their numbers tell them apart."""

    def badges(page: Page) -> None:
        with page.figure("Principles", A4.content):
            for number, tones in enumerate(PRINCIPLE_TONES.values(), 1):
                signs.numeral_badge(page, 30 * number, 40, 8, str(number), tones)

    assert told(greyness.check, built(document(badges), sheet(signs.markers(8)))) == []


# -- a kit that was changed ------------------------------------------------------------------------------------------


def _grey(stream: str) -> str:
    return re.sub(r"(?m)^(?!1 1 1 )\S+ \S+ \S+ rg(?=\n\S+ \S+ \S+ RG)", "0.4 0.4 0.4 rg", stream)


def _one_blue(stream: str) -> str:
    fills = re.findall(r"(?m)^(?!1 1 1 )\S+ \S+ \S+ rg(?=\n\S+ \S+ \S+ RG)", stream)
    blue, other = fills[0], next(one for one in fills if one != fills[0])
    return stream.replace(other, blue, 1)


def _second_blue(stream: str) -> str:
    fills = re.findall(r"(?m)^(?!1 1 1 )\S+ \S+ \S+ rg(?=\n\S+ \S+ \S+ RG)", stream)
    blue, other = fills[0], next(one for one in fills if one != fills[0])
    return stream.replace(other, blue)


@pytest.mark.parametrize("damage", [_grey, _one_blue, _second_blue])
@pytest.mark.parametrize("alone", [True, False], ids=["alone", "with the legend"])
def test_dots_of_a_kit_that_were_changed_are_found(
    built_kit: Path, tmp_path: Path, damage: Callable[[str], str], *, alone: bool
) -> None:
    """One finding, on the page of the dots, whether or not the sheet with the legend is checked with it."""
    kit = whole(built_kit, "sv")
    dots, legend = (next(name for name in kit.files if name.startswith(number)) for number in ("02-", "04-"))
    opened = Opened(kit.folder / dots)
    opened.edit_stream(2, damage)
    (tmp_path / dots).write_bytes(opened.to_bytes())
    (tmp_path / legend).write_bytes(kit.files[legend].data)
    changed = read_built(kit.plan, tmp_path, kit.fresh.values(), [dots] if alone else [dots, legend])
    findings = list(greyness.check(changed))
    assert {(one.file, one.page, one.problem.code) for one in findings} == {(dots, 2, "dots-alike")}


# -- principles ------------------------------------------------------------------------------------------------------


def coloured(page: Page) -> None:
    """Draw a coloured rule and a title."""
    page.rect(Box(20, 20, 100, 2), fill=PRINCIPLE_TONES["blue"].mid)
    page.text("A title", Box(20, 30, 100, 10), TEXT)


def test_a_page_that_only_its_colour_gives_to_a_principle_is_found() -> None:
    """The second page of a principle's file says nothing of the principle."""

    def badge(page: Page) -> None:
        coloured(page)
        signs.numeral_badge(page, 150, 30, 10, "2", PRINCIPLE_TONES["blue"])

    assert codes(greyness.check, built(document(badge, coloured), principle=2)) == [(2, "colour-alone")]


def test_another_number_or_one_without_a_badge_does_not_count() -> None:
    """A badge with the number of another principle, and the number somewhere in the text."""

    def other(page: Page) -> None:
        coloured(page)
        signs.numeral_badge(page, 150, 30, 10, "1", PRINCIPLE_TONES["blue"])
        page.text("2", Box(20, 50, 100, 10), TEXT)
        page.text("Page 2 of 2", Box(20, 60, 100, 10), TEXT)

    assert codes(greyness.check, built(document(other), principle=2)) == [(1, "colour-alone")]


def test_words_and_pages_without_colour_count() -> None:
    """The word for a principle with its number is enough, and so is a page in black."""

    def words(page: Page) -> None:
        coloured(page)
        kit = built(principle=2).kit
        page.text(f"{kit.words.labels.principle} 2", Box(20, 50, 150, 10), TEXT)

    def black(page: Page) -> None:
        page.text("A title", Box(20, 30, 100, 10), TEXT)
        page.rect(Box(20, 60, 100, 20), fill=NEUTRAL.tint)
        page.rect(Box(20, 90, 100, 20), fill=WHITE)

    assert codes(greyness.check, built(document(words, black), principle=2)) == []
    assert codes(greyness.check, built(document(coloured), principle=None)) == []
