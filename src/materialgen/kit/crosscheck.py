"""Facts checked against each other: ids that lead somewhere, groups that can be, sheets that can be drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from materialgen.problems import Problem, did_you_mean, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from materialgen.kit.schema import KitFacts, SheetFacts, SheetSchema
    from materialgen.kit.source import NodePath, Source
    from materialgen.kit.text import Text


def check_facts(facts: KitFacts, source: Source, schemas: Mapping[str, SheetSchema]) -> Iterator[Problem]:
    """Yield what is wrong between a kit's facts.

    Args:
        facts: The facts, each valid on its own.
        source: The file they were read from.
        schemas: What each known layout lets a kit say, by the layout's name.
    """
    questions = [question for principle in facts.principles for question in principle.questions]
    yield from _unique("step", (one.id for one in facts.steps))
    yield from _unique("principle", (one.id for one in facts.principles))
    yield from _unique("question", (one.id for one in questions))
    yield from _unique("action", (one for question in questions for one in question.actions))
    yield from _unique("sheet", (one.id for one in facts.sheets))
    steps = [str(one.id) for one in facts.steps]
    for index, sheet in enumerate(facts.sheets):
        if sheet.step is not None and sheet.step not in steps:
            yield _unknown("step", sheet.step, steps)
        if sheet.layout not in schemas:
            yield _unknown("layout", sheet.layout, schemas)
        else:
            yield from _layout(sheet, schemas[sheet.layout], source, ("sheets", index))
            if schemas[sheet.layout].needs_principles and not facts.principles:
                message = f"the layout '{sheet.layout}' draws the kit's principles, but the kit has none"
                yield Problem("no-principles", message, sheet.layout.where, "add 'principles:', or remove the sheet")
        if sheet.per == "principle" and not facts.principles:
            message = f"the sheet '{sheet.id}' is made for each principle, but the kit has none"
            hint = "add 'principles:', or remove 'per: principle'"
            yield Problem("no-principles", message, sheet.id.where, hint)
    yield from _group(facts, source)
    for step in facts.steps:
        yield from _unique("part", (one.id for one in step.parts))
        longest = sum(part.most or part.minutes for part in step.parts)
        if longest > step.minutes:
            message = f"the parts of step '{step.id}' take {longest} minutes, but the step has {step.minutes}"
            hint = "shorten a part or lengthen the step"
            yield Problem("parts-too-long", message, step.id.where, hint)


def check_tools(facts: KitFacts, source: Source, others: Iterable[Source]) -> Iterator[Problem]:
    """Yield a problem for each tool of a step or of the materials without words.

    Args:
        facts: The facts.
        source: The kit's words in a language.
        others: Those in its other languages: a tool that has words there is no misspelt one.
    """
    known = _tools(source)
    lacking = [one for one in _needed_tools(facts) if one not in known]
    elsewhere = {one for other in others for one in _tools(other)} if lacking else set()
    for tool in dict.fromkeys(str(one) for one in lacking if one in elsewhere):
        hint = f"add '{tool}:' here, under 'tools'"
        yield Problem("unknown-tool", f"the tool '{tool}' has no words", source.where(("tools",)), hint)
    for one in lacking:
        if one not in elsewhere:
            yield Problem("unknown-tool", f"the tool '{one}' has no words", one.where, _tool_hint(one, known))


def _tool_hint(tool: str, known: Iterable[str]) -> str:
    near = nearest(tool, sorted(known))
    words = f"add '{tool}:' under 'tools' in the kit.yaml of each language"
    return f"did you mean '{near[0]}'? If not, {words}" if near else words


def _tools(source: Source) -> Mapping[str, object]:
    tools = source.value.get("tools") if isinstance(source.value, dict) else None
    return tools if isinstance(tools, dict) else {}


def _needed_tools(facts: KitFacts) -> Iterator[Text]:
    """Yield the tools of the steps and of the materials."""
    for step in facts.steps:
        yield from step.tools
    yield from facts.materials


def _unique(what: str, ids: Iterable[Text]) -> Iterator[Problem]:
    seen: dict[str, Text] = {}
    for one in ids:
        if one in seen:
            hint = f"it stands first in line {seen[one].where.line}"
            yield Problem("duplicate-id", f"the {what} '{one}' stands twice", one.where, hint)
        seen.setdefault(str(one), one)


def _unknown(what: str, name: Text, choices: Iterable[str]) -> Problem:
    hint = did_you_mean(name, choices)
    if what == "layout":
        hint = f"{hint} (a layout of your own: add --layouts with its folder)"
    return Problem(f"unknown-{what}", f"there is no {what} '{name}'", name.where, hint)


def _layout(sheet: SheetFacts, schema: SheetSchema, source: Source, path: NodePath) -> Iterator[Problem]:
    """Yield what a sheet asks of its layout that the layout cannot do."""
    if sheet.paper not in schema.papers:
        papers = " or ".join(schema.papers)
        message = f"the layout '{sheet.layout}' draws on {papers}, not on {sheet.paper}"
        yield Problem("wrong-paper", message, source.where((*path, "paper")), f"write 'paper: {schema.papers[0]}'")
    if schema.per_principle and sheet.per != "principle":
        message = f"the layout '{sheet.layout}' draws a sheet for each principle, but '{sheet.id}' is made once"
        yield Problem("no-principle", message, sheet.id.where, "add 'per: principle' to the sheet")


def _group(facts: KitFacts, source: Source) -> Iterator[Problem]:
    group = facts.group
    if facts.principles and group.principles > len(facts.principles):
        message = f"the group works on {group.principles} principles, but the kit has {len(facts.principles)}"
        where = source.where(("group", "principles"))
        yield Problem("impossible-group", message, where, "choose fewer principles")
    if group.tables > group.participants:
        message = f"there are {group.tables} tables for {group.participants} participants"
        where = source.where(("group", "tables"))
        yield Problem("impossible-group", message, where, "choose fewer tables")
