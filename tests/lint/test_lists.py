"""Entries of a list that do not look like the others."""

from __future__ import annotations

import pytest

from materialgen.lint.language import known_languages, language_of
from tests.lint.books import book, codes, dumped, of_actions, of_list, of_texts, warnings

DO = ["Läs frågorna.", "Sätt era prickar.", "Vänta tills alla är klara."]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["Läs alla frågor.", "Sätt era prickar.", "Vänta på de andra"], 1),
        (
            [
                "Läs alla frågor.",
                "Sätt era prickar.",
                "Vem börjar nu?",
                "Nu är ni klara.",
                "Vänta på dem",
                "Räkna alla prickar",
            ],
            2,
        ),
        (["Läs alla frågor.", "Sätt era prickar.", "Vem börjar nu?", "Vänta på dem", "Räkna alla prickar"], 0),
        (["Läs alla frågor.", "Vänta på de andra"], 0),
        (["Läs alla frågor", "Sätt era prickar", "Vänta på de andra."], 0),
        (["Läs alla frågor.", "Sätt era prickar.", "Prickar"], 0),
        (["Läs alla frågor.", "Sätt era prickar.", "Välj mellan följande:"], 0),
        (["Läs alla frågor.", "Sätt era prickar.", "Säg ”nu börjar vi!”"], 0),
        (["Läs alla frågor.", "Sätt era prickar.", "Sätt prickar av {kind}"], 0),
        (["Läs alla frågor.", "Sätt era prickar.", "Vänta på **de andra.**"], 0),
    ],
)
def test_a_list_with_full_stops_has_them_all(texts: list[str], expected: int) -> None:
    """A sentence without a full stop is found where two thirds have one; labels and odd lists are left alone."""
    assert codes(of_list(*texts)) == ["missing-full-stop"] * expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lägg korten på bordet. Välj två av dem", ["missing-full-stop"]),
        ("Är ni klara? Då går ni vidare", ["missing-full-stop"]),
        ("Lägg korten på bordet. Välj två av dem.", []),
        ("Lägg korten på bordet", []),
        ("Kom kl. 09.00 till rummet", []),
        ("Ta med t.ex. Lego till bordet", []),
        ("Ja! Det här fungerar jättebra", []),
        ("Läs mer på vinnova.se", []),
        ("Rubrik. Nytt stycke\nEn rad till", []),
    ],
)
def test_a_sentence_after_a_sentence_is_ended(text: str, expected: list[str]) -> None:
    """A text of several sentences ends with a full stop wherever it stands; an abbreviation ends no sentence."""
    assert codes(of_texts(text)) == expected


@pytest.mark.parametrize(
    ("language", "texts", "marked"),
    [
        ("sv", [*DO, "Skriva era namn på bladet."], ["Skriva"]),
        ("sv", [*DO, "Att skriva era namn på bladet."], ["Att"]),
        ("sv", ["Läsa frågorna.", "Sätta prickar.", "Skriv namnen."], ["Skriv"]),
        ("sv", ["Läsa frågorna.", "Sätta prickar.", "Skriva namnen."], []),
        ("sv", DO, []),
        ("sv", [*DO, "Prata om svaren.", "Ge varandra tid.", "Tre minuter var räcker."], []),
        ("en", ["Read the questions.", "Place your dots.", "Waiting for the others."], ["Waiting"]),
        ("en", ["Read the questions.", "Place your dots.", "To wait for the others."], ["To"]),
        ("en", ["Reading the questions.", "Placing your dots."], []),
        ("en", ["Read the questions.", "Place your dots.", "Everything is ready."], []),
        ("de", ["Lesen Sie die Fragen.", "Fragen lesen."], []),
    ],
)
def test_a_list_has_one_form_of_the_verb(language: str, texts: list[str], marked: list[str]) -> None:
    """The few that begin with another form than the rest are found; verbs with one form for both are left alone."""
    found = warnings(of_list(*texts, code=language))
    assert [problem.code for problem in found] == ["mixed-forms"] * len(marked)
    lines = dumped({"list": texts}).splitlines()
    told = [lines[problem.where.line - 1][problem.where.column - 1 :].split()[0] for problem in found if problem.where]
    assert told == marked


def test_the_imperative_to_write_is_named() -> None:
    """The hint gives the verb as it should be."""
    (problem,) = warnings(of_list(*DO, "Skriva era namn på bladet."))
    assert problem.hint == "begin with 'skriv'"


def test_the_actions_of_a_principle_are_one_list() -> None:
    """The cards of all questions lie side by side, so they are compared with each other."""
    assert codes(of_actions("Läs på.", "Skriv ner det.", "Välja väg.")) == ["mixed-forms"]


def test_texts_of_different_lists_are_not_compared() -> None:
    """What stands in another list, or in none, is no measure."""
    data = {"a": ["Läs på.", "Skriv ner."], "b": ["Välja en väg.", "Läsa en bok."], "c": "Skriva kort"}
    assert codes(book({"sheets/a.yaml": dumped(data)})) == []


def test_fields_of_a_list_of_mappings_are_compared_by_key() -> None:
    """Problems are compared with problems and answers with answers."""
    rows = [{"problem": f"Någon kommer sent {one}.", "answer": f"Börja ändå nu {one}."} for one in "abc"]
    rows[2]["answer"] = "Börja ändå nu c"
    (problem,) = warnings(book({"sheets/a.yaml": dumped({"rows": rows})}))
    assert problem.code == "missing-full-stop"


@pytest.mark.parametrize("code", known_languages())
def test_the_two_forms_of_a_verb_differ(code: str) -> None:
    """A verb whose forms are the same would make every list mixed."""
    verbs = language_of(code).verbs
    assert len(verbs) > 50
    assert not [one for one, other in verbs.items() if one == other]
