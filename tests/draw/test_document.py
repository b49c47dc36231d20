"""The file around the pages: metadata, outline, preferences, and the same bytes every time."""

from __future__ import annotations

import io
import os
import re
import runpy
import struct
import xml.etree.ElementTree as ET
from itertools import product
from typing import TYPE_CHECKING

import pytest
from PIL import Image, ImageCms

from materialgen import __version__
from materialgen.check.reading import PT_PER_MM
from materialgen.draw import Document, Page, Stroke
from materialgen.geometry import A3, A4, Box, Paper
from materialgen.resources import colour_profile
from materialgen.typeset import Style, Weight
from tests.helpers import ROOT, SOURCE, output_of, python
from tests.pdf import Pdf

if TYPE_CHECKING:
    from pathlib import Path

MAKER = ROOT / "tools" / "colour_profile.py"
STYLE = Style("test", (12,), Weight.REGULAR)
DC = "{http://purl.org/dc/elements/1.1/}"
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
UA = "{http://www.aiim.org/pdfua/ns/id/}"
PDFA = "{http://www.aiim.org/pdfa/ns/id/}"
PDF = "{http://ns.adobe.com/pdf/1.3/}"
XMP = "{http://ns.adobe.com/xap/1.0/}"


def sample() -> Document:
    """Return a document of two pages."""
    document = Document("Bedömning & <samtal> – P1", "Ämne: “x”", "sv")
    for index, paper in enumerate((A3, A4)):
        page = document.page(paper)
        page.text(f"Sida **{index}**", Box(20, 20, 100, 20), STYLE, role="H1")
        page.line(20, 50, 60, 50, Stroke(0.5, (0, 0, 0), (1, 1)))
        document.bookmark(page, 20, f"Sida **{index}** inno\u00advation")
        document.bookmark(page, 50, "Del", 1)
    return document


def test_metadata_names_title_subject_and_language() -> None:
    """Title, subject, producer and language stand in the file, the title in the viewer's title bar."""
    pdf = Pdf(sample().to_bytes())
    information = pdf.reader.metadata
    assert information is not None
    assert (information.title, information.subject) == ("Bedömning & <samtal> – P1", "Ämne: “x”")
    assert information.producer == f"materialgen {__version__}"
    assert pdf.root["/Lang"] == "sv"
    assert pdf.root["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712 - pypdf's own truth value
    assert pdf.root["/MarkInfo"]["/Marked"] == True  # noqa: E712 - the same
    assert pdf.reader.pdf_header == "%PDF-1.7"


def test_printing_at_another_scale_is_switched_off() -> None:
    """The file asks for its own size, so that millimetres stay millimetres."""
    assert Pdf(sample().to_bytes()).root["/ViewerPreferences"]["/PrintScaling"] == "/None"


def test_xmp_metadata_say_the_same_and_claim_what_the_file_conforms_to() -> None:
    """The packet is well-formed XML with what the information dictionary says, and holds no date."""
    pdf = Pdf(sample().to_bytes())
    packet = pdf.root["/Metadata"].get_data().decode("utf-8")
    body = packet[packet.index("<x:xmpmeta") : packet.index("<?xpacket end")]
    description = ET.fromstring(body).find(f".//{RDF}Description")  # noqa: S314 - written by the code under test
    assert description is not None
    assert {
        "/Title": description.findtext(f"{DC}title/{RDF}Alt/{RDF}li"),
        "/Subject": description.findtext(f"{DC}description/{RDF}Alt/{RDF}li"),
        "/Author": description.findtext(f"{DC}creator/{RDF}Seq/{RDF}li"),
        "/Creator": description.get(f"{XMP}CreatorTool"),
        "/Producer": description.get(f"{PDF}Producer"),
    } == pdf.reader.metadata
    assert description.findtext(f"{DC}title/{RDF}Alt/{RDF}li") == "Bedömning & <samtal> – P1"
    assert description.findtext(f"{DC}language/{RDF}Bag/{RDF}li") == "sv"
    assert description.get(f"{UA}part") == "1"
    assert (description.get(f"{PDFA}part"), description.get(f"{PDFA}conformance")) == ("2", "A")
    assert "Date" not in packet


def test_colours_are_those_of_the_profile_that_the_file_carries() -> None:
    """DeviceRGB means sRGB, by the profile of the package, which a script makes."""
    (intent,) = (one.get_object() for one in Pdf(sample().to_bytes()).root["/OutputIntents"])
    assert (intent["/S"], intent["/OutputConditionIdentifier"]) == ("/GTS_PDFA1", "sRGB")
    profile = intent["/DestOutputProfile"].get_object()
    assert profile["/N"] == 3
    assert profile.get_data() == colour_profile().read_bytes() == runpy.run_path(str(MAKER))["profile"]()


def test_the_profile_is_srgb() -> None:
    """Another library reads the profile and finds its own sRGB, but for the last bit; with another curve, not."""
    steps = bytes(range(0, 256, 51))
    colours = Image.frombytes("RGB", (36, 6), bytes(one for colour in product(steps, repeat=3) for one in colour))

    def farthest(profile: bytes) -> int:
        ours = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        assert ImageCms.getProfileDescription(ours).strip() == "sRGB"
        seen = ImageCms.profileToProfile(colours, ours, ImageCms.createProfile("sRGB"))
        assert seen is not None
        return max(abs(one - two) for one, two in zip(colours.tobytes(), seen.tobytes(), strict=True))

    profile = colour_profile().read_bytes()
    assert farthest(profile) <= 1
    assert farthest(profile.replace(struct.pack(">i", round(2.4 * 65536)), struct.pack(">i", 2 * 65536))) > 10


def test_every_stream_ends_on_a_line_of_its_own() -> None:
    """The length of each stream leads to an end of line and ``endstream`` (ISO 19005-2, 6.1.7.1)."""
    data = sample().to_bytes()
    starts = list(re.finditer(rb"/Length (\d+)[^\n]*\n(?:[^\n]*\n)?(?:>>\n)?stream\n", data))
    assert len(starts) == data.count(b"\nstream\n") > 5
    for match in starts:
        assert data[match.end() + int(match[1]) :].startswith(b"\nendstream\n")


@pytest.mark.parametrize("paper", [A3, A4, A4.turned(), Paper("odd", 123.4, 56.7)])
def test_a_page_is_as_large_as_its_paper(paper: Paper) -> None:
    """The media box is the paper in points, to a hundredth."""
    document = Document("Title", "Subject", "sv")
    document.page(paper)
    box = Pdf(document.to_bytes()).pages[0].mediabox
    expected = [paper.width * PT_PER_MM, paper.height * PT_PER_MM]
    assert [float(box.width), float(box.height)] == pytest.approx(expected, abs=0.01)


def test_the_outline_leads_to_its_pages() -> None:
    """Each entry has a plain title, its level, its page and its height."""
    pdf = Pdf(sample().to_bytes())
    flat = []
    for entry in pdf.reader.outline:
        level = isinstance(entry, list)
        for one in entry if isinstance(entry, list) else [entry]:
            assert not isinstance(one, list)
            flat.append((level, str(one.title), pdf.reader.get_destination_page_number(one)))
            height = (A3, A4)[flat[-1][2] or 0].height
            assert float(one.top or 0) == pytest.approx((height - (50 if level else 20)) * PT_PER_MM, abs=0.01)
    assert flat == [
        (False, "Sida 0 innovation", 0),
        (True, "Del", 0),
        (False, "Sida 1 innovation", 1),
        (True, "Del", 1),
    ]
    assert pdf.root["/PageMode"] == "/UseOutlines"


def test_pages_are_finished_with_their_numbers() -> None:
    """What needs the number of pages is drawn at the end, on every page."""
    document = sample()

    def finish(page: Page, number: int, total: int) -> None:
        page.text(f"{number}/{total}", Box(20, 100, 50, 10), STYLE, role=None)

    document.each_page(finish)
    assert [text.split()[-1] for text in Pdf(document.to_bytes()).texts] == ["1/2", "2/2"]


def test_a_file_is_sound(tmp_path: Path) -> None:
    """The file's structure is found sound by qpdf, and its tags are read by poppler."""
    path = tmp_path / "sample.pdf"
    path.write_bytes(sample().to_bytes())
    assert "No syntax or stream encoding errors" in output_of("qpdf", "--check", str(path))
    structure = output_of("pdfinfo", "-struct-text", str(path))
    assert structure.split()[:3] == ["Document", "H1", "(block)"]
    assert '"Sida 0"' in structure


def test_qpdf_can_find_a_fault(tmp_path: Path) -> None:
    """The control: a file that is cut short is found."""
    path = tmp_path / "broken.pdf"
    path.write_bytes(sample().to_bytes()[:-400])
    with pytest.raises(AssertionError, match=r"broken\.pdf"):
        output_of("qpdf", "--check", str(path))


def test_the_same_document_has_the_same_bytes() -> None:
    """Two documents drawn alike in one process are equal to the last byte; a letter more and they differ."""
    assert sample().to_bytes() == sample().to_bytes()
    other = sample()
    other.pages[0].text("x", Box(20, 100, 50, 10), STYLE)
    assert other.to_bytes() != sample().to_bytes()


def test_bytes_do_not_depend_on_process_time_or_place(tmp_path: Path) -> None:
    """Other processes with other hash seeds, time zones, locales and folders write the same bytes."""
    program = (
        "import hashlib; from tests.draw.test_document import sample;"
        "print(hashlib.sha256(sample().to_bytes()).hexdigest())"
    )
    sums = set()
    for seed, zone, language in (("1", "UTC", "C"), ("2", "Asia/Tokyo", "sv_SE.UTF-8")):
        folder = tmp_path / f"{seed} å"
        folder.mkdir()
        paths = os.pathsep.join([str(ROOT), str(SOURCE)])
        env = {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": language, "PYTHONPATH": paths}
        done = python("-c", program, cwd=folder, env=env)
        assert done.code == 0, done.err
        sums.add(done.out)
    assert len(sums) == 1


@pytest.mark.parametrize("offered", ["1700000000", "today"])
def test_the_date_is_no_input(monkeypatch: pytest.MonkeyPatch, offered: str) -> None:
    """The time of writing changes nothing, even when the environment offers one that reportlab would take."""
    plain = sample().to_bytes()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", offered)
    assert sample().to_bytes() == plain
