"""The HTML edition of the built-in kit's guide: all words of the content and no other, told by its elements."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from materialgen.check.markup import Markup
from tests.pdf import Pdf
from tests.whole import KIT, languages, leaves, read, squeezed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.helpers import Result

pytestmark = [pytest.mark.slow, pytest.mark.parametrize("language", languages())]

MOST = 300_000
"""Bytes: it is opened on telephones."""
NOT_PRINTED = re.compile(
    r"^(why|name$|fitted|lengths\.minutes|principles\.chosen|room\.tables|agenda\.rounds|labels\.(notes|shorter))"
)
"""Keys whose texts this group does not need, or only paper does."""


@pytest.fixture
def made(run: Callable[..., Result], empty: Path, language: str) -> tuple[str, Pdf]:
    """Return the guide's HTML edition and its PDF file."""
    assert run("build", "--only", "guide", "--html", "--lang", language, "--out", empty / "out").code == 0
    (page,) = (empty / "out").glob("*.html")
    (pdf,) = (empty / "out").glob("*.pdf")
    assert page.stem == pdf.stem.removesuffix("-a4")
    assert page.stat().st_size < MOST
    return page.read_text(encoding="utf-8"), Pdf.of(pdf)


def test_every_word_of_the_guide_is_there(made: tuple[str, Pdf], language: str) -> None:
    """Each text of the guide's own file stands on the page or in an alternative text, whatever is filled in."""
    said = Markup(made[0])
    everything = squeezed("\f".join([*said.texts, *said.alternatives]).replace("\u00ad", ""))
    everything += "\f" + squeezed("".join(said.texts))
    guide = read(KIT / language / "sheets" / "guide.yaml")
    texts = {path: text for path, text in leaves(guide) if not NOT_PRINTED.match(path)}
    lost = {
        path: part
        for path, text in texts.items()
        for part in re.split(r"\{\w+\}", text)
        if squeezed(part) not in everything
    }
    assert lost == {}
    assert len(texts) > 150


def test_no_other_word_is_there(made: tuple[str, Pdf]) -> None:
    """Every word of the page is one of the printed guide: on its pages, or in an alternative text."""
    page, pdf = made
    said = Markup(page)
    printed = "".join(squeezed(text).lower() for text in (*pdf.texts, *pdf.alts))
    words = set(re.findall(r"[^\W\d_]{2,}", " ".join([*said.texts, *said.alternatives]).lower()))
    assert [word for word in words if word not in printed] == []
    assert len(words) > 500


def test_the_page_is_built_of_landmarks_and_sections(made: tuple[str, Pdf]) -> None:
    """One of each landmark, a section for each step with its heading, and a first link that leads past the contents."""
    page, _ = made
    for name in ("header", "nav", "main", "footer", "h1"):
        assert len(re.findall(rf"<{name}[ >]", page)) == 1, name
    steps = [one["id"] for one in read(KIT / "kit.yaml")["steps"]]
    assert re.findall(r'<section id="step-([a-z]+)" aria-labelledby="step-\1-title"', page) == steps
    assert Markup(page).targets[0] == "overview"
    assert page.index('class="skip"') < page.index("<header>") < page.index("<nav") < page.index("<main>")


def test_tables_say_what_their_cells_are(made: tuple[str, Pdf]) -> None:
    """Each table has a caption; each column and each row a head that says which of them it heads."""
    page, _ = made
    tables = re.findall(r"<table.*?</table>", page, re.DOTALL)
    assert len(tables) == 4
    for table in tables:
        assert re.search(r"<caption[^>]*>\S", table)
        heads = re.findall(r"<th ([^>]*)>", table)
        assert all('scope="col"' in one or 'scope="row"' in one for one in heads)
        rows = table.count("<tr")
        assert sum('scope="row"' in one for one in heads) == rows - 1
        cells = {len(re.findall(r"<t[hd][ >]", row)) for row in re.findall(r"<tr.*?</tr>", table, re.DOTALL)}
        assert len(cells) == 1


def test_every_time_is_one_for_machines(made: tuple[str, Pdf]) -> None:
    """Times of the day and lengths have a form that programs read; they say the same as the text."""
    page, _ = made
    times = re.findall(r'<time datetime="([^"]*)">([^<]*)</time>', page)
    assert len(times) > 40
    assert len(times) == page.count("<time")
    for machine, shown in times:
        digits = re.sub(r"\D", "", shown)
        assert machine in {f"{digits[:2]}:{digits[2:]}", f"PT{digits}M"}


def test_the_page_tells_the_fingerprint_of_the_print(made: tuple[str, Pdf]) -> None:
    """A print and a page that say the same can be told to."""
    page, pdf = made
    (fingerprint,) = set(re.findall(r"· ([0-9a-f]{6})\b", page))
    assert fingerprint in pdf.texts[-1]


def test_the_same_content_gives_the_same_bytes(made: tuple[str, Pdf], run: Callable[..., Result], empty: Path) -> None:
    """A second build, in another process with another hash seed, leaves the page as it is."""
    (path,) = (empty / "out").glob("*.html")
    language = Markup(made[0]).language
    flags = ("--only", "guide", "--html", "--lang", language, "--out", empty / "out")
    again = run("build", *flags, env={"PYTHONHASHSEED": "7", "LC_ALL": "C", "TZ": "Asia/Tokyo"})
    assert again.code == 0
    assert "(0 new or changed)" in again.out
    assert path.name not in again.out.split("For screens")[0]
    assert path.read_text(encoding="utf-8") == made[0]
