"""An organisation's colours: legible, and as near to what was asked for as can be."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from materialgen.brand import colours, load_brand
from materialgen.look.colour import INK, WHITE, tones_of
from tests.brand.brands import fault, write
from tests.look.test_colour import ratio

if TYPE_CHECKING:
    from pathlib import Path

CODES = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@given(CODES)
def test_what_is_printed_is_legible(code: str) -> None:
    """By the tests' own formula: on white, on the tint, white on the badge; and the middle tone is seen."""
    given_colour = colours.parse(code)
    shade = colours.shade(given_colour)
    if shade is None:
        assert ratio(given_colour, WHITE) < 1.7
        return
    tones = tones_of(shade)
    assert ratio(tones.strong, WHITE) >= 4.5
    assert ratio(tones.strong, tones.tint) >= 4.5
    assert ratio(INK, tones.tint) >= 7
    assert ratio(tones.mid, WHITE) >= 3


@given(CODES)
def test_a_dark_colour_stays_as_it_is_and_a_darkened_one_keeps_its_hue(code: str) -> None:
    """What is changed is only as dark as it must be, and has the same hue."""
    before = colours.parse(code)
    shade = colours.shade(before)
    assume(shade is not None)
    assert shade is not None
    if ratio(before, WHITE) >= 5.6:
        assert shade.strong == before
        return
    if shade.strong != before:
        assert ratio(shade.strong, WHITE) < 5.6
        (_, a, b), (_, c, d) = colours.oklab(before), colours.oklab(shade.strong)
        if min(math.hypot(a, b), math.hypot(c, d)) > 0.04:
            turn = abs(math.atan2(b, a) - math.atan2(d, c))
            assert min(turn, math.tau - turn) < 0.08


def test_known_values_of_oklab() -> None:
    """White, black and the red of the paper that published it."""
    assert colours.oklab((1.0, 1.0, 1.0)) == pytest.approx((1, 0, 0), abs=1e-3)
    assert colours.oklab((0.0, 0.0, 0.0)) == pytest.approx((0, 0, 0), abs=1e-3)
    assert colours.oklab((1.0, 0.0, 0.0)) == pytest.approx((0.628, 0.225, 0.126), abs=1e-3)


def test_a_darkened_colour_is_said(tmp_path: Path) -> None:
    """With its place, what is printed, and that it is no error; a dark colour passes without a word."""
    brand = load_brand(write(tmp_path, 'colours:\n  accent: "#f28e00"\n  blue: "#0a4d8c"\n'))
    [notice] = brand.notices
    assert (notice.code, notice.severity, notice.where and notice.where.line) == ("darkened-colour", "warning", 2)
    assert colours.code_of(brand.colours["accent"].strong) in notice.message
    assert colours.code_of(brand.colours["blue"].strong) == "#0a4d8c"


def test_a_colour_that_would_become_another_is_refused(tmp_path: Path) -> None:
    """Bright yellow would be brown."""
    problem = fault(tmp_path, 'colours:\n  accent: "#ffe600"\n')
    assert (problem.code, problem.where and problem.where.line) == ("faint-colour", 2)


def test_colours_that_look_alike_are_said(tmp_path: Path) -> None:
    """Principles in them would differ by their numbers only; the accent may be like any."""
    text = 'colours: {accent: "#005e94", blue: "#005e94", green: "#00608f", rose: "#a3304a"}\n'
    assert [one.code for one in load_brand(write(tmp_path, text)).notices] == ["similar-colours"]
