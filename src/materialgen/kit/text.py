"""A text that remembers where it was written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Self

from materialgen.kit.syntax import entity_in
from materialgen.problems import Where

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema

_NOWHERE = Where("")
_QUOTED = 60
"""A message quotes no more characters of a text."""
_PLACEHOLDER = re.compile(r"\{(\w+)\}")


class Text(str):
    """A string from a content file, with the place of its first character.

    Methods inherited from ``str`` return plain strings without a place; ``fill`` and ``at`` keep it.

    Attributes:
        where: The place in the content file.
        plain: Whether the scalar was written without quotes and on one line, as a number or a truth value must be.
        parts: What it was put together from: a wrong character is the fault of the part that has it.
    """

    __slots__ = ("parts", "plain", "where")
    where: Where
    plain: bool
    parts: tuple[str, ...]

    def __new__(cls, value: str, where: Where = _NOWHERE, *, plain: bool = False, parts: tuple[str, ...] = ()) -> Self:
        """Make a text; without ``where`` it belongs to no file."""
        text = super().__new__(cls, value)
        text.where = where
        text.plain = plain
        text.parts = parts
        return text

    def __getnewargs_ex__(self) -> tuple[tuple[str, Where], dict[str, Any]]:
        """Support pickling, so that texts can travel to another process."""
        return (str(self), self.where), {"plain": self.plain, "parts": self.parts}

    def fill(self, **values: object) -> Text:
        """Return the text with each ``{name}`` replaced by its value; too long, it is the fault of its longest part."""
        result = _PLACEHOLDER.sub(lambda match: str(values.get(match[1], match[0])), self)
        return compose(result, self, *(one for one in values.values() if isinstance(one, Text)))

    def at(self, value: str, *parts: str) -> Text:
        """Return another string, put together from ``parts``, that belongs to this text's place."""
        return Text(value, self.where, parts=(self, *parts))

    @classmethod
    def _validate(cls, value: object) -> Text:
        from pydantic_core import PydanticCustomError

        if value is None:
            raise PydanticCustomError("empty", "a text is missing here")
        if not isinstance(value, str):
            kind = "a list" if isinstance(value, list) else "a mapping"
            raise PydanticCustomError("wrong_type", "expected a text, found {kind}", {"kind": kind})
        if not value.strip():
            raise PydanticCustomError("empty", "the text is empty")
        entity = entity_in(value) if "&" in value else None
        if entity:
            raise PydanticCustomError(
                "entity", "'{written}' would be printed as it stands", {"written": entity[0], "hint": entity[1]}
            )
        return value if isinstance(value, Text) else Text(value)

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: GetCoreSchemaHandler) -> CoreSchema:  # noqa: ANN401 - pydantic's signature
        """Tell pydantic to keep the object, place included."""
        from pydantic_core import core_schema

        return core_schema.no_info_plain_validator_function(cls._validate)

    @classmethod
    def __get_pydantic_json_schema__(cls, _schema: CoreSchema, _handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Describe the text as not empty; what YAML may take for a number or a truth value stays a text here."""
        types = ["string", "number", "boolean"]
        return {"type": types, "pattern": r"\S", "patternErrorMessage": "the text is empty"}


def short(text: str) -> str:
    """Return a text as a message can quote it."""
    return text if len(text) <= _QUOTED else f"{text[:_QUOTED]}…"


def compose(value: str, *parts: str) -> Text:
    """Return a text put together from others; it belongs to the place of the longest of them that has one."""
    placed = [one for one in parts if isinstance(one, Text) and one.where.file]
    where = max(placed, key=len).where if placed else _NOWHERE
    return Text(value, where, parts=parts)
