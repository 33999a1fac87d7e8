"""Revisions of the tables: which one a database is at, and which ones this program knows."""

from __future__ import annotations

from pathlib import Path
from traceback import extract_tb
from typing import TYPE_CHECKING

from annotator.errors import DatabaseNewer, DatabaseTooOld, MigrationFailed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from alembic.script import ScriptDirectory


def refuse_unknown(scripts: ScriptDirectory, revisions: Sequence[str]) -> None:
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


def failure_of_migration(
    scripts: ScriptDirectory, revisions: Sequence[str], error: Exception
) -> MigrationFailed | None:
    """Return what to say of an error that a migration raised, or None when none raised it.

    `revisions` are those of the database before, to which it was rolled back.
    """
    files = {script.path for script in scripts.walk_revisions()}
    places = [place for place in extract_tb(error.__traceback__) if place.filename in files]
    if not places:
        return None
    reason = str(error).partition("\n")[0]
    return MigrationFailed(
        f"A migration failed: {reason} ({Path(places[-1].filename).name}, line"
        f" {places[-1].lineno}). The database is as it was before, at revision"
        f" {' '.join(revisions) or 'none'}. Report this error. Until it is fixed, use the version"
        " of Claimbook that was installed before."
    )


def _refuse_squashed(scripts: ScriptDirectory, revision: str) -> None:
    base = scripts.get_revision(scripts.get_base() or "base")
    if revision in base.module.SQUASHED:
        raise DatabaseTooOld(
            f"The database is at revision {revision}, which is older than the first migration of"
            f" this version. Nothing was changed. Check out commit {base.module.LAST_COMMIT}, run"
            " `alembic upgrade head` there, then upgrade to this version."
        )
