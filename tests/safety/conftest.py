"""Fixtures of the trials of faults."""

from __future__ import annotations

import os
import random
import sys
from typing import TYPE_CHECKING

import pytest

from tests.safety.trials import FACTOR, Forker, tiny

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.safety.trials import Kit


@pytest.fixture(scope="module")
def forker() -> Iterator[Forker]:
    """Return what starts builds quickly."""
    if sys.platform == "win32":
        pytest.skip("copies of a running process are made on POSIX only")
    with Forker() as started:
        yield started


@pytest.fixture
def kit(tmp_path: Path, forker: Forker) -> Kit:
    """Return a tiny kit that has been built."""
    made = tiny(tmp_path, forker)
    made.build()
    return made


@pytest.fixture
def chance(request: pytest.FixtureRequest) -> random.Random:
    """Return what chooses at random: the same each time, unless `make faults` asks for more."""
    seed = f"{request.node.name} {os.urandom(8).hex() if FACTOR > 1 else 0}"
    print(f"seed: {seed}")  # noqa: T201 - shown if the test fails
    return random.Random(seed)  # noqa: S311 - chance, no secret
