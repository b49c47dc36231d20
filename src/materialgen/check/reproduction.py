"""The bytes are what a build writes now; where they are not, what differs is named as a reader would see it."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any, NamedTuple

from materialgen.check.compare import page_differences, quoted
from materialgen.check.finding import found
from materialgen.check.reading import Node, ReadFile

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from materialgen.check.built import Built
    from materialgen.check.finding import Finding

_HINT = "build the kit again: a file holds what the content and the layouts say, and nothing else"
_TOLD = 3
"""So many differences of a page, and so many pages of a file, are told, and the rest counted."""
_INFO = {
    "/Title": "title",
    "/Subject": "subject",
    "/Author": "author",
    "/Keywords": "keywords",
    "/Creator": "creator",
    "/Producer": "producer",
    "/CreationDate": "time of creation",
    "/ModDate": "time of change",
}


def check(built: Built) -> Iterator[Finding]:
    """Yield the files that are not as a build would write them now, and how."""
    for name, file in built.everything.items():
        drawn = built.fresh.get(name) or built.fresh_bundles.get(name)
        if drawn is None or file.data == drawn.data:
            continue
        fresh = ReadFile.of_bytes(name, drawn.data, built.press.printer)
        on_pages = list(_pages(file, fresh))
        for page, differences in on_pages[:_TOLD]:
            yield found(built, "not-as-built", _listed(differences), name, page, hint=_HINT)
        whole = list(_whole(file, fresh, texts_differ=bool(on_pages)))
        untold = len(on_pages) - _TOLD
        if untold > 0:
            whole.insert(0, f"{_count(untold, 'more page')} of it {_are(untold)} not as they should be")
        if not whole and not on_pages:
            whole = ["its bytes are others, though pages, tags and metadata are the same: something else has saved it"]
        if whole:
            yield found(built, "not-as-built", _listed(whole), name, hint=_HINT)


def _listed(differences: Sequence[str]) -> str:
    rest = len(differences) - _TOLD
    return "; ".join(differences[:_TOLD]) + (f"; and {_count(rest, 'more difference')}" if rest > 0 else "")


def _count(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def _are(count: int) -> str:
    return "is" if count == 1 else "are"


def _pages(file: ReadFile, fresh: ReadFile) -> Iterator[tuple[int, list[str]]]:
    if len(file.pages) != len(fresh.pages):
        return
    for real, wanted in zip(file.pages, fresh.pages, strict=True):
        differences = list(page_differences(real, wanted))
        if differences:
            yield real.number, differences


def _whole(file: ReadFile, fresh: ReadFile, *, texts_differ: bool) -> Iterator[str]:
    """Yield what differs beside the pages' looks."""
    if len(file.pages) != len(fresh.pages):
        yield from _other_pages(file, fresh)
    yield from _metadata(file, fresh)
    if len(file.pages) == len(fresh.pages):
        yield from _tags(file, fresh, with_texts=not texts_differ)
    elif file.tree is None:
        yield "its tags are missing"
    yield from _entries(file, fresh)


def _other_pages(file: ReadFile, fresh: ReadFile) -> Iterator[str]:
    real, wanted = ([each.page_text(page) for page in each.pages] for each in (file, fresh))
    lost = [str(number) for number, text in enumerate(wanted, 1) if text not in real]
    new = [str(number) for number, text in enumerate(real, 1) if text not in wanted]
    if lost:
        yield f"what should stand on page {', '.join(lost)} is not there"
    if new:
        yield f"what stands on page {', '.join(new)} should not be there"
    if not lost and not new:
        yield f"it has {_count(len(real), 'page')}, not {len(wanted)}, and some are the same"


def _metadata(file: ReadFile, fresh: ReadFile) -> Iterator[str]:
    real, wanted = ({key: str(one) for key, one in (each.reader.metadata or {}).items()} for each in (file, fresh))
    for key, name in _INFO.items():
        if real.get(key) != wanted.get(key):
            yield f"its {name} is {quoted(real.get(key, ''))}, not {quoted(wanted.get(key, ''))}"
    if file.root.get("/Lang") != fresh.root.get("/Lang"):
        yield f"its language is '{file.root.get('/Lang', '')}', not '{fresh.root.get('/Lang', '')}'"
    if _xmp(file) != _xmp(fresh):
        yield "its XMP metadata are others"


def _xmp(file: ReadFile) -> bytes | None:
    stream = file.root.get("/Metadata")
    return None if stream is None else bytes(stream.get_object().get_data())


def _entries(file: ReadFile, fresh: ReadFile) -> Iterator[str]:
    if dict(file.root.get("/ViewerPreferences", {})) != dict(fresh.root.get("/ViewerPreferences", {})):
        yield "its viewer preferences are others"
    if _bookmarks(file) != _bookmarks(fresh):
        yield "its bookmarks are others"
    if _links(file) != _links(fresh):
        yield "its links are others"


def _bookmarks(file: ReadFile) -> list[tuple[str, int | None]]:
    flat: list[Any] = []
    waiting: list[Any] = list(file.reader.outline)
    while waiting:
        one = waiting.pop(0)
        if isinstance(one, list):
            waiting = [*one, *waiting]
        else:
            flat.append(one)
    return [(str(one.title), file.reader.get_destination_page_number(one)) for one in flat]


def _links(file: ReadFile) -> list[tuple[int, str, str]]:
    return [
        (number, str(note.get_object().get("/Contents")), str(note.get_object().get("/A", {}).get("/URI")))
        for number, page in enumerate(file.reader.pages, 1)
        for note in page.get("/Annots", [])
    ]


# -- tags ------------------------------------------------------------------------------------------------------------


class _Element(NamedTuple):
    """A structure element as it is compared."""

    role: str
    text: str
    alt: str | None
    rest: str
    depth: int

    @property
    def shown(self) -> str:
        """The element, for messages."""
        said = self.text or self.alt
        return f"<{self.role}> {quoted(said)}" if said else f"<{self.role}>"


def _tags(file: ReadFile, fresh: ReadFile, *, with_texts: bool) -> Iterator[str]:
    """Yield how elements differ: alternative texts, roles, order."""
    if file.tree is None or fresh.tree is None:
        if file.tree is not fresh.tree:
            yield "its tags are missing" if file.tree is None else "it has tags that it should not have"
        return
    real = list(_elements(file, file.tree, with_texts=with_texts))
    wanted = list(_elements(fresh, fresh.tree, with_texts=with_texts))
    if real == wanted:
        return
    if [one[:2] for one in real] == [one[:2] for one in wanted]:
        pairs = list(zip(real, wanted, strict=True))
        yield from (_alt(one, other) for one, other in pairs if one.alt != other.alt)
        if any(one[3:] != other[3:] for one, other in pairs):
            yield "its tags are nested otherwise, or have other attributes"
    elif sorted(one[:2] for one in real) == sorted(one[:2] for one in wanted):
        first, second = next((one, other) for one, other in zip(real, wanted, strict=True) if one[:2] != other[:2])
        yield f"it is read aloud in another order: {first.shown} comes where {second.shown} should"
    else:
        yield from _other_elements(real, wanted)


def _elements(file: ReadFile, node: Node, depth: int = 0, *, with_texts: bool) -> Iterator[_Element]:
    texts = []
    for kid in node.kids if with_texts else ():
        if isinstance(kid, tuple) and 0 <= kid[0] < len(file.pages):
            texts += [piece.text for piece in file.pages[kid[0]].by_mcid.get(kid[1], ())]
    rest = f"{node.language} {node.actual} {node.title} {node.entries.get('/ID')} {node.entries.get('/A')}"
    yield _Element(node.role, " ".join(" ".join(texts).split()), node.alt, rest, depth)
    for kid in node.kids:
        if isinstance(kid, Node):
            yield from _elements(file, kid, depth + 1, with_texts=with_texts)


def _alt(real: _Element, wanted: _Element) -> str:
    if not real.alt:
        return f"the alternative text {quoted(wanted.alt or '')} is missing"
    return f"an alternative text is {quoted(real.alt)}, not {quoted(wanted.alt or '')}"


def _other_elements(real: list[_Element], wanted: list[_Element]) -> Iterator[str]:
    """Yield elements that are missing, too much or have another role."""
    matcher = SequenceMatcher(None, [one[:2] for one in wanted], [one[:2] for one in real], autojunk=False)
    for kind, i0, i1, j0, j1 in matcher.get_opcodes():
        if kind == "equal":
            continue
        if kind == "replace" and [one.text for one in wanted[i0:i1]] == [one.text for one in real[j0:j1]]:
            yield f"{wanted[i0].shown} is tagged as <{real[j0].role}>"
            continue
        if i1 > i0:
            yield f"{_count(i1 - i0, 'element')} {_are(i1 - i0)} missing, the first is {wanted[i0].shown}"
        if j1 > j0:
            yield f"{_count(j1 - j0, 'element')} {_are(j1 - j0)} too much, the first is {real[j0].shown}"
