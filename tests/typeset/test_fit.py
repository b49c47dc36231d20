"""Fitting a text into a box, and saying so when it does not fit."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from materialgen.geometry import Box, pt
from materialgen.kit.text import Text
from materialgen.kit.typography import prepare
from materialgen.problems import Problem, Where
from materialgen.typeset import (
    Style,
    TextBlock,
    Weight,
    common_size,
    face,
    fit,
    fits,
    misfit,
    missing_glyphs,
    unfilled_places,
)
from tests.typeset.test_lines import TEXTS

LADDER = (20.0, 16.0, 12.0)
STYLE = Style("test", LADDER, Weight.REGULAR, 1.25)
HERE = Where("sv/kit.yaml", 7, 9)
BOXES = st.builds(Box, st.just(0.0), st.just(0.0), st.floats(20, 150), st.floats(3, 80))


def problem(text: str, box: Box, style: Style = STYLE) -> Problem:
    """Return the problem of a text that must not fit."""
    found = fit(text, style, box, "the notes")
    assert isinstance(found, Problem)
    return found


@given(TEXTS, BOXES)
def test_a_text_is_set_at_the_largest_size_of_the_ladder_that_fits(words: list[str], box: Box) -> None:
    """Sizes come from the ladder only, and no larger one would have fitted; below the minimum there is a problem."""
    text = " ".join(words)
    found = fit(text, STYLE, box, "the notes")
    fitting = [size for size in LADDER if fits(text, STYLE, box.w, box.h, size)]
    if isinstance(found, TextBlock):
        assert found.size == fitting[0]
        assert found.height <= box.h + 0.02
        assert found.set_width <= box.w + 1e-4
    else:
        assert fitting == []
        assert found.severity == "error"


@given(st.lists(st.tuples(TEXTS.map(" ".join), BOXES), max_size=4))
def test_a_common_size_is_the_largest_at_which_all_texts_fit(items: list[tuple[str, Box]]) -> None:
    """Sister texts are set alike; when not even the minimum fits, the minimum is tried."""
    size = common_size(items, STYLE)
    fitting = [one for one in LADDER if all(fits(text, STYLE, box.w, box.h, one) for text, box in items)]
    assert size == (fitting[0] if fitting else LADDER[-1])


def test_a_text_that_is_too_long_says_by_how_much_and_where() -> None:
    """The message has the excess in lines, the place on the sheet and the minimum; the hint how much to cut."""
    line = 12 * 1.25 / 72 * 25.4
    text = Text("\n".join(["abcdefghi"] * 10), HERE)
    assert str(problem(text, Box(0, 0, 60, 8 * line))) == (
        "sv/kit.yaml:7:9: error[text-too-long]: the text is 2 lines too long for the notes at the minimum of 12 pt\n"
        "  hint: shorten it by about 20 of its 99 characters"
    )
    assert "1 line too long" in problem(text, Box(0, 0, 60, 9 * line)).message
    low = problem(text, Box(0, 0, 60, 0.9 * line))
    assert low.message == "no line fits the notes at the minimum of 12 pt"
    assert low.hint == "shorten the texts around it, or let the layout give it more room"  # no cut would make it fit
    assert isinstance(fit(text, STYLE, Box(0, 0, 60, 10 * line), "the notes"), TextBlock)


@given(st.integers(1, 40), st.integers(1, 12), st.floats(0, 0.9))
def test_the_excess_is_what_does_not_fit(lines: int, room: int, part: float) -> None:
    """Lines that have room and lines that are too many make up the text."""
    text = "\n".join(["ab"] * lines)
    height = (room + part) * 12 * 1.25 / 72 * 25.4
    found = misfit(text, STYLE, 60, height, "the notes")
    over = max(lines - room, 0)
    if over:
        assert f"is {over} line" in found.message
        assert (
            found.hint
            == f"shorten it by about {math.ceil((3 * lines - 1) * over / lines)} of its {3 * lines - 1} characters"
        )


def test_a_word_that_is_too_wide_is_named_with_its_excess_in_millimetres() -> None:
    """The message names the word and how many millimetres it is too wide; the hint tells how it may be divided."""
    word = "förvaltningsövergripande"
    excess = face(Weight.REGULAR).word(word).width * 12 * 25.4 / 72 - 30
    found = problem(Text(f"en {word} sak", HERE), Box(0, 0, 30, 100))
    assert (found.code, found.where) == ("word-too-wide", HERE)
    assert found.message == (f"the word '{word}' is {excess:.0f} mm too wide for the notes at the minimum of 12 pt")
    assert "\\u00AD" in str(found.hint)


def test_a_text_without_a_place_gives_a_problem_without_one() -> None:
    """A text made by a layout has no file, and its message does not pretend."""
    assert str(problem("a b c", Box(0, 0, 60, 1))).startswith("error[text-too-long]: no line fits ")
    assert str(missing_glyphs("☐")[0]).startswith("error[missing-glyph]")


@pytest.mark.parametrize("character", ["☐", "漢", "\u200b", "😀", "\u2028", "\x07", "\ue000"])
def test_a_character_that_the_fonts_lack_is_named(character: str) -> None:
    """The message has the character, its code point and its name, and the place has its column."""
    (found,) = missing_glyphs(Text(f"Kryssa i {character} här", HERE, plain=True))
    assert found.code == "missing-glyph"
    assert f"'{character}' (U+{ord(character):04X}, " in found.message
    assert found.where == Where("sv/kit.yaml", 7, 9 + 9)
    assert found.hint


def test_the_name_of_a_missing_character_is_given() -> None:
    """A character that is drawn as a box in messages, too, is still recognised."""
    (found,) = missing_glyphs("☐")
    assert found.message == "the font has no glyph for '☐' (U+2610, ballot box)"
    assert found.hint == "use a drawn box instead"


def test_each_missing_character_is_told_once() -> None:
    """A text with the same character many times has one problem, one with two has two."""
    assert [one.message[27] for one in missing_glyphs("☐ a ☐ 漢 ☐")] == ["☐", "漢"]


@pytest.mark.parametrize("plain", [True, False])
def test_the_column_counts_only_where_the_text_is_written_as_it_is(plain: bool) -> None:  # noqa: FBT001 - a parameter
    """In quotes or on several lines the place is that of the text, since columns cannot be known."""
    (found,) = missing_glyphs(Text("ab☐", HERE, plain=plain))
    assert found.where == Where("sv/kit.yaml", 7, 11 if plain else 9)


def test_what_typography_adds_does_not_move_the_column() -> None:
    """Soft hyphens that were put in after reading are not counted."""
    written = "innovationsarbetet 10 min ☐"
    prepared = prepare(written, "sv")
    assert "\u00ad" in prepared
    (found,) = missing_glyphs(Text(prepared, HERE, plain=True))
    assert found.where == Where("sv/kit.yaml", 7, 9 + written.index("☐"))


def test_a_missing_character_is_the_fault_of_the_part_that_has_it() -> None:
    """In a text put together from others, the place is that of the part, with its column."""
    value = Text("två ☐", Where("sv/other.yaml", 3, 5), plain=True)
    (found,) = missing_glyphs(Text("{a} och en mycket längre text", HERE).fill(a=value))
    assert found.where == Where("sv/other.yaml", 3, 9)


def test_a_mark_that_cannot_be_composed_is_shown_with_its_letter() -> None:
    """A combining mark alone would be invisible in the message; one that makes a letter of the font is no problem."""
    assert missing_glyphs("a\u030a") == []
    (found,) = missing_glyphs("x\u1dc4")
    assert found.message.startswith("the font has no glyph for 'x\u1dc4' (U+1DC4, combining macron-acute")


@given(st.text("abcåäö \n\t\u00ad\u00a0–…”’éüčđŋšŧž()/*%0123456789"))
def test_what_swedish_and_sami_need_is_never_missing(text: str) -> None:
    """The control: letters, signs and invisible characters that texts use raise nothing."""
    assert missing_glyphs(text) == []


def test_a_hair_of_rounding_is_no_misfit() -> None:
    """A text that fills its box to the last line fits in spite of rounding; a tenth of a millimetre less is seen."""
    height = 3 * 12 * 1.25 / pt(1)
    style = STYLE.at(12)
    assert isinstance(fit("a\nb\nc", style, Box(0, 0, 60, height - 0.01), "x"), TextBlock)
    assert isinstance(fit("a\nb\nc", style, Box(0, 0, 60, height - 0.1), "x"), Problem)


def test_a_place_that_nothing_fills_is_a_problem_at_its_brace() -> None:
    """A misspelt ``{name}`` is found with its column once the others are filled in; a brace alone is just a brace."""
    text = Text("{count} av {totla}", HERE, plain=True).fill(count=3)
    (found,) = unfilled_places(text)
    assert (found.code, found.message) == ("unknown-place", "nothing fills in '{totla}' here")
    assert unfilled_places(Text("{count} av {total}", HERE).fill(count=3, total=4)) == []
    assert unfilled_places(Text("{ och } och {}", HERE)) == []
