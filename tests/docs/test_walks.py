"""The walks of docs/, from an empty folder to printed sheets: every block is carried out by the real command."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.docs.walk import follow, page

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.helpers import Result


@pytest.mark.slow
@pytest.mark.parametrize("name", ["kit.md", "layout.md"])
def test_a_walk_leads_to_its_end(run: Callable[..., Result], empty: Path, name: str) -> None:
    """Each section goes on where the one before has ended."""
    for section in page(name):
        follow(section, run, empty)
