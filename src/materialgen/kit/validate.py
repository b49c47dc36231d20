"""Parsed YAML against a schema: pydantic's errors become located problems in the user's own terms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import ValidationError

from materialgen.kit.schema import Model
from materialgen.kit.text import Text
from materialgen.problems import Problem, Where, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pydantic_core import ErrorDetails

    from materialgen.kit.source import NodePath, Source

_M = TypeVar("_M", bound=Model)


def validate(model: type[_M], source: Source, problems: list[Problem], path: NodePath = ()) -> _M | None:
    """Return the part of ``source`` at ``path`` as a ``model``, or None after adding every problem to ``problems``."""
    value = source.value
    for key in path:
        value = value[key] if isinstance(value, dict | list) else None  # type: ignore[index]  # a list is indexed by number, a mapping by key
    try:
        return model.model_validate(value if value is not None else {})
    except ValidationError as error:
        problems += [_problem(detail, model, source, path) for detail in error.errors(include_url=False)]
        return None


def _problem(detail: ErrorDetails, model: type[Model], source: Source, path: NodePath) -> Problem:
    at = (*path, *detail["loc"])
    name = str(detail["loc"][-1]) if detail["loc"] else "file"
    kind = detail["type"]
    if kind == "missing":
        return Problem("missing-key", f"the key '{name}' is missing", source.where(at[:-1]), f"add '{name}:' here")
    if kind == "extra_forbidden":
        hint = did_you_mean(name, _known_keys(model, detail["loc"][:-1]))
        return Problem("unknown-key", f"the key '{name}' is unknown", source.where(at), hint)
    where = detail["input"].where if isinstance(detail["input"], Text) else source.where(at)
    return Problem(_CODES.get(kind, "wrong-value"), f"{name}: {_message(detail)}", where, _hint(detail))


_CODES = {"empty": "empty-value", "wrong_type": "wrong-type", "model_type": "wrong-type", "list_type": "wrong-type"}
_CODES |= {"dict_type": "wrong-type", "wrong_form": "wrong-form"}


def _message(detail: ErrorDetails) -> str:
    context: dict[str, Any] = detail.get("ctx") or {}
    match detail["type"]:
        case "model_type" | "dict_type":
            return "expected a mapping with keys of its own"
        case "list_type":
            return "expected a list, each entry on a line that begins with '- '"
        case "literal_error":
            return f"expected {context['expected']}, found '{detail['input']}'"
        case "greater_than_equal":
            return f"at least {context['ge']} is needed, found {detail['input']}"
        case "less_than_equal":
            return f"at most {context['le']} is allowed, found {detail['input']}"
        case _:
            return detail["msg"]


def _hint(detail: ErrorDetails) -> str | None:
    if detail["type"] == "empty":
        return "a text that begins with '#' must stand in quotes, or it is a comment"
    if detail["type"] == "wrong_type" and isinstance(detail["input"], dict):
        return "a text that contains ': ' must stand in quotes"
    return None


def _known_keys(model: type[Model], loc: Iterable[str | int]) -> list[str]:
    """Return the keys of the model that stands at ``loc`` inside ``model``."""
    current: Any = model
    for key in loc:
        if isinstance(current, type) and issubclass(current, Model):
            field = current.model_fields.get(str(key))
            current = field.annotation if field else None
        else:
            current = _inner(current)
    while not (isinstance(current, type) and issubclass(current, Model)):
        inner = _inner(current)
        if inner is None:
            return []
        current = inner
    return list(current.model_fields)


def _inner(annotation: Any) -> Any:  # noqa: ANN401 - typing constructs have no common type
    arguments = [one for one in getattr(annotation, "__args__", ()) if one is not type(None)]
    return arguments[-1] if arguments else None


def check_ids(
    found: Iterable[str], wanted: Iterable[str], what: str, source: Source, path: NodePath = ()
) -> Iterable[Problem]:
    """Yield a problem for each id in the words that the facts do not know, and for each that is missing."""
    found_ids, wanted_ids = list(map(str, found)), list(map(str, wanted))
    for one in found_ids:
        if one not in wanted_ids:
            spare = [other for other in wanted_ids if other not in found_ids] or wanted_ids
            hint = did_you_mean(one, spare) or "remove it, or add it to the facts in kit.yaml"
            yield Problem("unknown-id", f"{what} '{one}' is not in the kit's facts", source.where((*path, one)), hint)
    for one in wanted_ids:
        if one not in found_ids:
            yield Problem("missing-id", f"{what} '{one}' has no words", source.where(path), f"add '{one}:' here")


def located(value: object, fallback: Where) -> Where:
    """Return the place of a value that came from a file."""
    return value.where if isinstance(value, Text) else fallback
