"""The words of the test sheet for printers, read from YAML."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from materialgen import resources
from materialgen.kit.schema import Model
from materialgen.kit.source import read_source
from materialgen.kit.text import Text
from materialgen.kit.validate import validate
from materialgen.problems import Problem, ProblemsFoundError, UnknownChoiceError


class CalibrationWords(Model):
    """What the test sheet says in one language; ``{corner}`` and ``{widths}`` are filled in.

    Attributes:
        title: Its heading.
        subject: What it is about, for its metadata.
        lead: What to do with it.
        steps: What to measure.
        file: Heads what is written into the printer's file.
        file_hint: What to do with the file.
        greys, greys_alt: The heading and the alternative text of the grey steps.
        colours, colours_alt: The same of the colours.
        blue, vermillion, green, purple, ochre, teal, rose, indigo: What the colours are called.
        hairlines, hairlines_alt: The heading and the alternative text of the thin lines.
        edges_alt: The alternative text of the stairs at an edge.
        lengths_alt: The alternative text of the lines of 100 mm.
    """

    title: Text
    subject: Text
    lead: Text
    steps: Annotated[list[Text], Field(min_length=1)]
    file: Text
    file_hint: Text
    greys: Text
    greys_alt: Text
    colours: Text
    colours_alt: Text
    blue: Text
    vermillion: Text
    green: Text
    purple: Text
    ochre: Text
    teal: Text
    rose: Text
    indigo: Text
    hairlines: Text
    hairlines_alt: Text
    edges_alt: Text
    lengths_alt: Text


def calibration_words(language: str | None) -> tuple[str, CalibrationWords]:
    """Return a language, the first if none is named, and the words of the test sheet in it.

    Raises:
        UnknownChoiceError: There are no words in that language.
        ProblemsFoundError: With what is wrong in the file.
    """
    path = resources.builtin_folder("content") / "calibration.yaml"
    source = read_source(path, path.as_posix())
    known = [str(one) for one in source.value] if isinstance(source.value, dict) else []
    chosen = language or next(iter(known), "")
    if chosen not in known:
        raise UnknownChoiceError("language", chosen, known)
    problems: list[Problem] = []
    words = validate(CalibrationWords, source, problems, (chosen,))
    if words is None:
        raise ProblemsFoundError(problems)
    return chosen, words
