"""What the tests of the served page share: sockets on the loopback only, and a tiny kit that is drawn live."""

from __future__ import annotations

import shutil
import socket
from typing import TYPE_CHECKING, Any

import pytest

from materialgen.cli.report import as_text
from materialgen.cli.request import read_request
from materialgen.cli.serve import command
from materialgen.serve import live as module
from materialgen.serve.live import Asked, Live
from tests.helpers import LAYOUTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from materialgen.problems import Problem

FLAGS: dict[str, Any] = command.make_context("serve", []).params
"""The flags of the command when none is given."""
_HOSTS = frozenset({"127.0.0.1", "::1"})
_create, _ask = socket.create_connection, socket.getaddrinfo


def _check(address: Any) -> None:  # noqa: ANN401 - an address has another form in each family
    if address[0] not in _HOSTS:
        message = f"only the loopback may be used in tests, not {address}"
        raise RuntimeError(message)


class Loopback(socket.socket):
    """A socket that knows this machine only."""

    def connect(self, address: Any) -> None:  # noqa: ANN401 - as above
        """Connect."""
        _check(address)
        super().connect(address)

    def connect_ex(self, address: Any) -> int:  # noqa: ANN401 - as above
        """Connect."""
        _check(address)
        return super().connect_ex(address)

    def bind(self, address: Any) -> None:  # noqa: ANN401 - as above
        """Bind."""
        _check(address)
        super().bind(address)


@pytest.fixture
def _loopback(monkeypatch: pytest.MonkeyPatch, _offline: None) -> None:
    """Allow sockets, but none that leads away from this machine."""

    def ask(host: Any, *arguments: Any, **named: Any) -> Any:  # noqa: ANN401 - as socket.getaddrinfo has it
        _check((host,))
        return _ask(host, *arguments, **named)

    monkeypatch.setattr(socket, "socket", Loopback)
    monkeypatch.setattr(socket, "create_connection", _create)
    monkeypatch.setattr(socket, "getaddrinfo", ask)


@pytest.fixture
def layouts(tmp_path: Path) -> Path:
    """Return a folder of the tests' layouts, to be changed."""
    return shutil.copytree(LAYOUTS, tmp_path / "layouts", ignore=shutil.ignore_patterns("__pycache__"))


def live_kit(folder: Path, layouts: Path) -> Live:
    """Return a kit, to be drawn live."""

    def ask() -> Asked:
        request = read_request(str(folder), {**FLAGS, "layout_folders": (layouts,)})
        return Asked(request.plan(None), request.layouts, request.press)

    def tell(problems: Sequence[Problem]) -> str:
        return as_text(problems, source=True, colour=False)

    return Live(ask, tell, "tiny")


@pytest.fixture
def live(tiny_kit: Path, layouts: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Live]:
    """Return the tiny kit, to be drawn live; what is wrong is told at once."""
    monkeypatch.setattr(module, "SETTLING", 0.0)
    one = live_kit(tiny_kit, layouts)
    yield one
    one.stop()
