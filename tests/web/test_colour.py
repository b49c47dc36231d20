"""The colours of a page: texts and lines stand out in both schemes."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from materialgen.contrast import contrast
from materialgen.look.colour import PRINCIPLE_TONES, mix, rgb
from materialgen.web.colour import DARK, LIGHT, READABLE, VISIBLE, Scheme, variables

if TYPE_CHECKING:
    from collections.abc import Iterator

_MEDIA = "@media screen and (prefers-color-scheme:dark)"


def faint(scheme: Scheme) -> Iterator[str]:
    """Yield the pairs of colours that stand out too little."""
    texts = {"ink": scheme.ink, "grey": scheme.grey, **scheme.tones}
    for name, ground in {"paper": scheme.paper, "pale": scheme.pale}.items():
        yield from (f"{one} on {name}" for one, colour in texts.items() if contrast(colour, ground) < READABLE)
    if contrast(scheme.mid, scheme.paper) < VISIBLE:
        yield "mid on paper"
    yield from (f"paper on {one}" for one, colour in texts.items() if contrast(scheme.paper, colour) < READABLE)


def read(rules: str) -> Scheme:
    """Return the colours that rules set, as a browser reads them."""
    first = rules.partition("}")[0]
    named = {name: rgb(code) for name, code in re.findall(r"--(\w+):(#[0-9a-f]{6})", first) if name != "tone"}
    tones = {name: rgb(code) for name, code in re.findall(r"\.tone-(\w+)\{--tone:(#[0-9a-f]{6})\}", rules)}
    return Scheme(**named, tones=tones)


def schemes() -> dict[str, Scheme]:
    """Return both schemes as the style sheet has them."""
    light, dark = variables().split(_MEDIA)
    return {"light": read(light), "dark": read(dark)}


@pytest.mark.parametrize("name", ["light", "dark"])
def test_texts_and_lines_stand_out(name: str) -> None:
    """Every text has 4.5:1 on paper and on areas, text on badges, too; lines that carry meaning have 3:1 on paper."""
    scheme = schemes()[name]
    assert scheme.tones.keys() == PRINCIPLE_TONES.keys()
    assert list(faint(scheme)) == []


def test_a_faint_colour_is_found() -> None:
    """The control: a lighter grey, a paler line, and tones that are left as on paper in the dark."""
    half = mix(LIGHT.grey, LIGHT.paper, 0.5)
    assert {"grey on paper", "paper on grey"} <= set(faint(replace(LIGHT, grey=half)))
    assert set(faint(replace(LIGHT, mid=mix(LIGHT.mid, LIGHT.paper, 0.5)))) == {"mid on paper"}
    assert len(list(faint(replace(DARK, tones=LIGHT.tones)))) > len(LIGHT.tones)


def test_paper_is_light_whatever_the_screen() -> None:
    """The dark colours hold on screens only, so that a page is printed in the light ones."""
    assert variables().count(_MEDIA) == 1
    assert variables().startswith(":root{--paper:#ffffff;")
