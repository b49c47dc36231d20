"""Writing a preview: a PNG file of each page and the gallery, in a folder of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from materialgen.preview.gallery import data_url, gallery
from materialgen.preview.model import PdfModel, PictureModel, document_model, preview_model
from materialgen.preview.pictures import pictures_of
from materialgen.render.files import prepare_folder, write_atomically
from materialgen.render.render import draw_kit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from materialgen.draw import Document
    from materialgen.layout import Layout, Printed
    from materialgen.plan import DocumentPlan, Plan
    from materialgen.press import Press

FOLDER = "preview"
"""Where the preview goes, in the folder of the kit's files."""
GALLERY = "index.html"
_PICTURE = re.compile(r"\d\d-[a-z0-9-]+-page-\d+\.png\Z")


@dataclass(frozen=True, slots=True)
class Finished:
    """A document that has been drawn: what it came to, its pages and its file."""

    printed: Printed
    document: Document
    data: bytes


@dataclass(frozen=True, slots=True)
class Preview:
    """A preview that has been written.

    Attributes:
        page: The gallery.
        pages: How many pages it shows.
        size: Of the gallery, in bytes.
        missing: Names of PDF files that are not in the folder of the kit's files.
        older: Names of those that were built from other content.
    """

    page: Path
    pages: int
    size: int
    missing: tuple[str, ...]
    older: tuple[str, ...]


def draw_for_preview(
    plan: Plan,
    layouts: Mapping[str, Layout],
    *,
    only: Iterable[str] | None = None,
    press: Press | None = None,
    on_progress: Callable[[DocumentPlan], None] = lambda _document: None,
) -> list[Finished]:
    """Return the documents in the plan's order with all that a preview shows of them.

    Takes and raises what ``render`` does, but writes nothing.
    """
    finished: dict[str, Finished] = {}

    def keep(printed: Printed, document: Document, data: bytes) -> None:
        finished[printed.plan.file_name] = Finished(printed, document, data)

    drawn = draw_kit(plan, layouts, only=only, press=press, on_progress=on_progress, on_finished=keep)
    return [finished[one.printed.plan.file_name] for one in drawn]


def write_preview(
    plan: Plan,
    finished: Iterable[Finished],
    folder: Path,
    kit: Path,
    *,
    whole: bool = True,
    on_document: Callable[[str], None] = lambda _name: None,
) -> Preview:
    """Write a preview.

    Args:
        plan: The kit and the group.
        finished: What is shown.
        folder: Of the kit's PDF files, which the gallery leads to; the preview goes into its folder ``preview``.
        kit: The kit's folder: a gallery may be sent to others, whom the folders above it do not concern.
        whole: Whether the whole kit is shown: pictures of pages that are gone are removed then.
        on_document: Called with a document's name before its pictures are written.

    Raises:
        ProblemsFoundError: The folder or a file cannot be written.
    """
    target = folder / FOLDER
    prepare_folder(target)
    documents = list(finished)
    name_of = partial(_without_folders_above, root=kit.resolve().parent)
    rendered = pictures_of(one.data for one in documents)
    models, names = [], []
    pdfs = {one.printed.plan.file_name: _pdf(folder, one) for one in documents}
    for one in documents:
        file_name = one.printed.plan.file_name
        on_document(one.printed.plan.name)
        pictures = []
        for number, picture in enumerate(islice(rendered, one.printed.pages), 1):
            name = f"{Path(file_name).stem}-page-{number}.png"
            names.append(name)
            write_atomically(target / name, picture.data)
            pictures.append(PictureModel(data_url(picture.data), name, picture.width, picture.height))
        models.append(document_model(one.printed, one.document, pictures, pdfs[file_name], name_of))
    page = gallery(preview_model(plan, models)).encode()
    write_atomically(target / GALLERY, page)
    if whole:
        _remove_old(target, names)
    return Preview(
        target / GALLERY,
        len(names),
        len(page),
        tuple(name for name, pdf in pdfs.items() if pdf is None),
        tuple(name for name, pdf in pdfs.items() if pdf is not None and not pdf.current),
    )


def _without_folders_above(file: str, root: Path) -> str:
    """Return the name of a content file from a kit's parent folder, if it is one from the root of the disk."""
    path = Path(file)
    if not path.is_absolute():
        return file
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name


def _pdf(folder: Path, finished: Finished) -> PdfModel | None:
    """Return a link to a document's file from the preview's folder."""
    name = finished.printed.plan.file_name
    try:
        data = (folder / name).read_bytes()
    except OSError:
        return None
    return PdfModel(f"../{name}", data == finished.data)


def _remove_old(folder: Path, names: Iterable[str]) -> None:
    """Remove pictures of pages that are no longer there; a file that this tool does not name so is left alone."""
    for path in folder.iterdir():
        if _PICTURE.match(path.name) and path.name not in set(names):
            path.unlink(missing_ok=True)
