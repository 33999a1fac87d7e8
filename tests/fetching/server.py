"""A server that answers as it is told, byte by byte, and counts who came."""

from __future__ import annotations

import contextlib
import ipaddress
import socket
import threading
from typing import TYPE_CHECKING

from annotator.fetching import Rules

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Answer = Callable[[socket.socket, str], object]

LOOPBACK = (ipaddress.ip_network("127.0.0.0/8"),)


class Server:
    """Listens on the loopback; `answer` gets each connection and the path that was asked for."""

    def __init__(self, answer: Answer) -> None:
        self.visits: list[str] = []
        self._answer = answer
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listening.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        self.rules = Rules(ports=frozenset({self.port}), networks=LOOPBACK, seconds=5)

    def serve(self) -> None:
        """Answer until the server is closed."""
        with contextlib.suppress(OSError):
            while True:
                connected, _ = self._listening.accept()
                threading.Thread(target=self._one, args=(connected,), daemon=True).start()

    def close(self) -> None:
        """Stop listening."""
        # Closing alone leaves a thread that is accepting where it is.
        with contextlib.suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()

    def _one(self, connected: socket.socket) -> None:
        with connected, contextlib.suppress(OSError):
            asked = connected.recv(65536).decode("latin-1")
            path = asked.split(" ", 2)[1] if " " in asked else ""
            self.visits.append(path)
            self._answer(connected, path)


@contextlib.contextmanager
def serving(answer: Answer) -> Iterator[Server]:
    """A server while the block runs."""
    server = Server(answer)
    thread = threading.Thread(target=server.serve)
    thread.start()
    try:
        yield server
    finally:
        server.close()
        thread.join()


def page(body: bytes, **headers: str) -> Answer:
    """An answer with this body; `Content_Type="text/plain"` is a header."""
    named = {"Content-Type": "text/plain; charset=utf-8", "Content-Length": str(len(body))}
    named.update({name.replace("_", "-"): value for name, value in headers.items()})
    head = "".join(f"{name}: {value}\r\n" for name, value in named.items())

    def answer(connected: socket.socket, _path: str) -> None:
        connected.sendall(f"HTTP/1.1 200 OK\r\n{head}\r\n".encode() + body)

    return answer


def redirect(to: str, status: int = 302) -> Answer:
    """An answer that leads on; `{}` in the address becomes the path that was asked for."""

    def answer(connected: socket.socket, path: str) -> None:
        line = f"HTTP/1.1 {status} Go\r\nLocation: {to.format(path)}\r\nContent-Length: 0\r\n\r\n"
        connected.sendall(line.encode())

    return answer
