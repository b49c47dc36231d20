"""The gallery in a browser, opened from the disk."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image

from tests.browser.conftest import Seen, violations
from tests.whole import KIT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

pytestmark = pytest.mark.slow
MM = 96 / 25.4
"""CSS pixels in a millimetre at 100 %."""


@pytest.fixture
def page(tab: Page, gallery: Path) -> Page:
    """Return the gallery, opened from the disk."""
    tab.goto(gallery.as_uri())
    tab.wait_for_selector(".page")
    return tab


def enlarge(page: Page, sheet: str, number: int = 0) -> Any:  # noqa: ANN401 - JSON has no common type
    """Enlarge a page of the first document of a sheet, and return what the model says of it."""
    shown = page.evaluate(
        "([sheet, number]) => { const one = gallery.model.documents.find((one) => one.sheet === sheet).pages[number];"
        " gallery.open(one.key); return one; }",
        [sheet, number],
    )
    until(page, "document.querySelector('#stage img').complete")
    return shown


def until(page: Page, condition: str) -> None:
    """Wait for a condition; Playwright's own way would need ``eval``, which the page's policy forbids."""
    page.evaluate(
        f"() => new Promise((go) => {{ const look = () => {condition} ? go() : setTimeout(look, 5); look(); }})"
    )


def colours(page: Page, selector: str) -> float:
    """Return how colourful an element is on the screen: the share of its pixels that are no grey."""
    image = Image.open(io.BytesIO(page.locator(selector).first.screenshot())).convert("HSV")
    saturation = image.getchannel("S").histogram()
    return sum(saturation[40:]) / sum(saturation)


def test_every_page_is_shown_with_its_facts(page: Page) -> None:
    """All pages stand in the order of the workshop, under their steps, each with a picture that loads."""
    model = page.evaluate("gallery.model")
    pages = sum(len(one["pages"]) for one in model["documents"])
    assert page.locator(".page").count() == pages > 30
    headings = page.locator("main h2").all_inner_texts()
    assert headings[0] == "For the whole workshop"
    assert [one.split("\n")[-1] for one in headings[1:]] == [
        one["title"] for one in model["steps"] if one["id"] in {document["step"] for document in model["documents"]}
    ]
    card = page.locator("article", has=page.get_by_role("heading", name="06 Åtgärdskort 1"))
    assert re.sub(r"\s+", " ", card.locator(".facts").inner_text()).startswith("A3 1 copy cut up (29 cuts)")
    assert card.locator(".pageno").all_inner_texts() == ["1 of 3", "2 of 3", "3 of 3"]
    until(page, "[...document.images].slice(0, 4).every((one) => one.complete && one.naturalWidth > 1000)")


def test_pdfs_are_linked_where_they_are(page: Page, gallery: Path) -> None:
    """A link leads to the file beside the preview; documents without a file have none, and the foot says so."""
    links = page.locator("article .facts a")
    targets = [links.nth(number).get_attribute("href") or "" for number in range(links.count())]
    assert len(targets) == 2
    assert all((gallery.parent / target).resolve().is_file() for target in targets)
    assert "PDF files not built yet" in page.locator("#foot").inner_text()


def test_nothing_is_asked_for_and_the_control_is_seen(
    page: Page, open_tab: Callable[..., Page], tmp_path: Path
) -> None:
    """The gallery asks for nothing but itself; a page that does ask is noticed, and gets no answer."""
    assert (
        page.evaluate("performance.getEntriesByType('resource').filter((one) => !/^data:/.test(one.name)).length") == 0
    )
    other = tmp_path / "asks.html"
    other.write_text("<img src='http://example.com/a.png'>", encoding="utf-8")
    seen = Seen()
    asking = open_tab(seen=seen)
    asking.goto(other.as_uri())
    asking.wait_for_load_state()
    assert seen.asked == ["http://example.com/a.png"]
    assert any("ERR_NAME_NOT_RESOLVED" in one for one in seen.errors)


def test_a_program_that_was_changed_does_not_run(gallery: Path, open_tab: Callable[..., Page], tmp_path: Path) -> None:
    """The policy lets only the gallery's own program run: with one more character nothing is shown."""
    spoilt = tmp_path / "index.html"
    text = gallery.read_text(encoding="utf-8")
    assert text.count("'use strict';") == 1
    spoilt.write_text(text.replace("'use strict';", "'use strict'; "), encoding="utf-8")
    seen = Seen()
    tab = open_tab(seen=seen)
    tab.goto(spoilt.as_uri())
    assert tab.locator(".page").count() == 0
    assert any("Content Security Policy" in one for one in seen.errors)


def test_a_phrase_is_found_and_its_page_shown(page: Page) -> None:
    """What stands on one sheet is found by a part of it, whatever its case, and Enter shows it, marked."""
    page.keyboard.press("/")
    page.keyboard.type("röj UNDAN hindren")
    assert page.locator("#status").inner_text() == "1 place on 1 page."
    assert page.locator("#results button").inner_text().startswith("Åtgärdskort 1, page 1 of 3")
    assert page.locator("#results mark").inner_text() == "röj undan hindren"
    assert page.locator("main .has-hit").count() == 1
    page.keyboard.press("Enter")
    assert page.locator("#viewer-title").inner_text() == "Åtgärdskort 1"
    assert page.locator("#viewer-facts").inner_text().startswith("page 1 of 3 · A3 · 1 copy · cut up")
    assert page.locator("#stage .hit").count() == 2  # the phrase goes over the end of a line


def test_marks_stand_on_the_words(page: Page) -> None:
    """The marks of a phrase lie where the model says that its words are, within a millimetre."""
    page.fill("#query", "efterfråga en vision")
    shown = enlarge(page, "cards")
    [text] = [one for one in shown["texts"] if "efterfråga en vision" in one["text"]]
    line = next(one for one in text["lines"] if "efterfråga" in one["words"])
    at = line["words"].index("efterfråga")
    sheet, mark = page.locator("#stage .sheet").bounding_box(), page.locator("#stage .hit").bounding_box()
    assert sheet
    assert mark
    scale = shown["width"] / sheet["width"]
    assert (mark["x"] - sheet["x"]) * scale == pytest.approx(line["spans"][2 * at], abs=1)
    assert (mark["x"] + mark["width"] - sheet["x"]) * scale == pytest.approx(line["spans"][2 * at + 5], abs=1)
    assert (mark["y"] - sheet["y"]) * scale == pytest.approx(line["box"][1], abs=1)


def test_a_word_that_is_divided_is_found(page: Page) -> None:
    """Soft hyphens, the ends of lines and cases are nothing that a search stumbles over."""
    divided = page.evaluate(
        "gallery.model.documents.flatMap((one) => one.pages.flatMap((page) => page.texts.flatMap((text) =>"
        " text.lines.flatMap((line, at) => line.divided"
        " ? [line.words.at(-1) + text.lines[at + 1].words[0]] : []))))"
    )
    words = [one for one in divided if one.isalpha() and len(one) > 8]
    assert words
    page.fill("#query", words[0].upper())
    assert re.fullmatch(r"\d+ places? on \d+ pages?\.", page.locator("#status").inner_text())
    assert words[0].lower() in page.locator("#results mark").first.inner_text().lower()


def test_what_stands_nowhere_is_said(page: Page) -> None:
    """A search without a place says so, and shows no results."""
    page.fill("#query", "hjortronsylt")
    assert page.locator("#status").inner_text() == "“hjortronsylt” stands on no sheet."
    assert page.locator("#results").is_hidden()
    page.fill("#query", "")
    assert page.locator("#status").inner_text() == ""
    assert page.locator("[data-searching]").count() == 0


def test_places_are_gone_through_one_after_the_other(page: Page) -> None:
    """The next place is on the same page or a later one, and after the last comes the first."""
    page.fill("#query", "åtgärder")
    page.keyboard.press("Enter")
    order = page.evaluate("[...document.querySelectorAll('.page')].map((one) => one.dataset.key)")
    places = page.locator("#results button").count()
    assert places > 1
    seen = []
    for _ in range(places):
        seen.append(order.index(page.locator("#stage .sheet").get_attribute("data-key")))
        page.keyboard.press("n")
    assert seen == sorted(seen)
    assert order.index(page.locator("#stage .sheet").get_attribute("data-key")) == seen[0]


def test_everything_can_be_done_with_the_keyboard(page: Page) -> None:
    """From the top: the links, the search, the switches, a page; enlarged, through sizes and pages, and back."""
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the sheets"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.dataset.key") == "00-utskrifts-och-packlista-a4.pdf#1"
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "viewer-title"
    fit = page.locator("#stage .sheet").bounding_box()
    page.keyboard.press("1")
    actual = page.locator("#stage .sheet").bounding_box()
    page.keyboard.press("+")
    larger = page.locator("#stage .sheet").bounding_box()
    assert fit
    assert actual
    assert larger
    assert fit["height"] < 800
    assert actual["width"] == pytest.approx(210 * MM, abs=1)
    assert larger["width"] == pytest.approx(1.5 * 210 * MM, abs=1)
    page.keyboard.press("0")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("PageDown")
    page.keyboard.press("ArrowLeft")
    assert page.locator("#viewer-facts").inner_text().startswith("page 2 of 2")
    page.keyboard.press("Escape")
    assert page.locator("#viewer").is_hidden()
    # The browser gives the focus back at once, the page corrects it when it hears of the closing.
    page.wait_for_function("document.activeElement.dataset.key === '00-utskrifts-och-packlista-a4.pdf#2'")
    page.keyboard.press("?")
    assert page.locator("#help").is_visible()
    page.keyboard.press("Escape")
    assert page.locator("#help").is_hidden()


def test_keys_of_one_character_can_be_switched_off(page: Page) -> None:
    """Who speaks to the computer can switch off what a single character does (WCAG 2.1.4)."""
    page.keyboard.press("?")
    page.locator("#single-keys").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("g")
    page.keyboard.press("/")
    assert page.locator("[data-grey]").count() == 0
    assert page.evaluate("document.activeElement.id") != "query"


def test_greyscale_takes_all_colour_from_the_pictures(page: Page) -> None:
    """The switch takes the colours out of every picture, and gives them back."""
    enlarge(page, "assess")
    assert colours(page, "#stage .sheet") > 0.005
    page.locator("#viewer [data-toggle=grey]").click()
    assert colours(page, "#stage .sheet") == 0
    assert page.locator("#viewer [data-toggle=grey]").get_attribute("aria-pressed") == "true"
    page.keyboard.press("g")
    assert colours(page, "#stage .sheet") > 0.005


def test_overlays_show_live_area_trim_and_cuts(page: Page) -> None:
    """Each is off at first; switched on, it lies where the model says, to a pixel."""
    shown = enlarge(page, "cards")
    sheet = page.locator("#stage .sheet").bounding_box()
    assert sheet
    scale = sheet["width"] / shown["width"]
    for name, kind in (("live", "live"), ("trim", "trim"), ("cuts", "cut")):
        shape = f"getComputedStyle(document.querySelector('#stage .overlay .{kind}')).display"
        assert page.evaluate(shape) == "none"
        page.locator(f"#viewer [data-toggle={name}]").click()
        assert page.evaluate(shape) != "none"
    assert page.locator("#stage .overlay .cut").count() == len(shown["cuts"]) > 5
    live = page.evaluate(
        "(() => { const box = document.querySelector('#stage .live').getBoundingClientRect();"
        " return [box.x, box.y, box.width, box.height]; })()"
    )
    x, y, width, height = shown["live"]
    told = [sheet["x"] + x * scale, sheet["y"] + y * scale, width * scale, height * scale]
    assert live == pytest.approx(told, abs=1)


def test_a_text_tells_where_it_is_written(page: Page) -> None:
    """A click on a text names its file and line; so does the list of texts, for the keyboard."""
    shown = enlarge(page, "assess")
    [number, text] = next(
        [number, one] for number, one in enumerate(shown["texts"]) if one["sources"] and len(one["lines"]) > 1
    )
    file, line, column = text["sources"][0]
    sheet = page.locator("#stage .sheet").bounding_box()
    assert sheet
    scale = sheet["width"] / shown["width"]
    x, y, width, height = text["box"]
    page.mouse.click(sheet["x"] + (x + width / 2) * scale, sheet["y"] + (y + height / 2) * scale)
    assert page.locator("#place code").first.inner_text() == f"{file}:{line}:{column}"
    assert page.locator("#stage .chosen").count() == len(text["lines"])
    written = (KIT.parent / file).read_text(encoding="utf-8").splitlines()[line - 1]
    assert text["text"].split()[0] in written[column - 1 :]
    page.locator("#panel-texts button").nth(number + 1).press("Enter")
    other = shown["texts"][number + 1]["sources"]
    assert page.locator("#place code").count() == len(other)


def test_an_update_changes_what_differs_and_keeps_the_rest(page: Page) -> None:
    """Another version of one page: its picture and texts change; place, size, search and other pages do not."""
    page.fill("#query", "parkera")
    enlarge(page, "cards", 1)
    page.keyboard.press("1")
    page.evaluate("document.querySelector('#stage').scrollTo(120, 90)")
    page.evaluate(
        """() => {
          window.before = [...document.querySelectorAll('.page .sheet')];
          const model = structuredClone(gallery.model);
          const one = model.documents.find((one) => one.sheet === 'cards').pages[1];
          const other = model.documents.find((one) => one.sheet === 'chart').pages[0];
          one.picture = other.picture;
          one.mark = 'another';
          one.texts[0].text = 'Parkera bilen';
          one.texts[0].lines = [{...one.texts[0].lines[0], words: ['Parkera', 'bilen'], spans: [20, 60, 62, 90]}];
          gallery.update(model);
        }"""
    )
    until(
        page,
        "document.querySelector('#stage img').src === gallery.model.documents.find((one) => one.sheet === 'chart')"
        ".pages[0].picture.src",
    )
    assert page.evaluate("[...document.querySelectorAll('.page .sheet')].every((one, at) => one === before[at])")
    assert page.evaluate(
        "[document.querySelector('#stage').scrollLeft, document.querySelector('#stage').scrollTop]"
    ) == [
        120,
        90,
    ]
    assert page.locator("#actual").get_attribute("aria-pressed") == "true"
    assert page.locator("#stage .hit").count() == 1
    assert page.locator("#query").input_value() == "parkera"


def test_an_update_keeps_the_place_when_pages_come_and_go(page: Page) -> None:
    """A document more or fewer above does not move what is being looked at, and the focus stays."""
    page.locator(".page").nth(25).scroll_into_view_if_needed()
    page.locator(".page").nth(25).focus()
    before = page.evaluate("document.activeElement.getBoundingClientRect().top")
    page.evaluate("gallery.update({...gallery.model, documents: gallery.model.documents.slice(1)})")
    assert page.evaluate("document.activeElement.className") == "page"
    assert page.evaluate("document.activeElement.getBoundingClientRect().top") == pytest.approx(before, abs=2)
    assert page.locator("article h3").first.inner_text().startswith("01")


def test_light_and_dark_are_remembered_nowhere(page: Page, open_tab: Callable[..., Page], gallery: Path) -> None:
    """The system decides until somebody does; nothing is stored."""
    light = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    page.select_option("#theme", "dark")
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") != light
    assert page.context.cookies() == []
    assert page.evaluate("Object.keys(localStorage).length + Object.keys(sessionStorage).length") == 0
    dark = open_tab(color_scheme="dark")
    dark.goto(gallery.as_uri())
    assert dark.evaluate("document.documentElement.dataset.theme") == "dark"


def test_the_print_is_a_contact_sheet(page: Page) -> None:
    """On paper: every page small, its facts, and none of what can only be clicked."""
    page.emulate_media(media="print")
    assert page.locator(".bar").is_hidden()
    assert page.locator("#steps").is_hidden()
    box = page.locator(".page .sheet").nth(25).bounding_box()
    assert box
    assert box["width"] < 230
    assert page.locator("article h3").first.is_visible()


@pytest.mark.parametrize("width", [320, 390, 1280, 2560])
def test_nothing_is_wider_than_the_window(open_tab: Callable[..., Page], gallery: Path, width: int) -> None:
    """On a phone and on a large screen, no sideways scrolling (WCAG 1.4.10), and targets are large enough (2.5.8)."""
    page = open_tab(viewport={"width": width, "height": 800})
    page.goto(gallery.as_uri())
    page.fill("#query", "åtgärder")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    enlarge(page, "cards")
    assert page.evaluate("document.querySelector('#viewer').scrollWidth") <= width
    small = page.evaluate(
        "[...document.querySelectorAll('button, select, input, .steps a, .facts a')].filter((one) =>"
        " one.offsetParent && (one.offsetHeight < 24 || one.offsetWidth < 24)).map((one) => one.outerHTML.slice(0, 80))"
    )
    assert small == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing(page: Page, theme: str) -> None:
    """The gallery, a search, a page enlarged with its texts, and the help: no violation, light or dark."""
    page.select_option("#theme", theme)
    assert violations(page) == []
    page.fill("#query", "åtgärder")
    assert violations(page) == []
    enlarge(page, "cards")
    page.keyboard.press("t")
    page.locator("#panel-texts button").first.click()
    assert violations(page) == []
    page.keyboard.press("Escape")
    page.locator("#open-help").click()
    assert violations(page) == []


def test_control_axe_finds_what_is_wrong(page: Page) -> None:
    """The control: a picture without an alternative text and faint words are found."""
    page.evaluate(
        "document.querySelector('.page img').removeAttribute('alt');"
        "document.querySelector('#summary').style.color = '#bbb'"
    )
    found = [one.partition(":")[0] for one in violations(page)]
    assert {"image-alt", "color-contrast"} <= set(found)


def test_pictures_say_what_they_show(page: Page) -> None:
    """Every picture's alternative text has the sheet's name, the page and the beginning of its texts."""
    told = page.evaluate(
        "gallery.model.documents.flatMap((one) => one.pages.map((page) => [page.key, page.texts[0].text,"
        " `${one.name}, page ${page.number} of ${one.pages.length}: `]))"
    )
    alts = page.evaluate(
        "Object.fromEntries([...document.querySelectorAll('.page')].map((one) =>"
        " [one.dataset.key, one.querySelector('img').alt]))"
    )
    assert len(alts) == len(told)
    for key, first, name in told:
        assert alts[key].startswith(name)
        assert first.split()[0] in alts[key]
