"""Edits on the served page: a text is opened, written anew in its file, and set back again."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path
from secrets import compare_digest, token_urlsafe
from typing import TYPE_CHECKING, Any

from materialgen.problems import Problem, ProblemsFoundError, Where
from materialgen.reads import digest_of
from materialgen.render.files import write_atomically
from materialgen.serve.scalar import Change, change_scalar, read_scalar

if TYPE_CHECKING:
    from collections.abc import Callable

    from materialgen.serve.board import Board

_OPEN = 200
"""Texts that may be open at once."""
_MOST_UNDONE = 500


@dataclass(frozen=True, slots=True)
class _Opened:
    """A text that is being edited: where it stands, and what its file was like."""

    path: Path
    where: Where
    digest: str
    ending: str


@dataclass(frozen=True, slots=True)
class _Done:
    """An edit that can be undone: what its file was like before and after it."""

    path: Path
    where: Where
    before: str
    digest: str
    change: Change


class Desk:
    """Where edits are made, one after the other.

    No request names a file: it names a text on a page that is shown, and the page knows where that is written.

    Attributes:
        token: Who knows it may edit.
    """

    def __init__(self, board: Board, folder: Path, on_saved: Callable[[], None] = lambda: None) -> None:
        """Begin with nothing done.

        Args:
            board: What is shown.
            folder: The kit's; only files in it are edited.
            on_saved: Called when a file has been written.
        """
        self._board = board
        self._folder = folder.resolve()
        self._on_saved = on_saved
        self._lock = threading.Lock()
        self._opened: OrderedDict[str, _Opened] = OrderedDict()
        self._done: list[_Done] = []
        self.token = token_urlsafe(24)

    def admits(self, token: str) -> bool:
        """Return whether a token is the right one; the time that this takes does not tell."""
        return compare_digest(token.encode(), self.token.encode())

    def open(self, said: dict[str, Any]) -> dict[str, Any]:
        """Open a text: of a page (``page``, ``mark``) the one with a ``number``, there where its ``source`` stands.

        Returns:
            ``id``, by which it is saved, its ``text`` as it is written, and its ``place``.

        Raises:
            ProblemsFoundError: The page is no longer shown so, or its file has changed, or is not the kit's.
            KeyError, IndexError, TypeError: The request is not one that the page makes.
        """
        key, mark, number, source = str(said["page"]), str(said["mark"]), int(said["number"]), int(said["source"])
        found = self._board.page_of(key, mark)
        if found is None:
            raise _refused("the sheet has just been drawn again", None, "try once more")
        shown, page = found
        sources = page.texts[number].sources if 0 <= number < len(page.texts) else ()
        if not 0 <= source < len(sources):
            raise _refused("this text is not written in a file of the kit", None)
        where = Where(*sources[source])
        path = self._own(where)
        with self._lock:
            data = _content(path, where)
            if self._before(where, path, digest_of(data), shown.digests.get(path)) is None:
                raise _changed(where)
            text = read_scalar(data, where)
            bare = text.rstrip("\n")  # the line break that ends a block is none that anybody typed
            name = token_urlsafe(12)
            self._opened[name] = _Opened(path, where, digest_of(data), text[len(bare) :])
            while len(self._opened) > _OPEN:
                self._opened.popitem(last=False)
        return {"id": name, "text": bare, "place": str(where)}

    def save(self, said: dict[str, Any]) -> dict[str, Any]:
        """Write the ``text`` of the one that was opened as ``id``.

        Raises:
            ProblemsFoundError: Its file has changed since, or cannot be written, or the text cannot stand in it.
            KeyError, TypeError: The request is not one that the page makes.
        """
        name, text = said["id"], said["text"]
        if not isinstance(text, str) or not isinstance(name, str):
            raise TypeError
        with self._lock:
            opened = self._opened.get(name)
            if opened is None:
                raise _refused("the text is not open any more", None, "copy your words, and open it again")
            new = text.replace("\r\n", "\n").rstrip("\n") + opened.ending
            if not new.strip():
                raise _refused("a text cannot be empty", opened.where, "remove its key in the file itself")
            data = _content(opened.path, opened.where)
            if digest_of(data) != opened.digest:
                raise _changed(opened.where)
            change = change_scalar(data, opened.where, new)
            if change.data != data:
                _write(opened.path, change.data, opened.where)
                done = _Done(opened.path, opened.where, opened.digest, digest_of(change.data), change)
                self._done.append(done)
                del self._done[:-_MOST_UNDONE]
            del self._opened[name]
            return self._saved(opened.where)

    def undo(self, _said: dict[str, Any]) -> dict[str, Any]:
        """Set back what was saved last.

        Raises:
            ProblemsFoundError: There is nothing to undo, or the file has changed since; then no edit of it can be
                undone.
        """
        with self._lock:
            if not self._done:
                raise _refused("there is nothing to undo", None)
            last = self._done[-1]
            data, change = _content(last.path, last.where), last.change
            if digest_of(data) != last.digest:
                self._done = [one for one in self._done if one.path != last.path]
                self._board.undoable(len(self._done))
                raise _refused("the file has been changed by another program since", last.where, "undo it there")
            end = change.start + len(change.new)
            _write(last.path, data[: change.start] + change.old + data[end:], last.where)
            self._done.pop()
            return self._saved(last.where)

    def _before(self, where: Where, path: Path, now: str, shown: str | None) -> str | None:
        """Return the digest of a file as it was shown, if nothing but the text at a place was edited here since.

        So a text that does not fit, and is shown as it was before, can be opened and shortened.
        """
        for one in reversed(self._done):
            if now == shown:
                break
            if (one.path, one.where, one.digest) == (path, where, now):
                now = one.before
        return now if now == shown else None

    def _saved(self, where: Where) -> dict[str, Any]:
        self._on_saved()
        self._board.undoable(len(self._done))
        return {"place": str(where), "undo": len(self._done)}

    def _own(self, where: Where) -> Path:
        path = Path(where.file).resolve()
        if not path.is_relative_to(self._folder):
            raise _refused("this text does not belong to the kit", where)
        return path


def _refused(message: str, where: Where | None, hint: str | None = None) -> ProblemsFoundError:
    return ProblemsFoundError([Problem("edit-refused", message, where, hint)])


def _changed(where: Where) -> ProblemsFoundError:
    return _refused("the file has changed since this text was shown", where, "copy your words, and open it again")


def _content(path: Path, where: Where) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise _refused(f"the file cannot be read: {error.strerror or error}", where) from None


def _write(path: Path, data: bytes, where: Where) -> None:
    import os

    if not os.access(path, os.W_OK):
        raise _refused("the file is write-protected", where)
    write_atomically(path, data)
