"""Measuring words: HarfBuzz kerning, cached per font and word, and glyph coverage.

Texts are set in the fonts of a ``Family``: the tool's own, or within ``using`` an organisation's.
"""

from __future__ import annotations

import unicodedata
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar, cast

import uharfbuzz as hb

from materialgen import resources

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from materialgen.brand.model import FontFile

_P = ParamSpec("_P")
_R = TypeVar("_R")

# Ligatures change what text extraction finds; kerning does not.
_FEATURES = {"kern": True, "liga": False, "clig": False, "dlig": False, "calt": False, "ccmp": False}


class Weight(Enum):
    """The weights of Inter, with italics for emphasis; the value is the font file's name."""

    REGULAR = "Inter-Regular.ttf"
    SEMIBOLD = "Inter-SemiBold.ttf"
    BOLD = "Inter-Bold.ttf"
    ITALIC = "Inter-Italic.ttf"
    SEMIBOLD_ITALIC = "Inter-SemiBoldItalic.ttf"

    @property
    def bolder(self) -> Weight:
        """The weight of strong text inside this weight."""
        return {
            Weight.REGULAR: Weight.SEMIBOLD,
            Weight.SEMIBOLD: Weight.BOLD,
            Weight.ITALIC: Weight.SEMIBOLD_ITALIC,
        }.get(self, self)

    @property
    def italic(self) -> Weight:
        """The italic for emphasis inside this weight."""
        return Weight.ITALIC if self in {Weight.REGULAR, Weight.ITALIC} else Weight.SEMIBOLD_ITALIC

    @property
    def path(self) -> Path:
        """The font file."""
        return resources.font_file(self.value)

    @property
    def font_name(self) -> str:
        """The name under which the font is registered with the PDF writer."""
        return self.value.removesuffix(".ttf")


@dataclass(frozen=True, slots=True)
class Shaped:
    """A measured word.

    Attributes:
        text: The word.
        width: Its width in em.
        kerns: ``(index, amount)``: the space between characters index and index + 1 is made smaller by ``amount``
            thousandths of an em.
    """

    text: str
    width: float
    kerns: tuple[tuple[int, int], ...]


class Face:
    """One font, ready to measure.

    Attributes:
        ascent, descent, cap_height, x_height: In em; descent is positive, downwards.
        space: The width of a word space, in em.
        characters: Those it has glyphs for. Combining marks are left out: a letter and its mark that Unicode has no
            composed character for would stand beside each other.
    """

    def __init__(self, blob: hb.Blob) -> None:
        """Load a font."""
        face = hb.Face(blob)
        self._font = hb.Font(face)
        self._scale = 1 / face.upem
        self._words: dict[str, Shaped] = {}
        self.characters = frozenset(one for one in map(chr, face.unicodes) if not unicodedata.combining(one))
        extents = self._font.get_font_extents("ltr")
        self.ascent = extents.ascender * self._scale
        self.descent = -extents.descender * self._scale
        self.cap_height = self._height("H")
        self.x_height = self._height("x")
        self.space = self.word(" ").width

    def _height(self, character: str) -> float:
        glyph = self._font.get_nominal_glyph(ord(character))
        extents = self._font.get_glyph_extents(glyph) if glyph else None
        return extents.y_bearing * self._scale if extents else 0.7

    def has(self, character: str) -> bool:
        """Return whether the font has a glyph for the character."""
        return character in self.characters

    def word(self, text: str) -> Shaped:
        """Return the measured word."""
        found = self._words.get(text)
        if found is None:
            found = self._words[text] = self._shape(text)
        return found

    def _shape(self, text: str) -> Shaped:
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        hb.shape(self._font, buffer, _FEATURES)
        scale = self._scale
        kerns = []
        width = 0
        last = len(text) - 1
        for index, (info, position) in enumerate(zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)):
            width += position.x_advance
            kern = round((self._font.get_glyph_h_advance(info.codepoint) - position.x_advance) * scale * 1000)
            if kern and index < last:
                kerns.append((index, kern))
        return Shaped(text, width * scale, tuple(kerns))


class Family:
    """Fonts of all weights. Two families are the same only if they are one object.

    Attributes:
        files: An organisation's fonts by weight; nothing for the tool's own.
    """

    def __init__(self, files: Mapping[Weight, FontFile] | None = None) -> None:
        """Keep the fonts; each is loaded when it is first needed."""
        self.files: Mapping[Weight, FontFile] = files or {}
        self._faces: dict[Weight, Face] = {}
        self._characters: frozenset[str] | None = None
        self._remembering: dict[Callable[..., Any], Callable[..., Any]] = {}

    def remember(self, function: Callable[_P, _R], size: int) -> Callable[_P, _R]:
        """Return a function that remembers what it returned in these fonts, which is forgotten with them.

        Args:
            function: Its arguments can be hashed.
            size: How many results are remembered.
        """
        found = self._remembering.get(function)
        if found is None:
            found = self._remembering[function] = cast("Callable[_P, _R]", lru_cache(maxsize=size)(function))
        return found

    def face(self, weight: Weight) -> Face:
        """Return the face of a weight, loaded once."""
        found = self._faces.get(weight)
        if found is None:
            found = self._faces[weight] = self._load(weight)
        return found

    def _load(self, weight: Weight) -> Face:
        if not self.files:
            return Face(hb.Blob.from_file_path(str(weight.path)))
        data = self.files[weight]
        same = next((one for other, one in self._faces.items() if self.files[other] == data), None)
        return same or Face(hb.Blob(data.data))

    @property
    def characters(self) -> frozenset[str]:
        """Those that all weights have; the tool's own weights have the same."""
        if self._characters is None:
            weights = Weight if self.files else (Weight.REGULAR,)
            self._characters = frozenset.intersection(*(self.face(one).characters for one in weights))
        return self._characters


OWN = Family()
"""The tool's fonts."""
_CURRENT: ContextVar[Family] = ContextVar("family", default=OWN)


def family() -> Family:
    """Return the family that texts are set in here."""
    return _CURRENT.get()


@lru_cache(maxsize=2)  # the languages of an organisation share its fonts; the next organisation has others
def _family_of(files: tuple[tuple[str, FontFile], ...]) -> Family:
    return Family({Weight[name.upper()]: file for name, file in files})


@contextmanager
def using(files: Mapping[str, FontFile]) -> Iterator[Family]:
    """Set the texts of a block in an organisation's fonts, or in the tool's own if it has none.

    Args:
        files: By weight, as ``Brand`` names them: all or none.
    """
    token = _CURRENT.set(_family_of(tuple(sorted(files.items()))) if files else OWN)
    try:
        yield _CURRENT.get()
    finally:
        _CURRENT.reset(token)


def face(weight: Weight) -> Face:
    """Return the face of a weight in the family that texts are set in here."""
    return _CURRENT.get().face(weight)
