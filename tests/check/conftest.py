"""Fixtures of the checks' tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.check.drawn import whole

if TYPE_CHECKING:
    from pathlib import Path

    from materialgen.check.built import Built


@pytest.fixture
def kit(built_kit: Path) -> Built:
    """Return the built-in kit in Swedish."""
    return whole(built_kit, "sv")
