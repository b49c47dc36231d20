"""Many builds in one run: a kit for each of many organisations, in each of several languages, side by side."""

from __future__ import annotations

import os
import signal
import sys
from collections import deque
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import TYPE_CHECKING, NamedTuple

import click

from materialgen.cli.building import Build, build
from materialgen.cli.console import Console
from materialgen.problems import MaterialgenInternalError, Problem, ProblemsFoundError, UnknownChoiceError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

TASKS = 100
"""Builds of one process before a fresh one takes over, so that nothing can grow from the first to the last."""
_AHEAD = 2
"""Builds handed to each process at a time."""


class Outcome(NamedTuple):
    """What became of a build.

    Attributes:
        build: The build.
        said: What it said when it was done; nothing if it failed.
        problems: What it found, warnings included.
        error: Why it failed, if that is no problem with a place.
    """

    build: Build
    said: str = ""
    problems: tuple[Problem, ...] = ()
    error: str = ""

    @property
    def failed(self) -> bool:
        """Whether its files are not in place."""
        return bool(self.error) or any(one.severity == "error" for one in self.problems)


class _Kept(Console):
    """A console that keeps what a build says."""

    def __init__(self) -> None:
        super().__init__(quiet=True)
        self.said: list[str] = []
        self.found: list[Problem] = []

    def say(self, text: str) -> None:
        self.said.append(text)

    def file(self, path: str, details: str, *, changed: bool) -> None:
        """Leave out the lines of files: there would be thousands."""

    def error(self, text: str) -> None:
        """Another build is writing into the folder: this one waits."""

    def problems(self, problems: Sequence[Problem]) -> None:
        self.found += problems


def run_all(builds: Sequence[Build], jobs: int | None, console: Console) -> None:
    """Make builds side by side, tell of each, and name at the end those that failed, each alone.

    Args:
        builds: What to build.
        jobs: How many processes; None means one for each core.
        console: Where it is told.

    Raises:
        SystemExit: With status 1, if any failed.
    """
    failed = []
    everything: list[Problem] = []
    with console.progress(len(builds)) as progress:
        for outcome in outcomes(builds, jobs or os.cpu_count() or 1):
            progress.advance(outcome.build.name)
            if console.form == "json":
                everything += outcome.problems
            elif outcome.problems:
                console.problems(outcome.problems)
            if outcome.failed:
                failed.append(outcome.build.name)
                console.error(f"{outcome.build.name}: {outcome.error or 'not built, see above'}")
            else:
                progress.clear()
                console.say(f"{outcome.build.name}: {outcome.said.splitlines()[0]}")
    if everything:
        console.problems(everything)
    if not failed:
        console.say(f"{len(builds)} kits are in place.")
        return
    console.error(f"{len(failed)} of {len(builds)} kits were not built: {', '.join(sorted(failed))}.")
    sys.exit(1)


def outcomes(builds: Sequence[Build], jobs: int) -> Iterator[Outcome]:
    """Yield what becomes of builds, in the order in which they end."""
    if min(jobs, len(builds)) == 1:
        yield from map(outcome_of, builds)
        return
    waiting, running = deque(builds), dict[Future[Outcome], Build]()
    context = get_context("spawn")  # the same everywhere; a process serves many builds, so that its start is soon paid
    pool = ProcessPoolExecutor(min(jobs, len(builds)), context, _leave_interrupts, max_tasks_per_child=TASKS)
    try:
        while waiting or running:
            while waiting and len(running) < jobs * _AHEAD:
                one = waiting.popleft()
                running[pool.submit(outcome_of, one)] = one
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                one = running.pop(future)
                try:
                    yield future.result()
                except BrokenProcessPool:
                    yield Outcome(one, error="its process was ended from outside; is there too little memory?")
    finally:
        pool.shutdown(cancel_futures=True)


def _leave_interrupts() -> None:
    """Let the first process decide what an interrupt ends: what is being written is written whole."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def outcome_of(one: Build) -> Outcome:
    """Make a build and return what became of it."""
    console = _Kept()
    error = ""
    try:
        build(one, console)
    except ProblemsFoundError as found:
        console.found += found.problems
    except click.UsageError as wrong:
        error = wrong.format_message()
    except (UnknownChoiceError, MaterialgenInternalError) as wrong:
        error = str(wrong)
    except Exception as fault:  # noqa: BLE001 - a fault of ours stops one build, not the others
        error = f"internal error: {type(fault).__name__}: {fault}"
    return Outcome(one, "\n".join(console.said), tuple(console.found), error)
