"""Tags: everything on a page belongs to one element or to none, and the elements make sense read aloud.

Own checks, for every computer; where Java is there, veraPDF proves the rest (``accessibility``).
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from pypdf.generic import IndirectObject

from materialgen.check.finding import Fault, found
from materialgen.check.reading import Node

if TYPE_CHECKING:
    from collections.abc import Iterator

    from materialgen.check.built import Built
    from materialgen.check.finding import Finding
    from materialgen.check.reading import Extent, ReadFile

_STANDARD = frozenset({
    "Document", "Part", "Art", "Sect", "Div", "H1", "H2", "H3", "H4", "H5", "H6", "P", "L", "LI", "Lbl", "LBody",
    "Figure", "Formula", "Caption", "Table", "THead", "TBody", "TFoot", "TR", "TH", "TD", "Link", "Reference", "Span",
    "Quote", "BlockQuote", "Note", "Code", "Index", "TOC", "TOCI",
})  # fmt: skip
"""ISO 32000-1, 14.8.4; those for other uses are left out."""
_ABOVE = {
    "LI": {"L"},
    "Lbl": {"LI", "TOCI", "Note"},
    "LBody": {"LI"},
    "TR": {"Table", "THead", "TBody", "TFoot"},
    "THead": {"Table"},
    "TBody": {"Table"},
    "TFoot": {"Table"},
    "TH": {"TR"},
    "TD": {"TR"},
    "TOCI": {"TOC"},
}
"""Where an element may stand (ISO 32000-1, tables 336 and 337)."""
_BELOW = {
    "L": {"LI", "L", "Caption"},
    "LI": {"Lbl", "LBody"},
    "Table": {"TR", "THead", "TBody", "TFoot", "Caption"},
    "THead": {"TR"},
    "TBody": {"TR"},
    "TFoot": {"TR"},
    "TR": {"TH", "TD"},
    "TOC": {"TOC", "TOCI", "Caption"},
}
"""What may stand in an element."""
_MAY_BE_EMPTY = {"TD", "TH"}
"""Cells to write in."""
_AGAIN = "build the kit again; if it comes back, the layout is at fault"
_NAMED = 3
"""So many faults of a kind are told, and the rest counted."""
_ABREAST = 0.5
"""Two texts stand in one column if they share this much of the narrower one's width."""
_SLACK = 0.5
"""mm; a text is above another if its lower edge is so much above the other's upper edge."""


def check(built: Built) -> Iterator[Finding]:
    """Yield what is wrong with tags, bookmarks and links."""
    for file in built.files.values():
        faults: dict[tuple[str, int], list[str]] = {}
        for one in faults_of(file):
            faults.setdefault((one.code, one.page), []).append(one.message)
        for (code, page), messages in faults.items():
            yield found(built, code, _listed(list(dict.fromkeys(messages))), file.name, page, hint=_AGAIN)


def _listed(messages: list[str]) -> str:
    rest = len(messages) - _NAMED
    return "; ".join(messages[:_NAMED]) + (f"; and {rest} more" if rest > 0 else "")


def faults_of(file: ReadFile) -> Iterator[Fault]:
    """Yield what is wrong with a file's tags."""
    if file.tree is None or file.root.get("/MarkInfo", {}).get("/Marked") != True:  # noqa: E712 - pypdf's own truth value
        yield Fault("untagged-pdf", "it has no tags, so that it cannot be read aloud in order")
        return
    yield from binding_faults(file, file.tree)
    yield from tree_faults(file.tree)
    yield from _order(file, file.tree)


def binding_faults(file: ReadFile, tree: Node) -> Iterator[Fault]:
    """Yield what is wrong with the ways between pages, elements, links and bookmarks."""
    yield from _content(file, tree)
    if not _is_held(file):
        yield Fault("broken-tags", "the top of its structure is not where a reader looks for it")
    yield from _links(file)
    yield from _bookmarks(file)


def _is_held(file: ReadFile) -> bool:
    top = file.root["/StructTreeRoot"].get("/K")
    return not isinstance(top, list) or len(top) == 1


# -- content ---------------------------------------------------------------------------------------------------------


def _content(file: ReadFile, tree: Node) -> Iterator[Fault]:
    """Yield content without an element, and elements without their content (ISO 32000-1, 14.7.4)."""
    held: dict[int, list[tuple[int, Node]]] = {}
    for node in tree.walk():
        for kid in node.kids:
            if isinstance(kid, tuple):
                held.setdefault(kid[0], []).append((kid[1], node))
    for index, page in enumerate(file.reader.pages):
        elements = held.get(index, [])
        yield from _marking(file, index, [mcid for mcid, _ in elements])
        yield from _way_back(file, page, index + 1, elements)
        if page.get("/Tabs") != "/S":
            yield Fault("broken-tags", "the tab key does not follow the reading order", index + 1)
    if -1 in held:
        yield Fault("broken-tags", "elements name content of pages that are not in the file")


def _marking(file: ReadFile, index: int, of_elements: list[int]) -> Iterator[Fault]:
    """Yield where a page's marked content and the elements disagree."""
    number, marked = index + 1, file.marked[index]
    if marked.breaches:
        what = "; ".join(dict.fromkeys(marked.breaches))
        message = f"something on the page is neither tagged nor marked as decoration: {what}"
        yield Fault("untagged-content", message, number)
    mcids = [mcid for mcid, _ in marked.mcids]
    lost = sorted(set(mcids) - set(of_elements))
    if lost:
        texts = [piece.text for one in lost for piece in file.pages[index].by_mcid.get(one, ())]
        said = f", such as '{_short(' '.join(texts))}'" if texts else ""
        yield Fault("untagged-content", f"{_count(len(lost), 'piece')} of content belong to no element{said}", number)
    astray = sorted(set(of_elements) - set(mcids))
    if astray:
        message = f"{_count(len(astray), 'piece')} of content that elements name are not on the page"
        yield Fault("broken-tags", message, number)
    if len(mcids) != len(set(mcids)) or len(of_elements) != len(set(of_elements)):
        yield Fault("broken-tags", "a piece of content belongs to more than one element", number)


def _way_back(file: ReadFile, page: Any, number: int, held: list[tuple[int, Node]]) -> Iterator[Fault]:  # noqa: ANN401 - pypdf's dictionaries have no common type
    """Yield where the parent tree does not lead from a page's content to its element (ISO 32000-1, 14.7.4.4)."""
    if not held:
        return
    elements = file.parents.get(page.get("/StructParents", -1))
    elements = [] if elements is None else elements.get_object()
    wrong = [
        mcid
        for mcid, node in held
        if not isinstance(elements, list) or mcid >= len(elements) or elements[mcid].get_object() is not node.entries
    ]
    if wrong:
        message = f"the way back from {_count(len(wrong), 'piece')} of content to the element is wrong"
        yield Fault("broken-tags", message, number)


# -- tree ------------------------------------------------------------------------------------------------------------


def tree_faults(tree: Node) -> Iterator[Fault]:
    """Yield what is wrong with the order and nesting of a structure tree, and with what its elements say."""
    yield from _headings(tree)
    for node in tree.walk():
        yield from (Fault("wrong-tags", message, _page_of(node)) for message in _shape(node))
        for kid in node.kids:
            if isinstance(kid, Node) and kid.role in _ABOVE and node.role not in _ABOVE[kid.role]:
                yield Fault("wrong-tags", f"<{kid.role}> stands in <{node.role}>", _page_of(kid))
        if node.role == "Figure" and not (node.alt or "").strip():
            yield Fault("missing-alt", "a figure has no alternative text", _page_of(node))
        if not node.kids and node.role not in _MAY_BE_EMPTY:
            yield Fault("empty-element", f"<{node.role}> holds nothing, but is announced", _page_of(node))


def _headings(tree: Node) -> Iterator[Fault]:
    """Yield skipped levels; the first heading is an H1 (ISO 14289-1, 7.4.2)."""
    headings = [node for node in tree.walk() if re.fullmatch(r"H\d", node.role)]
    if not headings:
        yield Fault("wrong-headings", "there is no heading")
    elif headings[0].role != "H1":
        message = f"the first heading is an {headings[0].role}, not an H1"
        yield Fault("wrong-headings", message, _page_of(headings[0]))
    if [one.role for one in headings].count("H1") > 1:
        second = [one for one in headings if one.role == "H1"][1]
        yield Fault("wrong-headings", "there is more than one H1", _page_of(second))
    for before, after in pairwise(headings):
        if int(after.role[1]) > int(before.role[1]) + 1:
            yield Fault("wrong-headings", f"{before.role} is followed by {after.role}", _page_of(after))


def _shape(node: Node) -> Iterator[str]:
    """Yield what is wrong with an element of a kind that has a shape."""
    kids = [one for one in node.kids if isinstance(one, Node)]
    roles = [one.role for one in kids]
    if node.role not in _STANDARD:
        yield f"<{node.role}> is no standard role"
    if node.role in _BELOW:
        yield from (f"<{role}> stands in <{node.role}>" for role in roles if role not in _BELOW[node.role])
        if len(kids) < len(node.kids):
            yield f"<{node.role}> holds text of its own"
    if node.role == "LI" and "LBody" not in roles:
        yield "<LI> has no <LBody>"
    labelled = any(isinstance(one, Node) and one.role == "Lbl" for item in kids for one in item.kids)
    if node.role == "L" and labelled and _attribute(node, "/ListNumbering") == "/None":
        yield "a list with labels says that it has none"
    if node.role == "TH" and _attribute(node, "/Scope") not in {"/Row", "/Column", "/Both"}:
        yield "a table's header does not say what it is the header of"
    if node.role == "Table":
        yield from _table(node)


def _table(table: Node) -> Iterator[str]:
    rows = [one for one in table.walk() if one.role == "TR"]
    cells = [[one for one in row.kids if isinstance(one, Node)] for row in rows]
    if not any(cell.role == "TH" for row in cells for cell in row):
        yield "a table has no headers"
    widths = {width for width in _widths(cells) if width}
    if len(widths) > 1:
        yield f"a table's rows have different numbers of cells: {', '.join(map(str, sorted(widths)))}"
    elif not rows:
        yield "a table has no rows"


def _widths(rows: list[list[Node]]) -> Iterator[int]:
    """Yield how many columns each row takes up; a cell may span columns and rows (ISO 32000-1, table 349)."""
    from_above: list[int] = []
    for row in rows:
        spans = [(int(_attribute(one, "/ColSpan") or 1), int(_attribute(one, "/RowSpan") or 1)) for one in row]
        yield sum(columns for columns, _ in spans) + len(from_above)
        from_above = [left - 1 for left in from_above if left > 1]
        from_above += [down - 1 for columns, down in spans for _ in range(columns) if down > 1]


def _attribute(node: Node, key: str) -> str | None:
    """Return an element's attribute (ISO 32000-1, 14.7.5)."""
    attributes = _resolved(node.entries.get("/A", []))
    for one in attributes if isinstance(attributes, list) else [attributes]:
        entries = _resolved(one)
        if isinstance(entries, dict) and key in entries:
            return str(entries[key])
    return None


def _resolved(value: Any) -> Any:  # noqa: ANN401 - pypdf's objects have no common type
    return value.get_object() if isinstance(value, IndirectObject) else value


# -- links and bookmarks ---------------------------------------------------------------------------------------------


def _links(file: ReadFile) -> Iterator[Fault]:
    """Yield links that lead nowhere, or do not say where (ISO 14289-1, 7.18)."""
    pages = {one.indirect_reference.idnum for one in file.reader.pages if one.indirect_reference is not None}
    for number, page in enumerate(file.reader.pages, 1):
        for reference in page.get("/Annots", []):
            note: Any = reference.get_object()
            if not str(note.get("/Contents", "")).strip():
                yield Fault("broken-link", "a link does not say where it leads", number)
            element = file.parents.get(int(note.get("/StructParent", -1)))
            if element is None or element.get_object().get("/S") != "/Link":
                yield Fault("broken-link", "a link has no element, so that it is not read aloud", number)
            if not _leads_somewhere(note, pages):
                yield Fault("broken-link", "a link leads nowhere", number)


def _leads_somewhere(note: Any, pages: set[int]) -> bool:  # noqa: ANN401 - pypdf's dictionaries have no common type
    target = note.get("/Dest")
    action = note.get("/A", {})
    if target is None and action.get("/S") == "/GoTo":
        target = action.get("/D")
    if isinstance(target, list) and target:
        return getattr(target[0], "idnum", 0) in pages
    return re.match(r"https?://[^/\s]", str(action.get("/URI", ""))) is not None


def _bookmarks(file: ReadFile) -> Iterator[Fault]:
    """Yield bookmarks without a name or a page; a file has at least one."""
    entries = list(_flat(file.reader.outline))
    if not entries:
        yield Fault("broken-bookmark", "it has no bookmarks")
    targets = [file.reader.get_destination_page_number(one) for one in entries]
    if any(one is None or one < 0 for one in targets):
        yield Fault("broken-bookmark", "a bookmark leads nowhere")
    if any(not str(one.title).strip() for one in entries):
        yield Fault("broken-bookmark", "a bookmark has no name")


def _flat(outline: list[Any]) -> Iterator[Any]:
    for one in outline:
        if isinstance(one, list):
            yield from _flat(one)
        else:
            yield one


# -- order -----------------------------------------------------------------------------------------------------------


def _order(file: ReadFile, tree: Node) -> Iterator[Fault]:
    """Yield headings that are read after one of their level and column below them on the page.

    Whether the whole order is right nobody can tell from positions alone: columns, cards and notes at the side have
    their own. But in every column a heading is read before the next of its level. The whole order is compared with
    that of a new build (``reproduction``).
    """
    placed: list[tuple[Node, int, Extent]] = []
    for node in tree.walk():
        if re.fullmatch(r"H\d", node.role):
            pieces = list(file.pieces_of(node))
            if pieces:
                page = pieces[0][0]
                box = pieces[0][1].extent
                for number, piece in pieces[1:]:
                    box = box.around(piece.extent) if number == page else box
                placed.append((node, page, box))
    for (before, page, box), (after, other_page, other) in pairwise(placed):
        across = min(box.right, other.right) - max(box.left, other.left)
        narrow = min(box.right - box.left, other.right - other.left)
        if page == other_page and other.bottom < box.top - _SLACK and across > _ABREAST * narrow:
            said = f"'{_short(file.text_of(after))}' is read after '{_short(file.text_of(before))}'"
            yield Fault("reading-order", f"the heading {said}, but stands above it", page)


def _page_of(node: Node) -> int:
    """Return the number of the page that an element is on, 0 if none can be told."""
    for one in node.walk():
        for kid in one.kids:
            if isinstance(kid, tuple):
                return int(kid[0]) + 1
    return 0


def _count(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"  # noqa: PLR2004 - a line of a message
