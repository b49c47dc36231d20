"""The moderator's guide of a group: its own clock, its own room, what was done to make the day fit."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from tests.pdf import Pdf
from tests.whole import KIT, languages, read, squeezed, text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from tests.helpers import Result
    from tests.whole import Edition

GROUPS = {
    "afternoon": ("--participants=11", "--tables=2", "--principles=1,4", "--start=13.00", "--end=16.00"),
    "short": ("--participants=4", "--tables=1", "--start=09.00", "--end=10.30"),
    "shared": ("--participants=40", "--tables=5", "--share", "--rounds=3", "--start=09.00", "--end=12.00"),
}
TIE = {"sv": "minst tre prickar", "en": "at least three dots"}


@pytest.fixture
def made(run: Callable[..., Result], empty: Path) -> Callable[..., tuple[Pdf, Any]]:
    """Return a function that makes the guide of a group, and gives its plan as well."""

    def make(language: str, flags: Sequence[str]) -> tuple[Pdf, Any]:
        out = empty / "out"
        assert run("build", "--only", "guide", "--lang", language, "--out", out, *flags).code == 0
        planned = run("plan", "--lang", language, "--format", "json", *flags)
        (path,) = out.glob("01-*.pdf")
        return Pdf.of(path), json.loads(planned.out)

    return make


def filled(text: str, **values: object) -> str:
    """Return a text of the content with its places filled, squeezed."""
    return squeezed(re.sub(r"\{(\w+)\}", lambda match: str(values.get(match[1], match[0])), text))


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("group", GROUPS)
def test_a_guide_follows_its_group(made: Callable[..., tuple[Pdf, Any]], group: str, language: str) -> None:
    """Clock times of the agenda and of each step's rounds, what was shortened, and the room at hand."""
    guide, plan = made(language, GROUPS[group])
    words = read(KIT / language / "sheets" / "guide.yaml")
    text, fitted = text_of([guide]), plan["fitted"]
    steps = [one for one in plan["agenda"] if one["step"]]
    for slot in steps:
        assert f"{slot['start']}–{slot['end']}" in text, slot
    clock = [plan["setup"], *(one["start"] for one in plan["agenda"]), plan["end"]]
    table = text[text.index(squeezed(words["agenda"]["setup"])) - len(plan["setup"]) :]
    places = [table.index(time) for time in clock]
    assert places == sorted(places)
    notes = [
        (fitted["slack_dropped"], "slack", {"minutes": fitted["slack_dropped"]}),
        (fitted["shortened"], "shorter", {"minutes": fitted["shortened"]}),
        (fitted["principles_left_out"], "left_out", {"count": fitted["principles_left_out"]}),
        (fitted["spare"], "spare", {"minutes": fitted["spare"], "end": plan["group"]["end"]}),
        (plan["group"]["share"], "shared", {}),
    ]
    for needed, name, values in notes:
        assert (filled(words["fitted"][name], **values) in text) == bool(needed), name
    assert any(needed for needed, *_ in notes)
    who = {name: plan["group"][name] for name in ("participants", "tables", "seats")}
    assert filled(words["room"]["alt"], **who) in [squeezed(one) for one in guide.alts]
    chosen = plan["group"]["chosen"] is not None
    assert (squeezed(words["principles"]["chosen"]) in text) == chosen
    assert (squeezed(words["principles"]["intro"]) in text) != chosen


def test_control_the_usual_guide_tells_of_no_shortening(edition: Edition) -> None:
    """What is looked for above does not stand in every guide."""
    text = text_of(edition.of("guide"))
    words = edition.words["sheets/guide"]
    assert squeezed(words["fitted"]["heading"]) not in text
    assert squeezed(words["principles"]["chosen"]) not in text
    assert "13.00–" not in text


def test_the_rule_for_ties_stands_in_one_place(edition: Edition) -> None:
    """Whoever looks it up finds one rule, not several that may differ."""
    assert text_of(edition.of("guide")).count(squeezed(TIE[edition.language])) == 1


def test_each_length_adds_up(edition: Edition) -> None:
    """The minutes of steps and breaks in the table come to the length over them, read back from the page."""
    (guide,) = edition.of("guide")
    words = edition.words["sheets/guide"]["lengths"]
    (page,) = (text for text in guide.texts if words["intro"][:20] in text)
    rows = page[page.index(words["intro"][:20]) :]
    options = next(one for one in edition.facts["sheets"] if one["id"] == "guide")["options"]["lengths"]
    sums = [0] * len(options)
    names = [edition.words["steps"][one["id"]]["title"] for one in edition.facts["steps"]]
    for name in (*names, words["pauses"]):
        line = re.search(rf"{re.escape(name)}((?:\s+\d+(?:\s×\s\d+)?){{{len(options)}}})(?!\d)", rows)
        assert line, name
        cells = re.findall(r"\d+(?:\s×\s\d+)?", line[1])
        for index, cell in enumerate(cells):
            times, _, minutes = re.sub(r"\s", "", cell).rpartition("×")
            sums[index] += int(times or 1) * int(minutes)
    lengths = [filled(words["hours"], hours=one // 60) if one % 60 == 0 else
               filled(words["hours_minutes"], hours=one // 60, minutes=one % 60) for one in sums]  # fmt: skip
    assert "".join(lengths) in squeezed(rows)
    assert all(one <= int(option["minutes"]) for one, option in zip(sums, options, strict=True))


def test_many_rounds_take_no_more_pages(made: Callable[..., tuple[Pdf, Any]], edition: Edition) -> None:
    """With all principles the day is still seen at a glance, and each step has one page."""
    guide, plan = made(edition.language, ("--rounds=5",))
    (usual,) = edition.of("guide")
    assert len(plan["agenda"]) > len(edition.facts["steps"]) * 2
    assert len(guide.pages) == len(usual.pages)
