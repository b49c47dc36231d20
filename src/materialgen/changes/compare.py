"""Two manifests compared: for each document, what is other on its pages, and whether it must be printed again."""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Literal

from materialgen.changes.places import is_telling
from materialgen.problems import Problem, ProblemsFoundError, Where
from materialgen.typeset import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from materialgen.render.manifest import DocumentEntry, Manifest

TextKind = Literal["reworded", "added", "removed", "moved"]
Kind = Literal["new", "changed", "paper", "more", "fewer", "foot", "look", "gone", "same"]
AGAIN: frozenset[Kind] = frozenset({"new", "changed", "paper", "more"})
"""Kinds of documents that something must be printed of."""
_ALIKE = 0.4
"""Share of equal characters from which a text is another wording of one beside it."""
_PAIRS = 2_000
"""No more pairs of texts are held against each other in one place: a sheet that is all new is not reworded."""


@dataclass(frozen=True, slots=True)
class TextChange:
    """A text that is other than before.

    Attributes:
        kind: ``reworded``, ``added``, ``removed``, or ``moved``: the same in another place.
        was: The old text; None if it was added.
        now: The new text; None if it was removed.
        page: The page that it stands on, from 1; of a removed text, where it stood.
        was_page: The page that the old text stood on; None if it was added.
    """

    kind: TextKind
    was: str | None
    now: str | None
    page: int
    was_page: int | None = None

    @property
    def text(self) -> str:
        """The new text, or what was removed."""
        return self.was or "" if self.now is None else self.now

    @property
    def is_telling(self) -> bool:
        """Whether more than a number or a sign is other."""
        return is_telling(self.was or "") or is_telling(self.now or "")


@dataclass(frozen=True, slots=True)
class DocumentChange:
    """A document then and now.

    Attributes:
        kind: ``new``; ``changed``: other texts; ``paper``: another paper; ``more`` or ``fewer`` copies of the same;
            ``foot``: only its foot lines are other; ``look``: the same texts, drawn otherwise; ``gone``; ``same``.
        was: The old entry; None if it is new.
        now: The new entry; None if it is gone.
        texts: What is other, in the order of the pages; without the foot lines.
        pages: The pages that are other, from 1, as the layout draws them: before they are divided into sheets of A4.
    """

    kind: Kind
    was: DocumentEntry | None
    now: DocumentEntry | None
    texts: tuple[TextChange, ...] = ()
    pages: tuple[int, ...] = ()

    @property
    def entry(self) -> DocumentEntry:
        """The new entry, or the old one of a document that is gone."""
        entry = self.now or self.was
        assert entry is not None  # noqa: S101 - one of the two is there
        return entry

    @property
    def name(self) -> str:
        """As people call it."""
        return plain(self.entry.name)

    @property
    def copies(self) -> int:
        """How many copies must be printed."""
        if self.now is None or self.kind not in AGAIN:
            return 0
        return self.now.copies - self.was.copies if self.kind == "more" and self.was else self.now.copies

    @property
    def pages_to_print(self) -> tuple[int, ...]:
        """The pages of each copy that must be printed: those that are other, if the copies at hand have the rest."""
        if self.now is None or not self.copies:
            return ()
        if (
            self.was
            and self.kind == "changed"
            and self.now.copies <= self.was.copies
            and self.now.pages == self.was.pages
        ):
            return self.pages
        return tuple(range(1, len(self.now.words) + 1))

    @property
    def sides(self) -> int:
        """How many sides are printed for that; a page may be printed on several sheets of paper."""
        return self.copies * len(self.pages_to_print) * sheets_of_a_page(self.entry)


@dataclass(frozen=True, slots=True)
class Changes:
    """A kit then and now.

    Attributes:
        was: Then.
        now: Now.
        documents: In the order of the kit; those that are gone come last.
    """

    was: Manifest
    now: Manifest
    documents: tuple[DocumentChange, ...]

    @property
    def again(self) -> tuple[DocumentChange, ...]:
        """The documents that something must be printed of."""
        return tuple(one for one in self.documents if one.kind in AGAIN)

    @property
    def sides(self) -> dict[str, int]:
        """How many sides are printed for that, by the name of the paper."""
        papers: Counter[str] = Counter()
        for one in self.again:
            papers[one.entry.paper] += one.sides
        return dict(sorted(papers.items()))


def sheets_of_a_page(entry: DocumentEntry) -> int:
    """Return on how many sheets of paper each page of a document is printed: two, if they are glued together."""
    return max(entry.pages // max(len(entry.words), 1), 1)


def compare(was: Manifest, now: Manifest, file: str) -> Changes:
    """Compare a kit with what it was.

    Args:
        was: Then.
        now: Now.
        file: Where the old manifest was read, for messages.

    Raises:
        ProblemsFoundError: It is the manifest of another kit or language.
    """
    if (was.kit, was.language) != (now.kit, now.language):
        message = f"the manifest is of the kit '{was.kit}' in '{was.language}', not of '{now.kit}' in '{now.language}'"
        hint = "name the manifest of this kit and language, or say which kit and --lang are meant"
        raise ProblemsFoundError([Problem("other-kit", message, Where(file), hint)])
    before = {(one.sheet, one.principle): one for one in was.documents}
    documents = [_document(before.pop((one.sheet, one.principle), None), one) for one in now.documents]
    documents += [DocumentChange("gone", one, None) for one in before.values()]
    return Changes(was, now, tuple(documents))


def _document(was: DocumentEntry | None, now: DocumentEntry) -> DocumentChange:
    every = tuple(range(1, len(now.words) + 1))
    if was is None:
        return DocumentChange("new", None, now, pages=every)
    same_file = was.sha256 == now.sha256
    texts = () if same_file else tuple(_texts(was, now))
    pages = () if same_file else tuple(_pages(was, now))
    kind: Kind = "same"
    if was.paper != now.paper:
        kind, pages = "paper", every
    elif texts or pages:
        kind = "changed"
    elif now.copies != was.copies:
        kind = "more" if now.copies > was.copies else "fewer"
    elif not same_file:
        kind = "look" if _with_feet(was) == _with_feet(now) else "foot"
    return DocumentChange(kind, was, now, texts, pages)


# -- words -------------------------------------------------------------------------------------------------------------


def _is_foot(text: str, entry: DocumentEntry) -> bool:
    """Return whether a text is one of the foot lines, which name edition, fingerprint, number and page."""
    return re.search(rf"(?<!\w){re.escape(entry.content)}(?!\w)", text) is not None or text.endswith(
        f" · {entry.number:02d} {plain(entry.name)}"
    )


def _without_feet(entry: DocumentEntry) -> list[list[str]]:
    return [[text for text in page if not _is_foot(text, entry)] for page in entry.words]


def _with_feet(entry: DocumentEntry) -> list[list[str]]:
    return [[text.replace(entry.content, "") for text in page] for page in entry.words]


def _pages(was: DocumentEntry, now: DocumentEntry) -> Iterator[int]:
    """Yield the pages that say something else than the pages with their number did."""
    old = _without_feet(was)
    for number, page in enumerate(_without_feet(now)):
        if number >= len(old) or page != old[number]:
            yield number + 1


def _texts(was: DocumentEntry, now: DocumentEntry) -> Iterator[TextChange]:
    """Yield the texts that are other, page breaks left out of account."""
    old = [(text, number) for number, page in enumerate(_without_feet(was), 1) for text in page]
    new = [(text, number) for number, page in enumerate(_without_feet(now), 1) for text in page]
    matcher = SequenceMatcher(None, [text for text, _ in old], [text for text, _ in new], autojunk=False)
    found: list[TextChange] = []
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        if kind != "equal":
            found += _paired(old[i1:i2], new[j1:j2])
    yield from _moved(found)


def _paired(old: Sequence[tuple[str, int]], new: Sequence[tuple[str, int]]) -> Iterator[TextChange]:
    """Yield how texts became others in the same place: as many one by one, else those that are alike."""
    rest = list(old)
    few = len(old) * len(new) <= _PAIRS
    for index, (text, page) in enumerate(new):
        at = 0 if len(rest) == len(new) - index else _like(text, rest) if few else None
        if at is None:
            yield TextChange("added", None, text, page)
            continue
        for gone, gone_page in rest[:at]:
            yield TextChange("removed", gone, None, gone_page, gone_page)
        other, other_page = rest[at]
        yield TextChange("reworded", other, text, page, other_page)
        del rest[: at + 1]
    for gone, gone_page in rest:
        yield TextChange("removed", gone, None, gone_page, gone_page)


def _like(text: str, texts: Sequence[tuple[str, int]]) -> int | None:
    """Return the index of the text that another is most alike to, if any is."""
    shares = [SequenceMatcher(None, one, text, autojunk=False).ratio() for one, _ in texts]
    best = max(range(len(shares)), key=shares.__getitem__, default=None)
    return best if best is not None and shares[best] >= _ALIKE else None


def _moved(changes: list[TextChange]) -> Iterator[TextChange]:
    """Yield changes, those that take a text away and bring it back elsewhere as one."""
    gone: dict[str, list[int]] = {}
    for index, one in enumerate(changes):
        if one.kind == "removed" and one.was is not None:
            gone.setdefault(one.was, []).append(index)
    taken: set[int] = set()
    result: list[TextChange] = []
    for one in changes:
        if one.kind == "added" and gone.get(one.text):
            index = gone[one.text].pop(0)
            taken.add(index)
            old = changes[index]
            result.append(replace(one, kind="moved", was=old.was, was_page=old.was_page))
        else:
            result.append(one)
    skipped = {id(changes[index]) for index in taken}
    yield from (one for one in result if id(one) not in skipped)


def shortened(was: str, now: str, most: int = 48) -> tuple[str, str]:
    """Return two texts so that what differs can be seen: the parts that are alike are cut short.

    Args:
        was: The one.
        now: The other.
        most: About as many characters are left of each.
    """
    start = _alike(was, now)
    end = _alike(was[start:][::-1], now[start:][::-1])
    around = max((most - max(len(was), len(now)) + start + end) // 2, 12)
    return _cut(was, start, end, around, most), _cut(now, start, end, around, most)


def _alike(one: str, other: str) -> int:
    """Return how many characters two texts begin with alike."""
    return next(
        (index for index, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )


def _cut(text: str, start: int, end: int, around: int, most: int) -> str:
    first, last = max(start - around, 0), min(len(text) - end + around, len(text))
    if first:
        first = text.find(" ", first, start) + 1 or first
    if last < len(text):
        last = text.rfind(" ", len(text) - end, last) if " " in text[len(text) - end : last] else last
    last = min(last, first + math.ceil(most * 1.5))
    return f"{'…' if first else ''}{text[first:last]}{'…' if last < len(text) else ''}"
