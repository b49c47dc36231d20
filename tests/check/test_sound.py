"""A sound kit has no findings, family by family: what any of them finds is real."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

import pytest

from materialgen.check.run import CHECKS
from tests.check.drawn import told, whole
from tests.whole import languages

if TYPE_CHECKING:
    from pathlib import Path

NAMES = [one.name for one in CHECKS if one.name != "accessibility"]
"""veraPDF has tests of its own, which need Java."""


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("name", NAMES)
def test_a_sound_kit_has_no_findings(built_kit: Path, name: str, language: str) -> None:
    """Each family reads every file of the built-in kit, and is content."""
    assert told(import_module(f"materialgen.check.{name}").check, whole(built_kit, language)) == []
