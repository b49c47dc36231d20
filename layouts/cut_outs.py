"""Cut-outs: a page that explains the parts, then the parts: dots on the grid of a label sheet, needles, triangles."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Annotated

from materialgen.draw import Stroke
from materialgen.geometry import LIVE_MARGIN, Box
from materialgen.geometry.cards import Deck, Line, Slot, place_groups
from materialgen.geometry.labels import LabelPaper
from materialgen.kit.marks import Small, Sometimes, Spoken
from materialgen.kit.schema import Aside, Id, Model, SheetWords
from materialgen.kit.text import Text, compose
from materialgen.layout import Layout
from materialgen.look import signs
from materialgen.look import type as scale
from materialgen.look.anatomy import FOOTER
from materialgen.look.colour import GREY, INK, MID, NEUTRAL, RULE
from materialgen.problems import Problem, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from materialgen.draw import Document, Page
    from materialgen.geometry import Paper
    from materialgen.geometry.cards import Placed
    from materialgen.kit.model import Step
    from materialgen.layout import Job
    from materialgen.look.signs import Marker

MARKER = 0.675
"""Diameter of the marker as a share of the dot's: what is printed may drift by 2 mm and still stay on a label."""
NEEDLES, SPARE_NEEDLES = 1, 1
NEEDLE_MARGIN = 5.0
"""White around a needle, mm."""
NEEDLE_HEIGHT = 24.0
TRIANGLE = 38.0
"""Width of a triangle, mm."""
TRIANGLE_COLUMNS, TRIANGLE_ROWS, TRIANGLE_HEIGHT = 4, 4, 42.0
SPARE_TRIANGLES = 1
"""For each principle."""
TICK = 2.0
"""How far cut lines reach beyond the corner of a block, mm."""

OPENING = 26.0
"""Height of the overview's title and lead down to the rule, mm."""
PRINTING = 56.0
"""Height of what the overview says about printing, mm."""
PICTURE = 62.0
"""Width of the overview's pictures, mm."""
DOTS_PICTURE = ((0.125, -5.5), (0.345, 5.0), (0.41, -4.5), (0.625, 5.5), (0.875, -5.0))
"""Where dots lie in the picture of a scale: along it as a share of its length, across it in mm."""
HEADING = 16.0
"""From the top of a part's heading to its first cut, mm."""
SPACE = 8.0
"""From the last cut of a part to the next heading, mm."""

_TEXT = scale.A4_BODY.but(balance=True)


class Options(Model):
    """The steps that the parts are for, by id; a part without a step is left out.

    Attributes:
        needle: The step with the needle.
        votes: The step with the voting dots.
        dots: The step with the personal dots.
        triangles: The step with the warning triangles.
    """

    needle: Id | None = None
    votes: Id | None = None
    dots: Id | None = None
    triangles: Id | None = None


class PartWords(Model):
    """A part: its name, how many there are and what it is for.

    Attributes:
        heading: Its name.
        amount: How many there are: ``{each}`` for each participant or principle, ``{spare}`` spares, ``{total}`` in
            all.
        text: What it is for; ``{each}``, ``{spare}`` and ``{total}`` are filled in.
    """

    heading: Text
    amount: Text
    text: Text


class NeedleWords(PartWords):
    """The needle: its name, how many there are and what it is for.

    Attributes:
        alt: A needle's alternative text, read aloud by screen readers.
    """

    alt: Text


class TriangleWords(PartWords):
    """The warning triangles: their name, how many there are and what they are for.

    Attributes:
        alt: A triangle's alternative text, read aloud by screen readers; ``{number}`` is filled in.
        spare_alt: The same of a triangle without a number.
    """

    alt: Text
    spare_alt: Annotated[Text, Sometimes("if some are spare")]


class Shapes(Model):
    """The names of the dots' shapes.

    Attributes:
        circle, square, triangle, diamond, hexagon, star, cross, drop: The shape's name.
    """

    circle: Text
    square: Text
    triangle: Text
    diamond: Text
    hexagon: Text
    star: Text
    cross: Text
    drop: Text


class Colours(Model):
    """The names of the dots' colours.

    Attributes:
        blue, orange, green, black, pink, yellow, vermillion, sky: The colour's name.
    """

    blue: Text
    orange: Text
    green: Text
    black: Text
    pink: Text
    yellow: Text
    vermillion: Text
    sky: Text


class Words(SheetWords):
    """What the sheets say.

    Attributes:
        lead: How to use the sheets; ``{participants}`` at a table is filled in.
        needle: About the needle.
        votes: About the voting dots.
        dots: About the personal dots.
        triangles: About the warning triangles.
        column_alt: The alternative text of a participant's dots on a page: ``{number}``, ``{shape}``, ``{colour}``, and
            how many ``{votes}`` and ``{dots}``.
        labels: How to print on round labels: ``{product}``, ``{columns}``, ``{rows}`` and ``{diameter}`` are filled in.
        paper: How to print on paper: ``{weight}`` in g/m² is filled in.
        ruler: Stands beside the ruler.
        shapes: The names of the dots' shapes.
        colours: The names of the dots' colours.
    """

    lead: Text
    needle: Annotated[NeedleWords | None, Sometimes("if the kit has a needle", option="needle")] = None
    votes: Annotated[PartWords | None, Sometimes("if the kit has voting dots", option="votes")] = None
    dots: Annotated[PartWords | None, Sometimes("if the kit has personal dots", option="dots")] = None
    triangles: Annotated[TriangleWords | None, Sometimes("if the kit has triangles", option="triangles")] = None
    column_alt: Annotated[Text, Sometimes("if the kit has dots")]
    labels: Annotated[Aside, Sometimes("if the kit has dots")]
    paper: Annotated[Aside, Sometimes("if the kit has dots")]
    ruler: Annotated[Text, Small()]
    shapes: Annotated[Shapes, Spoken(), Sometimes("as many as a table has seats")]
    colours: Annotated[Colours, Spoken(), Sometimes("as many as a table has seats")]


@dataclass(frozen=True, slots=True)
class Part:
    """A kind of part that the kit uses.

    Attributes:
        words: What is said about it.
        step: The step it is for.
        each: How many each participant or principle gets.
        spare: How many of them are spare.
        total: How many are made.
        picture: Draws a small picture of it.
    """

    words: PartWords
    step: Step
    each: int
    spare: int
    total: int
    picture: Callable[[Page, Box], None]

    @property
    def amount(self) -> Text:
        """How many there are, in words."""
        return self.words.amount.fill(each=self.each, spare=self.spare, total=self.total)


@dataclass(frozen=True, slots=True)
class Dot:
    """A dot: its slot on the page, whose it is and which part it belongs to."""

    slot: Slot
    marker: Marker
    part: str


def draw(job: Job, doc: Document) -> None:
    """Draw the overview and the pages to cut."""
    paper = job.paper
    parts = _parts(job, doc)
    dots = _dot_pages(job, parts)
    sheets = _triangle_sheets(job, parts)
    contents = [*([dot.part for dot in one] for one in dots), *(["triangles"] if one else [] for one in sheets)]
    if "needle" in parts:
        contents[len(dots)] = ["needle", *contents[len(dots)]]
    _overview(doc, job, paper, parts, contents)
    for one in dots:
        _draw_dots(doc, job, paper, one, parts)
    for number, placed in enumerate(sheets):
        _draw_shapes(doc, job, paper, parts, placed, needles=number == 0)


def _parts(job: Job, doc: Document) -> dict[str, Part]:
    """Return the parts that the kit uses, by their names in the options."""
    words, options, group = job.words(Words), job.options(Options), job.plan.group
    votes, triangles = job.kit.dots.votes, job.kit.dots.triangles
    people = _people(job)
    parts = {}
    for name, what, each, spare, times, picture in (
        ("needle", words.needle, NEEDLES, SPARE_NEEDLES, 1, _needle_picture),
        ("votes", words.votes, votes, 0, len(people), _votes_picture(people[0], votes)),
        ("dots", words.dots, job.kit.personal_dots, 0, len(people), _dots_picture(people)),
        ("triangles", words.triangles, triangles, SPARE_TRIANGLES, group.rounds, _triangles_picture(triangles)),
    ):
        step = _step(job, doc, getattr(options, name))
        if step is None or not each:
            continue
        if what is None:
            message = f"the option '{name}' asks for parts that have no words"
            hint = f"add '{name}:' to the sheet's words"
            doc.problems.append(Problem("missing-key", message, words.title.where, hint))
            continue
        parts[name] = Part(what, step, each, spare, (each + spare) * times, picture)
    return parts


def _people(job: Job) -> list[Marker]:
    """Return the markers of a table's participants: all alike where nobody is to be told by them."""
    people = signs.markers(job.plan.seats)
    return [signs.anonymous(one) for one in people] if job.kit.dots.anonymous else people


def _step(job: Job, doc: Document, wanted: Text | None) -> Step | None:
    if wanted is None:
        return None
    steps = {step.id: step for step in job.kit.steps}
    if wanted not in steps:
        hint = did_you_mean(wanted, steps)
        doc.problems.append(Problem("unknown-step", f"there is no step '{wanted}'", wanted.where, hint))
    return steps.get(wanted)


# -- the overview ------------------------------------------------------------------------------------------------------


def _overview(doc: Document, job: Job, paper: Paper, parts: dict[str, Part], contents: Sequence[Sequence[str]]) -> None:
    """Draw the page that says what the parts are for and how to print them.

    Args:
        doc: The document.
        job: What is drawn.
        paper: The page's paper.
        parts: The parts by name.
        contents: The names of the parts on each page that follows.
    """
    page, words = doc.page(paper), job.words(Words)
    content = paper.content
    doc.bookmark(page, content.y, str(words.title))
    with page.tag("Sect"):
        title = page.text(words.title, content.top(15), scale.A4_TITLE, role="H1", valign="middle", place="the title")
        lead = words.lead.fill(participants=len(_people(job)))
        page.text(lead, content.below(title.bottom - content.y + 1).top(7), scale.A4_BODY, place="the lead")
    page.line(content.x, content.y + OPENING, content.right, content.y + OPENING, Stroke(0.7, INK))
    area = content.below(OPENING).above(PRINTING + FOOTER)
    for (name, part), row in zip(parts.items(), area.rows(max(len(parts), 4)), strict=False):
        pages = [number for number, names in enumerate(contents, 2) if name in names]
        _explain(page, job, part, row, f"{pages[0]}–{pages[-1]}" if len(pages) > 1 else f"{pages[0]}")
        page.line(row.x, row.bottom, row.right, row.bottom, Stroke(0.3, RULE))
    used = OPENING + area.h * min(len(parts) / 4, 1)
    _printing(page, job, content.below(used).top(PRINTING).below(6))


def _explain(page: Page, job: Job, part: Part, row: Box, pages: str) -> None:
    labels, badge = job.kit.words.labels, 12.0
    box = row.inset(0, 4.8)
    text, picture = box.rest(badge + 6).left(box.w - badge - 6 - PICTURE - 6), box.rest(box.w - PICTURE)
    number, step = part.step.number, part.step.title
    if number is not None:
        step = compose(f"{labels.step} {number}", labels.step, number)
    with page.tag("Sect"):
        if part.step.number is not None:
            signs.numeral_badge(page, row.x + badge / 2, box.y + badge / 2, badge, part.step.number, NEUTRAL)
        heading = page.text(part.words.heading, text.top(9), scale.A4_HEADING, role="H2", place="a part")
        at = text.below(heading.h)
        quantity = compose(f"{step} · {part.amount}", step, part.amount)
        amount = page.text(quantity, at.top(6), scale.A4_LABEL.but(colour=GREY), place="a part")
        page.text(part.words.text, at.below(amount.h + 1), _TEXT, place="a part")
        where = compose(f"{labels.page} {pages}", labels.page)
        page.text(where, picture.top(8), scale.A4_LABEL.but(colour=GREY), align="right", place="a part")
    part.picture(page, picture.below(4))


def _printing(page: Page, job: Job, box: Box) -> None:
    """Say how to print, on labels and on paper, with a ruler to check the scale."""
    words, product = job.words(Words), job.plan.dots.product
    on_labels = words.labels.text.fill(
        columns=product.columns, rows=product.rows, diameter=f"{product.diameter:g}", product=product.name
    )
    on_paper = words.paper.text.fill(weight=job.sheet.weight)
    for heading, text, column in zip(
        (words.paper.heading, words.labels.heading), (on_paper, on_labels), box.columns(2, 8), strict=True
    ):
        with page.tag("Sect"):
            taken = page.text(heading, column.top(6), scale.A4_SUBHEADING, role="H2", place="how to print")
            page.text(text, column.below(taken.h + 0.8).above(8), _TEXT, place="how to print")
    signs.ruler(page, box.x, box.bottom - 1.5, words.ruler)


def _needle_picture(page: Page, box: Box) -> None:
    """Draw a needle on a dial."""
    size = 0.3
    x, y = box.cx, box.bottom - 2
    radius = signs.NEEDLE_REACH * size + 2
    page.arc(x, y, radius, -90, 180, Stroke(0.4, MID))
    page.line(x - radius, y, x + radius, y, Stroke(0.4, MID))
    signs.needle(page, x, y, angle=22.5, size=size)


def _votes_picture(marker: Marker, count: int) -> Callable[[Page, Box], None]:
    """Return what draws one participant's voting dots in a row."""

    def picture(page: Page, box: Box) -> None:
        pitch = min(box.w / count, 12.5)
        for index in range(count):
            signs.marker(page, marker, box.cx + (index - (count - 1) / 2) * pitch, box.cy, pitch * 0.82)

    return picture


def _dots_picture(markers: Sequence[Marker]) -> Callable[[Page, Box], None]:
    """Return what draws some participants' dots on a scale."""

    def picture(page: Page, box: Box) -> None:
        page.line(box.x, box.cy, box.right, box.cy, Stroke(0.9, INK, round=True))
        for index in range(5):
            x = box.x + box.w * index / 4
            page.line(x, box.cy - 3, x, box.cy + 3, Stroke(0.6, INK, round=True))
        for marker, (along, across) in zip(markers, DOTS_PICTURE, strict=False):
            signs.marker(page, marker, box.x + box.w * along, box.cy + across, 9.5)

    return picture


def _triangles_picture(count: int) -> Callable[[Page, Box], None]:
    """Return what draws a set of triangles in a row."""

    def picture(page: Page, box: Box) -> None:
        pitch = min(box.w / count, 22.0)
        for index in range(count):
            x = box.cx + (index - (count - 1) / 2) * pitch
            signs.warning(page, x, box.cy, pitch * 0.86, number=str(index + 1))

    return picture


# -- dots --------------------------------------------------------------------------------------------------------------


def _dot_pages(job: Job, parts: dict[str, Part]) -> list[list[Dot]]:
    """Return the pages of dots: down a column for each participant, votes first and then personal dots.

    On paper each participant has a column, and rows that find no room go to a page of their own. On labels,
    a column is shared where all dots of the next participant still fit into it, or would fit into none; the first page
    begins at the first free label.
    """
    product = job.plan.dots.product
    wanted = [name for name in ("votes", "dots") if name in parts for _ in range(parts[name].each)]
    if not job.plan.dots.on_labels:
        people = _people(job)
        return [
            [
                Dot((row, column), marker, part)
                for column, marker in enumerate(people[first : first + product.columns])
                for row, part in enumerate(wanted[start : start + product.rows])
            ]
            for first in range(0, len(people), product.columns)
            for start in range(0, len(wanted), product.rows)
        ]
    place = job.plan.dots.start_at - 1
    pages: list[list[Dot]] = []
    for marker in _people(job) if wanted else ():
        used = place % product.rows
        if product.rows - used < len(wanted) <= product.rows:
            place += product.rows - used
        for part in wanted:
            number, on_page = divmod(place, product.count)
            pages += [[] for _ in range(number + 1 - len(pages))]
            column, row = divmod(on_page, product.rows)
            pages[number].append(Dot((row, column), marker, part))
            place += 1
    return [page for page in pages if page]


def _draw_dots(doc: Document, job: Job, paper: Paper, dots: Sequence[Dot], parts: dict[str, Part]) -> None:
    words, product, on_labels = job.words(Words), job.plan.dots.product, job.plan.dots.on_labels
    page = doc.page(LabelPaper(paper.name, paper.width, paper.height))
    page.bare = on_labels
    if not on_labels:
        signs.ruler(page, page.paper.content.x, product.deck.block.y - 1.8, words.ruler)
        _dot_lines(page, product.deck, dots)
        _dot_steps(page, product.deck, dots, parts)
    with page.tag("Sect"):
        for marker, run in groupby(dots, key=lambda dot: dot.marker):
            mine = list(run)
            boxes = [product.deck.card(dot.slot) for dot in mine]
            left, top = min(box.x for box in boxes), min(box.y for box in boxes)
            extent = Box(left, top, max(box.right for box in boxes) - left, max(box.bottom for box in boxes) - top)
            with page.figure(_dots_alt(words, marker, mine), extent):
                for dot in mine:
                    x, y = product.centre(*dot.slot)
                    if not on_labels:
                        page.circle(x, y, product.diameter / 2 - 0.15, stroke=Stroke(0.3, MID))
                    signs.marker(page, marker, x, y, product.diameter * MARKER)
                    doc.parts[dot.part] += 1


def _dots_alt(words: Words, marker: Marker, dots: Sequence[Dot]) -> Text:
    """Return what is said of a participant's dots on a page."""
    return words.column_alt.fill(
        number=marker.number,
        shape=words.shapes.model_dump()[marker.shape],
        colour=words.colours.model_dump()[marker.hue],
        votes=sum(dot.part == "votes" for dot in dots),
        dots=sum(dot.part == "dots" for dot in dots),
    )


def _dot_lines(page: Page, deck: Deck, dots: Sequence[Dot]) -> None:
    """Draw the cut lines between dots.

    Labels leave no room for text clear of a cut round the whole block, so its head and foot are marked in the side
    margins only, and its sides by crosses.
    """
    block, live = deck.block, page.paper.live
    parts = _row_parts(dots)
    columns = [block.x + index * deck.card_width for index in range(max(dot.slot[1] for dot in dots) + 2)]
    rows = [block.y + index * deck.card_height for index in range(len(parts) + 1)]
    left, right = columns[0] - TICK, columns[-1] + TICK
    ends = [rows[0]] if len(parts) < deck.rows else [rows[0], rows[-1]]
    starts = [y for y, (before, after) in zip(rows[1:], pairwise(parts), strict=False) if before != after]
    lines = [Line(left, y, right, y) for y in rows if y not in ends and y not in starts]
    marks = []
    for y in ends:
        marks += [Line(live.x + 5, y, left + 2 * TICK, y), Line(block.right - TICK, y, live.right, y)]
    for x in columns:
        if x in (columns[0], block.right):
            marks += [Line(x, y - TICK, x, y + TICK) for y in rows]
        else:
            lines.append(Line(x, rows[0], x, rows[-1]))
    page.cut(lines, signs.CUT)
    page.cut(marks, Stroke(0.3, MID))
    page.cut([Line(live.x + 5, y, live.right, y) for y in starts], Stroke(0.5, INK, signs.CUT.dash))
    for y in (rows[0], *starts):
        signs.scissors(page, live.x + 2.2, y, 4.2)


def _row_parts(dots: Sequence[Dot]) -> list[str]:
    """Return the part that each row of a page of dots on paper belongs to: the same in all columns."""
    first = dots[0].slot[1]
    return [dot.part for dot in dots if dot.slot[1] == first]


def _dot_steps(page: Page, deck: Deck, dots: Sequence[Dot], parts: dict[str, Part]) -> None:
    """Mark in the left margin which step the rows are for."""
    x, radius, row = (LIVE_MARGIN + deck.block.x) / 2 - 0.4, 3.0, 0
    for name, run in groupby(_row_parts(dots)):
        count = len(list(run))
        top, bottom = deck.card((row, 0)), deck.card((row + count - 1, 0))
        number = parts[name].step.number
        if number is not None:
            signs.numeral_badge(page, x, top.cy, 2 * radius, number, NEUTRAL)
        page.line(x, top.cy + radius + 1.5, x, bottom.bottom - 4, Stroke(0.7, MID))
        row += count


# -- needles and triangles ---------------------------------------------------------------------------------------------


def _triangle_sheets(job: Job, parts: dict[str, Part]) -> list[list[Placed]]:
    """Return the pages of triangles, a set for each principle; one without triangles if there are only needles."""
    if "triangles" not in parts:
        return [[]] if "needle" in parts else []
    part = parts["triangles"]
    return place_groups([part.each + part.spare] * job.plan.group.rounds, TRIANGLE_COLUMNS, TRIANGLE_ROWS)


def _draw_shapes(
    doc: Document, job: Job, paper: Paper, parts: dict[str, Part], placed: Sequence[Placed], *, needles: bool
) -> None:
    page, words = doc.page(paper), job.words(Words)
    area = paper.content.above(FOOTER)
    count = NEEDLES + SPARE_NEEDLES
    if needles and "needle" in parts and words.needle is not None:
        with page.tag("Sect"):
            _part_heading(page, parts["needle"], area)
            width = signs.NEEDLE_REACH + signs.NEEDLE_RADIUS + 2 * NEEDLE_MARGIN
            deck = Deck(Box(area.x, area.y + HEADING, width, count * NEEDLE_HEIGHT), 1, count)
            _needles(page, deck, words.needle.alt)
    if placed and words.triangles is not None:
        rest = area.below(HEADING + count * NEEDLE_HEIGHT + SPACE)
        with page.tag("Sect"):
            _part_heading(page, parts["triangles"], rest)
            block = rest.below(HEADING).top(TRIANGLE_ROWS * TRIANGLE_HEIGHT)
            _triangles(
                page, Deck(block, TRIANGLE_COLUMNS, TRIANGLE_ROWS), placed, parts["triangles"].each, words.triangles
            )
    signs.ruler(page, area.x, area.bottom - 1.5, words.ruler)


def _part_heading(page: Page, part: Part, box: Box) -> None:
    badge, line = 9.0, box.top(9.0)
    with page.tag("H2"):
        if part.step.number is not None:
            signs.numeral_badge(page, line.x + badge / 2, line.cy, badge, part.step.number, NEUTRAL, role="Span")
            line = line.rest(badge + 4)
        page.text(part.words.heading, line, scale.A4_HEADING, role="Span", valign="middle", place="a part's heading")


def _needles(page: Page, deck: Deck, alt: str) -> None:
    slots = [(row, 0) for row in range(deck.rows)]
    signs.cut_lines(page, deck.cut_lines(slots))
    for slot in slots:
        box = deck.card(slot)
        with page.figure(alt, box):
            signs.needle(page, box.x + NEEDLE_MARGIN + signs.NEEDLE_RADIUS, box.cy, angle=90)
        page.document.parts["needles"] += 1


def _triangles(page: Page, deck: Deck, placed: Sequence[Placed], each: int, words: TriangleWords) -> None:
    signs.cut_lines(page, deck.cut_lines([one.slot for one in placed]))
    for one in placed:
        box, number = deck.card(one.slot), one.index + 1
        spare = number > each
        with page.figure(words.spare_alt if spare else words.alt.fill(number=number), box):
            signs.warning(page, box.cx, box.cy, TRIANGLE, number="" if spare else str(number))
        page.document.parts["triangles"] += 1


LAYOUT = Layout("cut_outs", ("A4",), Words, draw, options=Options)
