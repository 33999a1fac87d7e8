"""Notes on who has locked a set: the holder leaves one, and those who waited in vain read it.

On PostgreSQL a note is the application's name of the transaction, which `pg_stat_activity` shows.
On SQLite it is a file beside the database.
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import event, func, select, text
from sqlalchemy.orm import Session

from annotator import private_files
from annotator.language import _, lazy
from annotator.models import ClaimSet, User

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlalchemy.orm import SessionTransaction


class SetLock(StrEnum):
    """Why a person or a command locks a whole set."""

    SETTINGS = "settings"
    CLAIMS = "claims"
    RELEASE = "release"
    COUNTS = "counts"
    DESK = "desk"
    REVIEW = "review"


_WORDS = {
    SetLock.SETTINGS: lazy("settings"),
    SetLock.CLAIMS: lazy("adding claims"),
    SetLock.RELEASE: lazy("release"),
    SetLock.COUNTS: lazy("counts"),
    SetLock.DESK: lazy("desk"),
    SetLock.REVIEW: lazy("review"),
}
#: The first of the two numbers of PostgreSQL's locks on sets; the second is the set.
SETS = 4_120_567
_FIRST_WORD = "claimbook"
_FILE = "lock note"
#: Purposes that tell nothing of a judgement or a known answer: their person may be named to all.
_NAMED = (SetLock.SETTINGS, SetLock.CLAIMS, SetLock.RELEASE, SetLock.COUNTS)
_HOLDERS = text(
    "SELECT activity.application_name FROM pg_locks AS held JOIN pg_stat_activity AS activity"
    " USING (pid) WHERE held.locktype = 'advisory' AND held.granted"
    " AND held.mode = 'ExclusiveLock' AND held.classid = :sets AND held.objid = :id"
    " AND activity.datname = current_database()"
)


@dataclass(frozen=True, slots=True)
class LockNote:
    """Which set is locked for what, and by whom; None for a command."""

    claim_set_id: int
    purpose: SetLock
    user_id: int | None

    def __str__(self) -> str:
        return f"{_FIRST_WORD} {self.claim_set_id} {self.purpose} {self.user_id or '-'}"


def leave_note(session: Session, note: LockNote) -> None:
    """Leave a note until the transaction ends."""
    bind = session.get_bind()
    if bind.dialect.name == "postgresql":
        session.execute(select(func.set_config("application_name", str(note), True)))
        return
    path = _file(bind.engine)
    path.unlink(missing_ok=True)
    with os.fdopen(private_files.create(path), "w", encoding="ascii") as file:
        file.write(f"{note} {os.getpid()}")
    session.info[_FILE] = path


def who_holds(engine: Engine, claim_set_id: int | None = None) -> str | None:
    """Return a sentence that says who has locked a set, as far as the reader may know.

    Return None if no one has, or on SQLite if another kind of work writes. SQLite needs no
    `claim_set_id`: it has one writer.
    """
    with Session(engine) as session:
        if engine.dialect.name == "postgresql":
            values = {"sets": SETS, "id": claim_set_id}
            note = _read(session.scalar(_HOLDERS, values) or "")
        else:
            note = _read_file(_file(engine))
        return _sentence(session, note) if note else None


def _sentence(session: Session, note: LockNote) -> str:
    name = session.scalar(select(ClaimSet.name).where(ClaimSet.id == note.claim_set_id)) or "–"
    holder = _("Another person")
    if note.purpose in _NAMED:
        person = select(User.display_name).where(User.id == note.user_id)
        holder = session.scalar(person) or _("A command")
    return _(
        "%(holder)s has locked the set “%(name)s” (%(purpose)s). The last step was not saved. Try"
        " again in a moment.",
        holder=holder,
        name=name,
        purpose=_WORDS[note.purpose],
    )


def _read(written: str) -> LockNote | None:
    words = written.split()
    if len(words) < 4 or words[0] != _FIRST_WORD:
        return None
    user_id = None if words[3] == "-" else int(words[3])
    return LockNote(int(words[1]), SetLock(words[2]), user_id)


def _read_file(path: Path) -> LockNote | None:
    """Return the note; None if there is none, or if the process that left it was killed."""
    try:
        written = path.read_text(encoding="ascii")
        os.kill(int(written.split()[-1]), 0)
    except (OSError, ValueError, IndexError):
        return None
    return _read(written)


def _file(engine: Engine) -> Path:
    path = Path(engine.url.database or "")
    return path.with_name(path.name + "-lock-note")


@event.listens_for(Session, "after_transaction_end")
def _remove_file(session: Session, transaction: SessionTransaction) -> None:
    if transaction.parent is None and _FILE in session.info:
        with suppress(OSError):
            session.info.pop(_FILE).unlink(missing_ok=True)
