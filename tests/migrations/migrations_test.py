"""Migrations are code: one head, the same tables as the models, up and down with rows in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from annotator.errors import DatabaseNewer, DatabaseTooOld
from annotator.jobs.migration import migrate
from annotator.models import Base
from annotator.models.search import of_the_models
from annotator.queries.sources.search import search
from annotator.settings import ROOT
from annotator.storage.database import Database
from tests.migrations.rows import counts, fill
from tests.migrations.schema import schema

if TYPE_CHECKING:
    from tests.world import World

HEAD_BEFORE_THE_SQUASH = "b61f0d93e7a4"
SQUASHED = "c8d2b6e17f30"


def test_there_is_one_head() -> None:
    assert len(_scripts().get_heads()) == 1


def test_the_head_has_the_tables_of_the_models(database: Database) -> None:
    with database.engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "compare_type": True,
                "include_object": of_the_models,
                "autogenerate_plugins": [
                    "alembic.autogenerate.*",
                    "alembic.ext.checkconstraint_byname",
                ],
            },
        )
        assert compare_metadata(context, Base.metadata) == []


def test_migrating_a_database_that_is_up_to_date_changes_nothing(world: World, url: str) -> None:
    fill(world)
    before = counts(world.database)
    migrate(url)
    assert counts(world.database) == before


def test_each_revision_goes_down_up_and_down_with_rows_in_the_tables(
    world: World, url: str
) -> None:
    fill(world)
    config = _config(url)
    world.database.dispose()
    for script in _scripts().walk_revisions():
        above = schema(world.database.engine)
        command.downgrade(config, "-1")
        below, rows = schema(world.database.engine), counts(world.database)
        command.upgrade(config, script.revision)
        assert schema(world.database.engine) == above
        assert counts(world.database).items() >= rows.items()
        command.downgrade(config, "-1")
        assert schema(world.database.engine) == below
        assert counts(world.database) == rows
    assert inspect(world.database.engine).get_table_names() == ["alembic_version"]
    command.upgrade(config, "head")
    assert set(Base.metadata.tables) < set(inspect(world.database.engine).get_table_names())


def test_a_database_at_the_last_revision_before_the_squash_is_taken_over(
    world: World, url: str
) -> None:
    fill(world)
    there = schema(world.database.engine), counts(world.database)
    world.database.dispose()
    command.downgrade(_config(url), HEAD_BEFORE_THE_SQUASH)
    migrate(url)
    assert (schema(world.database.engine), counts(world.database)) == there
    with world.reading() as session:
        assert len(search(session, "harbour", world.people["ann"])) == 1


def test_an_older_database_is_refused_and_told_which_commit_migrates_it(
    database: Database, url: str
) -> None:
    _stamp(database, SQUASHED)
    with pytest.raises(DatabaseTooOld, match=r"Check out commit [0-9a-f]{7}, run `alembic upgrade"):
        migrate(url)
    assert _revision(database) == SQUASHED


def test_a_newer_database_is_refused_and_left_alone(database: Database, url: str) -> None:
    _stamp(database, "fedcba987654")
    with pytest.raises(DatabaseNewer, match="its revision fedcba987654 is unknown"):
        migrate(url)
    assert _revision(database) == "fedcba987654"


def test_the_foreign_keys_are_in_force_afterwards(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    with database.writing() as session:
        assert session.execute(text("PRAGMA foreign_keys")).scalar() == 1
        with pytest.raises(Exception, match="FOREIGN KEY"):
            session.execute(text("INSERT INTO verdict (scheme_id, code) VALUES (99, 'supported')"))
    database.dispose()


def _config(url: str | None = None) -> Config:
    config = Config(str(ROOT / "alembic.ini"))
    config.attributes["url"] = url
    return config


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())


def _stamp(database: Database, revision: str) -> None:
    with database.writing() as session:
        session.execute(text("UPDATE alembic_version SET version_num = :it"), {"it": revision})
        session.commit()


def _revision(database: Database) -> str:
    with database.reading() as session:
        return str(session.execute(text("SELECT version_num FROM alembic_version")).scalar_one())
