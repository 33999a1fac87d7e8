"""Importing what a preview showed: in short transactions, hidden until the last one."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from annotator import terms
from annotator.errors import Conflict
from annotator.import_states import ImportState
from annotator.imports.incoming import IncomingText
from annotator.imports.options import ImportOptions
from annotator.jobs.kind import JobKind
from annotator.jobs.pace import Pace
from annotator.language import _, lazy
from annotator.operations.corpus.documents import documents_with, keep_texts, publish
from annotator.queries.corpus.previews import texts_after
from annotator.queries.corpus.uploads import outcomes_of, waiting_import

if TYPE_CHECKING:
    from annotator.imports.edits import LeftOut
    from annotator.imports.incoming import Incoming
    from annotator.jobs.run import Run

#: Characters that one transaction writes, unless one text has more.
MOST_CHARACTERS = 200_000


def bring_in(run: Run) -> None:
    """Write the texts that are not written yet: a run after a killed one repeats no transaction."""
    with run.database.reading() as session:
        asked = waiting_import(session, run.subject)
    if asked.state is not ImportState.IMPORTING:
        raise Conflict(_("Import %(id)s is not under way.", id=run.subject))
    kept, pace = asked.kept, Pace()
    # A text says by now all that a person confirmed: nothing completes what they cleared.
    confirmed = ImportOptions(finely=asked.options.finely)
    while kept < asked.offered:
        with run.database.reading() as session:
            texts = texts_after(session, run.subject, kept, asked.options)
        while texts:
            some = texts[: _fitting(texts, pace.rows)]
            with run.database.reading() as session:
                here = documents_with(session, some)
            with run.lasting(kept, asked.offered) as session, pace.measured(len(some)):
                keep_texts(
                    session,
                    batch_id=run.subject,
                    texts=some,
                    after=kept,
                    options=confirmed,
                    here=here,
                )
            texts, kept = texts[len(some) :], kept + len(some)
            pace.rest()
    with run.database.reading() as session:
        outcomes = outcomes_of(session, run.subject)
    with run.last_transaction() as session:
        publish(session, batch_id=run.subject, outcomes=outcomes)


def _fitting(texts: list[Incoming | LeftOut], most: int) -> int:
    """Return how many of the first texts one transaction writes: one at least."""
    characters = 0
    for count, text in enumerate(texts[:most]):
        characters += len(text.text) if isinstance(text, IncomingText) else 0
        if characters > MOST_CHARACTERS:
            return max(1, count)
    return min(most, len(texts))


IMPORT = JobKind(terms.IMPORT, lazy("Import documents"), bring_in, deadline=timedelta(hours=12))
