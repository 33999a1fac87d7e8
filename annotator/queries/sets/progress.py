"""How far sets are: for all annotators, and for one person."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import and_, case, exists, func, literal_column, or_, select

from annotator.errors import NotFound
from annotator.language import _
from annotator.models import (
    Assignment,
    ClaimSet,
    KnownAnswer,
    Progress,
    QueuedClaim,
    SetClaim,
)
from annotator.models.any_claims import WaitingSetClaim
from annotator.queries.visibility.blindness import (
    ANYBODY,
    counts_withheld,
    withheld_from,
    withheld_in,
)
from annotator.queries.visibility.completeness import complete as is_complete
from annotator.queries.visibility.members import annotates, reviews
from annotator.queries.visibility.worklist import (
    has_seat,
    not_touched_by,
    open_to,
    still_to_answer,
)
from annotator.terms import (
    JUDGED,
    KNOWN_PURPOSES,
    ON_DESK,
    Purpose,
    QueueState,
    SetState,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import BindParameter, ColumnElement, ScalarSelect, Select
    from sqlalchemy.orm import InstrumentedAttribute, Session

    from annotator.queries.visibility.blindness import Reader

    UserId = int | BindParameter[int]


@dataclass(frozen=True, slots=True)
class SetLine:
    """A set in the list: `mine` of its `claims` this person judged, `waits` if more is for them."""

    id: int
    name: str
    description: str
    state: SetState
    overlap: int
    claims: int
    mine: int
    waits: bool
    to_decide: int


@dataclass(frozen=True, slots=True)
class SetProgress:
    """How far a set is: `complete` claims have been judged by everybody who is to judge them.

    Of these, some wait for a reviewer and some are `decided`. `known` of the claims have a known
    answer, and are never complete. `withheld` are claims that the reader judged: whether they are
    complete or differ, they learn with the decision.
    """

    claims: int
    known: int
    complete: int
    to_decide: int
    decided: int
    withheld: int

    @property
    def live(self) -> int:
        """Return the claims that are to be judged: those without a known answer."""
        return self.claims - self.known

    @property
    def states(self) -> dict[str, int]:
        """Return the live claims by their state, as this reader may know it: what others have
        begun is open to all who do not judge it.
        """
        settled = self.to_decide + self.decided
        return {
            "decided": self.decided,
            "review": self.to_decide,
            "judged": max(self.complete - settled, 0),
            "progress": self.withheld,
            "open": max(self.live - max(self.complete, settled) - self.withheld, 0),
        }


def sets_for(session: Session, user_id: int) -> tuple[SetLine, ...]:
    """Return all sets, open ones first, with this person's own progress and what waits for a
    reviewer.
    """
    rows = session.execute(
        select(
            ClaimSet,
            claims_for(user_id).label("claims"),
            own_judged(user_id).label("mine"),
            _waits(user_id).label("waits"),
            case((reviews(user_id), to_decide(user_id)), else_=0).label("to_decide"),
        ).order_by(ClaimSet.state.desc(), ClaimSet.name)
    )
    return tuple(
        SetLine(
            id=row.ClaimSet.id,
            name=row.ClaimSet.name,
            description=row.ClaimSet.description,
            state=row.ClaimSet.state,
            overlap=row.ClaimSet.overlap,
            claims=row.claims,
            mine=row.mine,
            waits=bool(row.waits) and row.ClaimSet.state is SetState.OPEN,
            to_decide=row.to_decide,
        )
        for row in rows
    )


def progress_of(session: Session, claim_set_id: int, reader: Reader) -> SetProgress:
    """Return how far a set is, as this reader may know; of ANYBODY all complete claims. Raises
    NotFound.
    """
    found = progress_in(session, [claim_set_id], reader)
    if claim_set_id not in found:
        raise NotFound(_("There is no such claim set."))
    return found[claim_set_id]


def progress_in(
    session: Session, claim_set_ids: Sequence[int], reader: Reader
) -> dict[int, SetProgress]:
    """Return the same of several sets, in as many statements as of one."""
    known = (
        select(func.count())
        .select_from(KnownAnswer)
        .join(SetClaim, SetClaim.id == KnownAnswer.set_claim_id)
        .where(KnownAnswer.claim_set_id == ClaimSet.id)
        .scalar_subquery()
    )
    sets = session.execute(
        select(
            *(ClaimSet.id, ClaimSet.state),
            claims_in_set().label("claims"),
            known.label("known"),
            to_decide(reader).label("to_decide"),
            _in_queue(reader, QueueState.DECIDED).label("decided"),
        ).where(ClaimSet.id.in_(claim_set_ids))
    ).all()
    full = _judged_by_all(session, [row.id for row in sets if row.state is SetState.OPEN])
    seen = _judged_by_somebody(session, [row.id for row in sets if row.state is SetState.CLOSED])
    own = _complete_withheld(session, claim_set_ids, reader)
    withheld = counts_withheld(session, claim_set_ids, reader)
    return {
        row.id: SetProgress(
            claims=row.claims,
            known=row.known,
            complete=(seen[row.id] if row.state is SetState.CLOSED else full[row.id] - row.known)
            - own[row.id],
            to_decide=row.to_decide,
            decided=row.decided,
            withheld=withheld.get(row.id, 0),
        )
        for row in sets
    }


def _complete_withheld(
    session: Session, claim_set_ids: Sequence[int], reader: Reader
) -> Counter[int]:
    """Return how many complete claims of each set this reader judged and can still change."""
    if reader is ANYBODY:
        return Counter()
    return _by_set(
        session,
        select(SetClaim.claim_set_id, func.count())
        .join(ClaimSet, ClaimSet.id == SetClaim.claim_set_id)
        .where(SetClaim.id.in_(withheld_in(claim_set_ids, reader)), is_complete())
        .group_by(SetClaim.claim_set_id),
    )


def _judged_by_all(session: Session, claim_set_ids: Sequence[int]) -> Counter[int]:
    """Return claims without a free seat, known answers among them, but for those still on a
    desk.
    """
    full = (
        SetClaim.claim_set_id.in_(claim_set_ids),
        SetClaim.seats_left == literal_column("0"),
    )
    taken = select(SetClaim.claim_set_id, func.count()).where(*full).group_by(SetClaim.claim_set_id)
    on_desk = (
        select(Assignment.claim_set_id, func.count(Assignment.set_claim_id.distinct()))
        .join(SetClaim, SetClaim.id == Assignment.set_claim_id)
        .where(
            *full,
            Assignment.claim_set_id.in_(claim_set_ids),
            Assignment.state.in_(ON_DESK),
            Assignment.purpose.not_in(KNOWN_PURPOSES),
        )
        .group_by(Assignment.claim_set_id)
    )
    return _by_set(session, taken) - _by_set(session, on_desk)


def _judged_by_somebody(session: Session, claim_set_ids: Sequence[int]) -> Counter[int]:
    """Return claims with a judgement, known answers left out: what a closed set has to show."""
    return _by_set(
        session,
        select(Assignment.claim_set_id, func.count(Assignment.set_claim_id.distinct()))
        .join(SetClaim, SetClaim.id == Assignment.set_claim_id)
        .where(
            Assignment.claim_set_id.in_(claim_set_ids),
            Assignment.state.in_(JUDGED),
            Assignment.purpose.not_in(KNOWN_PURPOSES),
        )
        .group_by(Assignment.claim_set_id),
    )


def _by_set(session: Session, counted: Select[int, int]) -> Counter[int]:
    return Counter({row[0]: row[1] for row in session.execute(counted)})


def claims_in_set() -> ScalarSelect[int]:
    """Return how many claims a set has, for statements over ClaimSet.

    Positions run from 1 without a gap, and need no counting.
    """
    return (
        select(func.coalesce(func.max(SetClaim.position), 0))
        .where(SetClaim.claim_set_id == ClaimSet.id)
        .scalar_subquery()
    )


def claims_for(user_id: UserId) -> ColumnElement[int]:
    """Return how many claims a set has with this person's subclaims, for statements over ClaimSet.

    What they split off is theirs before it is the set's, and after they have replaced the split if
    they judged it.
    """
    waiting = select(func.count()).where(
        WaitingSetClaim.claim_set_id == ClaimSet.id,
        ~not_touched_by(user_id, WaitingSetClaim),
    )
    return claims_in_set() + waiting.correlate(ClaimSet).scalar_subquery()


def own_judged(user_id: UserId) -> ColumnElement[int]:
    """Return how many claims of a set this person judged in its round, for statements over
    ClaimSet.
    """
    return func.coalesce(_own(user_id, Progress.judged).scalar_subquery(), 0)


def _waits(user_id: int) -> ColumnElement[bool]:
    """Return True if a claim is on this person's desk, or free for them."""
    on_desk = exists().where(
        Assignment.claim_set_id == ClaimSet.id,
        Assignment.annotator_id == user_id,
        Assignment.state.in_(ON_DESK),
    )
    passed = func.coalesce(_own(user_id, Progress.passed).scalar_subquery(), 0)
    free = (
        SetClaim.claim_set_id == ClaimSet.id,
        has_seat(),
        not_touched_by(user_id),
        open_to(user_id),
    )
    coming = or_(
        exists().where(*free, SetClaim.returned),
        exists().where(*free, SetClaim.position > passed),
        exists().where(
            KnownAnswer.set_claim_id == SetClaim.id,
            KnownAnswer.claim_set_id == ClaimSet.id,
            KnownAnswer.purpose == Purpose.CALIBRATION,
            still_to_answer(user_id),
            not_touched_by(user_id),
            open_to(user_id),
        ),
    )
    return or_(on_desk, and_(annotates(user_id), coming))


def _own(user_id: UserId, column: InstrumentedAttribute[int]) -> Select[int]:
    """Return a number of this person's row, of the very set that the statement is about."""
    return (
        select(column)
        .where(
            Progress.claim_set_id == ClaimSet.id,
            Progress.annotator_id == user_id,
            Progress.round == ClaimSet.round,
        )
        .correlate(ClaimSet)
    )


def to_decide(reader: Reader) -> ScalarSelect[int]:
    """Return how many claims of a set wait for a reviewer, as far as this reader may know."""
    return _in_queue(reader, QueueState.OPEN)


def _in_queue(reader: Reader, state: QueueState) -> ScalarSelect[int]:
    counted = (
        select(func.count())
        .select_from(QueuedClaim)
        .where(
            QueuedClaim.claim_set_id == ClaimSet.id,
            QueuedClaim.state == state,
            ~withheld_from(reader, QueuedClaim.set_claim_id),
        )
    )
    return counted.correlate(ClaimSet).scalar_subquery()
