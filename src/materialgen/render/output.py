"""The output folder: each file is replaced whole, and the manifest is true at every moment."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from materialgen.interrupt import go_on
from materialgen.layout import Printed
from materialgen.problems import ProblemsFoundError
from materialgen.reads import Seen, stamp_of
from materialgen.render import manifest as manifests
from materialgen.render.dependence import MadeFrom, digest
from materialgen.render.files import cannot_write, prepare_folder, see_no_link, write_atomically
from materialgen.render.lock import PATIENCE, locked
from materialgen.render.manifest import Manifest, sha256
from materialgen.render.render import Common, Drawn
from materialgen.render.state import FOLDER, FORMAT, NAME, State, engine, read_state, remember_reads, state_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
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
    def opened(
        cls, folder: Path, on_wait: Callable[[], None] = lambda: None, patience: float = PATIENCE
    ) -> Iterator[Output]:
        """Hold a folder for the block, after it has been made if need be.

        Args:
            folder: The folder.
            on_wait: Called if another build is writing into it.
            patience: Seconds to wait for it.

        Raises:
            ProblemsFoundError: It cannot be written to, or another build does not end.
        """
        prepare_folder(folder)
        hidden = folder / FOLDER
        see_no_link(hidden)
        prepare_folder(hidden)
        with ExitStack() as held:
            try:
                held.enter_context(locked(hidden / "lock", on_wait, patience))
                _sweep(folder)
                _sweep(hidden)
            except OSError as error:
                raise cannot_write(hidden, error) from None
            yield cls(folder)

    @property
    def manifest(self) -> Manifest:
        """What the folder holds; raises ``ValueError`` if nothing has been built there."""
        if self._manifest is None:
            message = "nothing has been built into the folder"
            raise ValueError(message)
        return self._manifest

    # -- what is known -------------------------------------------------------------------------------------------------

    def document(self, plan: DocumentPlan) -> Drawn | None:
        """Return a document as an earlier build drew it, if its file is still there as it was."""
        try:
            known = self._state["documents"][plan.file_name]
            entry = (
                next(one for one in self._manifest.documents if one.file == plan.file_name) if self._manifest else None
            )
            path = self.folder / plan.file_name
            if entry is None or not path.is_file() or path.is_symlink():
                return None
            data = path.read_bytes()
            if not sha256(data) == entry.sha256 == known["sha256"] or digest(entry.words) != known["words"]:
                return None
            return Drawn(_printed(plan, known), data, entry.words, _made_from(known["made_from"], self._state["keys"]))
        except (KeyError, TypeError, ValueError, IndexError, AttributeError, StopIteration, OSError):
            return None

    def common(self, sheet: SheetSpec) -> Common | None:
        """Return what the documents of a sheet had in common; its value is not kept."""
        try:
            known = self._state["commons"][sheet.id]
            return Common(None, known["found"], _made_from(known["made_from"], self._state["keys"]))
        except (KeyError, TypeError, ValueError, IndexError, AttributeError):
            return None

    @property
    def has_pages(self) -> bool:
        """Whether there are HTML editions of ours, which are to be kept in step; who deletes them is rid of them."""
        return self._manifest is not None and any((self.folder / one.file).is_file() for one in self._manifest.web)

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
        go_on()
        if now != self._manifest:
            write_atomically(path, now.underway(self.folder).to_json().encode())
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
            write_atomically(self.folder / FOLDER / NAME, state_file(state), durable=False)

    def _still_known(self, kind: str, keys: dict[str, int]) -> dict[str, dict[str, Any]]:
        """Return what earlier builds remember, with the keys numbered anew."""
        files = {one.file for one in self._manifest.documents} if self._manifest else set()
        known = {}
        try:
            for name, one in self._state.get(kind, {}).items():
                if kind != "documents" or name in files:
                    known[name] = {**one, "made_from": _kept(_made_from(one["made_from"], self._state["keys"]), keys)}
        except (KeyError, TypeError, IndexError, ValueError, AttributeError):
            return {}
        return known


def _sweep(folder: Path) -> None:
    """Remove what builds that were killed have left."""
    for left in folder.glob(".materialgen-*.tmp"):
        with suppress(OSError):  # a folder that somebody has named so
            left.unlink(missing_ok=True)


def _printed(plan: DocumentPlan, known: Mapping[str, Any]) -> Printed:
    """Return what is known of a document; raises ``TypeError`` if the values cannot be its own."""
    kinds = {"pages": int, "content": str, "parts": dict, "cuts": int, "on_labels": bool}
    wrong = [name for name, kind in kinds.items() if type(known[name]) is not kind]
    if wrong or not all(type(count) is int for count in known["parts"].values()):
        raise TypeError(wrong)
    return Printed(plan, *(known[name] for name in kinds))


def _document(drawn: Drawn, keys: dict[str, int]) -> dict[str, Any]:
    printed = drawn.printed
    return {
        "sha256": sha256(drawn.data),
        "words": digest(drawn.words),
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
