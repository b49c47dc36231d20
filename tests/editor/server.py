"""A client of the YAML language server that editors use, spoken to over its standard input and output."""

from __future__ import annotations

import json
import os
import queue
import shutil
import subprocess
import threading
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Self

import pytest

if TYPE_CHECKING:
    from types import TracebackType

HERE = Path(__file__).resolve().parent
SERVER = HERE / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"
OFFLINE = HERE / "offline.cjs"
PATIENCE = 30
"""Seconds to wait for an answer."""
SETTINGS = {"yaml": {"validate": True, "hover": True, "completion": True, "schemaStore": {"enable": False}}}


def needed() -> str:
    """Return the path of node; without it or the server the test is skipped, but in CI it fails."""
    node = shutil.which("node")
    if node is not None and SERVER.is_file():
        return node
    message = "the YAML language server is not installed: run `npm ci` in tests/editor (Node.js 18 or newer)"
    if os.environ.get("CI") == "true":
        pytest.fail(message)
    pytest.skip(message)


@dataclass(frozen=True)
class Mark:
    """What an editor underlines: the line, from 1, and what it says."""

    line: int
    message: str


class LanguageServer:
    """A running server. What is opened need not stand on the disk: an editor's text is what counts."""

    def __init__(self, log: Path) -> None:
        """Start the server; what it complains about goes into ``log``."""
        node = needed()  # before anything is opened: without it the test is skipped
        self._errors = log.open("wb")
        self._process = subprocess.Popen(
            [node, "--require", str(OFFLINE), str(SERVER), "--stdio"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._input = self._process.stdin
        self._messages: queue.Queue[dict[str, Any]] = queue.Queue()
        self._number = 0
        self._opened: set[tuple[Path, int]] = set()
        self._published: dict[str, list[dict[str, Any]]] = {}
        threading.Thread(target=self._listen, args=(self._process.stdout,), daemon=True).start()

    def __enter__(self) -> Self:
        """Shake hands."""
        known = {"workspace": {"configuration": True}, "textDocument": {"hover": {"contentFormat": ["plaintext"]}}}
        self._ask("initialize", {"processId": os.getpid(), "rootUri": None, "capabilities": known})
        self._tell("initialized", {})
        self._tell("workspace/didChangeConfiguration", {"settings": SETTINGS})
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        """Say goodbye, and see that the process is gone."""
        try:
            self._ask("shutdown", None)
            self._tell("exit", None)
            self._process.wait(PATIENCE)
        finally:
            self._process.kill()
            self._process.wait()
            self._input.close()
            self._errors.close()

    def marks(self, *texts: Path | tuple[Path, str]) -> list[list[Mark]]:
        """Return what is underlined in each file, or in another text in its place; all are open at once."""
        opened = [self._open(*(one if isinstance(one, tuple) else (one, None))) for one in texts]
        return [self._marks(uri) for uri in opened]

    def hover(self, path: Path, line: int, column: int, text: str | None = None) -> str:
        """Return what is shown under the pointer; line and column count from 1."""
        answer = self._at("hover", path, line, column, text)
        return str(answer["contents"]["value"]) if answer else ""

    def proposals(self, path: Path, line: int, column: int, text: str | None = None) -> set[str]:
        """Return what is proposed at a place; line and column count from 1."""
        answer = self._at("completion", path, line, column, text)
        return {one["label"] for one in answer["items"]}

    def _at(self, what: str, path: Path, line: int, column: int, text: str | None) -> Any:  # noqa: ANN401 - JSON
        uri = self._open(path, text)
        self._marks(uri)
        place = {"line": line - 1, "character": column - 1}
        return self._ask(f"textDocument/{what}", {"textDocument": {"uri": uri}, "position": place})

    def _open(self, path: Path, text: str | None) -> str:
        """Open a file; once more, it has another name, so that late marks of the first time are not taken for new."""
        again = next(number for number in count() if (path, number) not in self._opened)
        self._opened.add((path, again))
        uri = path.resolve().with_name(f"{again}-{path.name}" if again else path.name).as_uri()
        shown = path.read_text(encoding="utf-8") if text is None else text
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": shown}
        self._tell("textDocument/didOpen", {"textDocument": document})
        return uri

    def _marks(self, uri: str) -> list[Mark]:
        while uri not in self._published:
            self._next()
        found = (Mark(one["range"]["start"]["line"] + 1, one["message"]) for one in self._published[uri])
        return sorted(found, key=lambda one: one.line)

    def _ask(self, method: str, params: object) -> Any:  # noqa: ANN401 - JSON
        self._number += 1
        number = self._number
        self._send({"id": number, "method": method, "params": params})
        while True:
            message = self._next()
            if message.get("id") == number and "method" not in message:
                assert "error" not in message, message
                return message["result"]

    def _tell(self, method: str, params: object) -> None:
        self._send({"method": method, "params": params})

    def _next(self) -> dict[str, Any]:
        """Return the next message, having done what the server asks of an editor."""
        message = self._messages.get(timeout=PATIENCE)
        if "method" in message and "id" in message:
            result: object = None
            if message["method"] == "workspace/configuration":
                result = [SETTINGS.get(item.get("section")) for item in message["params"]["items"]]
            self._send({"id": message["id"], "result": result})
        if message.get("method") == "textDocument/publishDiagnostics":
            self._published[message["params"]["uri"]] = message["params"]["diagnostics"]
        return message

    def _send(self, message: dict[str, object]) -> None:
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._input.write(b"Content-Length: %d\r\n\r\n%s" % (len(data), data))
        self._input.flush()

    def _listen(self, stream: IO[bytes]) -> None:
        while header := stream.readline():
            length = 0
            while header.strip():
                name, _, value = header.partition(b":")
                length = int(value) if name.lower() == b"content-length" else length
                header = stream.readline()
            self._messages.put(json.loads(stream.read(length)))
        stream.close()
