"""How far the annotators of a set agree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from annotator.agreement import HEADLINES
from annotator.agreement.table import votes_of
from annotator.queries.opinions import verdicts

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from annotator.agreement.statistic import Figure, Statistic
    from annotator.agreement.table import Votes


@dataclass(frozen=True, slots=True)
class Agreement:
    """Figures of agreement over a set's readable claims, in the order of HEADLINES."""

    votes: Votes
    figures: tuple[tuple[Statistic[Any], Figure], ...]


def agreement_of_set(session: Session, claim_set_id: int) -> Agreement:
    """Agreement on verdicts among the annotators of a set, over its readable claims."""
    votes = votes_of(verdicts(session, claim_set_id))
    return Agreement(votes, tuple((shown, shown.figure_of(votes)) for shown in HEADLINES))
