"""The little markup that texts may carry."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from materialgen.typeset import plain
from materialgen.typeset.markup import Emphasis, paragraphs, strong

NONE, STRONG, SLANTED = Emphasis.NONE, Emphasis.STRONG, Emphasis.EMPHASIS


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("a b", [("a b", NONE)]),
        ("a **b c** d", [("a ", NONE), ("b c", STRONG), (" d", NONE)]),
        ("a *b* c", [("a ", NONE), ("b", SLANTED), (" c", NONE)]),
        ("**a *b* c**", [("a ", STRONG), ("b", STRONG | SLANTED), (" c", STRONG)]),
        ("**a** **b**", [("a", STRONG), (" ", NONE), ("b", STRONG)]),
        (r"2 \* 3 \* 4", [("2 * 3 * 4", NONE)]),
        ("2 * 3 * 4", [("2 * 3 * 4", NONE)]),
        ("a ** b ** c", [("a ** b ** c", NONE)]),
        ("a **b", [("a **b", NONE)]),
        ("a*", [("a*", NONE)]),
    ],
)
def test_stars_mark_strong_and_emphasised_text(text: str, runs: list[tuple[str, Emphasis]]) -> None:
    """Two stars make strong, one star emphasis; a star alone, between spaces or escaped is a star."""
    (paragraph,) = paragraphs(text)
    assert [(one.text, one.emphasis) for one in paragraph.runs] == runs


def test_lines_of_the_source_are_paragraphs_and_hyphens_make_a_list() -> None:
    """Each line that is not blank is a paragraph; one that begins with a hyphen or bullet and a space is an item."""
    found = paragraphs("Intro:\n\n- one\n•  two\n  - three\n-4 grader\n")
    assert [("".join(run.text for run in one.runs), one.bullet) for one in found] == [
        ("Intro:", False),
        ("one", True),
        ("two", True),
        ("three", True),
        ("-4 grader", False),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("av\u00adstav\u00adad", "avstavad"),
        (" a \t b\n\nc ", "a b c"),
        ("**a** *b*", "a b"),
        ("- a\n- b", "a b"),
        (r"\*", "*"),
        ("10\u00a0min", "10\u00a0min"),
        ("", ""),
    ],
)
def test_plain_text_is_what_is_read_aloud(text: str, expected: str) -> None:
    """Markup, bullets and soft hyphens are gone, white space is folded, non-breaking spaces stay."""
    assert plain(text) == expected


@given(st.text("ab åö.,()–-/\n\u00ad\u00a0", max_size=40))
def test_plain_text_is_plain_already(text: str) -> None:
    """Without stars, making a text plain twice changes no more than making it plain once."""
    once = plain(text)
    assert "\u00ad" not in once
    assert "\n" not in once
    assert "  " not in once
    if not once.startswith(("- ", "• ")):
        assert plain(once) == once


PIECES = ["a", "b.", "*c*", "**d**", "**e *f* g**", "x*y*z", "\\*", "*", "**", "\\", "-", "- ", "•  ", "h-i", "\t"]
MARKED = st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from([" ", "\n", "\n  "])), max_size=8).map(
    lambda pairs: "".join(piece + end for piece, end in pairs)
)


@given(MARKED)
@example("a\\\\")
@example("**a** b *c*")
@example("- a\n- *b*")
def test_strong_makes_all_of_a_text_strong_and_changes_no_word(text: str) -> None:
    """Whatever markup a text has, it reads the same, in the same paragraphs, all strong but for signs alone."""
    made = paragraphs(strong(text))
    assert plain(strong(text)) == plain(text)
    assert [one.bullet for one in made] == [one.bullet for one in paragraphs(text)]
    assert all(run.text.strip(" \t\\-•") == "" or STRONG in run.emphasis for one in made for run in one.runs)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("a", "**a**"), ("a **b**", "**a b**"), ("- a\nb", "- **a**\n**b**"), ("", ""), ("a *b*", "**a *b***")],
)
def test_strong_adds_its_markup_once(text: str, expected: str) -> None:
    """Lines and items of a list are strong each for itself, and strong parts are not marked twice."""
    assert strong(text) == expected


def test_a_text_of_nothing_but_stars_nests_no_deeper_than_strong_text() -> None:
    """Ten thousand stars are taken apart without running out of stack."""
    (paragraph,) = paragraphs("*" * 10_000 + "a" + "*" * 10_000)
    assert "a" in "".join(run.text for run in paragraph.runs)
