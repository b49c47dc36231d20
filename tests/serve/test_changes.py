"""Which lines an edit has touched."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from materialgen.serve.changes import ChangedLines

lines = st.lists(st.sampled_from([b"a\n", b"b\n", b"\n"]), max_size=8)


@given(lines, lines)
def test_lines_outside_are_equal(before: list[bytes], after: list[bytes]) -> None:
    """What stands before the first changed line and after the last one is the same in both versions."""
    change = ChangedLines.between(b"".join(before), b"".join(after))
    assert before[: change.first - 1] == after[: change.first - 1]
    assert before[change.old :] == after[change.new :]
    assert change.first - 1 <= min(change.old, change.new)


@given(lines)
def test_equal_files_have_no_changed_line(content: list[bytes]) -> None:
    """Nothing has moved, either."""
    change = ChangedLines.between(b"".join(content), b"".join(content))
    assert change.old == change.new == change.first - 1
    assert not any(change.moved(line) for line in range(20))


@pytest.mark.parametrize(
    ("before", "after", "touched", "moved"),
    [
        (b"a\nb\nc\n", b"a\nx\nc\n", {2}, {2}),
        (b"a\nb\nc\n", b"a\nb\nx\nc\n", {3}, {3, 4, 5}),
        (b"a\nb\nc\n", b"a\nc\n", {2}, {2, 3, 4, 5}),
        (b"a\nb\nc\n", b"x\nb\ny\n", {1, 2, 3}, {1, 2, 3}),
    ],
)
def test_touched_and_moved(before: bytes, after: bytes, touched: set[int], moved: set[int]) -> None:
    """With lines that come or go, all that follow have moved."""
    change = ChangedLines.between(before, after)
    assert {line for line in range(1, 6) if change.touched(line, before=True)} == touched
    assert {line for line in range(1, 6) if change.moved(line)} == moved
