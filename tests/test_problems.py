"""The one currency of errors."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from materialgen.problems import Problem, ProblemsFoundError, UnknownChoiceError, Where, did_you_mean

PLACES = st.builds(Where, st.sampled_from(["a.yaml", "b.yaml"]), st.integers(1, 20), st.integers(1, 9))
PROBLEMS = st.builds(Problem, st.sampled_from(["x", "y"]), st.sampled_from(["m", "n"]), st.none() | PLACES)


@pytest.mark.parametrize(
    ("where", "written"),
    [(Where("a.yaml", 3, 7), "a.yaml:3:7"), (Where("a.yaml", 3), "a.yaml:3"), (Where("a.yaml"), "a.yaml")],
)
def test_a_place_is_written_as_far_as_it_is_known(where: Where, written: str) -> None:
    """File, line and column have colons between them, as editors and terminals understand."""
    assert str(where) == written


def test_a_problem_is_one_line_and_a_hint() -> None:
    """Place, severity, code and message stand on the first line, what to do on the second."""
    here = Where("a.yaml", 3, 7)
    assert (
        str(Problem("code", "it is wrong", here, "do this")) == "a.yaml:3:7: error[code]: it is wrong\n  hint: do this"
    )
    assert str(Problem("code", "it is odd", severity="warning")) == "warning[code]: it is odd"


@given(st.lists(PROBLEMS))
def test_problems_come_sorted_and_once(problems: list[Problem]) -> None:
    """However they were found, problems are in the order of files and lines, each told once."""
    found = ProblemsFoundError(problems).problems
    assert set(found) == set(problems)
    assert len(found) == len(set(problems))
    assert [one.sort_key for one in found] == sorted(one.sort_key for one in found)


def test_lines_are_sorted_as_numbers() -> None:
    """Line 9 comes before line 10."""
    late, early = Problem("c", "m", Where("a", 10)), Problem("c", "m", Where("a", 9))
    assert ProblemsFoundError([late, early]).problems == (early, late)


def test_a_guess_is_near_or_all_choices_are_given() -> None:
    """A near word is asked back; otherwise the choices are listed; without choices there is no hint."""
    assert did_you_mean("titel", ["title", "text"]) == "did you mean 'title'?"
    assert did_you_mean("zzz", ["b", "a"]) == "choose one of: a, b"
    assert did_you_mean("zzz", []) is None


def test_an_unknown_choice_is_one_line() -> None:
    """What is unknown, the guess and the choices fit on one line."""
    assert str(UnknownChoiceError("kit", "declration", ["declaration", "roots"])) == (
        "there is no kit 'declration' - did you mean 'declaration'? (choose from: declaration, roots)"
    )
    assert str(UnknownChoiceError("kit", "x", ["roots"])) == "there is no kit 'x' (choose from: roots)"
