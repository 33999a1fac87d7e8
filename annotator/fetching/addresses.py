"""Which addresses may be opened: those of the public net, as they are when we connect.

The name is resolved here, and the connection takes the very addresses that were looked at: a
resolver that answers otherwise a moment later changes nothing. Notations of numbers (decimal,
octal, hexadecimal) are the resolver's business; what comes out of it is what is judged.
"""

from __future__ import annotations

import ipaddress
import queue
import socket
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from annotator.cleaning import web_address
from annotator.errors import NotFetched
from annotator.language import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from annotator.fetching.deadline import Deadline

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
#: Family and socket address, as `socket.connect` takes it.
Address = tuple[int, Any]

# IPv6 is handed out from here alone; all else in it is local, mapped, translated or unused.
_HANDED_OUT = ipaddress.ip_network("2000::/3")
# In ranges that pass for global: ways around to IPv4, relays, protocol assignments, examples.
_NEVER = tuple(
    map(
        ipaddress.ip_network,
        ("2002::/16", "2001::/23", "2001:db8::/32", "3fff::/20", "192.88.99.0/24", "192.0.0.0/24"),
    )
)
PRIVATE = "The address leads into a private network, so it was not opened. Paste the text instead."


@dataclass(frozen=True, slots=True)
class Rules:
    """What may be opened; `networks` beside the public ones are for tests alone."""

    ports: frozenset[int] = frozenset({80, 443})
    networks: tuple[Network, ...] = ()
    resolve: Callable[..., list[Any]] = socket.getaddrinfo
    seconds: float = 10.0


PUBLIC = Rules()


@dataclass(frozen=True, slots=True)
class Target:
    """An address taken apart; `host` as the net knows it, in ASCII."""

    url: str
    secure: bool
    host: str
    port: int
    path: str


def target(url: str, rules: Rules) -> Target:
    """Return the parts of an address that may be opened. Raises BadInput or NotFetched."""
    parts = urlsplit(web_address(url))
    secure = parts.scheme == "https"
    try:
        host = str(parts.hostname).encode("idna").decode("ascii")
        port = parts.port or (443 if secure else 80)
    except ValueError as error:
        raise NotFetched(
            _("The address has no host that could be found. Look it through.")
        ) from error
    if port not in rules.ports:
        raise NotFetched(
            _(
                "The address names port %(port)s; pages are fetched from 80 and 443 alone. "
                "Paste the text instead.",
                port=str(port),
            )
        )
    query = f"?{parts.query}" if parts.query else ""
    return Target(parts.geturl(), secure, host, port, f"{parts.path or '/'}{query}")


def addresses(wanted: Target, rules: Rules, deadline: Deadline) -> list[Address]:
    """Return where the host is, all of it public. Raises NotFetched."""
    found = _resolved(wanted, rules, deadline)
    if not all(_may_be_opened(place[0], rules) for _family, place in found):
        raise NotFetched(PRIVATE)
    return found


def _resolved(wanted: Target, rules: Rules, deadline: Deadline) -> list[Address]:
    answer: queue.SimpleQueue[list[Any] | None] = queue.SimpleQueue()

    def resolve() -> None:
        try:
            answer.put(rules.resolve(wanted.host, wanted.port, type=socket.SOCK_STREAM))
        except (OSError, UnicodeError):
            answer.put(None)

    # The system's resolver knows no deadline: who waits for it is left behind.
    threading.Thread(target=resolve, daemon=True).start()
    try:
        found = answer.get(timeout=deadline.left())
    except queue.Empty:
        raise deadline.passed() from None
    if not found:
        raise NotFetched(
            _(
                "There is no host “%(host)s”. Look for a mistake in the address, or paste the"
                " text.",
                host=wanted.host[:80],
            )
        )
    return [(family, place) for family, *_rest, place in found]


def _may_be_opened(written: str, rules: Rules) -> bool:
    address = ipaddress.ip_address(written.partition("%")[0])
    return is_public(address) or any(address in network for network in rules.networks)


def is_public(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    """Return True if this is an address of the public net, and no way around into another."""
    if address.version == 6 and address not in _HANDED_OUT:
        return False
    if any(address in network for network in _NEVER):
        return False
    return address.is_global and not address.is_multicast and not address.is_reserved
