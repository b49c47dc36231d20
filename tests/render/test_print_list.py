"""The print list: what it says of ink is what the printer is given."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.render.kits import built, copy_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.helpers import Result

    Run = Callable[..., Result]


@pytest.mark.parametrize(("ink", "coloured"), [("full", True), ("low", True), ("grey", False)])
def test_colour_is_asked_for_only_where_there_is_any(run: Run, tmp_path: Path, ink: str, *, coloured: bool) -> None:
    """With grey ink, every sheet is listed as black and white, whatever the kit says of it."""
    text = " ".join(" ".join(built(run, copy_of("culture", tmp_path), "print-list", "--ink", ink).texts).split())
    assert "A4 · 90 g · black and white" in text
    assert ("colour" in text) is coloured
