"""Measure whole processes: wall time, CPU time and peak memory, children included.

Needs a system with ``os.wait4`` (Linux, macOS).
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_PROCESSES = Path("/proc")
_PAUSE = 0.002
"""s; between two looks at the memory of a process and its children."""


class FailedError(Exception):
    """A command that should be measured failed; its text is what the command said."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What one run of a command cost.

    Attributes:
        wall: From start to end, s.
        cpu: Of the process and its children, s.
        peak: Of memory, MiB: the greatest of any single process.
    """

    wall: float
    cpu: float
    peak: float


def measure(command: Sequence[str], environment: Mapping[str, str]) -> Figures:
    """Run a command without output and return what it cost.

    Raises:
        FailedError: It ended with another status than 0.
    """
    actions = [
        (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
        (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
        (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0),
    ]
    begin = time.perf_counter()
    process = os.posix_spawn(command[0], [*command], environment, file_actions=actions)
    _, status, usage = os.wait4(process, 0)
    wall = time.perf_counter() - begin
    if os.waitstatus_to_exitcode(status) != 0:
        explain(command, environment)
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return Figures(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit)


def explain(command: Sequence[str], environment: Mapping[str, str]) -> None:
    """Run a command that failed once more, and raise ``FailedError`` with what it says."""
    done = subprocess.run(command, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)
    raise FailedError(f"{' '.join(command)} failed:\n{done.stdout}{done.stderr}")


def peak_with_children(command: Sequence[str], environment: Mapping[str, str]) -> float:
    """Return the most memory that a command and its children take up together, in MiB.

    Looking costs time, so this is a run of its own. Shared pages are counted once. On systems without ``/proc`` the
    answer is 0, and the peak of the greatest process has to do.
    """
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        peak = 0
        while process.poll() is None:
            peak = max(peak, sum(map(memory, family(process.pid))))
            time.sleep(_PAUSE)
    if process.returncode != 0:
        explain(command, environment)
    return peak / 1024


def family(process: int) -> list[int]:
    """Return a process and all below it."""
    try:
        children = (_PROCESSES / f"{process}/task/{process}/children").read_text(encoding="ascii").split()
    except OSError:
        children = []
    return [process, *(one for child in children for one in family(int(child)))]


def memory(process: int) -> int:
    """Return a process's proportional share of memory in KiB, or 0 if it is gone."""
    try:
        lines = (_PROCESSES / f"{process}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
