"""How heavy texts are to read."""

from __future__ import annotations

import pytest

from materialgen.lint.language import language_of
from materialgen.lint.lint import actions_lix
from materialgen.lint.rules.reading import EASY, ENOUGH, HARD, MEASURABLE, count_sentences, lix
from tests.lint.books import codes, of_actions, of_texts, warnings

ABBREVIATIONS = language_of("sv").abbreviations


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Välj ett kort.", 1),
        ("Välj ett kort", 1),
        ("Välj ett kort. Läs det", 2),
        ("Välj ett kort! Vilket? Det blå …", 3),
        ("”Välj ett kort.” Sedan läser ni det.", 2),
        ("Möt kl. 09.00 t.ex. i rum 2.5 hos oss.", 1),
        ("Tänk tyst: vilken nivå kan ni påverka?", 1),
        ("Tänk tyst: Vilken nivå kan ni påverka?", 2),
        ("- Välj ett kort\n- Läs det\n", 2),
        ("Välj ett kort.\nLäs det.\n", 2),
        ("Läs sidan på vinnova.se i dag.", 1),
        ("…", 1),
    ],
)
def test_sentences_are_counted(text: str, sentences: int) -> None:
    """Marks, colons before a capital and new lines end sentences; abbreviations, times and addresses do not."""
    (entry,) = of_texts(text).entries
    assert count_sentences(entry, ABBREVIATIONS) == sentences


def test_lix_is_words_per_sentence_and_per_cent_of_long_words() -> None:
    """Computed by hand: ten words, two sentences, three words of more than six letters; seven letters are long."""
    book = of_texts("Moderatorn läser kortet högt. Sedan svarar {name} alla deltagare tillsammans", "En två tre fyra.")
    assert lix(book.entries[:1], ABBREVIATIONS) == pytest.approx(9 / 2 + 100 * 3 / 9)
    assert lix(book.entries, ABBREVIATIONS) == pytest.approx(13 / 3 + 100 * 3 / 13)
    assert lix(of_texts("abcdef").entries, ABBREVIATIONS) == 1
    assert lix(of_texts("abcdefg").entries, ABBREVIATIONS) == 101
    assert lix([], ABBREVIATIONS) is None
    assert lix(of_texts("… {name} –").entries, ABBREVIATIONS) is None


HEAVY = "Organisationens innovationsarbete förutsätter kontinuerlig kompetensutveckling"


def test_a_heavy_text_is_found() -> None:
    """A long sentence of long words is told with its LIX."""
    text = f"{HEAVY} {'och tydliga ' * 5}mål."
    (problem,) = warnings(of_texts(text))
    assert problem.code == "heavy-text"
    assert problem.message == "hard to read: LIX 78 in 16 words"
    assert str(HARD) in str(problem.hint)


@pytest.mark.parametrize(
    "text",
    [
        f"{HEAVY}.",
        "Stöd innovationsupphandling.",
        f"{HEAVY}. " + "Det är inte så svårt. " * 5 + "Det går.",
        " ".join(f"kompetensutveckling {number}" for number in range(ENOUGH // 2)),
        " ".join(f"kort {number}" for number in range(2 * ENOUGH)),
    ],
)
def test_a_short_text_with_long_terms_is_left_alone(text: str) -> None:
    """A term or two make no heavy text, nor do many short words or many short sentences."""
    assert codes(of_texts(text)) == []


def test_heavy_actions_are_found_together() -> None:
    """The actions of a principle are judged as one text, told at its name; a few words are not judged."""
    action = "Utveckla organisationens strategier för innovation i hela verksamheten nu."
    names = ("ett", "två", "tre", "fyra", "fem", "sex", "sju")
    (problem,) = [one for one in warnings(of_actions(*(f"{action} {one}" for one in names))) if "LIX" in one.message]
    assert (problem.code, str(problem.where)) == ("heavy-actions", "sv/principles/p1.yaml:2:9")
    assert problem.message.startswith("the actions of P1 are hard to read: LIX ")
    assert "heavy-actions" not in codes(of_actions(action, action))
    easy = "Låt alla som vill det vara med och tycka till om hur det går."
    assert "heavy-actions" not in codes(of_actions(*[easy] * 6))
    assert len(of_actions(*[easy] * 6).entries[2].words) * 6 > MEASURABLE


def test_the_lix_of_all_actions_is_reported() -> None:
    """The report has the LIX of the actions of the whole kit, without questions and names."""
    assert actions_lix(of_actions("Välj ett kort.")) == 3
    assert actions_lix(of_texts("Välj ett kort.")) is None
    assert EASY == 45
