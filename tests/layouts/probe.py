"""A sheet for tests: a title, a text, and the questions of a principle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from materialgen.geometry import PAPERS
from materialgen.kit.schema import Count, Model, SheetWords
from materialgen.kit.text import Text
from materialgen.layout import Layout
from materialgen.typeset import Style, Weight

if TYPE_CHECKING:
    from materialgen.draw import Document
    from materialgen.layout import Job

TITLE = Style("probe title", (30, 24), Weight.BOLD)
BODY = Style("probe body", (14, 12), Weight.REGULAR)


class Words(SheetWords):
    """The sheet's words."""

    body: Text


class Options(Model):
    """The sheet's options: how many lines of text the body may take."""

    lines: Count = 2


def draw(job: Job, doc: Document) -> None:
    """Draw the sheet."""
    page = doc.page(PAPERS[job.sheet.paper])
    box = page.paper.content
    words = job.words(Words)
    page.text(words.title, box.top(12), TITLE, role="H1", place="the title")
    room = 12 * BODY.leading / 72 * 25.4 * job.options(Options).lines
    page.text(words.body, box.below(20).left(100).top(room), BODY, place="the body")
    y = 60.0
    for question in job.document.principle.questions if job.document.principle else ():
        page.text(question.text, box.below(y).top(10), BODY, place=f"the question {question.id}")
        y += 12
    doc.bookmark(page, box.y, str(words.title))


LAYOUT = Layout("probe", ("A3", "A4"), Words, draw, Options)
