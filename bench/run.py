"""Measure a cold build of the built-in kit as a whole process: start, imports, build, exit.

Usage: ``python bench/run.py [RUNS]``. Prints the minimum, median and maximum of wall time and CPU time and the peak
memory, next to the start of a bare Python and ``materialgen --version``, each in a process of its own, taking turns.
Needs a system with ``os.wait4`` (Linux, macOS).
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

RUNS = 9


def measure(command: list[str], folder: Path) -> tuple[float, float, float]:
    """Return wall seconds, CPU seconds and peak memory in MiB of one run of a command."""
    begin = time.perf_counter()
    process = os.posix_spawn(
        sys.executable,
        [sys.executable, *command],
        {**os.environ, "PYTHONHASHSEED": "0"},
        file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)],
    )
    _, status, usage = os.wait4(process, 0)
    wall = time.perf_counter() - begin
    if os.waitstatus_to_exitcode(status) != 0:
        raise SystemExit(f"{' '.join(command)} failed in {folder}")
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit


def main() -> None:
    """Run the commands in turn and print a table."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else RUNS
    results: dict[str, list[tuple[float, float, float]]] = {}
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        for number in range(runs + 1):
            commands = {
                "bare python": ["-c", "pass"],
                "materialgen --version": ["-m", "materialgen", "--version"],
                "cold build": ["-m", "materialgen", "build", "--out", str(root / f"run-{number}")],
            }
            for label, command in commands.items():
                figures = measure(command, root)
                if number:  # the first round warms the file cache
                    results.setdefault(label, []).append(figures)
    print(f"{runs} runs each, in turn; Python {sys.version.split()[0]}, {os.cpu_count()} CPUs")
    print(f"{'':24}{'wall s: min':>14}{'median':>9}{'max':>9}{'CPU s: median':>16}{'peak MiB':>10}")
    for label, rows in results.items():
        walls = [row[0] for row in rows]
        cpu = statistics.median(row[1] for row in rows)
        peak = max(row[2] for row in rows)
        median = statistics.median(walls)
        print(f"{label:24}{min(walls):14.3f}{median:9.3f}{max(walls):9.3f}{cpu:16.3f}{peak:10.0f}")


if __name__ == "__main__":
    main()
