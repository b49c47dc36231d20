"""Moderator's guide: cover, contents, the day by the clock, preparations, a page for each step, what comes after."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import groupby, pairwise, zip_longest
from typing import TYPE_CHECKING

from pydantic import Field

from materialgen.draw import Stroke
from materialgen.geometry import A4, Box
from materialgen.kit.schema import Aside, Minutes, Model, SheetWords
from materialgen.kit.text import Text, compose
from materialgen.layout import Layout
from materialgen.look import booklet, signs
from materialgen.look import type as scale
from materialgen.look.anatomy import principle_tones
from materialgen.look.booklet import AREA, BODY, MAIN, QUIET, STRONG, Block, Cell, Column, line_of
from materialgen.look.colour import GREY, INK, MID, NEUTRAL, PALE, RULE, WHITE
from materialgen.plan import clock
from materialgen.typeset import Style, Weight, common_size, fits, strong

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from materialgen.draw import Document, Page
    from materialgen.kit.model import Kit, Part, Step
    from materialgen.layout import Job
    from materialgen.look.booklet import Placed
    from materialgen.plan import Slot
    from materialgen.typeset import RGB

NOTES = 34.0
"""The least free height under a step, mm, that becomes room for the moderator's own notes."""
ASIDE = booklet.SIDE.left(56.0)
"""The column beside a step's text."""
NUMERALS = 106.0
"""From the top of the cover's numerals to its foot, mm."""
TIMELINE = 17.0
"""The height of the timeline's blocks, mm."""
ROUNDS = 11.0
"""The height of the brackets over them, mm."""
HOUR = 22.0
"""The least distance of two hours that are written under the timeline, mm."""
BADGE = 5.8
"""The diameter of a number in a line of text, mm."""


class Options(Model):
    """The guide's options.

    Attributes:
        setup: Minutes before the start when the room is set up.
    """

    setup: Minutes = 15


class Checklist(Model):
    """Things to tick off, under the time when they are done.

    Attributes:
        heading: When they are done.
        items: What is done.
    """

    heading: Text
    items: list[Text]


class GroupWords(Model):
    """What the figures on the cover are called.

    Attributes:
        participants: The number of participants.
        tables: The number of tables.
        principles: The number of chosen principles; leave it out if the kit has no principles.
        start: The time of the start.
    """

    participants: Text
    tables: Text
    principles: Text | None = None
    start: Text


class PartWords(Model):
    """The guide's parts.

    Attributes:
        before: Before the workshop.
        during: During the workshop.
        after: After the workshop.
    """

    before: Text
    during: Text
    after: Text


class AgendaWords(Model):
    """The agenda: the heads of its columns, and what stands in it besides steps.

    Attributes:
        intro: Stands before the agenda; ``{start}`` is filled in.
        alt: The timeline's alternative text, read aloud by screen readers; ``{start}`` and ``{end}`` are filled in.
        time: Heads the times.
        step: Heads the steps' badges.
        what: Heads the steps' names.
        round: Heads the rounds: which of the chosen principles it is.
        minutes: Heads the minutes.
        rounds: The chosen principles in turn; the last serves for all further ones, ``{number}`` is filled in.
        setup: Setting up the room.
        pause: A break.
        end: The end.
    """

    intro: Text
    alt: Text
    time: Text
    step: Text
    what: Text
    round: Text
    minutes: Text
    rounds: list[Text] = Field(default_factory=list)
    setup: Text
    pause: Text
    end: Text


class PrincipleWords(Model):
    """The table of principles.

    Attributes:
        heading: Its heading.
        intro: Stands before it.
        number: Heads the numbers.
        questions: Heads the number of questions.
        actions: Heads the number of actions.
    """

    heading: Text
    intro: Text
    number: Text
    questions: Text
    actions: Text


class StepLabels(Model):
    """The labels on a step's page.

    Attributes:
        time: Labels the time.
        slack: How many ``{minutes}`` no part of the step takes.
        sheets: Labels the sheets.
        participants: Heads what the participants do.
        lead: Heads what the moderator does.
        say: Heads what the moderator says.
        watch: Heads what to watch out for.
        trouble: Heads what can go wrong.
        write: Heads what is written down.
        notes: Heads the room for notes.
    """

    time: Text
    slack: Text
    sheets: Text
    participants: Text
    lead: Text
    say: Text
    watch: Text
    trouble: Text
    write: Text
    notes: Text


class ListWords(Model):
    """A headed list.

    Attributes:
        heading: Its heading.
        items: Its points.
    """

    heading: Text
    items: list[Text]


class Words(SheetWords):
    """What the guide says besides the steps.

    Attributes:
        reader: Whom the guide is for.
        group: What the figures on the cover are called.
        contents: Heads the contents.
        parts: The guide's parts.
        reading: How to read the guide.
        overview: Heads the agenda.
        agenda: The agenda.
        before: Heads what is done before.
        checklists: What is done before; ``{time}`` of the setting up is filled in in the headings.
        pack: What to pack; ``{tools}`` is filled in.
        ready: Heads the section about the room and the rules.
        room: How the room is set up.
        principles: The table of principles; leave it out if the kit has none.
        dots: The rules for dots; ``{votes}``, ``{all_votes}``, ``{most}`` and ``{triangles}`` are filled in.
        labels: The labels on a step's page.
        after: Heads what is done afterwards.
        afterwards: What is done afterwards.
        records: Lines to fill in.
        about: Heads the imprint.
    """

    reader: Text
    group: GroupWords
    contents: Text
    parts: PartWords
    reading: ListWords
    overview: Text
    agenda: AgendaWords
    before: Text
    checklists: list[Checklist]
    pack: Aside
    ready: Text
    room: ListWords
    principles: PrincipleWords | None = None
    dots: ListWords
    labels: StepLabels
    after: Text
    afterwards: list[Checklist]
    records: ListWords
    about: Text


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the guide: the part it belongs to, its title and its pages."""

    part: Text
    title: Text
    pages: list[list[Placed]]
    step: Step | None = None


def draw(job: Job, doc: Document) -> None:
    """Draw the guide."""
    sections = _sections(job)
    numbers = _page_numbers(job, sections)
    _cover(job, doc)
    contents = booklet.draw_pages(doc, booklet.paginate(_contents(job, sections, numbers)))
    doc.bookmark(contents[0], AREA.y, str(job.words(Words).contents))
    part = None
    for index, section in enumerate(sections):
        page = booklet.draw_pages(doc, section.pages)[0]
        doc.destination(_target(index), page, AREA.y)
        if section.part is not part:
            part = section.part
            doc.bookmark(page, AREA.y, str(part))
        doc.bookmark(page, AREA.y, _entry(job, section), 1)


def _sections(job: Job) -> list[Section]:
    words = job.words(Words)
    parts = words.parts
    front = [
        Section(parts.before, words.overview, booklet.paginate(_overview(job))),
        Section(parts.before, words.before, booklet.paginate(_before(job))),
        Section(parts.before, words.ready, booklet.paginate(_ready(job))),
    ]
    steps = [Section(parts.during, step.title, _step(job, step), step) for step in job.kit.steps]
    return [*front, *steps, Section(parts.after, words.after, booklet.paginate(_after(job)))]


def _page_numbers(job: Job, sections: Sequence[Section]) -> list[int]:
    """Return the first page of each section; the table of contents is as long whatever numbers it shows."""
    contents = booklet.paginate(_contents(job, sections, [0] * len(sections)))
    number = 2 + len(contents)
    result = []
    for section in sections:
        result.append(number)
        number += len(section.pages)
    return result


def _target(index: int) -> str:
    return f"section-{index}"


def _entry(job: Job, section: Section) -> Text:
    if section.step is not None and section.step.number is not None:
        parts = label, number, title = job.kit.words.labels.step, section.step.number, section.title
        return compose(f"{label} {number}: {title}", *parts)
    return section.title


# --- cover and contents -------------------------------------------------------------------------------------------


def _cover(job: Job, doc: Document) -> None:
    words, kit = job.words(Words), job.kit
    page = doc.page(A4)
    doc.bookmark(page, AREA.y, str(words.title))
    with page.tag("Sect"):
        title = Style("cover title", (54, 50, 44, 38), Weight.BOLD, 1.04, INK, tracking=-0.02)
        box = AREA.below(26)
        at = page.text(words.title, box, title, role="H1", place="the cover")
        reader = scale.A4_TITLE.but(sizes=(17,), weight=Weight.REGULAR, colour=GREY, tracking=0.0)
        at = page.text(words.reader, box.below(at.h + 3), reader, place="the cover")
        box = AREA.below(at.bottom - AREA.y + 22).above(NUMERALS + 8)
        booklet.rule(page, box.y - 9)
        name = Style("cover name", (28, 26, 24), Weight.BOLD, 1.16, INK, balance=True, tracking=-0.01)
        column = box.left(MAIN.w)
        at = page.text(kit.words.title, column, name, place="the cover")
        style = scale.A4_TITLE.but(sizes=(14,), weight=Weight.REGULAR, leading=1.4, tracking=0.0)
        page.text(kit.words.subtitle, column.below(at.h + 3), style, place="the cover")
        _numerals(page, kit, AREA.foot(NUMERALS).top(60))
        _figures(page, job, AREA.foot(24).top(14))


def _numerals(page: Page, kit: Kit, box: Box) -> None:
    """Draw the principles' numerals in a row: a motif, told in words further on."""
    if not kit.principles:
        return
    texts = [str(principle.number) for principle in kit.principles]
    boxes = [place.below(5) for place in box.columns(len(texts), 5)]
    size = common_size(list(zip(texts, boxes, strict=True)), _NUMERAL)
    bearing = 0.0118 * size  # what the font leaves free at a numeral's left, so that its ink begins under the line
    for principle, text, place in zip(kit.principles, texts, boxes, strict=True):
        colour = principle_tones(principle).strong
        page.line(place.x, box.y, place.right, box.y, Stroke(0.9, colour))
        style = _NUMERAL.at(size).but(colour=colour)
        page.text(text, place.moved(-bearing, 0), style, role=None, place="the cover's numerals")


_NUMERAL = Style("cover numeral", (130, 100, 80, 60, 48), Weight.BOLD, 1.0, INK, tracking=-0.03)


def _figures(page: Page, job: Job, box: Box) -> None:
    """Draw the group's figures and the edition."""
    group, words = job.plan.group, job.words(Words).group
    pairs = [
        (words.participants, str(group.participants)),
        (words.tables, str(group.tables)),
        *([(words.principles, str(group.principles))] if words.principles else ()),
        (words.start, group.start),
        (job.kit.words.labels.edition, job.kit.edition),
    ]
    booklet.figures(page, pairs, box.columns(len(pairs), 5))


def _contents(job: Job, sections: Sequence[Section], numbers: Sequence[int]) -> list[Block]:
    """Return the page with contents, purpose and how the guide is read."""
    words, purpose = job.words(Words), job.kit.words.purpose
    blocks = [booklet.opening(words.contents), booklet.space(4)]
    for part in dict.fromkeys(one.part for one in sections):
        group = booklet.Group("TOC")
        entries = [
            _contents_entry(section, number, _target(index), group)
            for index, (section, number) in enumerate(zip(sections, numbers, strict=True))
            if section.part is part
        ]
        blocks += booklet.labelled(part, entries, gap=7, rule=False)
    return [
        *blocks,
        *booklet.labelled(purpose.heading, booklet.bullets(purpose.points), gap=14, rule=False),
        *booklet.labelled(words.reading.heading, booklet.bullets(words.reading.items), gap=7, rule=False),
    ]


def _contents_entry(section: Section, number: int, target: str, group: booklet.Group) -> Block:
    step = section.step
    style = BODY
    width = 12.0
    place = "the table of contents"

    def draw(page: Page, box: Box) -> None:
        line = Box(MAIN.x, box.y, MAIN.w, line_of(style))
        with page.tag("TOCI"):
            if step is not None and step.number is not None:
                _small_badge(page, step.number, Box(line.x, line.y, BADGE, line.h), role="Lbl")
            title = line.rest(BADGE + 3 if step else 0).left(line.w - width - BADGE - 3)
            page.text(section.title, title, style, role="Reference", link=target, valign="middle", place=place)
            page.text(str(number), line.rest(line.w - width), style, align="right", valign="middle", place=place)
        page.line(MAIN.x, box.bottom, MAIN.right, box.bottom, Stroke(0.3, RULE))

    return Block(line_of(style) + 0.8, draw, gap=0.8, groups=(group,))


_BADGE_TEXT = Style("small badge", (10.5,), Weight.BOLD, 1.0, WHITE, align="center")


# --- the day ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the agenda; minutes are counted from midnight."""

    start: int
    what: Text
    slot: Slot | None = None


def _overview(job: Job) -> list[Block]:
    words = job.words(Words).agenda
    rows = _agenda_rows(job)
    start = clock(job.plan.agenda[0].start)
    return [
        booklet.opening(job.words(Words).overview),
        booklet.paragraph(words.intro.fill(start=start), column=booklet.WIDE, gap=5),
        _timeline(job, rows),
        *booklet.gapped(_agenda(job, rows), 5),
    ]


def _agenda_rows(job: Job) -> list[Row]:
    words, agenda = job.words(Words).agenda, job.plan.agenda
    setup = agenda[0].start - job.options(Options).setup
    slots = [Row(one.start, one.step.title if one.step else words.pause, one) for one in agenda]
    return [Row(setup, words.setup), *slots, Row(agenda[-1].end, words.end)]


def _agenda(job: Job, rows: Sequence[Row]) -> list[Block]:
    words, labels = job.words(Words).agenda, job.kit.words.labels
    round_width = 28 if _rounds(job) else 0
    columns = [
        Column(words.time, 24),
        Column(words.step, 16),
        Column(words.what, 104 - round_width),
        *([Column(words.round, round_width)] if round_width else ()),
        Column(labels.who, 26),
        Column(words.minutes, 16, "right"),
    ]
    ends = [*(row.start for row in rows[1:]), rows[-1].start]
    cells = [_agenda_cells(job, row, end - row.start) for row, end in zip(rows, ends, strict=True)]
    return booklet.table(columns, cells, least=8.6)


def _agenda_cells(job: Job, row: Row, minutes: int) -> list[Cell]:
    step = row.slot.step if row.slot else None
    style = BODY if step else QUIET
    number = step.number if step else None
    turn = row.slot.round if row.slot else None
    return [
        Cell(clock(row.start), STRONG if step else QUIET, head=True),
        Cell(draw=_badge(number)) if number is not None else Cell(),
        Cell(row.what, style),
        *([Cell(_round(job, turn) if turn else "", style)] if _rounds(job) else ()),
        Cell(_who(job, step.who) if step else "", style),
        Cell(str(minutes) if minutes else "", style),
    ]


def _badge(number: str, colour: RGB = INK) -> Callable[[Page, Box], None]:
    """Return what draws a number in a table's cell."""
    return lambda page, box: _small_badge(page, number, box.left(BADGE), colour)


def _small_badge(page: Page, number: str, box: Box, colour: RGB = INK, *, role: str = "Span") -> None:
    page.circle(box.cx, box.cy, BADGE / 2, fill=colour)
    page.text(number, box, _BADGE_TEXT, role=role, valign="middle", place="a number's badge")


def _round(job: Job, number: int) -> Text:
    """Return what the chosen principle of a round is called."""
    names = job.words(Words).agenda.rounds
    return names[min(number, len(names)) - 1].fill(number=number) if names else Text(str(number))


def _who(job: Job, who: str) -> Text:
    labels = job.kit.words.labels
    return {"each": labels.each, "group": labels.group, "moderator": labels.moderator}[who]


def _timeline(job: Job, rows: Sequence[Row]) -> Block:
    """Return the day drawn to scale: numbered blocks for steps, dashed for setting up, gaps for breaks."""
    words = job.words(Words).agenda
    first, last = rows[0].start, rows[-1].start
    unit = AREA.w / (last - first)

    def at(minute: int) -> float:
        return AREA.x + (minute - first) * unit

    def draw(page: Page, box: Box) -> None:
        alt = words.alt.fill(start=clock(first), end=clock(last))
        top = box.y + ROUNDS
        with page.figure(alt, box):
            for number, start, end in _rounds(job):
                _bracket(page, job, number, Box(at(start), box.y, at(end) - at(start), ROUNDS - 1.6))
            for row, following in pairwise(rows):
                _stretch(page, row, Box(at(row.start), top, at(following.start) - at(row.start), TIMELINE))
            every = _hours_apart(60 * unit)
            for minute in range(-(-first // 15) * 15, last + 1, 15):
                _tick(page, at(minute), top + TIMELINE + 1.6, minute, every)

    return Block(ROUNDS + TIMELINE + 9.5, draw, gap=8, keep=True)


def _rounds(job: Job) -> list[tuple[int, int, int]]:
    """Return the stretches of work with one of the chosen principles: its number, when it begins and when it ends."""
    result = []
    steps = (slot for slot in job.plan.agenda if slot.step is not None)
    for number, run in groupby(steps, key=lambda slot: slot.round):
        slots = list(run)
        if number is not None:
            result.append((number, slots[0].start, slots[-1].end))
    return result


def _bracket(page: Page, job: Job, number: int, box: Box) -> None:
    """Draw a bracket over a chosen principle's stretch, with its name as far as there is room."""
    inner, foot = box.inset(0.8, 0), box.bottom
    page.polyline([(inner.x, foot), (inner.x, foot - 2), (inner.right, foot - 2), (inner.right, foot)], _BRACKET)
    name, style, label = _round(job, number), BODY.but(align="center"), job.words(Words).agenda.round
    for text in (compose(f"{label}: {name}", label, name), name):
        if fits(text, style, inner.w, inner.h, style.sizes[0]):
            page.text(text, Box(inner.x, foot - 3.2 - line_of(style), inner.w, line_of(style)), style)
            return


_BRACKET = Stroke(0.4, MID)


def _stretch(page: Page, row: Row, box: Box) -> None:
    inner = box.inset(0.35, 0)
    if row.slot is None:
        page.rect(inner, stroke=Stroke(0.4, MID, (1.2, 1.0)), radius=1.0)
    elif row.slot.step is not None:
        page.rect(inner, fill=PALE, stroke=Stroke(0.4, MID), radius=1.0)
        if row.slot.step.number is not None and inner.w > BADGE:
            _small_badge(page, row.slot.step.number, Box(box.cx - BADGE / 2, box.y, BADGE, box.h))


def _hours_apart(hour: float) -> int:
    """Return how many hours apart the hours are written, so that they stand clear of each other; ``hour`` in mm."""
    day = 24
    return next((one for one in (1, 2, 3, 4, 6, 12) if one * hour >= HOUR), day * math.ceil(HOUR / (day * hour)))


def _tick(page: Page, x: float, y: float, minute: int, every: int) -> None:
    hour = minute % 60 == 0
    page.line(x, y, x, y + (2.4 if hour else 1.2), Stroke(0.4, MID))
    if minute % (60 * every) == 0:
        half = booklet.width_of(clock(minute), QUIET) / 2 + 0.1
        middle = min(max(x, AREA.x + half), AREA.right - half)
        signs.centred(page, clock(minute), middle, y + 5.6, 2 * half, QUIET.but(align="center"))


# --- before the workshop ------------------------------------------------------------------------------------------


def _before(job: Job) -> list[Block]:
    words = job.words(Words)
    setup = clock(job.plan.agenda[0].start - job.options(Options).setup)
    lists = [
        booklet.labelled(one.heading.fill(time=setup), booklet.checks(one.items), rule=index > 0)
        for index, one in enumerate(words.checklists)
    ]
    used = dict.fromkeys(tool for step in job.kit.steps for tool in step.tools)
    names = [job.kit.tools[Text(one)] for one in used]
    tools = compose(" · ".join(names), *names)
    return [
        booklet.opening(words.before),
        booklet.space(4),
        *(block for one in lists for block in one),
        *booklet.labelled(words.pack.heading, [booklet.paragraph(words.pack.text.fill(tools=tools))]),
    ]


def _ready(job: Job) -> list[Block]:
    words, kit = job.words(Words), job.kit
    most = max((len(one.questions) for one in kit.principles), default=0)
    filled = [
        one.fill(
            votes=kit.dots.votes,
            all_votes=kit.dots.votes * job.plan.group.participants,
            most=most,
            triangles=kit.dots.triangles,
        )
        for one in words.dots.items
    ]
    return [
        booklet.opening(words.ready),
        booklet.space(4),
        *booklet.labelled(words.room.heading, booklet.bullets(words.room.items), rule=False),
        *booklet.labelled(words.dots.heading, booklet.bullets(filled)),
        *(_principles(job, words.principles) if words.principles else ()),
    ]


def _principles(job: Job, words: PrincipleWords) -> list[Block]:
    """Return the table of principles; what none of them has gets no column."""
    principles = job.kit.principles
    counts = [
        (words.questions, [len(one.questions) for one in principles]),
        (words.actions, [sum(len(question.actions) for question in one.questions) for one in principles]),
    ]
    counts = [(title, numbers) for title, numbers in counts if any(numbers)]
    name = Column(job.kit.words.labels.principle, AREA.w - 22 - 24 * len(counts))
    columns = [Column(words.number, 22), name, *(Column(title, 24, "right") for title, _ in counts)]
    rows = [
        [
            Cell(draw=_badge(str(one.number), principle_tones(one).strong)),
            Cell(one.name, head=True),
            *(Cell(str(numbers[index])) for _, numbers in counts),
        ]
        for index, one in enumerate(principles)
    ]
    table = booklet.gapped(booklet.table(columns, rows, least=8.0), 4)
    return [*booklet.labelled(words.heading, [booklet.paragraph(words.intro, keep=True)]), *table]


# --- a step -------------------------------------------------------------------------------------------------------


def _step(job: Job, step: Step) -> list[list[Placed]]:
    """Return the pages of a step: facts and the participants' part beside what the moderator does and says."""
    head = booklet.opening(step.title, badge=step.number, aside=_time(job, step))
    below = booklet.space(head.height + 4.5)
    lower = booklet.space(below.height + booklet.first_baseline(booklet.LEAD) - booklet.first_baseline(STRONG))
    side = booklet.paginate([lower, *_side(job, step)])
    main = booklet.paginate([below, *_main(job, step)])
    free = AREA.h - main[-1][-1].bottom if len(main) >= len(side) else AREA.h
    if free >= NOTES:
        notes = _notes(free - booklet.ROW_GAP - 8)
        main = booklet.paginate([below, *_main(job, step), *booklet.headed(job.words(Words).labels.notes, [notes])])
    pages = [[*left, *right] for left, right in zip_longest(side, main, fillvalue=())]
    return [[booklet.Placed(head, 0.0, first=True), *pages[0]], *pages[1:]]


def _side(job: Job, step: Step) -> list[Block]:
    labels, guide = job.words(Words).labels, step.guide
    return [
        *_facts(job, step),
        *booklet.headed(labels.participants, _participants(job, step), column=ASIDE),
        *booklet.headed(labels.write, booklet.bullets(guide.write, column=ASIDE), column=ASIDE),
    ]


def _main(job: Job, step: Step) -> list[Block]:
    labels, guide = job.words(Words).labels, step.guide
    trouble = [compose(f"{strong(one.problem)} {one.answer}", one.problem, one.answer) for one in guide.trouble]
    return [
        booklet.paragraph(step.purpose, booklet.LEAD, gap=0, keep=True),
        *booklet.headed(labels.lead, booklet.numbers(guide.lead)),
        *booklet.headed(labels.say, booklet.quotes(guide.say)),
        *booklet.headed(labels.watch, booklet.bullets(guide.watch)),
        *booklet.headed(labels.trouble, booklet.bullets(trouble)),
    ]


def _time(job: Job, step: Step) -> Callable[[Page, Box], float]:
    """Return what draws clock, minutes and who at the right of a step's heading."""
    labels = job.kit.words.labels
    text = compose(f"{step.minutes}\u00a0{labels.minutes}", labels.minutes)
    radius, width = 7.5, 27.0
    minutes = Style("time", (19, 17, 16), Weight.BOLD, 1.15, INK, align="right")

    def draw(page: Page, head: Box) -> float:
        box = Box(head.right - width, head.y, width, head.h)
        block = Box(box.x, head.cy - 6.6, width, 8.0)
        page.text(text, block, minutes, place="a step's time")
        page.text(_who(job, step.who), block.moved(0, 8.0), QUIET, align="right", place="a step's time")
        signs.clock(page, box.x - radius, head.cy, radius, step.minutes, NEUTRAL)
        return box.x - 2 * radius - 5

    return draw


def _facts(job: Job, step: Step) -> list[Block]:
    """Return when the step takes place, with which sheets and which tools."""
    labels, kit = job.words(Words).labels, job.kit
    times = [booklet.paragraph(one, column=ASIDE, gap=0) for one in _times(job, step)]
    slack = _slack(step)
    if slack:
        times.append(booklet.paragraph(labels.slack.fill(minutes=slack), QUIET, column=ASIDE, gap=0))
    sheets = [(number, one.words.name) for number, one in enumerate(kit.sheets) if one.step == step]
    listed = compose("\n".join(f"{number:02d}\u00a0{name}" for number, name in sheets), *(name for _, name in sheets))
    tools = [kit.tools[Text(one)] for one in step.tools]
    needed = compose("\n".join(one[:1].upper() + one[1:] for one in tools), *tools)
    rows = [(labels.time, times)]
    rows += [
        (label, [booklet.paragraph(text, column=ASIDE, gap=0)])
        for label, text in ((labels.sheets, listed), (kit.words.labels.needed, needed))
        if text
    ]
    return [
        block
        for index, (label, blocks) in enumerate(rows)
        for block in booklet.headed(label, blocks, column=ASIDE, gap=2.6 if index else 0.0, style=STRONG)
    ]


def _times(job: Job, step: Step) -> list[Text]:
    times = []
    for slot in job.plan.agenda:
        if slot.step == step:
            time = f"{clock(slot.start)}–{clock(slot.end)}"
            turn = _round(job, slot.round) if slot.round else None
            times.append(compose(f"{time} ({turn})", turn) if turn else Text(time))
    return times


def _slack(step: Step) -> str:
    """Return the minutes of a step that its parts leave free, as a number or a range; nothing where none are left."""
    if not step.parts:
        return ""
    most = step.minutes - sum(part.minutes for part in step.parts)
    least = step.minutes - sum(part.most or part.minutes for part in step.parts)
    if most <= 0:
        return ""
    return str(most) if least == most else f"{least}–{most}"


def _participants(job: Job, step: Step) -> list[Block]:
    """Return what the sheet tells the participants to do."""
    blocks = booklet.numbers(step.do, column=ASIDE)
    for part in step.parts:
        heading = booklet.paragraph(_part(job, part), column=ASIDE, role="H4", gap=2.6 if blocks else 0.0, keep=True)
        blocks += [heading, *booklet.gapped(booklet.numbers(part.do, column=ASIDE), booklet.ITEM_GAP)]
    return blocks


def _part(job: Job, part: Part) -> Text:
    minutes = f"{part.minutes}–{part.most}" if part.most else f"{part.minutes}"
    who, label = _who(job, part.who), job.kit.words.labels.minutes
    return compose(f"{strong(part.title)}\n{who} · {minutes}\u00a0{label}", part.title, who, label)


def _notes(height: float) -> Block:
    """Return lines for the moderator's own notes."""

    def draw(page: Page, box: Box) -> None:
        signs.writing_lines(page, Box(MAIN.x, box.y - 1, MAIN.w, box.h + 1), 9.0, stroke=Stroke(0.3, RULE))

    return Block(height, draw)


# --- after the workshop -------------------------------------------------------------------------------------------


def _after(job: Job) -> list[Block]:
    words, imprint = job.words(Words), job.kit.words.imprint
    lists = [
        booklet.labelled(one.heading, booklet.checks(one.items), rule=index > 0)
        for index, one in enumerate(words.afterwards)
    ]
    about = [
        booklet.paragraph(one, QUIET, gap=1.6 if index else 0.0)
        for index, one in enumerate((imprint.source, imprint.rendering, imprint.licence))
    ]
    return [
        booklet.opening(words.after),
        booklet.space(4),
        *(block for one in lists for block in one),
        *booklet.labelled(words.records.heading, [_field(one) for one in words.records.items]),
        *booklet.labelled(words.about, about, gap=9),
    ]


def _field(label: Text) -> Block:
    """Return a line to fill in by hand."""
    height, width = line_of(BODY), 44.0

    def draw(page: Page, box: Box) -> None:
        page.text(label, Box(MAIN.x, box.y, width, height), BODY, place="a field to fill in")
        page.line(MAIN.x + width, box.bottom - 0.8, MAIN.right, box.bottom - 0.8, Stroke(0.3, MID))

    return Block(height, draw, gap=3.6)


LAYOUT = Layout("guide", ("A4",), Words, draw, options=Options)
