"""The test sheet for printers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from materialgen.check.reading import ReadFile
from materialgen.draw import audit
from materialgen.geometry import A3, A4, Paper
from materialgen.kit.calibration import calibration_words
from materialgen.kit.printer import read_printer
from materialgen.look.calibration import CORNER, FILE, STAIRS, calibration_sheet
from materialgen.look.colour import PRINCIPLE_TONES
from materialgen.press import Press, Printer
from tests.check.drawn import built, codes
from tests.pdf import Pdf

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.helpers import Result

EVERY = [(language, paper) for language in ("sv", "en") for paper in (A4, A3)]


def sheet(language: str = "en", paper: Paper = A4, press: Press | None = None) -> ReadFile:
    """Return the test sheet."""
    code, words = calibration_words(language)
    document = calibration_sheet(words, code, paper, press)
    assert document.problems == []
    assert [one for page in document.pages for one in audit(page)] == []
    return ReadFile.of_bytes("test.pdf", document.to_bytes())


@pytest.mark.parametrize(("language", "paper"), EVERY)
def test_stairs_tell_the_distance_from_each_edge(language: str, paper: Paper) -> None:
    """At each edge there is a line for each mm, beside its number."""
    (page,) = sheet(language, paper).pages
    numbers = {str(one) for one in range(1, STAIRS + 1)}
    lines = [one for one in page.shapes if one.segments == 2 and abs(one.width - 0.25) < 0.01]
    sides: list[tuple[Callable[[float, float], float], bool]] = [
        (lambda x, _y: x, True),
        (lambda x, _y: page.width - x, True),
        (lambda _x, y: y, False),
        (lambda _x, y: page.height - y, False),
    ]
    for from_edge, upright in sides:
        beside = [one for one in page.pieces if one.text in numbers and 20 < from_edge(*one.extent.middle) < 28]
        assert {one.text for one in beside} == numbers
        for one in beside:
            x, y = one.extent.middle
            steps = [
                from_edge(*line.extent.middle)
                for line in lines
                if (abs(line.extent.middle[1] - y) < 1 if upright else abs(line.extent.middle[0] - x) < 1)
                and from_edge(*line.extent.middle) < STAIRS + 0.5
                and (line.extent.bottom - line.extent.top > 3 if upright else line.extent.right - line.extent.left > 3)
            ]
            assert steps == pytest.approx([int(one.text)], abs=0.01)


@pytest.mark.parametrize(("language", "paper"), EVERY)
def test_lines_of_100_mm(language: str, paper: Paper) -> None:
    """One level and one upright line of 100 mm begin 30 mm from both edges."""
    (page,) = sheet(language, paper).pages
    long = [one.extent for one in page.shapes if one.segments == 2]
    level = [one for one in long if one.top == one.bottom and one.right - one.left == pytest.approx(100, abs=0.01)]
    upright = [one for one in long if one.left == one.right and one.bottom - one.top == pytest.approx(100, abs=0.01)]
    assert [(one.left, one.top) for one in (*level, *upright)] == [pytest.approx((CORNER, CORNER), abs=0.01)] * 2


def test_greys_colours_and_thin_lines() -> None:
    """Eleven greys, eight colours in three tones, and lines from 0.1 to 0.5 mm."""
    (page,) = sheet().pages
    fills = [one.fill for one in page.shapes if one.fill]
    assert len({one for one in fills if one[0] == one[1] == one[2]}) == 11
    for tones in PRINCIPLE_TONES.values():
        for tone in (tones.strong, tones.mid, tones.tint):
            assert any(max(abs(a - 255 * b) for a, b in zip(one, tone, strict=True)) <= 1 for one in fills)
    widths = {round(one.width, 2) for one in page.shapes if one.stroke}
    assert {0.1, 0.2, 0.3, 0.4, 0.5} <= widths


@pytest.mark.parametrize(("language", "paper"), EVERY)
def test_checks_of_contrast_pass(language: str, paper: Paper) -> None:
    """Text and figures are seen."""
    from materialgen.check import contrast

    assert codes(contrast.check, built(sheet(language, paper).data)) == []


def test_the_languages_say_the_same_things() -> None:
    """Both languages name the same lengths, and no place is left unfilled."""
    for language in ("sv", "en"):
        pdf = Pdf(sheet(language).data)
        said = " ".join([*pdf.texts, *pdf.alts])
        assert "30" in said
        assert "0.1, 0.2, 0.3, 0.4, 0.5" in said
        assert "{" not in said.replace("{left", "").replace("{x", "")
    assert Pdf(sheet("sv").data).texts != Pdf(sheet("en").data).texts


def test_the_printed_lines_are_a_printers_file(tmp_path: Path) -> None:
    """What is written on the sheet, with numbers for the gaps, is a file that the tool reads."""
    path = tmp_path / "printer.yaml"
    lines = [FILE[0].replace("____", "4"), FILE[1].replace("____", "-0.5"), FILE[2].replace("____", "99.5")]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    printer = read_printer(path, "printer.yaml")
    assert (printer.left, printer.bottom, printer.offset_y, printer.scale_x) == (4, 4, -0.5, 0.995)
    assert all(line in Pdf(sheet().data).texts[0] for line in FILE)


def test_a_corrected_sheet_proves_the_correction() -> None:
    """With a printer's file, the lines are as much too long as the printer makes them short."""
    (page,) = sheet(press=Press(printer=Printer(scale_x=0.98, offset_x=2))).pages
    level = [one.extent for one in page.shapes if one.extent.right - one.extent.left > 100.5]
    assert [one.right - one.left for one in level] == [pytest.approx(100 / 0.98, abs=0.01)]
    assert level[0].left == pytest.approx((CORNER - 2) / 0.98, abs=0.01)


def test_command(run: Callable[..., Result], empty: Path) -> None:
    """The sheet is written where it is wanted, whole, and equal to itself."""
    done = run("calibrate", "--lang", "en", "--paper", "A3")
    assert (done.code, done.err) == (0, "")
    path = empty / "output" / "calibrate-en-a3.pdf"
    assert path.read_bytes() == sheet("en", A3).data
    assert "calibrate-en-a3.pdf" in done.out
    assert run("calibrate", "--out", empty / "here" / "test.pdf").code == 0
    assert (empty / "here" / "test.pdf").read_bytes() == sheet("sv").data


def test_mistakes_of_the_command(run: Callable[..., Result], empty: Path) -> None:
    """A language without words, a file that cannot be written, a printer's file with a mistake."""
    done = run("calibrate", "--lang", "de")
    assert (done.code, "there is no language 'de'" in done.err) == (2, True)
    (empty / "file").touch()
    done = run("calibrate", "--out", empty / "file" / "test.pdf")
    assert (done.code, "cannot-write" in done.err) == (1, True)
    (empty / "printer.yaml").write_text("margins: {left: 30}\n", encoding="utf-8")
    done = run("calibrate", "--printer", "printer.yaml")
    assert (done.code, done.problems) == (
        1,
        ["printer.yaml:1:17: error[wrong-value]: left: at most 20 is allowed, found 30"],
    )
