"""The output folder: each file is replaced whole, and the manifest is true at every moment."""

from __future__ import annotations

import json
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from materialgen.layout import Printed
from materialgen.problems import ProblemsFoundError
from materialgen.reads import Seen, stamp_of
from materialgen.render import manifest as manifests
from materialgen.render.dependence import MadeFrom
from materialgen.render.files import cannot_write, prepare_folder, write_atomically
from materialgen.render.lock import locked
from materialgen.render.manifest import Manifest, sha256
from materialgen.render.render import Common, Drawn
from materialgen.render.state import FOLDER, FORMAT, NAME, State, engine, read_state, remember_reads

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from materialgen.kit.model import SheetSpec
    from materialgen.plan import DocumentPlan, Plan
    from materialgen.reads import Reads
    from materialgen.render.bundle import Bundle
    from materialgen.render.web import WebPage


@dataclass(frozen=True, slots=True)
class Written:
    """A file of the kit after a build.

    Attributes:
        path: The file.
        made: What is in it.
        changed: Whether the file is other than before.
    """

    path: Path
    made: Drawn | Bundle | WebPage
    changed: bool


class Output:
    """An output folder that nobody else writes into; see ``opened``."""

    def __init__(self, folder: Path) -> None:
        """Take up what earlier builds remember of a folder."""
        self.folder = folder
        self._manifest = manifests.find_manifest(folder)
        state = read_state(folder) or {}
        self._engine = engine()
        self._state: State = state if state.get("engine") == self._engine else {}

    @classmethod
    @contextmanager
    def opened(cls, folder: Path, on_wait: Callable[[], None] = lambda: None) -> Iterator[Output]:
        """Hold a folder for the block, after it has been made if need be.

        Args:
            folder: The folder.
            on_wait: Called if another build is writing into it.

        Raises:
            ProblemsFoundError: It cannot be written to, or another build does not end.
        """
        prepare_folder(folder)
        hidden = folder / FOLDER
        prepare_folder(hidden)
        with ExitStack() as held:
            try:
                held.enter_context(locked(hidden / "lock", on_wait))
                for left in folder.glob(".materialgen-*.tmp"):
                    left.unlink(missing_ok=True)  # of a build that was killed
            except OSError as error:
                raise cannot_write(hidden, error) from None
            yield cls(folder)

    # -- what is known -------------------------------------------------------------------------------------------------

    def document(self, plan: DocumentPlan) -> Drawn | None:
        """Return a document as an earlier build drew it, if its file is still there as it was."""
        try:
            known = self._state["documents"][plan.file_name]
            entry = (
                next(one for one in self._manifest.documents if one.file == plan.file_name) if self._manifest else None
            )
            data = (self.folder / plan.file_name).read_bytes()
            if entry is None or sha256(data) != known["sha256"] or entry.sha256 != known["sha256"]:
                return None
            printed = Printed(plan, known["pages"], known["content"], known["parts"], known["cuts"], known["on_labels"])
            return Drawn(printed, data, entry.words, _made_from(known["made_from"], self._state["keys"]))
        except (KeyError, TypeError, ValueError, IndexError, StopIteration, OSError):
            return None

    def common(self, sheet: SheetSpec) -> Common | None:
        """Return what the documents of a sheet had in common; its value is not kept."""
        try:
            known = self._state["commons"][sheet.id]
            return Common(None, known["found"], _made_from(known["made_from"], self._state["keys"]))
        except (KeyError, TypeError, ValueError, IndexError):
            return None

    @property
    def has_pages(self) -> bool:
        """Whether HTML editions have been written, which are to be kept in step."""
        return bool(self._manifest and self._manifest.web)

    # -- writing -------------------------------------------------------------------------------------------------------

    def write(
        self,
        plan: Plan,
        drawn: Sequence[Drawn],
        bundles: Sequence[Bundle] = (),
        pages: Sequence[WebPage] = (),
        *,
        whole: bool = True,
        on_written: Callable[[Written], None] = lambda _written: None,
    ) -> list[Written]:
        """Replace the files that are other than before, and tell in the manifest what is there.

        Args:
            plan: What the files are for.
            drawn: The documents.
            bundles: The bundles.
            pages: The HTML editions.
            whole: Whether these are all files of the kit.
            on_written: Called after each file is in place.

        Raises:
            ProblemsFoundError: A file cannot be written; each is then the old or the new one, and the manifest says so.
        """
        now = Manifest.of(plan, drawn, bundles, pages)
        if not whole:
            now = now.beside(self._manifest)
        path = self.folder / manifests.NAME
        files: list[tuple[str, Drawn | Bundle | WebPage]] = [
            *((one.printed.plan.file_name, one) for one in drawn),
            *((one.plan.file_name, one) for one in bundles),
            *((one.file_name, one) for one in pages),
        ]
        if now != self._manifest:
            write_atomically(path, now.underway(self._manifest).to_json().encode())
        written = []
        for name, made in files:
            changed = write_atomically(self.folder / name, made.data)
            written.append(Written(self.folder / name, made, changed))
            on_written(written[-1])
        write_atomically(path, now.to_json().encode())
        self._manifest = now
        return written

    def remember(self, drawn: Sequence[Drawn], reads: Reads, asked: str, said: str) -> None:
        """Remember a build for the next one; that it cannot be remembered is no problem.

        Args:
            drawn: The documents.
            reads: What was read for them.
            asked: What was asked for.
            said: What the build told when it was done.
        """
        keys: dict[str, int] = {}
        state: State = {"format": FORMAT, "engine": self._engine, "asked": asked, "said": said}
        state["documents"] = self._still_known("documents", keys) | {
            one.printed.plan.file_name: _document(one, keys) for one in drawn
        }
        state["commons"] = self._still_known("commons", keys) | {
            one.printed.plan.sheet.id: {"found": one.common.found, "made_from": _kept(one.common.made_from, keys)}
            for one in drawn
            if one.common
        }
        state["keys"] = list(keys)
        names = [*(one.file for one in self._manifest.entries), manifests.NAME] if self._manifest else []
        # This process wrote them and nobody else may: their times are enough.
        outputs = {name: Seen(stamp_of(self.folder / name), None, fresh=False) for name in names}
        remember_reads(state, reads, outputs)
        with suppress(ProblemsFoundError):
            write_atomically(self.folder / FOLDER / NAME, json.dumps(state).encode(), durable=False)

    def _still_known(self, kind: str, keys: dict[str, int]) -> dict[str, dict[str, Any]]:
        """Return what earlier builds remember, with the keys numbered anew."""
        files = {one.file for one in self._manifest.documents} if self._manifest else set()
        known = {}
        try:
            for name, one in self._state.get(kind, {}).items():
                if kind != "documents" or name in files:
                    known[name] = {**one, "made_from": _kept(_made_from(one["made_from"], self._state["keys"]), keys)}
        except (KeyError, TypeError, IndexError, ValueError):
            return {}
        return known


def _document(drawn: Drawn, keys: dict[str, int]) -> dict[str, Any]:
    printed = drawn.printed
    return {
        "sha256": sha256(drawn.data),
        "pages": printed.pages,
        "content": printed.fingerprint,
        "parts": dict(printed.parts),
        "cuts": printed.cuts,
        "on_labels": printed.on_labels,
        "made_from": _kept(drawn.made_from, keys),
    }


def _kept(made_from: MadeFrom, keys: dict[str, int]) -> list[Any]:
    return [made_from.digest, [keys.setdefault(key, len(keys)) for key in made_from.keys]]


def _made_from(kept: Sequence[Any], keys: Sequence[str]) -> MadeFrom:
    digest, numbers = kept
    return MadeFrom(tuple(keys[number] for number in numbers), digest)
