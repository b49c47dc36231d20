"""Disks that are full, folders that are read-only, vanish or are something else, files that are open elsewhere."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from materialgen.render import files
from materialgen.render.output import Output
from tests.helpers import pdfs, problems_of, python
from tests.safety.trials import FACTOR, Ended, read, see_no_debris, see_repaired, see_told, see_whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.safety.trials import Kit

STRUCK = """
import errno, os, sys, tempfile
name, at, what = sys.argv[1], int(sys.argv[2]), sys.argv[3]
real = getattr(os, name)

def fail(*arguments, **named):
    global at
    at -= 1
    if at < 0:
        code = getattr(errno, what)
        raise OSError(code, os.strerror(code))
    return real(*arguments, **named)

setattr(os, name, fail)
from materialgen.cli import main
main(sys.argv[4:], prog_name="materialgen")
"""
"""The tool, with a function of the system that fails from a certain call on, as on a full disk."""


def struck(kit: Kit, name: str, at: int, what: str = "ENOSPC", *arguments: str) -> Ended:
    """Run a build in which a function of ``os`` fails from a call on."""
    done = python("-c", STRUCK, name, str(at), what, *(arguments or kit.arguments()), cwd=kit.folder)
    return Ended(done.code, done.out, done.err, 0)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["fsync", "replace", "open"])
def test_a_disk_that_is_full_from_any_moment_on(kit: Kit, name: str) -> None:
    """At the lock, the manifest, any PDF file or the memory: what was there stays whole, and the problem is told."""
    codes = []
    # open: the lock, and mkstemp's files; fsync and replace: the manifest, each file, the manifest, the memory
    last = len(read(kit.out)) + 2
    moments = range(last + 1) if FACTOR > 1 else sorted({0, 1, last // 2, last - 1, last})
    for number, at in enumerate(moments):
        kit.edit(number)
        done = struck(kit, name, at)
        codes.append(done.code)
        if done.code:
            see_told(done)
            assert "error[cannot-write]: it cannot be written: No space left on device" in done.err
        see_whole(kit.out)
        see_no_debris(kit.out)
    assert 1 in codes
    see_repaired(kit)


def test_a_memory_that_cannot_be_written_is_no_problem(kit: Kit) -> None:
    """When the disk is full at the very end, all files are there, and the next build looks at everything again."""
    kit.edit(1)
    done = struck(kit, "replace", len(read(kit.out)) + 1)
    assert (done.code, done.err) == (0, "")
    see_repaired(kit)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Return a disk of 400 kB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount, unmount = shutil.which("mount"), shutil.which("umount")
    if not (sys.platform == "linux" and mount and unmount and os.geteuid() == 0):
        pytest.skip("only the superuser of Linux mounts disks")
    done = subprocess.run([mount, "-t", "tmpfs", "-o", "size=400k", "tmpfs", folder], capture_output=True, check=False)
    if done.returncode:
        pytest.skip(f"no disk can be mounted here: {done.stderr.decode().strip()}")
    try:
        yield folder
    finally:
        subprocess.run([unmount, folder], check=True)


@pytest.mark.slow
def test_a_real_disk_that_is_full(kit: Kit, small_disk: Path) -> None:
    """On a small disk that something else fills up, files are whole; with room again, the next build repairs them."""
    kit.out = small_disk / "out"
    kit.build()
    filler = small_disk / "filler"
    codes = []
    for number in range(4):
        kit.edit(number)
        free = os.statvfs(small_disk).f_bavail * os.statvfs(small_disk).f_frsize
        filler.write_bytes(b"x" * max(free - 8_000 * number, 0))
        done = kit.run()
        codes.append(done.code)
        if done.code:
            see_told(done)
        see_whole(kit.out)
        see_no_debris(kit.out)
        filler.unlink()
    assert 1 in codes
    kit.build()
    see_whole(kit.out)


# --- folders that are not what they should be ------------------------------------------------------------------------


def test_a_folder_that_must_not_be_written_to(kit: Kit) -> None:
    """A read-only folder is told, and nothing in it changes."""
    before = read(kit.out)
    kit.edit(1)
    kit.out.chmod(0o500)
    try:
        if os.access(kit.out, os.W_OK):
            pytest.skip("the superuser may write everywhere: run as another user to try a read-only folder")
        done = kit.run()
    finally:
        kit.out.chmod(0o700)
    see_told(done)
    assert read(kit.out) == before
    see_repaired(kit)


@pytest.mark.parametrize("error", ["EROFS", "EACCES"])
def test_a_file_system_that_is_read_only(kit: Kit, error: str) -> None:
    """What the system says of a read-only disk or folder is told, for the superuser as well."""
    before = read(kit.out)
    kit.edit(1)
    done = struck(kit, "open", 0, error)
    see_told(done)
    assert "error[cannot-write]: it cannot be written: " in done.err
    assert read(kit.out) == before


VANISH = """
import os, shutil, sys
out, what = sys.argv[1], sys.argv[2]
real, count = os.replace, 0

def strike(*arguments, **named):
    global count
    count += 1
    if count == 3:
        os.rename(out, out + "-away")
        if what == "file":
            open(out, "w").close()
        elif what == "link":
            os.symlink(out + "-elsewhere", out)
    return real(*arguments, **named)

os.replace = strike
from materialgen.cli import main
main(sys.argv[3:], prog_name="materialgen")
"""


@pytest.mark.parametrize("what", ["gone", "file", "link"])
def test_a_folder_that_vanishes_during_the_build(kit: Kit, what: str) -> None:
    """A folder that is moved away, or that something else replaces, is told, and the files in it are whole."""
    kit.edit(1)
    result = python("-c", VANISH, str(kit.out), what, *kit.arguments(), cwd=kit.folder)
    see_told(Ended(result.code, result.out, result.err, 0))
    assert "error[cannot-write]" in result.err
    away = kit.out.with_name("out-away")
    see_whole(away)
    if what != "gone":
        kit.out.unlink()
    away.rename(kit.out)
    see_repaired(kit)


def test_a_folder_in_the_place_of_a_file(kit: Kit) -> None:
    """A folder called like a PDF file, like the manifest or like the lock is told and stays; the rest is whole."""
    hidden = ".materialgen"
    for name in (pdfs(kit.out)[2], "manifest.json", f"{hidden}/lock"):
        kit.edit(len(name))
        (kit.out / name).unlink()
        (kit.out / name).mkdir()
        (kit.out / name / "kept.txt").write_bytes(b"kept")
        done = kit.run()
        see_told(done)
        assert f"{name if hidden not in name else hidden}: error[cannot-write]" in done.err.replace("\\", "/")
        assert (kit.out / name / "kept.txt").read_bytes() == b"kept"
        see_no_debris(kit.out)
        shutil.rmtree(kit.out / name)
        see_repaired(kit)
    (kit.out / hidden / "state").unlink()
    (kit.out / hidden / "state").mkdir()
    kit.build()
    shutil.rmtree(kit.out / hidden)
    (kit.out / hidden).write_bytes(b"a file")
    kit.edit(9)
    see_told(kit.run())
    assert (kit.out / hidden).read_bytes() == b"a file"


# --- links -----------------------------------------------------------------------------------------------------------


def test_links_lead_nothing_out_of_the_folder(kit: Kit, tmp_path: Path) -> None:
    """A link in the place of a file is replaced, one in the place of our folder or lock refused."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "precious.pdf").write_bytes(b"precious")
    before = read(kit.out)
    for name in (pdfs(kit.out)[0], "manifest.json", ".materialgen/state"):
        kit.edit(len(name))
        (kit.out / name).unlink()
        (kit.out / name).symlink_to(outside / "precious.pdf")
        kit.build()
        assert not (kit.out / name).is_symlink()
        (kit.out / name).unlink()
        (kit.out / name).symlink_to(outside / "not-there.pdf")
        kit.build()
        assert not (kit.out / name).is_symlink()
    assert set(read(kit.out)) == set(before)
    (kit.out / ".materialgen" / "lock").unlink()
    (kit.out / ".materialgen" / "lock").symlink_to(outside / "new")
    kit.edit(40)
    see_told(kit.run())
    shutil.rmtree(kit.out / ".materialgen")
    (kit.out / ".materialgen").symlink_to(outside)
    see_told(kit.run())
    see_told(kit.run("--printed", command="changes"))
    assert {path.name: path.read_bytes() for path in outside.iterdir()} == {"precious.pdf": b"precious"}
    (kit.out / ".materialgen").unlink()
    see_repaired(kit)


def test_an_equal_file_behind_a_link_becomes_a_file(kit: Kit, tmp_path: Path) -> None:
    """A link to a file of the same content is replaced as well: nobody can change the print from elsewhere."""
    path = kit.out / pdfs(kit.out)[0]
    path.rename(tmp_path / "elsewhere.pdf")
    path.symlink_to(tmp_path / "elsewhere.pdf")
    kit.build()
    assert not path.is_symlink()
    assert path.read_bytes() == (tmp_path / "elsewhere.pdf").read_bytes()


def test_the_output_folder_itself_may_be_a_link(kit: Kit, tmp_path: Path) -> None:
    """The user chose it: a build follows it, and leaves it."""
    link = tmp_path / "link"
    link.symlink_to(kit.out)
    kit.edit(1)
    kit.build(out=link)
    assert link.is_symlink()
    see_whole(kit.out)


# --- files that are open elsewhere -----------------------------------------------------------------------------------


def test_a_file_that_is_open_elsewhere(kit: Kit) -> None:
    """On POSIX, whoever has a file open keeps reading the old one."""
    path = kit.out / pdfs(kit.out)[0]
    before = path.read_bytes()
    with path.open("rb") as stream:
        kit.edit(1)
        kit.build()
        assert stream.read() == before
    assert path.read_bytes() != before


def test_a_file_that_windows_does_not_let_go(kit: Kit, monkeypatch: pytest.MonkeyPatch) -> None:
    """On Windows an open file cannot be replaced: it is named, stays whole, and the next build repairs the rest."""
    kit.edit(1)
    done = struck(kit, "replace", 3, "EACCES")
    see_told(done)
    assert "error[cannot-write]: it cannot be written: Permission denied" in done.err
    assert "close the file where it is open" in done.err
    see_whole(kit.out)
    see_no_debris(kit.out)
    see_repaired(kit)
    name = pdfs(kit.out)[0]

    def refuse(_path: Path, _target: Path) -> None:
        raise PermissionError(13, "Access is denied", name)

    monkeypatch.setattr(Path, "replace", refuse)
    (problem,) = problems_of(lambda: files.write_atomically(kit.out / name, b"new"))
    assert str(problem.where) == (kit.out / name).as_posix()


def test_control_the_strikes_strike(kit: Kit) -> None:
    """The control: without a fault, the same programs build."""
    kit.edit(1)
    assert struck(kit, "replace", 10_000).code == 0
    assert python("-c", VANISH, "nowhere", "none", *kit.arguments(), cwd=kit.folder).code == 0
    with Output.opened(kit.out):
        pass
