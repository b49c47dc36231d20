"""What the sheets have in common: header, instruction column, footer, headed areas; all lengths in mm."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING

from materialgen.draw import Stroke
from materialgen.geometry import A4, Box, Grid
from materialgen.kit.text import compose
from materialgen.look import sender, signs
from materialgen.look import type as scale
from materialgen.look.colour import GREY, INK, NEUTRAL, Tones, tones_of
from materialgen.typeset import Style, fits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from materialgen.draw import Document, Page
    from materialgen.geometry import Paper
    from materialgen.kit.model import Kit, Principle, Step
    from materialgen.kit.text import Text
    from materialgen.layout import Job

HEADER = 29.0
"""The header's height down to its rule."""
HEADER_GAP = 6.0
FOOTER = 6.0
BADGE = 25.0
NARROW_BADGE = 15.0
"""The badge on A4."""
TIME = 61.0
"""What clock and minutes take at the right of the header, with the air before them."""
APART = 4.0
"""White between texts of the footer that stand beside a logo."""
COLUMN = 3
"""Grid columns that the instructions take."""


def principle_tones(principle: Principle) -> Tones:
    """Return the tones of a principle."""
    return tones_of(principle.colour)


def kit_tones(kit: Kit) -> Tones:
    """Return the tones of a kit's sheets that belong to no principle."""
    return tones_of(kit.colour) if kit.colour else NEUTRAL


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page with header and footer in place.

    Attributes:
        page: The page.
        area: What is free between header and footer.
        tones: The sheet's colour.
    """

    page: Page
    area: Box
    tones: Tones

    @property
    def grid(self) -> Grid:
        """Twelve columns across the free area."""
        return Grid(self.area)

    @property
    def halves(self) -> Grid:
        """The same grid with each column halved: every edge of ``grid`` is an edge here too."""
        return Grid(self.area, 24)


def worksheet(
    doc: Document,
    job: Job,
    paper: Paper,
    *,
    title: str | None = None,
    principle: Principle | None = None,
    step: Step | None = None,
    minutes: bool = True,
    note: str | None = None,
) -> Sheet:
    """Begin an A3 sheet with its header.

    Args:
        doc: The document.
        job: What is drawn.
        paper: The page's paper.
        title: Instead of the sheet's own title.
        principle: Colours the sheet and stands under the title.
        step: Gives the badge its number and the clock its minutes.
        minutes: Whether the clock is drawn.
        note: A short line at the right of the title, e.g. "1 of 2".

    The header of a second page says again what the first one's said: there all but the note is an artifact.
    """
    if paper == A4:
        return _narrow(doc, job, title=title, principle=principle, step=step, note=note)
    page = doc.page(paper)
    page.signed = True
    content = paper.content
    tones = principle_tones(principle) if principle else kit_tones(job.kit)
    left = content.x
    heading = title if title is not None else job.sheet.words.title
    again = len(doc.pages) > 1
    span = None if again else "Span"
    with nullcontext() if again else page.tag("Sect"):
        right = content.right
        reading = nullcontext() if again else page.inside(page.reserve("H1"))
        number = step.number if step is not None else None
        if number is not None:
            left += BADGE + 6
        if step is not None and minutes:
            right -= TIME
        box = Box(left, content.y, right - left, BADGE)
        beside = box.rest(box.w * 0.8) if note is not None else box.rest(box.w)
        box = box.left(box.w - beside.w)
        with reading:
            if number is not None:
                signs.numeral_badge(page, content.x + BADGE / 2, content.y + BADGE / 2, BADGE, number, tones, role=span)
            if principle is not None:
                page.text(heading, box.top(15.4), _TITLE_OVER, role=span, valign="middle", place="the title")
            else:
                page.text(heading, box, scale.TITLE, role=span, valign="middle", place="the title")
        if principle is not None:
            _principle_line(page, principle, Box(left, content.y + 17.4, right - left, 8.0), tones, role=span)
        if step is not None and minutes:
            _time_badge(page, content, job.kit, step, tones, role=None if again else "P")
        if note is not None:
            page.text(note, beside, scale.LEAD.but(colour=GREY), valign="middle", align="right", place="the header")
    page.line(content.x, content.y + HEADER, content.right, content.y + HEADER, Stroke(0.7, tones.strong))
    doc.bookmark(page, content.y, str(heading))
    return Sheet(page, content.below(HEADER + HEADER_GAP).above(FOOTER), tones)


def _narrow(
    doc: Document, job: Job, *, title: str | None, principle: Principle | None, step: Step | None, note: str | None
) -> Sheet:
    """Begin a sheet on A4 with the same header in the sizes of A4, minutes in words; see ``worksheet``."""
    page = doc.page(A4)
    page.signed = True
    content, tones = page.paper.content, principle_tones(principle) if principle else kit_tones(job.kit)
    heading = title if title is not None else job.sheet.words.title
    again = len(doc.pages) > 1
    span = None if again else "Span"
    box, badge = content.top(NARROW_BADGE), NARROW_BADGE
    beside = box.rest(box.w - 30)
    with nullcontext() if again else page.tag("Sect"):
        with nullcontext() if again else page.inside(page.reserve("H1")):
            if step is not None and step.number is not None:
                signs.numeral_badge(page, box.x + badge / 2, box.cy, badge, step.number, tones, role=span)
                box = box.rest(badge + 4)
            page.text(heading, box.left(beside.x - box.x), _NARROW_TITLE, role=span, valign="middle", place="the title")
        if principle is not None:
            line = Box(content.x, content.y + badge + 2, content.w, 8.0)
            _principle_line(page, principle, line, tones, role=span, least=12)
    if note is not None:
        page.text(note, beside, scale.A4_SUBHEADING, valign="middle", align="right", place="the header")
    elif step is not None:
        minutes = compose(f"{step.minutes}\u00a0{job.kit.words.labels.minutes}", job.kit.words.labels.minutes)
        role = None if again else "P"
        page.text(minutes, beside, scale.A4_HEADING, role=role, valign="middle", align="right", place="the time badge")
    bottom = badge + (12 if principle is not None else 3)
    page.line(content.x, content.y + bottom, content.right, content.y + bottom, Stroke(0.5, tones.strong))
    doc.bookmark(page, content.y, str(heading))
    return Sheet(page, content.below(bottom + HEADER_GAP).above(FOOTER), tones)


_NARROW_TITLE = scale.A4_TITLE.but(sizes=(34, 30, 28, 24, 20), leading=1.0)
_TITLE_OVER = Style("title", (48,), scale.TITLE.weight, 0.9, INK, tracking=-0.015)
"""A title with a principle's name under it: one line."""


def _principle_line(
    page: Page, principle: Principle, box: Box, tones: Tones, *, role: str | None, least: int = 16
) -> None:
    size = 8.0
    style = Style("principle name", tuple(range(22, least - 1, -2)), scale.HEADING.weight, 1.1, tones.strong)
    with page.tag("H2") if role else nullcontext():
        signs.numeral_badge(page, box.x + size / 2, box.cy, size, str(principle.number), tones, role=role)
        name = box.rest(size + 3)
        page.text(principle.name, name, style, role=role, valign="middle", place="the principle's name")


def _time_badge(page: Page, content: Box, kit: Kit, step: Step, tones: Tones, *, role: str | None) -> None:
    """Draw clock and minutes at the right of the header."""
    radius = 8.5
    text = compose(f"{step.minutes}\u00a0{kit.words.labels.minutes}", kit.words.labels.minutes)
    width = 37.0
    box = Box(content.right - width, content.y, width, BADGE)
    style = Style("time", (28, 24), scale.TITLE.weight, 1.1, INK)
    page.text(text, box, style, role=role, valign="middle", align="right", place="the time badge")
    signs.clock(page, box.x - radius - 1, content.y + BADGE / 2, radius, step.minutes, tones)


def footer(doc: Document, job: Job, fingerprint: str) -> None:
    """Draw the foot of every page: kit, sheet, language, edition, fingerprint and page."""
    labels = job.kit.words.labels
    first = next((page for page in doc.pages if page.pictures or page.signed), None)

    def draw(page: Page, number: int, total: int) -> None:
        if page.bare:
            return
        if page.feet:
            _feet(page, job.kit, fingerprint)
            return
        box = page.paper.content.foot(3.6).moved(0, 2)  # into the margin, away from the last thing on the sheet
        title, edition = job.kit.words.short_title, job.kit.edition
        left = compose(f"{title} · {job.document.number:02d} {job.document.name}", title, job.sheet.words.name)
        right = compose(
            f"{job.kit.language} · {labels.edition} {edition} · {fingerprint} · "
            f"{labels.page} {number}\u00a0/\u00a0{total}",
            *(labels.edition, edition, labels.page),
        )
        sent = sender.foot(page, job.plan, tagged=page is first) if page.signed else 0.0
        if sent:
            box = box.left(box.w - sent)
            beside = line_width(right, scale.FOOTER) + APART
            page.text(right, box.rest(box.w - beside), scale.FOOTER, role=None, align="right", place="the footer")
            box = box.left(box.w - beside)
            if not fits(left, scale.FOOTER, box.w, box.h, scale.FOOTER.sizes[0]):
                box = box.inset(0, -1.7)
            page.text(left, box, scale.FOOTER, role=None, valign="middle", place="the footer")
            return
        page.text(left, box.left(box.w * 0.55), scale.FOOTER, role=None, place="the footer")
        page.text(right, box.rest(box.w * 0.55), scale.FOOTER, role=None, align="right", place="the footer")

    doc.each_page(draw)


def _feet(page: Page, kit: Kit, fingerprint: str) -> None:
    """Draw a short foot on each part of a page that is cut up: what and how old it is, where there is room the kit."""
    title, edition, style, place = kit.words.short_title, kit.edition, scale.FOOTER, "a card's foot"
    right = compose(f"{kit.language} · {edition} · {fingerprint}", edition)
    for box in page.feet:
        width = line_width(right, style)
        page.text(right, box, style, role=None, align="right", place=place)
        rest = box.left(box.w - width - 4)
        if fits(title, style, rest.w, rest.h, style.sizes[0]):
            page.text(title, rest, style, role=None, place=place)


def line_width(text: str, style: Style) -> float:
    """Return the width of one line of text at a style's first size, mm; 0 if a word is wider than any paper."""
    block = fits(text, style, 1000.0, 1000.0, style.sizes[0])
    return block.set_width if block else 0.0


def numbered(
    page: Page, texts: Sequence[Text], columns: Sequence[Box], tones: Tones, *, style: Style = scale.BODY
) -> float:
    """Draw one numbered list from the top of one or more columns; returns the height of the tallest."""
    size, gap = 6.6, 2.4
    indent = size + 2.6
    each = -(-len(texts) // len(columns))
    shares = [texts[each * index : each * (index + 1)] for index in range(len(columns))]
    chosen = style.at(
        min(_list_size(share, box.rest(indent), style, gap) for share, box in zip(shares, columns, strict=True))
    )
    line = chosen.sizes[0] * chosen.leading / 2.8346
    label = Style("list number", (12,), scale.LABEL.weight, 1.0, (1.0, 1.0, 1.0), align="center")
    height = 0.0
    with page.tag("L", attributes={"List": "/ListNumbering/Decimal"}):
        for index, (share, box) in enumerate(zip(shares, columns, strict=True)):
            y = box.y
            for number, text in enumerate(share, each * index + 1):
                with page.tag("LI"):
                    page.circle(box.x + size / 2, y + line / 2, size / 2, fill=tones.strong)
                    page.text(str(number), Box(box.x, y, size, line), label, role="Lbl", valign="middle")
                    taken = page.text(
                        text, box.rest(indent).below(y - box.y), chosen, role="LBody", place="the instructions"
                    )
                y += taken.h + gap
            height = max(height, y - gap - box.y)
    return height


def _list_size(texts: Sequence[Text], column: Box, style: Style, gap: float) -> float:
    """Return the largest size at which all texts fit into the column one below the other."""
    for size in style.sizes:
        blocks = [fits(text, style, column.w, column.h, size) for text in texts]
        if all(blocks) and sum(block.height for block in blocks if block) + gap * (len(texts) - 1) <= column.h:
            return size
    return style.sizes[-1]


def area(page: Page, box: Box, title: str, tones: Tones, *, fill: bool = False) -> Box:
    """Draw a headed area to work in; returns what is free under its heading."""
    page.rect(box, fill=tones.tint if fill else None, stroke=Stroke(0.4, tones.mid), radius=2.0)
    taken = page.text(
        title, box.inset(4, 3).top(9), scale.SUBHEADING.but(colour=tones.strong), role="H2", place="an area's heading"
    )
    return Box(box.x + 4, taken.bottom + 1, box.w - 8, box.bottom - taken.bottom - 4)
