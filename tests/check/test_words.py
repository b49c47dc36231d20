"""Checks of words: each text of the content where it belongs, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from pypdf.generic import NameObject, TextStringObject

from materialgen.check.content import Told, contents, squeezed
from materialgen.check.reading import ReadFile
from materialgen.check.words import check, coverage, notes
from materialgen.kit.text import Text
from materialgen.layout import Printed
from materialgen.look import type as scale
from materialgen.problems import Where
from materialgen.render.dependence import MadeFrom
from materialgen.render.render import Drawn
from materialgen.typeset import TextBlock, fit
from tests.check.damage import Opened, shown
from tests.check.drawn import built, document, of_principle, whole
from tests.helpers import place_of
from tests.whole import KIT, languages

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from materialgen.check.built import Built
    from materialgen.check.finding import Finding
    from materialgen.draw import Page

ASSESS, CARDS, CHART = "05-bedomningsblad-p1-a3.pdf", "06-atgardskort-p1-a3.pdf", "07-diagram-a3.pdf"
QUESTION = "Har ni regler"
"""The first words of a question of the first principle."""


def damaged(kit: Built, name: str, damage: Callable[[Opened], object]) -> Built:
    """Return a kit with a damaged file, which is the only one to be checked."""
    opened = Opened(kit.folder / name)
    damage(opened)
    return replaced(kit, name, opened.to_bytes())


def replaced(kit: Built, name: str, data: bytes) -> Built:
    """Return a kit with another file in the place of one, which is the only one to be checked."""
    return replace(kit, files={name: ReadFile.of_bytes(name, data)}, chosen=frozenset({name}))


def told(findings: list[Finding]) -> list[tuple[int, str]]:
    """Return page and code of each finding; each must have a hint."""
    assert all(one.problem.hint for one in findings)
    return [(one.page, one.problem.code) for one in findings]


def on_paper(kit: Built) -> list[Finding]:
    """Return what is wrong with what stands on pages: the titles of files drawn for a test are no content."""
    return [one for one in check(kit) if one.page and one.problem.code != "missing-text"]


def line(*texts: str) -> bytes:
    """Return a file with some texts below each other."""

    def draw(page: Page) -> None:
        for index, text in enumerate(texts):
            box = page.paper.content.below(20 * index).top(18)
            block = fit(text, scale.BODY, box, "a test")
            assert isinstance(block, TextBlock)
            page.block(block, box)

    return document(draw)


@pytest.mark.parametrize("language", languages())
def test_a_sound_kit_has_every_text_and_no_other(built_kit: Path, language: str) -> None:
    """The built-in kit: nothing is found, and no text that all kits need is unused."""
    kit = whole(built_kit, language)
    assert [str(one.problem) for one in check(kit)] == []
    assert list(notes(kit)) == []


def test_a_text_that_is_gone_is_named_with_its_place(kit: Built) -> None:
    """A question removed from its page."""

    def remove(pdf: Opened) -> None:
        page, mcid = pdf.place(QUESTION)
        pdf.edit_block(page, mcid, lambda block: block.replace(shown(block), ""))

    (finding,) = check(damaged(kit, ASSESS, remove))
    assert (finding.page, finding.problem.code) == (1, "missing-text")
    assert finding.problem.where is not None
    path = KIT / "sv" / "principles" / "p1.yaml"
    row, _ = place_of(path, QUESTION)
    assert finding.problem.where.file.endswith("sv/principles/p1.yaml")
    assert finding.problem.where.line == row


def test_one_of_several_that_is_gone_is_found(kit: Built) -> None:
    """An end of one scale of many: the words stand on the page still."""
    assert kit.kit.words.scale is not None
    end = str(kit.kit.words.scale.high)

    def remove(pdf: Opened) -> None:
        pdf.edit_stream(1, lambda text: without(text, pdf, end))

    assert told(list(check(damaged(kit, ASSESS, remove)))) == [(1, "missing-text")]


def without(stream: str, pdf: Opened, words: str) -> str:
    """Return a content stream without the first line that says some words."""
    page = pdf.before.pages[0]
    order = next(one.order for one in page.pieces if one.text.startswith(words[:12]))
    blocks = stream.split("]TJ")
    texts = [one.order for one in page.pieces]
    index = texts.index(order)
    blocks[index] = blocks[index][: blocks[index].rindex("[")] + "["
    return "]TJ".join(blocks)


def test_a_blank_page_is_one_finding(kit: Built) -> None:
    """All texts of a page are told as one."""
    findings = list(check(damaged(kit, CARDS, lambda pdf: pdf.write_stream(2, ""))))
    assert told(findings) == [(2, "missing-text")]
    assert " more, is missing" in findings[0].problem.message


def test_a_changed_letter_is_a_missing_and_a_foreign_text(kit: Built) -> None:
    """What stands there is told as well as what should."""
    damage = damaged(kit, ASSESS, lambda pdf: pdf.reword(1, "Börja", "Borja"))
    assert told(list(check(damage))) == [(1, "missing-text"), (1, "foreign-text")]


def test_a_text_on_the_sheet_of_another_principle_is_misplaced(kit: Built) -> None:
    """The second principle's file in the place of the first's."""
    other = ASSESS.replace("p1", "p2")
    findings = list(check(replaced(kit, ASSESS, (kit.folder / other).read_bytes())))
    assert {one.problem.code for one in findings} == {"missing-text", "misplaced-text"}
    (misplaced,) = (one.problem for one in findings if one.problem.code == "misplaced-text")
    assert misplaced.where is not None
    assert misplaced.where.file.endswith("principles/p2.yaml")


def test_a_foreign_file_gives_few_findings(kit: Built) -> None:
    """Nothing of the sheet is there, and what is there stands nowhere in the content."""
    findings = list(check(replaced(kit, ASSESS, line("Something else", "by somebody"))))
    assert {one.problem.code for one in findings} == {"missing-text", "foreign-text"}
    assert len(findings) <= 5


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Does question P1.Q1 work?", []),
        ("Does question P2.Q1 work?", []),
        ("Body 12 · A4 · 20 mm", ["foreign-text"]),
        ("12 · A4 · 20 mm · tiny · a0b1c2", []),
        ("Do action P1.Q1.A1. Xyzzy", ["foreign-text"]),
        ("Xy", ["foreign-text"]),
        ("X 9", []),
        (r"\*\*Does question P1.Q1 work?\*\*", ["markup-printed"]),
        ("of {total}", ["markup-printed"]),
    ],
)
def test_only_what_the_content_says_may_stand_on_a_page(text: str, codes: list[str]) -> None:
    """Texts of the content, ids, numbers, units and fingerprints are known; stars and braces are markup."""
    assert [one.problem.code for one in on_paper(built(line(text)))] == codes


def test_a_question_of_another_principle_is_misplaced() -> None:
    """On a sheet of the first principle; a sheet for the whole workshop may have it."""
    data = line("Does question P2.Q1 work?")
    assert on_paper(built(data)) == []
    of_first = on_paper(built(data, principle=1))
    assert [one.problem.code for one in of_first] == ["misplaced-text"]
    assert of_first[0].problem.where is not None
    assert of_first[0].problem.where.file.endswith("principles/p2.yaml")


def test_a_text_of_another_sheet_is_misplaced() -> None:
    """Names of sheets are for all; their bodies are not."""
    data = line("Sheet first name", "Sheet each body")
    assert [one.problem.code for one in on_paper(built(data))] == ["misplaced-text"]


def test_a_question_that_stands_twice_is_found() -> None:
    """Once is right."""
    kit = built(line("Does question P1.Q1 work?", "Does question P1.Q1 work?"))
    assert "repeated-text" in {one.problem.code for one in check(kit)}
    assert "repeated-text" not in {one.problem.code for one in check(built(line("Does question P1.Q1 work?")))}


def test_an_alternative_text_is_part_of_the_content(kit: Built) -> None:
    """Another text in its place is foreign, and the right one is missing."""

    def change(pdf: Opened) -> None:
        for one in pdf.elements("Figure"):
            one[NameObject("/Alt")] = TextStringObject("A picture")

    findings = list(check(damaged(kit, CHART, change)))
    assert told(findings) == [(0, "missing-text"), (0, "foreign-text")]


def test_a_layout_that_drops_a_shared_text_is_found_by_its_family() -> None:
    """One question stands on paper, so the others must; no action does, so the kit's layouts have no use for them."""
    name = of_principle(None)
    kit = built(line("Sheet first title", "Sheet first body", "Does question P1.Q1 work?"))
    rest = {one.file_name: ReadFile.of_bytes(one.file_name, line("…")) for one in kit.plan.documents}
    everything = replace(kit, files=rest | dict(kit.files))
    messages = [one.problem.message for one in check(everything) if "no file has it" in one.problem.message]
    assert name in everything.files
    assert [one.split("'")[1] for one in messages] == ["Does question P1.Q2 work?", "Does question P2.Q1 work?"]
    (note,) = notes(everything)
    assert "which is fine" in note
    assert "actions (4)" in note


def drawn_from(kit: Built, *keys: str) -> Built:
    """Return a kit whose documents have read no more than some attributes while they were drawn."""
    made_from = MadeFrom(keys, "")
    fresh = {
        one.file_name: Drawn(Printed(one, 1, "000000"), kit.files[one.file_name].data, (), made_from)
        for one in kit.plan.documents
    }
    return replace(kit, fresh=fresh)


def missing(kit: Built) -> list[str]:
    """Return the texts that no file has though it should."""
    messages = [one.problem.message for one in check(kit)]
    return [one.split("'")[1] for one in messages if "no file has it" in one]


def test_a_name_that_no_sheet_uses_may_stand_by_chance_in_another_text() -> None:
    """A short name stands in a sheet's text: the others are missing only if any document has read such names."""
    kit = built(line("Sheet first body", "Principle P1 short"))
    rest = {one.file_name: ReadFile.of_bytes(one.file_name, line("…")) for one in kit.plan.documents}
    everything = replace(kit, files=rest | dict(kit.files))
    assert missing(drawn_from(everything, "kit/principles/P1.name")) == []
    (note,) = notes(drawn_from(everything, "kit/principles/P1.name"))
    assert "principles.short (2)" in note
    keys = ("kit/principles/P1.short", "kit/principles/P2.short")
    assert missing(drawn_from(everything, *keys)) == ["Principle P2 short"]


def test_what_the_documents_read_is_called_as_here(kit: Built) -> None:
    """The built-in kit prints all its texts, so all of them have been read."""
    keys = {one.key for one in contents(kit.kit) if one.key and not one.sometimes}
    assert {one.rpartition(".")[2] for one in keys} == {"title", "purpose", "do", "name", "short", "text", "group"}
    assert kit.read is not None
    assert keys <= kit.read
    assert "kit/principles/P1.colour" not in keys
    assert replace(kit, fresh={}).read is None


def test_coverage_tells_where_each_text_stands(kit: Built) -> None:
    """A question stands on its assessment sheet and nowhere else; the imprint on the start sheet and in the guide."""
    rows = coverage(kit)
    assert len(rows) == len(contents(kit.kit))
    (question,) = (one for one in rows if one.text.startswith(QUESTION) and one.text.endswith("?"))
    assert question.places == ((ASSESS, 1),)
    nowhere = [one.text for one in rows if not one.places]
    marked = [one.shown for one in contents(kit.kit) if one.sometimes]
    assert set(nowhere) <= set(marked)


def test_markup_and_places_are_no_part_of_what_is_looked_for() -> None:
    """Stars are taken off, and a place may be filled with anything."""
    text = Told(Text("**Cut** {count} *times*", Where("a.yaml", 1)), "sheets.cut")
    assert text.stands_in(squeezed("… Cut 12 times …"))
    assert not text.stands_in(squeezed("… Cut times …"))
    assert not text.stands_in("Cut\ftimes")
