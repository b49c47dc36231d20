"""Pages have the size of their paper to a hundredth of a point, are as many as they should be, and none is blank."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from materialgen.check.finding import found
from materialgen.geometry.paper import PAPERS, mm, pt

if TYPE_CHECKING:
    from collections.abc import Iterator

    from materialgen.check.built import Built
    from materialgen.check.finding import Finding
    from materialgen.check.reading import ReadFile, ReadPage
    from materialgen.geometry.paper import Paper
    from materialgen.press import Frame

_TOLERANCE = 0.01
"""pt."""
_BOXES = ("/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox")
"""ISO 32000-1, 14.11.2; without bleed, all of them are the paper's."""
_AGAIN = "build the kit again: every page must print at 100 % of its paper"


def check(built: Built) -> Iterator[Finding]:
    """Yield pages of the wrong size, missing or additional pages, and blank ones."""
    wordless = built.plan.dots.on_labels and built.plan.kit.dots.anonymous  # dots that say nothing, and no foot
    for name, file in built.files.items():
        yield from _sizes(built, file, built.press.frame(PAPERS[built.documents[name].sheet.paper]))
        yield from _count(built, file)
        blank = [
            page.number
            for page in file.pages
            if _is_blank(page, wordless=wordless) and not (file.tiled and page.pieces)
        ]
        for number in blank:
            message = "it is blank: nothing but a foot or decoration stands on it"
            yield found(built, "blank-page", message, name, number, hint="build the kit again")


def _sizes(built: Built, file: ReadFile, frame: Frame) -> Iterator[Finding]:
    """Yield one finding for all pages that are wrong in the same way."""
    wrong: dict[str, list[int]] = {}
    for number, page in enumerate(file.reader.pages, 1):
        fault = _fault(page, frame)
        if fault:
            wrong.setdefault(fault, []).append(number)
    for fault, numbers in wrong.items():
        rest = f", and {len(numbers) - 1} more pages are, too" if len(numbers) > 1 else ""
        yield found(built, "wrong-size", f"{fault}{rest}", file.name, numbers[0], hint=_AGAIN)


def _fault(page: Any, frame: Frame) -> str | None:  # noqa: ANN401 - pypdf's dictionaries have no common type
    whole = (0.0, 0.0, pt(frame.width), pt(frame.height))
    wanted = {"/MediaBox": whole, "/CropBox": whole, "/BleedBox": frame.bleed_box}
    for key in _BOXES:
        right = wanted.get(key, frame.trim)
        box = page.mediabox if key == "/MediaBox" else page.get(key)
        if key == "/CropBox":
            box = page.cropbox
        if box is None:
            if frame.bleed and key in {"/BleedBox", "/TrimBox"}:
                return f"the page has no {key[1:]}, which tells a print shop where to cut"
            continue
        edges = [float(one) for one in box]
        if any(abs(one - other) > _TOLERANCE for one, other in zip(edges, right, strict=True)):
            is_not = f"is {_size(edges)}, not {_size(list(right))} as {frame.paper.name} is{_around(frame)}"
            return f"the page's {key[1:]} {is_not}{_share(edges, frame.paper)}"
    if page.rotation != 0:
        return f"the page is turned by {page.rotation} degrees"
    if float(page.get("/UserUnit", 1)) != 1:
        return f"the page's unit is {float(page['/UserUnit']):g} points, so that it prints at another size"
    return None


def _around(frame: Frame) -> str:
    return f" with {frame.bleed:g} mm of bleed" if frame.bleed else ""


def _size(edges: list[float]) -> str:
    left, bottom, right, top = edges
    at = "" if abs(left) <= _TOLERANCE and abs(bottom) <= _TOLERANCE else f" from {mm(left):.2f}, {mm(bottom):.2f} mm"
    return f"{mm(right - left):.2f} × {mm(top - bottom):.2f} mm{at}"


def _share(edges: list[float], paper: Paper) -> str:
    """Return the scale, if the shape is the paper's."""
    across = mm(edges[2] - edges[0]) / paper.width
    down = mm(edges[3] - edges[1]) / paper.height
    return f": {across * 100:.1f} % of it" if abs(across - down) < 0.001 and abs(across - 1) > 0.0005 else ""  # noqa: PLR2004 - a twentieth of a percent is told


def _count(built: Built, file: ReadFile) -> Iterator[Finding]:
    wanted = built.fresh[file.name].printed.pages if file.name in built.fresh else None
    if wanted is not None and len(file.pages) != wanted:
        message = f"it has {_pages(len(file.pages))}, not {wanted}"
        yield found(built, "wrong-page-count", message, file.name, hint="build the kit again")


def _pages(count: int) -> str:
    return "1 page" if count == 1 else f"{count} pages"


def _is_blank(page: ReadPage, *, wordless: bool) -> bool:
    """Return whether a page has no text, unless it may be wordless, or nothing but artifacts."""
    marks = [*(one.mark for one in page.pieces), *(one.mark for one in page.shapes)]
    return not (page.pieces or wordless) or all(mark.artifact for mark in marks)
