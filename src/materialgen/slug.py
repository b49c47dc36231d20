"""Names as parts of file names."""

from __future__ import annotations

import re
import unicodedata

_LONGEST = 60
"""The most characters of a name in a file name: file systems allow 255 in all."""
_ASCII = str.maketrans(
    {"ø": "o", "æ": "ae", "ß": "ss", "đ": "d", "ŋ": "n", "ŧ": "t", "ł": "l", "\u0131": "i", "–": "-"}
)


def slug(name: str, otherwise: str = "sheet") -> str:
    """Return a name as part of a file name: a–z, 0–9 and single hyphens; ``otherwise`` if nothing is left of it."""
    bare = unicodedata.normalize("NFKD", name.lower().translate(_ASCII)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", bare)[:_LONGEST].strip("-") or otherwise
