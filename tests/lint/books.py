"""Books made from YAML in a test, without files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

from materialgen.lint.book import Book, make_book, make_file
from materialgen.lint.lint import lint
from materialgen.lint.words import Phrases

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from materialgen.problems import Problem


def book(files: Mapping[str, str], code: str = "sv", terms: Mapping[str, str] | None = None) -> Book:
    """Return a book from the text of its files; ``sheets/guide.yaml`` is the moderator's."""
    made = [make_file(name, f"{code}/{name}", raw) for name, raw in files.items()]
    return make_book(code, made, {"sheets/guide.yaml"}, Phrases(terms or {}))


def of_texts(*texts: str, code: str = "sv", file: str = "sheets/a.yaml") -> Book:
    """Return a book of texts that have nothing to do with each other."""
    data = {f"text-{number}": text for number, text in enumerate(texts, 1)}
    return book({file: dumped(data)}, code)


def of_list(*texts: str, code: str = "sv") -> Book:
    """Return a book with one list."""
    return book({"sheets/a.yaml": dumped({"list": list(texts)})}, code)


def of_actions(*texts: str, code: str = "sv") -> Book:
    """Return a book with one principle: P1, its question P1.Q1 and actions from P1.Q1.A1 on."""
    actions = {f"P1.Q1.A{number}": text for number, text in enumerate(texts, 1)}
    data = {"P1": {"name": "P", "questions": {"P1.Q1": {"question": "Q", "actions": actions}}}}
    return book({"principles/p1.yaml": dumped(data)}, code)


def dumped(data: object) -> str:
    """Return data as YAML, each text on one line."""
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=1_000_000)


def warnings(*books: Book) -> tuple[Problem, ...]:
    """Return the warnings about books, each looked at alone."""
    return lint(books).problems


def codes(*books: Book) -> list[str]:
    """Return the codes of the warnings about books, each looked at alone."""
    return [problem.code for problem in warnings(*books)]


def spots(found: Sequence[Problem], code: str) -> list[tuple[int, int]]:
    """Return lines and columns of the warnings with a code."""
    return [(one.where.line, one.where.column) for one in found if one.code == code and one.where]
