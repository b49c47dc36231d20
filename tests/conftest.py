"""Fixtures of all tests."""

from __future__ import annotations

import os
import shutil
import socket
import ssl  # noqa: F401 - derives from socket.socket, so it must be imported before a test refuses that
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from tests.helpers import LAYOUTS, Result, python
from tests.tiny import write_kit
from tests.whole import languages

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

settings.register_profile("local", max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("local"), derandomize=True, database=None)
settings.load_profile("ci" if os.environ.get("CI") == "true" else "local")


@pytest.fixture(autouse=True)
def _offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse the network in this process; ``tests/offline`` does it in others."""

    def refuse(*_arguments: object, **_named: object) -> None:
        message = "the network is off in tests"
        raise RuntimeError(message)

    for name in ("socket", "create_connection", "getaddrinfo", "socketpair"):
        monkeypatch.setattr(socket, name, refuse)


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """Return an empty folder to run the tool in."""
    folder = tmp_path / "empty folder å"
    folder.mkdir()
    return folder


@pytest.fixture
def run(empty: Path) -> Callable[..., Result]:
    """Return a function that runs ``materialgen`` in an empty folder."""

    def materialgen(*arguments: str | Path, cwd: Path = empty, env: dict[str, str] | None = None) -> Result:
        return python("-m", "materialgen", *map(str, arguments), cwd=cwd, env=env)

    return materialgen


@pytest.fixture
def tiny_kit(tmp_path: Path) -> Path:
    """Return the folder of a tiny kit; its layouts are in ``tests/layouts``."""
    return write_kit(tmp_path / "tiny")


@pytest.fixture
def build_tiny(run: Callable[..., Result], tiny_kit: Path, empty: Path) -> Callable[..., Result]:
    """Return a function that builds the tiny kit into the folder ``out``."""

    def build(*arguments: str | Path, env: dict[str, str] | None = None) -> Result:
        return run("build", tiny_kit, "--layouts", LAYOUTS, "--out", empty / "out", *arguments, env=env)

    return build


@pytest.fixture
def copy_of_kit(tmp_path: Path) -> Path:
    """Return a copy of the built-in kit's folder, to be changed."""
    from materialgen.kit.find import DEFAULT_KIT, find_kit

    return shutil.copytree(find_kit(DEFAULT_KIT), tmp_path / "declaration")


@pytest.fixture(scope="session")
def built_kit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the built-in kit in every language, once for all workers; return the folder with a folder per language.

    Bundles are left out: they have tests of their own.
    """
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder, claim, report = shared / "kit", shared / "kit.claim", shared / "kit.report"
    try:
        claim.touch(exist_ok=False)
    except FileExistsError:
        while not report.exists():
            time.sleep(0.05)
    else:
        folder.mkdir()
        build = ("-m", "materialgen", "build", "--no-bundles", "--lang")
        results = [python(*build, one, cwd=folder) for one in languages()]
        waiting = shared / "kit.waiting"
        waiting.write_text("".join(one.out + one.err for one in results if one.code), encoding="utf-8")
        waiting.rename(report)
    errors = report.read_text(encoding="utf-8")
    if errors:
        pytest.fail(f"the built-in kit does not build:\n{errors}", pytrace=False)
    return folder / "output" / "declaration"
