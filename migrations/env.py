"""How Alembic finds the database and the tables it ought to have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from alembic import context
from alembic.util import CommandError

from annotator.errors import ClaimbookError
from annotator.models import Base
from annotator.models.base import UTCDateTime
from annotator.models.search import of_the_models
from annotator.settings import database_url
from annotator.storage.database import Database
from annotator.storage.revisions import failure_of_migration, refuse_unknown
from annotator.storage.states import explained, state_of_driver
from migrations import triggers  # noqa: F401 - tells Alembic to keep the triggers of SQLite
from migrations.downgrades import confirmed

if TYPE_CHECKING:
    from sqlalchemy import Connection


def _configure(connection: Connection, **more: Any) -> None:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        # SQLite cannot alter a table in place: Alembic copies it, and the impl keeps its triggers.
        render_as_batch=connection.dialect.name == "sqlite",
        compare_type=True,
        compare_server_default=True,
        # One transaction for all: a migration that fails leaves the tables as they were before
        # the first one. Alembic does not expect that of SQLite; `Database.migrating` sees to it.
        transactional_ddl=True,
        transaction_per_migration=False,
        render_item=_plain_types,
        include_object=of_the_models,
        autogenerate_plugins=["alembic.autogenerate.*", "alembic.ext.checkconstraint_byname"],
        **more,
    )


def _run_migrations(connection: Connection) -> None:
    _configure(connection)
    _configure(connection, fn=confirmed(context.get_context().opts["fn"]))
    revisions: tuple[str, ...] = ()
    try:
        with context.begin_transaction():
            revisions = context.get_context().get_current_heads()
            refuse_unknown(context.script, revisions)
            context.run_migrations()
    except Exception as error:
        known = state_of_driver(error) or failure_of_migration(context.script, revisions, error)
        if known is None:
            raise
        raise known from error


def _plain_types(kind: str, value: object, _context: object) -> str | Literal[False]:
    # A migration must not change with the application's own types.
    if kind == "type" and isinstance(value, UTCDateTime):
        return "sa.DateTime(timezone=True)"
    return False


def _run() -> None:
    url = context.config.attributes.get("url")
    try:
        _migrate(url or database_url())
    except ClaimbookError as error:
        if url is not None:
            raise
        # The `alembic` command prints it as one line.
        raise CommandError(error.in_full()) from error


def _migrate(url: str) -> None:
    database = Database(url)
    try:
        with explained(database), database.migrating() as connection:
            _run_migrations(connection)
    finally:
        database.dispose()


_run()
