"""Draw the pictures in README and docs/ from the built-in kit: ``make pictures``.

Sheets are pages as `materialgen preview` shows them, smaller and with a hairline round the paper; the gallery is
photographed in Chromium, if that is there. Pictures are committed, with a record of what each shows: a test says which
are out of date.
"""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PIL import Image, ImageDraw

from materialgen.kit.find import DEFAULT_KIT, find_kit
from materialgen.kit.labels import find_product
from materialgen.kit.load import load_kit
from materialgen.plan import Dots, make_plan
from materialgen.preview.pictures import images_of, png
from materialgen.preview.write import draw_for_preview
from materialgen.render.layouts import load_layouts, schemas_of
from materialgen.resources import preview_file

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from materialgen.preview.write import Finished

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "pictures"
RECORD = "drawn.json"
WIDTH = 1000
"""Of a lying sheet, in pixels; standing ones get the same height."""
WINDOW = {"width": 1280, "height": 800}
SHOWN = "start,vote,assess,cards,chart,reflection,result"
"""The sheets in the pictures of the gallery."""
FRAME = (195, 201, 206)
_MM_PER_INCH = 25.4


class Place(NamedTuple):
    """A page of the built-in kit: the sheet's id, the principle's if it is made per principle, and the page, from 1."""

    sheet: str
    principle: str | None = None
    page: int = 1


PICTURES = {
    "start": Place("start"),
    "vote": Place("vote"),
    "assessment": Place("assess", "P3"),
    "cards": Place("cards", "P1"),
    "chart": Place("chart"),
    "cut-outs": Place("cut-outs", page=2),
    "guide": Place("guide", page=3),
}
"""Sheets."""
PHOTOGRAPHS = ("gallery", "gallery-text")
"""The gallery, and a page enlarged in it."""
LOOKS = ("gallery.html", "gallery.css")
"""What a photograph is out of date without."""


def main() -> None:
    """Draw the pictures and write the record."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    drawn = documents()
    for name, place in PICTURES.items():
        picture = FOLDER / f"{name}.png"
        picture.write_bytes(draw(drawn[place.sheet, place.principle], place.page))
        print(f"{picture.name}: {picture.stat().st_size / 1024:.0f} kB")
    known = json.loads((FOLDER / RECORD).read_text(encoding="utf-8")) if (FOLDER / RECORD).is_file() else {}
    now = record(drawn)
    if not photograph():
        print("Chromium or Playwright is not installed: the pictures of the gallery stay as they are", file=sys.stderr)
        now |= {name: known.get(name, "") for name in PHOTOGRAPHS}
    text = json.dumps(now, indent=2, sort_keys=True) + "\n"
    (FOLDER / RECORD).write_text(text, encoding="utf-8", newline="\n")


def documents() -> dict[tuple[str, str | None], Finished]:
    """Return the documents that pictures show, by sheet and principle, drawn now."""
    layouts = load_layouts()
    kit = load_kit(find_kit(DEFAULT_KIT), None, schemas_of(layouts))
    plan = make_plan(kit, Dots(find_product(None)))
    finished = draw_for_preview(plan, layouts, only={place.sheet for place in PICTURES.values()})
    planned = [(one, one.printed.plan) for one in finished]
    return {(plan.sheet.id, plan.principle.id if plan.principle else None): one for one, plan in planned}


def record(drawn: dict[tuple[str, str | None], Finished]) -> dict[str, str]:
    """Return for each picture what changes when anything that it shows does: words, places, colours."""
    pages = {name: drawn[one.sheet, one.principle].document.pages[one.page - 1] for name, one in PICTURES.items()}
    looks = "".join(preview_file(name).read_text(encoding="utf-8") for name in LOOKS)
    shown = {name: page.stream() for name, page in pages.items()} | dict.fromkeys(PHOTOGRAPHS, looks)
    return {name: hashlib.sha256(text.encode()).hexdigest()[:12] for name, text in shown.items()}


def draw(finished: Finished, number: int) -> bytes:
    """Return a page of a document as a small PNG."""
    paper = finished.document.pages[number - 1].paper
    dpi = 2 * WIDTH / max(paper.width, paper.height) * _MM_PER_INCH
    image = list(images_of([finished.data], dpi))[number - 1]
    image = image.convert("RGB").resize((image.width // 2, image.height // 2), Image.Resampling.LANCZOS)
    ImageDraw.Draw(image).rectangle((0, 0, image.width - 1, image.height - 1), outline=FRAME)
    return png(image).data


def photograph() -> bool:
    """Take the pictures of the gallery; return whether there is a browser for it."""
    program = shutil.which("chromium") or shutil.which("google-chrome")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        return False
    if program is None:
        return False
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        for command in ("build", "preview"):
            options = ["--quiet", "--only", SHOWN, "--out", name]
            subprocess.run([sys.executable, "-m", "materialgen", command, *options], check=True)
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport=WINDOW, reduced_motion="reduce", color_scheme="light")  # type: ignore[arg-type]  # a size
        page.goto((Path(name) / "preview" / "index.html").as_uri())
        page.evaluate("Promise.all([...document.images].slice(0, 4).map((one) => one.decode()))")
        take(page, "gallery")
        page.fill("#query", "åtgärder")
        page.evaluate("gallery.open(gallery.model.documents.find((one) => one.sheet === 'reflection').pages[0].key)")
        page.evaluate("document.querySelector('#stage img').decode()")
        page.keyboard.press("t")
        page.locator("#panel-texts button").nth(3).click()
        take(page, "gallery-text")
        browser.close()
    return True


def take(page: Page, name: str) -> None:
    """Photograph what a browser shows."""
    data = png(Image.open(io.BytesIO(page.screenshot())).convert("RGB")).data
    (FOLDER / f"{name}.png").write_bytes(data)
    print(f"{name}.png: {len(data) / 1024:.0f} kB")


if __name__ == "__main__":
    main()
