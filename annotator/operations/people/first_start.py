"""The first start: one link with which the first administrator makes their account."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from sqlalchemy import delete

from annotator.clock import now
from annotator.errors import NotFound
from annotator.language import _
from annotator.models import FirstStart
from annotator.operations.people.invitations import LASTS
from annotator.operations.people.logins import token_sha256
from annotator.operations.people.users import add_user
from annotator.queries.people.people import count_people
from annotator.storage.upserts import insert_into
from annotator.terms import Role

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from annotator.credentials import NewPassword

#: There is one link, whatever number of times Claimbook is started.
_ONLY = 1


def offer(session: Session, *, local: bool) -> str | None:
    """Make the link and return its token, which is stored nowhere; None if there is an account.

    An earlier link is void. `local` says that the demonstration may be chosen.
    """
    if count_people(session):
        session.execute(delete(FirstStart))
        return None
    token, moment = secrets.token_urlsafe(32), now()
    given = {
        "token_sha256": token_sha256(token),
        "made_at": moment,
        "expires_at": moment + LASTS,
        "local": local,
    }
    session.execute(
        insert_into(session, FirstStart)
        .values(place=_ONLY, **given)
        .on_conflict_do_update(index_elements=["place"], set_=given)
    )
    return token


def begin(
    session: Session,
    *,
    token: str,
    name: str,
    display_name: str,
    password: NewPassword,
    judges: bool,
) -> int:
    """Make the first account, of an administrator and editor, and return its id.

    With `judges` it is an annotator too. Raises BadInput that names the field, and NotFound if the
    link was used, replaced or is too old, or if there is an account by now.
    """
    used = (
        delete(FirstStart)
        .where(FirstStart.token_sha256 == token_sha256(token), FirstStart.expires_at > now())
        .returning(FirstStart.place)
    )
    # Of two browsers, the second waits here for the first, and finds no row any more.
    if session.scalars(used).one_or_none() is None or count_people(session):
        raise NotFound(void())
    roles = {Role.ADMINISTRATOR, Role.EDITOR} | ({Role.ANNOTATOR} if judges else set())
    return add_user(session, name=name, display_name=display_name, roles=roles, password=password)


def void() -> str:
    """Return the answer to every link that does not work."""
    return _(
        "This link does not work any more. If there is no account yet, start Claimbook again: it"
        " prints a new link."
    )
