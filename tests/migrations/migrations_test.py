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

from annotator.database import Database
from annotator.jobs.migration import migrate
from annotator.models import Base
from annotator.models.search import of_the_models
from annotator.queries.patterns import differences_from_cold
from annotator.queries.search import search
from annotator.records import AnchorGiven
from annotator.settings import ROOT
from tests.world import evidence, judgement

if TYPE_CHECKING:
    from tests.world import World

FIRST = "7e6c2983b405"


def test_there_is_one_head() -> None:
    assert len(ScriptDirectory.from_config(_config()).get_heads()) == 1


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
    world.import_statements()
    before = _counts(world.database)
    migrate(url)
    assert _counts(world.database) == before


def test_every_revision_goes_down_and_up_again_with_rows_in_the_tables(
    world: World, url: str
) -> None:
    world.import_statements()
    world.judge("ann")
    config = _config()
    config.attributes["url"] = url
    world.database.dispose()
    for _ in ScriptDirectory.from_config(config).walk_revisions():
        command.downgrade(config, "-1")
    assert inspect(world.database.engine).get_table_names() == ["alembic_version"]
    command.upgrade(config, "head")
    assert set(Base.metadata.tables) < set(inspect(world.database.engine).get_table_names())


def test_texts_of_before_are_searched_and_passages_of_after_are_kept_by_their_words(
    world: World, url: str
) -> None:
    world.import_statements("the harbour was open")
    # The same words of one source, here and there.
    for name, start in (("ann", 0), ("bob", 12)):
        assignment_id = world.take(name)
        assert assignment_id is not None
        fetch_id = world.paste(name, assignment_id, "It is open. It is open.")
        anchor = AnchorGiven(fetch_id, start, start + 11)
        world.judge(name, judgement(evidence=(evidence(quote="It is open.", anchor=anchor),)))
    config = _config()
    config.attributes["url"] = url
    before = _counts(world.database)
    world.database.dispose()
    command.downgrade(config, FIRST)
    command.upgrade(config, "head")
    after = _counts(world.database)
    assert (before["passage"], after["passage"]) == (2, 1)
    assert after["pattern_count"] == before["pattern_count"] == 2
    with world.reading() as session:
        assert differences_from_cold(session, world.claim_set_id) == []
    assert after["evidence_link"] == before["evidence_link"] == 2
    with world.reading() as session:
        assert len(search(session, "harbour", world.people["ann"])) == 1


def test_the_foreign_keys_are_in_force_afterwards(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    with database.writing() as session:
        assert session.execute(text("PRAGMA foreign_keys")).scalar() == 1
        with pytest.raises(Exception, match="FOREIGN KEY"):
            session.execute(text("INSERT INTO verdict (scheme_id, code) VALUES (99, 'supported')"))
    database.dispose()


def _config() -> Config:
    return Config(str(ROOT / "alembic.ini"))


def _counts(database: Database) -> dict[str, int]:
    with database.reading() as session:
        return {
            name: session.execute(text(f'SELECT count(*) FROM "{name}"')).scalar_one()
            for name in Base.metadata.tables
        }
