"""Requests for every route and role, each wrong in some ways."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote_from_bytes, unquote_to_bytes

from torture.fuzz.hostile_values import (
    CONTENT_TYPES,
    HEADERS,
    METHODS,
    NAMES,
    encoded,
    escaped,
    hostile,
)
from torture.fuzz.site import HostileRequest, body

if TYPE_CHECKING:
    from random import Random

    from werkzeug.routing import Rule

    from torture.fuzz.site import Offer, Site

URLENCODED = "application/x-www-form-urlencoded"
BOUNDARY = "between-parts"
FILES = (
    *(b"", b"PK\x03\x04", b"\x1f\x8b\x08", b"%PDF-1.4\n%%EOF", b"\xff\xfe\x00", b"a,b\n" * 500),
    *(b"<html><body><p>Open.", b'{"text": "Open."}\n[', b"\x00" * 1000, b"\r" * 1000),
)
Pairs = list[tuple[bytes, bytes]]


class Attacker:
    """Makes requests; one seed makes the same ones on the same site."""

    def __init__(self, site: Site, chance: Random) -> None:
        self._site, self._chance = site, chance
        rules = [rule for rule in site.app.url_map.iter_rules() if rule.endpoint != "static"]
        asked = [(rule, method) for rule in rules for method in sorted(rule.methods or ())]
        self._turns = [
            (rule, method, name)
            for rule, method in sorted(asked, key=lambda one: (one[0].rule, one[1]))
            if method in ("GET", "POST")
            for name in sorted(site.offers)
        ]
        chance.shuffle(self._turns)

    def request(self, number: int) -> HostileRequest:
        """Return the request of this number: each route, method and role has its turn."""
        rule, method, name = self._turns[number % len(self._turns)]
        offer = self._site.offers[name]
        if self._chance.random() < 0.05:
            method = self._chance.choice(METHODS)
        path, query = self._path(rule, offer), self._query(rule)
        content_type, content = self._content(rule, method, offer)
        environment = {
            **_SERVER,
            "REQUEST_METHOD": method,
            "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),
            "QUERY_STRING": query.decode("latin-1"),
            "CONTENT_TYPE": content_type,
            "CONTENT_LENGTH": self._length(content),
            "HTTP_COOKIE": offer.cookie,
            "wsgi.input": body(content),
            **self._headers(),
        }
        return HostileRequest(name, environment, f"{name or 'a stranger'} {method} {rule.endpoint}")

    def _path(self, rule: Rule, offer: Offer) -> bytes:
        parts = []
        for is_argument, part in rule._trace:  # noqa: SLF001 - werkzeug has no public way to it
            if not is_argument:
                parts.append(part.lstrip("|").encode())
            elif offer.arguments.get(part) and self._chance.random() < 0.8:
                parts.append(quote_from_bytes(self._one_of(offer.arguments[part])).encode())
            else:
                parts.append(quote_from_bytes(hostile(self._chance)[:3000]).encode())
        return b"".join(parts)

    def _query(self, rule: Rule) -> bytes:
        if self._chance.random() < 0.4:
            return b""
        view = self._site.app.view_functions[rule.endpoint]
        known = [name.encode() for name in getattr(view, "parameters", ())]
        pairs = [(self._name(known), hostile(self._chance)) for _ in range(self._few())]
        return self._written(pairs)

    def _content(self, rule: Rule, method: str, offer: Offer) -> tuple[str, bytes]:
        if method in ("GET", "HEAD") and self._chance.random() < 0.95:
            return "", b""
        pairs = self._pairs(offer.fields.get(rule.endpoint, {}), offer)
        way = self._chance.random()
        if way < 0.6:
            return URLENCODED, self._cut(self._written(pairs))
        if way < 0.9:
            return f"multipart/form-data; boundary={BOUNDARY}", self._cut(self._multipart(pairs))
        return self._chance.choice(CONTENT_TYPES), self._cut(self._written(pairs))

    def _pairs(self, fields: dict[str, str], offer: Offer) -> Pairs:
        """Return the fields of a form of ours, some of them hostile, missing or repeated."""
        names = list(fields)
        wrong = set(self._chance.sample(names, min(len(names), self._few())))
        pairs = [
            (name.encode(), hostile(self._chance) if name in wrong else value.encode())
            for name, value in fields.items()
            if name != "csrf_token" and self._chance.random() < 0.95
        ]
        known = [name.encode() for name in names]
        pairs += [(self._name(known), hostile(self._chance)) for _ in range(self._few())]
        if self._chance.random() < 0.02:
            pairs += [(b"removed", b"{}")] * 3000
        if self._chance.random() < 0.95:
            pairs.append((b"csrf_token", offer.csrf_token.encode()))
        return pairs

    def _written(self, pairs: Pairs) -> bytes:
        return b"&".join(
            escaped(name, self._chance) + b"=" + escaped(value, self._chance)
            for name, value in pairs
        )

    def _multipart(self, pairs: Pairs) -> bytes:
        parts = []
        for name, value in pairs:
            is_file = name in (b"files", b"folder", b"file") or self._chance.random() < 0.03
            content = self._chance.choice(FILES) if is_file else value
            file = b'; filename="' + self._file_name() + b'"' if is_file else b""
            shown = name.replace(b"\r", b"").replace(b"\n", b"").replace(b'"', b"")
            head = b'Content-Disposition: form-data; name="' + shown + b'"' + file
            parts.append(b"--" + BOUNDARY.encode() + b"\r\n" + head + b"\r\n\r\n" + content)
        return b"\r\n".join(parts) + b"\r\n--" + BOUNDARY.encode() + b"--\r\n"

    def _file_name(self) -> bytes:
        suffix = self._chance.choice((b".txt", b".csv", b".zip", b".jsonl", b".html", b".pdf", b""))
        return hostile(self._chance)[:200].replace(b"\r", b"").replace(b"\n", b"") + suffix

    def _headers(self) -> dict[str, str]:
        found = {}
        for _ in range(self._few() if self._chance.random() < 0.4 else 0):
            name, value = self._chance.choice(HEADERS)
            found[f"HTTP_{name.upper().replace('-', '_')}"] = value.decode("latin-1")
        return found

    def _length(self, content: bytes) -> str:
        if self._chance.random() < 0.97:
            return str(len(content))
        return self._chance.choice(("", "-1", "x", "0", str(len(content) + 10), "9" * 30))

    def _cut(self, content: bytes) -> bytes:
        if self._chance.random() < 0.95:
            return content
        return content[: self._chance.randrange(len(content) + 1)]

    def _name(self, known: list[bytes]) -> bytes:
        if known and self._chance.random() < 0.6:
            return self._chance.choice(known)
        return encoded(self._chance.choice(NAMES))

    def _one_of(self, values: set[str]) -> bytes:
        return self._chance.choice(sorted(values)).encode()

    def _few(self) -> int:
        return self._chance.choice((1, 1, 1, 2, 3))


_SERVER = {
    "SERVER_NAME": "localhost",
    "SERVER_PORT": "80",
    "SERVER_PROTOCOL": "HTTP/1.1",
    "SCRIPT_NAME": "",
    "REMOTE_ADDR": "127.0.0.1",
    "HTTP_HOST": "localhost",
    "HTTP_ACCEPT": "text/html",
    "wsgi.version": (1, 0),
    "wsgi.url_scheme": "http",
    "wsgi.errors": body(b""),
    "wsgi.multithread": False,
    "wsgi.multiprocess": False,
    "wsgi.run_once": False,
    "wsgi.input_terminated": False,
}
