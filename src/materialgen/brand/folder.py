"""Files of a brand: inside its folder, of a sensible size, and nothing else is ever opened."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from materialgen.problems import Problem, ProblemsFoundError

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

    def fail(code: str, message: str, hint: str | None = None) -> ProblemsFoundError:
        return ProblemsFoundError([Problem(code, message, name.where, hint)])

    outside = "outside-brand", f"'{name}' is not inside the brand's folder"
    copy = "copy the file into the folder, and write its name only"
    if name.startswith(("/", "\\", "~")) or _ADDRESS.match(name) or ".." in re.split(r"[/\\]", name):
        raise fail(*outside, copy)
    if "\\" in name:
        raise fail("wrong-form", f"'{name}' has a backslash", "write '/' between folders")
    path = folder.joinpath(*name.split("/"))
    try:
        real = path.resolve(strict=True)
        if not real.is_relative_to(folder.resolve(strict=True)):
            raise fail(*outside, "it is a link that leads out of it: copy the file itself into the folder")
        if not real.is_file():
            raise fail("unreadable-file", f"'{name}' is not a file")
        with real.open("rb") as stream:
            data = stream.read(most + 1)
    except FileNotFoundError:
        raise fail("missing-file", f"there is no file '{name}' in the brand's folder") from None
    except (OSError, ValueError, RuntimeError) as error:  # what cannot be a path, and links in a circle
        reason = getattr(error, "strerror", None) or error
        raise fail("unreadable-file", f"'{name}' cannot be read: {reason}") from None
    if len(data) > most:
        raise fail("unreadable-file", f"'{name}' is larger than {most // 1000} kB", "save a smaller one")
    return data
