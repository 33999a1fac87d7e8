"""How far the annotators of a set agree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.agreement import STATISTICS
from annotator.queries.opinions import verdict_votes

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from annotator.agreement import Statistic
    from annotator.agreement.statistic import Figure
    from annotator.agreement.table import Votes


@dataclass(frozen=True, slots=True)
class Agreement:
    """Figures of agreement over a set's readable claims, in the order of STATISTICS."""

    votes: Votes
    figures: tuple[tuple[Statistic, Figure], ...]


def agreement_of_set(session: Session, claim_set_id: int) -> Agreement:
    """Agreement on verdicts among the annotators of a set, over its readable claims."""
    votes = verdict_votes(session, claim_set_id)
    return Agreement(
        votes, tuple((statistic, statistic.compute(votes)) for statistic in STATISTICS)
    )
