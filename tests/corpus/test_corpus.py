from __future__ import annotations

import time
from functools import cache
from typing import TYPE_CHECKING

import pytest

from materialgen.kit.labels import find_product
from materialgen.kit.load import load_kit
from materialgen.plan import Dots, make_plan
from materialgen.problems import Problem, ProblemsFoundError
from materialgen.render.layouts import load_layouts
from tests.corpus.cases import CASES, COMBINED, SINGLE, TWELVE, Case
from tests.helpers import LAYOUTS, ROOT, problems_of, render, visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from materialgen.layout import Layout
    from tests.helpers import Result

OF_BRANDS = {
    "coarse-logo", "darkened-colour", "faint-colour", "outside-brand", "similar-colours", "unfit-font",
    "unfit-logo", "unsafe-logo",
}  # fmt: skip
OF_SERVING = {"edit-refused", "port-busy"}
OF_BUILDS = {"folder-in-use", "no-manifest", "other-kit", "outside-kit", "unfinished-build"}
NOT_OF_CONTENT = OF_BRANDS | OF_SERVING | OF_BUILDS | {
    "broken-layout", "cannot-write", "beyond-printer", "broken-profile", "no-html", "no-tile-words",
}  # fmt: skip
"""Codes that a brand, a layout, the disk or a flag causes, never a kit's file alone."""
NO_LABELS = False
LABELS = """mine:
  name: Mine
  diameter: 20
  columns: 4
  rows: 5
  pitch:
    x: 30
    y: 30
  first:
    x: 20
    y: 20
"""


@cache
def layouts() -> Mapping[str, Layout]:
    """Return the layouts for tests."""
    return load_layouts([LAYOUTS])


def change(folder: Path, case: Case) -> None:
    """Make a case's mistakes in a kit."""
    for name, old, new in case.edits:
        path = folder / name
        if old is None and new is None:
            path.unlink()
        elif old is None:
            assert new is not None
            path.write_bytes(new if isinstance(new, bytes) else new.encode())
        else:
            assert isinstance(new, str)
            text = path.read_bytes().decode()
            assert not old or text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
            path.write_bytes((text.replace(old, new) if old else text + new).encode())


def found_in(folder: Path, out: Path) -> list[Problem]:
    """Load, plan and draw a kit; return the problems."""
    try:
        kit = load_kit(folder, None, {name: layout.schema for name, layout in layouts().items()})
        render(make_plan(kit, Dots(find_product(None), NO_LABELS, 1)), layouts(), out)
    except ProblemsFoundError as error:
        return list(error.problems)
    return []


def lines_of(problems: Iterable[Problem], folder: Path) -> list[str]:
    """Return problems as a case writes its findings."""
    result = []
    for one in problems:
        assert one.where is not None, f"nowhere: {one}"
        result.append(f"{one.where} {one.code}".removeprefix(f"{folder.as_posix()}/"))
    return result


def judge(case: Case, folder: Path, out: Path) -> None:
    """Check that exactly what a case expects is found, fast, and that nothing is written if there is a problem."""
    change(folder, case)
    begin = time.process_time()  # not the clock's: the machine may be busy
    problems = found_in(folder, out)
    seconds = time.process_time() - begin
    assert lines_of(problems, folder) == list(case.findings), "\n".join(map(str, problems))
    assert seconds < 1, f"{seconds:.2f} s"
    assert all(one.message and one.severity == "error" for one in problems)
    written = visible(out) if out.exists() else []
    assert bool(written) != bool(problems), written


@pytest.fixture(autouse=True, scope="module")
def _warm() -> None:
    layouts()
    find_product(None)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_exactly_the_mistakes_are_found(case: Case, tiny_kit: Path, tmp_path: Path) -> None:
    """Nothing is missed, and nothing is said that is not so."""
    judge(case, tiny_kit, tmp_path / "out")


def test_a_wrong_expectation_fails(tiny_kit: Path, tmp_path: Path) -> None:
    """One finding too many, one too few, and one in the wrong place are all seen."""
    title = ("sv/kit.yaml", "title: sv title\nsub", "title:\nsub")
    change(tiny_kit, Case("", (title,), ()))
    right = "sv/kit.yaml:2:1 empty-value"
    judge(Case("right", (), (right,)), tiny_kit, tmp_path / "out")
    for wrong in ((), (right, right), ("sv/kit.yaml:2:2 empty-value",), ("sv/kit.yaml:2:1 wrong-type",)):
        with pytest.raises(AssertionError):
            judge(Case("wrong", (), wrong), tiny_kit, tmp_path / "out")


def test_there_are_enough_cases() -> None:
    """The corpus is as large as was promised."""
    assert len([case for case in SINGLE if case.findings]) >= 120
    assert len([case for case in COMBINED if len(case.findings) > 1]) >= 25
    assert len({case.name for case in CASES}) == len(CASES)


def test_each_kind_of_mistake_that_content_can_cause_is_in_the_corpus() -> None:
    """Each documented code is found in some case, and each code found is documented."""
    text = (ROOT / "docs" / "problems.md").read_text("utf-8").partition("## What `check` finds")[0]
    documented = {
        code.strip(" `")
        for line in text.splitlines()
        if line.startswith("| `")
        for code in line.split("|")[1].split(",")
    }
    ours = {finding.rpartition(" ")[2] for case in CASES for finding in case.findings} | {"impossible-labels"}
    assert documented - ours == NOT_OF_CONTENT
    assert ours <= documented


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        ("columns: 4", "columns: 9", "impossible-labels"),
        ("    y: 30", "    y: 10", "8:5 impossible-labels"),
        ("diameter: 20", "diameter: 4", "3:13 wrong-value"),
        ("diameter: 20", "diameter: 20 mm", "3:13 wrong-type"),
        ("diameter: 20", "diameter: 20,5", "3:13 wrong-type"),
        ("rows: 5", "row: 5", "unknown-key"),
    ],
)
def test_mistakes_in_label_sheets(old: str, new: str, finding: str, tmp_path: Path) -> None:
    """A label sheet of one's own is a file like the others."""
    path = tmp_path / "labels.yaml"
    path.write_text(LABELS, encoding="utf-8")
    change(tmp_path, Case("", ((path.name, old, new),), ()))
    lines = lines_of(problems_of(lambda: find_product(str(path))), tmp_path)
    assert any(line.endswith(finding) for line in lines), lines


def test_twelve_mistakes_in_four_files_are_twelve_problems_in_one_run(
    build_tiny: Callable[..., Result], tiny_kit: Path, empty: Path
) -> None:
    """Through the real command."""
    assert (len(TWELVE.findings), len({one.partition(":")[0] for one in TWELVE.findings})) == (12, 4)
    change(tiny_kit, TWELVE)
    result = build_tiny()
    assert result.code == 1
    assert len(result.problems) == 12
    assert "Traceback" not in result.err
    assert not (empty / "out").exists()
    for finding, line in zip(TWELVE.findings, result.problems, strict=True):
        place, _, code = finding.rpartition(" ")
        assert f"{place}: error[{code}]: " in line
