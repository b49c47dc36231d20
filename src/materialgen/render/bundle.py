"""Bundles: all copies of all documents of one paper in one file, to be printed in one go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from materialgen.draw.assemble import Part, assemble

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from materialgen.layout import Printed
    from materialgen.plan import DocumentPlan, Plan
    from materialgen.render.render import Drawn


@dataclass(frozen=True, slots=True)
class BundlePlan:
    """A bundle to be made.

    Attributes:
        paper: Its paper, e.g. ``A3``.
        documents: Its documents in the plan's order; each is there with all its copies, one whole copy after the
            other, before the next begins.
    """

    paper: str
    documents: tuple[DocumentPlan, ...]

    @property
    def file_name(self) -> str:
        """The name of its file."""
        return f"print-{self.paper.lower()}.pdf"


@dataclass(frozen=True, slots=True)
class Bundle:
    """A bundle as a build would write it.

    Attributes:
        plan: What was planned.
        printed: Its documents, drawn, in the plan's order.
        data: The file.
    """

    plan: BundlePlan
    printed: tuple[Printed, ...]
    data: bytes

    @property
    def sides(self) -> int:
        """How many sides are printed."""
        return sum(one.pages * one.plan.copies for one in self.printed)


def plan_bundles(plan: Plan, printed: Iterable[Printed]) -> tuple[BundlePlan, ...]:
    """Return the bundles of a plan, by the name of their paper.

    A document with a page for a sheet of labels is in none: that sheet has to be put into the printer by itself.

    Args:
        plan: The plan.
        printed: Its documents, drawn.
    """
    plain = {one.plan.file_name for one in printed if not one.on_labels}
    documents = [one for one in plan.documents if one.file_name in plain]
    papers = sorted({one.sheet.paper for one in documents})
    return tuple(BundlePlan(paper, tuple(one for one in documents if one.sheet.paper == paper)) for paper in papers)


def make_bundles(plan: Plan, drawn: Sequence[Drawn]) -> list[Bundle]:
    """Return the bundles of a plan whose documents have all been drawn.

    Raises:
        MaterialgenInternalError: A document is not as our own writer writes it.
    """
    words = plan.kit.words
    by_name = {one.printed.plan.file_name: one for one in drawn}
    bundles = []
    for made in plan_bundles(plan, [one.printed for one in drawn]):
        documents = [by_name[one.file_name] for one in made.documents]
        parts = [_part(one) for one in documents]
        data = assemble(parts, f"{made.paper} – {words.title}", words.title, plan.kit.language)
        bundles.append(Bundle(made, tuple(one.printed for one in documents), data))
    return bundles


def _part(drawn: Drawn) -> Part:
    plan = drawn.printed.plan
    return Part(drawn.data, plan.copies, f"{plan.number:02d} {plan.name}")
