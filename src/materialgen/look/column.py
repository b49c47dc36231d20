"""The instruction column at the left of worksheets: what to do and who does it, and a tip at the foot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from materialgen.draw import Stroke
from materialgen.look import type as scale
from materialgen.look.anatomy import numbered
from materialgen.look.colour import GREY

if TYPE_CHECKING:
    from materialgen.geometry import Box
    from materialgen.kit.model import Kit, Part, Step
    from materialgen.kit.schema import Aside
    from materialgen.kit.text import Text
    from materialgen.layout import Job
    from materialgen.look.anatomy import Sheet

GAP = 7.0
"""Between instructions, and between them and the tip, mm."""
TIP = 90.0
"""The greatest height of a tip, mm: the instructions need the rest."""
DO = scale.BODY.but(balance=True)


def instruction_column(sheet: Sheet, job: Job, advice: Aside, box: Box) -> None:
    """Draw the step's instructions at the top of a column and a tip at its foot."""
    instructions_and_tip(sheet, job, advice, box)


def instructions_and_tip(sheet: Sheet, job: Job, advice: Aside, box: Box) -> Box:
    """Draw the step's instructions at the top of a box and a tip at its foot; returns what is free between them."""
    place = sheet.page.reserve("Sect")
    foot = tip(sheet, advice, box)
    room, taken = box.above(foot.h + GAP), 0.0
    if job.sheet.step:
        with sheet.page.inside(place):
            taken = instructions(sheet, job.kit, job.sheet.step, room)
    return room.below(taken + GAP)


def instructions(sheet: Sheet, kit: Kit, step: Step, box: Box) -> float:
    """Draw what a step, or each of its parts, asks for; returns the height taken."""
    top = box.y
    for one in step.parts or (step,):
        title = sheet.page.text(one.title, box.top(24), scale.SUBHEADING, role="H2", place="the step's heading")
        line = box.below(title.h + 0.5).top(7)
        who = sheet.page.text(_who(kit, one), line, scale.LABEL.but(colour=GREY), place="the step's heading")
        box = box.below(who.bottom - box.y + 2.5)
        box = box.below(numbered(sheet.page, one.do, [box], sheet.tones, style=DO) + GAP)
    return box.y - GAP - top


def _who(kit: Kit, one: Step | Part) -> Text:
    """Return who does it and, for a part, how many minutes it takes: those of a step stand in the header."""
    labels = kit.words.labels
    who = {"each": labels.each, "group": labels.group, "moderator": labels.moderator}[one.who]
    if not hasattr(one, "most"):
        return one.title.at(who, who)
    minutes = f"{one.minutes}–{one.most}" if one.most else f"{one.minutes}"
    return one.title.at(f"{who} · {minutes}\u00a0{labels.minutes}", who, labels.minutes)


def tip(sheet: Sheet, advice: Aside, column: Box) -> Box:
    """Draw a tip at the foot of a column, from its last line upwards; returns its box."""
    page, inner = sheet.page, column.foot(TIP).inset(4, 3.5)
    with page.tag("Sect"):
        heading = page.reserve("H2")
        text = page.text(advice.text, inner, scale.BODY.at(14), valign="bottom", place="the tip")
        with page.inside(heading):
            over = inner.top(text.y - inner.y - 1)
            top = page.text(advice.heading, over, scale.LABEL, role="Span", valign="bottom", place="the tip").y
    box = column.below(top - column.y - 3.5)
    page.rect(box, stroke=Stroke(0.4, sheet.tones.mid), radius=2.0)
    return box
