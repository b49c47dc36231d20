"""Measuring words with the fonts that are shipped."""

from __future__ import annotations

from functools import cache

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from materialgen.typeset import Weight, face

LETTERS = "abcdefghijklmnopqrstuvwxyzåäöABCDEFGHIJKLMNOPQRSTUVWXYZÅÄÖ0123456789.,:;!?()–-”’"
PROMISED = "åäöÅÄÖéÉüæøÆØ čđŋšŧžČĐŊŠŦŽ –—…”’“«» •·×−±½§°€% →✓ \u00a0\u2018"


@cache
def advances(weight: Weight) -> tuple[dict[str, float], int]:
    """Return the width of each character in em, read by another library, and the units per em."""
    font = TTFont(weight.path)
    upem = font["head"].unitsPerEm
    metrics = font["hmtx"]
    return {chr(code): metrics[name][0] / upem for code, name in font.getBestCmap().items()}, upem


@pytest.mark.parametrize("weight", Weight)
def test_every_weight_has_the_promised_characters(weight: Weight) -> None:
    """Swedish, Sámi and typographic characters are in every font, and a character that is not is told apart."""
    assert [one for one in PROMISED if not face(weight).has(one)] == []
    assert not face(weight).has("\u2610")
    assert not face(weight).has("漢")


def test_all_weights_have_the_same_characters() -> None:
    """What one font has, each has: a word may be strong or emphasised anywhere."""
    assert all(face(weight).characters == face(Weight.REGULAR).characters for weight in Weight)
    assert "å" in face(Weight.REGULAR).characters


@pytest.mark.parametrize("weight", Weight)
@given(word=st.text(LETTERS, min_size=1, max_size=12))
def test_a_word_is_as_wide_as_its_characters_less_its_kerning(weight: Weight, word: str) -> None:
    """Widths agree with the font's own table, read by another library, when the kerns are given back."""
    table, upem = advances(weight)
    shaped = face(weight).word(word)
    natural = sum(table[character] for character in word)
    kerned = natural - sum(amount for _, amount in shaped.kerns) / 1000
    assert shaped.width == pytest.approx(kerned, abs=(len(word) + 1) / upem)
    assert all(0 <= index < len(word) - 1 for index, _ in shaped.kerns)


@pytest.mark.parametrize("weight", Weight)
@pytest.mark.parametrize("pair", ["AV", "To", "Ty", "P.", "LT"])
def test_pairs_that_gape_are_kerned(weight: Weight, pair: str) -> None:
    """The font's kerning is applied: these pairs are narrower than their letters."""
    shaped = face(weight).word(pair)
    assert [index for index, _ in shaped.kerns] == [0]
    assert shaped.kerns[0][1] > 0


def test_letters_that_stand_well_are_not_kerned() -> None:
    """The control: two stems keep their distance."""
    assert face(Weight.REGULAR).word("HH").kerns == ()


@pytest.mark.parametrize("word", ["fi", "ffl", "->", "(c)", "1/2"])
def test_no_ligature_replaces_what_was_written(word: str) -> None:
    """Each character keeps its own glyph, so that the text can be read back."""
    table, upem = advances(Weight.REGULAR)
    shaped = face(Weight.REGULAR).word(word)
    given_back = shaped.width + sum(amount for _, amount in shaped.kerns) / 1000
    assert given_back == pytest.approx(sum(table[one] for one in word), abs=3 / upem)


@pytest.mark.parametrize("weight", Weight)
def test_strong_text_is_not_lighter_and_emphasis_is_slanted(weight: Weight) -> None:
    """Strong text is one step bolder where there is one, and emphasis is an italic."""
    assert weight.bolder.bolder in {weight.bolder, weight.bolder.bolder}
    assert "Italic" in weight.italic.value
    assert weight.italic.italic is weight.italic
    assert ("Italic" in weight.value) == ("Italic" in weight.bolder.value)


def test_steps_of_weight() -> None:
    """Regular becomes semibold, semibold becomes bold, bold stays."""
    assert (Weight.REGULAR.bolder, Weight.SEMIBOLD.bolder, Weight.BOLD.bolder) == (
        Weight.SEMIBOLD,
        Weight.BOLD,
        Weight.BOLD,
    )


@pytest.mark.parametrize("weight", Weight)
def test_heights_are_those_of_a_text_font(weight: Weight) -> None:
    """Capitals are higher than small letters, and lines have room for both ascenders and descenders."""
    one = face(weight)
    assert 0.4 < one.x_height < one.cap_height < one.ascent
    assert 0.1 < one.descent < 0.5
    assert 0.2 < one.space < 0.4
