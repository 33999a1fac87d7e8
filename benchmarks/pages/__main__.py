"""`python -m benchmarks.pages`: lists and search of a large newsroom, against their goals."""

from __future__ import annotations

import logging
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from annotator.settings import Settings
from annotator.storage.database import Database
from annotator.web import create_app
from benchmarks import table
from benchmarks.desk.databases import databases
from benchmarks.pages.lists import lists, searches
from benchmarks.pages.newsroom import PASSWORD, fill
from tests.visitor import hidden_fields

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask.testing import FlaskClient

    from benchmarks.table import Row


@click.command()
@click.option("--claims", default=100_000, show_default=True, help="Claims of the lists.")
@click.option("--searched", default=1_000_000, show_default=True, help="Claims of the searches.")
@click.option("--only", help="One database: SQLite or PostgreSQL.")
def main(claims: int, searched: int, only: str | None) -> None:
    """Print what the first pages of lists and searches take."""
    for logger in ("alembic", "werkzeug"):
        logging.getLogger(logger).setLevel(logging.WARNING)
    with tempfile.TemporaryDirectory() as folder, databases(Path(folder)) as known:
        for one in known:
            if only in (None, one.name):
                for number in sorted({claims, searched}):
                    rows = _rows(one.empty(), number, pages=number == claims)
                    click.echo(f"\n{one.name}, {number:,} claims\n")
                    click.echo(table.plain(list(rows)))


def _rows(address: str, claims: int, *, pages: bool) -> Iterator[Row]:
    database = Database(address)
    words = fill(database, claims)
    if pages:
        app = create_app(Settings(database_url=address, secret_key="x" * 64), database)
        yield from lists(app, _logged_in(app.test_client()), database)
    yield from searches(database, words)
    database.engine.dispose()


def _logged_in(client: FlaskClient) -> FlaskClient:
    form = hidden_fields(client.get("/login").text)
    client.post("/login", data={**form, "name": "ed", "password": PASSWORD})
    return client


if __name__ == "__main__":
    main()
