"""The reference pages are what the code says, and every layout has its picture."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from materialgen.render.layouts import layout_files
from tests.helpers import ROOT
from tools.reference import PAGES, outline

if TYPE_CHECKING:
    from pathlib import Path

DOCS = ROOT / "docs"
LIGHT = 40_000
"""The most bytes of a layout's picture."""
PROSE = sorted([ROOT / "README.md", *DOCS.glob("*.md")])
LINK = re.compile(r"\]\(([^()\s]+)\)")


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_what_the_code_says(name: str) -> None:
    """Whoever changes a model of words, an option or a docstring runs `make reference`."""
    assert (DOCS / name).read_text(encoding="utf-8") == PAGES[name]()


def test_every_layout_has_a_light_picture() -> None:
    """`make pictures` draws one for each built-in layout, and no other."""
    pictures = {path.stem: path.stat().st_size for path in (DOCS / "pictures" / "layouts").glob("*.png")}
    assert set(pictures) == set(layout_files())
    assert {name: size for name, size in pictures.items() if size > LIGHT} == {}


def test_an_outline_says_what_must_be_there_and_what_may_be_left_out() -> None:
    """The control: texts, numbers, choices, lists and mappings, each with what it is for."""
    schema = {
        "required": ["a", "c"],
        "properties": {
            "a": {"type": "string", "description": "A text."},
            "b": {"type": "integer", "minimum": 1, "maximum": 9, "default": 2, "description": "A number."},
            "c": {
                "items": {"properties": {"d": {"enum": ["x", "y"]}, "e": {"type": "boolean"}}, "required": ["d"]},
                "description": "A list.",
            },
            "f": {"additionalProperties": {"type": "string"}, "description": "A mapping."},
        },
    }
    assert [" ".join(line.split()) for line in outline(schema).splitlines()] == [
        "```yaml",
        "a: TEXT # A text.",
        "b: 1 – 9 # A number. May be left out: 2.",
        "c: # A list.",
        "- d: x | y",
        "e: true | false # May be left out.",
        "f: # A mapping. May be left out.",
        "ID: TEXT",
        "```",
    ]


def anchors(text: str) -> set[str]:
    """Return how links name the headings of a page."""
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", one.lower()).replace(" ", "-") for one in headings}


def broken(text: str, page: Path) -> list[str]:
    """Return the links of a page's text that lead nowhere in the checkout."""
    found = []
    for link in LINK.findall(text):
        name, _, anchor = link.partition("#")
        target = page.parent / name if name else page
        if "://" in link:
            continue
        if not target.exists() or (anchor and anchor not in anchors(target.read_text(encoding="utf-8"))):
            found.append(link)
    return found


@pytest.mark.parametrize("path", PROSE, ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    """Pictures, pages and headings that the prose refers to are there."""
    assert broken(path.read_text(encoding="utf-8"), path) == []


def test_control_a_broken_link_is_found() -> None:
    """The control: a page that is not there, and a heading that is not."""
    text = "[a](kit.md) [b](nothing.md) [c](kit.md#2-steps) [d](kit.md#nothing) [e](https://example.org/x)"
    assert broken(text, DOCS / "layouts.md") == ["nothing.md", "kit.md#nothing"]
