"""The built-in kit on paper: sizes of type and amounts of ink."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageStat

from tests.pdf import Char, Pdf
from tests.whole import squeezed

if TYPE_CHECKING:
    from tests.whole import Edition

MINIMUM = {"A3": 11.0, "A4": 10.5}
"""pt; cards on A3 are read in the hand."""
FOOT = 8.0
"""pt; the least size of all."""
INK = 0.15
"""The share of a worksheet that ink may cover."""


def runs(chars: list[Char], limit: float) -> list[str]:
    """Return the stretches of text that are set smaller than a limit."""
    found = [""]
    for char in chars:
        if char.size < limit - 0.01:
            found[-1] += char.text
        elif found[-1]:
            found.append("")
    return [one for one in found if one]


def small_texts(edition: Edition) -> list[str]:
    """Return the texts that may be small: rulers, and the imprint at the foot of the start sheet."""
    words = edition.words
    rulers = [words[f"sheets/{sheet}"]["ruler"] for sheet in ("cards", "cut-outs", "print-list")]
    return [squeezed(text) for text in [*rulers, *words["kit"]["imprint"].values()]]


def unexplained(run: str, allowed: list[str], foot: str) -> str:
    """Return what is left of a small text without what may be small."""
    run = re.sub(foot, "", run)
    for text in sorted(allowed, key=len, reverse=True):
        run = run.replace(text, "")
    return re.sub(r"^\d{1,2}$", "", run)  # the number on a marker is part of its picture


def test_no_text_is_smaller_than_it_can_be_read(edition: Edition) -> None:
    """On A3 nothing is below 11 pt and on A4 below 10.5 pt, but for feet, rulers, the imprint and numbers in signs."""
    kit = edition.words["kit"]
    title, date, page = map(
        squeezed, (kit["short_title"], kit["labels"]["edition"] + edition.facts["edition"], kit["labels"]["page"])
    )
    foot = rf"{re.escape(title)}·\d\d.*?{edition.language}·{date}·[0-9a-f]{{6}}·{page}\d+/\d+"
    small = []
    for pdf in edition.pdfs:
        for number, chars in enumerate(pdf.chars, 1):
            assert min(char.size for char in chars) >= FOOT, f"{pdf.name} page {number}"
            for run in runs(chars, MINIMUM[edition.sheet_of(pdf)["paper"]]):
                left = unexplained(squeezed(run), small_texts(edition), foot)
                small += [f"{pdf.name} page {number}: {left}"] if left else []
    assert small == []


def test_the_check_of_sizes_can_fail() -> None:
    """The control: a small word is found, and a foot or ruler beside it does not hide it."""
    chars = [
        Char(one, 0, 0, 1, 1, size) for one, size in (("a", 12.0), ("b", 8.0), ("c", 8.0), ("d", 14.0), ("e", 9.0))
    ]
    assert runs(chars, 11) == ["bc", "e"]
    assert unexplained("small100mmKit·01x", ["100mm"], r"Kit·\d\dx") == "small"
    assert unexplained("12", [], "x") == ""


@pytest.mark.parametrize(
    ("sheet", "part", "least"),
    [
        ("assess", "title", 48),
        ("vote", "title", 48),
        ("chart", "title", 48),
        ("reflection", "title", 48),
        ("result", "title", 48),
        ("notes", "title", 48),
        ("parking", "title", 48),
        ("cards", "title", 40),
    ],
)
def test_titles_can_be_read_across_a_table(edition: Edition, sheet: str, part: str, least: float) -> None:
    """The title of a worksheet stands on each of its pages in large type."""
    title = squeezed(edition.words[f"sheets/{sheet}"][part])
    for pdf in edition.of(sheet):
        for chars in pdf.chars:
            assert title in squeezed("".join(char.text for char in chars if char.size >= least)), pdf.name


def test_questions_can_be_read_at_arms_length(edition: Edition) -> None:
    """Every question on an assessment sheet is set in 20 pt or more, all of a sheet alike."""
    for principle, pdf in zip(edition.facts["principles"], edition.of("assess"), strict=True):
        (chars,) = pdf.chars
        sizes = set()
        for question in principle["questions"]:
            text = squeezed(edition.question(principle["id"], question["id"])["question"])
            shown = [char for char in chars if squeezed(char.text)]
            start = "".join(char.text for char in shown).find(text)
            assert start >= 0, question["id"]
            sizes |= {round(char.size, 2) for char in shown[start : start + len(text)]}
        assert len(sizes) == 1, pdf.name
        assert min(sizes) >= 20, pdf.name


def ink(image: Image.Image) -> float:
    """Return the share of black that a page would need, from 0 for blank to 1 for black."""
    return 1 - ImageStat.Stat(image.convert("L")).mean[0] / 255


def pages(pdf: Pdf) -> list[Image.Image]:
    """Return a file's pages as pictures."""
    document = pdfium.PdfDocument(pdf.data)
    try:
        return [page.render(scale=0.5).to_pil() for page in document]
    finally:
        document.close()


def test_worksheets_save_ink(edition: Edition) -> None:
    """No page of the kit needs more ink than office printers can spare."""
    heavy = []
    for pdf in edition.pdfs:
        for number, image in enumerate(pages(pdf), 1):
            share = ink(image)
            assert share > 0.001, f"{pdf.name} page {number} is blank"
            if share > INK:
                heavy.append(f"{pdf.name} page {number}: {share:.0%}")
    assert heavy == []


def test_ink_is_measured() -> None:
    """The control: white needs none, black all, and half a page of grey a quarter."""
    assert ink(Image.new("RGB", (20, 20), "white")) == 0
    assert ink(Image.new("RGB", (20, 20), "black")) == 1
    half = Image.new("RGB", (20, 20), "white")
    half.paste((128, 128, 128), (0, 0, 10, 20))
    assert ink(half) == pytest.approx(0.25, abs=0.01)
