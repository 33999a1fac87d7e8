"""Which claims of a set an annotator can still get."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import and_, exists, func, literal_column, or_, select
from sqlalchemy.orm import aliased

from annotator.models import (
    Assignment,
    ClaimSet,
    KnownAnswer,
    NamedAnnotator,
    Participation,
    SetClaim,
    User,
    UserRole,
)
from annotator.queries.visibility.members import can_judge
from annotator.terms import JUDGED, AssignmentState, Part, Role

if TYPE_CHECKING:
    from sqlalchemy import BindParameter, ColumnElement
    from sqlalchemy.orm import InstrumentedAttribute, Session

    from annotator.models.any_claims import AnySetClaim

    Number = int | BindParameter[int]


#: Who reads judgements once a claim is complete, on pages or in exports.
READERS = frozenset({Role.REVIEWER, Role.EDITOR, Role.ADMINISTRATOR})

# The statement around it may well ask for assignments of its _own. Made once: it is dear.
_own, _role = aliased(Assignment), aliased(UserRole)
_named = aliased(NamedAnnotator)


def has_seat() -> ColumnElement[bool]:
    """Return the condition that a claim may be given to anybody. For statements over SetClaim."""
    # Written out: a bound number would keep both databases from the index of open claims.
    return SetClaim.seats_left > literal_column("0")


def not_touched_by(
    user_id: Number | InstrumentedAttribute[int], set_claim: type[AnySetClaim] = SetClaim
) -> ColumnElement[bool]:
    """Return the condition that this person neither judged nor skipped nor decided on a claim, nor
    has it on their desk.

    In any round: a second one is for others than the first. For statements over SetClaim, or the
    class that is named. A claim whose lease ran out may come to them again.
    """
    given = exists().where(
        _own.set_claim_id == set_claim.id,
        _own.annotator_id == user_id,
        _own.state != AssignmentState.LAPSED,
    )
    decided = exists().where(
        Participation.set_claim_id == set_claim.id,
        Participation.user_id == user_id,
        Participation.part == Part.DECIDES,
    )
    return and_(~given, ~decided)


def open_to(user_id: Number) -> ColumnElement[bool]:
    """Return the condition that a claim is for this person: no others are named for it, and they
    cannot have read what was judged on it before it was opened for more people. For statements over
    SetClaim.

    Roles are asked once in a statement, not for each claim.
    """
    named = exists().where(_named.set_claim_id == SetClaim.id, _named.user_id == user_id)
    return and_(
        or_(~SetClaim.was_complete, ~reads_judgements(user_id)), or_(~SetClaim.named, named)
    )


def comes_first() -> ColumnElement[bool]:
    """Return the condition that a claim was put first, or has a deadline; such a one is `returned`,
    so that all find it. For statements over SetClaim.
    """
    return or_(SetClaim.put_first, SetClaim.due_on.is_not(None))


def others_left(session: Session, set_claim_id: int) -> int:
    """Return how many annotators have not had a complete claim yet, cannot have read it, and could
    still judge it.
    """
    others = (
        select(func.count(User.id))
        .join(SetClaim, SetClaim.id == set_claim_id)
        .join(ClaimSet, ClaimSet.id == SetClaim.claim_set_id)
        .where(can_judge(), not_touched_by(User.id), ~reads_judgements(User.id))
    )
    return session.scalar(others) or 0


def cannot_judge_again(session: Session, set_claim_id: int, round_number: int) -> int:
    """Return how many who judged a claim in this round cannot change their judgement: their account
    is closed, annotates no more, or is no member of the set.
    """
    gone = (
        select(func.count(Assignment.id))
        .join(User, User.id == Assignment.annotator_id)
        .join(ClaimSet, ClaimSet.id == Assignment.claim_set_id)
        .where(
            Assignment.set_claim_id == set_claim_id,
            Assignment.round == round_number,
            Assignment.state.in_(JUDGED),
            ~can_judge(),
        )
    )
    return session.scalar(gone) or 0


def reads_judgements(user_id: Number | InstrumentedAttribute[int]) -> ColumnElement[bool]:
    """Return the condition that a person reads the judgements of complete claims."""
    return exists().where(_role.user_id == user_id, _role.role.in_(READERS))


def still_to_answer(user_id: Number) -> ColumnElement[bool]:
    """Return the condition that this person did not write the known answer themselves. For
    statements over it.
    """
    return KnownAnswer.made_by_id != user_id
