"""``python -m materialgen``, and the command that is installed."""

from __future__ import annotations

import atexit
import os
import sys
from contextlib import suppress

from materialgen.cli import main


def run() -> None:
    """Run a command and end the process.

    The interpreter is not taken down bit by bit: freeing all that a build has made takes an eighth of its time, and the
    system frees it at once. What has been registered for the end of the process is done, and what was printed is out.
    """
    code = 1
    try:
        main(prog_name="materialgen")
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:  # noqa: BLE001 - the interpreter's own report, then the same end
        sys.excepthook(*sys.exc_info())
    finally:
        atexit._run_exitfuncs()  # noqa: SLF001 - what the interpreter calls; there is no public name for it
        for stream in (sys.stdout, sys.stderr):
            with suppress(OSError, ValueError, AttributeError):  # the reader has gone, or the stream is closed or None
                stream.flush()
        os._exit(code)


if __name__ == "__main__":
    run()
