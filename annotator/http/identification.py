"""Who types a password: counted, compared and logged outside of the request's transaction."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from flask import current_app, request

from annotator.errors import TooManyTries
from annotator.http import transaction
from annotator.http.hash_line import HashLine, in_background
from annotator.language import _
from annotator.operations.people import tries
from annotator.passwords import compare, new_password
from annotator.queries.people.people import stored_password

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask

    from annotator.credentials import NewPassword
    from annotator.queries.people.people import StoredPassword

EXTENSION = "claimbook hash line"


@dataclass(frozen=True, slots=True)
class Identified:
    """A person whose password was right: `compared` is its hash, `renewed` a better one."""

    user_id: int
    compared: str
    renewed: NewPassword | None


def open_hash_line(app: Flask) -> None:
    """Give the application its line."""
    app.extensions[EXTENSION] = HashLine()


@contextmanager
def hashing() -> Iterator[None]:
    """Yield when this request may hash. Raises TooBusy.

    No transaction stays open in the line, not even that which prolonged a session.
    """
    transaction.drop()
    with cast("HashLine", current_app.extensions[EXTENSION]).place(address()):
        yield


def address() -> str:
    """Return where the request came from."""
    return request.remote_addr or ""


def identified(name: str, password: str) -> Identified | None:
    """Return whose name and password these are, or None; within `hashing()`.

    The try counts even when the answer to the request is a refusal. Raises TooManyTries.
    """
    whose = {"name": name, "address": address()}
    stored = _stored_unless_blocked(**whose)
    comparison = in_background(lambda: compare(password, stored.hash if stored else ""))
    if stored is not None and comparison.is_right:
        return Identified(stored.user_id, stored.hash, comparison.renewed)
    with transaction.database().writing() as writing:
        tries.note_failure(writing, **whose)
        writing.commit()
    return None


def hashed(password: str) -> NewPassword:
    """Check and hash a new password; within `hashing()`. Raises BadInput."""
    return in_background(lambda: new_password(password))


def _stored_unless_blocked(*, name: str, address: str) -> StoredPassword | None:
    database = transaction.database()
    with database.reading() as reading:
        is_blocked = tries.is_blocked(reading, name=name, address=address)
        stored = stored_password(reading, name)
    if not is_blocked:
        with database.writing() as counting:
            is_blocked = not tries.count_try(counting, name=name, address=address)
            counting.commit()
    if is_blocked:
        raise TooManyTries(
            _("Too many attempts for this user name. Wait five minutes, then try again.")
        )
    return stored
