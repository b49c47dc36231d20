"""What the guide tells of the plan, in the kit's words: the same on paper and on the screen."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from materialgen.kit.text import Text, compose
from materialgen.look import sender
from materialgen.look.anatomy import kit_tones, principle_tones
from materialgen.plan import clock
from materialgen.plan.length import in_length
from materialgen.typeset import strong

from .words import Options, Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from materialgen.kit.model import Part, Principle, SheetSpec, Step
    from materialgen.layout import Job
    from materialgen.plan import Fitted, Slot
    from materialgen.typeset import RGB

    from .words import LengthWords, PrincipleWords

FOR_PREPARING = frozenset({"print_list", "guide"})
"""The layouts of sheets that no participant sees."""
NUMERALS_IN_ROW = 8
"""More numerals than these take further rows on the cover."""


# --- cover --------------------------------------------------------------------------------------------------------


def figures(job: Job) -> list[tuple[Text, str]]:
    """Return the group's figures and the edition, with what they are called."""
    group, words = job.plan.group, job.words(Words).group
    return [
        (words.participants, str(group.participants)),
        (words.tables, str(group.tables)),
        *([(words.principles, str(group.principles))] if words.principles else ()),
        (words.start, group.start),
        (job.kit.words.labels.edition, job.kit.edition),
    ]


def motif(job: Job) -> list[tuple[str, RGB]]:
    """Return the numerals of the principles, or of the steps, each with its colour."""
    kit = job.kit
    steps = [(str(step.number), kit_tones(kit).strong) for step in kit.steps if step.number is not None]
    return [(str(one.number), principle_tones(one).strong) for one in kit.principles] or steps


# --- the day ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the agenda; minutes are counted from midnight, and the last row has no length."""

    start: int
    end: int
    what: Text
    slot: Slot | None = None

    @property
    def step(self) -> Step | None:
        """The step, where it is one."""
        return self.slot.step if self.slot else None


def agenda_rows(job: Job) -> list[Row]:
    """Return setting up, the steps and breaks, and the end."""
    words, agenda = job.words(Words).agenda, job.plan.agenda
    setup, last = job.plan.setup, agenda[-1].end
    slots = [Row(one.start, one.end, one.step.title if one.step else words.pause, one) for one in agenda]
    return [Row(setup, agenda[0].start, words.setup), *slots, Row(last, last, words.end)]


def rounds(job: Job) -> list[tuple[int, int, int]]:
    """Return the stretches of work with one of the chosen principles: its number, when it begins and when it ends."""
    result = []
    steps = (slot for slot in job.plan.agenda if slot.step is not None)
    for number, run in groupby(steps, key=lambda slot: slot.round):
        slots = list(run)
        if number is not None:
            result.append((number, slots[0].start, slots[-1].end))
    return result


def round_name(job: Job, number: int) -> Text:
    """Return what the chosen principle of a round is called."""
    names = job.words(Words).agenda.rounds
    return names[min(number, len(names)) - 1].fill(number=number) if names else Text(str(number))


def who(job: Job, one: str) -> Text:
    """Return who does something."""
    labels = job.kit.words.labels
    return {"each": labels.each, "group": labels.group, "moderator": labels.moderator}[one]


def made_to_fit(job: Job) -> list[Text]:
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
    return [*(text for needed, text in notes if needed and text), *_shares(job)]


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


# --- before the workshop ------------------------------------------------------------------------------------------


def checklists(job: Job) -> list[tuple[Text, list[Text]]]:
    """Return what is done before, under the time when it is done."""
    setup = clock(job.plan.setup)
    return [(one.heading.fill(time=setup), one.items) for one in job.words(Words).checklists]


def tools(job: Job) -> list[Text]:
    """Return the tools of all steps."""
    return [tool(job, one) for one in dict.fromkeys(tool for step in job.kit.steps for tool in step.tools)]


def tool(job: Job, one: str) -> Text:
    """Return a tool's name as it begins a line."""
    name = job.kit.tools[Text(one)]
    return name.at(name[:1].upper() + name[1:])


def room_alt(job: Job) -> Text:
    """Return what the plan of the room shows, in words."""
    plan, group = job.plan, job.plan.group
    alt = job.words(Words).room.alt
    return alt.fill(tables=group.tables, seats=plan.seats, participants=group.participants)


def sheet_rows(job: Job) -> list[tuple[Text | None, Text, list[Text]]]:
    """Return the sheets of each step that has any, and of none: the step's number and name, and the sheets."""
    words, kit = job.words(Words).sheets, job.kit
    rows = [(step.number, step.title, _named(job, step)) for step in kit.steps]
    rows.append((None, words.always, _named(job, None)))
    return [row for row in rows if row[2]]


def sheets_of(job: Job, step: Step | None) -> list[tuple[int, SheetSpec]]:
    """Return the sheets of a step, or of none, with their numbers; but those for whoever prepares the workshop."""
    ours = step.id if step else None
    return [
        (number, one)
        for number, one in enumerate(job.kit.sheets)
        if (one.step.id if one.step else None) == ours and one.layout not in FOR_PREPARING
    ]


def sheet_name(number: int, sheet: SheetSpec) -> Text:
    """Return a sheet's number and name."""
    return compose(f"{number:02d}\u00a0{sheet.words.name}", sheet.words.name)


def _named(job: Job, step: Step | None) -> list[Text]:
    """Return the names of a step's sheets, and how many copies of each there are where it is more than one."""
    words = job.words(Words).sheets
    names = []
    for number, sheet in sheets_of(job, step):
        copies, name = job.plan.copies_of(sheet), sheet_name(number, sheet)
        names.append(words.copies.fill(sheet=name, copies=copies) if copies > 1 else name)
    return names


# --- rules --------------------------------------------------------------------------------------------------------


def dot_rules(job: Job) -> list[Text]:
    """Return the rules for dots."""
    words, kit = job.words(Words).dots, job.kit
    return [
        one.fill(
            votes=kit.dots.votes,
            all_votes=kit.dots.votes * job.plan.group.participants,
            most=kit.personal_dots,
            triangles=kit.dots.triangles,
        )
        for one in (words.items if words else ())
    ]


def principle_counts(job: Job, words: PrincipleWords) -> list[tuple[Text, list[int]]]:
    """Return how many questions and actions each principle has, with their headings; what none has is left out."""
    principles = job.kit.principles
    every = [
        (words.questions, [len(one.questions) for one in principles]),
        (words.actions, [sum(len(question.actions) for question in one.questions) for one in principles]),
    ]
    return [(title, numbers) for title, numbers in every if title is not None and any(numbers)]


def principles_intro(job: Job, words: PrincipleWords) -> Text:
    """Return what stands before the table of principles."""
    return words.chosen if job.plan.group.chosen else words.intro


def about(principle: Principle) -> Text:
    """Return a principle's name, and what it means where it has words for that."""
    if principle.about is None:
        return principle.name
    return compose(f"{strong(principle.name)}\n{principle.about}", principle.name, principle.about)


def lengths(job: Job, words: LengthWords) -> tuple[list[Text], list[tuple[Text | None, Text, list[str]]]]:
    """Return the other lengths of the workshop, and for each step its number, its name and its minutes in each."""
    made = [in_length(job.plan, one.minutes, one.rounds) for one in job.options(Options).lengths]
    pauses = [sum(slot.minutes for slot in one.slots if slot.step is None) for one in made]
    rows = [
        (step.number, step.title, [_minutes(words, one, index) for one in made])
        for index, step in enumerate(job.kit.steps)
    ]
    if job.kit.in_rounds and words.rounds:
        rows.insert(0, (None, words.rounds, [str(one.rounds) for one in made]))
    if any(pauses):
        rows.append((None, words.pauses, [str(one) for one in pauses]))
    return [_length(words, one.slots[-1].end) for one in made], rows


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


# --- a step -------------------------------------------------------------------------------------------------------


def times(job: Job, step: Step) -> list[Text]:
    """Return from when to when a step lasts, each time that it is done."""
    result = []
    for slot, turn in turns(job, step):
        time = f"{clock(slot.start)}–{clock(slot.end)}"
        result.append(compose(f"{time} ({turn})", turn) if turn else Text(time))
    return result


def turns(job: Job, step: Step) -> list[tuple[Slot, Text | None]]:
    """Return each time that a step is done, with what the chosen principle of it is called, if it has one."""
    slots = [one for one in job.plan.agenda if one.step == step]
    return [(one, round_name(job, one.round) if one.round else None) for one in slots]


def time_notes(job: Job, step: Step) -> list[Text]:
    """Return how much of a step's time is free, and by how much it is shorter than it should be."""
    labels, slack, lost = job.words(Words).labels, _slack(step), job.plan.fitted.lost(step)
    notes = [labels.slack.fill(minutes=slack)] if slack else []
    return [*notes, labels.shorter.fill(minutes=lost)] if lost else notes


def _slack(step: Step) -> str:
    """Return the minutes of a step that its parts leave free, as a number or a range; nothing where none are left."""
    if not step.parts:
        return ""
    most = step.minutes - sum(part.minutes for part in step.parts)
    least = step.minutes - sum(part.most or part.minutes for part in step.parts)
    if most <= 0:
        return ""
    return str(most) if least == most else f"{least}–{most}"


def minutes_of(job: Job, step: Step) -> Text:
    """Return how long a step lasts."""
    label = job.kit.words.labels.minutes
    return compose(f"{step.minutes}\u00a0{label}", label)


def part_of(job: Job, part: Part) -> Text:
    """Return a part's name, who does it and how long it lasts."""
    doing = part_time(job, part)
    return compose(f"{strong(part.title)}\n{doing}", part.title, doing)


def part_time(job: Job, part: Part) -> Text:
    """Return who does a part and how long it lasts."""
    minutes = f"{part.minutes}–{part.most}" if part.most else f"{part.minutes}"
    doing, label = who(job, part.who), job.kit.words.labels.minutes
    return compose(f"{doing} · {minutes}\u00a0{label}", doing, label)


def troubles(step: Step) -> list[Text]:
    """Return what can go wrong in a step, each with what helps."""
    return [compose(f"{strong(one.problem)} {one.answer}", one.problem, one.answer) for one in step.guide.trouble]


# --- after the workshop -------------------------------------------------------------------------------------------


def imprint(job: Job) -> tuple[Text, ...]:
    """Return who the organisation is, where the kit comes from, and its licence."""
    words = job.kit.words.imprint
    return *sender.about(job.plan), words.source, words.rendering, words.licence
