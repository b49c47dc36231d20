"""What is recorded is what stands in the files: no text and no shape is lost on the way to the peers."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest

from bench import record
from bench.outline import read_outline
from bench.prepare import recorded_kit
from bench.recorded import Circle, Figure, Levels, Line, Page, Path, Rectangle, Run, Shape, Text
from materialgen.draw import document as engine
from materialgen.geometry import A4, Box
from materialgen.typeset import Style
from tests.pdf import Pdf

if TYPE_CHECKING:
    import pathlib

    from bench.record import Kit

PAINTING = {b"f", b"S", b"B"}
K = 0.5523
"""Of a radius: how far the control points of a quarter circle stand from its ends."""


@pytest.fixture(scope="module")
def kit() -> Kit:
    """Return the built-in kit in Swedish, recorded."""
    return recorded_kit("sv")


def characters(page: Page) -> Counter[str]:
    """Return how often each visible character stands on a recorded page; hyphens aside, which readers take back."""
    texts = (one for one in page.flat if isinstance(one, Text))
    shown = "".join(line.text for text in texts for line in (*text.bullets, *text.lines))
    return Counter(one for one in shown if not one.isspace() and one not in "-\u00ad")


@pytest.mark.slow
def test_every_text_of_the_files_is_recorded_and_no_other(kit: Kit, built_kit: pathlib.Path) -> None:
    """On each page of each document the same characters are recorded that a reader finds; one text less is noticed."""
    files = [Pdf.of(built_kit / "sv" / f"{one.name}.pdf") for one in kit.documents]
    for file, document in zip(files, kit.documents, strict=True):
        for text, page in zip(file.texts, document.pages, strict=True):
            found = Counter(one for one in text if not one.isspace() and one not in "-\u00ad")
            assert characters(page) == found, f"{file.name}: {characters(page) - found}, {found - characters(page)}"
            first = next(one for one in page.items if isinstance(one, Text))
            less = replace(page, items=tuple(one for one in page.items if one is not first))
            assert characters(less) != found


@pytest.mark.slow
def test_every_shape_of_the_files_is_recorded(kit: Kit, built_kit: pathlib.Path) -> None:
    """Each page has as many recorded shapes as its content stream paints paths."""
    for document in kit.documents:
        pages = Pdf.of(built_kit / "sv" / f"{document.name}.pdf").operations
        for operations, page in zip(pages, document.pages, strict=True):
            painted = sum(operator in PAINTING for _, operator in operations)
            assert sum(isinstance(one, Shape) for one in page.flat) == painted


def test_figures_and_headings_are_told_apart(kit: Kit) -> None:
    """Figures keep their alternative texts, and texts their roles."""
    items = [one for document in kit.documents for page in document.pages for one in page.items]
    assert all(one.alt and one.items for one in items if isinstance(one, Figure))
    texts = [one for one in items if isinstance(one, Text)]
    assert {"H1", "H2", "P", "LBody", None} <= {one.role for one in texts}


def test_bullets_stay_with_the_texts_of_their_items() -> None:
    """An item of a list is one text with its bullet; what is no item has none."""
    with patch.object(engine, "Page", record._Page):
        page = engine.Document("Prov", "Prov", "sv").page(A4)
    assert isinstance(page, record._Page)
    page.text("Före:\n- ett\n- två\nEfter", Box(20, 20, 100, 100), Style("test", (12,)))
    texts = [one for one in page.recorded().items if isinstance(one, Text)]
    assert [(one.role, one.lines[0].text, [mark.text for mark in one.bullets]) for one in texts] == [
        ("P", "Före:", []),
        ("LBody", "ett", ["•"]),
        ("LBody", "två", ["•"]),
        ("P", "Efter", []),
    ]
    assert all(mark.x < one.left and mark.y == one.baseline for one in texts for mark in one.bullets)


def test_bundles_hold_the_pages_of_all_copies(kit: Kit) -> None:
    """Each document stands in the bundle of its paper, written once for all its copies."""
    pages = [page for bundle in kit.bundles for part in bundle.parts for page in part.pages]
    assert Counter(map(id, pages)) == Counter(id(page) for document in kit.documents for page in document.pages)
    assert [bundle.name for bundle in kit.bundles] == ["print-a3", "print-a4"]
    for bundle in kit.bundles:
        assert len({(page.width, page.height) for page in bundle.pages}) == 1
        assert len(bundle.pages) == sum(part.copies * len(part.pages) for part in bundle.parts)
    assert any(part.copies > 1 for bundle in kit.bundles for part in bundle.parts)


ROUNDED = """
    12 80 m 38 80 l 39 80 40 79 40 78 c 40 72 l 40 71 39 70 38 70 c
    12 70 l 11 70 10 71 10 72 c 10 78 l 10 79 11 80 12 80 c h
"""
CIRCLE = f"""
    50 60 m {50 + 10 * K} 60 60 {50 + 10 * K} 60 50 c 60 {50 - 10 * K} {50 + 10 * K} 40 50 40 c
    {50 - 10 * K} 40 40 {50 - 10 * K} 40 50 c 40 {50 + 10 * K} {50 - 10 * K} 60 50 60 c h
"""


@pytest.mark.parametrize(
    ("operators", "outline"),
    [
        ("10 80 m 40 80 l 40 70 l 10 70 l h", Rectangle(10, 20, 30, 10)),
        (ROUNDED, Rectangle(10, 20, 30, 10, 2)),
        (CIRCLE, Circle(50, 50, 10)),
    ],
)
def test_common_shapes_are_recognised(operators: str, outline: Rectangle | Circle) -> None:
    """Rectangles, round corners included, and circles are told apart from other paths, y downwards."""
    assert read_outline(operators, 100) == outline


@pytest.mark.parametrize(
    ("operators", "straight", "closed", "points"),
    [
        ("10 80 m 40 80 l", True, False, 2),
        ("10 80 m 40 81 l 40 70 l 10 70 l h", True, True, 4),
        ("10 80 m 40 80 l 40 70 l 10 70 l", True, False, 4),
        ("10 80 m 1 2 3 4 40 80 c", False, False, 2),
    ],
)
def test_other_shapes_stay_paths(operators: str, straight: bool, closed: bool, points: int) -> None:  # noqa: FBT001 - parameters of the test
    """What is no rectangle or circle keeps its points."""
    path = read_outline(operators, 100)
    assert isinstance(path, Path)
    assert (path.straight, path.closed, len(path.points)) == (straight, closed, points)


def test_unknown_operators_are_refused() -> None:
    """A path with an operator that is not known here is not recorded as something else."""
    with pytest.raises(ValueError, match="re"):
        read_outline("1 2 3 4 re", 100)


def lines(*places: tuple[float, float]) -> tuple[Line, ...]:
    """Return lines that begin at some places and have some widths."""
    return tuple(Line(x, 20.0 * row, width, (Run("Inter-Regular", "x"),)) for row, (x, width) in enumerate(places))


@pytest.mark.parametrize(
    ("places", "align"),
    [
        (((10, 50), (10, 40)), "left"),
        (((10, 50), (20, 40)), "right"),
        (((10, 50), (15, 40)), "center"),
        (((10, 50), (12, 40)), None),
    ],
)
def test_alignment_is_seen_from_the_lines(places: tuple[tuple[float, float], ...], align: str | None) -> None:
    """Lines stand below each other at their beginnings, ends or middles, or at none of them."""
    assert Text("P", lines(*places), 12, 20, (0, 0, 0)).align == align


def test_no_level_of_heading_is_skipped() -> None:
    """Where a part begins with a heading of the third level, it is one of the first."""
    levels = Levels()
    roles = ["H3", "P", "H3", "H2", "H4", None, "H1"]
    assert [levels.of(Text(role, (), 12, 20, (0, 0, 0))) for role in roles] == [1, 0, 2, 2, 3, 0, 1]
