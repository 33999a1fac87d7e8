"""A copy of a PostgreSQL database by its own programs, and the way back."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from contextlib import suppress
from typing import IO, TYPE_CHECKING

from sqlalchemy import text

from annotator import private_files
from annotator.backups.manifest import CopiedDatabase
from annotator.backups.programs import program, reaching
from annotator.errors import BackupFailed, BadInput, Damaged
from annotator.jobs.migration import migrate
from annotator.storage.contents import REVISION_TABLE, rows_of
from annotator.storage.database import BUSY_SECONDS, MIGRATING
from annotator.storage.revisions import revision_of
from annotator.storage.sequences import advance

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from sqlalchemy import Connection

    from annotator.backups.manifest import Manifest
    from annotator.storage.database import Database

FILE = "database.dump"
_LOCK_MILLISECONDS = f"{BUSY_SECONDS * 1000:.0f}"
_BEGIN_OF_ROWS = re.compile(rb'COPY (?:"[^"]+"|\w+)\."?(\w+)"? \(.*\) FROM stdin;\n')
_END_OF_ROWS = b"\\.\n"
_OTHERS = text(
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
    " AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
)
#: Tables and functions alone: the schema stays, with what its owner grants on it.
_CLEAR = """
BEGIN;
SET LOCAL lock_timeout = {lock_milliseconds};
SELECT pg_advisory_xact_lock({migrating});
DO $clear$
DECLARE found text;
BEGIN
    FOR found IN SELECT format('%I.%I', schemaname, tablename) FROM pg_tables
        WHERE schemaname = {schema}
    LOOP EXECUTE 'DROP TABLE IF EXISTS ' || found || ' CASCADE'; END LOOP;
    FOR found IN SELECT oid::regprocedure::text FROM pg_proc
        WHERE pronamespace = {schema}::regnamespace AND NOT EXISTS
            (SELECT 1 FROM pg_depend WHERE objid = pg_proc.oid AND deptype = 'e')
    LOOP EXECUTE 'DROP FUNCTION ' || found || ' CASCADE'; END LOOP;
END $clear$;
"""
_COUNT = """
DO $count$ BEGIN
    IF (SELECT count(*) FROM {schema}.{table}) <> {rows} THEN
        RAISE EXCEPTION 'the table {table} has not the {rows} rows of the manifest';
    END IF;
END $count$;
"""


def copy(database: Database, folder: Path) -> CopiedDatabase:
    """Copy one state of the database into a folder; writers go on.

    Raises BadInput without a fitting pg_dump, BackupFailed.
    """
    with database.reading() as session:
        connection = session.connection()
        dump = program("pg_dump", _major(connection))
        address, environment = reaching(database)
        # What is counted here, and what pg_dump reads, is one state.
        snapshot = connection.scalar(text("SELECT pg_export_snapshot()"))
        arguments = [
            *(dump, f"--dbname={address}", "--no-password", f"--snapshot={snapshot}"),
            *("--format=custom", "--no-owner", "--no-privileges", f"--file={folder / FILE}"),
            *(f"--schema={_schema(connection)}", f"--lock-wait-timeout={_LOCK_MILLISECONDS}"),
        ]
        done = subprocess.run(arguments, env=environment, capture_output=True, check=False)  # noqa: S603
        if done.returncode:
            reason = _reason(done.stderr, done.returncode)
            raise BackupFailed(f"No backup was made: {reason}. Nothing was left.")
        (folder / FILE).chmod(private_files.OWNER_ONLY)
        version = str(connection.scalar(text("SHOW server_version")))
        return CopiedDatabase(
            "postgresql", version, revision_of(connection), rows_of(connection), FILE
        )


def read_back(folder: Path, manifest: Manifest) -> None:
    """Raise Damaged unless the dump can be read and has the rows of the manifest."""
    path = folder / manifest.database.file
    arguments = [_restorer(manifest), "--data-only", "--file=-", str(path)]
    with (
        tempfile.TemporaryFile() as errors,
        subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=errors) as restorer,  # noqa: S603
    ):
        rows = _rows_in(restorer.stdout or ())
        code = restorer.wait()
        reason = _reason_in(errors, code) if code else "it does not have the rows of the manifest"
    rows.pop(REVISION_TABLE, None)
    if code or rows != manifest.database.rows:
        raise Damaged(f"{path} is damaged: {reason}. Use another backup.")


def put_back(database: Database, folder: Path, manifest: Manifest) -> None:
    """Replace the contents of the database by those of the dump in one transaction, then migrate.

    Raises BadInput while others use the database, BackupFailed, MigrationFailed.
    """
    database.dispose()
    with database.engine.connect() as connection:
        _refuse_others(connection)
        _refuse_older_server(connection, manifest)
        psql, schema = program("psql", _major(connection)), _schema(connection)
    database.dispose()
    with tempfile.TemporaryFile() as errors:
        if code := _replaced(database, psql, schema, (folder, manifest), errors):
            reason = _reason_in(errors, code)
            raise BackupFailed(f"Nothing was restored: {reason}. The database is as it was before.")
    with database.engine.begin() as connection:
        advance(connection)
    database.dispose()
    migrate(database.url.render_as_string(hide_password=False))


def present(database: Database) -> bool:
    """Return True: the database must have been created, or nothing can be restored to it."""
    with database.engine.connect():
        return True


def _replaced(
    database: Database,
    psql: str,
    schema: str,
    source: tuple[Path, Manifest],
    errors: IO[bytes],
) -> int:
    """Let psql clear the database, restore the dump, count its rows and commit.

    Return 0, or the exit code of the program that failed.
    """
    folder, manifest = source
    address, environment = reaching(database)
    told = (
        "--quiet",
        "--no-psqlrc",
        "--no-password",
        "--set=ON_ERROR_STOP=1",
        "--output=/dev/null",
    )
    restorer = [
        *(_restorer(manifest), "--no-owner", "--no-privileges", "--file=-"),
        *(f"--schema={schema}", str(folder / manifest.database.file)),
    ]
    with (
        subprocess.Popen(restorer, stdout=subprocess.PIPE, stderr=errors) as reading,  # noqa: S603
        subprocess.Popen(  # noqa: S603
            [psql, *told, f"--dbname={address}"],
            stdin=subprocess.PIPE,
            stderr=errors,
            env=environment,
        ) as writing,
    ):
        assert reading.stdout is not None and writing.stdin is not None  # noqa: S101, PT018 - pipes
        # Without the last line, psql ends without a commit: a killed process has changed nothing.
        with suppress(BrokenPipeError):
            writing.stdin.write(_clearing(schema))
            shutil.copyfileobj(reading.stdout, writing.stdin)
            if reading.wait() == 0:
                writing.stdin.write(_counting(schema, manifest.database.rows))
                writing.stdin.write(b"COMMIT;\n")
        with suppress(BrokenPipeError):
            writing.stdin.close()
        reading.kill()
        return writing.wait() or reading.wait()


def _clearing(schema: str) -> bytes:
    quoted = "'" + schema.replace("'", "''") + "'"
    return _CLEAR.format(
        schema=quoted, lock_milliseconds=_LOCK_MILLISECONDS, migrating=MIGRATING
    ).encode()


def _counting(schema: str, rows: Mapping[str, int]) -> bytes:
    return "".join(
        _COUNT.format(schema=f'"{schema}"', table=f'"{table}"', rows=count)
        for table, count in rows.items()
    ).encode()


def _rows_in(lines: Iterable[bytes]) -> dict[str, int]:
    """Return how many rows of each table a script has."""
    found: dict[str, int] = {}
    table = ""
    for line in lines:
        if table:
            if line == _END_OF_ROWS:
                table = ""
            else:
                found[table] += 1
        elif begin := _BEGIN_OF_ROWS.fullmatch(line):
            table = begin[1].decode()
            found[table] = 0
    return found


def _restorer(manifest: Manifest) -> str:
    """Return the path of pg_restore: an older one cannot read what a newer pg_dump wrote."""
    return program("pg_restore", int(manifest.database.version.partition(".")[0]))


def _refuse_others(connection: Connection) -> None:
    if others := connection.scalar(_OTHERS):
        raise BadInput(
            f"Other processes have {others} open connections to the database. Nothing was changed."
            " Stop Claimbook and close them, then restore."
        )


def _refuse_older_server(connection: Connection, manifest: Manifest) -> None:
    major = int(manifest.database.version.partition(".")[0])
    if _major(connection) < major:
        raise BadInput(
            f"The backup is from PostgreSQL {major}, the server is {_major(connection)}. Nothing"
            f" was changed. Restore to a server of version {major} or later."
        )


def _major(connection: Connection) -> int:
    version = connection.dialect.server_version_info or (0,)
    return int(version[0])


def _schema(connection: Connection) -> str:
    return str(connection.scalar(text("SELECT current_schema()")))


def _reason_in(errors: IO[bytes], code: int) -> str:
    errors.seek(0)
    return _reason(errors.read(), code)


def _reason(errors: bytes, code: int) -> str:
    """Return what a program said first of an error, without its own place in a script."""
    lines = errors.decode(errors="replace").splitlines() or [f"it ended with code {code}"]
    found = next((line for line in lines if "ERROR:" in line or "error:" in line), lines[0])
    return re.sub(r"^.*?(?:ERROR|error):\s*", "", found).rstrip(".")
