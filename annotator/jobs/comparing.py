"""New claims: made findable by those that say the same, and noted what their words lack."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.jobs.kind import JobKind
from annotator.language import lazy
from annotator.operations.derived.claim_notes import keep_notes
from annotator.operations.derived.word_index import keep_bands
from annotator.queries.corpus.near_claims import any_uncompared
from annotator.queries.desk.claim_notes import any_unnoted

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

    from annotator.jobs.run import Run


def compare(run: Run) -> None:
    """Keep the bands and the notes of all claims that have none yet."""
    done = 0
    for keep in (keep_bands, keep_notes):
        some = 1
        while some:
            with run.transaction(done) as session:
                some = keep(session)
            done += some


def _waits(session: Session, _at: datetime) -> Sequence[int]:
    return [0] if any_uncompared(session) or any_unnoted(session) else []


COMPARISON = JobKind("comparison", lazy("Compare new claims with the others"), compare, _waits)
