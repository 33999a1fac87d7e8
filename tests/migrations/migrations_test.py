"""Migrations are code: one head, the same tables as the models, up and down with rows in them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, select, text
from sqlalchemy.exc import IntegrityError

from annotator.clock import now
from annotator.drafts import REMOVED, DraftInput, Removed, read, removed
from annotator.edit_kinds import EditKind
from annotator.errors import DatabaseNewer, DatabaseTooOld, MigrationFailed
from annotator.jobs.migration import migrate
from annotator.models import (
    Assignment,
    Base,
    ClaimEdit,
    Draft,
    Fetch,
    Judgement,
    SecondRound,
    SetClaim,
)
from annotator.models.any_claims import AnyClaim, AnySetClaim
from annotator.models.search import of_the_models
from annotator.operations.corpus.undone_edits import undo
from annotator.operations.derived import seats
from annotator.operations.desk.drafts import save_draft
from annotator.queries.audit_log.verification import verify
from annotator.queries.sources.search import search
from annotator.settings import ROOT
from annotator.storage.database import Database
from annotator.storage.revisions import configuration
from annotator.storage.states import check
from annotator.terms import Decision, Visibility, Worthiness
from tests.addresses import named
from tests.downgrades import downgrade
from tests.migrations.rows import counts, fill
from tests.migrations.schema import schema
from tests.past import after
from tests.troubles import stamp
from tests.world import judgement

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from alembic.config import Config

    from tests.world import World

HEAD_BEFORE_THE_SQUASH = "b61f0d93e7a4"
SQUASHED = "c8d2b6e17f30"
BEFORE_THE_RULE = "b61f0d93e7a4"
BEFORE_SECOND_ROUNDS = "c5e8a17f3d90-1"
BEFORE_WITHDRAWALS = "3c9e5a71f0d4"
BEFORE_VISIBILITY = "c5e8a17f3d90"
BEFORE_TOKENS = "7d1e5b90c4a6-1"


def test_there_is_one_head() -> None:
    assert len(ScriptDirectory.from_config(configuration()).get_heads()) == 1


def test_the_head_has_the_tables_of_the_models(database: Database) -> None:
    with database.engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "compare_type": True,
                "compare_server_default": True,
                "include_object": of_the_models,
                "autogenerate_plugins": [
                    "alembic.autogenerate.*",
                    "alembic.ext.checkconstraint_byname",
                ],
            },
        )
        assert compare_metadata(context, Base.metadata) == []


@after(fill)
def test_migrating_a_database_that_is_up_to_date_changes_nothing(world: World, url: str) -> None:
    before = counts(world.database)
    migrate(url)
    assert counts(world.database) == before


@after(fill)
def test_every_table_has_rows_for_the_migrations_to_carry(world: World) -> None:
    assert [table for table, rows in counts(world.database).items() if rows == 0] == []


@after(fill)
def test_each_revision_goes_down_up_and_down_with_rows_in_the_tables_and_says_what_it_drops(
    world: World, config: Config
) -> None:
    world.database.dispose()
    above, before = schema(world.database.engine), counts(world.database)
    for script in ScriptDirectory.from_config(config).walk_revisions():
        told = downgrade(config, "-1")
        below, rows = schema(world.database.engine), counts(world.database)
        dropped = list(_dropped(above["columns"], below["columns"], before))
        assert [words for words in dropped if not re.search(words, told)] == []
        assert script.down_revision is None or "drops nothing" not in told
        command.upgrade(config, script.revision)
        assert schema(world.database.engine) == above
        assert counts(world.database).items() >= rows.items()
        downgrade(config, "-1")
        assert schema(world.database.engine) == below
        assert counts(world.database) == rows
        above, before = below, rows
    assert inspect(world.database.engine).get_table_names() == ["alembic_version"]
    command.upgrade(config, "head")
    assert set(Base.metadata.tables) < set(inspect(world.database.engine).get_table_names())


def test_a_second_round_that_has_begun_keeps_its_seats(world: World, config: Config) -> None:
    world.import_statements("the harbour was open")
    for name, verdict in (("ann", "supported"), ("bob", "refuted")):
        world.judge(name, judgement(verdict))
    with world.reading() as session:
        disputed = session.scalars(select(SetClaim.id)).one()
    world.decide("rita", disputed, decision=Decision.SECOND_ROUND)
    world.database.dispose()
    downgrade(config, BEFORE_SECOND_ROUNDS)
    command.upgrade(config, "head")
    with world.reading() as session:
        rounds = session.execute(select(SecondRound.round, SecondRound.people)).all()
        assert [tuple(row) for row in rounds] == [(2, 1)]
        assert seats.verify(session, world.claim_set_id).count == 0


@after(fill)
def test_a_database_at_the_last_revision_before_the_squash_is_taken_over(
    world: World, config: Config
) -> None:
    present = schema(world.database.engine)
    world.database.dispose()
    downgrade(config, HEAD_BEFORE_THE_SQUASH)
    rows = counts(world.database)
    command.upgrade(config, "head")
    assert schema(world.database.engine) == present
    assert counts(world.database).items() >= rows.items()
    with world.reading() as session:
        assert len(search(session, "harbour", world.people["ann"])) == 1


def test_an_older_database_is_refused_and_told_which_commit_migrates_it(
    database: Database, url: str
) -> None:
    stamp(database, SQUASHED)
    with pytest.raises(DatabaseTooOld, match=r"Check out commit [0-9a-f]{7}, run `alembic upgrade"):
        migrate(url)
    assert _revision(database) == SQUASHED


def test_a_newer_database_is_refused_and_left_alone(database: Database, url: str) -> None:
    stamp(database)
    with pytest.raises(DatabaseNewer, match="it is at revision fedcba987654"):
        migrate(url)
    assert _revision(database) == "fedcba987654"


@after(fill)
def test_a_migration_that_fails_half_way_leaves_the_schema_as_it_was(
    world: World, config: Config, add_revision: Callable[[str, str], None]
) -> None:
    there = schema(world.database.engine), counts(world.database), _revision(world.database)
    add_revision("good", "op.execute('CREATE TABLE first (id INTEGER)')")
    add_revision(
        "bad",
        "op.drop_table('finding'); op.execute('DROP TABLE absent')",
    )
    world.database.dispose()
    with pytest.raises(
        MigrationFailed, match=rf"\(bad.py, line 10\): .*absent.* at revision {there[2]}\."
    ):
        command.upgrade(config, "head")
    assert (
        schema(world.database.engine),
        counts(world.database),
        _revision(world.database),
    ) == there


@after(fill)
def test_a_table_keeps_its_triggers_when_a_migration_copies_it(
    world: World, config: Config, add_revision: Callable[[str, str], None]
) -> None:
    there = schema(world.database.engine)["definitions"]
    for table in ("document", "release", "audit_event"):
        add_revision(
            f"{table}_copied",
            f"with op.batch_alter_table({table!r}) as batch:"
            " batch.create_check_constraint(op.f('ck_any'), '1 = 1')",
        )
    world.database.dispose()
    command.upgrade(config, "head")
    assert schema(world.database.engine)["definitions"] == there
    world.import_statements("the lighthouse was lit")
    with world.reading() as session:
        assert len(search(session, "lighthouse", world.people["ann"])) == 1


def test_two_programs_that_migrate_at_once_migrate_once(database: Database, url: str) -> None:
    database.dispose()
    downgrade(configuration(url), "base")
    with ExitStack() as running:
        both = [running.enter_context(_alembic(url)) for _ in range(2)]
        printed = [program.communicate(timeout=60) for program in both]
    assert [program.returncode for program in both] == [0, 0], printed
    check(database)


def test_the_command_of_alembic_says_an_error_in_one_line(database: Database, url: str) -> None:
    stamp(database)
    database.dispose()
    with _alembic(url) as program:
        printed, errors = program.communicate(timeout=60)
    assert program.returncode != 0
    assert "it is at revision fedcba987654" in printed
    assert errors == ""


def test_a_judgement_from_before_the_rule_that_calls_a_claim_not_factual_and_checkable_stands(
    world: World, config: Config
) -> None:
    world.import_statements("the harbour was open")
    world.judge("ann")
    world.database.dispose()
    downgrade(config, BEFORE_THE_RULE)
    with world.writing() as session:
        session.execute(text("UPDATE judgement SET worthiness = 'NFS'"))
        session.commit()
    world.database.dispose()
    command.upgrade(config, "head")
    with world.reading() as session:
        # Its token is from before the revision that goes down, so it has another.
        kept = session.scalars(select(Judgement)).one()
        assert (kept.worthiness, kept.verdict) == (Worthiness.NFS, "supported")
    not_factual = world.judge("bob", judgement(worthiness=Worthiness.NFS))
    with world.writing() as session:
        assert named(session, Judgement, not_factual).checkability == "not_checkable"
        with pytest.raises(IntegrityError, match="not_factual"):
            session.execute(text("UPDATE judgement SET predates_not_factual_rule = false"))


@after(fill)
def test_who_may_see_a_claim_goes_down_and_up_and_no_judgement_is_taken_for_another(
    world: World, config: Config
) -> None:
    # A downgrade brings back what was dropped, of which the log knows nothing.
    with world.writing() as session:
        (edit,) = session.scalars(select(ClaimEdit).where(ClaimEdit.kind == EditKind.DROPPED))
        undo(session, document_id=edit.document_id, edit_id=edit.id, by=world.people["ed"])
        session.commit()
    shown = _visibilities(world)
    gone = {Visibility.WITHDRAWN, Visibility.DROPPED}
    assert {visibility for _, visibility, *_ in shown} == set(Visibility) - gone
    assert {place is None for *_, place in shown} == {True, False}
    world.database.dispose()
    downgrade(config, BEFORE_VISIBILITY)
    with world.reading() as session:
        waiting = session.execute(text("SELECT count(*) FROM set_claim WHERE position < 0"))
        replaced = session.execute(text("SELECT replacement, count(*) FROM claim GROUP BY 1"))
        assert waiting.scalar_one() == 2
        assert {"split": 4, "reworded": 1}.items() <= {row[0]: row[1] for row in replaced}.items()
    world.database.dispose()
    command.upgrade(config, "head")
    assert _visibilities(world) == shown
    with world.reading() as session:
        assert verify(session, contents=True).broken is None


def test_withdrawn_claims_come_back_to_the_end_of_their_sets_before_withdrawals(
    world: World, config: Config
) -> None:
    world.import_statements()
    first, second, *_ = shown = [one for one, *_ in _visibilities(world)]
    with world.writing() as session:
        for claim_id in (first, second):
            out = "visibility = 'withdrawn', position = NULL, withdrawn_at = CURRENT_TIMESTAMP"
            session.execute(text(f"UPDATE set_claim SET {out} WHERE claim_id = {claim_id}"))
            session.execute(
                text(f"UPDATE claim SET visibility = 'withdrawn' WHERE id = {claim_id}")
            )
        session.commit()
    world.database.dispose()
    downgrade(config, BEFORE_WITHDRAWALS)
    command.upgrade(config, "head")
    places = {claim_id: place for claim_id, _, _, place in _visibilities(world)}
    assert places == dict(zip(shown, (5, 6, 3, 4), strict=True))
    assert {visibility for _, visibility, *_ in _visibilities(world)} == {Visibility.PUBLIC}


def test_a_draft_from_before_tokens_still_cites_its_sources(world: World, config: Config) -> None:
    world.import_statements("the harbour was open")
    assignment_id = world.take("ann")
    assert assignment_id is not None
    world.paste("ann", assignment_id, "It is open.")
    fetch_id, desk = world.nth(Fetch), world.nth(Assignment)
    taken = Removed("source", now(), (("fetch", str(fetch_id)),))
    typed = (("evidence-0-fetch", str(fetch_id)), ("url", str(fetch_id)), (REMOVED, taken.value))
    with world.writing() as session:
        save_draft(
            session,
            assignment_id=assignment_id,
            annotator_id=world.people["ann"],
            given=DraftInput(typed, version=0, save="first"),
            lease_minutes=60,
        )
        session.commit()
    world.database.dispose()
    downgrade(config, BEFORE_TOKENS)
    command.upgrade(config, "head")
    with world.reading() as session:
        token = session.get_one(Fetch, fetch_id).token
        fields = read(session.get_one(Draft, desk).fields)
    assert fields[:2] == (("evidence-0-fetch", token), ("url", str(fetch_id)))
    (found,) = removed(fields)
    assert found.fields == (("fetch", token),)


def test_the_foreign_keys_are_in_force_afterwards(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    with database.writing() as session:
        assert session.execute(text("PRAGMA foreign_keys")).scalar() == 1
        with pytest.raises(Exception, match="FOREIGN KEY"):
            session.execute(text("INSERT INTO verdict (scheme_id, code) VALUES (99, 'supported')"))
    database.dispose()


def _dropped(
    above: dict[str, dict[str, str]], below: dict[str, dict[str, str]], rows: dict[str, int]
) -> Iterator[str]:
    """Yield what a downgrade must say of each table and column that is no longer there."""
    for table, columns in above.items():
        if table not in rows:
            continue
        if table not in below:
            yield rf"table {table} with {rows[table]:,} rows?\b"
        else:
            yield from (
                rf"column {table}\.{column} with" for column in set(columns) - set(below[table])
            )


def _alembic(url: str) -> subprocess.Popen[str]:
    """Start `alembic upgrade head`."""
    return subprocess.Popen(
        [sys.executable, "-m", "alembic", "upgrade", "head"],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": url},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _visibilities(world: World) -> list[tuple[int, Visibility, Visibility | None, int | None]]:
    """Each claim with who may see it, and its place in each set with who may see that."""
    with world.reading() as session:
        rows = session.execute(
            select(AnyClaim.id, AnyClaim.visibility, AnySetClaim.visibility, AnySetClaim.position)
            .outerjoin(AnySetClaim, AnySetClaim.claim_id == AnyClaim.id)
            .order_by(AnyClaim.id, AnySetClaim.id)
        )
        return [(row[0], row[1], row[2], row[3]) for row in rows]


def _revision(database: Database) -> str:
    with database.reading() as session:
        return str(session.execute(text("SELECT version_num FROM alembic_version")).scalar_one())
