"""Every word of the content is on paper, where it belongs, and can be read back unchanged."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from materialgen.check.words import coverage
from tests.check.drawn import whole
from tests.whole import KIT, Edition, alts_of, leaves, read, squeezed, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NEVER_PRINTED = {
    "sheets/assess:why_chosen": "for principles chosen beforehand",
    "sheets/assess:why_shared": "for tables that share the principles",
    "sheets/cards:why_shared": "the same",
    "sheets/cards:stack": "for sheets in the order of a stack, an option that the kit does not choose",
    "sheets/guide:agenda.rounds.2": "for a third principle, which the kit's own group has no time for",
    "sheets/guide:agenda.rounds.3": "for a fourth principle",
    "sheets/guide:agenda.rounds.4": "for a fifth principle",
    "sheets/guide:fitted.heading": "for a day that is made to fit, or tables that share the principles",
    "sheets/guide:fitted.slack": "for a day without slack",
    "sheets/guide:fitted.shorter": "for a day with shortened steps",
    "sheets/guide:fitted.left_out": "for a day that is too short for all principles",
    "sheets/guide:fitted.spare": "for a day with time left",
    "sheets/guide:fitted.shared": "for tables that share the principles",
    "sheets/guide:fitted.shares_voted": "the same",
    "sheets/guide:room.tables": "for more tables than can be drawn",
    "sheets/guide:principles.chosen": "for principles chosen beforehand",
    "sheets/guide:labels.shorter": "for a shortened step",
    "kit:tiles.glue": "for worksheets on two sheets of A4",
    "kit:tiles.cut": "for worksheets on two sheets of A4",
    "kit:tiles.heading": "for worksheets on two sheets of A4",
    "kit:tiles.how.0": "for worksheets on two sheets of A4",
    "kit:tiles.how.1": "for worksheets on two sheets of A4",
    "kit:tiles.how.2": "for worksheets on two sheets of A4",
    "kit:tiles.how.3": "for worksheets on two sheets of A4",
    "kit:tiles.sketch_alt": "for worksheets on two sheets of A4",
}
"""Words that the kit's own group does not need, each with the reason; but one with a place for a number, which stands
after the same word elsewhere."""


def texts(edition: Edition) -> Iterator[tuple[str, str]]:
    """Yield every text of the content with its file and keys."""
    for file, content in edition.words.items():
        for key, text in leaves(content):
            if (file, key) != ("kit", "language"):
                yield f"{file}:{key}", text


def test_every_text_of_the_content_is_on_paper_but_for_those_that_nobody_needs(
    edition: Edition, built_kit: Path
) -> None:
    """The coverage has every text, read here by other means; what stands nowhere is known, with the reason."""
    rows = coverage(whole(built_kit, edition.language))
    known = dict(texts(edition))
    assert Counter(squeezed(one.text) for one in rows) == Counter(map(squeezed, known.values()))
    nowhere = {squeezed(one.text) for one in rows if not one.places}
    assert nowhere == {squeezed(known[key]) for key in NEVER_PRINTED}


def test_texts_stand_in_the_files_that_the_coverage_names(edition: Edition, built_kit: Path) -> None:
    """Each text without places to fill in is found again where the coverage says, letter by letter."""
    files = {pdf.name: pdf for pdf in edition.pdfs}
    for one in coverage(whole(built_kit, edition.language)):
        for name, page in one.places if "{" not in one.text else ():
            said = squeezed(files[name].texts[page - 1]) if page else alts_of([files[name]])
            assert squeezed(one.text).casefold() in said.casefold(), (one.where, name, page)


def test_every_question_stands_once_on_its_principles_sheet(edition: Edition) -> None:
    """Thirty questions stand once each, numbered in order, on the five assessment sheets."""
    sheets = dict(zip((one["id"] for one in edition.facts["principles"]), edition.of("assess"), strict=True))
    assert len(edition.questions) == 30
    for principle, name, _ in edition.questions:
        text = squeezed(edition.question(principle, name)["question"])
        counts = {one: text_of([pdf]).count(text) for one, pdf in sheets.items()}
        assert counts == {one: int(one == principle) for one in sheets}, name
    for principle, pdf in sheets.items():
        own = [edition.question(*one[:2])["question"] for one in edition.questions if one[0] == principle]
        places = [text_of([pdf]).index(f"{number}{squeezed(text)}") for number, text in enumerate(own, 1)]
        assert places == sorted(places)


def test_the_scale_has_both_ends_at_each_question(edition: Edition) -> None:
    """The ends of the scale stand exactly thirty times each, the good one first, and each scale is told in words."""
    ends = edition.words["kit"]["scale"]
    high, low = squeezed(ends["high"]), squeezed(ends["low"])
    together = text_of(edition.pdfs)
    assert (together.count(high), together.count(low)) == (30, 30)
    assert together.count(high + low) == 30
    scales = [alt for pdf in edition.of("assess") for alt in pdf.alts if high in squeezed(alt)]
    assert len(scales) == 30
    assert all(squeezed(alt).index(high) < squeezed(alt).index(low) for alt in scales)


def test_the_swedish_scale_is_the_known_one() -> None:
    """The ends carry over word for word."""
    assert read(KIT / "sv" / "kit.yaml")["scale"] == {
        "high": "Ja! Det här fungerar jättebra",
        "low": "Nej! Det här behöver förbättras",
    }


def test_there_are_161_cards_with_id_and_group(edition: Edition) -> None:
    """Each of 131 actions has one card and each of 30 groups one for a proposal; each card has its id and group."""
    pages = [text for pdf in edition.of("cards") for text in pdf.texts]
    ids = [match for text in pages for match in re.findall(r"\bP\d\.Q\d\.A(?:\d+|\+)", text)]
    actions = [action for *_, names in edition.questions for action in names]
    assert sorted(one for one in ids if not one.endswith("+")) == sorted(actions)
    assert [one for one in ids if one.endswith("+")] == [f"{name}.A+" for _, name, _ in edition.questions]
    assert (len(actions), len(ids)) == (131, 161)
    own = edition.words["sheets/cards"]["own"]
    assert sum(text.count(own) for text in pages) == 30
    together = text_of(edition.of("cards"))
    for principle, name, names in edition.questions:
        group = re.escape(squeezed(edition.question(principle, name)["group"]))
        for card in [*names, f"{name}.A+"]:
            assert re.search(rf"{re.escape(card)}{principle[1:]}?{group}", together), card


def test_every_action_stands_once_on_its_card(edition: Edition) -> None:
    """The text of an action stands on the card with its id, and nowhere else."""
    together = text_of(edition.pdfs)
    for principle, name, names in edition.questions:
        group = squeezed(edition.question(principle, name)["group"])
        for action in names:
            text = squeezed(edition.question(principle, name)["actions"][action])
            number = f"(?:{principle[1:]})?"
            assert together.count(text) == 1, action
            card = f"{re.escape(action)}{number}{re.escape(group)}{number}{re.escape(text)}"
            assert re.search(card, together), action


def test_cards_of_a_group_stay_together(edition: Edition) -> None:
    """Ids follow each other in the order of the content, group by group, sheet by sheet."""
    pages = " ".join(text for pdf in edition.of("cards") for text in pdf.texts)
    assert re.findall(r"\bP\d\.Q\d\.A(?:\d+|\+)", pages) == [
        card for _, name, names in edition.questions for card in [*names, f"{name}.A+"]
    ]


@pytest.mark.parametrize(("sheet", "minutes"), [("start", 10), ("vote", 15), ("assess", 35)])
def test_a_sheet_says_how_long_its_step_takes(edition: Edition, sheet: str, minutes: int) -> None:
    """The clock on the sheets of the first steps shows 10, 15 and 35 minutes, and so do the facts."""
    facts = next(one for one in edition.facts["sheets"] if one["id"] == sheet)
    step = next(one for one in edition.facts["steps"] if one["id"] == facts["step"])
    assert int(step["minutes"]) == minutes
    unit = edition.words["kit"]["labels"]["minutes"]
    for pdf in edition.of(sheet):
        for text in pdf.texts:
            assert f" {minutes} {unit}" in text, pdf.name


def test_parts_of_a_step_say_how_long_they_take(edition: Edition) -> None:
    """Alone for 5–10 minutes and together for 20: the parts stand with who and how long on each assessment sheet."""
    step = next(one for one in edition.facts["steps"] if one["id"] == "assess")
    parts = [(one["id"], one["who"], one["minutes"], one.get("most")) for one in step["parts"]]
    assert parts == [("alone", "each", "5", "10"), ("together", "group", "20", None)]
    labels = edition.words["kit"]["labels"]
    for pdf in edition.of("assess"):
        (text,) = pdf.texts
        assert f"{labels['each']} · 5–10 {labels['minutes']}" in text, pdf.name
        assert f"{labels['group']} · 20 {labels['minutes']}" in text, pdf.name


def test_the_guide_has_the_whole_agenda(edition: Edition) -> None:
    """The clock times of the half day stand in the guide, in order, from the set-up to the end."""
    text = " ".join(text for pdf in edition.of("guide") for text in pdf.texts)
    times = [
        "08.45", "09.00", "09.10", "09.20", "09.35", "09.40", "10.15", "10.30", "11.00", "11.35", "11.40", "12.10",
        "12.30", "12.40",
    ]  # fmt: skip
    table = text[text.index(times[0]) :]
    places = [table.index(f"{time} ") for time in times]
    assert places == sorted(places)


def test_the_print_list_names_every_file_and_counts_its_pages(edition: Edition) -> None:
    """Sheets, files, pages and copies on the print list are those of the files that were made."""
    (listed,) = edition.of("print-list")
    together = text_of([listed])
    for sheet in edition.facts["sheets"]:
        files = edition.of(sheet["id"])
        assert squeezed(files[0].name) in together, sheet["id"]
        assert squeezed(files[-1].name) in together, sheet["id"]
    papers = {"A3": 0, "A4": 0}
    group = edition.facts["group"]
    for pdf in edition.pdfs:
        sheet = edition.sheet_of(pdf)
        tables, principles = int(group["tables"]), int(group["principles"])
        per = {"workshop": 1, "table": tables, "round": tables * principles}[sheet["copies"]["per"]]
        papers[sheet["paper"]] += len(pdf.pages) * per * int(sheet["copies"].get("times", 1))
    for paper, sides in papers.items():
        assert re.search(rf"{paper} \d+ {sides}\b", " ".join(listed.texts)), paper
