"""Words checked on their own, for when the facts are too broken to be joined with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.helpers import edit
from tests.kit.test_load import wrong

if TYPE_CHECKING:
    from pathlib import Path


def test_broken_facts_do_not_hide_mistakes_in_words(tiny_kit: Path) -> None:
    """An unknown key in the facts and one in each kind of words, in any language, come in one run."""
    edit(tiny_kit / "kit.yaml", "edition:", "editoin:")
    edit(tiny_kit / "sv" / "kit.yaml", "short_title:", "shrt_title:")
    edit(tiny_kit / "sv" / "steps.yaml", "title: Step work title", "titel: Step work title")
    edit(tiny_kit / "en" / "principles" / "p1.yaml", "short:", "shrot:")
    edit(tiny_kit / "en" / "sheets" / "first.yaml", "body:", "bdoy:")
    found = [
        (one.where.file.removeprefix(tiny_kit.as_posix() + "/"), one.hint)
        for one in wrong(tiny_kit)
        if one.where and one.code == "unknown-key"
    ]
    assert found == [
        ("en/principles/p1.yaml", "did you mean 'short'?"),
        ("en/sheets/first.yaml", "did you mean 'body'?"),
        ("kit.yaml", "did you mean 'edition'?"),
        ("sv/kit.yaml", "did you mean 'short_title'?"),
        ("sv/steps.yaml", "did you mean 'title'?"),
    ]


def test_sound_words_raise_nothing_beside_broken_facts(tiny_kit: Path) -> None:
    """The control: only the facts' own problem is told when the words are sound, whatever else lies in the folder."""
    edit(tiny_kit / "kit.yaml", "edition:", "editoin:")
    (tiny_kit / "sv" / "notes").mkdir()
    (tiny_kit / "sv" / "notes" / "own.yaml").write_text("a: b\n", encoding="utf-8")
    assert {one.where.file for one in wrong(tiny_kit) if one.where} == {(tiny_kit / "kit.yaml").as_posix()}


def test_facts_that_are_no_mapping_leave_sheets_unchecked(tiny_kit: Path) -> None:
    """Without facts nobody knows which layout a sheet has, and nothing is invented."""
    (tiny_kit / "kit.yaml").write_text("- a\n", encoding="utf-8")
    edit(tiny_kit / "sv" / "sheets" / "first.yaml", "body:", "bdoy:")
    assert [one.code for one in wrong(tiny_kit)] == ["wrong-type"]
