"""Where a kit stands: a folder that is named, or a built-in kit."""

from __future__ import annotations

from pathlib import Path

from materialgen import resources

DEFAULT_KIT = (resources.builtin_folder("content") / "default-kit").read_text(encoding="utf-8").strip()
"""What is built when no kit is named: content says so, not code."""


def builtin_kits() -> dict[str, Path]:
    """Return the folders of the built-in kits by name."""
    root = resources.builtin_folder("content")
    return {path.parent.name: path.parent for path in sorted(root.glob("*/kit.yaml"))}


def find_kit(name: str) -> Path:
    """Return the folder of a kit.

    Args:
        name: A built-in kit's name, or the path of a kit's folder or of its ``kit.yaml``.

    Raises:
        UnknownChoiceError: There is no such kit.
    """
    kits = builtin_kits()
    if name in kits:
        return kits[name]
    path = Path(name)
    try:
        if path.name == "kit.yaml" and path.is_file():
            return path.parent
        if (path / "kit.yaml").is_file():
            return path
    except OSError:
        pass  # a name that is too long for a path, or a folder that may not be looked into
    from materialgen.problems import UnknownChoiceError  # only where something is wrong

    raise UnknownChoiceError("kit", name, kits)
