"""What is made for a group: documents in order, copies, the agenda."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from materialgen.brand.model import Sender
from materialgen.plan.agenda import Slot, parse_clock
from materialgen.plan.event import Event, Group, check_day, choose, impossible
from materialgen.plan.fit import Breaks, Fitted, TooShortError, fit
from materialgen.problems import ProblemsFoundError
from materialgen.slug import slug

if TYPE_CHECKING:
    from materialgen.brand.model import Brand
    from materialgen.geometry.labels import LabelProduct
    from materialgen.kit.model import Kit, Principle, Shade, SheetSpec
    from materialgen.kit.schema import CopyFacts, SheetWords


@dataclass(frozen=True, slots=True)
class DocumentPlan:
    """A PDF to be made.

    Attributes:
        number: The sheet's place in the kit, from 0; documents of one sheet share it.
        sheet: The sheet.
        principle: For a sheet made per principle, which one.
        file_name: Of a–z, 0–9, "-" and "." only.
        copies: How many times it is printed.
        tiled: Whether each of its pages is printed on two sheets of paper that are glued together.
        halved: Whether it is drawn on A4, though the kit wants it on paper twice as wide.
    """

    number: int
    sheet: SheetSpec
    principle: Principle | None
    file_name: str
    copies: int
    tiled: bool = False
    halved: bool = False

    @property
    def name(self) -> str:
        """The sheet's name, with the principle's number where there is one."""
        return f"{self.sheet.words.name} {self.principle.number}" if self.principle else str(self.sheet.words.name)


@dataclass(frozen=True, slots=True)
class Dots:
    """What dots are printed on.

    Attributes:
        product: The label sheet whose grid the dots have.
        on_labels: Whether they are printed on that label sheet; else on plain paper, to be cut.
        start_at: The first free label, from 1, counted down the columns from the left: for a sheet already begun.
    """

    product: LabelProduct
    on_labels: bool = False
    start_at: int = 1


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that is made for a group, in the order of the workshop.

    Attributes:
        kit: The kit as this group needs it: its steps have the time that there is, and its principles are those that
            sheets are printed for.
        group: The group.
        documents: What is printed.
        agenda: The workshop's clock.
        fitted: How the agenda was made to fit.
        dots: What dots are printed on.
        left_out: How many of the principles that were asked for there is no time for.
        brand: Whose look it has, if it is not the kit's own.
    """

    kit: Kit
    group: Group
    documents: tuple[DocumentPlan, ...]
    agenda: tuple[Slot, ...]
    fitted: Fitted
    dots: Dots
    left_out: int = 0
    brand: Brand | None = None

    @property
    def sender(self) -> Sender:
        """What the organisation says of itself in the kit's language."""
        return self.brand.sender(self.kit.language) if self.brand else Sender()

    @property
    def seats(self) -> int:
        """How many participants sit at a table, at the most."""
        return math.ceil(self.group.participants / self.group.tables)

    @property
    def setup(self) -> int:
        """When the room is set up, in minutes after midnight."""
        return self.agenda[0].start - self.group.setup

    def copies_of(self, sheet: SheetSpec) -> int:
        """Return how many copies there are of all documents of a sheet together."""
        return sum(one.copies for one in self.documents if one.sheet.id == sheet.id)


def make_plan(kit: Kit, dots: Dots, event: Event | None = None, brand: Brand | None = None) -> Plan:
    """Return the plan for a group.

    Args:
        kit: The kit.
        dots: What dots are printed on.
        event: What the group has that the kit's own group has not.
        brand: Whose look it gets; None means the kit's own.

    Raises:
        ProblemsFoundError: The kit is impossible for the group, there is too little time, or the brand lacks words in
            the kit's language.
    """
    event = event or Event()
    if brand is not None:
        brand.sender(kit.language)  # raises what it lacks
        kit = _in_colours(kit, brand)
    group, principles = choose(kit, event)
    fitted, wanted = _fit(kit, group, event), group.principles
    if fitted.left_out:
        count = fitted.rounds * (group.tables if group.share else 1)
        group = replace(group, rounds=fitted.rounds, principles=count)
        principles = principles[:count] if group.chosen else principles
    made_for = _kit_for(kit, group, fitted, principles)
    documents = []
    for number, sheet in enumerate(made_for.sheets):
        for principle in principles if sheet.per_principle else (None,):
            suffix = f"-{principle.id.lower()}" if principle else ""
            name = f"{number:02d}-{slug(sheet.words.name)}{suffix}-{sheet.paper.lower()}.pdf"
            documents.append(DocumentPlan(number, sheet, principle, name, copies(sheet, group)))
    return Plan(made_for, group, tuple(documents), fitted.slots, fitted, dots, wanted - group.principles, brand)


def _in_colours(kit: Kit, brand: Brand) -> Kit:
    """Return a kit in a brand's colours."""

    def own(colour: str | Shade) -> str | Shade:
        return brand.colours.get(colour, colour) if isinstance(colour, str) else colour

    colour = brand.colours.get("accent") or (own(kit.colour) if kit.colour else None)
    return replace(kit, colour=colour, principles=tuple(replace(one, colour=own(one.colour)) for one in kit.principles))


def _fit(kit: Kit, group: Group, event: Event) -> Fitted:
    start = parse_clock(group.start)
    end = parse_clock(group.end) if group.end is not None else None
    try:
        fitted = fit(kit.steps, group.rounds, start, end, Breaks(kit.breaks.after, tuple(kit.breaks.minutes)))
    except TooShortError as error:
        least = " even for one principle" if kit.in_rounds else ""
        message = f"from {group.start} to {group.end}, {error.minutes} minutes are lacking{least}"
        hint = "choose a later end, or allow steps less time with 'least:' in the kit"
        where = kit.group.end.where if event.end is None and kit.group.end else None
        raise ProblemsFoundError([impossible(event, "end", message, hint, where)]) from None
    check_day(kit, event, group.start, fitted.slots[-1].end)
    return fitted


def _kit_for(kit: Kit, group: Group, fitted: Fitted, principles: tuple[Principle, ...]) -> Kit:
    steps = {step.id: step for step in fitted.steps}
    sheets = tuple(
        replace(one, step=steps[one.step.id] if one.step else None, words=_words_for(one.words, group))
        for one in kit.sheets
    )
    return replace(kit, steps=fitted.steps, principles=principles, sheets=sheets)


def _words_for(words: SheetWords, group: Group) -> SheetWords:
    """Return a sheet's words with the reason for its copies that holds for a group as its only ``why``."""
    why = words.why
    if group.share and words.why_shared is not None:
        why = words.why_shared
    elif group.chosen and words.why_chosen is not None:
        why = words.why_chosen
    return words.model_copy(update={"why": why})


def amount(rule: CopyFacts, group: Group) -> int:
    """Return how many of something a rule asks for."""
    per = {
        "workshop": 1,
        "table": group.tables,
        "participant": group.participants,
        "principle": group.principles,
        "round": sum(map(len, group.shares)),
    }
    return rule.times * per[rule.per]


def copies(sheet: SheetSpec, group: Group) -> int:
    """Return how many copies of a sheet's document are printed.

    Tables that share the principles between them each need the sheets of their own principles only; all principles
    have as many copies as the one that most tables work on, since the vote may decide which one that is.
    """
    if group.share and sheet.per_principle and sheet.copies.per == "table":
        return sheet.copies.times * math.ceil(group.tables / group.principles)
    return amount(sheet.copies, group)
