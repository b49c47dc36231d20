"""Fixtures of the tests that ask the editor's language server."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.editor.server import LanguageServer
from tests.helpers import python

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="session")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LanguageServer]:
    """Return a running language server, which must not have asked for the network at the end."""
    log = tmp_path_factory.mktemp("server") / "log.txt"
    with LanguageServer(log) as server:
        yield server
    assert "the network is off" not in log.read_text(encoding="utf-8")


def _new_kit(language: str, factory: pytest.TempPathFactory) -> Path:
    folder = factory.mktemp("folder with a space å")
    done = python("-m", "materialgen", "new", "demo", "--lang", language, cwd=folder)
    assert done.code == 0, done.err
    return folder / "demo"


@pytest.fixture(scope="session")
def english_kit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a kit in English that has just been made."""
    return _new_kit("en", tmp_path_factory)


@pytest.fixture(scope="session")
def swedish_kit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a kit in Swedish that has just been made."""
    return _new_kit("sv", tmp_path_factory)


@pytest.fixture(params=["english_kit", "swedish_kit"])
def new_kit(request: pytest.FixtureRequest) -> Path:
    """Return the folder of a kit that has just been made, in each language."""
    folder: Path = request.getfixturevalue(request.param)
    return folder
