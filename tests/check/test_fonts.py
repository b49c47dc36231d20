"""Fonts: embedded, as subsets, the tool's own, and readable back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from pypdf.generic import NameObject

from materialgen.check import fonts
from tests.check.damage import Opened
from tests.check.drawn import told, with_file

if TYPE_CHECKING:
    from collections.abc import Callable

    from materialgen.check.built import Built

SHEET = "07-diagram-a3.pdf"


def unembedded(font: Any) -> None:  # noqa: ANN401 - pypdf's dictionaries have no common type
    """Take the font's file out."""
    del font["/FontDescriptor"]["/FontFile2"]


def unmapped(font: Any) -> None:  # noqa: ANN401 - pypdf's dictionaries have no common type
    """Take the way back to characters out."""
    del font["/ToUnicode"]


def whole_font(font: Any) -> None:  # noqa: ANN401 - pypdf's dictionaries have no common type
    """Call it a whole font."""
    font[NameObject("/BaseFont")] = NameObject("/" + font["/BaseFont"].partition("+")[2])


def other_font(font: Any) -> None:  # noqa: ANN401 - pypdf's dictionaries have no common type
    """Call it another font."""
    font[NameObject("/BaseFont")] = NameObject("/ABCDEF+Arial")


@pytest.mark.parametrize(
    ("damage", "code"),
    [
        (unembedded, "font-not-embedded"),
        (whole_font, "font-not-subset"),
        (unmapped, "font-unmapped"),
        (other_font, "foreign-font"),
    ],
)
def test_a_wrong_font_is_found_and_named(kit: Built, damage: Callable[[Any], None], code: str) -> None:
    """Each fault has its code, and the font its name."""
    opened = Opened(kit.folder / SHEET)
    name = str(opened.fonts[0]["/BaseFont"]).partition("+")[2]
    damage(opened.fonts[0])
    findings = told(fonts.check, with_file(kit, SHEET, opened.to_bytes()))
    assert findings[0][1] == code
    assert ("Arial" if code == "foreign-font" else name) in findings[0][2]
    assert {one for _, one, _ in findings[1:]} <= {"unreadable-text"}


def test_a_character_that_says_nothing_is_found(kit: Built) -> None:
    """A code that leads back to no letter cannot be copied or read aloud."""
    opened = Opened(kit.folder / SHEET)
    for font in opened.fonts:
        stream = font["/ToUnicode"].get_object()
        stream.set_data(stream.get_data().replace(b"> <0065>", b"> <0000>"))
    ((page, code, message),) = told(fonts.check, with_file(kit, SHEET, opened.to_bytes()))
    assert (page, code) == (1, "unreadable-text")
    assert "U+0000" in message


@pytest.mark.parametrize(("character", "bad"), [("e", False), ("–", False), ("\u00ad", False), ("\ufffd", True)])
def test_what_cannot_be_read(character: str, bad: bool) -> None:  # noqa: FBT001 - a value, not a switch
    """Letters, dashes and soft hyphens can; the mark for a lost character cannot."""
    assert fonts._is_unreadable(character) is bad


def test_control_characters_and_private_ones_cannot_be_read() -> None:
    """Control characters, unassigned and private ones."""
    assert all(fonts._is_unreadable(one) for one in "\0\x01\x7f\x80\ue000\uffff")
    assert not any(fonts._is_unreadable(one) for one in "\t\n aZåŊ→")
