"""A finished document, read back from its bytes: which of its objects stand in each copy of it, and which only once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from materialgen.draw.objects import (
    END_OF_OBJECT,
    STRING,
    Template,
    body,
    numbered,
    read_objects,
    stream_in,
    unexpected,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_CATALOG = re.compile(
    rb"<<\n/Lang (?P<language>" + STRING + rb") /MarkInfo \d+ 0 R /Metadata \d+ 0 R (?:/Outlines \d+ 0 R )?"
    rb"/OutputIntents (?P<intents>\[ .* \])\s+(?:/PageMode /UseOutlines\s+)?/Pages (?P<pages>\d+) 0 R\s+"
    rb"/StructTreeRoot (?P<tree>\d+) 0 R\s+/Type /Catalog /ViewerPreferences \d+ 0 R\n>>\n",
    re.DOTALL,
)
_INFORMATION = re.compile(rb"<<\n/Author .*/Title (?P<title>" + STRING + rb")\n>>\n", re.DOTALL)
_PAGES = re.compile(rb"<<\n/Count \d+ /Kids \[ (?P<kids>(?:\d+ 0 R\s+)+)\] /Type /Pages\n>>\n")
_PAGE = re.compile(
    rb"<<\n(?:/Annots \[ (?P<notes>(?:\d+ 0 R\s+)+)\]\s+)?(?:/BleedBox \[[^]]+\]\s+)?/Contents \d+ 0 R\s+"
    rb"/MediaBox \[ 0 0 \S+ (?P<height>\S+) \]\s+/Parent \d+ 0 R\s+/Resources <<.*>>\s+/Rotate 0\s+"
    rb"/StructParents \d+\s+/Tabs /S\s+/Trans <<\s*>>\s+(?:/TrimBox \[[^]]+\]\s+)?/Type /Page\n>>\n",
    re.DOTALL,
)
_NOTE = re.compile(rb"<<\n/.*/StructParent \d+\s+/Subtype /Link /Type /Annot\n>>\n", re.DOTALL)
_TREE = re.compile(
    rb"<</Type/StructTreeRoot/K (?P<top>\d+) 0 R/ParentTree<</Nums\[(?P<owners>[^(]*)\]>>"
    rb"/ParentTreeNextKey (?P<next>\d+)>>\n"
)
_OWNER = re.compile(rb"(\d+) (\[[^]]*\]|\d+ 0 R)(?: |$)")
_TOP = re.compile(rb"<</Type/StructElem/S/Document/P \d+ 0 R(?P<kids>/K\[[\d R]*\])>>\n")
_ELEMENT = b" 0 obj\n<</Type/StructElem/"
_WITHIN = 40
"""Where an element says so that it is one: after its number."""
_REFERENCE = re.compile(rb"(\d+) 0 R")


class Finished(NamedTuple):
    """A document in the form in which copies of it are made; objects have the numbers of its own file.

    Attributes:
        language: Its language, as a PDF string.
        intents: Its output intents, an array.
        once: What is written once, however many copies there are: the bodies of objects by their numbers.
        page_tree: The root of its page tree.
        structure_tree: The root of its structure tree.
        pages: Its pages.
        height: Of its first page, in pt, as PDF syntax.
        part: The element that stands for the whole document.
        each: The objects of which each copy has its own: pages, annotations and structure elements.
        keys: How many keys of the parent tree it has, counted from 0.
        copy: Those objects as in a file; after them, each in a line, what the keys lead to.
    """

    language: bytes
    intents: Template
    once: dict[int, bytes]
    page_tree: int
    structure_tree: int
    pages: list[int]
    height: bytes
    part: int
    each: list[int]
    keys: int
    copy: Template


def read_finished(data: bytes) -> Finished:
    """Read a document back.

    Args:
        data: Its file, as ``Document.to_bytes`` returned it.

    Raises:
        MaterialgenInternalError: It is damaged, or another file.
    """
    objects = read_objects(data)
    texts = objects.texts
    catalog = objects.match(_CATALOG, objects.root)
    page_tree, structure_tree = int(catalog["pages"]), int(catalog["tree"])
    pages = _references(objects.match(_PAGES, page_tree)["kids"])
    opened = [objects.match(_PAGE, page) for page in pages]
    notes = [note for page in opened for note in _references(page["notes"] or b"")]
    for note in notes:
        objects.match(_NOTE, note)
    tree = objects.match(_TREE, structure_tree)
    owners = _OWNER.findall(tree["owners"])
    if [int(key) for key, _ in owners] != list(range(int(tree["next"]))):
        raise unexpected("its parent tree has gaps")

    part = int(tree["top"])
    kids, title = objects.match(_TOP, part)["kids"], objects.match(_INFORMATION, objects.information)["title"]
    texts[part] = numbered(part, b"<</Type/StructElem/S/Part/P %d 0 R%s/T %s>>\n" % (structure_tree, kids, title))
    each = sorted({*pages, *notes, *(number for number, text in texts.items() if text.find(_ELEMENT, 0, _WITHIN) > 0)})
    copy = b"".join([texts[number] for number in each])
    if copy.count(END_OF_OBJECT) != len(each):
        raise unexpected("an object ends within another")

    intents = Template(catalog["intents"])
    drawn = {one for page in pages for one in Template(texts[page]).references} - {page_tree, *notes, *pages}
    once = _reached({*drawn, *intents.references}, texts)
    if not once.keys().isdisjoint(each):
        raise unexpected("what its pages draw leads to pages or elements")
    return Finished(
        language=catalog["language"],
        intents=intents,
        once=once,
        page_tree=page_tree,
        structure_tree=structure_tree,
        pages=pages,
        height=opened[0]["height"],
        part=part,
        each=each,
        keys=len(owners),
        copy=Template(copy + b"\n".join([owner for _, owner in owners])),
    )


def _references(syntax: bytes) -> list[int]:
    return [int(one) for one in _REFERENCE.findall(syntax)]


def _reached(first: Iterable[int], texts: Mapping[int, bytes]) -> dict[int, bytes]:
    """Return the bodies of some objects and of all that they name, in the order of their numbers."""
    found: dict[int, bytes] = {}
    waiting = list(first)
    while waiting:
        number = waiting.pop()
        if number not in texts:
            raise unexpected(f"there is no object {number}")
        if number not in found:
            found[number] = content = body(texts[number])
            if stream_in(content) is None:
                waiting += _references(content)
    return dict(sorted(found.items()))
