"""Cut-outs: a page that explains the parts, then the parts: dots on the grid of a label sheet, needles, triangles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from materialgen.layout import Layout

from .dots import dot_pages, draw_dots
from .overview import overview
from .parts import parts_of
from .shapes import draw_shapes, triangle_sheets
from .words import Options, Words

if TYPE_CHECKING:
    from materialgen.draw import Document
    from materialgen.layout import Job


def draw(job: Job, doc: Document) -> None:
    """Draw the overview and the pages to cut."""
    paper = job.paper
    parts = parts_of(job, doc)
    dots = dot_pages(job, parts)
    sheets = triangle_sheets(job, parts)
    contents = [*([dot.part for dot in one] for one in dots), *(["triangles"] if one else [] for one in sheets)]
    if "needle" in parts:
        contents[len(dots)] = ["needle", *contents[len(dots)]]
    overview(doc, job, paper, parts, contents)
    for one in dots:
        draw_dots(doc, job, paper, one, parts)
    for number, placed in enumerate(sheets):
        draw_shapes(doc, job, paper, parts, placed, needles=number == 0)


LAYOUT = Layout("cut_outs", ("A4",), Words, draw, options=Options)
