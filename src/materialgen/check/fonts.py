"""Fonts are embedded as subsets, come with the tool or the brand, and every character can be read back."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Any

from materialgen import resources
from materialgen.check.finding import Fault, found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from materialgen.check.built import Built
    from materialgen.check.finding import Finding
    from materialgen.check.reading import ReadFile, ReadPage

_SUBSET = re.compile(r"[A-Z]{6}\+")
"""ISO 32000-1, 9.6.4."""
_FILES = ("/FontFile", "/FontFile2", "/FontFile3")
_UNREADABLE = {"Cn", "Co", "Cs", "Cc"}
"""Categories of characters that say nothing: unassigned, for private use, halves of pairs, controls."""
_AGAIN = "build the kit again"


def check(built: Built) -> Iterator[Finding]:
    """Yield fonts that another computer may lack or cannot read back, and texts that cannot be read."""
    brand = built.plan.brand
    known = frozenset(one.name for one in brand.fonts.values()) if brand and brand.fonts else _own()
    for file in built.files.values():
        faults: dict[Fault, list[str]] = {}
        for font in _fonts(file):
            name = str(font.get("/BaseFont", font.get("/Name", "without a name"))).removeprefix("/")
            for fault in _faults(font, name, known):
                faults.setdefault(fault, []).append(_SUBSET.sub("", name))
        for fault, names in faults.items():
            message = f"{fault.message}: {', '.join(dict.fromkeys(names))}"
            yield found(built, fault.code, message, file.name, hint=_AGAIN)
        for page in file.pages:
            yield from _unreadable(built, file, page)


def _faults(font: Any, name: str, known: frozenset[str]) -> Iterator[Fault]:  # noqa: ANN401 - pypdf's dictionaries have no common type
    if font.get("/Subtype") != "/Type3":  # those have their glyphs in the page's own operators
        descendants = font.get("/DescendantFonts")
        holder = descendants[0].get_object() if descendants else font
        if not any(key in holder.get("/FontDescriptor", {}) for key in _FILES):
            yield Fault("font-not-embedded", "it lacks fonts that another computer may not have")
        elif not _SUBSET.match(name):
            yield Fault("font-not-subset", "it holds whole fonts where the characters in use would do")
    if "/ToUnicode" not in font:
        yield Fault("font-unmapped", "its texts cannot be copied or read aloud: no way leads back from these fonts")
    if _SUBSET.sub("", name) not in known:
        yield Fault("foreign-font", "it has fonts that come neither with the tool nor with the brand")


@cache
def _own() -> frozenset[str]:
    """Return the names of the fonts that come with the tool: layouts cannot choose others, but a brand has its own."""
    return frozenset(path.stem for path in resources.font_file("*").parent.glob("*.ttf"))


def _fonts(file: ReadFile) -> Iterator[Any]:
    """Yield each font of the file's pages once, those of forms on them included."""
    seen: set[int] = set()
    found_fonts: dict[int, Any] = {}
    waiting = [page.get("/Resources") for page in file.reader.pages]
    while waiting:
        resource = waiting.pop()
        resource = None if resource is None else resource.get_object()
        if resource is None or id(resource) in seen:
            continue
        seen.add(id(resource))
        for one in resource.get("/Font", {}).values():
            font = one.get_object()
            found_fonts.setdefault(id(font), font)
        for one in resource.get("/XObject", {}).values():
            waiting.append(one.get_object().get("/Resources"))  # noqa: PERF401 - the list is read meanwhile
    yield from found_fonts.values()


def _unreadable(built: Built, file: ReadFile, page: ReadPage) -> Iterator[Finding]:
    bad = [(piece, one) for piece in page.pieces for one in piece.text if _is_unreadable(one)]
    if bad:
        piece, one = bad[0]
        rest = f", and {len(bad) - 1} more characters" if len(bad) > 1 else ""
        message = f"a character reads as U+{ord(one):04X} at {piece.extent}{rest}: it cannot be copied or read aloud"
        yield found(built, "unreadable-text", message, file.name, page.number, hint=_AGAIN)


def _is_unreadable(character: str) -> bool:
    if character < "\x7f":
        return character < " " and character not in "\t\n\r"
    return character == "\ufffd" or unicodedata.category(character) in _UNREADABLE
