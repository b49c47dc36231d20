"""Draw the pictures in README and docs/ from the built-in kits: ``make pictures``.

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

from materialgen.brand import load_brand
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
SMALL = 480
"""Of a layout's picture, in pixels: light, and enough to tell what kind of sheet it is."""
FEW_COLOURS = 24
WINDOW = {"width": 1280, "height": 800}
SHOWN = "start,vote,assess,cards,chart,reflection,result"
"""The sheets in the pictures of the gallery."""
FRAME = (195, 201, 206)
_MM_PER_INCH = 25.4


class Kit(NamedTuple):
    """An edition of a built-in kit: its language, None for its first, and whose look it has."""

    name: str = DEFAULT_KIT
    language: str | None = None
    brand: Path | None = None


class Place(NamedTuple):
    """A page: the sheet's id, the principle's if it is made per principle, the page, from 1, and the kit."""

    sheet: str
    principle: str | None = None
    page: int = 1
    kit: Kit = Kit()
    width: int = WIDTH


def small(kit: str, sheet: str, principle: str | None = None, page: int = 1) -> Place:
    """Return a page for the reference of layouts, which is in English."""
    return Place(sheet, principle, page, Kit(kit, "en"), SMALL)


BRANDED = Kit(language="en", brand=FOLDER.parent / "examples" / "almlunda")
PICTURES = {
    "start": Place("start"),
    "vote": Place("vote"),
    "assessment": Place("assess", "P3"),
    "cards": Place("cards", "P1"),
    "chart": Place("chart"),
    "cut-outs": Place("cut-outs", page=2),
    "guide": Place("guide", page=3),
    "brand": Place("assess", "P3", kit=BRANDED),
    "brand-cover": Place("guide", kit=BRANDED),
    "layouts/action_cards": small("declaration", "cards", "P1"),
    "layouts/assessment": small("declaration", "assess", "P1"),
    "layouts/canvas": small("culture", "canvas"),
    "layouts/chart": small("declaration", "chart"),
    "layouts/cut_outs": small("declaration", "cut-outs", page=2),
    "layouts/deck": small("sluice", "step-cards"),
    "layouts/form": small("sluice-idea", "idea"),
    "layouts/guide": small("declaration", "guide", page=3),
    "layouts/notes": small("declaration", "parking"),
    "layouts/poster": small("roots", "poster"),
    "layouts/print_list": small("declaration", "print-list"),
    "layouts/reflection": small("declaration", "reflection"),
    "layouts/result": small("declaration", "result"),
    "layouts/start": small("declaration", "start"),
    "layouts/state_scale": small("culture", "board"),
    "layouts/station_board": small("sluice", "board"),
    "layouts/vote_board": small("declaration", "vote"),
}
"""Sheets."""
PHOTOGRAPHS = ("gallery", "gallery-text")
"""The gallery, and a page enlarged in it."""
LOOKS = ("gallery.html", "gallery.css")
"""What a photograph is out of date without."""


def main() -> None:
    """Draw the pictures and write the record."""
    (FOLDER / "layouts").mkdir(parents=True, exist_ok=True)
    drawn = documents()
    for name, place in PICTURES.items():
        picture = FOLDER / f"{name}.png"
        picture.write_bytes(draw(drawn[place._replace(page=1, width=WIDTH)], place))
        print(f"{picture.name}: {picture.stat().st_size / 1024:.0f} kB")
    known = json.loads((FOLDER / RECORD).read_text(encoding="utf-8")) if (FOLDER / RECORD).is_file() else {}
    now = record(drawn)
    if not photograph():
        print("Chromium or Playwright is not installed: the pictures of the gallery stay as they are", file=sys.stderr)
        now |= {name: known.get(name, "") for name in PHOTOGRAPHS}
    text = json.dumps(now, indent=2, sort_keys=True) + "\n"
    (FOLDER / RECORD).write_text(text, encoding="utf-8", newline="\n")


def documents() -> dict[Place, Finished]:
    """Return the documents that pictures show, drawn now, by their first pages."""
    layouts = load_layouts()
    drawn = {}
    for kit in {place.kit for place in PICTURES.values()}:
        brand = load_brand(kit.brand) if kit.brand else None
        content = load_kit(find_kit(kit.name), kit.language, schemas_of(layouts))
        plan = make_plan(content, Dots(find_product(None)), brand=brand)
        sheets = {place.sheet for place in PICTURES.values() if place.kit == kit}
        for one in draw_for_preview(plan, layouts, only=sheets):
            planned = one.printed.plan
            drawn[Place(planned.sheet.id, planned.principle.id if planned.principle else None, kit=kit)] = one
    return drawn


def record(drawn: dict[Place, Finished]) -> dict[str, str]:
    """Return for each picture what changes when anything that it shows does: words, places, colours."""
    first = {name: one._replace(page=1, width=WIDTH) for name, one in PICTURES.items()}
    pages = {name: drawn[first[name]].document.pages[one.page - 1] for name, one in PICTURES.items()}
    looks = "".join(preview_file(name).read_text(encoding="utf-8") for name in LOOKS)
    shown = {name: page.stream() for name, page in pages.items()} | dict.fromkeys(PHOTOGRAPHS, looks)
    return {name: hashlib.sha256(text.encode()).hexdigest()[:12] for name, text in shown.items()}


def draw(finished: Finished, place: Place) -> bytes:
    """Return a page of a document as a small PNG."""
    paper = finished.document.pages[place.page - 1].paper
    dpi = 2 * place.width / max(paper.width, paper.height) * _MM_PER_INCH
    image = list(images_of([finished.data], dpi))[place.page - 1]
    image = image.convert("RGB").resize((image.width // 2, image.height // 2), Image.Resampling.LANCZOS)
    ImageDraw.Draw(image).rectangle((0, 0, image.width - 1, image.height - 1), outline=FRAME)
    return png(image, *([FEW_COLOURS] if place.width == SMALL else [])).data


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
