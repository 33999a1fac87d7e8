"""`python -m benchmarks.desk`: the desk's speed, against its goals and the bare transaction."""

from __future__ import annotations

import logging
import tempfile
from pathlib import Path

import click

from annotator.settings import ROOT
from benchmarks import table
from benchmarks.desk.round import NOTE, rows
from benchmarks.desk.saving import Size


@click.command()
@click.option("--claims", default=100_000, show_default=True, help="Claims in the set.")
@click.option("--saves", default=40, show_default=True, help="Saves of each of the 16 people.")
@click.option("--items", default=60, show_default=True, help="Claims judged in Chromium.")
@click.option("--write", is_flag=True, help="Put the table into docs/desk.md as well.")
def main(claims: int, saves: int, items: int, write: bool) -> None:
    """Print how fast the desk is in a large set, on SQLite and on PostgreSQL."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    logging.getLogger("alembic").setLevel(logging.WARNING)
    with tempfile.TemporaryDirectory() as folder:
        found = list(rows(Path(folder), Size(claims, saves), items))
    click.echo(table.plain(found))
    if write:
        table.write(ROOT / "docs" / "desk.md", "speed", f"{NOTE}\n\n{table.markdown(found)}")


if __name__ == "__main__":
    main()
