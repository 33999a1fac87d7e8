"""The verdicts of a set, with who gave them and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from annotator.agreement.judgements import coded
from annotator.models import Assignment, ClaimSet, Judgement, SetClaim, User
from annotator.queries.visibility.blindness import readable
from annotator.queries.visibility.completeness import is_known
from annotator.queries.visibility.opinions import original

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Row, Select
    from sqlalchemy.orm import Session

    from annotator.agreement.judgements import Judgements
    from annotator.queries.visibility.blindness import Reader

    DatedVerdict = Row[int, int, str, str | None, datetime]


def dated_verdicts(session: Session, claim_set_id: int, reader: Reader) -> list[DatedVerdict]:
    """Return the verdicts of a set's round that this reader may read; known answers are left
    out.
    """
    wanted = verdicts_of(claim_set_id, reader).where(
        Assignment.round == ClaimSet.round, ~is_known()
    )
    return list(session.execute(wanted))


def verdicts_of(claim_set_id: int, reader: Reader) -> Select[int, int, str, str | None, datetime]:
    """Return the verdicts in a set that this reader may read, of every round, in the order in which
    they came.

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
        .where(
            SetClaim.claim_set_id == claim_set_id,
            Judgement.verdict.is_not(None),
            readable(reader),
            original(),
        )
        .order_by(Judgement.id)
    )


def coded_verdicts(verdicts: Sequence[DatedVerdict]) -> Judgements:
    """Return the same, for the statistics: one entry a verdict, in their order."""
    return coded((row.set_claim_id, row.name, str(row.verdict)) for row in verdicts)
