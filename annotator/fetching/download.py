"""What stands at an address: its bytes and their type, after all redirections."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from annotator.errors import NotFetched
from annotator.fetching.addresses import target
from annotator.fetching.connection import BROKE_OFF, MOST_RAW, TOO_LARGE, answer
from annotator.fetching.deadline import Deadline
from annotator.language import _

if TYPE_CHECKING:
    from collections.abc import Iterator
    from http.client import HTTPResponse

    from annotator.fetching.addresses import Rules

MOST_UNPACKED = 20 * 1024 * 1024
MOST_REDIRECTS = 5
_PIECE = 64 * 1024
_ON = (301, 302, 303, 307, 308)


@dataclass(frozen=True, slots=True)
class Downloaded:
    """Bytes with what is said of them; `name` and `url` as far as they are known."""

    data: bytes
    media_type: str
    charset: str | None = None
    url: str | None = None


def download(url: str, rules: Rules) -> Downloaded:
    """Return what an address gives. Raises BadInput or NotFetched.

    Each redirection is looked at as the first address was, and one deadline holds for them all.
    """
    deadline = Deadline(rules.seconds)
    for _hop in range(MOST_REDIRECTS + 1):
        wanted = target(url, rules)
        with answer(wanted, rules, deadline) as response:
            location = response.getheader("Location")
            if response.status in _ON and location:
                # Headers are read as latin-1; many write UTF-8 into them.
                written = location.encode("latin-1").decode("utf-8", "replace")
                url = urljoin(wanted.url, written)
                continue
            return _body(response, wanted.url)
    raise NotFetched(
        _(
            "The address leads on more than %(most_redirects)s times. Open it in your "
            "browser, and give the address where you arrive.",
            most_redirects=MOST_REDIRECTS,
        )
    )


def _body(response: HTTPResponse, url: str) -> Downloaded:
    if response.status != HTTPStatus.OK:
        raise NotFetched(
            _(
                "The address answers %(status)s (%(value)s). Look for a mistake in it, or "
                "paste the text.",
                status=str(response.status),
                value=response.reason[:60],
            )
        )
    if (response.length or 0) > MOST_RAW:
        raise NotFetched(TOO_LARGE)
    coding = (response.getheader("Content-Encoding") or "identity").strip().lower()
    pieces = _pieces(response)
    if coding in ("gzip", "x-gzip"):
        pieces = _unpacked(pieces)
    elif coding != "identity":
        raise NotFetched(
            _("The answer is packed in a way we did not ask for. Paste the text instead.")
        )
    return Downloaded(
        data=b"".join(pieces),
        media_type=response.headers.get_content_type(),
        charset=response.headers.get_content_charset(),
        url=url,
    )


def _pieces(response: HTTPResponse) -> Iterator[bytes]:
    while piece := response.read(_PIECE):
        yield piece
    if response.length:
        raise NotFetched(BROKE_OFF)


def _unpacked(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Yield unpacked step by step: a bomb is stopped at the limit, before it is in memory."""
    unpacking, total, begun = zlib.decompressobj(wbits=31), 0, False
    for piece in pieces:
        waiting = piece
        while waiting:
            begun = True
            try:
                plain = unpacking.decompress(waiting, _PIECE)
            except zlib.error as error:
                raise NotFetched(BROKE_OFF) from error
            total += len(plain)
            if total > MOST_UNPACKED:
                raise NotFetched(TOO_LARGE)
            yield plain
            waiting = unpacking.unconsumed_tail
            if unpacking.eof:
                # What follows is another packed piece, as the format allows, or nothing.
                waiting, unpacking = unpacking.unused_data, zlib.decompressobj(wbits=31)
                begun = False
    if begun:
        # Its length and checksum are missing, and perhaps most of its text.
        raise NotFetched(BROKE_OFF)
