"""PNG files as pixels on white (ISO/IEC 15948): the size is known before anything is unpacked."""

from __future__ import annotations

import io
import struct
import warnings
from typing import TYPE_CHECKING

from materialgen.brand.model import Raster
from materialgen.brand.unfit import UnfitLogoError

if TYPE_CHECKING:
    from PIL.Image import Image

SIGNATURE = b"\x89PNG\r\n\x1a\n"
MOST_PIXELS = 8_000_000
MOST_ACROSS = 10_000
_AGAIN = "export it again as a PNG file in RGB with 8 bits"


def read_png(data: bytes) -> Raster:
    """Return the picture of a PNG file; what is transparent becomes white, as the paper is.

    Palettes, greys, 16 bits, interlacing and transparency are understood; colours with a profile become those of sRGB.

    Raises:
        UnfitLogoError: It is damaged, animated or too large.
    """
    _check_header(data)
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # Pillow warns of what it mends, and of very large pictures
            with Image.open(io.BytesIO(data), formats=["PNG"]) as opened:
                frames = getattr(opened, "n_frames", 1)
                opened.load()
                picture = _on_white(opened)
    except Exception as error:  # noqa: BLE001 - a damaged file may break the decoder in any way
        message = f"it is damaged ({type(error).__name__})"
        raise UnfitLogoError("unfit-logo", message, _AGAIN) from None
    if frames > 1:
        raise UnfitLogoError("unfit-logo", "it is animated", "export a still picture")
    return Raster(*picture.size, picture.tobytes())


def _check_header(data: bytes) -> None:
    """See that a file begins as PNG files do, and is not too large (clause 11.2.2)."""
    if len(data) < 33 or data[12:16] != b"IHDR":  # noqa: PLR2004 - signature and header
        raise UnfitLogoError("unfit-logo", "it is damaged: it has no header", _AGAIN)
    width, height = struct.unpack_from(">II", data, 16)
    if not width or not height:
        raise UnfitLogoError("unfit-logo", "it has no pixels", _AGAIN)
    if max(width, height) > MOST_ACROSS or width * height > MOST_PIXELS:
        message = f"it has {width} × {height} pixels; {MOST_PIXELS // 1_000_000} million are the most"
        raise UnfitLogoError("unfit-logo", message, "save it smaller: 2,000 pixels across are plenty")


def _on_white(opened: Image) -> Image:
    """Return a picture in RGB without transparency."""
    from PIL import Image

    profile = opened.info.get("icc_profile")
    picture: Image.Image = opened
    if picture.mode.startswith("I"):  # 16 bits of grey, which Pillow would cut off rather than divide
        hidden = picture.info.get("transparency")
        wide = picture.convert("I")
        mask = wide.point(lambda one: one == hidden and 255, "L") if isinstance(hidden, int) else None
        picture = wide.point(lambda one: one / 257).convert("L")
        if mask is not None:
            picture.paste(255, mask=mask)
    clear = picture.convert("RGBA")
    colours = clear.convert("RGB")
    if profile:
        colours = _in_srgb(colours if picture.mode not in {"L", "LA"} else colours.convert("L"), profile)
    paper = Image.new("RGB", clear.size, (255, 255, 255))
    paper.paste(colours, mask=clear.getchannel("A"))
    return paper


def _in_srgb(picture: Image, profile: bytes) -> Image:
    """Return a picture with the colours that its profile means."""
    from PIL import ImageCms

    from materialgen.resources import colour_profile

    source, target = ImageCms.ImageCmsProfile(io.BytesIO(profile)), ImageCms.ImageCmsProfile(str(colour_profile()))
    made = ImageCms.profileToProfile(picture, source, target, outputMode="RGB")
    assert made is not None  # noqa: S101 - only in place nothing is returned
    return made
