"""A plan becomes PDF files: draw everything, audit it, and only then replace files."""

from __future__ import annotations

import hashlib
import traceback
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from materialgen.draw import Document, audit, beyond
from materialgen.geometry import A4
from materialgen.geometry.cards import straight_cuts
from materialgen.geometry.tiles import joined_reach
from materialgen.layout import Job, Printed
from materialgen.look.anatomy import footer
from materialgen.problems import MaterialgenInternalError, Problem, ProblemsFoundError
from materialgen.render.files import prepare_folder, write_atomically
from materialgen.render.tile import tile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from materialgen.layout import Layout
    from materialgen.plan import DocumentPlan, Plan
    from materialgen.press import Press


@dataclass(frozen=True, slots=True)
class Written:
    """A file of the kit after a build.

    Attributes:
        path: The file.
        printed: What was drawn.
        size: In bytes.
        changed: Whether the file is other than before.
    """

    path: Path
    printed: Printed
    size: int
    changed: bool


@dataclass(frozen=True, slots=True)
class Drawn:
    """A document as a build would write it."""

    printed: Printed
    data: bytes


def render(
    plan: Plan,
    layouts: Mapping[str, Layout],
    folder: Path,
    *,
    only: Iterable[str] | None = None,
    press: Press | None = None,
    on_progress: Callable[[DocumentPlan], None] = lambda _document: None,
    on_drawn: Callable[[Sequence[Drawn]], None] = lambda _drawn: None,
    on_written: Callable[[Written], None] = lambda _written: None,
) -> list[Written]:
    """Make the kit's PDF files.

    Nothing is written before every document has been drawn without a problem.

    Args:
        plan: What to make.
        layouts: By name.
        folder: Where the files go.
        only: Ids of the sheets to make; None means all.
        press: How they are printed; None means in colour, on any printer.
        on_progress: Called before each document is drawn.
        on_drawn: Called when all are drawn, before the first is written; it may stop the build by raising.
        on_written: Called after each file is in place.

    Raises:
        ProblemsFoundError: With every text that does not fit or lacks a glyph, or because the folder or a file
            cannot be written.
        MaterialgenInternalError: A layout broke a promise that no content may break.
    """
    prepare_folder(folder)
    drawn = draw_kit(plan, layouts, only=only, press=press, on_progress=on_progress)
    on_drawn(drawn)
    result = []
    for one in drawn:
        path = folder / one.printed.plan.file_name
        changed = write_atomically(path, one.data)
        result.append(Written(path, one.printed, len(one.data), changed))
        on_written(result[-1])
    return result


def draw_kit(
    plan: Plan,
    layouts: Mapping[str, Layout],
    *,
    only: Iterable[str] | None = None,
    press: Press | None = None,
    on_progress: Callable[[DocumentPlan], None] = lambda _document: None,
    on_finished: Callable[[Printed, Document, bytes], None] = lambda _printed, _document, _data: None,
) -> list[Drawn]:
    """Return the documents in the plan's order; what a sheet counts is drawn too, but not handed on.

    Takes and raises what ``render`` does, but writes nothing. ``on_finished`` is called for each document that is
    handed on, as long as there is no problem, in the order of drawing.
    """
    wanted = {str(one) for one in only} if only is not None else {sheet.id for sheet in plan.kit.sheets}
    counted = any(layouts[one.sheet.layout].last for one in plan.documents if one.sheet.id in wanted)
    needed = [one for one in in_drawing_order(plan, layouts) if counted or one.sheet.id in wanted]
    problems: list[Problem] = []
    printed: dict[str, Printed] = {}
    finished: dict[str, bytes] = {}
    for document in needed:
        on_progress(document)
        job = job_for(plan, document, printed)
        doc, made = draw_document(job, layouts[document.sheet.layout], press=press)
        printed[document.file_name] = made
        problems += doc.problems
        if document.sheet.id in wanted:
            problems += _beyond_reach(doc, document)
        if not problems and document.sheet.id in wanted:
            _check(doc, document)
            finished[document.file_name] = doc.to_bytes()
            on_finished(made, doc, finished[document.file_name])
    if problems:
        raise ProblemsFoundError(problems)
    names = [one.file_name for one in plan.documents if one.file_name in finished]
    return [Drawn(printed[name], finished[name]) for name in names]


def in_drawing_order(plan: Plan, layouts: Mapping[str, Layout]) -> list[DocumentPlan]:
    """Return the documents in the order in which they are drawn: those that print what others came to are last."""
    return sorted(plan.documents, key=lambda one: layouts[one.sheet.layout].last)


def job_for(plan: Plan, document: DocumentPlan, printed: Mapping[str, Printed]) -> Job:
    """Return what a document is drawn from, when others have been drawn, by the names of their files."""
    return Job(plan, document, tuple(printed[one.file_name] for one in plan.documents if one.file_name in printed))


def draw_document(
    job: Job, layout: Layout, within: Document | None = None, *, press: Press | None = None
) -> tuple[Document, Printed]:
    """Draw one document, foot lines included; its problems, if any, are in the document.

    Args:
        job: What to draw.
        layout: Draws it.
        within: The document that copies of it join.
        press: How it is printed; None means as ``within``, or in colour on any printer.
    """
    kit = job.kit
    name = job.document.principle.name if job.document.principle else kit.words.title
    title = f"{job.document.name} – {kit.words.title}"
    doc = Document(title, f"{job.sheet.words.title}: {name}", kit.language, within=within, press=press)
    try:
        layout.draw(job, doc)
    except ProblemsFoundError as error:
        doc.problems += error.problems
    except Exception as error:  # a layout is a plug-in: whatever it raises names the layout, not the engine
        frames = traceback.extract_tb(error.__traceback__)
        last = next((one for one in reversed(frames) if one.name != "<module>"), frames[-1])
        message = f"the layout '{layout.name}' failed at {last.filename}:{last.lineno}: {type(error).__name__}: {error}"
        raise MaterialgenInternalError(message) from error
    cuts = sum(straight_cuts(page.cuts) for page in doc.pages)
    on_labels = any(page.bare for page in doc.pages)
    printed = Printed(job.document, len(doc.pages), fingerprint(doc), dict(doc.parts), cuts, on_labels)
    footer(doc, job, printed.fingerprint)
    if job.document.tiled:
        tile(doc, job)
        printed = replace(printed, pages=len(doc.pages), cuts=cuts + sum(straight_cuts(one.cuts) for one in doc.pages))
    return doc, printed


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
