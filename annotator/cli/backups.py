"""`backup` and `restore`: copies of the database, with everything that belongs to it."""

from __future__ import annotations

from pathlib import Path

import click

from annotator.backups import backup as backups
from annotator.backups import restore as restoring
from annotator.cli.context import plain_errors, unchecked_database
from annotator.settings import instance_folder
from annotator.terms import many

FOLDER = click.Path(path_type=Path)


@click.command()
@click.argument("path", type=FOLDER)
@plain_errors
def backup(path: Path) -> None:
    """Back up the database into a new folder while people work, and read it back."""
    made = backups.back_up(unchecked_database(), path.absolute(), instance=instance_folder())
    tables, rows = many(len(made.database.rows), "table"), many(made.rows, "row")
    click.echo(
        f"{path}: {tables} with {rows} at revision {made.database.revision},"
        f" {made.size:,} bytes. Read back: every file is as it was written."
    )


@click.command()
@click.argument("path", type=FOLDER)
@click.option("--replace", is_flag=True, help="Back up what the database holds, and replace it.")
@plain_errors
def restore(path: Path, *, replace: bool) -> None:
    """Restore a backup into the database of DATABASE_URL; stop Claimbook first."""
    done = restoring.restore(
        unchecked_database(), path.absolute(), replace=replace, instance=instance_folder()
    )
    if done.replaced is not None:
        click.echo(f"What was there is in {done.replaced}")
    rows = many(done.manifest.rows, "row")
    click.echo(
        f"Restored {rows}, as they were at {done.manifest.made_at:%Y-%m-%d %H:%M:%S} UTC. The"
        " tables are up to date. Run `doctor` now."
    )
