"""``materialgen build`` as users run it: exit codes, messages, and what happens to files."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from materialgen.render.manifest import read_manifest, sha256
from materialgen.render.state import FOLDER
from tests.helpers import LAYOUTS, PROBLEM_LINE, Result, edit, environment, pdfs, place_of, python, visible

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    Run = Callable[..., Result]

NAMES = [
    "00-sheet-first-name-a4.pdf",
    "01-sheet-each-name-p1-a3.pdf",
    "01-sheet-each-name-p2-a3.pdf",
    "02-sheet-last-name-a4.pdf",
]
BUNDLES = ["print-a3.pdf", "print-a4.pdf"]


def snapshot(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Return content and time of each file in a folder, but for what a build remembers and the manifest."""
    files = [path for path in folder.rglob("*") if path.is_file() and FOLDER not in path.parts]
    return {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in files if path.name != "manifest.json"}


def assert_told(result: Result, code: int) -> None:
    """See that a command that failed says so on standard error only, without a traceback."""
    assert result.code == code, result.err
    assert result.err.strip()
    assert "Traceback" not in result.out + result.err


# --- what goes well ----------------------------------------------------------------------------------------------


def test_a_kit_is_built_and_the_command_says_what_to_do_next(build_tiny: Run, empty: Path) -> None:
    """Every file stands in the folder, each has its line, and the last lines count sides and name the first file."""
    result = build_tiny()
    assert (result.code, result.err) == (0, "")
    out = (empty / "out").as_posix()
    sides = "print-a3.pdf (8 sides), print-a4.pdf (7 sides)"
    assert result.out.splitlines() == [
        *[f"wrote {out}/{name}" for name in (*NAMES, *BUNDLES)],
        f"6 files in {out} (6 new or changed); printed sides for the group: 8 on A3 and 7 on A4.",
        f"All copies in one file for each paper, to be printed on one side: {sides}.",
        f"Next: open {out}/{NAMES[0]}, and print at 100 % (actual size).",
    ]
    assert visible(empty) == ["out"]
    assert visible(empty / "out") == sorted([*NAMES, *BUNDLES, "manifest.json"])


def test_a_second_build_leaves_every_file_alone(build_tiny: Run, empty: Path) -> None:
    """Unchanged files keep their time and are not told, unless asked."""
    assert build_tiny().code == 0
    before = snapshot(empty)
    again = build_tiny()
    assert (again.code, again.out.splitlines()[0].split(" (")[1].split(")")[0]) == (0, "0 new or changed")
    told = build_tiny("-v")
    assert [line.split()[0] for line in told.out.splitlines()[:6]] == ["unchanged"] * 6
    assert "(A4, 1 page, " in told.out
    assert "print-a3.pdf (A3, 8 sides, " in told.out
    assert snapshot(empty) == before


def test_files_go_into_a_folder_of_kit_and_language(run: Run, tiny_kit: Path, empty: Path) -> None:
    """Without a folder, output/KIT/LANGUAGE in the current folder is made; the first language is the default."""
    assert run("build", tiny_kit, "--layouts", LAYOUTS).code == 0
    assert run("build", tiny_kit, "--layouts", LAYOUTS, "--lang", "en").code == 0
    folders = sorted(path.relative_to(empty).as_posix() for path in empty.rglob("*") if path.is_dir())
    assert [one for one in folders if "." not in one] == ["output", "output/tiny", "output/tiny/en", "output/tiny/sv"]
    assert all(len(pdfs(empty / "output" / "tiny" / one)) == 6 for one in ("en", "sv"))


def test_a_kit_is_named_by_a_relative_path(run: Run, tiny_kit: Path) -> None:
    """A kit in the current folder is found, and its problems are told as the user would type its files."""
    result = run("build", "tiny", "--layouts", LAYOUTS, cwd=tiny_kit.parent)
    assert result.code == 0, result.err
    (tiny_kit / "sv" / "kit.yaml").unlink()
    result = run("build", "tiny/kit.yaml", "--layouts", LAYOUTS, cwd=tiny_kit.parent)
    assert result.problems == ["tiny/sv/kit.yaml: error[missing-file]: the file is missing"]


def test_folders_may_have_spaces_and_letters_of_any_language(run: Run, tiny_kit: Path, empty: Path) -> None:
    """A kit and an output folder with spaces and letters beyond ASCII work."""
    kit = tiny_kit.rename(tiny_kit.parent / "mitt kit – ÅÄÖ ŋ")
    out = empty / "ut data" / "ö"
    assert run("build", kit, "--layouts", LAYOUTS, "--out", out).code == 0
    assert pdfs(out) == [*NAMES, *BUNDLES]


@pytest.mark.parametrize(
    ("only", "expected"),
    [
        (["first"], NAMES[:1]),
        (["each"], NAMES[1:3]),
        (["first,last"], [NAMES[0], NAMES[3]]),
        (["last", "first"], [NAMES[0], NAMES[3]]),
    ],
)
def test_some_sheets_can_be_built_alone(build_tiny: Run, empty: Path, only: Sequence[str], expected: list[str]) -> None:
    """With --only, only the files of these sheets are written."""
    result = build_tiny(*(word for one in only for word in ("--only", one)))
    assert result.code == 0, result.err
    assert pdfs(empty / "out") == expected


def test_bundles_can_be_left_out(build_tiny: Run, empty: Path) -> None:
    """With --no-bundles, each document is there and nothing else, and nothing is said of bundles."""
    result = build_tiny("--no-bundles")
    assert (result.code, "print-a3.pdf" in result.out) == (0, False)
    assert pdfs(empty / "out") == NAMES


def test_quiet_means_silence_when_all_is_well(build_tiny: Run, empty: Path) -> None:
    """Nothing is printed with -q, and the files are there."""
    result = build_tiny("-q")
    assert (result.code, result.out, result.err) == (0, "", "")
    assert len(pdfs(empty / "out")) == 6


# --- wrong commands ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["declaratoin"], "'declaratoin' - did you mean 'declaration'? (choose from: culture, declaration"),
        (["x" * 300], "(choose from: culture, declaration"),
        (["declaration", "--lang", "svn"], "'svn' - did you mean 'sv'? (choose from: sv"),
        (["declaration", "--lang", "de"], "'de' (choose from: sv"),
        (["declaration", "--only", "cardz"], "'cardz' - did you mean 'cards'? (choose from: print-list, guide"),
        (["declaration", "--only", "cards,gide"], "'gide' - did you mean 'guide'?"),
        (["--labels", "rayfilm-2525"], "'rayfilm-2525' - did you mean 'rayfilm-2525k'? (choose from: "),
    ],
)
def test_an_unknown_name_is_one_line_with_a_guess_and_the_choices(
    run: Run, empty: Path, arguments: list[str], expected: str
) -> None:
    """A kit, language, sheet or product that does not exist ends with status 2 and one helpful line."""
    result = run("build", *arguments)
    assert_told(result, 2)
    assert result.out == ""
    (line,) = result.err.splitlines()
    assert line.startswith("error: there is no ")
    assert expected in line
    assert list(empty.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["bild"], "there is no command 'bild'; did you mean 'build'?"),
        (["build", "--lnag", "sv"], "--lnag"),
        (["build", "a", "b"], "unexpected extra argument"),
        (["build", "--layouts", "no-such-folder"], "no-such-folder"),
        (["build", "--start-at", "0", "--labels", "rayfilm-2525k"], "0 is not in the range"),
        (["build", "--start-at", "2"], "--start-at needs --labels"),
        (["build", "--start-at", "97", "--labels", "endisch-6500020x"], "has 96 labels"),
        (["build", "--format", "xml"], "'xml' is not one of"),
    ],
)
def test_a_wrong_command_is_explained(run: Run, empty: Path, arguments: list[str], expected: str) -> None:
    """A mistyped command, option or value ends with status 2 and says what is wrong."""
    result = run(*arguments)
    assert_told(result, 2)
    assert expected in result.err
    assert list(empty.iterdir()) == []


# --- problems in the content -------------------------------------------------------------------------------------


def test_problems_are_lines_that_editors_understand(build_tiny: Run, tiny_kit: Path, empty: Path) -> None:
    """Every problem of every file is told in one run, sorted, as file:line:col: error[code]: message, then counted."""
    edit(tiny_kit / "kit.yaml", "step: work", "step: wrok")
    edit(tiny_kit / "sv" / "kit.yaml", "short_title:", "shrt_title:")
    edit(tiny_kit / "sv" / "sheets" / "last.yaml", "why: Sheet last why", "why: a: b")
    (tiny_kit / "sv" / "sheets" / "each.yaml").unlink()
    result = build_tiny()
    assert_told(result, 1)
    assert result.out == ""
    found = [PROBLEM_LINE.fullmatch(line) for line in result.problems]
    assert all(found)
    told = [
        (one["file"].removeprefix(tiny_kit.as_posix() + "/"), one["line"], one["column"], one["code"])
        for one in found
        if one
    ]
    line, column = place_of(tiny_kit / "kit.yaml", "wrok")
    assert told == [
        ("kit.yaml", str(line), str(column), "unknown-step"),
        ("sv/kit.yaml", "1", "1", "missing-key"),
        ("sv/kit.yaml", *map(str, place_of(tiny_kit / "sv" / "kit.yaml", "shrt_title")), "unknown-key"),
        ("sv/sheets/each.yaml", None, None, "missing-file"),
        ("sv/sheets/last.yaml", "3", "7", "yaml-syntax"),
    ]
    assert "  hint: did you mean 'work'?" in result.err.splitlines()
    assert result.err.splitlines()[-1] == "5 problems; no file was changed."
    assert list(empty.iterdir()) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        pytest.param(
            "sheets/first.yaml",
            "Sheet first body",
            "ord " * 60 + "slut",
            "error[text-too-long]: the text is 4 lines too long for the body at the minimum of 12 pt\n"
            "  hint: shorten it by about 163 of its 244 characters",
            id="overflow",
        ),
        pytest.param(
            "sheets/first.yaml",
            "Sheet first title",
            "0123456789" * 8,
            f"error[word-too-wide]: the word '{'0123456789' * 8}' is ",
            id="wide word",
        ),
        pytest.param(
            "principles/p1.yaml",
            "Does question P1.Q2 work?",
            "Does ☐ work?",
            "error[missing-glyph]: the font has no glyph for '☐' (U+2610, ballot box)\n  hint: use a drawn box instead",
            id="glyph",
        ),
    ],
)
def test_a_text_that_cannot_be_printed_is_located_and_no_file_is_touched(
    build_tiny: Run, tiny_kit: Path, empty: Path, file: str, old: str, new: str, expected: str
) -> None:
    """Overflow and missing glyphs are problems with file, line and column; the files of the last build stay."""
    assert build_tiny().code == 0
    before = snapshot(empty)
    path = tiny_kit / "sv" / file
    edit(path, old, new)
    result = build_tiny()
    assert_told(result, 1)
    line, column = place_of(path, "☐" if "☐" in new else new.strip())
    assert f"{path.as_posix()}:{line}:{column}: {expected}" in result.err
    assert snapshot(empty) == before


def test_broken_yaml_touches_no_file(build_tiny: Run, tiny_kit: Path, empty: Path) -> None:
    """A file that is not YAML stops the build before anything is drawn."""
    assert build_tiny().code == 0
    before = snapshot(empty)
    (tiny_kit / "sv" / "steps.yaml").write_text("open:\n\t- x\n", encoding="utf-8")
    result = build_tiny()
    assert_told(result, 1)
    assert f"{(tiny_kit / 'sv' / 'steps.yaml').as_posix()}:2:1: error[yaml-syntax]" in result.err
    assert "hint: indent with spaces, not tabs" in result.err
    assert snapshot(empty) == before


def test_quiet_does_not_silence_problems(build_tiny: Run, tiny_kit: Path) -> None:
    """With -q, problems are told as without it."""
    edit(tiny_kit / "kit.yaml", "step: work", "step: wrok")
    loud, quiet = build_tiny(), build_tiny("-q")
    assert_told(quiet, 1)
    assert (quiet.out, quiet.err) == ("", loud.err)


def test_problems_come_as_json_for_programs(build_tiny: Run, tiny_kit: Path) -> None:
    """With --format json, standard output is a list of objects and nothing else."""
    edit(tiny_kit / "kit.yaml", "step: work", "step: wrok")
    result = build_tiny("--format", "json")
    assert_told(result, 1)
    line, column = place_of(tiny_kit / "kit.yaml", "wrok")
    assert json.loads(result.out) == [
        {
            "file": (tiny_kit / "kit.yaml").as_posix(),
            "line": line,
            "column": column,
            "severity": "error",
            "code": "unknown-step",
            "message": "there is no step 'wrok'",
            "hint": "did you mean 'work'?",
        }
    ]
    edit(tiny_kit / "kit.yaml", "step: wrok", "step: work")
    assert build_tiny("--format", "json").out == ""


def test_problems_come_as_annotations_for_ci(build_tiny: Run, tiny_kit: Path) -> None:
    """With --format github, each problem is one workflow command with its place."""
    edit(tiny_kit / "kit.yaml", "step: work", "step: wrok")
    result = build_tiny("--format", "github")
    assert_told(result, 1)
    line, column = place_of(tiny_kit / "kit.yaml", "wrok")
    place = f"file={(tiny_kit / 'kit.yaml').as_posix()},line={line},col={column}"
    assert result.out == (f"::error title=unknown-step,{place}::there is no step 'wrok'%0Ahint: did you mean 'work'?\n")


def test_a_kit_brings_no_code(build_tiny: Run, tiny_kit: Path, empty: Path) -> None:
    """Tags that would construct objects and layout modules inside a kit are not run."""
    (tiny_kit / "layouts").mkdir()
    (tiny_kit / "layouts" / "evil.py").write_text("open('ran', 'w')\n", encoding="utf-8")
    edit(tiny_kit / "kit.yaml", "layout: summary", "layout: evil")
    edit(tiny_kit / "sv" / "sheets" / "first.yaml", "Sheet first body", "!!python/object/apply:os.system ['touch ran']")
    result = build_tiny()
    assert_told(result, 1)
    assert "error[unknown-layout]" in result.err
    assert "error[yaml-tag]" in result.err
    assert list(empty.rglob("ran")) == []


# --- faults of layouts -------------------------------------------------------------------------------------------

PROBE = (LAYOUTS / "probe.py").read_text(encoding="utf-8")


def faulty(folder: Path, old: str, new: str) -> Path:
    """Write a folder of layouts whose probe has a fault."""
    assert PROBE.count(old) == 1
    folder.mkdir()
    (folder / "probe.py").write_text(PROBE.replace(old, new), encoding="utf-8")
    return folder


def test_a_layout_that_breaks_a_promise_is_a_fault_of_the_program(
    run: Run, build_tiny: Run, tiny_kit: Path, empty: Path, tmp_path: Path
) -> None:
    """Colliding texts are an internal error with status 1 that says it is not the content, and no file is touched."""
    assert build_tiny().code == 0
    before = snapshot(empty)
    layouts = faulty(tmp_path / "own", "box.below(20)", "box.below(2)")
    result = run("build", tiny_kit, "--layouts", layouts, "--layouts", LAYOUTS, "--out", empty / "out")
    assert_told(result, 1)
    assert result.err.startswith("internal error: the layout 'probe' drew '00-sheet-first-name-a4.pdf' wrongly:")
    assert "overlaps" in result.err
    assert result.err.endswith("not of your content.\n")
    assert snapshot(empty) == before


def test_a_layout_that_fails_is_told_without_a_traceback(run: Run, tiny_kit: Path, tmp_path: Path) -> None:
    """An exception in a layout names the layout, its file and line."""
    layouts = faulty(tmp_path / "own", "    y = 60.0\n", "    y = 1 / 0\n")
    result = run("build", tiny_kit, "--layouts", layouts, "--layouts", LAYOUTS)
    assert_told(result, 1)
    line = PROBE[: PROBE.index("    y = 60.0")].count("\n") + 1
    assert f"the layout 'probe' failed at {layouts / 'probe.py'}:{line}: ZeroDivisionError" in result.err


def test_a_layout_that_cannot_be_loaded_is_a_problem(run: Run, tiny_kit: Path, tmp_path: Path) -> None:
    """A syntax error in a user's layout is told with file and line."""
    layouts = faulty(tmp_path / "own", "    y = 60.0\n", "    y = = 60.0\n")
    result = run("build", tiny_kit, "--layouts", layouts)
    assert_told(result, 1)
    assert "probe.py:" in result.problems[0]
    assert "error[broken-layout]" in result.problems[0]


# --- disks and signals -------------------------------------------------------------------------------------------


def test_an_output_folder_that_cannot_be_made_is_a_problem(run: Run, tiny_kit: Path, empty: Path) -> None:
    """A file where the folder should be ends with status 1 and says what to do."""
    (empty / "file").write_bytes(b"kept")
    result = run("build", tiny_kit, "--layouts", LAYOUTS, "--out", empty / "file" / "out")
    assert_told(result, 1)
    assert "error[cannot-write]" in result.problems[0]
    assert "hint: choose another folder with --out" in result.err
    assert snapshot(empty) == {"file": (b"kept", (empty / "file").stat().st_mtime_ns)}


def test_a_file_as_output_folder_is_a_wrong_command(run: Run, tiny_kit: Path, empty: Path) -> None:
    """An existing file given as the folder is refused before anything is read."""
    (empty / "file").write_bytes(b"kept")
    result = run("build", tiny_kit, "--layouts", LAYOUTS, "--out", "file")
    assert_told(result, 2)
    assert "'file' is a file" in result.err


LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), int(sys.argv[1])))
from materialgen.cli import main
main(sys.argv[2:], prog_name="materialgen")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="resource limits of POSIX")
def test_a_disk_that_fills_up_leaves_every_file_whole(build_tiny: Run, tiny_kit: Path, empty: Path) -> None:
    """When a file cannot be written to its end, it keeps its old content, nothing half lies about, and it is told."""
    out = empty / "out"
    assert build_tiny().code == 0
    before = snapshot(out)
    for sheet in ("first", "each", "last"):
        edit(tiny_kit / "sv" / "sheets" / f"{sheet}.yaml", f"Sheet {sheet} title", f"New {sheet} title")
    small, *_, large = sorted(len(data) for data, _ in before.values())
    arguments = ["build", str(tiny_kit), "--layouts", str(LAYOUTS), "--out", str(out)]
    stopped = python("-c", LIMITED, str((small + large) // 2), *arguments, cwd=empty)
    assert_told(stopped, 1)
    assert "error[cannot-write]: it cannot be written: File too large" in stopped.problems[0]
    after = snapshot(out)
    changed = [name for name in before if after[name] != before[name]]
    whole = f"files changed before it: {len(changed)}, all whole" if changed else "no file was changed"
    assert stopped.err.endswith(f"1 problem; {whole}.\n")
    assert set(after) == set(before)
    assert all(data.startswith(b"%PDF-1.7") and data.rstrip().endswith(b"%%EOF") for data, _ in after.values())
    assert len(changed) < len(before)
    manifest = read_manifest(out)
    assert not manifest.complete
    assert all(sha256(after[one.file][0]) in {one.sha256, one.was} for one in manifest.entries)
    assert python("-c", LIMITED, "10000000", *arguments, cwd=empty).code == 0
    assert all(snapshot(out)[name][0] != before[name][0] for name in before)
    assert read_manifest(out).complete


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_an_interruption_leaves_every_file_whole(
    run: Run, build_tiny: Run, tiny_kit: Path, empty: Path, tmp_path: Path
) -> None:
    """Ctrl-C ends with status 130 and a line, not a traceback, and no file is touched."""
    assert build_tiny().code == 0
    before = snapshot(empty)
    stop = "    import os, signal\n    os.kill(os.getpid(), signal.SIGINT)\n"
    layouts = faulty(tmp_path / "own", "    y = 60.0\n", stop + "    y = 60.0\n")
    result = run("build", tiny_kit, "--layouts", layouts, "--layouts", LAYOUTS, "--out", empty / "out")
    assert_told(result, 130)
    assert result.err == "stopped; every file in the output folder is whole.\n"
    assert snapshot(empty) == before


def test_two_builds_into_one_folder_do_not_disturb_each_other(tiny_kit: Path, empty: Path) -> None:
    """Processes that build the same kit at once both succeed, and every file is whole."""
    command = [sys.executable, "-m", "materialgen", "build", str(tiny_kit), "--layouts", str(LAYOUTS), "--out", "out"]
    running = [
        subprocess.Popen(command, cwd=empty, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(2)
    ]
    for one in running:
        _, errors = one.communicate(timeout=60)
        assert one.returncode == 0
        assert errors in {b"", b"another build is writing into out; waiting for it.\n"}
    assert pdfs(empty / "out") == [*NAMES, *BUNDLES]
    assert all(path.read_bytes().rstrip().endswith(b"%%EOF") for path in (empty / "out").glob("*.pdf"))
