"""`doctor` names what is wrong and what to do, for each thing that can go wrong."""

from __future__ import annotations

import os
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from annotator import demonstration, heads_file
from annotator.clock import now
from annotator.examinations.examination import Installation
from annotator.examinations.registry import EXAMINATIONS, Examined, examine
from annotator.operations.people import users
from annotator.passwords import new_password
from annotator.settings import Settings
from annotator.storage.database import Database
from annotator.storage.whole_files import UNFINISHED
from annotator.terms import Role
from tests import troubles
from tests.migrations.rows import fill
from tests.past import after, claim_on_anns_desk
from tests.world import PASSWORD

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tests.world import World

#: As one who may change everything: the triggers are off.
UNGUARDED = {
    "sqlite": (
        "DROP TRIGGER IF EXISTS audit_event_update",
        "DROP TRIGGER IF EXISTS release_piece_update",
    ),
    "postgresql": ("SET LOCAL session_replication_role = replica",),
}


@after(fill)
def test_a_healthy_installation_has_no_problem(world: World, tmp_path: Path) -> None:
    found = _examined(world, tmp_path)
    assert {key: one.found for key, one in found.items() if one.state == "problem"} == {}
    assert [key for key, one in found.items() if one.state == "skipped"] == []
    assert list(found) == [one.key for one in EXAMINATIONS]


def test_heads_that_another_key_signed_are_named_with_the_key_to_put_back(
    world: World, tmp_path: Path
) -> None:
    # As after a restore into another instance folder: a backup holds no key.
    heads_file.write(tmp_path / heads_file.NAME, {}, now(), "the key of the other folder")
    (found,) = _examined(world, tmp_path)["audit-log"].found or ()
    assert "another key signed it" in found.words
    assert "Put the audit key back" in found.advice


@after(fill)
@pytest.mark.parametrize(
    ("key", "statement", "words"),
    [
        ("texts", "UPDATE document SET text = text || '!'", "documents changed"),
        ("texts", "UPDATE snapshot SET text = text || '!'", "snapshots changed"),
        ("texts", "UPDATE passage SET exact = exact || '!'", "passage changed"),
        ("releases", "UPDATE release_piece SET content = substr(content, 1, 9)", "files changed"),
        ("audit-log", "UPDATE audit_event SET subject = 'x' WHERE number = 3", "Event 3 of"),
        ("derived", "UPDATE set_claim SET seats_left = seats_left + 1", "rows of seats"),
        ("orphans", "DELETE FROM assignment", "as annotators of claims that were never given"),
        (
            "orphans",
            "UPDATE document SET extraction = 'waiting', extractor = NULL",
            "no job finds them",
        ),
        ("rules", "DELETE FROM mention", "refer to no row of mention"),
        (
            "worker",
            "UPDATE job SET state = 'failed', reason = 'x', ended_at = created_at",
            "jobs failed",
        ),
    ],
)
def test_a_change_past_claimbook_is_found(
    world: World, tmp_path: Path, key: str, statement: str, words: str
) -> None:
    _change(world, statement)
    found = _examined(world, tmp_path)[key]
    assert any(words in one.words for one in found.found or ()), found
    assert all(one.advice for one in found.found or ())


@after(claim_on_anns_desk)
def test_jobs_that_no_worker_runs_are_found(world: World, tmp_path: Path) -> None:
    world.paste("ann", world.token(_assignment()), "Words of a bulletin.")
    long_ago = now() - timedelta(hours=1)
    with world.writing() as session:
        changed = text("UPDATE job SET state = 'waiting', ended_at = NULL, due_at = :at")
        session.execute(changed, {"at": long_ago})
        session.commit()
    assert "should have begun" in _words(world, tmp_path, "worker")


@after(claim_on_anns_desk)
def test_a_pending_migration_is_a_problem_and_the_rows_are_left_alone(
    world: World, tmp_path: Path
) -> None:
    troubles.pend(world.database)
    found = _examined(world, tmp_path)
    assert found["database"].state == "problem"
    (pending,) = found["database"].found or ()
    assert "older than this version" in pending.words
    assert "`backup PATH`, then `alembic upgrade head`" in pending.advice
    assert {one.state for one in found.values() if one.examination.reads_rows} == {"skipped"}


def test_a_damaged_file_is_a_problem_with_the_way_out(
    world_on_sqlite: World, tmp_path: Path
) -> None:
    troubles.damage(world_on_sqlite.database)
    found = _examined(world_on_sqlite, tmp_path)["database"]
    assert [one.advice for one in found.found or ()] == [
        "Stop Claimbook and restore the last good backup: `restore PATH --replace`."
    ]


def test_a_sequence_that_would_give_a_taken_id_is_found(
    world_on_postgresql: World, tmp_path: Path
) -> None:
    world = world_on_postgresql
    _change(world, "SELECT setval('claim_set_id_seq', 1)")
    assert "next id of claim_set is taken" in _words(world, tmp_path, "ids")


def test_a_trigger_that_is_off_is_found(world_on_postgresql: World, tmp_path: Path) -> None:
    _change(world_on_postgresql, "ALTER TABLE audit_event DISABLE TRIGGER USER")
    assert "is off" in _words(world_on_postgresql, tmp_path, "rules")


def test_files_that_others_may_open_or_that_were_left_are_found(
    world_on_sqlite: World, tmp_path: Path
) -> None:
    tmp_path.chmod(0o755)
    left = tmp_path / UNFINISHED.format("export.csv")
    left.write_bytes(b"half")
    words = _words(world_on_sqlite, tmp_path, "files")
    assert f"can open {tmp_path} (mode 0755)" in words
    assert f"A killed process left {left}." in words
    assert left.exists(), "an examination changes nothing"


def test_settings_for_tests_and_wrong_proxies_are_found(
    world_on_sqlite: World, tmp_path: Path
) -> None:
    cheap = {"CLAIMBOOK_CHEAP_PASSWORDS": "1"}
    words = _words(world_on_sqlite, tmp_path, "settings", environ=cheap, trusted_proxies=9)
    assert "CLAIMBOOK_CHEAP_PASSWORDS is set" in words
    assert "CLAIMBOOK_TRUSTED_PROXIES is 9" in words


def test_known_passwords_behind_a_proxy_and_no_administrator_are_problems(
    world_on_sqlite: World, tmp_path: Path
) -> None:
    world = world_on_sqlite
    account = demonstration.ACCOUNTS[0]
    with world.writing() as session:
        users.add_user(
            session,
            name=account.name,
            display_name=account.display_name,
            password=new_password(account.password),
            roles=[Role.ANNOTATOR],
        )
        session.execute(text("DELETE FROM user_role WHERE role = 'administrator'"))
        session.commit()
    found = _examined(world, tmp_path, trusted_proxies=1)["accounts"]
    assert [one.serious for one in found.found or ()] == [True, True]
    words = _words(world, tmp_path, "accounts")
    assert "No administrator can log in." in words
    assert f"prints the passwords of {account.name}" in words
    assert PASSWORD not in words


def _assignment() -> type:
    from annotator.models import Assignment

    return Assignment


def _change(world: World, statement: str) -> None:
    name = world.database.engine.dialect.name
    with world.writing() as session:
        for one in UNGUARDED[name]:
            session.execute(text(one))
        session.commit()
    with world.database.engine.connect() as connection:
        if name == "sqlite":
            for pragma in ("foreign_keys=OFF", "ignore_check_constraints=ON"):
                connection.exec_driver_sql(f"PRAGMA {pragma}")
        else:
            connection.exec_driver_sql("SET session_replication_role = replica")
        connection.exec_driver_sql(statement)
        connection.commit()
        if name == "sqlite":
            for pragma in ("foreign_keys=ON", "ignore_check_constraints=OFF"):
                connection.exec_driver_sql(f"PRAGMA {pragma}")
        else:
            connection.exec_driver_sql("SET session_replication_role = DEFAULT")
            connection.commit()


def _words(
    world: World,
    folder: Path,
    key: str,
    *,
    environ: Mapping[str, str] | None = None,
    trusted_proxies: int = 0,
) -> str:
    examined = _examined(world, folder, environ=environ, trusted_proxies=trusted_proxies)
    found = examined[key].found or ()
    return "\n".join(one.words for one in found)


def _examined(
    world: World,
    folder: Path,
    *,
    environ: Mapping[str, str] | None = None,
    trusted_proxies: int = 0,
) -> dict[str, Examined]:
    settings = Settings("", "", trusted_proxies=trusted_proxies)
    environ = {"PATH": os.environ["PATH"], "CLAIMBOOK_INSTANCE": str(folder), **(environ or {})}
    found = Installation(world.database, settings, folder, environ)
    return {one.examination.key: one for one in examine(found)}


def test_an_installation_that_was_never_started_is_called_empty(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'claimbook.sqlite'}")
    installation = Installation(database, Settings("", "k" * 40), tmp_path, {})
    found = {one.examination.key: one for one in examine(installation)}
    (said,) = found["database"].found or ()
    assert said.words == "The database is empty: Claimbook was not started here yet."
    assert "make run" in said.advice
    assert found["derived"].state == "skipped"
    database.dispose()
