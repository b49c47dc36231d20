"""Reading YAML: every scalar stays the text that was written, every value knows its place, nothing can do harm."""

from __future__ import annotations

import time
import unicodedata
from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from materialgen.kit import source as module
from materialgen.kit.source import (
    MAX_BYTES,
    MAX_CHARACTERS,
    MAX_DEPTH,
    MAX_KEY,
    MAX_NODES,
    MAX_TEXT,
    parse_source,
    read_source,
)
from materialgen.kit.text import Text
from materialgen.problems import Where
from tests.helpers import problems_of

if TYPE_CHECKING:
    from pathlib import Path

    from materialgen.kit.source import Value
    from materialgen.problems import Problem

TRAPS = [
    "no", "yes", "on", "off", "true", "False", "y", "12:30", "1:20:30", "010", "0o17", "1_000", "0x1F", "0b1", "1e3",
    "1.5", ".inf", ".nan", "-7", "2026-11-22", "2026-11-22 09:00:00", "=", "<<", "09.00", "None", "NULL", "Null",
]  # fmt: skip


class _PurePythonLoader(yaml.SafeLoader):
    yaml_implicit_resolvers = {}  # noqa: RUF012 - PyYAML's own class attribute


@pytest.fixture(params=["C", "Python"])
def _either_loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run a test with libyaml and with PyYAML's own parser, which is used where libyaml is missing."""
    if request.param == "Python":
        monkeypatch.setattr(module, "Loader", _PurePythonLoader)


def parse(text: str) -> Value:
    """Return the value of a YAML text."""
    return parse_source(text, "kit.yaml").value


def refused(text: str) -> tuple[Problem, ...]:
    """Return the problems of a YAML text that must be refused."""
    return problems_of(lambda: parse_source(text, "kit.yaml"))


@pytest.mark.usefixtures("_either_loader")
@pytest.mark.parametrize("written", TRAPS)
def test_a_word_that_yaml_would_turn_into_something_else_stays_text(written: str) -> None:
    """Truth values, numbers, times, dates and merge keys are the text that was written, as a value and in a list."""
    assert parse(f"a: {written}\nb: [{written}]\n") == {"a": written, "b": [written]}


def test_yaml_itself_falls_for_the_traps() -> None:
    """The control: plain PyYAML turns most of these words into something else."""
    for one in ("no", "12:30", "010", "1_000", "0x1F", "2026-11-22", "true"):
        assert one in TRAPS
        assert yaml.safe_load(one) != one


@pytest.mark.usefixtures("_either_loader")
@pytest.mark.parametrize("written", ["", "~", "null", "# a colour code without quotes"])
def test_a_value_that_is_not_there_is_nothing(written: str) -> None:
    """An empty value, a tilde, null and a comment give no value, in a mapping and at the end of a list."""
    assert parse(f"a: {written}\nb:\n- {written}\n") == {"a": None, "b": [None]}


@pytest.mark.parametrize("quote", ["'", '"'])
@pytest.mark.parametrize("written", ["", "~", "null", "#fff"])
def test_quotes_make_text_of_anything(written: str, quote: str) -> None:
    """What would be nothing without quotes is text in quotes."""
    assert parse(f"a: {quote}{written}{quote}\n") == {"a": written}


@pytest.mark.usefixtures("_either_loader")
def test_every_key_and_scalar_knows_its_line_and_column() -> None:
    """A mark is the place of a mapping's key or of a list's entry; a text remembers where it begins itself."""
    source = parse_source('a:\n  - "b"\n  - ö: d\n    é: |\n      f\n', "kit.yaml")
    assert {path: (where.line, where.column) for path, where in source.marks.items()} == {
        (): (1, 1),
        ("a",): (1, 1),
        ("a", 0): (2, 5),
        ("a", 1): (3, 5),
        ("a", 1, "ö"): (3, 5),
        ("a", 1, "é"): (4, 5),
    }
    assert isinstance(source.value, dict)
    entries = source.value["a"]
    assert isinstance(entries, list)
    quoted, mapping = entries
    assert isinstance(quoted, Text)
    assert isinstance(mapping, dict)
    assert (quoted.where, quoted.plain) == (Where("kit.yaml", 2, 5), False)
    assert [(one.where.line, one.where.column, one.plain) for one in mapping.values() if isinstance(one, Text)] == [
        (3, 8, True),
        (4, 8, False),
    ]


@pytest.mark.usefixtures("_either_loader")
def test_columns_count_characters() -> None:
    """A character outside the basic plane and a letter of two bytes are one column each."""
    assert str(parse_source("[😀å, b]", "f").marks[1,]) == "f:1:6"


def test_a_text_on_several_lines_is_not_plain() -> None:
    """Only a text on one line of its file can be measured in columns."""
    value = parse("a: one\n  two\nb: one\n")
    assert isinstance(value, dict)
    assert [(str(one), one.plain) for one in value.values() if isinstance(one, Text)] == [
        ("one two", False),
        ("one", True),
    ]


def test_a_place_that_is_not_in_the_file_is_its_nearest_ancestor() -> None:
    """For a key that is missing, the place is that of the mapping around it."""
    source = parse_source("a:\n  b: c\n", "kit.yaml")
    assert str(source.where(("a", "x", "y"))) == "kit.yaml:1:1"
    assert str(source.where(("a", "b"))) == "kit.yaml:2:3"
    assert str(parse_source("", "kit.yaml").where(("a",))) == "kit.yaml:1:1"


SCALARS = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "Zs"]), min_size=1, max_size=12).map(
    lambda text: unicodedata.normalize("NFC", text)
)
TREES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(SCALARS, inner, max_size=3),
    max_leaves=12,
)


@given(TREES)
def test_what_yaml_wrote_is_read_unchanged(tree: object) -> None:
    """Any nesting of lists, mappings and texts that PyYAML writes, quoted as it sees fit, is read back the same."""
    assert parse(yaml.safe_dump(tree, allow_unicode=True)) == tree


@given(st.lists(SCALARS, min_size=1, max_size=6, unique=True))
def test_marks_lead_to_what_they_mark(keys: list[str]) -> None:
    """At the place of each key, the file really has the key's first character."""
    text = "".join(f"{' ' * 2}{_quoted(key)}: {index}\n" for index, key in enumerate(keys))
    lines = text.split("\n")
    source = parse_source(text, "f")
    for key in keys:
        where = source.marks[key,]
        assert lines[where.line - 1][where.column - 1 :].startswith(_quoted(key))


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


# --- what is refused ---------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("_either_loader")
@pytest.mark.parametrize(
    ("text", "place", "code"),
    [
        pytest.param("a: 1\nb: 2\na: 3\n", "kit.yaml:3:1", "duplicate-key", id="a key twice"),
        pytest.param("a: {b: 1, 'b': 2}\n", "kit.yaml:1:11", "duplicate-key", id="a key twice, once in quotes"),
        pytest.param("? [a]\n: b\n", "kit.yaml:1:3", "yaml-key", id="a list as key"),
        pytest.param("a: !!python/name:os.system x\n", "kit.yaml:1:4", "yaml-tag", id="a Python name"),
        pytest.param("a: !!int 3\n", "kit.yaml:1:4", "yaml-tag", id="a number"),
        pytest.param("a: !box [b]\n", "kit.yaml:1:4", "yaml-tag", id="a tag of one's own"),
        pytest.param("a: 1\n---\nb: 2\n", "kit.yaml:2:1", "yaml-syntax", id="two documents"),
        pytest.param("a: [b\n", "kit.yaml:1:4", "yaml-syntax", id="a bracket left open"),
        pytest.param("a: [", "kit.yaml:1:4", "yaml-syntax", id="a bracket left open at the end of the file"),
        pytest.param("a: *b\n", "kit.yaml:1:4", "yaml-syntax", id="an alias of nothing"),
        pytest.param("a: å\nb: c\x07\n", "kit.yaml:2:5", "yaml-syntax", id="a control character"),
    ],
)
def test_what_could_be_misread_is_refused_with_its_place(text: str, place: str, code: str) -> None:
    """Repeated keys, odd keys, tags, a second document and broken YAML are errors that name line and column."""
    (problem,) = refused(text)
    assert (str(problem.where), problem.code) == (place, code)


def test_every_repeated_key_and_every_tag_of_a_file_is_reported() -> None:
    """What does not keep the rest of a file from being read is reported together, in order."""
    found = refused("a: !x 1\nb: 2\nb: 3\nc: {d: 1, d: 2}\n")
    assert [(problem.code, str(problem.where)) for problem in found] == [
        ("yaml-tag", "kit.yaml:1:4"),
        ("duplicate-key", "kit.yaml:3:1"),
        ("duplicate-key", "kit.yaml:4:11"),
    ]
    assert found[1].hint == "it stands first in line 2; keep one of them"


@pytest.mark.usefixtures("_either_loader")
@pytest.mark.parametrize("text", ["a:\n\t- b\n", "a:\n  - b\n\tc: d\n"])
def test_a_tab_in_the_indentation_is_named(text: str) -> None:
    """The invisible mistake is said in words."""
    (problem,) = refused(text)
    assert problem.hint == "indent with spaces, not tabs"


def test_a_tab_inside_a_text_is_allowed() -> None:
    """The control: a tab that is not indentation is no error."""
    assert parse("a: b\tc\n") == {"a": "b\tc"}


def test_an_unquoted_colon_is_explained() -> None:
    """The commonest mistake in prose gets a hint of its own."""
    (problem,) = refused("a: Steg 1: bygg\n")
    assert (str(problem.where), problem.hint) == (
        "kit.yaml:1:10",
        "a text that contains ': ' must stand in quotes",
    )


ASTRAY = "the line is indented differently from those it belongs with"
QUOTES = "a text that begins with '{}' must stand in quotes"


@pytest.mark.usefixtures("_either_loader")
@pytest.mark.parametrize(
    ("text", "place", "hint"),
    [
        pytest.param('a: "b\nc: d\n', "1:4", 'close the text with "', id="a quote without end"),
        pytest.param('a: \u2028"b\n', "2:1", 'close the text with "', id="a quote without end, after a line separator"),
        pytest.param("a:\n- 'b\n- c\n", "2:3", "close the text with '", id="a quote without end in a list"),
        pytest.param('a: "b\nc: "d"\n', "1:4", 'close the text with " where it ends', id="a quote closed by the next"),
        pytest.param("a: 'it's'\n", "1:8", "a text in quotes ends at the next ': write “ ” or ’ inside it", id="its"),
        pytest.param("a: [b\nc: d\n", "1:4", f"close it with ']'; {QUOTES.format('[')}", id="a bracket left open"),
        pytest.param("a: {b\n", "1:4", f"close it with '}}'; {QUOTES.format('{')}", id="a brace left open"),
        pytest.param("a: [b,\n  c}\nd: e\n", "2:4", None, id="a bracket closed wrongly, further in"),
        pytest.param("a: {total} cards\n", "1:12", QUOTES.format("{"), id="a placeholder"),
        pytest.param("- [x] done\n", "1:7", QUOTES.format("["), id="a tick box"),
        pytest.param("a:\n  b: c\n d: e\n", "3:2", ASTRAY, id="a line that is indented too little"),
        pytest.param("a:\n  b:\n  - c\n - d\n", "4:2", ASTRAY, id="an item that is indented too little"),
        pytest.param("a: @you\n", "1:4", QUOTES.format("@"), id="at"),
        pytest.param("a: `b`\n", "1:4", QUOTES.format("`"), id="backtick"),
        pytest.param("- %d\n", "1:3", QUOTES.format("%"), id="percent"),
        pytest.param("a: **b** c\n", "1:4", QUOTES.format("*"), id="strong"),
        pytest.param("a: *b* c\n", "1:4", QUOTES.format("*"), id="emphasis"),
        pytest.param("a: &auml;r\n", "1:4", "type the character itself: ä", id="HTML"),
        pytest.param("a: &b c\n", "1:4", QUOTES.format("&"), id="ampersand"),
        pytest.param(
            'a: "\\*"\n',
            "1:5",
            "in double quotes a backslash is written twice; in single quotes, or without quotes, once",
            id="escape",
        ),
    ],
)
def test_a_mark_that_yaml_reads_otherwise_is_explained(text: str, place: str, hint: str | None) -> None:
    """The place is where the mistake was made, not where YAML stumbled over it, and the hint says what to type."""
    (problem,) = refused(text)
    where = problem.where
    assert where is not None
    assert (where.line, problem.hint) == (int(place[0]), hint)
    if hint is None or hint.startswith("close"):
        assert str(where) == f"kit.yaml:{place}"


@pytest.mark.usefixtures("_either_loader")
def test_what_would_be_lost_is_reported_together() -> None:
    """An exclamation mark and a word after an ampersand would not be printed; both are found in one run."""
    found = refused("a: ! b\nc: &d e\n")
    assert [(one.code, str(one.where)) for one in found] == [
        ("yaml-tag", "kit.yaml:1:4"),
        ("yaml-anchor", "kit.yaml:2:4"),
    ]


@pytest.mark.usefixtures("_either_loader")
@pytest.mark.parametrize("text", ["[" * 100_000, "- " * 100_000 + "a", "{a: " * 100_000, "? " * 100_000])
def test_deep_nesting_is_refused_before_it_exhausts_the_stack(text: str) -> None:
    """A hundred thousand levels are a located error, not the end of the process."""
    (problem,) = refused(text)
    assert problem.code == "too-deep"
    assert problem.where is not None
    assert problem.where.line == 1


def test_sensible_nesting_is_allowed() -> None:
    """The control: as many levels as are allowed are read, one more is refused."""
    assert parse("[" * MAX_DEPTH + "]" * MAX_DEPTH) is not None
    assert refused("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1))[0].code == "too-deep"


def _laughs(levels: int) -> str:
    lines = ["a0: &a0 [x,x,x,x,x,x,x,x,x,x]"]
    lines += [f"a{level}: &a{level} [{','.join([f'*a{level - 1}'] * 10)}]" for level in range(1, levels)]
    return "\n".join(lines)


@pytest.mark.usefixtures("_either_loader")
@pytest.mark.parametrize(
    "text",
    [
        pytest.param(_laughs(10), id="lists of lists"),
        pytest.param("a: &a '" + "x" * 20_000 + "'\nb: [" + ",".join(["*a"] * 40_000) + "]\n", id="a long text"),
        pytest.param("- &a {" + "x" * 1_000 + ": b}\n" + "- *a\n" * 20_000, id="a long key"),
        pytest.param("&a [" + ",".join(["*a"] * 40_000) + "]", id="a list in itself"),
    ],
)
def test_a_bomb_of_aliases_is_refused_fast(text: str) -> None:
    """A small file that stands for gigabytes is refused without expanding it."""
    start = time.perf_counter()
    (problem,) = refused(text)
    assert problem.code == "too-large"
    assert time.perf_counter() - start < 10


def test_aliases_in_moderation_are_allowed() -> None:
    """The control: an alias stands for what its anchor holds."""
    assert parse("a: &a [b, c]\nd: *a\n") == {"a": ["b", "c"], "d": ["b", "c"]}
    assert parse(_laughs(3)) is not None


@pytest.mark.parametrize(
    ("within", "beyond"),
    [
        pytest.param("- a\n" * (MAX_NODES - 1), "- a\n" * MAX_NODES, id="values"),
        pytest.param(
            "- &a " + "b" * MAX_TEXT + "\n" + "- *a\n" * (MAX_CHARACTERS // MAX_TEXT - 1),
            "- &a " + "b" * MAX_TEXT + "\n" + "- *a\n" * (MAX_CHARACTERS // MAX_TEXT),
            id="characters",
        ),
        pytest.param("a" * MAX_TEXT, "a" * (MAX_TEXT + 1), id="a text"),
        pytest.param(f"{'a' * MAX_KEY}: b", f"{'a' * (MAX_KEY + 1)}: b", id="a key"),
    ],
)
def test_the_limits_of_a_file_are_exact(within: str, beyond: str) -> None:
    """As much as is allowed is read, and one more is refused."""
    assert parse(within) is not None
    assert refused(beyond)[0].code == "too-large"


# --- bytes -------------------------------------------------------------------------------------------------------


def _read(path: Path, data: bytes) -> Value:
    path.write_bytes(data)
    return read_source(path, "kit.yaml").value


@pytest.mark.parametrize("ending", [b"\n", b"\r\n", b"\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_byte_order_mark_and_line_endings_do_not_matter(tmp_path: Path, mark: bytes, ending: bytes) -> None:
    """A file from any editor on any system reads the same, block texts included."""
    data = mark + "a: å\nb: |\n  c\n  d\n".encode().replace(b"\n", ending)
    assert _read(tmp_path / "f", data) == {"a": "å", "b": "c\nd\n"}


def test_decomposed_letters_are_composed(tmp_path: Path) -> None:
    """A file from a system that writes å as a and a ring gives the one letter that the fonts have, in keys as well."""
    assert _read(tmp_path / "f", "a\u030a: o\u0308\n".encode()) == {"å": "ö"}


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_other_encodings_are_refused_with_line_and_column(tmp_path: Path, mark: bytes) -> None:
    """A file in Latin-1 is refused at its first foreign byte, counted in characters, whatever its line endings."""
    path = tmp_path / "f"
    for before, place in ((b"", "1:4"), (b"a: b\r\n", "2:4"), (b"a: b\r", "2:4")):
        path.write_bytes(mark + before + b"\xc3\xa5: \xe5\r\n")
        (problem,) = problems_of(lambda: read_source(path, "kit.yaml"))
        assert str(problem) == (
            f"kit.yaml:{place}: error[not-utf8]: the file is not UTF-8\n  hint: save it again as UTF-8"
        )


def test_a_missing_file_and_a_folder_are_problems(tmp_path: Path) -> None:
    """What cannot be read is a problem that names the file."""
    (missing,) = problems_of(lambda: read_source(tmp_path / "none.yaml", "none.yaml"))
    assert str(missing) == "none.yaml: error[missing-file]: the file is missing"
    (folder,) = problems_of(lambda: read_source(tmp_path, "here"))
    assert folder.code == "unreadable-file"


def test_a_huge_file_is_refused_without_reading_it(tmp_path: Path) -> None:
    """A file above the limit is refused; one at the limit is read."""
    path = tmp_path / "f"
    assert _read(path, b"# " + b"x" * (MAX_BYTES - 2)) is None
    path.write_bytes(b"# " + b"x" * (MAX_BYTES - 1))
    (problem,) = problems_of(lambda: read_source(path, "kit.yaml"))
    assert problem.code == "unreadable-file"
    assert "larger than 1000 kB" in problem.message
