"""The command ``check``: what it reads, what it builds, what it prints and how it ends."""

from __future__ import annotations

import json
import re
import ssl  # noqa: F401 - loaded before the tests refuse sockets, which it derives a class from
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

import materialgen.check.files
from materialgen.check.finding import Finding
from materialgen.check.run import CHECKS
from materialgen.cli import main
from materialgen.cli.junit import as_junit
from materialgen.problems import Problem, Where
from tests.helpers import LAYOUTS, Result, edit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from materialgen.check.built import Built

FIRST, EACH = "00-sheet-first-name-a4.pdf", "01-sheet-each-name-p1-a3.pdf"
"""Names of files of the tiny kit."""


@pytest.fixture
def check(tiny_kit: Path, empty: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Return a function that checks the tiny kit in this process, without what needs rendering or another program.

    Bundles are left out: they have tests of their own.
    """
    monkeypatch.chdir(empty)

    def command(*arguments: str | Path, kit: Path | None = tiny_kit, name: str = "check") -> Result:
        fast = ["--fast"] if name == "check" else []
        ours = [
            name,
            *([str(kit)] if kit else []),
            *map(str, arguments),
            "--layouts",
            str(LAYOUTS),
            "--no-bundles",
            *fast,
        ]
        done = CliRunner().invoke(main, ours, catch_exceptions=False)
        return Result(done.exit_code, done.stdout, done.stderr)

    return command


@pytest.fixture
def out(empty: Path) -> Path:
    """Return where the tiny kit is built."""
    return empty / "output" / "tiny" / "sv"


# -- what is checked -------------------------------------------------------------------------------------------------


def test_what_is_not_there_is_built_first(check: Callable[..., Result], out: Path) -> None:
    """Without files the kit is built, which is said; the files are those that a build writes, and nothing is found."""
    result = check()
    assert (result.code, result.err) == (0, "")
    assert "output/tiny/sv held no PDF file: 4 were built into it." in result.out
    before = {path.name: path.read_bytes() for path in out.glob("*.pdf")}
    built = check("-v", name="build")
    assert f"unchanged output/tiny/sv/{FIRST}" in built.out
    assert {path.name: path.read_bytes() for path in out.glob("*.pdf")} == before


def test_what_is_there_is_checked_as_it_is(check: Callable[..., Result], out: Path) -> None:
    """A file that is missing is not built but found, and files are never changed."""
    check()
    (out / FIRST).unlink()
    (out / EACH).write_bytes(b"spoilt")
    result = check()
    assert result.code == 1
    assert "built" not in result.out.partition("\n")[0]
    assert [line.partition(": ")[0] for line in result.problems] == [
        f"output/tiny/sv/{FIRST}",
        f"output/tiny/sv/{EACH}",
    ]
    assert "error[missing-pdf]" in result.problems[0]
    assert "error[broken-pdf]" in result.problems[1]
    assert not (out / FIRST).exists()
    assert (out / EACH).read_bytes() == b"spoilt"


def test_the_table_has_every_file(check: Callable[..., Result], out: Path) -> None:
    """File, paper, pages and findings stand in columns; a summary closes it."""
    check()
    (out / FIRST).unlink()
    (out / "stray.pdf").write_bytes(b"")
    lines = check().out.splitlines()
    assert lines[0] == "output/tiny/sv (sv)"
    rows = [re.split(r"  +", line.strip()) for line in lines[1:6]]
    assert rows[0] == [FIRST, "A4", "–", "1 finding"]
    assert rows[1] == [EACH, "A3", "1 page", "ok"]
    assert rows[4][0] == "stray.pdf"
    assert rows[4][-1] == "1 finding"
    fast = sum(not one.slow for one in CHECKS)
    assert lines[6] == f"5 files, 3 pages: {fast} checks, 2 findings."
    assert lines[7].startswith("note: --fast leaves out ")
    assert len({line.index("A") for line in lines[1:5]}) == 1


def test_files_of_another_edition_come_with_advice(check: Callable[..., Result], tiny_kit: Path) -> None:
    """When the content has changed since the build, the first thing to do is to build again."""
    check()
    edit(tiny_kit / "sv" / "sheets" / "first.yaml", "body: Sheet first body", "body: Sheet first text")
    result = check()
    assert result.code == 1
    assert result.out.endswith(
        "note: 2 files are not what a build writes now: build the kit, then check it again\n"
    )  # the sheet, and the one that counts it
    check(name="build")
    assert check().code == 0


def test_languages_that_have_been_built_are_checked(check: Callable[..., Result]) -> None:
    """Without ``--lang``: those that are there; with it: those that are named, in their order, each built if needed."""
    check("--lang", "en", name="build")
    assert check().out.startswith("output/tiny/en (en)\n")
    both = check("--lang", "sv,en", "--lang", "en").out
    assert re.findall(r"^\S+ \((\w\w)\)$", both, re.MULTILINE) == ["sv", "en"]
    assert "8 files, 8 pages" in both
    assert re.findall(r"^\S+ \((\w\w)\)$", check().out, re.MULTILINE) == ["sv", "en"]


def test_a_folder_of_files_says_its_language(check: Callable[..., Result], tiny_kit: Path, empty: Path) -> None:
    """With ``--out`` the language is that whose names the files have, and the first if none are there."""
    edit(tiny_kit / "en" / "sheets" / "first.yaml", "name: Sheet first name", "name: The very first")
    check("--lang", "en", "--out", "files", name="build")
    assert check("--out", "files").out.startswith("files (en)\n")
    assert "new held no PDF file: 4 were built" in check("--out", "new").out
    assert (empty / "new" / FIRST).is_file()


def test_named_files_only_are_checked(check: Callable[..., Result], out: Path) -> None:
    """A path of a file says where the files are, which language they have, and that others do not matter."""
    check()
    (out / EACH).unlink()
    (out / "stray.pdf").write_bytes(b"")
    one = check(out / FIRST)
    assert (one.code, one.err) == (0, "")
    assert "1 file, 1 page:" in one.out
    assert "foreign-pdf" in check(out / FIRST, out / "stray.pdf").err
    assert "missing-pdf" in check(out / EACH).err
    assert check(FIRST, "--out", out).code == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["other"], "one kit at a time"),
        (["a/x.pdf", "b/y.pdf"], "the files of one folder at a time"),
        (["a/x.pdf", "--out", "b"], "the files of one folder at a time"),
        (["--out", "a", "--lang", "sv,en"], "name one with --lang"),
        (["nowhere/x.pdf"], "there is no file nowhere/x.pdf"),
        (["--lang", "de"], "there is no language in the kit 'tiny': 'de'"),
        (["--lang", ","], "--lang names no language"),
        (["--start-at", "2"], "--start-at needs --labels"),
        (["--format", "xml"], "'xml' is not one of"),
    ],
)
def test_a_wrong_command_ends_with_2(check: Callable[..., Result], arguments: list[str], message: str) -> None:
    """What cannot be meant is said in a sentence, and nothing is built."""
    result = check(*arguments)
    assert result.code == 2
    assert message in result.err
    assert result.out == ""


def test_a_folder_of_files_is_no_kit(check: Callable[..., Result], out: Path) -> None:
    """Who names the files' folder is told how."""
    check()
    result = check("output/tiny/sv", kit=None)
    assert result.code == 2
    assert "is no kit but a folder of PDF files: say --out 'output/tiny/sv'" in result.err
    assert out.is_dir()


def test_labels_belong_to_the_build(check: Callable[..., Result]) -> None:
    """What was built for labels is checked as such: the options are those of ``build``."""
    check("--labels", "rayfilm-1818k", "--start-at", "20", name="build")
    assert check("--labels", "rayfilm-1818k", "--start-at", "20").code == 0


# -- what is printed -------------------------------------------------------------------------------------------------


def test_json_is_one_object(check: Callable[..., Result], out: Path) -> None:
    """Languages with their files, findings with their places, and whether all is well."""
    sound = json.loads(check("--format", "json").out)
    assert sound["ok"] is True
    assert sound["findings"] == []
    (language,) = sound["languages"]
    assert (language["language"], language["folder"], language["built_first"]) == ("sv", "output/tiny/sv", 4)
    assert language["checks"] == [one.name for one in CHECKS if not one.slow]
    assert language["files"][0] == {"file": f"output/tiny/sv/{FIRST}", "paper": "A4", "pages": 1, "findings": 0}
    (out / FIRST).unlink()
    result = check("--format", "json")
    damaged = json.loads(result.out)
    assert (result.code, result.err, damaged["ok"]) == (1, "", False)
    (finding,) = damaged["findings"]
    assert finding["code"] == "missing-pdf"
    assert (finding["language"], finding["check"], finding["pdf"], finding["page"]) == ("sv", "files", FIRST, None)
    assert (finding["file"], finding["line"]) == (f"output/tiny/sv/{FIRST}", None)


def test_github_gets_annotations(check: Callable[..., Result], out: Path) -> None:
    """Each finding is a workflow command."""
    check()
    (out / FIRST).unlink()
    result = check("--format", "github", "-q")
    assert result.code == 1
    assert result.out.startswith(f"::error title=missing-pdf,file=output/tiny/sv/{FIRST},line=1::")
    assert result.out.count("\n") == 1


def test_junit_has_a_case_for_each_file_and_check(check: Callable[..., Result], out: Path) -> None:
    """A suite for each language, and a failure with its message where something was found."""
    check()
    (out / FIRST).unlink()
    result = check("--lang", "sv,en", "--format", "junit")
    assert (result.code, result.err) == (1, "")
    suites = ET.fromstring(result.out).findall("testsuite")  # noqa: S314 - our own output
    assert [one.get("name") for one in suites] == ["tiny sv", "tiny en"]
    fast = sum(not one.slow for one in CHECKS)
    for suite, failures in zip(suites, (1, 0), strict=True):
        assert (suite.get("tests"), suite.get("failures")) == (str(4 * fast), str(failures))
        assert len(suite.findall("testcase")) == 4 * fast
        assert len(suite.findall("testcase/failure")) == failures
        assert "--fast leaves out" in str(suite.findtext("system-out"))
    failing = next(one for one in suites[0].findall("testcase") if one.find("failure") is not None)
    assert failing.get("classname") == f"output/tiny/sv/{FIRST}"
    assert str(failing.get("name")).startswith("files: ")
    failure = failing.find("failure")
    assert failure is not None
    assert failure.get("type") == "missing-pdf"
    assert "is not there" in str(failure.get("message"))


def test_junit_is_well_formed_whatever_a_problem_says() -> None:
    """Control characters, lone surrogates and what XML has no place for are written as codes."""
    nasty = "a\x00\x07\x1b[31m<&>\"'\ud800\ufffe\u202e]]>\nb\tå😀"
    text = as_junit([], [Problem("some-code", nasty, Where(nasty), nasty)])
    (failure,) = ET.fromstring(text.encode()).iter("failure")  # noqa: S314 - our own output
    assert failure.get("type") == "some-code"
    assert "\\u0000\\u0007\\u001b[31m<&>\"'\\ud800\\ufffe\\u202e]]>\\u000ab\\u0009å😀" in str(failure.get("message"))
    assert not re.search("[\x00-\x08\x0b-\x1f\u202e]", text)


def test_quiet_prints_findings_only(check: Callable[..., Result], out: Path) -> None:
    """Nothing is printed for a sound kit."""
    result = check("-q")
    assert (result.code, result.out, result.err) == (0, "", "")
    (out / FIRST).unlink()
    result = check("-q")
    assert (result.code, result.out, len(result.problems)) == (1, "", 1)


def test_coverage_tells_where_each_text_stands(check: Callable[..., Result]) -> None:
    """Every text of the content has its place there, and the files and pages where it is printed."""
    shown = check("--coverage").out
    assert re.search(
        rf"^  \S+sv/sheets/first\.yaml:\d+:\d+  Sheet first body\n    {FIRST} page 1$", shown, re.MULTILINE
    )
    rows = json.loads(check("--coverage", "--format", "json").out)["languages"][0]["coverage"]
    body = next(one for one in rows if one["text"] == "Sheet first body")
    assert body["places"] == [{"file": FIRST, "page": 1}]
    assert body["file"].endswith("sv/sheets/first.yaml")


def test_a_warning_is_shown_but_does_not_fail(check: Callable[..., Result], monkeypatch: pytest.MonkeyPatch) -> None:
    """A finding that is a warning is counted, and the exit status stays 0."""
    odd = Problem("some-code", "it is odd", Where("x"), severity="warning")
    monkeypatch.setattr(materialgen.check.files, "check", lambda _built: [Finding(FIRST, 0, odd)])
    result = check()
    assert result.code == 0
    assert "1 warning." in result.out
    assert "x: warning[some-code]: it is odd" in result.err
    suite = ET.fromstring(check("--format", "junit").out)  # noqa: S314 - our own output
    assert suite.find(".//failure") is None
    assert "it is odd" in str(suite.findtext(".//testcase/system-out"))


# -- what goes wrong -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["text", "json", "github", "junit"])
def test_a_broken_kit_is_reported_as_in_a_build(check: Callable[..., Result], tiny_kit: Path, form: str) -> None:
    """Problems of the content keep anything from being checked; they are told in the same form."""
    edit(tiny_kit / "sv" / "sheets" / "first.yaml", "body: ", "bdy: ")
    result = check("--format", form)
    assert result.code == 1
    told = result.err if form == "text" else result.out
    assert "unknown-key" in told
    assert "missing-key" in told
    if form == "json":
        data: Any = json.loads(result.out)
        assert (data["ok"], data["languages"]) == (False, [])
        assert {one["check"] for one in data["findings"]} == {"content"}
    if form == "junit":
        assert ET.fromstring(result.out).find(".//failure") is not None  # noqa: S314 - our own output


def test_a_language_that_is_not_meant_may_be_broken(check: Callable[..., Result], tiny_kit: Path, out: Path) -> None:
    """The files of one language are checked whatever state the others are in."""
    edit(tiny_kit / "sv" / "sheets" / "first.yaml", "name: Sheet first name", "name: Första")
    check()
    edit(tiny_kit / "en" / "sheets" / "first.yaml", "body: ", "bdy: ")
    assert check("--out", out).code == 0
    assert check().code == 0
    assert check("--lang", "en").code == 1


def test_a_folder_that_is_a_file_is_no_traceback(check: Callable[..., Result], out: Path) -> None:
    """Neither where the files should be nor on the way there."""
    out.parent.mkdir(parents=True)
    out.write_text("x", "utf-8")
    result = check()
    assert result.code == 1
    assert "error[unreadable-file]: the folder cannot be read: " in result.err


def test_odd_things_under_the_names_of_files_are_findings(check: Callable[..., Result], out: Path) -> None:
    """A folder, a link to nothing, and a file that vanishes between two looks."""
    check()
    (out / FIRST).unlink()
    (out / FIRST).mkdir()
    (out / EACH).unlink()
    (out / EACH).symlink_to("nowhere")
    result = check()
    assert result.code == 1
    assert [re.findall(r"error\[([\w-]+)\]", line) for line in result.problems] == [["broken-pdf"], ["missing-pdf"]]


def test_a_check_that_fails_is_a_finding_of_the_file_that_made_it_fail(
    check: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever a damaged file does to a reader, the others are still checked, and there is no traceback."""

    def fail(built: Built) -> Iterator[Finding]:
        if EACH in built.files:
            raise RecursionError
        yield from ()

    check()
    monkeypatch.setattr(materialgen.check.files, "check", fail)
    result = check()
    assert result.code == 1
    assert len(result.problems) == 1
    assert f"{EACH}: error[odd-pdf]: the check 'files' cannot make sense of it: RecursionError" in result.err


def test_a_layout_that_breaks_a_promise_is_named(check: Callable[..., Result], tmp_path: Path) -> None:
    """A page that a build would refuse cannot be checked against; the check says so."""
    title = '    page.text(words.title, box.top(12), TITLE, role="H1", place="the title")\n'
    folder = tmp_path / "layouts"
    folder.mkdir()
    source = (LAYOUTS / "probe.py").read_text("utf-8")
    (folder / "probe.py").write_text(source.replace(title, title * 2), "utf-8")
    result = check("--layouts", folder)
    assert result.code == 1
    assert "internal error: the layout 'probe' drew" in result.err
    assert "overlaps" in result.err
