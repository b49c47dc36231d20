"""A new kit: the templates beside this module become the files of a kit's folder."""

from __future__ import annotations

import os
import re
import tempfile
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

from materialgen import resources
from materialgen.problems import Problem, ProblemsFoundError, Where

if TYPE_CHECKING:
    from collections.abc import Container

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
_MOST = 40
"""Characters of a name: it becomes part of paths."""
_RESERVED = frozenset({"con", "prn", "aux", "nul", "null"}) | {
    f"{port}{n}" for port in ("com", "lpt") for n in range(10)
}
"""Names that Windows keeps for devices, and YAML's word for nothing."""
_PLACEHOLDER = "my-kit"
"""The kit's name in the templates."""


def fault(name: str, taken: Container[str]) -> str | None:
    """Return what is wrong with a kit's name, or None.

    Args:
        name: The name.
        taken: Names of kits that a folder of the same name would be mixed up with.
    """
    if not _NAME.match(name):
        better = _like(name)
        example = f", for instance '{better}'" if better else ""
        return f"'{name}' is not a name for a kit: use a-z, 0-9 and '-' between them{example}"
    if len(name) > _MOST:
        return f"'{name}' is {len(name)} characters long: use {_MOST} or fewer"
    if name in _RESERVED:
        return f"'{name}' means something else to computers: choose another name"
    if name in taken:
        return f"'{name}' is a built-in kit: choose another name"
    return None


def _like(name: str) -> str:
    """Return a name that may be used and is like another one."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_MOST].rstrip("-")


def write_kit(folder: Path, language: str) -> tuple[str, ...]:
    """Write a new kit; its name is that of its folder.

    It is written beside its place and moved there when it is complete, so that nothing half-made is left.

    Args:
        folder: The kit's folder, which must not exist; its parent must.
        language: The language of the words and comments.

    Returns:
        The files' paths in the kit's folder, without the schemas for editors.

    Raises:
        ProblemsFoundError: There is something of that name already, or the files cannot be written.
    """
    where = Where(folder.as_posix())
    if os.path.lexists(folder):
        hint = "choose another name, or move away what is there"
        raise ProblemsFoundError([Problem("cannot-write", "there is something of that name already", where, hint)])
    words = _words(language, folder.name)
    try:
        with tempfile.TemporaryDirectory(prefix=".materialgen-", dir=folder.parent) as temporary:
            made = Path(temporary) / folder.name
            for name, data in (words | _schemas()).items():
                path = made / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
            made.rename(folder)
    except OSError as error:
        message = f"it cannot be written: {error.strerror or error}"
        hint = "choose another folder with --dir, or free the disk"
        raise ProblemsFoundError([Problem("cannot-write", message, where, hint)]) from None
    return tuple(words)


def _words(language: str, name: str) -> dict[str, bytes]:
    """Return the kit's files by their paths in its folder."""
    root = resources.scaffold_folder() / language
    files = sorted(root.rglob("*.yaml"))
    return {
        path.relative_to(root).as_posix(): path.read_bytes().replace(_PLACEHOLDER.encode(), name.encode())
        for path in files
    }


def _schemas() -> dict[str, bytes]:
    """Return the schemas that the files' first lines refer to, by their paths in the kit's folder."""
    files = sorted(resources.schema_folder().glob("*.json"))
    return {f".schemas/{path.name}": path.read_bytes() for path in files}
