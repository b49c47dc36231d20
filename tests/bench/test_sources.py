"""The peers' sources say what was recorded, whatever characters it has, and nothing in a text becomes a command."""

from __future__ import annotations

import ast
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from bench.peers.to_fpdf2 import fpdf2_source
from bench.peers.to_html import html_files
from bench.peers.to_typst import PRELUDE, typst_source
from bench.recorded import Document, Figure, Line, Page, Part, Path, Rectangle, Run, Segment, Shape, Stroke, Text

if TYPE_CHECKING:
    import pathlib

HOSTILE = (
    '#panic("x")',
    '"] + panic("x") + ["',
    "\\ \\\\ \\u{41} *fet* _kursiv_ `kod` $x$ <etikett> @ref ~ -- ... // /* */ = rubrik",
    "</title></p></style><script>alert(1)</script>&amp;<!-- -->]]>",
    "' + \" + ''' + \"\"\" {0} %s \\n",
    "å ä ö – ’ ” … 😀 \u00a0 \u2028 \u00ad",
)
BLACK = (0.0, 0.0, 0.0)


def text(words: str, role: str | None = "P", x: float = 20.0, *, bullet: bool = False) -> Text:
    """Return a line of text."""
    line = Line(x, 40.0, 100.0, (Run("Inter-Regular", words), Run("Inter-SemiBold", words)))
    marks = (Line(x - 10, 40.0, 5.0, (Run("Inter-Regular", "•"),)),) if bullet else ()
    return Text(role, (line,), 12.0, 15.0, BLACK, bullets=marks)


def document(*words: str, copies: int = 1) -> Document:
    """Return a document that has some texts wherever a text may stand."""
    look = Stroke(1.0, BLACK, (2.0, 1.0), round=True)
    shapes = (
        Shape(Rectangle(1, 2, 3, 4, 1), BLACK, look),
        Shape(Path((Segment("move", ((1, 2),)), Segment("curve", ((3, 4), (5, 6), (7, 8)))), closed=True), BLACK, None),
    )
    items = [
        one
        for said in words
        for one in (
            text(said, "H1"),
            text(said),
            text(said, "LBody", bullet=True),
            text(said, None),
            Figure(said, (text(said, None), *shapes)),
        )
    ]
    return Document("prov", " ".join(words), "sv", (Part((Page(600, 800, (*shapes, *items)),), copies),))


def typst_strings(source: str) -> list[str]:
    """Return every string literal of a Typst source (Typst reference, str: escape sequences)."""

    def plain(found: re.Match[str]) -> str:
        code = found[1]
        return chr(int(code[2:-1], 16)) if code.startswith("u{") else code

    literals = re.findall(r'"((?:[^"\\]|\\u\{[0-9a-f]+\}|\\.)*)"', source)
    return [re.sub(r"\\(u\{[0-9a-f]+\}|.)", plain, one) for one in literals]


@pytest.mark.parametrize("words", HOSTILE)
def test_texts_are_string_literals_in_typst(words: str) -> None:
    """A text is nothing but string literals that say the same: outside of them there is only what we wrote."""
    source = typst_source(document(words))
    assert typst_strings(source).count(words) == 2 * 5 + 2
    outside = re.sub(r'"(?:[^"\\]|\\.)*"', '""', source)
    assert outside == re.sub(r'"(?:[^"\\]|\\.)*"', '""', typst_source(document("harmlös")))


class _Reader(HTMLParser):
    """Collects the texts, titles and elements of an HTML file."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.elements: list[str] = []

    def handle_starttag(self, tag: str, _attrs: object) -> None:
        self.elements.append(tag)

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def read_html(words: str) -> _Reader:
    """Return what a reader finds in the HTML of a document."""
    reader = _Reader()
    reader.feed(html_files(document(words), "file:///fonts")["prov.html"])
    reader.close()
    return reader


@pytest.mark.parametrize("words", HOSTILE)
def test_texts_are_texts_in_html(words: str) -> None:
    """A text stays a text: it adds no element, and a reader finds it unchanged."""
    reader, harmless = read_html(words), read_html("harmlös")
    assert reader.elements == harmless.elements
    assert reader.texts.count(words) == harmless.texts.count("harmlös") == 2 * 5 + 2


@pytest.mark.parametrize("words", HOSTILE)
def test_texts_are_literals_in_python(words: str) -> None:
    """The module for fpdf2 calls nothing but the sheet's methods, and its literals say the same."""
    tree = ast.parse(fpdf2_source(document(words)))
    calls = [ast.unparse(one.func) for one in ast.walk(tree) if isinstance(one, ast.Call)]
    assert set(calls) == {"s.page", "s.line", "s.heading", "s.rect", "s.path", "range", "part1"}
    literals = [one.value for one in ast.walk(tree) if isinstance(one, ast.Constant)]
    assert literals.count(words) == 2 * 5 + 1


def test_copies_are_drawn_by_a_loop_and_repeated_in_html() -> None:
    """Typst and fpdf2 draw the pages of a part again and again; HTML has no loops and holds them several times."""
    several = document("ord", copies=3)
    assert "#for _ in range(3) { part1 }" in typst_source(several)
    assert "for _ in range(3):" in fpdf2_source(several)
    assert html_files(several, "fonts")["prov.html"].count("<section") == 3


def test_items_of_a_list_become_one_list_in_typst() -> None:
    """Items right below each other are one list; one that stands elsewhere begins another."""
    first = text("ett", "LBody", bullet=True)
    line = first.lines[0]
    second = Text("LBody", (Line(line.x, line.y + 15, 100, line.runs),), 12, 15, BLACK, bullets=first.bullets)
    apart = Text("LBody", (Line(line.x, line.y + 90, 100, line.runs),), 12, 15, BLACK, bullets=first.bullets)
    source = typst_source(Document("prov", "Prov", "sv", (Part((Page(600, 800, (first, second, apart)),)),)))
    assert source.count("#l(") == 2


def test_typst_shows_hostile_texts(tmp_path: pathlib.Path) -> None:
    """Typst itself accepts them as PDF/UA-1; runs where the group "bench" is installed."""
    typst = pytest.importorskip("typst", reason='typst is not installed: the group "bench" brings it')
    from materialgen.typeset import Weight

    (tmp_path / "kit.typ").write_text(PRELUDE, encoding="utf-8")
    # Inter has no glyph for an emoji, which Typst refuses in PDF/UA.
    source = typst_source(document(*(one.replace("😀", "") for one in HOSTILE)))
    (tmp_path / "prov.typ").write_text(source, encoding="utf-8")
    fonts = typst.Fonts(False, False, [str(Weight.REGULAR.path.parent)])  # noqa: FBT003 - neither the system's nor its own
    data = typst.Compiler(font_paths=fonts, root=tmp_path).compile(tmp_path / "prov.typ", pdf_standards=["ua-1"])
    assert data.startswith(b"%PDF")
