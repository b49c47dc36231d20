"""The page on the loopback: a few addresses, each made here; no path of a request ever reaches the file system.

Other sites are kept out thrice: by the Host header (against DNS rebinding), by what browsers say about where a request
comes from, and by headers that forbid them to embed or read anything. Editing needs a token besides.
"""

from __future__ import annotations

import io
import json
import os
import re
import socket
import sys
import threading
import time
from contextlib import suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from queue import Empty
from socketserver import TCPServer
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import parse_qs

from materialgen.problems import Problem, ProblemsFoundError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from materialgen.serve.desk import Desk
    from materialgen.serve.live import Live

MAX_BODY = 100_000
"""Bytes: a text of 5,000 characters has 60,000 in JSON at the most."""
MAX_HEAD = 32_000
"""Bytes of a request without its body."""
MAX_CONNECTIONS = 500
REQUEST_TIME = 10.0
"""Seconds in which a request must have arrived, and an answer must have been taken."""
HEARTBEAT = 15.0
"""Seconds between signs of life on a line of events: a browser that is gone is found out."""
_BACKLOG = 256
"""Connections that may wait to be accepted."""
_TOKEN_HEADER = "Materialgen-Token"  # noqa: S105 - the name of a header
_HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
"""Of everything but the page, which has a policy of its own."""
_LENGTH = re.compile(r"[0-9]{1,15}\Z")
_PICTURE = re.compile(r"/pictures/([0-9a-f]{20}-[0-9]{1,4}\.jpg)\Z")
_PDF = re.compile(r"/pdf/([a-z0-9-]+\.pdf)\Z")


class Answer(NamedTuple):
    """What a request gets."""

    status: HTTPStatus
    kind: str
    body: bytes
    headers: Mapping[str, str] = {}


class Service:
    """What stands at the addresses.

    Attributes:
        live: The kit.
        desk: Where edits are made; None if there is no editing.
    """

    def __init__(self, live: Live, page: Callable[[str | None], str], desk: Desk | None = None) -> None:
        """Set what is served.

        Args:
            live: The kit.
            page: Returns the page; with a token, texts can be edited on it.
            desk: Where edits are made; None if there is no editing.
        """
        self.live = live
        self.desk = desk
        self._page = page

    def get(self, path: str, query: str) -> Answer:
        """Return what stands at an address."""
        if path == "/":
            return self._start(query)
        if path == "/favicon.ico":
            return Answer(HTTPStatus.NO_CONTENT, "image/x-icon", b"")
        if path == "/model":
            return _answer("application/json", self.live.board.snapshot().encode())
        if match := _PICTURE.match(path):
            picture = self.live.pictures.get(match[1])
            if picture is not None:  # its name changes when it does
                return _answer("image/jpeg", picture, {"Cache-Control": "private, max-age=86400, immutable"})
        if match := _PDF.match(path):
            shown = self.live.board.documents.get(match[1])
            if shown is not None:
                return _answer("application/pdf", shown.pdf)
        return _refusal(HTTPStatus.NOT_FOUND, "there is nothing at this address")

    def _start(self, query: str) -> Answer:
        said = parse_qs(query).get("edit", [])
        if said and (self.desk is None or not self.desk.admits(said[0])):
            message = "this address is not the one of the running command; take the one that it printed"
            return _refusal(HTTPStatus.FORBIDDEN, message)
        page = self._page(said[0] if said else None)
        # What it may load is said in the page itself.
        return _answer("text/html; charset=utf-8", page.encode(), {"Content-Security-Policy": "frame-ancestors 'none'"})

    def post(self, path: str, body: bytes) -> Answer:
        """Make an edit, for a request that may."""
        assert self.desk is not None  # noqa: S101 - asked before
        actions: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
            "/edit/open": self.desk.open,
            "/edit/save": self.desk.save,
            "/edit/undo": self.desk.undo,
        }
        action = actions.get(path)
        if action is None:
            return _refusal(HTTPStatus.NOT_FOUND, "there is nothing at this address")
        try:
            said = json.loads(body)
            assert isinstance(said, dict)  # noqa: S101 - caught below
            done = action(said)
        except ProblemsFoundError as error:
            return _json({"problems": [_told(one) for one in error.problems]})
        except (ValueError, AssertionError, KeyError, TypeError, RecursionError):
            return _refusal(HTTPStatus.BAD_REQUEST, "this is no edit")
        return _json(done)


def _told(problem: Problem) -> str:
    hint = f" ({problem.hint})" if problem.hint else ""
    return f"{problem.message}{hint}"


def _answer(kind: str, body: bytes, headers: Mapping[str, str] = {}) -> Answer:
    return Answer(HTTPStatus.OK, kind, body, headers)


def _json(value: dict[str, Any]) -> Answer:
    return _answer("application/json", json.dumps(value).encode())


def _refusal(status: HTTPStatus, message: str, headers: Mapping[str, str] = {}) -> Answer:
    return Answer(status, "text/plain; charset=utf-8", f"{message}\n".encode(), headers)


class _TooLargeError(Exception):
    """A request is larger than any that the page makes."""


class _Incoming(io.RawIOBase):
    """What a client sends, until its time is over or it has sent too much: a slow client is no endless one."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._until = time.monotonic() + REQUEST_TIME
        self._left = MAX_HEAD + MAX_BODY

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401 - a buffer has no type of its own
        seconds = self._until - time.monotonic()
        if seconds <= 0:
            raise TimeoutError
        if self._left <= 0:
            raise _TooLargeError
        self._connection.settimeout(seconds)
        count = self._connection.recv_into(buffer, min(len(buffer), self._left))
        self._left -= count
        return count


class _Handler(BaseHTTPRequestHandler):
    """One request; each connection has one only, so that none holds a thread for nothing."""

    server: Server
    command = ""
    request_version = "HTTP/1.1"
    server_version = "materialgen"
    sys_version = ""
    protocol_version = default_request_version = "HTTP/1.1"

    def setup(self) -> None:
        super().setup()
        self.rfile = io.BufferedReader(_Incoming(self.connection))
        self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def handle(self) -> None:
        self.close_connection = True
        try:
            self.handle_one_request()
        except _TooLargeError:
            self._send(_refusal(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "the request is too large"))
        self.close_connection = True

    def finish(self) -> None:
        super().finish()
        # A client that is still sending would have its answer torn away when the connection is closed.
        self.connection.settimeout(REQUEST_TIME)

    def do_GET(self) -> None:
        """Answer a request for something."""
        refusal = self._refused()
        path, _, query = self.path.partition("?")
        if refusal is None and path == "/events" and self.command == "GET":
            self._send_events()
            return
        self._send(refusal or self.server.service.get(path, query))

    do_HEAD = do_GET  # noqa: N815 - the name that http.server looks for

    def do_POST(self) -> None:
        """Answer a request to edit."""
        self._send(self._refused() or self._edit_refused() or self._edit())

    def _not_allowed(self) -> None:
        allowed = "GET, HEAD, POST" if self.server.service.desk else "GET, HEAD"
        self._send(_refusal(HTTPStatus.METHOD_NOT_ALLOWED, "this cannot be done here", {"Allow": allowed}))

    do_PUT = do_DELETE = do_PATCH = do_OPTIONS = do_TRACE = do_CONNECT = _not_allowed  # noqa: N815 - as above

    def _refused(self) -> Answer | None:
        """Return the answer to a request that comes from elsewhere, or None."""
        if self.headers.get_all("Host", []) not in self.server.hosts:
            return _refusal(HTTPStatus.MISDIRECTED_REQUEST, "this page has another name; take the printed address")
        site, mode = self.headers.get("Sec-Fetch-Site"), self.headers.get("Sec-Fetch-Mode")
        visit = mode == "navigate" and self.headers.get("Sec-Fetch-Dest") == "document" and self.command == "GET"
        if site not in {None, "same-origin", "none"} and not visit:
            return _refusal(HTTPStatus.FORBIDDEN, "other sites may not ask")
        return None

    def _edit_refused(self) -> Answer | None:
        """Return the answer to a request that may not edit, or None."""
        desk, headers = self.server.service.desk, self.headers
        if desk is None:
            message = "editing is off: it is allowed by `materialgen serve --edit`"
            return _refusal(HTTPStatus.METHOD_NOT_ALLOWED, message, {"Allow": "GET, HEAD"})
        origins = [f"http://{host}" for (host,) in self.server.hosts]
        same = headers.get("Origin") in origins and headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"
        token = headers.get(_TOKEN_HEADER, "")
        length = headers.get("Content-Length", "")
        known = _LENGTH.match(length) is not None
        plain = headers.get_content_type() == "application/json" and "Transfer-Encoding" not in headers
        refusals = (
            (same, HTTPStatus.FORBIDDEN, "other sites may not edit"),
            (desk.admits(token), HTTPStatus.FORBIDDEN, "this page belongs to a command that has ended; load it again"),
            (plain, HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "an edit is JSON"),
            (known, HTTPStatus.LENGTH_REQUIRED, "an edit says how long it is"),
            (known and int(length) <= MAX_BODY, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "the text is too long"),
        )
        return next((_refusal(status, message) for right, status, message in refusals if not right), None)

    def _edit(self) -> Answer:
        length = int(self.headers["Content-Length"])
        body = self.rfile.read(length)
        if len(body) < length:
            return _refusal(HTTPStatus.BAD_REQUEST, "the request ends too early")
        return self.server.service.post(self.path, body)

    def _send(self, answer: Answer) -> None:
        self.connection.settimeout(REQUEST_TIME)
        self.send_response(answer.status)
        headers = {
            "Content-Type": answer.kind,
            "Content-Length": str(len(answer.body)),
            "Content-Security-Policy": _POLICY,
            **_HEADERS,
            **answer.headers,
            "Connection": "close",
        }
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body)

    def _send_events(self) -> None:
        """Send events until the browser goes or the command ends (HTML Standard, 9.2: server-sent events)."""
        self.connection.settimeout(REQUEST_TIME)
        self.send_response(HTTPStatus.OK)
        headers = {"Content-Type": "text/event-stream", "Content-Security-Policy": _POLICY, **_HEADERS}
        for name, value in {**headers, "Connection": "close"}.items():
            self.send_header(name, value)
        self.end_headers()
        with self.server.service.live.board.listening() as events:
            self.wfile.write(b"retry: 500\n\n")
            while True:
                try:
                    event = events.get(timeout=HEARTBEAT)
                except Empty:
                    self.wfile.write(b":\n\n")
                    continue
                if event is None:
                    return
                self.wfile.write(b"data: " + event.encode() + b"\n\n")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - http.server's name
        """Say nothing."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer a request that http.server does not understand; what it says is not repeated."""
        del message, explain
        status = HTTPStatus(code)
        self._send(_refusal(status, status.phrase))


class Server(ThreadingHTTPServer):
    """The server; see ``run`` and ``close``.

    Attributes:
        service: What stands at the addresses.
        hosts: The lists of Host headers with which it may be asked.
    """

    daemon_threads = False
    request_queue_size = _BACKLOG
    allow_reuse_address = os.name == "posix"  # on Windows, it would let two programs have one port

    def __init__(self, service: Service, host: str = "127.0.0.1", port: int = 0) -> None:
        """Listen.

        Args:
            service: What stands at the addresses.
            host: An address of the loopback.
            port: 0 takes a free one.

        Raises:
            ProblemsFoundError: The port is not to be had.
        """
        self.service = service
        self.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self._connections: set[socket.socket] = set()
        self._guard = threading.Lock()
        try:
            super().__init__((host, port), _Handler)
        except OSError as error:
            raise ProblemsFoundError([_no_port(port, error)]) from None
        shown = f"[{host}]" if ":" in host else host
        self.hosts = [[f"{name}:{self.server_port}"] for name in (shown, "localhost")]
        if self.server_port == 80:  # noqa: PLR2004 - HTTP's own, which browsers leave out
            self.hosts += [[shown], ["localhost"]]

    @property
    def url(self) -> str:
        """The address of the page."""
        return f"http://{self.hosts[0][0]}/"

    def server_bind(self) -> None:
        """Bind without asking for the name of the machine, for which http.server might ask the network."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = "localhost", self.server_address[1]

    def process_request(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 - as in socketserver
        """Answer in a thread, unless there are too many."""
        with self._guard:
            crowded = len(self._connections) >= MAX_CONNECTIONS
            self._connections.add(request)
        if crowded:
            self.shutdown_request(request)
        else:
            super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:  # noqa: ANN401 - as in socketserver
        """Close a connection."""
        with self._guard:
            self._connections.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 - as in socketserver
        """Take it lightly that a browser goes away; anything else is a fault of the program."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)

    def close(self) -> None:
        """Stop listening, close every connection and wait for the threads; ``serve_forever`` must have ended."""
        self.socket.close()
        with self._guard:
            connections = list(self._connections)
        for one in connections:
            with suppress(OSError):  # it is closed already
                one.shutdown(socket.SHUT_RDWR)
        self.server_close()


def _no_port(port: int, error: OSError) -> Problem:
    import errno

    if error.errno == errno.EADDRINUSE:
        message = f"the port {port} is in use, perhaps by another `materialgen serve`"
        return Problem("port-busy", message, hint="stop that program, choose another --port, or leave --port out")
    message = f"the port {port} cannot be opened: {error.strerror or error}"
    return Problem("port-busy", message, hint="choose a --port from 1024 to 65535, or leave --port out")
