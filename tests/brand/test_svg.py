"""SVG logos: drawn as others draw them, or refused with a reason; never run, fetched or expanded."""

from __future__ import annotations

import itertools
import math
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from materialgen.brand.svg import MOST_DEPTH, MOST_ELEMENTS, read_svg
from materialgen.brand.svg_path import MOST_PIECES, OddDataError, arc, parse_path, transform_of
from materialgen.brand.unfit import UnfitLogoError
from tests.brand.brands import RECT, SVG, of_logo, svg

if TYPE_CHECKING:
    from pathlib import Path

    from materialgen.brand.model import Path as Painted

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20">'


def paths(inner: str) -> tuple[Painted, ...]:
    """Return what is drawn."""
    return read_svg(svg(inner)).paths


def path(inner: str) -> Painted:
    """Return the only path that is drawn."""
    [one] = paths(inner)
    return one


def flat(data: str) -> str:
    """Return path data as read: letters and numbers rounded to a thousandth."""
    return " ".join(
        " ".join([kind, *(f"{round(one, 3) + 0.0:g}" for one in values)]) for kind, values in parse_path(data)
    )


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("M1 2L3 4", "M 1 2 L 3 4"),
        ("m1,2 3,4 5-6z", "M 1 2 L 4 6 L 9 0 Z"),
        ("M10 10 20 20", "M 10 10 L 20 20"),
        ("M0 0h5v6H1V2", "M 0 0 L 5 0 L 5 6 L 1 6 L 1 2"),
        ("M.5.5-.5-.5l1e1-1E-1", "M 0.5 0.5 L -0.5 -0.5 L 9.5 -0.6"),
        ("M0 0C1 1 2 2 3 3S5 5 6 6", "M 0 0 C 1 1 2 2 3 3 C 4 4 5 5 6 6"),
        ("M0 0c1 1 2 2 3 3s2 2 3 3", "M 0 0 C 1 1 2 2 3 3 C 4 4 5 5 6 6"),
        ("M0 0L3 3S5 5 6 6", "M 0 0 L 3 3 C 3 3 5 5 6 6"),
        ("M0 0Q3 3 6 0T12 0", "M 0 0 C 2 2 4 2 6 0 C 8 -2 10 -2 12 0"),
        ("M0 0T6 6", "M 0 0 C 0 0 2 2 6 6"),
        ("M5 5zl1 1", "M 5 5 Z M 5 5 L 6 6"),
        ("m5 5 1 0zm1 1h1", "M 5 5 L 6 5 Z M 6 6 L 7 6"),
        ("M0 0A0 5 0 0 1 9 9", "M 0 0 L 9 9"),
        ("M0 0A5 5 0 0 1 0 0", "M 0 0"),
        ("", ""),
        ("  \n ", ""),
    ],
)
def test_path_data(data: str, expected: str) -> None:
    """Each command, absolute and relative, with numbers as closely as programs write them."""
    assert flat(data) == expected


@pytest.mark.parametrize(
    "data",
    [
        *("L1 1", "M1", "M1 2 3", "M1 2X", "M1 2 L", "1 2", "M1 2z3", "M1 2é", "M1e99 2", "M1 2A1 1 0 2 0 1 1"),
        *("M--1 2", "M1,,2", "M1 2 nan"),
    ],
)
def test_odd_path_data_is_refused(data: str) -> None:
    """Browsers draw such a path as far as it is sound: a logo with a part missing."""
    with pytest.raises(OddDataError):
        parse_path(data)


def test_flags_of_arcs_need_no_spaces() -> None:
    """As optimisers write them."""
    assert flat("M0 0a1 1 0 01.5.5") == flat("M0 0 a 1 1 0 0 1 0.5 0.5")
    assert flat("M0 0a1 1 0 1110 0 2 2 0 004 4") == flat("M0 0 A1 1 0 1 1 10 0 a2 2 0 0 0 4 4")


RADII = st.floats(0.5, 50)
PLACES = st.floats(-50, 50)


@given(rx=RADII, ry=RADII, turn=st.floats(-360, 360), x=PLACES, y=PLACES, large=st.booleans(), sweep=st.booleans())
def test_an_arc_lies_on_an_ellipse(
    *, rx: float, ry: float, turn: float, x: float, y: float, large: bool, sweep: bool
) -> None:
    """It ends where it should, its pieces meet, and the ends of all pieces lie on one ellipse of its shape."""
    if math.hypot(x, y) < 0.1:
        return
    pieces = arc((0.0, 0.0), rx, ry, turn, (x, y), large=large, sweep=sweep)
    assert pieces[-1][1][4:] == (x, y)
    points = [(0.0, 0.0), *((values[4], values[5]) for _, values in pieces)]
    cosine, sine = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    unit = [((cosine * u + sine * v) / rx, (cosine * v - sine * u) / ry) for u, v in points]
    half = math.dist(unit[0], unit[-1]) / 2
    steps = [math.dist(one, other) for one, other in itertools.pairwise(unit)]
    assert max(steps) - min(steps) < 1e-6 * max(1.0, half)
    assert max(steps) <= math.sqrt(2) * max(1.0, half) + 1e-6


def test_transforms() -> None:
    """In the order in which they are written, the last first."""
    assert transform_of("translate(10) scale(2 3)").point(1, 1) == (12, 3)
    assert transform_of("scale(2),translate(10,5)").point(1, 1) == (22, 12)
    assert transform_of("rotate(90)").point(1, 0) == pytest.approx((0, 1))
    assert transform_of("rotate(90 5 5)").point(5, 0) == pytest.approx((10, 5))
    assert transform_of("matrix(1 2 3 4 5 6)").point(1, 1) == (9, 12)
    assert transform_of("skewX(45)").point(0, 1) == pytest.approx((1, 1))
    assert transform_of("skewY(45)").point(1, 0) == pytest.approx((1, 1))
    for odd in (
        "turn(3)",
        "scale()",
        "scale(1 2 3)",
        "rotate(1 2)",
        "matrix(1)",
        "skewX(90)",
        "scale(a)",
        "scale(1",
        "x",
    ):
        with pytest.raises(OddDataError):
            transform_of(odd)


def test_shapes() -> None:
    """Each basic shape is the path that it should be, and those without an extent are not drawn."""
    assert len(path('<rect x="1" y="2" width="3" height="4"/>').segments) == 5
    assert len(path('<rect width="9" height="4" rx="2"/>').segments) == 10
    assert len(path('<circle cx="5" cy="5" r="3"/>').segments) == 6
    assert len(path('<ellipse cx="5" cy="5" rx="3" ry="2"/>').segments) == 6
    assert path('<polygon points="1,2 3,4,5-6"/>').segments[-1] == ("Z", ())
    assert path('<polyline points="1,2 3,4"/>').segments[-1] == ("L", (3, 4))
    assert path('<line x2="3" y2="4" stroke="red"/>').segments == (("M", (0, 0)), ("L", (3, 4)))
    nothing = '<rect width="9"/><circle/><ellipse rx="3"/><polygon/><path/><path d="M1 1"/><g/>'
    assert len(paths(nothing + RECT)) == 1


def test_styles_win_over_each_other_as_in_a_browser() -> None:
    """Attribute, element, class, id, own style: the later wins; a group hands on its own."""
    sheet = "<style>/* x */ rect{fill:#000002} .a,.b{fill:#000003} #c{fill:#000004} rect.a{stroke-width:7}</style>"
    rect = '<rect width="9" height="9" fill="#000001" {}/>'
    for more, blue in (
        ("", 2),
        ('class="a"', 3),
        ('class="x b"', 3),
        ('class="a" id="c"', 4),
        ('class="a" id="c" style="fill:#000005"', 5),
    ):
        assert path(sheet + rect.format(more)).fill == pytest.approx((0, 0, blue / 255))
    assert path(f'<g fill="red"><g style="fill:blue"><path d="M0 0h1v1z"/></g></g>{""}').fill == (0, 0, 1)
    assert path('<g color="lime"><path fill="currentColor" d="M0 0h1v1z"/></g>').fill == (0, 1, 0)


@pytest.mark.parametrize(
    ("written", "colour"),
    [
        ("#f00", (1, 0, 0)),
        ("#FF0000", (1, 0, 0)),
        ("red", (1, 0, 0)),
        ("rgb(255, 0, 0)", (1, 0, 0)),
        ("rgb(100%,0%,0%)", (1, 0, 0)),
        ("rgba(255,0,0,1)", (1, 0, 0)),
        ("", (0, 0, 0)),
    ],
)
def test_colours(written: str, colour: tuple[int, int, int]) -> None:
    """In every way that programs write them; without one, black."""
    more = f'fill="{written}"' if written else ""
    assert path(f'<path {more} d="M0 0h1v1z"/>').fill == colour


def test_lines_grow_with_their_transform() -> None:
    """And one that would be wider in one direction than in the other is refused."""
    line = '<g transform="{}"><path d="M0 0h9" stroke="red" stroke-width="2" stroke-dasharray="1,2,3"/></g>'
    drawn = path(line.format("rotate(30) scale(3)"))
    assert drawn.width == pytest.approx(6)
    assert drawn.dash == pytest.approx((3, 6, 9, 3, 6, 9))
    with pytest.raises(UnfitLogoError, match="stretched"):
        paths(line.format("scale(1 3)"))


def test_what_is_hidden_is_not_drawn() -> None:
    """By display, visibility, opacity or ``none``; a visible part of a hidden group is."""
    hidden = (
        '<g display="none"><path d="M0 0h1v1z"/></g><path opacity="0" d="M0 0h1v1z"/><path fill="none" d="M0 0h1v1z"/>'
    )
    shown = '<g visibility="hidden"><path d="M0 0h1v1z"/><path visibility="visible" d="M0 0h2v2z"/></g>'
    assert len(paths(hidden + shown)) == 1


def test_parts_that_are_used_again() -> None:
    """A path in ``defs`` and a symbol, moved; but not endlessly."""
    defs = '<defs><path id="a" d="M0 0h1v1z"/></defs><symbol id="b"><use xlink:href="#a" x="1"/></symbol>'
    drawn = paths(f'{defs}<use href="#a" x="5" y="6" fill="red"/><use xlink:href="#b" transform="scale(2)"/>')
    assert [one.segments[0][1] for one in drawn] == [(5, 6), (2, 0)]
    assert [one.fill for one in drawn] == [(1, 0, 0), (0, 0, 0)]
    for endless in ('<g id="a"><use href="#a"/></g>', '<use href="#no"/>', '<use id="x" href="#x"/>'):
        with pytest.raises(UnfitLogoError, match="endlessly"):
            paths(endless)


def test_what_programs_leave_in_their_files_is_no_matter() -> None:
    """Editors' own elements and attributes, titles, metadata, a clipping path that clips nothing."""
    text = """<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<!-- Generator: a drawing program -->
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.inkscape.org/namespaces/inkscape" viewBox="0 0 40 20"
 style="enable-background:new 0 0 40 20" xml:space="preserve" x:version="1"><title>Almlunda</title><metadata><x:y/>
</metadata><x:namedview><x:grid/></x:namedview><style type="text/css">
<![CDATA[.st0{fill:#FF0000;font-family:Arial}]]></style>
<defs><linearGradient id="g"/><clipPath id="c"><rect width="40" height="20" fill="white"/></clipPath></defs>
<g clip-path="url(#c)" x:label="layer" style="isolation:isolate"><path class="st0" d="M0 0h1v1z" style="-inkscape-x:y"/>
</g></svg>"""
    assert [one.fill for one in read_svg(text.encode()).paths] == [(1, 0, 0)]
    with pytest.raises(UnfitLogoError, match="clipping"):
        read_svg(text.replace('<rect width="40"', '<rect width="39"').encode())


def test_the_view_box_is_the_picture() -> None:
    """Its corner is where the drawing begins; without one, width and height are; one of them must be there."""
    moved = read_svg(SVG.replace("0 0 40 20", "10 5 40 20").format(RECT).encode())
    assert (moved.width, moved.height, moved.paths[0].segments[0]) == (40, 20, ("M", (-10, -5)))
    sized = read_svg(SVG.replace('viewBox="0 0 40 20"', 'width="40mm" height="20mm"').format(RECT).encode())
    assert sized.width == pytest.approx(151.18, abs=0.01)
    for odd in ("", 'width="100%" height="100%"', 'viewBox="0 0 0 0"', 'viewBox="0 0 1"', 'viewBox="0 0 nan 1"'):
        with pytest.raises(UnfitLogoError):
            read_svg(SVG.replace('viewBox="0 0 40 20"', odd).format(RECT).encode())


USES = "".join(
    f'<g id="u{level}">' + f'<use href="#u{level - 1}"/>' * 10 + "</g>"
    if level
    else '<g id="u0"><path d="M0 0h1v1z"/></g>'
    for level in range(7)
)
UNSAFE = {
    "script": "<script>alert(1)</script>" + RECT,
    "script in defs": "<defs><script/></defs>" + RECT,
    "handler": '<rect width="9" height="9" onclick="x()"/>',
    "foreign": "<foreignObject/>" + RECT,
    "picture elsewhere": '<image href="http://example.org/a.png"/>',
    "picture on the disk": '<image xlink:href="file:///etc/hostname"/>',
    "use elsewhere": '<use href="other.svg#a"/>',
    "javascript": '<use href="javascript:alert(1)"/>',
    "fill elsewhere": '<rect width="9" height="9" fill="url(http://example.org/a.svg#b)"/>',
    "import": '<style>@import url("http://example.org/a.css");</style>' + RECT,
    "font": "<style>@font-face{font-family:a;src:url(http://example.org/a)}</style>" + RECT,
    "link": '<a href="http://example.org">' + RECT + "</a>",
}
UNFIT = {
    "text": "<text>Almlunda</text>",
    "pixels": '<image href="data:image/png;base64,AAAA"/>',
    "gradient": '<linearGradient id="g"/><rect width="9" height="9" fill="url(#g)"/>',
    "gradient in a class": '<style>.a{fill:url(#g)}</style><rect class="a" width="9" height="9"/>',
    "opacity": '<g opacity=".5">' + RECT + "</g>",
    "fill opacity": '<g fill-opacity="50%"><path d="M0 0h1v1z"/></g>',
    "see-through colour": '<rect width="9" height="9" fill="rgba(1,2,3,.5)"/>',
    "clip": '<clipPath id="c"><circle r="3"/></clipPath><g clip-path="url(#c)">' + RECT + "</g>",
    "mask": '<g mask="url(#m)">' + RECT + "</g>",
    "filter": '<g style="filter:url(#f)">' + RECT + "</g>",
    "marker": '<path marker-end="url(#m)" d="M0 0h1"/>',
    "blend": '<g style="mix-blend-mode:multiply">' + RECT + "</g>",
    "animation": RECT + "<animate/>",
    "media": "<style>@media print{rect{fill:red}}</style>" + RECT,
    "selector": "<style>g > rect{fill:red}</style>" + RECT,
    "unknown": "<blob/>",
    "switch": "<switch>" + RECT + "</switch>",
    "svg in svg": "<svg>" + RECT + "</svg>",
    "colour": '<rect width="9" height="9" fill="reddish"/>',
    "path": '<path d="M0 0L"/>',
    "transform": '<g transform="spin(3)">' + RECT + "</g>",
    "negative": '<rect width="-9" height="9"/>',
    "length": '<rect width="9em" height="9"/>',
    "empty": "",
    "nothing seen": '<g display="none">' + RECT + "</g>",
    "many uses": USES,
    "deep": "<g>" * (MOST_DEPTH + 1) + RECT + "</g>" * (MOST_DEPTH + 1),
    "many elements": "<g/>" * (MOST_ELEMENTS + 1),
    "many pieces": '<path d="M0 0' + "h1" * (MOST_PIECES + 1) + '"/>',
    "many rules": "<style>" + ".a{fill:red}" * 501 + "</style>" + RECT,
    "stylesheet without end": "<style>" + "a" * 500_000 + "/*" * 300_000 + "</style>",
    "selectors": "<style>" + "a," * 300_000 + "{fill:red}</style>",
    "long transform": f'<g transform="{"scale(1)" * 100_000}">{RECT}</g>',
    "long style": f'<g style="{"fill:red;" * 50_000}">{RECT}</g>',
    "long data": f'<path id="a" d="{" " * 1_000_000}"/>' + '<use href="#a"/>' * 9,
    "deep uses": "".join(f'<g id="d{at}">{"<g>" * 50}<use href="#d{at + 1}"/>{"</g>" * 51}' for at in range(8)) + RECT,
    "not closed": "<g>",
}


@pytest.mark.parametrize("name", UNSAFE)
def test_what_is_unsafe_is_refused(tmp_path: Path, name: str) -> None:
    """Whether it would be drawn or not."""
    assert of_logo(tmp_path, svg(UNSAFE[name])).code == "unsafe-logo"


@pytest.mark.parametrize("name", UNFIT)
def test_what_cannot_be_drawn_is_refused(tmp_path: Path, name: str) -> None:
    """With what to do about it; nothing is left out in silence."""
    assert of_logo(tmp_path, svg(UNFIT[name])).code == "unfit-logo"


LAUGHS = "".join(f'<!ENTITY l{level} "{f"&l{level - 1};" * 10}">' for level in range(1, 10))


@pytest.mark.parametrize(
    "head",
    [
        f'<!DOCTYPE svg [<!ENTITY l0 "ha">{LAUGHS}]>{HEAD}<title>&l9;</title>',
        f'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/hostname">]>{HEAD}<title>&x;</title>',
        f'<!DOCTYPE svg [<!ENTITY % x SYSTEM "http://example.org/a.dtd"> %x;]>{HEAD}',
        f'<?xml-stylesheet href="http://example.org/a.css"?>{HEAD}',
        f'<!DOCTYPE svg SYSTEM "a.dtd">{HEAD}<title>&x;</title>',
    ],
)
def test_entities_and_other_files_are_refused(tmp_path: Path, head: str) -> None:
    """Before anything is expanded or looked for."""
    assert of_logo(tmp_path, f"{head}{RECT}</svg>".encode()).code in {"unsafe-logo", "unfit-logo"}


@pytest.mark.parametrize(
    "data",
    [
        b"<svg",
        b"<svg/>",
        b"<svg xmlns='a'/>",
        b"\xff\xfe<\x00s\x00",
        b"<svg>\xff</svg>",
        b"<?xml version='1.0' encoding='x-y'?><svg/>",
        b"<?xml version='1.0'?><html/>",
        SVG.format(RECT).encode("utf-16")[:-9],
    ],
)
def test_damaged_files_are_told(tmp_path: Path, data: bytes) -> None:
    """Cut off, in no or another namespace, in an unknown encoding."""
    assert of_logo(tmp_path, data).code == "unfit-logo"


def test_other_encodings_are_read() -> None:
    """As XML allows."""
    assert read_svg(SVG.format(RECT).encode("utf-16")).paths
    assert read_svg(f"<?xml version='1.0' encoding='iso-8859-1'?>{SVG.format(RECT)}<!-- å -->".encode("latin-1")).paths


FRAGMENTS = st.sampled_from(
    [
        *(
            "<g>",
            "</g>",
            "<path d='",
            "M0 0",
            "h1",
            "a1 1 0 01",
            "z",
            "'/>",
            "<style>",
            "</style>",
            ".a{fill:",
            "red",
            "}",
        ),
        *(
            "url(#a)",
            "<use href='#a'/>",
            "<g id='a'>",
            "<!--",
            "-->",
            "&amp;",
            "<![CDATA[",
            "]]>",
            "transform='scale(2)'",
        ),
        *("<rect width='9' ", "/>", "\x00", "é", "1e999", "-"),
    ]
)


@given(st.lists(FRAGMENTS, max_size=14).map("".join))
def test_whatever_stands_in_it_is_a_drawing_or_a_reason(inner: str) -> None:
    """Nothing else ever comes out."""
    try:
        drawing = read_svg(SVG.replace("{}", inner + RECT).encode())
    except UnfitLogoError:
        return
    assert drawing.paths
