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
COLOURS = 128
"""Sheets have few colours: no colour of a pixel is off by more than a sixth, and that at the edges of letters only."""
_POINTS_PER_INCH = 72
_WAITING = 4
"""Rendered pages that wait to be written, at the most: each takes 12 MB."""


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
        for image in _rendered(files, dpi):
            waiting.append(pool.submit(png, image))
            if len(waiting) > _WAITING:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def png(image: Image.Image, colours: int = COLOURS) -> Picture:
    """Return an image as a PNG with a palette."""
    few = image.quantize(colours, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    stream = io.BytesIO()
    few.save(stream, "PNG", compress_level=6)
    return Picture(image.width, image.height, stream.getvalue())


def _rendered(files: Iterable[bytes], dpi: float) -> Iterator[Image.Image]:
    for data in files:
        with closing(pdfium.PdfDocument(data)) as document:
            for number in range(len(document)):
                with closing(document[number]) as page:
                    bitmap = page.render(scale=dpi / _POINTS_PER_INCH, rev_byteorder=True)
                    yield cast("Image.Image", bitmap.to_pil())
