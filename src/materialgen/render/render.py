"""A plan becomes PDF files: draw everything that is not known, and audit it."""

from __future__ import annotations

import hashlib
import traceback
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from materialgen.draw import Document, audit, beyond
from materialgen.geometry import A4
from materialgen.geometry.cards import straight_cuts
from materialgen.geometry.tiles import joined_reach
from materialgen.kit.watch import watching
from materialgen.layout import Job, Printed
from materialgen.look.anatomy import footer
from materialgen.press import Press
from materialgen.problems import MaterialgenInternalError, Problem, ProblemsFoundError
from materialgen.render.dependence import Dependence, MadeFrom, digest
from materialgen.render.tile import tile
from materialgen.typeset import using

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from contextlib import AbstractContextManager
    from typing import TypeAlias

    from materialgen.kit.model import SheetSpec
    from materialgen.layout import Layout
    from materialgen.plan import DocumentPlan, Plan
    from materialgen.typeset.fonts import Family

    Finish: TypeAlias = Callable[[Printed, Document, bytes], None]

_PACKAGE = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Common:
    """What the documents of a sheet have in common.

    Attributes:
        value: What the layout found; None if it was not asked, since nothing that it depends on has changed.
        found: Digest of the value.
        made_from: What it was found from.
    """

    value: object
    found: str
    made_from: MadeFrom


@dataclass(frozen=True, slots=True)
class Drawn:
    """A document as a build would write it.

    Attributes:
        printed: What was drawn.
        data: The file.
        words: Every text on each page.
        made_from: What it was drawn from.
        common: What it has in common with the sheet's other documents.
        kept: Whether an earlier build drew it, and nothing that it depends on has changed.
    """

    printed: Printed
    data: bytes = field(repr=False)
    words: tuple[tuple[str, ...], ...] = field(repr=False)
    made_from: MadeFrom = field(repr=False)
    common: Common | None = field(default=None, repr=False)
    kept: bool = False


class Known(Protocol):
    """What an earlier build knows."""

    def document(self, plan: DocumentPlan) -> Drawn | None:
        """Return a document as the earlier build drew it, if its file is still there as it was."""

    def common(self, sheet: SheetSpec) -> Common | None:
        """Return what the documents of a sheet had in common."""


def draw_kit(
    plan: Plan,
    layouts: Mapping[str, Layout],
    *,
    only: Iterable[str] | None = None,
    press: Press | None = None,
    known: Known | None = None,
    on_progress: Callable[[DocumentPlan], None] = lambda _document: None,
    on_finished: Finish = lambda _printed, _document, _data: None,
) -> list[Drawn]:
    """Return the documents in the plan's order; what a sheet counts is drawn too, but not handed on.

    Args:
        plan: What to make.
        layouts: By name.
        only: Ids of the sheets to make; None means all.
        press: How they are printed; None means in colour, on any printer.
        known: What an earlier build knows: what has not changed since is not drawn again.
        on_progress: Called before each document is drawn.
        on_finished: Called after each document that is drawn and handed on, as long as there is no problem.

    Raises:
        ProblemsFoundError: With every text that does not fit or lacks a glyph.
        MaterialgenInternalError: A layout broke a promise that no content may break.
    """
    wanted = {str(one) for one in only} if only is not None else {sheet.id for sheet in plan.kit.sheets}
    counted = any(layouts[one.sheet.layout].last for one in plan.documents if one.sheet.id in wanted)
    drawing = Drawing(plan, layouts, press or Press(), known, on_finished)
    for document in in_drawing_order(plan, layouts):
        if counted or document.sheet.id in wanted:
            on_progress(document)
            drawing.draw(document, handed_on=document.sheet.id in wanted)
    if drawing.problems:
        raise ProblemsFoundError(drawing.problems)
    return [drawing.drawn[one.file_name] for one in plan.documents if one.file_name in drawing.drawn]


class Drawing:
    """The documents of a plan, one after the other, in any order but those whose layout is drawn last.

    Attributes:
        problems: Of all documents so far.
        drawn: The documents that are handed on, by the names of their files.
    """

    def __init__(
        self,
        plan: Plan,
        layouts: Mapping[str, Layout],
        press: Press,
        known: Known | None,
        on_finished: Finish = lambda _printed, _document, _data: None,
    ) -> None:
        """Draw nothing yet; the arguments are those of ``draw_kit``."""
        self.problems: list[Problem] = []
        self.drawn: dict[str, Drawn] = {}
        self._on_finished = on_finished
        self._plan, self._layouts, self._press, self._known = plan, layouts, press, known
        self._printed: dict[str, Printed] = {}
        self._commons: dict[str, Common] = {}
        self._dependence = Dependence(plan, press)

    def draw(self, document: DocumentPlan, *, handed_on: bool = True) -> None:
        """Draw a document, or take it as it is known; one that is not handed on is counted only."""
        layout = self._layouts[document.sheet.layout]
        job = job_for(self._plan, document, self._printed if layout.last else {})
        kept = self._kept(job, layout)
        if kept is not None:
            self._note(kept.printed)
            if handed_on:
                self.drawn[document.file_name] = kept
            return
        try:
            common = self._common(job, layout, asked=True)
        except ProblemsFoundError as error:
            self.problems += error.problems
            return
        job = replace(job, common=common.value if common else None)
        with watching() as seen:
            doc, printed = draw_document(job, layout, press=self._press)
        self.problems += doc.problems
        if handed_on:
            self.problems += _beyond_reach(doc, document)
        if not self.problems and handed_on:
            _check(doc, document)
            made_from = self._dependence.made_from(seen, *_more(job, layout, common))
            words = tuple(tuple(page.words()) for page in doc.whole)
            data = doc.to_bytes()
            self.drawn[document.file_name] = Drawn(printed, data, words, made_from, common)
            self._on_finished(printed, doc, data)
        self._note(printed)  # not before: what a document came to is nothing that it is made from

    def _note(self, printed: Printed) -> None:
        """Let those that are drawn last count a document."""
        self._printed[printed.plan.file_name] = printed
        self._dependence.add(printed, f"printed/{printed.plan.file_name}")

    def _kept(self, job: Job, layout: Layout) -> Drawn | None:
        """Return a document that an earlier build drew from what it would be drawn from now."""
        old = self._known.document(job.document) if self._known else None
        if old is None:
            return None
        common = self._common(job, layout, asked=False)
        if not self._dependence.holds(old.made_from, *_more(job, layout, common)):
            return None
        return replace(old, printed=replace(old.printed, plan=job.document), common=common, kept=True)

    def _common(self, job: Job, layout: Layout, *, asked: bool) -> Common | None:
        """Return what the documents of a sheet have in common; ``asked`` means with its value."""
        if layout.common is None:
            return None
        found = self._commons.get(job.sheet.id)
        if found is None and self._known is not None:
            old = self._known.common(job.sheet)
            if old is not None and self._dependence.holds(old.made_from, layout.source):
                found = old
        if found is None or (asked and found.value is None):
            with watching() as seen, faults_of(layout), _fonts_of(job):
                value = layout.common(job)
            found = Common(value, digest(value), self._dependence.made_from(seen, layout.source))
        self._commons[job.sheet.id] = found
        return found


def _more(job: Job, layout: Layout, common: Common | None) -> tuple[object, ...]:
    """Return what a document is drawn from beside what is read of the kit and of other documents."""
    others = [one.plan.file_name for one in job.printed]
    return job.document, layout.source, others, common.found if common else None


def in_drawing_order(plan: Plan, layouts: Mapping[str, Layout]) -> list[DocumentPlan]:
    """Return the documents in the order in which they are drawn: those that print what others came to are last."""
    return sorted(plan.documents, key=lambda one: layouts[one.sheet.layout].last)


def job_for(plan: Plan, document: DocumentPlan, printed: Mapping[str, Printed]) -> Job:
    """Return what a document is drawn from, when others have been drawn, by the names of their files."""
    return Job(plan, document, tuple(printed[one.file_name] for one in plan.documents if one.file_name in printed))


def draw_document(job: Job, layout: Layout, *, press: Press | None = None) -> tuple[Document, Printed]:
    """Draw one document, foot lines included; its problems, if any, are in the document.

    Args:
        job: What to draw.
        layout: Draws it.
        press: How it is printed; None means in colour, on any printer.
    """
    with _fonts_of(job):
        return _draw_document(job, layout, press)


def _fonts_of(job: Job) -> AbstractContextManager[Family]:
    """Set texts in the brand's fonts."""
    return using(job.plan.brand.fonts if job.plan.brand else {})


def _draw_document(job: Job, layout: Layout, press: Press | None) -> tuple[Document, Printed]:
    kit = job.kit
    name = job.document.principle.name if job.document.principle else kit.words.title
    title = f"{job.document.name} – {kit.words.title}"
    doc = Document(title, f"{job.sheet.words.title}: {name}", kit.language, press=press)
    try:
        with faults_of(layout):
            if job.common is None and layout.common is not None:
                job = replace(job, common=layout.common(job))
            layout.draw(job, doc)
    except ProblemsFoundError as error:
        doc.problems += error.problems
    cuts = sum(straight_cuts(page.cuts) for page in doc.pages)
    on_labels = any(page.bare for page in doc.pages)
    printed = Printed(job.document, len(doc.pages), fingerprint(doc), dict(doc.parts), cuts, on_labels)
    footer(doc, job, printed.fingerprint)
    if job.document.tiled:
        tile(doc, job)
        printed = replace(printed, pages=len(doc.pages), cuts=cuts + sum(straight_cuts(one.cuts) for one in doc.pages))
    return doc, printed


@contextmanager
def faults_of(layout: Layout) -> Iterator[None]:
    """Blame a layout for what the block raises: it is a plug-in, and the engine is not at fault."""
    try:
        yield
    except ProblemsFoundError:
        raise
    except Exception as error:
        message = f"the layout '{layout.name}' failed at {_place_of(error)}: {type(error).__name__}: {error}"
        raise MaterialgenInternalError(message) from error


def fingerprint(doc: Document) -> str:
    """Return six characters that change when a word on the pages does, whatever its place or look."""
    digest = hashlib.sha256()
    for page in doc.pages:
        for text in page.words():
            digest.update(text.encode() + b"\0")
        digest.update(b"\f")
    return digest.hexdigest()[:6]


def _beyond_reach(doc: Document, document: DocumentPlan) -> Iterator[Problem]:
    """Yield a problem for each page with a text that the printer leaves out."""
    printer = doc.press.printer
    if printer is None:
        return
    lost = [(f"page {number}", beyond(page, printer.reach(page.paper))) for number, page in enumerate(doc.pages, 1)]
    if doc.whole != doc.pages:
        reach, blank = joined_reach(printer.reach(A4))
        lost += [(f"joined page {number}", beyond(page, reach, blank)) for number, page in enumerate(doc.whole, 1)]
    for page_name, texts in lost:
        if texts:
            more = f", and {len(texts) - 1} more texts of the page" if len(texts) > 1 else ""
            place = f"sheet '{document.sheet.id}', {document.file_name}, {page_name}"
            hint = "print this sheet on another printer or in a print shop, or measure the printer again"
            yield Problem(
                "beyond-printer", f"the printer does not reach {texts[0]}{more} ({place})", printer.where, hint
            )


def _check(doc: Document, document: DocumentPlan) -> None:
    breaches = [f"page {number}: {one}" for number, page in enumerate(doc.pages, 1) for one in audit(page)]
    breaches += [] if doc.whole == doc.pages else [one for page in doc.whole for one in audit(page)]
    if breaches:
        message = f"the layout '{document.sheet.layout}' drew '{document.file_name}' wrongly:\n  " + "\n  ".join(
            breaches
        )
        raise MaterialgenInternalError(message)


def _place_of(error: Exception) -> str:
    """Return the file and line where a layout failed: its own line, not that of what it called in the package."""
    frames = traceback.extract_tb(error.__traceback__)
    last = next((one for one in reversed(frames) if _PACKAGE not in Path(one.filename).parents), frames[-1])
    file, here = Path(last.filename), Path.cwd()
    return f"{file.relative_to(here).as_posix() if here in file.parents else file}:{last.lineno}"
