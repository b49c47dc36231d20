"""What a page's content stream marks (ISO 32000-1, 14.6): found by scanning its operators, without reading them all."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_STRINGS = re.compile(rb"\((?:[^\\()]++|\\.|\((?:[^\\()]++|\\.)*+\))*+\)", re.DOTALL)
_OPERATORS = re.compile(
    rb"/(?P<role>[^\s/<>\[\]()]+)\s*"
    rb"(?P<properties><<(?:[^<>]++|<[^<>]*+>|<<(?:[^<>]++|<[^<>]*+>)*+>>)*+>>|/[^\s/<>\[\]()]+)?\s*(?:BDC|BMC)"
    rb"|(?<![^\s\])>])(?:(?P<end>EMC)|(?P<paints>S|s|f\*?|F|B\*?|b\*?|sh|Do|EI|Tj|TJ|'|\"))(?![^\s\[(</%])",
    re.DOTALL,
)
_MCID = re.compile(rb"/MCID\s*(\d+)")


@dataclass(frozen=True)
class Marked:
    """What a page's content stream marks.

    Attributes:
        mcids: The MCIDs in the order of drawing, with the role of each.
        breaches: What is painted or shown outside, and what is not balanced.
        artifacts: For each artifact, how many MCIDs came before it.
    """

    mcids: list[tuple[int, str]] = field(default_factory=list)
    breaches: list[str] = field(default_factory=list)
    artifacts: list[int] = field(default_factory=list)


def without_strings(data: bytes) -> bytes:
    """Return operators or objects with every literal string emptied (ISO 32000-1, 7.3.4.2)."""
    return _STRINGS.sub(b"()", data)


def marked_content(content: bytes, properties: Mapping[str, int | None] | None = None) -> Marked:
    """Follow the marked content of a content stream.

    Args:
        content: The stream, decoded.
        properties: The MCIDs of the page's named property lists (ISO 32000-1, 14.6.2), by name.
    """
    named = properties or {}
    stack: list[str] = []
    marked = Marked()
    for match in _OPERATORS.finditer(without_strings(content)):
        if match["role"] is not None:
            _begin(match["role"].decode("latin-1"), _mcid(match["properties"], named), stack, marked)
        elif match["end"] is not None:
            if stack:
                stack.pop()
            else:
                marked.breaches.append("EMC without a beginning")
        elif not stack:
            marked.breaches.append(f"{match['paints'].decode('latin-1')} outside marked content")
    marked.breaches.extend(f"{role} is never ended" for role in stack)
    return marked


def _mcid(properties: bytes | None, named: Mapping[str, int | None]) -> int | None:
    if properties is None:
        return None
    if properties.startswith(b"/"):
        return named.get(properties.decode("latin-1"))
    found = _MCID.search(properties)
    return int(found[1]) if found else None


def _begin(role: str, mcid: int | None, stack: list[str], marked: Marked) -> None:
    if mcid is not None:
        marked.mcids.append((mcid, role))
    if role == "Artifact":
        marked.artifacts.append(len(marked.mcids))
    if stack and (role == "Artifact" or mcid is not None):
        marked.breaches.append(f"{role} inside {stack[-1]}")
    if not stack and role != "Artifact" and mcid is None:
        marked.breaches.append(f"{role} without an MCID")
    stack.append(role)
