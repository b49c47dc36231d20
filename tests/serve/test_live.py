"""A kit that is drawn again when something changes: what browsers are told, and when."""

from __future__ import annotations

import json
import os
import random
import shutil
import threading
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from materialgen.reads import digest_of
from tests.helpers import edit, place_of
from tests.tiny import files

if TYPE_CHECKING:
    from pathlib import Path

    from materialgen.serve.board import Events
    from materialgen.serve.live import Live

DOCUMENTS = ["00-sheet-first-name-a4.pdf", "01-sheet-each-name-p1-a3.pdf", "02-sheet-last-name-a4.pdf"]


def received(events: Events) -> list[dict[str, Any]]:
    """Return the events that have come."""
    return [json.loads(events.get_nowait() or "null") for _ in range(events.qsize())]


def texts(live: Live, document: str) -> list[str]:
    """Return the texts of a document's pages."""
    return [text.text for page in live.board.documents[document].model.pages for text in page.texts]


def test_everything_is_shown_at_once(live: Live) -> None:
    """The page shows every document with its pictures; nothing is wrong."""
    live.build()
    model, state = live.board.page()
    assert live.board.problems == ""
    assert [one.id for one in model.documents] == list(live.board.documents)
    assert {name for name in DOCUMENTS if name in live.board.documents} == set(DOCUMENTS)
    assert json.loads(state)["problems"] == ""
    for one in model.documents:
        for page in one.pages:
            picture = live.pictures.get(page.picture.src.rpartition("/")[2])
            assert picture is not None
            assert picture.startswith(b"\xff\xd8")
    assert live.pictures.get("0" * 20 + "-1.jpg") is None


def test_an_edit_is_told_with_what_it_touches_only(live: Live, tiny_kit: Path) -> None:
    """Of the documents, only those that show the text, or count it, are sent; others keep their pictures."""
    live.build()
    before = dict(live.board.documents)
    with live.board.listening() as events:
        edit(tiny_kit / "sv" / "sheets" / "first.yaml", "Sheet first body", "A new body")
        live.build()
        first, *others = received(events)
    assert "documents" not in first
    sent = [one["id"] for event in others for one in event["documents"]]
    assert sent[0] == DOCUMENTS[0]
    assert DOCUMENTS[1] not in sent
    assert "A new body" in texts(live, DOCUMENTS[0])
    assert live.board.documents[DOCUMENTS[1]].model is before[DOCUMENTS[1]].model
    assert live.board.documents[DOCUMENTS[0]].model.pages[0].mark != before[DOCUMENTS[0]].model.pages[0].mark


def test_what_changes_nothing_on_paper_is_not_told(live: Live, tiny_kit: Path) -> None:
    """A comment at the end of a file; but the file counts as it is now, so that its texts can be edited."""
    live.build()
    path = tiny_kit / "sv" / "sheets" / "first.yaml"
    with live.board.listening() as events:
        path.write_text(path.read_text(encoding="utf-8") + "# why\n", encoding="utf-8")
        live.build()
        assert len(received(events)) == 1
    digest = live.board.documents[DOCUMENTS[0]].digests[path.resolve()]
    assert digest == digest_of(path.read_bytes())


def test_texts_that_move_in_their_file_are_told(live: Live, tiny_kit: Path) -> None:
    """A line above them changes no picture, but their place: a click must name the right line."""
    live.build()
    before = live.board.documents[DOCUMENTS[0]].model
    path = tiny_kit / "sv" / "sheets" / "first.yaml"
    path.write_text("# why\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    live.build()
    after = live.board.documents[DOCUMENTS[0]].model
    assert after.pages[0].picture == before.pages[0].picture
    (body,) = (text for text in after.pages[0].texts if text.text == "Sheet first body")
    assert body.sources[0][1:] == place_of(path, "Sheet first body")


def test_broken_yaml_keeps_the_last_good_sheets(live: Live, tiny_kit: Path) -> None:
    """What is wrong is told as the command line tells it, with line and caret; mended, all is as before."""
    live.build()
    before = dict(live.board.documents)
    path = tiny_kit / "sv" / "sheets" / "first.yaml"
    edit(path, "body: Sheet", 'body: "Sheet')
    live.build()
    line, _ = place_of(path, 'body: "')
    assert f"first.yaml:{line}:7: error[yaml-syntax]" in live.board.problems
    assert '| body: "Sheet first body\n' in live.board.problems
    assert "^" in live.board.problems
    assert {name: one.model for name, one in live.board.documents.items()} == {
        name: one.model for name, one in before.items()
    }
    edit(path, 'body: "Sheet', "body: Sheet")
    assert live.watch.changed()
    live.build()
    assert live.board.problems == ""


def test_a_text_that_does_not_fit_keeps_the_last_good_sheet(live: Live, tiny_kit: Path) -> None:
    """The problem comes from drawing; the sheets that are right are shown as they are now."""
    live.build()
    edit(tiny_kit / "sv" / "sheets" / "first.yaml", "Sheet first body", "word " * 400)
    live.build()
    assert "text-too-long" in live.board.problems
    assert "Sheet first body" in texts(live, DOCUMENTS[0])
    edit(tiny_kit / "sv" / "sheets" / "first.yaml", "word " * 400, "Short")
    live.build()
    assert live.board.problems == ""
    assert "Short" in texts(live, DOCUMENTS[0])


def test_a_kit_that_is_broken_from_the_start_is_served_and_can_be_mended(live: Live, tiny_kit: Path) -> None:
    """There is nothing to show but what is wrong."""
    good = (tiny_kit / "kit.yaml").read_bytes()
    (tiny_kit / "kit.yaml").write_bytes(b"id: [\n")
    live.build()
    model, _ = live.board.page()
    assert model.documents == ()
    assert model.title == "tiny"
    assert "yaml-syntax" in live.board.problems
    (tiny_kit / "kit.yaml").write_bytes(good)
    assert live.watch.changed()
    live.build()
    assert live.board.problems == ""
    assert live.board.documents


def test_a_folder_that_goes_away_and_comes_back(live: Live, tiny_kit: Path) -> None:
    """As when somebody switches branches."""
    live.build()
    tiny_kit.rename(tiny_kit.with_name("away"))
    assert live.watch.changed()
    live.build()
    assert "tiny" in live.board.problems
    assert live.board.documents
    tiny_kit.with_name("away").rename(tiny_kit)
    assert live.watch.changed()
    live.build()
    assert live.board.problems == ""


def test_a_changed_layout_draws_its_sheets_anew(live: Live, layouts: Path) -> None:
    """Also when the module has the same size, and was saved within the same second."""
    path = layouts / "probe.py"
    os.utime(path)
    live.build()
    before = live.board.documents[DOCUMENTS[0]].model.pages[0].picture
    status = path.stat()
    edit(path, 'Style("probe title", (30, 24)', 'Style("probe title", (20, 14)')
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert live.watch.changed()
    live.build()
    assert live.board.problems == ""
    assert live.board.documents[DOCUMENTS[0]].model.pages[0].picture != before


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("def draw(", "def draw(:", "broken-layout"),
        ("    page = doc.page", "    page = doc.leaf", "internal error: the layout 'probe' failed"),
    ],
)
def test_a_broken_layout_is_told(live: Live, layouts: Path, old: str, new: str, problem: str) -> None:
    """Whether it cannot be loaded or fails when it draws; mended, all is as before."""
    live.build()
    edit(layouts / "probe.py", old, new)
    live.build()
    assert problem in live.board.problems
    assert live.board.documents
    edit(layouts / "probe.py", new, old)
    assert live.watch.changed()
    live.build()
    assert live.board.problems == ""


def test_a_file_that_belongs_to_nothing_is_noticed(live: Live, tiny_kit: Path) -> None:
    """Folders are watched as well as files; so is a file that is not there, such as that of the event."""
    live.build()
    (tiny_kit / "sv" / "sheets" / "frist.yaml").write_text("name: x\n", encoding="utf-8")
    assert live.watch.changed()
    live.build()
    assert "stray-file" in live.board.problems
    (tiny_kit / "sv" / "sheets" / "frist.yaml").unlink()
    live.build()
    assert live.board.problems == ""
    (tiny_kit / "event.yaml").write_text("participants: 12\n", encoding="utf-8")
    assert live.watch.changed()
    live.build()
    assert live.board.page()[0].participants == 12


def test_documents_come_and_go(live: Live, tiny_kit: Path) -> None:
    """A sheet that the kit no longer has is no longer shown."""
    live.build()
    data = files()
    (last,) = (one for one in data["kit.yaml"]["sheets"] if one["id"] == "first")
    data["kit.yaml"]["sheets"].remove(last)
    (tiny_kit / "kit.yaml").write_text(yaml.safe_dump(data["kit.yaml"], sort_keys=False), encoding="utf-8")
    for language in ("sv", "en"):
        (tiny_kit / language / "sheets" / "first.yaml").unlink()
    live.build()
    assert live.board.problems == ""
    assert not [name for name in live.board.documents if "first" in name]


def test_a_half_saved_file_is_no_problem(live: Live, tiny_kit: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An editor that empties a file and then writes it: what is wrong is told only if nothing follows soon."""
    live.build()
    path = tiny_kit / "sv" / "sheets" / "first.yaml"
    good = path.read_bytes()
    told: list[str] = []
    monkeypatch.setattr(live.board, "fail", told.append)
    path.write_bytes(b"")

    def follow(_seconds: float | None = None) -> bool:
        path.write_bytes(good.replace(b"Sheet first body", b"A new body"))
        return live.watch.changed()

    with monkeypatch.context() as patch:
        patch.setattr(live.watch, "wait", follow)
        live.build()
    assert told == []
    live.build()
    assert told == []
    assert "A new body" in texts(live, DOCUMENTS[0])


def test_an_edit_while_it_is_drawn_is_not_lost(live: Live, tiny_kit: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The build ends as soon as something changes, and the next one has both edits."""
    live.build()
    real, path = live.board.show, tiny_kit / "sv" / "sheets" / "first.yaml"
    edit(path, "Sheet first body", "Second")

    def show(*arguments: Any) -> None:  # noqa: ANN401 - those of Board.show
        real(*arguments)
        edit(path, "Second", "Third")

    with monkeypatch.context() as patch:
        patch.setattr(live.board, "show", show)
        live.build()
    assert "Second" in texts(live, DOCUMENTS[0])
    assert live.watch.changed()
    live.build()
    assert "Third" in texts(live, DOCUMENTS[0])
    assert not live.watch.changed()


def test_a_browser_that_puts_events_together_shows_what_is_there(live: Live, tiny_kit: Path) -> None:
    """After any edits, right or wrong, what was sent bit by bit is what a page shows that is loaded now."""
    live.build()
    shown = json.loads(live.board.snapshot())
    chance = random.Random(8)  # noqa: S311 - no secret
    sheets = [tiny_kit / "sv" / "sheets" / f"{name}.yaml" for name in ("first", "each", "last")]
    good = {path: path.read_bytes() for path in sheets}
    with live.board.listening() as events:
        for number in range(25):
            path = sheets[number % len(sheets)] if number < len(sheets) else chance.choice(sheets)
            new = chance.choice(
                [b"title: Other %d" % number, b"title: [", b"title: " + b"word " * 300, b"# why\ntitle: x"]
            )
            path.write_bytes(good[path].replace(b"title: Sheet", new))
            live.build()
        for path, content in good.items():
            path.write_bytes(content)
        live.build()
        received_events = received(events)
    assert len(received_events) > 10
    for event in received_events[1:]:
        assert event["after"] == shown["state"]["generation"]
        known = {one["id"]: one for one in [*shown["model"]["documents"], *event["documents"]]}
        shown = {
            "model": {**event["head"], "documents": [known[name] for name in event["order"]]},
            "state": event["state"],
        }
    assert shown == json.loads(live.board.snapshot())


def test_one_that_does_not_listen_is_let_go(live: Live) -> None:
    """A browser that takes no events is not waited for; it is told the end."""
    with live.board.listening() as events:
        for number in range(200):
            live.board.undoable(number)
        assert events.qsize() == 1
        assert events.get_nowait() is None


def test_the_end_reaches_everyone(live: Live) -> None:
    """Whoever listens, or comes too late, is told the end; the thread that draws ends as well."""
    drawing = threading.Thread(target=live.run)
    drawing.start()
    with live.board.listening() as events:
        live.stop()
        while events.get(timeout=10) is not None:
            pass
    with live.board.listening() as events:
        events.get(timeout=10)
        assert events.get(timeout=10) is None
    drawing.join(10)
    assert not drawing.is_alive()


def test_an_unknown_language_is_told(live: Live, tiny_kit: Path) -> None:
    """The kit's words may go while it is served."""
    live.build()
    shutil.rmtree(tiny_kit / "sv")
    live.build()
    assert "missing-file" in live.board.problems
    assert live.board.documents
