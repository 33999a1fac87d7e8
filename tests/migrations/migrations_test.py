"""Migrations are code: one head, the same tables as the models, up and down with rows in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, select, text

from annotator.jobs.migration import migrate
from annotator.models import Base, Judgement, QueuedClaim
from annotator.models.search import of_the_models
from annotator.operations.review.adjudications import reopen
from annotator.operations.review.spot_checks import draw
from annotator.queries.agreement.patterns import differences_from_cold
from annotator.queries.judging.decisions import decisions_on
from annotator.queries.review.queued_claims import queue_differences
from annotator.queries.sources.search import search
from annotator.records import QuoteInput
from annotator.settings import ROOT
from annotator.storage.database import Database
from annotator.terms import Decision, Worthiness
from tests.world import evidence, judgement

if TYPE_CHECKING:
    from tests.world import World

FIRST = "7e6c2983b405"
BEFORE_REVIEWS = "72b8de70744b-1"
BEFORE_THE_QUEUE = "72b8de70744b"
BEFORE_NO_FACT = "c8d2b6e17f30-1"


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
        anchor = QuoteInput(fetch_id, start, start + 11)
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


def test_decisions_of_after_are_numbered_anew_and_the_rest_of_what_reviewers_did_goes(
    world: World, url: str
) -> None:
    world.import_statements("the harbour was open")
    world.judge("ann", judgement("supported"))
    chosen = world.judge("bob", judgement("refuted"))
    world.decide("rita", 1, decision=Decision.SENT_BACK)
    for name, verdict in (("ann", "supported"), ("bob", "refuted")):
        world.judge(name, judgement(verdict))
    world.decide("rita", 1)
    with world.writing() as session:
        reopen(session, set_claim_id=1, reviewer_id=world.people["rita"], token="t", reason="No.")
        session.commit()
    world.decide("rita", 1, verdict=None, not_checkable_reason="too_vague")
    config = _config()
    config.attributes["url"] = url
    world.database.dispose()
    command.downgrade(config, BEFORE_REVIEWS)
    with world.reading() as session:
        rows = session.execute(
            text("SELECT number, decision, supersedes_id IS NULL FROM adjudication ORDER BY id")
        ).all()
    assert [(row[0], row[1], bool(row[2])) for row in rows] == [
        (1, "all_wrong", True),
        (2, "all_wrong", False),
    ]
    world.database.dispose()
    command.upgrade(config, "head")
    with world.reading() as session:
        assert session.get(Judgement, chosen) is not None
        assert decisions_on(session, [1])[1].not_checkable_reason == "too_vague"


def test_the_queue_of_before_is_found_and_waits_for_its_order(world: World, url: str) -> None:
    world.import_statements("the harbour was open", "the road was closed", "the bell rang")
    for name, verdict in (("ann", "supported"), ("bob", "refuted")):
        for _ in range(2):
            world.judge(name, judgement(verdict))
        world.judge(name)
    with world.writing() as session:
        drawn = draw(session, claim_set_id=1, reviewer_id=world.people["rita"])
        session.commit()
    world.decide("rita", 2)
    world.import_statements("the ferry had sailed")
    world.judge("ann")
    config = _config()
    config.attributes["url"] = url
    world.database.dispose()
    command.downgrade(config, BEFORE_THE_QUEUE)
    command.upgrade(config, "head")
    with world.reading() as session:
        assert queue_differences(session, world.claim_set_id) == []
        rows = session.execute(select(QueuedClaim.set_claim_id, QueuedClaim.state))
        assert sorted(map(tuple, rows)) == [(1, "open"), (2, "decided"), (drawn, "drawn")]


def test_a_judgement_of_before_that_calls_a_claim_no_fact_and_checkable_stands(
    world: World, url: str
) -> None:
    world.import_statements("the harbour was open")
    judgement_id = world.judge("ann")
    no_fact = world.judge("bob", judgement(worthiness=Worthiness.NFS))
    config = _config()
    config.attributes["url"] = url
    world.database.dispose()
    command.downgrade(config, BEFORE_NO_FACT)
    with world.writing() as session:
        session.execute(text("UPDATE judgement SET worthiness = 'NFS'"))
        session.commit()
    world.database.dispose()
    command.upgrade(config, "head")
    with world.reading() as session:
        kept = session.get_one(Judgement, judgement_id)
        assert (kept.worthiness, kept.verdict) == (Worthiness.NFS, "supported")
        assert session.get_one(Judgement, no_fact).verdict is None


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
