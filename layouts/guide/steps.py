"""A page for each step: facts and the participants' part beside what the moderator does and says."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from materialgen.geometry import Box
from materialgen.look import booklet, flow, signs
from materialgen.look.booklet import QUIET, STRONG, line_of
from materialgen.look.colour import INK, NEUTRAL
from materialgen.look.flow import AREA
from materialgen.typeset import Style, Weight

from .facts import minutes_of, part_of, sheet_name, sheets_of, time_notes, times, tool, troubles, who
from .words import Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from materialgen.draw import Page
    from materialgen.kit.model import Step
    from materialgen.layout import Job
    from materialgen.look.flow import Block, Placed

NOTES = 34.0
"""The least free height under a step, mm, that becomes room for the moderator's own notes."""
ASIDE = booklet.SIDE.left(56.0)
"""The column beside a step's text."""
GAPS = (booklet.ROW_GAP, 4.2, 2.4)
"""White between the sections beside a step's text, mm: less where many rounds would send the last to another page."""


def pages(job: Job, step: Step) -> list[list[Placed]]:
    """Return the pages of a step: facts and the participants' part beside what the moderator does and says.

    What it is for stands over the moderator's part, and is read right after the heading.
    """
    head = booklet.opening(step.title, badge=step.number, aside=_time(job, step))
    purpose = booklet.paragraph(step.purpose, booklet.LEAD, gap=4.5)
    opening = flow.paginate([head, purpose])[0]
    start = opening[-1].y + booklet.first_baseline(booklet.LEAD) - booklet.first_baseline(STRONG)
    sides = [flow.paginate([booklet.space(start), *_side(job, step, gap)]) for gap in GAPS]
    side = next((one for one in sides if len(one) == 1), sides[0])
    main = flow.paginate([booklet.space(opening[-1].bottom), *_main(job, step)])
    if len(main) < len(side):
        main.append([])
    used = main[-1][-1].bottom if main[-1] else 0.0
    if AREA.h - used >= NOTES:
        main[-1] += _notes(job, used)
    both = [[*left, *right] for left, right in zip_longest(side, main, fillvalue=())]
    return [[*opening, *both[0]], *both[1:]]


def _side(job: Job, step: Step, gap: float) -> list[Block]:
    labels, guide = job.words(Words).labels, step.guide
    return [
        *_facts(job, step, min(gap / 2, 2.6)),
        *booklet.headed(labels.participants, _participants(job, step), column=ASIDE, gap=gap),
        *booklet.headed(labels.write, booklet.bullets(guide.write, column=ASIDE), column=ASIDE, gap=gap),
    ]


def _main(job: Job, step: Step) -> list[Block]:
    labels, guide = job.words(Words).labels, step.guide
    return [
        *booklet.headed(labels.lead, booklet.numbers(guide.lead)),
        *booklet.headed(labels.say, booklet.quotes(guide.say)),
        *booklet.headed(labels.watch, booklet.bullets(guide.watch)),
        *booklet.headed(labels.trouble, booklet.bullets(troubles(step))),
    ]


def _time(job: Job, step: Step) -> Callable[[Page, Box], float]:
    """Return what draws clock, minutes and who at the right of a step's heading."""
    text = minutes_of(job, step)
    radius, width = 7.5, 27.0
    minutes = Style("time", (19, 17, 16), Weight.BOLD, 1.15, INK, align="right")

    def draw(page: Page, head: Box) -> float:
        box = Box(head.right - width, head.y, width, head.h)
        block = Box(box.x, head.cy - 6.6, width, 8.0)
        page.text(text, block, minutes, place="a step's time")
        page.text(who(job, step.who), block.moved(0, 8.0), QUIET, align="right", place="a step's time")
        signs.clock(page, box.x - radius, head.cy, radius, step.minutes, NEUTRAL)
        return box.x - 2 * radius - 5

    return draw


def _facts(job: Job, step: Step, gap: float) -> list[Block]:
    """Return when the step takes place, with which sheets and which tools."""
    labels, kit = job.words(Words).labels, job.kit
    when = [booklet.paragraph(one, column=ASIDE, gap=0) for one in times(job, step)]
    when += [booklet.paragraph(one, QUIET, column=ASIDE, gap=0) for one in time_notes(job, step)]
    listed = [sheet_name(number, one) for number, one in sheets_of(job, step)]
    tools = [tool(job, one) for one in step.tools]
    rows = [
        (labels.time, when),
        (labels.sheets, booklet.plain(listed, column=ASIDE)),
        (kit.words.labels.needed, booklet.plain(tools, column=ASIDE)),
    ]
    return [
        block
        for index, (label, blocks) in enumerate(rows)
        for block in booklet.headed(label, blocks, column=ASIDE, gap=gap if index else 0.0, style=STRONG)
    ]


def _participants(job: Job, step: Step) -> list[Block]:
    """Return what the sheet tells the participants to do."""
    blocks = booklet.numbers(step.do, column=ASIDE)
    for part in step.parts:
        heading = booklet.paragraph(part_of(job, part), column=ASIDE, role="H4", gap=2.6 if blocks else 0.0, keep=True)
        blocks += [heading, *booklet.gapped(booklet.numbers(part.do, column=ASIDE), booklet.ITEM_GAP)]
    return blocks


def _notes(job: Job, top: float) -> list[Placed]:
    """Return lines for the moderator's own notes, from ``top`` to the foot of a page."""
    heading = job.words(Words).labels.notes
    lines = AREA.h - top - booklet.ROW_GAP - line_of(booklet.LABEL) - booklet.HEADING_GAP
    blocks = booklet.headed(heading, [booklet.writing_lines(lines, job.kit.words.labels.write_alt)])
    return flow.paginate([booklet.space(top), *blocks])[0][1:]
