"""A brand as later stages see it: immutable, checked, and without a name of any folder."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

from materialgen.problems import Problem, ProblemsFoundError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from materialgen.kit.model import RGB, Shade
    from materialgen.kit.text import Text
    from materialgen.problems import Where

Segment: TypeAlias = "tuple[Literal['M', 'L', 'C', 'Z'], tuple[float, ...]]"
"""Move, line, cubic Bézier or close, with the coordinates of its points."""
Languages: TypeAlias = "Mapping[str, Text]"
"""A text by language; under ``""`` one for all."""


@dataclass(frozen=True, slots=True)
class Path:
    """A painted path of a drawing; lengths in the drawing's units.

    Attributes:
        segments: What it is made of.
        fill: The area's colour.
        even_odd: Whether areas inside areas are left out (ISO 32000-1, 8.5.3.3).
        stroke: The line's colour.
        width: Of the line.
        cap: How it ends: 0 butt, 1 round, 2 square.
        join: How it turns: 0 mitre, 1 round, 2 bevel.
        mitre: How far a mitre may reach, as a multiple of the width.
        dash: Lengths of dashes and gaps.
        phase: How far into the dashes it begins.
    """

    segments: tuple[Segment, ...]
    fill: RGB | None
    even_odd: bool = False
    stroke: RGB | None = None
    width: float = 1.0
    cap: int = 0
    join: int = 0
    mitre: float = 4.0
    dash: tuple[float, ...] = ()
    phase: float = 0.0


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture of paths; x to the right, y downwards, from 0 to ``width`` and ``height``."""

    width: float
    height: float
    paths: tuple[Path, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Raster:
    """A picture of pixels: red, green and blue of sRGB in a byte each, row by row from the top."""

    width: int
    height: int
    pixels: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Logo:
    """A logo and its place in the brand's file."""

    picture: Drawing | Raster
    where: Where

    @property
    def aspect(self) -> float:
        """Width divided by height."""
        return self.picture.width / self.picture.height


@dataclass(frozen=True, slots=True)
class FontFile:
    """A TrueType font.

    Attributes:
        name: Its PostScript name.
        digest: Of its bytes; fonts with the same one are equal.
        data: The file.
        where: Its place in the brand's file.
    """

    name: str
    digest: str
    data: bytes = field(repr=False, compare=False)
    where: Where = field(compare=False)


@dataclass(frozen=True, slots=True)
class Sender:
    """What an organisation says of itself in one language.

    Attributes:
        name: Its name.
        contact: How it is reached.
        web: The address of its pages, as printed.
        imprint: A line about who publishes.
    """

    name: Text | None = None
    contact: Text | None = None
    web: Text | None = None
    imprint: Text | None = None

    @property
    def texts(self) -> Mapping[str, Text]:
        """What there is, in order."""
        named = {"name": self.name, "contact": self.contact, "web": self.web, "imprint": self.imprint}
        return {name: text for name, text in named.items() if text is not None}


@dataclass(frozen=True, slots=True)
class Brand:
    """A brand.

    Attributes:
        id: Of a–z, 0–9 and hyphens: names the folder of its files.
        texts: What it says of itself, by the names of ``Sender``'s attributes and by language.
        logo: Its logo.
        colours: What it draws the colours of kits in, by their names; ``accent`` for what has no colour of its own.
        fonts: Its fonts by weight: ``regular``, ``bold``, ``italic``, ``semibold``, ``semibold_italic``; all or none.
        notices: Warnings about it.
    """

    id: str
    texts: Mapping[str, Languages] = field(default_factory=dict)
    logo: Logo | None = None
    colours: Mapping[str, Shade] = field(default_factory=dict)
    fonts: Mapping[str, FontFile] = field(default_factory=dict)
    notices: tuple[Problem, ...] = ()

    def sender(self, language: str) -> Sender:
        """Return what it says of itself in a language.

        Raises:
            ProblemsFoundError: It says something in other languages only.
        """
        said: dict[str, Text] = {}
        problems = []
        for name, texts in self.texts.items():
            text = texts.get(language, texts.get(""))
            if text is not None:
                said[name] = text
            elif texts:
                where = next(iter(texts.values())).where
                message = f"{name}: there is no text in '{language}'"
                problems.append(Problem("missing-key", message, where, f"add '{language}:' beside the other languages"))
        if problems:
            raise ProblemsFoundError(problems)
        return Sender(**said)
