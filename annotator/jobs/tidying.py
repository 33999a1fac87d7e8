"""Tidying after an import: its documents wait for their extraction, its upload is deleted.

Of a cancelled import, the hidden documents are deleted too.
"""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from annotator import terms
from annotator.import_states import ImportState
from annotator.jobs.kind import JobKind
from annotator.jobs.pace import Pace
from annotator.language import lazy
from annotator.operations.corpus.imports import cancel
from annotator.operations.corpus.tidying import (
    end_tidying,
    queue_documents,
    remove_edits,
    remove_prepared,
    remove_texts,
    remove_upload,
)
from annotator.queries.corpus.uploads import unqueued_documents, untidy_imports, waiting_import

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from annotator.jobs.run import Run


def tidy(run: Run) -> None:
    """Tidy after an import that has ended, or that no one goes on with."""
    with run.database.reading() as session:
        state = waiting_import(session, run.subject).state
    if state not in (ImportState.DONE, ImportState.CANCELLED):
        with run.transaction() as session:
            cancel(session, batch_id=run.subject)
        # A job of it that runs must stop first: the import is found again when it has.
        return
    pace = Pace()
    if state is ImportState.DONE:
        _queue(run, pace)
    else:
        _remove(run, pace)
    for remove in (remove_edits, remove_prepared, remove_upload):
        _repeat(run, pace, partial(remove, batch_id=run.subject))
    with run.last_transaction() as session:
        end_tidying(session, batch_id=run.subject)


def _remove(run: Run, pace: Pace) -> None:
    """Delete the texts of a cancelled import."""
    count = 1
    while count:
        rows = pace.rows
        with run.transaction() as session, pace.measured(rows):
            count = remove_texts(session, batch_id=run.subject, most=rows)
        pace.rest()


def _queue(run: Run, pace: Pace) -> None:
    """Add the jobs of the documents; a job that is there already is left alone."""
    last = 0
    while True:
        with run.database.reading() as session:
            ids = unqueued_documents(session, run.subject, last, pace.rows)
        if not ids:
            return
        with run.transaction() as session, pace.measured(len(ids)):
            queue_documents(session, document_ids=ids)
        last = ids[-1]
        pace.rest()


def _repeat(run: Run, pace: Pace, work: Callable[[Session], int]) -> None:
    """Do bounded pieces of work until nothing is left."""
    some = 1
    while some:
        with run.transaction() as session, pace.measured(1):
            some = work(session)
        pace.rest()


TIDYING = JobKind(
    terms.TIDYING,
    lazy("Tidy up after an import"),
    tidy,
    untidy_imports,
    deadline=timedelta(hours=2),
)
