"""Invitations: links with which people set their own password, once."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import delete

from annotator.actions import Action
from annotator.clock import now
from annotator.errors import NotFound, Refused
from annotator.language import _
from annotator.models import Invitation, User
from annotator.operations.audit_log import record
from annotator.operations.people.logins import log_out_everywhere, token_sha256
from annotator.storage.upserts import insert_into

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from annotator.credentials import NewPassword

LASTS = timedelta(hours=72)


def invite(session: Session, *, user_id: int) -> str:
    """Make a person's link and return its token, which is stored nowhere.

    An earlier link of theirs is void; their password holds until they use the link. Raises
    NotFound, Refused.
    """
    user = session.get(User, user_id)
    if user is None:
        raise NotFound(_("There is no such account."))
    if not user.active:
        raise Refused(_("The account “%(name)s” is closed. Open it first.", name=user.name))
    token, moment = secrets.token_urlsafe(32), now()
    given = {
        "token_sha256": token_sha256(token),
        "made_at": moment,
        "expires_at": moment + LASTS,
    }
    session.execute(
        insert_into(session, Invitation)
        .values(user_id=user_id, **given)
        .on_conflict_do_update(index_elements=["user_id"], set_=given)
    )
    record(session, Action.INVITATION_MADE, f"account {user_id}")
    return token


def accept(session: Session, *, token: str, password: NewPassword) -> int:
    """Set the password of the person whose link this is, and return their id.

    All their sessions end. Raises NotFound if the link was used, replaced, or is too old.
    """
    used = (
        delete(Invitation)
        .where(Invitation.token_sha256 == token_sha256(token), Invitation.expires_at > now())
        .returning(Invitation.user_id)
    )
    user_id = session.scalars(used).one_or_none()
    user = None if user_id is None else session.get(User, user_id, with_for_update=True)
    if user is None or not user.active:
        raise NotFound(void())
    user.password_hash = password.hash
    log_out_everywhere(session, user_id=user.id)
    record(session, Action.INVITATION_USED, f"account {user.id}", by=user.id)
    session.flush()
    return user.id


def withdraw(session: Session, *, user_id: int) -> None:
    """Void the link of a person, if they have one."""
    session.execute(delete(Invitation).where(Invitation.user_id == user_id))


def void() -> str:
    """Return the answer to every link that does not work: it tells nothing about accounts."""
    return _("This link does not work any more. Ask an administrator for a new one.")
