"""Reads a page of HTML back, strictly: every element is closed, and all that the page says and leads to is kept."""

from __future__ import annotations

from html.parser import HTMLParser

_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
"""Elements without an end tag (HTML, 13.1.2)."""
_SPEAKING = frozenset({"alt", "aria-label", "title"})
_SILENT = frozenset({"script", "style", "title"})
"""Elements whose text does not stand on the page."""
_LOADING = frozenset({"action", "background", "data", "formaction", "ping", "poster", "src", "srcset"})
_RUNNING = frozenset({"applet", "base", "embed", "form", "frame", "iframe", "link", "object", "script"})
_LEADING = frozenset({"aria-controls", "aria-describedby", "aria-labelledby", "for"})
"""Attributes that name ids."""
_HEADINGS = {f"h{level}": level for level in range(1, 7)}


class Markup(HTMLParser):
    """What a page says.

    Attributes:
        faults: What is not well-formed.
        active: What runs, or is fetched from elsewhere.
        language: The language it says it is in.
        title: Its title.
        texts: What stands on it, piece by piece.
        alternatives: What is said instead of pictures, and the names of areas.
        headings: The levels of its headings, in order.
        ids: Its places.
        repeated: Ids that more than one place has.
        targets: The ids that links and names lead to.
        unnamed: Pictures without an alternative text.
        empty: Links without a text.
    """

    def __init__(self, text: str) -> None:
        """Read a page."""
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []
        self.active: list[str] = []
        self.language = self.title = ""
        self.texts: list[str] = []
        self.alternatives: list[str] = []
        self.headings: list[int] = []
        self.ids: set[str] = set()
        self.repeated: list[str] = []
        self.targets: list[str] = []
        self.unnamed: list[str] = []
        self.empty: list[str] = []
        self._open: list[str] = []
        self._link: tuple[str, int] | None = None
        if not text.lower().startswith("<!doctype html>"):
            self.faults.append("it does not begin with <!doctype html>")
        self.feed(text)
        self.close()
        self.faults += [f"<{name}> is never closed" for name in self._open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take in an element's start."""
        said = {name: value or "" for name, value in attrs}
        if len(said) < len(attrs):
            self.faults.append(f"<{tag}> has an attribute twice, in line {self.getpos()[0]}")
        if tag not in _VOID:
            self._open.append(tag)
        if tag == "html":
            self.language = said.get("lang", "")
        if tag in _HEADINGS:
            self.headings.append(_HEADINGS[tag])
        if tag == "a":
            self._link = (said.get("href", ""), len(self.texts))
        if tag in _RUNNING:
            self.active.append(f"<{tag}>")
        self.alternatives += [value for name, value in said.items() if name in _SPEAKING]
        drawing = tag == "svg" and self._open.count("svg") == 1 and "aria-hidden" not in said
        picture = drawing or tag == "img" or said.get("role") == "img"
        if picture and not said.keys() & _SPEAKING:
            self.unnamed.append(f"<{tag}> in line {self.getpos()[0]}")
        self._places(said)

    def handle_endtag(self, tag: str) -> None:
        """Take in an element's end."""
        if self._open and self._open[-1] == tag:
            self._open.pop()
        else:
            inner = f"<{self._open[-1]}>" if self._open else "nothing"
            self.faults.append(f"</{tag}> in line {self.getpos()[0]} closes {inner}")
        if tag == "a" and self._link is not None:
            href, since = self._link
            if not "".join(self.texts[since:]).strip():
                self.empty.append(href)
            self._link = None

    def handle_data(self, data: str) -> None:
        """Take in a text."""
        if not any(one in _SILENT for one in self._open):
            self.texts.append(data)
        elif self._open[-1] == "title":
            self.title += data

    def _places(self, said: dict[str, str]) -> None:
        name = said.get("id")
        if name is not None:
            if name in self.ids:
                self.repeated.append(name)
            self.ids.add(name)
        for attribute, value in said.items():
            if attribute in _LEADING:
                self.targets += value.split()
            elif attribute in _LOADING or attribute.startswith("on"):
                self.active.append(f"{attribute}={value[:40]}")
            elif attribute in {"href", "xlink:href"}:
                self.targets += [value[1:]] if value.startswith("#") else []
                if value.lower().split(":")[0].strip() in {"javascript", "data", "vbscript"}:
                    self.active.append(value[:40])
