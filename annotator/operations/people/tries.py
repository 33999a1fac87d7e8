"""Tries to log in: how many are allowed, and which of them the audit log lists."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import case, delete, or_, select

from annotator.actions import Action
from annotator.clock import now
from annotator.models import FailedLogins, LoginTries, User
from annotator.operations.audit_log import record
from annotator.storage.upserts import insert_on

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

MOST_TRIES = 10
PAUSE = timedelta(minutes=5)
#: So many failed log-ins have their own event in a window of `PAUSE`; the others are one number.
LISTED = 50
_LONGEST_NAME = 60


def is_blocked(session: Session, *, name: str, address: str) -> bool:
    """Return True if further tries are refused now. It writes nothing: a flood costs no commit."""
    found = session.execute(
        select(LoginTries.tries, LoginTries.last_at).where(
            LoginTries.name == name[:_LONGEST_NAME], LoginTries.address == address
        )
    ).one_or_none()
    return found is not None and found.tries > MOST_TRIES and _is_recent(found.last_at)


def count_try(session: Session, *, name: str, address: str) -> bool:
    """Count a try before the password is compared; return False when there were too many.

    One statement counts and decides, so tries at once cannot all find room. A pause of five
    minutes begins at the last try that was allowed. The first refused try is an event.
    """
    tries = session.scalar(_counting(session, name[:_LONGEST_NAME], address))
    if tries == MOST_TRIES + 1 and _has_own_event(session):
        _record_failure(session, Action.LOGINS_THROTTLED, name, address)
    return tries is not None and tries <= MOST_TRIES


def note_failure(session: Session, *, name: str, address: str) -> None:
    """Put a failed log-in into the audit log, or count it where there are too many to list."""
    if _has_own_event(session):
        _record_failure(session, Action.LOGIN_FAILED, name, address)


def forgive(session: Session, *, name: str, address: str) -> None:
    """Forget the tries before a log-in, and those whose pause is over."""
    session.execute(
        delete(LoginTries).where(
            or_(
                (LoginTries.name == name) & (LoginTries.address == address),
                LoginTries.last_at < now() - PAUSE,
            )
        )
    )
    _sum_up(session)


def _counting(session: Session, name: str, address: str) -> Any:
    """Return the statement that counts a try and yields its number, or no row: blocked before."""
    moment = now()
    adding = insert_on(session.get_bind().dialect.name, LoginTries).values(
        name=name, address=address, tries=1, last_at=moment
    )
    # A time after the moment is of a clock that was set back.
    is_over = or_(LoginTries.last_at <= moment - PAUSE, LoginTries.last_at > moment + PAUSE)
    return adding.on_conflict_do_update(
        index_elements=["name", "address"],
        set_={
            "tries": case((is_over, 1), else_=LoginTries.tries + 1),
            # The refused try does not prolong the pause.
            "last_at": case(
                (or_(is_over, LoginTries.tries < MOST_TRIES), adding.excluded.last_at),
                else_=LoginTries.last_at,
            ),
        },
        where=or_(is_over, LoginTries.tries <= MOST_TRIES),
    ).returning(LoginTries.tries)


def _is_recent(last_at: datetime) -> bool:
    return now() - PAUSE < last_at <= now() + PAUSE


def _has_own_event(session: Session) -> bool:
    """Count a failure in its window; return True if the audit log lists it."""
    moment = now()
    began = moment - timedelta(seconds=moment.timestamp() % PAUSE.total_seconds())
    adding = insert_on(session.get_bind().dialect.name, FailedLogins).values(
        began=began.replace(microsecond=0), failed=1
    )
    counting = adding.on_conflict_do_update(
        index_elements=["began"], set_={"failed": FailedLogins.failed + 1}
    )
    failed: int = session.scalars(counting.returning(FailedLogins.failed)).one()
    if failed == 1:
        _sum_up(session)
    return failed <= LISTED


def _sum_up(session: Session) -> None:
    """Put the number of failures that past windows do not list into the audit log, once."""
    past = delete(FailedLogins).where(FailedLogins.began <= now() - PAUSE)
    for began, failed in session.execute(past.returning(FailedLogins.began, FailedLogins.failed)):
        if failed > LISTED:
            record(
                session,
                Action.LOGINS_NOT_LISTED,
                "log-ins",
                after={"failed": failed - LISTED, "began": began.isoformat()},
            )


def _record_failure(session: Session, action: Action, name: str, address: str) -> None:
    # A name without an account is not kept: people type passwords into the wrong field.
    user_id = session.scalar(select(User.id).where(User.name == name))
    subject = "an unknown account" if user_id is None else f"account {user_id}"
    record(session, action, subject, after={"address": address})
