"""What may stand in a kit's files as JSON Schema, so that editors help with each key and mark mistakes.

Draft 7, which every YAML language server knows. Nothing is referred to: each schema is one file that works offline.
Descriptions are the models' docstrings.
"""

from __future__ import annotations

import inspect
import json
import re
from typing import TYPE_CHECKING, Any

from pydantic.json_schema import GenerateJsonSchema

from materialgen.brand.schema import BrandFacts
from materialgen.kit.calibration import CalibrationWords
from materialgen.kit.event import EventFacts
from materialgen.kit.labels import Product
from materialgen.kit.printer import PrinterFacts
from materialgen.kit.schema import (
    CARD_ID_FORM,
    ID_FORM,
    LANGUAGE_FORM,
    KitFacts,
    KitWords,
    Model,
    PrincipleWords,
    StepWords,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pydantic_core import core_schema

    from materialgen.kit.schema import SheetSchema

Schema = dict[str, Any]

DRAFT = "http://json-schema.org/draft-07/schema#"
_KEYWORDS = {"ge": "minimum", "le": "maximum"}
"""Limits that pydantic hands on in its own words where a validator stands before them."""
_ATTRIBUTE = re.compile(r"^ {4}(\w+(?:, \w+)*): (.+(?:\n {5,}.+)*)", re.MULTILINE)

_TERMS: Schema = {
    "description": "Words that a kit writes in one way, for each language.",
    "type": ["object", "null"],
    "propertyNames": LANGUAGE_FORM,
    "additionalProperties": {
        "description": "Words to use, each with words to avoid.",
        "type": ["object", "null"],
        "additionalProperties": {
            "description": "Words to avoid; '*' at the end of one stands for any ending.",
            "items": {"pattern": r"\S", "type": ["string", "number", "boolean"]},
            "type": "array",
        },
    },
}
"""Read by the lint, which needs no model for it."""


def schema_names(layouts: Iterable[str]) -> dict[str, str]:
    """Return what each schema describes by its name, given the names of the layouts."""
    sheets = {
        f"sheet-{name}": f"words of a sheet with the layout '{name}' (sheets/<id>.yaml)" for name in sorted(layouts)
    }
    return {
        "kit": "facts of a kit (kit.yaml in the kit's folder)",
        "words": "words of a kit as a whole (kit.yaml in a language's folder)",
        "steps": "words of the steps (steps.yaml)",
        "principle": "words of a principle (principles/<id>.yaml)",
        "terms": "words that a kit writes in one way (terms.yaml in the kit's folder)",
        "event": "a group that a kit is for this time (event.yaml in the kit's folder, or --event)",
        "brand": "an organisation's own look (brand.yaml in a folder, for --brand)",
        "labels": "sheets of round labels (for build --labels)",
        "printer": "what a printer does to paper (for build --printer)",
        "calibration": "words of the test sheet for printers (calibration.yaml in the folder of the built-in kits)",
        **sheets,
    }


def json_schemas(layouts: Mapping[str, SheetSchema]) -> dict[str, Schema]:
    """Return the JSON Schema of each kind of file by its name.

    Args:
        layouts: What each layout lets a kit say, by the layout's name.
    """
    bodies = {
        "kit": _facts(layouts),
        "words": _of(KitWords),
        "steps": _by_id(StepWords, ID_FORM),
        "principle": {**_by_id(PrincipleWords, CARD_ID_FORM), "maxProperties": 1},
        "terms": _TERMS,
        "event": _of(EventFacts),
        "brand": _of(BrandFacts),
        "labels": _by_id(Product),
        "printer": _of(PrinterFacts),
        "calibration": _by_id(CalibrationWords),
    } | {f"sheet-{name}": _of(layout.words) for name, layout in layouts.items()}
    names = schema_names(layouts)
    titles = {name: f"materialgen: {text.partition(' (')[0]}" for name, text in names.items()}
    return {name: {"$schema": DRAFT, "title": titles[name], **bodies[name]} for name in names}


def as_text(schema: Schema) -> str:
    """Return a schema as it is printed and stored: ASCII, so that no console can spoil it."""
    return json.dumps(schema, indent=2) + "\n"


def _facts(layouts: Mapping[str, SheetSchema]) -> Schema:
    """Return the schema of the facts: a sheet's options are those of its layout."""
    facts = _of(KitFacts)
    sheet = facts["properties"]["sheets"]["items"]
    sheet["properties"]["layout"] = {**sheet["properties"]["layout"], "enum": sorted(layouts)}
    sheet["allOf"] = []
    for name in sorted(layouts):
        then = _of_layout(layouts[name])
        sheet["allOf"].append({"if": {"properties": {"layout": {"const": name}}, "required": ["layout"]}, "then": then})
    return facts


def _of_layout(layout: SheetSchema) -> Schema:
    """Return what a sheet's facts must be for its layout."""
    none = {"description": "This layout has no options.", "type": "object", "additionalProperties": False}
    options = _of(layout.options) if layout.options else none
    required = ["options"] if "required" in options else []
    properties: Schema = {
        "options": options,
        "paper": {"description": "What this layout draws on.", "enum": sorted(layout.papers)},
    }
    if layout.per_principle:
        properties["per"] = {"description": "This layout draws a sheet for each principle.", "enum": ["principle"]}
        required.append("per")
    return {"properties": properties} | ({"required": required} if required else {})


def _by_id(model: type[Model], form: Schema | None = None) -> Schema:
    """Return the schema of a mapping of models by id."""
    inner = _of(model)
    schema = {"description": inner["description"], "type": "object", "minProperties": 1, "additionalProperties": inner}
    return schema | ({"propertyNames": form} if form else {})


def _of(model: type[Model]) -> Schema:
    """Return the schema of a model with all that it is made of inside."""
    schema = model.model_json_schema(schema_generator=_Generator)
    result: Schema = _inlined(schema, schema.pop("$defs", {}))
    return result


def _inlined(value: Any, parts: Mapping[str, Schema]) -> Any:  # noqa: ANN401 - JSON has no common type
    """Return a schema with each reference replaced by what it refers to; what stands beside it comes first."""
    if isinstance(value, list):
        return [_inlined(one, parts) for one in value]
    if not isinstance(value, dict):
        return value
    if "$ref" in value:
        beside = {key: one for key, one in value.items() if key != "$ref"}
        return _inlined({**parts[value["$ref"].rpartition("/")[2]], **beside}, parts)
    result: Schema = {_KEYWORDS.get(str(key), str(key)): _inlined(one, parts) for key, one in value.items()}
    if "patternProperties" in result:  # a mapping's keys are checked elsewhere: they are ids of the facts
        (result["additionalProperties"],) = result.pop("patternProperties").values()
    return _optional(result) if {"type": "null"} in result.get("anyOf", ()) else result


def _optional(schema: Schema) -> Schema:
    """Return "this or nothing" as one schema with one more type: editors explain it better than alternatives."""
    something = next(one for one in schema["anyOf"] if one != {"type": "null"})
    types = something["type"] if isinstance(something["type"], list) else [something["type"]]
    beside = {key: one for key, one in schema.items() if key not in {"anyOf", "default"}}
    return {**something, **beside, "type": [*types, "null"]}


class _Generator(GenerateJsonSchema):
    """Pydantic's generator without titles, and with the docstrings' words on each key."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ANN401, ARG002 - pydantic's signature
        return False

    def model_schema(self, schema: core_schema.ModelSchema) -> Schema:
        result = super().model_schema(schema)
        result.pop("title", None)
        result["description"] = _docs(schema["cls"])[0]
        keys = _descriptions(schema["cls"])
        result["properties"] = {
            key: {**one, "description": keys[key]} if key in keys else one
            for key, one in result.get("properties", {}).items()
        }
        return result


def _descriptions(model: type) -> dict[str, str]:
    """Return what the docstrings of a model and of its bases say about each key."""
    result: dict[str, str] = {}
    for base in reversed(model.__mro__):
        if issubclass(base, Model):
            result |= _docs(base)[1]
    return result


def _docs(model: type) -> tuple[str, dict[str, str]]:
    """Return a docstring's text and what it says about each attribute."""
    text, _, attributes = inspect.cleandoc(model.__doc__ or "").partition("\nAttributes:\n")
    found = _ATTRIBUTE.findall(attributes)
    return _plain(text), {name: _plain(words) for names, words in found for name in names.split(", ")}


def _plain(text: str) -> str:
    """Return a docstring's text on one line, with names in the quotes that messages have."""
    return " ".join(re.sub(r"``(.+?)``", r"'\1'", text).split()).replace("'{", "{").replace("}'", "}")
