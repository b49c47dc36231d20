"""The built-in kit in every variant of printing: complete, sound, and with less ink."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from materialgen.check import contrast, greyness, positions, vera
from materialgen.check.built import Built
from materialgen.check.ink import coverage
from materialgen.check.pictures import pictures
from materialgen.check.reading import ReadFile
from materialgen.kit.find import DEFAULT_KIT, find_kit
from materialgen.kit.labels import find_product
from materialgen.kit.load import load_kit
from materialgen.plan import Dots, make_plan
from materialgen.press import Press, Printer, Profile
from materialgen.render.layouts import load_layouts
from materialgen.render.render import draw_kit
from tests.helpers import without
from tests.press.profiles import cmyk
from tests.press.test_ink import COLOUR

if TYPE_CHECKING:
    from collections.abc import Mapping

    from materialgen.plan import Plan

pytestmark = pytest.mark.slow
CROOKED = Printer(4, 4, 4, 6, offset_x=1.5, offset_y=-1, scale_x=0.994, scale_y=1.006)
PRESSES = {
    "full": Press(),
    "low": Press("low"),
    "grey": Press("grey"),
    "shop": Press(bleed=3.0, profile=Profile("Test", 4, cmyk())),
    "low, for a printer": Press("low", printer=CROOKED),
}
STRONG = ("02-", "04-", "06-", "07-")
"""Files of which a tenth of the ink or more is in areas."""


@dataclass(frozen=True)
class Variant:
    """The kit, drawn.

    Attributes:
        plan: The plan.
        press: How it is printed.
        files: By name.
    """

    plan: Plan
    press: Press
    files: Mapping[str, ReadFile]

    @property
    def built(self) -> Built:
        """The files for checks."""
        return Built(self.plan, Path("out"), self.files, {}, {}, press=self.press)


@cache
def variant(name: str) -> Variant:
    """Return the Swedish kit in a variant."""
    layouts, press = load_layouts(), PRESSES[name]
    kit = load_kit(find_kit(DEFAULT_KIT), "sv", {one: layout.schema for one, layout in layouts.items()})
    plan = make_plan(kit, Dots(find_product(None)))
    drawn = {one.printed.plan.file_name: one.data for one in draw_kit(plan, layouts, press=press)}
    return Variant(plan, press, {one: ReadFile.of_bytes(one, data, press.printer) for one, data in drawn.items()})


@cache
def covered(name: str) -> dict[str, list[float]]:
    """Return the share of ink of each page of each file."""
    return {
        file.name: [coverage(picture) for _, picture in pictures(file, 50)] for file in variant(name).files.values()
    }


@pytest.mark.parametrize("name", [one for one in PRESSES if one != "full"])
def test_each_page_says_the_same(name: str) -> None:
    """Whatever the ink, and wherever it is printed, each text stands where it stood, in the same type.

    The print list is another without colour: it says so (tests/render/test_print_list.py).
    """
    plain, other = variant("full"), variant(name)
    pairs = list(zip(other.files.values(), plain.files.values(), strict=True))
    for file, wanted in pairs[1:] if name == "grey" else pairs:
        for page, before in zip(file.pages, wanted.pages, strict=True):
            assert [one.text for one in page.pieces] == [one.text for one in before.pieces]
            for one, same in zip(page.pieces, before.pieces, strict=True):
                assert one.extent.left == pytest.approx(same.extent.left, abs=0.02)
                assert one.extent.bottom == pytest.approx(same.extent.bottom, abs=0.02)
                assert one.size == pytest.approx(same.size, abs=0.01)


@pytest.mark.parametrize("name", sorted(PRESSES))
def test_checks_pass(name: str) -> None:
    """Contrast, places and dots are sound in every variant."""
    kit = variant(name).built
    for check in (contrast.check, positions.check, greyness.check):
        assert [str(one.problem) for one in check(kit)] == []


def test_no_colour_is_left_in_grey() -> None:
    """No content stream sets a colour; in full, each sheet of a principle does (the control)."""
    for name, file in variant("grey").files.items():
        assert not any(COLOUR.search(content) for content in file.contents), name
    assert any(COLOUR.search(content) for file in variant("full").files.values() for content in file.contents)


def test_little_ink_is_less_on_each_page() -> None:
    """No page takes more ink; dots, vote board, cards and chart take a tenth less at least."""
    full, low = covered("full"), covered("low")
    for name, shares in low.items():
        for share, before in zip(shares, full[name], strict=True):
            assert share <= before + 0.001, name
        if name.startswith(STRONG):
            assert sum(shares) < 0.9 * sum(full[name]) + 0.001, name


@pytest.mark.parametrize("name", [one for one in PRESSES if one != "full"])
def test_every_variant_is_accessible_and_archivable(tmp_path: Path, name: str) -> None:
    """Each file conforms to PDF/UA-1 and PDF/A-2a, with a profile of CMYK as well."""
    reason = vera.lacking()
    if reason:
        without(reason)
    paths = []
    for file in variant(name).files.values():
        paths.append(tmp_path / file.name)
        paths[-1].write_bytes(file.data)
    found = vera.validate(paths)
    assert {path.name: [one.rule for one in failures] for path, failures in found.items() if failures} == {}
