"""Connections that send slowly, or what no browser sends: the pages stay there for the others."""

from __future__ import annotations

import shutil
import socket
from contextlib import ExitStack, closing
from http.client import HTTPConnection
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit

import pytest

from annotator.cli.connections import HEAD_SECONDS, MOST_FROM_STRANGER
from annotator.strangers import STRANGER_BYTES
from tests.serving import serving
from tests.visitor import hidden_fields
from tests.world import PASSWORD
from torture.desk.door import FORM, HttpDoor

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: More than the threads below, fewer than one address may have.
SLOW = 40
LATER = 20.0
#: Comes from an address from which no one has logged in.
STRANGER = ("127.0.0.3", 0)
HALF_HEAD = b"POST /login HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: "
HALF_BODY = (
    b"POST /login HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 200000\r\n"
    b"Content-Type: application/x-www-form-urlencoded\r\n\r\nname="
)


@pytest.fixture(scope="module")
def address(
    tmp_path_factory: pytest.TempPathFactory, peopled_sqlite: Path
) -> Iterator[tuple[str, int]]:
    """Pages with two threads, which a few slow senders would hold."""
    folder = tmp_path_factory.mktemp("slow")
    shutil.copy(peopled_sqlite, folder / "claimbook.sqlite")
    with serving(folder, "--processes", "1", "--threads", "2") as served:
        found = urlsplit(served.address)
        yield str(found.hostname), int(found.port or 0)


@pytest.mark.parametrize("part", [b"", HALF_HEAD, HALF_BODY], ids=["nothing", "head", "body"])
def test_the_pages_answer_while_many_connections_send_slowly(
    address: tuple[str, int], part: bytes
) -> None:
    with ExitStack() as opened:
        for _ in range(SLOW):
            slow = opened.enter_context(socket.create_connection(address))
            slow.sendall(part)
        for _ in range(3):
            assert _status(address, "GET", "/health") == 200


def test_a_sender_who_takes_too_long_is_cut_off(address: tuple[str, int]) -> None:
    with socket.create_connection(address, timeout=HEAD_SECONDS + LATER) as slow:
        slow.sendall(HALF_HEAD)
        assert slow.recv(1000).startswith(b"HTTP/1.1 408 ")


def test_a_request_that_comes_byte_by_byte_is_answered(address: tuple[str, int]) -> None:
    with socket.create_connection(address, timeout=LATER) as slow:
        slow.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for byte in b"GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n":
            slow.sendall(bytes([byte]))
        assert _whole(slow).endswith(b"\r\n\r\nok\n")


def test_two_requests_in_one_packet_have_two_answers(address: tuple[str, int]) -> None:
    one = b"POST /nothing HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 3\r\n\r\na=b"
    two = b"GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
    with socket.create_connection(address, timeout=LATER) as both:
        both.sendall(one + two[:20])
        both.sendall(two[20:])
        answers = _whole(both)
    assert answers.count(b"HTTP/1.1 ") == 2
    assert answers.endswith(b"\r\n\r\nok\n")


def test_a_stranger_who_wants_to_send_much_is_refused_before(address: tuple[str, int]) -> None:
    head = HALF_BODY.replace(b"200000", b"7900000").replace(b"/login", b"/sets/new")
    with socket.create_connection(address, timeout=LATER) as stranger:
        stranger.sendall(head.replace(b"\r\n\r\nname=", b"\r\nExpect: 100-continue\r\n\r\n"))
        answer = _whole(stranger)
    assert answer.startswith(b"HTTP/1.1 413 ")
    assert b"Connection: close" in answer
    assert b"Log in first" in answer


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"POST /login HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n", b"411"),
        (b"GET / HTTP/1.1\r\nHost: a\r\nCookie: " + b"x" * 70_000, b"431"),
        (b"GET /health HTTP/1.1\r\nHost: a\r\nno header\r\n\r\n", b"400"),
        (b"POST /login HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n", b"400"),
        (
            b"POST /login HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nContent-Length: 5\r\n\r\nabc",
            b"400",
        ),
    ],
    ids=["no length", "large head", "no header", "negative length", "two lengths"],
)
def test_what_no_browser_sends_is_refused(
    address: tuple[str, int], sent: bytes, status: bytes
) -> None:
    with socket.create_connection(address, timeout=LATER) as other:
        other.sendall(sent)
        assert _whole(other).split()[1] == status


def test_who_is_logged_in_may_send_much_and_is_told_to_go_on(address: tuple[str, int]) -> None:
    with closing(HttpDoor(f"http://{address[0]}:{address[1]}")) as door:
        fields = {"name": "adam", "password": PASSWORD}
        door.send("/login", {**hidden_fields(door.get("/login")), **fields})
        token = hidden_fields(door.get("/sets/new"))
        wanted = {
            "name": "A set with a long guideline",
            "guideline": "x" * (2 * STRANGER_BYTES),
            "overlap": "2",
            "scheme": "verdicts",
        }
        assert "A set with a long guideline" in door.send("/sets/new", {**token, **wanted})
        body = urlencode({**token, **wanted, "name": "Another"}).encode()
        head = {**FORM, "Expect": "100-continue", "Content-Length": str(len(body))}
        lines = "".join(f"{name}: {value}\r\n" for name, value in head.items())
        with socket.create_connection(address, timeout=LATER) as careful:
            cookies = "; ".join(f"{name}={value}" for name, value in door.cookies.items())
            careful.sendall(
                f"POST /sets/new HTTP/1.1\r\nHost: {address[0]}:{address[1]}\r\n"
                f"Connection: close\r\nCookie: {cookies}\r\n{lines}\r\n".encode()
            )
            assert careful.recv(1000) == b"HTTP/1.1 100 Continue\r\n\r\n"
            careful.sendall(body)
            assert _whole(careful).startswith(b"HTTP/1.1 302 ")
    # From now on their address may have more connections than a stranger's.
    with ExitStack() as opened:
        for _ in range(2 * MOST_FROM_STRANGER):
            opened.enter_context(socket.create_connection(address))
        assert _status(address, "GET", "/health") == 200


def test_an_address_of_strangers_has_a_limit_of_connections(address: tuple[str, int]) -> None:
    with ExitStack() as opened:
        for _ in range(MOST_FROM_STRANGER):
            opened.enter_context(socket.create_connection(address, source_address=STRANGER))
        one_more = socket.create_connection(address, LATER, source_address=STRANGER)
        assert opened.enter_context(one_more).recv(100) == b""


def _status(address: tuple[str, int], method: str, path: str) -> int:
    with closing(HTTPConnection(*address, timeout=LATER)) as connection:
        connection.request(method, path)
        return connection.getresponse().status


def _whole(connection: socket.socket) -> bytes:
    """All that is answered, up to the end of the connection."""
    parts = []
    while part := connection.recv(65_536):
        parts.append(part)
    return b"".join(parts)
