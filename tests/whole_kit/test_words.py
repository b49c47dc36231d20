"""Every word of the content is on paper, where it belongs, and can be read back unchanged."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.whole import KIT, Edition, alts_of, leaves, read, squeezed, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.pdf import Pdf

NEVER_PRINTED = {
    "kit:language": "names the folder",
    "sheets/cards:stack": "for sheets in the order of a stack, an option that the kit does not choose",
    "sheets/guide:agenda.rounds.2": "for a third principle, which the kit's own group has no time for",
    "sheets/guide:agenda.rounds.3": "for a fourth principle",
    "sheets/guide:agenda.rounds.4": "for a fifth principle",
    "sheets/guide:agenda.rounds.5": "for a sixth principle and more",
}
"""Words that the kit's own group does not need, each with the reason."""
SPOKEN = re.compile(r"alt|\w+_alt|.+\.alt|.+\.\w+_alt|shapes\.\w+|colours\.\w+")
"""Keys of alternative texts and of what stands only in them."""
TEMPLATES = {
    "sheets/assess:scale_alt",
    "sheets/cards:cut",
    "sheets/cards:ends",
    "sheets/cards:goes_on",
    "sheets/cards:group_alt",
    "sheets/cards:stack",
    "sheets/chart:chart_alt",
    "sheets/cut-outs:column_alt",
    "sheets/cut-outs:dots.amount",
    "sheets/cut-outs:labels.text",
    "sheets/cut-outs:lead",
    "sheets/cut-outs:needle.amount",
    "sheets/cut-outs:paper.text",
    "sheets/cut-outs:triangles.alt",
    "sheets/cut-outs:triangles.amount",
    "sheets/cut-outs:votes.amount",
    "sheets/guide:agenda.alt",
    "sheets/guide:agenda.intro",
    "sheets/guide:agenda.rounds.5",
    "sheets/guide:checklists.2.heading",
    "sheets/guide:dots.items.0",
    "sheets/guide:dots.items.1",
    "sheets/guide:dots.items.2",
    "sheets/guide:labels.slack",
    "sheets/guide:pack.text",
    "sheets/print-list:files",
    "sheets/print-list:setting.leaves",
    "sheets/print-list:setting.weight",
    "sheets/start:selector.alt",
    "sheets/start:total",
    "sheets/vote:legend_alt",
    "sheets/vote:part",
}
"""Texts with places to fill in."""
_PLACE = re.compile(r"\{\w+\}")


def texts(edition: Edition) -> Iterator[tuple[str, str]]:
    """Yield every text of the content with its file and keys."""
    for file, content in edition.words.items():
        for key, text in leaves(content):
            yield f"{file}:{key}", text


def homes(edition: Edition, key: str) -> tuple[Pdf, ...]:
    """Return the files in which a text must stand: a sheet's own words on the sheet, its reasons on the print list."""
    file, _, path = key.partition(":")
    if not file.startswith("sheets/"):
        return edition.pdfs
    if path in {"name", "why"}:
        return tuple(edition.of("print-list"))
    return tuple(edition.of(file.removeprefix("sheets/")))


def stands(key: str, text: str, pdfs: tuple[Pdf, ...]) -> bool:
    """Return whether a text stands in files: on the pages, or in an alternative text if that is its kind."""
    spoken = SPOKEN.fullmatch(key.partition(":")[2]) is not None
    found = alts_of(pdfs) if spoken else text_of(pdfs)
    if key in TEMPLATES:
        pattern = r"[^\f]+?".join(re.escape(squeezed(part)) for part in _PLACE.split(text))
        return re.search(pattern, found) is not None
    if key.startswith("kit:tools."):  # names of tools begin a line of a list, or stand in a sentence
        found, text = found.casefold(), text.casefold()
    return squeezed(text) in found


def test_templates_are_known(edition: Edition) -> None:
    """The control: exactly the texts with places to fill in are treated as templates, and exceptions exist."""
    assert {key for key, text in texts(edition) if _PLACE.search(text)} == TEMPLATES
    assert set(NEVER_PRINTED) <= {key for key, _ in texts(edition)}


def test_every_text_of_the_content_is_on_paper_where_it_belongs(edition: Edition) -> None:
    """Each text stands in the files that it belongs to, letter by letter, but for those that nobody needs here."""
    lost = [
        f"{key}: {text}"
        for key, text in texts(edition)
        if key not in NEVER_PRINTED and not stands(key, text, homes(edition, key))
    ]
    assert lost == []


def test_a_text_that_is_not_printed_would_be_found(edition: Edition) -> None:
    """The control: words of one sheet are not found in another, and a changed letter is not found at all."""
    assess, cards = tuple(edition.of("assess")), tuple(edition.of("cards"))
    parking = edition.words["sheets/assess"]["tip"]["text"]
    assert stands("sheets/assess:tip.text", parking, assess)
    assert not stands("sheets/assess:tip.text", parking, cards)
    assert not stands("sheets/assess:tip.text", parking.replace("k", "q", 1), assess)
    assert not stands("sheets/cards:cut", "{cuts} xyz", cards)


def test_no_place_is_left_unfilled(edition: Edition) -> None:
    """No brace is printed or spoken: every place of a template has its value."""
    for pdf in edition.pdfs:
        assert not re.search(r"[{}]", " ".join([*pdf.texts, *pdf.alts])), pdf.name


def test_no_markup_is_printed(edition: Edition) -> None:
    """Stars that mark strong text are gone, on pages, in alternative texts, titles and bookmarks."""
    for pdf in edition.pdfs:
        titles = [str(one.title) for one in pdf.reader.outline if not isinstance(one, list)]
        shown = " ".join([*pdf.texts, *pdf.alts, *titles])
        assert "*" not in shown, pdf.name
        assert "\u00ad" not in "".join(titles), pdf.name


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
        per = {"workshop": 1, "table": group["tables"], "principle": group["principles"]}[sheet["copies"]["per"]]
        papers[sheet["paper"]] += len(pdf.pages) * int(per) * int(sheet["copies"].get("times", 1))
    for paper, sides in papers.items():
        assert re.search(rf"{paper} \d+ {sides}\b", " ".join(listed.texts)), paper
