"""`materialgen doctor`: sound surroundings are told to be sound; whatever is broken is named, without a traceback."""

from __future__ import annotations

import importlib
import json
import re
import shutil
import ssl  # noqa: F401 - loaded before the tests refuse sockets, which it derives a class from
import tempfile
import tomllib
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from materialgen import doctor, resources
from materialgen.cli import main
from materialgen.doctor import MODULES, PROBES, Finding, examine, within
from tests.helpers import ROOT, python

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.helpers import Result


def wrong() -> dict[str, Finding]:
    """Return what is wrong, by name."""
    return {one.name: one for one in examine() if one.status == "wrong"}


@pytest.fixture(autouse=True)
def _in_an_empty_folder(empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(empty)


def test_sound_surroundings_are_told_to_be_sound(run: Callable[..., Result], empty: Path) -> None:
    """A line for each thing, a verdict, exit status 0, and nothing is left behind."""
    result = run("doctor")
    assert (result.code, result.err) == (0, "")
    for line in (r"ok +Python +3\.", r"ok +Inter-Bold\.ttf +\d+ characters", r"ok +layouts +\d+ built-in", r"ok +kit "):
        assert re.search(f"^{line}", result.out, re.MULTILINE)
    assert result.out.endswith("\n\nAll that is needed is there.\n")
    assert list(empty.iterdir()) == []


def test_the_form_for_programs_says_the_same(run: Callable[..., Result]) -> None:
    """JSON has the verdict and each finding."""
    result = run("doctor", "--format", "json")
    report = json.loads(result.out)
    assert (result.code, report["ok"]) == (0, True)
    assert {"name": "colour profile", "status": "ok", "detail": "576 bytes", "hint": None} in report["findings"]


@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
def test_a_poor_console_is_no_obstacle(empty: Path, encoding: str) -> None:
    """What the console cannot show is replaced, and said; the folder's å is among it."""
    result = python("-m", "materialgen", "doctor", cwd=empty, env={"PYTHONIOENCODING": encoding}, encoding=encoding)
    assert (result.code, result.err) == (0, "")
    assert f"{encoding}: signs that it lacks" in result.out


def test_every_dependency_is_looked_at() -> None:
    """The list of modules is that of the package's dependencies."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert set(MODULES) == {re.split("[<>=]", one)[0] for one in project["dependencies"]}


@pytest.mark.parametrize(
    ("version", "ranges", "sound"),
    [
        ("5.1.0", ">=5.1,<6", True),
        ("5.1", "<6,>=5.1", True),
        ("5.0.9", ">=5.1,<6", False),
        ("6.0", ">=5.1,<6", False),
        ("10.0", ">=9", True),
        ("1.2.post1", "", True),
    ],
)
def test_versions_are_compared_as_numbers(version: str, ranges: str, sound: bool) -> None:  # noqa: FBT001 - what is expected
    """The least is included, the bound is not, and 10 is more than 9."""
    assert within(version, ranges) is sound


def test_an_old_a_missing_and_a_broken_library_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each says what to do; the others are still looked at."""
    real = importlib.import_module

    def load(name: str) -> object:
        if name == "uharfbuzz":
            raise OSError("a DLL is missing")
        return real(name)

    monkeypatch.setattr(importlib, "import_module", load)
    monkeypatch.setattr(doctor, "_ranges", lambda: iter([("click", ">=99"), ("pyphen", ">=0.1")]))
    monkeypatch.setitem(MODULES, "no-such-library", "nothing")
    found = wrong()
    assert set(found) == {"click", "uharfbuzz", "no-such-library"}
    assert found["click"].detail.endswith(", but >=99 is needed")
    assert found["uharfbuzz"].detail == "cannot be loaded: OSError: a DLL is missing"
    assert found["no-such-library"].detail == "not installed"
    assert all(one.hint for one in found.values())


def test_a_missing_and_a_damaged_font_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One byte is enough; the sound fonts stay sound."""
    fonts = shutil.copytree(resources.font_file("OFL.txt").parent, tmp_path / "fonts")
    (fonts / "Inter-Italic.ttf").unlink()
    data = bytearray((fonts / "Inter-Bold.ttf").read_bytes())
    data[-100] ^= 1
    (fonts / "Inter-Bold.ttf").write_bytes(data)
    monkeypatch.setattr(resources, "font_file", lambda name: fonts / name)
    found = wrong()
    assert set(found) == {"Inter-Italic.ttf", "Inter-Bold.ttf"}
    assert found["Inter-Bold.ttf"].detail == "the file is damaged: its checksum is wrong"
    assert found["Inter-Italic.ttf"].detail.startswith("FileNotFoundError")


def test_a_damaged_colour_profile_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is cut off has another size than it says."""
    (tmp_path / "cut.icc").write_bytes(resources.colour_profile().read_bytes()[:-1])
    monkeypatch.setattr(resources, "colour_profile", lambda: tmp_path / "cut.icc")
    assert set(wrong()) == {"colour profile"}


def test_a_broken_layout_and_a_broken_kit_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a layout no kit can be read; a kit that is broken by itself leaves the others."""
    for name in ("layouts", "content"):
        shutil.copytree(resources.builtin_folder(name), tmp_path / name)
    monkeypatch.setattr(resources, "builtin_folder", lambda name: tmp_path / name)
    (tmp_path / "content" / "roots" / "kit.yaml").write_text("id: [\n", encoding="utf-8")
    assert set(wrong()) == {"kit roots"}
    (tmp_path / "layouts" / "notes.py").write_text("1 / 0\n", encoding="utf-8")
    found = wrong()
    assert set(found) == {"layout notes", "kits"}
    assert "ZeroDivisionError" in found["layout notes"].detail


def test_folders_without_layouts_and_kits_are_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A package that lost its content is not sound."""
    monkeypatch.setattr(resources, "builtin_folder", lambda name: tmp_path / name)
    assert set(wrong()) == {"layouts", "kits"}


def test_an_output_folder_that_cannot_be_written_is_found(
    run: Callable[..., Result], empty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file in the way, or a refusal of the system; exit status 1, and what to do."""
    (empty / "output").write_text("mine", encoding="utf-8")
    result = run("doctor")
    assert (result.code, result.err) == (1, "")
    assert "WRONG  output folder" in result.out
    assert "hint: go to a folder of your own" in result.out
    assert result.out.endswith("\n1 thing is wrong: see above.\n")
    (empty / "output").unlink()

    def refuse(**_named: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(tempfile, "TemporaryFile", refuse)
    assert set(wrong()) == {"output folder", "temporary folder"}


def test_programs_that_are_not_there_are_no_fault(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Only tests and one check need them: what for, and where to get them."""
    for name in ("PATH", "JAVA_HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    found = {one.name: one for one in examine() if one.status == "absent"}
    assert set(found) == {"veraPDF", "qpdf", "poppler", "chromium", "Node.js"}
    assert all(one.hint for one in found.values())
    assert CliRunner().invoke(main, ["doctor"]).exit_code == 0


def test_a_probe_that_breaks_hides_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is raised, and however late, becomes a finding; the probes after it are run."""

    def breaks() -> Iterator[Finding]:
        yield Finding("first", "ok", "sound")
        raise RuntimeError("never seen before")

    sound = set(PROBES)
    for name in sound:
        monkeypatch.delitem(PROBES, name)
    monkeypatch.setitem(PROBES, "odd", breaks)
    monkeypatch.setitem(PROBES, "last", lambda: [Finding("last", "ok", "sound")])
    assert [(one.name, one.status) for one in examine()][-2:] == [("odd", "wrong"), ("last", "ok")]
    result = CliRunner().invoke(main, ["doctor"])
    assert result.exit_code == 1
    assert "RuntimeError: never seen before" in result.output
