"""Every file of the built-in kit can be read aloud: units with their ids, order, and what another reader finds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.helpers import output_of
from tests.whole import squeezed

if TYPE_CHECKING:
    from pathlib import Path

    from tests.pdf import Pdf
    from tests.whole import Edition


def titles(pdf: Pdf) -> list[tuple[str, str]]:
    """Return the roles and titles of the elements that have a title, in reading order."""
    return [(node.role, str(node.entries["/T"])) for node in pdf.tree.walk() if "/T" in node.entries]


def test_every_card_and_every_question_is_a_unit_with_its_id_for_a_title(edition: Edition) -> None:
    """What checks a kit finds in the unit of an id the words that belong to it."""
    for principle, cards, assessment in zip(
        edition.facts["principles"], edition.of("cards"), edition.of("assess"), strict=True
    ):
        asked = [one for one in edition.questions if one[0] == principle["id"]]
        wanted = [name for _, question, actions in asked for name in (*actions, f"{question}.A+")]
        assert titles(cards) == [("Sect", name) for name in wanted]
        assert titles(assessment) == [("LI", question) for _, question, _ in asked]
    (board,) = edition.of("vote")
    assert titles(board) == [("LI", question) for _, question, _ in edition.questions]


def test_a_step_of_the_guide_is_told_in_order(edition: Edition, built_kit: Path) -> None:
    """As poppler reads it: number and name, what it is for, the participants' part, and then the moderator's part."""
    (guide,) = edition.of("guide")
    shown = output_of("pdfinfo", "-struct-text", str(built_kit / edition.language / guide.name))
    told = [squeezed(text) for text in re.findall(r'^\s+"(.*)"$', shown, re.MULTILINE)]
    labels = edition.words["sheets/guide"]["labels"]
    for step in edition.facts["steps"]:
        words = edition.words["steps"][step["id"]]
        named = [str(step["number"])] if "number" in step else []
        purpose = told.index(squeezed(words["purpose"]))
        opening = [*named, squeezed(words["title"]), squeezed(f"{step['minutes']} min")]
        assert told[purpose - 1 - len(opening) : purpose - 1] == opening, step["id"]
        parts = [labels[one] for one in ("time", "participants", "lead", "say", "watch", "trouble")]
        places = [told.index(squeezed(part), purpose) for part in parts]
        assert places == sorted(places), step["id"]


def test_poppler_reads_headings_and_texts(edition: Edition, built_kit: Path) -> None:
    """Another reader of tags finds a heading of the first level and the texts in every file."""
    for pdf in edition.pdfs:
        shown = output_of("pdfinfo", "-struct-text", str(built_kit / edition.language / pdf.name))
        assert re.search(r"^\s+H1 \(block\)$", shown, re.MULTILINE), pdf.name
        assert len(re.findall(r'^\s+".*\w.*"$', shown, re.MULTILINE)) >= 2, pdf.name
