"""Filling lines."""

from __future__ import annotations

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from materialgen.geometry import pt
from materialgen.typeset import Line, Style, TextBlock, Weight, WideWord, face, set_text
from materialgen.typeset.markup import SOFT_HYPHEN

STYLE = Style("test", (14, 12), Weight.REGULAR)
BALANCED = STYLE.but(balance=True)
STYLES = st.sampled_from(
    [STYLE, BALANCED, STYLE.but(weight=Weight.BOLD, balance=True, tracking=-0.015), STYLE.but(tracking=0.05)]
)
PARTS = st.text("abcdefghåäöABÅ", min_size=1, max_size=7)
WORDS = st.lists(PARTS, min_size=1, max_size=4).flatmap(
    lambda parts: st.sampled_from([SOFT_HYPHEN.join(parts), "-".join(parts), "/".join(parts), "".join(parts) + "."])
)
TEXTS = st.lists(WORDS | st.sampled_from(["–", "(5–10)", "”ja”", "P1.Q2", "a" + SOFT_HYPHEN]), min_size=1, max_size=30)
WIDTHS = st.floats(8, 160)


def read(lines: tuple[Line, ...]) -> str:
    """Return a block's lines as they are read: spaces where the text has them, shown soft hyphens left out."""
    out = []
    for line in lines:
        fragments = line.fragments[:-1] if line.hyphen else line.fragments
        out += [" " if one is None else one.shaped.text for one in fragments]
        if line.space:
            out.append(" ")
    return "".join(out)


def shown(line: Line) -> str:
    """Return a line as it is printed."""
    return "".join(" " if one is None else one.shaped.text for one in line.fragments)


def block(text: str, style: Style = STYLE, width: float = 160.0, size: float = 12.0) -> TextBlock:
    """Return a text that must fit."""
    made = set_text(text, style, width, size)
    assert isinstance(made, TextBlock)
    return made


@given(TEXTS, STYLES, WIDTHS)
@example(["a" + SOFT_HYPHEN, "b"], STYLE, 60.0)
@example(["aaaa-bbbb", "c"], STYLE, 8.0)
def test_every_word_survives_line_breaking_in_order(words: list[str], style: Style, width: float) -> None:
    """Reading the lines one after the other gives the text exactly, whatever the width."""
    made = set_text(" ".join(words), style, width, 12)
    if isinstance(made, TextBlock):
        assert read(made.lines) == " ".join(words).replace(SOFT_HYPHEN, "")
    else:
        assert made.word in [word.replace(SOFT_HYPHEN, "") for word in words]


@given(TEXTS, STYLES, WIDTHS, st.sampled_from([8.0, 12.0, 20.0]))
def test_no_line_is_wider_than_the_column(words: list[str], style: Style, width: float, size: float) -> None:
    """Every line, shown hyphens included, stays inside the measure; the width of a line is that of its parts."""
    made = set_text(" ".join(words), style, width, size)
    assume(isinstance(made, TextBlock))
    assert isinstance(made, TextBlock)
    for line in made.lines:
        assert line.indent + line.width <= pt(width) / size + 1e-6
        assert line.width == pytest.approx(_measured(line, style))


def _measured(line: Line, style: Style) -> float:
    """Return the width of a line as it is drawn: a space in the font of what stands before it."""
    width, weight = 0.0, style.weight
    for one in line.fragments:
        if one is None:
            width += face(weight).space + style.tracking
        else:
            weight = one.weight
            width += one.shaped.width + style.tracking * len(one.shaped.text)
    return width


def test_a_space_after_a_strong_word_is_as_wide_as_it_is_drawn() -> None:
    """Spaces differ between weights; the measure uses that of the word before."""
    style = STYLE.but(weight=Weight.BOLD)
    for text in ("*aa* *bb* *cc* dd", "**aa** bb **cc dd** ee"):
        for one in (style, STYLE):
            for line in block(text, one).lines:
                assert line.width == pytest.approx(_measured(line, one))
    assert face(Weight.REGULAR).space != face(Weight.BOLD).space


@given(TEXTS, WIDTHS)
def test_balancing_never_changes_the_number_of_lines(words: list[str], width: float) -> None:
    """Lines of about equal length are made without using more lines, or showing more hyphens."""
    text = " ".join(words)
    filled, balanced = set_text(text, STYLE, width, 12), set_text(text, BALANCED, width, 12)
    assert isinstance(filled, TextBlock) == isinstance(balanced, TextBlock)
    if isinstance(filled, TextBlock) and isinstance(balanced, TextBlock):
        assert len(balanced.lines) <= len(filled.lines)
        assert sum(line.hyphen for line in balanced.lines) <= sum(line.hyphen for line in filled.lines)


def test_balancing_makes_lines_more_alike() -> None:
    """A heading of two lines is not one long and one short."""
    text = " ".join(["orden"] * 12)
    width = block(" ".join(["orden"] * 10)).set_width
    assert [shown(line).count("orden") for line in block(text, STYLE, width + 0.1).lines] == [10, 2]
    assert [shown(line).count("orden") for line in block(text, BALANCED, width + 0.1).lines] == [6, 6]


def test_a_short_last_word_gets_company() -> None:
    """A last line of one short word is avoided if that takes no further line."""
    text = "Det går att skriva en rad som precis inte rymmer det sista ordet nu"
    widths = [width / 2 for width in range(80, 300)]
    lonely = [width for width in widths if len(made := block(text, STYLE, width).lines) > 1 and shown(made[-1]) == "nu"]
    greedy = [width for width in widths if _greedy(text, width)[-1] == "nu"]
    assert greedy
    assert len(lonely) < len(greedy) / 4


def _greedy(text: str, width: float) -> list[str]:
    """Return lines filled in the plainest way, to compare with."""
    lines: list[str] = []
    room = pt(width) / 12
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        used = sum(face(Weight.REGULAR).word(one).width for one in longer.split())
        used += face(Weight.REGULAR).space * longer.count(" ")
        if lines and used <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


# --- hyphens -----------------------------------------------------------------------------------------------------


@given(TEXTS, STYLES, WIDTHS)
def test_a_soft_hyphen_shows_only_where_a_line_breaks_at_it(words: list[str], style: Style, width: float) -> None:
    """A hyphen is shown at the end of a line exactly when the text has a soft hyphen there, and nowhere else."""
    text = " ".join(words)
    made = set_text(text, style, width, 12)
    assume(isinstance(made, TextBlock))
    assert isinstance(made, TextBlock)
    position = 0
    for line in made.lines:
        for one in line.fragments[:-1] if line.hyphen else line.fragments:
            for character in " " if one is None else one.shaped.text:
                while text[position] == SOFT_HYPHEN:
                    position += 1
                assert text[position] == character
                position += 1
        if line.hyphen:
            assert text[position] == SOFT_HYPHEN
            assert shown(line).endswith("-")
        if line.space:
            while text[position] == SOFT_HYPHEN:
                position += 1
            assert text[position] == " "
            position += 1
    assert text[position:].strip(SOFT_HYPHEN) == ""


def test_a_word_that_fits_is_not_divided() -> None:
    """Soft hyphens leave no trace in a word that has room on a line of its own."""
    made = block("Med innovations\u00adarbetet går det bra", STYLE, 60)
    assert [shown(line) for line in made.lines] == ["Med innovationsarbetet går", "det bra"]
    assert not any(line.hyphen for line in made.lines)


def test_a_word_that_does_not_fit_is_divided_at_its_soft_hyphen() -> None:
    """The part before the break gets a hyphen that is not in the text."""
    made = block("utvecklings\u00adarbetare", STYLE, 30)
    assert [(shown(line), line.hyphen, line.space) for line in made.lines] == [
        ("utvecklings-", True, False),
        ("arbetare", False, False),
    ]


def test_a_hyphen_of_the_text_is_a_break_without_a_second_hyphen() -> None:
    """A word with a hyphen or slash of its own may break after it; a range with a dash and a number never breaks."""
    width = 28
    assert [shown(line) for line in block("moderator-handledning", STYLE, width).lines] == ["moderator-", "handledning"]
    assert [shown(line) for line in block("kommuner/regioner", STYLE, width).lines] == ["kommuner/", "regioner"]
    assert isinstance(set_text("2025–2026–2027–2028", STYLE, width, 12), WideWord)
    assert isinstance(set_text("2025-2026-2027-2028", STYLE, width, 12), WideWord)
    for word in ("12-timmarspass", "version-12345678", "12/månadsvis"):
        narrow = face(Weight.REGULAR).word(word).width * 12 / pt(1) - 1
        assert isinstance(set_text(word, STYLE, narrow, 12), WideWord)


@given(st.floats(3, 30))
def test_the_hyphen_counts_when_a_part_is_as_wide_as_the_column(width: float) -> None:
    """A part that fits only without its hyphen is too wide."""
    made = set_text("mmmm\u00admmmm", STYLE, width, 12)
    room = pt(width) / 12
    part = face(Weight.REGULAR).word("mmmm").width
    if room < part + face(Weight.REGULAR).word("-").width - 1e-6:
        assert isinstance(made, WideWord)
    else:
        assert isinstance(made, TextBlock)


def test_a_word_that_is_too_wide_is_named_with_its_excess() -> None:
    """The whole word is given back with what sticks out, in em."""
    made = set_text("en jättelång sammansättning", STYLE, 20, 12)
    assert isinstance(made, WideWord)
    assert made.word == "sammansättning"
    assert made.excess == pytest.approx(face(Weight.REGULAR).word("sammansättning").width - pt(20) / 12)


def test_a_non_breaking_space_holds_its_words_together() -> None:
    """A number and its unit stand on one line, and the space stays what it is."""
    for width in range(20, 80):
        made = set_text("Ni har bara 10\u00a0min på er nu", STYLE, width, 12)
        if isinstance(made, TextBlock):
            assert any("10\u00a0min" in shown(line) for line in made.lines)


# --- weights, newlines, lists ------------------------------------------------------------------------------------


def weights(made: TextBlock) -> list[tuple[str, Weight]]:
    """Return the words of a block with their weights."""
    return [(one.shaped.text, one.weight) for line in made.lines for one in line.fragments if one is not None]


def test_strong_and_emphasised_words_have_fonts_of_their_own() -> None:
    """Markup chooses the weight and is not printed; a word may change its weight within."""
    made = block("en **stark** och *lutande* ord**del**.", STYLE, 160)
    assert weights(made) == [
        ("en", Weight.REGULAR),
        ("stark", Weight.SEMIBOLD),
        ("och", Weight.REGULAR),
        ("lutande", Weight.ITALIC),
        ("ord", Weight.REGULAR),
        ("del", Weight.SEMIBOLD),
        (".", Weight.REGULAR),
    ]
    assert read(made.lines) == "en stark och lutande orddel."


def test_strong_text_is_bolder_in_a_bold_style_as_far_as_there_is_one() -> None:
    """In a semibold style strong is bold, in a bold style it is bold already."""
    for weight in (Weight.SEMIBOLD, Weight.BOLD):
        assert weights(block("**a**", STYLE.but(weight=weight))) == [("a", Weight.BOLD)]


def test_a_newline_ends_a_line_and_is_read_as_a_space() -> None:
    """Lines of the source stand on lines of their own; blank ones add nothing."""
    made = block("ett\ntvå\n\ntre", STYLE, 160)
    assert [(shown(line), line.opens, line.space) for line in made.lines] == [
        ("ett", True, True),
        ("två", True, True),
        ("tre", True, False),
    ]


def test_items_of_a_list_hang_from_their_bullets() -> None:
    """Each item has a bullet at its first line, and all its lines are indented by as much."""
    made = block("Ta med:\n- pennor och papper till alla som kommer\n- tejp", STYLE, 50)
    assert [line.bullet for line in made.lines].count(True) == 2
    assert made.lines[0].indent == 0
    assert {line.indent for line in made.lines[1:]} == {made.lines[1].indent}
    assert made.lines[1].indent > 0.5
    assert [line.bullet and not line.opens for line in made.lines].count(True) == 0
    assert read(made.lines) == "Ta med: pennor och papper till alla som kommer tejp"


@given(TEXTS, WIDTHS)
def test_a_list_stays_inside_its_column(words: list[str], width: float) -> None:
    """Indent and line together are no wider than the measure."""
    made = set_text("- " + " ".join(words), STYLE, width, 12)
    if isinstance(made, TextBlock):
        assert all(line.indent + line.width <= pt(width) / 12 + 1e-6 for line in made.lines)


@pytest.mark.parametrize("text", ["", "   ", "\n", SOFT_HYPHEN])
def test_an_empty_text_is_one_empty_line(text: str) -> None:
    """A text without words takes the room of a line and shows nothing."""
    made = block(text)
    assert [shown(line) for line in made.lines] == [""]
    assert made.set_width == 0


@given(TEXTS, WIDTHS, st.floats(6, 60))
def test_the_size_of_a_block_is_that_of_its_lines(words: list[str], width: float, size: float) -> None:
    """Height is lines times leading, width is that of the widest line, and the first capitals stand inside."""
    made = set_text(" ".join(words), STYLE, width, size)
    assume(isinstance(made, TextBlock))
    assert isinstance(made, TextBlock)
    assert made.height == pytest.approx(len(made.lines) * size * STYLE.leading / pt(1))
    assert made.set_width <= width + 1e-4
    assert 0 < made.first_baseline < made.leading
    cap = face(STYLE.weight).cap_height * size / pt(1)
    assert made.first_baseline - cap == pytest.approx(made.leading - made.first_baseline)
