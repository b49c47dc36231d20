"""Writing files whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
import sys
import tempfile
import threading
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from materialgen.render.files import prepare_folder, write_atomically
from tests.helpers import problems_of

if TYPE_CHECKING:
    from collections.abc import Iterator

OLD, NEW = b"old" * 1000, b"new" * 2000
posix = pytest.mark.skipif(sys.platform == "win32", reason="permissions of POSIX")


def full(*_arguments: object) -> None:
    """Fail as a full disk does."""
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(before=st.none() | st.binary(max_size=50), after=st.binary(max_size=50))
def test_a_file_has_its_new_content_and_nothing_else_lies_there(
    tmp_path: Path, before: bytes | None, after: bytes
) -> None:
    """Whatever stood there, the new content stands there afterwards, alone, and it is told whether it is other."""
    path = tmp_path / "file.pdf"
    path.unlink(missing_ok=True)
    if before is not None:
        path.write_bytes(before)
    assert write_atomically(path, after) == (before != after)
    assert path.read_bytes() == after
    assert list(tmp_path.iterdir()) == [path]


def test_an_equal_file_is_left_as_it_is(tmp_path: Path) -> None:
    """A file with the same content keeps its time, so that nobody prints or sends it again."""
    path = tmp_path / "file.pdf"
    path.write_bytes(OLD)
    os.utime(path, (1, 1))
    assert not write_atomically(path, OLD)
    assert path.stat().st_mtime == 1


@pytest.mark.parametrize("step", ["fsync", "replace", "write", "mkstemp", "chmod"])
def test_a_failure_leaves_the_old_file_and_no_debris(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """Wherever a full disk or a refusal strikes, the old file stays whole and no temporary file is left."""
    path = tmp_path / "file.pdf"
    path.write_bytes(OLD)
    _break(monkeypatch, step)
    (problem,) = problems_of(lambda: write_atomically(path, NEW))
    assert (problem.code, problem.message) == ("cannot-write", "it cannot be written: No space left on device")
    assert problem.where is not None
    assert problem.where.file == path.as_posix()
    assert path.read_bytes() == OLD
    assert list(tmp_path.iterdir()) == [path]
    monkeypatch.undo()
    assert write_atomically(path, NEW)


def _break(monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    if step == "write":
        real = os.fdopen

        @contextmanager
        def opened(handle: int, mode: str) -> Iterator[object]:
            with real(handle, mode):
                yield SimpleNamespace(write=full)

        monkeypatch.setattr(os, "fdopen", opened)
    elif step == "mkstemp":
        monkeypatch.setattr(tempfile, "mkstemp", lambda **_named: full())
    elif step == "chmod":
        monkeypatch.setattr(Path, "chmod", full)
    else:
        monkeypatch.setattr(os, step, full)


def test_an_interruption_leaves_the_old_file_and_no_debris(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C while a file is written is passed on, after tidying up."""

    def interrupt(*_arguments: object) -> None:
        raise KeyboardInterrupt

    path = tmp_path / "file.pdf"
    path.write_bytes(OLD)
    monkeypatch.setattr(os, "replace", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_atomically(path, NEW)
    assert path.read_bytes() == OLD
    assert list(tmp_path.iterdir()) == [path]


def test_a_place_that_is_no_file_is_a_problem(tmp_path: Path) -> None:
    """A folder in the file's place, or a folder that is gone, is a problem and not a traceback."""
    folder = tmp_path / "file.pdf"
    folder.mkdir()
    for path in (folder, tmp_path / "gone" / "file.pdf"):
        (problem,) = problems_of(lambda path=path: write_atomically(path, NEW))  # type: ignore[misc]
        assert problem.code == "cannot-write"
    assert list(tmp_path.rglob("*")) == [folder]


def test_a_reader_never_sees_half_a_file(tmp_path: Path) -> None:
    """While a file is replaced again and again, each reading is one whole version."""
    path = tmp_path / "file.pdf"
    versions = [bytes([number]) * 200_000 for number in range(2)]
    path.write_bytes(versions[0])
    done = threading.Event()
    seen: set[bytes] = set()

    def read() -> None:
        while not done.is_set():
            seen.add(path.read_bytes())

    reader = threading.Thread(target=read)
    reader.start()
    try:
        for number in range(1, 40):
            write_atomically(path, versions[number % 2])
    finally:
        done.set()
        reader.join()
    assert seen <= set(versions)


@posix
@pytest.mark.parametrize(("mask", "mode"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664)])
def test_a_file_gets_the_usual_permissions(tmp_path: Path, mask: int, mode: int) -> None:
    """A new file may be read by whom the user's mask says, not only by the user."""
    before = os.umask(mask)
    try:
        write_atomically(tmp_path / "file.pdf", NEW)
        assert os.umask(mask) == mask
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "file.pdf").stat().st_mode) == mode


@posix
def test_a_file_keeps_its_permissions(tmp_path: Path) -> None:
    """A file that its owner has opened to a group, or closed to it, stays so."""
    path = tmp_path / "file.pdf"
    path.write_bytes(OLD)
    path.chmod(0o640)
    assert write_atomically(path, NEW)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_folder_is_made_with_its_parents_and_left_empty(tmp_path: Path) -> None:
    """Preparing makes what is missing, leaves what is there, and tries whether it can be written to."""
    folder = tmp_path / "a å" / "b"
    prepare_folder(folder)
    prepare_folder(folder)
    assert list(folder.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_a_problem(tmp_path: Path) -> None:
    """A file where the folder should be, or above it, is told with its path."""
    (tmp_path / "file").write_bytes(b"")
    for folder in (tmp_path / "file", tmp_path / "file" / "below"):
        (problem,) = problems_of(lambda folder=folder: prepare_folder(folder))  # type: ignore[misc]
        assert problem.code == "cannot-write"
        assert problem.where is not None
        assert problem.where.file == folder.as_posix()


def test_a_folder_that_cannot_be_written_to_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that exists but takes no files is found before anything is drawn."""
    monkeypatch.setattr(tempfile, "TemporaryFile", lambda **_named: full())
    (problem,) = problems_of(lambda: prepare_folder(tmp_path))
    assert (problem.code, problem.hint) == ("cannot-write", "choose another folder with --out, or free the disk")


@posix
def test_a_protected_folder_is_a_problem(tmp_path: Path) -> None:
    """Without the right to write, the folder is refused; the superuser may write everywhere."""
    if os.geteuid() == 0:
        pytest.skip("the superuser may write everywhere")
    tmp_path.chmod(0o500)
    try:
        (problem,) = problems_of(lambda: prepare_folder(tmp_path))
    finally:
        tmp_path.chmod(0o700)
    assert problem.code == "cannot-write"
