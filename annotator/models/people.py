"""Who works here, what they may do, and their sessions."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from annotator.models.base import Base, Numbered
from annotator.terms import Role


class User(Numbered, Base):
    """A person with a log-in; `name` is what they type, in lower case."""

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


class LoginFailure(Numbered, Base):
    """A log-in that failed, kept as long as the throttle looks back."""

    __tablename__ = "login_failure"
    __table_args__ = (Index(None, "name", "address", "at"),)

    name: Mapped[str]
    address: Mapped[str]
    at: Mapped[datetime]
