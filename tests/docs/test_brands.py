"""The page about brands: followed from nothing, every command run, what is quoted compared with what is said."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest

from materialgen.brand import load_brand
from materialgen.brand.logo import LEAST_DPI, LEAST_SIDE, MOST
from materialgen.brand.places import COVER, FOOT
from materialgen.brand.png import MOST_PIXELS
from materialgen.brand.schema import BrandFacts, ColourFacts, FontFacts
from tests.docs.walk import commands, follow, sections_of, within
from tests.helpers import ROOT

if TYPE_CHECKING:
    from pathlib import Path

TEXT = (ROOT / "docs" / "brands.md").read_text(encoding="utf-8")
EXAMPLE = ROOT / "docs" / "examples" / "almlunda"


@pytest.mark.slow
def test_the_page_can_be_followed(empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From a folder with nothing but a logo; each later section from the example's brand."""
    monkeypatch.chdir(empty)
    folder = empty / "almlunda"
    sections = [one for one in sections_of(TEXT) if any(kind == "sh" for kind, _ in one.blocks)]
    assert len(commands(sections)) > 5
    for section in sections:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        shutil.copy(EXAMPLE / "logo.svg", folder)
        if section is not sections[0]:
            shutil.copy(EXAMPLE / "brand.yaml", folder)
        follow(section, within, empty)
    assert (empty / "output" / "almlunda" / "declaration" / "en" / "print-a3.pdf").is_file()


def test_every_key_is_told() -> None:
    """The table has all keys of the file, in order; colours and fonts are named in their sections."""
    assert re.findall(r"^\| `(\w+)` \|", TEXT, re.MULTILINE) == list(BrandFacts.model_fields)
    for name in (*ColourFacts.model_fields, *FontFacts.model_fields):
        assert f"`{name}`" in TEXT or f"  {name}: " in TEXT


def test_the_sizes_that_are_told_are_those_that_hold() -> None:
    """Millimetres, pixels and bytes."""
    for place in (COVER, FOOT):
        assert f"at most {place.width:g} mm wide and {place.height:g} mm high" in TEXT
    assert f"{COVER.clear:g} mm on the cover and {FOOT.clear:g} mm in the foot" in TEXT
    assert f"at least {LEAST_SIDE:g} mm wide and high" in TEXT
    assert f"{FOOT.width // LEAST_SIDE:g} times as wide as high" in TEXT
    assert f"{FOOT.height / LEAST_SIDE:g} times as high as wide" in TEXT
    assert f"at least {LEAST_DPI} pixels per inch" in TEXT
    assert f"{MOST_PIXELS // 1_000_000} million pixels and {MOST // 1_000_000} MB" in TEXT


def test_the_example_is_sound(tmp_path: Path) -> None:
    """Without a notice, with either of its logos."""
    assert load_brand(EXAMPLE).notices == ()
    copy = shutil.copytree(EXAMPLE, tmp_path / "almlunda")
    file = copy / "brand.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("logo.svg", "logo.png"), encoding="utf-8")
    assert load_brand(copy).logo
