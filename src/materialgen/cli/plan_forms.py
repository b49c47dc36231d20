"""A plan as a table, as Markdown or as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from materialgen.plan import clock
from materialgen.plan.fit import slack
from materialgen.typeset import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from materialgen.plan import Plan
    from materialgen.plan.bill import Bill, Entry

# -- what is said, whatever the form ---------------------------------------------------------------------------------


def _group(plan: Plan) -> list[tuple[str, str]]:
    group = plan.group
    chosen = ", ".join(str(one.number) for one in plan.kit.principles) if group.chosen else "voted on by the group"
    rows = [
        ("participants", str(group.participants)),
        ("tables", f"{group.tables} (at most {plan.seats} at each)"),
    ]
    if plan.kit.in_rounds or group.chosen:
        shared = ", shared between the tables" if group.share else ""
        rows.append(("principles", f"{group.principles}{shared}: {chosen}"))
        if group.share:
            rows += [(f"table {number}", _shown_share(plan, share)) for number, share in enumerate(group.shares, 1)]
    return rows


def _shown_share(plan: Plan, share: Sequence[int]) -> str:
    """Return what a table works on, round by round: principles that are chosen, else places in the vote."""
    if plan.group.chosen:
        return ", then ".join(f"principle {plan.kit.principles[place - 1].number}" for place in share)
    return ", then ".join(f"no {place} of the vote" for place in share)


def _clock(plan: Plan) -> list[tuple[str, str, str]]:
    """Return time, minutes and what is done, from setting up the room to the end."""
    rows = []
    if plan.group.setup:
        rows.append((clock(plan.setup), str(plan.group.setup), "set up the room"))
    for slot in plan.agenda:
        what = "break" if slot.step is None else plain(slot.step.title)
        rows.append((clock(slot.start), str(slot.minutes), f"{what} ({slot.round})" if slot.round else what))
    return [*rows, (clock(plan.agenda[-1].end), "", "end")]


def _notes(plan: Plan) -> list[str]:
    """Return what was done to make the day fit, in sentences."""
    fitted, notes = plan.fitted, []
    if plan.left_out:
        count = "one principle" if plan.left_out == 1 else f"{plan.left_out} principles"
        notes.append(f"There is no time for {count} of those asked for.")
    if fitted.dropped or fitted.shortened:
        notes.append(f"Steps are shortened: {fitted.dropped} minutes of slack and {fitted.shortened} minutes besides.")
    for step in plan.kit.steps:
        if slack(step) > 0:
            where = "in each round of" if step.per_principle else "of"
            notes.append(f"Slack {where} “{plain(step.title)}”: {slack(step)} minutes.")
    if fitted.spare:
        notes.append(f"{fitted.spare} minutes are left at the end.")
    return notes


def _sheet(entry: Entry) -> tuple[str, ...]:
    """Return the row of a sheet: number, name, paper, printing, pages, copies, paper, cut."""
    setting = entry.setting
    return (
        f"{entry.number:02d}",
        plain(entry.sheet.words.name),
        f"{setting.paper} {setting.weight} g",
        f"{'colour' if setting.colour else 'black'}, {setting.sides} side{'s' if setting.sides > 1 else ''}",
        str(sum(entry.pages)),
        str(entry.copies),
        str(entry.leaves),
        f"{entry.cuts * entry.copies} cuts" if entry.sheet.cut else "",
    )


_HEAD = ("no", "sheet", "paper", "print", "pages", "copies", "sheets", "cut")
_RIGHT = frozenset({4, 5, 6})


_KINDS = {"votes": "voting dots", "dots": "personal dots", "triangles": "warning triangles"}
"""What kinds of parts are called that have another id."""


def _totals(bill: Bill) -> list[str]:
    lines = [f"{count} sheets of {paper}, {bill.prints[paper]} printed sides" for paper, count in bill.leaves.items()]
    for kind, parts in bill.parts.items():
        besides = f" ({parts.needed} needed, {parts.spare} to spare)" if parts.spare else ""
        lines.append(f"{parts.printed} {_KINDS.get(kind, kind)}{besides}")
    if bill.cuts:
        lines.append(f"{bill.cuts} cuts if all is cut: about {bill.cutting} minutes for one person with scissors")
    return lines


def _materials(plan: Plan, bill: Bill) -> list[str]:
    counts = bill.materials
    named = ((tool, plain(name)) for tool, name in plan.kit.tools.items())
    return [f"{name}: {counts[tool]}" if tool in counts else name for tool, name in named]


# -- forms -----------------------------------------------------------------------------------------------------------


def as_table(plan: Plan, bill: Bill) -> str:
    """Return the plan as aligned text."""
    lines = [f"{plain(plan.kit.words.title)} ({plan.kit.id}, edition {plan.kit.edition}, {plan.kit.language})"]
    lines += [f"  {name}: {value}" for name, value in _group(plan)]
    lines += ["", "Agenda", *_aligned(_clock(plan), frozenset({1})), *(f"  {note}" for note in _notes(plan))]
    lines += ["", "Sheets", *_aligned([_HEAD, *map(_sheet, bill.entries)], _RIGHT)]
    lines += ["", "In all", *(f"  {line}" for line in _totals(bill))]
    lines += ["", "To pack", *(f"  {line}" for line in _materials(plan, bill))]
    lines += ["", "Why so many copies", *(f"  {one.number:02d} {plain(one.sheet.words.why)}" for one in bill.entries)]
    return "\n".join(lines)


def _aligned(rows: Sequence[Sequence[str]], right: frozenset[int]) -> list[str]:
    widths = [max(len(row[index]) for row in rows) for index in range(len(rows[0]))]
    lines = []
    for row in rows:
        cells = (
            cell.rjust(width) if index in right else cell.ljust(width)
            for index, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        lines.append(("  " + "  ".join(cells)).rstrip())
    return lines


def as_markdown(plan: Plan, bill: Bill) -> str:
    """Return the plan as Markdown, to be pasted into a mail or a case."""
    lines = [f"# {plain(plan.kit.words.title)}", ""]
    lines += [f"- {name}: {value}" for name, value in _group(plan)]
    lines += ["", "## Agenda", "", *_rows([("time", "minutes", "what"), *_clock(plan)])]
    lines += ["", *_notes(plan)] if _notes(plan) else []
    sheets = [(*_sheet(one), plain(one.sheet.words.why)) for one in bill.entries]
    lines += ["", "## Sheets", "", *_rows([(*_HEAD, "why"), *sheets])]
    lines += ["", *(f"- {line}" for line in _totals(bill))]
    lines += ["", "## To pack", "", *(f"- {line}" for line in _materials(plan, bill))]
    return "\n".join(lines)


def _rows(rows: Sequence[Sequence[str]]) -> list[str]:
    table = ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows]
    return [table[0], "|" + " --- |" * len(rows[0]), *table[1:]]


def as_json(plan: Plan, bill: Bill) -> str:
    """Return the plan as JSON; lengths of time in minutes."""
    group, fitted = plan.group, plan.fitted
    value = {
        "kit": plan.kit.id,
        "edition": str(plan.kit.edition),
        "language": plan.kit.language,
        "group": {
            "participants": group.participants,
            "tables": group.tables,
            "seats": plan.seats,
            "principles": group.principles,
            "rounds": group.rounds,
            "shares": group.shares,
            "chosen": [one.id for one in plan.kit.principles] if group.chosen else None,
            "share": group.share,
            "start": group.start,
            "end": group.end,
            "setup": group.setup,
        },
        "setup": clock(plan.setup),
        "end": clock(plan.agenda[-1].end),
        "agenda": [
            {
                "start": clock(slot.start),
                "end": clock(slot.end),
                "minutes": slot.minutes,
                "step": slot.step.id if slot.step else None,
                "title": plain(slot.step.title) if slot.step else None,
                "round": slot.round,
                "slack": max(slack(slot.step), 0) if slot.step else 0,
            }
            for slot in plan.agenda
        ],
        "fitted": {
            "slack_dropped": fitted.dropped,
            "shortened": fitted.shortened,
            "principles_left_out": plan.left_out,
            "spare": fitted.spare,
        },
        "sheets": [_sheet_object(one) for one in bill.entries],
        "totals": {
            "sheets_of_paper": bill.leaves,
            "printed_sides": bill.prints,
            "parts": {
                kind: {"printed": one.printed, "needed": one.needed, "spare": one.spare}
                for kind, one in bill.parts.items()
            },
            "cuts": bill.cuts,
            "minutes_of_cutting": bill.cutting,
        },
        "materials": {str(tool): bill.materials.get(str(tool)) for tool in plan.kit.tools},
    }
    return json.dumps(value, ensure_ascii=False, indent=2)


def _sheet_object(entry: Entry) -> dict[str, object]:
    return {
        "number": entry.number,
        "id": entry.sheet.id,
        "name": plain(entry.sheet.words.name),
        "files": list(entry.files),
        "pages": list(entry.pages),
        "copies": entry.copies,
        "paper": entry.setting.paper,
        "weight": entry.setting.weight,
        "colour": entry.setting.colour,
        "sides": entry.setting.sides,
        "printed_sides": entry.prints,
        "sheets_of_paper": entry.leaves,
        "parts": dict(entry.parts),
        "cut": entry.sheet.cut,
        "cuts": entry.cuts,
        "why": plain(entry.sheet.words.why),
    }
