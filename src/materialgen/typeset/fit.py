"""Fitting a text into a box: down a ladder of sizes, never below its minimum, and saying so when it does not fit."""

from __future__ import annotations

import math
import re
import unicodedata
from typing import TYPE_CHECKING

from materialgen.geometry import pt
from materialgen.kit.text import Text
from materialgen.problems import Problem, Where
from materialgen.typeset.fonts import OWN, family
from materialgen.typeset.lines import TextBlock, WideWord, set_text
from materialgen.typeset.markup import SOFT_HYPHEN, plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from materialgen.geometry import Box
    from materialgen.typeset.style import Style

_SLACK = 0.02
"""mm by which a block may be taller than its box; rounding, not ink."""
_PLACE = re.compile(r"\{\w+\}")
_INVISIBLE = frozenset(f" \n\t{SOFT_HYPHEN}")
_REPLACEMENTS = {
    "\u2610": "a drawn box",
    "\u2022": "a list in YAML",
    "\u2192": "a word such as 'to'",
    "\u2011": "a plain hyphen",
    "\u2009": "a non-breaking space",
    "\u200b": "nothing: remove it",
}


def fits(text: str, style: Style, width: float, height: float, size: float) -> TextBlock | None:
    """Return the block if the text fits into ``width`` × ``height`` mm at ``size`` pt, else None."""
    block = set_text(text, style, width, size)
    if isinstance(block, WideWord) or block.height > height + _SLACK:
        return None
    return block


def fit(text: str, style: Style, box: Box, place: str) -> TextBlock | Problem:
    """Return the text set at the largest size of the style's ladder that fits the box.

    Args:
        text: The text.
        style: Its ladder is tried from the preferred size to the minimum.
        box: Where it must fit.
        place: The sheet and place, for the message.
    """
    for size in style.sizes:
        block = fits(text, style, box.w, box.h, size)
        if block is not None:
            return block
    return misfit(text, style, box.w, box.h, place)


def common_size(items: Iterable[tuple[str, Box]], style: Style) -> float:
    """Return the largest size of the ladder at which every text fits its box; the minimum when none does."""
    pairs = list(items)
    for size in style.sizes:
        if all(fits(text, style, box.w, box.h, size) for text, box in pairs):
            return size
    return style.sizes[-1]


def misfit(text: str, style: Style, width: float, height: float, place: str) -> Problem:
    """Return the problem of a text that does not fit at the style's minimum size."""
    size = style.sizes[-1]
    block = set_text(text, style, width, size)
    where = text.where if isinstance(text, Text) and text.where.file else None
    if isinstance(block, WideWord):
        excess = block.excess * size / pt(1)
        much = f"{excess:.0f} mm" if excess >= 1 else "less than 1 mm"
        message = f"the word '{block.word}' is {much} too wide for {place} at the minimum of {size:g} pt"
        return Problem(
            "word-too-wide", message, where, "choose a shorter word, or mark where it may break with \\u00AD"
        )
    allowed = max(int((height + _SLACK) / block.leading), 0)
    if not allowed:
        message = f"no line fits {place} at the minimum of {size:g} pt"
        return Problem(
            "text-too-long", message, where, "shorten the texts around it, or let the layout give it more room"
        )
    over = len(block.lines) - allowed
    length = len(plain(text))
    cut = max(math.ceil(length * over / len(block.lines)), 1)
    lines = "line" if over == 1 else "lines"
    message = f"the text is {over} {lines} too long for {place} at the minimum of {size:g} pt"
    hint = f"shorten it by about {cut} of its {length} characters"
    hint += ", or choose narrower fonts for the brand" if family().files else ""
    return Problem("text-too-long", message, where, hint)


def missing_glyphs(text: str) -> list[Problem]:
    """Return a problem for each character of the text that one of the fonts lacks."""
    composed = unicodedata.normalize("NFC", text)
    fonts = family()
    lacking = set(composed) - fonts.characters - _INVISIBLE
    problems = []
    for character in sorted(lacking, key=composed.index):
        name = unicodedata.name(character, "a character without a name").lower()
        at = composed.index(character)
        shown = composed[max(at - 1, 0) : at + 1] if unicodedata.combining(character) else character
        whose = "the brand's font" if fonts.files else "the font"
        message = f"{whose} has no glyph for '{shown}' (U+{ord(character):04X}, {name})"
        replacement = _REPLACEMENTS.get(character)
        hint = f"use {replacement} instead" if replacement else "use another character"
        if fonts.files and character in OWN.characters:
            hint = "choose fonts for the brand that have it, or use another character"
        problems.append(Problem("missing-glyph", message, _position(text, character), hint))
    return problems


def unfilled_places(text: str) -> list[Problem]:
    """Return a problem for each ``{name}`` that nothing has filled in: a slip in a text with places."""
    if "{" not in text or not isinstance(text, Text) or not text.where.file:
        return []
    hint = "compare the name with those in the layout's description, or leave out the braces"
    return [
        Problem("unknown-place", f"nothing fills in '{place}' here", _position(text, place), hint)
        for place in dict.fromkeys(_PLACE.findall(text))
    ]


def _position(text: str, character: str) -> Where | None:
    """Return the character's place where the text stands on one line of its file, else the text's place."""
    if not isinstance(text, Text):
        return None
    guilty = next((one for one in text.parts if isinstance(one, Text) and character in one), None)
    if guilty is not None:
        return _position(guilty, character)
    if not text.where.file:
        return None
    column = text.where.column
    if column and text.plain and character in text:
        column += len(text[: text.index(character)].replace(SOFT_HYPHEN, ""))  # put in after the text was read
    return Where(text.where.file, text.where.line, column)
