"""The figure of a page: α from the counts that the tables of a set keep."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.models import PatternCount
from annotator.operations.sets.claim_sets import make_set
from annotator.queries.agreement.patterns import live_votes, written
from annotator.queries.visibility.blindness import ANYBODY
from annotator.storage.database import Database
from annotator.terms import Question
from tests import sqlite

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sqlalchemy.orm import Session

    from annotator.agreement.table import Votes


def asked(folder: Path, votes: Votes) -> Callable[[], Votes]:
    """Return what reads the counts of these votes from an SQLite database, each
    time again."""
    database = Database(sqlite.empty(folder / "live.sqlite"))
    with database.writing() as session:
        claim_set_id = make_set(
            session,
            name="Verania",
            description="",
            overlap=10,
            scheme="verdicts",
            guideline="# Be fair",
        )
        keep_counts(session, claim_set_id, votes)
        session.commit()

    def read() -> Votes:
        with database.reading() as session:
            return live_votes(session, claim_set_id, Question.VERDICT, ANYBODY)

    return read


def keep_counts(session: Session, claim_set_id: int, votes: Votes) -> None:
    """The counts that a set with these votes keeps."""
    session.add_all(
        PatternCount(
            claim_set_id=claim_set_id,
            round=1,
            question=Question.VERDICT,
            pattern=written(
                {
                    label: int(times)
                    for label, times in zip(votes.scale.labels, pattern, strict=True)
                    if times
                }
            ),
            claims=int(claims),
        )
        for pattern, claims in zip(votes.patterns, votes.times, strict=True)
    )
