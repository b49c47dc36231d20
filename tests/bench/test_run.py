"""The script that measures: its kits, its commands, its tables, and that it says what fails."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib import util
from typing import TYPE_CHECKING

import pytest
import yaml

from bench import measure, run
from bench.grow import multiplied
from bench.look import compare_folders
from bench.report import Ratio, Row, ratio_table, share_table, table
from materialgen.draw import Document
from materialgen.geometry import A4, Box
from materialgen.kit.find import DEFAULT_KIT, find_kit
from materialgen.kit.load import load_kit
from materialgen.render.layouts import load_layouts
from materialgen.typeset import Style
from tests.helpers import ROOT

if TYPE_CHECKING:
    from pathlib import Path

KIT = find_kit(DEFAULT_KIT)
posix = pytest.mark.skipif(not hasattr(os, "wait4"), reason="measuring needs os.wait4")


def test_a_kit_grows_by_its_cards_only(tmp_path: Path) -> None:
    """The copy is a sound kit with ten times the cards, no two alike."""
    layouts = {name: one.schema for name, one in load_layouts().items()}
    kit = load_kit(multiplied(KIT, "sv", 10, tmp_path / "grown"), "sv", layouts)
    texts = [str(action.text) for one in kit.principles for question in one.questions for action in question.actions]
    before = load_kit(KIT, "sv", layouts)
    assert len(texts) == 10 * sum(len(question.actions) for one in before.principles for question in one.questions)
    assert len({f"{one.id} {question.id}" for one in kit.principles for question in one.questions}) * 5 < len(texts)
    assert len(kit.sheets) == len(before.sheets)


def test_an_edit_changes_one_sentence(copy_of_kit: Path) -> None:
    """Every edit rewords the same action, otherwise for each number, and changes nothing else."""
    path = copy_of_kit / "sv" / "principles" / "p1.yaml"
    before = path.read_text(encoding="utf-8").splitlines()
    contents = []
    for number in (1, 2):
        run.edit(copy_of_kit, number)
        after = path.read_text(encoding="utf-8")
        assert sum(old != new for old, new in zip(before, after.splitlines(), strict=True)) == 1
        contents.append(yaml.safe_load(after)["P1"]["questions"]["P1.Q1"]["actions"]["P1.Q1.A1"])
    assert contents[0] != contents[1]


def test_an_edit_without_its_place_is_refused(copy_of_kit: Path) -> None:
    """A kit without the action is not measured as if it had been edited."""
    path = copy_of_kit / "sv" / "principles" / "p1.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("P1.Q1.A1", "P1.Q1.A9"), encoding="utf-8")
    with pytest.raises(ValueError, match=r"no action P1\.Q1\.A1"):
        run.edit(copy_of_kit, 1)


def test_the_tool_is_started_as_an_installation_does(tmp_path: Path) -> None:
    """The console script runs the entry point that the project names."""
    script = tmp_path / "materialgen"
    script.write_text(run.console_script(), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, script, "--version"],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.startswith("materialgen ")


def test_missing_peers_are_named_with_what_to_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without the group the script ends at once and says how to install it, or to leave the peer out."""
    monkeypatch.setattr(sys, "argv", ["bench.run", "--without", "fpdf2"])
    monkeypatch.setattr(util, "find_spec", lambda _name: None)
    with pytest.raises(SystemExit) as ended:
        run.main()
    assert ended.value.code == 2
    said = capsys.readouterr().err
    assert "not installed: typst, weasyprint" in said
    assert "pip install --group bench" in said
    assert "--without typst --without weasyprint" in said


@posix
def test_a_run_is_measured() -> None:
    """A process costs time and memory."""
    figures = measure.measure([sys.executable, "-I", "-c", "sum(range(10**6))"], dict(os.environ))
    assert figures.cpu > 0
    assert figures.wall > 0
    assert figures.peak > 1


@posix
def test_a_command_that_fails_is_not_measured() -> None:
    """A failing command ends the measurement with what it said."""
    command = [sys.executable, "-I", "-c", "import sys; sys.exit('no such kit')"]
    for way in (measure.measure, measure.peak_with_children):
        with pytest.raises(measure.FailedError, match="no such kit"):
            way(command, dict(os.environ))


@pytest.mark.skipif(not os.path.exists("/proc/self/smaps_rollup"), reason="needs Linux's /proc")  # noqa: PTH110 - at import
def test_children_count_as_memory_of_the_family() -> None:
    """A child that waits is found below its parent, with memory of its own."""
    command = [sys.executable, "-I", "-c", "print(flush=True); input()"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        child.stdout.readline()
        assert child.pid in measure.family(os.getpid())
        assert measure.memory(child.pid) > 1000
        child.communicate(b"\n")
    assert child.pid not in measure.family(os.getpid())
    assert measure.memory(child.pid) == 0


def write_page(folder: Path, text: str, size: float = 40) -> Path:
    """Write a file of one page with one text and return its folder."""
    document = Document("Prov", "Prov", "sv")
    document.page(A4).text(text, Box(20, 20, 160, 100), Style("test", (size,)))
    folder.mkdir()
    (folder / "prov.pdf").write_bytes(document.to_bytes())
    return folder


def test_equal_pages_are_alike(tmp_path: Path) -> None:
    """Equal files do not differ at all."""
    likeness = compare_folders(*(write_page(tmp_path / name, "Hej du") for name in ("a", "b")))
    assert (likeness.mean, likeness.worst, likeness.pages, likeness.same) == (0, 0, 1, True)


def test_pages_that_look_otherwise_are_noticed(tmp_path: Path) -> None:
    """The same text much larger is not the same page."""
    likeness = compare_folders(write_page(tmp_path / "a", "Hej", 10), write_page(tmp_path / "b", "Hej", 190))
    assert not likeness.same
    assert likeness.where == "prov.pdf, page 1"


def test_pages_that_say_something_else_are_refused(tmp_path: Path) -> None:
    """A lost word is an error even where it hardly shows."""
    with pytest.raises(ValueError, match=r"lost \{'!': 1\}"):
        compare_folders(write_page(tmp_path / "a", "Hej!", 10), write_page(tmp_path / "b", "Hej", 10))


def test_missing_files_are_refused(tmp_path: Path) -> None:
    """A peer that wrote another set of files is not compared."""
    ours = write_page(tmp_path / "a", "Hej")
    theirs = shutil.copytree(ours, tmp_path / "b")
    (theirs / "prov.pdf").rename(theirs / "annan.pdf")
    with pytest.raises(ValueError, match=r"annan\.pdf, prov\.pdf"):
        compare_folders(ours, theirs)


def test_tables_show_medians_and_which_targets_are_met() -> None:
    """Of each row the median stands in the table, and a missed target is told apart from one that is met."""
    ours = Row("ours", [measure.Figures(wall, 0.2, 50.0) for wall in (0.5, 0.1, 0.3)], size=2000)
    peer = Row("peer", [measure.Figures(0.6, 0.4, 40.0)], together=100.0, size=1000)
    assert "| ours | 3 | 0.300 | 0.100–0.500 | 0.200 | 50 | 2 |  |" in table([ours, peer])
    assert "| ours : peer | 0.500 | 0.500 | 0.500 | 2.000 |" in share_table([(ours, peer)])
    shown = ratio_table([Ratio("a", 0.5, 0.7, 0.6), Ratio("b", 0.8, 0.7), Ratio("c", 2.0)])
    assert "| a | 0.500 | ≤ 0.7 | yes | 0.600 |" in shown
    assert "| b | 0.800 | ≤ 0.7 | **no** |  |" in shown
    assert "| c | 2.000 |  |  |  |" in shown
