"""Draw the pictures of the README and of docs/layouts.md from the built-in kits: ``make pictures``.

Each picture is a page of a real PDF, rendered by pdfium, with a hairline round the paper. The pictures are committed;
this script runs when a sheet has changed its looks.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "pictures"
WIDTH = 1000
"""Of a lying sheet, in pixels; standing ones get the same height."""
COLOURS = 64
SMALL = 480
"""Of a layout's picture, in pixels: light, and enough to tell what kind of sheet it is."""
FEW_COLOURS = 24
PAGES = {
    "start": ("03-", 0),
    "vote": ("04-", 0),
    "assessment": ("05-*-p3-", 0),
    "cards": ("06-*-p1-", 0),
    "chart": ("07-", 0),
    "cut-outs": ("02-", 1),
    "guide": ("01-", 2),
}
"""The picture's name, the beginning of the file's name and the page, from 0."""
LAYOUTS = {
    "action_cards": ("declaration", "cards", 0),
    "assessment": ("declaration", "assess", 0),
    "canvas": ("culture", "canvas", 0),
    "chart": ("declaration", "chart", 0),
    "cut_outs": ("declaration", "cut-outs", 1),
    "deck": ("sluice", "step-cards", 0),
    "form": ("sluice-idea", "idea", 0),
    "guide": ("declaration", "guide", 2),
    "notes": ("declaration", "parking", 0),
    "poster": ("roots", "poster", 0),
    "print_list": ("declaration", "print-list", 0),
    "reflection": ("declaration", "reflection", 0),
    "result": ("declaration", "result", 0),
    "start": ("declaration", "start", 0),
    "state_scale": ("culture", "board", 0),
    "station_board": ("sluice", "board", 0),
    "vote_board": ("declaration", "vote", 0),
}
"""A kit and its sheet for each layout, and the page, from 0; in English, as the page is."""


BRAND = FOLDER.parent / "examples" / "almlunda"
BRANDED = {"brand": ("05-*-p3-", 0), "brand-cover": ("01-", 0)}
"""As ``PAGES``, for a kit with an organisation's look."""


def main() -> None:
    """Build the kits and draw the pictures."""
    with tempfile.TemporaryDirectory() as name:
        built = Path(name)
        build("declaration", built)
        for picture, (start, page) in PAGES.items():
            [file] = built.glob(f"{start}*.pdf")
            draw(file, page, FOLDER / f"{picture}.png", WIDTH, COLOURS)
        build("declaration", built / "brand", "--lang", "en", "--brand", str(BRAND))
        for picture, (start, page) in BRANDED.items():
            [file] = (built / "brand").glob(f"{start}*.pdf")
            draw(file, page, FOLDER / f"{picture}.png", WIDTH, COLOURS)
        for layout, (kit, sheet, page) in LAYOUTS.items():
            folder = built / layout
            build(kit, folder, "--lang", "en", "--only", sheet)
            draw(min(folder.glob("*.pdf")), page, FOLDER / "layouts" / f"{layout}.png", SMALL, FEW_COLOURS)


def build(kit: str, folder: Path, *flags: str) -> None:
    """Build sheets of a kit into a folder."""
    command = ["-m", "materialgen", "build", kit, "--quiet", "--out", str(folder), *flags]
    subprocess.run([sys.executable, *command], check=True)


def draw(file: Path, number: int, picture: Path, width: int, colours: int) -> None:
    """Render one page of a PDF into a small PNG.

    Args:
        file: The PDF.
        number: The page's number, from 0.
        picture: The file to write.
        width: Of a lying sheet, in pixels.
        colours: How many colours the picture has.
    """
    document = pypdfium2.PdfDocument(file)
    page = document[number]
    scale = width / max(page.get_width(), page.get_height())
    image = page.render(scale=scale * 2).to_pil().convert("RGB")
    image = image.resize((image.width // 2, image.height // 2), Image.Resampling.LANCZOS)
    ImageDraw.Draw(image).rectangle((0, 0, image.width - 1, image.height - 1), outline=(195, 201, 206))
    picture.parent.mkdir(parents=True, exist_ok=True)
    image.quantize(colours, dither=Image.Dither.NONE).save(picture, optimize=True)
    document.close()
    print(f"{picture.relative_to(FOLDER).as_posix()}: {picture.stat().st_size / 1024:.0f} kB")


if __name__ == "__main__":
    main()
