"""``materialgen changes`` as users run it."""

from __future__ import annotations

import json
import os
import shutil
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pypdfium2 as pdfium
import pytest
from click.testing import CliRunner
from PIL import Image, ImageChops

from materialgen.changes.pictures import boxes
from materialgen.cli import main
from materialgen.render.manifest import Manifest, read_manifest
from tests.helpers import LAYOUTS, Result, edit, pdfs, place_of
from tests.pdf import Pdf

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., Result]

P1 = "01-sheet-each-name-p1-a3.pdf"


def here(*arguments: str | Path) -> Result:
    """Run ``materialgen`` in this process, which need not start again each time."""
    done = CliRunner().invoke(main, list(map(str, arguments)))
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return Result(done.exit_code, done.stdout, done.stderr)


@pytest.fixture
def changes(tiny_kit: Path, empty: Path) -> Run:
    """Return a function that asks for the changes of the tiny kit, built into the folder ``out``."""
    return partial(here, "changes", tiny_kit, "--layouts", LAYOUTS, "--out", empty / "out")


@pytest.fixture
def build_tiny(tiny_kit: Path, empty: Path) -> Run:
    """Return a function that builds the tiny kit into the folder ``out``."""
    return partial(here, "build", tiny_kit, "--layouts", LAYOUTS, "--out", empty / "out")


def snapshot(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Return all files below a folder, with their content and time."""
    return {
        path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file()
    }


def as_json(result: Result) -> Any:  # noqa: ANN401 - JSON has no common type
    """Return what a command said as JSON."""
    assert result.code in {0, 3}, result.err
    return json.loads(result.out)


def test_the_way_from_a_print_to_the_next(build_tiny: Run, changes: Run, tiny_kit: Path, empty: Path) -> None:
    """Printed, edited, built, printed again: each time what differs from the last print is told, and by builds, too."""
    out = empty / "out"
    assert build_tiny().code == 0
    assert "since it was built" in changes().out
    remembered = changes("--printed")
    assert (remembered.code, remembered.out) == (0, f"Remembered as printed: 4 documents in {out.as_posix()}.\n")
    assert changes().out.splitlines() == [
        "sv title (tiny, sv): changes since it was printed",
        "",
        "Nothing has to be printed again: 4 documents can stay.",
    ]
    question = tiny_kit / "sv" / "principles" / "p1.yaml"
    edit(question, "Does question P1.Q2 work?", "Is question P1.Q2 of any use?")
    line, column = place_of(question, "Is question P1.Q2")
    wording = "“Does question P1.Q2 work?” → “Is question P1.Q2 of any use?”"
    before = snapshot(out)
    told = changes()
    assert told.out.splitlines()[2:5] == [
        "Print again",
        "  01 Sheet each name 1 (A3, 4 copies): question P1.Q2 reworded",
        f"     page 1, question P1.Q2 ({question.as_posix()}:{line}:{column}): {wording}",
    ]
    assert (
        told.out.splitlines()[-1] == "Print again: 2 documents, 4 sides on A3 and 6 sides on A4; 2 documents can stay."
    )
    assert snapshot(out) == before
    line_of_build = "2 documents have changed since they were printed: see `materialgen changes`."
    assert build_tiny().out.splitlines()[-1] == line_of_build
    again = build_tiny()  # the unchanged build remembers it
    assert "(0 new or changed)" in again.out
    assert again.out.splitlines()[-1] == line_of_build
    assert changes().out == told.out
    assert changes("--printed").code == 0
    assert line_of_build not in build_tiny().out
    assert "Nothing has to be printed again" in changes().out


def test_programs_get_json_and_a_status(build_tiny: Run, changes: Run, tiny_kit: Path, empty: Path) -> None:
    """The JSON has the keys that docs/changes.md names; --exit-code ends with 3 as soon as paper is needed."""
    assert build_tiny().code == 0
    assert changes("--exit-code").code == 0
    edit(tiny_kit / "sv" / "sheets" / "first.yaml", "Sheet first body", "Another body")
    result = changes("--format", "json", "--exit-code")
    assert result.code == 3
    said = as_json(result)
    documents = {one["file"]: one for one in said.pop("documents")}
    assert said == {
        "changes": 1,
        "kit": "tiny",
        "language": "sv",
        "edition": "2026-11",
        "since": {"kind": "built", "manifest": (empty / "out" / "manifest.json").as_posix(), "edition": "2026-11"},
        "again": 2,
        "sides": {"A4": 7},
    }
    one = documents["00-sheet-first-name-a4.pdf"]
    (text,) = one.pop("texts")
    place = text.pop("line"), text.pop("column")
    path = tiny_kit / "sv" / "sheets" / "first.yaml"
    assert place == place_of(path, "Another body")
    assert text == {
        "kind": "reworded",
        "page": 1,
        "was": "Sheet first body",
        "now": "Another body",
        "place": "sheet 'first', body",
        "file": path.as_posix(),
    }
    was, now = one.pop("was"), one.pop("now")
    assert set(was) == set(now) == {"file", "sha256", "content", "paper", "pages", "copies"}
    assert one == {
        "kind": "changed",
        "file": "00-sheet-first-name-a4.pdf",
        "name": "Sheet first name",
        "sheet": "first",
        "principle": None,
        "print": 1,
        "print_pages": [1],
        "reason": "sheet 'first', body reworded",
        "pages": [1],
        "pictures": [],
    }
    assert {name for name, one in documents.items() if one["kind"] == "same"} == {P1, P1.replace("p1", "p2")}


def test_any_manifest_can_be_compared_with(build_tiny: Run, changes: Run, tiny_kit: Path, empty: Path) -> None:
    """A folder that was copied aside, or its manifest alone, stands for what it holds."""
    assert build_tiny().code == 0
    old = shutil.copytree(empty / "out", empty / "old å")
    edit(tiny_kit / "sv" / "sheets" / "first.yaml", "Sheet first body", "Another body")
    assert build_tiny().code == 0
    assert "Nothing has to be printed again" in changes().out
    told = [changes("--since", place).out for place in (old, old / "manifest.json")]
    assert all("sheet 'first', body reworded" in one for one in told)
    assert f"changes since {(old / 'manifest.json').as_posix()}" in told[0]


def test_pictures_show_both_pages_with_the_texts_boxed(
    build_tiny: Run, changes: Run, tiny_kit: Path, empty: Path
) -> None:
    """A picture stands beside the other, a box in its colour is round the text on each and nowhere else."""
    assert build_tiny().code == 0
    assert changes("--printed").code == 0
    edit(tiny_kit / "sv" / "principles" / "p1.yaml", "Does question P1.Q2 work?", "Is question P1.Q2 of any use?")
    shown = changes("--pictures", empty / "pictures", "--format", "json")
    (picture,) = next(one["pictures"] for one in as_json(shown)["documents"] if one["file"] == P1)
    path = empty / "pictures" / "01-sheet-each-name-p1-a3-page-1.png"
    assert picture == {"file": path.as_posix(), "page": 1, "before": True}
    with Image.open(path) as stored:
        image = stored.convert("RGB").crop((0, 60, *stored.size))  # without the titles
    middle = image.width // 2
    before, now = image.crop((0, 0, middle, image.height)), image.crop((middle, 0, *image.size))
    for half, colour, other in ((before, OLD, NEW), (now, NEW, OLD)):
        assert found_in(half, other) is None
        box = found_in(half, colour)
        assert box is not None
        # The question stands from 82 to 92 mm below the top of a lying A3 sheet.
        assert 60 < box[1] * 420 / 900 < box[3] * 420 / 900 < 100


OLD, NEW = (160, 58, 0), (0, 90, 160)


def found_in(image: Image.Image, colour: tuple[int, int, int]) -> tuple[int, int, int, int] | None:
    """Return the box of what has a colour in a picture."""
    away = ImageChops.difference(image, Image.new("RGB", image.size, colour))
    near = [band.point([255 * (value < 12) for value in range(256)]) for band in away.split()]
    return ImageChops.darker(ImageChops.darker(near[0], near[1]), near[2]).getbbox()


def test_without_the_old_files_the_new_page_is_shown_alone(
    build_tiny: Run, changes: Run, tiny_kit: Path, empty: Path
) -> None:
    """A manifest without its PDF files gives half of the picture, and the table says so."""
    assert build_tiny().code == 0
    (empty / "alone").mkdir()
    shutil.copy(empty / "out" / "manifest.json", empty / "alone")
    edit(tiny_kit / "sv" / "sheets" / "first.yaml", "Sheet first body", "Another body")
    told = changes("--since", empty / "alone", "--pictures", empty / "pictures")
    path = empty / "pictures" / "00-sheet-first-name-a4-page-1.png"
    assert f"picture of page 1: {path.as_posix()} (as it is now; the old file is not kept)" in told.out
    with Image.open(path) as picture:
        assert picture.width < 1000


def test_boxes_are_where_texts_stand(built_kit: Path) -> None:
    """A text of several lines is found on a page in a box that holds its words, whatever hyphens are at line ends."""
    path = next((built_kit / "sv").glob("06-*-p3-*.pdf"))
    pdf = Pdf.of(path)
    manifest = read_manifest(built_kit / "sv")
    words = next(one.words[0] for one in manifest.documents if one.file == path.name)
    action = max((one for one in words if not one.startswith(("Princip", "Fråga"))), key=len)
    with pdfium.PdfDocument(BytesIO(pdf.data)) as document:
        page = document[0]
        found = boxes(page, [action])
        nothing = boxes(page, ["Det här står inte där"])
    assert (len(found), nothing) == (1, [])
    left, bottom, right, top = found[0]
    assert 0 < right - left < 200
    assert 20 < top - bottom < 100


# --- the baseline ------------------------------------------------------------------------------------------------


def test_what_is_not_built_cannot_have_been_printed(changes: Run, empty: Path) -> None:
    """Without a build there is no manifest, and no folder is made."""
    for arguments in (["--printed"], []):
        result = changes(*arguments)
        assert (result.code, "error[no-manifest]" in result.err) == (1, True)
    assert list(empty.iterdir()) == []


def test_a_folder_that_is_not_as_built_cannot_be_remembered(build_tiny: Run, changes: Run, empty: Path) -> None:
    """A file that is gone or other than built is told, and the old baseline stays."""
    assert build_tiny().code == 0
    assert changes("--printed").code == 0
    kept = snapshot(empty / "out" / ".materialgen" / "printed")
    one, other, *_ = pdfs(empty / "out")
    (empty / "out" / one).unlink()
    (empty / "out" / other).write_bytes(b"%PDF-1.7 other")
    result = changes("--printed")
    assert result.code == 1
    assert "error[missing-pdf]" in result.err
    assert "error[not-as-built]" in result.err
    assert snapshot(empty / "out" / ".materialgen" / "printed") == kept
    # The manifest still tells what was printed.
    assert "Nothing has to be printed again" in changes().out


def test_an_interrupted_build_must_be_repaired_first(build_tiny: Run, changes: Run, empty: Path) -> None:
    """While a manifest is not complete, nobody knows which of two files was printed."""
    assert build_tiny().code == 0
    path = empty / "out" / "manifest.json"
    edit(path, '"complete": true', '"complete": false')
    for arguments in (["--printed"], []):
        assert "error[unfinished-build]" in changes(*arguments).err
    assert build_tiny().code == 0
    assert changes("--printed").code == 0


def test_files_of_older_prints_are_removed(build_tiny: Run, changes: Run, tiny_kit: Path, empty: Path) -> None:
    """The baseline holds the documents of one print, and what belongs to others is swept away."""
    assert build_tiny().code == 0
    assert changes("--printed").code == 0
    edit(tiny_kit / "sv" / "sheets" / "first.yaml", "Sheet first body", "Another body")
    assert build_tiny().code == 0
    baseline = empty / "out" / ".materialgen" / "printed"
    (baseline / ".materialgen-left.tmp").write_bytes(b"")
    (baseline / "note.txt").write_bytes(b"foreign")
    assert changes("--printed").code == 0
    manifest = Manifest.from_json((baseline / "manifest.json").read_text("utf-8"))
    assert sorted(path.name for path in baseline.iterdir()) == sorted(
        ["manifest.json", "note.txt", *(f"{one.sha256}.pdf" for one in manifest.documents)]
    )


def test_what_was_printed_is_remembered_though_the_words_have_a_mistake(
    build_tiny: Run, changes: Run, tiny_kit: Path
) -> None:
    """Who prints and has begun to edit can still remember the print; the comparison needs the content."""
    assert build_tiny().code == 0
    (tiny_kit / "sv" / "steps.yaml").write_text("open:\n\t- x\n", encoding="utf-8")
    assert changes("--printed").code == 0
    assert "error[yaml-syntax]" in changes().err


@pytest.mark.parametrize("other", ["--pictures", "--since"])
def test_printed_stands_alone(changes: Run, empty: Path, other: str) -> None:
    """--printed compares nothing, so that other options with it are a wrong command."""
    assert changes("--printed", other, empty).code == 2


@pytest.mark.slow
def test_one_action_in_swedish_is_one_sheet_of_cards(run: Run, copy_of_kit: Path, empty: Path) -> None:
    """In the declaration kit, an edited action names the cards of its principle in its language, and nothing else."""
    for language in ("sv", "en"):
        assert run("build", copy_of_kit, "--lang", language, "--no-bundles").code == 0
        assert run("changes", copy_of_kit, "--lang", language, "--printed").code == 0
    path = copy_of_kit / "sv" / "principles" / "p3.yaml"
    text = next(line for line in path.read_text(encoding="utf-8").splitlines() if "P3.Q2.A1:" in line)
    edit(path, text, text.partition(":")[0] + ": Låt några prova nya arbetssätt.")
    swedish = run("changes", copy_of_kit, "--lang", "sv")
    named = [line for line in swedish.out.splitlines() if line.startswith("  0")]
    assert named == ["  06 Åtgärdskort 3 (A3, page 1 of 3, 1 copy): action P3.Q2.A1 reworded"]
    assert swedish.out.splitlines()[-1] == "Print again: 1 document, 1 side on A3; 19 documents can stay."
    english = run("changes", copy_of_kit, "--lang", "en")
    assert "Nothing has to be printed again" in english.out
    assert os.listdir(empty) == ["output"]  # noqa: PTH208 - names alone
