"""A kit that was built, with the plan that it was built from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from materialgen.check.reading import ReadFile, UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from materialgen.kit.model import Kit
    from materialgen.plan import DocumentPlan, Plan
    from materialgen.render.render import Drawn


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
    """

    plan: Plan
    folder: Path
    files: Mapping[str, ReadFile]
    broken: Mapping[str, str]
    fresh: Mapping[str, Drawn]
    chosen: frozenset[str] | None = None

    @property
    def kit(self) -> Kit:
        """The kit."""
        return self.plan.kit

    @cached_property
    def documents(self) -> Mapping[str, DocumentPlan]:
        """The plan's documents by the name of their file, in order."""
        return {one.file_name: one for one in self.plan.documents}

    def shown(self, file: str) -> str:
        """Return a file's path for messages."""
        return (self.folder / file).as_posix()


def read_built(plan: Plan, folder: Path, fresh: Iterable[Drawn], chosen: Iterable[str] | None = None) -> Built:
    """Read the plan's files in a folder.

    Args:
        plan: What should have been made.
        folder: Where the files are.
        fresh: What a build would write now.
        chosen: The names of the files to check; None means all.
    """
    names = [one.file_name for one in plan.documents]
    picked = None if chosen is None else frozenset(chosen)
    files: dict[str, ReadFile] = {}
    broken: dict[str, str] = {}
    for name in names:
        if picked is not None and name not in picked:
            continue
        try:
            file = ReadFile(folder / name)
            _ = file.reader, file.pages, file.tree
            files[name] = file
        except FileNotFoundError:
            continue
        except UnreadableError as error:
            broken[name] = str(error)
        except OSError as error:
            broken[name] = error.strerror or str(error)
        except Exception as error:  # noqa: BLE001 - damaged tags may break their reader in any way
            broken[name] = f"{type(error).__name__}: {error}"
    return Built(plan, folder, files, broken, {one.printed.plan.file_name: one for one in fresh}, picked)
