"""HTML editions: each thing that may be wrong with one is found, and a sound one has no findings."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import pytest

from materialgen.check import web
from materialgen.check.built import Built, read_built
from materialgen.check.reading import ReadFile
from materialgen.kit.find import DEFAULT_KIT, find_kit
from materialgen.kit.labels import find_product
from materialgen.kit.load import load_kit
from materialgen.plan import Dots, make_plan
from materialgen.render.layouts import load_layouts
from materialgen.render.render import draw_kit
from materialgen.render.web import draw_pages
from tests.check.drawn import told
from tests.helpers import edit

if TYPE_CHECKING:
    from pathlib import Path

    from materialgen.plan import Plan
    from materialgen.render.render import Drawn
    from materialgen.render.web import WebPage


@cache
def made(kit: str, language: str) -> tuple[Plan, Drawn, ReadFile, WebPage]:
    """Return the guide of a built-in kit, drawn for paper, read back, and drawn for the screen."""
    layouts = load_layouts()
    content = load_kit(find_kit(kit), language, {name: one.schema for name, one in layouts.items()})
    plan = make_plan(content, Dots(find_product(None)))
    (drawn,) = draw_kit(plan, layouts, only=["guide"])
    (page,) = draw_pages(plan, layouts, [drawn.printed])
    return plan, drawn, ReadFile.of_bytes(page.document.file_name, drawn.data), page


def written(folder: Path, kit: str = DEFAULT_KIT, language: str = "sv") -> tuple[Built, Path]:
    """Return a guide with its HTML edition in a folder, and the page's path."""
    plan, drawn, printed, page = made(kit, language)
    path = folder / page.file_name
    path.write_bytes(page.data)
    built = read_built(plan, folder, [drawn], [page.file_name], pages=[page])
    return replace(built, files={printed.name: printed}), path


def kits() -> list[str]:
    """Return the names of the built-in kits."""
    return sorted(path.parent.name for path in find_kit(DEFAULT_KIT).parent.glob("*/kit.yaml"))


@pytest.mark.slow
@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("kit", kits())
def test_a_sound_edition_has_no_findings(tmp_path: Path, kit: str, language: str) -> None:
    """The guide of each built-in kit has an HTML edition, and every text of the guide stands in it."""
    built, _ = written(tmp_path, kit, language)
    assert told(web.check, built) == []
    assert built.editions


def test_an_edition_that_is_not_there_is_not_missed(tmp_path: Path) -> None:
    """A build makes it only when asked to."""
    built, path = written(tmp_path)
    path.unlink()
    assert told(web.check, built) == []


@pytest.mark.parametrize(
    ("old", "new", "code", "message"),
    [
        ("</main>", "", "broken-html", "it is not well-formed: </div> in line "),
        ("<main>", '<main class="a" class="b">', "broken-html", "it is not well-formed: <main> has an attribute twice"),
        ("<!doctype html>\n", "", "broken-html", "it is not well-formed: it does not begin with <!doctype html>"),
        ("</main>", "<script></script></main>", "broken-html", "it runs or fetches something: <script>"),
        ("<main>", '<main onclick="x()">', "broken-html", "it runs or fetches something: onclick=x()"),
        (
            "</main>",
            '<img alt="a" src="//example.org/a.png"></main>',
            "broken-html",
            "it runs or fetches something: src=",
        ),
        ('href="#overview" class="skip"', 'href="javascript:x()"', "broken-html", "it runs or fetches something: java"),
        ("<main>", '<main id="overview">', "broken-html", "two places have one id: overview"),
        (
            'href="#overview" class="skip"',
            'href="#nowhere"',
            "broken-link",
            "links lead nowhere or have no text: nowhere",
        ),
        ("</main>", '<a href="#overview"> </a></main>', "broken-link", "links lead nowhere or have no text: #overview"),
        (
            'aria-labelledby="contents"',
            'aria-labelledby="index"',
            "broken-link",
            "links lead nowhere or have no text: index",
        ),
        ("<main>", '<main><img src="">', "missing-alt", "pictures that nothing tells of: <img> in line "),
        (
            'class="clock" aria-hidden="true"',
            'class="clock"',
            "missing-alt",
            "pictures that nothing tells of: <svg> in line ",
        ),
        ("<h1>", "<h2>", "wrong-headings", "its headings are of the levels 2, 2, 3"),
        ("<h3>", "<h4>", "wrong-headings", "its headings are of the levels 1, 2, 4"),
        ('<html lang="sv">', '<html lang="en">', "wrong-language", "it says that it is in 'en', not 'sv'"),
        ("<title>", "<title></title><title>", "not-as-built", "it is not what a build writes now"),
        ("Din roll", "Min roll", "missing-text", "the text 'Din roll' is missing"),
        ('aria-label="Rummet', 'aria-label="Salen', "missing-text", "the text 'Rummet sett uppifrån"),
    ],
)
def test_what_is_wrong_is_found(tmp_path: Path, old: str, new: str, code: str, message: str) -> None:
    """A damage is told as what it is, and that the file is not what a build writes."""
    built, path = written(tmp_path)
    text = path.read_text(encoding="utf-8")
    assert old in text
    changed = text.replace(old, new, 1)
    changed = changed.replace("</h1>", f"</{new[1:3]}>", 1) if old == "<h1>" else changed
    changed = changed.replace("</h3>", "</h4>", 1) if old == "<h3>" else changed
    path.write_text(changed, encoding="utf-8")
    findings = {one: text for _, one, text in told(web.check, built)}
    assert "not-as-built" in findings
    assert code in findings
    assert message in findings[code]


def test_a_file_without_a_title_is_found(tmp_path: Path) -> None:
    """The window would show a path instead."""
    built, path = written(tmp_path)
    text = path.read_text(encoding="utf-8")
    start, end = text.index("<title>"), text.index("</title>")
    path.write_text(text[: start + len("<title>")] + text[end:], encoding="utf-8")
    assert {code for _, code, _ in told(web.check, built)} == {"wrong-title", "not-as-built"}


def test_a_file_in_another_encoding_is_found(tmp_path: Path) -> None:
    """An editor may have saved it otherwise."""
    built, path = written(tmp_path)
    path.write_bytes(path.read_text(encoding="utf-8").encode("utf-16"))
    assert [(code, message) for _, code, message in told(web.check, built)] == [("broken-html", "it is not in UTF-8")]


def test_a_text_that_the_layout_leaves_out_is_found(tmp_path: Path) -> None:
    """What the printed guide says, its HTML edition must say, even if a build writes it so."""
    built, path = written(tmp_path)
    edit(path, "<h2>Om materialet</h2>", "")
    (page,) = built.fresh_pages
    forgetful = replace(built, fresh_pages=(replace(page, data=path.read_bytes()),))
    assert [code for _, code, _ in told(web.check, forgetful)] == ["missing-text"]
