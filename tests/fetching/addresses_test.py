"""No address, however it is written, leads into a private network."""

from __future__ import annotations

import ipaddress
import socket
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.errors import BadInput, NotFetched
from annotator.fetching import Rules, fetched
from annotator.fetching.addresses import PRIVATE, is_public, target
from tests.fetching.server import page, redirect, serving

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.fetching.server import Server

HOSTS = (
    "127.0.0.1",
    "127.1",
    "127.0.1",
    "127.255.255.254",
    "2130706433",
    "0x7f000001",
    "0x7f.0.0.1",
    "0x7f.1",
    "0177.0.0.1",
    "017700000001",
    "00000177.0.0.01",
    "127.0.0.1.",
    "0",
    "0.0.0.0",
    "0.1.2.3",
    "localhost",
    "LOCALHOST",
    "localhost.",
    "１２７.0.0.1",
    "127。0。0。1",
    "10.0.0.1",
    "10.255.255.255",
    "172.16.0.1",
    "172.31.255.254",
    "192.168.0.1",
    "169.254.169.254",
    "169.254.0.1",
    "0xa9fea9fe",
    "100.64.0.1",
    "100.127.255.254",
    "192.0.0.1",
    "192.0.0.9",
    "192.0.2.1",
    "192.88.99.1",
    "198.18.0.1",
    "198.51.100.7",
    "203.0.113.9",
    "224.0.0.1",
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
    "[::1]",
    "[::]",
    "[0:0:0:0:0:0:0:1]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[::127.0.0.1]",
    "[::ffff:0:127.0.0.1]",
    "[64:ff9b::127.0.0.1]",
    "[64:ff9b::a9fe:a9fe]",
    "[64:ff9b:1::7f00:1]",
    "[2002:7f00:1::]",
    "[2002:a9fe:a9fe::1]",
    "[2001::1]",
    "[2001:db8::1]",
    "[3fff::1]",
    "[fc00::1]",
    "[fd12:3456::1]",
    "[fe80::1]",
    "[fec0::1]",
    "[ff02::1]",
    "[100::1]",
    "[5f00::1]",
)


@pytest.fixture
def canary() -> Iterator[Server]:
    with serving(page(b"Nobody may read this.")) as server:
        yield server
        assert server.visits == []


@pytest.mark.parametrize("host", HOSTS)
def test_a_host_that_is_none_of_the_public_net_is_not_reached(canary: Server, host: str) -> None:
    rules = Rules(ports=frozenset({canary.port}), seconds=5)
    with pytest.raises(NotFetched):
        fetched(f"http://{host}:{canary.port}/secret", rules)


@pytest.mark.parametrize(
    "url",
    [
        "http://relief.example@127.0.0.1:{port}/",
        "http://relief.example:pass@127.0.0.1:{port}/",
        "http://relief.example\\@127.0.0.1:{port}/",
        "http://127.0.0.1:{port}\\@relief.example/",
        "//127.0.0.1:{port}/",
        "ftp://127.0.0.1:{port}/",
        "gopher://127.0.0.1:{port}/",
        "file:///etc/passwd",
        "http:///127.0.0.1:{port}/",
        "http://127.0.0.1:{port}\r\nHost: relief.example/",
        "http://[::1:{port}/",
        "http://127.0.0.1:99999/",
        "http://" + "a" * 300 + ".example/",
        "http://.../",
    ],
)
def test_an_odd_address_is_not_reached(canary: Server, url: str) -> None:
    rules = Rules(ports=frozenset({canary.port}), seconds=5)
    with pytest.raises(BadInput):
        fetched(url.format(port=canary.port), rules)


@pytest.mark.parametrize("port", [22, 25, 8000, 8080, 5432])
def test_other_ports_than_those_of_the_web_are_not_opened(port: int) -> None:
    with pytest.raises(NotFetched, match=f"names port {port}"):
        fetched(f"http://relief.example:{port}/")


@pytest.mark.parametrize(
    "host", ["127.0.0.2", "localhost", "[::ffff:127.0.0.1]", "169.254.169.254"]
)
def test_a_redirection_into_a_private_network_is_not_followed(canary: Server, host: str) -> None:
    with serving(redirect(f"http://{host}:{canary.port}/secret")) as public:
        rules = Rules(
            ports=frozenset({public.port, canary.port}),
            networks=(ipaddress.ip_network("127.0.0.1/32"),),
            resolve=_only_the_first(public.port),
            seconds=5,
        )
        with pytest.raises(NotFetched, match="private network"):
            fetched(public.address, rules)
        assert public.visits == ["/"]


def test_a_redirection_to_another_scheme_is_not_followed(canary: Server) -> None:
    for to in ("file:///etc/passwd", "javascript:alert(1)", "gopher://127.0.0.1/"):
        with serving(redirect(to)) as public, pytest.raises(BadInput, match="http"):
            fetched(public.address, public.rules)


def test_a_resolver_that_changes_its_answer_changes_nothing(canary: Server) -> None:
    answers = iter(["127.0.0.1", "127.0.0.9"])
    asked = []

    def resolve(_host: str, port: int, **_: Any) -> list[Any]:
        asked.append(port)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), port))]

    with serving(page(b"Nobody was treated.")) as public:
        rules = Rules(
            ports=frozenset({public.port}),
            networks=(ipaddress.ip_network("127.0.0.1/32"),),
            resolve=resolve,
            seconds=5,
        )
        assert fetched(f"http://relief.example:{public.port}/", rules).text
    assert len(asked) == 1


def test_a_host_with_one_private_address_among_public_ones_is_not_opened(canary: Server) -> None:
    def resolve(_host: str, port: int, **_: Any) -> list[Any]:
        return [
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))
            for address in ("93.184.216.34", "127.0.0.1")
        ]

    rules = Rules(ports=frozenset({canary.port}), resolve=resolve, seconds=5)
    with pytest.raises(NotFetched, match=PRIVATE[:40]):
        fetched(f"http://relief.example:{canary.port}/", rules)


@given(st.ip_addresses())
def test_what_passes_for_public_is_global_and_nothing_special(
    address: ipaddress.IPv4Address | ipaddress.IPv6Address,
) -> None:
    special = (
        address.is_private,
        address.is_loopback,
        address.is_link_local,
        address.is_multicast,
        address.is_reserved,
        address.is_unspecified,
    )
    assert not (is_public(address) and any(special))


@pytest.mark.parametrize("address", ["93.184.216.34", "8.8.8.8", "2606:4700::1111", "2a00::1"])
def test_addresses_of_the_public_net_pass(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


def test_a_host_in_any_script_is_asked_for_as_the_net_knows_it() -> None:
    wanted = target("https://пример.example/путь?q=я#там", Rules())
    assert (wanted.host, wanted.port) == ("xn--e1afmkfd.example", 443)


def _only_the_first(port: int) -> Any:
    """The system's resolver, but for the loopback's other names: they are as they were written."""

    def resolve(host: str, asked: int, **kwargs: Any) -> list[Any]:
        if asked == port:
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", asked))]
        found = socket.getaddrinfo(host, asked, **kwargs)
        # The port's own address is allowed here, so the other is told apart by its number.
        return [
            (family, kind, protocol, name, ("127.0.0.9", *place[1:]))
            if place[0] == "127.0.0.1"
            else (family, kind, protocol, name, place)
            for family, kind, protocol, name, place in found
        ]

    return resolve
