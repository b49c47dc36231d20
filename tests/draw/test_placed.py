"""Where texts stand on a page and where they are written, as the preview tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from materialgen.draw import Document
from materialgen.geometry import A4, Box
from materialgen.kit.text import Text, compose
from materialgen.problems import Where
from materialgen.typeset import Style, Weight
from tests.pdf import Pdf

if TYPE_CHECKING:
    from materialgen.draw import PlacedText

COLUMN = Box(20, 30, 50, 200)
PARAGRAPH = "Var och en **sätter ut** sina prickar, och sedan räknar ni\ntillsammans A4-blad – utan att pra\u00adta."
LIST = "Först:\n- en punkt som tar mer än en rad\n- en till"


def placed(text: str, style: Style, box: Box = COLUMN) -> tuple[PlacedText, Pdf]:
    """Return where a text was placed, and the file."""
    document = Document("Title", "Subject", "sv")
    page = document.page(A4)
    page.text(text, box, style)
    assert document.problems == []
    [one] = page.placed
    return one, Pdf(document.to_bytes())


@pytest.mark.parametrize("align", ["left", "center", "right"])
@pytest.mark.parametrize("text", [PARAGRAPH, LIST])
@pytest.mark.parametrize("tracking", [0.0, 0.05])
def test_words_stand_where_a_reader_finds_them(align: str, text: str, tracking: float) -> None:
    """PDFium finds each word's letters within half a millimetre of where the word is said to be."""
    style = Style("test", (12,), Weight.REGULAR, align=align, tracking=tracking)  # type: ignore[arg-type]  # a string
    one, pdf = placed(text, style)
    [chars] = pdf.chars
    ink = [char for char in chars if not char.text.isspace() and char.text not in {"•", "\u0002", "\u00ad"}]
    for line in one.lines:
        on_line = [char for char in ink if line.box.y - 1 < char.bottom < line.box.bottom + 0.5]
        for word in line.words:
            letters = [char for char in on_line if word.left - 0.5 < (char.left + char.right) / 2 < word.right + 0.5]
            assert "".join(char.text for char in letters).rstrip("-") == word.text.rstrip("-")
            assert abs(min(char.left for char in letters) - word.left) < 0.5
    assert sum(len(word.text) for line in one.lines for word in line.words) == len(
        "".join(text.replace("**", "").replace("- en", "en").split()).replace("\u00ad", "")
    )


def test_lines_say_whether_their_last_word_goes_on() -> None:
    """A word that is divided at a soft hyphen, or after a hyphen of its own, goes on in the next line."""
    text = "Sammanhang\u00adens kopplings-ordning är lång"
    one, _ = placed(text, Style("test", (12,), Weight.REGULAR), Box(20, 30, 30, 99))
    assert [([word.text for word in line.words], line.divided) for line in one.lines] == [
        (["Sammanhang"], True),
        (["ens", "kopplings-"], True),
        (["ordning", "är"], False),
        (["lång"], False),
    ]


def test_a_text_remembers_every_place_it_comes_from() -> None:
    """First the place of what most of it comes from, then those of its other parts, each once; a sign has none."""
    style = Style("test", (12,), Weight.REGULAR)
    page, name = Text("Sida", Where("sv/kit.yaml", 7, 9)), Text("Utskriftslista", Where("sv/sheets/list.yaml", 2, 7))
    assert placed(compose(f"{name} · {page} 1", name, page), style)[0].sources == (name.where, page.where)
    assert placed(Text("Sida {n}", page.where).fill(n=1), style)[0].sources == (page.where,)
    assert placed("1", style)[0].sources == ()


def test_equal_texts_keep_places_of_their_own() -> None:
    """A text that was set before, elsewhere in the content, does not lend its place to the next one."""
    style = Style("test", (12,), Weight.REGULAR)
    for line in (3, 8):
        where = Where("sv/sheets/vote.yaml", line, 4)
        assert placed(Text("Samma ord", where), style)[0].sources == (where,)


def test_lines_lie_within_the_text() -> None:
    """The boxes of the lines make up the box of the text, which the page audit uses."""
    one, _ = placed(PARAGRAPH, Style("test", (12,), Weight.REGULAR))
    boxes = [line.box for line in one.lines]
    assert all(one.box.contains(box) for box in boxes)
    assert min(box.y for box in boxes) == pytest.approx(one.box.y)
    assert max(box.bottom for box in boxes) == pytest.approx(one.box.bottom)
    assert max(box.right for box in boxes) == pytest.approx(one.box.right)
    lefts = [word.left for line in one.lines for word in line.words]
    assert min(lefts) == pytest.approx(COLUMN.x)
