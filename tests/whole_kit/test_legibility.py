"""The built-in kit on paper: sizes of titles and questions; tests/check has the least sizes of all type."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.whole import squeezed

if TYPE_CHECKING:
    from tests.whole import Edition


@pytest.mark.parametrize(
    ("sheet", "part", "least"),
    [
        ("assess", "title", 48),
        ("vote", "title", 48),
        ("chart", "title", 48),
        ("reflection", "title", 48),
        ("result", "title", 48),
        ("notes", "title", 48),
        ("parking", "title", 48),
        ("cards", "title", 40),
    ],
)
def test_titles_can_be_read_across_a_table(edition: Edition, sheet: str, part: str, least: float) -> None:
    """The title of a worksheet stands on each of its pages in large type."""
    title = squeezed(edition.words[f"sheets/{sheet}"][part])
    for pdf in edition.of(sheet):
        for chars in pdf.chars:
            assert title in squeezed("".join(char.text for char in chars if char.size >= least)), pdf.name


def test_questions_can_be_read_at_arms_length(edition: Edition) -> None:
    """Every question on an assessment sheet is set in 20 pt or more, all of a sheet alike."""
    for principle, pdf in zip(edition.facts["principles"], edition.of("assess"), strict=True):
        (chars,) = pdf.chars
        sizes = set()
        for question in principle["questions"]:
            text = squeezed(edition.question(principle["id"], question["id"])["question"])
            shown = [char for char in chars if squeezed(char.text)]
            start = "".join(char.text for char in shown).find(text)
            assert start >= 0, question["id"]
            sizes |= {round(char.size, 2) for char in shown[start : start + len(text)]}
        assert len(sizes) == 1, pdf.name
        assert min(sizes) >= 20, pdf.name
