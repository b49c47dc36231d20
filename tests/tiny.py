"""A tiny kit for tests: two principles, three sheets, two languages, drawn by the layouts in ``tests/layouts``.

Words are made from the schema, so that a key that every kit must have does not break each test.
"""

from __future__ import annotations

import types
import typing
from typing import TYPE_CHECKING, Any

import yaml

from materialgen.kit.schema import KitWords, Model, PrincipleWords, ScaleWords, StepWords
from materialgen.kit.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

Files = dict[str, Any]
"""The data of each file by its path in the kit's folder."""

TOOLS = ("pens", "tape")


def facts() -> dict[str, Any]:
    """Return what stands in ``kit.yaml``."""
    return {
        "id": "tiny",
        "edition": "2026-11",
        "languages": ["sv", "en"],
        "group": {"participants": 6, "tables": 2, "principles": 1, "start": "09.00"},
        "dots": {"votes": 5, "triangles": 3},
        "steps": [
            {"id": "open", "minutes": 10, "who": "moderator", "tools": ["pens"]},
            {
                "id": "work",
                "number": "1",
                "minutes": 30,
                "who": "group",
                "per": "principle",
                "parts": [
                    {"id": "alone", "who": "each", "minutes": 5, "most": 10},
                    {"id": "together", "who": "group", "minutes": 15},
                ],
                "tools": ["pens", "tape"],
            },
        ],
        "breaks": {"after": 90, "minutes": [15, 5]},
        "principles": [
            {"id": "P1", "colour": "blue", "questions": [_question("P1.Q1", 2), _question("P1.Q2", 1)]},
            {"id": "P2", "colour": "green", "questions": [_question("P2.Q1", 1)]},
        ],
        "sheets": [
            {"id": "first", "layout": "probe", "paper": "A4", "copies": {"per": "workshop"}},
            {
                "id": "each",
                "layout": "probe",
                "paper": "A3",
                "step": "work",
                "per": "principle",
                "copies": {"per": "table", "times": 2},
                "options": {"lines": 3},
            },
            {"id": "last", "layout": "summary", "paper": "A4", "copies": {"per": "participant"}},
        ],
    }


def _question(name: str, actions: int) -> dict[str, Any]:
    return {"id": name, "actions": [f"{name}.A{number}" for number in range(1, actions + 1)]}


def files() -> Files:
    """Return the data of every file of the kit."""
    known = facts()
    result: Files = {"kit.yaml": known}
    for language in known["languages"]:
        kit = {}
        for name, value in words(KitWords, language).items():
            if name == "labels":
                kit["scale"] = words(ScaleWords, language)
            kit[name] = value
        kit |= {"language": language, "tools": {one: f"Tool {one}" for one in TOOLS}}
        result[f"{language}/kit.yaml"] = kit
        result[f"{language}/steps.yaml"] = {step["id"]: _step(step) for step in known["steps"]}
        for principle in known["principles"]:
            result[f"{language}/principles/{principle['id'].lower()}.yaml"] = _principle(principle)
        for sheet in known["sheets"]:
            names = ("name", "title", "why") if sheet["layout"] == "summary" else ("name", "title", "why", "body")
            result[f"{language}/sheets/{sheet['id']}.yaml"] = {name: f"Sheet {sheet['id']} {name}" for name in names}
    return result


def _step(step: Mapping[str, Any]) -> dict[str, Any]:
    made = words(StepWords, f"Step {step['id']}")
    if "parts" in step:
        made["parts"] = {
            part["id"]: {"title": f"Part {part['id']}", "do": [f"Do {part['id']}"]} for part in step["parts"]
        }
    else:
        made["do"] = [f"Do {step['id']} first", f"Do {step['id']} second"]
    return made


def _principle(principle: Mapping[str, Any]) -> dict[str, Any]:
    made = words(PrincipleWords, f"Principle {principle['id']}")
    made["questions"] = {
        one["id"]: {
            "question": f"Does question {one['id']} work?",
            "group": f"Group {one['id']}",
            "actions": {action: f"Do action {action}." for action in one["actions"]},
        }
        for one in principle["questions"]
    }
    return {principle["id"]: made}


def words(model: type[Model], what: str) -> dict[str, Any]:
    """Return words for every key that a model asks for, short enough for any sheet: ``what`` and the key."""
    return {
        name: _value(field.annotation, what, name) for name, field in model.model_fields.items() if field.is_required()
    }


def _value(annotation: Any, what: str, name: str) -> Any:  # noqa: ANN401 - annotations and YAML values have no common type
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin in {typing.Annotated, typing.Union, types.UnionType}:
        return _value(arguments[0], what, name)
    if origin is list:
        return [_value(arguments[0], what, f"{name} {number}") for number in (1, 2)]
    if origin is dict:
        return {f"key-{number}": _value(arguments[1], what, f"{name} {number}") for number in (1, 2)}
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return words(annotation, what)
    assert annotation is Text, f"no words for {annotation}"
    return f"{what} {name}"


def write_kit(folder: Path, data: Mapping[str, Any] | None = None) -> Path:
    """Write a kit's files, each scalar on one line, and return the folder."""
    for name, value in (files() if data is None else data).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        text = yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=10_000)
        path.write_text(text, encoding="utf-8")
    return folder
