"""Where a character of a text stands in its file."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from materialgen.lint.book import make_file, texts_in
from materialgen.lint.spots import find_spot
from tests.lint.books import book

FORMS = [
    "a: xx yy ZZ",
    "a: 'xx yy ZZ'",
    'a: "xx yy ZZ"',
    'a: "x\\u00e5x \\"yy\\" ZZ"',
    'a: "\\xe5 \\\\ ZZ"',
    "a: 'it''s ''x'' ZZ'",
    "a: xx\n  yy\n  ZZ",
    "a: xx  \n\n  yy\n\n  ZZ",
    'a: "xx\n  yy \\\n  ZZ"',
    "a: |\n  xx\n  yy ZZ\n",
    "a: |-\n\n  xx\n    yy\n  ZZ\n",
    "a: >\n  xx\n  yy\n\n  ZZ\n",
    "a:\n  - xx ZZ # comment",
    "- {a: b, c: xx ZZ}",
    "a: &ZZ xx ZZ\nb: *ZZ",
    "a: ! &x\n  'xx ZZ'",
]


@pytest.mark.parametrize("raw", FORMS)
def test_a_character_is_found_in_every_form_of_text(raw: str) -> None:
    """Plain, quoted, folded or block: the place is that of the character, not of the text's beginning."""
    file = make_file("f.yaml", "f.yaml", raw)
    text = next(one for _, one in texts_in(file.source.value) if "ZZ" in one)
    index = find_spot(raw, file.index(text.where), text, text.index("ZZ"))
    assert index is not None
    assert raw[index : index + 2] == "ZZ"
    where = file.place(index)
    assert raw.split("\n")[where.line - 1][where.column - 1 :].startswith("ZZ")


def test_what_cannot_be_told_is_the_beginning_of_the_text() -> None:
    """Where file and text do not go together, the place is that of the text."""
    assert find_spot("abcdefgh", 0, "axyz", 3) is None
    assert find_spot("ab", 0, "a b", 2) is None
    assert find_spot("", 0, "a", 0) is None
    made = book({"a.yaml": 'k: "one\\ntwo  three"\n'})
    assert str(made.entries[0].where(9)).startswith("sv/a.yaml:1:")


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40), st.data())
def test_a_place_is_never_outside_the_file(text: str, data: st.DataObject) -> None:
    """Whatever a text holds, however YAML writes it, a place in it is found on its lines."""
    raw = yaml.safe_dump({"k": text}, allow_unicode=data.draw(st.booleans()), width=data.draw(st.integers(10, 80)))
    file = make_file("f.yaml", "f.yaml", raw)
    for _, one in texts_in(file.source.value):
        offset = data.draw(st.integers(0, len(one) - 1))
        index = find_spot(raw, file.index(one.where), one, offset)
        assert index is None or 0 <= index < len(raw)
