"""From a kit to a page that is served until somebody ends it."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from materialgen import resources
from materialgen.problems import Problem, ProblemsFoundError, Where
from materialgen.serve.desk import Desk
from materialgen.serve.live import Live
from materialgen.serve.page import page
from materialgen.serve.server import Server, Service

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from materialgen.serve.live import Asked


@dataclass(frozen=True, slots=True)
class Wish:
    """How a kit is served.

    Attributes:
        host: An address of the loopback.
        port: 0 takes a free one.
        edit: Whether texts may be edited.
        show: Whether the page is opened in the browser.
    """

    host: str = "127.0.0.1"
    port: int = 0
    edit: bool = False
    show: bool = False


def serve(
    ask: Callable[[], Asked],
    tell: Callable[[Sequence[Problem]], str],
    folder: Path,
    wish: Wish,
    say: Callable[[str], None],
    warn: Callable[[str], None],
) -> None:
    """Serve a kit until the process is interrupted.

    Args:
        ask: Reads all that is drawn.
        tell: Returns problems as text.
        folder: The kit's.
        wish: How it is served.
        say: Prints a message.
        warn: Prints an error.

    Raises:
        ProblemsFoundError: The port is in use, or the kit may not be edited.
    """
    if wish.edit and resources.is_installed(folder):
        message = "this kit belongs to the installed program, which the next update replaces"
        hint = "copy its folder to a place of your own, and name that"
        raise ProblemsFoundError([Problem("edit-refused", message, Where(folder.as_posix()), hint)])
    last = [""]

    def built(problems: str, seconds: float) -> None:
        if problems and problems != last[0]:
            warn(problems)
        elif not problems:
            say(f"drawn in {seconds:.2f} s" if not last[0] else f"mended, and drawn in {seconds:.2f} s")
        last[0] = problems

    live = Live(ask, tell, folder.name, built)
    desk = Desk(live.board, folder, live.watch.wake) if wish.edit else None
    server = Server(Service(live, lambda token: page(live.board, token), desk), wish.host, wish.port)
    address = f"{server.url}?edit={desk.token}" if desk else server.url
    answering = threading.Thread(target=server.serve_forever, name="server")
    drawing = threading.Thread(target=live.run, name="live")
    answering.start()
    try:
        say(f"{folder.as_posix()} is at {address}\nCtrl-C ends it.")
        drawing.start()
        if wish.show:
            import webbrowser

            webbrowser.open(address)
        while drawing.is_alive():
            drawing.join(1.0)  # one without a limit cannot be interrupted on Windows
    except KeyboardInterrupt:
        say("ended.")
    finally:
        live.stop()
        server.shutdown()
        server.close()
        answering.join()
        if drawing.ident is not None:
            drawing.join()
