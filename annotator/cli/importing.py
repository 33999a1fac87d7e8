"""`import`: documents from files, folders and archives."""

from __future__ import annotations

from pathlib import Path
from time import sleep
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.progress import Progress

from annotator.cli.context import database, plain_errors
from annotator.cli.import_options import import_options
from annotator.errors import BadInput, Conflict
from annotator.import_states import ImportState
from annotator.jobs.comparing import COMPARISON
from annotator.jobs.extraction import EXTRACTION_HERE
from annotator.jobs.importing import files_of, prepare_files
from annotator.jobs.imports import IMPORT
from annotator.jobs.runner import run_next, run_waiting
from annotator.jobs.tidying import TIDYING
from annotator.labels import label
from annotator.operations.corpus.documents import begin_import, label_of
from annotator.operations.corpus.imports import cancel, confirm
from annotator.queries.corpus.imports import import_of
from annotator.queries.corpus.uploads import waiting_import
from annotator.queries.jobs.due import any_open, count_waiting
from annotator.queries.sets.claim_sets import set_named
from annotator.terms import many
from annotator.text import shortfall

if TYPE_CHECKING:
    from annotator.imports.options import ImportOptions
    from annotator.jobs.kind import JobKind
    from annotator.queries.corpus.uploads import WaitingImport

#: Between the looks whether a worker has ended a job.
LOOK_SECONDS = 0.2


@click.command("import")
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--set", "set_name", help="Put the claims found into this claim set.")
@plain_errors
@import_options
def import_(paths: tuple[Path, ...], set_name: str | None, options: ImportOptions) -> None:
    """Import documents from files, folders and .zip archives, and find the claims.

    A text that is here already is not imported twice; one that fails is named, and the others
    still come in.
    """
    files = files_of(paths)
    if options.for_one and len(files) > 1:
        raise BadInput("A title or an address belongs to one text; import that file by itself.")
    # Before the bars are drawn: an error here is one line.
    claim_set_id = _set_id(set_name)
    with Progress(console=Console(stderr=True)) as progress:
        _finish_others(progress)
        batch_id = _begin(paths, claim_set_id, options)
        _prepare(batch_id, files, progress)
        _import(batch_id, progress)
        _read(progress)
    with database().reading() as session:
        done = import_of(session, batch_id)
    click.echo(
        f"{done.imported} imported, {done.repeated} here before, {done.failed} failed;"
        f" {many(done.claims, 'candidate claim')} found."
    )
    for note in filter(None, (shortfall(*reading) for reading in done.readings)):
        click.echo(note)
    if done.failed:
        raise SystemExit(1)


def _set_id(name: str | None) -> int | None:
    with database().reading() as session:
        return set_named(session, name) if name else None


def _begin(paths: tuple[Path, ...], claim_set_id: int | None, options: ImportOptions) -> int:
    with database().writing() as session:
        batch_id = begin_import(
            session,
            label=label_of([path.name for path in paths]),
            claim_set_id=claim_set_id,
            options=options,
        )
        session.commit()
    return batch_id


def _finish_others(progress: Progress) -> None:
    """Finish imports that were stopped: their texts would be duplicates that no one sees."""
    task = progress.add_task("Finishing earlier imports", visible=False)
    while _is_open():
        progress.update(task, visible=True)
        _work_or_wait(IMPORT)


def _prepare(batch_id: int, files: list[Path], progress: Progress) -> None:
    """Read the files, and let their texts wait for the import; if that fails, nothing is left."""
    try:
        reading = progress.track(files, description="Reading")
        for failure in prepare_files(database(), batch_id, reading):
            reason = f"{failure.name}: {failure.reason}"
            progress.console.print(reason, markup=False, highlight=False)
        _show_guesses(batch_id, progress.console)
        with database().writing() as session:
            confirm(session, batch_id=batch_id)
            session.commit()
    except BaseException:
        with database().writing() as session:
            cancel(session, batch_id=batch_id)
            session.commit()
        raise


def _show_guesses(batch_id: int, console: Console) -> None:
    """Print what was guessed of the texts, and the questions about their files."""
    with database().reading() as session:
        found = import_of(session, batch_id).preview
        accepted = waiting_import(session, batch_id).options.accept_guesses
    if found is None:
        return
    lines = [f"{question.name}: {label(question.kind)}" for question in found.questions]
    guessing = [text for text in found.shown if text.guessed]
    for text in guessing:
        values = (
            f"{field} “{getattr(text.metadata, field)}” ({label(origin)})"
            for field, origin in text.guessed.items()
        )
        lines.append(f"{text.name}: {', '.join(values)}")
    if found.guessing:
        texts = many(found.guessing, "text")
        hint = "are kept" if accepted else "are not kept without --accept-guesses"
        lines.append(f"Guesses {hint} ({texts}).")
    for line in lines:
        console.print(line, markup=False, highlight=False)


def _import(batch_id: int, progress: Progress) -> None:
    """Import what was read, unless a worker does it."""
    progress.add_task("Importing", total=None)
    while (found := _found(batch_id)).state is ImportState.IMPORTING:
        _work_or_wait(IMPORT)
    if found.state is not ImportState.DONE:
        raise Conflict(f"Nothing was imported: {found.failure or 'the import was cancelled.'}")
    while not _found(batch_id).tidied:
        _work_or_wait(TIDYING)


def _work_or_wait(kind: JobKind) -> None:
    if not run_next(database(), kind):
        sleep(LOOK_SECONDS)


def _found(batch_id: int) -> WaitingImport:
    with database().reading() as session:
        return waiting_import(session, batch_id)


def _is_open() -> bool:
    with database().reading() as session:
        return any_open(session, IMPORT.key)


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
