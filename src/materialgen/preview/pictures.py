"""Pages as PNG pictures, rendered by PDFium from the finished file: what a viewer shows, not what the layout meant."""

from __future__ import annotations

import io
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

import pypdfium2 as pdfium
from PIL import Image

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

DPI = 144
"""Sharp at 150 % on an ordinary screen and at 100 % on most fine ones; 10 million pixels less than print would take."""
_POINTS_PER_INCH = 72
_WAITING = 4
"""Rendered pages that wait to be written, at the most: each takes 12 MB."""
COLOURS = 256
"""As many as a palette has. Sheets have few: areas are true to 5 of 255 steps, and edges of letters less so."""
_BEND = (192, 96)
"""A tone, and what it becomes while colours are chosen: sheets are mostly pale, and Pillow, choosing quickly, looks
at the upper four bits only, so that paper and the palest areas would become one colour."""


def _bent(x: int, at: int, to: int) -> int:
    """Return a tone on the bent line from 0 through ``at``, which becomes ``to``, to 255, which stays."""
    return round(x * to / at if x < at else 255 - (255 - x) * (255 - to) / (255 - at))


_SPREAD = [_bent(tone, *_BEND) for tone in range(256)]
_BACK = [_bent(tone, *reversed(_BEND)) for tone in range(256)]


@dataclass(frozen=True, slots=True)
class Picture:
    """A page's picture: a PNG file, and its size in pixels."""

    width: int
    height: int
    data: bytes = field(repr=False)


def pictures(data: bytes, dpi: float = DPI) -> Iterator[Picture]:
    """Yield a picture of each page of a PDF, in order.

    Args:
        data: The file.
        dpi: Pixels per inch.
    """
    return pictures_of([data], dpi)


def pictures_of(files: Iterable[bytes], dpi: float = DPI) -> Iterator[Picture]:
    """Yield a picture of each page of several PDFs, in order.

    One thread renders (PDFium knows only one), others write PNG meanwhile, which takes three times as long.
    """
    waiting: deque[Future[Picture]] = deque()
    with ThreadPoolExecutor(2, "preview") as pool:
        for image in images_of(files, dpi):
            waiting.append(pool.submit(png, image))
            if len(waiting) > _WAITING:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def png(image: Image.Image, colours: int = COLOURS) -> Picture:
    """Return an image as a PNG with a palette."""
    few = image.point(_SPREAD * 3).quantize(colours, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    few.putpalette([_BACK[tone] for tone in few.getpalette() or ()])
    stream = io.BytesIO()
    few.save(stream, "PNG", compress_level=6)
    return Picture(image.width, image.height, stream.getvalue())


def images_of(files: Iterable[bytes], dpi: float = DPI) -> Iterator[Image.Image]:
    """Yield each page of several PDFs as an image in colour, in order."""
    for data in files:
        with closing(pdfium.PdfDocument(data)) as document:
            for number in range(len(document)):
                with closing(document[number]) as page:
                    bitmap = page.render(scale=dpi / _POINTS_PER_INCH, rev_byteorder=True)
                    yield cast("Image.Image", bitmap.to_pil())
