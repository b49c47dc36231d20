"""A text that remembers where it was written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from materialgen.problems import Where

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema

_NOWHERE = Where("")


class Text(str):
    """A string from a content file, with the place of its first character.

    Methods inherited from ``str`` return plain strings without a place; ``fill`` and ``moved_to`` keep it.

    Attributes:
        where: The place in the content file.
        plain: Whether the scalar was written without quotes, as a number or a truth value must be.
    """

    __slots__ = ("plain", "where")
    where: Where
    plain: bool

    def __new__(cls, value: str, where: Where = _NOWHERE, *, plain: bool = False) -> Self:
        """Make a text; without ``where`` it belongs to no file."""
        text = super().__new__(cls, value)
        text.where = where
        text.plain = plain
        return text

    def __getnewargs_ex__(self) -> tuple[tuple[str, Where], dict[str, bool]]:
        """Support pickling, so that texts can travel to another process."""
        return (str(self), self.where), {"plain": self.plain}

    def fill(self, **values: object) -> Text:
        """Return the text with each ``{name}`` replaced by its value, at the same place."""
        result = str(self)
        for name, value in values.items():
            result = result.replace("{" + name + "}", str(value))
        return Text(result, self.where)

    def at(self, value: str) -> Text:
        """Return another string that belongs to this text's place."""
        return Text(value, self.where)

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
        return value if isinstance(value, Text) else Text(value)

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: GetCoreSchemaHandler) -> CoreSchema:  # noqa: ANN401 - pydantic's signature
        """Tell pydantic to keep the object, place included."""
        from pydantic_core import core_schema

        return core_schema.no_info_plain_validator_function(cls._validate)

    @classmethod
    def __get_pydantic_json_schema__(cls, _schema: CoreSchema, _handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Describe the text as a non-empty string."""
        return {"type": "string", "minLength": 1}
