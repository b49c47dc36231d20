"""What is made for a group: documents in order, copies, the agenda."""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from materialgen.plan.agenda import Slot, make_agenda, parse_clock

if TYPE_CHECKING:
    from materialgen.geometry.labels import LabelProduct
    from materialgen.kit.model import Kit, Principle, SheetSpec
    from materialgen.kit.schema import CopyFacts, GroupFacts

_SLUG = 60
"""The most characters of a name in a file name: file systems allow 255 in all."""
_ASCII = str.maketrans({"ø": "o", "æ": "ae", "ß": "ss", "đ": "d", "ŋ": "n", "ŧ": "t", "ł": "l", "\u0131": "i"})


@dataclass(frozen=True, slots=True)
class DocumentPlan:
    """A PDF to be made.

    Attributes:
        number: The sheet's place in the kit, from 0; documents of one sheet share it.
        sheet: The sheet.
        principle: For a sheet made per principle, which one.
        file_name: Of a–z, 0–9, "-" and "." only.
        copies: How many times it is printed.
    """

    number: int
    sheet: SheetSpec
    principle: Principle | None
    file_name: str
    copies: int

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
    """Everything that is made for a group, in the order of the workshop."""

    kit: Kit
    group: GroupFacts
    documents: tuple[DocumentPlan, ...]
    agenda: tuple[Slot, ...]
    dots: Dots

    @property
    def seats(self) -> int:
        """How many participants sit at a table, at the most."""
        return math.ceil(self.group.participants / self.group.tables)


def make_plan(kit: Kit, dots: Dots) -> Plan:
    """Return the plan for the kit's own group.

    Args:
        kit: The kit.
        dots: What dots are printed on.
    """
    group = kit.group
    documents = []
    for number, sheet in enumerate(kit.sheets):
        for principle in kit.principles if sheet.per_principle else (None,):
            suffix = f"-{principle.id.lower()}" if principle else ""
            name = f"{number:02d}-{slug(sheet.words.name)}{suffix}-{sheet.paper.lower()}.pdf"
            documents.append(DocumentPlan(number, sheet, principle, name, copies(sheet.copies, group)))
    agenda = make_agenda(
        kit.steps, group.principles, parse_clock(group.start), kit.breaks.after, tuple(kit.breaks.minutes)
    )
    return Plan(kit, group, tuple(documents), agenda, dots)


def copies(rule: CopyFacts, group: GroupFacts) -> int:
    """Return how many copies a rule asks for."""
    per = {
        "workshop": 1,
        "table": group.tables,
        "participant": group.participants,
        "principle": group.principles,
    }
    return rule.times * per[rule.per]


def slug(name: str) -> str:
    """Return a name as part of a file name: a–z, 0–9 and single hyphens."""
    bare = unicodedata.normalize("NFKD", name.lower().translate(_ASCII)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", bare)[:_SLUG].strip("-") or "sheet"
