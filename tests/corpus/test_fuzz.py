from __future__ import annotations

import multiprocessing
import os
import signal
import time
from concurrent.futures import ProcessPoolExecutor
from typing import TYPE_CHECKING

import pytest

from materialgen.problems import Problem, Where
from tests.corpus import fuzz
from tests.corpus.fuzz import Tally, peak_memory, run, run_and_measure, spoilt

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FEW = 300
CHUNK = 200
"""How many a process makes before its memory counts: caches live as long as it does."""
MEMORY = 500
"""In MB; the most that a process may take."""


def test_a_few_spoilt_kits_build_or_give_located_problems() -> None:
    """In this process, quick enough for every run; `make fuzz` takes many."""
    before = peak_memory()
    tally = run(range(FEW))
    assert tally.failures == []
    assert tally.clean + tally.problems == FEW
    assert min(tally.clean, tally.problems) > FEW // 20, "the changes are too harsh, or too mild, to find anything"
    assert peak_memory() - before < MEMORY


def test_a_number_spoils_a_kit_in_the_same_way_each_time() -> None:
    """What fails can be made again."""
    assert [spoilt(number) for number in range(50)] == [spoilt(number) for number in range(50)]
    assert spoilt(1) != spoilt(2)


def _raise(_folder: Path, _out: Path) -> tuple[Problem, ...]:
    raise ValueError


def _hang(_folder: Path, _out: Path) -> tuple[Problem, ...]:
    while True:
        pass


@pytest.mark.parametrize(
    ("build", "said"),
    [
        pytest.param(_raise, "ValueError", id="a traceback"),
        pytest.param(
            _hang,
            "HangError",
            id="a hang",
            marks=pytest.mark.skipif(not hasattr(signal, "SIGALRM"), reason="the system has no alarm to stop it with"),
        ),
        pytest.param(lambda _folder, _out: (Problem("x", "y"),), "outside the kit", id="a problem without a place"),
        pytest.param(
            lambda folder, _out: (Problem("x", "y", Where(f"{folder}/kit.yaml", 9999, 1)),),
            "not in the file",
            id="a place that is not there",
        ),
        pytest.param(lambda _folder, _out: (), "took", id="slowness"),
    ],
)
def test_what_must_not_happen_is_seen(
    build: Callable[[Path, Path], tuple[Problem, ...]], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: each kind of failure is told, with the kit's number."""
    (tmp_path / "kit.yaml").write_text("id: x\n", encoding="utf-8")
    monkeypatch.setattr(fuzz, "_build", build)
    monkeypatch.setattr(fuzz, "SECONDS", 0.2)
    monkeypatch.setattr(fuzz, "SLOW", -1.0 if said == "took" else 100.0)
    tally = Tally()
    fuzz.attempt(7, tmp_path, tmp_path / "out", tally)
    (failure,) = tally.failures
    assert failure.startswith("7: ")
    assert said in failure


@pytest.mark.skipif("FUZZ" not in os.environ, reason="takes minutes: make fuzz")
def test_many_spoilt_kits(capsys: pytest.CaptureFixture[str]) -> None:
    """As many as the variable FUZZ says, on all cores."""
    many = int(os.environ["FUZZ"])
    begin = time.perf_counter()
    total, peak = Tally(), 0.0
    chunks = [range(start, min(start + CHUNK, many)) for start in range(0, many, CHUNK)]
    with ProcessPoolExecutor(mp_context=multiprocessing.get_context("spawn"), max_tasks_per_child=1) as pool:
        for tally, memory in pool.map(run_and_measure, chunks):
            total.add(tally)
            peak = max(peak, memory)
    with capsys.disabled():
        print(  # noqa: T201 - what the target is for
            f"\n{many} spoilt kits: {total.clean} built, {total.problems} gave located problems, "
            f"{len(total.failures)} failed; {time.perf_counter() - begin:.0f} s, "
            f"slowest {total.slowest:.2f} s of processor time, "
            f"peak memory {peak:.0f} MB\ncodes: {', '.join(f'{code} {n}' for code, n in total.codes.most_common())}"
        )
    assert not total.failures, "\n".join(total.failures)
    assert peak < MEMORY
