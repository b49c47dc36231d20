"""Problems as text, JSON or annotations."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from materialgen.cli.report import as_github, as_json, as_text
from materialgen.problems import Problem, Where

if TYPE_CHECKING:
    from pathlib import Path

WORDS = st.text("ab å:,%\r\n'", min_size=1, max_size=12)
PLACES = st.builds(Where, WORDS, st.integers(0, 30), st.integers(0, 30))
PROBLEMS = st.lists(
    st.builds(Problem, st.just("some-code"), WORDS, st.none() | PLACES, st.none() | WORDS, st.just("error")), max_size=4
)


@given(PROBLEMS)
def test_json_has_every_part_of_every_problem(problems: list[Problem]) -> None:
    """A program reads back place, code, message and hint; what is not known is null."""
    rows = json.loads(as_json(problems))
    assert [(one["code"], one["message"], one["hint"], one["severity"]) for one in rows] == [
        (one.code, one.message, one.hint, one.severity) for one in problems
    ]
    for row, one in zip(rows, problems, strict=True):
        where = one.where or Where("")
        assert (row["file"] or "", row["line"] or 0, row["column"] or 0) == (where.file, where.line, where.column)


@given(PROBLEMS)
def test_an_annotation_is_one_line_whatever_a_problem_says(problems: list[Problem]) -> None:
    """Line breaks, colons and commas of names and messages cannot end a workflow command's value early."""
    lines = as_github(problems).split("\n") if problems else []
    assert len(lines) == len(problems)
    for line, one in zip(lines, problems, strict=True):
        match = re.fullmatch(r"::error ([^:]*)::([^\r\n]*)", line)
        assert match
        values = dict(part.split("=", 1) for part in match[1].split(","))
        assert _plain(values.get("file", "")) == (one.where.file if one.where else "")
        assert _plain(match[2]) == one.message + (f"\nhint: {one.hint}" if one.hint else "")


def _plain(text: str) -> str:
    return re.sub(r"%([0-9A-F]{2})", lambda match: chr(int(match[1], 16)), text)


def test_text_is_what_a_problem_says_of_itself() -> None:
    """Without colour and source, problems are printed as they are everywhere."""
    problems = [
        Problem("one", "it is wrong", Where("a.yaml", 3, 7), "do this"),
        Problem("two", "odd", severity="warning"),
    ]
    assert as_text(problems, source=False, colour=False) == "\n".join(map(str, problems))


def test_colour_adds_nothing_but_colour() -> None:
    """With the escape codes taken out, coloured text is the plain one; errors are red and warnings yellow."""
    problems = [
        Problem("one", "it is wrong", Where("a.yaml", 3, 7), "do this"),
        Problem("two", "odd", severity="warning"),
    ]
    coloured = as_text(problems, source=False, colour=True)
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == as_text(problems, source=False, colour=False)
    assert "\x1b[31m\x1b[1merror[one]" in coloured
    assert "\x1b[33m\x1b[1mwarning[two]" in coloured


@pytest.mark.parametrize("length", [20, 90, 400])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_caret_stands_under_the_place(tmp_path: Path, length: int, mark: str) -> None:
    """The source line is shown, cut to a sensible width, with a caret under the very character."""
    path = tmp_path / "a.yaml"
    line = "".join(chr(ord("a") + number % 26) for number in range(length))
    path.write_text(f"{mark}first\n{line}\n", encoding="utf-8")
    for column in (1, 2, length // 2, length):
        shown = as_text([Problem("one", "m", Where(str(path), 2, column))], source=True, colour=False).split("\n")
        _, source, caret = shown
        assert len(source) <= 110
        assert source[caret.index("^")] == line[column - 1]
        assert caret.count("^") == 1


@pytest.mark.parametrize(
    "where", [None, Where("a.yaml"), Where("a.yaml", 99), Where("none.yaml", 1, 1), Where("b", 1, 1)]
)
def test_no_source_is_shown_where_there_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: Where | None
) -> None:
    """A problem of a whole file, of a file that is gone or is no text has no source line."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.yaml").write_text("one\n", encoding="utf-8")
    (tmp_path / "b").write_bytes(b"\xff\n")
    problem = Problem("one", "m", where)
    assert as_text([problem], source=True, colour=False) == str(problem)
