"""The verdicts of a set, with who gave them and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from annotator.agreement.judgements import coded
from annotator.models import Assignment, ClaimSet, Judgement, SetClaim, User
from annotator.queries.visibility.blindness import is_known, readable
from annotator.queries.visibility.opinions import original

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Row, Select
    from sqlalchemy.orm import Session

    from annotator.agreement.judgements import Judgements

    DatedVerdict = Row[int, int, str, str | None, datetime]


def dated_verdicts(session: Session, claim_set_id: int) -> list[DatedVerdict]:
    """Return the verdicts on the readable claims of a set's round; known answers are left out."""
    wanted = verdicts_of(claim_set_id).where(
        Assignment.round == ClaimSet.round, readable(), ~is_known()
    )
    return list(session.execute(wanted))


def verdicts_of(claim_set_id: int) -> Select[int, int, str, str | None, datetime]:
    """Return the verdicts in a set, of every round, in the order in which they came.

    Of each person the one that stood before a reviewer sent the claim back.
    """
    return (
        select(
            *(Judgement.set_claim_id, Judgement.annotator_id, User.name),
            *(Judgement.verdict, Judgement.created_at),
        )
        .join(Assignment, Assignment.id == Judgement.assignment_id)
        .join(SetClaim, SetClaim.id == Judgement.set_claim_id)
        .join(ClaimSet, ClaimSet.id == SetClaim.claim_set_id)
        .join(User, User.id == Judgement.annotator_id)
        .where(SetClaim.claim_set_id == claim_set_id, Judgement.verdict.is_not(None), original())
        .order_by(Judgement.id)
    )


def coded_verdicts(verdicts: Sequence[DatedVerdict]) -> Judgements:
    """Return the same, for the statistics: one entry a verdict, in their order."""
    return coded((row.set_claim_id, row.name, str(row.verdict)) for row in verdicts)
