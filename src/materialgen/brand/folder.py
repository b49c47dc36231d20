"""Files of a brand: inside its folder, of a sensible size, and nothing else is ever opened."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from materialgen.problems import Problem, ProblemsFoundError
from materialgen.reads import read_bytes

if TYPE_CHECKING:
    from pathlib import Path

    from materialgen.kit.text import Text

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
"""A URL's scheme or a drive's letter."""


def read_file(folder: Path, name: Text, most: int) -> bytes:
    """Return the bytes of a file that a brand names.

    Args:
        folder: The brand's.
        name: The file, with ``/`` between folders.
        most: The most bytes that it may have.

    Raises:
        ProblemsFoundError: It is not there, outside of the folder, too large, or cannot be read.
    """
    if name.startswith(("/", "\\", "~")) or _ADDRESS.match(name) or ".." in re.split(r"[/\\]", name):
        raise _outside(name, "copy the file into the folder, and write its name only")
    if "\\" in name:
        problem = Problem("wrong-form", f"'{name}' has a backslash", name.where, "write '/' between folders")
        raise ProblemsFoundError([problem])
    path = folder.joinpath(*name.split("/"))
    try:
        real = path.resolve(strict=True)
        if not real.is_relative_to(folder.resolve(strict=True)):
            raise _outside(name, "it is a link that leads out of it: copy the file itself into the folder")
        if not real.is_file():
            raise _unreadable(name, "is not a file")
        data = read_bytes(real, most + 1)
    except FileNotFoundError:
        message = f"there is no file '{name}' in the brand's folder"
        raise ProblemsFoundError([Problem("missing-file", message, name.where)]) from None
    except (OSError, ValueError, RuntimeError) as error:  # what cannot be a path, and links in a circle
        raise _unreadable(name, f"cannot be read: {getattr(error, 'strerror', None) or error}") from None
    if len(data) > most:
        raise _unreadable(name, f"is larger than {most // 1000} kB", "save a smaller one")
    return data


def _outside(name: Text, hint: str) -> ProblemsFoundError:
    message = f"'{name}' is not inside the brand's folder"
    return ProblemsFoundError([Problem("outside-brand", message, name.where, hint)])


def _unreadable(name: Text, message: str, hint: str | None = None) -> ProblemsFoundError:
    return ProblemsFoundError([Problem("unreadable-file", f"'{name}' {message}", name.where, hint)])
