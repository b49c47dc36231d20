"""What a build has looked at: files, also those that were not there, and folders whose files were listed.

Nothing is kept unless somebody asks for it with ``recorded``. A build that has nothing to do loads this module and not
much more: no dataclasses, which take longer to make than all that it does.
"""

from __future__ import annotations

import errno
import os
import time
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Stamp = tuple[int, int, int, int]
_SETTLED = 3.0
"""Seconds after which another change must show in a file's time: FAT counts in steps of two."""


class Seen(NamedTuple):
    """A file as it was when it was looked at.

    Attributes:
        stamp: Its times, size and number; None if it was not there.
        digest: Of its content, if that was read, or if the time alone could not show that it changes once more.
        fresh: Whether the time alone cannot show that.
    """

    stamp: Stamp | None
    digest: str | None
    fresh: bool


class Reads:
    """What has been looked at.

    Attributes:
        files: Files that were read, or looked for and not found; if several times, as they were first.
        listings: By folder and pattern, the names that were found in it.
    """

    def __init__(
        self, files: dict[Path, Seen] | None = None, listings: dict[tuple[Path, str], tuple[str, ...]] | None = None
    ) -> None:
        """Begin with what is known to have been looked at."""
        self.files = files or {}
        self.listings = listings or {}

    def add(self, other: Reads) -> None:
        """Add what was looked at later."""
        for path, seen in other.files.items():
            self.files.setdefault(path, seen)
        for place, names in other.listings.items():
            self.listings.setdefault(place, names)


_reads: ContextVar[Reads | None] = ContextVar("reads", default=None)


@contextmanager
def recorded() -> Iterator[Reads]:
    """Record what the block looks at, in this thread; recordings may stand inside each other."""
    reads, outer = Reads(), _reads.get()
    token = _reads.set(reads)
    try:
        yield reads
    finally:
        _reads.reset(token)
        if outer is not None:
            outer.add(reads)


def note(path: Path) -> Path:
    """Record that a file is about to be read by others, or is looked for; return it."""
    reads = _reads.get()
    if reads is not None:
        reads.files.setdefault(path.absolute(), look(path))
    return path


def read_bytes(path: Path, most: int) -> bytes:
    """Return the beginning of a file, ``most`` bytes at the most, and record that it was read; raises ``OSError``."""
    reads = _reads.get()
    if reads is None:
        _see_file(path)
        with path.open("rb") as stream:
            return stream.read(most)
    stamp = stamp_of(path)
    seen = Seen(stamp, None, fresh=False)
    try:
        _see_file(path)
        with path.open("rb") as stream:
            data = stream.read(most)
        seen = Seen(stamp, digest_of(data), _is_fresh(stamp))
    finally:
        reads.files.setdefault(path.absolute(), seen)
    return data


def _see_file(path: Path) -> None:
    """Raise ``OSError`` if a path leads to something that might never end, such as a pipe or a device."""
    if path.exists() and not (path.is_file() or path.is_dir()):
        raise OSError(errno.EINVAL, "not a file")


def listed(folder: Path, pattern: str) -> list[Path]:
    """Return the files of a folder whose names match a pattern, in order, and record that they were looked for."""
    found = sorted(folder.glob(pattern)) if folder.is_dir() else []
    reads = _reads.get()
    if reads is not None:
        reads.listings.setdefault((folder.absolute(), pattern), tuple(one.name for one in found))
    return found


def again(reads: Reads) -> Reads:
    """Return what has been looked at as it is now."""
    listings = {(folder, pattern): names_in(folder, pattern) for folder, pattern in reads.listings}
    return Reads({path: look(path) for path in reads.files}, listings)


def names_in(folder: Path, pattern: str) -> tuple[str, ...]:
    """Return the names in a folder that match a pattern, in order; none if there is no folder."""
    try:
        return tuple(sorted(one.name for one in folder.glob(pattern)))
    except OSError:
        return ()


def look(path: Path, *, content: bool = False) -> Seen:
    """Return a file as it is now; with ``content``, its digest in any case."""
    stamp = stamp_of(path)
    fresh = _is_fresh(stamp)
    return Seen(stamp, _digest(path) if fresh or content else None, fresh)


def has_changed(path: Path, seen: Seen) -> bool:
    """Return whether a file is other than it was."""
    return stamp_of(path) != seen.stamp or (seen.fresh and _digest(path) != seen.digest)


def digest_of(data: bytes) -> str:
    """Return what tells a file's content from another's."""
    from hashlib import sha256  # it loads OpenSSL, which a build that has nothing to do does without

    return sha256(data).hexdigest()


def stamp_of(path: Path) -> Stamp | None:
    """Return a file's times, size and number; None if it is not there.

    The second time is that of the last change of any kind, which nobody can set back. Windows and FAT have none.
    """
    try:
        status = path.stat()
    except (OSError, ValueError):
        return None
    changed = 0 if os.name == "nt" else status.st_ctime_ns  # on Windows it is the time when the file was made
    return status.st_mtime_ns, changed, status.st_size, status.st_ino


def _is_fresh(stamp: Stamp | None) -> bool:
    return stamp is not None and time.time() - stamp[0] / 1e9 < _SETTLED


def _digest(path: Path) -> str | None:
    try:
        return digest_of(path.read_bytes()) if path.is_file() else None
    except OSError:
        return None
