"""Names of font subsets: different subsets of a font in one file have different tags (ISO 32000-1, 9.6.4).

Each document calls its first subset ``AAAAAA+…``, and printers keep fonts by their names. So in a file of several
documents, a subset's tag tells what is in it.
"""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING

from materialgen.draw.objects import stream_in, unexpected

if TYPE_CHECKING:
    from collections.abc import Mapping

_FONT = re.compile(
    rb"<<\n/BaseFont /([A-Z]{6}\+[^ ]+) /FirstChar \d+ /FontDescriptor (\d+) 0 R .*"
    rb"/ToUnicode (\d+) 0 R\s+/Type /Font\s+/Widths \[[^]]*\]\n>>\n",
    re.DOTALL,
)
_DESCRIPTOR = re.compile(rb"<<\n/Ascent .*/FontFile2 (\d+) 0 R\s+/FontName /([A-Z]{6}\+[^ ]+) .*\n>>\n", re.DOTALL)
_IN_MAP = 3
"""So often the map to Unicode names its font."""
_TAGS = 26**6


class SubsetNames:
    """Gives the subsets of one file their names."""

    def __init__(self) -> None:
        """Begin a file."""
        self._programs: dict[int, bytes] = {}

    def rename(self, objects: Mapping[int, bytes]) -> dict[int, bytes]:
        """Return the objects of a document with its fonts renamed.

        Args:
            objects: The fonts and what they consist of, by number; others stay as they are.

        Raises:
            MaterialgenInternalError: A font is not embedded as our writer does it.
        """
        result = dict(objects)
        for number, body in objects.items():
            if b"/BaseFont" not in body or stream_in(body) is not None:
                continue
            font = _FONT.fullmatch(body)
            at = int(font[2]) if font else 0
            descriptor = _DESCRIPTOR.fullmatch(objects.get(at, b""))
            if not font or not descriptor or font[1] != descriptor[2]:
                raise unexpected(f"the font in object {number} is not embedded")
            program = stream_in(objects.get(int(descriptor[1]), b""))
            if program is None:
                raise unexpected(f"the font in object {number} has no program")
            name = self._tag(program) + font[1][6:]
            result[number] = body.replace(b"/BaseFont /" + font[1], b"/BaseFont /" + name)
            result[at] = objects[at].replace(b"/FontName /" + font[1], b"/FontName /" + name)
            result[int(font[3])] = _renamed_map(objects.get(int(font[3]), b""), font[1], name)
        return result

    def _tag(self, program: bytes) -> bytes:
        """Return six letters for a font program; another program has others."""
        number = zlib.crc32(program) % _TAGS
        while self._programs.setdefault(number, program) != program:
            number = (number + 1) % _TAGS
        return bytes(ord("A") + number // 26**place % 26 for place in range(6))


def _renamed_map(body: bytes, before: bytes, name: bytes) -> bytes:
    """Return a font's map to Unicode with another name of the font."""
    try:
        content = zlib.decompress(stream_in(body) or b"")
    except zlib.error:
        raise unexpected("a map to Unicode is damaged") from None
    if content.count(before) != _IN_MAP:
        raise unexpected("a map to Unicode names another font")
    packed = zlib.compress(content.replace(before, name))
    return b"<<\n/Filter [ /FlateDecode ] /Length %d\n>>\nstream\n%s\nendstream\n" % (len(packed), packed)
