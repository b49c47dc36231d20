"""Files made of finished documents: every copy complete and bound to itself, what is drawn written once."""

from __future__ import annotations

import os
import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from materialgen.check.reading import Node, ReadFile
from materialgen.check.structure import binding_faults
from materialgen.draw import Document, Stroke, subsets
from materialgen.draw.assemble import Part, assemble
from materialgen.draw.objects import Template
from materialgen.geometry import A4, Box
from materialgen.press import Press, Profile
from materialgen.problems import MaterialgenInternalError
from materialgen.typeset import Style, Weight
from tests.helpers import ROOT, SOURCE, output_of, python
from tests.pdf import Pdf
from tests.press.profiles import cmyk

if TYPE_CHECKING:
    from pathlib import Path

STYLE = Style("a line", (14,), Weight.REGULAR)
TITLE = r"Not a reference: (7 0 R) \ 3 0 obj, /StructParents 1"
"""In strings, numbers of objects and keys mean nothing."""
PROFILE = Profile("Press (1 0 R)", 4, cmyk())
REFUSED = "'Document 2' cannot be bundled: a finished document cannot be read back"


def document(words: str = "Here it is", *, language: str = "en", press: Press | None = None) -> bytes:
    """Return a document of two pages, the first with a link to the second."""
    made = Document(TITLE, "Subject", language, press=press)
    first, second = made.page(A4), made.page(A4)
    first.text("Go **there**", A4.content.top(10), STYLE, role="H1", link="there")
    first.text("A page of our own", Box(20, 60, 100, 10), STYLE, link="https://example.org/3 0 R")
    with second.tag("Sect", title=TITLE), second.figure(TITLE, Box(20, 100, 20, 20)):
        second.line(20, 100, 40, 120, Stroke(0.5, (0, 0, 0)))
    second.text(words, A4.content.top(10), STYLE)
    made.destination("there", second, 20.0)
    made.bookmark(first, 0, "First")
    made.bookmark(second, 20, "Second", 1)
    return made.to_bytes()


def assembled(*parts: tuple[bytes, int], language: str = "en") -> bytes:
    """Return a file with copies of documents."""
    named = [Part(data, copies, f"Document {number}") for number, (data, copies) in enumerate(parts, 1)]
    return assemble(named, "All", "All of them", language)


def structure(file: ReadFile, node: Node, first: int = 0) -> list[Any]:
    """Return what an element says and holds, with annotations by what is in them, and pages counted from ``first``."""
    kids: list[Any] = []
    for kid in node.kids:
        if isinstance(kid, Node):
            kids.append([kid.role, kid.alt, kid.title, kid.language, kid.actual, str(kid.entries.get("/A"))])
            kids.append(structure(file, kid, first))
        elif isinstance(kid, tuple):
            kids.append((kid[0] - first, kid[1]))
        else:
            kids.append(
                [str(kid["/Contents"]), str(kid["/Rect"]), str(kid.get("/A")), file.parents[kid["/StructParent"]]["/S"]]
            )
    return kids


def parts_of(file: ReadFile) -> list[Node]:
    """Return the elements of the copies."""
    assert file.tree is not None
    return [one for one in file.tree.kids if isinstance(one, Node)]


def notes_of(pdf: Pdf) -> list[Any]:
    """Return all annotations."""
    return [note.get_object() for page in pdf.pages for note in page.get("/Annots", [])]


def targets(pdf: Pdf) -> list[int]:
    """Return the numbers of the pages that links lead to."""
    return [note["/Dest"][0].idnum for note in notes_of(pdf) if "/Dest" in note]


def test_each_copy_has_the_tags_of_the_document() -> None:
    """Under one element for each copy stands what stands in the document, bound to the copy's own pages and back."""
    data = [document(), document("Something else")]
    pdf = Pdf(assembled((data[0], 3), (data[1], 2)))
    single = [ReadFile.of_bytes("", one) for one in data]
    wanted = [structure(file, file.tree) for file in (single[0], single[0], single[0], *(2 * [single[1]])) if file.tree]
    copies = parts_of(pdf.read)
    assert [structure(pdf.read, part, 2 * index) for index, part in enumerate(copies)] == wanted
    assert {(one.role, one.title) for one in copies} == {("Part", TITLE)}
    assert list(binding_faults(pdf.read, pdf.tree)) == []
    assert sorted(pdf.parents) == list(range(pdf.root["/StructTreeRoot"]["/ParentTreeNextKey"]))
    ids = [page.indirect_reference for page in pdf.pages]
    assert len(set(ids)) == len(ids) == 10
    assert all(note["/P"] in ids for note in notes_of(pdf) if "/P" in note)


def test_control_a_copy_that_is_bound_to_another_is_found() -> None:
    """The tags of a copy on the pages of another are not those of the document, and lead to nothing back."""
    data = document()
    sound = assembled((data, 2))
    numbers = [page.indirect_reference.idnum for page in Pdf(sound).pages]
    wrong = sound.replace(b"/Pg %d 0 R" % numbers[3], b"/Pg %d 0 R" % numbers[1])
    assert len(wrong) == len(sound)
    pdf, single = Pdf(wrong), ReadFile.of_bytes("", data)
    assert single.tree is not None
    assert structure(pdf.read, parts_of(pdf.read)[1], 2) != structure(single, single.tree)
    assert list(binding_faults(pdf.read, pdf.tree)) != []


def test_links_of_a_copy_lead_into_the_copy() -> None:
    """A link of the second copy leads to the second copy; one that leads out of the document stays as it is."""
    data = assembled((document(), 3), (document("Other"), 2))
    pdf = Pdf(data)
    ids = [page.indirect_reference.idnum for page in pdf.pages]
    assert targets(pdf) == ids[1::2]
    assert [note["/A"]["/URI"] for note in notes_of(pdf) if "/A" in note] == 5 * ["https://example.org/3 0 R"]
    # The control: the link of the second copy leads into the first.
    assert targets(Pdf(data.replace(b"/Dest [ %d 0 R" % ids[3], b"/Dest [ %d 0 R" % ids[1]))) != ids[1::2]


def test_what_is_drawn_is_written_once() -> None:
    """Copies share content streams and fonts, documents share programs of fonts and profiles that are the same."""
    press = Press(profile=PROFILE)
    data = document(press=press)
    pdf = Pdf(assembled((data, 4), (document("Here it is", press=press), 2), (document("Others", press=press), 1)))
    streams = [page.raw_get("/Contents").idnum for page in pdf.pages]
    assert len(set(streams)) == 3  # the first pages look the same
    assert streams[:8] == 4 * streams[:2]
    for channels in (b"/N 3\n", b"/N 4\n"):
        assert pdf.data.count(channels) == data.count(channels) == 1
    assert pdf.data.count(b"/FontFile2 ") == 3 * data.count(b"/FontFile2 ")
    assert pdf.data.count(b"/Length1 ") == data.count(b"/Length1 ") + 1


def test_pages_keep_their_colours_and_boxes() -> None:
    """Output intents stand in the catalog once; default colour spaces, trim and bleed stay with the pages."""
    press = Press(profile=PROFILE, bleed=3.0)
    data = document(press=press)
    pdf, single = Pdf(assembled((data, 2))), Pdf(data)
    intents, wanted = ([one.get_object() for one in file.root["/OutputIntents"]] for file in (pdf, single))
    assert [(one["/S"], one["/Info"]) for one in intents] == [(one["/S"], one["/Info"]) for one in wanted]
    assert intents[0]["/DestOutputProfile"].get_data() == PROFILE.data
    for page, other in zip(pdf.pages, [*single.pages, *single.pages], strict=True):
        for box in ("/MediaBox", "/TrimBox", "/BleedBox"):
            assert page[box] == other[box]
        space = page["/Resources"]["/ColorSpace"]["/DefaultRGB"]
        assert space[1].get_object().get_data() == other["/Resources"]["/ColorSpace"]["/DefaultRGB"][1].get_data()


def test_the_file_says_what_it_is() -> None:
    """Title, subject, language, viewer preferences, outline; each object is used."""
    pdf = Pdf(assembled((document(), 2), (document("Other"), 1)))
    information = pdf.reader.metadata
    assert information is not None
    assert (information.title, information.subject, information.author) == ("All", "All of them", "materialgen")
    packet = pdf.root["/Metadata"].get_data()
    assert b">All</rdf:li>" in packet
    assert b"<pdfuaid:part>1" in packet or b'pdfuaid:part="1"' in packet
    assert pdf.root["/Lang"] == "en"
    assert pdf.root["/ViewerPreferences"] == {
        "/DisplayDocTitle": True,
        "/Duplex": "/Simplex",
        "/NumCopies": 1,
        "/PrintScaling": "/None",
    }
    outline: list[Any] = pdf.reader.outline
    assert [(one.title, pdf.reader.get_destination_page_number(one)) for one in outline] == [
        ("Document 1", 0),
        ("Document 2", 4),
    ]


# -- fonts -----------------------------------------------------------------------------------------------------------


def programs(pdf: Pdf) -> dict[str, set[bytes]]:
    """Return the programs of the subsets by their names, wherever these stand."""
    found: dict[str, set[bytes]] = {}
    for page in pdf.pages:
        for one in page["/Resources"]["/Font"].values():
            font = one.get_object()
            name, descriptor = str(font["/BaseFont"]), font["/FontDescriptor"]
            assert descriptor["/FontName"] == name
            character_map = font["/ToUnicode"].get_data().decode()
            assert re.findall(r"\b[A-Z]{6}\+[\w-]+", character_map) == 3 * [name[1:]]
            assert re.fullmatch(r"/[A-Z]{6}\+Inter-\w+", name)
            found.setdefault(name, set()).add(descriptor["/FontFile2"].get_data())
    return found


def test_different_subsets_have_different_names() -> None:
    """ISO 32000-1, 9.6.4: printers keep fonts by their names. Equal subsets have equal ones."""
    words = ("Here it is", "Something else", "Again something else")
    data = [document(one) for one in words]
    found = programs(Pdf(assembled(*((one, 2) for one in data))))
    assert all(len(one) == 1 for one in found.values())
    assert Counter(name.split("+")[1] for name in found)["Inter-Regular"] == len(words)
    # The control: by themselves, all have the same name.
    alone = [programs(Pdf(one)) for one in data]
    assert len({name for one in alone for name in one if name.endswith("Regular")}) == 1
    assert len({program for one in alone for name in one if name.endswith("Regular") for program in one[name]}) == 3


def test_subsets_that_would_get_the_same_letters_get_others(monkeypatch: pytest.MonkeyPatch) -> None:
    """With as many names as there are subsets, each has one."""
    data = [document(one) for one in ("Here it is", "Something else")]
    subsets_there = len({program for one in data for found in programs(Pdf(one)).values() for program in found})
    monkeypatch.setattr(subsets, "_TAGS", subsets_there)
    found = programs(Pdf(assembled(*((one, 1) for one in data))))
    assert len({name[:7] for name in found}) == subsets_there
    assert all(len(one) == 1 for one in found.values())


def test_the_same_text_stands_on_the_pages() -> None:
    """What readers take from a page is what they take from the document's."""
    data = [document(), document("Something else: ŋ ž é")]
    texts = [Pdf(one).texts for one in data]
    assert Pdf(assembled((data[0], 2), (data[1], 1))).texts == [*texts[0], *texts[0], *texts[1]]


# -- numbers and strings ---------------------------------------------------------------------------------------------


def test_numbers_in_strings_stay() -> None:
    """Only references, numbers of objects and keys are changed."""
    syntax = b"12 0 obj\n<</P 12 0 R/K[0 1 12 0 R 3 0 R]/T (12 0 R \\) 3 0 R) /StructParents 3 /Z [1.5 12 3 0 R] >>"
    template = Template(syntax)
    assert (template.references, template.keys) == ({12, 3}, [b"/StructParents 3"])
    filled = template.fill({b"12": b"112", b"3": b"4", b"/StructParents 3": b"/StructParents 9"})
    assert (
        filled
        == b"112 0 obj\n<</P 112 0 R/K[0 1 112 0 R 4 0 R]/T (12 0 R \\) 3 0 R) /StructParents 9 /Z [1.5 12 4 0 R] >>"
    )
    with pytest.raises(MaterialgenInternalError, match="leads to 12"):
        template.require({b"3", b"/StructParents 3"})


@pytest.mark.parametrize(
    "syntax", [b"/T (a 3 0 R", b"/T a) 3 0 R", b"/T (a (b) 3 0 R", b"/P<</A>>3 0 R", b"/StructParent -3"]
)
def test_syntax_that_is_not_ours_is_refused(syntax: bytes) -> None:
    """A string without an end, and a reference or a key that is not found."""
    with pytest.raises(MaterialgenInternalError, match="another way"):
        Template(syntax)


# -- what is no sound document of ours -------------------------------------------------------------------------------


DAMAGES: dict[str, tuple[bytes, bytes]] = {
    "an object has grown": (b"\nendobj\n2 0", b"\n\nendobj\n2 0"),
    "a font without a program": (b"/FontFile2", b"/FontFile3"),
    "an annotation of another kind": (b"/Type /Annot", b"/Type /Other"),
    "no element for the document": (b"/S/Document", b"/S/Dokument"),
    "a key that leads nowhere": (b"/StructParents 0", b"/StructParents 9"),
    "a gap in the parent tree": (b"/Nums[0 ", b"/Nums[1 "),
    "a stream that names an object": (b"/Filter [ /FlateDecode ]", b"/Filter 9 0 R           "),
    "a stream without an end": (b"\nendstream", b"\nendstraem"),
    "a page without a parent": (b"/Parent ", b"/Dad    "),
    "a stream that is not compressed": (b"stream\nx\x9c", b"stream\nx\x00"),
    "pages of another generation": (b"/Kids [ 5 0 R ", b"/Kids [ 5 9 R "),
    "an element of another generation": (b" 0 R/Pg ", b" 9 R/Pg "),
}


@pytest.mark.parametrize(("old", "new"), DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_document_is_refused(old: bytes, new: bytes) -> None:
    """A file that is not as our writer writes it cannot be taken apart."""
    data = document()
    assert old in data
    with pytest.raises(MaterialgenInternalError, match=REFUSED):
        assembled((data, 1), (data.replace(old, new), 2))


def test_another_file_is_refused() -> None:
    """A file that has lost its end, got a longer one, is empty, or was made by another writer."""
    data = document()
    for other in (data[:-1], data[: len(data) // 2], data + b"\n", b"", assembled((data, 1))):
        with pytest.raises(MaterialgenInternalError, match=REFUSED):
            assembled((data, 1), (other, 2))


def test_no_cut_ends_in_another_error() -> None:
    """Wherever a file ends, and whatever byte is another, it is refused or bundled, and nothing else is raised."""
    data = document()
    for end in range(0, len(data), 97):
        with pytest.raises(MaterialgenInternalError):
            assembled((data[:end], 1))
    refused = 0
    for at in range(0, len(data), 31):
        try:
            assembled((data[:at] + b"9" + data[at + 1 :], 2))
        except MaterialgenInternalError:
            refused += 1
    assert refused > 50


def test_documents_must_be_made_alike() -> None:
    """A file has one language and one printing condition."""
    for other in (document(language="sv"), document(press=Press(profile=PROFILE))):
        with pytest.raises(MaterialgenInternalError, match="not that of the others"):
            assembled((document(), 1), (other, 1))


# -- the file --------------------------------------------------------------------------------------------------------


def test_the_table_of_objects_is_right(tmp_path: Path) -> None:
    """Each object is where the table says, and qpdf finds nothing wrong."""
    data = assembled((document(), 3), (document("Other"), 1))
    starts = [int(one) for one in re.findall(rb"(\d{10}) 00000 n \n", data)]
    assert all(data.startswith(b"%d 0 obj\n" % number, at) for number, at in enumerate(starts, 1))
    assert all(data.endswith(b"\nendobj\n", 0, end) for _, end in pairwise(starts))
    path = tmp_path / "all.pdf"
    path.write_bytes(data)
    assert "No syntax or stream encoding errors found" in output_of("qpdf", "--check", str(path))


PROGRAM = """
import hashlib
from tests.draw.test_assemble import assembled, document
print(hashlib.sha256(assembled((document(), 3), (document("Something else"), 2))).hexdigest())
"""


def test_another_process_writes_the_same_bytes(tmp_path: Path) -> None:
    """Hash seeds change nothing; another word does."""
    here = {"PYTHONPATH": os.pathsep.join([str(ROOT), str(SOURCE)])}
    said = [python("-c", PROGRAM, cwd=tmp_path, env=here | {"PYTHONHASHSEED": seed}) for seed in "12"]
    assert [(one.code, one.err) for one in said] == [(0, ""), (0, "")]
    assert said[0].out == said[1].out
    assert assembled((document(), 3)) == assembled((document(), 3)) != assembled((document("x"), 3))
