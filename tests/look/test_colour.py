"""Contrast of the kit's colours, by a formula of the tests' own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from materialgen import contrast
from materialgen.kit.schema import PrincipleFacts
from materialgen.look.colour import GREY, INK, MID, NEUTRAL, PALE, PRINCIPLE_TONES, RULE, WHITE, Tones, mix, rgb
from materialgen.look.signs import markers

RGB = tuple[float, float, float]
ALL_TONES = {**PRINCIPLE_TONES, "neutral": NEUTRAL}
AREAS = {"white": WHITE, "pale": PALE, **{f"{name} tint": one.tint for name, one in ALL_TONES.items()}}


def ratio(one: RGB, other: RGB) -> float:
    """Return the contrast of two colours as WCAG 2.1 defines it, written out here a second time."""

    def luminance(code: RGB) -> float:
        red, green, blue = (value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4 for value in code)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        ("#777777", "#ffffff", 4.48),
        ("#767676", "#ffffff", 4.54),
        ("#0072b2", "#ffffff", 5.19),
        ("#ff0000", "#ffffff", 4.0),
    ],
)
def test_the_formula_gives_the_known_values(one: str, other: str, expected: float) -> None:
    """Black on white is 21, and the published ratios of other pairs come out, in either order."""
    assert ratio(rgb(one), rgb(other)) == pytest.approx(expected, abs=0.01)
    assert ratio(rgb(other), rgb(one)) == pytest.approx(expected, abs=0.01)


CHANNEL = st.integers(0, 255)


@given(st.tuples(CHANNEL, CHANNEL, CHANNEL), st.tuples(CHANNEL, CHANNEL, CHANNEL))
def test_the_package_and_the_tests_agree(one: tuple[int, int, int], other: tuple[int, int, int]) -> None:
    """The package's own formula gives the same ratio for any two colours."""
    first, second = (rgb("#" + bytes(code).hex()) for code in (one, other))
    assert contrast.contrast(first, second) == pytest.approx(ratio(first, second))


def test_each_colour_that_a_principle_can_have_has_tones() -> None:
    """What a kit may name is what the look can draw."""
    names = PrincipleFacts.model_json_schema()["properties"]["colour"]["enum"]
    assert set(names) == set(PRINCIPLE_TONES)


@pytest.mark.parametrize("name", ALL_TONES)
def test_white_text_can_be_read_on_a_strong_tone_and_the_tone_on_white(name: str) -> None:
    """A badge's numeral passes 4.5:1."""
    assert ratio(WHITE, ALL_TONES[name].strong) >= 4.5


@pytest.mark.parametrize("name", ALL_TONES)
def test_text_can_be_read_on_a_tint(name: str) -> None:
    """Ink, grey and the strong tone of the same colour pass 4.5:1 on its tint."""
    tones: Tones = ALL_TONES[name]
    for text in (INK, GREY, tones.strong):
        assert ratio(text, tones.tint) >= 4.5


@pytest.mark.parametrize("area", AREAS)
def test_ink_and_grey_can_be_read_on_every_area(area: str) -> None:
    """Text in ink passes 7:1 and quiet text 4.5:1 on paper and on every area of the look."""
    assert ratio(INK, AREAS[area]) >= 7
    assert ratio(GREY, AREAS[area]) >= 4.5


@pytest.mark.parametrize("name", ALL_TONES)
def test_lines_that_mean_something_can_be_seen(name: str) -> None:
    """Middle tones pass 3:1 on white."""
    assert ratio(ALL_TONES[name].mid, WHITE) >= 3
    assert ratio(MID, WHITE) >= 3


def test_the_guard_can_fail() -> None:
    """The control: the unchanged palette and the line that only guides the eye would not pass."""
    assert ratio(WHITE, rgb("#e69f00")) < 4.5
    assert ratio(rgb("#56b4e9"), WHITE) < 3
    assert ratio(RULE, WHITE) < 3


@pytest.mark.parametrize("name", PRINCIPLE_TONES)
def test_a_tint_uses_little_ink(name: str) -> None:
    """A tint is at most an eighth of the middle tone."""
    tones = PRINCIPLE_TONES[name]
    assert tones.tint == pytest.approx(mix(tones.mid, WHITE, 0.1))
    assert min(tones.tint) >= 1 - 0.12


def test_principles_differ_in_more_than_colour_blindness_can_hide() -> None:
    """No two principles have the same strong or middle tone."""
    assert len({one.strong for one in PRINCIPLE_TONES.values()}) == len(PRINCIPLE_TONES)
    assert len({one.mid for one in PRINCIPLE_TONES.values()}) == len(PRINCIPLE_TONES)


@given(st.tuples(*[st.floats(0, 1)] * 3), st.tuples(*[st.floats(0, 1)] * 3), st.floats(0, 1))
def test_mixing_stays_between_its_colours(one: RGB, other: RGB, share: float) -> None:
    """A mixture lies between its two colours in each channel."""
    for mixed, first, second in zip(mix(one, other, share), one, other, strict=True):
        assert min(first, second) - 1e-9 <= mixed <= max(first, second) + 1e-9


def test_numbers_on_dots_are_readable_in_colour_and_in_grayscale() -> None:
    """The number on each participant's marker has AA contrast on its colour and on the grey it prints as."""
    for which in markers(8):
        red, green, blue = which.colour
        grey = 0.299 * red + 0.587 * green + 0.114 * blue
        ink = WHITE if ratio(WHITE, which.colour) >= ratio(INK, which.colour) else INK
        assert ratio(ink, which.colour) >= 4.5, which.hue
        assert ratio(ink, (grey, grey, grey)) >= 4.5, which.hue
