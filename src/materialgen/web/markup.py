"""Elements of HTML and SVG, and texts of the content in them; whatever is not markup already is escaped."""

from __future__ import annotations

from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

from materialgen.typeset.markup import SOFT_HYPHEN, Emphasis, paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from materialgen.typeset.markup import Paragraph

_VOID = frozenset({"br", "input", "meta"})
"""Elements without an end tag (HTML, 13.1.2)."""


class Html(str):
    """Markup that can be put into a page as it stands; made by this package only."""

    __slots__ = ()


def element(name: str, /, *children: str | None, **attributes: str | float | None) -> Html:
    """Return an element.

    Args:
        name: Its name.
        children: What is in it: ``Html`` as it stands, other strings escaped, None left out.
        attributes: By name, ``aria_label`` for ``aria-label`` and ``class_`` for ``class``; None leaves one out.
    """
    inside = "".join(_escaped(one) for one in children if one is not None)
    start = "".join(_attribute(key, value) for key, value in attributes.items() if value is not None)
    return Html(f"<{name}{start}>" if name in _VOID else f"<{name}{start}>{inside}</{name}>")


def join(parts: Iterable[str], between: str = "\n") -> Html:
    """Return parts one after the other."""
    return Html(between.join(_escaped(one) for one in parts))


def _escaped(text: str) -> str:
    return text if isinstance(text, Html) else escape(text.replace(SOFT_HYPHEN, ""), quote=False)


def _attribute(key: str, value: str | float) -> str:
    written = f"{value:g}" if isinstance(value, float) else str(value)
    return f' {key.rstrip("_").replace("_", "-")}="{escape(written.replace(SOFT_HYPHEN, ""))}"'


# --- texts of the content -----------------------------------------------------------------------------------------


def inline(text: str) -> Html:
    """Return a text with its emphasis for a heading or a line; each of its lines is one. Soft hyphens are left out.

    Browsers divide words by the page's language, and some screen readers stumble over a soft hyphen.
    """
    return join((_line(one) for one in paragraphs(text)), "<br>")


def content(text: str) -> Html:
    """Return a text for an item or a cell: a text of one line as it is, others as paragraphs and lists."""
    lines = paragraphs(text)
    return _line(lines[0]) if len(lines) == 1 and not lines[0].bullet else _blocks(lines)


def paragraph(text: str, class_: str | None = None) -> Html:
    """Return a text as a paragraph, or as several and lists if that is what it is."""
    lines = paragraphs(text)
    if len(lines) == 1 and not lines[0].bullet:
        return element("p", _line(lines[0]), class_=class_)
    return element("div", _blocks(lines), class_=class_)


def _blocks(lines: Sequence[Paragraph]) -> Html:
    blocks: list[Html] = []
    for bullet, some in groupby(lines, key=lambda one: one.bullet):
        name = "li" if bullet else "p"
        made = [element(name, _line(one)) for one in some]
        blocks += [element("ul", *made)] if bullet else made
    return join(blocks)


def _line(line: Paragraph) -> Html:
    return join((_run(run.text, run.emphasis) for run in line.runs), "")


def _run(text: str, emphasis: Emphasis) -> Html:
    made = Html(_escaped(text))
    if Emphasis.EMPHASIS in emphasis:
        made = element("em", made)
    return element("strong", made) if Emphasis.STRONG in emphasis else made


# --- lists --------------------------------------------------------------------------------------------------------


def bullets(texts: Iterable[str], class_: str | None = None) -> Html:
    """Return a list; with a class of its own it may look like none, and says by its role that it is one."""
    items = (element("li", content(one)) for one in texts)
    return element("ul", *items, class_=class_, role="list" if class_ else None)


def numbers(texts: Iterable[str]) -> Html:
    """Return a numbered list."""
    return element("ol", *(element("li", content(one)) for one in texts))


def checks(texts: Iterable[str]) -> Html:
    """Return a list of what can be ticked off; nothing remembers it, as on paper."""
    boxes = (
        element("li", element("label", element("input", type="checkbox"), element("span", inline(one))))
        for one in texts
    )
    return element("ul", *boxes, class_="checks", role="list")
