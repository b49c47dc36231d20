"""``build`` and ``check`` with the flags of printing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.helpers import LAYOUTS
from tests.pdf import Pdf
from tests.press.profiles import cmyk

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.helpers import Result

VARIANTS = {
    "low": ("--ink", "low"),
    "grey": ("--ink", "grey"),
    "shop": ("--bleed", "3mm", "--profile", "shop.icc"),
    "grey shop": ("--bleed", "5", "--profile", "shop.icc", "--ink", "grey"),
    "printer": ("--printer", "printer.yaml"),
}


@pytest.fixture
def checked(run: Callable[..., Result], tiny_kit: Path, empty: Path) -> Callable[..., Result]:
    """Return a function that checks the tiny kit in the folder ``out``; the files that flags name are there."""
    (empty / "shop.icc").write_bytes(cmyk())
    (empty / "printer.yaml").write_text("offset: {x: 1, y: -1}\nscale: {x: 99, y: 101}\n", encoding="utf-8")

    def check(*arguments: str) -> Result:
        layouts = ("--layouts", LAYOUTS, "--out", empty / "out", "--lang", "sv", "--fast")
        return run("check", tiny_kit, *layouts, *arguments)

    return check


def lines(result: Result) -> list[str]:
    """Return the codes that were found."""
    return sorted({one.split("error[")[1].split("]")[0] for one in result.problems})


@pytest.mark.parametrize("name", sorted(VARIANTS))
def test_a_variant_is_built_and_checked(
    build_tiny: Callable[..., Result], checked: Callable[..., Result], empty: Path, name: str
) -> None:
    """Each variant differs from the usual files, and is what `check` expects with the same flags and only with them."""
    assert build_tiny().code == 0
    plain = {one.name: one.read_bytes() for one in (empty / "out").glob("*.pdf")}
    before = lines(checked())
    assert build_tiny(*VARIANTS[name]).code == 0
    made = {one.name: one.read_bytes() for one in (empty / "out").glob("*.pdf")}
    assert made.keys() == plain.keys()
    if name in {"shop", "grey shop", "printer", "grey"}:
        assert all(made[one] != plain[one] for one in plain)
    assert lines(checked(*VARIANTS[name])) == before
    if made != plain:
        assert "not-as-built" in lines(checked())
    assert "not-as-built" not in before


def test_texts_are_the_same_in_all_variants(
    build_tiny: Callable[..., Result], checked: Callable[..., Result], empty: Path
) -> None:
    """The kit stays complete: each page says what it says in full colour."""
    assert callable(checked)  # writes the files that the flags name
    said = []
    for flags in ((), *VARIANTS.values()):
        assert build_tiny(*flags).code == 0
        said.append({one.name: Pdf.of(one).texts for one in (empty / "out").glob("*.pdf")})
    assert all(one == said[0] for one in said)


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        (("--bleed", "3mm"), "name the printer's ICC profile with --profile"),
        (("--bleed", "11", "--profile", "shop.icc"), "from 0 to 10"),
        (("--bleed", "-1", "--profile", "shop.icc"), "from 0 to 10"),
        (("--bleed", "3cm", "--profile", "shop.icc"), "'3cm' is no bleed"),
        (("--bleed", "nan", "--profile", "shop.icc"), "'nan' is no bleed"),
        (("--ink", "blue"), "'blue' is not one of"),
        (
            ("--bleed", "3", "--profile", "shop.icc", "--printer", "printer.yaml"),
            "--printer is for your own printer and --bleed for a print shop",
        ),
    ],
)
def test_a_wrong_command_says_what_to_do(
    build_tiny: Callable[..., Result], checked: Callable[..., Result], empty: Path, flags: tuple[str, ...], said: str
) -> None:
    """Flags that do not go together, or out of range, end both commands with status 2 and no file."""
    for done in (build_tiny(*flags), checked(*flags)):
        assert done.code == 2
        assert said in " ".join(done.err.split())
        assert "Traceback" not in done.err
    assert not (empty / "out").exists()


@pytest.mark.parametrize("bleed", ["0", "0mm", "2.5 mm", "2,5mm", "10"])
def test_bleeds_that_are_understood(
    build_tiny: Callable[..., Result], checked: Callable[..., Result], bleed: str
) -> None:
    """With and without a unit, with a point or a comma."""
    assert callable(checked)
    assert build_tiny("--bleed", bleed, "--profile", "shop.icc").code == 0


def test_a_broken_profile_is_located(build_tiny: Callable[..., Result], empty: Path) -> None:
    """A file that is no profile is a problem of that file, and nothing is built."""
    (empty / "shop.icc").write_text("no profile", encoding="utf-8")
    done = build_tiny("--bleed", "3", "--profile", "shop.icc")
    assert (done.code, done.problems) == (1, ["shop.icc: error[broken-profile]: the file is no ICC profile"])
    assert not (empty / "out").exists()


def test_margins_that_are_too_wide_are_told_by_page(build_tiny: Callable[..., Result], empty: Path) -> None:
    """Each page with a text that would be lost is named, with the place of the margins; no file is written."""
    (empty / "printer.yaml").write_text("offset: {x: 0}\nmargins: {left: 14, bottom: 5}\n", encoding="utf-8")
    done = build_tiny("--printer", "printer.yaml")
    assert done.code == 1
    assert done.problems
    for line in done.problems:
        assert line.startswith("printer.yaml:2:1: error[beyond-printer]: the printer does not reach the text '")
    assert any("sheet 'first'" in line and "page 1)" in line for line in done.problems)
    assert not list((empty / "out").glob("*.pdf"))
    (empty / "printer.yaml").write_text("margins: {left: 8, right: 8, top: 8, bottom: 8}\n", encoding="utf-8")
    assert build_tiny("--printer", "printer.yaml").code == 0
