"""What a build has looked at is recorded, and every change of it is noticed, however it is made."""

from __future__ import annotations

import os
import threading
import time
from typing import TYPE_CHECKING

import pytest

from materialgen.reads import listed, note, read_bytes, recorded
from materialgen.serve.watch import Watch

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

AGES = {"fresh": 0, "old": 3600, "from the future": -3600}


@pytest.fixture(params=AGES)
def folder(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """Return a folder with two files and a folder, just written or not."""
    (tmp_path / "sub").mkdir()
    for name in ("a.yaml", "b.yaml", "sub/c.yaml"):
        (tmp_path / name).write_bytes(b"1234")
    now = (tmp_path / "a.yaml").stat().st_mtime - AGES[request.param]
    for path in (tmp_path / "a.yaml", tmp_path / "b.yaml", tmp_path / "sub" / "c.yaml", tmp_path / "sub", tmp_path):
        os.utime(path, (now, now))
    return tmp_path


def watched(folder: Path) -> Watch:
    """Return what watches two files, one that is not there, and a folder."""
    watch = Watch()
    with recorded() as seen:
        read_bytes(folder / "a.yaml", 100)
        note(folder / "b.yaml")
        note(folder / "none.yaml")
        listed(folder / "sub", "*.yaml")
    watch.set(seen)
    return watch


def by_rename(folder: Path) -> None:
    """Save as many editors do."""
    (folder / "new").write_bytes(b"5678")
    (folder / "new").replace(folder / "a.yaml")


def in_place(folder: Path) -> None:
    """Save as simple editors do."""
    (folder / "a.yaml").write_bytes(b"5678")


def longer(folder: Path) -> None:
    """Add to a file that was only looked for."""
    (folder / "b.yaml").write_bytes(b"12345")


def removed(folder: Path) -> None:
    """Remove a file."""
    (folder / "a.yaml").unlink()


def appeared(folder: Path) -> None:
    """Make a file that was looked for and not there."""
    (folder / "none.yaml").write_bytes(b"")


def listed_more(folder: Path) -> None:
    """Make a file in a folder that was listed."""
    (folder / "sub" / "d.yaml").write_bytes(b"")


def listed_less(folder: Path) -> None:
    """Remove a file from a folder that was listed."""
    (folder / "sub" / "c.yaml").unlink()


def folder_gone(folder: Path) -> None:
    """Move a folder away."""
    (folder / "sub").rename(folder / "elsewhere")


CHANGES = [by_rename, in_place, longer, removed, appeared, listed_more, listed_less, folder_gone]


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_noticed(folder: Path, change: Callable[[Path], None]) -> None:
    """Whether a file or a folder was written long ago or just now; nothing is noticed before."""
    watch = watched(folder)
    assert not watch.changed()
    change(folder)
    assert watch.changed()
    assert watch.wait(0)


def test_what_does_not_matter_is_not_noticed(folder: Path) -> None:
    """Files that nobody asked for, such as what editors put beside a file."""
    watch = watched(folder)
    (folder / "c.txt").write_bytes(b"1")
    (folder / "sub" / ".c.yaml.swp").write_bytes(b"1")
    assert not watch.wait(0)


def test_a_second_save_within_the_same_tick_is_noticed(tmp_path: Path) -> None:
    """A file's time has steps; of a file that was just written, the content is looked at as well."""
    path = tmp_path / "a.yaml"
    path.write_bytes(b"1234")
    status = path.stat()
    watch = watched(tmp_path)
    path.write_bytes(b"5678")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert watch.changed()


def test_a_change_while_it_was_read_is_noticed(tmp_path: Path) -> None:
    """A file counts as it was when the build looked at it first, not when the watching began."""
    path = tmp_path / "a.yaml"
    path.write_bytes(b"1234")
    watch = Watch()
    with recorded() as seen:
        assert read_bytes(path, 100) == b"1234"
        path.write_bytes(b"56789")
        assert read_bytes(path, 100) == b"56789"
    watch.set(seen)
    assert watch.changed()


def test_a_file_settles(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a while, the time alone tells; nothing is noticed in between."""
    watch = watched(folder)
    real = time.time
    monkeypatch.setattr(time, "time", lambda: real() + 10_000)
    assert not watch.changed()
    assert not watch.changed()
    in_place(folder)
    os.utime(folder / "a.yaml", (1, 1))
    assert watch.changed()


def test_nothing_is_recorded_unless_asked_for(tmp_path: Path) -> None:
    """Recordings stand inside each other; the outer one has what the inner one has."""
    path = tmp_path / "a.yaml"
    path.write_bytes(b"1")
    note(path)
    with recorded() as outer:
        with recorded() as inner:
            note(path)
        listed(tmp_path, "*")
    note(tmp_path / "later")
    assert set(inner.files) == set(outer.files) == {path}
    assert not inner.listings
    assert outer.listings == {(tmp_path, "*"): ("a.yaml",)}


def test_one_who_waits_can_be_stopped(tmp_path: Path) -> None:
    """A stop ends the waiting, and any later one."""
    (tmp_path / "a.yaml").write_bytes(b"1234")
    watch = watched(tmp_path)
    waiting = threading.Thread(target=watch.wait)
    waiting.start()
    watch.stop()
    waiting.join(10)
    assert not waiting.is_alive()
    assert not watch.wait()
