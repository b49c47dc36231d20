"""Where built-in content, layouts and files are found: in the checkout first, else in the package."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parent.parent


def builtin_folder(name: str) -> Path:
    """Return the built-in folder ``content`` or ``layouts``.

    A source checkout has the folders at its top level; a wheel carries them inside the package.
    """
    checkout = _CHECKOUT / name
    if (_CHECKOUT / "pyproject.toml").is_file() and checkout.is_dir():
        return checkout
    return _PACKAGE / "_builtin" / name


def is_installed(folder: Path) -> bool:
    """Return whether a folder belongs to an installed program, which an update replaces."""
    return folder.resolve().is_relative_to(_PACKAGE)


def schema_folder() -> Path:
    """Return the folder of the JSON Schemas shipped inside the package."""
    return _PACKAGE / "schema"


def scaffold_folder() -> Path:
    """Return the folder of the templates of new kits shipped inside the package, one folder for each language."""
    return _PACKAGE / "scaffold"


def font_file(file_name: str) -> Path:
    """Return the path of a font shipped inside the package."""
    return _PACKAGE / "fonts" / file_name


def colour_profile() -> Path:
    """Return the path of the ICC profile of sRGB shipped inside the package."""
    return _PACKAGE / "colour" / "srgb.icc"


def style_sheet() -> Path:
    """Return the path of the style sheet of HTML editions shipped inside the package."""
    return _PACKAGE / "web" / "style.css"


def preview_file(file_name: str) -> Path:
    """Return the path of a file of the gallery shipped inside the package."""
    return _PACKAGE / "preview" / file_name
