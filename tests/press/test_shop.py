"""Files for a print shop: boxes, crop marks, output intent, and profiles that cannot be used."""

from __future__ import annotations

import io
import struct
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from PIL import ImageCms

from materialgen.check import pages, positions
from materialgen.check.reading import Extent, ReadFile
from materialgen.draw import Document, Stroke
from materialgen.geometry import A3, A4, Box, Paper, pt
from materialgen.icc import MOST, read_profile
from materialgen.press import MARK_GAP, MARK_LENGTH, MARK_ROOM, Press, Profile
from materialgen.typeset import Style
from tests.check.drawn import built, told
from tests.helpers import problems_of
from tests.pdf import Pdf
from tests.press.profiles import cmyk, srgb

if TYPE_CHECKING:
    from pathlib import Path

    from materialgen.check.built import Built

STYLE = Style("test", (14,))
BLEED = 3.0


def press(bleed: float = BLEED, profile: Profile | None = None) -> Press:
    """Return the press of a print shop."""
    return Press("full", bleed, profile or Profile("Test", 4, cmyk()))


def sample(made: Press | None = None, paper: Paper = A4) -> bytes:
    """Return a file with a text, a line and a figure."""
    document = Document("Title", "Subject", "en", press=made)
    page = document.page(paper)
    page.text("Text", Box(20, 20, 60, 10), STYLE, role="H1", link="there")
    page.line(9, 50, 60, 50, Stroke(0.5, (0, 0, 0)))
    with page.figure("A square", Box(30, 60, 10, 10)):
        page.rect(Box(30, 60, 10, 10), fill=(0, 0, 0))
    document.destination("there", page, 60)
    document.bookmark(page, 20, "Text")
    assert document.problems == []
    return document.to_bytes()


def checked(data: bytes, made: Press) -> Built:
    """Return a file in the place of the tiny kit's."""
    return replace(built(data), press=made)


@pytest.mark.parametrize("paper", [A3, A4])
@pytest.mark.parametrize("bleed", [0.5, 3.0, 10.0])
def test_boxes(paper: Paper, bleed: float) -> None:
    """The TrimBox has the paper's size, the BleedBox that and the bleed, the MediaBox room for marks around it."""
    page = Pdf(sample(press(bleed), paper)).pages[0]
    media, trim, outer = ([float(one) for one in page[key]] for key in ("/MediaBox", "/TrimBox", "/BleedBox"))
    assert [trim[2] - trim[0], trim[3] - trim[1]] == pytest.approx([pt(paper.width), pt(paper.height)], abs=0.001)
    assert [one - other for one, other in zip(trim, outer, strict=True)] == pytest.approx(
        [pt(bleed), pt(bleed), -pt(bleed), -pt(bleed)], abs=0.001
    )
    border = pt(bleed + MARK_ROOM)
    assert media == pytest.approx([0, 0, pt(paper.width) + 2 * border, pt(paper.height) + 2 * border], abs=0.001)


def test_without_bleed_there_are_no_boxes() -> None:
    """The control: a file for an office printer has a MediaBox only, and no marks."""
    file = ReadFile.of_bytes("test.pdf", sample())
    assert not {"/TrimBox", "/BleedBox"} & set(file.reader.pages[0])
    assert len(file.pages[0].shapes) == 2


def test_content_lies_on_the_trim() -> None:
    """Everything stands where it stands without bleed, as seen from the trimmed sheet."""
    plain, shop = (ReadFile.of_bytes("test.pdf", sample(made)).pages[0] for made in (None, press()))
    assert (shop.width, shop.height) == pytest.approx((plain.width, plain.height), abs=0.001)
    extents = [[*(one.extent for one in page.pieces), *(one.extent for one in page.shapes)] for page in (plain, shop)]
    for one, other in zip(*extents, strict=False):  # crop marks come last
        assert _edges(one) == pytest.approx(_edges(other), abs=0.01)


def _edges(extent: Extent) -> list[float]:
    return [extent.left, extent.top, extent.right, extent.bottom]


def test_what_leads_to_places_moves_too() -> None:
    """Rectangles of links, boxes of figures and destinations are in the page's own space."""
    plain, shop = (ReadFile.of_bytes("test.pdf", sample(made)) for made in (None, press()))
    border = pt(BLEED + MARK_ROOM)
    rects = [
        [float(one) for one in Pdf(each.data).pages[0]["/Annots"][0].get_object()["/Rect"]] for each in (plain, shop)
    ]
    assert [other - one for one, other in zip(*rects, strict=True)] == pytest.approx([border] * 4, abs=0.01)
    boxes = []
    for each in (plain, shop):
        assert each.tree is not None
        (figure,) = [one for one in each.tree.walk() if one.role == "Figure"]
        boxes.append([float(one) for one in figure.entries["/A"][0]["/BBox"]])
    assert [other - one for one, other in zip(*boxes, strict=True)] == pytest.approx([border] * 4, abs=0.02)
    outlines: list[list[Any]] = [each.reader.outline for each in (plain, shop)]
    tops = [float(one[0].top) for one in outlines]
    assert tops[1] - tops[0] == pytest.approx(border, abs=0.01)


def test_crop_marks_stand_outside_the_bleed() -> None:
    """Two lines at each corner, in line with the trim, at least 0.25 mm thick, and marked as artifacts."""
    page = ReadFile.of_bytes("test.pdf", sample(press())).pages[0]
    marks = [one for one in page.shapes if one.extent.right <= 0 or one.extent.left >= page.width
             or one.extent.bottom <= 0 or one.extent.top >= page.height]  # fmt: skip
    assert len(marks) == 8
    near, far = BLEED + MARK_GAP, BLEED + MARK_GAP + MARK_LENGTH
    for mark in marks:
        assert mark.mark.artifact
        assert mark.width >= 0.25 - 0.001
        edge = mark.extent
        lies = edge.right - edge.left > edge.bottom - edge.top
        along = (edge.left, edge.right, page.width) if lies else (edge.top, edge.bottom, page.height)
        start, end, size = along
        assert sorted((-start, -end) if end < 0 else (start - size, end - size)) == pytest.approx([near, far], abs=0.01)
        across = edge.top if lies else edge.left
        assert min(abs(across), abs(across - (page.height if lies else page.width))) < 0.01


def test_checks_know_the_boxes() -> None:
    """A page for a print shop is sound when it is asked for, and of the wrong size when it is not; and the reverse."""
    shop, plain = sample(press()), sample()
    assert told(pages.check, checked(shop, press())) == []
    assert told(positions.check, checked(shop, press())) == []
    ((_, code, message),) = told(pages.check, checked(shop, Press()))
    assert (code, "not 210.00 × 297.00 mm as A4 is" in message) == ("wrong-size", True)
    ((_, code, message),) = told(pages.check, checked(plain, press()))
    assert (code, "as A4 is with 3 mm of bleed" in message) == ("wrong-size", True)
    ((_, code, _),) = told(positions.check, checked(shop, Press()))
    assert code == "outside-live-area"  # crop marks, where none should be
    other = told(pages.check, checked(sample(press(5)), press()))
    assert [code for _, code, _ in other] == ["wrong-size"]


@pytest.mark.parametrize(("data", "name", "channels"), [(cmyk("Kommun 39"), "Kommun 39", 4), (srgb(), "sRGB", 3)])
def test_the_output_intent_names_the_profile(tmp_path: Path, data: bytes, name: str, channels: int) -> None:
    """Both intents hold the profile, with its channels and name; DeviceRGB means sRGB on each page."""
    path = tmp_path / "shop.icc"
    path.write_bytes(data)
    profile = read_profile(path)
    file = ReadFile.of_bytes("test.pdf", sample(press(profile=profile)))
    intents = [one.get_object() for one in file.root["/OutputIntents"]]
    assert [one["/S"] for one in intents] == ["/GTS_PDFA1", "/GTS_PDFX"]
    assert {one.raw_get("/DestOutputProfile").idnum for one in intents} == {
        intents[0].raw_get("/DestOutputProfile").idnum
    }
    for one in intents:
        assert (one["/OutputConditionIdentifier"], one["/Info"]) == (name, name)
        assert one["/DestOutputProfile"]["/N"] == channels
        assert one["/DestOutputProfile"].get_data() == data
    resources = Pdf(file.data).pages[0]["/Resources"]
    kind, stream = resources["/ColorSpace"]["/DefaultRGB"]
    assert (kind, stream.get_object().get_data(), stream.get_object()["/N"]) == ("/ICCBased", srgb(), 3)
    assert "/Font" in resources


def test_without_a_profile_the_intent_is_srgb() -> None:
    """The control: without a profile, one intent says that DeviceRGB is sRGB, and pages need no colour space."""
    file = ReadFile.of_bytes("test.pdf", sample())
    (intent,) = file.root["/OutputIntents"]
    assert (intent["/S"], intent["/DestOutputProfile"].get_data()) == ("/GTS_PDFA1", srgb())
    assert "/ColorSpace" not in Pdf(file.data).pages[0]["/Resources"]


def test_the_profile_of_the_tests_is_real() -> None:
    """Colour management reads it and converts with it."""
    profile = ImageCms.ImageCmsProfile(io.BytesIO(cmyk()))
    assert profile.profile.xcolor_space.strip() == "CMYK"
    assert ImageCms.buildTransform(ImageCms.createProfile("sRGB"), profile, "RGB", "CMYK") is not None


def changed(at: int, value: bytes) -> bytes:
    """Return the profile with other bytes somewhere."""
    data = bytearray(cmyk())
    data[at : at + len(value)] = value
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "no ICC profile"),
        (b"%PDF-1.7\n" * 40, "no ICC profile"),
        (cmyk()[:100], "no ICC profile"),
        (cmyk()[:-40], "damaged: it says that it has"),
        (cmyk() + b"more", "damaged: it says that it has"),
        (changed(16, b"Lab "), "for 'Lab'"),
        (changed(16, b"\xff\x00\xfe\x01"), "for '"),
        (changed(12, b"link"), "of the kind 'link'"),
        (changed(8, b"\x05"), "of version 5"),
        (changed(128, struct.pack(">I", 90_000)), "its parts do not lie in the file"),
        (changed(128, struct.pack(">I", 0)), "its parts do not lie in the file"),
        (changed(136, struct.pack(">I", 10**9)), "its parts do not lie in the file"),
    ],
)
def test_a_file_that_is_no_profile_is_told(tmp_path: Path, data: bytes, said: str) -> None:
    """Each fault is a problem in the named file, with advice."""
    path = tmp_path / "shop.icc"
    path.write_bytes(data)
    (problem,) = problems_of(lambda: read_profile(path))
    assert problem.code == "broken-profile"
    assert said in problem.message
    assert problem.where is not None
    assert problem.where.file == path.as_posix()
    assert problem.hint


def test_a_profile_that_is_missing_a_folder_or_too_large(tmp_path: Path) -> None:
    """What cannot be read is told before anything is drawn."""
    assert [one.code for one in problems_of(lambda: read_profile(tmp_path / "none.icc"))] == ["missing-file"]
    assert [one.code for one in problems_of(lambda: read_profile(tmp_path))] == ["unreadable-file"]
    large = tmp_path / "large.icc"
    with large.open("wb") as stream:
        stream.truncate(MOST + 1)
    (problem,) = problems_of(lambda: read_profile(large))
    assert (problem.code, "larger than 20 MB" in problem.message) == ("broken-profile", True)


def test_a_profile_without_a_name_takes_its_files(tmp_path: Path) -> None:
    """The description is told; where there is none, the file's name."""
    path = tmp_path / "house.icc"
    path.write_bytes(cmyk("  Two\twords "))
    assert read_profile(path).name in {"Two words", "Twowords"}
    path.write_bytes(cmyk(""))
    assert read_profile(path).name == "house"
