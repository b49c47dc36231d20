"""Logos as XObjects: written once into a file, shown wherever they belong (ISO 32000-1, 8.8 to 8.10).

Each fills the unit square. In grey files they have no colour operator; with low ink they are half as strong.
"""

from __future__ import annotations

import zlib
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFResourceDictionary

from materialgen.brand.model import Drawing
from materialgen.draw.ink import fill_operator, stroke_operator

if TYPE_CHECKING:
    from materialgen.brand.model import Path, Raster
    from materialgen.press import Ink
    from materialgen.typeset import RGB

LOW = 0.5
"""How much of a logo's ink is left with low ink."""
_SIDE = 1000.0
"""The longer side of a drawing in its own operators, so that numbers of few digits are exact enough."""
_OPERATORS = {"M": "m", "L": "l", "C": "c", "Z": "h"}


def picture_object(picture: Drawing | Raster, ink: Ink, default_rgb: Any) -> Any:  # noqa: ANN401 - reportlab is untyped
    """Return the XObject of a picture.

    Args:
        picture: The picture.
        ink: What it is printed with.
        default_rgb: The colour space that DeviceRGB stands for in the file; None means its output intent.
    """
    if isinstance(picture, Drawing):
        return _form(picture, ink, default_rgb)
    entries = {
        "Type": PDFName("XObject"),
        "Subtype": PDFName("Image"),
        "Width": picture.width,
        "Height": picture.height,
        "ColorSpace": PDFName("DeviceGray" if ink == "grey" else "DeviceRGB"),
        "BitsPerComponent": 8,
        "Filter": PDFName("FlateDecode"),
    }
    return pdfdoc.PDFStream(PDFDictionary(entries), _pixels(picture, ink))


@lru_cache(maxsize=2)  # all files of a kit hold the same
def _pixels(picture: Raster, ink: Ink) -> bytes:
    """Return a picture's pixels, compressed."""
    if ink == "full":
        return zlib.compress(picture.pixels, 9)
    from PIL import Image

    image = Image.frombytes("RGB", (picture.width, picture.height), picture.pixels)
    if ink == "grey":
        return zlib.compress(image.convert("L").tobytes(), 9)
    return zlib.compress(image.point(lambda value: round(255 - LOW * (255 - value))).tobytes(), 9)


def _form(drawing: Drawing, ink: Ink, default_rgb: Any) -> Any:  # noqa: ANN401 - reportlab is untyped
    scale = _SIDE / max(drawing.width, drawing.height)
    width, height = drawing.width * scale, drawing.height * scale
    resources = PDFResourceDictionary(ColorSpace={} if default_rgb is None else {"DefaultRGB": default_rgb})
    entries = {
        "Type": PDFName("XObject"),
        "Subtype": PDFName("Form"),
        "BBox": PDFArray([0, 0, round(width, 3), round(height, 3)]),
        "Matrix": PDFArray([f"{1 / width:.9f}", 0, 0, f"{-1 / height:.9f}", 0, 1]),
        "Resources": resources,
    }
    content = "\n".join(_operators(path, scale, ink) for path in drawing.paths)
    return pdfdoc.PDFStream(PDFDictionary(entries), content, filters=[pdfdoc.PDFZCompress])


def _operators(path: Path, scale: float, ink: Ink) -> str:
    out = []
    if path.fill is not None:
        out.append(fill_operator(_inked(path.fill, ink), ink))
    if path.stroke is not None:
        dash = " ".join(_number(one * scale) for one in path.dash)
        out.append(stroke_operator(_inked(path.stroke, ink), ink))
        line = f"{_number(path.width * scale)} w {path.cap} J {path.join} j {path.mitre:g} M"
        out.append(f"{line} [{dash}] {_number(path.phase * scale)} d")
    out += [" ".join([*(_number(one * scale) for one in values), _OPERATORS[kind]]) for kind, values in path.segments]
    painting = "B" if path.fill is not None and path.stroke is not None else "f" if path.fill is not None else "S"
    out.append(painting + ("*" if path.even_odd and path.fill is not None else ""))
    return "\n".join(out)


def _inked(colour: RGB, ink: Ink) -> RGB:
    if ink != "low":
        return colour
    red, green, blue = (1 - LOW * (1 - one) for one in colour)
    return red, green, blue


def _number(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".") or "0"
