"""A whole page: one file that needs no other, runs nothing and asks for nothing."""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode

from materialgen.check.markup import Markup
from materialgen.look.colour import MID, rgb
from materialgen.web.markup import element
from materialgen.web.page import page, style_sheet

BLUE = rgb("#005e94")
MADE = page("A & B", "sv", element("main", element("h1", "A")), tones=[MID], colour=BLUE)
SHEET = style_sheet([MID, BLUE])


def test_a_page_says_what_it_is() -> None:
    """Kind, language, title and colour stand at its head."""
    read = Markup(MADE)
    assert (read.faults, read.active) == ([], [])
    assert (read.language, read.title, read.headings) == ("sv", "A & B", [1])
    assert '<body class="tone-005e94">' in MADE
    assert '<meta name="viewport" content="width=device-width, initial-scale=1">' in MADE


def test_a_page_may_use_its_own_style_sheet_and_nothing_else() -> None:
    """The policy names the style sheet by the hash of what really stands there."""
    (style,) = re.findall(r"<style>(.*?)</style>", MADE, re.DOTALL)
    digest = b64encode(hashlib.sha256(style.encode()).digest()).decode()
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', MADE)
    allowed = f"style-src &#x27;sha256-{digest}&#x27;"
    assert policy == f"default-src &#x27;none&#x27;; {allowed}; base-uri &#x27;none&#x27;; form-action &#x27;none&#x27;"


def test_the_style_sheet_fetches_nothing_and_cannot_end_itself() -> None:
    """No address, no import, no end tag; the policy forbids styles in attributes, so that elements have none."""
    assert not re.search(r"url\(|@import|@font-face|</|expression\(", SHEET)
    assert " style=" not in MADE


def test_the_style_sheet_is_whole() -> None:
    """Its braces match, and every colour that it uses is set."""
    sheet = re.sub(r"/\*.*?\*/|\"[^\"]*\"", "", SHEET, flags=re.DOTALL)
    assert sheet.count("{") == sheet.count("}")
    assert set(re.findall(r"var\(--(\w+)", sheet)) <= set(re.findall(r"--(\w+):", sheet))
    assert not re.search(r"#[0-9a-fA-F]{3,8}\b(?![^{}]*\{)", SHEET.split("*/", 1)[1]), "colours are set once"


def test_the_style_sheet_thinks_of_those_who_need_it() -> None:
    """Dark screens, printers, keyboards, and readers whom movement makes ill."""
    for wanted in ("prefers-color-scheme:dark", "@media print", "size: A4", ":focus-visible", "prefers-reduced-motion"):
        assert wanted in SHEET
