"""How likely the majority of each claim of a set is wrong: the order in which to review them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from sqlalchemy import String, case, func, select, type_coerce

from annotator.agreement.counts import Undefined
from annotator.agreement.judgements import coded
from annotator.agreement.queue import by_expected_error, majority_wrong
from annotator.labelling.outcome import NOT_CHECKABLE
from annotator.models import Assignment, ClaimSet, Judgement, SetClaim
from annotator.queries.visibility.completeness import complete, is_known
from annotator.queries.visibility.opinions import current
from annotator.terms import CLAIMS

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session

    from annotator.agreement.judgements import Judgements

#: So many judgements are held as rows at once.
PIECE = 10_000


@dataclass(frozen=True, slots=True)
class ExpectedError:
    """`place` of each claim in the order of its expected error, from 0; `likely`, from 0 to 1, is
    how likely its majority is wrong by Dawid and Skene's model. Both are empty where nothing can be
    said.
    """

    place: dict[int, int]
    likely: dict[int, float]


def labels(session: Session, claim_set_id: int) -> Judgements:
    """Return the label of every judgement in force on the complete claims of a set."""
    rows = session.execute(
        select(Judgement.set_claim_id, Judgement.annotator_id, label_of().label("label"))
        .join(Assignment, Assignment.id == Judgement.assignment_id)
        .join(SetClaim, SetClaim.id == Judgement.set_claim_id)
        .join(ClaimSet, ClaimSet.id == SetClaim.claim_set_id)
        .where(
            SetClaim.claim_set_id == claim_set_id,
            Assignment.round == SetClaim.round,
            complete(),
            ~is_known(),
            current(),
        )
        .order_by(Judgement.id)
        .execution_options(yield_per=PIECE)
    )
    return coded((row.set_claim_id, row.annotator_id, row.label) for row in rows)


def expected_error(votes: Judgements) -> ExpectedError:
    """Return the claims by the rank sum of vote entropy and P(majority wrong)."""
    claims = [cast("int", item) for item in votes.items]
    try:
        order, wrong = by_expected_error(votes), majority_wrong(votes)
    except Undefined:
        return ExpectedError({}, {})
    return ExpectedError(
        place={claims[item]: place for place, item in enumerate(order.tolist())},
        likely=dict(zip(claims, wrong.tolist(), strict=True)),
    )


def label_of() -> ColumnElement[str]:
    """Return what a judgement comes to as one label, as `agreement.outcome.label` says it."""
    return case(
        (Judgement.candidate.not_in(CLAIMS), type_coerce(Judgement.candidate, String)),
        else_=func.coalesce(Judgement.verdict, NOT_CHECKABLE),
    )
