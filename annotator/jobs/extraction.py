"""Finding the claims of documents: text out of the database, what was found back in."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from annotator import terms, text
from annotator.jobs.apart import Apart
from annotator.jobs.kind import JobKind
from annotator.language import lazy
from annotator.operations.corpus.extractions import keep_extraction
from annotator.queries.corpus.documents import text_to_read

if TYPE_CHECKING:
    from collections.abc import Callable

    from annotator.jobs.run import Run
    from annotator.text.extraction import Extraction

    Find = Callable[[str, str, bool], Extraction]

_APART = Apart(text.extract)


def read_apart(run: Run) -> None:
    """Read a document in a process that is ended at the deadline."""
    read(run, partial(_APART.do, run.check))


def read_here(run: Run) -> None:
    """Read a document in this process: for a command, which a person can interrupt."""
    read(run, text.extract)


def read(run: Run, find: Find) -> None:
    """Keep what `find` gives for a document: outside of any transaction, since it takes seconds."""
    with run.database.reading() as session:
        given = text_to_read(session, run.subject)
    found = find(*given)
    with run.last_transaction() as session:
        keep_extraction(session, document_id=run.subject, found=found)


EXTRACTION = JobKind(terms.EXTRACTION, lazy("Find the claims of a document"), read_apart)
EXTRACTION_HERE = replace(EXTRACTION, run=read_here)
