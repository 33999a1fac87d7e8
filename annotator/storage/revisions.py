"""Revisions of the tables: which one a database is at, and which ones this program knows."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from traceback import extract_tb
from typing import TYPE_CHECKING

from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect

from annotator.errors import (
    BadInput,
    DatabaseNewer,
    DatabaseTooOld,
    MigrationFailed,
    MigrationPending,
)
from annotator.language import _
from annotator.settings import ROOT
from annotator.storage.database import reason_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from annotator.storage.database import Database


def configuration(url: str | None = None) -> Config:
    """Return what Alembic needs to know, for the database at `url`."""
    config = Config(str(ROOT / "alembic.ini"))
    config.attributes["url"] = url
    return config


def check_revision(connection: Connection) -> None:
    """Raise MigrationPending, DatabaseNewer or DatabaseTooOld unless all migrations have run."""
    revisions = MigrationContext.configure(connection).get_current_heads()
    refuse_unknown(_scripts(), revisions)
    heads = tuple(_scripts().get_heads())
    if revisions != heads:
        raise MigrationPending(
            _(
                "The database is older than this version of Claimbook: it is at revision"
                " %(revision)s, not %(head)s. Nothing was changed. An administrator must stop"
                " Claimbook, back it up (`backup PATH`) and run `alembic upgrade head`.",
                revision=_named(revisions),
                head=_named(heads),
            )
        )


def check_known(revisions: Sequence[str]) -> None:
    """Raise DatabaseTooOld or DatabaseNewer unless this program can migrate from here."""
    refuse_unknown(_scripts(), revisions)


def revision_of(connection: Connection) -> str:
    """Return the revision of a database. Raises BadInput if no migration has run."""
    revisions = MigrationContext.configure(connection).get_current_heads()
    if not revisions:
        raise BadInput(_("The database has no tables of Claimbook."))
    return _named(revisions)


def is_empty(database: Database) -> bool:
    """Return True if no migration has run and the database has no table."""
    with database.engine.connect() as connection:
        revisions = MigrationContext.configure(connection).get_current_heads()
        return not revisions and not inspect(connection).get_table_names()


def refuse_unknown(scripts: ScriptDirectory, revisions: Sequence[str]) -> None:
    """Raise DatabaseTooOld or DatabaseNewer for a revision that no migration here starts from."""
    known = {script.revision for script in scripts.walk_revisions()}
    for revision in revisions:
        if revision not in known:
            _refuse_squashed(scripts, revision)
            raise DatabaseNewer(
                _(
                    "The database is newer than this version of Claimbook: it is at revision"
                    " %(revision)s. Nothing was changed. An administrator must install the"
                    " version that migrated it, or a later one.",
                    revision=revision,
                )
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
    return MigrationFailed(
        _(
            "A migration failed (%(file)s, line %(line)s): %(reason)s. The database is as it was"
            " before, at revision %(revision)s. Report this error, and install the version of"
            " Claimbook that you had before.",
            file=Path(places[-1].filename).name,
            line=places[-1].lineno,
            reason=reason_of(error),
            revision=_named(revisions),
        )
    )


def _named(revisions: Sequence[str]) -> str:
    return " ".join(revisions) or _("none")


@cache
def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(configuration())


def _refuse_squashed(scripts: ScriptDirectory, revision: str) -> None:
    base = scripts.get_revision(scripts.get_base() or "base").module
    if revision in base.SQUASHED:
        raise DatabaseTooOld(
            _(
                "The database is at revision %(revision)s, which is older than the first migration"
                " of this version of Claimbook. Nothing was changed. Check out commit %(commit)s,"
                " run `alembic upgrade head` there, then upgrade to this version.",
                revision=revision,
                commit=base.LAST_COMMIT,
            )
        )
