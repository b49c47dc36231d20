"""An organisation's fonts: TrueType outlines, a licence that allows embedding, and the characters that every sheet has.

Sources: OpenType specification 1.9, "Organization of an OpenType font" and "OS/2 table" (fsType).
"""

from __future__ import annotations

import hashlib
import struct
from typing import TYPE_CHECKING

from materialgen.brand.folder import read_file
from materialgen.brand.model import FontFile
from materialgen.problems import Problem, ProblemsFoundError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from materialgen.brand.schema import FontFacts
    from materialgen.kit.text import Text

MOST = 5_000_000
"""Bytes of a font."""
_TRUETYPE = (b"\x00\x01\x00\x00", b"true")
_OTHERS = {
    b"OTTO": "an OpenType font with PostScript outlines",
    b"ttcf": "a collection of fonts",
    b"wOFF": "a web font (WOFF)",
    b"wOF2": "a web font (WOFF2)",
}
_TABLES = ("OS/2", "cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "post")
"""What a PDF writer and a typesetter need of a font."""
_RESTRICTED, _LEVELS, _NO_SUBSETTING, _BITMAPS_ONLY = 0x0002, 0x000F, 0x0100, 0x0200
"""Of fsType. Levels that allow more may stand beside the first in old fonts, and then hold."""
_NEEDED = "".join(map(chr, range(0x20, 0x7F))) + "\u00a0·–•"
"""Of every sheet, its foot included."""
_HINT = "ask for the static TrueType files (.ttf) of the font"


class _UnfitFontError(Exception):
    """A font cannot be used.

    Attributes:
        hint: What to do about it.
    """

    def __init__(self, message: str, hint: str = _HINT) -> None:
        self.hint = hint
        super().__init__(message)


def read_fonts(folder: Path, facts: FontFacts, problems: list[Problem]) -> dict[str, FontFile]:
    """Return the fonts by weight; what is wrong with any of them is added to ``problems``."""
    named = {
        "regular": facts.regular,
        "bold": facts.bold,
        "italic": facts.italic,
        "semibold": facts.semibold or facts.bold,
        "semibold_italic": facts.semibold_italic or facts.italic,
    }
    known: dict[str, FontFile | None] = {}
    for name in named.values():
        if str(name) not in known:
            known[str(name)] = _read(folder, name, problems)
    problems += _namesakes(known)
    return {weight: font for weight, name in named.items() if (font := known[str(name)]) is not None}


def _namesakes(known: Mapping[str, FontFile | None]) -> Iterator[Problem]:
    """Yield a problem for each font that has another one's name: in a PDF file, names tell fonts apart."""
    first: dict[str, tuple[str, FontFile]] = {}
    for file, font in known.items():
        if font is None:
            continue
        other, same = first.setdefault(font.name, (file, font))
        if same != font:
            message = f"'{file}' and '{other}' are different fonts with one name, {font.name}"
            yield Problem("unfit-font", message, font.where, _HINT)


def _read(folder: Path, name: Text, problems: list[Problem]) -> FontFile | None:
    try:
        data = read_file(folder, name, MOST)
        return FontFile(_checked(data), hashlib.sha256(data).hexdigest(), data, name.where)
    except ProblemsFoundError as error:
        problems += error.problems
    except _UnfitFontError as error:
        problems.append(Problem("unfit-font", f"'{name}' {error}", name.where, error.hint))
    return None


def _checked(data: bytes) -> str:
    """Return a font's PostScript name; raises ``_UnfitFontError`` if it cannot be used."""
    try:
        tables = _tables(data)
        _check_licence(struct.unpack_from(">H", tables["OS/2"], 8)[0])
        name = _postscript_name(tables["name"])
    except struct.error:
        raise _UnfitFontError("is damaged: it ends before its tables do") from None
    lacking = _lacking(data)
    if lacking:
        shown = " ".join(f"U+{ord(one):04X}" for one in lacking[:5])
        more = f" and {len(lacking) - 5} more" if len(lacking) > 5 else ""  # noqa: PLR2004 - as many as are shown
        raise _UnfitFontError(f"lacks characters that every sheet has: {shown}{more}", "choose another font")
    return name


def _tables(data: bytes) -> Mapping[str, bytes]:
    """Return the tables of a TrueType font by their tags."""
    if data[:4] in _OTHERS:
        raise _UnfitFontError(f"is {_OTHERS[data[:4]]}, not a TrueType font")
    if data[:4] not in _TRUETYPE:
        raise _UnfitFontError("is not a font")
    (count,) = struct.unpack_from(">H", data, 4)
    tables = {}
    for index in range(count):
        tag, _, start, length = struct.unpack_from(">4sLLL", data, 12 + 16 * index)
        if start + length > len(data):
            raise struct.error
        tables[tag.decode("latin-1")] = data[start : start + length]
    missing = [one for one in _TABLES if one not in tables]
    if missing:
        raise _UnfitFontError(f"lacks the tables {', '.join(missing)}")
    if "fvar" in tables:
        raise _UnfitFontError("is a variable font, which holds many weights in one file")
    return tables


def _check_licence(permissions: int) -> None:
    level = permissions & _LEVELS
    hint = "ask the font's maker for a licence to embed it in PDF files, or leave out 'fonts:'"
    if level == _RESTRICTED:
        raise _UnfitFontError("forbids to be embedded in files (its licence bits, fsType, are 2)", hint)
    if permissions & _NO_SUBSETTING:
        raise _UnfitFontError("forbids to be embedded in part (fsType, bit 8)", hint)
    if permissions & _BITMAPS_ONLY:
        raise _UnfitFontError("allows only its bitmaps to be embedded (fsType, bit 9)", hint)


def _postscript_name(table: bytes) -> str:
    """Return name 6 of a font's naming table, of letters that a PDF name can have."""
    _, count, storage = struct.unpack_from(">HHH", table)
    for index in range(count):
        platform, _, _, which, length, offset = struct.unpack_from(">HHHHHH", table, 6 + 12 * index)
        if which == 6:  # noqa: PLR2004 - the PostScript name
            raw = table[storage + offset : storage + offset + length]
            name = raw.decode("latin-1" if platform == 1 else "utf-16-be", "replace")
            if name and all("!" <= one <= "~" and one not in "[](){}<>/%" for one in name):
                return name
    raise _UnfitFontError("has no PostScript name")


def _lacking(data: bytes) -> list[str]:
    """Return the characters that every sheet has and a font has not."""
    import uharfbuzz as hb

    face = hb.Face(hb.Blob(data))
    characters = face.unicodes
    if not face.glyph_count or not face.upem:
        raise _UnfitFontError("is damaged: it has no glyphs")
    return [one for one in _NEEDED if ord(one) not in characters]
