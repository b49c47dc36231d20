"""PNG logos: every kind of them, and what must be refused before it is unpacked."""

from __future__ import annotations

import io
import struct
import zlib
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image, ImageCms, PngImagePlugin

from materialgen.brand import Raster, load_brand
from materialgen.brand.png import read_png
from materialgen.resources import colour_profile
from tests.brand.brands import WITH_PNG, of_logo, png, saved, write

if TYPE_CHECKING:
    from pathlib import Path


def chunk(kind: bytes, data: bytes) -> bytes:
    """Return a chunk of a PNG file."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def raw(width: int, height: int, depth: int, colour: int, rows: bytes, *, interlaced: bool = False) -> bytes:
    """Return a PNG file from its unfiltered rows."""
    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, interlaced)
    body = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def pixel(picture: Raster, x: int, y: int) -> tuple[int, int, int]:
    """Return the colour of a pixel."""
    at = 3 * (y * picture.width + x)
    red, green, blue = picture.pixels[at : at + 3]
    return red, green, blue


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "P", "1", "LA"])
def test_every_mode_is_understood(mode: str) -> None:
    """Palettes, greys, black and white, with and without transparency."""
    image = Image.new("RGBA", (8, 4), (0, 0, 0, 0)) if mode in {"RGBA", "LA"} else Image.new("RGB", (8, 4), "white")
    image.putpixel((1, 2), (0, 0, 0, 255) if mode in {"RGBA", "LA"} else (0, 0, 0))
    picture = read_png(saved(image.convert(mode)))
    assert (picture.width, picture.height, len(picture.pixels)) == (8, 4, 96)
    assert pixel(picture, 1, 2) == (0, 0, 0)
    assert pixel(picture, 5, 1) == (255, 255, 255)


def test_what_is_half_transparent_is_mixed_with_white() -> None:
    """As it would look on paper."""
    assert pixel(read_png(saved(Image.new("RGBA", (2, 2), (0, 0, 0, 51)))), 0, 0) == (204, 204, 204)


def test_a_transparent_colour_and_a_palettes_transparency_become_white() -> None:
    """Both ways that files without an alpha channel have."""
    image = Image.new("P", (2, 1), 0)
    image.putpalette([0, 0, 0, 255, 0, 0])
    image.putpixel((1, 0), 1)
    picture = read_png(saved(image, transparency=bytes([0, 255])))
    assert [pixel(picture, x, 0) for x in (0, 1)] == [(255, 255, 255), (255, 0, 0)]
    picture = read_png(saved(Image.new("RGB", (2, 1), (9, 9, 9)), transparency=(9, 9, 9)))
    assert pixel(picture, 0, 0) == (255, 255, 255)


def test_sixteen_bits_are_divided_not_cut_off() -> None:
    """In grey and in colours; the middle stays the middle."""
    grey = raw(2, 1, 16, 0, b"\x00" + struct.pack(">HH", 0x8080, 0xFFFF))
    assert [pixel(read_png(grey), x, 0) for x in (0, 1)] == [(128, 128, 128), (255, 255, 255)]
    colour = raw(1, 1, 16, 2, b"\x00" + struct.pack(">HHH", 0xFFFF, 0x8080, 0))
    assert pixel(read_png(colour), 0, 0) == (255, 128, 0)
    alpha = raw(1, 1, 16, 6, b"\x00" + struct.pack(">HHHH", 0, 0, 0, 0))
    assert pixel(read_png(alpha), 0, 0) == (255, 255, 255)


def test_an_interlaced_picture_is_the_same() -> None:
    """One pixel, in the first of the seven passes."""
    assert pixel(read_png(raw(1, 1, 8, 2, b"\x00\x0a\x14\x1e", interlaced=True)), 0, 0) == (10, 20, 30)


def test_colours_with_a_profile_become_srgb() -> None:
    """The profile of sRGB changes nothing to speak of; another one does."""
    image = Image.new("RGB", (2, 2), (200, 30, 60))
    same = pixel(read_png(saved(image, icc_profile=colour_profile().read_bytes())), 0, 0)
    assert max(abs(one - other) for one, other in zip(same, (200, 30, 60), strict=True)) <= 1
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("XYZ")).tobytes()
    with pytest.raises(Exception, match="damaged"):
        read_png(saved(image, icc_profile=lab))


def broken() -> dict[str, bytes]:
    """Return files that cannot be used."""
    good = png((80, 40))
    flipped = bytearray(good)
    flipped[len(good) // 2] ^= 0xFF
    frames = [Image.new("RGB", (400, 200), colour) for colour in ("red", "blue")]
    text = PngImagePlugin.PngInfo()
    text.add_text("note", "a" * 3_000_000, zip=True)
    return {
        "cut off": good[: len(good) // 2],
        "header only": good[:33],
        "signature only": good[:8],
        "flipped": bytes(flipped),
        "rubbish": good[:8] + b"rubbish" * 30,
        "animated": saved(frames[0], save_all=True, append_images=frames[1:]),
        "many pixels": raw(9000, 9000, 8, 2, b""),
        "very wide": raw(4_000_000_000, 1, 1, 0, b""),
        "no pixels": raw(0, 0, 8, 2, b""),
        "bomb in a text": saved(Image.new("RGB", (600, 300)), pnginfo=text),
    }


@pytest.mark.parametrize("name", broken())
def test_what_cannot_be_used_is_told(tmp_path: Path, name: str) -> None:
    """Damaged, animated, far too large, or with a text that swells when it is unpacked."""
    assert of_logo(tmp_path, broken()[name], "logo.png").code == "unfit-logo"


def test_a_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The size is known from the header: Pillow is not even asked."""

    def never(*_arguments: Any, **_named: Any) -> None:  # noqa: ANN401 - whatever it is called with
        pytest.fail("the picture is opened")

    monkeypatch.setattr(Image, "open", never)
    assert "9000 × 9000" in of_logo(tmp_path, broken()["many pixels"], "logo.png").message
    with pytest.raises(BaseException, match="opened"):  # the control: a picture of a sensible size is
        read_png(png((8, 4)))


def test_too_few_pixels_are_told(tmp_path: Path) -> None:
    """For the size on the cover: 36 mm for a logo twice as wide as high."""
    problem = of_logo(tmp_path, png((200, 100)), "logo.png")
    assert (problem.code, "141 per inch" in problem.message) == ("coarse-logo", True)
    assert load_brand(write(tmp_path, WITH_PNG, {"logo.png": png((220, 110))})).logo


@pytest.mark.parametrize("size", [(2000, 100), (100, 300)])
def test_a_shape_that_would_vanish_is_told(tmp_path: Path, size: tuple[int, int]) -> None:
    """Too flat or too narrow for the foot of a sheet."""
    problem = of_logo(tmp_path, png(size), "logo.png")
    assert (problem.code, "mm" in problem.message) == ("unfit-logo", True)


def other_kinds() -> dict[str, bytes]:
    """Return files that are no PNG."""
    image = Image.new("RGB", (600, 300), "red")
    return {
        "JPEG": saved(image, "JPEG"),
        "JPEG ": saved(image.convert("CMYK"), "JPEG"),
        "GIF": saved(image, "GIF"),
        "TIFF": saved(image, "TIFF"),
        "BMP": saved(image, "BMP"),
        "WebP": saved(image, "WEBP"),
        "PDF": saved(image, "PDF"),
        "EPS": saved(image, "EPS"),
        "compressed": b"\x1f\x8b" + bytes(50),
        "something else": b"<html></html>",
    }


@pytest.mark.parametrize("kind", other_kinds())
@pytest.mark.parametrize("name", ["logo.png", "logo.svg", "logo.jpg"])
def test_other_kinds_are_told_whatever_their_name(tmp_path: Path, kind: str, name: str) -> None:
    """The content decides; the message says what it is."""
    problem = of_logo(tmp_path, other_kinds()[kind], name)
    assert (problem.code, kind.strip() in problem.message) == ("unfit-logo", True)


def test_a_name_must_say_what_is_inside(tmp_path: Path) -> None:
    """A PNG file called SVG, and one called nothing; capitals are no matter."""
    for name in ("logo.svg", "logo.jpg", "logo"):
        assert ".png" in of_logo(tmp_path, png(), name).message
    assert load_brand(write(tmp_path, "name: A\nlogo: LOGO.PNG\n", {"LOGO.PNG": png()})).logo
    assert io.BytesIO(png()).read(4) == b"\x89PNG"
