"""A kit reads nothing outside its own folder: its files may be links, but only to each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from materialgen.problems import Problem, ProblemsFoundError, Where

if TYPE_CHECKING:
    from pathlib import Path


def see_inside(path: Path, folder: Path, shown: str) -> Path:
    """Return the path of a kit's file after it has been seen that no link leads out of the kit.

    Args:
        path: The file, in the folder or below; it need not be there.
        folder: The kit's, which may itself be a link: the user named it.
        shown: The file's name in messages.

    Raises:
        ProblemsFoundError: It, or a folder on the way to it, is a link that leads elsewhere.
    """
    way = [path, *path.parents]
    below = way[: way.index(folder)]
    try:
        strays = any(one.is_symlink() for one in below) and not path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):
        strays = True  # links in a circle
    if strays:
        message = "it is a link that leads out of the kit's folder, and a kit reads nothing that lies elsewhere"
        hint = "put a copy of the file into the kit"
        raise ProblemsFoundError([Problem("outside-kit", message, Where(shown), hint)])
    return path
