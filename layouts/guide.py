"""Moderator's guide: cover, contents, the day by the clock, the room, a page for each step, what-ifs, what follows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby, pairwise, zip_longest
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from materialgen.draw import Stroke
from materialgen.geometry import A4, Box
from materialgen.kit.marks import Sometimes
from materialgen.kit.schema import Aside, Few, Minutes, Model, Rounds, SheetWords
from materialgen.kit.text import Text, compose
from materialgen.layout import Layout
from materialgen.look import booklet, flow, room, sender, signs, table
from materialgen.look import type as scale
from materialgen.look.anatomy import kit_tones, principle_tones
from materialgen.look.booklet import BODY, MAIN, QUIET, SMALL_BADGE, STRONG, line_of, small_badge
from materialgen.look.colour import GREY, INK, NEUTRAL
from materialgen.look.flow import AREA, THIN, Block, Group, Placed
from materialgen.look.table import Cell, Column
from materialgen.look.timeline import Bracket, Stretch, timeline
from materialgen.plan import clock
from materialgen.plan.length import in_length
from materialgen.problems import Problem
from materialgen.typeset import Style, Weight, common_size, strong

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from materialgen.draw import Document, Page
    from materialgen.kit.model import Kit, Part, Principle, SheetSpec, Step
    from materialgen.layout import Job
    from materialgen.plan import Fitted, Slot
    from materialgen.typeset import RGB

NOTES = 34.0
"""The least free height under a step, mm, that becomes room for the moderator's own notes."""
ASIDE = booklet.SIDE.left(56.0)
"""The column beside a step's text."""
PADS = (1.7, 1.1, 0.6)
"""White over and under a row of the agenda, mm: a long day stands closer, so that it is seen at a glance."""
GAPS = (booklet.ROW_GAP, 4.2, 2.4)
"""White between the sections beside a step's text, mm: less where many rounds would send the last to another page."""
STEP = 16.0
"""The width of a column with the steps' numbers, mm."""
NAME = 72.0
"""The width of a column with the steps' names, mm."""
FOR_PREPARING = frozenset({"print_list", "guide"})
"""The layouts of sheets that no participant sees."""
LENGTH = 27.0
"""The width of a column of the table of lengths, mm."""
NUMERALS = 106.0
"""From the top of the cover's numerals to its foot, mm."""
NUMERALS_IN_ROW = 8
"""More numerals than these take further rows."""


class LengthFacts(Model):
    """Another length that the workshop can have.

    Attributes:
        minutes: At the most.
        rounds: How many principles are worked through.
    """

    minutes: Minutes
    rounds: Rounds = 1


class Options(Model):
    """The guide's options.

    Attributes:
        lengths: Other lengths of the workshop, in a table with the minutes of each step.
    """

    lengths: Annotated[list[LengthFacts], Field(max_length=4)] = Field(default_factory=list)


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
    principles: Annotated[Text | None, Sometimes("if the kit has principles")] = None
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
        round: Heads the rounds: which of the chosen principles it is; leave it out if no step has rounds.
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
    round: Annotated[Text | None, Sometimes("for a step that has rounds")] = None
    minutes: Text
    rounds: Annotated[list[Text], Sometimes("for as many rounds as there are")] = Field(default_factory=list)
    setup: Text
    pause: Annotated[Text, Sometimes("if there is a break")]
    end: Text


class FittedWords(Model):
    """What was done to make the day fit, and how the tables divide the work.

    Attributes:
        heading: Heads it.
        slack: So many ``{minutes}`` of slack are gone from the steps.
        shorter: Besides, steps are so many ``{minutes}`` shorter.
        spare: So many ``{minutes}`` are left between the end of the last step and ``{end}``.
        left_out: There is no time for ``{count}`` of the principles that were asked for; this and what follows is
            needed if steps are done for each principle.
        shared: The tables share the principles between them.
        shares: These ``{tables}`` work on these ``{principles}``, chosen beforehand.
        shares_voted: These ``{tables}`` work on the principles that take these ``{places}`` in the vote.
    """

    heading: Text
    slack: Text
    shorter: Text
    spare: Text
    left_out: Annotated[Text | None, Sometimes("for a kit with rounds")] = None
    shared: Annotated[Text | None, Sometimes("for a kit with rounds")] = None
    shares: Annotated[Text | None, Sometimes("for a kit with rounds")] = None
    shares_voted: Annotated[Text | None, Sometimes("for a kit with rounds")] = None


class RoomWords(Model):
    """The room: a picture of it, and how it is set up.

    Attributes:
        heading: Heads it.
        alt: The picture's alternative text, read aloud by screen readers; ``{tables}``, ``{seats}`` (at the most) and
            ``{participants}`` are filled in.
        wall: What hangs on the wall, from the left.
        table: Names a table; ``{number}`` is filled in.
        tables: Names tables that are alike, where there are too many to draw each; ``{count}`` is filled in.
        seats: How many ``{seats}`` a table has.
        side: What lies on the side table.
        door: The door.
        way: What is kept clear.
        leader: Where the moderator stands.
        items: How the room is set up.
    """

    heading: Text
    alt: Text
    wall: Annotated[list[Text], Field(max_length=4)]
    table: Annotated[Text, Sometimes("where there is room for it")]
    tables: Annotated[Text, Sometimes("for many tables")]
    seats: Annotated[Text, Sometimes("where there is room for it")]
    side: Text
    door: Text
    way: Text
    leader: Text
    items: list[Text]


class SheetTableWords(Model):
    """The table that says which sheets each step needs.

    Attributes:
        heading: Its heading.
        intro: Stands before it.
        sheets: Heads the sheets.
        copies: A sheet with so many copies in all; ``{sheet}`` and ``{copies}`` are filled in.
        always: Names what belongs to no single step.
    """

    heading: Text
    intro: Text
    sheets: Text
    copies: Annotated[Text, Sometimes("for sheets with several copies")]
    always: Text


class LengthWords(Model):
    """The table of other lengths, in minutes for each step.

    Attributes:
        heading: Its heading.
        intro: Stands before it.
        hours: A length in whole ``{hours}``.
        hours_minutes: A length in ``{hours}`` and ``{minutes}``.
        minutes: A length in ``{minutes}``.
        pauses: Names the row of breaks.
        rounds: Names the row that says how many principles are worked through; this and what follows is needed if steps
            are done for each principle.
        times: The minutes of a step that is done in several rounds: ``{rounds}`` and ``{minutes}`` are filled in.
    """

    heading: Text
    intro: Text
    hours: Annotated[Text, Sometimes("for such a length")]
    hours_minutes: Annotated[Text, Sometimes("for such a length")]
    minutes: Annotated[Text, Sometimes("for such a length")]
    pauses: Annotated[Text, Sometimes("if there is a break")]
    rounds: Annotated[Text | None, Sometimes("for a kit with rounds")] = None
    times: Annotated[Text | None, Sometimes("for several rounds")] = None


class PrincipleWords(Model):
    """The table of principles.

    Attributes:
        heading: Its heading.
        intro: Stands before it.
        chosen: Stands there instead if the principles are chosen beforehand.
        number: Heads the numbers.
        questions: Heads the number of questions; leave it out if no principle has any.
        actions: Heads the number of actions; leave it out if no question has any.
    """

    heading: Text
    intro: Annotated[Text, Sometimes("if the principles are not chosen beforehand")]
    chosen: Annotated[Text, Sometimes("if the principles are chosen beforehand")]
    number: Text
    questions: Annotated[Text | None, Sometimes("if principles have questions")] = None
    actions: Annotated[Text | None, Sometimes("if questions have actions")] = None


class StepLabels(Model):
    """The labels on a step's page.

    Attributes:
        time: Labels the time.
        slack: How many ``{minutes}`` no part of the step takes.
        shorter: By how many ``{minutes}`` the step is shorter than it should be.
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
    shorter: Text
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
        role: What the moderator does, and does not.
        reading: How to read the guide.
        overview: Heads the agenda.
        agenda: The agenda.
        fitted: What was done to make the day fit.
        before: Heads what is done before.
        checklists: What is done before; ``{time}`` of the setting up is filled in in the headings.
        pack: What to pack: the tools of the steps are listed, and this stands over them.
        ready: Heads the section about the room and the sheets.
        room: The room.
        sheets: The table that says which sheets each step needs.
        rules: Heads the section about the rules.
        lengths: The table of other lengths; needed if the sheet has the option.
        principles: The table of principles; leave it out if the kit has none.
        dots: The rules for dots; ``{votes}``, ``{all_votes}``, ``{most}`` and ``{triangles}`` are filled in;
            leave it out if the kit has none.
        labels: The labels on a step's page.
        whatif: Heads the section about what to do when things turn out otherwise.
        whatifs: What can turn out otherwise, and what to do then.
        after: Heads what is done afterwards.
        afterwards: What is done afterwards.
        records: Lines to fill in.
        about: Heads the imprint.
    """

    reader: Text
    group: GroupWords
    contents: Text
    parts: PartWords
    role: ListWords
    reading: ListWords
    overview: Text
    agenda: AgendaWords
    fitted: Annotated[FittedWords, Sometimes("for a day that is made to fit, or tables that share the principles")]
    before: Text
    checklists: list[Checklist]
    pack: Aside
    ready: Text
    room: RoomWords
    sheets: SheetTableWords
    rules: Annotated[Text, Sometimes("if the kit has dots, principles or other lengths")]
    lengths: Annotated[LengthWords | None, Sometimes("if there are other lengths", option="lengths")] = None
    principles: Annotated[PrincipleWords | None, Sometimes("if the kit has principles")] = None
    dots: Annotated[ListWords | None, Sometimes("if the kit has dots")] = None
    labels: Annotated[StepLabels, Sometimes("for steps that have it")]
    whatif: Text
    whatifs: Few[ListWords]
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
    _require(job, doc)
    if doc.problems:
        return
    sections = _sections(job)
    numbers = _page_numbers(job, sections)
    _cover(job, doc)
    contents = flow.draw_pages(doc, flow.paginate(_contents(job, sections, numbers)))
    doc.bookmark(contents[0], AREA.y, str(job.words(Words).contents))
    part = None
    for index, section in enumerate(sections):
        page = flow.draw_pages(doc, section.pages)[0]
        doc.destination(_target(index), page, AREA.y)
        if section.part is not part:
            part = section.part
            doc.bookmark(page, AREA.y, str(part))
        doc.bookmark(page, AREA.y, _entry(job, section), 1)


def _require(job: Job, doc: Document) -> None:
    """Report the words that the kit's steps and the sheet's options ask for and the sheet has not."""
    words, lengths = job.words(Words), bool(job.options(Options).lengths)
    wanted: list[tuple[str, Text | LengthWords | None]] = [("lengths", words.lengths)] if lengths else []
    if job.kit.in_rounds:
        fitted = words.fitted
        names = ("left_out", "shared", "shares", "shares_voted")
        wanted += [(f"fitted: {name}", getattr(fitted, name)) for name in names]
        if words.lengths and lengths:
            wanted += [("lengths: rounds", words.lengths.rounds), ("lengths: times", words.lengths.times)]
    for name, said in wanted:
        if said is None:
            message, hint = f"the key '{name}' is missing", f"add '{name}:' to the sheet's words"
            doc.problems.append(Problem("missing-key", message, words.title.where, hint))


def _sections(job: Job) -> list[Section]:
    words = job.words(Words)
    parts = words.parts
    front = [
        Section(parts.before, words.overview, flow.paginate(_overview(job))),
        Section(parts.before, words.before, flow.paginate(_before(job))),
        Section(parts.before, words.ready, flow.paginate(_ready(job))),
    ]
    rules = _rules(job)
    if rules:
        front.append(Section(parts.before, words.rules, flow.paginate(rules)))
    steps = [Section(parts.during, step.title, _step(job, step), step) for step in job.kit.steps]
    otherwise = Section(parts.during, words.whatif, flow.paginate(_otherwise(job)))
    return [*front, *steps, otherwise, Section(parts.after, words.after, flow.paginate(_after(job)))]


def _page_numbers(job: Job, sections: Sequence[Section]) -> list[int]:
    """Return the first page of each section; the table of contents is as long whatever numbers it shows."""
    contents = flow.paginate(_contents(job, sections, [0] * len(sections)))
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
        sender.cover(page, job.plan, AREA)
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
    """Draw the numerals of the principles, or of the steps, in rows: a motif, told in words further on."""
    tones = kit_tones(kit)
    steps = [(str(step.number), tones) for step in kit.steps if step.number is not None]
    motif = [(str(one.number), principle_tones(one)) for one in kit.principles] or steps
    if not motif:
        return
    texts = [text for text, _ in motif]
    rows = -(-len(texts) // NUMERALS_IN_ROW)
    each = -(-len(texts) // rows)
    places = [place for row in box.rows(rows) for place in row.columns(each, 5)][: len(texts)]
    boxes = [place.below(5) for place in places]
    size = common_size(list(zip(texts, boxes, strict=True)), _NUMERAL)
    bearing = 0.0118 * size  # what the font leaves free at a numeral's left, so that its ink begins under the line
    for (text, numeral_tones), place in zip(motif, boxes, strict=True):
        colour = numeral_tones.strong
        page.line(place.x, place.y - 5, place.right, place.y - 5, Stroke(0.9, colour))
        style = _NUMERAL.at(size).but(colour=colour)
        page.text(text, place.moved(-bearing, 0), style, role=None, place="the cover's numerals")


_NUMERAL = Style("cover numeral", (130, 100, 80, 60, 48, 40, 34), Weight.BOLD, 1.0, INK, tracking=-0.03)


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
        group = Group("TOC")
        entries = [
            _contents_entry(section, number, _target(index), group)
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
    head = [
        booklet.opening(job.words(Words).overview),
        booklet.paragraph(words.intro.fill(start=start), column=booklet.WIDE, gap=5),
        _timeline(job, rows),
    ]
    tries = [[*head, *booklet.gapped(_agenda(job, rows, pad), 5), *_fitted(job)] for pad in PADS]
    return next((one for one in tries if len(flow.paginate(one)) == 1), tries[0])


def _fitted(job: Job) -> list[Block]:
    """Return what was done to make the day fit, and how the tables divide the work."""
    words, plan = job.words(Words).fitted, job.plan
    fitted, group = plan.fitted, plan.group
    notes = [
        (plan.left_out, words.left_out and words.left_out.fill(count=plan.left_out)),
        (fitted.dropped, words.slack.fill(minutes=fitted.dropped)),
        (fitted.shortened, words.shorter.fill(minutes=fitted.shortened)),
        (fitted.spare, words.spare.fill(minutes=fitted.spare, end=group.end)),
        (group.share, words.shared),
    ]
    said = [*(text for needed, text in notes if needed and text), *_shares(job)]
    return booklet.labelled(words.heading, booklet.bullets(said), rule=False) if said else []


def _shares(job: Job) -> list[Text]:
    """Return which principles each table works on, where the tables share them."""
    group, words = job.plan.group, job.words(Words).fitted
    said = words.shares if group.chosen else words.shares_voted
    if said is None or not group.share:
        return []
    tables: dict[tuple[int, ...], list[str]] = {}
    for number, places in enumerate(group.shares, 1):
        tables.setdefault(places, []).append(str(number))
    return [_shared(job, said, numbers, places) for places, numbers in tables.items() if places]


def _shared(job: Job, said: Text, tables: Sequence[str], places: Sequence[int]) -> Text:
    kit = job.kit
    together = ", ".join(tables)
    if not job.plan.group.chosen:
        return said.fill(tables=together, places=", ".join(map(str, places)))
    names = [f"{kit.words.labels.principle} {kit.principles[place - 1].number}" for place in places]
    return said.fill(tables=together, principles=", ".join(names))


def _agenda_rows(job: Job) -> list[Row]:
    words, agenda = job.words(Words).agenda, job.plan.agenda
    setup = job.plan.setup
    slots = [Row(one.start, one.step.title if one.step else words.pause, one) for one in agenda]
    return [Row(setup, words.setup), *slots, Row(agenda[-1].end, words.end)]


def _agenda(job: Job, rows: Sequence[Row], pad: float) -> list[Block]:
    words, labels = job.words(Words).agenda, job.kit.words.labels
    round_width = 28 if _rounds(job) else 0
    columns = [
        Column(words.time, 24),
        Column(words.step, 16),
        Column(words.what, 104 - round_width),
        *([Column(words.round or "", round_width)] if round_width else ()),
        Column(labels.who, 26),
        Column(words.minutes, 16, "right"),
    ]
    ends = [*(row.start for row in rows[1:]), rows[-1].start]
    cells = [_agenda_cells(job, row, end - row.start) for row, end in zip(rows, ends, strict=True)]
    return table.table(columns, cells, least=SMALL_BADGE + 2 * pad - 0.6, pad=pad)


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
    return lambda page, box: small_badge(page, number, box.left(SMALL_BADGE), colour)


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
    stretches = [
        Stretch(
            row.start, following.start, row.slot.step.number if row.slot and row.slot.step else None, row.slot is None
        )
        for row, following in pairwise(rows)
        if row.slot is None or row.slot.step is not None
    ]
    brackets = []
    for number, start, end in _rounds(job):
        name = _round(job, number)
        full = [compose(f"{words.round}: {name}", words.round, name)] if words.round else []
        brackets.append(Bracket(start, end, [*full, name]))
    return timeline(stretches, brackets, words.alt.fill(start=clock(rows[0].start), end=clock(rows[-1].start)))


def _rounds(job: Job) -> list[tuple[int, int, int]]:
    """Return the stretches of work with one of the chosen principles: its number, when it begins and when it ends."""
    result = []
    steps = (slot for slot in job.plan.agenda if slot.step is not None)
    for number, run in groupby(steps, key=lambda slot: slot.round):
        slots = list(run)
        if number is not None:
            result.append((number, slots[0].start, slots[-1].end))
    return result


# --- before the workshop ------------------------------------------------------------------------------------------


def _before(job: Job) -> list[Block]:
    words = job.words(Words)
    setup = clock(job.plan.setup)
    lists = [
        booklet.labelled(one.heading.fill(time=setup), booklet.checks(one.items), rule=index > 0)
        for index, one in enumerate(words.checklists)
    ]
    used = dict.fromkeys(tool for step in job.kit.steps for tool in step.tools)
    tools = [_tool(job, one) for one in used]
    pack = [
        booklet.paragraph(words.pack.text, keep=bool(tools)),
        *booklet.gapped(booklet.side_by_side(booklet.bullets, tools), 1.6),
    ]
    return [
        booklet.opening(words.before),
        booklet.space(4),
        *(block for one in lists for block in one),
        *booklet.labelled(words.pack.heading, pack),
    ]


def _tool(job: Job, tool: str) -> Text:
    """Return a tool's name as it begins a line."""
    name = job.kit.tools[Text(tool)]
    return name.at(name[:1].upper() + name[1:])


def _ready(job: Job) -> list[Block]:
    """Return the room as a picture and in words, and the sheets of each step."""
    words = job.words(Words)
    return [
        booklet.opening(words.ready),
        booklet.space(5),
        _room(job),
        *booklet.labelled(words.room.heading, booklet.bullets(words.room.items), gap=6, rule=False),
        *_sheet_table(job),
    ]


def _room(job: Job) -> Block:
    words, plan = job.words(Words).room, job.plan
    labels = room.Labels(
        words.wall, words.table, words.tables, words.seats, words.side, words.door, words.way, words.leader
    )
    group = plan.group
    alt = words.alt.fill(tables=group.tables, seats=plan.seats, participants=group.participants)
    return room.room(group.seating, labels, alt)


def _sheet_table(job: Job) -> list[Block]:
    """Return the sheets of each step, and those that belong to none."""
    words, kit = job.words(Words).sheets, job.kit
    columns = _step_columns(job, [Column(words.sheets, AREA.w - STEP - NAME)])
    rows = [(step.number, step.title, _sheets_of(job, step)) for step in kit.steps]
    rows.append((None, words.always, _sheets_of(job, None)))
    cells = [[*_step_cells(number, name), _list_cell(job, sheets)] for number, name, sheets in rows if sheets]
    body = booklet.gapped(table.table(columns, cells), 3)
    return [*booklet.labelled(words.heading, [booklet.paragraph(words.intro, keep=True)]), *body]


def _step_columns(job: Job, others: Sequence[Column]) -> list[Column]:
    """Return the columns of a table whose rows are steps: number, name, others."""
    words = job.words(Words).agenda
    name = AREA.w - STEP - sum(one.width for one in others)
    return [Column(words.step, STEP), Column(words.what, name), *others]


def _step_cells(number: Text | None, name: Text) -> list[Cell]:
    return [Cell(draw=_badge(number)) if number is not None else Cell(), Cell(name, head=True)]


def _sheets_of(job: Job, step: Step | None) -> list[tuple[int, SheetSpec]]:
    """Return the sheets of a step, or of none, with their numbers; but those for whoever prepares the workshop."""
    ours = step.id if step else None
    return [
        (number, one)
        for number, one in enumerate(job.kit.sheets)
        if (one.step.id if one.step else None) == ours and one.layout not in FOR_PREPARING
    ]


def _list_cell(job: Job, sheets: Sequence[tuple[int, SheetSpec]]) -> Cell:
    """Return a cell with the names of sheets and how many copies of each there are."""
    words = job.words(Words).sheets
    names = []
    for number, sheet in sheets:
        copies = job.plan.copies_of(sheet)
        name = compose(f"{number:02d}\u00a0{sheet.words.name}", sheet.words.name)
        names.append(words.copies.fill(sheet=name, copies=copies) if copies > 1 else name)
    return Cell(compose(" · ".join(names), *names))


def _rules(job: Job) -> list[Block]:
    """Return the rules for dots, the principles, and the other lengths that the workshop can have, if any."""
    words, kit = job.words(Words), job.kit
    filled = [
        one.fill(
            votes=kit.dots.votes,
            all_votes=kit.dots.votes * job.plan.group.participants,
            most=kit.personal_dots,
            triangles=kit.dots.triangles,
        )
        for one in (words.dots.items if words.dots else ())
    ]
    dots = booklet.labelled(words.dots.heading, booklet.bullets(filled), rule=False) if words.dots else []
    principles = _principles(job, words.principles, rule=bool(dots)) if words.principles and kit.principles else []
    rule = bool(dots or principles)
    lengths = _lengths(job, words.lengths, rule=rule) if words.lengths and job.options(Options).lengths else []
    told = [*dots, *principles, *lengths]
    return [booklet.opening(words.rules), booklet.space(4), *told] if told else []


def _principles(job: Job, words: PrincipleWords, *, rule: bool) -> list[Block]:
    """Return the table of principles; what none of them has gets no column.

    Args:
        job: What is drawn.
        words: Its words.
        rule: Whether a line parts it from what stands over it.
    """
    principles = job.kit.principles
    every = [
        (words.questions, [len(one.questions) for one in principles]),
        (words.actions, [sum(len(question.actions) for question in one.questions) for one in principles]),
    ]
    counts = [(title, numbers) for title, numbers in every if title is not None and any(numbers)]
    name = Column(job.kit.words.labels.principle, AREA.w - 22 - 24 * len(counts))
    columns = [Column(words.number, 22), name, *(Column(title, 24, "right") for title, _ in counts)]
    rows = [
        [
            Cell(draw=_badge(str(one.number), principle_tones(one).strong)),
            Cell(_about(one), head=True),
            *(Cell(str(numbers[index])) for _, numbers in counts),
        ]
        for index, one in enumerate(principles)
    ]
    overview = booklet.gapped(table.table(columns, rows, least=8.0), 4)
    if any(one.about is not None for one in principles):  # read aloud and compared, so they stand on one page
        overview = [replace(one, keep=True) for one in overview[:-1]] + overview[-1:]
    intro = words.chosen if job.plan.group.chosen else words.intro
    return [*booklet.labelled(words.heading, [booklet.paragraph(intro, keep=True)], rule=rule), *overview]


def _lengths(job: Job, words: LengthWords, *, rule: bool) -> list[Block]:
    """Return the minutes of each step in other lengths of the workshop; ``rule`` as for the principles."""
    options = job.options(Options).lengths
    made = [in_length(job.plan, one.minutes, one.rounds) for one in options]
    columns = [Column(_length(words, one.slots[-1].end), LENGTH, "right") for one in made]
    pauses = [sum(slot.minutes for slot in one.slots if slot.step is None) for one in made]
    rows = [
        (step.number, step.title, [_minutes(words, one, index) for one in made])
        for index, step in enumerate(job.kit.steps)
    ]
    if job.kit.in_rounds and words.rounds:
        rows.insert(0, (None, words.rounds, [str(one.rounds) for one in made]))
    if any(pauses):
        rows.append((None, words.pauses, [str(one) for one in pauses]))
    cells = [[*_step_cells(number, name), *map(Cell, texts)] for number, name, texts in rows]
    body = booklet.gapped(table.table(_step_columns(job, columns), cells), 4)
    return [*booklet.labelled(words.heading, [booklet.paragraph(words.intro, keep=True)], rule=rule), *body]


def _length(words: LengthWords, minutes: int) -> Text:
    hours, rest = divmod(minutes, 60)
    if not hours:
        return words.minutes.fill(minutes=rest)
    return words.hours_minutes.fill(hours=hours, minutes=rest) if rest else words.hours.fill(hours=hours)


def _minutes(words: LengthWords, fitted: Fitted, index: int) -> str:
    """Return the minutes of a step; a step that is done in rounds says how often."""
    step = fitted.steps[index]
    if step.per_principle and fitted.rounds > 1 and words.times:
        return words.times.fill(rounds=fitted.rounds, minutes=step.minutes)
    return str(step.minutes)


def _about(principle: Principle) -> Text:
    """Return a principle's name, and what it means where it has words for that."""
    if principle.about is None:
        return principle.name
    return compose(f"{strong(principle.name)}\n{principle.about}", principle.name, principle.about)


# --- a step -------------------------------------------------------------------------------------------------------


def _step(job: Job, step: Step) -> list[list[Placed]]:
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
    pages = [[*left, *right] for left, right in zip_longest(side, main, fillvalue=())]
    return [[*opening, *pages[0]], *pages[1:]]


def _side(job: Job, step: Step, gap: float) -> list[Block]:
    labels, guide = job.words(Words).labels, step.guide
    return [
        *_facts(job, step, min(gap / 2, 2.6)),
        *booklet.headed(labels.participants, _participants(job, step), column=ASIDE, gap=gap),
        *booklet.headed(labels.write, booklet.bullets(guide.write, column=ASIDE), column=ASIDE, gap=gap),
    ]


def _main(job: Job, step: Step) -> list[Block]:
    labels, guide = job.words(Words).labels, step.guide
    trouble = [compose(f"{strong(one.problem)} {one.answer}", one.problem, one.answer) for one in guide.trouble]
    return [
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


def _facts(job: Job, step: Step, gap: float) -> list[Block]:
    """Return when the step takes place, with which sheets and which tools."""
    labels, kit = job.words(Words).labels, job.kit
    times = [booklet.paragraph(one, column=ASIDE, gap=0) for one in _times(job, step)]
    slack = _slack(step)
    if slack:
        times.append(booklet.paragraph(labels.slack.fill(minutes=slack), QUIET, column=ASIDE, gap=0))
    lost = job.plan.fitted.lost(step)
    if lost:
        times.append(booklet.paragraph(labels.shorter.fill(minutes=lost), QUIET, column=ASIDE, gap=0))
    sheets = [(number, one.words.name) for number, one in _sheets_of(job, step)]
    listed = [compose(f"{number:02d}\u00a0{name}", name) for number, name in sheets]
    tools = [_tool(job, one) for one in step.tools]
    rows = [
        (labels.time, times),
        (labels.sheets, booklet.plain(listed, column=ASIDE)),
        (kit.words.labels.needed, booklet.plain(tools, column=ASIDE)),
    ]
    return [
        block
        for index, (label, blocks) in enumerate(rows)
        for block in booklet.headed(label, blocks, column=ASIDE, gap=gap if index else 0.0, style=STRONG)
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


def _notes(job: Job, top: float) -> list[Placed]:
    """Return lines for the moderator's own notes, from ``top`` to the foot of a page."""
    heading = job.words(Words).labels.notes
    lines = AREA.h - top - booklet.ROW_GAP - line_of(booklet.LABEL) - booklet.HEADING_GAP
    blocks = booklet.headed(heading, [booklet.writing_lines(lines, job.kit.words.labels.write_alt)])
    return flow.paginate([booklet.space(top), *blocks])[0][1:]


# --- what can turn out otherwise ----------------------------------------------------------------------------------


def _otherwise(job: Job) -> list[Block]:
    words = job.words(Words)
    lists = [
        booklet.together(booklet.labelled(one.heading, booklet.bullets(one.items), rule=index > 0))
        for index, one in enumerate(words.whatifs)
    ]
    return [booklet.opening(words.whatif), booklet.space(4), *(block for one in lists for block in one)]


# --- after the workshop -------------------------------------------------------------------------------------------


def _after(job: Job) -> list[Block]:
    words, imprint = job.words(Words), job.kit.words.imprint
    lists = [
        booklet.labelled(one.heading, booklet.checks(one.items), rule=index > 0)
        for index, one in enumerate(words.afterwards)
    ]
    about = [
        booklet.paragraph(one, QUIET, gap=1.6 if index else 0.0)
        for index, one in enumerate((*sender.about(job.plan), imprint.source, imprint.rendering, imprint.licence))
    ]
    return [
        booklet.opening(words.after),
        booklet.space(4),
        *(block for one in lists for block in one),
        *booklet.labelled(words.records.heading, booklet.fields(words.records.items, job.kit.words.labels.write_alt)),
        *booklet.labelled(words.about, about),
    ]


LAYOUT = Layout("guide", ("A4",), Words, draw, options=Options)
