"""Bundles: each page of each document of a paper, in the plan's order, as often as it is printed, and tagged alike.

What the documents' own checks prove of their pages is true of a bundle's if the pages and their tags are the same: a
page is compared with that of the document, as drawn, and each copy's tags with those of the document.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from materialgen.check.compare import page_differences
from materialgen.check.finding import found
from materialgen.check.reading import Node, ReadFile, read_pages
from materialgen.check.structure import binding_faults
from materialgen.typeset import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from materialgen.check.built import Built
    from materialgen.check.finding import Finding
    from materialgen.plan import DocumentPlan
    from materialgen.render.bundle import Bundle

_TOLD = 3
"""So many wrong pages or copies of a bundle are told, and the rest counted."""
_AGAIN = "build the kit again, and print the new bundle"


class _Copy(NamedTuple):
    """A copy of a document in a bundle: which one, from 1, and the index of its first page."""

    document: DocumentPlan
    number: int
    first: int


def check(built: Built) -> Iterator[Finding]:
    """Yield what is wrong with bundles."""
    single = {name: _as_built(built, name) for name in built.documents if name in built.fresh}
    for name, file in built.bundles.items():
        bundle = built.fresh_bundles[name]
        faults = [*_preferences(file), *_faults(file, bundle, single)]
        for page, message in faults[:_TOLD]:
            yield found(built, "wrong-bundle", message, name, page, hint=_AGAIN)
        if len(faults) > _TOLD:
            yield found(built, "wrong-bundle", f"{len(faults) - _TOLD} more places are wrong", name, hint=_AGAIN)
        for fault in binding_faults(file, file.tree) if file.tree else ():
            yield found(built, fault.code, fault.message, name, fault.page, hint=_AGAIN)


def _as_built(built: Built, name: str) -> ReadFile:
    """Return a document as a build writes it; the file itself, which has been read already, if it is that."""
    file, fresh = built.files.get(name), built.fresh[name]
    return (
        file
        if file is not None and file.data == fresh.data
        else ReadFile.of_bytes(name, fresh.data, built.press.printer)
    )


def _preferences(file: ReadFile) -> Iterator[tuple[int, str]]:
    preferences: Any = file.root.get("/ViewerPreferences", {})
    if preferences.get("/NumCopies") != 1:
        yield 0, "readers may print it more than once: it holds all copies already"
    if preferences.get("/Duplex") != "/Simplex":
        yield 0, "readers may print on both sides: cards would have others on their backs"


def _faults(file: ReadFile, bundle: Bundle, single: dict[str, ReadFile]) -> Iterator[tuple[int, str]]:
    """Yield page and message; page 0 means the file as a whole."""
    copies, first = [], 0
    for printed in bundle.printed:
        for number in range(1, printed.plan.copies + 1):
            copies.append(_Copy(printed.plan, number, first))
            first += len(single[printed.plan.file_name].pages)
    if len(file.reader.pages) != first:
        yield 0, f"it has {len(file.reader.pages)} pages, not {first}: pages of its documents times their copies"
        return
    yield from _pages(file, copies, single)
    yield from _tags(file, copies, single)
    yield from _outline(file, copies)


def _pages(file: ReadFile, copies: Sequence[_Copy], single: dict[str, ReadFile]) -> Iterator[tuple[int, str]]:
    """Yield the pages that look otherwise; what two pages of the file share is looked at once."""
    drawn: dict[tuple[bytes, str, str, int], str] = {}
    for copy in copies:
        for at, wanted in enumerate(single[copy.document.file_name].pages):
            page, number = file.reader.pages[copy.first + at], copy.first + at + 1
            looks = f"{page.mediabox} {page.cropbox} {page.rotation} {page.get('/Resources')}"
            key = (file.contents[copy.first + at], looks, copy.document.file_name, at)
            if key not in drawn:
                (real,) = read_pages(file.data, [copy.first + at], file.printer)
                differences = list(page_differences(real, wanted))
                size = (round(real.width - wanted.width, 2), round(real.height - wanted.height, 2))
                if any(size) or page.rotation:
                    differences.insert(0, "its size or its direction is another")
                drawn[key] = differences[0] if differences else ""
            if drawn[key]:
                yield number, f"it is not page {at + 1} of {copy.document.file_name}: {drawn[key]}"


def _tags(file: ReadFile, copies: Sequence[_Copy], single: dict[str, ReadFile]) -> Iterator[tuple[int, str]]:
    if file.tree is None:
        yield 0, "it has no tags, so that it cannot be read aloud in order"
        return
    parts = [one for one in file.tree.kids if isinstance(one, Node)]
    if len(parts) != len(copies) or len(parts) != len(file.tree.kids):
        yield 0, f"its tags hold {len(parts)} documents, not {len(copies)}"
        return
    for part, copy in zip(parts, copies, strict=True):
        tree = single[copy.document.file_name].tree
        if tree is None or part.role != "Part" or not _alike(part, tree, copy.first):
            where = f"copy {copy.number} of {copy.document.file_name}"
            yield copy.first + 1, f"the tags of {where} are not those of the document"


def _alike(real: Node, wanted: Node, first: int) -> bool:
    """Return whether two elements hold the same, the one's pages counted from ``first``."""
    return len(real.kids) == len(wanted.kids) and all(
        _same(one, other, first) for one, other in zip(real.kids, wanted.kids, strict=True)
    )


def _same(real: Any, wanted: Any, first: int) -> bool:  # noqa: ANN401 - elements, places on pages or annotations
    if isinstance(wanted, Node):
        return isinstance(real, Node) and _said(real) == _said(wanted) and _alike(real, wanted, first)
    if isinstance(wanted, tuple):
        return bool(real == (wanted[0] + first, wanted[1]))
    return not isinstance(real, Node | tuple) and bool(real.get("/Contents") == wanted.get("/Contents"))


def _said(node: Node) -> tuple[object, ...]:
    return node.role, node.alt, node.title, node.language, node.actual, str(node.entries.get("/A"))


def _outline(file: ReadFile, copies: Sequence[_Copy]) -> Iterator[tuple[int, str]]:
    wanted = [(plain(f"{one.document.number:02d} {one.document.name}"), one.first) for one in copies if one.number == 1]
    entries: list[Any] = file.reader.outline
    if [(str(one.title), file.reader.get_destination_page_number(one)) for one in entries] != wanted:
        yield 0, "its bookmarks do not lead to the first page of each document"
