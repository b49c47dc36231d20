"""Sizes: no type on paper is smaller than it can be read.

The minimums are the project's rules for the distance that each paper is read from: 11 pt on A3, the last resort of
cards before a text counts as too long, and 10.5 pt on A4. Feet of pages, numbers and words in pictures, the imprint,
and texts that a layout's words mark as ``Small`` may go down to 8 pt.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from materialgen.check.content import contents, squeezed
from materialgen.check.finding import found
from materialgen.kit.text import short

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from materialgen.check.built import Built
    from materialgen.check.content import Told
    from materialgen.check.finding import Finding
    from materialgen.check.reading import Node, Piece, ReadFile, ReadPage

MINIMUM: Mapping[str, float] = {"A3": 11.0, "A4": 10.5}
"""By paper, pt."""
LEAST = 8.0
"""Of all type, pt."""
ROUNDING = 0.01
"""pt."""
GOOD_PART = 8
"""So many characters of a text, or more, are a good part of it."""
_SMALL_FAMILIES = frozenset({"kit.imprint"})
_HINT = "print at 100 %; let the layout set the text larger, or shorten it"


def check(built: Built) -> Iterator[Finding]:
    """Yield one finding for each page that has type smaller than its minimum."""
    texts = contents(built.kit, built.plan.sender)
    small = [part for one in texts if one.small or one.family in _SMALL_FAMILIES for part in one.parts]
    for name, file in built.files.items():
        least = MINIMUM.get(built.documents[name].sheet.paper, LEAST)
        figures = _in_figures(file)
        for page in file.pages:
            faults = list(_too_small(page, least, figures, small))
            if faults:
                yield _tell(built, name, page.number, faults, texts)


def _in_figures(file: ReadFile) -> frozenset[tuple[int, int]]:
    """Return page number and MCID of all that stands inside figures."""
    figures: list[Node] = [one for one in file.tree.walk() if one.role == "Figure"] if file.tree else []
    return frozenset(
        (kid[0] + 1, kid[1]) for top in figures for one in top.walk() for kid in one.kids if isinstance(kid, tuple)
    )


def _too_small(
    page: ReadPage, least: float, figures: frozenset[tuple[int, int]], small: Sequence[str]
) -> Iterator[tuple[Piece, float]]:
    """Yield the pieces that are too small, each with its minimum."""
    for piece in page.pieces:
        if piece.size >= least - ROUNDING:
            continue
        mcid = piece.mark.mcid
        spared = piece.mark.artifact or (page.number, mcid) in figures or _is_one_of(page, mcid, small)
        limit = LEAST if spared else least
        if piece.size < limit - ROUNDING:
            yield piece, limit


def _is_one_of(page: ReadPage, mcid: int | None, small: Sequence[str]) -> bool:
    """Return whether marked content is one of some squeezed texts, or a good part of one: a hyphen divides it."""
    if mcid is None:
        return False
    words = squeezed(" ".join(piece.text for piece in page.by_mcid[mcid]))
    return any(words == one or (len(words) >= GOOD_PART and words in one) for one in small)


def _tell(built: Built, name: str, page: int, faults: Sequence[tuple[Piece, float]], texts: Sequence[Told]) -> Finding:
    piece, limit = max(faults, key=lambda one: len(one[0].text))
    words = squeezed(piece.text)
    document = built.documents[name]
    homes = [one for one in texts if one.belongs_to(document) and any(words in part for part in one.parts)]
    more = f", and {len(faults) - 1} more lines," if len(faults) > 1 else ""
    message = f"'{short(piece.text.strip())}'{more} is set in {piece.size:.1f} pt: less than {limit:g} pt"
    where = homes[0].where if homes else None
    return found(built, "small-type", message, name, page, where=where, hint=_HINT)
