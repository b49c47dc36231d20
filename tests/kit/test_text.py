"""A text remembers where it was written."""

from __future__ import annotations

import pickle
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from materialgen.kit.schema import Model
from materialgen.kit.text import Text, compose
from materialgen.problems import Where

HERE = Where("f.yaml", 3, 7)


@given(st.text(), st.booleans())
def test_a_text_travels_to_another_process_with_its_place(value: str, plain: bool) -> None:  # noqa: FBT001 - drawn by hypothesis
    """A pickled text comes back as the same text, place and kind included."""
    back = pickle.loads(pickle.dumps(Text(value, HERE, plain=plain)))  # noqa: S301 - made in the line itself
    assert type(back) is Text
    assert (str(back), back.where, back.plain) == (value, HERE, plain)


@given(st.dictionaries(st.from_regex(r"[a-z]{1,5}", fullmatch=True), st.text(), max_size=4))
def test_placeholders_are_filled_all_at_once(values: dict[str, str]) -> None:
    """Each placeholder becomes its value as it is, even a value that looks like another placeholder."""
    template = Text("".join(f"<{{{name}}}>" for name in values), HERE)
    filled = template.fill(**{"zzz": "never", **values})
    assert str(filled) == "".join(f"<{value}>" for value in values.values())
    assert filled.where == HERE


def test_a_value_that_looks_like_a_placeholder_is_not_filled_again() -> None:
    """The order of the values does not matter."""
    assert Text("{a} {b}").fill(a="{b}", b="{a}") == "{b} {a}"


def test_an_unknown_placeholder_stays() -> None:
    """What no value is given for is left as it is written."""
    assert Text("{a} {b} {} { a }").fill(a=1) == "1 {b} {} { a }"


def test_a_text_can_lend_its_place() -> None:
    """Another string at the same place reports problems there."""
    other = Text("a", HERE).at("b")
    assert (str(other), other.where) == ("b", HERE)


LONG = Text("a long text", Where("g.yaml", 9, 1))


def test_a_filled_text_belongs_to_its_longest_part() -> None:
    """What is too long is the fault of the part that is longest: the template, or a value from a file."""
    assert Text("{a} is the template's own text", HERE).fill(a=LONG).where == HERE
    assert Text("{a}", HERE).fill(a=LONG).where == LONG.where
    assert Text("{a}", HERE).fill(a="a value without a place, longer than all others").where == HERE


def test_a_text_put_together_knows_its_parts() -> None:
    """A composed text has no place of its own; without any part from a file it belongs to none."""
    part = Text("x", HERE)
    assert compose("x y", part, "y").where == HERE
    assert compose("x y", part, LONG).where == LONG.where
    assert compose("x y", "x", "y").where == Where("")
    assert compose("x y", part, LONG).parts == (part, LONG)
    assert part.at("x and more", LONG).parts == (part, LONG)


class Words(Model):
    """A model with a text."""

    value: Text


@pytest.mark.parametrize("value", [None, "", " \t\n", "\u00a0", [], {}, 1])
def test_what_is_no_text_is_refused_in_code_as_well(value: object) -> None:
    """A layout's default or a test that gives nothing, blanks, a list or a number is refused."""
    with pytest.raises(ValidationError, match=re.compile("text", re.IGNORECASE)):
        Words.model_validate({"value": value})


def test_a_plain_string_becomes_a_text_without_a_place() -> None:
    """The control: a string given in code is accepted."""
    made = Words.model_validate({"value": "a"}).value
    assert (type(made), made.where) == (Text, Where(""))


def test_the_schema_describes_a_text_as_a_string() -> None:
    """Editors that complete YAML from the schema see a string that is not empty."""
    assert Words.model_json_schema()["properties"]["value"] == {
        "pattern": r"\S",
        "patternErrorMessage": "the text is empty",
        "title": "Value",
        "type": ["string", "number", "boolean"],
    }
