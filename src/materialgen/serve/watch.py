"""Watching what a build has looked at: the files and folders are asked again and again.

A kit has some forty files, and asking for the time of one costs some microseconds: that is far less work than what a
library for notifications brings along, and works on every file system, network drives included.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from materialgen.reads import Reads, Seen, has_changed, look, names_in

if TYPE_CHECKING:
    from pathlib import Path

INTERVAL = 0.03
"""Seconds between two looks."""


class Watch:
    """What is watched; one thread waits, others may ask it to stop."""

    def __init__(self) -> None:
        """Watch nothing."""
        self._reads = Reads()
        self._folders: dict[Path, Seen] = {}
        self._waking = threading.Event()
        self.stopped = False

    def set(self, reads: Reads) -> None:
        """Watch what has been looked at, as it was then: what changed in the meantime has changed."""
        self._reads = reads
        self._folders = {}

    def stop(self) -> None:
        """End the waiting, now and later."""
        self.stopped = True
        self._waking.set()

    def wake(self) -> None:
        """Let the one who waits look at once."""
        self._waking.set()

    def wait(self, seconds: float | None = None) -> bool:
        """Wait until something is other than it was; return whether it is, before the seconds are over or a stop."""
        left = seconds
        while not self.stopped:
            if self.changed():
                return True
            if left is not None and left <= 0:
                return False
            pause = INTERVAL if left is None else min(INTERVAL, left)
            self._waking.wait(pause)
            self._waking.clear()
            left = None if left is None else left - pause
        return False

    def changed(self) -> bool:
        """Return whether something is other than it was."""
        for path, seen in self._reads.files.items():
            if has_changed(path, seen):
                return True
            if seen.fresh and not look(path).fresh:
                self._reads.files[path] = seen._replace(fresh=False)
        return self._list_has_changed()

    def _list_has_changed(self) -> bool:
        """Return whether a folder has other names than it had; it is listed only if its time says so."""
        folders = {folder: look(folder) for folder, _ in self._reads.listings}
        for (folder, pattern), names in self._reads.listings.items():
            now = folders[folder]
            if (now.fresh or self._folders.get(folder) != now) and names_in(folder, pattern) != names:
                return True
        self._folders = folders
        return False
