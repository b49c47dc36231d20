"""Print and packing list: what is printed on which paper, how many and why, and what else goes into the bag."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

from materialgen.draw import Stroke
from materialgen.geometry import A4, Box
from materialgen.kit.marks import Small, Sometimes
from materialgen.kit.schema import Model, SheetWords
from materialgen.kit.text import Text, compose
from materialgen.layout import Layout, Printed
from materialgen.look import booklet, flow, signs, table
from materialgen.look.booklet import BODY, MAIN, QUIET, STRONG, height_of, line_of, width_of
from materialgen.look.colour import GREY, INK
from materialgen.look.flow import AREA, THIN, Block, Group
from materialgen.look.table import Cell, Column
from materialgen.plan import amount
from materialgen.plan.bill import make_bill
from materialgen.typeset import Style, Weight

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from materialgen.draw import Document, Page
    from materialgen.layout import Job
    from materialgen.plan.bill import Bill, Entry, Setting

TICK = 4.8
"""The size of boxes to tick, mm."""
FIGURE_WIDTH = 36.0
"""The greatest width of a figure of the group with its label, mm: the title needs the rest."""
PAD = 2.0
"""White over and under a row, mm."""
APART = 0.9
"""White between a row's first line and what stands under it, mm."""
COLUMN_GAP = 4.6
"""White between two narrow columns of the table, mm."""
COLUMN_MOST = 23.0
"""The greatest width of a narrow column, mm: the sheets' names need the rest."""
SKETCH = 0.16
"""How large the sketch of two halves is, as a share of the paper."""
SKETCH_GAP = 12.0
"""The distance of the two halves in the sketch, mm."""
MOST_TRIES = 4
"""How often the list is set again because the number of its own pages changed what it says."""

LARGE = [Style("print rule", (size,), Weight.BOLD, 1.25, INK, balance=True) for size in (18, 17, 16, 15)]
"""For the first rule of printing: as large as goes on one line, or two large lines."""
WHY = BODY.but(name="why a sheet is printed", balance=True)
NAME = STRONG.but(name="sheet name", sizes=(11.5,), weight=Weight.BOLD)


class GroupWords(Model):
    """What the group's figures are called.

    Attributes:
        participants: The number of participants.
        tables: The number of tables.
        principles: The number of chosen principles; leave it out if the kit has no principles.
    """

    participants: Text
    tables: Text
    principles: Annotated[Text | None, Sometimes("if the kit has principles")] = None


class ColumnWords(Model):
    """The heads of the table's columns, and what stands in the column that says whether a sheet is cut up.

    Attributes:
        sheet: The sheet's name.
        files: Its files.
        pages: Pages in them.
        copies: How many copies.
        prints: Pages times copies.
        cut: Whether it is cut up.
        printed: Heads the boxes to tick when it is printed.
        packed: Heads the boxes to tick when it is packed.
        yes: It is cut up.
        no: It is not.
    """

    sheet: Text
    files: Text
    pages: Text
    copies: Text
    prints: Text
    cut: Text
    printed: Text
    packed: Text
    yes: Annotated[Text, Sometimes("for sheets that are so")]
    no: Annotated[Text, Sometimes("for sheets that are so")]


class SettingWords(Model):
    """How sheets are printed.

    Attributes:
        weight: The paper's weight; ``{weight}`` in g/m² is filled in.
        colour: In colour.
        grey: In black and white.
        one_sided: On one side.
        two_sided: On both sides.
        leaves: How many sheets of paper; ``{leaves}`` is filled in.
    """

    weight: Text
    colour: Text
    grey: Text
    one_sided: Text
    two_sided: Text
    leaves: Text


class TotalWords(Model):
    """The table of totals.

    Attributes:
        heading: Its heading.
        paper: Heads the papers.
        leaves: Heads the numbers of sheets of paper.
        prints: Heads the numbers of printed sides.
    """

    heading: Text
    paper: Text
    leaves: Text
    prints: Text


class PackWords(Model):
    """What is packed.

    Attributes:
        printing: Heads what is needed for printing.
        workshop: Heads what is needed for the workshop.
        also: What is needed besides the kit's tools.
    """

    printing: Text
    workshop: Text
    also: list[Text]


class Words(SheetWords):
    """What the list says.

    Attributes:
        group: What the group's figures are called.
        rules: How to print; the first stands in large letters.
        ruler: Stands beside the ruler.
        ruler_alt: The ruler's alternative text, read aloud by screen readers.
        columns: The table's columns.
        files: Names a run of files: ``{first}`` and ``{last}`` are filled in.
        setting: How sheets are printed.
        totals: The table of totals.
        pack: What is packed.
    """

    group: GroupWords
    rules: list[Text]
    ruler: Annotated[Text, Small()]
    ruler_alt: Text
    columns: ColumnWords
    files: Annotated[Text, Sometimes("for sheets of several files")]
    setting: Annotated[SettingWords, Sometimes("for sheets that are printed so")]
    totals: TotalWords
    pack: Annotated[PackWords, Sometimes("if there is something to pack")]


def draw(job: Job, doc: Document) -> None:
    """Draw the list; it counts itself, so it is set until the number of its pages agrees with what it says."""
    own = 0
    grey = doc.press.ink == "grey"
    pages = flow.paginate(_blocks(job, _bill(job, 1), grey=grey))
    for _ in range(MOST_TRIES):
        if len(pages) == own:
            break
        own = len(pages)
        pages = flow.paginate(_blocks(job, _bill(job, own), grey=grey))
    first = flow.draw_pages(doc, pages)[0]
    doc.bookmark(first, AREA.y, str(job.sheet.words.title))


def _bill(job: Job, own: int) -> Bill:
    """Return what the kit comes to, with this list itself as ``own`` pages."""
    others = [one for one in job.printed if one.plan != job.document]
    return make_bill(job.plan, [*others, Printed(job.document, own, "")])


def _blocks(job: Job, bill: Bill, *, grey: bool) -> list[Block]:
    words = job.words(Words)
    return [
        booklet.opening(words.title, role="H1", aside=_group(job)),
        _rules(job),
        *_table(job, bill.entries, grey=grey),
        *booklet.labelled(words.totals.heading, _totals(job, bill), gap=9, rule=False, role="H2"),
        *_pack(job),
        *_joining(job),
    ]


def _group(job: Job) -> Callable[[Page, Box], float]:
    """Return what draws the group's figures at the right of the title."""
    words, group = job.words(Words).group, job.plan.group
    pairs = [
        (words.participants, str(group.participants)),
        (words.tables, str(group.tables)),
        *([(words.principles, str(group.principles))] if words.principles else ()),
    ]

    def draw(page: Page, head: Box) -> float:
        boxes: list[Box] = []
        right = head.right
        for label, figure in reversed(pairs):
            width = min(max(width_of(label, QUIET), width_of(figure, booklet.FIGURE)) + 0.1, FIGURE_WIDTH)
            boxes.insert(0, Box(right - width, head.y + 4.5, width, head.h))
            right -= width + 9
        booklet.figures(page, pairs, boxes)
        return right

    return draw


# --- how to print -------------------------------------------------------------------------------------------------


def _rules(job: Job) -> Block:
    """Return the rules of printing in a frame, with a ruler to prove the scale."""
    words, imprint = job.words(Words), job.kit.words.imprint.print
    inner = AREA.inset(6, 0)
    large = next((one for one in LARGE if width_of(imprint, one) <= inner.w), LARGE[0])
    head = height_of(imprint, large, inner.w)
    texts = booklet.bullets(words.rules, column=inner)
    below = 7 + line_of(STRONG) + 5
    height = 5 + head + 2 + sum(one.height + one.gap for one in texts) + below

    def draw(page: Page, box: Box) -> None:
        with page.tag("Sect"):
            page.rect(box, stroke=Stroke(0.7, INK), radius=2.0)
            at = page.text(imprint, inner_of(box).below(5).top(head), large, role="P", place="the print rules")
            y = at.bottom + 2
            with page.tag("L", attributes=dict(texts[0].groups[0].attributes) if texts else None):
                for one in texts:
                    y += one.gap
                    one.draw(page, Box(box.x, y, box.w, min(one.height, box.bottom - below - y)))
                    y += one.height
            y = box.bottom - 6
            with page.figure(words.ruler_alt, Box(inner.x, y - 3, 100, 3.2)):
                signs.ruler(page, inner.x, y)
            text = Box(inner.x + 106, y - line_of(STRONG) + 0.8, inner.w - 106, line_of(STRONG))
            page.text(words.ruler, text, STRONG, place="the ruler's text")

    def inner_of(box: Box) -> Box:
        return Box(inner.x, box.y, inner.w, box.h)

    return Block(height, draw, gap=4.5)


# --- what to print ------------------------------------------------------------------------------------------------


def _columns(job: Job, entries: Sequence[Entry]) -> list[Column]:
    words = job.words(Words).columns
    figures = (words.files, words.pages, words.copies, words.prints, words.cut)
    rows = [_values(job, one) for one in entries]
    narrow = [Column(one, _wide(one, values)) for one, values in zip(figures, zip(*rows, strict=True), strict=True)]
    narrow += [Column(one, _wide(one), "center") for one in (words.printed, words.packed)]
    return [Column(words.sheet, AREA.w - sum(one.width for one in narrow)), *narrow]


def _wide(head: Text, values: Sequence[str] = ()) -> float:
    """Return the width of a narrow column in mm: what is in it on one line and white beside it, if the sheet allows."""
    widest = max((width_of(head, STRONG), *(width_of(one, BODY) for one in values)))
    return min(widest + COLUMN_GAP, COLUMN_MOST)


def _values(job: Job, entry: Entry) -> list[str]:
    """Return what stands in the narrow columns of a sheet's row."""
    words = job.words(Words).columns
    cut = words.yes if entry.sheet.cut else words.no
    return [*map(str, (len(entry.files), sum(entry.pages), entry.copies, entry.prints)), cut]


def _table(job: Job, entries: Sequence[Entry], *, grey: bool) -> list[Block]:
    """Return the table: sheets that are printed alike stand together under a line that says how."""
    columns, group = _columns(job, entries), Group("Table")
    again = table.heading_row(columns, artifact=True)
    blocks = [replace(table.heading_row(columns), gap=7, groups=(group,))]
    for setting in dict.fromkeys(_printed_as(one, grey=grey) for one in entries):
        alike = [one for one in entries if _printed_as(one, grey=grey) == setting]
        text, leaves = _setting(job, setting, alike)
        repeated = table.stacked(again, table.band(columns, text, artifact=True))
        blocks.append(replace(table.band(columns, text, leaves), groups=(group,), again=again))
        blocks += [replace(_row(job, columns, one), groups=(group,), again=repeated) for one in alike]
    return blocks


def _printed_as(entry: Entry, *, grey: bool) -> Setting:
    """Return how a sheet is printed: without colour if all is printed in grey, whatever the kit asks for."""
    setting = entry.setting
    return replace(setting, colour=setting.colour and not grey)


def _setting(job: Job, setting: Setting, entries: Sequence[Entry]) -> tuple[Text, Text]:
    """Return how sheets are printed that are printed alike, and on how many sheets of paper."""
    words = job.words(Words).setting
    parts = [
        setting.paper,
        words.weight.fill(weight=setting.weight),
        words.colour if setting.colour else words.grey,
        words.two_sided if setting.sides == 2 else words.one_sided,
    ]
    leaves = words.leaves.fill(leaves=sum(one.leaves for one in entries))
    return compose(" · ".join(parts), *parts), leaves


def _row(job: Job, columns: Sequence[Column], entry: Entry) -> Block:
    """Return a sheet's row: its numbers beside its name, its files and why they are printed under them.

    For those who listen they are two rows under one heading: a heading that told it all would be heard at every number.
    """
    words, sheet = job.words(Words), entry.sheet
    boxes = table.cell_boxes(columns)
    many = len(entry.files) > 1
    first, last = (sheet.words.name.at(one) for one in (entry.files[0], entry.files[-1]))
    files = words.files.fill(first=first, last=last.at(f"\n{last}")) if many else first
    line, left = line_of(NAME), boxes[0]
    right = Box(boxes[1].x, 0, AREA.right - boxes[1].x, 0)
    details = [(files, QUIET, left), (sheet.words.why, WHY, right)]
    under = max(height_of(text, style, column.w) for text, style, column in details)
    place = "a sheet's row"

    def draw(page: Page, box: Box) -> None:
        top = Box(box.x, box.y + PAD, box.w, line)
        with page.tag("TR"):
            with page.tag("TH", attributes={"Table": "/RowSpan 2/Scope/Row"}):
                name = sheet.words.name.at(f"{entry.number:02d} {sheet.words.name}")
                page.text(name, Box(left.x, top.y, left.w, line), NAME, role="Span", place=place)
            for at, value in zip(boxes[1:], _values(job, entry), strict=False):
                page.text(value, Box(at.x, top.y, at.w, line), BODY, role="TD", valign="middle", place=place)
            for at in boxes[-2:]:
                page.reserve("TD")
                signs.tick_box(page, at.cx - TICK / 2, top.cy - TICK / 2, TICK)
        with page.tag("TR"), page.tag("TD", attributes={"Table": f"/ColSpan {len(columns) - 1}"}):
            room = Box(0, top.bottom + APART, 0, box.bottom - PAD - APART - top.bottom)
            for text, style, column in details:
                page.text(text, Box(column.x, room.y, column.w, room.h), style, place=place)
        page.line(AREA.x, box.bottom, AREA.right, box.bottom, THIN)

    return Block(2 * PAD + line + APART + under, draw)


def _totals(job: Job, bill: Bill) -> list[Block]:
    """Return how much paper of each size is needed."""
    words = job.words(Words).totals
    columns = [
        Column(words.paper, MAIN.w - 74),
        Column(words.leaves, 34, "right"),
        Column(words.prints, 40, "right"),
    ]
    rows = [
        [Cell(paper, STRONG, head=True), Cell(str(leaves), STRONG), Cell(str(bill.prints[paper]))]
        for paper, leaves in bill.leaves.items()
    ]
    return table.table(columns, rows, x=MAIN.x)


# --- how to join -----------------------------------------------------------------------------------------------------


def _joining(job: Job) -> list[Block]:
    """Return how the halves of worksheets on A4 are put together, with a sketch, if there are any."""
    words = job.kit.words.tiles
    if words is None or not any(one.tiled for one in job.plan.documents):
        return []

    def draw(page: Page, box: Box) -> None:
        left = Box(MAIN.x, box.y, SKETCH * A4.width, SKETCH * A4.height)
        with page.figure(words.sketch_alt, Box(left.x, left.y, 2 * left.w + SKETCH_GAP, left.h)):
            right = left.moved(left.w + SKETCH_GAP, 0)
            for half, turned in ((left, 1), (right, -1)):
                page.rect(half, stroke=Stroke(0.4, INK))
                for share in (0.2, 0.5, 0.8):
                    y = half.y + share * half.h
                    page.line(half.cx - turned * half.w * 0.38, y, half.cx + turned * half.w / 2, y, Stroke(0.6, GREY))
            strip = left.rest(left.w - 4)
            for step in range(int(strip.h) // 2):
                y = strip.y + 2 * step
                page.line(strip.x, y + 2, strip.right, y, Stroke(0.3, GREY))
            page.line(right.x + 3, right.y, right.x + 3, right.bottom, Stroke(0.4, INK, signs.CUT.dash))
            start, end, y = right.x - 2, left.right + 2, left.y + left.h * 0.35
            page.line(start, y, end, y, Stroke(0.6, INK))
            page.polyline([(end + 2, y - 1.5), (end, y), (end + 2, y + 1.5)], Stroke(0.6, INK))

    sketch = Block(SKETCH * A4.height, draw, gap=3)
    return booklet.labelled(words.heading, booklet.together([*booklet.numbers(words.how), sketch]), gap=9, role="H2")


# --- what to pack -------------------------------------------------------------------------------------------------


def _pack(job: Job) -> list[Block]:
    """Return the kit's tools, those that no step uses as needed for printing."""
    words, kit = job.words(Words).pack, job.kit
    used = dict.fromkeys(tool for step in kit.steps for tool in step.tools)
    printing = [_tool(job, one) for one in kit.tools if one not in used]
    workshop = [_tool(job, Text(one)) for one in used]
    return [
        *booklet.labelled(words.printing, booklet.side_by_side(booklet.checks, printing), rule=False, role="H2"),
        *booklet.labelled(words.workshop, booklet.side_by_side(booklet.checks, [*workshop, *words.also]), role="H2"),
    ]


def _tool(job: Job, tool: Text) -> Text:
    name, rule = job.kit.tools[tool], job.kit.materials.get(tool)
    capital = name[:1].upper() + name[1:]
    return name.at(capital if rule is None else f"{capital}: {amount(rule, job.plan.group)}")


LAYOUT = Layout("print_list", ("A4",), Words, draw, last=True)
