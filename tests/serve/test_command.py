"""``materialgen serve`` as a process: what it prints, how it ends, what it says about mistakes."""

from __future__ import annotations

import re
import socket
from typing import TYPE_CHECKING
from urllib.request import urlopen

import pytest

from materialgen.resources import scaffold_folder
from materialgen.serve.run import Wish
from materialgen.serve.run import serve as serve_kit
from tests.helpers import LAYOUTS, edit, problems_of
from tests.serve.running import Command

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from materialgen.serve.live import Asked
    from tests.helpers import Result

pytestmark = pytest.mark.usefixtures("_loopback")


@pytest.fixture
def serve(empty: Path) -> Iterator[Callable[..., Command]]:
    """Return a function that starts the command in an empty folder."""
    commands = []

    def start(*arguments: str | Path) -> Command:
        commands.append(Command(*arguments, cwd=empty))
        return commands[-1]

    yield start
    for one in commands:
        if one.process.poll() is None:
            one.process.kill()
        one.process.communicate()


@pytest.mark.slow
def test_it_serves_until_ctrl_c(serve: Callable[..., Command], tiny_kit: Path) -> None:
    """It says where the page is, what it does and that it ends; Ctrl-C is no error and shows no traceback."""
    command = serve(tiny_kit, "--layouts", LAYOUTS)
    first = command.line()
    address = re.search(r" is at (http://127\.0\.0\.1:\d+/)$", first)
    assert address
    assert command.line() == "Ctrl-C ends it."
    assert re.fullmatch(r"drawn in \d+\.\d\d s", command.line())
    with urlopen(address[1], timeout=30) as answer:  # noqa: S310 - the page's own address
        assert b"Sheet first body" in answer.read()
    edit(tiny_kit / "sv" / "sheets" / "first.yaml", "Sheet first body", "Ny text")
    assert re.fullmatch(r"drawn in \d+\.\d\d s", command.line())
    port = int(address[1].rstrip("/").rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port), timeout=30) as listening:
        listening.sendall(f"GET /events HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
        assert listening.recv(15) == b"HTTP/1.1 200 OK"
        command.interrupt()
        assert command.end() == (0, "ended.\n", "")


@pytest.mark.slow
def test_problems_are_printed_once_and_so_is_their_end(serve: Callable[..., Command], tiny_kit: Path) -> None:
    """As `build` prints them, with the line; the command goes on."""
    edit(tiny_kit / "sv" / "sheets" / "first.yaml", "body: Sheet", "body: [Sheet")
    command = serve(tiny_kit, "--layouts", LAYOUTS)
    assert command.process.stderr is not None
    assert "first.yaml:4:7: error[yaml-syntax]" in command.process.stderr.readline()
    edit(tiny_kit / "sv" / "sheets" / "first.yaml", "body: [Sheet", "body: Sheet")
    assert [command.line(), command.line()][1] == "Ctrl-C ends it."
    assert command.line().startswith("mended, and drawn in ")
    command.interrupt()
    assert command.end()[0] == 0


@pytest.mark.slow
def test_editing_is_off_unless_it_is_asked_for(serve: Callable[..., Command], tiny_kit: Path) -> None:
    """With --edit, the address has a token."""
    command = serve(tiny_kit, "--layouts", LAYOUTS, "--edit")
    assert re.search(r" is at http://127\.0\.0\.1:\d+/\?edit=[\w-]{32}$", command.line())


@pytest.mark.slow
def test_a_busy_port_is_explained(serve: Callable[..., Command], tiny_kit: Path) -> None:
    """No traceback, exit status 1; the other one is not disturbed."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        code, out, err = serve(tiny_kit, "--layouts", LAYOUTS, "--port", str(port)).end()
    assert (code, out) == (1, "")
    assert err.startswith(f"error[port-busy]: the port {port} is in use")
    assert "hint: stop that program, choose another --port" in err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("no-such-kit",), "there is no kit 'no-such-kit'"),
        (("--lang", "xx"), "there is no language"),
        (("--port", "99999"), "99999 is not in the range"),
        (("--host", "0.0.0.0"), "'0.0.0.0' is not one of"),  # noqa: S104 - it is refused
        (("--start-at", "2"), "--start-at needs --labels"),
        (("--bleed", "3mm"), "--profile"),
    ],
)
def test_a_wrong_command_is_explained(run: Callable[..., Result], arguments: tuple[str, ...], message: str) -> None:
    """Nothing is served, on no address that others can reach; the process has no network at all."""
    done = run("serve", *arguments)
    assert done.code == 2
    assert message in done.err
    assert "Traceback" not in done.err


def test_the_kits_of_an_installed_program_are_not_edited() -> None:
    """The next update would replace them; nothing is served."""
    (problem,) = problems_of(lambda: serve_kit(_nothing, str, scaffold_folder(), Wish(edit=True), print, print))
    assert problem.code == "edit-refused"
    assert "copy its folder" in (problem.hint or "")


def _nothing() -> Asked:
    raise AssertionError
