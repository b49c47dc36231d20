"""Pictures of pages, made when a browser asks for one: what nobody looks at is never rendered."""

from __future__ import annotations

import io
import threading
from collections import OrderedDict
from contextlib import closing
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, cast

import pypdfium2 as pdfium

if TYPE_CHECKING:
    from PIL import Image

DPI = 144
"""Pixels per inch: sharp at 150 % on an ordinary screen."""
_QUALITY = 92
"""Of JPEG without subsampling, which is written four times as fast as PNG; more shows no difference."""
_KNOWN = 1000
"""Pages that can still be asked for: those of the last builds, since a browser may be slow."""
_KEPT = 40
"""Pictures that are kept, each some 500 kB, for a second tab."""
_POINTS_PER_INCH = 72


@dataclass(frozen=True, slots=True)
class _Page:
    """A page of a PDF, by its index."""

    pdf: bytes
    index: int


class Pictures:
    """Pages by the name of their picture, which changes when the document does."""

    def __init__(self) -> None:
        """Know no page."""
        self._pages: OrderedDict[str, _Page] = OrderedDict()
        self._made: OrderedDict[str, bytes] = OrderedDict()
        self._changing = threading.Lock()
        self._rendering = threading.Lock()  # PDFium knows one thread only

    def add(self, pdf: bytes, pages: int) -> list[str]:
        """Let the pages of a document be asked for; return the names of their pictures."""
        digest = sha256(pdf).hexdigest()[:20]
        names = [f"{digest}-{number}.jpg" for number in range(1, pages + 1)]
        with self._changing:
            for index, name in enumerate(names):
                self._pages[name] = _Page(pdf, index)
                self._pages.move_to_end(name)
            while len(self._pages) > _KNOWN:
                self._pages.popitem(last=False)
        return names

    def get(self, name: str) -> bytes | None:
        """Return a picture as JPEG, or None if no page has that name."""
        page = self._pages.get(name)
        if page is None:
            return None
        with self._rendering:
            made = self._made.get(name)
            if made is not None:
                return made
            image = _rendered(page)
        stream = io.BytesIO()
        image.save(stream, "JPEG", quality=_QUALITY, subsampling=0)
        with self._rendering:
            self._made[name] = stream.getvalue()
            while len(self._made) > _KEPT:
                self._made.popitem(last=False)
        return stream.getvalue()


def _rendered(page: _Page) -> Image.Image:
    with closing(pdfium.PdfDocument(page.pdf)) as document, closing(document[page.index]) as one:
        bitmap = one.render(scale=DPI / _POINTS_PER_INCH, rev_byteorder=True)
        return cast("Image.Image", bitmap.to_pil())
