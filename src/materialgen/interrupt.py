"""Ctrl-C that is never lost: libraries turn it into errors of their own, or swallow it.

pydantic reports a wrong schema, reportlab a missing page, codecs a character that cannot be encoded.
"""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Iterator

_asked = False


@contextmanager
def heeded() -> Iterator[None]:
    """Remember in the block that Ctrl-C was pressed, so that whatever comes of it is ``KeyboardInterrupt``.

    Who handles Ctrl-C otherwise keeps doing so.

    Raises:
        KeyboardInterrupt: Ctrl-C was pressed, and an error came of it.
    """
    global _asked  # noqa: PLW0603 - the process is stopped, not a part of it
    _asked = False
    main = threading.current_thread() is threading.main_thread()
    if not main or signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        yield
        return
    signal.signal(signal.SIGINT, _heed)
    try:
        yield
    except Exception as error:
        if _asked:
            raise KeyboardInterrupt from error
        raise
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def _heed(_number: int, _frame: object) -> NoReturn:
    global _asked  # noqa: PLW0603 - see above
    _asked = True
    raise KeyboardInterrupt


def go_on() -> None:
    """Raise ``KeyboardInterrupt`` if Ctrl-C was pressed and something has swallowed it: what was drawn may be wrong."""
    if _asked:
        raise KeyboardInterrupt
