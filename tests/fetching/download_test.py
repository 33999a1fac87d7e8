"""Servers that drip, flood, circle or lie: an end in time, within the limits, with a sentence."""

from __future__ import annotations

import gzip
import resource
import threading
import time
import zlib
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from annotator.errors import NotFetched
from annotator.fetching import Rules
from annotator.fetching.download import MOST_UNPACKED, download
from tests.fetching.server import page, redirect, serving

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable

TEXT = "Heç kim müalicə olunmadı. 🚢 Nobody was treated.".encode()
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n"
MOST_MORE_MEMORY = 50 * 1024


def test_a_page_comes_with_its_type_and_where_it_was_at_last() -> None:
    with serving(page(TEXT)) as server, serving(redirect(server.address + "/ä{}")) as first:
        rules = replace(server.rules, ports=frozenset({server.port, first.port}))
        found = download(first.address + "/here", rules)
        assert server.visits == ["/%C3%A4/here"]
    assert (found.data, found.media_type, found.charset) == (TEXT, "text/plain", "utf-8")
    assert str(found.url).endswith("/ä/here")


@pytest.mark.parametrize(
    "packed",
    [gzip.compress(TEXT), gzip.compress(TEXT[:9]) + gzip.compress(TEXT[9:])],
    # What is packed says when.
    ids=["in one", "in two"],
)
def test_a_packed_page_is_unpacked(packed: bytes) -> None:
    with serving(page(packed, Content_Encoding="gzip")) as server:
        assert download(server.address, server.rules).data == TEXT


@pytest.mark.parametrize("left", [-1, -8, -12, 30, 12, 5])
def test_a_packed_page_that_is_cut_is_never_kept_as_whole(left: int) -> None:
    whole = gzip.compress(TEXT)
    for packed in (whole[:left], whole + whole[:left]):
        with (
            serving(page(packed, Content_Encoding="gzip")) as server,
            pytest.raises(NotFetched, match="broke off"),
        ):
            download(server.address, server.rules)


def test_a_page_in_chunks_is_put_together() -> None:
    def chunks(connected: socket.socket, _path: str) -> None:
        connected.sendall(HEAD + b"Transfer-Encoding: chunked\r\n\r\n")
        for piece in (TEXT[:7], TEXT[7:], b""):
            connected.sendall(f"{len(piece):x}\r\n".encode() + piece + b"\r\n")

    with serving(chunks) as server:
        assert download(server.address, server.rules).data == TEXT


def _drip(connected: socket.socket, _path: str) -> None:
    connected.sendall(HEAD + b"\r\n")
    for _ in range(200):
        connected.sendall(b"a")
        time.sleep(0.05)


def _drip_head(connected: socket.socket, _path: str) -> None:
    connected.sendall(b"HTTP/1.1 200 OK\r\nX: ")
    for _ in range(200):
        connected.sendall(b"a")
        time.sleep(0.05)


def _never(connected: socket.socket, _path: str) -> None:
    connected.recv(1)


def _goes_on(connected: socket.socket, _path: str) -> None:
    for _ in range(200):
        connected.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
        time.sleep(0.05)


@pytest.mark.parametrize("answer", [_drip, _drip_head, _never, _goes_on])
def test_one_that_does_not_come_to_an_end_is_left_in_time(
    answer: Callable[[socket.socket, str], None],
) -> None:
    with serving(answer) as server, pytest.raises(NotFetched, match="within 1 seconds"):
        download(server.address, replace(server.rules, seconds=1))


def test_a_resolver_that_never_answers_is_left_in_time() -> None:
    asleep = threading.Event()
    rules = Rules(resolve=lambda *_, **__: [asleep.wait(20)], seconds=0.5)
    with pytest.raises(NotFetched, match="Paste the text instead"):
        download("http://relief.example/", rules)
    asleep.set()


def _endless(connected: socket.socket, _path: str) -> None:
    connected.sendall(HEAD + b"\r\n")
    while True:
        connected.sendall(b"a" * 65536)


def _endless_chunks(connected: socket.socket, _path: str) -> None:
    connected.sendall(HEAD + b"Transfer-Encoding: chunked\r\n\r\n")
    while True:
        connected.sendall(b"ffff\r\n" + b"a" * 65535 + b"\r\n")


def _says_it_is_huge(connected: socket.socket, _path: str) -> None:
    connected.sendall(HEAD + b"Content-Length: 6000000\r\n\r\n")


def _huge_line(connected: socket.socket, _path: str) -> None:
    connected.sendall(b"HTTP/1.1 200 OK\r\nX-Long: ")
    while True:
        connected.sendall(b"a" * 65536)


def _many_lines(connected: socket.socket, _path: str) -> None:
    connected.sendall(b"HTTP/1.1 200 OK\r\n")
    while True:
        connected.sendall(b"X-Many: " + b"a" * 60000 + b"\r\n")


def _bomb() -> bytes:
    packing = zlib.compressobj(9, wbits=31)
    zeros = bytes(1024 * 1024)
    return b"".join(packing.compress(zeros) for _ in range(200)) + packing.flush()


@pytest.mark.parametrize(
    ("answer", "complaint"),
    [
        (_endless, "more than 5 MB"),
        (_endless_chunks, "more than 5 MB"),
        (_says_it_is_huge, "more than 5 MB"),
        (_huge_line, "more than 5 MB|broke off"),
        (_many_lines, "more than 5 MB"),
        (page(_bomb(), Content_Encoding="gzip"), "more than 5 MB"),
    ],
    ids=["endless", "chunks", "said to be huge", "one line", "many lines", "bomb"],
)
def test_one_that_floods_is_stopped_at_the_limit(
    answer: Callable[[socket.socket, str], None], complaint: str
) -> None:
    with serving(answer) as server:
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        with pytest.raises(NotFetched, match=complaint):
            download(server.address, server.rules)
        assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < MOST_MORE_MEMORY


def test_as_much_as_may_come_does_come() -> None:
    body = gzip.compress(bytes(MOST_UNPACKED))
    with serving(page(body, Content_Encoding="gzip")) as server:
        assert len(download(server.address, server.rules).data) == MOST_UNPACKED


def test_a_circle_of_redirections_is_left() -> None:
    with serving(redirect("/again")) as server:
        with pytest.raises(NotFetched, match="leads on more than 5 times"):
            download(server.address, server.rules)
        assert len(server.visits) == 6


@pytest.mark.parametrize(
    ("answer", "complaint"),
    [
        (page(TEXT, Content_Encoding="br"), "packed in a way"),
        (page(TEXT, Content_Encoding="gzip, gzip"), "packed in a way"),
        (page(TEXT, Content_Encoding="gzip"), "broke off"),
        (page(TEXT, Content_Length="4711"), "broke off"),
        (lambda connected, _: connected.sendall(b"\x00\x01\x02 no protocol\r\n\r\n"), "broke off"),
        (lambda connected, _: connected.close(), "broke off"),
        (lambda connected, _: connected.sendall(b"HTTP/1.1 404 Gone away\r\n\r\n"), "404"),
        (redirect("http://[nowhere"), "broke off|address of a page"),
    ],
    ids=["br", "twice", "not packed", "cut", "no protocol", "nothing", "404", "nowhere"],
)
def test_one_that_lies_or_breaks_off_is_named(
    answer: Callable[[socket.socket, str], None], complaint: str
) -> None:
    with serving(answer) as server, pytest.raises(Exception, match=complaint):
        download(server.address, server.rules)


def test_an_address_where_nothing_listens_is_named() -> None:
    with serving(page(TEXT)) as server:
        rules, address = server.rules, server.address
    with pytest.raises(NotFetched, match="does not answer"):
        download(address, rules)


def test_a_server_that_cannot_prove_its_name_is_not_read() -> None:
    with serving(page(TEXT)) as server, pytest.raises(NotFetched, match=r"broke off|certificate"):
        download(server.address.replace("http:", "https:"), server.rules)
