"""Checks of cards: each card and question has its own text, and each is there once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from pypdf.generic import NameObject, TextStringObject

from materialgen.check.cards import MANY, check
from materialgen.check.reading import ReadFile
from materialgen.draw import Document
from materialgen.geometry import A4
from materialgen.look import type as scale
from tests.check.damage import Opened, moved, shown
from tests.check.drawn import built, told, whole
from tests.whole import languages

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from materialgen.check.built import Built

ASSESS, CARDS = "05-bedomningsblad-p1-a3.pdf", "06-atgardskort-p1-a3.pdf"
RIGHT = {"P1.Q1.A1": "Do action P1.Q1.A1.", "P1.Q1.A2": "Do action P1.Q1.A2.", "P1.Q2.A1": "Do action P1.Q2.A1."}
"""The cards of the tiny kit's first principle."""


def damaged(kit: Built, name: str, damage: Callable[[Opened], object]) -> list[tuple[int, str, str]]:
    """Return what is found in a damaged file."""
    opened = Opened(kit.folder / name)
    damage(opened)
    return told(check, replace(kit, files={name: ReadFile.of_bytes(name, opened.to_bytes())}))


def sheet(*cards: tuple[str, str], apart: float = 30) -> list[tuple[int, str, str]]:
    """Return what is found on a sheet of the tiny kit's first principle with titled cards."""
    made = Document("Title", "Subject", "en")
    page = made.page(A4)
    for index, (name, text) in enumerate(cards):
        with page.tag("Sect", title=name):
            page.text(text, A4.content.below(apart * index).top(20), scale.CARD)
    return told(check, built(made.to_bytes(), principle=1))


@pytest.mark.parametrize("language", languages())
def test_a_sound_kit_has_all_cards_right(built_kit: Path, language: str) -> None:
    """The built-in kit, whose sheets title cards and questions."""
    kit = whole(built_kit, language)
    assert told(check, kit) == []
    titles = [node.title for file in kit.files.values() if file.tree for node in file.tree.walk() if node.title]
    actions = [one.id for principle in kit.kit.principles for each in principle.questions for one in each.actions]
    assert set(actions) <= set(titles)


def test_texts_exchanged_between_two_cards_are_found_at_both(kit: Built) -> None:
    """By their content streams: each card is named with the other's id."""

    def exchange(pdf: Opened) -> None:
        (page, first), (_, second) = (pdf.texts_of(card)[-1] for card in ("P1.Q1.A1", "P1.Q1.A2"))
        one, other = pdf.block(page, first), pdf.block(page, second)
        pdf.edit_block(page, first, lambda block: block.replace(shown(block), shown(other)))
        pdf.edit_block(page, second, lambda block: block.replace(shown(block), shown(one)))

    messages = [message for _, code, message in damaged(kit, CARDS, exchange) if code == "wrong-card"]
    assert any("P1.Q1.A1 has the text of P1.Q1.A2" in one for one in messages)
    assert any("P1.Q1.A2 has the text of P1.Q1.A1" in one for one in messages)


def test_a_text_moved_to_another_card_is_found(kit: Built) -> None:
    """On paper only: the tags say that it is still on its own."""

    def move(pdf: Opened) -> None:
        page, mcid = pdf.texts_of("P1.Q1.A1")[-1]
        pdf.edit_block(page, mcid, lambda block: moved(block, 272.12, 0))

    ((page, code, message),) = damaged(kit, CARDS, move)
    assert (page, code) == (1, "wrong-card")
    assert "P1.Q1.A1 and P1.Q1.A2" in message


def test_a_question_that_is_not_read_at_its_scale_is_found(kit: Built) -> None:
    """It stands on the page, but outside its element."""

    def detach(pdf: Opened) -> None:
        for one in pdf.elements("LI"):
            if one.get("/T") == "P1.Q3":
                one["/K"][1].get_object()[NameObject("/K")] = one["/K"][0].get_object()["/K"]

    ((_, code, message),) = damaged(kit, ASSESS, detach)
    assert code == "wrong-card"
    assert "P1.Q3 has not its text" in message


def test_alternative_texts_of_two_questions_exchanged_are_found(kit: Built) -> None:
    """Each scale is told in the words of its own question."""

    def exchange(pdf: Opened) -> None:
        one, other = pdf.elements("Figure")[-2:]
        one[NameObject("/Alt")], other[NameObject("/Alt")] = other["/Alt"], one["/Alt"]

    assert [code for _, code, _ in damaged(kit, ASSESS, exchange)] == ["wrong-card", "wrong-card"]


def test_an_unknown_id_and_a_missing_card_are_found(kit: Built) -> None:
    """A card with an id that is not in the content: its own is missing."""

    def rename(pdf: Opened) -> None:
        pdf.titled("P1.Q1.A1")[NameObject("/T")] = TextStringObject("P1.Q9.A1")

    assert [code for _, code, _ in damaged(kit, CARDS, rename)] == ["unknown-card", "missing-card"]


def test_cards_of_a_layout_of_any_kind() -> None:
    """Right ones, and what is wrong with others."""
    assert sheet(*RIGHT.items()) == []
    assert sheet(("header", "Do action P1.Q1.A1.")) == []
    wrong = {**RIGHT, "P1.Q1.A1": RIGHT["P1.Q1.A2"], "P1.Q1.A2": RIGHT["P1.Q1.A1"]}
    assert [code for _, code, _ in sheet(*wrong.items())] == ["wrong-card", "wrong-card"]
    assert [code for _, code, _ in sheet(*list(RIGHT.items())[1:])] == ["missing-card"]
    assert [code for _, code, _ in sheet(*RIGHT.items(), ("P1.Q1.A1", RIGHT["P1.Q1.A1"]))] == ["repeated-card"]
    assert [code for _, code, _ in sheet(*RIGHT.items(), ("P2.Q1.A1", "P1.Q1.A1"))] == ["wrong-card"]
    assert {code for _, code, _ in sheet(*RIGHT.items(), apart=2)} == {"wrong-card"}


def test_a_principles_block_has_its_own_name() -> None:
    """A row or a card of a principle is titled with its id, like those of questions."""
    names = {one: f"Principle {one} name" for one in ("P1", "P2")}
    assert sheet(*names.items()) == []
    exchanged = [("P1", names["P2"]), ("P2", names["P1"])]
    assert [code for _, code, _ in sheet(*exchanged)] == ["wrong-card", "wrong-card"]
    assert [code for _, code, _ in sheet(("P2", names["P2"]))] == ["missing-card"]
    assert [code for _, code, _ in sheet(("P1", f"{names['P1']} {RIGHT['P1.Q1.A1']}"))] == ["wrong-card"]
    assert sheet(("P1", f"{names['P1']} Does question P1.Q1 work?")) == []


def test_cards_for_proposals_are_there_for_each_question_or_none() -> None:
    """They have no text of their own in the content."""
    proposals = [("P1.Q1.A+", "Group P1.Q1"), ("P1.Q2.A+", "Group P1.Q2")]
    assert sheet(*RIGHT.items(), *proposals) == []
    ((_, code, message),) = sheet(*RIGHT.items(), proposals[0])
    assert code == "missing-card"
    assert "P1.Q2" in message


def test_many_wrong_cards_are_told_as_one(kit: Built) -> None:
    """A sheet with every card wrong is one fault, not thirty."""

    def rename(pdf: Opened) -> None:
        for number in range(1, 7):
            pdf.titled(f"P1.Q1.A{number}")[NameObject("/T")] = TextStringObject(f"P1.Q9.A{number}")

    found = damaged(kit, CARDS, rename)
    assert [code for _, code, _ in found] == ["unknown-card", "missing-card"]
    assert MANY < 6
    assert "5 more" in found[0][2]
