"""Log-ins: rows on the server, so that a copied cookie dies with its session."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import delete, update

from annotator.actions import Action
from annotator.clock import now
from annotator.models import LoginSession, User
from annotator.operations.audit_log import record
from annotator.operations.people.tries import forgive

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from annotator.credentials import NewPassword


def token_sha256(token: str) -> str:
    """Return what a session's row is found by: the token itself is only in the cookie."""
    return hashlib.sha256(token.encode()).hexdigest()


def log_in(
    session: Session,
    *,
    user_id: int,
    compared: str,
    renewed: NewPassword | None,
    address: str,
    hours: int,
) -> str | None:
    """Open a session and return its token; None if `compared` is the person's hash no more.

    Old tries are forgiven, ended sessions deleted, an outdated hash renewed.
    """
    user = session.get(User, user_id, with_for_update=True, populate_existing=True)
    if user is None or not user.active or user.password_hash != compared:
        return None
    if renewed is not None:
        user.password_hash = renewed.hash
    forgive(session, name=user.name, address=address)
    record(session, Action.LOGGED_IN, f"account {user_id}", by=user_id)
    return open_session(session, user_id=user_id, hours=hours)


def open_session(session: Session, *, user_id: int, hours: int) -> str:
    """Open a session of a person who has shown who they are, and return its token."""
    moment = now()
    session.execute(delete(LoginSession).where(LoginSession.expires_at < moment))
    token = secrets.token_urlsafe(32)
    session.add(
        LoginSession(
            token_sha256=token_sha256(token),
            user_id=user_id,
            created_at=moment,
            expires_at=moment + timedelta(hours=hours),
        )
    )
    session.flush()
    return token


def half_over(expires_at: datetime, hours: int) -> bool:
    """Return True if a session that lasts so many hours has less than half of them before it."""
    return expires_at < now() + timedelta(hours=hours / 2)


def prolong(session: Session, *, token: str, hours: int) -> None:
    """Let a session that is being worked in last from now."""
    session.execute(
        update(LoginSession)
        .where(LoginSession.token_sha256 == token_sha256(token))
        .values(expires_at=now() + timedelta(hours=hours))
    )


def log_out(session: Session, *, token: str) -> None:
    """End a session: its token is worth nothing from now on."""
    session.execute(delete(LoginSession).where(LoginSession.token_sha256 == token_sha256(token)))


def log_out_everywhere(session: Session, *, user_id: int) -> None:
    """End every log-in of a person."""
    session.execute(delete(LoginSession).where(LoginSession.user_id == user_id))
