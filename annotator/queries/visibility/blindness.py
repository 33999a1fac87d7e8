"""Who may read which judgements of others, and their names: the one rule of blindness.

A judgement is final once a reviewer has decided on its claim or the set was closed. Who judged a
claim reads what others judged there when their own judgement is final, and can never change that
again. Others read it when all who are to judge the claim have.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final, Literal

from sqlalchemy import and_, exists, func, or_, select
from sqlalchemy.orm import aliased

from annotator.models import Assignment, ClaimSet, SetClaim, UserRole
from annotator.models.any_claims import WithdrawnSetClaim
from annotator.queries.visibility.completeness import complete
from annotator.queries.visibility.settled import awaits_decision, decided
from annotator.queries.visibility.worklist import reads_judgements
from annotator.terms import JUDGED, Role, SetState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import ColumnElement, Select
    from sqlalchemy.orm import InstrumentedAttribute, Session


class _Unnamed(Enum):
    ANYBODY = 0


#: The reader of a command that names no person: reads no more than everyone with an account may.
ANYBODY: Final = _Unnamed.ANYBODY
#: Who looks: a person by their id, or ANYBODY.
Reader = int | Literal[_Unnamed.ANYBODY]

# The statement around it may ask for assignments too. Created once: aliased() is slow.
_judged = aliased(Assignment)


def readable(reader: Reader) -> ColumnElement[bool]:
    """Return the condition that this reader may know what was judged on a claim.

    For statements over SetClaim joined with ClaimSet. Before that they see no judgement, link or
    count of it: not as a reviewer, not as an editor, not in an export (check 19 of the domain's).
    """
    return and_(complete(), ~withheld_from(reader))


def withheld_from(
    reader: Reader, set_claim_id: InstrumentedAttribute[int] = SetClaim.id
) -> ColumnElement[bool]:
    """Return the condition that a claim's other judgements are kept from this reader because they
    can still change their own.

    It tells nothing of what others did.
    """
    return exists().where(_judged.set_claim_id == set_claim_id, *_not_final(reader))


def outcome_readable(reader: int) -> ColumnElement[bool]:
    """Return the condition that this person may know what a claim of a set came to.

    As `readable`; but a claim that is complete can come to an annotator in a second round, or when
    its set is opened again, unless a role lets them read judgements: they know what it came to only
    if they judged it and their judgement is final. It asks about one set: the same claim may wait
    for the person in another, see `queries.verdicts`. For statements over SetClaim joined with
    ClaimSet.
    """
    final = exists().where(
        _judged.set_claim_id == SetClaim.id,
        _judged.annotator_id == reader,
        _judged.state.in_(JUDGED),
        _judged.final,
    )
    return and_(readable(reader), or_(~judges(reader), reads_judgements(reader), final))


def judges(reader: int) -> ColumnElement[bool]:
    """Return the condition that this person is an annotator."""
    return exists().where(UserRole.user_id == reader, UserRole.role == Role.ANNOTATOR)


def judges_in_set(reader: Reader) -> ColumnElement[bool]:
    """Return the condition that this reader judges in a set, or could: how much others have judged
    is then not for them. For statements over ClaimSet.
    """
    given = exists().where(_judged.claim_set_id == ClaimSet.id)
    could = exists().where(UserRole.role == Role.ANNOTATOR)
    if reader is not ANYBODY:
        given = given.where(_judged.annotator_id == reader)
        could = could.where(UserRole.user_id == reader)
    return or_(given, could)


def answers_readable(reader: Reader) -> ColumnElement[bool]:
    """Return the condition that this reader may know the known answers of a set that others wrote:
    none will come to them as a claim to judge. For statements over ClaimSet.
    """
    return or_(ClaimSet.state == SetState.CLOSED, ~judges_in_set(reader))


def withheld_claims(claim_set_id: int, reader: Reader) -> Select[int]:
    """Return the claims of a set that this reader judged and can still change, by their ids in the
    set; each once.
    """
    return withheld_in([claim_set_id], reader)


def withheld_in(claim_set_ids: Sequence[int], reader: Reader) -> Select[int]:
    """Return the same of several sets."""
    theirs = (_judged.claim_set_id.in_(claim_set_ids), *_not_final(reader))
    return select(_judged.set_claim_id).where(*theirs).distinct()


def count_withheld(session: Session, claim_set_id: int, reader: Reader) -> int:
    """Return how many these are."""
    return counts_withheld(session, [claim_set_id], reader).get(claim_set_id, 0)


def counts_withheld(
    session: Session, claim_set_ids: Sequence[int], reader: Reader
) -> dict[int, int]:
    """Return how many these are in each of several sets that has any."""
    theirs = (_judged.claim_set_id.in_(claim_set_ids), _in_a_set(), *_not_final(reader))
    rows = session.execute(
        select(_judged.claim_set_id, func.count(_judged.set_claim_id.distinct()).label("claims"))
        .where(*theirs)
        .group_by(_judged.claim_set_id)
    )
    return {row.claim_set_id: row.claims for row in rows}


def sets_with_withheld(reader: Reader) -> Select[int]:
    """Return the sets that have such claims, withdrawn ones too: an earlier release shows them, and
    the person can change their judgement once they are restored.
    """
    return select(_judged.claim_set_id).where(*_not_final(reader))


def settled() -> ColumnElement[bool]:
    """Return the condition that a claim can no longer be judged: its set is closed, or a reviewer
    has decided on it.

    What is merely complete may be opened again by those who judged it, who are blind still.
    For statements over SetClaim joined with ClaimSet.
    """
    return or_(ClaimSet.state == SetState.CLOSED, and_(complete(), decided()))


def named() -> ColumnElement[bool]:
    """Return the condition that those who judged a claim appear with their names: a reviewer has
    decided on it, or its set is closed and it waits for no decision.

    Reviewers decide without knowing who judged what. For statements over SetClaim joined with
    ClaimSet.
    """
    return or_(decided(), and_(ClaimSet.state == SetState.CLOSED, ~awaits_decision()))


def _in_a_set() -> ColumnElement[bool]:
    """Return the condition that what this reader judged was not withdrawn from its set."""
    withdrawn = select(WithdrawnSetClaim.id).where(WithdrawnSetClaim.withdrawn_at.is_not(None))
    return _judged.set_claim_id.not_in(withdrawn)


def _not_final(reader: Reader) -> tuple[ColumnElement[bool], ...]:
    theirs = () if reader is ANYBODY else (_judged.annotator_id == reader,)
    return (*theirs, _judged.state.in_(JUDGED), _judged.final.is_(False))
