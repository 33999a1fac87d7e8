"""Who works here, what they may do, and their sessions."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from annotator.models.base import Base, Numbered
from annotator.terms import Role


class User(Numbered, Base):
    """A person with a log-in; `name` is what they type, in lower case.

    `password_hash` is empty until they have set a password.
    """

    __tablename__ = "user_account"
    __table_args__ = (
        CheckConstraint("name = lower(name) AND length(name) BETWEEN 2 AND 60", name="name"),
        CheckConstraint("length(display_name) BETWEEN 1 AND 200", name="display_name"),
    )

    name: Mapped[str] = mapped_column(unique=True)
    display_name: Mapped[str]
    password_hash: Mapped[str]
    active: Mapped[bool]
    created_at: Mapped[datetime]


class UserRole(Base):
    """One role of one person."""

    __tablename__ = "user_role"

    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), primary_key=True)
    role: Mapped[Role] = mapped_column(primary_key=True)


class LoginSession(Base):
    """A log-in that holds; the cookie has the token, the row only its SHA-256."""

    __tablename__ = "login_session"
    __table_args__ = (CheckConstraint("length(token_sha256) = 64", name="token_sha256"),)

    token_sha256: Mapped[str] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]


class Invitation(Base):
    """A link with which a person sets their password once; the row has its token's SHA-256."""

    __tablename__ = "invitation"
    __table_args__ = (
        CheckConstraint("length(token_sha256) = 64", name="token_sha256"),
        CheckConstraint("expires_at > made_at", name="lasts"),
    )

    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), primary_key=True)
    token_sha256: Mapped[str] = mapped_column(unique=True)
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]


class FirstStart(Base):
    """The one link with which the first account is made; the row has its token's SHA-256.

    It is `local` where only this machine reaches the pages: the demonstration can be loaded there.
    """

    __tablename__ = "first_start"
    __table_args__ = (
        CheckConstraint("place = 1", name="one"),
        CheckConstraint("length(token_sha256) = 64", name="token_sha256"),
        CheckConstraint("expires_at > made_at", name="lasts"),
    )

    place: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    token_sha256: Mapped[str]
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    local: Mapped[bool]


class LoginTries(Base):
    """How often a user name was tried from an address, until a try succeeds or a pause ends."""

    __tablename__ = "login_tries"
    __table_args__ = (CheckConstraint("tries BETWEEN 1 AND 11", name="tries"),)

    name: Mapped[str] = mapped_column(primary_key=True)
    address: Mapped[str] = mapped_column(primary_key=True)
    tries: Mapped[int]
    last_at: Mapped[datetime] = mapped_column(index=True)


class FailedLogins(Base):
    """How many log-ins failed in the five minutes from `began`, for the audit log."""

    __tablename__ = "failed_logins"
    __table_args__ = (CheckConstraint("failed >= 1", name="failed"),)

    began: Mapped[datetime] = mapped_column(primary_key=True)
    failed: Mapped[int]
