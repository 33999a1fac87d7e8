"""`import`: documents from files, folders and archives."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.progress import Progress

from annotator import dates
from annotator.cleaning import language_code, web_address
from annotator.cli.context import database, plain_errors
from annotator.errors import BadInput
from annotator.jobs.comparing import COMPARISON
from annotator.jobs.extraction import EXTRACTION_HERE
from annotator.jobs.importing import files_of, texts_of
from annotator.jobs.runner import run_next, run_waiting
from annotator.operations.corpus.documents import begin_import, import_texts
from annotator.queries.corpus.imports import import_of
from annotator.queries.jobs.due import count_waiting
from annotator.queries.sets.claim_sets import set_named
from annotator.records import DocumentMetadata
from annotator.terms import ImportOutcome, many
from annotator.text import shortfall

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotator.imports.incoming import Incoming

# Texts for one transaction: a run that was stopped is continued by the same command.
CHUNK = 200


@click.command("import")
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--title", help="For one text that does not say it.")
@click.option("--url", help="For one text that does not say it.")
@click.option("--outlet", help="For texts that do not name theirs.")
@click.option("--date", help="For texts that do not say theirs: 2025-12-06, 2025-12 or 2025.")
@click.option("--language", default="en", show_default=True, help="For texts that do not say it.")
@click.option("--set", "set_name", help="Put the claims found into this claim set.")
@click.option("--finely", is_flag=True, help="Also cut out adjectives and circumstances.")
@plain_errors
def import_(
    paths: tuple[Path, ...],
    title: str | None,
    url: str | None,
    outlet: str | None,
    date: str | None,
    language: str,
    set_name: str | None,
    *,
    finely: bool,
) -> None:
    """Import .txt, .html, .jsonl and .csv files, folders and .zip archives, and find the claims.

    A text that is here already is not imported twice; one that fails is named, and the others
    still come in.
    """
    files = files_of(paths)
    if (title or url) and len(files) > 1:
        raise BadInput("A title or an address belongs to one text; import that file by itself.")
    unstated = DocumentMetadata(
        title=title,
        url=web_address(url) if url else None,
        outlet=outlet,
        published=dates.parse(date),
        language=language_code(language),
    )
    with database().writing() as session:
        batch_id = begin_import(
            session,
            label=", ".join(path.name for path in paths[:5]),
            claim_set_id=set_named(session, set_name) if set_name else None,
        )
        session.commit()
    with Progress(console=Console(stderr=True)) as progress:
        failed = 0
        for file in progress.track(files, description="Taking in"):
            for chunk in _chunks(texts_of(file)):
                failed += _keep(batch_id, chunk, unstated, progress, finely=finely)
        _read(progress)
    with database().reading() as session:
        done = import_of(session, batch_id)
    click.echo(
        f"{done.imported} imported, {done.repeated} here before, {done.failed} failed;"
        f" {many(done.claims, 'candidate claim')} found."
    )
    for note in filter(None, (shortfall(*reading) for reading in done.readings)):
        click.echo(note)
    if failed:
        raise SystemExit(1)


def _chunks(texts: Iterator[Incoming]) -> Iterator[list[Incoming]]:
    chunk: list[Incoming] = []
    for text in texts:
        chunk.append(text)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _keep(
    batch_id: int,
    chunk: list[Incoming],
    unstated: DocumentMetadata,
    progress: Progress,
    *,
    finely: bool,
) -> int:
    with database().writing() as session:
        results = import_texts(
            session, batch_id=batch_id, incoming=chunk, unstated=unstated, finely=finely
        )
        session.commit()
    failures = [(name, why) for name, how, why in results if how is ImportOutcome.FAILED]
    for name, why in failures:
        progress.console.print(f"{name}: {why}", markup=False, highlight=False)
    return len(failures)


def _read(progress: Progress) -> None:
    """Find the claims of everything that waits, also of an import that was stopped.

    Claims that say the same can be told from one another afterwards.
    """
    with database().reading() as session:
        total = count_waiting(session, EXTRACTION_HERE.key)
    task = progress.add_task("Finding claims", total=total)
    while run_next(database(), EXTRACTION_HERE):
        progress.advance(task)
    run_waiting(database(), COMPARISON)
