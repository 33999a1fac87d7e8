"""People: their accounts, passwords and roles."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from annotator.actions import Action
from annotator.cleaning import one_line
from annotator.clock import now
from annotator.errors import BadInput, Conflict, NotFound
from annotator.language import _
from annotator.models import Progress, User, UserRole
from annotator.operations.audit_log import record, record_difference
from annotator.operations.derived.seats import clear_desk
from annotator.operations.locks import lock_set
from annotator.operations.people.invitations import withdraw
from annotator.operations.people.logins import log_out_everywhere
from annotator.queries.people.people import person
from annotator.shared_settings import refuse_stale
from annotator.storage.lock_notes import SetLock
from annotator.terms import Role

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import Select
    from sqlalchemy.orm import Session

    from annotator.credentials import NewPassword
    from annotator.shared_settings import AccountSettings

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,59}")


def add_user(
    session: Session,
    *,
    name: str,
    display_name: str,
    roles: Collection[Role],
    password: NewPassword | None = None,
) -> int:
    """Make an account and return its id; without a password it needs an invitation.

    Raises BadInput that names the field.
    """
    name = name.strip().lower()
    if not _NAME.fullmatch(name):
        raise BadInput(
            _("A user name has 2 to 60 letters a-z, digits, dots, dashes or underscores."), "name"
        )
    if session.scalar(select(User.id).where(User.name == name)) is not None:
        raise BadInput(_("The user name “%(name)s” is taken.", name=name), "name")
    user = User(
        name=name,
        display_name=one_line(display_name)[:200] or name,
        password_hash=password.hash if password else "",
        active=True,
        created_at=now(),
    )
    session.add(user)
    session.flush()
    _keep_roles(session, user.id, roles)
    record(
        session,
        Action.ACCOUNT_MADE,
        f"account {user.id}",
        after={"name": name, "display_name": user.display_name, "roles": sorted(set(roles))},
    )
    return user.id


def change_account(
    session: Session, *, user_id: int, seen: str | None, given: AccountSettings
) -> None:
    """Save the settings of an account; `seen` is the version that the page showed.

    Raises StaleSettings, and what `change_user` raises.
    """
    _lock_administrators(session)
    session.get(User, user_id, with_for_update=True, populate_existing=True)
    refuse_stale(seen, person(session, user_id).settings, given)
    change_user(
        session,
        user_id=user_id,
        display_name=given.display_name,
        roles=given.roles,
        active=given.active,
    )


def change_user(
    session: Session, *, user_id: int, display_name: str, roles: Collection[Role], active: bool
) -> None:
    """Change what an account shows and may do; an inactive one is logged out at once.

    Raises BadInput if no administrator who can log in would be left.
    """
    if not active:
        _keep_an_administrator(session, user_id, "active")
    user = _user(session, user_id)
    shown, was_active = {"display_name": user.display_name}, user.active
    user.display_name = one_line(display_name)[:200] or user.name
    user.active = active
    subject = f"account {user_id}"
    record_difference(
        session, Action.ACCOUNT_CHANGED, subject, shown, {"display_name": user.display_name}
    )
    if active is not was_active:
        record(session, Action.ACCOUNT_OPENED if active else Action.ACCOUNT_CLOSED, subject)
    if not active:
        _clear_desks(session, user_id)
        log_out_everywhere(session, user_id=user_id)
        withdraw(session, user_id=user_id)
    set_roles(session, user_id=user_id, roles=roles)


def set_roles(session: Session, *, user_id: int, roles: Collection[Role]) -> None:
    """Give the account exactly these roles; they hold from its next request.

    Raises BadInput if no administrator who can log in would be left.
    """
    if Role.ADMINISTRATOR not in roles:
        _keep_an_administrator(session, user_id, "roles")
    held = session.scalars(select(UserRole.role).where(UserRole.user_id == user_id)).all()
    if Role.ANNOTATOR in held and Role.ANNOTATOR not in roles:
        _clear_desks(session, user_id)
    _keep_roles(session, user_id, roles)
    record_difference(
        session,
        Action.ROLES_CHANGED,
        f"account {user_id}",
        {"roles": sorted(held)},
        {"roles": sorted(set(roles))},
    )


def _keep_roles(session: Session, user_id: int, roles: Collection[Role]) -> None:
    if not roles:
        raise BadInput(_("Choose at least one role."), "roles")
    session.execute(delete(UserRole).where(UserRole.user_id == user_id))
    session.add_all(UserRole(user_id=user_id, role=role) for role in sorted(set(roles)))
    session.flush()


def _clear_desks(session: Session, user_id: int) -> None:
    """Give the claims of a person who judges no more to others, set by set in one order."""
    sets = select(Progress.claim_set_id).where(Progress.annotator_id == user_id).distinct()
    for claim_set_id in session.scalars(sets.order_by(Progress.claim_set_id)).all():
        clear_desk(session, lock_set(session, claim_set_id, SetLock.SETTINGS), user_id)


def _keep_an_administrator(session: Session, user_id: int, field: str) -> None:
    """Refuse to take the role or the log-in from the last administrator who can log in.

    All administrators are locked first: of two who demote each other at once, the second is
    refused. A later statement reads, since a locking one may show roles from before the lock.
    """
    _lock_administrators(session)
    who_can = session.scalars(_administrators().where(User.password_hash != "")).all()
    if list(who_can) == [user_id]:
        raise BadInput(
            _(
                "This is the last administrator who can log in. Make another one first, who sets"
                " a password."
            ),
            field,
        )


def _lock_administrators(session: Session) -> None:
    """Lock them first, in one order: changes of accounts wait for each other."""
    session.execute(_administrators().order_by(User.id).with_for_update(of=User))


def _administrators() -> Select[int]:
    return (
        select(User.id)
        .join(UserRole, UserRole.user_id == User.id)
        .where(User.active, UserRole.role == Role.ADMINISTRATOR)
    )


def set_password(
    session: Session, *, user_id: int, password: NewPassword, compared: str | None = None
) -> None:
    """Set a password, end all log-ins made with the old one, and void the person's link.

    `compared` is the hash that the old password was compared with. Raises Conflict if it holds no
    more.
    """
    user = session.get(User, user_id, with_for_update=True, populate_existing=True)
    if user is None:
        raise NotFound(_("There is no such account."))
    if compared is not None and user.password_hash != compared:
        raise Conflict(_("Your password was changed at the same moment. Log in with the new one."))
    user.password_hash = password.hash
    log_out_everywhere(session, user_id=user_id)
    withdraw(session, user_id=user_id)
    session.flush()
    record(session, Action.PASSWORD_CHANGED, f"account {user_id}")


def _user(session: Session, user_id: int) -> User:
    user = session.get(User, user_id)
    if user is None:
        raise NotFound(_("There is no such account."))
    return user
