"""Log-ins: rows on the server, so that a copied cookie dies with its session."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import and_, delete, func, select, update

from annotator.clock import now
from annotator.models import LoginFailure, LoginSession, User

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

MOST_FAILURES = 10
WINDOW = timedelta(minutes=5)


def token_sha256(token: str) -> str:
    """Return what a session's row is found by: the token itself is only in the cookie."""
    return hashlib.sha256(token.encode()).hexdigest()


def count_try(session: Session, *, name: str, address: str) -> bool:
    """Count a try to log in before it is looked at; False when there were too many of late.

    Counting first leaves no gap for tries that come at once.
    """
    moment = now()
    session.add(LoginFailure(name=name[:60], address=address, at=moment))
    session.flush()
    tries = session.scalar(
        select(func.count())
        .select_from(LoginFailure)
        .where(
            LoginFailure.name == name[:60],
            LoginFailure.address == address,
            LoginFailure.at > moment - WINDOW,
        )
    )
    return (tries or 0) <= MOST_FAILURES


def kept_password(session: Session, *, name: str) -> tuple[int, str] | None:
    """Return the id and the password's hash of an active account. Comparing is the caller's,
    outside of any transaction: it takes a sixth of a second, and no writer should wait for it.
    """
    row = session.execute(
        select(User.id, User.password_hash).where(User.name == name, User.active)
    ).one_or_none()
    return None if row is None else (row.id, row.password_hash)


def log_in(session: Session, *, user_id: int, name: str, address: str, hours: int) -> str:
    """Open a session and return its token; the tries before it are forgiven, old rows swept."""
    moment = now()
    session.execute(delete(LoginSession).where(LoginSession.expires_at < moment))
    mine = and_(LoginFailure.name == name, LoginFailure.address == address)
    session.execute(delete(LoginFailure).where(mine | (LoginFailure.at < moment - WINDOW)))
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
