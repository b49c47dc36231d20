"""The check of positions finds what it looks for, and nothing else: each finding has a control."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader, PdfWriter, Transformation

from materialgen.check import positions
from materialgen.check.positions import cuts
from materialgen.check.reading import read_pages
from materialgen.draw import Document, Stroke
from materialgen.geometry import A4, Box, pt
from materialgen.geometry.cards import Line
from materialgen.look import signs
from materialgen.look.colour import MID
from materialgen.typeset import Style, face
from tests.stress.readback import audit, audit_folder

if TYPE_CHECKING:
    from pathlib import Path

    from materialgen.draw import Page

TEXT = Style("text", (12,))


def page_with(*texts: tuple[str, float, float], lines: tuple[Line, ...] = (), stroke: Stroke = signs.CUT) -> list[str]:
    """Return the findings on a page with texts, each with the top left corner of its box in mm, and cut lines."""
    document = Document("Title", "Subject", "sv")
    page = document.page(A4)
    for text, x, y in texts:
        page.text(text, Box(x, y, 150, 10), TEXT)
    page.cut(lines, stroke)
    assert document.problems == []
    (read,) = read_pages(document.to_bytes())
    return list(audit(read))


def ink_of(page: Page) -> Box:
    """Return the ink of the last text that was drawn on a page, as layouts reckon it."""
    return page.placed[-1].box


def test_cut_lines_look_as_the_tool_draws_them() -> None:
    """The audit's own idea of a cut line is the one of the signs that layouts draw."""
    assert signs.CUT.dash == positions.CUT_DASH
    assert signs.CUT.width == positions.MARK_WIDTH
    assert tuple(round(one * 255) for one in MID) == positions.MARK_COLOUR


def test_a_sound_page_has_no_findings() -> None:
    """The control of all that follows: two texts inside the live area, well apart, and a cut between them."""
    assert page_with(("Ågärder", 20, 20), ("Mått", 20, 40), lines=(Line(20, 33, 190, 33),)) == []


def test_boxes_are_those_of_the_ink() -> None:
    """A glyph's box is as high as its letter, not as its line."""
    document = Document("Title", "Subject", "sv")
    document.page(A4).text("xH", Box(20, 20, 100, 10), TEXT)
    (page,) = read_pages(document.to_bytes())
    (piece,) = page.pieces
    inks = face(TEXT.weight)
    heights = [box.bottom - box.top for box in piece.glyphs]
    assert heights == pytest.approx([ink * 12 / pt(1) for ink in (inks.x_height, inks.cap_height)], abs=0.05)


@pytest.mark.parametrize(("x", "y"), [(7.5, 20), (199, 20), (20, 5), (20, 285)])
def test_ink_outside_the_live_area_is_found(x: float, y: float) -> None:
    """Text that leaves the live area at any edge is found."""
    (finding,) = page_with(("Text", x, y))
    assert finding.startswith("'Text' leaves the live area")


def test_a_page_without_text_is_found() -> None:
    """A page on which no text can be read is not taken for a sound one."""
    assert page_with() == ["the page has no text"]


def test_overlapping_texts_are_found() -> None:
    """Two texts whose letters collide are found, although each stands in a box of its own."""
    (finding,) = page_with(("gggg", 20, 20), ("ÅÅÅÅ", 20, 22))
    assert "overlaps" in finding


@pytest.mark.parametrize("shift", [0, 0.5])
def test_a_text_drawn_twice_is_found(shift: float) -> None:
    """The same words twice in nearly the same place, of which PDFium reads one only, are found all the same."""
    (finding,) = page_with(("Samma ord", 20, 20), ("Samma ord", 20 + shift, 20))
    assert "overlaps" in finding


def test_texts_that_only_touch_are_no_finding() -> None:
    """Lines set as tight as titles are do not collide."""
    assert page_with(("gggg", 20, 20), ("xxxx", 20, 20 + 12 * 1.0 / pt(1))) == []


@pytest.mark.parametrize(
    "line", [Line(10, 25, 200, 25), Line(25, 10, 25, 200)], ids=["a cut that lies", "a cut that stands"]
)
def test_text_over_a_cut_is_found(line: Line) -> None:
    """A cut line through a text is found in either direction."""
    (finding,) = page_with(("Stärk er förmåga", 20, 22), lines=(line,))
    assert "nearer than 5 mm to the cut" in finding


@pytest.mark.parametrize("stroke", [signs.CUT, Stroke(0.5, (0.0, 0.4, 0.2), signs.CUT.dash)])
def test_the_clearance_is_measured_from_the_ink(stroke: Stroke) -> None:
    """Ink 4.8 mm from a cut is found, ink 5.1 mm from it is not, whatever the colour of the cut."""
    document = Document("Title", "Subject", "sv")
    page = document.page(A4)
    page.text("HHH", Box(20, 40, 100, 10), TEXT)
    top = ink_of(page).y
    for distance, findings in ((4.8, 1), (5.1, 0)):
        cut = Line(10, top - distance, 200, top - distance)
        assert len(page_with(("HHH", 20, 40), lines=(cut,), stroke=stroke)) == findings


def test_solid_marks_count_beside_dashed_lines() -> None:
    """On a sheet with cut lines, the solid marks in its margin are cuts as well; on others such lines are not."""
    document = Document("Title", "Subject", "sv")
    pages = [document.page(A4) for _ in range(2)]
    mark, dashed = Line(20, 26, 60, 26), Line(20, 200, 190, 200)
    for page in pages:
        page.text("Text", Box(20, 20, 100, 10), TEXT)
        page.cut([mark], Stroke(positions.MARK_WIDTH, MID))
    pages[0].cut([dashed], signs.CUT)
    cut, uncut = read_pages(document.to_bytes())
    assert (len(cuts(cut)), len(cuts(uncut))) == (2, 0)
    assert len(list(audit(cut))) == 1
    assert list(audit(uncut)) == []


# -- a whole kit -------------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_the_built_in_kit_passes(built_kit: Path) -> None:
    """Nothing in the built-in kit leaves the live area, overlaps, or crowds a cut, as read back."""
    folders = [path for path in built_kit.iterdir() if path.is_dir()]
    assert all(len(list(folder.glob("*.pdf"))) > 10 for folder in folders)
    assert {folder.name: audit_folder(folder) for folder in folders} == {folder.name: [] for folder in folders}


def test_every_cut_of_the_built_in_kit_is_seen(built_kit: Path) -> None:
    """Each sheet that is cut up has cut lines that the audit finds, and no other sheet has any."""
    cut = {
        path.name for path in built_kit.glob("sv/*.pdf") if any(cuts(page) for page in read_pages(path.read_bytes()))
    }
    assert len(cut) > 1
    assert cut == {path.name for pattern in ("02-*.pdf", "06-*.pdf") for path in built_kit.glob(f"sv/{pattern}")}


def tampered(path: Path, across: float, *, copy: bool) -> bytes:
    """Return a file with its pages moved to the right by ``across`` mm, or with such a copy drawn over them."""
    writer = PdfWriter()
    for source, again in zip(PdfReader(path).pages, PdfReader(path).pages, strict=True):
        page = writer.add_page(source)
        move = Transformation().translate(pt(across), 0)
        if copy:
            page.merge_transformed_page(again, move)
        else:
            page.add_transformation(move)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_moved_page_is_found(built_kit: Path) -> None:
    """A whole sheet that is printed 15 mm too far to the right leaves the live area."""
    path = next(built_kit.glob("sv/07-*.pdf"))
    findings = [finding for page in read_pages(tampered(path, 15, copy=False)) for finding in audit(page)]
    assert findings
    assert all("leaves the live area" in finding for finding in findings)


def test_a_doubled_page_is_found(built_kit: Path) -> None:
    """A sheet drawn twice, 1 mm apart, collides with itself in every line."""
    path = next(built_kit.glob("sv/07-*.pdf"))
    lines = sum(len(page.pieces) for page in read_pages(path.read_bytes()))
    findings = [finding for page in read_pages(tampered(path, 1, copy=True)) for finding in audit(page)]
    assert sum("overlaps" in finding for finding in findings) >= lines - 1
