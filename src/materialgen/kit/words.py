"""Words checked on their own, for when the facts are too broken to be joined with them: still all problems at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from materialgen.kit.inside import see_inside
from materialgen.kit.schema import KitWords, Model, PrincipleWords, SheetWords, StepWords
from materialgen.kit.source import read_source
from materialgen.kit.validate import validate
from materialgen.problems import Problem, ProblemsFoundError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from materialgen.kit.source import Source, Value


def check_words_alone(
    folder: Path, models: Mapping[str, type[SheetWords]], facts: Value, shown: Callable[[Path], str]
) -> list[Problem]:
    """Return what is wrong in the words of every language, as far as that can be said without the facts.

    Args:
        folder: The kit's folder.
        models: The models of the layouts' words by the layout's name.
        facts: What ``kit.yaml`` holds, however wrong; None if it could not be read.
        shown: How a path is written in messages.
    """
    layouts = _layouts(facts)
    problems: list[Problem] = []
    for path in sorted(folder.glob("[!.]*/**/*.yaml")):  # hidden folders are for editors and the like
        try:
            source = read_source(see_inside(path, folder, shown(path)), shown(path))
        except ProblemsFoundError as error:
            problems += error.problems
            continue
        match path.relative_to(folder).parts:
            case (_, "kit.yaml"):
                validate(KitWords, source, problems)
            case (_, "steps.yaml"):
                _check_each(StepWords, source, problems)
            case (_, "principles", _):
                _check_each(PrincipleWords, source, problems)
            case (_, "sheets", _):
                model = models.get(layouts.get(path.stem, ""))
                if model is not None:
                    validate(model, source, problems)
            case _:
                pass
    return problems


def _check_each(model: type[Model], source: Source, problems: list[Problem]) -> None:
    if isinstance(source.value, dict):
        for key in source.value:
            validate(model, source, problems, (str(key),))


def _layouts(facts: Value) -> dict[str, str]:
    """Return the layout of each sheet that can be made out in the facts."""
    sheets = facts.get("sheets") if isinstance(facts, dict) else None
    rows = [one for one in sheets if isinstance(one, dict)] if isinstance(sheets, list) else []
    return {str(one.get("id")): str(one.get("layout")) for one in rows}
