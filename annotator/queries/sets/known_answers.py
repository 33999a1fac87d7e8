"""Claims whose answer is known before: the answers, and how annotators met them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, case, func, or_, select

from annotator.errors import NotFound, Refused
from annotator.language import _
from annotator.models import (
    Assignment,
    Claim,
    ClaimSet,
    Judgement,
    KnownAnswer,
    SetClaim,
    User,
)
from annotator.queries.visibility.blindness import (
    ANYBODY,
    answers_readable,
    judges_in_set,
    readable,
)
from annotator.queries.visibility.opinions import current
from annotator.records import Answer
from annotator.shared_settings import KnownRules
from annotator.terms import JUDGED, AssignmentState, CandidateDecision, Checkability, Purpose

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import ColumnElement, Row
    from sqlalchemy.orm import Session

    from annotator.queries.visibility.blindness import Reader
    from annotator.tokens import Token


@dataclass(frozen=True, slots=True)
class KnownClaim:
    """A claim of a set with its known answer, if it has one yet."""

    set_claim_id: int
    claim_set_id: int
    text: str
    answer: Answer | None
    made_by: str | None


@dataclass(frozen=True, slots=True)
class KnownResult:
    """How one annotator met the known answers of one purpose: `right` of `answered`."""

    annotator_id: int
    purpose: Purpose
    answered: int
    right: int


def answer_is_shown(purpose: Purpose, *, shown: bool) -> bool:
    """Return True if annotators see the right answer after a claim of this purpose.

    `shown` is the set's rule for what comes between the live claims.
    """
    return purpose is Purpose.CALIBRATION or (purpose is Purpose.KNOWN_ANSWER and shown)


def answer_after(session: Session, assignment_id: Token, annotator_id: int) -> Answer | None:
    """Return the right answer, for an annotator who has judged the claim and is to see it."""
    row = session.execute(
        select(
            *(Assignment.purpose.label("given_for"), ClaimSet.answers_shown),
            *(KnownAnswer.purpose, KnownAnswer.verdict, KnownAnswer.reason),
            *(KnownAnswer.not_checkable_reason, KnownAnswer.rejection_reason),
        )
        .select_from(Assignment)
        .join(ClaimSet, ClaimSet.id == Assignment.claim_set_id)
        .join(KnownAnswer, KnownAnswer.set_claim_id == Assignment.set_claim_id)
        .where(
            Assignment.token == assignment_id,
            Assignment.annotator_id == annotator_id,
            Assignment.state == AssignmentState.DONE,
        )
    ).one_or_none()
    shown = row and answer_is_shown(row.given_for, shown=row.answers_shown)
    return _answer(row) if row and shown else None


def known_claim(session: Session, set_claim_id: int, reader: Reader) -> KnownClaim:
    """Return one claim of a set with its known answer. Raises NotFound, and Refused for an answer
    that this reader may not know: see `may_know`.
    """
    found = _known_claims(session, SetClaim.id == set_claim_id)
    if not found:
        raise NotFound(_("There is no such claim in a set."))
    if found[0].answer is not None and not answers_to(session, [set_claim_id], reader):
        raise Refused(
            _(
                "You can annotate in this set, and another person wrote this answer. You see it"
                " once the set is closed."
            )
        )
    return found[0]


def known_claims(session: Session, claim_set_id: int, reader: Reader) -> tuple[KnownClaim, ...]:
    """Return the claims of a set that have a known answer which this reader may know, see
    `may_know`: calibration first, in the set's order.
    """
    of_set = (SetClaim.claim_set_id == claim_set_id, KnownAnswer.set_claim_id.is_not(None))
    return _known_claims(session, *of_set, may_know(reader))


def unknown_answers(session: Session, claim_set_id: int, reader: Reader) -> int:
    """Return how many known answers of a set this reader may not know: see `may_know`."""
    hidden = (
        select(func.count())
        .select_from(KnownAnswer)
        .join(SetClaim, SetClaim.id == KnownAnswer.set_claim_id)
        .join(ClaimSet, ClaimSet.id == KnownAnswer.claim_set_id)
        .where(KnownAnswer.claim_set_id == claim_set_id, ~may_know(reader))
    )
    return session.scalar(hidden) or 0


def may_know(reader: Reader) -> ColumnElement[bool]:
    """Return the condition that this reader may know a known answer: they wrote it, or no claim
    with one comes to them. For statements over KnownAnswer joined with ClaimSet.
    """
    if reader is ANYBODY:
        return answers_readable(reader)
    return or_(KnownAnswer.made_by_id == reader, answers_readable(reader))


def known_rules(session: Session, claim_set_id: int) -> KnownRules:
    """Return how a set uses its known answers. Raises NotFound."""
    row = session.execute(
        select(ClaimSet.known_every, ClaimSet.answers_shown).where(ClaimSet.id == claim_set_id)
    ).one_or_none()
    if row is None:
        raise NotFound(_("There is no such claim set."))
    return KnownRules(row.known_every, row.answers_shown)


def known_results(session: Session, claim_set_id: int, reader: Reader) -> tuple[KnownResult, ...]:
    """Return how each annotator of a set met its known answers, for those who review.

    A reader who judges in the set learns it once the set is closed.

    Right is the same verdict, or also “not checkable” or “not a claim”.
    """
    right = case(
        (
            (Judgement.verdict == KnownAnswer.verdict)
            | and_(
                Judgement.checkability == Checkability.NOT_CHECKABLE,
                KnownAnswer.not_checkable_reason.is_not(None),
            )
            | and_(
                Judgement.candidate == CandidateDecision.REJECTED,
                KnownAnswer.rejection_reason.is_not(None),
            ),
            1,
        ),
        else_=0,
    )
    rows = session.execute(
        select(
            Assignment.annotator_id,
            KnownAnswer.purpose,
            func.count(Judgement.id).label("answered"),
            func.sum(right).label("right"),
        )
        .join(Assignment, Assignment.set_claim_id == KnownAnswer.set_claim_id)
        .join(Judgement, (Judgement.assignment_id == Assignment.id) & current())
        .join(SetClaim, SetClaim.id == KnownAnswer.set_claim_id)
        .join(ClaimSet, ClaimSet.id == SetClaim.claim_set_id)
        .where(
            KnownAnswer.claim_set_id == claim_set_id,
            Assignment.state.in_(JUDGED),
            or_(~judges_in_set(reader), readable(reader)),
        )
        .group_by(Assignment.annotator_id, KnownAnswer.purpose)
        .order_by(Assignment.annotator_id, KnownAnswer.purpose)
    )
    return tuple(KnownResult(*row) for row in rows)


def answers_to(session: Session, set_claim_ids: Sequence[int], reader: Reader) -> dict[int, Answer]:
    """Return the known answers of these claims of a set that this reader may know."""
    rows = session.scalars(
        select(KnownAnswer)
        .join(ClaimSet, ClaimSet.id == KnownAnswer.claim_set_id)
        .where(KnownAnswer.set_claim_id.in_(set_claim_ids), may_know(reader))
    )
    return {row.set_claim_id: _answer(row) for row in rows}


def _known_claims(session: Session, *wanted: ColumnElement[bool]) -> tuple[KnownClaim, ...]:
    rows = session.execute(
        select(SetClaim, Claim.text, KnownAnswer, User.display_name)
        .join(Claim, Claim.id == SetClaim.claim_id)
        .join(ClaimSet, ClaimSet.id == SetClaim.claim_set_id)
        .outerjoin(KnownAnswer, KnownAnswer.set_claim_id == SetClaim.id)
        .outerjoin(User, User.id == KnownAnswer.made_by_id)
        .where(*wanted)
        .order_by(KnownAnswer.purpose, SetClaim.position)
    )
    return tuple(
        KnownClaim(
            set_claim_id=row.SetClaim.id,
            claim_set_id=row.SetClaim.claim_set_id,
            text=row.text,
            answer=_answer(row.KnownAnswer) if row.KnownAnswer else None,
            made_by=row.display_name,
        )
        for row in rows
    )


def _answer(row: KnownAnswer | Row[*tuple[Any, ...]]) -> Answer:
    return Answer(
        purpose=row.purpose,
        verdict=row.verdict,
        not_checkable_reason=row.not_checkable_reason,
        rejection_reason=row.rejection_reason,
        reason=row.reason,
    )
