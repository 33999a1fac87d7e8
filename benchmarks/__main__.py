"""`python -m benchmarks`: speed and cost, one table after the other. Runs anywhere."""

from __future__ import annotations

import textwrap

import click

from annotator.settings import ROOT
from benchmarks import BENCHMARKS, table


@click.command()
@click.option("--write", is_flag=True, help="Put the tables into docs/extraction.md as well.")
def main(write: bool) -> None:
    """Print what the extraction takes, measured against the parser in the same run."""
    parts = []
    for benchmark in BENCHMARKS:
        click.echo(f"\n{benchmark.TITLE}\n\n{textwrap.fill(benchmark.NOTE, 98)}\n")
        rows = list(benchmark.rows())
        click.echo(table.plain(rows))
        parts.append(f"{benchmark.NOTE}\n\n{table.markdown(rows)}")
    if write:
        table.write(ROOT / "docs" / "extraction.md", "speed", "\n\n".join(parts))


if __name__ == "__main__":
    main()
