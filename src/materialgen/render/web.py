"""HTML editions of documents whose layouts offer one: drawn from the same plan, written beside the PDF files."""

from __future__ import annotations

import re
import traceback
from dataclasses import dataclass
from typing import TYPE_CHECKING

from materialgen.problems import MaterialgenInternalError, ProblemsFoundError
from materialgen.render.files import write_atomically
from materialgen.render.render import job_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from materialgen.layout import Layout, Printed
    from materialgen.plan import DocumentPlan, Plan

_PAPER = re.compile(r"(?:-a[34])?\.pdf\Z")


@dataclass(frozen=True, slots=True)
class WebPage:
    """An HTML edition as a build would write it.

    Attributes:
        document: The document whose edition it is.
        data: The file.
    """

    document: DocumentPlan
    data: bytes

    @property
    def file_name(self) -> str:
        """The name of the PDF file, without the paper that it is for."""
        return _PAPER.sub("", self.document.file_name) + ".html"


@dataclass(frozen=True, slots=True)
class WrittenPage:
    """An HTML edition after a build.

    Attributes:
        path: The file.
        page: What was written.
        changed: Whether the file is other than before.
    """

    path: Path
    page: WebPage
    changed: bool


def draw_pages(plan: Plan, layouts: Mapping[str, Layout], printed: Iterable[Printed]) -> list[WebPage]:
    """Return the HTML editions in the plan's order.

    Args:
        plan: What they are made for.
        layouts: By name.
        printed: The documents that were drawn; others get no page.

    Raises:
        ProblemsFoundError: Words are missing.
        MaterialgenInternalError: A layout failed.
    """
    drawn = {one.plan.file_name: one for one in printed}
    pages = []
    for document in plan.documents:
        edition = layouts[document.sheet.layout].web
        if edition is None or document.file_name not in drawn:
            continue
        try:
            text = edition(job_for(plan, document, drawn))
        except ProblemsFoundError:
            raise
        except Exception as error:  # a layout is a plug-in: whatever it raises names the layout, not the engine
            last = traceback.extract_tb(error.__traceback__)[-1]
            at = f"{last.filename}:{last.lineno}: {type(error).__name__}: {error}"
            message = f"the HTML edition of the layout '{document.sheet.layout}' failed at {at}"
            raise MaterialgenInternalError(message) from error
        pages.append(WebPage(document, text.encode()))
    return pages


def write_pages(pages: Sequence[WebPage], folder: Path) -> list[WrittenPage]:
    """Write pages into a folder that exists; raises ``ProblemsFoundError`` for one that cannot be written."""
    written = []
    for one in pages:
        path = folder / one.file_name
        written.append(WrittenPage(path, one, write_atomically(path, one.data)))
    return written
