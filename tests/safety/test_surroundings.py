"""Odd surroundings: masks, locales, no HOME, no input, crowds of files, other builds, readers that go away."""

from __future__ import annotations

import os
import shutil
import signal
import stat
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from materialgen.render.lock import locked
from materialgen.render.output import Output
from tests.helpers import environment, pdfs, problems_of
from tests.safety.trials import FACTOR, Kit, read, see_no_debris, see_repaired, see_whole, tiny

if TYPE_CHECKING:
    from pathlib import Path

    from tests.safety.trials import Forker


@pytest.mark.parametrize(("mask", "mode"), [(0o077, 0o600), (0o022, 0o644), (0o002, 0o664)])
def test_new_files_may_be_read_by_whom_the_mask_says(kit: Kit, tmp_path: Path, mask: int, mode: int) -> None:
    """With umask 077 nobody else reads the files; the manifest and what is remembered are no exceptions."""
    kit.out = tmp_path / "new"
    assert kit.run(umask=mask).code == 0
    assert kit.run("--printed", command="changes", umask=mask).code == 0
    paths = [kit.out / name for name in read(kit.out)] + [kit.out / ".materialgen" / "state"]
    paths += list((kit.out / ".materialgen" / "printed").iterdir())
    assert {stat.S_IMODE(path.stat().st_mode) for path in paths} == {mode}


ODD = [
    {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"},
    {"LC_ALL": "sv_SE.ISO-8859-1", "PYTHONUTF8": "0", "PYTHONIOENCODING": "cp1252"},
    {"HOME": "/nowhere", "TMPDIR": "/nowhere", "XDG_CACHE_HOME": "/nowhere"},
    {"COLUMNS": "-1", "TERM": "", "NO_COLOR": "1"},
]


@pytest.mark.slow
@pytest.mark.parametrize("env", ODD, ids=["ascii", "cp1252", "nowhere", "terminal"])
def test_a_process_of_its_own_in_odd_surroundings(tmp_path: Path, forker: Forker, env: dict[str, str]) -> None:
    """Whatever the locale, the terminal and the home folder, the files are the same; names have spaces and letters."""
    kit = tiny(tmp_path / "mäpp med å", forker, more=0)
    kit.build()
    out = tmp_path / "mäpp med å" / "ut å ŋ"
    surroundings = environment(env)
    if env.get("HOME"):
        surroundings = {name: value for name, value in surroundings.items() if name not in {"USER", "LOGNAME", "HOME"}}
    done = subprocess.run(
        [sys.executable, "-m", "materialgen", *kit.arguments(out=out)],
        cwd=kit.folder,
        env=surroundings,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert read(out) == read(kit.out)


def test_without_standard_input(kit: Kit) -> None:
    """A process whose standard input is closed builds."""
    kit.edit(1)
    done = kit.run(closed=True)
    assert (done.code, done.err) == (0, "")
    see_repaired(kit)


# --- crowds ----------------------------------------------------------------------------------------------------------


def test_a_crowd_of_files_costs_no_step_more(kit: Kit, tmp_path: Path) -> None:
    """Among 5,000 other files, which stay, a build does as many steps with files as alone, unchanged or not."""

    def settled(number: int) -> int:
        kit.edit(number)
        for path in kit.folder.rglob("*.yaml"):
            os.utime(path, (1, 1))  # young files are read once more, which would count
        return kit.build().steps

    def steps() -> tuple[int, int]:
        settled(1)
        return settled(2), kit.build().steps

    alone = steps()
    for number in range(5_000):
        (kit.out / f"note {number}.txt").write_bytes(b"")
    crowd = steps()
    assert crowd == alone
    assert sum(path.suffix == ".txt" for path in kit.out.iterdir()) == 5_000
    assert tmp_path.exists()


def test_a_crowd_of_foreign_pdf_files_is_not_listed_whole(kit: Kit) -> None:
    """The warning names twenty files and counts the others."""
    for number in range(300):
        (kit.out / f"old-{number:03d}.pdf").write_bytes(b"%PDF-1.7")
    done = kit.build("-v")
    assert "old-019.pdf and 280 more are not part of this kit" in done.err
    assert len(pdfs(kit.out)) > 300


def test_leftovers_are_swept_and_nothing_else(kit: Kit) -> None:
    """What a killed build has left goes; files and folders of others stay, whatever their names."""
    hidden = kit.out / ".materialgen"
    for folder in (kit.out, hidden):
        (folder / ".materialgen-abc.tmp").write_bytes(b"half")
    foreign = ["note.txt", ".materialgen-note.txt", "materialgen-x.tmp", "print.docx", "00-old-a4.pdf"]
    for name in foreign:
        (kit.out / name).write_bytes(b"mine")
    (kit.out / ".materialgen-folder.tmp").mkdir()
    (kit.out / "folder").mkdir()
    kit.edit(1)
    kit.build()
    assert all((kit.out / name).read_bytes() == b"mine" for name in foreign)
    assert (kit.out / "folder").is_dir()
    (kit.out / ".materialgen-folder.tmp").rmdir()
    see_no_debris(kit.out)


# --- others ----------------------------------------------------------------------------------------------------------


def started(kit: Kit, out: Path) -> subprocess.Popen[bytes]:
    """Start a build in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "materialgen", *kit.arguments(out=out)],
        cwd=kit.folder,
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


@pytest.mark.slow
def test_two_builds_at_once(tmp_path: Path, forker: Forker) -> None:
    """Two builds of different words into one folder: both succeed, and the folder holds one of the two, whole."""
    first, second = tiny(tmp_path / "a", forker, more=2), tiny(tmp_path / "b", forker, more=2)
    second.edit(7)
    whole = [first.fresh(), second.fresh()]
    for number in range(2 * FACTOR):
        out = tmp_path / f"out {number}"
        running = [started(kit, out) for kit in (first, second)]
        said = [one.communicate(timeout=60) for one in running]
        assert [one.returncode for one in running] == [0, 0], said
        assert all(err in {b"", _waiting(out)} for _, err in said)
        see_whole(out)
        see_no_debris(out)
        assert read(out) in whole
    print(f"two builds at once: {2 * FACTOR} tries")  # noqa: T201 - for the survival table


def _waiting(out: Path) -> bytes:
    return f"another build is writing into {out.as_posix()}; waiting for it.{os.linesep}".encode()


def test_a_build_waits_for_another_one(kit: Kit, tmp_path: Path) -> None:
    """A build says that it waits, and goes on when the other is done."""
    with Output.opened(kit.out):
        process = started(kit, kit.out)
        assert process.stderr is not None
        kit.edit(1)
        line = process.stderr.readline()
    out, err = process.communicate(timeout=60)
    assert (line, err, process.returncode) == (_waiting(kit.out), b"", 0), out
    see_repaired(kit)
    assert tmp_path.exists()


def test_who_never_ends_is_not_waited_for(tmp_path: Path) -> None:
    """After a while, that another build does not end is a problem; the folder is free again when it has ended."""
    waited = []
    with Output.opened(tmp_path):

        def second() -> None:
            with Output.opened(tmp_path, lambda: waited.append(1), patience=0.1):
                pass

        (problem,) = problems_of(second)
    assert (problem.code, waited) == ("folder-in-use", [1])
    with Output.opened(tmp_path, lambda: waited.append(2), patience=0.1):
        pass
    assert waited == [1]
    with locked(tmp_path / ".materialgen" / "lock", lambda: waited.append(3)):
        pass
    assert waited == [1]


def test_a_reader_who_goes_away(kit: Kit) -> None:
    """A pipe that is closed at its other end gives no traceback; what the build does to files is done whole."""
    kit.edit(1)
    process = started(kit, kit.out)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    err = process.stderr.read()
    process.stderr.close()
    process.wait(timeout=60)
    assert b"Traceback" not in err
    see_whole(kit.out)
    see_no_debris(kit.out)
    see_repaired(kit)


@pytest.mark.slow
def test_ctrl_c_while_the_program_starts(kit: Kit) -> None:
    """A process that is stopped while it reads the kit ends with 130 as well."""
    for number in range(2 * FACTOR):
        kit.edit(number)
        process = started(kit, kit.out)
        with Output.opened(kit.out):  # it waits here at the latest
            assert process.stderr is not None
            process.stderr.readline()
            process.send_signal(signal.SIGINT)
            err = process.stderr.read()
            process.communicate(timeout=60)
        assert process.returncode == 130
        assert err.splitlines() == [b"stopped; every file in the output folder is whole."]
    see_repaired(kit)


def test_a_folder_that_is_copied_elsewhere_goes_on_there(kit: Kit, tmp_path: Path) -> None:
    """What is remembered holds for a copy: it is looked at again, and nothing is drawn that is there."""
    copy = shutil.copytree(kit.out, tmp_path / "copy")
    before = {path.name: path.stat().st_mtime_ns for path in copy.glob("*.pdf")}
    kit.build(out=copy)
    assert {path.name: path.stat().st_mtime_ns for path in copy.glob("*.pdf")} == before
