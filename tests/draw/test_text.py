"""Text on the page: where it stands, how it looks, and that it can be read back as it was written."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from materialgen.draw import Document, Page
from materialgen.geometry import A4, Box, pt
from materialgen.typeset import Style, TextBlock, Weight, face, plain, set_text
from tests.helpers import output_of
from tests.pdf import Pdf, folded

if TYPE_CHECKING:
    from pathlib import Path

STYLE = Style("test", (12,), Weight.REGULAR)
BODY = Box(20, 20, 170, 200)
SAMPLES = [
    "åäö ÅÄÖ é ü",
    "5–10 minuter – ja … ”så”",
    "č đ ŋ š ŧ ž Č Đ Ŋ Š Ŧ Ž",
    "(a) ((b) c)) \\ d\\) \\\\",
    "AVATAR To Ty. P, LT’s VAV",
    "fi ffl ff -> <- 1/2",
    "§ ½ × − ± ° € % → ✓ • ·",
    "100\u00a0% på 10\u00a0min",
    "a\u0301 e\u0328",
]


def page_of(text: str, style: Style = STYLE, box: Box = BODY, **choices: str) -> tuple[Page, Pdf]:
    """Return a page with one text, and the file."""
    document = Document("Title", "Subject", "sv")
    page = document.page(A4)
    page.text(text, box, style, **choices)  # type: ignore[arg-type]  # alignment and role are strings
    assert document.problems == []
    return page, Pdf(document.to_bytes())


def as_read(text: str) -> str:
    """Return a text as readers give it back: a non-breaking space comes out as a space."""
    return folded(plain(text)).replace("\u00a0", " ")


@pytest.mark.parametrize("weight", Weight)
@pytest.mark.parametrize("text", SAMPLES)
def test_text_is_extracted_as_it_was_written(text: str, weight: Weight) -> None:
    """Two readers find the same characters in the same order, in each font and with kerning."""
    _, pdf = page_of(text, STYLE.but(weight=weight))
    assert pdf.texts == [as_read(text)]
    assert folded(pdf.reader.pages[0].extract_text()) == as_read(text)


@settings(max_examples=40)
@given(st.lists(st.text("AVTayo(){}\\<>[]%åäöéšŋ–”…’.,:0159", min_size=1, max_size=9), min_size=1, max_size=25))
@example(["\\", "\\)", "(", ")("])
@example([")(", ")", "(("])
def test_any_words_are_extracted_as_they_were_written(words: list[str]) -> None:
    """Whatever brackets and backslashes a text has, and wherever its lines break, its words come out in order."""
    text = " ".join(words)
    _, pdf = page_of(text, box=Box(20, 20, 60, 260))
    assert pdf.texts == [as_read(text)]


def test_more_than_256_different_characters_need_more_than_one_subset() -> None:
    """A text with very many letters is split over subsets of the font and still reads as one."""
    letters = [chr(code) for code in [*range(0x21, 0x7F), *range(0xA1, 0x180)] if face(Weight.REGULAR).has(chr(code))]
    letters = [one for one in letters if one not in "*\u00ad\\ŉſ"]
    text = " ".join("".join(letters[start : start + 8]) for start in range(0, len(letters), 8))
    assert len(letters) > 256
    _, pdf = page_of(text)
    assert pdf.texts == [as_read(text)]


def test_words_of_neighbouring_lines_are_not_joined() -> None:
    """A real space ends each line but the last, for readers that do not look at places."""
    _, pdf = page_of("aaaa bbbb cccc", box=Box(20, 20, 15, 100))
    operators = pdf.reader.pages[0].get_contents()
    assert operators is not None
    assert pdf.texts == ["aaaa bbbb cccc"]
    shown = [operands[0][-1] for operands, operator in pdf.operations[0] if operator == b"TJ"]
    assert [str(one).endswith(" ") for one in shown] == [True, True, False]


def test_a_shown_soft_hyphen_is_marked_as_one() -> None:
    """A word that is divided at the end of a line reads as one word."""
    _, pdf = page_of("innovations\u00adarbetet", box=Box(20, 20, 30, 100))
    assert pdf.texts == ["innovationsarbetet"]
    actual = [
        operands[1]["/ActualText"]
        for operands, operator in pdf.operations[0]
        if operands[:1] == ["/Span"] and operator == b"BDC"
    ]
    assert actual == ["\u00ad"]


def test_a_hyphen_of_the_text_is_not_marked() -> None:
    """The control: a hyphen that the author wrote stays a hyphen."""
    _, pdf = page_of("moderator-handledning", box=Box(20, 20, 30, 100))
    assert "moderator-" in pdf.reader.pages[0].extract_text()
    assert not [
        operands for operands, operator in pdf.operations[0] if operands[:1] == ["/Span"] and operator == b"BDC"
    ]


@pytest.mark.parametrize("align", ["left", "center", "right"])
@pytest.mark.parametrize("valign", ["top", "middle", "bottom"])
@pytest.mark.parametrize("style", [STYLE, STYLE.but(weight=Weight.BOLD, tracking=-0.015), STYLE.but(tracking=0.05)])
def test_ink_stands_where_the_audit_believes_it_stands(style: Style, align: str, valign: str) -> None:
    """The box that a page keeps for its audit is that of the characters in the file, as PDFium sees them."""
    text = "Hxxx **HHxx** och *lutande*\nHH AVA"
    page, pdf = page_of(text, style, Box(30, 40, 120, 60), align=align, valign=valign)
    (placed,) = page.placed
    chars = [one for one in pdf.chars[0] if one.text in "HxAV"]
    assert min(one.top for one in chars) == pytest.approx(placed.box.y, abs=0.15)
    assert min(one.left for one in pdf.chars[0]) >= placed.box.x - 0.1
    assert max(one.right for one in pdf.chars[0]) <= placed.box.right + 0.1
    assert max(one.right for one in pdf.chars[0]) - min(one.left for one in pdf.chars[0]) == pytest.approx(
        placed.box.w, abs=1.0
    )
    assert {one.size for one in chars} == {12.0}


def test_a_line_is_as_wide_in_the_file_as_it_was_measured() -> None:
    """Kerning and spaces of mixed weights are drawn as they were measured: the last letter stands at the edge."""
    for text in ("Vi **AVVECKAR *To* Ty** x x x x **x** HH", "*a b c d e f g* **H H H H** H"):
        for weight in (Weight.REGULAR, Weight.SEMIBOLD, Weight.BOLD):
            style = STYLE.but(weight=weight)
            block = set_text(text, style, 170, 12)
            assert isinstance(block, TextBlock)
            _, pdf = page_of(text, style, align="right")
            stem = max(one.right for one in pdf.chars[0])
            assert BODY.right - stem == pytest.approx(0.09 * 12 / pt(1), abs=0.12)


def test_lines_stand_a_leading_apart() -> None:
    """Baselines are the style's leading apart, and capitals stand centred in their line box."""
    _, pdf = page_of("H\nH\nH")
    tops = [one.top for one in pdf.chars[0]]
    leading = 12 * STYLE.leading / pt(1)
    assert [lower - upper for upper, lower in pairwise(tops)] == pytest.approx([leading, leading], abs=0.01)
    cap = pdf.chars[0][0].bottom - tops[0]
    assert tops[0] - BODY.y == pytest.approx((leading - cap) / 2, abs=0.02)


def test_items_of_a_list_stand_below_each_other_even_if_they_are_alike() -> None:
    """Three equal items have three places."""
    _, pdf = page_of("- HH\n- HH\n- HH")
    tops = sorted({round(one.top, 1) for one in pdf.chars[0] if one.text == "H"})
    assert len(tops) == 3


def test_a_text_takes_the_height_of_its_lines() -> None:
    """What is drawn next can stand below."""
    document = Document("Title", "Subject", "sv")
    taken = document.page(A4).text("a\nb", BODY, STYLE)
    assert (taken.x, taken.y, taken.w) == (BODY.x, BODY.y, BODY.w)
    assert taken.h == pytest.approx(2 * 12 * STYLE.leading / pt(1))


@pytest.mark.parametrize("weight", Weight)
def test_colour_and_size_are_those_of_the_style(weight: Weight) -> None:
    """The fill colour and the font's size stand in the content stream as the style says."""
    _, pdf = page_of("a", Style("test", (9.5,), weight, colour=(0.25, 0.5, 1)))
    operations = pdf.operations[0]
    assert [[float(one) for one in operands] for operands, operator in operations if operator == b"rg"] == [
        [0.25, 0.5, 1]
    ]
    assert [float(operands[1]) for operands, operator in operations if operator == b"Tf"] == [9.5]


def test_fonts_are_embedded_as_subsets_with_unicode(tmp_path: Path) -> None:
    """Only Inter is in the file, embedded, cut down to what is used, and readable."""
    document = Document("Title", "Subject", "sv")
    page = document.page(A4)
    page.text("Regular **strong** *slanted* ***both***", BODY, STYLE)
    path = tmp_path / "fonts.pdf"
    path.write_bytes(document.to_bytes())
    rows = [line.split() for line in output_of("pdffonts", str(path)).splitlines()[2:]]
    assert len(rows) >= 3
    for name, *_, embedded, subset, unicode, _object, _generation in rows:
        assert name.split("+")[1].startswith("Inter-")
        assert (embedded, subset, unicode) == ("yes", "yes", "yes")


def test_a_page_without_text_has_no_foreign_font() -> None:
    """Even an empty page refers to no font that is not embedded."""
    document = Document("Title", "Subject", "sv")
    document.page(A4)
    assert b"Helvetica" not in document.to_bytes()
