"""Visitors: clients that read a page, fill in its form and send it, token and all."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any

from werkzeug.datastructures import MultiDict

from tests.world import PASSWORD

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse

    from tests.world import World

_TO_COME = re.compile(r"<template>.*?</template>", re.DOTALL)
_INPUT = re.compile(r"<input[^>]*>")
_ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')


class Visitor:
    """A person with a browser, who is sent to `/desk/#1` and opens the first assignment's desk."""

    def __init__(self, client: FlaskClient, world: World) -> None:
        self.client, self.world = client, world
        self._at = world.at

    def get(self, path: str, **kwargs: Any) -> TestResponse:
        """Open a page."""
        return self.client.get(self._at(path), buffered=True, **kwargs)

    def text(self, path: str) -> str:
        """The page as text, which must be there."""
        answer = self.get(path, follow_redirects=True)
        assert answer.status_code == 200, answer.status
        return html.unescape(answer.text)

    def words(self, path: str) -> str:
        """What the page says, without its markup."""
        return " ".join(re.sub(r"<[^>]+>", " ", self.text(path)).split())

    def log_in(self, name: str, password: str = PASSWORD) -> TestResponse:
        """Log in on the log-in page."""
        return self.send("/login", {"name": name, "password": password})

    def send(
        self, path: str, fields: dict[str, Any], page: str | None = None, **kwargs: Any
    ) -> TestResponse:
        """Send a form to `path` with the hidden fields of the page that shows it."""
        return self.post(path, {**self.hidden(page or path), **fields}, **kwargs)

    def post(self, path: str, fields: dict[str, Any], **kwargs: Any) -> TestResponse:
        """Send these fields and no others."""
        return self.client.post(self._at(path), data=MultiDict(fields), **kwargs)

    def hidden(self, page: str) -> dict[str, str]:
        """The hidden fields of a page, the form's own guard among them."""
        return hidden_fields(self.get(page, follow_redirects=True).text)


def hidden_fields(page: str) -> dict[str, str]:
    """The hidden fields in a page's HTML, but for those of claims that are still to come."""
    found = {}
    for tag in _INPUT.findall(_TO_COME.sub("", page)):
        attributes = dict(_ATTRIBUTE.findall(tag))
        if attributes.get("type") == "hidden":
            found[attributes["name"]] = html.unescape(attributes.get("value", ""))
    return found
