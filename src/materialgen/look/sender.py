"""Whose material it is: the logo, or else the name, in the foot of sheets and on the guide's cover; lengths in mm."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING

from materialgen.brand.places import COVER, FOOT
from materialgen.geometry import Box
from materialgen.kit.text import compose
from materialgen.look.colour import INK
from materialgen.typeset import Style, Weight, fits

if TYPE_CHECKING:
    from materialgen.draw import Page
    from materialgen.kit.text import Text
    from materialgen.plan import Plan

FOOT_NAME = Style("sender", (9, 8.5, 8), Weight.SEMIBOLD, 1.18, INK, align="right", balance=True)
COVER_NAME = Style("sender on the cover", (17, 15, 14), Weight.SEMIBOLD, 1.2, INK)
LIFT = 0.2
"""How far under the edge of the content the middle of the foot lies."""


def foot(page: Page, plan: Plan, *, tagged: bool) -> float:
    """Draw the logo or the name at the right of a page's foot; returns what it takes of the width.

    Args:
        page: The page.
        plan: The plan.
        tagged: Whether the logo is a figure, not decoration: where a document has it first.
    """
    content = page.paper.content
    zone = Box(content.right - FOOT.width, content.bottom + LIFT - FOOT.height / 2, FOOT.width, FOOT.height)
    name, logo = plan.sender.name, plan.brand.logo if plan.brand else None
    if name is None:
        return 0.0
    if logo is None:
        page.text(name, zone, FOOT_NAME, role=None, valign="middle", place="the sender's place in the foot")
        block = next((one for size in FOOT_NAME.sizes if (one := fits(name, FOOT_NAME, zone.w, zone.h, size))), None)
        return (block.set_width if block else FOOT.width) + 2 * FOOT.clear
    width, height = FOOT.size(logo.aspect)
    box = Box(zone.right - width, zone.cy - height / 2, width, height)
    with page.figure(name, box) if tagged else nullcontext():
        page.picture(logo.picture, box, FOOT.clear)
    return width + 2 * FOOT.clear


def about(plan: Plan) -> tuple[Text, ...]:
    """Return what the organisation says of itself, as paragraphs: how it is reached, and its imprint."""
    sender = plan.sender
    reach = [one for one in (sender.name, sender.contact, sender.web) if one is not None]
    lines = [compose(" · ".join(reach), *reach)] if reach else []
    return (*lines, sender.imprint) if sender.imprint is not None else tuple(lines)


def cover(page: Page, plan: Plan, box: Box) -> None:
    """Draw the logo or the name at the top left of a cover."""
    name, logo = plan.sender.name, plan.brand.logo if plan.brand else None
    if name is None:
        return
    if logo is None:
        page.text(name, box.top(COVER.height), COVER_NAME, place="the sender's place on the cover")
        return
    width, height = COVER.size(logo.aspect)
    at = Box(box.x, box.y, width, height)
    with page.figure(name, at):
        page.picture(logo.picture, at, COVER.clear)
