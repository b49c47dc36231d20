"""The gallery: one HTML file that holds its looks, its program and what it shows, and asks nobody for anything."""

from __future__ import annotations

import base64
import hashlib
from html import escape
from typing import TYPE_CHECKING

from materialgen.preview.model import as_json
from materialgen.resources import font_file, preview_file

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from materialgen.preview.model import PreviewModel

FILE_POLICY = {"img-src": "data:"}
"""What the gallery may load when it is a file of its own: the pictures that it holds."""


def gallery(
    model: PreviewModel,
    *,
    policy: Mapping[str, str] = FILE_POLICY,
    styles: Sequence[str] = (),
    scripts: Sequence[str] = (),
    data: Mapping[str, str] | None = None,
) -> str:
    """Return the gallery as HTML.

    Args:
        model: What it shows.
        policy: What the page may load, as directives of a content security policy; all else is refused.
        styles: More style sheets, as text.
        scripts: More programs, as text; they run after the gallery's own, which gives them ``window.gallery``.
        data: More values for programs: JSON as ``as_json`` writes it, by the id of its ``script`` element.
    """
    sheets = [_fonts(), _file("gallery.css"), *styles]
    programs = [_file("gallery.js"), *scripts]
    directives = {
        "default-src": "'none'",
        "style-src": " ".join(map(_hash, sheets)),
        "script-src": " ".join(map(_hash, programs)),
        "font-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
        **policy,
    }
    values = {"model": as_json(model), **(data or {})}
    parts = {
        "policy": escape("; ".join(f"{name} {value}" for name, value in directives.items())),
        "title": escape(f"{model.title} – {model.kit} ({model.language})"),
        "styles": "".join(f"<style>{one}</style>\n" for one in sheets),
        "data": "".join(
            f'<script type="application/json" id="{name}">{value}</script>\n' for name, value in values.items()
        ),
        "scripts": "".join(f"<script>{one}</script>\n" for one in programs),
    }
    page = _file("gallery.html")
    for name, value in parts.items():
        before, found, after = page.partition(f"<!-- {name} -->")
        assert found, f"gallery.html has no place for {name}"  # noqa: S101 - a promise between two files of the package
        page = before + value + after
    return page


def data_url(png: bytes) -> str:
    """Return a picture as a URL that holds it."""
    return "data:image/png;base64," + base64.b64encode(png).decode("ascii")


def _fonts() -> str:
    """Return the typeface of the sheets as a style sheet that holds it."""
    rules = []
    for name, weight in (("Inter-Regular.ttf", 400), ("Inter-SemiBold.ttf", 600)):
        data = base64.b64encode(font_file(name).read_bytes()).decode("ascii")
        rules.append(f"@font-face{{font-family:Inter;font-weight:{weight};src:url(data:font/ttf;base64,{data})}}")
    return "\n".join(rules)


def _file(name: str) -> str:
    return preview_file(name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    """Return what lets a browser run an element with just this text (CSP Level 3, 2.3.1)."""
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii") + "'"
