"""One writer for a folder at a time."""

from __future__ import annotations

import os
import sys
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from materialgen.problems import Problem, ProblemsFoundError, Where

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

PATIENCE = 60.0
"""Seconds to wait for another build before giving up: a whole kit takes one or two."""
_PAUSE = 0.05


@contextmanager
def locked(path: Path, on_wait: Callable[[], None], patience: float = PATIENCE) -> Iterator[None]:
    """Hold a lock while the block runs; the system frees it when the process ends, however it ends.

    Args:
        path: The lock's file, which is made if need be and stays.
        on_wait: Called once if another process holds the lock.
        patience: Seconds to wait for it.

    Raises:
        ProblemsFoundError: The other process did not finish in time.
        OSError: The file cannot be made.
    """
    handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o666)
    try:
        until = time.monotonic() + patience
        waited = False
        while not _take(handle):
            if not waited:
                on_wait()
                waited = True
            if time.monotonic() > until:
                message = "another build has been writing into this folder for a minute"
                hint = "wait until it is done, stop it, or choose another folder with --out"
                raise ProblemsFoundError(
                    [Problem("folder-in-use", message, Where(path.parent.parent.as_posix()), hint)]
                )
            time.sleep(_PAUSE)
        try:
            yield
        finally:
            _free(handle)
    finally:
        os.close(handle)


if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _free(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _take(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return True  # a file system without locks, as some network drives are: better build than refuse
        return True

    def _free(handle: int) -> None:
        with suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_UN)
