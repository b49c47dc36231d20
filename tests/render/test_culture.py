"""The culture kit: scales with two marks, dots that tell nobody's name, cards about questions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.helpers import edit, place_of
from tests.pdf import Pdf
from tests.render.kits import built, copy_of, refused

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.helpers import Result

    Run = Callable[..., Result]


@pytest.fixture
def kit(tmp_path: Path) -> Path:
    """Return a copy of the kit that may be changed."""
    return copy_of("culture", tmp_path)


def test_anonymous_dots_have_no_number(run: Run, kit: Path) -> None:
    """No participant's number stands on the dots; each has it where the kit does not ask for anonymous ones."""
    assert "8" not in built(run, kit, "cut-outs").texts[1].split()
    edit(kit / "kit.yaml", "  anonymous: true\n", "")
    assert built(run, kit, "cut-outs").texts[1].split().count("8") == 3


@pytest.mark.parametrize("high_first", [False, True])
def test_the_positive_end_stands_where_the_kit_wants_it(run: Run, kit: Path, *, high_first: bool) -> None:
    """The ends and the numbers of the steps turn together."""
    if high_first:
        edit(kit / "kit.yaml", "marks: 2, gap: true,", "marks: 2, gap: true, high_first: true,")
    text = built(run, kit, "board").texts[0]
    assert (text.index("Completely true") < text.index("Not true at all")) is high_first
    assert ("6 5 4 3 2 1" if high_first else "1 2 3 4 5 6") in " ".join(text.split())


def test_rows_that_do_not_fit_take_another_page(run: Run, kit: Path) -> None:
    """Rows are shared evenly between pages, and numbered throughout."""
    more = [f"T2.Q{number}" for number in range(7, 13)]
    edit(kit / "kit.yaml", "{id: T2.Q6}]", "{id: T2.Q6}, " + ", ".join(f"{{id: {one}}}" for one in more) + "]")
    words = kit / "en" / "principles" / "t2.yaml"
    added = "".join(f"    {one}:\n      question: We do {one}.\n      group: {one}\n" for one in more)
    words.write_text(words.read_text("utf-8") + added, encoding="utf-8")
    texts = built(run, kit, "board").texts
    assert len(texts) == 2
    assert "We trust each other." in texts[0]
    assert "We do T2.Q12." in texts[1]
    assert "18" in texts[1].split()


def test_a_column_without_words_is_located(run: Run, kit: Path) -> None:
    """An option that asks for words that the sheet has not is a problem of the sheet."""
    edit(kit / "en" / "sheets" / "board.yaml", "gap: Gap\n", "")
    assert "error[missing-key]: the key 'gap' is missing" in refused(run, kit, "board")


def test_a_card_about_a_question_that_is_not_there_is_located(run: Run, kit: Path) -> None:
    """A card names a question by its id; a slip has its place."""
    cards = kit / "en" / "sheets" / "cards.yaml"
    edit(cards, "question: T2.Q6", "question: T2.Q9")
    line, column = place_of(cards, "T2.Q9")
    problem = refused(run, kit, "cards")
    assert f"cards.yaml:{line}:{column}: error[unknown-id]: there is no question 'T2.Q9'" in problem


def test_on_a4_the_groups_board_is_joined_and_the_slip_stays(run: Run, kit: Path) -> None:
    """The board is not the slip in another size, so it is printed on two sheets; cards keep their height."""
    out = kit.parent / "out"
    only = ("--only", "slip,board,cards", "--no-bundles")
    result = run("build", kit, "--lang", "en", "--paper", "A4", *only, "--out", out)
    assert (result.code, result.err) == (0, "")
    slip, board, cards = (Pdf.of(path) for path in sorted(out.glob("*.pdf")))
    assert [len(one.texts) for one in (slip, board)] == [1, 2]
    assert "Cut along the dashed line" in board.texts[1]
    assert all("Cut along" not in text for text in (*slip.texts, *cards.texts))
    assert all(text.count("What is our climate like?") == 3 for text in cards.texts)  # one column of three, each a foot


@pytest.mark.parametrize(("shared", "code"), [("--no-share", 0), ("--share", 1)])
def test_tables_share_nothing_where_no_step_is_done_for_each_principle(
    run: Run, kit: Path, shared: str, code: int
) -> None:
    """All tables do the same, so there is nothing to plan differently."""
    result = run("plan", kit, "--lang", "en", shared)
    assert result.code == code
    assert ("error[impossible-group]: --share: the tables have no work to share" in result.err) is bool(code)


def test_the_plan_counts_cards_and_says_nothing_of_rounds(run: Run, kit: Path) -> None:
    """All cards but the covers are counted: one on two sheets of nine, and one on two sheets of eight."""
    out = run("plan", kit, "--lang", "en").out
    assert re.search(r"^ +32 cards$", out, re.MULTILINE)
    assert "principles:" not in out
