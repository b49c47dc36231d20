"""An organisation's fonts: only those that can be embedded, may be, and have the characters."""

from __future__ import annotations

import gc
import io
import weakref
from typing import TYPE_CHECKING

import pytest
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from materialgen.brand import load_brand
from materialgen.typeset import Weight, face, family, missing_glyphs, set_text, using
from materialgen.typeset.style import Style
from tests.brand.brands import FONTS, changed, fault, faults, font, fonts, said_of, write

if TYPE_CHECKING:
    from pathlib import Path


def without(characters: str, weight: str = "italic") -> bytes:
    """Return a font that lacks some characters."""
    made = TTFont(io.BytesIO(font(weight)))
    subsetter = Subsetter(Options(name_IDs=["*"], notdef_outline=True, glyph_names=False))
    subsetter.populate(unicodes=set(made.getBestCmap()) - set(map(ord, characters)))
    subsetter.subset(made)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def test_fonts_stand_in_for_those_that_are_left_out(tmp_path: Path) -> None:
    """Semibold is bold then, and its italic is the italic."""
    brand = load_brand(write(tmp_path, FONTS, fonts()))
    names = {weight: one.name for weight, one in brand.fonts.items()}
    assert names == {
        "regular": "AlmlundaSans-Regular",
        "bold": "AlmlundaSans-Bold",
        "italic": "AlmlundaSans-Italic",
        "semibold": "AlmlundaSans-Bold",
        "semibold_italic": "AlmlundaSans-Italic",
    }


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"OTTO" + bytes(100), "PostScript outlines"),
        (b"wOFF" + bytes(100), "web font"),
        (b"wOF2" + bytes(100), "web font"),
        (b"ttcf" + bytes(100), "collection"),
        (b"<html>", "not a font"),
        (b"", "not a font"),
        (font("bold")[:5000], "damaged"),
        (font("bold")[:11], "damaged"),
        (b"\x00\x01\x00\x00" + bytes(40), "lacks the tables"),
        (changed("bold", OS_2={"fsType": 2}), "forbids"),
        (changed("bold", OS_2={"fsType": 0x0104}), "in part"),
        (changed("bold", OS_2={"fsType": 0x0200}), "bitmaps"),
        (without("A\u00a0", "bold"), "U+0041 U+00A0"),
    ],
)
def test_a_font_that_cannot_serve_is_told(tmp_path: Path, data: bytes, words: str) -> None:
    """On the line that names it, with the reason."""
    problem = fault(tmp_path, f"name: A\n{FONTS}", fonts() | {"bold.ttf": data})
    assert (problem.code, problem.where and problem.where.line) == ("unfit-font", 2)
    assert words in problem.message
    assert problem.hint


@pytest.mark.parametrize("permission", [0, 4, 8, 6])
def test_licences_that_allow_embedding_pass(tmp_path: Path, permission: int) -> None:
    """Installable, preview and print, editable; and an old font that has a permission beside the restriction."""
    files = fonts() | {"bold.ttf": changed("bold", OS_2={"fsType": permission})}
    assert load_brand(write(tmp_path, FONTS, files)).fonts


def test_two_fonts_of_one_name_are_told_apart(tmp_path: Path) -> None:
    """They would be mixed up in the PDF file."""
    files = fonts() | {"bold.ttf": changed("regular", OS_2={"usWeightClass": 700})}
    [problem] = faults(tmp_path, FONTS, files)
    assert (problem.code, "one name" in problem.message) == ("unfit-font", True)


@pytest.mark.parametrize("seed", range(40))
def test_a_damaged_font_is_a_problem_and_nothing_else(tmp_path: Path, seed: int) -> None:
    """Whatever bytes are wrong, loading either passes or tells; drawing with what passed is tested with the PDF."""
    data = bytearray(font("regular"))
    for step in range(30):
        data[(seed * 7919 + step * 104729) % (600 if seed % 2 else len(data))] = (seed * 31 + step * 17) % 256
    folder = write(tmp_path, FONTS, fonts() | {"regular.ttf": bytes(data)})
    assert {one.code for one in said_of(folder)} <= {"unfit-font"}


def test_a_character_that_any_of_the_fonts_lacks_is_told(tmp_path: Path) -> None:
    """A word may be emphasised anywhere; with the tool's own fonts, the text passes."""
    brand = load_brand(write(tmp_path, FONTS, fonts() | {"italic.ttf": without("ŋ")}))
    assert missing_glyphs("Leaŋga") == []
    with using(brand.fonts):
        [problem] = missing_glyphs("Leaŋga")
        assert "brand's font" in problem.message
        assert "fonts for the brand" in str(problem.hint)
        assert missing_glyphs("Almlunda – 20 %") == []


def test_families_do_not_leak(tmp_path: Path) -> None:
    """The same words are measured anew in each family, and afterwards as before."""
    wide = changed("regular", hmtx={})
    made = TTFont(io.BytesIO(wide))
    made["hmtx"].metrics = {name: (advance + 300, left) for name, (advance, left) in made["hmtx"].metrics.items()}
    stream = io.BytesIO()
    made.save(stream)
    brand = load_brand(write(tmp_path, FONTS, fonts() | {"regular.ttf": stream.getvalue()}))
    own, style = family(), Style("test", (12.0,))
    before = set_text("Almlunda kommun", style, 30.0, 12.0)
    with using(brand.fonts) as other:
        assert family() is other is not own
        with using(brand.fonts) as again:
            assert again is other
        assert set_text("Almlunda kommun", style, 30.0, 12.0) != before
        assert face(Weight.SEMIBOLD) is face(Weight.BOLD)
        with using({}):
            assert set_text("Almlunda kommun", style, 30.0, 12.0) == before
    assert family() is own
    assert set_text("Almlunda kommun", style, 30.0, 12.0) == before


def test_what_is_remembered_goes_with_the_fonts(tmp_path: Path) -> None:
    """A family remembers its own measures; two families are kept, so that many brands in turn take no more room."""
    kept = []
    for number in range(4):
        files = {f"{weight}.ttf": font(weight, f"Family{number} Sans") for weight in ("regular", "bold", "italic")}
        brand = load_brand(write(tmp_path / str(number), FONTS, files))
        with using(brand.fonts) as made:
            remembered = made.remember(len, 8)
            assert remembered("four") == 4
            assert made.remember(len, 8) is remembered
            kept.append(weakref.ref(made))
        del made, remembered
    gc.collect()
    assert [one() is not None for one in kept] == [False, False, True, True]
