"""``brand.yaml`` and the files beside it become a ``Brand``."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from materialgen.brand import colours
from materialgen.brand.fonts import read_fonts
from materialgen.brand.logo import read_logo
from materialgen.brand.model import Brand
from materialgen.brand.schema import BrandFacts
from materialgen.kit.source import read_source
from materialgen.kit.validate import validate
from materialgen.problems import Problem, ProblemsFoundError, Where
from materialgen.reads import listed
from materialgen.slug import slug

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from materialgen.brand.schema import ColourFacts
    from materialgen.kit.model import Shade
    from materialgen.kit.text import Text

NAME = "brand.yaml"
_TEXTS = ("name", "contact", "web", "imprint")


def load_brand(path: Path) -> Brand:
    """Return a brand.

    Args:
        path: Its file, or the folder that holds ``brand.yaml``.

    Raises:
        ProblemsFoundError: With all that is wrong in the file and in those that it names.
    """
    file = path / NAME if path.is_dir() else path
    folder = file.parent
    source = read_source(file, file.as_posix())
    problems: list[Problem] = []
    facts = validate(BrandFacts, source, problems)
    if facts is None:
        raise ProblemsFoundError(problems)
    logo = None
    if facts.logo is not None:
        if facts.name is None:
            message, hint = "the key 'name' is missing, which is read aloud for the logo", "add 'name:' here"
            problems.append(Problem("missing-key", message, source.where(("logo",)), hint))
        try:
            logo = read_logo(folder, facts.logo)
        except ProblemsFoundError as error:
            problems += error.problems
    fonts = read_fonts(folder, facts.fonts, problems) if facts.fonts else {}
    shades, notices = _shades(facts.colours, problems) if facts.colours else ({}, [])
    if problems:
        raise ProblemsFoundError(problems)
    own = str(facts.id) if facts.id is not None else slug(folder.resolve().name, "brand")
    texts = {name: texts for name in _TEXTS if (texts := getattr(facts, name)) is not None}
    return Brand(own, texts, logo, shades, fonts, tuple(notices))


def find_brands(folder: Path) -> list[Path]:
    """Return the folders of the brands in a folder, by name.

    Raises:
        ProblemsFoundError: There is none.
    """
    brands = [file.parent for file in listed(folder, f"*/{NAME}")]
    if not brands:
        message = f"there is neither a {NAME} here nor a folder with one"
        hint = "name a brand's folder, or a folder that holds the folders of brands"
        raise ProblemsFoundError([Problem("missing-file", message, Where(folder.as_posix()), hint)])
    return brands


def _shades(facts: ColourFacts, problems: list[Problem]) -> tuple[dict[str, Shade], list[Problem]]:
    """Return the colours by the names of those that they replace, and what was done to them."""
    given: list[tuple[str, Text]] = [(name, code) for name, code in facts if code is not None]
    notices: list[Problem] = []
    shades: dict[str, Shade] = {}
    for name, code in given:
        colour = colours.parse(code)
        shade = colours.shade(colour)
        if shade is None:
            message = f"{name}: {code} is too light for text, and would be another colour if it were made dark enough"
            problems.append(
                Problem("faint-colour", message, code.where, "choose a darker colour of the organisation's")
            )
            continue
        shades[name] = shade
        if shade.strong != colour:
            message = f"{name}: {code} is too light for text on white, so {colours.code_of(shade.strong)} is printed"
            hint = "this is no fault; to have the last word, write a darker colour of the organisation's"
            notices.append(Problem("darkened-colour", message, code.where, hint, severity="warning"))
    return shades, [*notices, *_alike(given, shades)]


def _alike(given: Sequence[tuple[str, Text]], shades: dict[str, Shade]) -> list[Problem]:
    """Return a warning for each two colours of principles that are hard to tell apart."""
    named = [(name, code) for name, code in given if name in shades and name != "accent"]
    return [
        Problem(
            "similar-colours",
            f"{two} looks like {one} on paper: principles in these colours differ by their numbers only",
            code.where,
            "choose colours that differ more",
            severity="warning",
        )
        for (one, _), (two, code) in combinations(named, 2)
        if colours.distance(shades[one].strong, shades[two].strong) < colours.ALIKE
    ]
