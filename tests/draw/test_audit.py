"""The page audit: what no layout may do is found in every build."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from materialgen.draw import Document, Page, Stroke, audit
from materialgen.geometry import A4, CUT_CLEARANCE, LIVE_MARGIN, Box
from materialgen.geometry.cards import Deck, Line
from materialgen.typeset import Style, Weight

STYLE = Style("test", (12,), Weight.REGULAR)
STROKE = Stroke(0.3, (0.5, 0.5, 0.5))


def page() -> Page:
    """Return an empty page."""
    return Document("Title", "Subject", "sv").page(A4)


def test_a_sound_page_passes() -> None:
    """The control: text inside the live area, apart from other text and from cuts, raises nothing."""
    one = page()
    deck = Deck(Box(20, 60, 170, 200), 2, 4)
    slots = [(row, column) for row in range(4) for column in range(2)]
    one.cut(deck.cut_lines(slots), STROKE)
    for slot in slots:
        one.text("A card of some words", deck.card(slot).inset(CUT_CLEARANCE), STYLE)
    one.text("first", Box(LIVE_MARGIN, LIVE_MARGIN, 60, 10), STYLE)
    one.text("second", Box(80, LIVE_MARGIN, 60, 10), STYLE)
    one.text("third", Box(LIVE_MARGIN, LIVE_MARGIN + 6, 60, 10), STYLE)
    assert list(audit(one)) == []


def test_neighbouring_lines_and_columns_do_not_overlap() -> None:
    """Blocks that follow each other without a gap are sound."""
    one = page()
    taken = one.text("gy\ngy", Box(20, 20, 60, 40), STYLE)
    below = one.text("ÅÄ\nÅÄ", Box(20, taken.bottom, 60, 40), STYLE)
    one.text("x" * 10, Box(80, 20, 60, 10), STYLE)
    one.text("x", Box(20, below.bottom, 60, 10), STYLE)
    assert list(audit(one)) == []


@pytest.mark.parametrize("artifact", [True, False])
def test_overlapping_texts_are_found(artifact: bool) -> None:  # noqa: FBT001 - a parameter
    """Two texts on the same ground are named with their place, artifacts included."""
    one = page()
    one.text("under", Box(20, 20, 60, 10), STYLE)
    one.text("over", Box(22, 21, 60, 10), STYLE, role=None if artifact else "P")
    (breach,) = audit(one)
    assert breach.startswith("the text 'under' overlaps the text 'over' at x 22.0, y 2")


@given(st.floats(0, 40), st.floats(0, 20))
def test_overlap_is_found_wherever_it_is(dx: float, dy: float) -> None:
    """A text that is moved over another is found exactly while their ink shares ground."""
    one = page()
    one.text("HHHHHHH", Box(30, 30, 60, 10), STYLE)
    one.text("HHHHHHH", Box(30 + dx, 30 + dy, 60, 10), STYLE)
    first, second = (placed.box for placed in one.placed)
    assert bool(list(audit(one))) == first.overlaps(second, 0.05)


@pytest.mark.parametrize(
    "box", [Box(2, 100, 60, 10), Box(100, 2, 60, 10), Box(195, 100, 60, 10), Box(100, 289, 60, 10)]
)
def test_text_outside_the_live_area_is_found(box: Box) -> None:
    """Text too near any edge of the paper is named with its place."""
    one = page()
    one.text("too near", box, STYLE)
    (breach,) = audit(one)
    assert breach.startswith("the text 'too near' leaves the live area at x ")


@given(st.floats(-9, 9))
def test_text_near_a_cut_is_found(distance: float) -> None:
    """Text may come as near to a cut as is allowed, on either side, and no nearer."""
    for line in (Line(20, 100, 190, 100), Line(100, 20, 100, 270)):
        one = page()
        one.cut([line], STROKE)
        one.text("H", Box(102, 102, 60, 10), STYLE)
        ink = one.placed[0].box
        one.placed.clear()
        start = ink.y if line.horizontal else ink.x
        size = ink.h if line.horizontal else ink.w
        shift = 100 + distance - (start if distance > 0 else start + size)
        one.text(
            "H", Box(102, 102, 60, 10).moved(0 if line.horizontal else shift, shift if line.horizontal else 0), STYLE
        )
        found = list(audit(one))
        if abs(distance) < CUT_CLEARANCE - 0.06:
            assert "is nearer than 5 mm to a cut" in found[0]
        if abs(distance) > CUT_CLEARANCE - 0.04:
            assert found == []


def test_a_cut_ends_where_it_ends() -> None:
    """Text beyond the end of a cut line is not near it."""
    one = page()
    one.cut([Line(20, 100, 60, 100)], STROKE)
    one.text("beyond", Box(70, 98, 60, 10), STYLE)
    assert list(audit(one)) == []
    one.text("within", Box(40, 98, 60, 10), STYLE)
    assert len(list(audit(one))) >= 1


def test_every_breach_is_told_and_long_texts_are_cut_short() -> None:
    """A page with several faults has them all, and a long text is recognised by its beginning."""
    one = page()
    long = "a text of very many words that goes on and on and on until it is long"
    one.text(long, Box(2, 20, 180, 10), STYLE)
    one.text(long, Box(2, 21, 180, 10), STYLE)
    found = list(audit(one))
    assert len(found) == 3
    assert all("the text 'a text of very many words that goes on a…'" in breach for breach in found)
