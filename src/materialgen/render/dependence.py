"""What each document depends on, as a short digest: with an equal digest it would be drawn the same."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from materialgen import __version__
from materialgen.kit.watch import Watched
from materialgen.problems import Where

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from materialgen.plan import Plan
    from materialgen.press import Press

_LENGTH = 16
"""Hexadecimal digits of a digest: 64 bits, for some hundred documents."""


@dataclass(frozen=True, slots=True)
class MadeFrom:
    """What a document was made from.

    Attributes:
        keys: What was read while it was drawn: attributes of the kit's parts, e.g. ``kit/principles/P1.name``.
        digest: Of their values, and of what else it depends on.
    """

    keys: tuple[str, ...]
    digest: str


class Dependence:
    """Tells what the documents of a plan depend on.

    A part of the kit is known by the way to it, with ids instead of places in lists: ``kit/principles/P1``.
    """

    def __init__(self, plan: Plan, press: Press) -> None:
        """Find the parts of a plan that is printed in a certain way: all documents depend on what is beside them."""
        self._ways: dict[int, str] = {}
        self._parts: dict[str, Watched] = {}
        self._values: dict[str, str] = {}
        self._find(plan, "")
        self._common = digest(self._plain((__version__, plan, press)))

    def add(self, part: Watched, way: str) -> None:
        """Make known what stands beside the plan, and may be read from now on."""
        self._ways[id(part)], self._parts[way] = way, part

    def made_from(self, seen: Iterable[tuple[int, str]], *more: object) -> MadeFrom:
        """Return what a document was made from.

        Args:
            seen: What was read while it was drawn, as ``watching`` recorded it.
            more: What else it depends on.
        """
        keys = tuple(sorted(self._keys(seen)))
        return MadeFrom(keys, self._digest(keys, more))

    def holds(self, made_from: MadeFrom, *more: object) -> bool:
        """Return whether all that a document was made from is as it was."""
        try:
            return self._digest(made_from.keys, more) == made_from.digest
        except KeyError:
            return False  # a part that is no more

    def _digest(self, keys: Iterable[str], more: tuple[object, ...]) -> str:
        values = [f"{key}={self._value(key)}" for key in keys]
        return digest([self._common, values, self._plain(more)])

    def _value(self, key: str) -> str:
        if key not in self._values:
            way, _, name = key.rpartition(".")
            self._values[key] = digest(self._plain(object.__getattribute__(self._parts[way], name)))
        return self._values[key]

    def _keys(self, seen: Iterable[tuple[int, str]]) -> Iterator[str]:
        """Yield the keys of what was read; what is no field was computed from fields that have been read as well."""
        for number, name in seen:
            way = self._ways.get(number)
            kind: Any = type(self._parts[way]) if way is not None else None
            if kind is not None and name in _field_names(kind):
                yield f"{way}.{name}"

    def _find(self, value: object, way: str) -> None:
        if isinstance(value, Watched):
            if id(value) in self._ways:
                return
            self._ways[id(value)], self._parts[way] = way, value
        if is_dataclass(value):
            for one in fields(value):
                self._find(object.__getattribute__(value, one.name), f"{way}/{one.name}" if way else one.name)
        elif isinstance(value, tuple):
            for index, one in enumerate(value):
                name = object.__getattribute__(one, "id") if isinstance(one, Watched) else index
                self._find(one, f"{way}/{name}")

    def _plain(self, value: object) -> object:  # noqa: PLR0911 - one for each kind of value
        """Return a value as one that ``repr`` tells from every other; parts of the kit by the way to them."""
        if isinstance(value, str):
            return str(value)
        if value is None or isinstance(value, (int, float)) or value.__class__ is Where:
            return None if value.__class__ is Where else value  # where a text stands is nothing that is drawn
        if isinstance(value, Watched):
            return f"@{self._ways[id(value)]}"
        if isinstance(value, bytes):
            return hashlib.sha256(value).hexdigest()
        if isinstance(value, Enum):
            return str(value)
        if isinstance(value, BaseModel):
            return [type(value).__name__, *((name, self._plain(one)) for name, one in value.__dict__.items())]
        if isinstance(value, Mapping):
            return {str(name): self._plain(one) for name, one in value.items()}
        if isinstance(value, (tuple, list)):
            return [self._plain(one) for one in value]
        if is_dataclass(value):
            return [type(value).__name__, *(self._plain(getattr(value, one.name)) for one in fields(value))]
        message = f"a {type(value).__name__} among what documents depend on"
        raise TypeError(message)


@cache
def _field_names(kind: Any) -> frozenset[str]:  # noqa: ANN401 - a dataclass
    return frozenset(one.name for one in fields(kind))


def digest(value: object) -> str:
    """Return the digest of what ``repr`` says of a value."""
    return hashlib.sha256(repr(value).encode()).hexdigest()[:_LENGTH]
