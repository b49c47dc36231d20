"""All rules together: the built-in kit, anything else that a text can be, and the list of codes."""

from __future__ import annotations

import ast
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import materialgen.lint
from materialgen.kit.find import DEFAULT_KIT, find_kit
from materialgen.kit.load import load_kit, read_facts
from materialgen.lint.book import Book, read_book
from materialgen.lint.codes import CODES
from materialgen.lint.language import known_languages, language_of
from materialgen.lint.lint import Report, lint
from materialgen.lint.lock import NAME, Lock, lock_text, read_lock
from materialgen.lint.rules.reading import EASY
from materialgen.lint.rules.similar import ALIKE, similar_pairs
from materialgen.render.layouts import load_layouts
from tests.lint.books import book, dumped, of_texts, warnings


def books_of(folder: Path) -> list[Book]:
    """Return the words of a kit in all its languages."""
    schemas = {name: layout.schema for name, layout in load_layouts().items()}
    facts, _ = read_facts(folder)
    return [read_book(load_kit(folder, str(code), schemas)) for code in facts.languages]


@pytest.fixture(scope="module")
def report() -> Report:
    """Return what is found in the built-in kit."""
    folder = find_kit(DEFAULT_KIT)
    return lint(books_of(folder), read_lock(folder / NAME, NAME))


def test_the_built_in_kit_has_no_warnings(report: Report) -> None:
    """Every warning about the kit has been mended, or silenced with a reason."""
    assert [str(problem) for problem in report.problems] == []


def test_the_actions_of_the_built_in_kit_are_easy_to_read(report: Report) -> None:
    """The LIX of the actions is below 45 in each language."""
    assert "sv" in report.lix
    assert all(value is not None and 20 < value < EASY for value in report.lix.values())


def test_a_kit_is_looked_at_fast() -> None:
    """Reading and judging all texts of the kit takes a fraction of a second."""
    folder = find_kit(DEFAULT_KIT)
    books = books_of(folder)
    start = time.perf_counter()
    lint(books, Lock(NAME, {}))
    assert time.perf_counter() - start < 1


def test_many_actions_are_compared_fast() -> None:
    """Thousands of actions are not compared each with each."""
    bags = [frozenset(f"word{(number * 7919 + one * 104_729) % 30_011}" for one in range(10)) for number in range(6000)]
    start = time.perf_counter()
    list(similar_pairs(bags))
    assert time.perf_counter() - start < 3


@given(st.lists(st.frozensets(st.sampled_from("abcdefgh")), max_size=12))
def test_similar_pairs_are_those_of_a_full_comparison(bags: list[frozenset[str]]) -> None:
    """Looking only at those that share a rare word finds the same pairs as comparing all."""
    pairs = [
        (one, two)
        for two in range(len(bags))
        for one in range(two)
        if min(len(bags[one]), len(bags[two])) >= 3 and len(bags[one] & bags[two]) >= ALIKE * len(bags[one] | bags[two])
    ]
    assert sorted(similar_pairs(bags)) == sorted(pairs)


LETTERS = st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"])
PIECES = st.sampled_from(
    [
        "som",
        "som som",
        " ",
        "  ",
        "-",
        " - ",
        "–",
        ".",
        ". ",
        "…",
        ":",
        "här:",
        "(här)",
        "”",
        '"',
        "'",
        "“",
        "3-5",
        "{a}",
        "{",
        "\n",
        "\u00ad",
        "\u00a0",
        "t.ex.",
        "Att",
        "Läs",
        "Läsa",
        "i syfte att",
        "du",
        "ni",
        "**",
        "*",
        "# lint: ok",
        "är",
        "the of",
    ]
)
TEXTS = st.lists(PIECES | st.text(LETTERS, max_size=12), min_size=1, max_size=10).map("".join)


@given(st.lists(TEXTS, min_size=1, max_size=5), st.sampled_from(["sv", "en", "de", "nb-NO"]), st.data())
def test_no_text_breaks_a_rule(texts: list[str], code: str, data: st.DataObject) -> None:
    """Whatever is written, in whatever language, gives warnings with a place in the file, and never an exception."""
    raw = dumped({"list": texts, "actions": {"A1": texts[0]}, "one": texts[-1]})
    made = book({"principles/p1.yaml": raw}, code, {"som": "vilken", "lä*": "se"} if data.draw(st.booleans()) else {})
    lines = raw.split("\n")
    for problem in warnings(made):
        assert problem.code in CODES
        assert problem.hint
        assert problem.where is not None
        assert 1 <= problem.where.line <= len(lines)
        assert 1 <= problem.where.column <= len(lines[problem.where.line - 1]) + 1
    other = book({"principles/p1.yaml": dumped({"list": texts[:1], "one": "Another one"})}, "fi")
    found = lint([made, other], Lock(NAME, {}))
    assert all(problem.severity == "warning" for problem in found.problems)
    lock_text([made, other])


@given(st.text(LETTERS | st.sampled_from("# lint:ok,–\n"), max_size=80))
def test_no_comment_breaks_the_silencers(comment: str) -> None:
    """Whatever stands in a comment, warnings are found or silenced, and never an exception."""
    line = comment.replace("\n", " ").replace("\u2028", " ").replace("\u2029", " ").replace("\x85", " ")
    if any(not (one.isprintable() or one == "\u00ad") for one in line):
        return
    for problem in warnings(book({"a.yaml": f"a: Ett  kort # lint: {line}\n"})):
        assert problem.code in {"stray-space", "silencer-unclear", "silencer-unused"}


def test_warnings_are_sorted_and_once() -> None:
    """However rules are ordered, warnings come in the order of files and lines; a text used twice is told once."""
    found = warnings(book({"b.yaml": "a: x  y\n", "a.yaml": "a: &x x  y\nb: *x\nc: x x\n"}))
    assert [str(one.where) for one in found] == ["sv/a.yaml:1:8", "sv/a.yaml:3:6", "sv/b.yaml:1:5"]


def test_codes_are_those_of_the_rules() -> None:
    """Each code that the rules use is in the list of codes, and each of the list is used."""
    folder = Path(materialgen.lint.__file__).parent
    names = set()
    for path in folder.rglob("*.py"):
        if path.name == "codes.py":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in CODES:
                names.add(node.value)
    assert names == set(CODES)


@pytest.mark.parametrize("code", known_languages())
def test_the_words_of_a_language_are_complete(code: str) -> None:
    """Each list of a language's data is there, and common words tell languages apart."""
    language = language_of(code)
    assert len(language.quotes) == 4
    assert all((language.stop_words, language.abbreviations, language.repeatable, language.verbs, language.here))
    assert all((language.screen, language.stiff, language.other_form, language.marker, language.not_here))
    for other in known_languages():
        assert other == code or not language.common & language_of(other).common


def test_a_language_without_data_is_judged_by_marks_alone() -> None:
    """For a language that nothing is known about, only what holds everywhere is told."""
    found = warnings(of_texts("Valitse kortti  kortti - ja lue 3-5 korttia.", code="fi"))
    assert {one.code for one in found} == {"doubled-word", "stray-space", "pause-hyphen", "range-hyphen"}
    assert not language_of("fi").stiff


def test_texts_are_read_as_written(copy_of_kit: Path) -> None:
    """What the tool adds before setting is not judged, and files of Windows are read."""
    path = copy_of_kit / "sv" / "steps.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    texts = {str(entry.text) for entry in books_of(copy_of_kit)[0].entries}
    assert not any("\u00ad" in text for text in texts)
    assert lint(books_of(copy_of_kit)).problems == ()
