"""Brands for tests: folders with a file, logos and fonts made on the spot."""

from __future__ import annotations

import io
from functools import cache
from typing import TYPE_CHECKING, Any

from fontTools.ttLib import TTFont
from PIL import Image, ImageDraw

from materialgen import resources
from materialgen.brand import load_brand
from materialgen.problems import ProblemsFoundError
from tests.helpers import problems_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from materialgen.problems import Problem

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 40 20">{}</svg>'
RECT = '<rect width="40" height="20" fill="#0a4d8c"/>'
WITH_SVG = "name: Almlunda\nlogo: logo.svg\n"
WITH_PNG = "name: Almlunda\nlogo: logo.png\n"
FONTS = "fonts: {regular: regular.ttf, bold: bold.ttf, italic: italic.ttf}\n"
WEIGHTS = {"regular": "Inter-Regular.ttf", "bold": "Inter-Bold.ttf", "italic": "Inter-Italic.ttf"}


def svg(inner: str = RECT) -> bytes:
    """Return an SVG file, twice as wide as high."""
    return SVG.format(inner).encode()


def png(size: tuple[int, int] = (800, 400), mode: str = "RGB", **options: Any) -> bytes:  # noqa: ANN401 - Pillow's
    """Return a PNG file with a figure; what is around it is transparent where the mode allows it."""
    image = Image.new("RGBA", size, (0, 0, 0, 0))
    ImageDraw.Draw(image).ellipse((0, 0, size[0] - 1, size[1] - 1), fill=(10, 77, 140, 255))
    return saved(image if mode == "RGBA" else image.convert("RGB").convert(mode), **options)


def saved(image: Image.Image, kind: str = "PNG", **options: Any) -> bytes:  # noqa: ANN401 - Pillow's
    """Return a picture as a file."""
    stream = io.BytesIO()
    image.save(stream, kind, **options)
    return stream.getvalue()


@cache
def font(weight: str, family: str = "Almlunda Sans") -> bytes:
    """Return one of the tool's fonts under another name, as its licence asks of those who change it."""
    made = TTFont(resources.font_file(WEIGHTS[weight]))
    for record in made["name"].names:
        style = weight.title()
        record.string = {1: family, 4: f"{family} {style}", 6: f"{family.replace(' ', '')}-{style}"}.get(
            record.nameID, str(record)
        )
    return _bytes(made)


def changed(weight: str, **tables: Mapping[str, Any]) -> bytes:
    """Return a font with other values in its tables; ``OS_2`` is OS/2."""
    made = TTFont(io.BytesIO(font(weight)))
    for tag, values in tables.items():
        for name, value in values.items():
            setattr(made[tag.replace("_", "/")], name, value)
    return _bytes(made)


def _bytes(made: TTFont) -> bytes:
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def fonts() -> dict[str, bytes]:
    """Return the files of a brand's fonts by name."""
    return {f"{weight}.ttf": font(weight) for weight in WEIGHTS}


def write(folder: Path, text: str, files: Mapping[str, bytes] | None = None) -> Path:
    """Write a brand and return its folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "brand.yaml").write_text(text, encoding="utf-8")
    for name, data in (files or {}).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def said_of(folder: Path) -> tuple[Problem, ...]:
    """Return what is wrong with a brand, or nothing; whatever else is raised fails the test."""
    try:
        load_brand(folder)
    except ProblemsFoundError as error:
        return error.problems
    return ()


def faults(folder: Path, text: str, files: Mapping[str, bytes] | None = None) -> tuple[Problem, ...]:
    """Return what is wrong with a brand; each problem must have its place in the brand's file."""
    problems = problems_of(lambda: load_brand(write(folder, text, files)))
    for one in problems:
        assert one.where is not None
        assert one.where.file == (folder / "brand.yaml").as_posix()
        assert one.where.line > 0
    return problems


def fault(folder: Path, text: str, files: Mapping[str, bytes] | None = None) -> Problem:
    """Return the only thing that is wrong with a brand."""
    [problem] = faults(folder, text, files)
    return problem


def of_logo(folder: Path, data: bytes, name: str = "logo.svg") -> Problem:
    """Return what is wrong with a logo: its place is the line that names it."""
    problem = fault(folder, f"name: Almlunda\nlogo: {name}\n", {name: data})
    assert problem.where is not None
    assert (problem.where.line, problem.where.column) == (2, 7)
    assert problem.hint
    return problem
