"""Build hook: puts the top-level content/ and layouts/ into the wheel, as materialgen/_builtin/.

An editable install uses the checkout's folders, so only a standard wheel gets the copies. The wheel is the same whether
it is built from a checkout or from the sdist: files that are not part of the project (caches, hidden files, editors'
backups) are left out by name here, since an sdist has no .gitignore to ask.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

BUILTIN = ("content", "layouts")


def project_files(folder: Path) -> list[Path]:
    """Return the files of a folder that belong to the project, in a stable order.

    Args:
        folder: The folder to search, with all that is below it.

    Returns:
        The paths, without caches, hidden files and editors' backups.
    """
    return sorted(path for path in folder.rglob("*") if path.is_file() and not _is_debris(path.relative_to(folder)))


def _is_debris(path: Path) -> bool:
    hidden = any(part.startswith(".") or part == "__pycache__" for part in path.parts)
    return hidden or path.name.endswith((".pyc", "~"))


class BuiltinFolders(BuildHookInterface):  # type: ignore[type-arg]  # generic only in the build configuration, unused here
    """Force-includes the built-in content and layouts in standard wheels."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the folders to the wheel that is about to be built.

        Args:
            version: The kind of wheel: "standard" or "editable".
            build_data: What hatchling builds from; ``force_include`` maps sources to places in the wheel.

        Raises:
            FileNotFoundError: A folder is missing or empty, so that the wheel would be useless.
        """
        if version != "standard":
            return
        root = Path(self.root)
        for name in BUILTIN:
            files = project_files(root / name)
            if not files:
                message = f"{name}/ is missing or empty: the wheel would have no built-in {name}"
                raise FileNotFoundError(message)
            for path in files:
                place = Path("materialgen", "_builtin", path.relative_to(root)).as_posix()
                build_data["force_include"][str(path)] = place
