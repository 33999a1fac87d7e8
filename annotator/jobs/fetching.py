"""Bringing the texts of sources that annotators asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator import fetching, terms
from annotator.errors import NotFetched
from annotator.jobs.kind import JobKind
from annotator.language import lazy
from annotator.operations.desk.fetches import keep_text
from annotator.queries.sources.fetches import wanted_source

if TYPE_CHECKING:
    from annotator.fetching import Rules
    from annotator.jobs.run import Run
    from annotator.queries.sources.fetches import WaitingFetch
    from annotator.records import SourceText


def bring(run: Run) -> None:
    """Bring a source outside of any transaction. Without rules no address is opened."""
    with run.database.reading() as session:
        wanted = wanted_source(session, run.subject)
    found = _text(wanted, run.rules)
    with run.last_transaction() as session:
        keep_text(session, fetch_id=wanted.id, found=found)


def _text(wanted: WaitingFetch, rules: Rules | None) -> SourceText:
    if wanted.upload is not None:
        return fetching.uploaded(wanted.name, wanted.upload)
    if rules is None:
        raise NotFetched(fetching.SWITCHED_OFF)
    return fetching.fetched(str(wanted.url), rules)


#: A slow source keeps three others from waiting for it.
FETCH = JobKind(terms.FETCH, lazy("Fetch a source"), bring, at_once=4)
