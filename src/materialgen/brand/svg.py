"""SVG logos (SVG 1.1, second edition) as paths in plain colours: a strict reader.

What it does not know it refuses, and says what to do: a logo must look on paper as it does on its maker's screen, so
nothing is left out in silence. A library would do more than that, and forgive more; nothing here is fetched, run or
expanded, and what is drawn is bounded before it is drawn.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from xml.parsers import expat

from materialgen.brand.model import Drawing, Path
from materialgen.brand.svg_path import (
    IDENTITY,
    MOST_PIECES,
    Matrix,
    OddDataError,
    ellipse,
    numbers,
    parse_path,
    rectangle,
    transform_of,
)
from materialgen.brand.svg_style import Style, Stylesheet, length
from materialgen.brand.unfit import UnfitLogoError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from materialgen.brand.model import Segment

MOST_ELEMENTS = 10_000
MOST_DEPTH = 60
MOST_ATTRIBUTE = 10_000
"""Characters of an attribute other than ``_LONG`` ones."""
MOST_DATA = 5_000_000
"""Characters of path data and points that are read, as often as they are used."""
_LONG = frozenset({"d", "points"})
MOST_USES = 8
"""How deeply ``use`` may lead to ``use``."""
_HAIR = 1e-3
"""What is off by less is rounding."""
_REFERENCE = re.compile(r"url\(\s*[\"']?#([^\"')\s]+)[\"']?\s*\)")
_SVG = "http://www.w3.org/2000/svg "
_XLINK_HREF = "http://www.w3.org/1999/xlink href"
_OUTLINES = "convert texts to outlines in the drawing program, and export again"
_SAFE = "export the logo again from the drawing program as plain SVG"
_FLAT = "flatten or expand it in the drawing program, and export again"
_IGNORED = frozenset({"title", "desc", "metadata", "style", "defs", "symbol"})
"""Elements that draw nothing where they stand."""
_KEPT_ASIDE = frozenset({"linearGradient", "radialGradient", "clipPath", "mask", "filter", "pattern", "marker"})
"""Elements that draw nothing unless something refers to them; then that is refused."""
_REFUSED = {
    "text": ("unfit-logo", "it has a text, which needs a font of its own", _OUTLINES),
    "image": ("unfit-logo", "it has a picture of pixels inside", "trace it, or save the whole logo as PNG"),
    "script": ("unsafe-logo", "it has a script", _SAFE),
    "foreignObject": ("unsafe-logo", "it has something other than SVG inside (foreignObject)", _SAFE),
    "a": ("unsafe-logo", "it has a link", "remove the link in the drawing program, and export again"),
    "animate": ("unfit-logo", "it is animated", "export a still picture"),
    "animateTransform": ("unfit-logo", "it is animated", "export a still picture"),
    "animateMotion": ("unfit-logo", "it is animated", "export a still picture"),
    "set": ("unfit-logo", "it is animated", "export a still picture"),
}


@dataclass(slots=True)
class Node:
    """An element: its name without SVG's namespace, and its attributes."""

    name: str
    attributes: Mapping[str, str]
    line: int
    children: list[Node] = field(default_factory=list)
    text: str = ""


def read_svg(data: bytes) -> Drawing:
    """Return the drawing in an SVG file.

    Raises:
        UnfitLogoError: It is damaged or unsafe, or has what cannot be drawn as plain paths.
    """
    root = _Reader().read(data)
    if root.name != "svg":
        raise UnfitLogoError("unfit-logo", "it is XML, but not SVG", _SAFE)
    _check_references(root)
    try:
        return _Painter(root).drawing()
    except RecursionError:  # deep groups that use deep groups
        raise UnfitLogoError("unfit-logo", "it is nested too deeply", _FLAT) from None


# --- XML ----------------------------------------------------------------------------------------------------------


class _Reader:
    """Reads XML without entities, other files or instructions."""

    def __init__(self) -> None:
        self._parser = parser = expat.ParserCreate(namespace_separator=" ")
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._doctype
        parser.EntityDeclHandler = self._entity
        parser.ExternalEntityRefHandler = self._outside
        parser.SkippedEntityHandler = self._outside
        parser.ProcessingInstructionHandler = self._instruction
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        self._open: list[Node] = []
        self._root: Node | None = None
        self._count = 0

    def read(self, data: bytes) -> Node:
        try:
            self._parser.Parse(data, True)  # noqa: FBT003 - expat takes no names: this is all of it
        except expat.ExpatError as error:
            message = f"it is damaged: {expat.ErrorString(error.code)} in its line {error.lineno}"
            raise UnfitLogoError("unfit-logo", message, _SAFE) from None
        except (ValueError, LookupError):  # an encoding that Python does not know
            raise UnfitLogoError("unfit-logo", "its encoding is unknown", _SAFE) from None
        assert self._root is not None  # noqa: S101 - what has no element is no XML
        return self._root

    def _doctype(self, _name: str, _system: str | None, _public: str | None, internal: int) -> None:
        if internal:
            raise UnfitLogoError("unsafe-logo", "it defines entities or a grammar of its own (DOCTYPE)", _SAFE)

    def _entity(self, *_declared: object) -> None:
        raise UnfitLogoError("unsafe-logo", "it defines entities", _SAFE)

    def _outside(self, *_named: object) -> int:
        raise UnfitLogoError("unsafe-logo", "it refers to entities elsewhere", _SAFE)

    def _instruction(self, target: str, _data: str) -> None:
        if target.lower() == "xml-stylesheet":
            raise UnfitLogoError("unsafe-logo", "it refers to a stylesheet elsewhere", _SAFE)

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        self._count += 1
        if self._count > MOST_ELEMENTS or len(self._open) >= MOST_DEPTH:
            message = f"it has more than {MOST_ELEMENTS} elements, or is nested deeper than {MOST_DEPTH}"
            raise UnfitLogoError("unfit-logo", message, "simplify it in the drawing program")
        if any(len(value) > MOST_ATTRIBUTE for key, value in attributes.items() if " " not in key and key not in _LONG):
            line = self._parser.CurrentLineNumber
            message = f"it has an attribute of more than {MOST_ATTRIBUTE} characters (line {line})"
            raise UnfitLogoError("unfit-logo", message, _SAFE)
        node = Node(name.removeprefix(_SVG), attributes, self._parser.CurrentLineNumber)
        if self._open:
            self._open[-1].children.append(node)
        else:
            self._root = node
        self._open.append(node)

    def _end(self, _name: str) -> None:
        self._open.pop()

    def _characters(self, text: str) -> None:
        node = self._open[-1]
        if node.name == "style":
            node.text += text


def _walk(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children:
        yield from _walk(child)


def _check_references(root: Node) -> None:
    """See that nothing in the file is run, or leads out of it, whether it is drawn or not."""
    for node in _walk(root):
        line = f"(line {node.line})"
        if node.name in {"script", "foreignObject"}:
            code, message, hint = _REFUSED[node.name]
            raise UnfitLogoError(code, f"{message} {line}", hint)
        for name, value in node.attributes.items():
            bare = name.rpartition(" ")[2]
            if bare.lower().startswith("on") and " " not in name:
                raise UnfitLogoError("unsafe-logo", f"it has a script in '{bare}' {line}", _SAFE)
            if bare == "href" and node.name == "image":
                continue  # refused as such, with better advice, if it is not a reference elsewhere
            if bare == "href" and " " not in node.name and not value.strip().startswith("#"):
                raise UnfitLogoError("unsafe-logo", f"it refers to something elsewhere: '{value[:40]}' {line}", _SAFE)
        href = node.attributes.get(_XLINK_HREF, node.attributes.get("href", ""))
        if node.name == "image" and not href.strip().startswith(("#", "data:")):
            raise UnfitLogoError("unsafe-logo", f"it refers to a picture elsewhere: '{href[:40]}' {line}", _SAFE)


# --- drawing ------------------------------------------------------------------------------------------------------


class _Painter:
    def __init__(self, root: Node) -> None:
        self._root = root
        self._ids: dict[str, Node] = {}
        styles = []
        for node in _walk(root):
            if "id" in node.attributes:
                self._ids.setdefault(node.attributes["id"], node)
            if node.name == "style":
                styles.append(node.text)
        self._sheet = Stylesheet("\n".join(styles))
        self._paths: list[Path] = []
        self._pieces = 0
        self._data = 0
        self._elements = 0
        self._size = (0.0, 0.0)

    def drawing(self) -> Drawing:
        """Return what is seen through the view box, moved to its corner."""
        left, top, width, height = self._view()
        self._size = width, height
        if not (1e-3 <= width <= 1e6 and 1e-3 <= height <= 1e6):  # noqa: PLR2004 - what numbers can be trusted with
            raise UnfitLogoError("unfit-logo", f"its size is {width:g} × {height:g}", _SAFE)
        self._draw_children(self._root, self._style(self._root, Style()), Matrix(1, 0, 0, 1, -left, -top), 0)
        if not self._paths:
            raise UnfitLogoError("unfit-logo", "it is empty: nothing in it is drawn", _SAFE)
        return Drawing(width, height, tuple(self._paths))

    def _view(self) -> tuple[float, float, float, float]:
        attributes = self._root.attributes
        width, height = attributes.get("width", ""), attributes.get("height", "")
        try:
            if "viewBox" in attributes:
                left, top, across, down = numbers(attributes["viewBox"])
                return left, top, across, down
            return 0.0, 0.0, length(width), length(height)
        except (OddDataError, ValueError):
            raise UnfitLogoError("unfit-logo", "it does not say how large it is (viewBox)", _SAFE) from None

    def _style(self, node: Node, around: Style, matrix: Matrix = IDENTITY) -> Style:
        properties = self._sheet.properties(node.name, node.attributes)
        if "clip-path" in properties and self._clips_nothing(properties["clip-path"], matrix):
            del properties["clip-path"]
        return around.within(properties)

    def _clips_nothing(self, reference: str, matrix: Matrix) -> bool:
        """Return whether a clipping path is a rectangle that holds the whole picture, as some programs export it."""
        match = _REFERENCE.fullmatch(reference)
        clip = self._ids.get(match[1]) if match else None
        shapes = [one for one in clip.children if " " not in one.name] if clip else []
        if clip is None or clip.name != "clipPath" or len(shapes) != 1 or shapes[0].name != "rect":
            return False
        odd = {"transform", "clipPathUnits", "clip-path", "rx", "ry"}
        if odd & {*clip.attributes, *shapes[0].attributes} or matrix.b or matrix.c:
            return False
        x, y, width, height = _lengths(shapes[0].attributes, "x", "y", "width", "height")
        (left, top), (right, bottom) = matrix.point(x, y), matrix.point(x + width, y + height)
        across, down = self._size
        return left <= _HAIR and top <= _HAIR and right >= across - _HAIR and bottom >= down - _HAIR

    def _draw_children(self, node: Node, style: Style, matrix: Matrix, uses: int) -> None:
        for child in node.children:
            self._draw(child, style, matrix, uses)

    def _draw(self, node: Node, around: Style, matrix: Matrix, uses: int) -> None:
        """Draw an element; what is wrong is told with the line where it stands."""
        if " " in node.name or node.name in _IGNORED or node.name in _KEPT_ASIDE:
            return  # of an editor's own namespace, or drawn elsewhere if at all
        self._elements += 1
        if self._elements > MOST_ELEMENTS:
            raise UnfitLogoError("unfit-logo", f"it draws more than {MOST_ELEMENTS} elements", _FLAT)
        try:
            self._draw_known(node, around, matrix, uses)
        except OddDataError as error:
            raise UnfitLogoError("unfit-logo", f"{error} (line {node.line})", _SAFE) from None
        except UnfitLogoError as error:
            if "(line " in str(error):
                raise
            raise UnfitLogoError(error.code, f"{error} (line {node.line})", error.hint) from None

    def _draw_known(self, node: Node, around: Style, matrix: Matrix, uses: int) -> None:
        if node.name in _REFUSED:
            raise UnfitLogoError(*_REFUSED[node.name])
        inner = matrix.times(transform_of(node.attributes.get("transform", "")))
        style = self._style(node, around, inner)
        if not style.shown:
            return
        if node.name == "g":
            self._draw_children(node, style, inner, uses)
        elif node.name == "use":
            self._use(node, style, inner, uses)
        elif style.visible:
            self._paint(node, style, inner)

    def _use(self, node: Node, style: Style, matrix: Matrix, uses: int) -> None:
        """Draw what an element refers to; a symbol only if it has no window of its own."""
        target = self._ids.get(node.attributes.get("href", node.attributes.get(_XLINK_HREF, "")).strip()[1:])
        if target is None or uses >= MOST_USES:
            raise UnfitLogoError("unfit-logo", "it uses a part of itself that is not there, or endlessly", _FLAT)
        x, y = (length(node.attributes.get(one, "0")) for one in ("x", "y"))
        inner = matrix.times(Matrix(1, 0, 0, 1, x, y))
        if target.name == "symbol":
            if "viewBox" in target.attributes:
                raise UnfitLogoError("unfit-logo", "it uses a symbol with a window of its own", _FLAT)
            self._draw_children(target, self._style(target, style), inner, uses + 1)
        else:
            self._draw(target, style, inner, uses + 1)

    def _paint(self, node: Node, style: Style, matrix: Matrix) -> None:
        shape = _SHAPES.get(node.name)
        if shape is None:
            raise UnfitLogoError("unfit-logo", f"it has '{node.name[:30]}', which is not understood", _FLAT)
        self._data += sum(len(node.attributes.get(one, "")) for one in _LONG)
        if self._data > MOST_DATA:
            raise UnfitLogoError("unfit-logo", "its paths are too long", "simplify its paths in the drawing program")
        segments = [matrix.apply(one) for one in shape(node.attributes)]
        self._pieces += len(segments)
        if self._pieces > MOST_PIECES:
            message = f"it has more than {MOST_PIECES} lines and curves"
            raise UnfitLogoError("unfit-logo", message, "simplify its paths in the drawing program")
        fill, stroke = style.fill, style.stroke
        if len(segments) < 2 or (fill is None and stroke is None):  # noqa: PLR2004 - a move alone draws nothing
            return
        path = Path(tuple(segments), fill, style.even_odd)
        if stroke is not None:
            scale = matrix.scale
            if scale is None:
                message = "it has lines that are stretched in one direction"
                raise UnfitLogoError("unfit-logo", message, "convert lines to areas (outline stroke), and export again")
            path = replace(
                path,
                stroke=stroke,
                width=style.width * scale,
                cap=style.cap,
                join=style.join,
                mitre=style.mitre,
                dash=tuple(one * scale for one in style.dash),
                phase=style.phase * scale,
            )
        self._paths.append(path)


# --- shapes -------------------------------------------------------------------------------------------------------


def _lengths(attributes: Mapping[str, str], *names: str) -> list[float]:
    return [length(attributes.get(one, "0")) for one in names]


def _path(attributes: Mapping[str, str]) -> list[Segment]:
    return parse_path(attributes.get("d", ""))


def _rectangle(attributes: Mapping[str, str]) -> list[Segment]:
    x, y, width, height = _lengths(attributes, "x", "y", "width", "height")
    if width < 0 or height < 0:
        raise OddDataError("a rectangle has a side below 0")
    if not width or not height:
        return []
    given = [None if attributes.get(one, "auto") == "auto" else length(attributes[one]) for one in ("rx", "ry")]
    rx, ry = (one if one is not None else other for one, other in (given, given[::-1]))
    if min(rx or 0.0, ry or 0.0) < 0:
        raise OddDataError("a rectangle has a radius below 0")
    return rectangle(x, y, width, height, rx or 0.0, ry or 0.0)


def _circle(attributes: Mapping[str, str]) -> list[Segment]:
    cx, cy, radius = _lengths(attributes, "cx", "cy", "r")
    return _round(cx, cy, radius, radius)


def _ellipse(attributes: Mapping[str, str]) -> list[Segment]:
    return _round(*_lengths(attributes, "cx", "cy", "rx", "ry"))


def _round(cx: float, cy: float, rx: float, ry: float) -> list[Segment]:
    if rx < 0 or ry < 0:
        raise OddDataError("a circle has a radius below 0")
    return ellipse(cx, cy, rx, ry) if rx and ry else []


def _line(attributes: Mapping[str, str]) -> list[Segment]:
    x1, y1, x2, y2 = _lengths(attributes, "x1", "y1", "x2", "y2")
    return [("M", (x1, y1)), ("L", (x2, y2))]


def _polyline(attributes: Mapping[str, str]) -> list[Segment]:
    values = numbers(attributes.get("points", ""))
    if len(values) % 2:
        raise OddDataError("a list of points has an odd number of numbers")
    points = list(zip(values[::2], values[1::2], strict=True))
    return [("L" if index else "M", point) for index, point in enumerate(points)]


def _polygon(attributes: Mapping[str, str]) -> list[Segment]:
    line = _polyline(attributes)
    return [*line, ("Z", ())] if line else []


_SHAPES: Mapping[str, Callable[[Mapping[str, str]], list[Segment]]] = {
    "path": _path,
    "rect": _rectangle,
    "circle": _circle,
    "ellipse": _ellipse,
    "line": _line,
    "polyline": _polyline,
    "polygon": _polygon,
}
