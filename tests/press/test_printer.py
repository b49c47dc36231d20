"""A printer's file, the correction, and what the printer does not reach."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from materialgen.check import pages, positions, sizes
from materialgen.check.pictures import pictures
from materialgen.check.reading import ReadFile
from materialgen.draw import Document, Stroke, beyond
from materialgen.geometry import A4, Box
from materialgen.geometry.tiles import JOIN, JOINED, joined_reach
from materialgen.kit.printer import read_printer
from materialgen.press import Press, Printer
from materialgen.typeset import Style
from tests.check.drawn import built, told
from tests.helpers import place_of, problems_of

if TYPE_CHECKING:
    from pathlib import Path

    from materialgen.check.reading import Extent, ReadPage

STYLE = Style("test", (14,))
CROOKED = Printer(4, 4, 4, 6, offset_x=1.5, offset_y=-2, scale_x=0.99, scale_y=1.02)
WHOLE = """\
margins: {left: 4, right: 4.5, top: 3, bottom: 12.25}
offset: {x: -1.5, y: 2}
scale: {x: 99.5, y: 100.25}
"""


def sample(printer: Printer | None = None) -> bytes:
    """Return a file with a text in each corner of the live area and a square in the middle."""
    document = Document("Title", "Subject", "en", press=Press(printer=printer))
    page = document.page(A4)
    for x, y in ((9, 9), (150, 9), (9, 280), (150, 280)):
        page.text("Corner", Box(x, y, 50, 7), STYLE, role="H1" if (x, y) == (9, 9) else "P")
    with page.figure("A square", Box(80, 100, 50, 50)):
        page.rect(Box(80, 100, 50, 50), stroke=Stroke(1, (0, 0, 0)))
    document.bookmark(page, 9, "Corner")
    assert document.problems == []
    return document.to_bytes()


def places(page: ReadPage) -> list[float]:
    """Return the edges of everything on a page."""
    extents: list[Extent] = [*(one.extent for one in page.pieces), *(one.extent for one in page.shapes)]
    return [edge for one in extents for edge in (one.left, one.top, one.right, one.bottom)]


def write(folder: Path, text: str) -> Path:
    """Write a printer's file."""
    path = folder / "printer.yaml"
    path.write_text(text, encoding="utf-8")
    return path


# -- the file --------------------------------------------------------------------------------------------------------


def test_a_file_is_read(tmp_path: Path) -> None:
    """Margins, offset and scale; a percentage becomes a factor."""
    printer = read_printer(write(tmp_path, WHOLE), "printer.yaml")
    assert replace(printer, where=None) == Printer(4, 4.5, 3, 12.25, -1.5, 2, 0.995, 1.0025)
    assert str(printer.where) == "printer.yaml:1:1"


@pytest.mark.parametrize("text", ["", "# nothing measured\n", "margins: {}\n", "scale: {y: 100}\n"])
def test_everything_is_optional(tmp_path: Path, text: str) -> None:
    """What is left out is as a perfect printer has it."""
    assert replace(read_printer(write(tmp_path, text), "printer.yaml"), where=None) == Printer()


@pytest.mark.parametrize(
    ("old", "new", "code", "said"),
    [
        ("left: 4,", "left: -1,", "wrong-value", "left: at least 0 is needed, found -1"),
        ("left: 4,", "left: 20.1,", "wrong-value", "left: at most 20 is allowed, found 20.1"),
        ("left: 4,", "left: 4 mm,", "wrong-type", "expected a number such as 4.5 or -1, found '4 mm'"),
        ("left: 4,", "left: 4,5,", "unknown-key", "the key '5' is unknown"),
        ("left: 4,", "left: ,", "empty-value", "a number is missing here"),
        ("left: 4,", 'left: "4",', "wrong-type", "found '4'"),
        ("left: 4,", "left: .inf,", "wrong-type", "found '.inf'"),
        ("left: 4,", "left: [4],", "wrong-type", "found 'a list or a mapping'"),
        ("x: -1.5", "x: -10.5", "wrong-value", "at least -10"),
        ("x: -1.5", "x: 11", "wrong-value", "at most 10"),
        ("x: 99.5", "x: 0.995", "wrong-value", "at least 95"),
        ("x: 99.5", "x: 106", "wrong-value", "at most 105"),
        ("scale:", "scales:", "unknown-key", "the key 'scales' is unknown"),
        ("bottom:", "botton:", "unknown-key", "the key 'botton' is unknown"),
        ("{x: 99.5, y: 100.25}", "99.5", "wrong-type", "expected a mapping"),
        ("scale:", "offset: {x: 1}\nscale:", "duplicate-key", "stands twice"),
    ],
)
def test_a_mistake_is_located(tmp_path: Path, old: str, new: str, code: str, said: str) -> None:
    """Each mistake is told with its place and the allowed range."""
    path = write(tmp_path, WHOLE.replace(old, new, 1))
    problems = problems_of(lambda: read_printer(path, "printer.yaml"))
    problem = next(one for one in problems if one.code == code)
    assert said in problem.message
    assert problem.where is not None
    line, _ = place_of(path, new.splitlines()[0])
    assert problem.where.line == line


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    """It is told as a missing file."""
    assert [one.code for one in problems_of(lambda: read_printer(tmp_path / "no.yaml", "no.yaml"))] == ["missing-file"]


# -- the correction --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "printer",
    [CROOKED, Printer(offset_x=3), Printer(offset_y=-3), Printer(scale_x=1.05, scale_y=0.95), Printer(scale_y=1.001)],
)
def test_the_paper_comes_out_right(printer: Printer) -> None:
    """What the printer makes of the corrected file is where the layout put it: reckoned here from the raw file."""
    wanted = places(ReadFile.of_bytes("test.pdf", sample()).pages[0])
    sent = places(ReadFile.of_bytes("test.pdf", sample(printer)).pages[0])
    offsets, scales = (printer.offset_x, printer.offset_y), (printer.scale_x, printer.scale_y)
    paper = [offsets[index % 2] + scales[index % 2] * one for index, one in enumerate(sent)]
    assert paper == pytest.approx(wanted, abs=0.01)
    assert sent != pytest.approx(wanted, abs=0.01)  # the control: there is something to correct


def test_a_perfect_printer_changes_no_byte() -> None:
    """Margins alone move nothing."""
    assert sample(Printer(5, 5, 5, 5)) == sample() == sample(Printer())


def test_checks_see_the_paper_that_comes_out() -> None:
    """A corrected file is sound for its printer; for another, type and places are as they are in the file."""
    data, press = sample(CROOKED), Press(printer=CROOKED)
    name = next(iter(built(data).files))
    corrected = replace(built(data), press=press, files={name: ReadFile.of_bytes(name, data, CROOKED)})
    for check in (pages.check, positions.check, sizes.check):
        assert told(check, corrected) == []
    seen, plain = corrected.files[name].pages[0], ReadFile.of_bytes(name, sample()).pages[0]
    assert places(seen) == pytest.approx(places(plain), abs=0.01)
    assert [one.size for one in seen.pieces] == pytest.approx([one.size for one in plain.pieces], abs=0.01)
    assert any(code == "outside-live-area" for _, code, _ in told(positions.check, built(sample(Printer(offset_x=5)))))


def test_pictures_are_of_the_paper() -> None:
    """The middle of each side of the square is dark where the layout put it, in a picture for its printer only."""
    spots = ((105, 100), (105, 150), (80, 125), (130, 125))
    per_mm = 150 / 25.4

    def dark(file: ReadFile) -> list[bool]:
        ((_, image),) = pictures(file, 150)
        values = [image.getpixel((int(x * per_mm), int(y * per_mm))) for x, y in spots]
        return [isinstance(one, int | float) and one < 128 for one in values]

    assert all(dark(ReadFile.of_bytes("test.pdf", sample(CROOKED), CROOKED)))
    assert all(dark(ReadFile.of_bytes("test.pdf", sample())))
    assert not all(dark(ReadFile.of_bytes("test.pdf", sample(CROOKED))))


# -- what it does not reach ------------------------------------------------------------------------------------------


def test_reach() -> None:
    """Margins, and the edges of the page as they come out, bound what is printed."""
    assert Printer(4, 5, 6, 7).reach(A4) == Box(4, 6, 201, 284)
    reach = Printer(1, 1, 1, 1, offset_x=3, offset_y=-4, scale_x=0.98).reach(A4)
    assert (reach.x, reach.y, reach.right, reach.bottom) == pytest.approx((3, 1, 3 + 0.98 * 210, 293))


def test_texts_beyond_the_reach_are_told() -> None:
    """A text that sticks out of what is printed is named with its place; those inside are not."""
    page = Document("Title", "Subject", "en").page(A4)
    page.text("First", Box(9, 9, 50, 7), STYLE)
    page.text("Second", Box(100, 100, 50, 7), STYLE)
    assert beyond(page, Printer(8, 8, 8, 8).reach(A4)) == []
    (one,) = beyond(page, Printer(left=9.5).reach(A4))
    assert one.startswith("the text 'First' at x 9.0, y ")


def test_texts_at_a_join_that_stays_blank_are_told() -> None:
    """Two glued sheets lose what stands across the join if the margins leave a gap there; narrow margins leave none."""
    page = Document("Title", "Subject", "en").page(JOINED)
    page.text("Outside", Box(9, 9, 50, 7), STYLE)
    page.text("Across the join of the two", Box(JOIN - 20, 100, 90, 7), STYLE)
    assert beyond(page, *joined_reach(Printer(7, 7, 7, 7).reach(A4))) == []
    (one,) = beyond(page, *joined_reach(Printer(left=8, right=7).reach(A4)))
    assert "'Across the join" in one
    (one,) = beyond(page, *joined_reach(Printer(left=7, right=8).reach(A4)))
    assert "'Across the join" in one
    assert len(beyond(page, *joined_reach(Printer(left=10).reach(A4)))) == 2
