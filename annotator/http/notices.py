"""Notices: what a page says was done, never before it is committed."""

from __future__ import annotations

from flask import flash

from annotator.http.transaction import after_commit


def notice(message: str, tone: str) -> None:
    """Say on the next page what this request did, once that is committed."""
    after_commit(lambda: flash(message, tone))
