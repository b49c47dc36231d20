"""Draw a kit and record what its layouts put on the pages.

The engine has no code for this: while a kit is recorded, documents get a page that listens to its own text writers and
to its own painting, where text blocks have their lines and paths their paint, but nothing is a PDF yet.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from unittest.mock import patch

from bench.outline import read_outline
from bench.recorded import Document, Figure, Item, Line, Page, Part, Run, Shape, Stroke, Text
from materialgen.draw import document as engine
from materialgen.draw.page import Page as DrawnPage
from materialgen.draw.text import TextWriter
from materialgen.geometry import pt
from materialgen.render.bundle import plan_bundles
from materialgen.render.render import draw_document, in_drawing_order, job_for
from materialgen.typeset import bullet, plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from materialgen.draw.page import Stroke as DrawnStroke
    from materialgen.draw.structure import Element
    from materialgen.geometry import Box, Paper
    from materialgen.layout import Layout, Printed
    from materialgen.plan import Plan
    from materialgen.typeset import RGB, TextBlock
    from materialgen.typeset import Line as SetLine


@dataclass(frozen=True, slots=True)
class Kit:
    """A kit's files: its documents, and the bundles that hold all copies of them."""

    documents: tuple[Document, ...]
    bundles: tuple[Document, ...]


def record(plan: Plan, layouts: Mapping[str, Layout]) -> Kit:
    """Return what stands in the files of a plan, in the plan's order.

    Raises:
        ValueError: A document has problems, such as a text that does not fit.
    """
    printed: dict[str, Printed] = {}
    recorded: dict[str, Document] = {}
    with patch.object(engine, "Page", _Page):
        for document in in_drawing_order(plan, layouts):
            job = job_for(plan, document, printed)
            drawn, printed[document.file_name] = draw_document(job, layouts[document.sheet.layout])
            if drawn.problems:
                message = f"{document.file_name} has problems: {drawn.problems[0].message}"
                raise ValueError(message)
            pages = tuple(page.recorded() for page in drawn.pages if isinstance(page, _Page))
            name = document.file_name.removesuffix(".pdf")
            recorded[document.file_name] = Document(name, drawn.title, drawn.language, (Part(pages),))
    bundles = []
    for one in plan_bundles(plan, printed.values()):
        parts = tuple(Part(recorded[part.file_name].parts[0].pages, part.copies) for part in one.documents)
        title = f"{one.paper} – {plain(plan.kit.words.title)}"
        bundles.append(Document(one.file_name.removesuffix(".pdf"), title, plan.kit.language, parts))
    return Kit(tuple(recorded[document.file_name] for document in plan.documents), tuple(bundles))


class _Page(DrawnPage):
    """A page that remembers what is drawn on it."""

    def __init__(self, document: engine.Document, paper: Paper) -> None:
        super().__init__(document, paper)
        self._items: list[Item] = []
        self._inside: list[Text | Shape] | None = None

    def recorded(self) -> Page:
        """Return what has been drawn."""
        return Page(pt(self.paper.width), pt(self.paper.height), tuple(self._items))

    def add(self, item: Text | Shape) -> None:
        """Remember a text or a shape."""
        if self._inside is not None:
            self._inside.append(item)
        else:
            self._items.append(item)

    def take_label(self) -> tuple[Line, ...]:
        """Return the bullet that waits for the text of its item, if one does, and forget it."""
        last = self._items[-1] if self._items else None
        if isinstance(last, Text) and last.role == "Lbl" and not last.lines:
            self._items.pop()
            return last.bullets
        return ()

    @contextmanager
    def figure(self, alt: str, box: Box) -> Iterator[Element]:
        self._inside = []
        with super().figure(alt, box) as element:
            yield element
        self._items.append(Figure(plain(alt), tuple(self._inside)))
        self._inside = None

    def _writer(self, block: TextBlock, element: Element | None) -> TextWriter:
        return _Writer(super()._writer(block, element), self, block, element)

    def _paint(self, path: str, fill: RGB | None, stroke: DrawnStroke | None, *, tells: bool = False) -> None:
        super()._paint(path, fill, stroke, tells=tells)
        look = Stroke(pt(stroke.width), stroke.colour, tuple(map(pt, stroke.dash)), stroke.round) if stroke else None
        self.add(Shape(read_outline(path, pt(self.paper.height)), fill, look))


class _Writer(TextWriter):
    """A text writer that tells its page what it writes; another one does the writing."""

    def __init__(self, writer: TextWriter, page: _Page, block: TextBlock, element: Element | None) -> None:
        self._writer = writer
        self._page = page
        self._set = block
        self._element = element
        self._height = pt(page.paper.height)
        self._lines: list[Line] = []
        self._bullets: list[Line] = []

    def bullet(self, x: float, y: float) -> None:
        self._writer.bullet(x, y)
        mark = bullet(self._set.style.weight)
        run = Run(mark.weight.font_name, mark.shaped.text)
        self._bullets.append(Line(x, self._height - y, mark.shaped.width * self._set.size, (run,)))

    def line(self, line: SetLine, x: float, y: float) -> None:
        self._writer.line(line, x, y)
        self._lines.append(Line(x, self._height - y, line.width * self._set.size, tuple(self._runs(line))))

    def _runs(self, line: SetLine) -> Iterator[Run]:
        font, text = self._set.style.weight.font_name, ""
        for fragment in line.fragments:
            if fragment is not None and fragment.weight.font_name != font:
                if text:
                    yield Run(font, text)
                font, text = fragment.weight.font_name, ""
            text += " " if fragment is None else fragment.shaped.text
        if text:
            yield Run(font, text)

    def finish(self) -> str:
        element = self._element
        role = element.role if element is not None else None
        if element is not None and role == "Link":
            role = element.parent.role if isinstance(element.parent, type(element)) else role
        bullets = (*(self._page.take_label() if role == "LBody" else ()), *self._bullets)
        style = self._set.style
        text = Text(
            role,
            tuple(self._lines),
            self._set.size,
            self._set.size * style.leading,
            style.colour,
            style.tracking * self._set.size,
            bullets,
        )
        for part in _aligned(text):
            self._page.add(part)
        return self._writer.finish()


def _aligned(text: Text) -> list[Text]:
    """Return a text, or its lines one by one where no points of them stand below each other."""
    if not text.lines or text.align is not None:
        return [text]
    return [
        replace(text, lines=(line,), bullets=tuple(one for one in text.bullets if one.y == line.y))
        for line in text.lines
    ]
