"""Python runs this at start when its folder is on PYTHONPATH: the process must do without the network.

An audit hook cannot be taken off again, and it sees C code as well. Pipes to other processes are no sockets.
"""

import os
import sys

_REFUSED = ("socket.",)
_LOOPBACK = ("127.0.0.1", "::1")
_SERVES = os.environ.get("TESTS_SERVE") == "loopback"
"""Whether the process may have sockets that do not lead away from this machine."""


def _stays(event: str, arguments: tuple) -> bool:  # type: ignore[type-arg]  # typing takes time at every start
    if event in {"socket.bind", "socket.connect"}:
        return arguments[1][0] in _LOOPBACK
    return event == "socket.__new__" or (event == "socket.getaddrinfo" and arguments[0] in _LOOPBACK)


def _refuse(event: str, arguments: tuple) -> None:  # type: ignore[type-arg]  # the same
    if event.startswith(_REFUSED) and not (_SERVES and _stays(event, arguments)):
        message = f"the network is off in tests: {event}"
        raise RuntimeError(message)


sys.addaudithook(_refuse)
