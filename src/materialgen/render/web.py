"""HTML editions of documents whose layouts offer one: drawn from the same plan, written beside the PDF files."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from materialgen.render.render import faults_of, job_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

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
        with faults_of(layouts[document.sheet.layout]):
            text = edition(job_for(plan, document, drawn))
        pages.append(WebPage(document, text.encode()))
    return pages
