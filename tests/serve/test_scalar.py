"""One text is written anew, whatever its style, its surroundings and the text; everything else keeps its bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from materialgen.kit.source import MAX_TEXT, Value, parse_source, unified
from materialgen.kit.text import Text
from materialgen.problems import Where
from materialgen.serve.scalar import change_scalar, read_scalar
from tests.helpers import problems_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hypothesis.strategies import DrawFn

HOSTILE = (
    "",
    " ",
    "'",
    '"',
    'it\'s "so"',
    "a: b",
    "a:",
    ": a",
    "a #b",
    "# a",
    "- a",
    "-",
    "? a",
    "! a",
    "!a b",
    "& a",
    "&a",
    "*a",
    "**strong** and *soft*",
    "| a",
    "> a",
    "% a",
    "@a",
    "`a`",
    "{a}",
    "{a: b, c}",
    "[a, b",
    "a, b",
    "]",
    "}",
    "---",
    "...",
    "--- a",
    "~",
    "null",
    "no",
    "12:30",
    "0x10",
    "=",
    "<<",
    " leading",
    "trailing ",
    "\tleading",
    "trailing\t",
    "in\tside",
    "a\nb",
    "a\n",
    "\na",
    "a\n\n\nb\n\n",
    "\n\n",
    " a\nb",
    "a\n b\n  c\nd",
    "a\n  \nb",
    "a \nb",
    "\ta\nb",
    "- a\n- b\n",
    "# a\n# b",
    "---\n...",
    "a: b\nc: d",
    "\\",
    "\\n",
    "\\*",
    'a\\"b',
    "a\x85b",
    "a\u2028b\u2029c",
    "\u2028",
    "\ufeffa",
    "a\u00adb\u00a0c",
    "\U0001f469\u200d\U0001f527 å",
    "a\u0308",
    "\u0308",
    "e" * MAX_TEXT,
    "word " * 999,
    "x\n" * 2000,
)
"""Texts that mean something else in YAML if they are written as they stand."""

texts = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(st.sampled_from("ab å\n\t'\"\\:#-?,[]{}&*!|>%@`~=\u00ad\u2028\x85"), max_size=12),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=40),
    st.lists(st.sampled_from(HOSTILE), max_size=3).map(" ".join).filter(lambda one: len(one) <= MAX_TEXT),
)
"""What somebody might type."""
words = st.sampled_from(["Word", "två ord", "En lång mening om hur det går till", "a\u030a", "x*y*z"])


@st.composite
def scalars(draw: DrawFn, indent: str) -> tuple[str, str]:
    """Return the name of a style and a scalar as it is written in it, in a mapping or list of that indent."""
    one, two = draw(words), draw(words)
    inner = indent + draw(st.sampled_from(["  ", "    "]))
    return draw(
        st.sampled_from(
            [
                ("plain", one),
                ("plain, comment", f"{one}  # about {two}"),
                ("plain, lines", f"{one}\n{inner}{two}"),
                ("single", f"'{one}''s'"),
                ("single, lines", f"'{one}\n{inner}{two}'"),
                ("double", f'"{one} \\u00ad \\"{two}\\""  # said'),
                ("double, lines", f'"{one}\n{inner}{two}\\\n{inner}."'),
                ("literal", f"|\n{inner}{one}\n{inner}  {two}\n"),
                ("literal, stripped", f"|-  # as it stands\n{inner}{one}\n\n{inner}{two}\n\n"),
                ("literal, kept", f"|+\n{inner}{one}\n\n"),
                ("literal, figure", f"|{len(inner) - len(indent)}-\n{inner} {one}\n{inner}{two}"),
                ("literal, empty", "|-\n"),
                ("folded", f">\n{inner}{one}\n{inner}{two}\n\n{inner}{one}\n"),
                ("folded, stripped", f">-\n{inner}{one}"),
                ("folded, kept", f">+\n{inner}{one}\n\n"),
                ("flow", f"[{one}, '{two}', \"{one}\", {{in: {two}, 'out': {one}}}]"),
                ("flow, lines", f"[{one},\n{inner}{two} # and\n{inner}]"),
            ]
        )
    )


@st.composite
def files(draw: DrawFn) -> tuple[bytes, list[str]]:
    """Return a content file in which texts of many styles stand in many places, and the styles."""
    lines, styles = ["# The first line"], []
    for number in range(draw(st.integers(1, 5))):
        where = draw(st.sampled_from(["mapping", "list", "deep", "list of mappings"]))
        prefix = {
            "mapping": "",
            "list": "- ",
            "deep": "deep:\n    deeper: ",
            "list of mappings": "- kind: x\n    text: ",
        }
        indent = {"mapping": "", "list": "  ", "deep": "    ", "list of mappings": "    "}[where]
        style, written = draw(scalars(indent))
        styles.append(style)
        if where == "mapping":
            lines.append(f"key{number}: {written}")
        else:
            lines.append(f"key{number}:\n  {prefix[where]}{written}")
        lines += draw(st.sampled_from([[], [""], ["# komm\u0061\u030a: - 'entar"], ["", "  # inne", ""]]))
    text = "\n".join(lines) + draw(st.sampled_from(["", "\n", "\n\n"]))
    text = text.replace("\n", draw(st.sampled_from(["\n", "\r\n"])))
    bom = draw(st.sampled_from([b"", b"\xef\xbb\xbf"]))
    return bom + text.encode(), styles


def read(data: bytes) -> Value:
    """Return what the kit's reader sees in a file."""
    return parse_source(unified(data.decode("utf-8-sig")), "file.yaml").value


def leaves(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Any]]:  # noqa: ANN401 - YAML has no common type
    """Yield every text with the keys and numbers that lead to it."""
    if isinstance(value, dict | list):
        for key, one in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves(one, (*path, key))
    else:
        yield path, value


def assert_changes_one(data: bytes, where: Where, new: str) -> bytes:
    """Write a text anew; see that it is there, and all else as before."""
    change = change_scalar(data, where, new)
    before, after = dict(leaves(read(data))), dict(leaves(read(change.data)))
    targets = [path for path, one in before.items() if isinstance(one, Text) and one.where == where]
    assert targets
    expected = {path: unified(new) if path in targets else one for path, one in before.items()}
    assert {path: str(one) for path, one in after.items()} == {path: str(one) for path, one in expected.items()}
    text = unified(change.data.decode("utf-8-sig")).removesuffix("\n") + "\n"
    others = dict(leaves(yaml.load(text, yaml.BaseLoader)))  # noqa: S506 - it makes texts only
    assert others == {path: one or "" for path, one in expected.items()}  # PyYAML's own parser reads the same
    end = change.start + len(change.old)
    assert change.old == data[change.start : end]
    assert change.data == data[: change.start] + change.new + data[end:]
    assert read_scalar(change.data, where) == unified(new)
    if b"\r\n" in data:
        assert change.new.count(b"\n") == change.new.count(b"\r\n")
    return change.data


@settings(max_examples=300)
@given(st.data(), files(), texts)
def test_exactly_one_text_changes(data: st.DataObject, file: tuple[bytes, list[str]], new: str) -> None:
    """Any text of any file can become any other; nothing else in the file changes."""
    content, _styles = file
    places = sorted({one.where for _, one in leaves(read(content)) if isinstance(one, Text)})
    where = data.draw(st.sampled_from(places))
    assert_changes_one(content, where, new)


STYLES = {
    "plain": "a: word  # why\nb: other\n",
    "single": "a: 'word'\nb: other\n",
    "double": 'a: "wo\\u00adrd"\nb: other\n',
    "literal": "a: |\n  word\n\nb: other\n",
    "folded": "a: >-\n  word\n  word\nb: other\n",
    "flow": "a: {in: [word, x]}\nb: other\n",
    "list": "a:\n- word\n- x\nb: other\n",
    "last": "b: other\na: |-\n  word",
    "anchor": "a: &name word\nb: *name\n",
}


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("new", HOSTILE)
def test_hostile_texts_in_each_style(style: str, new: str) -> None:
    """What means something in YAML is written so that it does not; an alias follows its anchor."""
    data = STYLES[style].encode()
    where = next(one.where for _, one in leaves(read(data)) if isinstance(one, Text) and one != "other")
    assert_changes_one(data, where, new)


@pytest.mark.parametrize(
    ("before", "new", "after"),
    [
        ("a: old # why\n", "new", "a: new # why\n"),
        ("a: old\n", "new: one", 'a: "new: one"\n'),
        ("a: old\n", 'the "new": one', "a: 'the \"new\": one'\n"),
        ("a: 'old'\n", "the group's", "a: 'the group''s'\n"),
        ('a: "old"\n', "new", 'a: "new"\n'),
        ('a: "o\\u00adl\\xE4d"\n', "n\u00ade\u00e4w", 'a: "n\\u00ade\\xE4w"\n'),
        ('a: "old"\n', "new\nlines", 'a: "new\\nlines"\n'),
        ("a: old\n", "- one\n- two", "a: |-\n  - one\n  - two\n"),
        ("x:\n  - a: old\n", "one\ntwo", "x:\n  - a: |-\n      one\n      two\n"),
        ("a: [old]\n", "one\ntwo", 'a: ["one\\ntwo"]\n'),
        ("a: |\n    old\n\n\nb: x\n", "one\ntwo\n", "a: |\n    one\n    two\n\n\nb: x\n"),
        ("a: |\n  old\nb: x\n", " one\ntwo\n", "a: |2\n   one\n  two\nb: x\n"),
        ("a: | # why\n  old\n", "new", "a: |- # why\n  new\n"),
        ("a: old\r\nb: x\r\n", "one\ntwo", "a: |-\r\n  one\r\n  two\r\nb: x\r\n"),
        (
            "a: >-\n  " + "old " * 10 + "\n  old\n",
            "new " * 12 + "end\nnext",
            "a: >-\n  " + "new " * 9 + "new\n  new new end\n\n  next\n",
        ),
        ("a: >\n  old\n", "  one\ntwo\n", "a: |2\n    one\n  two\n"),
        ("\ufeffa\u0308: a\u0308ld # a\u0308\n", "n\u00e4w", "\ufeffa\u0308: n\u00e4w # a\u0308\n"),
    ],
)
def test_the_way_it_was_written_is_kept(before: str, new: str, after: str) -> None:
    """Quotes, blocks, their indent, comments, codes and line breaks stay as they were, if the text allows."""
    data = before.encode()
    where = next(one.where for _, one in leaves(read(data)) if isinstance(one, Text) and one != "x")
    assert assert_changes_one(data, where, new).decode() == after


@pytest.mark.parametrize("character", ["\0", "\x07", "\x1b", "\x7f", "\x9f", "\ud800", "\ufffe", "\uffff"])
def test_what_no_file_can_hold_is_refused(character: str) -> None:
    """Control characters and halves of characters are named."""
    (problem,) = problems_of(lambda: change_scalar(b"a: old\n", Where("file.yaml", 1, 4), f"x{character}"))
    assert problem.code == "edit-refused"
    assert f"U+{ord(character):04X}" in problem.message


@pytest.mark.parametrize(
    ("data", "line", "column", "message"),
    [
        (b"a: old\n", 1, 4, "5001 characters"),
        (b"a: old\n", 1, 1, "no text begins here"),
        (b"a: old\n", 1, 5, "no text begins here"),
        (b"a: old\n", 9, 1, "no text begins here"),
        (b"a:\n", 1, 3, "no text begins here"),
        (b"a: ~\n", 1, 4, "cannot be written"),
        (b"a: " + b"x" * 1_000_000, 1, 4, "larger than"),
    ],
)
def test_what_cannot_be_done_is_refused(data: bytes, line: int, column: int, message: str) -> None:
    """A text too long, a file too large, and a place where no text begins, such as a key."""
    new = "x" * 5001 if "5001" in message else "new"
    (problem,) = problems_of(lambda: change_scalar(data, Where("file.yaml", line, column), new))
    assert problem.code == "edit-refused"
    assert message in problem.message


@pytest.mark.parametrize(("data", "code"), [(b"a: [b\n", "yaml-syntax"), (b"a: \xff\n", "not-utf8")])
def test_a_broken_file_is_not_edited(data: bytes, code: str) -> None:
    """A file that cannot be read as a whole is left to its author."""
    (problem,) = problems_of(lambda: change_scalar(data, Where("file.yaml", 1, 4), "new"))
    assert problem.code == code


def test_text_is_read_before_it_is_prepared() -> None:
    """What is edited has no soft hyphens and non-breaking spaces but its own."""
    data = 'a: "Samhälls\\u00adbyggnad 10 min"\n'.encode()
    assert read_scalar(data, Where("file.yaml", 1, 4)) == "Samhälls\u00adbyggnad 10 min"
