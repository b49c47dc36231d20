"""A kit that is drawn again whenever something changes that it was made from."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from materialgen.preview.model import PdfModel, PictureModel, as_json, document_model, preview_model
from materialgen.problems import MaterialgenInternalError, Problem, ProblemsFoundError, UnknownChoiceError
from materialgen.reads import Reads, digest_of, look, recorded
from materialgen.render.render import _beyond_reach as beyond_reach
from materialgen.render.render import _check as check_pages
from materialgen.render.render import draw_document, in_drawing_order, job_for
from materialgen.serve.board import Board, Shown
from materialgen.serve.changes import ChangedLines
from materialgen.serve.pictures import DPI, Pictures
from materialgen.serve.watch import Watch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from materialgen.draw import Document
    from materialgen.layout import Layout, Printed
    from materialgen.plan import Plan
    from materialgen.press import Press
    from materialgen.preview.model import DocumentModel, PageModel

SETTLING = 0.25
"""Seconds without another change after which a problem is shown: until then, a file may be half saved."""
_PIXELS_PER_MM = DPI / 25.4


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
            finally:
                # What was read before is watched as well: this time, reading may have ended early.
                before = {path: look(path) for path in self._reads.files if path not in reads.files}
                self._reads = Reads({**before, **reads.files}, {**self._reads.listings, **reads.listings})
                self.watch.set(self._reads)

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
        """Draw all documents; those with a text that has changed first, the quickest of them before others."""
        plan, layouts = asked.plan, asked.layouts
        head, changes = preview_model(plan, ()), self._changes()
        digests = {path.resolve(): one.digest for path, one in self._reads.files.items() if one.digest}
        order = in_drawing_order(plan, layouts)
        early = {one.file_name for one in order if not layouts[one.sheet.layout].last}
        known = self.board.documents
        first = {
            name: one.seconds
            for name, one in known.items()
            if name in early and any(_pages(one.model, changes, before=True))
        }
        order.sort(key=lambda one: first.get(one.file_name, float("inf")))
        printed: dict[str, Printed] = {}
        problems: list[Problem] = []
        drawn: list[Shown] = []
        for document in order:
            if self.watch.changed() or self.watch.stopped:
                raise _OvertakenError
            began = time.perf_counter()
            job = job_for(plan, document, printed)
            doc, made = draw_document(job, layouts[document.sheet.layout], press=asked.press)
            printed[document.file_name] = made
            wrong = [*doc.problems, *beyond_reach(doc, document)]
            problems += wrong
            if wrong:
                continue
            check_pages(doc, document)
            shown = self._shown(doc, made, doc.to_bytes(), time.perf_counter() - began, digests)
            drawn.append(shown)
            for page in _pages(shown.model, changes, before=False):
                self._pool.submit(self.pictures.get, page.picture.src.rpartition("/")[2])
            if document.file_name in first or not known:
                self.board.show(head, [shown])
        self.board.show(head, drawn, None if problems else [one.file_name for one in plan.documents])
        if problems:
            raise ProblemsFoundError(problems)

    def _shown(self, doc: Document, printed: Printed, pdf: bytes, seconds: float, digests: Mapping[Path, str]) -> Shown:
        pictures = [
            PictureModel(
                f"/pictures/{name}",
                None,
                round(page.frame.width * _PIXELS_PER_MM),
                round(page.frame.height * _PIXELS_PER_MM),
            )
            for name, page in zip(self.pictures.add(pdf, len(doc.pages)), doc.pages, strict=True)
        ]
        file = PdfModel(f"/pdf/{printed.plan.file_name}", current=True)
        model = document_model(printed, doc, pictures, file)
        return Shown(model, as_json(model), pdf, printed, seconds, digests)


def _internal(fault: str) -> str:
    return f"internal error: {fault}\nThis is a fault of a layout or of materialgen, not of your content."


def _pages(model: DocumentModel, changes: Mapping[Path, ChangedLines], *, before: bool) -> Iterator[PageModel]:
    """Yield the pages with a text from changed lines, counted as before the change or after it."""
    if not changes:
        return
    files: dict[str, ChangedLines | None] = {}
    for page in model.pages:
        for file, line, _column in (source for text in page.texts for source in text.sources):
            if file not in files:
                files[file] = changes.get(Path(file).resolve())
            lines = files[file]
            if lines is not None and lines.touched(line, before=before):
                yield page
                break
