"""The contents, with what the workshop is for, the moderator's role and how to read the guide."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from materialgen.geometry import Box
from materialgen.kit.text import compose
from materialgen.look import booklet
from materialgen.look.booklet import BODY, MAIN, SMALL_BADGE, line_of, small_badge
from materialgen.look.flow import THIN, Block, Group

from .words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from materialgen.draw import Page
    from materialgen.kit.model import Step
    from materialgen.kit.text import Text
    from materialgen.layout import Job
    from materialgen.look.flow import Placed


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the guide: the part it belongs to, its title and its pages."""

    part: Text
    title: Text
    pages: list[list[Placed]]
    step: Step | None = None


def target(index: int) -> str:
    """Return the name of the place where a section begins."""
    return f"section-{index}"


def entry(job: Job, section: Section) -> Text:
    """Return a section's name in the outline."""
    if section.step is not None and section.step.number is not None:
        parts = label, number, title = job.kit.words.labels.step, section.step.number, section.title
        return compose(f"{label} {number}: {title}", *parts)
    return section.title


def contents(job: Job, sections: Sequence[Section], numbers: Sequence[int]) -> list[Block]:
    """Return the page with contents, purpose and how the guide is read."""
    words, purpose = job.words(Words), job.kit.words.purpose
    blocks = [booklet.opening(words.contents), booklet.space(4)]
    for part in dict.fromkeys(one.part for one in sections):
        group = Group("TOC")
        entries = [
            _contents_entry(section, number, target(index), group)
            for index, (section, number) in enumerate(zip(sections, numbers, strict=True))
            if section.part is part
        ]
        blocks += booklet.labelled(part, entries, gap=7, rule=False)
    return [
        *blocks,
        *booklet.labelled(purpose.heading, booklet.bullets(purpose.points), gap=14, rule=False),
        *booklet.labelled(words.role.heading, booklet.bullets(words.role.items), gap=7, rule=False),
        *booklet.labelled(words.reading.heading, booklet.bullets(words.reading.items), gap=7, rule=False),
    ]


def _contents_entry(section: Section, number: int, target: str, group: Group) -> Block:
    step = section.step
    style = BODY
    width = 12.0
    place = "the table of contents"

    def draw(page: Page, box: Box) -> None:
        line = Box(MAIN.x, box.y, MAIN.w, line_of(style))
        with page.tag("TOCI"):
            if step is not None and step.number is not None:
                small_badge(page, step.number, line.left(SMALL_BADGE), role="Lbl")
            title = line.rest(SMALL_BADGE + 3 if step else 0).left(line.w - width - SMALL_BADGE - 3)
            page.text(section.title, title, style, role="Reference", link=target, valign="middle", place=place)
            page.text(str(number), line.rest(line.w - width), style, align="right", valign="middle", place=place)
        page.line(MAIN.x, box.bottom, MAIN.right, box.bottom, THIN)

    return Block(line_of(style) + 0.8, draw, gap=0.8, groups=(group,))
