"""Draw the README's pictures from the built-in kit: ``make pictures``.

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
BRAND = FOLDER.parent / "examples" / "almlunda"
BRANDED = {"brand": ("05-*-p3-", 0), "brand-cover": ("01-", 0)}
"""The same for a kit with an organisation's look."""


def main() -> None:
    """Build the kit and draw the pictures."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for pages, flags in ((PAGES, []), (BRANDED, ["--lang", "en", "--brand", str(BRAND)])):
        with tempfile.TemporaryDirectory() as name:
            built = Path(name)
            subprocess.run([sys.executable, "-m", "materialgen", "build", "--quiet", "--out", name, *flags], check=True)
            for picture, (start, page) in pages.items():
                [file] = built.glob(f"{start}*.pdf")
                draw(file, page, FOLDER / f"{picture}.png")


def draw(file: Path, number: int, picture: Path) -> None:
    """Render one page of a PDF into a small PNG."""
    document = pypdfium2.PdfDocument(file)
    page = document[number]
    scale = WIDTH / max(page.get_width(), page.get_height())
    image = page.render(scale=scale * 2).to_pil().convert("RGB")
    image = image.resize((image.width // 2, image.height // 2), Image.Resampling.LANCZOS)
    ImageDraw.Draw(image).rectangle((0, 0, image.width - 1, image.height - 1), outline=(195, 201, 206))
    image.quantize(COLOURS, dither=Image.Dither.NONE).save(picture, optimize=True)
    document.close()
    print(f"{picture.name}: {picture.stat().st_size / 1024:.0f} kB")


if __name__ == "__main__":
    main()
