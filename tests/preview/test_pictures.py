"""Pages as pictures."""

from __future__ import annotations

import io
from dataclasses import astuple

import pytest
from PIL import Image, ImageChops

from materialgen.draw import Document
from materialgen.geometry import A3, A4, Box
from materialgen.look.colour import GREY, INK, MID, PALE, PRINCIPLE_TONES, RULE
from materialgen.preview.pictures import COLOURS, DPI, pictures, pictures_of, png

RED, BLUE = (0.69, 0.29, 0.0), (0.0, 0.37, 0.58)


def pdf(*colours: tuple[float, float, float]) -> bytes:
    """Return a PDF with a page of A4 and a page of A3 for each colour, which each fill their upper left quarter."""
    document = Document("Title", "Subject", "sv")
    for colour in colours:
        for paper in (A4, A3):
            page = document.page(paper)
            page.rect(Box(0, 0, paper.width / 2, paper.height / 2), fill=colour)
    return document.to_bytes()


def opened(data: bytes) -> Image.Image:
    """Return a picture."""
    return Image.open(io.BytesIO(data)).convert("RGB")


def test_a_picture_shows_its_page() -> None:
    """Each page has its size, and its colours within a hundredth, at their places."""
    found = list(pictures(pdf(RED)))
    assert [(one.width, one.height) for one in found] == [
        pytest.approx((paper.width / 25.4 * DPI, paper.height / 25.4 * DPI), abs=1) for paper in (A4, A3)
    ]
    for one in found:
        image = opened(one.data)
        assert image.size == (one.width, one.height)
        assert image.getpixel((10, 10)) == pytest.approx([round(255 * part) for part in RED], abs=3)
        assert image.getpixel((one.width - 10, one.height - 10)) == (255, 255, 255)


def test_pictures_of_several_files_come_in_order() -> None:
    """However many wait to be written at once, each comes in its turn."""
    colours = [RED, BLUE] * 4
    found = [opened(one.data).getpixel((10, 10)) for one in pictures_of([pdf(one) for one in colours], 20)]
    reds = [isinstance(one, tuple) and one[0] > one[2] for one in found]
    assert reds == [True, True, False, False] * 4


def test_the_same_page_gives_the_same_bytes() -> None:
    """Two runs, with two threads each, write equal files."""
    data = pdf(RED, BLUE)
    assert [one.data for one in pictures(data, 40)] == [one.data for one in pictures(data, 40)]


def test_pale_areas_stay_apart_from_paper() -> None:
    """Every colour of the sheets' areas comes out within 5 of 255 steps, however pale; paper stays white."""
    colours = [PALE, INK, RULE, MID, GREY, *(tone for one in PRINCIPLE_TONES.values() for tone in astuple(one))]
    image = Image.new("RGB", (10 * len(colours), 100), "white")
    for place, colour in enumerate(colours):
        image.paste(tuple(round(255 * part) for part in colour), (10 * place, 10, 10 * place + 10, 100))
    kept = opened(png(image).data)
    assert kept.getpixel((0, 0)) == (255, 255, 255)
    for place, colour in enumerate(colours):
        assert kept.getpixel((10 * place + 5, 50)) == pytest.approx([round(255 * part) for part in colour], abs=5)


def test_few_colours_are_enough() -> None:
    """A palette keeps a smooth ramp within a tenth."""
    ramp = Image.linear_gradient("L").convert("RGB")
    small = png(ramp)
    kept = opened(small.data)
    assert len(kept.getcolors(1 << 16) or []) <= COLOURS
    assert max(high for _, high in ImageChops.difference(ramp, kept).getextrema()) <= 25  # type: ignore[misc]  # of three bands
