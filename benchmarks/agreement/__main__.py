"""`python -m benchmarks.agreement`: agreement on a million judgements."""

from __future__ import annotations

import tempfile
from pathlib import Path

import click

from annotator.settings import ROOT
from benchmarks import table
from benchmarks.agreement import made
from benchmarks.agreement.measures import NOTE, rows


@click.command()
@click.option("--claims", default=made.CLAIMS, show_default=True, help="Ten judgements each.")
@click.option("--write", is_flag=True, help="Put the table into docs/agreement.md as well.")
def main(claims: int, write: bool) -> None:
    """Print how fast the figures of agreement are."""
    with tempfile.TemporaryDirectory() as folder:
        found = list(rows(Path(folder), claims))
    click.echo(table.plain(found))
    if write:
        text = f"{NOTE}\n\n{table.markdown(found)}"
        table.write(ROOT / "docs" / "agreement.md", "speed", text)


if __name__ == "__main__":
    main()
