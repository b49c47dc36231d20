"""Long words of the domain are divided where a typesetter would divide them."""

from __future__ import annotations

from itertools import accumulate
from pathlib import Path

import pytest

from materialgen.kit.hyphenation import borders

LISTS = {"sv": 200, "en": 40}
"""How many words each language's list has."""


def accepted(language: str) -> dict[str, set[int]]:
    """Return the words of a language's list with the places where they may be divided."""
    file = Path(__file__).with_name(f"long_words_{language}.txt")
    words = {}
    for line in file.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            parts = line.split("|")
            words["".join(parts)] = set(accumulate(map(len, parts[:-1])))
    return words


def shown(word: str, places: set[int] | list[int]) -> str:
    """Return a word with a bar at each place."""
    return "".join("|" * (index in places) + letter for index, letter in enumerate(word))


@pytest.mark.parametrize("language", LISTS)
def test_no_word_is_divided_where_no_typesetter_would(language: str) -> None:
    """Every border that the tool gives is one of those that were accepted by eye."""
    words = accepted(language)
    assert len(words) == LISTS[language]
    wrong = [
        f"{shown(word, found)} (accepted: {shown(word, places)})"
        for word, places in words.items()
        if not set(found := borders(word, language)) <= places
    ]
    assert wrong == []


def test_nearly_all_long_swedish_words_can_be_divided() -> None:
    """Of the words of 16 letters and more, at least 85 of 100 get a border."""
    words = [word for word in accepted("sv") if len(word) >= 16]
    whole = [word for word in words if not borders(word, "sv")]
    assert len(words) >= 150
    assert len(whole) <= 0.15 * len(words), whole


@pytest.mark.parametrize(
    ("word", "divided"),
    [
        ("samlingslokalerna", "samlings|lokalerna"),  # not "lokal|erna": an ending is no part
        ("systemperspektiv", "system|perspektiv"),
        ("systematiskt", "syste|matiskt"),  # not "system|atiskt": it is derived, not compounded
        ("digitaliseringsledare", "digitaliserings|ledare"),
        ("kommunikationsplan", "kommunikations|plan"),  # "plan" after a listed word is no inflection
        ("ledningsgruppsmöten", "lednings|grupps|möten"),  # the last part decides where the linking s belongs
        ("rättsprövningen", "rätts|prövningen"),  # not "rättspr|övningen"
        ("remissammanställning", "remissamman|ställning"),  # a third s would have to come back at the border
        ("konsekvensanalyser", "konsekvens|analyser"),
    ],
)
def test_traps_of_swedish_compounds(word: str, divided: str) -> None:
    """Words that a list of first and last parts would divide wrongly without its rules."""
    assert shown(word, borders(word, "sv")) == divided


def test_the_controls_catch_a_wrong_border() -> None:
    """Patterns alone, which the tool does not trust, break "kommunalförbund" where the list does not."""
    import pyphen

    word = "kommunalförbund"
    assert not set(pyphen.Pyphen(lang="sv_SE").positions(word)) <= {8}
    assert borders(word, "sv") == [8]
