"""Recorded documents as Typst sources: what somebody would write who sets sheets at fixed places with Typst."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.recorded import TOLERANCE, Circle, Figure, Levels, Path, Rectangle, Shape, Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bench.recorded import RGB, Document, Item, Line, Page, Run, Stroke

PRELUDE = """\
// What all documents share. Lines have no height of their own: places are those of baselines.
#let kit(title: "", lang: "en", body) = {
  set document(title: title)
  set page(margin: 0pt)
  set text(font: "Inter", lang: lang, ligatures: false, hyphenate: false, overhang: false)
  set text(top-edge: "baseline", bottom-edge: "baseline")
  set par(spacing: 0pt)
  show heading: it => it.body
  show heading: set text(weight: 400)
  body
}
#let styled(size, leading, fill, tracking, body) = {
  set text(size: size, fill: fill, tracking: tracking)
  set par(leading: leading)
  body
}
#let rows(lines) = lines.join(linebreak())
// A paragraph, a heading and a list at a place.
#let p(x, y, size, leading, fill, tracking: 0pt, ..lines) = place(
  dx: x, dy: y, styled(size, leading, fill, tracking, par(rows(lines.pos()))),
)
#let pa(x, y, size, leading, fill, width, side, tracking: 0pt, ..lines) = place(
  dx: x, dy: y, block(width: width, styled(size, leading, fill, tracking, align(side, par(rows(lines.pos()))))),
)
#let h(level, x, y, size, leading, fill, tracking: 0pt, ..lines) = place(
  dx: x, dy: y, heading(level: level, styled(size, leading, fill, tracking, rows(lines.pos()))),
)
#let ha(level, x, y, size, leading, fill, width, side, tracking: 0pt, ..lines) = place(
  dx: x, dy: y,
  block(width: width, align(side, heading(level: level, styled(size, leading, fill, tracking, rows(lines.pos()))))),
)
#let l(x, y, size, leading, fill, gap, marker, tracking: 0pt, ..items) = place(
  dx: x, dy: y,
  styled(size, leading, fill, tracking, list(tight: true, spacing: leading, body-indent: gap, marker: marker, ..items)),
)
// Texts that are no part of what is read: feet of pages.
#let a(x, y, size, leading, fill, tracking: 0pt, ..lines) = pdf.artifact(
  place(dx: x, dy: y, styled(size, leading, fill, tracking, rows(lines.pos()))),
)
#let aa(x, y, size, leading, fill, width, side, tracking: 0pt, ..lines) = pdf.artifact(
  place(dx: x, dy: y, block(width: width, styled(size, leading, fill, tracking, align(side, rows(lines.pos()))))),
)
#let w400 = text.with(weight: 400)
#let w600 = text.with(weight: 600)
#let w700 = text.with(weight: 700)
#let i400 = text.with(style: "italic", weight: 400)
#let i600 = text.with(style: "italic", weight: 600)
"""

_FONTS = {
    "Inter-Regular": "",
    "Inter-SemiBold": "w600",
    "Inter-Bold": "w700",
    "Inter-Italic": "i400",
    "Inter-SemiBoldItalic": "i600",
}
_SLACK = 2.0
"""pt; what the box of an aligned text is wider than its longest line, so that no line breaks."""


def typst_source(document: Document) -> str:
    """Return the source of a document; it needs ``PRELUDE`` beside it as ``kit.typ``."""
    out = [
        '#import "kit.typ": *',
        f"#show: kit.with(title: {_quoted(document.title)}, lang: {_quoted(document.language)})",
    ]
    for number, part in enumerate(document.parts, 1):
        levels = Levels()
        pages = "\n".join(_page(page, levels) for page in part.pages)
        if part.copies > 1:
            out += [f"#let part{number} = [", pages, "]", f"#for _ in range({part.copies}) {{ part{number} }}"]
        else:
            out.append(pages)
    return "\n".join(out) + "\n"


def _page(page: Page, levels: Levels) -> str:
    items = "\n".join("#" + _item(group, levels) for group in _grouped(page.items))
    return f"#page(width: {_pt(page.width)}, height: {_pt(page.height)})[\n{items}\n]"


def _grouped(items: Sequence[Item]) -> Iterator[list[Item]]:
    """Yield items, those of one list together."""
    group: list[Item] = []
    for item in items:
        if group and not (_is_item(item) and _follows(group[-1], item)):
            yield group
            group = []
        group.append(item)
    if group:
        yield group


def _is_item(item: Item) -> bool:
    return isinstance(item, Text) and item.role == "LBody" and len(item.bullets) == 1


def _follows(before: Item, item: Item) -> bool:
    """Return whether an item of a list comes right below another."""
    if not (isinstance(before, Text) and isinstance(item, Text) and _is_item(before)):
        return False
    looks = [(one.size, one.leading, one.colour, one.tracking) for one in (before, item)]
    gap = item.baseline - before.lines[-1].y
    return (
        looks[0] == looks[1]
        and abs(before.bullets[0].x - item.bullets[0].x) < TOLERANCE
        and abs(gap - item.leading) < TOLERANCE
    )


def _item(group: Sequence[Item], levels: Levels) -> str:
    item = group[0]
    if isinstance(item, Shape):
        return _shape(item)
    if isinstance(item, Figure):
        inside = "\n".join(f"  #{_inside(one)}" for one in item.items)
        return f"place(figure(alt: {_quoted(item.alt)}, kind: image)[\n{inside}\n])"
    if _is_item(item):
        return _list([one for one in group if isinstance(one, Text)])
    return _text(item, levels)


def _inside(item: Text | Shape) -> str:
    return _shape(item) if isinstance(item, Shape) else _placed("p", "pa", item)


def _text(text: Text, levels: Levels) -> str:
    if text.role is None:
        return _placed("a", "aa", text)
    if level := levels.of(text):
        return _placed("h", "ha", text, f"{level}, ")
    return _placed("p", "pa", text)


def _placed(plain: str, aligned: str, text: Text, first: str = "") -> str:
    marks = [_call(plain, first, one.x, one.y, text, (one,)) for one in text.bullets]
    if text.align == "left":
        body = [_call(plain, first, text.left, text.baseline, text, text.lines)] if text.lines else []
    else:
        width = text.width + _SLACK
        free = {"center": _SLACK / 2, "right": _SLACK}[text.align or "right"]
        middle = f", {_pt(width)}, {text.align}"
        body = [_call(aligned, first, text.left - free, text.baseline, text, text.lines, middle)]
    return "\n#".join([*marks, *body])


def _call(name: str, first: str, x: float, y: float, text: Text, lines: Sequence[Line], middle: str = "") -> str:
    return f"{name}({first}{_pt(x)}, {_pt(y)}, {_look(text)}{middle}{_tracking(text)}, {', '.join(map(_line, lines))})"


def _list(texts: Sequence[Text]) -> str:
    first = texts[0]
    mark = first.bullets[0]
    gap = first.left - mark.x - mark.width
    items = ", ".join(" + linebreak() + ".join(_line(line) for line in one.lines) for one in texts)
    look = f"{_look(first)}, {_pt(gap)}, {_line(mark)}{_tracking(first)}"
    return f"l({_pt(mark.x)}, {_pt(first.baseline)}, {look}, {items})"


def _look(text: Text) -> str:
    return f"{_pt(text.size)}, {_pt(text.leading)}, {_colour(text.colour)}"


def _tracking(text: Text) -> str:
    return f", tracking: {_pt(text.tracking)}" if text.tracking else ""


def _line(line: Line) -> str:
    return " + ".join(map(_run, line.runs)) or '""'


def _run(run: Run) -> str:
    font = _FONTS[run.font]
    return f"{font}({_quoted(run.text)})" if font else _quoted(run.text)


def _shape(shape: Shape) -> str:
    paint = ", ".join(filter(None, [_fill(shape.fill), _stroke(shape.stroke)]))
    outline = shape.outline
    if isinstance(outline, Rectangle):
        radius = f", radius: {_pt(outline.radius)}" if outline.radius else ""
        size = f"width: {_pt(outline.width)}, height: {_pt(outline.height)}{radius}"
        return f"place(dx: {_pt(outline.x)}, dy: {_pt(outline.y)}, rect({size}, {paint}))"
    if isinstance(outline, Circle):
        x, y = outline.x - outline.radius, outline.y - outline.radius
        return f"place(dx: {_pt(x)}, dy: {_pt(y)}, circle(radius: {_pt(outline.radius)}, {paint}))"
    points = [_point(one) for one in outline.points]
    if outline.straight and outline.closed:
        return f"place(polygon({', '.join(points)}, {paint}))"
    if outline.straight and len(points) == 2:
        return f"place(line(start: {points[0]}, end: {points[1]}, {paint}))"
    return f"place(curve({', '.join(_segments(outline))}, {paint}))"


def _segments(path: Path) -> Iterator[str]:
    for one in path.segments:
        name = {"move": "move", "line": "line", "curve": "cubic"}[one.kind]
        yield f"curve.{name}({', '.join(map(_point, one.points))})"
    if path.closed:
        yield 'curve.close(mode: "straight")'


def _fill(colour: RGB | None) -> str:
    return f"fill: {_colour(colour)}" if colour else ""


def _stroke(stroke: Stroke | None) -> str:
    if stroke is None:
        return "stroke: none"
    parts = [f"paint: {_colour(stroke.colour)}", f"thickness: {_pt(stroke.width)}"]
    if stroke.dash:
        lengths = stroke.dash if len(stroke.dash) > 1 else stroke.dash * 2
        parts.append(f"dash: ({', '.join(map(_pt, lengths))})")
    if stroke.round:
        parts.append('cap: "round", join: "round"')
    return f"stroke: ({', '.join(parts)})"


def _colour(colour: RGB) -> str:
    return f'rgb("#{"".join(f"{round(one * 255):02x}" for one in colour)}")'


def _point(point: tuple[float, float]) -> str:
    return f"({_pt(point[0])}, {_pt(point[1])})"


def _pt(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".") + "pt"


def _quoted(text: str) -> str:
    """Return a text as a string literal: nothing in it is markup."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(one if one.isprintable() else f"\\u{{{ord(one):x}}}" for one in escaped) + '"'
