"""Warnings silenced in place."""

from __future__ import annotations

import pytest

from materialgen.lint.codes import CODES, OF_SILENCERS
from tests.lint.books import book, codes, dumped, warnings


def of(raw: str) -> list[str]:
    """Return codes and lines of the warnings about a file, sorted."""
    return sorted(f"{one.code}:{one.where.line}" for one in warnings(book({"sheets/a.yaml": raw})) if one.where)


@pytest.mark.parametrize(
    "raw",
    [
        "a: Ett kort  till. # lint: ok stray-space – it is an example",
        "a: Ett kort  till. #lint:ok stray-space: it is an example",
        "a: Ett kort  till. # lint: ok stray-space - it is an example",
        "a: Ett kort  till. # lint: ok stray-space it is an example",
        "a: 'Ett kort  till.' # lint: ok stray-space, doubled-word – it is an example",
        "# lint: ok stray-space – it is an example\na: Ett kort  till.",
        "a:\n  # lint: ok stray-space – it is an example\n  # and another comment\n\n  - Ett kort  till.",
        "# lint: ok stray-space – it is an example\na:\n  Ett kort  till.",
        "a: # lint: ok stray-space – it is an example\n  Ett kort  till.",
        "a: Ett\n  kort  till. # lint: ok stray-space – it is an example",
        "a: Ett kort  till\n  och ett\n  till. # lint: ok stray-space – it is an example",
        "# lint: ok stray-space – it is an example\na: >-\n  Ett kort\n  och ett  till.",
        "a: {b: Ett kort  till.} # lint: ok stray-space – it is an example",
    ],
)
def test_a_warning_with_a_reason_is_silenced(raw: str) -> None:
    """A comment at the end of a line of the text, or alone above it, silences a warning, whatever stands between."""
    extra = ["silencer-unused:1"] if "doubled-word" in raw else []
    assert of(raw) == extra


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("a: Ett kort  till. # lint: ok doubled-word – a name", ["silencer-unused:1", "stray-space:1"]),
        ("a: Ett kort till. # lint: ok stray-space – a name", ["silencer-unused:1"]),
        ("a: Ett  kort.\n# lint: ok stray-space – a name\nb: Ett  till.", ["stray-space:1"]),
        ("a: Ett  kort. # lint: ok stray-space – a name\nb: Ett  till.", ["stray-space:2"]),
        ("a: Ett kort.\n# lint: ok stray-space – a name", ["silencer-unused:2"]),
        ("a: Ett  kort. # lint: ok stray-space", ["silencer-unclear:1"]),
        ("a: Ett  kort. # lint: ok stray-space –", ["silencer-unclear:1"]),
        ("a: Ett kort. # lint: ok stray-space", ["silencer-unclear:1"]),
        ("a: Ett  kort. # lint: ok stray-spce – a name", ["silencer-unclear:1", "stray-space:1"]),
        ("a: Ett  kort. # lint: ok – a name", ["silencer-unclear:1", "stray-space:1"]),
        ("a: Ett  kort. # lint: okay stray-space – a name", ["silencer-unclear:1", "stray-space:1"]),
        ("a: Ett  kort. # lint: ignore", ["silencer-unclear:1", "stray-space:1"]),
        ("a: Ett kort. # lint: ok silencer-unused – a name", ["silencer-unclear:1"]),
        ("a: Ett kort. # the lint: ok stray-space is a form", []),
        ("a: Ett kort. # linting is good", []),
        ("a: 'Ett kort # lint: ok stray-space – a text'", []),
        ("a: |\n  Ett kort\n  # lint: ok stray-space – a text\n", []),
        ("a: |\n  Ett kort\n# lint: ok stray-space – a name\nb: Ett  till.\n", []),
        ("a: Ett kort.# lint:ok stray-space – a text", []),
    ],
)
def test_a_silencer_that_does_no_good_is_told(raw: str, expected: list[str]) -> None:
    """One that silences nothing, has no known code or gives no reason is a warning itself; text is no comment."""
    assert of(raw) == expected


def test_one_comment_may_silence_several_warnings() -> None:
    """Several codes stand with commas between them; each must be needed."""
    raw = "a: Ett  kort  som som det. # lint: ok stray-space, doubled-word – an example of mistakes"
    assert of(raw) == []
    assert of(raw.replace("som som", "som")) == ["silencer-unused:1"]


def test_a_near_code_is_guessed() -> None:
    """A misspelt code is asked back."""
    (problem,) = warnings(book({"a.yaml": "a: b # lint: ok missing-fullstop – it is a label"}))
    assert (problem.message, problem.hint) == (
        "there is no warning 'missing-fullstop' to silence",
        "did you mean 'missing-full-stop'?",
    )
    assert str(problem.where) == "sv/a.yaml:1:6"


def test_what_was_not_looked_for_is_not_missed() -> None:
    """A silencer about two languages is no surplus when one language is looked at alone."""
    assert codes(book({"a.yaml": "a: b # lint: ok translation-same – a name"})) == []


@pytest.mark.parametrize("code", sorted(set(CODES) - set(OF_SILENCERS)))
def test_every_warning_about_a_text_can_be_named(code: str) -> None:
    """Each code that is not about silencers is known to them."""
    assert of(f"a: b # lint: ok {code} – a reason") in ([], ["silencer-unused:1"])


def test_entries_of_a_list_are_silenced_one_by_one() -> None:
    """The comment is about its own entry."""
    lines = dumped({"a": ["Läs på.", "Skriv ner.", "Välja en väg."]}).splitlines()
    lines[3] += " # lint: ok mixed-forms – a quotation"
    assert of("\n".join(lines)) == []
    lines[3], lines[2] = lines[3].split(" #")[0], lines[2] + " # lint: ok mixed-forms – a quotation"
    assert of("\n".join(lines)) == ["mixed-forms:4", "silencer-unused:3"]
