"""A kit that was built, with the plan that it was built from."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from materialgen.check.reading import ReadFile, UnreadableError
from materialgen.press import Press

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from materialgen.kit.model import Kit
    from materialgen.plan import DocumentPlan, Plan
    from materialgen.render.bundle import Bundle
    from materialgen.render.render import Drawn
    from materialgen.render.web import WebPage


@dataclass(frozen=True)
class Built:
    """What the checks look at.

    Attributes:
        plan: What should have been made.
        folder: Where the files are.
        files: Those of the plan's files that exist and can be read, by name.
        broken: Why those of the plan's files that exist cannot be read, by name.
        fresh: What a build would write now, by the file's name.
        chosen: The names of the files to check; None means all of the plan, and what else is in the folder.
        bundles: The bundles that exist and can be read, by the file's name.
        fresh_bundles: The bundles that a build would write now, by the file's name.
        unread: The names of bundles that need only be there.
        press: How the files should have been made to be printed.
        fresh_pages: The HTML editions that a build could write now.
    """

    plan: Plan
    folder: Path
    files: Mapping[str, ReadFile]
    broken: Mapping[str, str]
    fresh: Mapping[str, Drawn]
    chosen: frozenset[str] | None = None
    bundles: Mapping[str, ReadFile] = field(default_factory=dict)
    fresh_bundles: Mapping[str, Bundle] = field(default_factory=dict)
    unread: tuple[str, ...] = ()
    press: Press = field(default_factory=Press)
    fresh_pages: tuple[WebPage, ...] = ()

    @cached_property
    def editions(self) -> Mapping[str, WebPage]:
        """The HTML editions that are there, as a build would write them, by the file's name."""
        known = {one.file_name: one for one in self.fresh_pages}
        picked = known if self.chosen is None else known.keys() & self.chosen
        return {name: page for name, page in known.items() if name in picked and (self.folder / name).is_file()}

    @property
    def everything(self) -> Mapping[str, ReadFile]:
        """Documents and bundles that exist and can be read, by the file's name."""
        return {**self.files, **self.bundles}

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of all files that a build writes, in order."""
        return (*self.documents, *self.fresh_bundles, *self.unread)

    def only(self, name: str) -> Built:
        """Return the same with no other file than one."""
        files, bundles = (
            {one: file for one, file in kind.items() if one == name} for kind in (self.files, self.bundles)
        )
        return replace(self, files=files, bundles=bundles, chosen=frozenset({name}))

    @property
    def kit(self) -> Kit:
        """The kit."""
        return self.plan.kit

    @cached_property
    def documents(self) -> Mapping[str, DocumentPlan]:
        """The plan's documents by the name of their file, in order."""
        return {one.file_name: one for one in self.plan.documents}

    @cached_property
    def read(self) -> frozenset[str] | None:
        """What the documents read of the kit's parts, e.g. ``kit/principles/P1.name``; None if not all were drawn."""
        if not self.documents.keys() <= self.fresh.keys():
            return None
        drawn = [self.fresh[name] for name in self.documents]
        made_from = [*(one.made_from for one in drawn), *(one.common.made_from for one in drawn if one.common)]
        return frozenset(key for one in made_from for key in one.keys)

    def shown(self, file: str) -> str:
        """Return a file's path for messages."""
        return (self.folder / file).as_posix()


def read_built(
    plan: Plan,
    folder: Path,
    fresh: Iterable[Drawn],
    chosen: Iterable[str] | None = None,
    bundles: Iterable[Bundle] = (),
    press: Press | None = None,
    unread: Iterable[str] = (),
    pages: Iterable[WebPage] = (),
) -> Built:
    """Read the plan's files in a folder.

    Args:
        plan: What should have been made.
        folder: Where the files are.
        fresh: What a build would write now.
        chosen: The names of the files to check; None means all.
        bundles: The bundles that a build would write now.
        press: How the files should have been made to be printed; None means in colour, on any printer.
        unread: The names of bundles that need only be there.
        pages: The HTML editions that a build could write now.
    """
    press = press or Press()
    picked = None if chosen is None else frozenset(chosen)
    broken: dict[str, str] = {}
    fresh_bundles = {one.plan.file_name: one for one in bundles}
    files = _read(folder, [one.file_name for one in plan.documents], picked, broken, press, pages=True)
    for document in plan.documents:
        if document.tiled and document.file_name in files:
            files[document.file_name].tiled = True
    read = _read(folder, fresh_bundles, picked, broken, press, pages=False)
    drawn = {one.printed.plan.file_name: one for one in fresh}
    return Built(plan, folder, files, broken, drawn, picked, read, fresh_bundles, tuple(unread), press, tuple(pages))


def _read(
    folder: Path,
    names: Iterable[str],
    picked: frozenset[str] | None,
    broken: dict[str, str],
    press: Press,
    *,
    pages: bool,
) -> dict[str, ReadFile]:
    """Return those of some files that can be read; why others cannot is added to ``broken``."""
    files: dict[str, ReadFile] = {}
    for name in names:
        if picked is not None and name not in picked:
            continue
        try:
            file = ReadFile(folder / name, printer=press.printer)
            _ = file.reader, file.tree, pages and file.pages
            files[name] = file
        except FileNotFoundError:
            continue
        except UnreadableError as error:
            broken[name] = str(error)
        except OSError as error:
            broken[name] = error.strerror or str(error)
        except Exception as error:  # noqa: BLE001 - damaged tags may break their reader in any way
            broken[name] = f"{type(error).__name__}: {error}"
    return files
