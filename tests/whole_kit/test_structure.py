"""Every file of the built-in kit can be read aloud: tags, headings, lists, tables, figures."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from tests.helpers import output_of
from tests.pdf import Node

if TYPE_CHECKING:
    from pathlib import Path

    from tests.whole import Edition

STANDARD = {
    "Document", "Part", "Sect", "Div", "H1", "H2", "H3", "H4", "P", "L", "LI", "Lbl", "LBody", "Figure", "Caption",
    "Table", "THead", "TBody", "TR", "TH", "TD", "Link", "Reference", "Span", "Quote", "BlockQuote", "Note",
    "TOC", "TOCI",
}  # fmt: skip
INSIDE = {
    "LI": {"L"},
    "Lbl": {"LI", "TOCI"},
    "LBody": {"LI"},
    "TR": {"Table", "THead", "TBody"},
    "TH": {"TR"},
    "TD": {"TR"},
    "TOCI": {"TOC"},
}


def pairs(node: Node) -> list[tuple[Node, Node]]:
    """Return every element with the one above it."""
    return [(above, kid) for above in node.walk() for kid in above.kids if isinstance(kid, Node)]


def faults(tree: Node) -> list[str]:
    """Return what is wrong with the order and nesting of a structure tree."""
    found = [f"<{node.role}> is no standard role" for node in tree.walk() if node.role not in STANDARD]
    levels = [int(node.role[1]) for node in tree.walk() if re.fullmatch(r"H\d", node.role)]
    if levels[:1] != [1]:
        found.append("the first heading is not an H1")
    found += [f"H{before} is followed by H{after}" for before, after in pairwise(levels) if after > before + 1]
    for above, kid in pairs(tree):
        if kid.role in INSIDE and above.role not in INSIDE[kid.role]:
            found.append(f"<{kid.role}> inside <{above.role}>")
        if above.role == "L" and kid.role not in {"LI", "L", "Caption"}:
            found.append(f"<{kid.role}> inside <L>")
    for node in tree.walk():
        if node.role == "Figure" and not (node.alt or "").strip():
            found.append("a figure without alternative text")
        if node.role == "TH" and "/Scope" not in str(node.entries.get("/A")):
            found.append("a table's header without scope")
        if node.role == "Table" and not any(one.role == "TH" for one in node.walk()):
            found.append("a table without headers")
    return found


def made(role: str, *kids: Node, **entries: str) -> Node:
    """Return an element, for the control."""
    return Node(role, list(kids), {f"/{key}": value for key, value in entries.items()})


def test_the_check_of_a_tree_can_fail() -> None:
    """The control: each fault is found, and a sound tree has none."""
    sound = made("Document", made("H1"), made("H2"), made("L", made("LI", made("Lbl"), made("LBody"))), made("H2"))
    assert faults(sound) == []
    assert faults(made("Document", made("H1"), made("H3"))) == ["H1 is followed by H3"]
    assert faults(made("Document", made("H2"))) == ["the first heading is not an H1"]
    assert faults(made("Document", made("H1"), made("Lbl"))) == ["<Lbl> inside <Document>"]
    assert faults(made("Document", made("H1"), made("L", made("P")))) == ["<P> inside <L>"]
    assert faults(made("Document", made("H1"), made("Figure"))) == ["a figure without alternative text"]
    assert faults(made("Document", made("H1"), made("Figure", Alt="a"))) == []
    table = made("Document", made("H1"), made("Table", made("TR", made("TD"))))
    assert faults(table) == ["a table without headers"]
    table = made("Document", made("H1"), made("Table", made("TR", made("TH"))))
    assert faults(table) == ["a table's header without scope"]
    assert faults(made("Document", made("H1"), made("Blob"))) == ["<Blob> is no standard role"]


def test_everything_on_every_page_is_tagged_or_an_artifact(edition: Edition) -> None:
    """No shape and no text stands outside marked content, and every piece of content belongs to one element."""
    for pdf in edition.pdfs:
        assert [marked.breaches for marked in pdf.marked] == [[] for _ in pdf.pages], pdf.name
        for index, (page, marked) in enumerate(zip(pdf.pages, pdf.marked, strict=True)):
            numbers = [mcid for mcid, _ in marked.mcids]
            assert numbers == list(range(len(numbers))), pdf.name
            assert len(pdf.parents[int(page["/StructParents"])]) == len(numbers), pdf.name
            held = [kid for node in pdf.tree.walk() for kid in node.kids if isinstance(kid, tuple) and kid[0] == index]
            assert sorted(held) == [(index, number) for number in numbers], pdf.name
            assert page["/Tabs"] == "/S", pdf.name


def test_the_structure_of_every_file_is_sound(edition: Edition) -> None:
    """Headings begin with H1 and skip no level, lists and tables are whole, figures have alternative texts."""
    assert {pdf.name: faults(pdf.tree) for pdf in edition.pdfs if faults(pdf.tree)} == {}


def test_no_element_is_empty(edition: Edition) -> None:
    """An element that holds nothing would be announced for nothing; empty cells of a table to write in are none."""
    empty = [
        f"{pdf.name}: <{node.role}>"
        for pdf in edition.pdfs
        for node in pdf.tree.walk()
        if not node.kids and node.role not in {"TD", "TH"}
    ]
    assert empty == []


def test_every_link_leads_somewhere_and_says_where(edition: Edition) -> None:
    """A link has its element, its text and a target: an address or a page of the file."""
    for pdf in edition.pdfs:
        for page in pdf.pages:
            for reference in page.get("/Annots", []):
                note = reference.get_object()
                assert note["/Contents"], pdf.name
                assert pdf.parents[int(note["/StructParent"])].get_object()["/S"] == "/Link", pdf.name
                if "/Dest" in note:
                    target, *_ = note["/Dest"]
                    assert target.idnum in {one.indirect_reference.idnum for one in pdf.pages}, pdf.name
                else:
                    assert note["/A"]["/URI"].startswith("https://"), pdf.name


def test_poppler_reads_headings_and_texts(edition: Edition, built_kit: Path) -> None:
    """Another reader of tags finds a heading of the first level and the texts in every file."""
    for pdf in edition.pdfs:
        shown = output_of("pdfinfo", "-struct-text", str(built_kit / edition.language / pdf.name))
        assert re.search(r"^\s+H1 \(block\)$", shown, re.MULTILINE), pdf.name
        assert len(re.findall(r'^\s+".*\w.*"$', shown, re.MULTILINE)) >= 2, pdf.name
