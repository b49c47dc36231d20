"""Every file of the built-in kit: size, soundness, fonts, preferences."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.helpers import output_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.whole import Edition

NAME = re.compile(r"(?P<number>\d\d)-[a-z0-9]+(?:-[a-z0-9]+)*?(?:-(?P<principle>p\d))?-(?P<paper>a[34])\.pdf")


def test_there_is_a_file_for_each_sheet_in_the_order_of_the_workshop(edition: Edition) -> None:
    """Twelve sheets, two of them for each of five principles, make twenty files, named plainly and in order."""
    found = [NAME.fullmatch(pdf.name) for pdf in edition.pdfs]
    assert all(found)
    rows = [(int(one["number"]), one["principle"], one["paper"]) for one in found if one]
    principles = [one["id"].lower() for one in edition.facts["principles"]]
    expected = [
        (number, principle, sheet["paper"].lower())
        for number, sheet in enumerate(edition.facts["sheets"])
        for principle in (principles if sheet.get("per") == "principle" else [None])
    ]
    assert rows == expected
    assert len(rows) == 20


def test_names_have_no_letters_that_systems_disagree_on() -> None:
    """The control: spaces, capitals and letters beyond a–z are not plain."""
    for name in ("04-rösttavla-a3.pdf", "04-Rosttavla-a3.pdf", "04 rosttavla-a3.pdf", "04-rost--tavla-a3.pdf"):
        assert not NAME.fullmatch(name)


def test_every_file_is_sound(edition: Edition, built_kit: Path) -> None:
    """No file has a fault that qpdf can find."""
    for pdf in edition.pdfs:
        assert "No syntax or stream encoding errors" in output_of(
            "qpdf", "--check", str(built_kit / edition.language / pdf.name)
        )


def test_every_font_is_embedded_as_a_subset_of_inter(edition: Edition, built_kit: Path) -> None:
    """No file depends on fonts of the reader's system, and every font can be read back as text."""
    for pdf in edition.pdfs:
        rows = output_of("pdffonts", str(built_kit / edition.language / pdf.name)).splitlines()[2:]
        assert rows
        for row in rows:
            name, *_, embedded, subset, unicode, _object, _generation = row.split()
            assert re.fullmatch(r"[A-Z]{6}\+Inter-(Regular|SemiBold|Bold|Italic|SemiBoldItalic)", name), pdf.name
            assert (embedded, subset, unicode) == ("yes", "yes", "yes"), pdf.name


def test_the_title_of_every_file_ends_with_that_of_the_kit(edition: Edition) -> None:
    """A reader's title bar says which sheet it is, and of which kit."""
    for pdf in edition.pdfs:
        information = pdf.reader.metadata
        assert information is not None
        assert str(information.title).endswith(f"– {edition.words['kit']['title']}"), pdf.name


def test_every_file_has_an_outline_that_leads_to_its_pages(edition: Edition) -> None:
    """Each page that begins something has its bookmark, and none leads nowhere."""
    for pdf in edition.pdfs:
        entries = [one for one in pdf.reader.outline if not isinstance(one, list)]
        assert entries, pdf.name
        pages = [pdf.reader.get_destination_page_number(one) for one in entries]
        assert pages[0] == 0, pdf.name
        assert pages == sorted(page for page in pages if page is not None), pdf.name
        assert all(str(one.title).strip() for one in entries), pdf.name


def test_every_page_says_where_it_belongs(edition: Edition) -> None:
    """The foot of each page has kit, number and sheet, language, edition, one fingerprint for the file, and page."""
    labels = edition.words["kit"]["labels"]
    for pdf in edition.pdfs:
        prints = set()
        for number, text in enumerate(pdf.texts, 1):
            foot = re.search(
                rf"{re.escape(edition.words['kit']['short_title'])} · (\d\d) (.+?) "
                rf"{edition.language} · {labels['edition']} {edition.facts['edition']} · ([0-9a-f]{{6}}) · "
                rf"{labels['page']} {number} / {len(pdf.texts)}$",
                text,
            )
            assert foot, f"{pdf.name} page {number}: …{text[-120:]}"
            assert foot[1] == pdf.name[:2]
            assert foot[2].startswith(edition.words[f"sheets/{edition.sheet_of(pdf)['id']}"]["name"])
            prints.add(foot[3])
        assert len(prints) == 1, pdf.name
