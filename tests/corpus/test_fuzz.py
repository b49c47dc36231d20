from __future__ import annotations

import multiprocessing
import os
import time
from concurrent.futures import ProcessPoolExecutor

import pytest

from tests.corpus.fuzz import Tally, peak_memory, run, run_and_measure, spoilt

FEW = 300
CHUNK = 50
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
            f"{len(total.failures)} failed; {time.perf_counter() - begin:.0f} s, slowest {total.slowest:.2f} s, "
            f"peak memory {peak:.0f} MB\ncodes: {', '.join(f'{code} {n}' for code, n in total.codes.most_common())}"
        )
    assert not total.failures, "\n".join(total.failures)
    assert peak < MEMORY
