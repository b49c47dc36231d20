"""Edits on the page: exactly one text of one file is written, and only if it is the one that was shown."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from materialgen.reads import digest_of
from materialgen.serve.desk import Desk
from tests.helpers import edit, problems_of

if TYPE_CHECKING:
    from pathlib import Path

    from materialgen.serve.live import Live

FIRST = "00-sheet-first-name-a4.pdf"


@pytest.fixture
def desk(live: Live, tiny_kit: Path) -> Desk:
    """Return the desk of the tiny kit, which is drawn."""
    live.build()
    return Desk(live.board, tiny_kit)


@pytest.fixture
def body(tiny_kit: Path) -> Path:
    """Return the file that has the first sheet's body."""
    return tiny_kit / "sv" / "sheets" / "first.yaml"


def request_for(live: Live, text: str, document: str = FIRST) -> dict[str, Any]:
    """Return what the page asks to open a text."""
    for page in live.board.documents[document].model.pages:
        for number, one in enumerate(page.texts):
            if one.text == text:
                return {"page": page.key, "mark": page.mark, "number": number, "source": 0}
    raise LookupError(text)


def saved(desk: Desk, live: Live, old: str, new: str) -> dict[str, Any]:
    """Open a text of the first sheet and save it."""
    opened = desk.open(request_for(live, old))
    return desk.save({"id": opened["id"], "text": new})


def message(action: Any) -> str:  # noqa: ANN401 - any function
    """Return what a refused edit is told."""
    (problem,) = problems_of(action)
    assert problem.code == "edit-refused"
    return problem.message


def test_a_text_is_opened_as_it_is_written_and_saved(desk: Desk, live: Live, body: Path) -> None:
    """With its quotes gone and its soft hyphens shown as they are; all else in the file stays."""
    edit(body, "body: Sheet first body", 'body: "A\\u00ADbc **strong** 10 min" # why')
    live.build()
    before = body.read_bytes()
    opened = desk.open(request_for(live, "Abc strong 10\u00a0min"))
    assert opened["text"] == "A\u00adbc **strong** 10 min"
    assert opened["place"].endswith("first.yaml:4:7")
    done = desk.save({"id": opened["id"], "text": "New"})
    assert done["undo"] == 1
    assert body.read_bytes() == before.replace(b'"A\\u00ADbc **strong** 10 min"', b'"New"')
    assert live.watch.changed()


def test_the_line_break_at_the_end_of_a_block_is_not_shown(desk: Desk, live: Live, body: Path) -> None:
    """It stays, and others at the end are nobody's wish."""
    edit(body, "body: Sheet first body", "body: |\n  Some\n  lines")
    live.build()
    opened = desk.open(request_for(live, "Some lines"))
    assert opened["text"] == "Some\nlines"
    desk.save({"id": opened["id"], "text": "Other\nlines\n\n"})
    assert body.read_text(encoding="utf-8").endswith("body: |\n  Other\n  lines\n")


@pytest.mark.parametrize("new", ["", " ", "\n\n", "a\x07b", "a" * 5001])
def test_what_no_text_can_be_is_refused(desk: Desk, live: Live, body: Path, new: str) -> None:
    """Nothing is written; the text stays open."""
    before = body.read_bytes()
    opened = desk.open(request_for(live, "Sheet first body"))
    assert message(lambda: desk.save({"id": opened["id"], "text": new}))
    assert body.read_bytes() == before
    assert desk.save({"id": opened["id"], "text": "Right"})["undo"] == 1


def test_a_file_that_has_changed_underneath_is_left_alone(desk: Desk, live: Live, body: Path) -> None:
    """Before a text is opened, while it is open, and before it is set back."""
    early = request_for(live, "Sheet first body")
    opened = desk.open(early)
    body.write_text(body.read_text(encoding="utf-8") + "# mine\n", encoding="utf-8")
    theirs = body.read_bytes()
    assert "has changed" in message(lambda: desk.open(early))
    assert "has changed" in message(lambda: desk.save({"id": opened["id"], "text": "New"}))
    assert body.read_bytes() == theirs
    live.build()
    assert saved(desk, live, "Sheet first body", "New")["undo"] == 1
    body.write_text(body.read_text(encoding="utf-8") + "# mine again\n", encoding="utf-8")
    theirs = body.read_bytes()
    assert "another program" in message(lambda: desk.undo({}))
    assert body.read_bytes() == theirs
    assert "nothing to undo" in message(lambda: desk.undo({}))


def test_a_sheet_that_has_been_drawn_anew_is_not_the_one_that_was_shown(desk: Desk, live: Live, body: Path) -> None:
    """A browser that is behind asks for a text that may stand elsewhere now."""
    early = request_for(live, "Sheet first body")
    edit(body, "Sheet first body", "Other")
    live.build()
    assert "drawn again" in message(lambda: desk.open(early))


def test_what_does_not_belong_to_the_kit_is_not_edited(live: Live, tiny_kit: Path, body: Path) -> None:
    """Only files in the kit's folder, wherever a text on a page comes from."""
    live.build()
    desk = Desk(live.board, tiny_kit / "en")
    assert "does not belong" in message(lambda: desk.open(request_for(live, "Sheet first body")))
    assert body.exists()


def test_requests_that_no_page_makes(desk: Desk, live: Live) -> None:
    """Numbers that lead nowhere are refused; what is no request raises what the server expects."""
    good = request_for(live, "Sheet first body")
    for wrong in ({"number": -1}, {"number": 999}, {"source": -1}, {"source": 9}, {"page": "x"}, {"mark": ""}):
        assert message(lambda wrong=wrong: desk.open(good | wrong))
    for odd in ({}, {"page": 1}, good | {"number": "x"}, good | {"number": None}):
        with pytest.raises((KeyError, ValueError, TypeError)):
            desk.open(odd)
    for odd in ({}, {"id": 1, "text": "x"}, {"id": "x"}, {"id": "x", "text": None}):
        with pytest.raises((KeyError, TypeError)):
            desk.save(odd)
    assert "not open" in message(lambda: desk.save({"id": "x", "text": "x"}))


def test_a_text_that_does_not_fit_can_be_shortened(desk: Desk, live: Live, body: Path) -> None:
    """The sheet shows it as it was before; what is opened is what stands in the file. Others of the file are not."""
    asked = request_for(live, "Sheet first body")
    other = request_for(live, "Sheet first title")
    for words in (400, 300):
        opened = desk.open(asked)
        desk.save({"id": opened["id"], "text": "word " * words})
        live.build()
        assert "text-too-long" in live.board.problems
    assert "has changed" in message(lambda: desk.open(other))
    opened = desk.open(asked)
    assert opened["text"] == "word " * 300
    desk.save({"id": opened["id"], "text": "word"})
    live.build()
    assert live.board.problems == ""
    assert b'body: "word"\n' in body.read_bytes()


def test_a_text_can_be_saved_once(desk: Desk, live: Live) -> None:
    """Two tabs that have the same text open: the second is told that it has changed."""
    one, two = (desk.open(request_for(live, "Sheet first body")) for _ in range(2))
    desk.save({"id": one["id"], "text": "One"})
    assert "not open" in message(lambda: desk.save({"id": one["id"], "text": "One more"}))
    assert "has changed" in message(lambda: desk.save({"id": two["id"], "text": "Two"}))


def test_an_equal_text_is_no_edit(desk: Desk, live: Live, body: Path) -> None:
    """The file keeps its time, and there is nothing to undo."""
    os.utime(body, (1, 1))
    live.build()
    assert saved(desk, live, "Sheet first body", "Sheet first body")["undo"] == 0
    assert body.stat().st_mtime == 1


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(news=st.lists(st.text(st.characters(codec="latin-1", exclude_categories=["Cc", "Cf"]), min_size=1, max_size=9)))
def test_undoing_everything_gives_the_file_back(desk: Desk, live: Live, body: Path, news: list[str]) -> None:
    """Byte for byte, one edit after the other."""
    states = [body.read_bytes()]
    key = live.board.documents[FIRST].model.pages[0].key
    for new in filter(str.strip, news):
        live.build()
        (page,) = live.board.documents[FIRST].model.pages
        number = next(number for number, text in enumerate(page.texts) if text.sources and text.sources[0][1] == 4)
        opened = desk.open({"page": key, "mark": page.mark, "number": number, "source": 0})
        desk.save({"id": opened["id"], "text": new})
        if body.read_bytes() != states[-1]:
            states.append(body.read_bytes())
    while len(states) > 1:
        assert body.read_bytes() == states.pop()
        desk.undo({})
    assert body.read_bytes() == states[0]
    live.build()


def test_a_link_is_followed_and_stays(desk: Desk, live: Live, body: Path) -> None:
    """A file that is a link to another one in the kit stays one; the other is written."""
    target = body.with_name("real.txt")
    body.rename(target)
    try:
        body.symlink_to(target)
    except OSError:
        pytest.skip("this system has no links")
    live.build()
    assert saved(desk, live, "Sheet first body", "New")["undo"] == 1
    assert body.is_symlink()
    assert b"New" in target.read_bytes()


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="who may write everywhere, or other rights")
def test_a_write_protected_file_is_left_alone(desk: Desk, live: Live, body: Path) -> None:
    """Though a file in its place could be written."""
    body.chmod(0o444)
    assert "write-protected" in message(lambda: saved(desk, live, "Sheet first body", "New"))


def test_the_token_is_compared_whole(desk: Desk) -> None:
    """Nothing but the token itself is admitted."""
    assert desk.admits(desk.token)
    assert len(desk.token) >= 32
    for wrong in ("", desk.token[:-1], f"{desk.token} ", desk.token.swapcase(), "å"):
        assert not desk.admits(wrong)


def test_digests_are_those_of_the_files_that_were_drawn(desk: Desk, live: Live, body: Path) -> None:
    """The control of what is refused: the digest of an untouched file is the one that is known."""
    assert desk.token
    assert live.board.documents[FIRST].digests[body.resolve()] == digest_of(body.read_bytes())
