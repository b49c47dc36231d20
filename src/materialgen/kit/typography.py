"""What every text gets before it is set: numbers kept with their units, soft hyphens in long words."""

from __future__ import annotations

import re

from materialgen.kit.hyphenation import soften

NBSP = "\u00a0"
_UNITS = r"(?:%|‰|°C|min|tim|h|s|mm|cm|dm|m|km|g|kg|st|pt|kr|tkr|mkr)"
_BEFORE_UNIT = re.compile(rf"(?<=\d) (?={_UNITS}(?![\w]))")
_THOUSANDS = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")
_BEFORE_NUMBER = re.compile(r"\b(ISO|kl\.|nr|nr\.|no\.|s\.|p\.|ca|steg|step) (?=\d)", re.IGNORECASE)
_WITH_I = re.compile(r"\b(i) (?=(?:dag|taget)\b)", re.IGNORECASE)
"""Swedish for today and for one at a time: an i alone at the end of a line reads badly."""


def prepare(text: str, language: str) -> str:
    """Return a text with the non-breaking spaces and soft hyphens that good setting needs.

    Args:
        text: As written.
        language: Its language, e.g. ``sv``.
    """
    text = _BEFORE_UNIT.sub(NBSP, text)
    text = _THOUSANDS.sub(NBSP, text)
    text = _BEFORE_NUMBER.sub(lambda match: match[1] + NBSP, text)
    text = _WITH_I.sub(lambda match: match[1] + NBSP, text)
    return soften(text, language)
