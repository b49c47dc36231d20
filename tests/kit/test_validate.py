"""A parsed file against a schema: each mistake is found, named in the user's terms and located."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from pydantic import Field, create_model

from materialgen.kit.schema import (
    CardId,
    Clock,
    Count,
    Few,
    Flag,
    Id,
    Language,
    Millimetres,
    Minutes,
    Model,
    PaperName,
    Some,
)
from materialgen.kit.source import parse_source
from materialgen.kit.text import Text
from materialgen.kit.validate import check_ids, validate

if TYPE_CHECKING:
    from materialgen.problems import Problem


class Leaf(Model):
    """The innermost part."""

    title: Text
    minutes: Minutes = 5


class Tree(Model):
    """A model with each kind of field."""

    name: Text
    leaf: Leaf
    paper: PaperName = "A4"
    count: Count = 1
    cut: Flag = False
    notes: list[Text] = Field(default_factory=list)
    leaves: list[Leaf] = Field(default_factory=list)
    by_name: dict[Text, Leaf] = Field(default_factory=dict)


SOUND = "name: a\nleaf: {title: b}\n"


def check(text: str, model: type[Model] = Tree) -> list[str]:
    """Return the problems of a YAML text as they are printed."""
    problems: list[Problem] = []
    made = validate(model, parse_source(text, "f.yaml"), problems)
    assert (made is None) == bool(problems)
    return [str(one) for one in problems]


def test_a_sound_file_becomes_its_model() -> None:
    """The control: values are read by their field's type, and texts keep their place."""
    problems: list[Problem] = []
    text = SOUND + "paper: A3\ncount: 12\ncut: true\nnotes: [no]\nleaves: [{title: c, minutes: 7}]\n"
    made = validate(Tree, parse_source(text, "f.yaml"), problems)
    assert problems == []
    assert made is not None
    assert (made.paper, made.count, made.cut, made.notes, made.leaves[0].minutes) == ("A3", 12, True, ["no"], 7)
    assert str(made.leaf.title.where) == "f.yaml:2:15"
    assert type(made.paper) is str


MISTAKES = [
    pytest.param(
        SOUND + "papper: A3\n",
        "f.yaml:3:1: error[unknown-key]: the key 'papper' is unknown\n  hint: did you mean 'paper'?",
        id="unknown key with a near one",
    ),
    pytest.param(
        SOUND + "leaves:\n  - {title: a, minuter: 5}\n",
        "f.yaml:4:16: error[unknown-key]: the key 'minuter' is unknown\n  hint: did you mean 'minutes'?",
        id="unknown key in a list",
    ),
    pytest.param(
        SOUND + "by_name: {x: {title: a, titl: b}}\n",
        "f.yaml:3:25: error[unknown-key]: the key 'titl' is unknown\n  hint: did you mean 'title'?",
        id="unknown key in a mapping by name",
    ),
    pytest.param(
        "name: a\nleaf: {title: b, xyz: 1}\n",
        "f.yaml:2:18: error[unknown-key]: the key 'xyz' is unknown\n  hint: choose one of: minutes, title",
        id="unknown key with no near one",
    ),
    pytest.param(
        "name: a\nleaf: {title: What happens, and who is there?}\n",
        "f.yaml:2:29: error[unknown-key]: the key 'and who is there?' is unknown\n"
        "  hint: a comma within { } ends a text: put the text in quotes",
        id="comma in a text within braces",
    ),
    pytest.param(
        "name: a\nleaf:\n  title: b\n  who is there:\n",
        "f.yaml:4:3: error[unknown-key]: the key 'who is there' is unknown\n  hint: choose one of: minutes, title",
        id="key of several words without a value",
    ),
    pytest.param(
        "name: a\nleaf:\n  minutes: 5\n",
        "f.yaml:2:1: error[missing-key]: the key 'title' is missing\n  hint: add 'title:' here",
        id="missing key at its mapping",
    ),
    pytest.param(
        "leaf: {title: b}\n",
        "f.yaml:1:1: error[missing-key]: the key 'name' is missing\n  hint: add 'name:' here",
        id="missing key at the top",
    ),
    pytest.param(
        SOUND + "leaves: [{title: a}, {}]\n",
        "f.yaml:3:22: error[missing-key]: the key 'title' is missing\n  hint: add 'title:' here",
        id="missing key in a list",
    ),
    pytest.param(
        'name: "  "\nleaf: {title: b}\n',
        "f.yaml:1:7: error[empty-value]: name: the text is empty\n"
        "  hint: what begins with '#' is a comment, unless it stands in quotes",
        id="blank text",
    ),
    pytest.param(
        "name: #fff\nleaf: {title: b}\n",
        "f.yaml:1:1: error[empty-value]: name: a text is missing here\n"
        "  hint: what begins with '#' is a comment, unless it stands in quotes",
        id="text taken for a comment",
    ),
    pytest.param(
        SOUND + "notes:\n- a: b\n- c\n",
        "f.yaml:4:3: error[wrong-type]: notes, entry 1: expected a text, found a mapping\n"
        "  hint: a text that contains ': ' or begins with '{' must stand in quotes",
        id="text with a colon",
    ),
    pytest.param(
        "name: [a]\nleaf: {title: b}\n",
        "f.yaml:1:1: error[wrong-type]: name: expected a text, found a list\n"
        "  hint: a text that begins with '[' or '- ' must stand in quotes",
        id="list in place of text",
    ),
    pytest.param(
        "name: a\nleaf: b\n",
        "f.yaml:2:7: error[wrong-type]: leaf: expected a mapping with keys of its own",
        id="text in place of mapping",
    ),
    pytest.param(
        SOUND + "notes: b\n",
        "f.yaml:3:8: error[wrong-type]: notes: expected a list, each entry on a line that begins with '- '",
        id="text in place of list",
    ),
    pytest.param(
        SOUND + "paper: A5\n",
        "f.yaml:3:8: error[wrong-value]: paper: expected 'A3' or 'A4', found 'A5'",
        id="word that is no choice",
    ),
    pytest.param(
        SOUND + "paper: #A3\n",
        "f.yaml:3:1: error[empty-value]: paper: a word is missing here\n"
        "  hint: what begins with '#' is a comment, unless it stands in quotes",
        id="no choice",
    ),
    pytest.param(
        SOUND + "paper: [A3]\n",
        "f.yaml:3:1: error[wrong-type]: paper: expected a word, found a list\n"
        "  hint: a text that begins with '[' or '- ' must stand in quotes",
        id="list in place of choice",
    ),
    pytest.param(
        SOUND + "count: 0\n",
        "f.yaml:3:8: error[wrong-value]: count: at least 1 is needed, found 0",
        id="number too small",
    ),
    pytest.param(
        SOUND + "count: 10001\n",
        "f.yaml:3:8: error[wrong-value]: count: at most 10000 is allowed, found 10001",
        id="number too large",
    ),
    pytest.param(
        SOUND + "count:\n",
        "f.yaml:3:1: error[empty-value]: count: a whole number is missing here\n"
        "  hint: what begins with '#' is a comment, unless it stands in quotes",
        id="no number",
    ),
    pytest.param(
        SOUND + "count: '10'\n",
        "f.yaml:3:8: error[wrong-type]: count: expected a whole number, found '10'\n  hint: write it without quotes",
        id="number in quotes",
    ),
    pytest.param(
        SOUND + "count: " + "1" * 100 + "\n",
        "f.yaml:3:8: error[wrong-type]: count: expected a whole number, found '" + "1" * 60 + "…'",
        id="number that is too long to quote",
    ),
    pytest.param(
        SOUND + "notes:\n",
        "f.yaml:3:1: error[empty-value]: notes: a list is missing here, each entry on a line that begins with '- '\n"
        "  hint: an empty list is written []",
        id="no list",
    ),
    pytest.param(
        "name: a\nleaf:\n",
        "f.yaml:2:1: error[empty-value]: leaf: a mapping with keys of its own is missing here",
        id="no mapping",
    ),
    pytest.param(
        "name: Ja&nbsp;&auml;r\nleaf: {title: b}\n",
        "f.yaml:1:7: error[html-entity]: name: '&nbsp;' would be printed as it stands\n"
        "  hint: type a non-breaking space (U+00A0), or a plain one",
        id="HTML",
    ),
    pytest.param(
        SOUND + "cut: yes\n",
        "f.yaml:3:6: error[wrong-type]: cut: expected true or false, found 'yes'",
        id="truth value of YAML 1.1",
    ),
    pytest.param(
        "- a\n", "f.yaml:1:1: error[wrong-type]: file: expected a mapping with keys of its own", id="list as file"
    ),
]


@pytest.mark.parametrize(("text", "expected"), MISTAKES)
def test_a_mistake_is_located_and_explained(text: str, expected: str) -> None:
    """Each kind of mistake gives one problem with file, line, column, code, message and what to do."""
    assert check(text) == [expected]


@pytest.mark.parametrize("text", ["", "# only a comment\n", "~\n", "{}\n"])
def test_an_empty_file_lacks_every_key(text: str) -> None:
    """A file without content is told what it must hold."""
    assert [one.split("\n")[0] for one in check(text)] == [
        f"f.yaml:1:1: error[missing-key]: the key '{key}' is missing" for key in ("name", "leaf")
    ]


def test_every_mistake_of_a_file_is_found_in_one_go() -> None:
    """A file with several mistakes gives them all."""
    found = check("nmae: a\nleaf: {titel: b, minutes: x}\npaper: A5\ncount: 010\n")
    assert sorted(one.split(": ")[1] for one in found) == [
        "error[missing-key]",
        "error[missing-key]",
        "error[unknown-key]",
        "error[unknown-key]",
        "error[wrong-type]",
        "error[wrong-type]",
        "error[wrong-value]",
    ]


@pytest.mark.parametrize(
    "written", ["010", "0x1F", "1_000", "1.0", "-1", "+1", "1e3", "12:30", "ten", '"10"', "'10'", "1 0", "१", "9999999"]
)
def test_only_plain_digits_are_a_number(written: str) -> None:
    """What YAML, C or Python might take for a number in some other way is no number here."""
    (problem,) = check(SOUND + f"count: {written}\n")
    assert problem.startswith("f.yaml:3:8: error[wrong-type]: count: expected a whole number, found '")


def _accepts(annotation: Any, written: str) -> bool:  # noqa: ANN401 - a type as a value
    return not check(f"value: {written}\n", create_model("Formed", __base__=Model, value=(annotation, ...)))


@pytest.mark.parametrize(
    ("annotation", "good", "bad"),
    [
        pytest.param(
            Id, ["a", "cut-outs", "print_list", "a1-b2"], ["A", "-a", "a-", "a--b", "å", "a/b", "a.b"], id="id"
        ),
        pytest.param(CardId, ["P1", "P1.Q2", "P10.Q2.A13"], ["p1", "P", "P1.", "P1 Q2", "1", "P1.q2"], id="card id"),
        pytest.param(Language, ["sv", "en-GB", "smj"], ["swedish", "SV", "sv_SE", "../sv", "sv-se"], id="language"),
        pytest.param(Clock, ["09.00", "23.59", "00.00"], ["9.00", "24.00", "09.60", "09:00", "0900"], id="clock"),
        pytest.param(Flag, ["true", "false"], ["yes", "True", "1", "'true'"], id="flag"),
        pytest.param(
            Millimetres, ["0", "22.5", "1000"], ["-1", "22,5", "1e2", "'22.5'", "1001", ".5", ""], id="length"
        ),
        pytest.param(Minutes, ["1", "600"], ["0", "601", "1.5"], id="minutes"),
        pytest.param(Few[Text], ["[]", f"[{'a,' * 99}]"], [f"[{'a,' * 100}]"], id="list of a few"),
        pytest.param(Some[Text], ["[a]", "[a, b]"], ["[]", "a", "[a, '']", ""], id="list of at least one"),
    ],
)
def test_a_field_takes_its_form_and_no_other(annotation: object, good: list[str], bad: list[str]) -> None:
    """Ids, languages and times have one form; near misses are refused."""
    assert [one for one in good if not _accepts(annotation, one)] == []
    assert [one for one in bad if _accepts(annotation, one)] == []


def test_a_part_of_a_file_is_validated_at_its_place() -> None:
    """A model for a part of a file locates its problems in the whole file."""
    problems: list[Problem] = []
    source = parse_source("a:\n- b: {title: x}\n- b: {titel: x}\n", "f.yaml")
    assert validate(Leaf, source, problems, ("a", 0, "b")) == Leaf(title=Text("x"))
    assert validate(Leaf, source, problems, ("a", 1, "b")) is None
    assert [str(one.where) for one in problems] == ["f.yaml:3:3", "f.yaml:3:7"]


@pytest.mark.parametrize("path", [("a", 0, "c"), ("a", 7), ("z",), ("a", "b"), ("a", 0, "b", "c")])
def test_a_part_that_is_not_there_is_an_empty_one(path: tuple[str | int, ...]) -> None:
    """Defaults apply to a part that is left out, and a key that it must have is missing at its nearest ancestor."""

    class Easy(Model):
        lines: Count = 2

    source = parse_source("a:\n- b: x\n", "f.yaml")
    problems: list[Problem] = []
    assert validate(Easy, source, problems, path) == Easy(lines=2)
    assert problems == []
    assert validate(Leaf, source, problems, path) is None
    assert [one.code for one in problems] == ["missing-key"]


def test_ids_that_only_one_side_knows_are_named() -> None:
    """Words without facts and facts without words are both problems; a near miss is guessed among what is free."""
    source = parse_source("x:\n  P1.Q1: a\n  P1.Q3: b\n", "f.yaml")
    found = list(check_ids(["P1.Q1", "P1.Q3"], ["P1.Q1", "P1.Q2"], "the question", source, ("x",)))
    assert [str(one) for one in found] == [
        "f.yaml:3:3: error[unknown-id]: the question 'P1.Q3' is not in the kit's facts\n  hint: did you mean 'P1.Q2'?",
        "f.yaml:1:1: error[missing-id]: the question 'P1.Q2' has no words\n  hint: add 'P1.Q2:' here",
    ]
    assert list(check_ids(["a", "b"], ["b", "a"], "the step", source)) == []
