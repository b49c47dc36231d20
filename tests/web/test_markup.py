"""Elements of HTML, and texts of the content in them."""

from __future__ import annotations

import pytest

from materialgen.check.markup import Markup
from materialgen.web.markup import bullets, checks, content, element, inline, join, numbers, paragraph

HOSTILE = "</p><script>alert('1')</script>&amp;\"'<!-- ]]> \u2028 🌱 {x} **"
"""What a text may say, and a page must not obey."""


@pytest.mark.parametrize(
    "made",
    [inline(HOSTILE), content(HOSTILE), paragraph(HOSTILE), bullets([HOSTILE]), numbers([HOSTILE]), checks([HOSTILE])],
    ids=["inline", "content", "paragraph", "bullets", "numbers", "checks"],
)
def test_a_text_is_never_markup(made: str) -> None:
    """Whatever a text says stands on the page as it was written, and is no element."""
    read = Markup(f"<!doctype html>{made}")
    assert read.faults == read.active == []
    assert "".join(read.texts) == HOSTILE


def test_an_attribute_is_never_markup() -> None:
    """What is said instead of a picture cannot leave its place."""
    read = Markup("<!doctype html>" + element("div", role="img", aria_label=HOSTILE))
    assert (read.faults, read.active, read.alternatives) == ([], [], [HOSTILE])


def test_markup_is_not_escaped_twice_and_a_plain_string_always() -> None:
    """Only what this package made is taken as markup."""
    assert element("p", element("em", "a < b"), " & <c>") == "<p><em>a &lt; b</em> &amp; &lt;c&gt;</p>"
    assert join(["<b>", element("br")], "<i>") == "&lt;b&gt;<i><br>"


def test_attributes_are_named_and_left_out() -> None:
    """Underscores become hyphens, a last one goes, None is not there, numbers are short."""
    made = element("svg", aria_hidden="true", class_="a b", id=None, x=1.50, width=3)
    assert made == '<svg aria-hidden="true" class="a b" x="1.5" width="3"></svg>'


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("**strong** and *soft*", "<strong>strong</strong> and <em>soft</em>"),
        ("**both *of* them**", "<strong>both </strong><strong><em>of</em></strong><strong> them</strong>"),
        (r"5 \* 6", "5 * 6"),
        ("inno\u00advation", "innovation"),
        ("kl.\u00a009.00", "kl.\u00a009.00"),
        ("one\ntwo", "one<br>two"),
    ],
)
def test_emphasis_becomes_elements(text: str, shown: str) -> None:
    """The markup of texts becomes that of pages; soft hyphens go, other characters stay."""
    assert inline(text) == shown


def test_a_text_of_several_lines_is_several_blocks() -> None:
    """Lines become paragraphs, and items a list, in the order in which they were written."""
    text = "First\n- a\n- b\nLast"
    blocks = "<p>First</p>\n<ul><li>a</li><li>b</li></ul>\n<p>Last</p>"
    assert content(text) == blocks
    assert paragraph(text) == f"<div>{blocks}</div>"
    assert paragraph("One", "lead") == '<p class="lead">One</p>'


def test_lists_say_that_they_are_lists() -> None:
    """A list that looks like none says so by its role, since some browsers forget it with the bullets."""
    assert bullets(["a"]) == "<ul><li>a</li></ul>"
    assert bullets(["a"], "plain") == '<ul class="plain" role="list"><li>a</li></ul>'
    assert numbers(["a", "b"]) == "<ol><li>a</li><li>b</li></ol>"
    assert checks(["a"]).startswith('<ul class="checks" role="list"><li><label><input type="checkbox"><span>a</span>')
