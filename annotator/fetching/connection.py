"""A connection to an address that was looked at, with a deadline and a budget of bytes."""

from __future__ import annotations

import contextlib
import io
import socket
import ssl
from http.client import HTTPException, HTTPResponse
from typing import TYPE_CHECKING
from urllib.parse import quote

from annotator.errors import NotFetched
from annotator.fetching.addresses import addresses
from annotator.language import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from _typeshed import WriteableBuffer

    from annotator.fetching.addresses import Address, Rules, Target
    from annotator.fetching.deadline import Deadline

MOST_HEADERS = 64 * 1024
MOST_RAW = 5 * 1024 * 1024
NO_ANSWER = "The address does not answer. Paste the text instead, or try again later."
TOO_LARGE = "There are more than 5 MB at the address. Paste the part that you need."
BROKE_OFF = "The answer broke off in the middle. Try again, or paste the text."
_PLAIN = "/%:=&?~+!$,;'@()*[]"


@contextlib.contextmanager
def answer(wanted: Target, rules: Rules, deadline: Deadline) -> Iterator[HTTPResponse]:
    """Yield the answer to a GET, its head read, its body not. Raises NotFetched."""
    with contextlib.ExitStack() as stack:
        try:
            plain = _connected(addresses(wanted, rules, deadline), deadline)
            stack.callback(plain.close)
            connected = _secured(plain, wanted, deadline) if wanted.secure else plain
            stack.callback(connected.close)
            connected.settimeout(deadline.left())
            connected.sendall(_request(wanted))
            incoming = _Incoming(connected, deadline)
            response = HTTPResponse(incoming)  # type: ignore[arg-type]
            stack.callback(response.close)
            response.begin()
            incoming.budget += MOST_RAW
            yield response
        except ssl.SSLCertVerificationError as error:
            raise NotFetched(
                _(
                    "The address cannot prove that it is what it says (its certificate is not "
                    "valid), so it was not opened. Paste the text instead."
                )
            ) from error
        except TimeoutError as error:
            raise deadline.passed() from error
        except (OSError, HTTPException, ValueError) as error:
            raise NotFetched(BROKE_OFF) from error


def _connected(places: list[Address], deadline: Deadline) -> socket.socket:
    for family, place in places:
        connecting = socket.socket(family, socket.SOCK_STREAM)
        try:
            connecting.settimeout(deadline.left())
            connecting.connect(place)
        except OSError:
            connecting.close()
        else:
            return connecting
    raise NotFetched(NO_ANSWER)


def _secured(plain: socket.socket, wanted: Target, deadline: Deadline) -> ssl.SSLSocket:
    plain.settimeout(deadline.left())
    return ssl.create_default_context().wrap_socket(plain, server_hostname=wanted.host)


def _request(wanted: Target) -> bytes:
    default = 443 if wanted.secure else 80
    name = f"[{wanted.host}]" if ":" in wanted.host else wanted.host
    lines = (
        f"GET {quote(wanted.path, safe=_PLAIN)} HTTP/1.1",
        f"Host: {name}{'' if wanted.port == default else f':{wanted.port}'}",
        "User-Agent: Claimbook (reads pages that a person cites)",
        "Accept: text/html, application/xhtml+xml, application/pdf, text/plain",
        "Accept-Encoding: gzip",
        "Connection: close",
    )
    return "\r\n".join((*lines, "", "")).encode("ascii")


class _Incoming(io.RawIOBase):
    """What comes in: each read waits no longer than the deadline, and takes from the budget."""

    def __init__(self, connected: socket.socket, deadline: Deadline) -> None:
        self._socket, self._deadline = connected, deadline
        self.budget = MOST_HEADERS

    def makefile(self, _mode: str) -> io.BufferedReader:
        """Return the reader that HTTPResponse asks a socket for."""
        return io.BufferedReader(self)

    def readable(self) -> bool:
        """Return True: HTTPResponse asks before it reads."""
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Read what is there."""
        if self.budget <= 0:
            raise NotFetched(TOO_LARGE)
        self._socket.settimeout(self._deadline.left())
        count = self._socket.recv_into(memoryview(buffer)[: self.budget])
        self.budget -= count
        return count
