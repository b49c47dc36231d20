"""A whole page: one file that needs no other, runs nothing and asks for nothing."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from typing import TYPE_CHECKING

from materialgen import resources
from materialgen.look.colour import INK
from materialgen.web.colour import tone, variables
from materialgen.web.markup import Html, element, join

if TYPE_CHECKING:
    from collections.abc import Iterable

    from materialgen.typeset import RGB


def page(title: str, language: str, *body: Html, tones: Iterable[RGB] = (), colour: RGB = INK) -> str:
    """Return a page with its style sheet inside.

    The security policy allows that style sheet by its hash, and nothing else: a text that got through unescaped could
    still do no harm.

    Args:
        title: In the window's title.
        language: Of its texts, e.g. ``sv``.
        body: What stands on it.
        tones: The strong tones of what stands on it.
        colour: The strong tone of the page as a whole.
    """
    style = style_sheet([*tones, colour])
    digest = b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=policy),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("meta", name="referrer", content="no-referrer"),
        element("title", title),
        element("style", Html(style)),
    )
    whole = element("html", head, element("body", join(body), class_=tone(colour)), lang=language)
    return f"<!doctype html>\n{whole}\n"


def style_sheet(tones: Iterable[RGB]) -> str:
    """Return the style sheet of all pages, with the colours of one."""
    return "\n" + variables(tones) + resources.style_sheet().read_text(encoding="utf-8")
