"""Fixtures of the tests of the whole built-in kit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.pdf import Pdf
from tests.whole import Edition, languages

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session", params=languages())
def edition(request: pytest.FixtureRequest, built_kit: Path) -> Edition:
    """Return the kit in each of its languages."""
    files = sorted((built_kit / request.param).glob("*.pdf"))
    return Edition(request.param, tuple(Pdf.of(path) for path in files))
