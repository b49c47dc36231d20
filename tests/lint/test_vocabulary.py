"""Words that do not belong on paper, in plain language or in the kit."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import pytest

from materialgen.lint.terms import read_terms
from materialgen.lint.words import Phrases, split_words
from tests.helpers import problems_of
from tests.lint.books import book, codes, of_actions, of_texts, warnings

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        # screens
        ("sv", "Klicka på kortet.", ["screen-word"]),
        ("sv", "Dubbelklicka för att läsa mer.", ["screen-word"]),
        ("sv", "Följ länken till handboken.", ["screen-word"]),
        ("sv", "Mer om detta (här) i boken.", ["screen-word"]),
        ("sv", "Läs den här: vinnova.se", []),
        ("sv", "Handboken finns att läsa här: vinnova.se", ["screen-word"]),
        ("sv", "Läs mer här om ni vill.", ["screen-word"]),
        ("sv", "Så här: lägg korten i en hög.", []),
        ("sv", "Skriv era namn här:", []),
        ("sv", "Bilda en länk mellan grupperna.", []),
        ("sv", "En klick lim räcker.", []),
        ("en", "Click the card twice.", ["screen-word"]),
        ("en", "Scroll down to the next card.", ["screen-word"]),
        ("en", "The handbook is found here: vinnova.se", ["screen-word"]),
        ("en", "Become a link between the groups.", []),
        ("en", "Write your names here:", []),
        ("en", "Go on from here: read the next card.", []),
        # stiff words
        ("sv", "Frågor avseende innovation är svåra.", ["stiff-word"]),
        ("sv", "Ni erhåller fem prickar var.", ["stiff-word"]),
        ("sv", "Målsättningen är tydlig.", ["stiff-word"]),
        ("sv", "Säkerställ att alla är med.", ["stiff-word"]),
        ("sv", "Planera genomförandet av era idéer.", ["stiff-word"]),
        ("sv", "Gör det i syfte att lära er mer.", ["stiff-word"]),
        ("sv", "Planera och genomför era idéer.", []),
        ("sv", "Syftet är att ni lär er mer.", []),
        ("en", "Utilise the cards in order to learn.", ["stiff-word", "stiff-word"]),
        ("en", "Use the cards in the order you like to.", []),
        ("en", "The facilitator reads the card.", []),
    ],
)
def test_words_that_do_not_belong(language: str, text: str, expected: list[str]) -> None:
    """Words of screens and officialese are found; words that look like them are left alone."""
    assert codes(of_texts(text, code=language)) == expected


def test_the_better_word_is_named() -> None:
    """The message quotes what was written, the hint says what to write."""
    (problem,) = warnings(of_texts("Målsättningen är tydlig."))
    assert (problem.message, problem.hint) == ("'Målsättningen' is stiff", "write rather: mål")


def test_a_kit_has_words_of_its_own() -> None:
    """Words that the kit avoids are found whatever their case, with the word to use."""
    made = book({"sheets/a.yaml": "a: Skriv policys\nb: Era policyer\nc: Röstningsprickar\n"}, terms={
        "policys": "policyer", "röstningsprick*": "röstprick",
    })  # fmt: skip
    found = warnings(made)
    assert [(one.message, one.hint) for one in found] == [
        ("this kit avoids 'policys'", "write 'policyer', or change the list in terms.yaml"),
        ("this kit avoids 'Röstningsprickar'", "write 'röstprick', or change the list in terms.yaml"),
    ]
    assert [str(one.where) for one in found] == ["sv/sheets/a.yaml:1:10", "sv/sheets/a.yaml:3:4"]


def _terms(folder: Path, text: str) -> dict[str, Phrases]:
    path = folder / "terms.yaml"
    path.write_text(text, encoding="utf-8")
    return read_terms(PurePosixPath(path.as_posix()), ["sv", "en"])


def test_terms_are_read_by_language(tmp_path: Path) -> None:
    """Each language has its own words; a language without any, an empty file and no file have none."""
    terms = _terms(tmp_path, "sv:\n  policyer: [policys, gamla ord]\nen:\n")
    text = "Policys och gamla ord"
    assert [match.advice for match in terms["sv"].find(text, split_words(text))] == ["policyer", "policyer"]
    assert not terms["en"]
    assert _terms(tmp_path, "# nothing yet\n") == {}
    (tmp_path / "terms.yaml").unlink()
    assert read_terms(PurePosixPath((tmp_path / "terms.yaml").as_posix()), ["sv"]) == {}


@pytest.mark.parametrize(
    ("text", "place", "code"),
    [
        ("- policyer\n", "1:1", "wrong-type"),
        ("sw:\n  a: [b]\n", "1:1", "unknown-key"),
        ("sv: [policyer]\n", "1:1", "wrong-type"),
        ("sv:\n  policyer: policys\n", "2:3", "wrong-type"),
        ("sv:\n  policyer: [[policys]]\n", "2:3", "wrong-type"),
        ("sv:\n  policyer: ['*']\n", "2:14", "wrong-form"),
        ("sv:\n  policyer: [a*]\n", "2:14", "wrong-form"),
        ("sv:\n  policyer: ['po!cys']\n", "2:14", "wrong-form"),
        ("sv: {a: [b}\n", "1:11", "yaml-syntax"),
    ],
)
def test_a_mistake_in_the_terms_is_an_error_with_its_place(tmp_path: Path, text: str, place: str, code: str) -> None:
    """The list of terms is content like any other."""
    (problem,) = problems_of(lambda: _terms(tmp_path, text))
    assert problem.where is not None
    assert (f"{problem.where.line}:{problem.where.column}", problem.code) == (place, code)


def test_a_language_that_the_kit_lacks_is_named_with_both_ways_out(tmp_path: Path) -> None:
    """Somebody has begun with the words of a language, and not yet said so in the facts."""
    (problem,) = problems_of(lambda: _terms(tmp_path, "de:\n  Regeln: [Policys]\n"))
    assert problem.hint == "add 'de' to 'languages' in kit.yaml, or remove it here"


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("i syfte att", "Gör det i syfte att lära.", ["i syfte att"]),
        ("i syfte att", "Gör det i syfte, att lära.", []),
        ("i syfte att", "Gör det i syfte\natt lära.", []),
        ("erhåll*", "Erhåll och erhålla, men inte utanerhålla.", ["Erhåll", "erhålla"]),
        ("genomförande* av", "Genomförandet av en plan", ["Genomförandet av"]),
        ("mål", "Målet och mål", ["mål"]),
        ("poli\u00adcys", "poli\u00adcys", []),
        ("policys", "poli\u00adcys", ["poli\u00adcys"]),
    ],
)
def test_phrases_are_whole_words_in_a_row(phrase: str, text: str, found: list[str]) -> None:
    """A star stands for an ending, space for any space on the line, and soft hyphens do not matter."""
    matches = Phrases({phrase: "x"}).find(text, split_words(text))
    assert [text[match.start : match.end] for match in matches] == found


def test_of_two_phrases_the_longer_one_is_found() -> None:
    """A phrase within another one is not told as well."""
    text = "make a decision on it"
    matches = Phrases({"make a decision": "1", "make a decision on": "2", "decision": "3"}).find(
        text, split_words(text)
    )
    assert [match.advice for match in matches] == ["2"]


def test_participants_are_addressed_in_one_way() -> None:
    """A text with du and ni is found at the second word; the moderator may be du while the group is ni."""
    found = warnings(of_texts("Skriv ditt namn där ni sitter."))
    assert [(one.code, one.message) for one in found] == [
        ("mixed-address", "addresses the reader as 'ditt' and as 'ni'"),
    ]
    assert found[0].where is not None
    assert found[0].where.column == len("text-1: Skriv ditt namn där ") + 1
    assert codes(of_texts("Skriv ditt namn där ni sitter.", file="sheets/guide.yaml")) == []
    assert codes(book({"steps.yaml": "a:\n  guide:\n    lead: [Be dem skriva medan du väntar på er tur.]\n"})) == []
    assert codes(book({"sheets/a.yaml": "why: Ett till dig och ett till er grupp.\n"})) == []
    assert codes(of_texts("Skriv era namn där ni sitter.")) == []


def test_a_slip_from_the_usual_address_is_found() -> None:
    """One du among many ni is a slip; where both are common, nobody can say which is right."""
    many = [f"Nu ska ni välja kort {number}." for number in range(10)]
    (problem,) = warnings(of_texts(*many, "Skriv ditt namn."))
    assert problem.message == "addresses the reader as 'ditt', unlike nearly all other texts"
    assert problem.hint == "use er, era, ert, ni as they do"
    assert codes(of_texts(*many, "Skriv ditt namn.", "Välj ditt kort.")) == []
    few = [f"Nu ska du välja kort {number}." for number in range(10)]
    assert codes(of_texts(*few, "Skriv era namn.")) == ["mixed-address"]


def test_a_text_in_the_wrong_language_is_found() -> None:
    """A text that was not translated gives itself away by its common words."""
    assert codes(of_texts("Choose the cards that you want", code="sv")) == ["other-language"]
    assert codes(of_texts("Välj de kort som ni vill ha", code="en")) == ["other-language"]
    assert codes(of_texts("Choose the cards that you want", code="en-GB")) == []
    assert codes(of_texts("Läs mer i boken som heter The Art of the Card", code="sv")) == []
    assert codes(of_texts("Storytelling", "Team work", "OECD/LEGAL/0450", code="sv")) == []
    assert codes(of_texts("Wählt die Karten, die ihr wollt", code="de")) == []


def test_similar_actions_are_found() -> None:
    """The later of two nearly identical actions is told, with both ids and where the other stands."""
    made = of_actions(
        "Ge medarbetare och chefer ett tydligt mandat att förnya.",
        "Bjud in invånare till samtal om framtiden.",
        "Ge chefer och medarbetare tydliga mandat att kunna förnya.",
    )
    (problem,) = warnings(made)
    assert (problem.code, problem.message) == ("similar-actions", "P1.Q1.A3 and P1.Q1.A1 are nearly identical")
    assert problem.hint is not None
    assert "the other stands at sv/principles/p1.yaml:7:19" in problem.hint


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Sätt tydliga mål för mätning, och bestäm vad ni ska se.",
            "Bestäm tydliga mål för nätverken, och vem som gör vad.",
        ),
        ("Bygg nätverk.", "Bygg nätverk."),
    ],
)
def test_actions_that_share_a_few_words_are_left_alone(one: str, other: str) -> None:
    """Some words in common, or very few words at all, are no reason to warn."""
    assert codes(of_actions(one, other)) == []
