"""Typography: what is warned about, and what is not."""

from __future__ import annotations

import pytest

from tests.lint.books import codes, of_texts, warnings


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        # doubled words
        ("sv", "Välj ett kort som som passar.", ["doubled-word"]),
        ("sv", "Som som ni vet.", ["doubled-word"]),
        ("sv", "Välj kortet. Kortet ligger på bordet.", []),
        ("sv", "Ett mycket mycket stort kort.", []),
        ("sv", "Lägg två, två eller tre kort på bordet.", []),
        ("sv", "Sätt {number} {number} prickar.", []),
        ("sv", "Sätt 3 3 prickar på tavlan.", []),
        ("sv", "Steg för steg-för-steg går det.", []),
        ("en", "Choose the the card.", ["doubled-word"]),
        ("en", "He knew that that card was missing.", []),
        ("sv", "Sätt **prickar** prickar på tavlan.", []),
        # spaces
        ("sv", "Välj  ett kort.", ["stray-space"]),
        ("sv", "Välj ett kort .", ["stray-space"]),
        ("sv", "Välj ett kort , och läs det.", ["stray-space"]),
        ("sv", " Välj ett kort.", ["stray-space"]),
        ("sv", "Välj ett kort. ", ["stray-space"]),
        ("sv", "Välj\tett kort.", ["stray-space"]),
        ("sv", "Välj ett \u00a0kort.", ["stray-space"]),
        ("sv", "Välj ett kort …", []),
        ("sv", "Ta 5\u00a0% av korten, och spara .yaml-filen.", []),
        # straight quotes
        ("sv", 'Välj "kortet" på bordet.', ["straight-quote"]),
        ("sv", "Det är Anders' kort.", ["straight-quote"]),
        ("sv", "Välj ”kortet” på bordet.", []),
        ("en", "It's the participant's card.", ["straight-quote"]),
        ("en", "It’s the participant’s card.", []),
        # quotation marks of other languages
        ("sv", "Välj “kortet” på bordet.", ["foreign-quote"]),
        ("sv", "Välj „kortet” på bordet.", ["foreign-quote"]),
        ("sv", "Välj »kortet» på bordet.", ["foreign-quote"]),
        ("sv", "Välj \u2018kortet’ på bordet.", ["foreign-quote"]),
        ("sv", "”Säg ’hej’ till alla”, sa hon.", []),
        ("en", "”Choose the card”, she said.", ["foreign-quote"]),
        ("en", "“Choose the card“, she said.", ["foreign-quote"]),
        ("en", "Choose «the card» with care.", ["foreign-quote"]),
        ("en", "“Choose the card,” she said.", []),
        ("en", "“Say \u2018hello’ to the group,” she said.", []),
        ("en", "She read the card (“the blue one”) and **“the other”**.", []),
        ("en", "“But the card—” she began, and the group waited—“go on”.", []),
        ("de", "„Wählt eine Karte“", []),
        # hyphens between numbers
        ("sv", "Ta 3-5 kort.", ["range-hyphen"]),
        ("sv", "Vi ses kl. 09.00-10.30.", ["range-hyphen"]),
        ("sv", "Ta 3 - 5 kort.", ["range-hyphen"]),
        ("sv", "Skolan för 16-18-åringar.", ["range-hyphen"]),
        ("sv", "Mät 2,5-3 cm.", ["range-hyphen"]),
        ("en", "The years 1998-2004 were good for the group.", ["range-hyphen"]),
        ("sv", "Ta 3–5 kort.", []),
        ("sv", "Utgåva 2026-11 och datum 2026-11-22.", []),
        ("sv", "Ring 08-123 45 67 eller 070-1234567.", []),
        ("sv", "Covid-19 och ISO 56002-2 och P1-2.", []),
        ("sv", "Resultatet blev 3-1 till oss.", []),
        ("sv", "Dokument OECD/2019/3-5 finns.", []),
        # hyphens as dashes
        ("sv", "Välj ett kort - och läs det.", ["pause-hyphen"]),
        ("sv", "Välj ett kort -- och läs det.", ["pause-hyphen"]),
        ("sv", "Välj ett kort--och läs det.", ["pause-hyphen"]),
        ("sv", "Välj ett kort – och läs det.", []),
        ("sv", "Utskrifts- och packlistan är klar.", []),
        ("sv", "Spara in- och utgångar på A4-papper.", []),
    ],
)
def test_typography(language: str, text: str, expected: list[str]) -> None:
    """Each slip is found, and its near misses are left alone."""
    assert codes(of_texts(text, code=language)) == expected


@pytest.mark.parametrize(
    ("text", "code", "spot"),
    [
        ("Välj ett kort som som passar.", "doubled-word", "som passar"),
        ("Välj  ett kort.", "stray-space", "  ett"),
        ("Välj “kortet” på bordet.", "foreign-quote", "“"),
        ("Ta 3-5 kort.", "range-hyphen", "3-5"),
        ("Välj ett kort - och läs det.", "pause-hyphen", " - "),
    ],
)
def test_the_column_is_that_of_the_slip(text: str, code: str, spot: str) -> None:
    """A warning points at the slip, not at the beginning of the text."""
    (problem,) = warnings(of_texts(text))
    assert problem.where is not None
    assert (problem.code, problem.where.file, problem.where.line) == (code, "sv/sheets/a.yaml", 1)
    assert problem.where.column == len("text-1: ") + text.index(spot) + 1


def test_the_hint_names_the_marks_of_the_language() -> None:
    """What to write instead depends on the language."""
    hints = {code: warnings(of_texts('Say "x" now', code=code))[0].hint for code in ("sv", "en", "de")}
    assert hints == {
        "sv": "write ”” for quotations, ’ for an apostrophe",
        "en": "write “” for quotations, ’ for an apostrophe",
        "de": "write curved ones",
    }


def test_several_slips_in_a_text_are_several_warnings() -> None:
    """Each doubled space is told, but quotation marks only once for each text: they come in pairs."""
    assert codes(of_texts("Välj  ett  kort.")) == ["stray-space"] * 2
    assert codes(of_texts('"Välj" "ett" kort.')) == ["straight-quote"]
