"""``materialgen serve``, running."""

from __future__ import annotations

import signal
import subprocess
import sys
from typing import TYPE_CHECKING

from tests.helpers import environment

if TYPE_CHECKING:
    from pathlib import Path


class Command:
    """The command, running."""

    def __init__(self, *arguments: str | Path, cwd: Path) -> None:
        """Start it."""
        self.process = subprocess.Popen(
            [sys.executable, "-m", "materialgen", "serve", *map(str, arguments)],
            cwd=cwd,
            env=environment({"TESTS_SERVE": "loopback", "PYTHONUNBUFFERED": "1"}),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
        )

    def line(self) -> str:
        """Return the next line that it prints."""
        assert self.process.stdout is not None
        return self.process.stdout.readline().rstrip("\n")

    def interrupt(self) -> None:
        """Press Ctrl-C."""
        self.process.send_signal(getattr(signal, "CTRL_BREAK_EVENT", signal.SIGINT))

    def end(self) -> tuple[int, str, str]:
        """Wait for its end; return its exit status, and the rest of what it prints."""
        out, err = self.process.communicate(timeout=60)
        return self.process.returncode, out, err
