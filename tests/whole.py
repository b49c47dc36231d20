"""The built-in kit as a whole: its content, read here a second time and by other means, and its files."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import yaml

from materialgen.kit.find import DEFAULT_KIT, find_kit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.pdf import Pdf

KIT = find_kit(DEFAULT_KIT)
_ITEM = re.compile(r"^\s*[-•] +", re.MULTILINE)
_GONE = re.compile(r"[\s\u00ad*•-]+")


def read(path: Path) -> Any:  # noqa: ANN401 - YAML has no common type
    """Return a file's content; PyYAML's base loader leaves every scalar a text."""
    return yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 - the base loader makes texts only


def languages() -> list[str]:
    """Return the languages of the kit."""
    return list(read(KIT / "kit.yaml")["languages"])


def squeezed(text: str) -> str:
    """Return a text without white space, markup, bullets and hyphens, composed: what it says, not how it is set.

    Hyphens go because PDFium does not tell those of a text from soft ones at the end of a line; tests/draw does.
    """
    return _GONE.sub("", unicodedata.normalize("NFC", _ITEM.sub("", text)))


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, str]]:  # noqa: ANN401 - YAML has no common type
    """Yield every text with the keys and numbers that lead to it."""
    if isinstance(value, dict):
        for key, one in value.items():
            yield from leaves(one, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for index, one in enumerate(value):
            yield from leaves(one, f"{path}.{index}")
    else:
        yield path, value


@dataclass(frozen=True)
class Edition:
    """The kit in one language.

    Attributes:
        language: The language.
        pdfs: Its files in order.
    """

    language: str
    pdfs: tuple[Pdf, ...]

    @cached_property
    def facts(self) -> Any:  # noqa: ANN401 - YAML has no common type
        """The facts of the kit."""
        return read(KIT / "kit.yaml")

    @cached_property
    def words(self) -> dict[str, Any]:
        """The words of the language by file, for instance ``sheets/vote``."""
        root = KIT / self.language
        return {path.relative_to(root).with_suffix("").as_posix(): read(path) for path in sorted(root.rglob("*.yaml"))}

    def of(self, sheet: str) -> list[Pdf]:
        """Return the files of a sheet."""
        number = [one["id"] for one in self.facts["sheets"]].index(sheet)
        return [pdf for pdf in self.pdfs if pdf.name.startswith(f"{number:02d}-")]

    def sheet_of(self, pdf: Pdf) -> Any:  # noqa: ANN401 - YAML has no common type
        """Return the facts of the sheet that a file was made for."""
        return self.facts["sheets"][int(pdf.name[:2])]

    @cached_property
    def questions(self) -> list[tuple[str, str, list[str]]]:
        """The principle's id, the question's id and the ids of its actions, in order."""
        return [
            (principle["id"], question["id"], question["actions"])
            for principle in self.facts["principles"]
            for question in principle["questions"]
        ]

    def question(self, principle: str, name: str) -> Any:  # noqa: ANN401 - YAML has no common type
        """Return the words of a question."""
        return self.words[f"principles/{principle.lower()}"][principle]["questions"][name]


def text_of(pdfs: list[Pdf] | tuple[Pdf, ...]) -> str:
    """Return what stands on the pages of files, squeezed, pages kept apart."""
    return "\f".join(squeezed(text) for pdf in pdfs for text in pdf.texts)


def alts_of(pdfs: list[Pdf] | tuple[Pdf, ...]) -> str:
    """Return the alternative texts of files, squeezed, kept apart."""
    return "\f".join(squeezed(alt) for pdf in pdfs for alt in pdf.alts)
