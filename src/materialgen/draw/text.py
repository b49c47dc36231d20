"""Text-showing operators (ISO 32000-1, 9.4) for lines that are already set, with kerning in TJ arrays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from materialgen.draw.ink import fill_operator
from materialgen.geometry import pt
from materialgen.typeset import Weight, bullet, face

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from materialgen.press import Press
    from materialgen.typeset import Align, Line, TextBlock

_SPACE = " "


class Encoder(Protocol):
    """Encodes words for the fonts of a document.

    Attributes:
        press: How the document is printed.
    """

    press: Press

    def encode(self, weight: Weight, text: str) -> Sequence[tuple[str, str]]:
        """Return ``(font resource, part of a TJ array)`` pairs."""


class Mark(Protocol):
    """Opens the marked content of a text's structure element."""

    def text(self) -> str:
        """Return the operator that begins content of the element itself."""

    def hyphen(self) -> str:
        """Return the operator that begins a hyphen that is not in the text."""


def tj_parts(text: str, weight: Weight, runs: Iterable[tuple[str, bytes]]) -> list[tuple[str, str]]:
    """Return a word's characters as parts of TJ arrays, kerned.

    Args:
        text: The word.
        weight: Its font.
        runs: The word's bytes, split where the font resource changes.
    """
    kerns = dict(face(weight).word(text).kerns) if len(text) > 1 else {}
    parts = []
    index = 0
    for name, data in runs:
        out = ["("]
        for byte in data:
            out.append(_ESCAPED[byte])
            if index in kerns:
                out.append(f"){kerns[index]}(")
            index += 1
        out.append(")")
        parts.append((name, "".join(out)))
    return parts


class TextWriter:
    """Collects the operators of one text object."""

    def __init__(self, encoder: Encoder, block: TextBlock, mark: Mark | None = None) -> None:
        """Begin a text object in the block's size and colour.

        Args:
            encoder: Of the document.
            block: What is shown, or a part of it.
            mark: Of the structure element that the text belongs to; None if it is marked from outside or not at all.
        """
        self._encoder = encoder
        self._block = block
        self._mark = mark
        self._font = ""
        self._array: list[str] = []
        self._out = ["BT", fill_operator(block.style.colour, encoder.press.ink)]
        if block.style.tracking:
            self._out.append(f"{block.style.tracking * block.size:.3f} Tc")
        if mark is not None:
            self._out.append(mark.text())

    def bullet(self, x: float, y: float) -> None:
        """Show a bullet at a point in pt."""
        self._out.append(f"1 0 0 1 {x:.3f} {y:.3f} Tm")
        mark = bullet(self._block.style.weight)
        self._show(mark.weight, mark.shaped.text)
        self._flush()

    def line(self, line: Line, x: float, y: float) -> None:
        """Show a line from a point in pt; a real space follows where the text has one."""
        self._out.append(f"1 0 0 1 {x:.3f} {y:.3f} Tm")
        weight = self._block.style.weight
        fragments = line.fragments[:-1] if line.hyphen else line.fragments
        for fragment in fragments:
            if fragment is None:
                self._show(weight, _SPACE)
            else:
                weight = fragment.weight
                self._show(weight, fragment.shaped.text)
        if line.space:
            self._show(weight, _SPACE)
        self._flush()
        if line.hyphen:
            # A hyphen that is not in the text reads as a soft one (ISO 32000-1, 14.8.2.2.3 and 14.9.4). It is content
            # of its own beside the text: some readers lose what follows a sequence without an MCID inside another.
            self._out += ["EMC", self._mark.hyphen()] if self._mark else ["/Span<</ActualText<FEFF00AD>>>BDC"]
            self._show(self._block.style.weight, "-")
            self._flush()
            self._out += ["EMC", self._mark.text()] if self._mark else ["EMC"]

    def finish(self) -> str:
        """Return the text object."""
        if self._mark is not None:
            self._out.append("EMC")
        if self._block.style.tracking:
            self._out.append("0 Tc")
        self._out.append("ET")
        return "\n".join(self._out)

    def _show(self, weight: Weight, text: str) -> None:
        for font, part in self._encoder.encode(weight, text):
            if font != self._font:
                self._flush()
                self._out.append(f"{font} {self._block.size:g} Tf")
                self._font = font
            self._array.append(part)

    def _flush(self) -> None:
        if self._array:
            self._out.append(f"[{''.join(self._array).replace(')(', '')}]TJ")
            self._array.clear()


def line_start(block: TextBlock, line: Line, left: float, width: float, align: Align) -> float:
    """Return where a line's text begins in mm, in a column of ``width`` mm from ``left``."""
    scale = block.size / pt(1)
    indent = line.indent * scale
    free = width - indent - line.width * scale
    return left + indent + {"left": 0.0, "center": free / 2, "right": free}[align]


def _escape(byte: int) -> str:
    character = chr(byte)
    if character in "()\\":
        return "\\" + character
    return character if character.isascii() and character.isprintable() else f"\\{byte:03o}"


_ESCAPED = [_escape(byte) for byte in range(256)]
