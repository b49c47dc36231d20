"""What every text gets before it is set."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from materialgen.kit.hyphenation import LONG, SHORTEST, SOFT_HYPHEN, borders, soften
from materialgen.kit.typography import NBSP, prepare

PROSE = st.text("abcdefghijklmnopqrstuvwxyzåäöABC 0123456789.,–-/%*\n", max_size=80)
LONG_WORDS = st.text("abdefginorstuvåäö", min_size=1, max_size=40)


@given(PROSE, st.sampled_from(["sv", "en", "de", "nb", "fi", "smj"]))
def test_preparing_a_text_changes_no_word(text: str, language: str) -> None:
    """Without soft hyphens, and with non-breaking spaces as spaces, the text is what was written."""
    assert prepare(text, language).replace(SOFT_HYPHEN, "").replace(NBSP, " ") == text


@given(PROSE)
def test_preparing_twice_is_preparing_once(text: str) -> None:
    """A prepared text stays as it is."""
    once = prepare(text, "sv")
    assert prepare(once, "sv") == once


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("10 min", "10~min"),
        ("20 % av 1 000 kr", "20~% av 1~000~kr"),
        ("12 345 678", "12~345~678"),
        ("kl. 09.00", "kl.~09.00"),
        ("Steg 2", "Steg~2"),
        ("ca 5 mm", "ca~5~mm"),
        ("ISO 56002:2019", "ISO~56002:2019"),
        ("I dag och ett i taget", "I~dag och ett i~taget"),
        ("i dagar, i ett", "i dagar, i ett"),
        ("A3 papper", "A3 papper"),
        ("10 minuter", "10 minuter"),
        ("2 1234", "2 1234"),
        ("5–10 min", "5–10~min"),
    ],
)
def test_numbers_stay_with_their_units(written: str, kept: str) -> None:
    """Spaces before units, between thousands and before a number that belongs to its word do not break."""
    assert prepare(written, "sv") == kept.replace("~", NBSP)


@given(LONG_WORDS, st.sampled_from(["sv", "en", "fi"]))
def test_a_word_is_never_divided_near_its_ends(word: str, language: str) -> None:
    """Short words are not divided, and long ones leave three letters at least on either side."""
    found = borders(word, language) if len(word) >= LONG else []
    assert found == sorted(set(found))
    assert all(SHORTEST <= border <= len(word) - SHORTEST for border in found)
    if len(word) < LONG:
        assert soften(word, language) == word


@pytest.mark.parametrize(
    ("word", "divided"),
    [
        ("innovationsarbetet", "innovations|arbetet"),
        ("utvecklingsarbete", "utvecklings|arbete"),
        ("kommunalförbunds", "kommunal|förbunds"),
        ("moderatorn", "moderatorn"),
    ],
)
def test_swedish_compounds_are_divided_between_their_parts(word: str, divided: str) -> None:
    """The border of a compound is where a line may break, not where patterns for syllables would put it."""
    assert soften(word, "sv") == divided.replace("|", SOFT_HYPHEN)


def test_a_soft_hyphen_of_the_author_is_the_only_one() -> None:
    """A word that the author has divided is left alone, and the words beside it are not."""
    assert soften("inno\u00advationsarbetet och utvecklingsarbete", "sv") == (
        "inno\u00advationsarbetet och utvecklings\u00adarbete"
    )


def test_a_language_without_rules_is_not_divided_wrongly() -> None:
    """For a language that nothing is known about, words stay whole."""
    assert soften("bargobiejjasadji", "smj") == "bargobiejjasadji"
