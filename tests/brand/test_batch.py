"""Kits for many organisations in one run."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from materialgen.cli import batch
from materialgen.cli.building import Build
from tests.brand.brands import WITH_SVG, svg
from tests.helpers import LAYOUTS, environment, pdfs

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.helpers import Result

    Run = Callable[..., Result]


@pytest.fixture
def brands(tmp_path: Path) -> Path:
    """Return a folder of two brands, and one whose logo is missing."""
    folder = tmp_path / "brands å"
    for name in ("almlunda", "bjurvik", "sjokulla"):
        (folder / name).mkdir(parents=True)
        (folder / name / "brand.yaml").write_text(WITH_SVG.replace("Almlunda", name.title()), "utf-8")
        if name != "bjurvik":
            (folder / name / "logo.svg").write_bytes(svg())
    return folder


def whole(folder: Path) -> Path:
    """Mend the brand that lacks its logo."""
    (folder / "bjurvik" / "logo.svg").write_bytes(svg())
    return folder


@pytest.mark.slow
def test_each_brand_gets_a_kit_in_each_language(run: Run, tiny_kit: Path, brands: Path, empty: Path) -> None:
    """One run makes what single builds would make, each in the folder of its brand, kit and language."""
    asked = ["build", tiny_kit, "--layouts", LAYOUTS]
    result = run(*asked, "--brand", whole(brands), "--lang", "sv,en", "--jobs", "2")
    assert (result.code, result.err) == (0, "")
    lines = result.out.splitlines()
    assert sorted(line.split(":")[0] for line in lines[:-1]) == [
        f"{name} {code}" for name in ("almlunda", "bjurvik", "sjokulla") for code in ("en", "sv")
    ]
    assert lines[-1] == "6 kits are in place."
    one = run(*asked, "--brand", brands / "bjurvik", "--lang", "en", "--out", "alone")
    assert one.code == 0, one.err
    alone, among = empty / "alone", empty / "output" / "bjurvik" / "tiny" / "en"
    assert pdfs(alone) == pdfs(among) != []
    assert all((alone / name).read_bytes() == (among / name).read_bytes() for name in pdfs(alone))
    again = run(*asked, "--brand", brands, "--lang", "sv,en", "--jobs", "1")
    assert again.out.count("(0 new or changed)") == 6


def test_a_brand_that_fails_fails_alone_and_is_named_at_the_end(
    run: Run, tiny_kit: Path, brands: Path, empty: Path
) -> None:
    """The others are built; its problem has its place, and the last line and the exit status say that it is missing."""
    result = run("build", tiny_kit, "--layouts", LAYOUTS, "--brand", brands, "--jobs", "1")
    assert result.code == 1
    place = f"{(brands / 'bjurvik' / 'brand.yaml').as_posix()}:2:7"
    assert result.problems == [f"{place}: error[missing-file]: there is no file 'logo.svg' in the brand's folder"]
    assert result.err.splitlines()[-1] == "1 of 3 kits were not built: bjurvik."
    assert sorted(path.name for path in (empty / "output").iterdir()) == ["almlunda", "sjokulla"]


def test_problems_of_all_brands_are_one_list_for_programs(run: Run, tiny_kit: Path, brands: Path) -> None:
    """Standard output is one document, whatever the number of builds."""
    result = run("build", tiny_kit, "--layouts", LAYOUTS, "--brand", brands, "--jobs", "1", "--format", "json")
    assert result.code == 1
    assert [one["code"] for one in json.loads(result.out)] == ["missing-file"]


def test_languages_alone_make_several_builds(run: Run, tiny_kit: Path, empty: Path) -> None:
    """Without a brand, the folders are those of single builds."""
    result = run("build", tiny_kit, "--layouts", LAYOUTS, "--lang", "sv", "--lang", "en", "--jobs", "1")
    assert (result.code, result.err) == (0, "")
    assert sorted(path.name for path in (empty / "output" / "tiny").iterdir()) == ["en", "sv"]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--lang", "sv,de"], "there is no language in the kit 'tiny': 'de'"),
        (["--lang", "sv,en", "--out", "out"], "--out is the folder of one kit, and this makes 2"),
        (["--lang", ","], "--lang names no language"),
    ],
)
def test_what_cannot_be_meant_is_refused(run: Run, tiny_kit: Path, options: list[str], message: str) -> None:
    """A wrong command says what is wrong."""
    result = run("build", tiny_kit, "--layouts", LAYOUTS, "--jobs", "1", *options)
    assert result.code != 0
    assert message in result.err


def test_two_brands_with_one_id_are_refused(run: Run, tiny_kit: Path, brands: Path, empty: Path) -> None:
    """Their files would go into one folder; nothing is built."""
    file = brands / "sjokulla" / "brand.yaml"
    file.write_text("id: almlunda\n" + file.read_text("utf-8"), "utf-8")
    result = run("build", tiny_kit, "--layouts", LAYOUTS, "--brand", brands)
    assert (result.code, "error[duplicate-id]" in result.problems[0]) == (1, True)
    assert list(empty.iterdir()) == []


def test_a_folder_without_brands_is_no_brand(run: Run, tiny_kit: Path, empty: Path) -> None:
    """It says what is looked for."""
    result = run("build", tiny_kit, "--layouts", LAYOUTS, "--brand", empty)
    assert (result.code, "error[missing-file]" in result.problems[0]) == (1, True)


def test_a_fault_of_ours_stops_one_build_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a build raises becomes its outcome."""

    def fail(*_arguments: object) -> None:
        message = "no room"
        raise ZeroDivisionError(message)

    monkeypatch.setattr(batch, "build", fail)
    outcome = batch.outcome_of(Build(None, "sv", None, (), yes=False, html=False, flags={"brand": None}))
    assert (outcome.failed, outcome.error) == (True, "internal error: ZeroDivisionError: no room")


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_an_interrupt_ends_all_and_leaves_whole_files(tiny_kit: Path, brands: Path, empty: Path) -> None:
    """Ctrl-C reaches every process of the terminal: one message, status 130, no traceback, no half file."""
    arguments = ["build", str(tiny_kit), "--layouts", str(LAYOUTS), "--brand", str(whole(brands)), "--lang", "sv,en"]
    running = subprocess.Popen(
        [sys.executable, "-m", "materialgen", *arguments, "--jobs", "2"],
        cwd=empty, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    assert running.stdout is not None
    assert running.stdout.readline() != ""
    os.killpg(running.pid, signal.SIGINT)
    _, err = running.communicate(timeout=60)
    assert (running.returncode, err) in {(130, "stopped; every file in the output folder is whole.\n"), (0, "")}
    assert all(path.read_bytes().rstrip().endswith(b"%%EOF") for path in empty.rglob("*.pdf"))
