"""Pages as pictures in grey, rendered by PDFium: what a printer without colour makes of them."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, cast

import pypdfium2 as pdfium
from PIL import Image

from materialgen.check.reading import PT_PER_MM, Sight

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from materialgen.check.reading import ReadFile

POINTS_PER_INCH = 72


def pictures(file: ReadFile, dpi: float, numbers: Iterable[int] | None = None) -> Iterator[tuple[int, Image.Image]]:
    """Yield pages of a file as pictures in grey, each with its number.

    Args:
        file: The file.
        dpi: Pixels per inch.
        numbers: Of the pages, from 1; None means all.
    """
    with closing(pdfium.PdfDocument(file.data)) as document:
        for number in range(1, len(document) + 1) if numbers is None else numbers:
            with closing(document[number - 1]) as page:
                bitmap = page.render(scale=dpi / POINTS_PER_INCH, grayscale=True)
                image = cast("Image.Image", bitmap.to_pil())
                yield number, _seen(image, Sight.of(page, file.printer), dpi, page.get_height())


def _seen(image: Image.Image, sight: Sight, dpi: float, height: float) -> Image.Image:
    """Return the picture of the sheet in the picture of a page ``height`` pt high."""
    if (sight.left, sight.across, sight.down) == (0.0, 1 / PT_PER_MM, 1 / PT_PER_MM) and sight.height == sight.top:
        return image
    scale = dpi / POINTS_PER_INCH
    size = round(sight.width * PT_PER_MM * scale), round(sight.height * PT_PER_MM * scale)
    # Where a pixel of the sheet lies in the picture of the page; beyond the page, paper stays white.
    across, down = (1 / (one * PT_PER_MM) for one in (sight.across, sight.down))
    left, top = -sight.left / sight.across * scale, (height - sight.top / sight.down) * scale
    matrix = (across, 0.0, left, 0.0, down, top)
    return image.transform(size, Image.Transform.AFFINE, matrix, Image.Resampling.BILINEAR, fillcolor=255)
