"""Reading documents that wait for it: text out of the database, what was found back in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator import text
from annotator.errors import ClaimbookError, Conflict, ParserMissing
from annotator.operations.corpus import extractions
from annotator.queries.corpus.documents import next_waiting

if TYPE_CHECKING:
    from annotator.storage.database import Database


def read_some(database: Database, limit: int = 8) -> int:
    """Read the next waiting documents, each in a transaction of its own; returns how many.

    Finding claims takes seconds, so it happens outside of any transaction; a crash in between
    leaves the document waiting. Raises ParserMissing, since no document can be read then.
    """
    with database.reading() as session:
        waiting = next_waiting(session, limit=limit)
    for document_id, words, language in waiting:
        _read(database, document_id, words, language)
    return len(waiting)


def _read(database: Database, document_id: int, words: str, language: str) -> None:
    try:
        found = text.extract(words, language)
    except ParserMissing:
        raise
    except (ClaimbookError, ValueError, RuntimeError) as error:
        # One document that breaks the parser must not keep the others waiting.
        with database.writing() as session:
            extractions.note_failure(
                session, document_id=document_id, reason=f"It could not be read: {error}"
            )
            session.commit()
        return
    with database.writing() as session:
        try:
            extractions.keep_extraction(session, document_id=document_id, found=found)
        except Conflict:
            return  # another worker was faster
        session.commit()
