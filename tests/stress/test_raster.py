"""Millimetres on paper: pages rendered at 300 dpi by PDFium, measured in pixels, and compared with the geometry.

Every measurement has a control: the same page printed at 97 %, as a printer's "fit to page" does, must not pass.
"""

from __future__ import annotations

import io
import math
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

import pypdfium2 as pdfium
import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter, Transformation

from materialgen.check.positions import STRAIGHT, cuts, dashed_like_a_cut
from materialgen.check.reading import read_pages
from materialgen.geometry import PAPERS, pt
from materialgen.kit.find import DEFAULT_KIT, find_kit
from materialgen.kit.labels import builtin_products
from materialgen.kit.load import load_kit
from materialgen.layout import Job
from materialgen.look import signs
from materialgen.plan import Dots, make_plan
from materialgen.render.render import draw_document
from tests.stress.campaign import layouts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from materialgen.check.reading import Shape
    from materialgen.geometry.cards import Line

DPI = 300
PER_MM = DPI / 25.4
OFF = 0.2
"""How far a measurement may be off, mm."""
SHRUNK = 0.97
GRID = next(iter(builtin_products()))
"""The product whose grid dots on plain paper have."""


@dataclass(frozen=True)
class Drawn:
    """A document: its file, and for each page the cut lines that geometry asked for."""

    data: bytes
    cuts: tuple[tuple[Line, ...], ...]


@cache
def drawn(layout: str, product: str, *, on_labels: bool = False) -> Drawn:
    """Draw the first document of a layout in the built-in kit, with dots in a label product's grid."""
    kit = load_kit(find_kit(DEFAULT_KIT), None, {name: one.schema for name, one in layouts().items()})
    plan = make_plan(kit, Dots(builtin_products()[product], on_labels))
    document = next(one for one in plan.documents if one.sheet.layout == layout)
    doc, _ = draw_document(Job(plan, document), layouts()[layout])
    assert doc.problems == []
    return Drawn(doc.to_bytes(), tuple(tuple(page.cuts) for page in doc.pages))


def render(data: bytes, page: int, scale: float = 1.0) -> Image.Image:
    """Return a page in grey at 300 dpi; with a ``scale``, as a printer would shrink it, about its middle."""
    if scale != 1.0:
        data = shrunk(data, scale)
    with closing(pdfium.PdfDocument(data)) as document:
        image: Image.Image = document[page].render(scale=DPI / 72).to_pil().convert("L")
        return image


def shrunk(data: bytes, scale: float) -> bytes:
    """Return a file with the content of its pages scaled about their middle."""
    writer = PdfWriter()
    for source in PdfReader(io.BytesIO(data)).pages:
        page = writer.add_page(source)
        across, down = (float(one) / 2 * (1 - scale) for one in (page.mediabox.width, page.mediabox.height))
        page.add_transformation(Transformation().scale(scale).translate(across, down))
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def darkness(image: Image.Image, x0: float, y0: float, x1: float, y1: float, *, across: bool) -> list[float]:
    """Return how dark a rectangle in mm is, 0–1, in steps of a pixel: ``across`` from the left, else from the top."""
    box = tuple(round(one * PER_MM) for one in (x0, y0, x1, y1))
    part = image.crop((box[0], box[1], box[2], box[3]))
    part = part.resize((part.width, 1) if across else (1, part.height), Image.Resampling.BOX)
    return [1 - value / 255 for value in part.tobytes()]


def line_at(image: Image.Image, line: Line, others: Sequence[Line], reach: float = 1.5) -> float | None:
    """Return where a line is found, in mm from the page's top or left edge, within ``reach`` mm of where it should be.

    Only the middle between two lines that cross it is looked at, where no scissors stand; None if nothing is there.
    """
    lies = line.horizontal
    at = line.y0 if lies else line.x0
    low, high = sorted((line.x0, line.x1) if lies else (line.y0, line.y1))
    crossings = {other.x0 if lies else other.y0 for other in others if other.horizontal is not lies}
    stops = [low, *sorted(one for one in crossings if low < one < high), high]
    low, high = max(pairwise(stops), key=lambda gap: gap[1] - gap[0])
    low, high = low + 0.36 * (high - low), high - 0.36 * (high - low)
    start = round((at - reach) * PER_MM) / PER_MM
    if lies:
        profile = darkness(image, low, start, high, at + reach, across=False)
    else:
        profile = darkness(image, start, low, at + reach, high, across=True)
    wide = 5  # pixels: a line of 0.3 mm is between three and four wide
    first = max(range(len(profile) - wide), key=lambda index: sum(profile[index : index + wide]))
    ink = profile[first : first + wide]
    if sum(ink) < 0.6:  # cut lines are grey, and dashes take six tenths of them
        return None
    return start + (first + sum((index + 0.5) * dark for index, dark in enumerate(ink)) / sum(ink)) / PER_MM


def misplaced(image: Image.Image, lines: Sequence[Line]) -> Iterator[str]:
    """Yield the lines that are not where they should be."""
    for line in lines:
        found, wanted = line_at(image, line, lines), line.y0 if line.horizontal else line.x0
        if found is None or abs(found - wanted) > OFF:
            yield f"{line}: {found}"


# -- paper -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("layout", "paper"), [("action_cards", "A3"), ("cut_outs", "A4"), ("guide", "A4")])
def test_pages_have_the_size_of_their_paper(layout: str, paper: str) -> None:
    """At 300 dpi a page has as many pixels as its paper, A3 lying and A4 standing."""
    size = PAPERS[paper]
    image = render(drawn(layout, GRID).data, 0)
    assert image.size == (math.ceil(size.width * PER_MM), math.ceil(size.height * PER_MM))
    assert (image.width > image.height) is (paper == "A3")


# -- cut lines -------------------------------------------------------------------------------------------------------


SHORT = 15.0
"""Shorter lines are marks in the margin, mm."""
CUT_PAGES = [("action_cards", 0), ("action_cards", 1), ("action_cards", 2), ("cut_outs", 1), ("cut_outs", 2)]


@pytest.mark.parametrize(("layout", "page"), CUT_PAGES)
def test_cut_lines_are_where_geometry_says(layout: str, page: int) -> None:
    """Each cut line is on paper within 0.2 mm of its place; at 97 % most are not."""
    sheet = drawn(layout, GRID)
    lines = [line for line in sheet.cuts[page] if abs(line.x1 - line.x0) + abs(line.y1 - line.y0) > SHORT]
    assert len(lines) >= 6
    assert list(misplaced(render(sheet.data, page), lines)) == []
    assert len(list(misplaced(render(sheet.data, page, SHRUNK), lines))) > 0.75 * len(lines)


def test_the_grid_of_dots_is_that_of_the_product() -> None:
    """Cuts between dots run in the middle between two labels of the product whose grid they have."""
    sheet, grid = drawn("cut_outs", GRID), builtin_products()[GRID]
    dashed = [one.extent for one in cuts(read_pages(sheet.data)[1]) if dashed_like_a_cut(one)]
    standing = sorted(box.left for box in dashed if box.bottom - box.top > 15)
    first = grid.x0 - (grid.pitch_x - grid.diameter) / 2
    assert standing == pytest.approx([first + grid.pitch_x * number for number in range(1, grid.columns)], abs=0.02)


# -- the ruler -------------------------------------------------------------------------------------------------------


def ruler_on(data: bytes, page: int) -> Shape:
    """Return the base line of the ruler on a page: the only thin solid line of 100 mm."""
    (found,) = (
        one
        for one in read_pages(data)[page].shapes
        if one.segments == STRAIGHT
        and not one.dash
        and abs(one.width - signs.HAIR) < 0.01
        and abs(one.extent.right - one.extent.left - 100) < 0.01
    )
    return found


def length_of(image: Image.Image, ruler: Shape, scale: float = 1.0) -> float:
    """Return the distance of a ruler's first and last tick in mm, as measured on the page."""

    def printed(value: float, size: float) -> float:
        return size / 2 + (value - size / 2) * scale

    width, height = image.width / PER_MM, image.height / PER_MM
    left, right = printed(ruler.extent.left, width), printed(ruler.extent.right, width)
    base = printed(ruler.extent.top, height)
    ticks = []
    for x in (left, right):
        start = round((x - 2) * PER_MM) / PER_MM
        profile = darkness(image, start, base - 2.0 * scale, x + 2, base - 0.4 * scale, across=True)
        assert sum(profile) > 1, "no tick"
        ticks.append(start + sum((index + 0.5) * dark for index, dark in enumerate(profile)) / sum(profile) / PER_MM)
    return ticks[1] - ticks[0]


@pytest.mark.parametrize(
    ("layout", "page"), [("action_cards", 0), ("action_cards", 2), ("cut_outs", 1), ("cut_outs", 2), ("print_list", 0)]
)
def test_the_ruler_is_100_mm_long(layout: str, page: int) -> None:
    """Its ends are 100 mm apart within 0.2 mm; at 97 % it gives the printer away."""
    data = drawn(layout, GRID).data
    ruler = ruler_on(data, page)
    assert length_of(render(data, page), ruler) == pytest.approx(100, abs=OFF)
    wrong = length_of(render(data, page, SHRUNK), ruler, SHRUNK)
    assert wrong == pytest.approx(97, abs=OFF)
    assert wrong != pytest.approx(100, abs=OFF)


# -- dots ------------------------------------------------------------------------------------------------------------


def diameters(image: Image.Image, x: float, y: float, diameter: float, scale: float = 1.0) -> tuple[float, float]:
    """Return a ring's width and height in mm: the outer edges of its ink across and down through its middle."""
    x = image.width / PER_MM / 2 + (x - image.width / PER_MM / 2) * scale
    y = image.height / PER_MM / 2 + (y - image.height / PER_MM / 2) * scale
    reach, thin = diameter / 2 * scale + 0.5, 0.1
    found = []
    for across in (True, False):
        wide, high = (reach, thin) if across else (thin, reach)
        profile = darkness(image, x - wide, y - high, x + wide, y + high, across=across)
        near = round(1.5 * PER_MM)  # the ring; the marker inside it is further from the ends
        # Edges lie where the ink is half as dark as it gets: a pixel that is half covered counts by half.
        edges = [
            next(index + 1 - profile[index] / max(ends) for index in range(near) if profile[index] > max(ends) / 4)
            for ends, profile in ((profile[:near], profile), (profile[::-1][:near], profile[::-1]))
        ]
        found.append((len(profile) - sum(edges)) / PER_MM)
    return found[0], found[1]


def test_dots_are_round_and_of_the_stated_diameter() -> None:
    """The circles on paper are as wide as high, and both as the product says, within 0.2 mm; at 97 % they are not."""
    grid, data = builtin_products()[GRID], drawn("cut_outs", GRID).data
    image, small = render(data, 1), render(data, 1, SHRUNK)
    for slot in ((0, 0), (5, 3), (11, 7)):
        across, down = diameters(image, *grid.centre(*slot), grid.diameter)
        assert across == pytest.approx(down, abs=OFF)
        assert (across, down) == pytest.approx((grid.diameter, grid.diameter), abs=OFF)
        wrong = diameters(small, *grid.centre(*slot), grid.diameter, SHRUNK)
        assert all(abs(one - grid.diameter) > OFF for one in wrong)


def test_a_squeezed_circle_is_not_round() -> None:
    """The control of roundness: an ellipse 0.5 mm higher than wide is told from a circle."""
    image = Image.new("L", (600, 600), 255)
    from PIL import ImageDraw

    pen = ImageDraw.Draw(image)
    middle = 300 / PER_MM
    pen.ellipse(
        [300 - 10 * PER_MM, 300 - 10.25 * PER_MM, 300 + 10 * PER_MM, 300 + 10.25 * PER_MM], outline=100, width=4
    )
    across, down = diameters(image, middle, middle, 20)
    assert abs(across - down) > OFF


@pytest.mark.parametrize("product", builtin_products())
def test_markers_stand_in_the_middle_of_their_labels(product: str) -> None:
    """What is printed on labels is centred on them within 0.2 mm; shifted by half a millimetre it is found."""
    grid = builtin_products()[product]
    image = render(drawn("cut_outs", product, on_labels=True).data, 1)
    x, y = grid.centre(1, 0)  # the first participant's marker is a circle
    reach = grid.diameter / 2 - 0.5

    def middle(shift: float) -> tuple[float, float]:
        box = tuple(round(one * PER_MM) for one in (x - reach + shift, y - reach, x + reach + shift, y + reach))
        ink = image.crop((box[0], box[1], box[2], box[3])).point(lambda value: 255 * (value < 200)).getbbox()
        assert ink is not None
        return (ink[0] + ink[2]) / 2 / PER_MM - reach, (ink[1] + ink[3]) / 2 / PER_MM - reach

    assert middle(0) == pytest.approx((0, 0), abs=OFF)
    assert middle(0.5) != pytest.approx((0, 0), abs=OFF)


def test_every_length_is_proved_on_the_page_itself() -> None:
    """PDF units are points: 100 mm are 283.46 of them, in the ruler's own path as well."""
    ruler = ruler_on(drawn("action_cards", GRID).data, 0)
    assert pt(ruler.extent.right - ruler.extent.left) == pytest.approx(283.46, abs=0.01)
