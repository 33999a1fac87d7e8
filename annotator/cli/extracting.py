"""`extract`: what is found in texts, as JSON, without a database."""

from __future__ import annotations

import sys
from contextlib import closing
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.progress import Progress

from annotator.cleaning import language_code
from annotator.cli.context import plain_errors
from annotator.cli.given_texts import texts_in
from annotator.cli.values import FILE, SOME
from annotator.jobs.pool import cores
from annotator.jobs.printing import Asked, lines

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@click.argument("files", nargs=-1, required=True, type=FILE)
@click.option("--language", default="en", show_default=True, help="As in en, fr or de.")
@click.option(
    "--processes",
    type=SOME,
    help="Processes that read, when there is much to read.  [default: the processor's cores]",
)
@click.option("--finely", is_flag=True, help="Also cut out adjectives and circumstances.")
@click.option("--explain", is_flag=True, help="Add what the rules doubted and turned back.")
@plain_errors
def extract(
    files: tuple[Path, ...], language: str, processes: int | None, *, finely: bool, explain: bool
) -> None:
    """Print the sentences and claims of text files, or of .jsonl files of `doc_id` and `text`.

    One JSON object a document, in the order given; offsets are code points into the text.
    """
    output = sys.stdout.buffer
    asked = Asked(language_code(language), finely, explain)
    found = lines(texts_in(files), asked, processes or cores())
    note = None
    with _progress() as progress, closing(found):
        task = progress.add_task("Reading", total=sum(file.stat().st_size for file in files))
        for line in found:
            output.write(line.json)
            output.flush()
            progress.advance(task, line.size)
            note = line.shortfall
    if note:
        click.echo(note, err=True)


def _progress() -> Progress:
    """Return a progress bar on a terminal: not in a pipe, and not between the lines on a
    terminal.
    """
    return Progress(
        console=Console(stderr=True),
        transient=True,
        # Or it would take what is printed, too, and lead it to stderr.
        redirect_stdout=False,
        disable=not sys.stderr.isatty() or sys.stdout.isatty(),
    )
