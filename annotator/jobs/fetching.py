"""Bringing the texts of sources that annotators asked for."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from annotator import fetching
from annotator.errors import BadInput, Conflict, NotFetched
from annotator.operations.desk import fetches
from annotator.queries.sources.fetches import next_waiting

if TYPE_CHECKING:
    from annotator.fetching import Rules
    from annotator.queries.sources.fetches import WaitingFetch
    from annotator.records import SourceText
    from annotator.storage.database import Database

AT_ONCE = 4
SWITCHED_OFF = "Fetching is switched off here. Paste the text, or upload a file."


def fetch_some(database: Database, rules: Rules | None) -> int:
    """Bring the next sources that wait, a few at once; returns how many.

    Each is brought outside of any transaction and kept in one of its own: a crash in between
    leaves it waiting. Without `rules` no address is opened.
    """
    with database.reading() as session:
        waiting = next_waiting(session, limit=AT_ONCE)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for done in [pool.submit(_bring, database, wanted, rules) for wanted in waiting]:
            done.result()
    return len(waiting)


def _bring(database: Database, wanted: WaitingFetch, rules: Rules | None) -> None:
    try:
        with database.writing() as session:
            begun = fetches.begin_try(session, fetch_id=wanted.id)
            session.commit()
        if not begun:
            return
        try:
            found = _text(wanted, rules)
            with database.writing() as session:
                fetches.keep_text(session, fetch_id=wanted.id, found=found)
                session.commit()
        except BadInput as error:
            with database.writing() as session:
                fetches.note_failure(session, fetch_id=wanted.id, reason=str(error))
                session.commit()
    except Conflict:
        return  # another worker was faster


def _text(wanted: WaitingFetch, rules: Rules | None) -> SourceText:
    if wanted.upload is not None:
        return fetching.uploaded(wanted.name, wanted.upload)
    if rules is None:
        raise NotFetched(SWITCHED_OFF)
    return fetching.fetched(str(wanted.url), rules)
