"""Annotators who work as the desk's script does: log-in, guard, the form's fields, JSON back."""

from __future__ import annotations

import html
import json
import random
import re
from functools import cached_property
from io import BytesIO
from time import perf_counter
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urlencode

from werkzeug.test import Client, create_environ, run_wsgi_app

from benchmarks import texts
from benchmarks.desk.newsroom import PASSWORD

if TYPE_CHECKING:
    from flask import Flask

TEMPLATE = re.compile(r"<template>(.*?)</template>", re.DOTALL)
ASSIGNMENT = re.compile(r'data-assignment="([^"]+)"')
HIDDEN = re.compile(r'<input[^>]*name="(csrf_token|token|drawn_at|version)"[^>]*value="([^"]*)"')
CLAIM = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)
SENT = {"Accept": "application/json", "Content-Type": "application/x-www-form-urlencoded"}
#: The hosts whose pages are cited, over and over.
HOSTS = ("statistics.example", "ministry.example", "harbour.example", "archive.example")


class Door(Protocol):
    """A way to the pages, which keeps one person's cookies."""

    def get(self, path: str) -> str:
        """Return a page."""

    def send(self, path: str, fields: dict[str, str]) -> str:
        """Return the page that a form leads to."""

    def save(self, path: str, body: bytes) -> tuple[str, bytes]:
        """Return status and content of what the desk's script sends."""


class AppDoor:
    """Directly into the application: nothing but the server's work takes time."""

    def __init__(self, app: Flask) -> None:
        self._app, self._client = app, Client(app)

    def get(self, path: str) -> str:
        """Return a page."""
        return self._client.get(path).text

    def send(self, path: str, fields: dict[str, str]) -> str:
        """Return the page that a form leads to."""
        return self._client.post(path, data=fields, follow_redirects=True).text

    def save(self, path: str, body: bytes) -> tuple[str, bytes]:
        """Return status and content; the test client would take a tenth of the time for itself."""
        sent = {"PATH_INFO": path, "CONTENT_LENGTH": str(len(body)), "wsgi.input": BytesIO(body)}
        content, status, _ = run_wsgi_app(self._app, {**self._environ, **sent})
        return status, b"".join(content)

    @cached_property
    def _environ(self) -> dict[str, Any]:
        session = self._app.config["SESSION_COOKIE_NAME"]
        cookie = self._client.get_cookie(session)
        head = {"Cookie": f"{session}={cookie.value if cookie else ''}", **SENT}
        return create_environ(method="POST", headers=head)


class Annotator:
    """One person at a desk: `save()` submits the claim on screen and shows the next."""

    def __init__(self, door: Door, name: str, claim_set_id: int) -> None:
        self._door = door
        self._chance = random.Random(name)  # noqa: S311 - nothing is kept secret by it
        self._guard = _hidden(log_in(door, name))["csrf_token"]
        page = door.send(f"/sets/{claim_set_id}/next", {"csrf_token": self._guard})
        self._present = TEMPLATE.sub("", page)
        self._ahead: list[str] = TEMPLATE.findall(page)

    def save(self) -> tuple[float, str]:
        """Return seconds of the server for one judgement, and the status of a refusal, else
        nothing.
        """
        assignment = ASSIGNMENT.findall(self._present)[0]
        following = self._ahead.pop(0) if self._ahead else ""
        held = [ASSIGNMENT.findall(part)[0] for part in (*self._ahead, following) if part]
        fields = {**self._fields(), "held": " ".join([*held, assignment])}
        if following:
            fields["showing"] = ASSIGNMENT.findall(following)[0]
        body = urlencode(fields).encode()
        begin = perf_counter()
        status, answer = self._door.save(f"/desk/{assignment}", body)
        took = perf_counter() - begin
        if status != "200 OK":
            return took, f"{status}: {answer[:400]!r}"
        self._ahead += json.loads(answer).get("ahead", [])
        self._present = following or self._ahead.pop(0)
        return took, ""

    def _fields(self) -> dict[str, str]:
        """Return what the script sends of a form that was filled in: what it left alone, too."""
        claim = CLAIM.findall(self._present)
        words = html.unescape(claim[-1]).strip()
        return {
            **_hidden(self._present),
            "csrf_token": self._guard,
            "unanswered": "",
            "verdict_first": "0",
            "candidate": "accepted",
            "wording": words,
            "parts": words,
            "merged_with": "",
            "rejection_reason": "",
            "speaker_decision": "as_found",
            "speaker": "",
            "worthiness": "CFS",
            "checkability": "checkable",
            "not_checkable_reason": "",
            **self._source(0),
            **self._source(1),
            "verdict": "supported",
            "justification": f"Both registers have it so: {words}. The second is of the same week.",
            "confidence": "4",
        }

    def _source(self, row: int) -> dict[str, str]:
        number = self._chance.randrange(500)
        host = HOSTS[(number + row) % 2 + 2 * row]
        passage = texts.varied(self._chance.choice(texts.originals()), self._chance)
        begin = self._chance.randrange(len(passage) // 2)
        source = {
            "url": f"https://{host}/reports/{number}",
            "title": f"Report {number} of {host}",
            "publisher": host,
            "published": "2025-12-04",
            "quote": " ".join(passage[begin : begin + 200].split()),
            "stance": "supports",
            "coverage": "full",
            "set_number": str(row + 1),
            "note": "",
            "reason-5": "It counts by itself.",
        }
        return {f"evidence-{row}-{name}": value for name, value in source.items()}


def log_in(door: Door, name: str) -> str:
    """Return the page that follows a log-in."""
    guard = _hidden(door.get("/login"))["csrf_token"]
    return door.send("/login", {"csrf_token": guard, "name": name, "password": PASSWORD})


def _hidden(part: str) -> dict[str, str]:
    """Return the hidden fields that a form sends back as they are."""
    return {name: html.unescape(value) for name, value in HIDDEN.findall(part)}
