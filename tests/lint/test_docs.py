"""Every code of ``materialgen lint`` is documented, and no other."""

from __future__ import annotations

import re

from materialgen.lint.codes import CODES
from tests.helpers import ROOT


def test_every_code_is_documented_and_no_other() -> None:
    """The first column of the table in docs/lint.md has the codes of the rules, in their order."""
    text = (ROOT / "docs" / "lint.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `([a-z-]+)` \|", text, re.MULTILINE) == list(CODES)
