"""A small file that says what a printer does to paper: ``printer.yaml``, measured on a sheet of ``calibrate``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from materialgen.kit.schema import Model
from materialgen.kit.source import read_source
from materialgen.kit.text import Text, short
from materialgen.kit.validate import validate
from materialgen.press import Printer
from materialgen.problems import Problem, ProblemsFoundError

if TYPE_CHECKING:
    from pathlib import Path

_NUMBER = re.compile(r"[+-]?(0|[1-9][0-9]{0,3})(\.[0-9]{1,3})?\Z")


def _number(value: object) -> float:
    if isinstance(value, float):
        return value  # a default given in code
    if not (isinstance(value, Text) and value.plain and _NUMBER.match(value)):
        if value is None:
            raise PydanticCustomError("empty", "a number is missing here")
        found = short(str(value)) if isinstance(value, Text) else "a list or a mapping"
        raise PydanticCustomError(
            "wrong_type", "expected a number such as 4.5 or -1, found '{found}'", {"found": found}
        )
    return float(value)


_Number = Annotated[float, BeforeValidator(_number)]
Margin = Annotated[_Number, Field(ge=0, le=20)]
Offset = Annotated[_Number, Field(ge=-10, le=10)]
Percent = Annotated[_Number, Field(ge=95, le=105)]


class Margins(Model):
    """What the printer leaves blank at each edge, in mm, 0–20.

    Attributes:
        left: At the left edge.
        right: At the right edge.
        top: At the upper edge.
        bottom: At the lower edge.
    """

    left: Margin = 0.0
    right: Margin = 0.0
    top: Margin = 0.0
    bottom: Margin = 0.0


class Shift(Model):
    """Where the printer puts everything, in mm, -10–10.

    Attributes:
        x: How far too far to the right; with a minus, to the left.
        y: How far too far down; with a minus, up.
    """

    x: Offset = 0.0
    y: Offset = 0.0


class Scale(Model):
    """How long lines come out, in percent, 95–105: 100 mm that measure 99.5 mm are 99.5.

    Attributes:
        x: Across.
        y: Down.
    """

    x: Percent = 100.0
    y: Percent = 100.0


class PrinterFacts(Model):
    """What a printer does to paper; everything may be left out.

    Attributes:
        margins: What it leaves blank.
        offset: Where it puts everything.
        scale: How long lines come out.
    """

    margins: Margins = Margins()
    offset: Shift = Shift()
    scale: Scale = Scale()


def read_printer(path: Path, shown: str) -> Printer:
    """Read a printer's file; raises ``ProblemsFoundError`` with all that is wrong in it."""
    source = read_source(path, shown)
    problems: list[Problem] = []
    facts = validate(PrinterFacts, source, problems)
    if facts is None:
        raise ProblemsFoundError(problems)
    margins, offset, scale = facts.margins, facts.offset, facts.scale
    return Printer(
        margins.left,
        margins.right,
        margins.top,
        margins.bottom,
        offset.x,
        offset.y,
        scale.x / 100,
        scale.y / 100,
        source.where(("margins",)),
    )
