"""Bundles: all copies of all documents of one paper in one file, to be printed in one go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportlab.pdfbase.pdfdoc import PDFName

from materialgen.draw import Document
from materialgen.problems import MaterialgenInternalError
from materialgen.render.files import write_atomically
from materialgen.render.render import draw_document, in_drawing_order, job_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from materialgen.layout import Layout, Printed
    from materialgen.plan import DocumentPlan, Plan
    from materialgen.press import Press

_PRINTING = {"NumCopies": 1, "Duplex": PDFName("Simplex")}
"""The copies are in the file, and what is printed on the back of a card is cut in two (ISO 32000-1, table 150)."""


@dataclass(frozen=True, slots=True)
class BundlePlan:
    """A bundle to be made.

    Attributes:
        paper: Its paper, e.g. ``A3``.
        documents: Its documents in the plan's order; each is there with all its copies, one whole copy after the
            other, before the next begins.
    """

    paper: str
    documents: tuple[DocumentPlan, ...]

    @property
    def file_name(self) -> str:
        """The name of its file."""
        return f"print-{self.paper.lower()}.pdf"


@dataclass(frozen=True, slots=True)
class Bundle:
    """A bundle as a build would write it.

    Attributes:
        plan: What was planned.
        printed: Its documents, drawn, in the plan's order.
        data: The file.
    """

    plan: BundlePlan
    printed: tuple[Printed, ...]
    data: bytes

    @property
    def sides(self) -> int:
        """How many sides are printed."""
        return sum(one.pages * one.plan.copies for one in self.printed)


@dataclass(frozen=True, slots=True)
class WrittenBundle:
    """A bundle after a build.

    Attributes:
        path: The file.
        bundle: The bundle.
        changed: Whether the file is other than before.
    """

    path: Path
    bundle: Bundle
    changed: bool


def plan_bundles(plan: Plan, printed: Iterable[Printed]) -> tuple[BundlePlan, ...]:
    """Return the bundles of a plan, by the name of their paper.

    A document with a page for a sheet of labels is in none: that sheet has to be put into the printer by itself.

    Args:
        plan: The plan.
        printed: Its documents, drawn.
    """
    plain = {one.plan.file_name for one in printed if not one.on_labels}
    documents = [one for one in plan.documents if one.file_name in plain]
    papers = sorted({one.sheet.paper for one in documents})
    return tuple(BundlePlan(paper, tuple(one for one in documents if one.sheet.paper == paper)) for paper in papers)


def draw_bundles(
    plan: Plan, layouts: Mapping[str, Layout], printed: Sequence[Printed], press: Press | None = None
) -> list[Bundle]:
    """Return the bundles of a plan whose documents have been drawn without a problem.

    Each document is drawn once more, with the fonts of its bundle, whatever the number of its copies.

    Args:
        plan: The plan.
        layouts: By name.
        printed: All documents of the plan, drawn.
        press: How they are printed; None means in colour, on any printer.

    Raises:
        MaterialgenInternalError: A layout drew something else than before.
    """
    by_name = {one.plan.file_name: one for one in printed}
    known: dict[str, Printed] = {}
    jobs = {}
    for document in in_drawing_order(plan, layouts):
        jobs[document.file_name] = job_for(plan, document, known)
        known[document.file_name] = by_name[document.file_name]
    bundles = []
    for made in plan_bundles(plan, printed):
        words = plan.kit.words
        whole = Document(f"{made.paper} – {words.title}", words.title, plan.kit.language, press=press)
        whole.prefer(_PRINTING)
        for document in made.documents:
            part, again = draw_document(jobs[document.file_name], layouts[document.sheet.layout], whole)
            if again != by_name[document.file_name]:
                message = f"the layout '{document.sheet.layout}' drew '{document.file_name}' otherwise the second time"
                raise MaterialgenInternalError(message)
            first, *_ = [whole.add_copy(part, f"{document.file_name}/{copy}") for copy in range(document.copies)]
            whole.bookmark(first, 0.0, f"{document.number:02d} {document.name}")
        bundles.append(Bundle(made, tuple(by_name[one.file_name] for one in made.documents), whole.to_bytes()))
    return bundles


def write_bundle(bundle: Bundle, folder: Path) -> WrittenBundle:
    """Write a bundle into a folder; raises ``ProblemsFoundError`` if it cannot be written."""
    path = folder / bundle.plan.file_name
    return WrittenBundle(path, bundle, write_atomically(path, bundle.data))
