"""Python runs this at start when its folder is on PYTHONPATH: the process must do without the network.

An audit hook cannot be taken off again, and it sees C code as well. Pipes to other processes are no sockets.
"""

import sys

_REFUSED = ("socket.",)


def _refuse(event: str, _arguments: object) -> None:
    if event.startswith(_REFUSED):
        message = f"the network is off in tests: {event}"
        raise RuntimeError(message)


sys.addaudithook(_refuse)
