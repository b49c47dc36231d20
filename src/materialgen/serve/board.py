"""What browsers show: the documents, what is wrong, and the events that tell them what is new."""

from __future__ import annotations

import json
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, replace
from queue import Empty, Full, Queue
from typing import TYPE_CHECKING

from materialgen import __version__
from materialgen.preview.model import DocumentModel, PageModel, PreviewModel, as_json

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

_WAITING = 100
"""Events that a slow browser may be behind; then it is let go, and asks for everything when it comes again."""

Events = Queue[str | None]
"""JSON each; None is the end."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A document as browsers show it.

    Attributes:
        model: For the page.
        json: The model as JSON.
        pdf: The file.
        seconds: How long it took to draw.
        digests: What the files were like that it was drawn from, by path.
    """

    model: DocumentModel
    json: str
    pdf: bytes
    seconds: float
    digests: Mapping[Path, str]


class Board:
    """One thread changes what is shown, many ask for it.

    Attributes:
        documents: What is shown, by the name of the file, in order.
        problems: What is wrong, as the command line says it; nothing if all is right.
    """

    def __init__(self, title: str) -> None:
        """Show no document yet, only a title."""
        self._lock = threading.RLock()
        self._listeners: set[Events] = set()
        self._ended = False
        self._generation = time.time_ns() // 1000  # so that no page takes this board for that of an earlier process
        self._undo = 0
        self._head = PreviewModel("", title, "", "en", 0, 0, f"materialgen {__version__}", (), ())
        self.documents: dict[str, Shown] = {}
        self.problems = ""

    # -- asking -----------------------------------------------------------------------------------------------------

    def page(self) -> tuple[PreviewModel, str]:
        """Return all that a page shows from the start, and as JSON its state: what stands beside the sheets."""
        with self._lock:
            return replace(self._head, documents=tuple(one.model for one in self.documents.values())), self._state()

    def snapshot(self) -> str:
        """Return all that a page shows as JSON."""
        model, state = self.page()
        return f'{{"model":{as_json(model)},"state":{state}}}'

    def page_of(self, key: str, mark: str) -> tuple[Shown, PageModel] | None:
        """Return a page with its document, if it is shown just so; see ``PageModel``."""
        for shown in self.documents.copy().values():
            for page in shown.model.pages:
                if page.key == key and page.mark == mark:
                    return shown, page
        return None

    def _state(self) -> str:
        state = {"generation": self._generation, "problems": self.problems, "undo": self._undo}
        return json.dumps(state, ensure_ascii=False).replace("<", "\\u003c")

    # -- changing ---------------------------------------------------------------------------------------------------

    def show(self, head: PreviewModel, documents: Sequence[Shown], order: Sequence[str] | None = None) -> None:
        """Show documents.

        Args:
            head: The kit, without documents.
            documents: In the place of those with the same name, or new ones.
            order: The names of all documents; then there is no other, and nothing is wrong.
        """
        with self._lock:
            old = {name: one.json for name, one in self.documents.items()}
            news = [one for one in documents if old.get(one.model.id) != one.json]
            names, problems = list(self.documents), self.problems
            self.documents |= {one.model.id: one for one in documents}
            if order is not None:
                self.documents = {name: self.documents[name] for name in order}
                self.problems = ""
            same = (head, list(self.documents), self.problems) == (self._head, names, problems)
            self._head = head
            if news or not same:
                self._tell(news)

    def fail(self, problems: str) -> None:
        """Say what is wrong; the documents stay as they are."""
        with self._lock:
            if self.problems != problems:
                self.problems = problems
                self._tell()

    def undoable(self, count: int) -> None:
        """Say how many edits can be undone."""
        with self._lock:
            self._undo = count
            self._tell()

    def _tell(self, news: Sequence[Shown] = ()) -> None:
        before, self._generation = self._generation, self._generation + 1
        order, documents = json.dumps(list(self.documents)), ",".join(one.json for one in news)
        event = (
            f'{{"after":{before},"head":{as_json(self._head)},"order":{order},"documents":[{documents}],'
            f'"state":{self._state()}}}'
        )
        for queue in self._listeners.copy():
            try:
                queue.put_nowait(event)
            except Full:
                self._end(queue)

    # -- listening --------------------------------------------------------------------------------------------------

    @contextmanager
    def listening(self) -> Iterator[Events]:
        """Give events as long as the block runs; the first tells the state only."""
        queue: Events = Queue(_WAITING)
        with self._lock:
            queue.put(f'{{"state":{self._state()}}}')
            if self._ended:
                queue.put(None)
            self._listeners.add(queue)
        try:
            yield queue
        finally:
            with self._lock:
                self._listeners.discard(queue)

    def end(self) -> None:
        """End all events."""
        with self._lock:
            self._ended = True
            for queue in self._listeners.copy():
                self._end(queue)

    def _end(self, queue: Events) -> None:
        self._listeners.discard(queue)
        try:
            while True:
                queue.get_nowait()
        except Empty:
            queue.put_nowait(None)
