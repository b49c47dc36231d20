"""The guide's HTML edition: the same words, of the same plan, for reading on a screen or aloud."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from materialgen.look.anatomy import kit_tones, principle_tones
from materialgen.look.room import Labels
from materialgen.plan import clock
from materialgen.web import signs
from materialgen.web.colour import tone
from materialgen.web.markup import Html, bullets, checks, content, element, inline, join, numbers, paragraph
from materialgen.web.page import page
from materialgen.web.room import room
from materialgen.web.timeline import timeline

from . import facts
from .agenda import brackets, stretches
from .words import Options, Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from materialgen.kit.model import Step
    from materialgen.kit.text import Text
    from materialgen.layout import Job


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the page: the part it belongs to, its place, its title, and what stands in it."""

    part: Text
    id: str
    title: Text
    body: Html
    step: Step | None = None


def web(job: Job) -> str:
    """Return the guide as a page."""
    words, kit = job.words(Words), job.kit
    sections = _sections(job)
    body = [
        element("a", inline(words.overview), href="#overview", class_="skip"),
        _header(job),
        element("div", _contents(job, sections), _main(job, sections), class_="columns"),
        _footer(job),
    ]
    title = f"{words.title} – {kit.words.title}"
    tones = [principle_tones(one).strong for one in kit.principles]
    return page(title, kit.language, *body, tones=tones, colour=kit_tones(kit).strong)


def _sections(job: Job) -> list[Section]:
    words = job.words(Words)
    parts = words.parts
    rules = _rules(job)
    return [
        Section(parts.before, "overview", words.overview, _overview(job)),
        Section(parts.before, "before", words.before, _before(job)),
        Section(parts.before, "ready", words.ready, _ready(job)),
        *([Section(parts.before, "rules", words.rules, rules)] if rules else ()),
        *(Section(parts.during, f"step-{one.id}", one.title, _step(job, one), one) for one in job.kit.steps),
        Section(parts.during, "otherwise", words.whatif, _otherwise(job)),
        Section(parts.after, "after", words.after, _after(job)),
    ]


# --- the frame ----------------------------------------------------------------------------------------------------


def _header(job: Job) -> Html:
    words, kit = job.words(Words), job.kit
    figures = [
        element("div", element("dt", inline(name)), element("dd", figure)) for name, figure in facts.figures(job)
    ]
    motif = [element("span", numeral, class_=tone(colour)) for numeral, colour in facts.motif(job)]
    kind = "motif many" if len(motif) > facts.NUMERALS_IN_ROW else "motif"
    return element(
        "header",
        element("h1", inline(words.title)),
        element("p", inline(words.reader), class_="reader"),
        element("p", inline(kit.words.title), class_="workshop"),
        element("p", inline(kit.words.subtitle), class_="subtitle"),
        element("p", *motif, class_=kind, aria_hidden="true") if motif else None,
        element("dl", *figures, class_="figures"),
    )


def _contents(job: Job, sections: Sequence[Section]) -> Html:
    parts = []
    for part in dict.fromkeys(one.part for one in sections):
        links = (element("li", _link(job, one)) for one in sections if one.part is part)
        parts.append(element("div", element("h3", inline(part)), element("ol", *links)))
    heading = element("h2", inline(job.words(Words).contents), id="contents")
    return element("nav", heading, *parts, aria_labelledby="contents")


def _link(job: Job, section: Section) -> Html:
    number = _badge(job, section.step.number) if section.step and section.step.number is not None else None
    return element("a", number, element("span", inline(section.title)), href=f"#{section.id}")


def _badge(job: Job, number: Text) -> Html:
    """Return a step's number, which is read aloud as one."""
    label = element("span", f"{job.kit.words.labels.step} ", class_="aloud")
    return element("span", label, number, element("span", ": ", class_="aloud"), class_="badge")


def _main(job: Job, sections: Sequence[Section]) -> Html:
    words, purpose = job.words(Words), job.kit.words.purpose
    lists = [
        ("purpose", purpose.heading, purpose.points),
        ("role", words.role.heading, words.role.items),
        ("reading", words.reading.heading, words.reading.items),
    ]
    opening = [
        element("section", element("h2", inline(heading), id=name), bullets(items), aria_labelledby=name)
        for name, heading, items in lists
    ]
    made = [element("div", *opening, class_="opening")]
    for number, part in enumerate(dict.fromkeys(one.part for one in sections), 1):
        inside = [_section(job, one) for one in sections if one.part is part]
        name = f"part-{number}"
        made.append(
            element("section", element("h2", inline(part), id=name), join(inside), aria_labelledby=name, class_="part")
        )
    return element("main", join(made))


def _section(job: Job, section: Section) -> Html:
    step = section.step
    number = _badge(job, step.number) if step and step.number is not None else None
    heading = element("h3", number, element("span", inline(section.title)), id=f"{section.id}-title")
    head = element("div", heading, _duration(job, step), class_="head") if step else heading
    kind = "step" if step else "topic"
    return element("section", head, section.body, id=section.id, aria_labelledby=f"{section.id}-title", class_=kind)


def _footer(job: Job) -> Html:
    kit, labels, name = job.kit, job.kit.words.labels, facts.sheet_name(job.document.number, job.sheet)
    edition = f"{labels.edition} {kit.edition} · {job.fingerprint}"
    foot = element("p", inline(kit.words.short_title), " · ", inline(name), " · ", edition)
    heading = element("h2", inline(job.words(Words).about))
    return element("footer", heading, *(paragraph(one) for one in facts.imprint(job)), foot)


# --- what several sections are made of ----------------------------------------------------------------------------


def _headed(heading: Text, *body: Html, class_: str | None = None) -> Html:
    """Return a section under a small heading."""
    return element("section", element("h4", inline(heading)), *body, class_=class_)


def _table(caption: Html, heads: Iterable[Html], rows: Iterable[Html], kind: str) -> Html:
    """Return a table."""
    head = element("thead", element("tr", *heads))
    return element("table", caption, head, element("tbody", *rows), class_=kind)


def _intro(text: Text) -> Html:
    """Return what stands before a table, and tells what it shows."""
    return element("caption", content(text))


def _column(name: Text, class_: str | None = None) -> Html:
    return element("th", element("span", inline(name)), scope="col", class_=class_)


def _row(head: Html, *cells: Html, before: Html | None = None) -> Html:
    """Return a row: its head, cells after it, and perhaps one before it."""
    return element("tr", before, head, *cells)


def _row_head(text: Html) -> Html:
    return element("th", text, scope="row")


def _cell(text: str, class_: str | None = None) -> Html:
    return element("td", text, class_=class_)


def _number_cell(number: Text | None) -> Html:
    return _cell(signs.badge(number) if number is not None else "", "number")


# --- the day ------------------------------------------------------------------------------------------------------


def _overview(job: Job) -> Html:
    words, rows = job.words(Words).agenda, facts.agenda_rows(job)
    start, end = clock(rows[0].start), clock(rows[-1].start)
    drawn = timeline(stretches(rows), brackets(job), words.alt.fill(start=start, end=end))
    said = facts.made_to_fit(job)
    fitted = _headed(job.words(Words).fitted.heading, bullets(said)) if said else ""
    intro = paragraph(words.intro.fill(start=clock(job.plan.agenda[0].start)))
    return join([intro, drawn, _agenda(job, rows), fitted])


def _agenda(job: Job, rows: Sequence[facts.Row]) -> Html:
    words, labels = job.words(Words).agenda, job.kit.words.labels
    in_rounds = bool(facts.rounds(job))
    heads = [
        _column(words.time),
        _column(words.step),
        _column(words.what),
        *([_column(words.round, "long")] if in_rounds and words.round else ()),
        _column(labels.who, "long"),
        _column(words.minutes, "amount"),
    ]
    caption = element("caption", inline(job.words(Words).overview), class_="aloud")
    return _table(caption, heads, (_agenda_row(job, one, in_rounds=in_rounds) for one in rows), "agenda")


def _agenda_row(job: Job, row: facts.Row, *, in_rounds: bool) -> Html:
    step, minutes = row.step, row.end - row.start
    turn = row.slot.round if row.slot else None
    what = element("a", inline(row.what), href=f"#step-{step.id}") if step else inline(row.what)
    turns = [inline(facts.round_name(job, turn)) if turn else Html()] if in_rounds else []
    doing = inline(facts.who(job, step.who)) if step else Html()
    short = join((one for one in (doing, *turns) if one), " · ")  # where there is no room for columns of their own
    return element(
        "tr",
        _row_head(signs.time(row.start)),
        _number_cell(step.number if step else None),
        element("td", what, element("span", short, class_="short") if short else None),
        *(_cell(one, "long") for one in (*turns, doing)),
        _cell(signs.minutes(minutes, str(minutes)) if minutes else "", "amount"),
        class_=None if step else "quiet",
    )


# --- before the workshop ------------------------------------------------------------------------------------------


def _before(job: Job) -> Html:
    pack = job.words(Words).pack
    lists = [_headed(heading, checks(items)) for heading, items in facts.checklists(job)]
    needed = facts.tools(job)
    packed = [paragraph(pack.text), *([bullets(needed, "packed")] if needed else ())]
    return join([*lists, _headed(pack.heading, *packed)])


def _ready(job: Job) -> Html:
    words = job.words(Words)
    said = words.room
    labels = Labels(said.wall, said.table, said.tables, said.seats, said.side, said.door, said.way, said.leader)
    drawn = room(job.plan.group.seating, labels, facts.room_alt(job))
    return join([drawn, _headed(said.heading, bullets(said.items)), _sheets(job)])


def _sheets(job: Job) -> Html:
    words, agenda = job.words(Words).sheets, job.words(Words).agenda
    heads = [_column(agenda.step), _column(agenda.what), _column(words.sheets)]
    rows = [
        _row(_row_head(inline(name)), _cell(bullets(names, "listed")), before=_number_cell(number))
        for number, name, names in facts.sheet_rows(job)
    ]
    return _headed(words.heading, _table(_intro(words.intro), heads, rows, "sheets"))


# --- rules --------------------------------------------------------------------------------------------------------


def _rules(job: Job) -> Html:
    words = job.words(Words)
    dots = _headed(words.dots.heading, bullets(facts.dot_rules(job))) if words.dots else ""
    principles = _principles(job) if words.principles and job.kit.principles else ""
    lengths = _lengths(job) if words.lengths and job.options(Options).lengths else ""
    return join(one for one in (dots, principles, lengths) if one)


def _principles(job: Job) -> Html:
    words, labels = job.words(Words).principles, job.kit.words.labels
    if words is None:
        return Html()
    counts = facts.principle_counts(job, words)
    heads = [_column(words.number), _column(labels.principle), *(_column(title, "amount") for title, _ in counts)]
    rows = [
        _row(
            _row_head(content(facts.about(one))),
            *(_cell(str(amounts[index]), "amount") for _, amounts in counts),
            before=_cell(signs.badge(str(one.number), tone(principle_tones(one).strong)), "number"),
        )
        for index, one in enumerate(job.kit.principles)
    ]
    return _headed(words.heading, _table(_intro(facts.principles_intro(job, words)), heads, rows, "principles"))


def _lengths(job: Job) -> Html:
    words, agenda = job.words(Words).lengths, job.words(Words).agenda
    if words is None:
        return Html()
    names, rows = facts.lengths(job, words)
    heads = [_column(agenda.step), _column(agenda.what), *(_column(one, "amount") for one in names)]
    made = [
        _row(_row_head(inline(name)), *(_cell(one, "amount") for one in texts), before=_number_cell(number))
        for number, name, texts in rows
    ]
    table = _table(_intro(words.intro), heads, made, "lengths")
    wide = element("div", table, class_="wide", tabindex=0, role="group", aria_label=words.heading)
    return _headed(words.heading, wide)


# --- a step -------------------------------------------------------------------------------------------------------


def _duration(job: Job, step: Step) -> Html:
    """Return clock, minutes and who, which stand at the right of a step's heading."""
    return element(
        "p",
        signs.face(step.minutes),
        element("strong", signs.minutes(step.minutes, facts.minutes_of(job, step))),
        " ",
        element("span", inline(facts.who(job, step.who))),
        class_="duration",
    )


def _step(job: Job, step: Step) -> Html:
    labels, guide = job.words(Words).labels, step.guide
    lists = [
        (labels.lead, guide.lead, numbers(guide.lead), "lead"),
        (labels.say, guide.say, bullets(guide.say, "quotes"), "say"),
        (labels.watch, guide.watch, bullets(guide.watch), "watch"),
        (labels.trouble, guide.trouble, bullets(facts.troubles(step)), "trouble"),
    ]
    aside = [_facts(job, step), _participants(job, step)]
    if guide.write:
        aside.append(_headed(labels.write, bullets(guide.write)))
    return join(
        [
            paragraph(step.purpose, "purpose"),
            element("div", join(aside), class_="aside"),
            element(
                "div", *(_headed(name, made, class_=kind) for name, items, made, kind in lists if items), class_="do"
            ),
        ]
    )


def _facts(job: Job, step: Step) -> Html:
    """Return when the step takes place, with which sheets and which tools."""
    labels = job.words(Words).labels
    when = [_turn(slot.start, slot.end, turn) for slot, turn in facts.turns(job, step)]
    notes = [inline(one) for one in facts.time_notes(job, step)]
    rows = [
        (labels.time, [*when, *notes]),
        (labels.sheets, [inline(facts.sheet_name(number, one)) for number, one in facts.sheets_of(job, step)]),
        (job.kit.words.labels.needed, [inline(facts.tool(job, one)) for one in step.tools]),
    ]
    return element(
        "dl",
        *(
            element("div", element("dt", inline(name)), *(element("dd", one) for one in values))
            for name, values in rows
            if values
        ),
    )


def _turn(start: int, end: int, turn: Text | None) -> Html:
    return join((signs.span(start, end), *((" (", inline(turn), ")") if turn else ())), "")


def _participants(job: Job, step: Step) -> Html:
    """Return what the sheet tells the participants to do."""
    parts = [
        element(
            "section",
            element("h5", inline(one.title)),
            element("p", inline(facts.part_time(job, one)), class_="who"),
            numbers(one.do),
        )
        for one in step.parts
    ]
    own = [numbers(step.do)] if step.do else []
    return _headed(job.words(Words).labels.participants, *own, *parts) if own or parts else Html()


# --- what can turn out otherwise, and afterwards ------------------------------------------------------------------


def _otherwise(job: Job) -> Html:
    lists = (_headed(one.heading, bullets(one.items)) for one in job.words(Words).whatifs)
    return element("div", *lists, class_="cards")


def _after(job: Job) -> Html:
    words = job.words(Words)
    lists = [_headed(one.heading, checks(one.items)) for one in words.afterwards]
    records = _headed(words.records.heading, bullets(words.records.items, "records"))
    return join([*lists, records])
