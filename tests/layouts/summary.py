"""A sheet for tests that counts the pages of all others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from materialgen.geometry import PAPERS
from materialgen.kit.schema import SheetWords
from materialgen.layout import Layout
from materialgen.typeset import Style, Weight

if TYPE_CHECKING:
    from materialgen.draw import Document
    from materialgen.layout import Job

LINE = Style("summary", (12,), Weight.REGULAR)


def draw(job: Job, doc: Document) -> None:
    """Draw the sheet."""
    page = doc.page(PAPERS[job.sheet.paper])
    box = page.paper.content
    page.text(job.sheet.words.title, box.top(10), LINE, role="H1", place="the title")
    for number, one in enumerate(job.printed, 1):
        line = f"{one.plan.file_name}: {one.pages} × {one.plan.copies}, {one.fingerprint}"
        text = one.plan.sheet.words.name.at(line)  # the file is called so
        page.text(text, box.below(12.0 * number).top(8), LINE, place="a line")
    doc.bookmark(page, box.y, str(job.sheet.words.title))


LAYOUT = Layout("summary", ("A4",), SheetWords, draw, last=True)
