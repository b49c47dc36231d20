"""What the guide says besides the steps, and its options."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from materialgen.kit.marks import OnPaper, Sometimes
from materialgen.kit.schema import Aside, Few, Minutes, Model, Rounds, SheetWords
from materialgen.kit.text import Text


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
    notes: Annotated[Text, OnPaper()]


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
