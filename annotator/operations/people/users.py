"""People: their accounts, passwords and roles."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from annotator.actions import Action
from annotator.cleaning import one_line
from annotator.clock import now
from annotator.errors import BadInput, NotFound
from annotator.language import _
from annotator.models import LoginSession, User, UserRole
from annotator.operations.audit_log import record, record_difference
from annotator.passwords import hashed

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy.orm import Session

    from annotator.terms import Role

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,59}")
SHORTEST_PASSWORD = 10


def add_user(
    session: Session, *, name: str, display_name: str, password: str, roles: Collection[Role]
) -> int:
    """Make an account and return its id. Raises BadInput that names the field."""
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
        password_hash=hashed(_long_enough(password)),
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


def change_user(
    session: Session, *, user_id: int, display_name: str, roles: Collection[Role], active: bool
) -> None:
    """Change what an account shows and may do; an inactive one is logged out at once."""
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
        log_out_everywhere(session, user_id=user_id)
    set_roles(session, user_id=user_id, roles=roles)


def set_roles(session: Session, *, user_id: int, roles: Collection[Role]) -> None:
    """Give the account exactly these roles; they hold from its next request."""
    held = session.scalars(select(UserRole.role).where(UserRole.user_id == user_id)).all()
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


def set_password(session: Session, *, user_id: int, password: str) -> None:
    """Set a password and end all log-ins made with the old one."""
    _user(session, user_id).password_hash = hashed(_long_enough(password))
    log_out_everywhere(session, user_id=user_id)
    session.flush()
    record(session, Action.PASSWORD_CHANGED, f"account {user_id}")


def log_out_everywhere(session: Session, *, user_id: int) -> None:
    """End every log-in of a person."""
    session.execute(delete(LoginSession).where(LoginSession.user_id == user_id))


def _user(session: Session, user_id: int) -> User:
    user = session.get(User, user_id)
    if user is None:
        raise NotFound(_("There is no such account."))
    return user


def _long_enough(password: str) -> str:
    if len(password) < SHORTEST_PASSWORD:
        raise BadInput(
            _(
                "A password needs at least %(shortest_password)s characters.",
                shortest_password=SHORTEST_PASSWORD,
            ),
            "password",
        )
    return password
