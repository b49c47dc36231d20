"""The colours of a page: texts and lines stand out in both schemes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from materialgen.contrast import contrast
from materialgen.look.colour import INK, PRINCIPLE_TONES, mix, rgb
from materialgen.web.colour import READABLE, VISIBLE, lightened, tone, variables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from materialgen.typeset import RGB

_MEDIA = "@media screen and (prefers-color-scheme:dark)"
TONES = [one.strong for one in PRINCIPLE_TONES.values()]


def read(rules: str) -> dict[str, RGB]:
    """Return the colours that rules set, as a browser reads them."""
    plain = re.findall(r"--(\w+):(#[0-9a-f]{6})", rules.partition("}")[0])
    tones = re.findall(r"\.(tone-\w+)\{--tone:(#[0-9a-f]{6})\}", rules)
    return {name: rgb(code) for name, code in (*plain, *tones)}


def scheme(name: str) -> dict[str, RGB]:
    """Return the colours of a scheme as the style sheet has them."""
    light, dark = variables(TONES).split(_MEDIA)
    return read(light if name == "light" else dark)


def faint(colours: dict[str, RGB]) -> Iterator[str]:
    """Yield the pairs of colours that stand out too little."""
    texts = {name: one for name, one in colours.items() if name in {"ink", "grey"} or name.startswith("tone")}
    for ground in ("paper", "pale"):
        yield from (f"{name} on {ground}" for name, one in texts.items() if contrast(one, colours[ground]) < READABLE)
    yield from (f"paper on {name}" for name, one in texts.items() if contrast(colours["paper"], one) < READABLE)
    if contrast(colours["mid"], colours["paper"]) < VISIBLE:
        yield "mid on paper"


@pytest.mark.parametrize("name", ["light", "dark"])
def test_texts_and_lines_stand_out(name: str) -> None:
    """Every text has 4.5:1 on paper and on areas, text on badges, too; lines that carry meaning have 3:1 on paper."""
    colours = scheme(name)
    assert {tone(one) for one in TONES} <= colours.keys()
    assert list(faint(colours)) == []


def test_a_faint_colour_is_found() -> None:
    """The control: a lighter grey, a paler line, and tones that are left as on paper in the dark."""
    light, dark = scheme("light"), scheme("dark")
    grey = light | {"grey": mix(light["grey"], light["paper"], 0.5)}
    assert {"grey on paper", "paper on grey"} <= set(faint(grey))
    assert set(faint(light | {"mid": mix(light["mid"], light["paper"], 0.5)})) == {"mid on paper"}
    unchanged = {name: one for name, one in light.items() if name.startswith("tone-")}
    assert len(list(faint(dark | unchanged))) > len(TONES)


@pytest.mark.parametrize("code", ["#000000", "#17212b", "#0000ff", "#800000", "#ffffff"])
def test_any_colour_stands_out_in_the_dark(code: str) -> None:
    """Kits may have colours of their own: the darkest becomes light enough, and a light one stays."""
    paper = scheme("dark")["paper"]
    assert contrast(lightened(rgb(code)), paper) >= READABLE
    assert lightened(rgb("#ffffff")) == rgb("#ffffff")


def test_each_tone_has_one_class() -> None:
    """A page sets the tones that it uses, each once; ink needs none."""
    blue, green = TONES[0], TONES[2]
    rules = variables([blue, green, blue, INK])
    assert tone(INK) is None
    assert re.findall(r"\.(tone-\w+)", rules) == [tone(blue), tone(green)] * 2


def test_paper_is_light_whatever_the_screen() -> None:
    """The dark colours hold on screens only, so that a page is printed in the light ones."""
    assert variables(TONES).count(_MEDIA) == 1
    assert variables(TONES).startswith(":root{--paper:#ffffff;")
