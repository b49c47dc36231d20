"""Contrast of texts and figures, on pages drawn for it and in the whole kit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from materialgen.check import contrast
from materialgen.draw import Stroke
from materialgen.geometry import Box
from materialgen.look.colour import INK, MID, RULE, WHITE, rgb
from materialgen.typeset import Style
from tests.check.drawn import built, codes, document, told

if TYPE_CHECKING:
    from collections.abc import Callable

    from materialgen.draw import Page
    from materialgen.typeset import RGB

TEXT = Style("text", (12,))
FRAME = Box(20, 20, 100, 60)
PALE = rgb("#cccccc")


def page_with(colour: RGB, ground: Callable[[Page], None] = lambda _page: None, *, x: float = 30) -> bytes:
    """Return a page with a text in a colour on top of what ``ground`` draws."""

    def draw(page: Page) -> None:
        ground(page)
        page.text("Some words", Box(x, 30, 60, 10), TEXT.but(colour=colour))

    return document(draw)


def figure(*parts: Callable[[Page], None]) -> bytes:
    """Return a page with a figure of some parts."""

    def draw(page: Page) -> None:
        with page.figure("A figure", FRAME):
            for part in parts:
                part(page)

    return document(draw)


# -- texts -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("colour", "found"), [("#777777", [(1, "low-contrast")]), ("#767676", [])])
def test_text_on_white_needs_4_5(colour: str, found: list[tuple[int, str]]) -> None:
    """The two greys on either side of the limit, 4.48:1 and 4.54:1."""
    assert codes(contrast.check, built(page_with(rgb(colour)))) == found


def test_large_text_is_asked_for_the_same() -> None:
    """A heading in a grey of 3.5:1 is found."""

    def draw(page: Page) -> None:
        page.text("Large", Box(20, 20, 150, 40), Style("large", (48,), colour=rgb("#888888")))

    assert codes(contrast.check, built(document(draw))) == [(1, "low-contrast")]


def test_text_is_judged_on_what_lies_under_it() -> None:
    """White text is found on white and on a pale area, not on a dark one; the topmost area counts."""

    def areas(*colours: RGB) -> Callable[[Page], None]:
        def draw(page: Page) -> None:
            for colour in colours:
                page.rect(Box(25, 25, 80, 20), fill=colour)

        return draw

    assert codes(contrast.check, built(page_with(WHITE))) == [(1, "low-contrast")]
    assert codes(contrast.check, built(page_with(WHITE, areas(PALE)))) == [(1, "low-contrast")]
    assert codes(contrast.check, built(page_with(WHITE, areas(INK)))) == []
    assert codes(contrast.check, built(page_with(WHITE, areas(INK, PALE)))) == [(1, "low-contrast")]
    assert codes(contrast.check, built(page_with(WHITE, areas(PALE, INK)))) == []


def test_text_that_runs_out_of_its_area_is_found() -> None:
    """White text of which only a part stands on a dark area is found."""
    half = page_with(WHITE, lambda page: page.rect(Box(25, 25, 20, 20), fill=INK))
    ((_, code, message),) = told(contrast.check, built(half))
    assert code == "low-contrast"
    assert "'Some words' has a contrast of 1.0:1 (#ffffff on #ffffff)" in message


def test_circles_are_circles() -> None:
    """A badge holds its white numeral; text in the corner of a dark circle's box stands on white."""
    badge = page_with(WHITE, lambda page: page.circle(42, 33, 15, fill=INK))
    corner = page_with(INK, lambda page: page.circle(75, 75, 42, fill=INK))
    assert codes(contrast.check, built(badge)) == []
    assert codes(contrast.check, built(corner)) == []


def test_texts_of_a_page_are_told_together() -> None:
    """Many pale texts are one finding, which names the first."""

    def draw(page: Page) -> None:
        for line in range(8):
            page.text(f"Line {line}", Box(20, 20 + 8 * line, 60, 8), TEXT.but(colour=PALE))

    ((_, _, message),) = told(contrast.check, built(document(draw)))
    assert "'Line 0'" in message
    assert "and 7 more" in message


# -- figures ---------------------------------------------------------------------------------------------------------


def frame(colour: RGB = MID, width: float = 0.5) -> Callable[[Page], None]:
    """Return what draws the figure's frame."""
    return lambda page: page.rect(FRAME, stroke=Stroke(width, colour))


def grid(page: Page) -> None:
    """Draw pale hairlines."""
    for index in range(1, 5):
        page.line(FRAME.x + 20 * index, FRAME.y, FRAME.x + 20 * index, FRAME.bottom, Stroke(0.3, RULE))


def area(page: Page) -> None:
    """Draw a pale area."""
    page.rect(FRAME.inset(5), fill=PALE)


def arrow(colour: RGB) -> Callable[[Page], None]:
    """Return what draws an arrowhead."""
    return lambda page: page.polygon([(40, 40), (44, 42), (40, 44)], fill=colour)


SOUND = {
    "a frame": (frame(),),
    "guides in a frame": (frame(), grid),
    "an area behind an arrow": (frame(), area, arrow(INK)),
    "a white hole in a dark disc": (
        lambda page: page.circle(70, 50, 20, fill=INK),
        lambda page: page.circle(70, 50, 3, fill=WHITE),
    ),
    "a pale dot with a dark edge": (
        lambda page: page.circle(70, 50, 20, fill=rgb("#f0e442"), stroke=Stroke(0.5, rgb("#8e8c38"))),
    ),
    "a line along the edge of an area": (
        lambda page: page.rect(FRAME, fill=rgb("#f1f3f4")),
        lambda page: page.line(FRAME.x, FRAME.bottom, FRAME.right, FRAME.bottom, Stroke(0.5, MID)),
    ),
}
FAINT = {
    "a pale frame": (frame(RULE), arrow(INK)),
    "a pale arrow": (frame(), arrow(PALE)),
    "only guides": (grid,),
    "a frame as faint as a guide": (frame(RULE, 0.3), arrow(INK)),
    "a triangle with a pale edge": (
        lambda page: page.polygon([(40, 70), (60, 30), (80, 70)], fill=WHITE, stroke=Stroke(1, PALE)),
        lambda page: page.circle(60, 55, 2, fill=INK),
    ),
    "grey on grey": (lambda page: page.rect(FRAME, fill=INK), arrow(rgb("#333f4b"))),
}


@pytest.mark.parametrize("parts", SOUND.values(), ids=SOUND)
def test_figures_that_can_be_seen_are_no_finding(parts: tuple[Callable[[Page], None], ...]) -> None:
    """What guides the eye or lies behind may be pale."""
    assert told(contrast.check, built(figure(*parts))) == []


@pytest.mark.parametrize("parts", FAINT.values(), ids=FAINT)
def test_faint_figures_are_found(parts: tuple[Callable[[Page], None], ...]) -> None:
    """What shows something may not."""
    assert codes(contrast.check, built(figure(*parts))) == [(1, "faint-graphic")]


def test_a_faint_part_is_told_with_its_contrast() -> None:
    """A line that shows on white may be too faint on a tint."""
    ((_, _, message),) = told(
        contrast.check, built(figure(lambda page: page.rect(FRAME, fill=rgb("#8e8c38")), arrow(MID)))
    )
    assert "something in a figure is too faint against what is under it (" in message
    assert ":1, needs 3:1)" in message


def test_decoration_may_be_faint() -> None:
    """The same pale frame outside a figure is no finding."""
    assert codes(contrast.check, built(document(frame(RULE)))) == []
