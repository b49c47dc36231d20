"""A process that has loaded the tool and starts a copy of itself for each build: a trial takes a tenth of a second.

Each line of its input is a trial as JSON; each line of its output says how it ended. The copy can send itself a signal
at a certain step of its work with files, or it gets one from outside after a certain time.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import tempfile
import traceback
from typing import Any, NoReturn

STEPS = frozenset(
    {"open", "os.rename", "os.remove", "os.chmod", "os.mkdir", "os.scandir", "os.listdir", "tempfile.mkstemp"}
)
"""What counts as a step: Python tells of each before it is done."""


def main() -> None:
    """Run the trials."""
    import materialgen.changes.compare
    import materialgen.cli.build
    import materialgen.cli.changes
    import materialgen.cli.request
    import materialgen.render.bundle
    import materialgen.render.output
    import materialgen.render.render  # noqa: F401 - loaded once for all trials

    for line in sys.stdin:
        print(json.dumps(_trial(json.loads(line))), flush=True)  # noqa: T201 - the answer


def _trial(trial: dict[str, Any]) -> dict[str, Any]:
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err, tempfile.TemporaryFile() as steps:
        child = os.fork()
        if not child:
            _copy(trial, out.fileno(), err.fileno(), steps.fileno())
        if trial["turns"] is not None:
            for _ in range(trial["turns"]):
                pass
            os.kill(child, trial["signal"])
        _, status = os.waitpid(child, 0)
        said = [_read(stream.fileno()) for stream in (out, err, steps)]
    return {"code": os.waitstatus_to_exitcode(status), "out": said[0], "err": said[1], "steps": len(said[2])}


def _read(handle: int) -> str:
    os.lseek(handle, 0, os.SEEK_SET)
    data = b""
    while chunk := os.read(handle, 1 << 16):
        data += chunk
    return data.decode()


def _copy(trial: dict[str, Any], out: int, err: int, steps: int) -> NoReturn:
    """Run the tool, and end."""
    code = 1
    try:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        os.chdir(trial["cwd"])
        os.dup2(out, 1)
        os.dup2(err, 2)
        if trial["closed"]:
            os.close(0)
            sys.stdin = None  # as Python does when it starts so
        os.environ.update(trial["env"])
        if trial["umask"] is not None:
            os.umask(trial["umask"])
        left = trial["step"]

        def count(event: str, _arguments: object) -> None:
            nonlocal left
            if event in STEPS:
                os.write(steps, b".")
                if left is not None:
                    left -= 1
                    if left < 0:
                        left = None
                        os.kill(os.getpid(), trial["signal"])

        sys.addaudithook(count)
        from materialgen.cli import main as tool

        tool(trial["arguments"], prog_name="materialgen")
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:  # noqa: BLE001 - whatever it is, it is told as Python would
        traceback.print_exc()
    finally:
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        os._exit(code)


if __name__ == "__main__":
    main()
