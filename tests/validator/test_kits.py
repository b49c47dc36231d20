"""Every built-in kit, bundles included, passes every check: what CI can say without a human."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from materialgen.check import vera
from materialgen.kit.find import builtin_kits
from materialgen.kit.load import read_facts
from tests.helpers import Result, without

if TYPE_CHECKING:
    from collections.abc import Callable

EDITIONS = [
    (name, str(language)) for name, folder in builtin_kits().items() for language in read_facts(folder)[0].languages
]


@pytest.mark.slow
@pytest.mark.parametrize(("kit", "language"), EDITIONS, ids="-".join)
def test_a_built_in_kit_has_no_findings(run: Callable[..., Result], kit: str, language: str) -> None:
    """All checks, veraPDF too, of each file that a build writes."""
    reason = vera.lacking()
    if reason:
        without(reason)
    result = run("check", kit, "--lang", language)
    assert (result.code, result.err) == (0, "")
    assert "no findings." in result.out
    assert "print-a3.pdf" in result.out
    assert "are not checked" not in result.out
