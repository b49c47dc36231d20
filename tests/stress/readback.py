"""Finished PDF files judged by what a check reads back of them, which shares nothing with the audit of every build."""

from __future__ import annotations

from typing import TYPE_CHECKING

from materialgen.check.positions import faults
from materialgen.check.reading import read_pages

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from materialgen.check.reading import ReadPage


def audit(page: ReadPage) -> Iterator[str]:
    """Yield a sentence for each finding on a page; none for a sound one."""
    if not page.pieces:
        yield "the page has no text"
    for fault in faults(page):
        yield fault.message


def audit_folder(folder: Path) -> list[str]:
    """Return the findings in all PDF files of a folder, each with its file and page."""
    return [
        f"{path.name} page {page.number}: {finding}"
        for path in sorted(folder.glob("*.pdf"))
        for page in read_pages(path.read_bytes())
        for finding in audit(page)
    ]
