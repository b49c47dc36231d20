"""A kit and a group become a plan: which documents, how many copies, and the clock."""

from materialgen.plan.agenda import Slot, clock, make_agenda, parse_clock
from materialgen.plan.plan import DocumentPlan, Dots, Plan, copies, make_plan, slug

__all__ = ["DocumentPlan", "Dots", "Plan", "Slot", "clock", "copies", "make_agenda", "make_plan", "parse_clock", "slug"]
