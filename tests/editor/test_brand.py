"""The file of a brand, in an editor and for the tool: both take and refuse the same."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from materialgen import resources
from tests.brand.brands import FONTS, fonts, said_of, svg, write

if TYPE_CHECKING:
    from pathlib import Path

    from tests.editor.server import LanguageServer

MODELINE = "# yaml-language-server: $schema=brand.json\n"
FINE = [
    'name: {sv: Almlunda kommun, en: Almlunda}\nlogo: logo.svg\ncolours:\n  accent: "#0A4d8c"\n',
    f"id: almlunda\nweb: https://almlunda.example/a?b=c\ncontact: 019\nimprint: true\n{FONTS}",
    "name: Almlunda\ncolours: null\nfonts: null\nlogo: null\n",
]
WRONG = [
    "nmae: Almlunda",
    "name: []",
    "name: {}",
    "name: {Swedish: Almlunda}",
    "id: Almlunda kommun",
    "logo: logo.svg",
    "logo: [logo.svg]",
    'colours: {accent: "blue"}',
    'colours: {pink: "#ff00ff"}',
    "fonts: {regular: regular.ttf}",
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the folder of a brand with what it may name, and the schema beside it."""
    made = write(tmp_path / "almlunda", "", {"logo.svg": svg(), **fonts()})
    shutil.copy(resources.schema_folder() / "brand.json", made)
    return made


@pytest.mark.parametrize("text", FINE)
def test_what_the_tool_takes_the_editor_takes(editor: LanguageServer, folder: Path, text: str) -> None:
    """Texts for all languages or for each."""
    write(folder, MODELINE + text)
    assert editor.marks(folder / "brand.yaml") == [[]]
    assert said_of(folder) == ()


@pytest.mark.parametrize("text", WRONG)
def test_what_the_tool_refuses_the_editor_underlines(editor: LanguageServer, folder: Path, text: str) -> None:
    """Both find something."""
    write(folder, f"{MODELINE}{text}\n")
    assert said_of(folder)
    [marks] = editor.marks(folder / "brand.yaml")
    assert marks
