"""Where a character of a text stands in its file: quotes, escapes and folded lines lie between."""

from __future__ import annotations

_FARTHEST = 3
"""So many characters of the file may belong to no character of the text before the search is given up."""
_ESCAPES = {"x": 4, "u": 6, "U": 10}
"""How long the escapes of double quotes are that are longer than two characters."""


def find_spot(raw: str, start: int, value: str, offset: int) -> int | None:
    """Return the index in a file of a character of a text, or None where it cannot be told.

    Args:
        raw: The file.
        start: Where the text's scalar begins in it.
        value: The text.
        offset: The index of the character in the text.
    """
    while raw[start : start + 1] in {"&", "!"}:  # an anchor, or YAML's mark for plain text
        start = _after_space(raw, _after_word(raw, start))
    style = raw[start : start + 1]
    at = start + (style in {"'", '"'})
    if style in {"|", ">"}:
        at = raw.find("\n", start) + 1
    found: int | None = None
    for character in value[: offset + 1]:
        while style == '"' and raw[at : at + 2] == "\\\n":
            at = _after_space(raw, at + 2)
        if style == '"' and raw[at : at + 1] == "\\":
            found, length = at, _ESCAPES.get(raw[at + 1 : at + 2], 2)
        else:
            found, length = _next(raw, at, character), 1 + (character == style == "'")
        if found is None:
            return None
        at = found + length
    return found


def _after_word(raw: str, at: int) -> int:
    while at < len(raw) and not raw[at].isspace():
        at += 1
    return at


def _after_space(raw: str, at: int) -> int:
    while raw[at : at + 1].isspace():
        at += 1
    return at


def _next(raw: str, at: int, character: str) -> int | None:
    """Return the index of the next such character; a space may be any space, and spaces are passed over."""
    if character.isspace():
        return at if raw[at : at + 1].isspace() else None
    skipped = 0
    while at < len(raw) and skipped <= _FARTHEST:
        if raw[at] == character:
            return at
        skipped += not raw[at].isspace()
        at += 1
    return None
