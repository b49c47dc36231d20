"""What models of words say about their texts to those who check the print; loading a kit takes no notice of it.

Used as ``Annotated[Text, Sometimes("…")]``, or on a model of several texts; a mark on a model holds for all inside.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sometimes:
    """A text that a layout prints only where it is needed.

    Attributes:
        reason: When it is printed.
        option: The option of the sheet without which it is not; a sheet that has the option prints it.
    """

    reason: str
    option: str = ""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A text that stands in alternative texts only; fields called ``alt`` or ``…_alt`` need no mark."""


@dataclass(frozen=True, slots=True)
class Reference:
    """An id of something else in the kit: it leads there, and is not itself printed."""


@dataclass(frozen=True, slots=True)
class OnPaper:
    """A text that an HTML edition has no use for: it tells of pages, or of room to write in by hand."""


@dataclass(frozen=True, slots=True)
class Small:
    """A text that may be as small as the foot of a page: nobody needs it to take part."""
