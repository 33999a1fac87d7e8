"""Known answers: claims that everybody is given, to learn from and to be measured by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select, update

from annotator import schemes
from annotator.actions import Action
from annotator.cleaning import clean
from annotator.clock import now
from annotator.errors import BadInput, ClaimbookError, Conflict, NotFound
from annotator.language import _
from annotator.models import Assignment, ClaimSet, KnownAnswer, LabelScheme, SetClaim
from annotator.operations.audit_log import record, record_difference
from annotator.operations.derived.seats import close_seats, free_seat, open_seats
from annotator.operations.locks import lock_set
from annotator.queries.sets.known_answers import known_rules
from annotator.records import Answer
from annotator.shared_settings import refuse_stale
from annotator.storage.lock_notes import SetLock
from annotator.terms import KNOWN_PURPOSES, AssignmentState, Purpose

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from annotator.imports.known_answers import KnownRow
    from annotator.shared_settings import KnownRules

BEGUN = (AssignmentState.ACTIVE, AssignmentState.REOPENED, AssignmentState.DONE)
FEWEST = 2


def set_answer(session: Session, *, set_claim_id: int, made_by_id: int, given: Answer) -> None:
    """Let a claim of a set go to everybody, with the answer that it is known to have.

    Given again, the new answer takes the place of the old one. Raises NotFound, BadInput that
    names the field, Conflict when an annotator is judging the claim as a live one already.
    """
    set_claim, claim_set = _locked(session, set_claim_id)
    _check(session, claim_set, given)
    row = session.get(KnownAnswer, set_claim_id)
    before = None if row is None else _content(row)
    if row is None:
        _take_off_the_desks(
            session, set_claim_id, begun="An annotator has begun to judge this claim."
        )
        close_seats(set_claim)
        row = KnownAnswer(set_claim_id=set_claim_id, claim_set_id=claim_set.id)
        session.add(row)
    row.purpose, row.scheme_id = given.purpose, claim_set.scheme_id
    row.verdict, row.not_checkable_reason = given.verdict, given.not_checkable_reason
    row.rejection_reason = given.rejection_reason
    row.reason = clean(given.reason).strip()
    row.made_by_id, row.made_at = made_by_id, now()
    session.flush()
    record(
        session,
        Action.KNOWN_ANSWER_SET,
        f"claim {set_claim.claim_id}",
        before=before,
        after=_content(row),
        by=made_by_id,
        claim_set_id=claim_set.id,
        set_claim_id=set_claim_id,
    )


def change_answer(
    session: Session, *, set_claim_id: int, made_by_id: int, seen: str, given: Answer
) -> None:
    """Set the answer on a page that showed the version `seen` of it.

    Raises StaleSettings, and what `set_answer` raises.
    """
    _locked(session, set_claim_id)
    refuse_stale(seen, _stored(session.get(KnownAnswer, set_claim_id)), given)
    set_answer(session, set_claim_id=set_claim_id, made_by_id=made_by_id, given=given)


def keep_answers(
    session: Session, *, claim_set_id: int, made_by_id: int, rows: Sequence[KnownRow]
) -> int:
    """Keep the answers that a file gives and return how many; raises BadInput with the line."""
    for row in rows:
        set_claim_id = session.scalar(
            select(SetClaim.id).where(
                SetClaim.claim_set_id == claim_set_id, SetClaim.claim_id == row.claim_id
            )
        )
        if set_claim_id is None:
            raise BadInput(
                _(
                    "Line %(line)s: the set has no claim %(claim_id)s.",
                    line=row.line,
                    claim_id=row.claim_id,
                )
            )
        try:
            set_answer(session, set_claim_id=set_claim_id, made_by_id=made_by_id, given=row.answer)
        except ClaimbookError as error:
            raise BadInput(_("Line %(line)s: %(error)s", line=row.line, error=error)) from error
    return len(rows)


def remove_answer(session: Session, *, set_claim_id: int, seen: str | None = None) -> None:
    """Make the claim one like the others again; `seen` is the version of a page that showed it.

    Raises NotFound, StaleSettings, Conflict once an annotator has answered: what they sent is
    measured by it.
    """
    set_claim, claim_set = _locked(session, set_claim_id)
    row = session.get(KnownAnswer, set_claim_id)
    if row is None:
        raise NotFound(_("This claim has no known answer any more: another person removed it."))
    refuse_stale(seen, _stored(row), None)
    _take_off_the_desks(
        session, set_claim_id, begun="An annotator has answered this claim already."
    )
    session.delete(row)
    record(
        session,
        Action.KNOWN_ANSWER_REMOVED,
        f"claim {set_claim.claim_id}",
        before=_content(row),
        claim_set_id=claim_set.id,
        set_claim_id=set_claim_id,
    )
    # An annotator who let it lapse or skipped it has a seat to take like everybody, should they
    # come back.
    session.execute(
        update(Assignment)
        .where(Assignment.set_claim_id == set_claim_id)
        .values(purpose=Purpose.OVERLAP if claim_set.overlap > 1 else Purpose.NORMAL)
    )
    open_seats(set_claim, claim_set.overlap)
    session.flush()


def change_rules(session: Session, *, claim_set_id: int, seen: str, given: KnownRules) -> None:
    """Set the rules on a page that showed the version `seen` of them.

    Raises StaleSettings, and what `set_rules` raises.
    """
    lock_set(session, claim_set_id, SetLock.SETTINGS)
    refuse_stale(seen, known_rules(session, claim_set_id), given)
    set_rules(session, claim_set_id=claim_set_id, every=given.every, shown=given.shown)


def set_rules(session: Session, *, claim_set_id: int, every: int | None, shown: bool) -> None:
    """Give about one claim in `every` that has a known answer; say whether answers are shown.

    Raises NotFound, BadInput that names the field.
    """
    claim_set = lock_set(session, claim_set_id, SetLock.SETTINGS)
    if every is not None and every < FEWEST:
        raise BadInput(
            _("Write %(fewest)s or more, or leave it empty for none.", fewest=FEWEST), "every"
        )
    before = {"known_every": claim_set.known_every, "answers_shown": claim_set.answers_shown}
    claim_set.known_every, claim_set.answers_shown = every, shown
    session.flush()
    record_difference(
        session,
        Action.SET_CHANGED,
        f"set {claim_set_id}",
        before,
        {"known_every": every, "answers_shown": shown},
        claim_set_id=claim_set_id,
    )


def _locked(session: Session, set_claim_id: int) -> tuple[SetClaim, ClaimSet]:
    """Return the set first: no annotator gets a claim of it before the end."""
    claim_set_id = session.scalar(select(SetClaim.claim_set_id).where(SetClaim.id == set_claim_id))
    if claim_set_id is None:
        raise NotFound(_("There is no such claim in a set."))
    claim_set = lock_set(session, claim_set_id, SetLock.SETTINGS)
    return session.get_one(SetClaim, set_claim_id, with_for_update=True), claim_set


def _content(row: KnownAnswer) -> dict[str, object]:
    names = ("purpose", "verdict", "not_checkable_reason", "rejection_reason", "reason")
    return {name: getattr(row, name) for name in names}


def _stored(row: KnownAnswer | None) -> Answer | None:
    if row is None:
        return None
    return Answer(
        purpose=row.purpose,
        verdict=row.verdict,
        not_checkable_reason=row.not_checkable_reason,
        rejection_reason=row.rejection_reason,
        reason=row.reason,
    )


def _check(session: Session, claim_set: ClaimSet, given: Answer) -> None:
    if given.purpose not in KNOWN_PURPOSES:
        raise BadInput(_("Say whether it is for calibration, or comes in between."), "purpose")
    outcomes = (given.verdict, given.not_checkable_reason, given.rejection_reason)
    if sum(outcome is not None for outcome in outcomes) != 1:
        raise BadInput(_("Choose the answer that is right."), "outcome")
    if given.verdict is not None:
        scheme = session.get_one(LabelScheme, claim_set.scheme_id)
        schemes.parse(scheme.definition).verdict(given.verdict)
    if not given.reason.strip():
        raise BadInput(_("Say why, for annotators who got it wrong."), "reason")


def _take_off_the_desks(session: Session, set_claim_id: int, *, begun: str) -> None:
    """Give back what is only reserved. Raises Conflict when an annotator has gone further."""
    rows = session.scalars(
        select(Assignment)
        .where(
            Assignment.set_claim_id == set_claim_id,
            Assignment.state.in_((AssignmentState.RESERVED, *BEGUN)),
        )
        .with_for_update()
    ).all()
    if any(row.state in BEGUN for row in rows):
        raise Conflict(_("%(begun)s Choose a claim that is on no desk.", begun=begun))
    for row in rows:
        row.state = AssignmentState.LAPSED
        free_seat(session, row)
    session.flush()
