"""Revisions of the tables: which one a database is at, and which ones this program knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.errors import DatabaseNewer, DatabaseTooOld

if TYPE_CHECKING:
    from collections.abc import Iterable

    from alembic.script import ScriptDirectory


def refuse_unknown(scripts: ScriptDirectory, revisions: Iterable[str]) -> None:
    """Raise DatabaseTooOld or DatabaseNewer for a revision that no migration here starts from."""
    known = {script.revision for script in scripts.walk_revisions()}
    for revision in revisions:
        if revision not in known:
            _refuse_squashed(scripts, revision)
            raise DatabaseNewer(
                f"The database is newer than this program: its revision {revision} is unknown"
                " here. Nothing was changed. Install the version of Claimbook that migrated it,"
                " or a later one."
            )


def _refuse_squashed(scripts: ScriptDirectory, revision: str) -> None:
    base = scripts.get_revision(scripts.get_base() or "base")
    if revision in base.module.SQUASHED:
        raise DatabaseTooOld(
            f"The database is at revision {revision}, which is older than the first migration of"
            f" this version. Nothing was changed. Check out commit {base.module.LAST_COMMIT}, run"
            " `alembic upgrade head` there, then upgrade to this version."
        )
