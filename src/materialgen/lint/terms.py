"""A kit's own words: ``terms.yaml`` in its folder says for each language which word to use, and which to avoid."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from materialgen.kit.inside import see_inside
from materialgen.kit.source import read_source
from materialgen.kit.text import Text
from materialgen.lint.words import Phrases, is_phrase
from materialgen.problems import Problem, ProblemsFoundError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import PurePosixPath

    from materialgen.kit.source import Source, Value

NAME = "terms.yaml"
_HINT = "write a line for each word: 'word to use: [word to avoid, another one]'"


def read_terms(path: PurePosixPath, languages: Sequence[str]) -> dict[str, Phrases]:
    """Return the words to avoid by language, each with the word to use; none where there is no such file.

    Args:
        path: The file.
        languages: The kit's languages.

    Raises:
        ProblemsFoundError: The file is not a mapping of languages to mappings of words to lists of words.
    """
    if not Path(path).is_file():
        return {}
    source = read_source(see_inside(Path(path), Path(path).parent, path.as_posix()), path.as_posix())
    problems = list(_problems(source, languages))
    if problems:
        raise ProblemsFoundError(problems)
    return {language: Phrases(dict(_pairs(rows))) for language, rows in _items(source.value)}


def _items(value: Value) -> list[tuple[str, Value]]:
    return list(value.items()) if isinstance(value, dict) else []


def _words(value: Value) -> list[Text]:
    return [one for one in value if isinstance(one, Text)] if isinstance(value, list) else []


def _pairs(rows: Value) -> Iterator[tuple[str, str]]:
    for use, avoided in _items(rows):
        for one in _words(avoided):
            yield str(one), str(use)


def _problems(source: Source, languages: Sequence[str]) -> Iterator[Problem]:
    if source.value is not None and not isinstance(source.value, dict):
        yield Problem("wrong-type", "expected the words of each language", source.where(()), "begin with 'sv:'")
    for language, rows in _items(source.value):
        if language not in languages:
            message = f"the kit has no language '{language}'"
            hint = f"add '{language}' to 'languages' in kit.yaml, or remove it here"
            yield Problem("unknown-key", message, source.where((language,)), hint)
        if rows is not None and not isinstance(rows, dict):
            message = "expected words to use, each with a list of words to avoid"
            yield Problem("wrong-type", message, source.where((language,)), _HINT)
        for use, avoided in _items(rows):
            if not isinstance(avoided, list) or len(_words(avoided)) < len(avoided):
                message = f"expected a list of words to avoid for '{use}'"
                yield Problem("wrong-type", message, source.where((language, use)), _HINT)
            for word in _words(avoided):
                if not is_phrase(word):
                    message = f"'{word}' cannot be looked for: it must be made of words"
                    yield Problem("wrong-form", message, word.where, "'*' at the end of a word stands for any ending")
