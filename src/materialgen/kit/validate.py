"""Parsed YAML against a schema: pydantic's errors become located problems in the user's own terms."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import ValidationError

from materialgen.kit.schema import Model
from materialgen.kit.text import Text, short
from materialgen.problems import Problem, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pydantic_core import ErrorDetails

    from materialgen.kit.source import NodePath, Source, Value

_M = TypeVar("_M", bound=Model)


def validate(model: type[_M], source: Source, problems: list[Problem], path: NodePath = ()) -> _M | None:
    """Return the part of ``source`` at ``path`` as a ``model``, or None after adding every problem to ``problems``."""
    value = _value_at(source, path)
    try:
        return model.model_validate(value if value is not None else {})
    except ValidationError as error:
        problems += [_problem(detail, model, source, path) for detail in error.errors(include_url=False)]
        return None


def _value_at(source: Source, path: NodePath) -> Value:
    """Return the value at ``path``, or None where nothing stands there."""
    value = source.value
    for key in path:
        if isinstance(value, dict):
            value = value.get(str(key))
        elif isinstance(value, list) and isinstance(key, int) and key < len(value):
            value = value[key]
        else:
            return None
    return value


def _problem(detail: ErrorDetails, model: type[Model], source: Source, path: NodePath) -> Problem:
    at = (*path, *detail["loc"])
    name = _name(detail["loc"])
    kind = detail["type"]
    if kind == "missing":
        return Problem("missing-key", f"the key '{name}' is missing", source.where(at[:-1]), f"add '{name}:' here")
    if kind == "extra_forbidden":
        hint = did_you_mean(name, _known_keys(model, detail["loc"][:-1]))
        if _is_rest_of_a_text(name, source, at):
            hint = "a comma within { } ends a text: put the text in quotes"
        return Problem("unknown-key", f"the key '{name}' is unknown", source.where(at), hint)
    value = detail["input"] if isinstance(detail["input"], Text) else _value_at(source, at)
    where = value.where if isinstance(value, Text) else source.where(at)
    code = "empty-value" if _is_nothing(detail) else _CODES.get(kind, "wrong-value")
    return Problem(code, f"{name}: {_message(detail)}", where, _hint(detail))


def _is_rest_of_a_text(name: str, source: Source, path: NodePath) -> bool:
    """Return whether a key without a value is words behind a comma: within braces, other keys stand on its line."""
    if " " not in name or _value_at(source, path) is not None:
        return False
    whole = _value_at(source, path[:-1])
    line = source.where(path).line
    keys = whole if isinstance(whole, dict) else {}
    return any(key != name and source.where((*path[:-1], key)).line == line for key in keys)


def _is_nothing(detail: ErrorDetails) -> bool:
    return detail["type"] in _NOTHING and detail["input"] is None


def _name(loc: tuple[str | int, ...]) -> str:
    """Return what a message calls the value at ``loc``: its key, and its place if it is an entry of a list."""
    if not loc:
        return "file"
    last = loc[-1]
    if last == "[key]":  # pydantic's word for a mapping's key
        return "key"
    return f"{_name(loc[:-1])}, entry {last + 1}" if isinstance(last, int) else last


_CODES = {
    "empty": "empty-value",
    "entity": "html-entity",
    "wrong_type": "wrong-type",
    "model_type": "wrong-type",
    "dict_type": "wrong-type",
    "list_type": "wrong-type",
    "wrong_form": "wrong-form",
    "too_short": "empty-value",
    "too_long": "too-large",
}
_NOTHING = {
    "model_type": "a mapping with keys of its own is missing here",
    "dict_type": "a mapping with keys of its own is missing here",
    "list_type": "a list is missing here, each entry on a line that begins with '- '",
}
"""What is said where nothing stands at all; scalars say it themselves."""
_MESSAGES = {
    "model_type": "expected a mapping with keys of its own",
    "dict_type": "expected a mapping with keys of its own",
    "list_type": "expected a list, each entry on a line that begins with '- '",
    "too_short": "at least one entry is needed",
    "too_long": "at most {max_length} entries are allowed, found {actual_length}",
    "literal_error": "expected {expected}, found '{input}'",
    "greater_than_equal": "at least {ge} is needed, found {input}",
    "less_than_equal": "at most {le} is allowed, found {input}",
}


def _message(detail: ErrorDetails) -> str:
    if _is_nothing(detail):
        return _NOTHING[detail["type"]]
    template = _MESSAGES.get(detail["type"])
    return template.format(**detail.get("ctx", {}), input=short(str(detail["input"]))) if template else detail["msg"]


_HINTS = {
    "empty": "what begins with '#' is a comment, unless it stands in quotes",
    "entity": "{hint}",
}


def _hint(detail: ErrorDetails) -> str | None:
    if detail["type"] in _HINTS:
        return _HINTS[detail["type"]].format(**detail.get("ctx", {}))
    match detail["type"], detail["input"]:
        case "list_type", None:
            return "an empty list is written []"
        case "wrong_type", dict():
            return "a text that contains ': ' or begins with '{' must stand in quotes"
        case "wrong_type", list():
            return "a text that begins with '[' or '- ' must stand in quotes"
        case "wrong_type", Text(plain=False):
            return "write it without quotes"
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
            spare = [other for other in wanted_ids if other not in found_ids]
            near = get_close_matches(one, spare, n=1)
            hint = f"did you mean '{near[0]}'?" if near else "remove it, or add it to the facts in kit.yaml"
            yield Problem("unknown-id", f"{what} '{one}' is not in the kit's facts", source.where((*path, one)), hint)
    for one in wanted_ids:
        if one not in found_ids:
            yield Problem("missing-id", f"{what} '{one}' has no words", source.where(path), f"add '{one}:' here")
