"""Fetching the addresses of an import, as the sources of annotators are fetched."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING

from annotator import fetching
from annotator.errors import BadInput
from annotator.operations.corpus.uploads import keep_failure, keep_fetched
from annotator.queries.corpus.uploads import addresses_to_fetch

if TYPE_CHECKING:
    from annotator.fetching import Downloaded, Rules
    from annotator.jobs.run import Run
    from annotator.queries.corpus.uploads import UploadedFile

#: A slow address keeps three others from waiting for it.
AT_ONCE = 4


def fetch(run: Run) -> None:
    """Fetch the addresses of an import that are not fetched yet, and keep why one could not be."""
    with run.database.reading() as session:
        wanted = addresses_to_fetch(session, run.subject)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for file, found in zip(wanted, pool.map(partial(_found, run), wanted), strict=True):
            with run.transaction() as session:
                if isinstance(found, str):
                    keep_failure(session, file_id=file.id, reason=found)
                else:
                    keep_fetched(session, file_id=file.id, url=found.url, content=found.data)


def _found(run: Run, file: UploadedFile) -> Downloaded | str:
    """Return what is at an address, or why it could not be fetched."""
    run.check()
    rules: Rules | None = run.rules
    if rules is None:
        return fetching.SWITCHED_OFF
    try:
        return fetching.downloaded(str(file.url), rules)
    except BadInput as error:
        return str(error)
