"""The page's address, asked with raw sockets: what it gives, and all that it refuses."""

from __future__ import annotations

import json
import socket
import threading
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from materialgen.serve import server as module
from materialgen.serve.desk import Desk
from materialgen.serve.page import page
from materialgen.serve.server import MAX_BODY, Server, Service
from tests.helpers import LAYOUTS, edit, problems_of
from tests.serve.conftest import live_kit
from tests.tiny import write_kit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from materialgen.serve.live import Live

pytestmark = pytest.mark.usefixtures("_loopback")
PDF = "00-sheet-first-name-a4.pdf"


@dataclass(frozen=True)
class Reply:
    """What the server sent until it closed the connection; the status is 0 if it sent nothing."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Running:
    """A server that runs, and a client that sends it anything."""

    def __init__(self, live: Live, folder: Path, *, editing: bool) -> None:
        """Start."""
        self.live = live
        self.folder = folder
        self.desk = Desk(live.board, folder) if editing else None
        self.server = Server(Service(live, lambda token: page(live.board, token), self.desk))
        self.host = f"127.0.0.1:{self.server.server_port}"
        self._thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02})
        self._thread.start()

    def stop(self) -> None:
        """Stop, as the command does."""
        self.live.stop()
        self.server.shutdown()
        self.server.close()
        self._thread.join(10)

    def connect(self) -> socket.socket:
        """Return a new connection."""
        return socket.create_connection(("127.0.0.1", self.server.server_port), timeout=20)

    def raw(self, data: bytes) -> Reply:
        """Send bytes and return what comes back."""
        with self.connect() as connection:
            with suppress(OSError):  # the server has closed it; what it said is read all the same
                connection.sendall(data)
            return reply(connection)

    def ask(self, path: str, method: str = "GET", body: bytes = b"", **headers: Any) -> Reply:  # noqa: ANN401 - texts, or None
        """Send a request as a browser would; a header that is None is left out."""
        said = {"Host": self.host, **{name.replace("_", "-"): value for name, value in headers.items()}}
        lines = [f"{name}: {value}" for name, value in said.items() if value is not None]
        return self.raw("\r\n".join([f"{method} {path} HTTP/1.1", *lines, "", ""]).encode("latin-1") + body)

    def edit(self, path: str = "/edit/undo", body: bytes = b"{}", **headers: Any) -> Reply:  # noqa: ANN401 - texts, or None
        """Send a request to edit that is all right, but for the headers given."""
        assert self.desk is not None
        right = {
            "Origin": f"http://{self.host}",
            "Sec_Fetch_Site": "same-origin",
            "Content_Type": "application/json",
            "Content_Length": str(len(body)),
            "Materialgen_Token": self.desk.token,
        }
        return self.ask(path, "POST", body, **{**right, **headers})


def reply(connection: socket.socket) -> Reply:
    """Read until the server closes the connection."""
    data = b""
    with suppress(OSError):  # closed in the middle
        while part := connection.recv(65536):
            data += part
    head, _, body = data.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = dict(line.split(": ", 1) for line in lines)
    return Reply(int(first.split()[1]) if first else 0, headers, body)


def running_kit(folder: Path, *, editing: bool) -> Iterator[Running]:
    """Write the tiny kit, serve it, and stop."""
    live = live_kit(write_kit(folder), LAYOUTS)
    live.build()
    running = Running(live, folder, editing=editing)
    yield running
    running.stop()


@pytest.fixture(scope="module")
def viewing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Return a server that shows the tiny kit."""
    yield from running_kit(tmp_path_factory.mktemp("viewing") / "tiny", editing=False)


@pytest.fixture(scope="module")
def editing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Return a server on which the tiny kit can be edited."""
    yield from running_kit(tmp_path_factory.mktemp("editing") / "tiny", editing=True)


@pytest.fixture
def fresh(live: Live, tiny_kit: Path) -> Iterator[Running]:
    """Return a server of its own for a test that changes what is shown."""
    live.build()
    running = Running(live, tiny_kit, editing=False)
    yield running
    running.stop()


def picture_of(live: Live) -> str:
    """Return the address of a picture."""
    return live.board.documents[PDF].model.pages[0].picture.src


def test_what_stands_at_each_address(viewing: Running) -> None:
    """The page, the model, pictures and files, each with its kind and whole."""
    live = viewing.live
    kinds = {
        "/": ("text/html; charset=utf-8", page(live.board, None).encode()),
        "/model": ("application/json", live.board.snapshot().encode()),
        f"/pdf/{PDF}": ("application/pdf", live.board.documents[PDF].pdf),
        picture_of(live): ("image/jpeg", live.pictures.get(picture_of(live).rpartition("/")[2])),
    }
    for path, (kind, content) in kinds.items():
        got = viewing.ask(path)
        assert (got.status, got.headers["Content-Type"], got.body) == (200, kind, content)
        head = viewing.ask(path, "HEAD")
        assert head.body == b""
        assert {**head.headers, "Date": ""} == {**got.headers, "Date": ""}
    assert viewing.ask("/favicon.ico").status == 204


@pytest.mark.parametrize("path", ["/", "/model", "/nothing", "/events"])
def test_every_answer_forbids_what_other_sites_could_do_with_it(fresh: Running, path: str) -> None:
    """Nothing is shared with other origins, framed, guessed or remembered; nothing tells about the machine."""
    fresh.live.board.end()
    headers = fresh.ask(path, Origin="http://evil.example").headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cross-Origin-Resource-Policy"] == headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cache-Control"] == "no-store"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert not [name for name in headers if name.lower().startswith("access-control")]
    assert headers["Server"].strip() == "materialgen"


def test_the_page_has_a_policy_of_its_own(viewing: Running) -> None:
    """No program may run in it but its own two, and it may ask nobody but this server."""
    text = viewing.ask("/").body.decode()
    policy = text.partition('http-equiv="Content-Security-Policy" content="')[2].partition('"')[0]
    directives = dict(one.split(" ", 1) for one in policy.replace("&#x27;", "'").split("; "))
    assert directives["default-src"] == "'none'"
    assert directives["connect-src"] == "'self'"
    assert directives["script-src"].count("'sha256-") == 2
    assert "unsafe" not in policy


@pytest.mark.parametrize(
    "host",
    [
        None,
        "",
        "evil.example",
        "evil.example:{port}",
        "127.0.0.1",
        "127.0.0.1:1",
        "127.0.0.1:{port}0",
        "127.0.0.1:{port}.evil.example",
        "127.0.0.1.evil.example:{port}",
        "evil.example@127.0.0.1:{port}",
        "LOCALHOST.evil.example:{port}",
        "[::1]:{port}",
        "0.0.0.0:{port}",
        "127.0.0.1:{port}, evil.example",
    ],
)
def test_a_foreign_name_is_refused(editing: Running, host: str | None) -> None:
    """DNS rebinding: another site's name may lead here, but its pages get nothing, whatever they ask."""
    name = host.format(port=editing.server.server_port) if host is not None else None
    for path in ("/", "/model", "/events", picture_of(editing.live)):
        assert editing.ask(path, Host=name).status == 421
    assert editing.edit(Host=name).status == 421


def test_its_own_names_are_accepted(viewing: Running) -> None:
    """The control, and that of two headers at once, which is refused."""
    port = viewing.server.server_port
    assert viewing.ask("/model", Host=f"localhost:{port}").status == 200
    assert viewing.raw(f"GET /model HTTP/1.1\r\nHost: {viewing.host}\r\n\r\n".encode()).status == 200
    twice = f"GET /model HTTP/1.1\r\nHost: {viewing.host}\r\nHost: evil.example\r\n\r\n"
    assert viewing.raw(twice.encode()).status == 421
    assert viewing.raw(b"GET http://evil.example/model HTTP/1.1\r\nHost: evil.example\r\n\r\n").status == 421


@pytest.mark.parametrize(
    "path",
    [
        "/../../../../etc/passwd",
        "/..%2f..%2f..%2fetc%2fpasswd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/pictures/../../../../etc/passwd",
        "/pictures/..%2f..%2fetc%2fpasswd",
        "/pdf/../../../../etc/passwd",
        "/pdf/%2e%2e%2fkit.yaml",
        "/pdf/..\\..\\kit.yaml",
        "/pdf/kit.yaml",
        "/pdf/" + PDF + "/../../kit.yaml",
        "/pdf/" + PDF + "%00.yaml",
        "//etc/passwd",
        "/etc/passwd",
        "/C:/Windows/win.ini",
        "/pdf/C:\\Windows\\win.ini",
        "/%ff%fe",
        "/pictures/",
        "/pdf/",
        "/edit/open",
        "etc/passwd",
        "http://127.0.0.1/etc/passwd",
        "*",
    ],
)
def test_no_path_leads_to_a_file(viewing: Running, path: str) -> None:
    """What is not in the table is not there, and the answer does not repeat what was asked."""
    got = viewing.ask(path)
    assert got.status == 404
    assert got.body == b"there is nothing at this address\n"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "BREW", "get"])
def test_nothing_but_looking_is_allowed(viewing: Running, method: str) -> None:
    """Without --edit, there is GET and HEAD only."""
    for path in ("/", "/edit/save", "/edit/undo"):
        got = viewing.ask(path, method, Content_Length="0", Origin=f"http://{viewing.host}")
        assert got.status in {405, 501}
        assert got.headers.get("Allow", "GET, HEAD") == "GET, HEAD"


@pytest.mark.parametrize("site", ["cross-site", "same-site", "odd"])
@pytest.mark.parametrize(
    ("mode", "destination", "status"),
    [
        ("no-cors", "image", 403),
        ("no-cors", "script", 403),
        ("cors", "empty", 403),
        ("navigate", "iframe", 403),
        ("navigate", "document", 200),
    ],
)
def test_other_sites_may_link_but_not_ask(
    viewing: Running, site: str, mode: str, destination: str, status: int
) -> None:
    """A browser says where a request comes from; a link that somebody follows is nothing bad."""
    headers: dict[str, Any] = {"Sec_Fetch_Site": site, "Sec_Fetch_Mode": mode, "Sec_Fetch_Dest": destination}
    assert viewing.ask("/model", **headers).status == status
    assert viewing.ask("/model", **{**headers, "Sec_Fetch_Site": "same-origin"}).status == 200


def test_the_page_for_editing_needs_the_token(editing: Running) -> None:
    """Without it there is the page to look at; with a wrong one, nothing."""
    assert editing.desk is not None
    token = editing.desk.token.encode()
    assert token in editing.ask(f"/?edit={editing.desk.token}").body
    assert token not in editing.ask("/").body
    assert token not in editing.ask("/model").body
    assert editing.ask("/?edit=wrong").status == 403
    assert editing.ask("/?edit=").status == 200


def test_an_edit_from_the_page_is_made(editing: Running) -> None:
    """The control of all refusals: open, save and undo, with all headers that a browser sends."""
    path = editing.folder / "sv" / "sheets" / "first.yaml"
    before = path.read_bytes()
    (shown,) = editing.live.board.documents[PDF].model.pages
    number = next(number for number, one in enumerate(shown.texts) if one.text == "Sheet first body")
    asked = {"page": shown.key, "mark": shown.mark, "number": number, "source": 0}
    opened = json.loads(editing.edit("/edit/open", json.dumps(asked).encode()).body)
    saved = editing.edit("/edit/save", json.dumps({"id": opened["id"], "text": "Ny: text"}).encode())
    assert saved.status == 200
    assert path.read_bytes() == before.replace(b"Sheet first body", b'"Ny: text"')
    assert json.loads(editing.edit("/edit/undo").body)["undo"] == 0
    assert path.read_bytes() == before
    assert "nothing to undo" in json.loads(editing.edit("/edit/undo").body)["problems"][0]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": None}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "https://{host}"}, 403),
        ({"Origin": "http://{host}.evil.example"}, 403),
        ({"Origin": "http://127.0.0.1"}, 403),
        ({"Sec_Fetch_Site": "cross-site"}, 403),
        ({"Sec_Fetch_Site": "same-site"}, 403),
        ({"Sec_Fetch_Site": "none"}, 403),
        ({"Materialgen_Token": None}, 403),
        ({"Materialgen_Token": ""}, 403),
        ({"Materialgen_Token": "x" * 32}, 403),
        ({"Materialgen_Token": "\u00e5"}, 403),
        ({"Content_Type": None}, 415),
        ({"Content_Type": "text/plain"}, 415),
        ({"Content_Type": "application/x-www-form-urlencoded"}, 415),
        ({"Content_Type": "text/plain; application/json"}, 415),
        ({"Transfer_Encoding": "chunked"}, 415),
        ({"Content_Length": None}, 411),
        ({"Content_Length": "-1"}, 411),
        ({"Content_Length": "2x"}, 411),
        ({"Content_Length": "\u00b2"}, 411),
        ({"Content_Length": str(MAX_BODY + 1)}, 413),
        ({"Content_Length": "9" * 14}, 413),
        ({"Content_Length": "9" * 5000}, 411),
    ],
)
def test_an_edit_from_elsewhere_is_refused(editing: Running, headers: dict[str, Any], status: int) -> None:
    """Each request but for one header is right; nothing is written."""
    before = {path: path.read_bytes() for path in editing.folder.rglob("*.yaml")}
    given = {name: value and value.replace("{host}", editing.host) for name, value in headers.items()}
    got = editing.edit(**given)
    assert got.status == status
    assert not [name for name in got.headers if name.lower().startswith("access-control")]
    assert {path: path.read_bytes() for path in editing.folder.rglob("*.yaml")} == before


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"x",
        b"[]",
        b"null",
        b"{",
        b'{"id":"x"}',
        b'{"id":1,"text":"x"}',
        b"[" * 50_000,
        b'{"text":"\\ud800"}',
        b"\xff",
    ],
)
def test_what_is_no_edit_is_refused(editing: Running, body: bytes) -> None:
    """Any bytes as the body of a request that may edit."""
    for path in ("/edit/open", "/edit/save"):
        assert editing.edit(path, body).status == 400
    assert editing.edit("/edit/everything", b"{}").status == 404
    assert editing.edit("/", b"{}").status == 404


def test_a_body_that_ends_too_early_is_refused(editing: Running) -> None:
    """A client that sends less than it says, and no more."""
    assert editing.desk is not None
    with editing.connect() as connection:
        head = (
            f"POST /edit/undo HTTP/1.1\r\nHost: {editing.host}\r\nOrigin: http://{editing.host}\r\n"
            f"Content-Type: application/json\r\nMaterialgen-Token: {editing.desk.token}\r\n"
            "Content-Length: 9\r\n\r\n{}"
        )
        connection.sendall(head.encode())
        connection.shutdown(socket.SHUT_WR)
        assert reply(connection).status == 400


@pytest.mark.parametrize(
    "data",
    [
        b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nX: " + b"a" * 100_000 + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + b"X: a\r\n" * 5000 + b"\r\n",
        b"a" * 1_000_000,
        b"\r\n" * 100_000,
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(500),
        b"GET\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET / FTP\r\n\r\n",
        b"\0" * 1000 + b"\r\n\r\n",
        b"",
    ],
)
def test_what_is_too_large_or_no_request_ends(viewing: Running, data: bytes) -> None:
    """The connection is closed, with or without an answer; the next request is answered as ever."""
    with viewing.connect() as connection:
        with suppress(OSError):  # closed already
            connection.sendall(data)
            connection.shutdown(socket.SHUT_WR)
        assert reply(connection).status in {0, 400, 414, 421, 431, 501, 505}
    assert viewing.ask("/model").status == 200


def test_slow_clients_run_out_of_time(viewing: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    """A client that sends a byte now and then is let go when a request's time is over, not when its bytes end."""
    monkeypatch.setattr(module, "REQUEST_TIME", 0.3)
    with viewing.connect() as connection:
        connection.settimeout(0.02)
        sent, closed = 0, False
        for byte in b"GET / HTTP/1.1\r\nX: " + b"a" * 1000:
            try:
                connection.sendall(bytes([byte]))
                sent += 1
                closed = connection.recv(1) == b""
            except TimeoutError:
                continue
            except OSError:
                closed = True
            if closed:
                break
        assert closed
        assert 1 < sent < 500


def test_those_who_hang_do_not_keep_others_from_the_page(viewing: Running) -> None:
    """A hundred connections that send half a request, and a hundred that listen; the page comes all the same."""
    hanging = [viewing.connect() for _ in range(100)]
    listening = [viewing.connect() for _ in range(100)]
    try:
        for one in hanging:
            one.sendall(b"GET / HT")
        for one in listening:
            one.sendall(f"GET /events HTTP/1.1\r\nHost: {viewing.host}\r\n\r\n".encode())
        assert viewing.ask("/model").status == 200
    finally:
        for one in (*hanging, *listening):
            one.close()


def test_two_hundred_clients_at_once_each_get_everything(viewing: Running) -> None:
    """Pages, pictures and files: each whole, none another's."""
    paths = ["/", "/model", f"/pdf/{PDF}", picture_of(viewing.live)] * 50
    expected = {path: viewing.ask(path).body for path in set(paths)}
    ready = threading.Barrier(len(paths))
    wrong: list[str] = []

    def client(path: str) -> None:
        ready.wait(20)
        got = viewing.ask(path)
        if got.status != 200 or got.body != expected[path]:
            wrong.append(f"{path}: {got.status}, {len(got.body)} bytes")

    threads = [threading.Thread(target=client, args=(path,)) for path in paths]
    for one in threads:
        one.start()
    for one in threads:
        one.join(60)
    assert wrong == []


def test_more_connections_than_there_can_be_are_closed(fresh: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    """They get no answer; as soon as others are gone, there is room again."""
    monkeypatch.setattr(module, "MAX_CONNECTIONS", 3)
    hanging = [fresh.connect() for _ in range(3)]
    for one in hanging:
        one.sendall(b"GET /")
    assert fresh.ask("/model").status == 0
    hanging[0].close()
    while fresh.ask("/model").status != 200:
        pass  # the server has not seen yet that it is gone
    for one in hanging[1:]:
        one.close()


def test_events_come_as_they_happen(fresh: Running) -> None:
    """First the state, then what is new, each a line of JSON, and a sign of life in between."""
    with fresh.connect() as connection:
        connection.sendall(f"GET /events HTTP/1.1\r\nHost: {fresh.host}\r\n\r\n".encode())
        stream = connection.makefile("rb")
        head = [stream.readline() for _ in range(3)]
        assert head[0] == b"HTTP/1.1 200 OK\r\n"

        def event() -> Any:  # noqa: ANN401 - JSON
            line = next(line for line in stream if line.startswith(b"data: "))
            return json.loads(line.removeprefix(b"data: "))

        assert event() == {"state": json.loads(fresh.live.board.page()[1])}
        edit(fresh.folder / "sv" / "sheets" / "first.yaml", "Sheet first body", "Ny <text>")
        fresh.live.build()
        assert PDF in [one["id"] for one in event()["documents"]]
        stream.close()


def test_a_quiet_line_of_events_shows_signs_of_life(viewing: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that a browser that is gone is found out."""
    monkeypatch.setattr(module, "HEARTBEAT", 0.01)
    with viewing.connect() as connection:
        connection.sendall(f"GET /events HTTP/1.1\r\nHost: {viewing.host}\r\n\r\n".encode())
        stream = connection.makefile("rb")
        assert b":\n" in iter(stream.readline, b"")
        stream.close()


def test_nothing_is_left_when_it_ends(live: Live, tiny_kit: Path) -> None:
    """No thread and no connection, whether it listens, hangs or waits for an answer; the port is free again."""
    before = set(threading.enumerate())
    live.build()
    running = Running(live, tiny_kit, editing=True)
    port = running.server.server_port
    clients = [running.connect() for _ in range(6)]
    for one in clients[:3]:
        one.sendall(f"GET /events HTTP/1.1\r\nHost: {running.host}\r\n\r\n".encode())
        assert one.recv(15) == b"HTTP/1.1 200 OK"
    for one in clients[3:]:
        one.sendall(b"GET / HTTP")
    running.stop()
    for one in clients:
        reply(one)
        one.close()
    left = [one for one in set(threading.enumerate()) - before if not one.name.startswith("pictures")]
    assert left == []
    Server(running.server.service, port=port).close()


def test_a_port_that_is_in_use_is_explained(viewing: Running) -> None:
    """The message names the port and says what to do."""
    port = viewing.server.server_port
    (problem,) = problems_of(lambda: Server(viewing.server.service, port=port))
    assert problem.code == "port-busy"
    assert f"port {port} is in use" in problem.message
    assert "--port" in (problem.hint or "")


def test_the_other_loopback(live: Live, tiny_kit: Path) -> None:
    """IPv6, where the machine has it."""
    live.build()
    try:
        server = Server(Service(live, lambda token: page(live.board, token)), "::1")
    except Exception as error:
        if "port-busy" in str(error):
            pytest.skip("this machine has no IPv6")
        raise
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        assert server.url == f"http://[::1]:{server.server_port}/"
        with socket.create_connection(("::1", server.server_port), timeout=20) as connection:
            connection.sendall(f"GET /model HTTP/1.1\r\nHost: [::1]:{server.server_port}\r\n\r\n".encode())
            assert reply(connection).status == 200
    finally:
        server.shutdown()
        server.close()
        thread.join(10)
    assert tiny_kit.exists()
