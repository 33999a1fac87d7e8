"""The way to pages that are served: one connection for each person, as a browser keeps it."""

from __future__ import annotations

import re
import secrets
from http.client import HTTPConnection, HTTPException
from time import monotonic
from urllib.parse import urlencode, urlsplit

from annotator.cli.connections import KEPT_SECONDS
from benchmarks.desk.people import SENT

FORM = {"Content-Type": SENT["Content-Type"]}
COOKIE = re.compile(r"^([^=;]+)=([^;]*)")
SECONDS = 60.0


class HttpDoor:
    """One person's cookies and connection to a `serve`. A failure is an answer, not an error.

    `source` is the address of this machine from which the person comes, such as 127.0.0.2.
    """

    def __init__(self, address: str, source: str = "127.0.0.1") -> None:
        host = urlsplit(address)
        self._connection = HTTPConnection(
            host.hostname or "", host.port, timeout=SECONDS, source_address=(source, 0)
        )
        self.cookies: dict[str, str] = {}
        self._used = monotonic()

    def get(self, path: str) -> str:
        """Return a page, over another connection where the server has ended an idle one."""
        try:
            return self._follow("GET", path, None, {})
        except (OSError, HTTPException):
            self._connection.close()
            return self._follow("GET", path, None, {})

    def send(self, path: str, fields: dict[str, str]) -> str:
        """Return the page that a form leads to."""
        return self._follow("POST", path, urlencode(fields).encode(), FORM)

    def save(self, path: str, body: bytes) -> tuple[str, bytes]:
        """Return status and content of what the desk's script sends."""
        try:
            status, _, content = self._ask("POST", path, body, SENT)
        except (OSError, HTTPException) as error:
            self._connection.close()
            return type(error).__name__, b""
        return status, content

    def upload(self, path: str, fields: dict[str, str], file: tuple[str, str, bytes]) -> str:
        """Send a form with a file (its field, name and content); return where the answer leads."""
        boundary = secrets.token_hex(16)
        field, name, content = file
        heads = [
            *(f'name="{key}"\r\n\r\n{value}'.encode() for key, value in fields.items()),
            f'name="{field}"; filename="{name}"\r\n\r\n'.encode() + content,
        ]
        begin = f"--{boundary}\r\nContent-Disposition: form-data; ".encode()
        body = b"".join(begin + part + b"\r\n" for part in heads) + f"--{boundary}--\r\n".encode()
        head = {"Content-Type": f"multipart/form-data; boundary={boundary}"}
        status, there, _ = self._ask("POST", path, body, head)
        if not there:
            raise RuntimeError(f"POST {path}: {status}")
        return there

    def close(self) -> None:
        """End the connection."""
        self._connection.close()

    def _follow(self, method: str, path: str, body: bytes | None, head: dict[str, str]) -> str:
        status, there, content = self._ask(method, path, body, head)
        if there:
            return self._follow("GET", there, None, {})
        if not status.startswith("200"):
            raise RuntimeError(f"{method} {path}: {status}")
        return content.decode()

    def _ask(
        self, method: str, path: str, body: bytes | None, head: dict[str, str]
    ) -> tuple[str, str, bytes]:
        """Return status, where a redirect leads, and content."""
        if monotonic() - self._used > KEPT_SECONDS / 2:
            # A browser does not send on a connection that may just be closed, either.
            self._connection.close()
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        self._connection.request(method, path, body, {**head, "Cookie": cookies})
        answer = self._connection.getresponse()
        content = answer.read()
        self._used = monotonic()
        for cookie in answer.headers.get_all("Set-Cookie") or ():
            if found := COOKIE.match(cookie):
                self.cookies[found[1]] = found[2]
        return f"{answer.status} {answer.reason}", answer.getheader("Location") or "", content
