"""How the elements of an SVG file are painted: attributes, stylesheets and what is inherited (SVG 1.1, 6 and 11)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from materialgen.brand.svg_path import OddDataError, number
from materialgen.brand.unfit import UnfitLogoError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from materialgen.kit.model import RGB

_INHERITED = frozenset(
    {
        *("fill", "fill-rule", "fill-opacity", "color", "visibility"),
        *("stroke", "stroke-width", "stroke-linecap", "stroke-linejoin", "stroke-miterlimit"),
        *("stroke-dasharray", "stroke-dashoffset", "stroke-opacity"),
    }
)
_OWN = frozenset({"opacity", "display", "clip-path", "mask", "filter", "mix-blend-mode", "transform", "d"})
_MARKERS = frozenset({"marker", "marker-start", "marker-mid", "marker-end"})
_PROPERTIES = _INHERITED | _OWN | _MARKERS | {"paint-order", "vector-effect"}
"""Properties that change the picture; others are of texts, or for editors and screens."""
MOST_RULES = 500
"""Of stylesheets; each is tried on each element."""
_SELECTOR = re.compile(r"(?:\*|([A-Za-z][\w-]*))?((?:[.#][\w-]+)*)\Z")
_PART = re.compile(r"([.#])([\w-]+)")
_AT_RULE = re.compile(r"@([\w-]+)([^;{}]*)")
_RGB = re.compile(r"rgba?\(([^()]*)\)\Z")
_LENGTH = re.compile(r"(.*?[0-9.])(px|pt|pc|mm|cm|in)?\Z")
_UNITS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}
_CAPS = {"butt": 0, "round": 1, "square": 2}
_JOINS = {"miter": 0, "round": 1, "bevel": 2}
_PLAIN = "give every area one plain colour in the drawing program, without transparency, and export again"
_FLAT = "flatten or expand it in the drawing program, and export again"
_SAFE = "export the logo again from the drawing program as plain SVG"


@dataclass(frozen=True, slots=True)
class Style:
    """How an element is painted.

    Attributes:
        properties: As written, those that are inherited.
        shown: Whether it is drawn with all that is in it.
    """

    properties: Mapping[str, str] = field(default_factory=dict)
    shown: bool = True

    @property
    def visible(self) -> bool:
        """Whether its own path is drawn."""
        return self.shown and self.properties.get("visibility", "visible") == "visible"

    @property
    def fill(self) -> RGB | None:
        """The colour of areas."""
        return self._paint("fill", "black")

    @property
    def even_odd(self) -> bool:
        """Whether areas inside areas are left out."""
        rule = self.properties.get("fill-rule", "nonzero")
        if rule not in {"nonzero", "evenodd"}:
            raise OddDataError(f"the fill-rule '{rule[:20]}' is unknown")
        return rule == "evenodd"

    @property
    def stroke(self) -> RGB | None:
        """The colour of lines; nothing if they have no width."""
        return self._paint("stroke", "none") if self.width > 0 else None

    @property
    def width(self) -> float:
        """The width of lines."""
        return length(self.properties.get("stroke-width", "1"))

    @property
    def cap(self) -> int:
        """How lines end."""
        return _choice(_CAPS, "stroke-linecap", self.properties.get("stroke-linecap", "butt"))

    @property
    def join(self) -> int:
        """How lines turn."""
        return _choice(_JOINS, "stroke-linejoin", self.properties.get("stroke-linejoin", "miter"))

    @property
    def mitre(self) -> float:
        """How far a mitre may reach."""
        limit = number(self.properties.get("stroke-miterlimit", "4"))
        if limit < 1:
            raise OddDataError(f"the stroke-miterlimit is {limit:g}")
        return limit

    @property
    def dash(self) -> tuple[float, ...]:
        """Lengths of dashes and gaps."""
        written = self.properties.get("stroke-dasharray", "none")
        if written == "none":
            return ()
        lengths = tuple(length(one) for one in re.split(r"[\s,]+", written.strip()))
        if min(lengths) < 0:
            raise OddDataError("a dash has a length below 0")
        return (lengths * 2 if len(lengths) % 2 else lengths) if sum(lengths) > 0 else ()

    @property
    def phase(self) -> float:
        """How far into the dashes a line begins."""
        return length(self.properties.get("stroke-dashoffset", "0"))

    def _paint(self, what: str, otherwise: str) -> RGB | None:
        written = self.properties.get(what, otherwise)
        if written.lower() == "currentcolor":
            written = self.properties.get("color", "black")
        opacity = _opacity(self.properties.get(f"{what}-opacity", "1"))
        if opacity == 0:
            return None
        colour = colour_of(written)
        if colour is not None and opacity != 1:
            raise UnfitLogoError("unfit-logo", f"it has areas that are {opacity:.0%} opaque ({what}-opacity)", _PLAIN)
        return colour

    def within(self, written: Mapping[str, str]) -> Style:
        """Return the style of an element inside of this one, from its own properties."""
        own = {name: value for name, value in written.items() if value != "inherit"}
        _refuse(own)
        shown = self.shown and own.get("display", "inline") != "none" and _opacity(own.get("opacity", "1")) > 0
        kept = {name: value for name, value in own.items() if name in _INHERITED}
        return replace(self, properties={**self.properties, **kept}, shown=shown)


def _refuse(own: Mapping[str, str]) -> None:
    """Raise ``UnfitLogoError`` for what cannot be drawn as paths in plain colours."""
    for name, what in (("clip-path", "a clipping path"), ("mask", "a mask"), ("filter", "an effect (filter)")):
        if own.get(name, "none") != "none":
            raise UnfitLogoError("unfit-logo", f"it has {what}", _FLAT)
    if _MARKERS & {name for name, value in own.items() if value != "none"}:
        raise UnfitLogoError("unfit-logo", "it has arrowheads or other markers", _FLAT)
    if own.get("mix-blend-mode", "normal") != "normal":
        raise UnfitLogoError("unfit-logo", "it has colours that blend with what lies below", _PLAIN)
    if own.get("vector-effect", "none") != "none" or own.get("paint-order", "normal") not in {"normal", "fill"}:
        raise UnfitLogoError("unfit-logo", "it has lines with effects (vector-effect, paint-order)", _FLAT)
    if own.get("transform", "none") != "none" or "d" in own:
        raise UnfitLogoError("unfit-logo", "it has shapes or transforms in its styles", _FLAT)
    opacity = _opacity(own.get("opacity", "1"))
    if opacity not in {0, 1}:
        raise UnfitLogoError("unfit-logo", f"it has parts that are {opacity:.0%} opaque", _PLAIN)


def _opacity(text: str) -> float:
    percent = text.strip().endswith("%")
    value = number(text.strip().removesuffix("%")) / (100 if percent else 1)
    return min(max(value, 0.0), 1.0)


def _choice(choices: Mapping[str, int], name: str, written: str) -> int:
    if written not in choices:
        raise OddDataError(f"{name} is '{written[:20]}'")
    return choices[written]


def length(text: str) -> float:
    """Return a length in the drawing's units, which are CSS pixels; raises ``OddDataError``."""
    match = _LENGTH.match(text.strip())
    if not match:
        raise OddDataError(f"'{text[:20]}' is not a length")
    return number(match[1]) * _UNITS[match[2] or ""]


def colour_of(text: str) -> RGB | None:
    """Return a colour, or None for ``none``.

    Raises:
        OddDataError: It is none.
        UnfitLogoError: It is no plain one.
    """
    bare = text.strip().lower()
    if bare in {"none", "transparent"}:
        return None
    if bare.startswith("url("):
        if not re.match(r"url\(\s*[\"']?#", bare):
            raise UnfitLogoError("unsafe-logo", f"it refers to something elsewhere: '{text.strip()[:40]}'", _SAFE)
        raise UnfitLogoError("unfit-logo", "it has gradients or patterns", _PLAIN)
    if bare.startswith("#"):
        return _hexadecimal(bare)
    match = _RGB.match(bare)
    if match:
        return _functional(match[1])
    return _named(bare)


def _named(name: str) -> RGB:
    from PIL.ImageColor import getrgb

    try:
        red, green, blue = getrgb(name if name.isalpha() else "")[:3]
    except ValueError:
        raise OddDataError(f"the colour '{name[:30]}' is unknown") from None
    return red / 255, green / 255, blue / 255


def _hexadecimal(code: str) -> RGB:
    digits = code[1:]
    if len(digits) == 3:  # noqa: PLR2004 - one for each of red, green and blue
        digits = "".join(2 * one for one in digits)
    if not re.fullmatch(r"[0-9a-f]{6}", digits):
        raise OddDataError(f"the colour '{code[:30]}' is unknown")
    red, green, blue = bytes.fromhex(digits)
    return red / 255, green / 255, blue / 255


def _functional(written: str) -> RGB:
    parts = [one for one in re.split(r"[\s,/]+", written.strip()) if one]
    if len(parts) not in {3, 4}:
        raise OddDataError(f"the colour 'rgb({written[:30]})' is unknown")
    if len(parts) == 4 and _opacity(parts[3]) != 1:  # noqa: PLR2004 - with opacity
        raise UnfitLogoError("unfit-logo", "it has colours that are not opaque", _PLAIN)
    red, green, blue = (_channel(one) for one in parts[:3])
    return red, green, blue


def _channel(text: str) -> float:
    share = number(text.removesuffix("%")) / (100 if text.endswith("%") else 255)
    return round(min(max(share, 0.0), 1.0) * 255) / 255


# --- stylesheets --------------------------------------------------------------------------------------------------


def declarations(text: str) -> Iterator[tuple[str, str]]:
    """Yield the properties of a style that change the picture."""
    for one in text.split(";"):
        name, colon, value = one.partition(":")
        if colon and name.strip().lower() in _PROPERTIES:
            yield name.strip().lower(), value.replace("!important", "").strip()


def _without_comments(text: str) -> str:
    """Return a stylesheet without comments, and without the signs that once hid stylesheets from old programs."""
    first, *others = text.replace("<!--", " ").replace("-->", " ").split("/*")
    return first + "".join(" " + other.partition("*/")[2] for other in others)


class Stylesheet:
    """The rules of the ``style`` elements: by element, class and id, as drawing programs write them."""

    def __init__(self, text: str) -> None:
        """Read the rules; raises ``UnfitLogoError`` for those of other kinds that would change the picture."""
        bare = _without_comments(text)
        for match in _AT_RULE.finditer(bare):
            if match[1] != "charset":
                code = "unsafe-logo" if match[1] in {"import", "font-face"} else "unfit-logo"
                raise UnfitLogoError(code, f"its stylesheet has a rule for '@{match[1]}'", _SAFE)
        rules = _AT_RULE.sub(" ", bare).split("}")
        if len(rules) > MOST_RULES:
            raise UnfitLogoError("unfit-logo", f"its stylesheet has more than {MOST_RULES} rules", _SAFE)
        self._rules: list[tuple[tuple[int, int, int], str, frozenset[str], frozenset[str], Mapping[str, str]]] = []
        for rule in rules:
            selectors, brace, written = rule.partition("{")
            found = dict(declarations(written)) if brace else {}
            for selector in selectors.strip(" \t\r\n;").split(",", MOST_RULES):
                self._add(selector.strip(), found)
        self._rules.sort(key=lambda one: one[0])  # of equal weight, the later rule wins

    def _add(self, selector: str, found: Mapping[str, str]) -> None:
        match = _SELECTOR.match(selector)
        if match is None or not selector:
            if found:
                raise UnfitLogoError("unfit-logo", f"its stylesheet has the selector '{selector[:40]}'", _SAFE)
            return
        parts = _PART.findall(match[2])
        ids = frozenset(name for mark, name in parts if mark == "#")
        classes = frozenset(name for mark, name in parts if mark == ".")
        weight = (len(ids), len(classes), 1 if match[1] else 0)
        if found:
            self._rules.append((weight, match[1] or "", ids, classes, found))

    def properties(self, name: str, attributes: Mapping[str, str]) -> dict[str, str]:
        """Return the properties of an element: its attributes, the rules for it, its own style, in this order."""
        classes, own = frozenset(attributes.get("class", "").split()), attributes.get("id", "")
        result = {key: value.strip() for key, value in attributes.items() if key in _PROPERTIES - {"transform", "d"}}
        for _, element, ids, wanted, found in self._rules:
            if element in {"", name} and wanted <= classes and ids <= {own}:
                result |= found
        result.update(declarations(attributes.get("style", "")))
        return result
