"""Checks of sizes: no type is smaller than it can be read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from materialgen.check.sizes import LEAST, MINIMUM, check
from materialgen.geometry import A3, A4, Box, Paper
from materialgen.typeset import Style
from tests.check.drawn import built, document, told, whole
from tests.whole import languages

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from materialgen.draw import Page

BOX = Box(20, 20, 120, 20)


def page(size: float, text: str = "Some words", role: str | None = "P") -> Callable[[Page], object]:
    """Return what draws a text in a size."""
    return lambda page: page.text(text, BOX, Style("text", (size,)), role=role)


def figure(size: float) -> Callable[[Page], None]:
    """Return what draws a number inside a figure."""

    def draw(page: Page) -> None:
        with page.figure("A sign", BOX):
            page.text("12", BOX, Style("text", (size,)))

    return draw


@pytest.mark.parametrize("language", languages())
def test_a_sound_kit_can_be_read(built_kit: Path, language: str) -> None:
    """The built-in kit has no type below its minimum."""
    assert told(check, whole(built_kit, language)) == []


@pytest.mark.parametrize(("paper", "principle"), [(A4, None), (A3, 1)])
def test_text_has_its_least_size_on_each_paper(paper: Paper, principle: int | None) -> None:
    """The tiny kit's first sheet is on A4, those of its principles on A3."""
    least = MINIMUM[paper.name]
    assert told(check, built(document(page(least), paper=paper), principle=principle)) == []
    ((number, code, message),) = told(
        check, built(document(page(least), page(least - 0.25), paper=paper), principle=principle)
    )
    assert (number, code) == (2, "small-type")
    assert "'Some words'" in message
    assert f"{least:g} pt" in message


@pytest.mark.parametrize("draw", [page(LEAST, role=None), figure(LEAST)])
def test_feet_and_pictures_may_be_small(draw: Callable[[Page], object]) -> None:
    """Decoration and what stands inside figures, down to the least size of all."""
    assert told(check, built(document(draw))) == []


@pytest.mark.parametrize("draw", [page(LEAST - 0.5, role=None), figure(LEAST - 0.5)])
def test_nothing_may_be_smaller_than_that(draw: Callable[[Page], object]) -> None:
    """Feet and pictures, too."""
    assert [code for _, code, _ in told(check, built(document(draw)))] == ["small-type"]


def test_texts_marked_as_small_may_be_small() -> None:
    """The imprint, which every kit has; a word that only happens to be in it may not."""
    kit = built(document())
    imprint = str(kit.kit.words.imprint.licence)
    assert told(check, built(document(page(LEAST, imprint)))) == []
    word = re.split(r"\W+", imprint)[-1]
    assert [code for _, code, _ in told(check, built(document(page(LEAST, word[:4]))))] == ["small-type"]


def test_the_place_in_the_content_is_named() -> None:
    """Where the small text is one of the content."""
    kit = built(document(page(9, "Sheet first title")))
    (finding,) = check(kit)
    assert finding.problem.where is not None
    assert finding.problem.where.file.endswith("sheets/first.yaml")
    assert finding.problem.where.line > 0
