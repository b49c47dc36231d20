"""Ways of damaging a built kit, each with what a check must say of it; the names are the documentation.

The files are those of the built-in kit in Swedish. Each damage makes a print wrong, or the file unreadable to somebody.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from pypdf.constants import UserAccessPermissions
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    RectangleObject,
    TextStringObject,
)

from tests.check.damage import moved, shown
from tests.helpers import edit

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.check.damage import Opened

GUIDE = "01-moderatorsguide-a4.pdf"
LIST = "00-utskrifts-och-packlista-a4.pdf"
CUT_OUTS = "02-klippark-a4.pdf"
START = "03-startblad-a3.pdf"
ASSESS = "05-bedomningsblad-p1-a3.pdf"
CARDS = "06-atgardskort-p1-a3.pdf"
CHART = "07-diagram-a3.pdf"
NOTES = "10-anteckningar-a3.pdf"

QUESTION = "Har ni regler, policyer och"
PALE = "0.8 0.8 0.8 rg"


@dataclass(frozen=True)
class Mutation:
    """A damage.

    Attributes:
        file: The file that is damaged.
        codes: What must be found; each of them.
        damage: What is done to the opened file, to its bytes, to the folder of the files, or to the kit's folder.
        page: The page that a finding must name; 0 means none.
        also: What may be found besides, because the damage has a second effect.
    """

    file: str
    codes: frozenset[str]
    damage: Callable[..., object]
    page: int = 0
    also: frozenset[str] = field(default=frozenset())

    @property
    def name(self) -> str:
        """What is done."""
        return self.damage.__name__.replace("_", "-")


ON_OBJECTS: list[Mutation] = []
"""Done to a file that was opened: ``damage(opened)``."""
ON_BYTES: list[Mutation] = []
"""Done to a file's bytes: ``damage(data)`` returns what the file is then."""
ON_FOLDER: list[Mutation] = []
"""Done to the folder of the files: ``damage(folder)``."""
ON_CONTENT: list[Mutation] = []
"""Done to a copy of the kit, from which the file is then built: an edition that is not that of the content."""
ON_LAYOUTS: list[Mutation] = []
"""Done to a copy of the layouts, from which the file is then built, and by which it is checked: ``damage(folder)``."""

Damage = TypeVar("Damage", bound="Callable[..., object]")


def _in(table: list[Mutation], file: str, codes: str, page: int = 0, *, also: str = "") -> Callable[[Damage], Damage]:
    """Put a damage into a table."""

    def note(damage: Damage) -> Damage:
        table.append(Mutation(file, frozenset(codes.split()), damage, page, frozenset(also.split())))
        return damage

    return note


# -- what stands on a page -------------------------------------------------------------------------------------------


@_in(ON_OBJECTS, ASSESS, "missing-text", 1)
def a_text_removed(pdf: Opened) -> None:
    page, mcid = pdf.place(QUESTION)
    pdf.edit_block(page, mcid, lambda block: block.replace(shown(block), ""))


@_in(ON_OBJECTS, CARDS, "blank-page", 2, also="broken-tags missing-text missing-card wrong-card")
def a_page_blanked(pdf: Opened) -> None:
    pdf.write_stream(2, "")


@_in(ON_OBJECTS, ASSESS, "wrong-size", 1, also="small-type")
def a_page_scaled_to_97_percent(pdf: Opened) -> None:
    box = pdf.page(1)["/MediaBox"]
    pdf.page(1)[NameObject("/MediaBox")] = ArrayObject(FloatObject(0.97 * float(side)) for side in box)
    pdf.edit_stream(1, lambda text: f"q .97 0 0 .97 0 0 cm\n{text}\nQ")


@_in(ON_OBJECTS, ASSESS, "not-as-built", 1, also="small-type")
def the_content_of_a_page_scaled_to_97_percent(pdf: Opened) -> None:
    pdf.edit_stream(1, lambda text: f"q .97 0 0 .97 17.86 12.63 cm\n{text}\nQ")


@_in(ON_OBJECTS, CARDS, "near-cut", 1, also="overlapping-text wrong-card")
def a_card_moved_over_a_cut_line(pdf: Opened) -> None:
    for page, mcid in pdf.texts_of("P1.Q1.A2"):
        pdf.edit_block(page, mcid, lambda block: moved(block, 0, -70))


@_in(ON_OBJECTS, ASSESS, "outside-live-area", 1)
def a_text_moved_into_the_margin(pdf: Opened) -> None:
    page, mcid = pdf.place("35 min")
    pdf.edit_block(page, mcid, lambda block: moved(block, 36, 0))


@_in(ON_OBJECTS, ASSESS, "overlapping-text", 1)
def a_text_moved_onto_another(pdf: Opened) -> None:
    page, mcid = pdf.place(QUESTION)
    pdf.edit_block(page, mcid, lambda block: moved(block, 0, 84))


@_in(ON_OBJECTS, ASSESS, "overlapping-text", 1, also="repeated-text")
def a_text_drawn_twice(pdf: Opened) -> None:
    page, mcid = pdf.place(QUESTION)
    pdf.edit_block(page, mcid, lambda block: block.replace(shown(block), shown(block) + moved(shown(block), 0.4, 0)))


@_in(ON_OBJECTS, CARDS, "wrong-card", 1)
def the_texts_of_two_cards_exchanged(pdf: Opened) -> None:
    (page, first), (_, second) = (pdf.texts_of(card)[-1] for card in ("P1.Q1.A1", "P1.Q1.A2"))
    one, other = pdf.block(page, first), pdf.block(page, second)
    across = 272.12
    pdf.edit_block(page, first, lambda block: block.replace(shown(block), moved(shown(other), -across, 0)))
    pdf.edit_block(page, second, lambda block: block.replace(shown(block), moved(shown(one), across, 0)))


@_in(ON_OBJECTS, CARDS, "wrong-card", 1)
def the_texts_of_two_cards_exchanged_in_the_tags_only(pdf: Opened) -> None:
    (page, first), (_, second) = (pdf.texts_of(card)[-1] for card in ("P1.Q1.A1", "P1.Q1.A2"))
    one, other = pdf.block(page, first), pdf.block(page, second)
    pdf.edit_block(page, first, lambda block: block.replace(shown(block), shown(other)))
    pdf.edit_block(page, second, lambda block: block.replace(shown(block), shown(one)))


@_in(ON_OBJECTS, CARDS, "wrong-card", 1)
def the_texts_of_two_cards_exchanged_on_paper_only(pdf: Opened) -> None:
    (page, first), (_, second) = (pdf.texts_of(card)[-1] for card in ("P1.Q1.A1", "P1.Q1.A2"))
    pdf.edit_block(page, first, lambda block: moved(block, 272.12, 0))
    pdf.edit_block(page, second, lambda block: moved(block, -272.12, 0))


@_in(ON_OBJECTS, ASSESS, "missing-text foreign-text", 1)
def a_letter_changed(pdf: Opened) -> None:
    pdf.reword(1, "Börja", "Borja")


@_in(ON_OBJECTS, ASSESS, "not-as-built", 1)
def a_digit_changed(pdf: Opened) -> None:
    pdf.reword(1, "35 min", "34 min")


@_in(ON_OBJECTS, ASSESS, "unreadable-text", 1, also="missing-text foreign-text wrong-card")
def a_letter_without_a_glyph(pdf: Opened) -> None:
    pdf.reword(1, "policyer", "p\0licyer")


@_in(ON_OBJECTS, ASSESS, "not-as-built", 1)
def the_fingerprint_changed(pdf: Opened) -> None:
    found = re.search(r" · ([0-9a-f]{6}) · ", pdf.before.page_text(pdf.before.pages[0]))
    assert found
    pdf.reword(1, found[1], found[1][::-1])


@_in(ON_OBJECTS, ASSESS, "small-type", 1)
def small_type(pdf: Opened) -> None:
    page, mcid = pdf.place(QUESTION)
    pdf.edit_block(page, mcid, lambda block: re.sub(r"(/\S+) \S+ Tf", r"\1 5 Tf", block))


@_in(ON_OBJECTS, ASSESS, "low-contrast", 1)
def a_text_paled(pdf: Opened) -> None:
    page, mcid = pdf.place(QUESTION)
    pdf.edit_block(page, mcid, lambda block: re.sub(r"\S+ \S+ \S+ rg", PALE, block, count=1))


@_in(ON_OBJECTS, ASSESS, "faint-graphic", 1)
def a_sign_paled(pdf: Opened) -> None:
    pdf.edit_stream(
        1, lambda text: re.sub(r"(/Figure<<(?:(?!EMC).)*?)\S+ \S+ \S+ RG", r"\1.9 .9 .9 RG", text, flags=re.DOTALL)
    )


@_in(ON_OBJECTS, CUT_OUTS, "dots-alike", 2, also="low-contrast faint-graphic")
def dots_made_grey(pdf: Opened) -> None:
    """The numbers keep their colour."""
    areas = re.compile(r"BT\n.*?ET\n|^(?!1 1 1 )\S+ \S+ \S+ rg$", re.DOTALL | re.MULTILINE)
    grey = "0.6 0.6 0.6 rg"
    pdf.edit_stream(2, lambda text: areas.sub(lambda one: one[0] if one[0].startswith("BT") else grey, text))


@_in(ON_OBJECTS, NOTES, "too-much-ink", 1)
def a_big_black_area(pdf: Opened) -> None:
    pdf.edit_stream(1, lambda text: f"/Artifact BMC\n0 0 0 rg\n100 100 500 500 re\nf\nEMC\n{text}")


@_in(ON_OBJECTS, NOTES, "hidden-text", 1, also="outside-live-area")
def a_text_hidden_under_a_white_area(pdf: Opened) -> None:
    pdf.edit_stream(1, lambda text: f"{text}\n/Artifact BMC\n1 1 1 rg\n30 700 600 120 re\nf\nEMC")


@_in(ON_OBJECTS, NOTES, "hidden-text", 1)
def a_text_made_invisible(pdf: Opened) -> None:
    pdf.edit_stream(
        1, lambda text: text.replace("BDC\n1 0 0 1", "BDC\n3 Tr\n1 0 0 1", 1).replace("]TJ\nEMC", "]TJ\n0 Tr\nEMC", 1)
    )


# -- pages and boxes -------------------------------------------------------------------------------------------------


@_in(ON_OBJECTS, ASSESS, "wrong-size", 1, also="outside-live-area")
def a_wrong_page_size(pdf: Opened) -> None:
    pdf.page(1)[NameObject("/MediaBox")] = RectangleObject((0, 0, 1224, 792))


@_in(ON_OBJECTS, ASSESS, "wrong-size", 1, also="outside-live-area")
def a_page_rotated(pdf: Opened) -> None:
    pdf.page(1)[NameObject("/Rotate")] = NumberObject(90)


@_in(ON_OBJECTS, ASSESS, "wrong-size", 1, also="outside-live-area")
def a_page_cropped(pdf: Opened) -> None:
    pdf.page(1)[NameObject("/CropBox")] = RectangleObject((40, 40, 1150, 800))


@_in(ON_OBJECTS, CARDS, "wrong-page-count", also="broken-tags broken-bookmark broken-link missing-text")
def a_page_taken_out(pdf: Opened) -> None:
    del pdf.kids[1]
    pdf.root["/Pages"][NameObject("/Count")] = NumberObject(len(pdf.kids))


@_in(ON_OBJECTS, CARDS, "wrong-page-count", also="untagged-content missing-text repeated-text foreign-text")
def a_page_put_in_twice(pdf: Opened) -> None:
    pdf.kids.insert(1, pdf.kids[1])
    pdf.root["/Pages"][NameObject("/Count")] = NumberObject(len(pdf.kids))


@_in(ON_OBJECTS, CARDS, "not-as-built", also="missing-text")
def pages_in_the_wrong_order(pdf: Opened) -> None:
    pdf.kids[1], pdf.kids[2] = pdf.kids[2], pdf.kids[1]


# -- fonts -----------------------------------------------------------------------------------------------------------


@_in(ON_OBJECTS, ASSESS, "font-not-embedded")
def a_font_not_embedded(pdf: Opened) -> None:
    del pdf.fonts[0]["/FontDescriptor"]["/FontFile2"]


@_in(ON_OBJECTS, ASSESS, "font-not-subset")
def a_font_not_a_subset(pdf: Opened) -> None:
    for entries in (pdf.fonts[0], pdf.fonts[0]["/FontDescriptor"]):
        for key in ("/BaseFont", "/FontName"):
            if key in entries:
                entries[NameObject(key)] = NameObject("/" + entries[key].partition("+")[2])


@_in(ON_OBJECTS, ASSESS, "font-unmapped unreadable-text", also="missing-text")
def a_font_without_tounicode(pdf: Opened) -> None:
    del pdf.fonts[0]["/ToUnicode"]


# -- tags ------------------------------------------------------------------------------------------------------------


@_in(ON_OBJECTS, ASSESS, "untagged-pdf", also="missing-text")
def the_tags_removed(pdf: Opened) -> None:
    del pdf.root["/StructTreeRoot"]


@_in(ON_OBJECTS, CHART, "missing-alt", 1, also="missing-text")
def an_alternative_text_dropped(pdf: Opened) -> None:
    del pdf.elements("Figure")[0]["/Alt"]


@_in(ON_OBJECTS, CHART, "missing-alt", 1, also="missing-text")
def an_alternative_text_emptied(pdf: Opened) -> None:
    pdf.elements("Figure")[0][NameObject("/Alt")] = TextStringObject("")


@_in(ON_OBJECTS, ASSESS, "wrong-card")
def alternative_texts_exchanged(pdf: Opened) -> None:
    one, other = pdf.elements("Figure")[:2]
    one[NameObject("/Alt")], other[NameObject("/Alt")] = other["/Alt"], one["/Alt"]


@_in(ON_OBJECTS, ASSESS, "wrong-headings")
def the_levels_of_headings_exchanged(pdf: Opened) -> None:
    first, second = pdf.elements("H1")[0], pdf.elements("H2")[0]
    first[NameObject("/S")], second[NameObject("/S")] = NameObject("/H2"), NameObject("/H1")


@_in(ON_OBJECTS, ASSESS, "reading-order", also="broken-tags")
def the_texts_of_headings_exchanged(pdf: Opened) -> None:
    one, other = pdf.elements("H2")[1:3]
    one[NameObject("/K")], other[NameObject("/K")] = other["/K"], one["/K"]


@_in(ON_OBJECTS, ASSESS, "wrong-headings", 1)
def a_heading_level_skipped(pdf: Opened) -> None:
    for one in pdf.elements("H2")[1:]:
        one[NameObject("/S")] = NameObject("/H4")


@_in(ON_OBJECTS, ASSESS, "broken-tags", 1, also="wrong-card")
def a_text_marked_as_decoration(pdf: Opened) -> None:
    page, mcid = pdf.place(QUESTION)
    pdf.edit_block(page, mcid, lambda block: re.sub(r"/\w+<</MCID \d+>>BDC", "/Artifact BMC", block))


@_in(ON_OBJECTS, ASSESS, "untagged-content", 1, also="broken-tags wrong-card")
def a_text_without_a_mark(pdf: Opened) -> None:
    page, mcid = pdf.place(QUESTION)
    pdf.edit_block(page, mcid, lambda block: re.sub(r"/\w+<</MCID \d+>>BDC\n|EMC\n", "", block))


@_in(ON_OBJECTS, ASSESS, "reading-order", also="wrong-headings")
def the_reading_order_reversed(pdf: Opened) -> None:
    document = pdf.elements("Document")[0]
    document[NameObject("/K")] = ArrayObject(reversed(document["/K"]))


@_in(ON_OBJECTS, ASSESS, "wrong-tags")
def a_list_that_is_none(pdf: Opened) -> None:
    pdf.elements("L")[-1][NameObject("/S")] = NameObject("/Sect")


@_in(ON_OBJECTS, LIST, "wrong-tags")
def the_scope_of_header_cells_removed(pdf: Opened) -> None:
    for one in pdf.elements("TH"):
        del one["/A"]


@_in(ON_OBJECTS, GUIDE, "broken-link")
def the_description_of_a_link_removed(pdf: Opened) -> None:
    pages = [pdf.page(number) for number in range(1, len(pdf.kids) + 1)]
    link = next(page["/Annots"][0].get_object() for page in pages if "/Annots" in page)
    del link["/Contents"]


# -- what the file says of itself ------------------------------------------------------------------------------------


@_in(ON_OBJECTS, ASSESS, "wrong-language")
def a_wrong_language(pdf: Opened) -> None:
    pdf.root[NameObject("/Lang")] = TextStringObject("de")


@_in(ON_OBJECTS, ASSESS, "wrong-language")
def no_language(pdf: Opened) -> None:
    del pdf.root["/Lang"]


@_in(ON_OBJECTS, ASSESS, "wrong-title", also="wrong-metadata")
def the_title_removed(pdf: Opened) -> None:
    del pdf.information["/Title"]


@_in(ON_OBJECTS, ASSESS, "wrong-preferences")
def the_title_not_displayed(pdf: Opened) -> None:
    del pdf.root["/ViewerPreferences"]["/DisplayDocTitle"]


@_in(ON_OBJECTS, ASSESS, "wrong-preferences")
def print_scaling_not_off(pdf: Opened) -> None:
    del pdf.root["/ViewerPreferences"]["/PrintScaling"]


@_in(ON_OBJECTS, ASSESS, "private-metadata", also="foreign-text wrong-metadata")
def a_path_in_the_metadata(pdf: Opened) -> None:
    pdf.information[NameObject("/Subject")] = TextStringObject("/home/anna/kit/sheets/assess.yaml")


@_in(ON_OBJECTS, ASSESS, "private-metadata", also="wrong-metadata")
def a_name_in_the_metadata(pdf: Opened) -> None:
    pdf.information[NameObject("/Author")] = TextStringObject("Anna Andersson")


@_in(ON_OBJECTS, ASSESS, "private-metadata", also="wrong-metadata")
def a_date_in_the_metadata(pdf: Opened) -> None:
    pdf.information[NameObject("/ModDate")] = TextStringObject("D:20260314150926+01'00'")


@_in(ON_OBJECTS, ASSESS, "active-content")
def a_script_that_runs_on_opening(pdf: Opened) -> None:
    pdf.root[NameObject("/OpenAction")] = DictionaryObject(
        {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert(1)")}
    )


@_in(ON_OBJECTS, ASSESS, "active-content")
def a_file_attached(pdf: Opened) -> None:
    pdf.writer.add_attachment("notes.txt", b"secret")


@_in(ON_OBJECTS, ASSESS, "broken-pdf")
def a_password_to_open_it(pdf: Opened) -> None:
    pdf.writer.encrypt("secret", algorithm="RC4-128")


@_in(ON_OBJECTS, ASSESS, "encrypted-pdf")
def a_password_to_copy_from_it(pdf: Opened) -> None:
    pdf.writer.encrypt("", "secret", permissions_flag=UserAccessPermissions(0), algorithm="RC4-128")


# -- the file as bytes -----------------------------------------------------------------------------------------------


@_in(ON_BYTES, ASSESS, "broken-pdf")
def a_truncated_file(data: bytes) -> bytes:
    return data[: len(data) // 2]


@_in(ON_BYTES, ASSESS, "broken-pdf")
def a_file_of_no_bytes(_data: bytes) -> bytes:
    return b""


@_in(ON_BYTES, ASSESS, "extra-data")
def garbage_at_the_end(data: bytes) -> bytes:
    return data + b"\0" * 3000


@_in(ON_BYTES, ASSESS, "broken-pdf")
def a_text_file_with_the_name_of_a_pdf(_data: bytes) -> bytes:
    return b"Hello!\n"


@_in(ON_BYTES, ASSESS, "broken-pdf")
def a_byte_changed_in_a_font(data: bytes) -> bytes:
    at = data.index(b"stream", data.index(b"/Length1")) + 200
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


# -- the folder ------------------------------------------------------------------------------------------------------


@_in(ON_FOLDER, "99-ny-a4.pdf", "foreign-pdf")
def a_foreign_file(folder: Path) -> None:
    (folder / "99-ny-a4.pdf").write_bytes((folder / NOTES).read_bytes())


@_in(ON_FOLDER, NOTES, "missing-pdf")
def a_missing_file(folder: Path) -> None:
    (folder / NOTES).unlink()


@_in(ON_FOLDER, NOTES, "broken-pdf")
def a_folder_with_the_name_of_a_file(folder: Path) -> None:
    (folder / NOTES).unlink()
    (folder / NOTES).mkdir()


@_in(ON_FOLDER, "05-bedomningsblad-p2-a3.pdf", "misplaced-text wrong-title", also="missing-card missing-text")
def a_file_under_the_name_of_another(folder: Path) -> None:
    data = (folder / ASSESS).read_bytes()
    (folder / "05-bedomningsblad-p2-a3.pdf").unlink()
    (folder / "05-bedomningsblad-p2-a3.pdf").write_bytes(data)


@_in(ON_FOLDER, NOTES, "wrong-language missing-text foreign-text")
def a_file_in_another_language(folder: Path) -> None:
    """The folder of the English files stands beside the Swedish one."""
    data = (folder.parent / "en" / "10-notes-a3.pdf").read_bytes()
    (folder / NOTES).unlink()
    (folder / NOTES).write_bytes(data)


# -- other editions --------------------------------------------------------------------------------------------------


@_in(ON_CONTENT, ASSESS, "missing-text foreign-text", 1, also="wrong-card")
def built_before_a_sentence_was_changed(kit: Path) -> None:
    edit(kit / "sv/principles/p1.yaml", "Har ni regler, policyer och resurser", "Har ni pengar, policyer och resurser")


@_in(ON_CONTENT, ASSESS, "not-as-built", 1, also="foreign-text")
def built_before_ten_minutes_became_twelve(kit: Path) -> None:
    text = (kit / "kit.yaml").read_text("utf-8")
    (kit / "kit.yaml").write_text(text.replace("minutes: 35", "minutes: 36"), "utf-8")


@_in(ON_CONTENT, ASSESS, "missing-text foreign-text", 1, also="wrong-card")
def built_before_a_letter_was_mended(kit: Path) -> None:
    edit(
        kit / "sv/principles/p1.yaml",
        "Har ni regler, policyer och resurser som stöder",
        "Har ni regler, policyer och resurser som stoder",
    )


# -- layouts ---------------------------------------------------------------------------------------------------------


@_in(ON_LAYOUTS, ASSESS, "missing-card")
def a_layout_that_drops_a_question(layouts: Path) -> None:
    edit(
        layouts / "assessment.py",
        "page, questions = sheet.page, job.principle.questions",
        "page, questions = sheet.page, job.principle.questions[:-1]",
    )


@_in(ON_LAYOUTS, CARDS, "wrong-card")
def a_layout_that_exchanges_two_actions(layouts: Path) -> None:
    edit(
        layouts / "action_cards.py",
        "    text, heading = job.shared(tuple)",
        "    if question.id == 'P1.Q1':\n"
        "        cards[0], cards[1] = Card(cards[0].id, cards[1].text), Card(cards[1].id, cards[0].text)\n"
        "    text, heading = job.shared(tuple)",
    )


def _added(layouts: Path, line: str) -> None:
    """Draw something more at the foot of an assessment sheet."""
    before = "    _strip(sheet, job, work.below(height + GAP))\n"
    edit(layouts / "assessment.py", before, f"{before}    {line}\n")


@_in(ON_LAYOUTS, ASSESS, "foreign-text", 1)
def a_layout_with_words_of_its_own(layouts: Path) -> None:
    _added(layouts, 'sheet.page.text("Designed by Acme", work.foot(12).inset(6, 1), scale.LABEL)')


@_in(ON_LAYOUTS, ASSESS, "foreign-text", 1)
def a_layout_with_words_of_its_own_as_decoration(layouts: Path) -> None:
    _added(layouts, 'sheet.page.text("Designed by Acme", work.foot(12).inset(6, 1), scale.LABEL, role=None)')


@_in(ON_LAYOUTS, ASSESS, "foreign-text", 1)
def a_layout_with_words_of_another_language(layouts: Path) -> None:
    _added(layouts, 'sheet.page.text("Please turn the page over", work.foot(12).inset(6, 1), scale.LABEL)')


@_in(ON_LAYOUTS, ASSESS, "small-type", 1)
def a_layout_with_small_type_as_decoration(layouts: Path) -> None:
    _added(layouts, "sheet.page.text(job.words(Words).notes, work.foot(12).inset(6, 1), scale.LABEL.at(3), role=None)")


@_in(ON_LAYOUTS, ASSESS, "missing-alt", 1, also="missing-text")
def a_layout_without_alternative_texts(layouts: Path) -> None:
    edit(layouts / "assessment.py", "with page.figure(alt, ", 'with page.figure("", ')


@_in(ON_LAYOUTS, ASSESS, "low-contrast", 1)
def a_layout_in_pale_colours(layouts: Path) -> None:
    edit(
        layouts / "assessment.py",
        "scale.QUESTION.at(size), valign",
        "scale.QUESTION.at(size).but(colour=(0.8, 0.8, 0.8)), valign",
    )


@_in(ON_LAYOUTS, ASSESS, "wrong-headings")
def a_layout_without_headings(layouts: Path) -> None:
    edit(
        layouts / "assessment.py", 'with sheet.page.tag("Sect"):', 'with sheet.page.tag("Sect"), sheet.page.tag("H4"):'
    )
