"""Groups of every kind: what the plan says is counted again in the PDF files, by a reader that did not write them.

A run takes a few of all combinations: GROUPS=N another number, GROUPS=all all of them, GROUPS_SEED=N others.
"""

from __future__ import annotations

import os
import random
import re
from collections import Counter
from functools import cache
from itertools import chain, combinations, pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from materialgen.check.built import read_built
from materialgen.check.run import checks_for, run_checks
from materialgen.geometry.labels import LabelProduct
from materialgen.kit.labels import find_product
from materialgen.kit.load import load_kit
from materialgen.plan import Dots, Event, clock, make_plan
from materialgen.plan.bill import make_bill
from materialgen.render.bundle import make_bundles
from materialgen.render.layouts import load_layouts
from materialgen.render.render import draw_kit
from tests.pdf import Pdf
from tests.whole import KIT, languages, read, squeezed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from materialgen.kit.model import Kit
    from materialgen.layout import Layout
    from materialgen.plan import Plan

CARD = re.compile(r"P\d\.Q\d\.A(?:\d|\+)")
FOOT = re.compile(r"· (\d\d) [^·]* (?:sv|en) · [^·]* · ([0-9a-f]{6}) ·")
COLUMNS, ROWS, PITCH, LEFT, TOP = 8, 12, 22.5, 16.25, 14.75
"""The grid of the dots: the sheet of labels that stands first in content/labels.yaml."""
FACTS = read(KIT / "kit.yaml")
LANGUAGES = languages()
SIZES = {one["id"]: len(one["questions"]) for one in FACTS["principles"]}
NUMBERS = {sheet["id"]: f"{number:02d}" for number, sheet in enumerate(FACTS["sheets"])}


class Case(NamedTuple):
    """A group; without principles, all are there to be voted on."""

    participants: int
    tables: int
    principles: tuple[str, ...]
    share: bool
    language: str


EDGES = [
    Case(1, 1, ("P4",), share=False, language="sv"),
    Case(11, 2, ("P1", "P4"), share=False, language="sv"),
    Case(40, 3, ("P1", "P2", "P3", "P4", "P5"), share=True, language="en"),
    Case(13, 8, ("P3",), share=True, language="en"),
    Case(25, 1, (), share=False, language="en"),
    Case(40, 8, (), share=True, language="sv"),
]


def everything() -> Iterator[Case]:
    """Yield all combinations: the principles chosen beforehand, each set of them, or voted on."""
    names = list(SIZES)
    chosen = list(chain.from_iterable(combinations(names, count) for count in range(len(names) + 1)))
    for participants in range(1, 41):
        for tables in range(1, min(participants, 8) + 1):
            for principles in chosen:
                for share in (False, True):
                    yield from (Case(participants, tables, principles, share, one) for one in LANGUAGES)


def sample() -> list[Case]:
    """Return the combinations of this run: those at the edges, and some by chance, the same in every process."""
    wanted = os.environ.get("GROUPS", "2")
    if wanted == "all":
        return list(everything())
    chance = random.Random(int(os.environ.get("GROUPS_SEED", "0")))  # noqa: S311 - nobody is kept out by it
    return [*EDGES, *chance.sample(list(everything()), int(wanted))]


@cache
def known_layouts() -> Mapping[str, Layout]:
    """Return the layouts."""
    return load_layouts()


@cache
def kit(language: str) -> Kit:
    """Return the built-in kit."""
    return load_kit(KIT, language, {name: one.schema for name, one in known_layouts().items()})


def planned(case: Case) -> Plan:
    """Return the plan of a group."""
    said = Event(case.participants, case.tables, case.principles or None, share=case.share)
    return make_plan(kit(case.language), Dots(find_product(None)), said)


def words(case: Case, name: str) -> Any:  # noqa: ANN401 - YAML has no common type
    """Return a file of words."""
    return read(KIT / case.language / f"{name}.yaml")


def dots_on(pdf: Pdf, page: int) -> Counter[str]:
    """Return how many dots have each participant's number on a page of dots: by the places of the grid."""
    cells: dict[tuple[int, int], str] = {}
    for char in pdf.chars[page]:
        x, y = (char.left + char.right) / 2, (char.top + char.bottom) / 2
        column, row = int((x - LEFT) // PITCH), int((y - TOP) // PITCH)
        centre = LEFT + column * PITCH + 10, TOP + row * PITCH + 10
        if 0 <= column < COLUMNS and 0 <= row < ROWS and abs(x - centre[0]) < 4 and abs(y - centre[1]) < 4:
            cells[row, column] = cells.get((row, column), "") + char.text
    return Counter(cells.values())


def pages_of_dots(pdf: Pdf, headings: Iterable[str]) -> list[int]:
    """Return which pages have dots: those without the heading of another part."""
    return [page for page, text in enumerate(pdf.texts) if not any(one in text for one in headings)]


def copies_in(bundles: Sequence[Pdf], sheets: Mapping[str, Pdf]) -> dict[str, int]:
    """Return how many copies of each sheet's file stand in the bundles, by the fingerprints at the pages' feet."""
    pages = Counter(chain.from_iterable(FOOT.findall(text) for pdf in bundles for text in pdf.texts))
    feet = {name: FOOT.findall(pdf.texts[0]) for name, pdf in sheets.items()}
    assert [name for name, found in feet.items() if len(found) != 1] == []
    assert [name for name, pdf in sheets.items() if pages[feet[name][0]] % len(pdf.pages)] == []
    return {name: pages[feet[name][0]] // len(pdf.pages) for name, pdf in sheets.items()}


def counted(case: Case, files: Mapping[str, Pdf], copies: Mapping[str, int]) -> Counter[str]:
    """Return how many parts of each kind stand on all copies together.

    Args:
        case: The group.
        files: The files by name.
        copies: How many copies of each are printed.
    """
    found: Counter[str] = Counter()
    cut = words(case, "sheets/cut-outs")
    headings = [cut[kind]["heading"] for kind in ("needle", "triangles")]
    signs = {
        "needles": {cut["needle"]["alt"]},
        "triangles": {
            cut["triangles"]["spare_alt"],
            *(cut["triangles"]["alt"].replace("{number}", str(number)) for number in range(1, 10)),
        },
    }
    for name, pdf in files.items():
        text = " ".join(pdf.texts)
        if name.startswith(NUMBERS["cards"]):
            found["cards"] += len(CARD.findall(text)) * copies[name]
        if name.startswith(NUMBERS["assess"]):
            high = squeezed(words(case, "kit")["scale"]["high"])
            found["questions"] += squeezed(text).count(high) * copies[name]
        if name.startswith(NUMBERS["cut-outs"]):
            for kind, alts in signs.items():
                found[kind] += sum(alt in alts for alt in pdf.alts) * copies[name]
            pages = pages_of_dots(pdf, headings)
            dots = sum((dots_on(pdf, page) for page in pages), Counter[str]())
            seats = -(-case.participants // case.tables)
            most = max(SIZES[one] for one in case.principles or SIZES)
            each = int(FACTS["dots"]["votes"]) + most
            assert dots == {str(number): each for number in range(1, seats + 1)}
            found["dots"] += dots.total() * copies[name]
    return found


def expected(case: Case) -> dict[str, int]:
    """Return how many parts there should be, worked out anew."""
    names = case.principles or tuple(SIZES)
    count = len(case.principles) or int(FACTS["group"]["principles"])
    seats = -(-case.participants // case.tables)
    rounds = -(-count // case.tables) if case.share else count
    tables = -(-case.tables // count) if case.share else case.tables
    questions = sum(SIZES[one] for one in names)
    actions = sum(len(q["actions"]) for one in FACTS["principles"] if one["id"] in names for q in one["questions"])
    triangles = int(FACTS["dots"]["triangles"]) + 1
    return {
        "cards": (actions + questions) * tables,
        "questions": questions * tables,
        "dots": seats * (int(FACTS["dots"]["votes"]) + max(SIZES[one] for one in names)) * case.tables,
        "needles": 2 * case.tables,
        "triangles": triangles * rounds * case.tables,
    }


def test_control_what_is_lacking_is_not_counted() -> None:
    """The control: a bundle for one table lacks the copies of a second, and dots for five are not those for six."""
    one, two = (Case(10, tables, ("P4",), share=False, language="en") for tables in (1, 2))
    drawn = draw_kit(planned(one), known_layouts())
    bundles = make_bundles(planned(one), drawn)
    files = {made.printed.plan.file_name: Pdf(made.data) for made in drawn}
    copies = copies_in([Pdf(bundle.data) for bundle in bundles], files)
    assert set(copies.values()) == {1}
    assert copies != {document.file_name: document.copies for document in planned(two).documents}
    assert counted(one, files, copies) == expected(one) != expected(two)
    with pytest.raises(AssertionError):
        counted(one._replace(participants=11), files, copies)


def test_numbers_can_be_read_on_the_smallest_labels() -> None:
    """At the least diameter that a product may have, numbers of two digits have 8 pt."""
    labels = Dots(LabelProduct("least", 15, 9, 12, 20, 20, 15, 20), on_labels=True)
    plan = make_plan(kit("en"), labels, Event(participants=12, tables=1))
    (cut_outs,) = draw_kit(plan, known_layouts(), only=["cut-outs"])
    sizes = {char.text: char.size for page in Pdf(cut_outs.data).chars[1:3] for char in page if char.text.isdigit()}
    assert len(sizes) == 10
    assert min(sizes.values()) >= 8


@pytest.mark.parametrize("tables", [1, 50])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_largest_groups_have_room_on_every_sheet(language: str, tables: int) -> None:
    """Two hundred people at one table, and at fifty: numbers of three digits, names and dots on pages of their own."""
    case = Case(200, tables, (), share=False, language=language)
    drawn = draw_kit(planned(case), known_layouts())
    files = {one.printed.plan.file_name: Pdf(one.data) for one in drawn}
    copies = {one.printed.plan.file_name: one.printed.plan.copies for one in drawn}
    assert counted(case, files, copies) == expected(case)


@pytest.mark.parametrize("case", sample(), ids=lambda case: "-".join(map(str, case)).replace("'", ""))
def test_a_kit_for_a_group_holds_what_its_plan_says(case: Case, tmp_path: Path) -> None:
    """Copies are counted in the bundles, parts in the sheets; nothing is wrong with a file; the day has no gap."""
    plan = planned(case)
    drawn = draw_kit(plan, known_layouts())
    bundles = make_bundles(plan, drawn)
    for one in drawn:
        (tmp_path / one.printed.plan.file_name).write_bytes(one.data)
    for bundle in bundles:
        (tmp_path / bundle.plan.file_name).write_bytes(bundle.data)
    files = {path.name: Pdf.of(path) for path in sorted(tmp_path.glob("*.pdf"))}

    sheets = {name: pdf for name, pdf in files.items() if not name.startswith("print-")}
    copies = copies_in([pdf for name, pdf in files.items() if name not in sheets], sheets)
    assert copies == {one.file_name: one.copies for one in plan.documents}

    found, bill = counted(case, sheets, copies), make_bill(plan, [one.printed for one in drawn])
    assert found == expected(case)
    parts = {kind: one.printed for kind, one in bill.parts.items()}
    assert parts.pop("votes") + parts["dots"] == found["dots"]
    assert {kind: parts[kind] for kind in ("cards", "needles", "triangles")} == {
        kind: found[kind] for kind in ("cards", "needles", "triangles")
    }
    assert all(one.spare >= 0 for one in bill.parts.values())

    assert all(one.end == other.start for one, other in pairwise(plan.agenda))
    (guide,) = (pdf for name, pdf in sheets.items() if name.startswith(NUMBERS["guide"]))
    assert all(clock(slot.start) in " ".join(guide.texts) for slot in plan.agenda)

    built = read_built(plan, tmp_path, drawn, list(sheets))
    assert run_checks(built, checks_for(fast=True)) == []
