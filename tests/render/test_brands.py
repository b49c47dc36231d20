"""Kits with an organisation's look: where the logo stands, what becomes of it, and that no brand leaks into another."""

from __future__ import annotations

import re
import shutil
from contextlib import suppress
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import pypdfium2
import pytest

from materialgen.brand import Brand, Drawing, Logo, load_brand
from materialgen.brand.places import COVER, FOOT
from materialgen.brand.svg import read_svg
from materialgen.check import vera
from materialgen.draw import Document, audit
from materialgen.geometry import A4, Box, Paper
from materialgen.kit.find import find_kit
from materialgen.kit.labels import find_product
from materialgen.kit.load import load_kit
from materialgen.plan import Dots, Plan, make_plan
from materialgen.press import Press
from materialgen.problems import ProblemsFoundError, Where
from materialgen.render.layouts import load_layouts
from materialgen.render.render import draw_kit
from materialgen.typeset import Style
from tests.brand.brands import FONTS, WITH_PNG, WITH_SVG, changed, font, fonts, png, svg, write
from tests.helpers import problems_of, without
from tests.pdf import Pdf

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from materialgen.layout import Layout
    from materialgen.press import Ink
    from tests.helpers import Result

SHEETS = ("assess", "start", "cards", "guide")
ACCENT = 'colours: {accent: "#123456"}\n'


@cache
def layouts() -> Mapping[str, Layout]:
    """Return the built-in layouts."""
    return load_layouts()


@cache
def plan() -> Plan:
    """Return the plan of the built-in kit."""
    kit = load_kit(find_kit("declaration"), "en", {name: one.schema for name, one in layouts().items()})
    return make_plan(kit, Dots(find_product(None)))


def files(brand: Brand | None, *sheets: str, ink: Ink = "full") -> dict[str, bytes]:
    """Return the files of sheets in a brand's look, by name."""
    made = make_plan(plan().kit, plan().dots, None, brand)
    drawn = draw_kit(made, layouts(), only=sheets or SHEETS, press=Press(ink))
    return {one.printed.plan.file_name: one.data for one in drawn}


def first(brand: Brand | None, sheet: str, ink: Ink = "full") -> Pdf:
    """Return the first file of a sheet."""
    return Pdf(next(iter(files(brand, sheet, ink=ink).values())))


def brand_of(folder: Path, text: str = WITH_SVG, more: Mapping[str, bytes] | None = None) -> Brand:
    """Return a brand with a logo of either kind at hand."""
    return load_brand(write(folder, text, {"logo.svg": svg(), "logo.png": png(mode="RGBA"), **(more or {})}))


def shown(pdf: Pdf) -> list[str]:
    """Return on which page the logo is shown, and as what."""
    found = []
    for number, page in enumerate(pdf.pages, 1):
        content = page.get_contents().get_data().decode("latin-1")
        for match in re.finditer(r"/P\d+ Do", content):
            opened = re.findall(r"/(\w+) ?(?:BMC|<</MCID)", content[: match.start()])
            found.append(f"{number} {opened[-1]}")
    return found


@pytest.mark.parametrize("text", [WITH_SVG, WITH_PNG])
def test_a_logo_is_a_figure_once_and_decoration_where_it_repeats(tmp_path: Path, text: str) -> None:
    """Read aloud by the organisation's name; cards, which are cut, have none."""
    made = {name[:2]: Pdf(data) for name, data in files(brand_of(tmp_path, text)).items()}
    assert shown(made["05"]) == ["1 Figure"]
    assert shown(made["03"]) == ["1 Figure"]
    assert shown(made["06"]) == []
    guide = shown(made["01"])
    assert guide == ["1 Figure", *(f"{page} Artifact" for page in range(2, len(made["01"].pages) + 1))]
    assert all(made[number].alts.count("Almlunda") == 1 for number in ("01", "03", "05"))


def test_without_a_logo_the_name_stands_there(tmp_path: Path) -> None:
    """In the foot of a sheet, and on the cover of the guide, which says all at its end."""
    text = 'name: Almlunda\ncontact: "019-12 34 56"\nweb: www.almlunda.example\nimprint: Published by the unit.\n'
    brand = brand_of(tmp_path, text)
    assert "Almlunda" in first(brand, "assess").texts[0]
    pages = first(brand, "guide").texts
    assert "Almlunda" in pages[0]
    end = " ".join(pages[-1].split())
    assert "Almlunda · 019-12 34 56 · www.almlunda.example" in end
    assert "Published by the unit." in end
    assert shown(first(brand, "assess")) == []


def test_a_name_that_is_too_long_is_told_not_clipped(tmp_path: Path) -> None:
    """With its place in the brand's file."""
    name = "The Joint Authority for the Rescue Services of All Municipalities in the Whole Western Half of Almlunda"
    brand = brand_of(tmp_path, f"contact: a\nname: {name}\n")
    [problem] = problems_of(lambda: files(brand, "assess"))
    assert problem.code == "text-too-long"
    assert problem.where == Where((tmp_path / "brand.yaml").as_posix(), 2, 7)


def test_texts_in_another_language_only_are_told(tmp_path: Path) -> None:
    """Before anything is drawn."""
    brand = brand_of(tmp_path, "name: {sv: Almlunda kommun}\n")
    [problem] = problems_of(lambda: files(brand, "assess"))
    assert (problem.code, "'en'" in problem.message) == ("missing-key", True)


def test_colours_take_the_place_of_the_kits(tmp_path: Path) -> None:
    """The accent on sheets without a principle, a principle's colour on its own, and no trace of the old ones."""
    brand = brand_of(tmp_path, ACCENT.replace("}", ', blue: "#7a1f5c"}'))
    assert b"0.07059 0.2039 0.3373 rg" in first(brand, "start").pages[0].get_contents().get_data()
    content = first(brand, "assess").pages[0].get_contents().get_data()
    assert b"0.4784 0.1216 0.3608 rg" in content
    assert b"0 0.3686 0.5804" not in content
    assert b"0 0.3686 0.5804" in first(None, "assess").pages[0].get_contents().get_data()


def pictures(pdf: Pdf) -> list[tuple[str, bytes]]:
    """Return the logos of the first page: their kind or colour space, and their data."""
    found = [one.get_object() for one in pdf.pages[0]["/Resources"].get("/XObject", {}).values()]
    return [(str(one.get("/ColorSpace", one["/Subtype"])), one.get_data()) for one in found]


@pytest.mark.parametrize("ink", ["grey", "low"])
def test_logos_become_grey_or_lighter(tmp_path: Path, ink: Ink) -> None:
    """In grey files there is no operator of colour; with low ink, colours are half way to white."""
    [(kind, form)] = pictures(first(brand_of(tmp_path), "assess", ink))
    assert kind == "/Form"
    assert (b" rg" in form) is (ink != "grey")
    assert form.startswith(b"0.2988 g" if ink == "grey" else b"0.5196 0.651 0.7745 rg")
    [(space, pixels)] = pictures(first(brand_of(tmp_path, WITH_PNG), "assess", ink))
    assert space == ("/DeviceGray" if ink == "grey" else "/DeviceRGB")
    assert len(pixels) == 800 * 400 * (1 if ink == "grey" else 3)
    if ink == "low":
        assert min(pixels) >= 127


@pytest.mark.slow
def test_the_same_brand_gives_the_same_bytes_wherever_it_lies(tmp_path: Path) -> None:
    """And no folder's name is in any file."""
    text = WITH_PNG + ACCENT + FONTS
    one = files(brand_of(tmp_path / "first-place" / "almlunda", text, fonts()))
    moved = shutil.copytree(tmp_path / "first-place" / "almlunda", tmp_path / "second" / "almlunda")
    assert files(load_brand(moved)) == one
    assert not any(b"first-place" in data or b"logo.png" in data or b"brand.yaml" in data for data in one.values())


@pytest.mark.slow
def test_no_brand_leaks_into_another(tmp_path: Path) -> None:
    """Kits built in turn in one process are those that are built alone."""
    brands = [
        None,
        brand_of(tmp_path / "a", WITH_SVG + FONTS + ACCENT, fonts()),
        brand_of(tmp_path / "b", WITH_PNG + FONTS, {f"{one}.ttf": font(one, "Other Sans") for one in fonts_names()}),
    ]
    before = [files(one, "assess", "cards") for one in brands]
    assert [files(one, "assess", "cards") for one in reversed(brands)] == before[::-1]
    assert len({data for one in before for data in one.values()}) == sum(map(len, before))
    for made, family in zip(before, ("Inter", "AlmlundaSans", "OtherSans"), strict=True):
        names = {name for data in made.values() for name in re.findall(rb"/BaseFont /\w+\+(\w+)-", data)}
        assert names == {family.encode()}


def fonts_names() -> list[str]:
    """Return the weights of a brand's fonts."""
    return [name.removesuffix(".ttf") for name in fonts()]


def test_a_font_that_only_the_writer_finds_damaged_is_told(tmp_path: Path) -> None:
    """It has all its tables, but they cannot be embedded."""
    data = bytearray(changed("regular", OS_2={"fsType": 0}))
    at = data.index(b"post")
    start = int.from_bytes(data[at + 8 : at + 12], "big")
    data[start : start + 4] = b"\x00\x09\x00\x00"
    brand = brand_of(tmp_path, WITH_SVG + FONTS, fonts() | {"regular.ttf": bytes(data)})
    problems = problems_of(lambda: files(brand, "assess"))
    assert {one.code for one in problems} == {"unfit-font"}
    assert {one.where and one.where.line for one in problems} == {3}


@pytest.mark.parametrize("seed", range(12))
def test_damaged_fonts_are_drawn_with_or_told(tmp_path: Path, seed: int) -> None:
    """Whatever bytes are wrong: nothing but a problem comes out."""
    data = bytearray(font("regular"))
    for step in range(200):
        data[2000 + (seed * 7919 + step * 104729) % (len(data) - 2000)] = (seed * 31 + step * 17) % 256
    write(tmp_path, FONTS, fonts() | {"regular.ttf": bytes(data)})
    with suppress(ProblemsFoundError):
        assert files(load_brand(tmp_path), "assess")


def test_the_audit_keeps_texts_away_from_a_logo(tmp_path: Path) -> None:
    """A text in the clear space is a breach, one beside it is none."""
    logo = brand_of(tmp_path).logo
    assert logo is not None
    for gap, breaches in ((FOOT.clear - 0.5, 1), (FOOT.clear + 0.5, 0)):
        page = Document("Title", "Subject", "en").page(A4)
        page.picture(logo.picture, Box(50, 50, 40, 20), FOOT.clear)
        page.text("Text", Box(90 + gap, 50, 40, 20), Style("test", (12,)))
        assert len(list(audit(page))) == breaches


@pytest.mark.parametrize("aspect", [0.4, 0.5, 1.0, 2.0, 8.0, 14.0])
def test_a_logo_fills_its_place_and_keeps_its_shape(aspect: float) -> None:
    """Never wider or higher than the place."""
    for place in (FOOT, COVER):
        width, height = place.size(aspect)
        assert width / height == pytest.approx(aspect)
        assert width <= place.width + 1e-9
        assert height <= place.height + 1e-9
        assert width == pytest.approx(place.width) or height == pytest.approx(place.height)


def rendered(drawing: Drawing) -> list[tuple[int, int, int]]:
    """Return a picture of a drawing of 40 by 20 units: the colours at the middles of its units, row by row."""
    paper = Paper("small", 40.0, 20.0)
    document = Document("Title", "Subject", "en")
    page = document.page(paper)
    with page.figure("A logo", paper.box):
        page.picture(drawing, paper.box, 0.0)
    image = pypdfium2.PdfDocument(document.to_bytes())[0].render(scale=10 * 25.4 / 72).to_pil().convert("RGB")
    return [image.getpixel((10 * x + 5, 10 * y + 5)) for y in range(20) for x in range(40)]


WHITE, RED, BLUE = (255, 255, 255), (255, 0, 0), (0, 0, 255)
CASES: dict[str, tuple[str, Callable[[float, float], tuple[int, int, int]]]] = {
    "rectangle": (
        '<rect x="4" y="2" width="10" height="5" fill="red"/>',
        lambda x, y: RED if 4 < x < 14 and 2 < y < 7 else WHITE,
    ),
    "even-odd": (
        '<path fill="red" fill-rule="evenodd" d="M2 2h16v16H2zM6 6h8v8H6z"/>',
        lambda x, y: RED if 2 < x < 18 and 2 < y < 18 and not (6 < x < 14 and 6 < y < 14) else WHITE,
    ),
    "not even-odd": (
        '<path fill="red" d="M2 2h16v16H2zM6 6h8v8H6z"/>',
        lambda x, y: RED if 2 < x < 18 and 2 < y < 18 else WHITE,
    ),
    "turned": (
        '<rect width="4" height="8" fill="red" transform="translate(20 10) rotate(90)"/>',
        lambda x, y: RED if 12 < x < 20 and 10 < y < 14 else WHITE,
    ),
    "line": (
        '<path d="M4 10H30" stroke="blue" stroke-width="4" stroke-linecap="square"/>',
        lambda x, y: BLUE if 2 < x < 32 and 8 < y < 12 else WHITE,
    ),
    "over the edge": (
        '<rect x="-50" y="-50" width="60" height="60" fill="red"/>',
        lambda x, y: RED if x < 10 and y < 10 else WHITE,
    ),
    "dashes": (
        '<path d="M0 10H40" stroke="blue" stroke-width="4" stroke-dasharray="4 2" stroke-dashoffset="2"/>',
        lambda x, y: BLUE if 8 < y < 12 and (x + 2) % 6 < 4 else WHITE,
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_drawing_looks_as_it_should(name: str) -> None:
    """Reckoned by hand, at the middle of each unit."""
    inner, colour = CASES[name]
    expected = [colour(x + 0.5, y + 0.5) for y in range(20) for x in range(40)]
    assert rendered(read_svg(svg(inner))) == expected


def test_the_control_a_drawing_that_is_upside_down_is_seen() -> None:
    """The test of drawings can fail."""
    inner, colour = CASES["rectangle"]
    upside = inner.replace("<rect", '<rect transform="matrix(1 0 0 -1 0 20)"')
    assert rendered(read_svg(svg(upside))) != [colour(x + 0.5, y + 0.5) for y in range(20) for x in range(40)]


@pytest.mark.slow
def test_the_command_says_what_it_did_to_colours(run: Callable[..., Result], tmp_path: Path) -> None:
    """The files stand under the brand's id; the warning is told by build and plan, as text and as JSON."""
    folder = write(tmp_path / "almlunda", 'colours: {accent: "#f28e00"}\n')
    built = run("build", "--brand", folder, "--only", "chart")
    assert (built.code, built.err.count("warning[darkened-colour]")) == (0, 1)
    assert "output/almlunda/declaration/sv/07-" in built.out
    assert '"darkened-colour"' in run("build", "--brand", folder, "--only", "chart", "--format", "json").out
    planned = run("plan", "--brand", folder)
    assert (planned.code, planned.err.count("warning[darkened-colour]")) == (0, 1)
    assert run("build", "--brand", tmp_path / "nowhere").code == 2
    refused = run("build", "--brand", write(tmp_path / "odd", "nmae: x\n"))
    assert (refused.code, "brand.yaml:1:1: error[unknown-key]" in refused.err) == (1, True)


@pytest.mark.slow
def test_a_file_with_another_font_is_found(run: Callable[..., Result], tmp_path: Path, empty: Path) -> None:
    """A kit built with a brand's fonts is checked with the brand: without it, the fonts are foreign."""
    folder = write(tmp_path / "almlunda", FONTS, fonts())
    out = empty / "out"
    assert run("build", "--brand", folder, "--lang", "en", "--only", "chart", "--out", out).code == 0
    chart = next(out.glob("*.pdf"))
    assert "no findings" in run("check", chart, "--brand", folder, "--lang", "en", "--fast").out
    assert "error[foreign-font]" in run("check", chart, "--lang", "en", "--fast").err


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kit", "language", "text"),
    [
        ("declaration", "sv", WITH_PNG + FONTS),
        ("declaration", "en", WITH_SVG),
        ("roots", "sv", WITH_SVG),
        ("roots", "en", WITH_PNG + FONTS),
    ],
)
def test_a_kit_with_a_brand_has_no_findings(
    run: Callable[..., Result], tmp_path: Path, kit: str, language: str, text: str
) -> None:
    """All checks, veraPDF too, with either kind of logo, own colours and own fonts."""
    reason = vera.lacking()
    if reason:
        without(reason)
    more = (
        'contact: a@almlunda.example\nweb: www.almlunda.example\nimprint: Almlunda 2026\ncolours: {accent: "#7a1f5c"}\n'
    )
    folder = write(tmp_path / "almlunda", text + more, {"logo.svg": svg(), "logo.png": png(mode="RGBA"), **fonts()})
    result = run("check", kit, "--brand", folder, "--lang", language)
    assert (result.code, result.err) == (0, "")
    assert "no findings." in result.out
    assert "are not checked" not in result.out


def test_a_logo_is_kept_only_once_in_a_file(tmp_path: Path) -> None:
    """However many pages show it."""
    guide = next(data for name, data in files(brand_of(tmp_path), "guide").items() if name.startswith("01"))
    assert guide.count(b"/Subtype /Form") == 1
    logo = Logo(read_svg(svg()), Where("brand.yaml", 1))
    brand = replace(Brand("almlunda", {"name": {"": plan().kit.words.title}}), logo=logo)
    assert len(pictures(first(brand, "assess"))) == 1
