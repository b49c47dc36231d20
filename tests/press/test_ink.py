"""Little ink and no colour: what becomes of areas, texts and dots."""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING

import pytest

from materialgen.check import contrast, greyness
from materialgen.check.greyness import LEAST, series
from materialgen.check.ink import coverage
from materialgen.check.pictures import pictures
from materialgen.check.reading import ReadFile
from materialgen.contrast import contrast as ratio
from materialgen.draw import Document, Page, Stroke
from materialgen.draw.ink import Pattern, fill_operator, grey_of, stroke_operator
from materialgen.geometry import A3, Box
from materialgen.look import signs
from materialgen.look.colour import INK, NEUTRAL, PRINCIPLE_TONES, WHITE
from materialgen.press import Ink, Press
from materialgen.typeset import Style, Weight
from tests.check.drawn import built, codes

if TYPE_CHECKING:
    from collections.abc import Callable

BLUE = PRINCIPLE_TONES["blue"]
STYLE = Style("test", (20,), Weight.BOLD, 1.0, WHITE, align="center")
COLOUR = re.compile(rb"(?:^|\s)(rg|RG|k|K|cs|CS|sc|SC|scn|SCN|sh|Do|gs)(?=\s|$)")
"""Operators that could bring in a colour (ISO 32000-1, tables 57, 74 and 77)."""


def drawn(ink: Ink, draw: Callable[[Page], object]) -> ReadFile:
    """Return a file of one page that is printed with an ink."""
    document = Document("Title", "Subject", "en", press=Press(ink))
    draw(document.page(A3))
    assert document.problems == []
    return ReadFile.of_bytes("test.pdf", document.to_bytes())


def everything(page: Page) -> None:
    """Draw a badge, a clock, a tinted area with text, and dots, as sheets do."""
    signs.numeral_badge(page, 40, 40, 25, "1", BLUE)
    signs.numeral_badge(page, 90, 40, 25, "2", NEUTRAL)
    signs.clock(page, 140, 40, 12, 35, BLUE)
    page.rect(Box(20, 80, 60, 30), fill=BLUE.tint)
    page.text("Tinted", Box(20, 80, 60, 30), STYLE.but(colour=BLUE.strong), valign="middle")
    dots(page)


def dots(page: Page, count: int = 16) -> None:
    """Draw the dots of participants in one figure."""
    with page.figure("Dots", Box(20, 130, 380, 20)):
        for index, marker in enumerate(signs.markers(count)):
            signs.marker(page, marker, 32 + 22 * index, 140, 18)


def test_without_a_press_nothing_changes() -> None:
    """The default press writes the same bytes as none."""
    plain = Document("Title", "Subject", "en")
    everything(plain.page(A3))
    assert plain.to_bytes() == drawn("full", everything).data
    assert plain.press == Press()


def test_operators() -> None:
    """The one place where colours become operators."""
    assert (fill_operator((1, 0.5, 0)), stroke_operator((1, 0.5, 0))) == ("1 0.5 0 rg", "1 0.5 0 RG")
    assert re.fullmatch(r"0\.\d{1,4} g", fill_operator((1, 0.5, 0), "grey"))
    assert re.fullmatch(r"0\.\d{1,4} G", stroke_operator((1, 0.5, 0), "grey"))
    assert fill_operator(WHITE, "grey") == "1 g"


@pytest.mark.parametrize("name", sorted(PRINCIPLE_TONES))
def test_a_grey_is_as_light_as_its_colour(name: str) -> None:
    """Every contrast stays, so that what could be read in colour can be read in grey."""
    for colour in (
        PRINCIPLE_TONES[name].strong,
        PRINCIPLE_TONES[name].mid,
        PRINCIPLE_TONES[name].tint,
        (0.02, 0.01, 0.03),
    ):
        grey = grey_of(colour)
        assert ratio((grey, grey, grey), WHITE) == pytest.approx(ratio(colour, WHITE), abs=0.001)


def test_no_colour_is_left_in_grey() -> None:
    """No operator of a file in grey sets a colour; in colour, some do (the control)."""
    assert COLOUR.search(drawn("full", everything).contents[0])
    assert not COLOUR.search(drawn("grey", everything).contents[0])


def test_colour_is_left_with_little_ink() -> None:
    """Principles keep their colours as outlines."""
    (page,) = drawn("low", everything).pages
    assert any(max(one.stroke) - min(one.stroke) > 50 for one in page.shapes if one.stroke)


def test_areas_become_outlines() -> None:
    """A badge is white with a line in its colour, and its white numeral takes the colour."""
    (page,) = drawn("low", lambda page: signs.numeral_badge(page, 40, 40, 25, "1", BLUE)).pages
    (disc,), (numeral,) = page.shapes, page.pieces
    strong = tuple(round(255 * one) for one in BLUE.strong)
    assert (disc.fill, disc.stroke, numeral.colour) == ((255, 255, 255), strong, strong)


def test_a_tint_gets_a_thin_line() -> None:
    """A tinted area without a line stays visible as one; white paper does not."""
    tinted = drawn("low", lambda page: page.rect(Box(20, 20, 40, 40), fill=BLUE.tint)).pages[0].shapes
    white = drawn("low", lambda page: page.rect(Box(20, 20, 40, 40), fill=WHITE)).pages[0].shapes
    assert [(one.fill, one.stroke is not None) for one in (*tinted, *white)] == [
        ((255, 255, 255), True),
        ((255, 255, 255), False),
    ]


def test_white_on_a_tint_gets_a_line_too() -> None:
    """Where a white area ended the tint, as in a dial, a line ends what was tinted."""

    def draw(page: Page) -> None:
        page.rect(Box(20, 20, 40, 40), fill=BLUE.tint)
        page.rect(Box(30, 30, 20, 20), fill=WHITE)

    assert [one.stroke is not None for one in drawn("low", draw).pages[0].shapes] == [True, True]


def test_white_on_a_strong_area_becomes_a_line() -> None:
    """White lines, marks and areas on an area are seen when that is white."""

    def draw(page: Page) -> None:
        page.rect(Box(20, 20, 60, 60), fill=INK)
        page.line(30, 30, 70, 30, Stroke(1, WHITE))
        page.circle(40, 50, 1, fill=WHITE)
        page.circle(60, 50, 8, fill=WHITE)

    _, line, mark, area = drawn("low", draw).pages[0].shapes
    ink = tuple(round(255 * one) for one in INK)
    assert (line.stroke, mark.fill, area.fill, area.stroke) == (ink, ink, (255, 255, 255), ink)


def test_small_marks_stay() -> None:
    """Bullets and arrow heads are no areas."""
    (bullet,) = drawn("low", lambda page: page.circle(40, 40, 1.2, fill=INK)).pages[0].shapes
    assert bullet.fill == tuple(round(255 * one) for one in INK)


@pytest.mark.parametrize("colour", [WHITE, (0.7, 0.7, 0.7), (0.9, 0.62, 0.0)])
def test_every_text_is_dark_enough(colour: tuple[float, float, float]) -> None:
    """Text that was light on an area has 4.5:1 on white, whatever the area was."""
    for under in (INK, BLUE.strong, (0.9, 0.62, 0.0)):

        def draw(page: Page, under: tuple[float, float, float] = under) -> None:
            page.rect(Box(20, 20, 60, 20), fill=under)
            page.text("Text", Box(20, 20, 60, 20), STYLE.but(colour=colour), valign="middle")

        (text,) = drawn("low", draw).pages[0].pieces
        assert contrast.contrast(text.colour, (255, 255, 255)) >= 4.5


@pytest.mark.parametrize("ink", ["low", "grey"])
def test_checks_pass(ink: Ink) -> None:
    """Contrast and greyness of what is drawn are sound with any ink."""
    kit = built(drawn(ink, everything).data)
    assert codes(contrast.check, kit) == []
    assert codes(greyness.check, kit) == []


@pytest.mark.parametrize("ink", ["full", "low", "grey"])
def test_each_pair_of_dots_differs_in_grey(ink: Ink) -> None:
    """Sixteen participants' dots differ in number, and by shape, shade or pattern where numbers are left out."""
    file = drawn(ink, dots)
    found = series(file, file.pages[0])
    assert found is not None
    assert [one.number for one in found.kinds] == [str(number) for number in range(1, 17)]
    shown = greyness._pictures(found, found.kinds)
    for one, other in combinations(shown, 2):
        assert greyness.difference(one, other) >= LEAST


def test_dots_without_patterns_would_be_confused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: without patterns, two dots of one shape look alike in grey."""
    monkeypatch.setattr(Pattern, "operators", lambda _self, _texts: "")
    file = drawn("low", dots)
    found = series(file, file.pages[0])
    assert found is not None
    shown = greyness._pictures(found, found.kinds)
    assert min(greyness.difference(one, other) for one, other in combinations(shown, 2)) < LEAST


def test_patterns_leave_texts_free() -> None:
    """No line of a pattern runs through a number."""
    file = drawn("low", lambda page: dots(page, 1))
    ((_, picture),) = pictures(file, 300)
    (number,) = file.pages[0].pieces
    edge = number.extent
    per_mm = 300 / 25.4
    frame = [edge.left - 0.3, edge.top - 0.3, edge.right + 0.3, edge.bottom + 0.3]
    left, top, right, bottom = (round(one * per_mm) for one in frame)
    for x in range(left, right):
        assert picture.getpixel((x, top)) == picture.getpixel((x, bottom)) == 255
    for y in range(top, bottom):
        assert picture.getpixel((left, y)) == picture.getpixel((right, y)) == 255


def test_little_ink_is_less_ink() -> None:
    """What is drawn with little ink covers less than half of what it covers in full."""
    full, low, grey = (coverage(next(pictures(drawn(ink, everything), 100))[1]) for ink in ("full", "low", "grey"))
    assert low < full / 2
    assert grey == pytest.approx(full, rel=0.1)
