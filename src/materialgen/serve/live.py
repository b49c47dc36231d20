"""A kit that is drawn again whenever something changes that it was made from."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from materialgen.preview.model import PdfModel, PictureModel, as_json, document_model, preview_model
from materialgen.problems import MaterialgenInternalError, Problem, ProblemsFoundError, UnknownChoiceError
from materialgen.reads import Reads, again, digest_of, recorded
from materialgen.render.render import Drawing, in_drawing_order
from materialgen.serve.board import Board, Shown
from materialgen.serve.changes import ChangedLines
from materialgen.serve.pictures import DPI, Pictures
from materialgen.serve.watch import Watch

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from materialgen.draw import Document
    from materialgen.kit.model import SheetSpec
    from materialgen.layout import Layout, Printed
    from materialgen.plan import DocumentPlan, Plan
    from materialgen.press import Press
    from materialgen.preview.model import DocumentModel, PageModel
    from materialgen.render.render import Common, Drawn

SETTLING = 0.25
"""Seconds without another change after which a problem is shown: until then, a file may be half saved."""


class Asked(NamedTuple):
    """What is to be drawn."""

    plan: Plan
    layouts: Mapping[str, Layout]
    press: Press


class _OvertakenError(Exception):
    """Something has changed while it was drawn."""


class Live:
    """The kit; ``run`` is for a thread of its own.

    Attributes:
        board: What browsers show.
        pictures: Of the pages.
        watch: What is watched.
    """

    def __init__(
        self,
        ask: Callable[[], Asked],
        tell: Callable[[Sequence[Problem]], str],
        title: str,
        on_built: Callable[[str, float], None] = lambda _problems, _seconds: None,
    ) -> None:
        """Begin with nothing.

        Args:
            ask: Reads all that is drawn.
            tell: Returns problems as text.
            title: What the page is called as long as there is nothing else to show.
            on_built: Called after each build with its problems as text and the seconds that it took.
        """
        self._ask = ask
        self._tell = tell
        self._on_built = on_built
        self._reads = Reads()
        self._contents: dict[Path, bytes] = {}
        self._drawn: dict[str, Drawn] = {}
        self._model: DocumentModel
        self._pool = ThreadPoolExecutor(1, "pictures")
        self.board = Board(title)
        self.pictures = Pictures()
        self.watch = Watch()

    def run(self) -> None:
        """Draw now and after each change, until stopped."""
        while not self.watch.stopped:
            self.build()
            self.watch.wait()

    def stop(self) -> None:
        """End ``run`` and all events; may be called from any thread."""
        self.watch.stop()
        self._pool.shutdown(wait=False, cancel_futures=True)
        self.board.end()

    def build(self) -> None:
        """Read everything and draw it; browsers are told as soon as possible.

        What is wrong is told when nothing has changed for a while. If something changes before that, or while
        something is drawn, the build ends: another must follow.
        """
        began = time.perf_counter()
        problems = ""
        try:
            self._draw(self._read())
        except _OvertakenError:
            return
        except ProblemsFoundError as error:
            problems = self._tell(error.problems)
        except UnknownChoiceError as error:
            problems = f"error: {error}"
        except MaterialgenInternalError as error:
            problems = _internal(str(error))
        except Exception as error:  # noqa: BLE001 - whatever it is, the next change may mend it
            problems = _internal(f"{type(error).__name__}: {error}")
        if problems:
            if self.watch.wait(SETTLING) or self.watch.stopped:
                return
            self.board.fail(problems)
        self._on_built(problems, time.perf_counter() - began)

    # -- reading ----------------------------------------------------------------------------------------------------

    def _read(self) -> Asked:
        with recorded() as reads:
            try:
                return self._ask()
            except Exception:
                reads.add(again(self._reads))  # reading has ended early; what it did not reach may be what is mended
                raise
            finally:
                self._reads = reads
                self.watch.set(reads)

    def _changes(self) -> dict[Path, ChangedLines]:
        """Return which lines of which files are other than when this was asked last."""
        changes = {}
        for path, seen in self._reads.files.items():
            old = self._contents.get(path)
            if seen.digest is None or (old is not None and digest_of(old) == seen.digest):
                continue
            try:
                new = self._contents[path] = path.read_bytes()
            except OSError:
                continue
            if old is not None:
                changes[path.resolve()] = ChangedLines.between(old, new)
        return changes

    # -- drawing ----------------------------------------------------------------------------------------------------

    def _draw(self, asked: Asked) -> None:
        """Draw what is not as it was; documents with a text that has changed first, the quickest before others."""
        plan, layouts = asked.plan, asked.layouts
        head, changes = preview_model(plan, ()), self._changes()
        digests = {path.resolve(): one.digest for path, one in self._reads.files.items() if one.digest}
        before = dict(self.board.documents)
        moved = {name for name, one in before.items() if _is_moved(one.model, changes)}
        first = {name: one.seconds for name, one in before.items() if any(_pages(one.model, changes, before=True))}
        drawing = Drawing(plan, layouts, asked.press, _Known(self._drawn, moved), self._finished)
        order = in_drawing_order(plan, layouts)
        order.sort(key=lambda one: (layouts[one.sheet.layout].last, first.get(one.file_name, float("inf"))))
        after: list[Shown] = []
        for document in order:
            if self.watch.changed() or self.watch.stopped:
                raise _OvertakenError
            name, began = document.file_name, time.perf_counter()
            drawing.draw(document)
            drawn = drawing.drawn.get(name)
            if drawn is None:
                continue
            if drawn.kept:
                after.append(replace(before[name], digests=digests))
                continue
            shown = Shown(self._model, as_json(self._model), drawn.data, time.perf_counter() - began, digests)
            after.append(shown)
            self._drawn[name] = drawn
            for page in _pages(shown.model, changes, before=False):
                self._pool.submit(self.pictures.get, page.picture.src.rpartition("/")[2])
            if name in first or not before:
                self.board.show(head, [shown])
        self.board.show(head, after, None if drawing.problems else [one.file_name for one in plan.documents])
        if drawing.problems:
            raise ProblemsFoundError(drawing.problems)

    def _finished(self, printed: Printed, doc: Document, pdf: bytes) -> None:
        """Keep what the page shows of a document that has just been drawn."""
        names = self.pictures.add(pdf, len(doc.pages))
        pictures = [
            PictureModel(f"/pictures/{name}", None, _pixels(page.frame.width), _pixels(page.frame.height))
            for name, page in zip(names, doc.pages, strict=True)
        ]
        file = PdfModel(f"/pdf/{printed.plan.file_name}", current=True)
        self._model = document_model(printed, doc, pictures, file)


class _Known:
    """What is known from the build before; see ``materialgen.render.render.Known``."""

    def __init__(self, drawn: Mapping[str, Drawn], moved: Collection[str]) -> None:
        """Know documents, but not those whose texts stand elsewhere in their files now."""
        self._drawn = drawn
        self._moved = moved

    def document(self, plan: DocumentPlan) -> Drawn | None:
        """Return a document as it was drawn, for what is planned now."""
        drawn = None if plan.file_name in self._moved else self._drawn.get(plan.file_name)
        return replace(drawn, printed=replace(drawn.printed, plan=plan)) if drawn else None

    def common(self, sheet: SheetSpec) -> Common | None:
        """Return what the documents of a sheet had in common."""
        documents = (one for one in self._drawn.values() if one.printed.plan.sheet.id == sheet.id)
        return next((one.common for one in documents), None)


def _internal(fault: str) -> str:
    return f"internal error: {fault}\nThis is a fault of a layout or of materialgen, not of your content."


def _pixels(millimetres: float) -> int:
    return round(millimetres * DPI / 25.4)


def _pages(model: DocumentModel, changes: Mapping[Path, ChangedLines], *, before: bool) -> Iterator[PageModel]:
    """Yield the pages with a text from changed lines, counted as before the change or after it."""
    for page in model.pages if changes else ():
        if any(lines.touched(line, before=before) for lines, line in _lines([page], changes)):
            yield page


def _is_moved(model: DocumentModel, changes: Mapping[Path, ChangedLines]) -> bool:
    """Return whether a text of a document may stand in another line or column of its file than before."""
    return any(lines.moved(line) for lines, line in _lines(model.pages, changes))


@cache
def _resolved(file: str) -> Path:
    return Path(file).resolve()


def _lines(pages: Iterable[PageModel], changes: Mapping[Path, ChangedLines]) -> Iterator[tuple[ChangedLines, int]]:
    """Yield where texts from changed files stand: what has changed in the file, and the line."""
    files: dict[str, ChangedLines | None] = {}
    for file, line, _column in (source for page in pages for text in page.texts for source in text.sources):
        if file not in files:
            files[file] = changes.get(_resolved(file))
        lines = files[file]
        if lines is not None:
            yield lines, line
