"""Do two files show the same pages? They say the same, and look the same rendered small, point by point."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pypdfium2
from PIL import ImageChops, ImageStat

if TYPE_CHECKING:
    from pathlib import Path

    from PIL.Image import Image

RESOLUTION = 50
"""dpi: a line of text is seen, a hair's breadth is not."""
LIMIT = 2.0
"""Of 255, the mean over a page: equal pages of different engines differ by up to 1.3, one large heading by 6."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much pages differ from ours, of 255: 0 where every point is the same, 255 where black stands for white.

    Attributes:
        mean: Over all pages.
        worst: Of the page that differs most.
        where: That page.
        pages: How many were compared.
    """

    mean: float
    worst: float
    where: str
    pages: int

    @property
    def same(self) -> bool:
        """Whether each page looks the same."""
        return self.worst <= LIMIT


def compare_folders(ours: Path, theirs: Path) -> Likeness:
    """Compare every page of every file of ours with theirs.

    Raises:
        ValueError: They have other files, pages, papers or texts.
    """
    names = [sorted(one.name for one in folder.glob("*.pdf")) for folder in (ours, theirs)]
    if names[0] != names[1]:
        message = f"{theirs} has other files than {ours}: {', '.join(sorted(set(names[0]) ^ set(names[1])))}"
        raise ValueError(message)
    found = [one for name in names[0] for one in _compare_files(ours / name, theirs / name)]
    worst, where = max(found)
    return Likeness(sum(one for one, _ in found) / len(found), worst, where, len(found))


def _compare_files(ours: Path, theirs: Path) -> list[tuple[float, str]]:
    pages, others = _read(ours), _read(theirs)
    if [one.image.size for one in pages] != [one.image.size for one in others]:
        message = f"{theirs} has other pages than {ours}"
        raise ValueError(message)
    found = []
    for number, (page, other) in enumerate(zip(pages, others, strict=True), 1):
        if page.characters != other.characters:
            lost, more = page.characters - other.characters, other.characters - page.characters
            message = f"{theirs}, page {number}: other texts than {ours}: lost {dict(lost)}, added {dict(more)}"
            raise ValueError(message)
        difference = ImageStat.Stat(ImageChops.difference(page.image, other.image)).mean[0]
        found.append((difference, f"{ours.name}, page {number}"))
    return found


@dataclass(frozen=True, slots=True)
class _Seen:
    """What a page shows: a picture, and how often each character that is not a space."""

    image: Image
    characters: Counter[str]


def _read(path: Path) -> list[_Seen]:
    pdf = pypdfium2.PdfDocument(path)
    try:
        return [
            _Seen(
                page.render(scale=RESOLUTION / 72).to_pil().convert("L"),
                Counter("".join(page.get_textpage().get_text_range().split())),
            )
            for page in pdf
        ]
    finally:
        pdf.close()
