"""Draw the README's pictures from the built-in kit: ``make pictures``.

Each picture is a page of a real PDF, rendered by pdfium, with a hairline round the paper. The pictures are committed;
this script runs when a sheet has changed its looks.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw

from materialgen.kit.find import DEFAULT_KIT, find_kit

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


def main() -> None:
    """Build the kit and draw the pictures."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        built = Path(name)
        subprocess.run([sys.executable, "-m", "materialgen", "build", "--quiet", "--out", name], check=True)
        for picture, (start, page) in PAGES.items():
            [file] = built.glob(f"{start}*.pdf")
            draw(file, page, FOLDER / f"{picture}.png")
    with tempfile.TemporaryDirectory() as name:
        draw_changes(Path(name), FOLDER / "changes.png")


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


def draw_changes(folder: Path, picture: Path) -> None:
    """Draw what docs/changes.md shows: a page of cards before and after an action was reworded."""
    kit = shutil.copytree(find_kit(DEFAULT_KIT), folder / "kit")

    def run(command: str, *arguments: str) -> None:
        tool = (sys.executable, "-m", "materialgen", command, str(kit), "--lang", "en", "--out", str(folder / "out"))
        subprocess.run([*tool, *arguments], check=True, stdout=subprocess.DEVNULL)

    run("build")
    words = kit / "en" / "principles" / "p3.yaml"
    line = re.compile(r"P3\.Q2\.A1: .*")
    text = line.sub(
        "P3.Q2.A1: Listen actively to what residents need, and answer everyone who speaks up.", words.read_text("utf-8")
    )
    words.write_text(text, encoding="utf-8")
    run("changes", "--pictures", str(folder))
    [drawn] = folder.glob("*.png")
    with Image.open(drawn) as stored:
        image = stored.convert("RGB").resize((stored.width * 3 // 4, stored.height * 3 // 4), Image.Resampling.LANCZOS)
    image.quantize(COLOURS, dither=Image.Dither.NONE).save(picture, optimize=True)
    print(f"{picture.name}: {picture.stat().st_size / 1024:.0f} kB")


if __name__ == "__main__":
    main()
