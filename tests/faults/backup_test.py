"""A backup holds every row, is proved before it is used, and comes back wholly or not at all."""

from __future__ import annotations

import stat
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from annotator.backups.backup import back_up, verify
from annotator.backups.restore import restore
from annotator.errors import (
    BackupFailed,
    BadInput,
    Damaged,
    DatabaseNewer,
    NotConfirmed,
)
from annotator.storage.database import Database
from annotator.storage.revisions import configuration
from annotator.storage.sequences import late_sequences
from annotator.storage.states import check
from tests import troubles
from tests.downgrades import downgrade
from tests.faults.dumps import dump
from tests.migrations.rows import fill
from tests.past import after, claim_on_anns_desk
from tests.world import World

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: The triggers of a dump come last, after all rows.
FAIL_AT_TRIGGERS = (
    "CREATE SCHEMA elsewhere",
    """CREATE FUNCTION elsewhere.refuse() RETURNS event_trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'a trigger too many'; END $$""",
    """CREATE EVENT TRIGGER refuse ON ddl_command_end WHEN TAG IN ('CREATE TRIGGER')
    EXECUTE FUNCTION elsewhere.refuse()""",
)
AN_OLDER_REVISION = "4e7a90c2d5b8"


@after(fill)
def test_a_restored_database_is_equal_row_for_row_and_work_goes_on(
    world: World, empty_url: str, tmp_path: Path
) -> None:
    there = dump(world.database.url)
    made = back_up(world.database, tmp_path / "backup", instance=tmp_path)
    assert made.rows == sum(len(rows) for rows in there.values()) - 1
    with _opened(empty_url) as restored:
        _restore(restored, tmp_path / "backup")
        assert dump(restored.url) == there
        check(restored)
        World(restored).import_statements("the lamp was lit again")


@after(fill)
def test_a_backup_from_before_a_migration_is_restored_and_migrated(
    world: World, url: str, empty_url: str, tmp_path: Path
) -> None:
    world.database.dispose()
    downgrade(configuration(url), AN_OLDER_REVISION)
    judged = _judged(world.database)
    assert (
        back_up(world.database, tmp_path / "old", instance=tmp_path).database.revision
        == AN_OLDER_REVISION
    )
    with _opened(empty_url) as restored:
        _restore(restored, tmp_path / "old")
        check(restored)
        assert _judged(restored) == judged
    world.database.dispose()


@after(claim_on_anns_desk)
def test_a_backup_never_replaces_what_has_its_name(world: World, tmp_path: Path) -> None:
    taken = tmp_path / "backup"
    taken.mkdir()
    with pytest.raises(BadInput, match="exists already"):
        back_up(world.database, taken, instance=tmp_path)
    (tmp_path / "file").write_text("mine")
    with pytest.raises(BadInput, match="exists already"):
        back_up(world.database, tmp_path / "file", instance=tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["backup", "file"]


@after(claim_on_anns_desk)
def test_only_the_owner_may_read_a_backup(world: World, tmp_path: Path) -> None:
    back_up(world.database, tmp_path / "backup", instance=tmp_path)
    for path in (tmp_path / "backup", *(tmp_path / "backup").iterdir()):
        assert not path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO), path


@after(claim_on_anns_desk)
def test_a_damaged_backup_is_named_and_not_restored(world: World, tmp_path: Path) -> None:
    path = tmp_path / "backup"
    back_up(world.database, path, instance=tmp_path)
    there = dump(world.database.url)
    for file in sorted(path.iterdir()):
        file.chmod(0o600)
        content = file.read_bytes()
        middle = len(content) // 2
        flipped = bytes([content[middle] ^ 1])
        for damaged in (content[:middle], content[:middle] + flipped + content[middle + 1 :], b""):
            file.write_bytes(damaged)
            _refused(world, path)
        file.write_bytes(content)
    (path / "more.txt").write_text("of another program")
    _refused(world, path, match="is not in the manifest")
    (path / "more.txt").unlink()
    (copy,) = (file for file in path.iterdir() if file.name.startswith("database."))
    copy.rename(tmp_path / "moved")
    _refused(world, path, match="is missing")
    (tmp_path / "moved").rename(copy)
    verify(path)
    assert dump(world.database.url) == there


@after(claim_on_anns_desk)
def test_a_folder_that_is_no_backup_is_refused(world: World, tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "absent"):
        _refused(world, path, match="is no backup", error=BadInput)


@after(claim_on_anns_desk)
def test_a_database_with_rows_is_replaced_only_when_told_and_backed_up_first(
    world: World, tmp_path: Path
) -> None:
    backed_up = dump(world.database.url)
    back_up(world.database, tmp_path / "backup", instance=tmp_path)
    world.judge("ann")
    later = dump(world.database.url)
    with pytest.raises(NotConfirmed, match=r"has \d+ rows. Nothing was changed"):
        restore(world.database, tmp_path / "backup", replace=False, instance=tmp_path)
    assert dump(world.database.url) == later
    done = restore(world.database, tmp_path / "backup", replace=True, instance=tmp_path)
    assert dump(world.database.url) == backed_up
    assert done.replaced is not None
    restore(world.database, done.replaced, replace=True, instance=tmp_path)
    assert dump(world.database.url) == later


@after(claim_on_anns_desk)
def test_the_heads_of_the_audit_log_come_back_and_newer_ones_are_moved_away(
    world: World, tmp_path: Path
) -> None:
    heads, key = tmp_path / "audit-heads.json", tmp_path / "secret-key"
    heads.write_text("of Monday")
    key.write_text("secret")
    back_up(world.database, tmp_path / "backup", instance=tmp_path)
    assert not list((tmp_path / "backup").rglob("*key*"))
    heads.write_text("of Tuesday")
    restore(world.database, tmp_path / "backup", replace=True, instance=tmp_path)
    assert heads.read_text() == "of Monday"
    assert not heads.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)
    (moved,) = tmp_path.glob("audit-heads.json.before-restore-*")
    assert moved.read_text() == "of Tuesday"
    assert key.read_text() == "secret"


@after(claim_on_anns_desk)
def test_nothing_is_restored_while_another_process_uses_the_database(
    world: World, tmp_path: Path
) -> None:
    back_up(world.database, tmp_path / "backup", instance=tmp_path)
    with troubles.other_connection(world.database) as other:
        other.execute(text("SELECT count(*) FROM claim")).one()
        _refused(world, tmp_path / "backup", match="Stop Claimbook", error=BadInput)
        other.rollback()


@after(claim_on_anns_desk)
def test_a_backup_of_a_newer_version_is_refused(world: World, tmp_path: Path) -> None:
    there = world.database
    with there.reading() as session:
        present = session.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
    troubles.stamp(there)
    back_up(there, tmp_path / "newer", instance=tmp_path)
    troubles.stamp(there, present)
    _refused(world, tmp_path / "newer", match="fedcba987654", error=DatabaseNewer)


@after(claim_on_anns_desk)
def test_a_backup_of_one_kind_of_database_is_refused_by_the_other(
    sqlite_url: str, postgresql_url: str, tmp_path: Path
) -> None:
    for source, target in ((sqlite_url, postgresql_url), (postgresql_url, sqlite_url)):
        with _opened(source) as copied, _opened(target) as other:
            name = copied.engine.dialect.name
            back_up(copied, tmp_path / name, instance=tmp_path)
            with pytest.raises(BadInput, match="cannot move data from one kind to the other"):
                restore(other, tmp_path / name, replace=True, instance=tmp_path)


def test_a_database_without_tables_is_not_backed_up(empty_url: str, tmp_path: Path) -> None:
    with _opened(empty_url) as empty, pytest.raises(BadInput):
        back_up(empty, tmp_path / "backup", instance=tmp_path)
    assert not list(tmp_path.glob("*backup*"))


@after(claim_on_anns_desk)
def test_without_a_fitting_pg_dump_the_message_says_what_to_install(
    postgresql_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    programs = tmp_path / "programs"
    programs.mkdir()
    monkeypatch.setenv("PATH", str(programs))
    with _opened(postgresql_url) as database:
        with pytest.raises(BadInput, match=r"pg_dump is not on the PATH. Install .* PostgreSQL 18"):
            back_up(database, tmp_path / "backup", instance=tmp_path)
        old = programs / "pg_dump"
        old.write_text("#!/bin/sh\necho 'pg_dump (PostgreSQL) 12.4 (Debian 12.4-1)'\n")
        old.chmod(0o755)
        with pytest.raises(BadInput, match=r"pg_dump is 12\.4, but the server is PostgreSQL 18"):
            back_up(database, tmp_path / "backup", instance=tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["programs"]


def test_a_sequence_behind_its_ids_goes_on_after_them(postgresql_url: str, tmp_path: Path) -> None:
    with _opened(postgresql_url) as database:
        world = World(database)
        with world.writing() as session:
            session.execute(text("SELECT setval('claim_set_id_seq', 1)"))
            session.commit()
        back_up(database, tmp_path / "backup", instance=tmp_path)
        restore(database, tmp_path / "backup", replace=True, instance=tmp_path)
        with database.engine.connect() as connection:
            assert late_sequences(connection) == []
        World(database).make_set("One more")


def test_a_restore_that_fails_half_way_leaves_the_database_as_it_was(
    postgresql_url: str, tmp_path: Path
) -> None:
    with _opened(postgresql_url) as database:
        world = World(database)
        back_up(database, tmp_path / "backup", instance=tmp_path)
        world.make_set("Later")
        there = dump(database.url)
        for statement in FAIL_AT_TRIGGERS:
            _execute(world, statement)
        with pytest.raises(
            BackupFailed, match=r"restored: a trigger too many\. The database is as"
        ):
            restore(database, tmp_path / "backup", replace=True, instance=tmp_path)
        assert dump(database.url) == there


def _judged(database: Database) -> list[tuple[object, ...]]:
    """What the judgements say, in columns that every revision has."""
    wanted = text("SELECT id, annotator_id, verdict, justification FROM judgement ORDER BY id")
    with database.reading() as session:
        return [tuple(row) for row in session.execute(wanted)]


def _execute(world: World, statement: str) -> None:
    with world.writing() as session:
        session.execute(text(statement))
        session.commit()


def _restore(database: Database, path: Path) -> None:
    restore(database, path, replace=False, instance=path.parent)


def _refused(
    world: World, path: Path, match: str | None = None, error: type[Exception] = Damaged
) -> None:
    world.database.dispose()
    with pytest.raises(error, match=match):
        restore(world.database, path, replace=True, instance=path.parent)


@contextmanager
def _opened(url: str) -> Iterator[Database]:
    database = Database(url)
    try:
        yield database
    finally:
        database.dispose()
