"""A plan becomes PDF files: draw everything, audit it, and only then replace files."""

from __future__ import annotations

import hashlib
import traceback
from dataclasses import dataclass
from typing import TYPE_CHECKING

from materialgen.draw import Document, audit
from materialgen.layout import Job, Printed
from materialgen.look.anatomy import footer
from materialgen.problems import MaterialgenInternalError, Problem, ProblemsFoundError
from materialgen.render.files import prepare_folder, write_atomically

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from materialgen.layout import Layout
    from materialgen.plan import DocumentPlan, Plan


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
        on_progress: Called before each document is drawn.
        on_drawn: Called when all are drawn, before the first is written; it may stop the build by raising.
        on_written: Called after each file is in place.

    Raises:
        ProblemsFoundError: With every text that does not fit or lacks a glyph, or because the folder or a file
            cannot be written.
        MaterialgenInternalError: A layout broke a promise that no content may break.
    """
    prepare_folder(folder)
    drawn = draw_kit(plan, layouts, only=only, on_progress=on_progress)
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
    on_progress: Callable[[DocumentPlan], None] = lambda _document: None,
) -> list[Drawn]:
    """Return the documents in the plan's order; what a sheet counts is drawn too, but not handed on.

    Takes and raises what ``render`` does, but writes nothing.
    """
    wanted = {str(one) for one in only} if only is not None else {sheet.id for sheet in plan.kit.sheets}
    counted = any(layouts[one.sheet.layout].last for one in plan.documents if one.sheet.id in wanted)
    needed = [one for one in plan.documents if counted or one.sheet.id in wanted]
    needed.sort(key=lambda one: layouts[one.sheet.layout].last)
    problems: list[Problem] = []
    printed: dict[str, Printed] = {}
    finished: dict[str, bytes] = {}
    for document in needed:
        on_progress(document)
        known = tuple(printed[one.file_name] for one in plan.documents if one.file_name in printed)
        doc, made = draw_document(Job(plan, document, known), layouts[document.sheet.layout])
        printed[document.file_name] = made
        problems += doc.problems
        if not problems and document.sheet.id in wanted:
            _check(doc, document)
            finished[document.file_name] = doc.to_bytes()
    if problems:
        raise ProblemsFoundError(problems)
    names = [one.file_name for one in plan.documents if one.file_name in finished]
    return [Drawn(printed[name], finished[name]) for name in names]


def draw_document(job: Job, layout: Layout) -> tuple[Document, Printed]:
    """Draw one document, foot lines included; its problems, if any, are in the document."""
    kit = job.kit
    name = job.document.principle.name if job.document.principle else kit.words.title
    title = f"{job.document.name} – {kit.words.title}"
    doc = Document(title, f"{job.sheet.words.title}: {name}", kit.language)
    try:
        layout.draw(job, doc)
    except Exception as error:  # a layout is a plug-in: whatever it raises names the layout, not the engine
        frames = traceback.extract_tb(error.__traceback__)
        last = next((one for one in reversed(frames) if one.name != "<module>"), frames[-1])
        message = f"the layout '{layout.name}' failed at {last.filename}:{last.lineno}: {type(error).__name__}: {error}"
        raise MaterialgenInternalError(message) from error
    cuts = sum(len(page.cuts) for page in doc.pages)
    printed = Printed(job.document, len(doc.pages), fingerprint(doc), dict(doc.parts), cuts)
    footer(doc, job, printed.fingerprint)
    return doc, printed


def fingerprint(doc: Document) -> str:
    """Return six characters that change when a word on the pages does, whatever its place or look."""
    digest = hashlib.sha256()
    for page in doc.pages:
        for text in page.words():
            digest.update(text.encode() + b"\0")
        digest.update(b"\f")
    return digest.hexdigest()[:6]


def _check(doc: Document, document: DocumentPlan) -> None:
    breaches = [f"page {number}: {one}" for number, page in enumerate(doc.pages, 1) for one in audit(page)]
    if breaches:
        message = f"the layout '{document.sheet.layout}' drew '{document.file_name}' wrongly:\n  " + "\n  ".join(
            breaches
        )
        raise MaterialgenInternalError(message)
