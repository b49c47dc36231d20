"""Pages as pictures in grey, rendered by PDFium: what a printer without colour makes of them."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, cast

import pypdfium2 as pdfium

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from PIL.Image import Image

    from materialgen.check.reading import ReadFile

POINTS_PER_INCH = 72


def pictures(file: ReadFile, dpi: float, numbers: Iterable[int] | None = None) -> Iterator[tuple[int, Image]]:
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
                yield number, cast("Image", bitmap.to_pil())
