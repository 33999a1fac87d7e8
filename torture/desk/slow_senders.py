"""200 connections that send a byte a second: half of them headers, half of them a form."""

from __future__ import annotations

import socket
import threading
from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from torture.desk.crowd import beside

if TYPE_CHECKING:
    from collections.abc import Iterator

    from torture.desk.crowd import Place
    from torture.figure import Figure

MANY, FEW = 200, 20
SECONDS = 1.0
HEAD = b"POST /login HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: "
FORM = (
    b"POST /login HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 200000\r\n"
    b"Content-Type: application/x-www-form-urlencoded\r\n\r\nname="
)


def figures(place: Place) -> Iterator[Figure]:
    """Yield what slow senders cost a save."""
    many = MANY if place.size.people == 16 else FEW
    yield from beside(f"beside {many} connections that send slowly", place, _senders)


@contextmanager
def _senders(place: Place) -> Iterator[None]:
    found = urlsplit(place.address)
    address = str(found.hostname), int(found.port or 0)
    many = MANY if place.size.people == 16 else FEW
    stop = threading.Event()
    with ExitStack() as stack:
        slow = [_begun(address, number) for number in range(many)]
        stack.callback(_end, slow)
        thread = threading.Thread(target=_send, args=(address, slow, stop))
        thread.start()
        stack.callback(thread.join)
        stack.callback(stop.set)
        yield


def _end(slow: list[socket.socket]) -> None:
    for one in slow:
        one.close()


def _begun(address: tuple[str, int], number: int) -> socket.socket:
    one = socket.create_connection(address)
    with suppress(OSError):
        one.sendall(FORM if number % 2 else HEAD)
    return one


def _send(address: tuple[str, int], slow: list[socket.socket], stop: threading.Event) -> None:
    """Send a byte each, second by second; a connection that was cut off comes again."""
    while not stop.wait(SECONDS):
        for number, one in enumerate(slow):
            try:
                one.sendall(b"x")
            except OSError:
                one.close()
                with suppress(OSError):
                    slow[number] = _begun(address, number)
