"""A newsroom with something of every kind, and what its pages offer to each role."""

from __future__ import annotations

import html
import io
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from secrets import token_hex
from traceback import extract_tb
from typing import TYPE_CHECKING, Any

from flask import got_request_exception
from werkzeug.exceptions import HTTPException
from werkzeug.test import run_wsgi_app

from annotator.settings import Settings
from annotator.storage.database import Database
from annotator.web import create_app
from tests.migrations import rows
from tests.visitor import Visitor
from tests.world import ROLES, World

if TYPE_CHECKING:
    from typing import Self

    from flask import Flask

#: Pages of one kind that are read for addresses and forms.
EACH = 2
#: Arguments of addresses, with the word before them; many are in the links of few people.
NUMBERED = {
    "assignment_id": "desk",
    "batch_id": "imports",
    "claim_set_id": "sets",
    "fetch_id": "sources",
    "hint_id": "hints",
    "job_id": "jobs",
    "set_claim_id": "review",
}
MISSING = 4711
_ADDRESS = re.compile(r'(?:href|action|data-address|data-draft)="([^"#]+)')
_FIELD = re.compile(
    r'<(?:input|select|textarea|button)[^>]*\bname="([^"]+)"(?:[^>]*value="([^"]*)")?'
)


@dataclass(frozen=True, slots=True)
class HostileRequest:
    """A request as bytes on the wire would make it, for one role."""

    name: str
    environment: dict[str, Any]
    what: str


@dataclass(slots=True)
class Offer:
    """What the pages of a person offer: arguments of addresses, fields of forms, the cookie."""

    cookie: str = ""
    csrf_token: str = ""
    arguments: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    fields: dict[str, dict[str, str]] = field(default_factory=dict)


class Site:
    """The application over a filled database; `offers` are by the name of a person."""

    def __init__(self, url: str) -> None:
        self._database = Database(url, wait_seconds=0.2)
        self._world = World(self._database)
        rows.fill(self._world)
        settings = Settings(database_url=url, secret_key=token_hex())
        self.app: Flask = create_app(settings, self._database)
        self.offers: dict[str, Offer] = {}
        self._last: BaseException | None = None
        got_request_exception.connect(self._note, self.app)
        for name in (*ROLES, ""):
            self.enter(name)
        self._complete()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        got_request_exception.disconnect(self._note, self.app)
        self._database.dispose()

    def enter(self, name: str) -> None:
        """Log a person in, and read what their pages offer."""
        visitor = Visitor(self.app.test_client(), self._world)
        if name:
            visitor.log_in(name)
        known = self.offers.get(name)
        offer = Offer() if known is None else known
        offer.csrf_token = visitor.hidden("/").get("csrf_token", "")
        cookie = visitor.client.get_cookie("claimbook")
        offer.cookie = f"claimbook={cookie.value}" if cookie else ""
        self.offers[name] = offer
        if known is None:
            self._read(visitor, offer)

    def fault(self, request: HostileRequest) -> str | None:
        """Send a request; return what broke, or None."""
        self._last = None
        try:
            pieces, status, _ = run_wsgi_app(self.app, request.environment, buffered=True)
            for _ in pieces:
                pass
        except HTTPException:
            # The request line is refused by the server before the application.
            return None
        except Exception as error:
            return f"{request.what}: {_where(error)}"
        if status.startswith("5"):
            return f"{request.what}: {status} {_where(self._last)}"
        if status.startswith("401") or (status.startswith("302") and not request.name):
            self.enter(request.name)
        return None

    def _complete(self) -> None:
        """Let each person also try what no page offers to them, or to anybody now."""
        numbered = {
            argument: [self._world.at(f"/{word}/#{nth}", MISSING) for nth in (1, 2, 3)]
            for argument, word in NUMBERED.items()
        }
        fields: dict[str, dict[str, str]] = {}
        for offer in self.offers.values():
            fields = {**offer.fields, **fields}
        for offer in self.offers.values():
            offer.fields = {**fields, **offer.fields}
            for argument, addresses in numbered.items():
                found = {address.rpartition("/")[2] for address in addresses}
                offer.arguments[argument] |= found

    def _note(self, _app: Flask, exception: BaseException, **_: object) -> None:
        self._last = exception

    def _read(self, visitor: Visitor, offer: Offer) -> None:
        """Follow the links of pages, and note what their addresses and forms consist of."""
        waiting, drawn = ["/"], Counter[str]()
        while waiting:
            page = visitor.get(waiting.pop(0), follow_redirects=True)
            addresses = page.mimetype == "text/html" and set(_ADDRESS.findall(page.text))
            for address in sorted(map(html.unescape, addresses or ())):
                if (endpoint := self._offered(address, "GET", offer)) and drawn[endpoint] < EACH:
                    drawn[endpoint] += 1
                    waiting.append(address)
                if endpoint := self._offered(address, "POST", offer):
                    offer.fields.setdefault(endpoint, {}).update(_fields(page.text))

    def _offered(self, address: str, method: str, offer: Offer) -> str | None:
        """Note the arguments of an address; return its endpoint, or None."""
        adapter = self.app.url_map.bind("localhost")
        try:
            endpoint, values = adapter.match(address.partition("?")[0], method=method)
        except HTTPException:
            return None
        for name, value in values.items():
            offer.arguments[name].add(str(value))
        return None if endpoint == "static" else str(endpoint)


def _fields(page: str) -> dict[str, str]:
    return {html.unescape(name): html.unescape(value) for name, value in _FIELD.findall(page)}


def _where(error: BaseException | None) -> str:
    """Return an error with the last place of ours that it passed."""
    if error is None:
        return "no error was noted"
    cause = getattr(error, "original_exception", None) or error
    frames = extract_tb(cause.__traceback__)
    ours = [frame for frame in frames if "site-packages" not in frame.filename]
    file = ours[-1].filename.rpartition("/annotator/")[2] if ours else ""
    return f"{type(cause).__name__} {str(cause)[:80]!r} {file}:{ours[-1].lineno if ours else ''}"


def body(content: bytes) -> io.BytesIO:
    """Return the body of a request as a server gives it."""
    return io.BytesIO(content)
