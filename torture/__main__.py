"""`python -m torture [RUN …]`: each run with its figures; exit code 1 if one does not hold."""

from __future__ import annotations

import logging
import sys

import click

from torture import RUNS


@click.command()
@click.argument("names", nargs=-1, metavar="[RUN]…", type=click.Choice(tuple(RUNS)))
@click.option("--short", is_flag=True, help="The round that the tests make.")
def main(names: tuple[str, ...], short: bool) -> None:
    """Try to break Claimbook, and print what was measured. Without a name: in every way."""
    logging.getLogger("alembic").setLevel(logging.WARNING)
    held = True
    for name in names or tuple(RUNS):
        click.echo(f"\n{name}: {RUNS[name].TITLE}")
        for figure in RUNS[name].figures(short=short):
            click.echo(f"  {figure.line}")
            held = held and figure.holds
    sys.exit(0 if held else 1)


if __name__ == "__main__":
    main()
