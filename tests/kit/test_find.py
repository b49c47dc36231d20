"""Where a kit stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from materialgen.kit.find import DEFAULT_KIT, builtin_kits, find_kit
from materialgen.problems import UnknownChoiceError

if TYPE_CHECKING:
    from pathlib import Path


def test_the_default_kit_is_built_in() -> None:
    """The kit that is built without a name exists and has facts."""
    assert (builtin_kits()[DEFAULT_KIT] / "kit.yaml").is_file()


def test_a_kit_is_found_by_its_folder_or_its_file(tiny_kit: Path) -> None:
    """A folder with a kit.yaml is a kit, and its kit.yaml names it as well."""
    assert find_kit(str(tiny_kit)) == tiny_kit
    assert find_kit(str(tiny_kit / "kit.yaml")) == tiny_kit


def test_a_built_in_kit_is_found_by_name_from_anywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The current folder does not matter for a built-in kit."""
    monkeypatch.chdir(tmp_path)
    assert find_kit(DEFAULT_KIT) == builtin_kits()[DEFAULT_KIT]


@pytest.mark.parametrize("name", ["declaratoin", "", "no/such/folder", "x" * 5_000, "kit.yaml"])
def test_what_is_no_kit_is_refused_with_the_choices(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that is no kit, even one too long for a path, gives one line with all kits."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UnknownChoiceError, match=r"^there is no kit '.*\(choose from: .*declaration.*\)$"):
        find_kit(name)


def test_a_near_miss_is_guessed() -> None:
    """A misspelt kit is asked back."""
    with pytest.raises(UnknownChoiceError, match="did you mean 'declaration'"):
        find_kit("declaratoin")
