"""Text, style and box become placed lines, or a located problem."""

from materialgen.typeset.fit import common_size, fit, fits, misfit, missing_glyphs, unfilled_places
from materialgen.typeset.fonts import Family, Shaped, Weight, face, family, using
from materialgen.typeset.lines import Line, TextBlock, WideWord, bullet, set_text
from materialgen.typeset.markup import plain, strong
from materialgen.typeset.style import RGB, Align, Style

__all__ = [
    "RGB",
    "Align",
    "Family",
    "Line",
    "Shaped",
    "Style",
    "TextBlock",
    "Weight",
    "WideWord",
    "bullet",
    "common_size",
    "face",
    "family",
    "fit",
    "fits",
    "misfit",
    "missing_glyphs",
    "plain",
    "set_text",
    "strong",
    "unfilled_places",
    "using",
]
