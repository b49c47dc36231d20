r"""The little markup of texts: ``**strong**``, ``*emphasis*``, line breaks and lists; ``\*`` is an asterisk."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import Flag, auto
from functools import lru_cache

SOFT_HYPHEN = "\u00ad"
BULLET = "•"
_ESCAPED = "\ue000"
"""Stands for an escaped asterisk while markup is taken apart; a private character, refused in content as a glyph."""
_MARKUP = re.compile(
    r"\*\*(?=\S)(?P<strong>.+?)(?<=\S)\*\*(?!\*)"
    r"|(?<!\*)\*(?=[^\s*])(?P<emphasis>[^*]+?)(?<=\S)\*(?!\*)"
)
_ITEM = re.compile(r"[-•] +")


class Emphasis(Flag):
    """How a run of text stands out."""

    NONE = 0
    STRONG = auto()
    EMPHASIS = auto()


@dataclass(frozen=True, slots=True)
class Run:
    """Text that looks alike."""

    text: str
    emphasis: Emphasis


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of the source that is set as lines of its own; ``bullet`` marks an item of a list."""

    runs: tuple[Run, ...]
    bullet: bool


@lru_cache(maxsize=8192)
def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """Return the paragraphs of a text, one for each of its lines that is not empty; letters and marks are composed."""
    result = []
    for line in unicodedata.normalize("NFC", text).strip().split("\n"):
        bare = line.strip(" \t")
        if not bare:
            continue
        item = _ITEM.match(bare)
        content = (bare[item.end() :] if item else bare).replace(r"\*", _ESCAPED)
        result.append(Paragraph(tuple(_runs(content, Emphasis.NONE)), item is not None))
    return tuple(result)


def _runs(text: str, emphasis: Emphasis) -> list[Run]:
    runs = []
    start = 0
    for match in _MARKUP.finditer(text):
        if match.start() > start:
            runs.append(Run(text[start : match.start()].replace(_ESCAPED, "*"), emphasis))
        if match["strong"] is not None and Emphasis.STRONG in emphasis:
            # Text of nothing but stars would nest without end: inside strong text, stars in pairs are just stars.
            runs.append(Run(match[0].replace(_ESCAPED, "*"), emphasis))
        elif match["strong"] is not None:
            runs += _runs(match["strong"], emphasis | Emphasis.STRONG)
        else:
            runs.append(Run(match["emphasis"].replace(_ESCAPED, "*"), emphasis | Emphasis.EMPHASIS))
        start = match.end()
    if start < len(text):
        runs.append(Run(text[start:].replace(_ESCAPED, "*"), emphasis))
    return runs


def strong(text: str) -> str:
    """Return a text with the markup that makes all of it strong, line by line."""
    return "\n".join(_strong_line(line) for line in text.split("\n"))


def _strong_line(line: str) -> str:
    bare = line.strip(" \t")
    item = _ITEM.match(bare)
    head = bare[: item.end()] if item else ""
    content = bare[len(head) :].lstrip(" \t").replace(r"\*", _ESCAPED)
    content = _MARKUP.sub(lambda match: match["strong"] or match[0], content).replace("**", _ESCAPED * 2)
    words = content.rstrip("\\ \t")  # a backslash or space before the closing asterisks would make them text
    marked = f"**{words}**{content[len(words) :]}" if words else content
    return head + marked.replace(_ESCAPED, r"\*")


def plain(text: str) -> str:
    """Return the text as it is read aloud: without markup, bullets and soft hyphens, white space folded."""
    bare = " ".join("".join(run.text for run in paragraph.runs) for paragraph in paragraphs(text))
    return " ".join(re.split(r"[ \t\n]+", bare.replace(SOFT_HYPHEN, "").strip()))
