"""``make stress``: many random kits on all cores, and what came of them.

Usage: ``python -m tests.stress.run [KITS]``; 1,000 without a number.
"""

from __future__ import annotations

import os
import sys
import time
import traceback
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context

from tests.stress.campaign import Tally, run

SHARD = 50
"""Kits that one process tries at a time."""


def main() -> int:
    """Try the kits; return the exit status."""
    kits = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    start = time.perf_counter()
    sizes = [min(SHARD, kits - first) for first in range(0, kits, SHARD)]
    total, failed = Tally(), 0
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool:
        futures = {pool.submit(run, size, shard): shard for shard, size in enumerate(sizes, 1)}
        for future in as_completed(futures):
            try:
                tally = future.result()
            except BaseException:  # noqa: BLE001 - whatever a kit raises is reported, and the others go on
                failed += 1
                print(f"shard {futures[future]}:")
                traceback.print_exc()
                continue
            total.clean += tally.clean
            total.stopped += tally.stopped
            total.codes += tally.codes
    codes = ", ".join(f"{count} {code}" for code, count in total.codes.most_common())
    print(
        f"{total.clean + total.stopped} kits in {time.perf_counter() - start:.0f} s on {os.cpu_count()} cores: "
        f"{total.clean} built clean and passed the audit, {total.stopped} gave located problems ({codes}) "
        f"and changed no file, {failed} shards failed"
    )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
