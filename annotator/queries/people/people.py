"""Who is who, and who is logged in."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, func, select

from annotator.clock import now
from annotator.errors import NotFound, Refused
from annotator.language import _
from annotator.models import FirstStart, Invitation, LoginSession, User, UserRole
from annotator.shared_settings import AccountSettings
from annotator.storage.statements import Prepared
from annotator.terms import Role

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class Person:
    """An account as pages show it; `is_set_up` says that its person has set a password."""

    id: int
    name: str
    display_name: str
    active: bool
    roles: frozenset[Role]
    is_set_up: bool = True

    @property
    def annotates(self) -> bool:
        """Return True if the account is open and has the role of an annotator."""
        return self.active and Role.ANNOTATOR in self.roles

    @property
    def settings(self) -> AccountSettings:
        """Return what can be changed in the account."""
        return AccountSettings(self.display_name, self.roles, self.active)


@dataclass(frozen=True, slots=True)
class StoredPassword:
    """The hash that the password of an active account is compared with; empty for none."""

    user_id: int
    hash: str


@dataclass(frozen=True, slots=True)
class Login:
    """A person who is logged in, until `expires_at` unless they work on."""

    person: Person
    expires_at: datetime


# Asked at each request.
_LOGIN = Prepared(
    select(User.id, User.name, User.display_name, UserRole.role, LoginSession.expires_at)
    .join(LoginSession, LoginSession.user_id == User.id)
    .join(UserRole, UserRole.user_id == User.id)
    .where(
        LoginSession.token_sha256 == bindparam("token_sha256"),
        LoginSession.expires_at > bindparam("moment"),
        User.active,
    )
)


def login(session: Session, token_sha256: str) -> Login | None:
    """Return whose log-in this is, while it holds and the account is active."""
    found = _LOGIN.rows(session, token_sha256=token_sha256, moment=now()).all()
    if not found:
        return None
    first = found[0]
    roles = frozenset(row.role for row in found)
    person = Person(first.id, first.name, first.display_name, True, roles)
    return Login(person, first.expires_at)


def people(session: Session) -> tuple[Person, ...]:
    """Return all accounts, by name."""
    roles: defaultdict[int, set[Role]] = defaultdict(set)
    for row in session.execute(select(UserRole.user_id, UserRole.role)):
        roles[row.user_id].add(row.role)
    return tuple(
        _person(user, roles[user.id]) for user in session.scalars(select(User).order_by(User.name))
    )


def person(session: Session, user_id: int) -> Person:
    """Return one account. Raises NotFound."""
    user = session.get(User, user_id)
    if user is None:
        raise NotFound(_("There is no such account."))
    return _person(user, session.scalars(select(UserRole.role).where(UserRole.user_id == user_id)))


def stored_password(session: Session, name: str) -> StoredPassword | None:
    """Return the hash of an active account. Compare it outside of any transaction: that takes a
    sixth of a second.
    """
    row = session.execute(
        select(User.id, User.password_hash).where(User.name == name, User.active)
    ).one_or_none()
    return None if row is None else StoredPassword(row.id, row.password_hash)


def first_start_is_local(session: Session, token_sha256: str) -> bool | None:
    """Return whether the demonstration may be chosen with this link; None if it does not hold."""
    return session.scalar(
        select(FirstStart.local).where(
            FirstStart.token_sha256 == token_sha256,
            FirstStart.expires_at > now(),
            ~select(User.id).exists(),
        )
    )


def invited_person(session: Session, token_sha256: str) -> Person | None:
    """Return whose log-in link has this hash, while it holds."""
    user_id = session.scalar(
        select(User.id)
        .join(Invitation, Invitation.user_id == User.id)
        .where(Invitation.token_sha256 == token_sha256, Invitation.expires_at > now(), User.active)
    )
    return None if user_id is None else person(session, user_id)


def person_named(session: Session, name: str) -> Person:
    """Return the account with this user name. Raises NotFound."""
    user_id = session.scalar(select(User.id).where(User.name == name.strip().lower()))
    if user_id is None:
        raise NotFound(_("There is no account “%(name)s”. `users list` shows them.", name=name))
    return person(session, user_id)


def reviewer_named(session: Session, name: str) -> Person:
    """Return the account with this user name, which reviews. Raises NotFound, Refused."""
    found = person_named(session, name)
    if not found.active:
        raise Refused(_("The account “%(name)s” is closed.", name=name))
    if Role.REVIEWER not in found.roles:
        raise Refused(
            _("“%(name)s” is not a reviewer. `users roles` gives an account the role.", name=name)
        )
    return found


def count_people(session: Session) -> int:
    """Return how many accounts there are."""
    return session.scalar(select(func.count()).select_from(User)) or 0


def _person(user: User, roles: Iterable[Role]) -> Person:
    return Person(
        user.id,
        user.name,
        user.display_name,
        user.active,
        frozenset(roles),
        is_set_up=bool(user.password_hash),
    )
