"""A kit and a group become a plan: which documents, how many copies, and the clock."""

from materialgen.plan.agenda import Slot, clock, make_agenda, parse_clock
from materialgen.plan.event import Event, Group
from materialgen.plan.fit import Fitted
from materialgen.plan.paper import on_a4
from materialgen.plan.plan import DocumentPlan, Dots, Plan, amount, copies, make_plan
from materialgen.slug import slug

__all__ = [
    "DocumentPlan",
    "Dots",
    "Event",
    "Fitted",
    "Group",
    "Plan",
    "Slot",
    "amount",
    "clock",
    "copies",
    "make_agenda",
    "make_plan",
    "on_a4",
    "parse_clock",
    "slug",
]
