"""Values that no form of ours offers, and that someone may send all the same."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING
from urllib.parse import quote_from_bytes

if TYPE_CHECKING:
    from random import Random

LONG = 65_000
#: Of many different letters: a database compresses the others before it measures them.
DENSE = hashlib.shake_256(b"one of the long values").hexdigest(LONG // 2).encode()
#: Bytes, since much of it is no text.
VALUES: tuple[bytes, ...] = (
    *(b"", b" ", b"\x00", b"a\x00b", b"\r\n", b"\t", b"\x1b[31m", b"\x7f", b"\xc2\x85"),
    *(b"\xff\xfe", b"\xc3\x28", b"\xed\xa0\x80", b"\xf0\x28\x8c\x28", b"\xc0\xaf"),
    *("\u202eevil", "\u2066\u200b\u00ad", "\ufeff", "\uffff", "😀" * 100, "ﬁ", "İ", "ß"),
    *(b"0", b"-1", b"1", b"2147483647", b"2147483648", b"9223372036854775808", b"1" * 400),
    *(b"1" * 5000, b"1e308", b"NaN", b"Infinity", b"-0", b"0x1f", b"1_000", b"+1", b"1.5"),
    *("١٢٣", "²", "１"),
    *(
        DENSE,
        DENSE[:3000],
        b"x" * LONG,
        b"<" * LONG,
        "é".encode() * 30_000,
        b"[" * LONG,
        b"a b " * 16_000,
    ),
    *(b"null", b"true", b"[]", b"{}", b'{"a": [1]}', b"[[[]]]", b'"', b"'", b"\\", b"%", b"%s"),
    *(b"' OR 1=1 --", b"{{7*7}}", b"<script>alert(1)</script>", b"${7*7}", b"%(name)s", b"{0}"),
    *(b"../../etc/passwd", b"//elsewhere.example", b"/\t/elsewhere.example", b"javascript:1"),
    *(b"http://[::1", b"http://a:b@c/", b"http://x:99999999/", b"https://\xff.example"),
    *("http://xn--.example/", "http://a..b/", "https://é.example/" + "x" * 3000),
    *(b"0000-00-00", b"2025-13-45", b"9999-12-31", b"0001-01-01", b"2025-02-30", b"25"),
    *(b"on", b"off", b"accepted", b"split", b"merged", b"reworded", b"rejected", b"supported"),
    *(b"remove-0", b"restore-0", b"restore-99999999999", b"start-over", b"remove--1"),
    *(b'{"what":"source","at":"0001-01-01T00:00:00+23:59","fields":[["quote","x"]]}',),
    *(b'{"what":"everything","at":"9999-12-31T23:59:59-23:59","fields":[[]]}',),
)  # type: ignore[assignment]
#: Names that mean something to a library, or nothing.
NAMES: tuple[bytes, ...] = (
    *(b"endpoint", b"_method", b"_scheme", b"_external", b"_anchor", b"self", b"values", b"next"),
    *(b"", b"\x00", b"\xff", b"x" * 5000, b"page", b"page[]", b"words", b"csrf_token", b"token"),
    *(b"removed", b"evidence-99999999-url", b"evidence-1_0-url", "evidence-²-url"),
    *(b"evidence-0-reason-1", b"reason-99999999999", b"reason-x", b"take:evidence-0", b"mine:x"),
    *(b"change", b"save", b"unanswered", b"held", b"showing", b"version", b"add_source"),
    *(b"cited-0-key", b"cited-999-stance", b"__class__", b"constructor"),
)  # type: ignore[assignment]
HEADERS: tuple[tuple[str, bytes], ...] = (
    *(("Accept", value) for value in (b"application/json", b"*/*;q=x", b"\xff", b"," * 5000)),
    *(("Accept-Language", value) for value in (b"\xff", b"fr;q=1e400", b"x-" * 3000, b"../..")),
    *(("Cookie", value) for value in (b"claimbook=", b"claimbook=\xff", b"=;=;", b"a" * 9000)),
    *(("Host", value) for value in (b"", b"[::1", b"a b", b"elsewhere.example:99999", b"\xff")),
    *(("Origin", value) for value in (b"null", b"https://elsewhere.example")),
    *(("Range", value) for value in (b"bytes=0-", b"bytes=9-1,-", b"items=x")),
    *(("If-Modified-Since", value) for value in (b"x", b"Thu, 99 Foo 0000 99:99:99 GMT")),
    *(("If-None-Match", value) for value in (b"*", b'W/"', b"\x00")),
    *(("X-Forwarded-For", value) for value in (b"", b"\xff, 1")),
    *(("X-Forwarded-Host", value) for value in (b"elsewhere.example", b"\xff")),
    *(("X-HTTP-Method-Override", value) for value in (b"DELETE", b"\xff")),
    *(("Referer", value) for value in (b"//", b"http://[::1", b"\xff")),
    *(("Sec-Fetch-Site", value) for value in (b"cross-site", b"\xff")),
    *(("Transfer-Encoding", value) for value in (b"chunked", b"identity")),
    *(("User-Agent", value) for value in (b"", b"\xff" * 1000)),
)
CONTENT_TYPES: tuple[str, ...] = (
    *("", "application/json", "text/plain", "application/x-www-form-urlencoded; charset=utf-16"),
    *("multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=é"),
    *("multipart/mixed; boundary=x", "application/octet-stream", "\xff", "a/b" * 1000),
)
METHODS = ("GET", "POST", "HEAD", "OPTIONS", "PUT", "DELETE", "PATCH", "TRACE", "get", "X" * 50)


def encoded(value: bytes | str) -> bytes:
    """Return a value as bytes."""
    return value.encode() if isinstance(value, str) else value


def hostile(chance: Random) -> bytes:
    """Return one of the values, or a few in a row."""
    picked = [encoded(chance.choice(VALUES)) for _ in range(1 if chance.random() < 0.8 else 3)]
    return b"".join(picked)[: 2 * LONG]


def escaped(value: bytes, chance: Random) -> bytes:
    """Return a value as a form or an address carries it, in one case of ten wrongly."""
    if chance.random() < 0.1:
        return value.replace(b"&", b"%").replace(b"\x00", b"%")[:LONG] + b"%zz%4"
    return quote_from_bytes(value, safe="").encode()
