"""Making claims findable by those that say the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.operations.derived.word_index import keep_bands
from annotator.queries.corpus.near_claims import any_uncompared

if TYPE_CHECKING:
    from annotator.storage.database import Database


def compare_some(database: Database) -> int:
    """Keep the bands of some claims that have none yet; returns how many claims there were."""
    with database.reading() as session:
        if not any_uncompared(session):
            return 0  # writers take turns: nobody waits for one who has nothing to write
    with database.writing() as session:
        done = keep_bands(session)
        session.commit()
    return done
