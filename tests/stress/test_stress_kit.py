"""The fixed stress kit: every place where it cannot be built is a located problem; mended there, it is built."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from pypdf import PdfReader

from tests.helpers import PROBLEM_LINE, render
from tests.stress.campaign import CODES, build, check_located, layouts, mend, plan_of, snapshot
from tests.stress.kits import STRESS, TAME, WILD, Recipe, make, replace, texts, write
from tests.stress.readback import audit_folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.helpers import Result
    from tests.stress.kits import Key

SHEETS = 12
"""Sheets of the kit, all of the built-in layouts among them."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the stress kit."""
    folder = tmp_path_factory.mktemp("stress") / "kit"
    write(folder, make(STRESS))
    return folder


def test_the_kit_is_as_hostile_as_it_says() -> None:
    """Its size and its texts reach everything that the promise names."""
    tree = make(STRESS)
    principles, sheets = tree["kit.yaml"]["principles"], tree["kit.yaml"]["sheets"]
    questions = [question for principle in principles for question in principle["questions"]]
    actions = {len(question["actions"]) for question in questions}
    assert (len(principles), {len(one["questions"]) for one in principles} >= {1, 12}) == (9, True)
    assert (min(actions), max(actions)) == (1, 20)
    assert (len(sheets), len({one["layout"] for one in sheets})) == (SHEETS, 11)
    words = dict(texts(tree))
    long = [text for (_, path), text in words.items() if "actions" in path and len(text) >= 300]
    assert len(long) >= 10
    everything = "\n".join(words.values())
    assert any(len(text) == 1 for text in words.values())
    assert {"đ", "č", "ŋ", "š", "ŧ", "ž", "”", "’", "[", "\\", "\u00ad", "\u00a0", "🎉", "\u030c"} <= set(everything)
    assert "**" in everything
    assert "\n- " in everything
    assert not unicodedata.is_normalized("NFC", everything)
    assert max(map(len, re.findall(r"[^\W\d_]+", everything))) >= 45


def test_every_kind_of_text_comes_up() -> None:
    """Each pool of texts is drawn from: none is left out by its name or its place."""
    import random

    rng = random.Random(1)  # noqa: S311 - any will do, and always the same
    assert all(TAME[name](rng, 60) for name in TAME)
    assert all(WILD[name](rng) for name in WILD)
    assert STRESS.wild > 10 * len(WILD)


@pytest.mark.slow
def test_problems_are_all_that_happens(folder: Path, run: Callable[..., Result], empty: Path) -> None:
    """The build ends with 1 and a located problem for each text that cannot be set; no file is written."""
    before = snapshot(folder)
    done = run("build", folder, "--out", empty / "out", "--format", "json")
    assert done.code == 1
    problems = json.loads(done.out)
    assert len(problems) > 100
    assert {one["code"] for one in problems} == CODES
    assert all(one["severity"] == "error" for one in problems)
    assert re.fullmatch(rf"{len(problems)} problems; no file was changed\.\n", done.err), done.err
    assert snapshot(empty) == {}
    assert snapshot(folder) == before


@pytest.mark.slow
def test_the_terminal_is_told_the_same(folder: Path, run: Callable[..., Result], empty: Path) -> None:
    """As text, each problem is a line with file, line and column in the kit and a line of advice; nothing else."""
    done = run("build", folder, "--out", empty / "out")
    assert (done.code, done.out) == (1, "")
    assert "Traceback" not in done.err
    *lines, last = done.err.rstrip("\n").split("\n")
    assert re.fullmatch(r"\d+ problems; no file was changed\.", last)
    for problem, hint in zip(lines[::2], lines[1::2], strict=True):
        found = PROBLEM_LINE.fullmatch(problem)
        assert found is not None, problem
        assert found["line"], problem
        assert found["column"], problem
        assert hint.startswith("  hint: "), hint
        assert not any(unicodedata.category(one) in {"Cc", "Cf", "Zl", "Zp"} for one in problem), repr(problem)
    assert int(last.split()[0]) == len(lines) // 2


@pytest.mark.slow
def test_where_a_problem_points_stands_its_text(folder: Path, tmp_path: Path) -> None:
    """A character without a glyph is at the column named, where the text is written without quotes."""
    places = write(folder, make(STRESS))
    found = 0
    for problem in build(folder, STRESS, tmp_path / "out"):
        check_located(problem, folder, places)
        line = problem.where and (folder / problem.where.file).read_text("utf-8").split("\n")[problem.where.line - 1]
        code = re.search(r"U\+([0-9A-F]{4,5})", problem.message)
        if problem.where and line and code and not re.search(r": [\"'|]|- [\"'|]", line):
            # The tool composes letters and marks before it counts.
            assert unicodedata.normalize("NFC", line)[problem.where.column - 1] == chr(int(code[1], 16))
            found += 1
    assert found >= 5


@pytest.mark.slow
def test_mended_where_it_said_the_kit_is_built(tmp_path: Path, run: Callable[..., Result]) -> None:
    """With each text that was reported replaced by a short one, and no other, it is built and passes the audit."""
    folder, tree = tmp_path / "kit", make(STRESS)
    mended: set[Key] = set()
    for _ in range(6):
        places = write(folder, tree)
        problems = build(folder, STRESS, tmp_path / "try")
        if not problems:
            break
        keys = {check_located(problem, folder, places) for problem in problems}
        assert not keys & mended, "a text that was mended is still a problem"
        mend(tree, keys)
        mended |= keys
    done = run("build", folder, "--out", tmp_path / "out", "--no-bundles")
    assert (done.code, done.err) == (0, "")
    assert audit_folder(tmp_path / "out") == []
    assert len(snapshot(tmp_path / "out")) == SHEETS - 2 + 2 * 9
    assert 100 < len(mended) < 0.5 * len(dict(texts(tree)))


def test_a_name_that_is_not_drawn_cannot_break_a_file(tmp_path: Path) -> None:
    """A control character in a principle's name is no problem of sheets without the name, and their files are sound."""
    recipe = Recipe(1)
    tree = make(recipe)
    replace(tree, ("sv/principles/p1.yaml", ("P1", "name")), "Klocka \x07 och <🎉> & \ufffe")
    write(tmp_path / "kit", tree)
    written = render(plan_of(tmp_path / "kit", recipe), layouts(), tmp_path / "out", only=["cards"])
    metadata = PdfReader(written[0].path).xmp_metadata
    assert metadata is not None
    told = "".join(ET.fromstring(metadata.stream.get_data()).itertext())  # noqa: S314 - a file of our own
    assert "Klocka  och <🎉> & " in told
