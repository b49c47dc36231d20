"""Prepare what is measured, in a process of its own: the peers' sources, and kits to edit and to grow.

Usage: ``python -m bench.prepare FOLDER LANGUAGE``. The process that measures stays small that way: what a parent takes
up counts as memory of its children until they have started (see ``bench.measure``).
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from bench.grow import MULTIPLES, multiplied
from bench.peers.to_fpdf2 import fpdf2_source
from bench.peers.to_html import html_files
from bench.peers.to_typst import PRELUDE, typst_source
from bench.record import record
from materialgen import resources
from materialgen.cli import options
from materialgen.kit.find import DEFAULT_KIT, find_kit
from materialgen.kit.load import load_kit
from materialgen.plan import make_plan
from materialgen.render.layouts import load_layouts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bench.record import Kit
    from bench.recorded import Document


def recorded_kit(language: str) -> Kit:
    """Return what stands on the pages of the built-in kit."""
    layouts = load_layouts()
    kit = load_kit(find_kit(DEFAULT_KIT), language, {name: one.schema for name, one in layouts.items()})
    return record(make_plan(kit, options.dots(None, 1)), layouts)


def write_sources(documents: Sequence[Document], folder: Path) -> None:
    """Write each peer's sources of some documents into a folder of its own."""
    typst, html, fpdf2 = (folder / name for name in ("typst", "html", "fpdf2"))
    for one in (typst, html, fpdf2):
        one.mkdir(parents=True)
    fonts = resources.font_file("Inter-Regular.ttf").parent.as_uri()
    _write(typst / "kit.typ", PRELUDE)
    for document in documents:
        _write(typst / f"{document.name}.typ", typst_source(document))
        _write(fpdf2 / f"sheet_{document.name}.py", fpdf2_source(document))
        for name, text in html_files(document, fonts).items():
            _write(html / name, text)


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def main() -> None:
    """Prepare."""
    folder, language = Path(sys.argv[1]), sys.argv[2]
    kit = recorded_kit(language)
    write_sources(kit.documents, folder / "documents")
    write_sources((*kit.documents, *kit.bundles), folder / "all")
    default = find_kit(DEFAULT_KIT)
    shutil.copytree(default, folder / "kits" / "edited")
    for times in MULTIPLES:
        multiplied(default, language, times, folder / "kits" / f"cards-{times}")


if __name__ == "__main__":
    main()
