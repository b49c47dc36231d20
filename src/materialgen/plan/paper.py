"""A plan for people whose printer takes A4 only."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from materialgen.geometry import A4
from materialgen.problems import Problem, ProblemsFoundError, Where

if TYPE_CHECKING:
    from collections.abc import Collection

    from materialgen.kit.model import SheetSpec
    from materialgen.plan.plan import Plan


def on_a4(plan: Plan, native: Collection[str]) -> Plan:
    """Return a plan with A4 as its only paper.

    A sheet whose layout cannot be drawn on A4 is tiled: printed on two sheets, of which one is cut and glued onto the
    other.

    Args:
        plan: The plan with the papers that the kit names.
        native: The names of the layouts that draw the same sheet on A4.

    Raises:
        ProblemsFoundError: A sheet would be tiled, but the kit has no words for that.
    """
    tiled = {one.id for one in plan.kit.sheets if one.paper != A4.name and one.layout not in native}
    if tiled and plan.kit.words.tiles is None:
        message = f"--paper A4: the kit has no words for worksheets on two sheets: {', '.join(sorted(tiled))}"
        where = Where(plan.kit.words.title.where.file)
        hint = "add 'tiles:' to the file, as in the built-in kit, or print on A3"
        raise ProblemsFoundError([Problem("no-tile-words", message, where, hint)])

    def a4(sheet: SheetSpec) -> SheetSpec:
        if sheet.id in tiled:
            return replace(sheet, paper=A4.name, sides=1, cut=True)
        return replace(sheet, paper=A4.name)

    sheets = {one.id: a4(one) for one in plan.kit.sheets}
    documents = tuple(
        replace(
            one,
            sheet=sheets[one.sheet.id],
            file_name=one.file_name.removesuffix(f"-{one.sheet.paper.lower()}.pdf") + f"-{A4.name.lower()}.pdf",
            tiled=one.sheet.id in tiled,
            halved=one.sheet.paper != A4.name and one.sheet.id not in tiled,
        )
        for one in plan.documents
    )
    return replace(plan, kit=replace(plan.kit, sheets=tuple(sheets.values())), documents=documents)
