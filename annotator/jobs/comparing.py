"""Making claims findable by those that say the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.jobs.kind import JobKind
from annotator.language import lazy
from annotator.operations.derived.word_index import keep_bands
from annotator.queries.corpus.near_claims import any_uncompared

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

    from annotator.jobs.run import Run


def compare(run: Run) -> None:
    """Keep the bands of all claims that have none yet."""
    done, some = 0, 1
    while some:
        with run.transaction(done) as session:
            some = keep_bands(session)
        done += some


def _waits(session: Session, _at: datetime) -> Sequence[int]:
    return [0] if any_uncompared(session) else []


COMPARISON = JobKind("comparison", lazy("Compare new claims with the others"), compare, _waits)
