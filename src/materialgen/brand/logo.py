"""An organisation's logo: an SVG or PNG file that is what its name says, and can be printed in its places."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from materialgen.brand.folder import read_file
from materialgen.brand.model import Logo, Raster
from materialgen.brand.places import COVER, FOOT
from materialgen.brand.png import SIGNATURE, read_png
from materialgen.brand.unfit import UnfitLogoError
from materialgen.problems import Problem, ProblemsFoundError

if TYPE_CHECKING:
    from pathlib import Path

    from materialgen.brand.model import Drawing
    from materialgen.kit.text import Text

MOST = 2_000_000
"""Bytes of a logo."""
LEAST_SIDE = 3.0
"""How wide and high a logo must at least be in the foot of a sheet, mm."""
LEAST_DPI = 150
"""Pixels per inch of a logo on the cover, its largest place."""
_SVG = re.compile(rb"\s*<(?:\?xml|!--|!DOCTYPE\s+svg|svg)")
_KINDS = (
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"%PDF", "a PDF or Illustrator file"),
    (b"%!PS", "an EPS file"),
    (b"\xc5\xd0\xd3\xc6", "an EPS file"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a WebP picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"BM", "a BMP picture"),
    (b"8BPS", "a Photoshop file"),
    (b"\x1f\x8b", "a compressed file"),
    (b"PK", "a compressed file"),
)
_EXPORT = "export the logo as SVG, or as PNG if there is no other way"


def read_logo(folder: Path, name: Text) -> Logo:
    """Read a logo; raises ``ProblemsFoundError`` if it cannot be used."""
    data = read_file(folder, name, MOST)
    try:
        logo = Logo(_read(str(name), data), name.where)
        _check_shape(logo)
    except UnfitLogoError as error:
        raise ProblemsFoundError([Problem(error.code, f"'{name}': {error}", name.where, error.hint)]) from None
    return logo


def _read(name: str, data: bytes) -> Drawing | Raster:
    kind = _kind(data)
    extension = name.rpartition(".")[2].lower()
    if kind not in {"svg", "png"}:
        raise UnfitLogoError("unfit-logo", f"it is {kind}, neither SVG nor PNG", _EXPORT)
    if extension != kind:
        message = f"it is {kind.upper()} inside, but its name does not end in .{kind}"
        raise UnfitLogoError("unfit-logo", message, f"call it something.{kind}, and see that it is the right file")
    if kind == "png":
        return read_png(data)
    from materialgen.brand.svg import read_svg  # only brands with an SVG pay for its import

    return read_svg(data)


def _kind(data: bytes) -> str:
    """Return ``svg``, ``png``, or in words what else a file seems to be."""
    if data.startswith(SIGNATURE):
        return "png"
    bare = data.removeprefix(b"\xef\xbb\xbf")
    if _SVG.match(bare) or bare[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return "svg"
    return next((words for start, words in _KINDS if data.startswith(start)), "something else" if data else "empty")


def _check_shape(logo: Logo) -> None:
    """See that a logo can be made out where it is small, and has the pixels where it is large."""
    width, height = FOOT.size(logo.aspect)
    if min(width, height) < LEAST_SIDE:
        shape = "wide" if width > height else "tall"
        side = f"{min(width, height):.1f} mm {'high' if width > height else 'wide'}"
        message = f"it is so {shape} that it would be only {side} on a sheet"
        raise UnfitLogoError("unfit-logo", message, "take the logo's more compact form")
    picture = logo.picture
    if isinstance(picture, Raster):
        across, _ = COVER.size(logo.aspect)
        dpi = picture.width / across * 25.4
        if dpi < LEAST_DPI:
            needed = round(across / 25.4 * 2 * LEAST_DPI, -1)
            message = f"its {picture.width} × {picture.height} pixels are {dpi:.0f} per inch where it is largest"
            raise UnfitLogoError("coarse-logo", message, f"save it {needed:.0f} pixels wide or more, or as SVG")
