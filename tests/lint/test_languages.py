"""What languages must have in common, and the memory of when they last had it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from materialgen.lint.lint import lint
from materialgen.lint.lock import NAME, Lock, lock_text, read_lock
from tests.lint.books import book, dumped

if TYPE_CHECKING:
    from pathlib import Path

    from materialgen.lint.book import Book
    from materialgen.problems import Problem

SHOWN = "kit/languages.lock"


def two(sv: object, en: object, *more: object) -> list[Book]:
    """Return the books of a kit with one file in Swedish, English and perhaps German."""
    return [
        book({"a.yaml": dumped(data)}, code) for data, code in zip((sv, en, *more), ("sv", "en", "de"), strict=False)
    ]


def lock_of(books: list[Book], folder: Path) -> Lock:
    """Return the lock that declares books in step, as it is read back from its file."""
    path = folder / NAME
    path.write_text(lock_text(books), encoding="utf-8")
    return read_lock(path, SHOWN)


def compared(books: list[Book], lock: Lock | None = None) -> list[str]:
    """Return codes and places of the warnings, without those about the lock unless one is given."""
    return [f"{one.code} {one.where}" for one in problems(books, lock or Lock(SHOWN, {})) if lock or not _of_lock(one)]


def problems(books: list[Book], lock: Lock) -> tuple[Problem, ...]:
    """Return the warnings about books and a lock."""
    return lint(books, lock).problems


def _of_lock(problem: Problem) -> bool:
    return problem.code == "translation-undeclared"


# --- structure ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sv", "en", "expected"),
    [
        ({"a": "Ett", "tip": "Två"}, {"a": "One"}, ["translation-missing en/a.yaml:1:1"]),
        ({"a": "Ett"}, {"a": "One", "tip": "Two"}, ["translation-missing sv/a.yaml:1:1"]),
        ({"a": {"b": "x", "c": "y"}}, {"a": {"b": "x"}}, ["translation-missing en/a.yaml:1:1"]),
        ({"a": ["x", "y"]}, {"a": ["x"]}, ["translation-length en/a.yaml:1:1"]),
        ({"a": ["x"]}, {"a": []}, ["translation-length en/a.yaml:1:1"]),
        ({"a": [{"b": "x"}]}, {"a": [{"b": "x", "c": "y"}]}, ["translation-missing sv/a.yaml:2:3"]),
        ({"a": ["x", "y"], "b": "c"}, {"b": "c", "a": ["x", "y"]}, []),
    ],
)
def test_keys_and_lists_are_the_same_in_every_language(sv: object, en: object, expected: list[str]) -> None:
    """What stands in one language only is told where it is missing; the order of keys does not matter."""
    assert compared(two(sv, en)) == expected


def test_the_message_names_the_other_place() -> None:
    """A translator is led to the text that is to be translated."""
    books = two({"a": "Ett", "b": {"tip": "Två"}, "c": ["x", "y"]}, {"a": "One", "b": {}, "c": ["x"]})
    messages = [one.message for one in problems(books, Lock(SHOWN, {}))]
    assert "'b.tip' stands in 'sv' (sv/a.yaml:3:3), but not here in 'en'" in messages
    assert "'c' has 1 entry in 'en', but 2 in 'sv' (sv/a.yaml:4:1)" in messages


@pytest.mark.parametrize(
    ("sv", "en", "expected"),
    [
        ("{a} av {b}", "{a} of {b}", []),
        ("{a} av {b}", "{b} of {a}", []),
        ("{a} av {b}", "{a} of b", ["translation-placeholder en/a.yaml:1:4"]),
        ("{a} av b", "{a} of {b}", ["translation-placeholder sv/a.yaml:1:4"]),
        (
            "{antal} av",
            "{count} of",
            ["translation-placeholder en/a.yaml:1:4", "translation-placeholder sv/a.yaml:1:4"],
        ),
    ],
)
def test_placeholders_are_the_same_in_every_language(sv: str, en: str, expected: list[str]) -> None:
    """A value that one text has and the other lacks is told where it is missing."""
    assert compared([book({"a.yaml": f"a: '{text}'\n"}, code) for text, code in ((sv, "sv"), (en, "en"))]) == expected


@pytest.mark.parametrize(
    ("sv", "en", "expected"),
    [
        ("Innovation team building", "Innovation team building", ["translation-same en/a.yaml:1:4"]),
        ("Innovation team", "Innovation team", []),
        ("Innovation team building", "Innovation team-building", []),
        ("A4 100 mm 90 g", "A4 100 mm 90 g", []),
        ("OECD/LEGAL/0450", "OECD/LEGAL/0450", []),
    ],
)
def test_a_text_is_not_the_same_in_two_languages(sv: str, en: str, expected: list[str]) -> None:
    """Three words or more that are the same have not been translated; names and measures may be."""
    assert compared(two({"a": sv}, {"a": en})) == expected


def test_two_kinds_of_a_language_may_have_the_same_words() -> None:
    """British and American English share most texts."""
    books = [book({"a.yaml": "a: Choose a card\n"}, code) for code in ("en-GB", "en-US")]
    assert compared(books) == []


def test_a_difference_can_be_silenced() -> None:
    """A name that is the same in every language is told so in place."""
    raw = "a: Innovation team building"
    books = [book({"a.yaml": raw}), book({"a.yaml": raw + " # lint: ok translation-same – a method's name"}, "en")]
    assert compared(books) == []


# --- memory ------------------------------------------------------------------------------------------------------

SV = {"a": "Ett kort", "do": ["Läs", "Skriv", "Vänta"], "rows": [{"b": "Fråga"}, {"b": "Svar"}]}
EN = {"a": "A card", "do": ["Read", "Write", "Wait"], "rows": [{"b": "Question"}, {"b": "Answer"}]}


def test_languages_in_step_are_quiet(tmp_path: Path) -> None:
    """Right after they were declared in step, nothing is behind, and declaring again changes nothing."""
    books = two(SV, EN)
    assert compared(books, lock_of(books, tmp_path)) == []
    assert lock_text(books) == lock_text(two(dict(reversed(SV.items())), EN))


@pytest.mark.parametrize(
    ("sv", "en", "expected"),
    [
        ({"a": "Ett nytt kort"}, {}, ["translation-behind en/a.yaml:1:4"]),
        ({}, {"a": "A new card"}, ["translation-behind sv/a.yaml:1:4"]),
        ({"do": ["Läs", "Skriv nu", "Vänta"]}, {}, ["translation-behind en/a.yaml:4:3"]),
        ({"rows": [{"b": "Fråga"}, {"b": "Svaret"}]}, {}, ["translation-behind en/a.yaml:8:6"]),
        ({"a": "Ett nytt kort"}, {"a": "A new card"}, [f"translation-undeclared {SHOWN}"]),
        ({"do": ["Nytt", *SV["do"]]}, {"do": ["New", *EN["do"]]}, [f"translation-undeclared {SHOWN}"]),
        ({"do": SV["do"][:2]}, {"do": EN["do"][:2]}, []),
        ({"do": SV["do"][:2]}, {}, ["translation-length en/a.yaml:2:1"]),
        ({"do": SV["do"][::-1]}, {"do": EN["do"][::-1]}, []),
        ({"do": ["Skriv", "Läs", "Vänta"]}, {}, ["translation-order en/a.yaml:3:3", "translation-order en/a.yaml:4:3"]),
        ({"a": "”Ett\u00ad kort!”"}, {}, []),
        ({"new": "Nytt"}, {"new": "New"}, [f"translation-undeclared {SHOWN}"]),
    ],
)
def test_a_change_in_one_language_is_remembered(
    tmp_path: Path, sv: dict[str, object], en: dict[str, object], expected: list[str]
) -> None:
    """A text that changed in one language only leaves the other behind; a list may grow, shrink and move in both."""
    lock = lock_of(two(SV, EN), tmp_path)
    assert compared(two(SV | sv, EN | en), lock) == expected


def test_what_to_do_is_said(tmp_path: Path) -> None:
    """The warning stands at the text to change, names the text that has changed and the command that ends it."""
    (problem,) = problems(two(SV | {"a": "Ett nytt kort"}, EN), lock_of(two(SV, EN), tmp_path))
    assert problem.message == "the text in 'sv' has changed (sv/a.yaml:1:4), but not yet this one in 'en'"
    assert problem.hint == "make this text say the same, then run: materialgen lint kit --in-step"


def test_a_folder_with_a_space_is_quoted() -> None:
    """The command can be copied as it is."""
    assert Lock("my kit/languages.lock", {}).command == 'materialgen lint "my kit" --in-step'
    assert Lock("languages.lock", {}).command == "materialgen lint . --in-step"


def test_a_third_language_is_new_not_changed(tmp_path: Path) -> None:
    """A language that was not there when the others were declared leaves none of them behind."""
    lock = lock_of(two(SV, EN), tmp_path)
    de = {"a": "Eine Karte", "do": ["Lies", "Schreib", "Warte"], "rows": [{"b": "Frage"}, {"b": "Antwort"}]}
    assert compared(two(SV, EN, de), lock) == [f"translation-undeclared {SHOWN}"]
    changed = SV | {"a": "Ett nytt kort"}
    assert compared(two(changed, EN, de), lock) == [
        "translation-behind en/a.yaml:1:4",
        f"translation-undeclared {SHOWN}",
    ]
    all_three = lock_of(two(SV, EN, de), tmp_path)
    assert compared(two(changed, EN, de), all_three) == [
        "translation-behind de/a.yaml:1:4",
        "translation-behind en/a.yaml:1:4",
    ]
    assert compared(two(changed, EN), all_three) == ["translation-behind en/a.yaml:1:4"]


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        "{}",
        '{"texts": []}',
        '{"texts": {"a": "b"}}',
        '{"texts": {"a": [1]}}',
        "<<<<<<< HEAD\n",
        "[" * 99_999,
    ],
)
def test_a_broken_lock_is_one_warning(tmp_path: Path, content: str) -> None:
    """A merge that went wrong, or another file, is told with the way out; no text is called behind."""
    path = tmp_path / NAME
    path.write_text(content, encoding="utf-8")
    (problem,) = problems(two(SV, EN), read_lock(path, SHOWN))
    assert problem.code == "translation-undeclared"
    assert problem.message.startswith("the file cannot be read")
    assert "materialgen lint kit --in-step" in str(problem.hint)


def test_a_missing_lock_is_one_warning(tmp_path: Path) -> None:
    """A kit with several languages is asked once to declare them; one with a single language never is."""
    lock = read_lock(tmp_path / NAME, SHOWN)
    (problem,) = problems(two(SV, EN), lock)
    assert problem.message == "the languages have not been declared in step yet: there is no languages.lock"
    assert problems(two(SV, EN)[:1], lock) == ()


def test_the_lock_is_sorted_json_with_a_line_for_each_key() -> None:
    """Changes are easy to review and to merge."""
    text = lock_text(two(SV, EN))
    data = json.loads(text)
    assert list(data["texts"]) == sorted(data["texts"]) == ["a.yaml/a", "a.yaml/do/*", "a.yaml/rows/*/b"]
    assert all(f'  "{key}": ' in text for key in data["texts"])
    assert [len(rows) for rows in data["texts"].values()] == [1, 3, 2]
    assert all(sorted(row) == ["en", "sv"] for rows in data["texts"].values() for row in rows)
    assert text.endswith("}\n")
