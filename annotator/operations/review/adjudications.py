"""Adjudications: what reviewers do with claims, beside the judgements and never over them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from annotator import schemes
from annotator.actions import Action
from annotator.checks.decisions import lacking
from annotator.cleaning import clean
from annotator.clock import now
from annotator.errors import BadInput, Conflict, NotFound, Refused
from annotator.language import _
from annotator.models import (
    Adjudication,
    AdjudicationReason,
    Assignment,
    ClaimSet,
    Disagreement,
    Judgement,
    LabelScheme,
    Participation,
    SetClaim,
    SpotCheck,
)
from annotator.operations.audit_log import record
from annotator.operations.derived.disagreements import mark
from annotator.operations.derived.queue import requeue
from annotator.operations.finality import make_final
from annotator.operations.locks import hold_set
from annotator.operations.review.adjudication_evidence import keep_links, links_of
from annotator.operations.review.returns import begin_second_round, send_back
from annotator.queries.judging.decisions import last_act
from annotator.queries.visibility.blindness import readable
from annotator.queries.visibility.members import require_reviewer
from annotator.queries.visibility.opinions import current
from annotator.storage.violations import is_repeated
from annotator.submissions import SentBefore, SentElsewhere, submission
from annotator.terms import CHOOSES, SETTLES, Decision, DisagreementState, Part

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from annotator.checks.finding import Remark
    from annotator.operations.review.adjudication_evidence import Link
    from annotator.records import DecisionInput
    from annotator.submissions import Submission
    from annotator.terms import DisagreementReason

#: Actions that do not decide the label have their own names in the audit log.
_ACTIONS = {
    Decision.SENT_BACK: Action.CLAIM_SENT_BACK,
    Decision.SECOND_ROUND: Action.SECOND_ROUND_BEGUN,
    Decision.REOPENED: Action.DECISION_REOPENED,
}


class Undecided(BadInput):
    """A decision that may not be kept yet; `remarks` are all that it lacks, each at its field."""

    def __init__(self, remarks: Sequence[Remark]) -> None:
        super().__init__(" ".join(remark.message for remark in remarks), remarks[0].field)
        self.remarks = tuple(remarks)


def decide(
    session: Session,
    *,
    set_claim_id: int,
    reviewer_id: int,
    token: str,
    given: DecisionInput,
    said: object = None,
) -> int:
    """Keep what a reviewer does with a claim, and return its id; its label, or another look.

    The same form sent again gives the id that it gave before; `said` are its fields. Raises
    Undecided, BadInput, Refused (the reviewer judged the claim), Conflict (another reviewer
    decided), SentBefore, SentElsewhere, NotFound.
    """
    set_claim = _locked(session, set_claim_id)
    form = submission(token, said or given)
    sent_before = _sent_before(session, set_claim_id, reviewer_id, form)
    if sent_before is not None:
        return sent_before
    _refuse_judges(session, set_claim_id, reviewer_id)
    before = last_act(session, set_claim_id, set_claim.round)
    agreed = _check_open(session, set_claim, before, reviewer_id)
    _take_part(session, set_claim_id, reviewer_id)
    links = links_of(session, set_claim_id, given)
    decision = _complete(session, set_claim, given, links, agreed=agreed)
    act = _next(session, set_claim, before, decision, given.note)
    if decision in CHOOSES:
        act.chosen_judgement_id = _chosen(session, set_claim_id, given)
    if decision is Decision.ALL_WRONG:
        act.verdict = given.verdict
        act.not_checkable_reason = given.not_checkable_reason
        act.rejection_reason = given.rejection_reason
    _add(session, act, reviewer_id, form)
    session.add_all(
        AdjudicationReason(adjudication_id=act.id, reason=reason)
        for reason in sorted(set(given.reasons))
    )
    keep_links(session, act, links)
    _record(session, act, set_claim.claim_set_id, given.reasons)
    _carry_out(session, act, set_claim)
    return act.id


def reopen(
    session: Session, *, set_claim_id: int, reviewer_id: int, token: str, reason: str
) -> int:
    """Take a decision back, with the reason: the claim waits for a new decision.

    The decision stays readable. Raises BadInput without a reason, Refused (they judged the claim),
    Conflict when no decision is in force, SentBefore, SentElsewhere, NotFound.
    """
    set_claim = _locked(session, set_claim_id)
    form = submission(token, reason)
    sent_before = _sent_before(session, set_claim_id, reviewer_id, form)
    if sent_before is not None:
        return sent_before
    _refuse_judges(session, set_claim_id, reviewer_id)
    before = last_act(session, set_claim_id, set_claim.round)
    if before is None or before.decision not in SETTLES:
        raise Conflict(_("No decision on this claim is in force: it is open already."))
    if not reason.strip():
        raise BadInput(_("Say why, for the reviewer who decided."), "reason")
    _take_part(session, set_claim_id, reviewer_id)
    act = _next(session, set_claim, before, Decision.REOPENED, reason)
    _add(session, act, reviewer_id, form)
    _mark_differences(session, set_claim, DisagreementState.DECIDED, DisagreementState.OPEN)
    _record(session, act, set_claim.claim_set_id, ())
    return act.id


def _locked(session: Session, set_claim_id: int) -> SetClaim:
    claim_set_id = session.scalar(select(SetClaim.claim_set_id).where(SetClaim.id == set_claim_id))
    if claim_set_id is None:
        raise NotFound(_("There is no such claim to decide on."))
    # The set before what is in it, as annotators do.
    hold_set(session, claim_set_id)
    return session.get_one(SetClaim, set_claim_id, with_for_update=True)


def _sent_before(
    session: Session, set_claim_id: int, reviewer_id: int, form: Submission
) -> int | None:
    """Return what this very form gave before. Raises SentBefore, SentElsewhere."""
    found = session.scalar(select(Adjudication).where(Adjudication.form_token == form.token))
    if found is None:
        return None
    if (found.set_claim_id, found.reviewer_id) != (set_claim_id, reviewer_id):
        raise SentElsewhere
    if not form.is_of(found.form_sha256):
        raise SentBefore([found.note])
    return found.id


def _add(session: Session, act: Adjudication, reviewer_id: int, form: Submission) -> None:
    act.reviewer_id, act.form_token, act.form_sha256 = reviewer_id, form.token, form.sha256
    session.add(act)
    try:
        session.flush()
    except IntegrityError as error:
        # Sent for two claims at once.
        if is_repeated(error, "adjudication", "form_token"):
            raise SentElsewhere from error
        raise


def _check_open(
    session: Session, set_claim: SetClaim, before: Adjudication | None, reviewer_id: int
) -> bool:
    """Return True if all who judged the claim agree. Raises NotFound, Conflict."""
    may_be_read = session.scalar(
        select(SetClaim.id)
        .join(ClaimSet, ClaimSet.id == SetClaim.claim_set_id)
        .where(SetClaim.id == set_claim.id, readable(reviewer_id))
    )
    differing = session.scalar(
        select(Disagreement.id)
        .where(
            Disagreement.set_claim_id == set_claim.id,
            Disagreement.state != DisagreementState.GONE,
        )
        .limit(1)
    )
    drawn = session.get(SpotCheck, set_claim.id)
    if may_be_read is None or (differing is None and drawn is None):
        raise NotFound(_("There is nothing to decide on this claim."))
    if before is not None and before.decision in SETTLES:
        raise Conflict(
            _("You have decided on this claim already; that decision stands.")
            if before.reviewer_id == reviewer_id
            else _(
                "Another reviewer has decided on this claim in the meantime; their decision stands."
            )
        )
    return differing is None


def _refuse_judges(session: Session, set_claim_id: int, reviewer_id: int) -> None:
    """Raise Refused if this person judged the claim: before all else, so that the answer does not
    tell what others judged.
    """
    require_reviewer(session, session.get_one(SetClaim, set_claim_id).claim_set_id, reviewer_id)
    part = session.get(Participation, (set_claim_id, reviewer_id))
    if part is not None and part.part is Part.JUDGES:
        raise Refused(_("You judged this claim, so another reviewer must decide on it."))


def _take_part(session: Session, set_claim_id: int, reviewer_id: int) -> None:
    if session.get(Participation, (set_claim_id, reviewer_id)) is None:
        session.add(
            Participation(set_claim_id=set_claim_id, user_id=reviewer_id, part=Part.DECIDES)
        )
        session.flush()


def _complete(
    session: Session,
    set_claim: SetClaim,
    given: DecisionInput,
    links: Sequence[Link],
    *,
    agreed: bool,
) -> Decision:
    """Return what the reviewer decides, when nothing is missing in it. Raises Undecided,
    BadInput.
    """
    claim_set = session.get_one(ClaimSet, set_claim.claim_set_id)
    scheme = schemes.parse(session.get_one(LabelScheme, claim_set.scheme_id).definition)
    cited = tuple(link for link, _place in links)
    remarks = lacking(given, cited, scheme, agreed=agreed)
    if remarks or given.decision is None:
        raise Undecided(remarks)
    return given.decision


def _chosen(session: Session, set_claim_id: int, given: DecisionInput) -> int:
    """Return the judgement that the decision chooses. Raises BadInput."""
    chosen = session.scalar(
        select(Judgement.id).where(
            Judgement.token == given.chosen_judgement,
            Judgement.set_claim_id == set_claim_id,
            current(),
        )
    )
    if chosen is None:
        raise BadInput(_("Choose the judgement that the claim leaves with."), "decision")
    return chosen


def _next(
    session: Session,
    set_claim: SetClaim,
    before: Adjudication | None,
    decision: Decision,
    note: str,
) -> Adjudication:
    """Return the next act in this round of the claim; whose it is the caller says."""
    return Adjudication(
        set_claim_id=set_claim.id,
        round=set_claim.round,
        part=Part.DECIDES,
        number=before.number + 1 if before else 1,
        supersedes_id=before.id if before else None,
        decision=decision,
        scheme_id=session.get_one(ClaimSet, set_claim.claim_set_id).scheme_id,
        note=clean(note).strip(),
        created_at=now(),
    )


def _carry_out(session: Session, act: Adjudication, set_claim: SetClaim) -> None:
    if act.decision is Decision.SENT_BACK:
        send_back(session, act)
    elif act.decision is Decision.SECOND_ROUND:
        begin_second_round(session, act, set_claim)
    else:
        make_final(session, Assignment.set_claim_id == set_claim.id)
        _mark_differences(session, set_claim, DisagreementState.OPEN, DisagreementState.DECIDED)


def _mark_differences(
    session: Session, set_claim: SetClaim, before: DisagreementState, after: DisagreementState
) -> None:
    mark(session, set_claim.id, before, after)
    requeue(session, set_claim.claim_set_id, SetClaim.id == set_claim.id)


def _record(
    session: Session, act: Adjudication, claim_set_id: int, reasons: Sequence[DisagreementReason]
) -> None:
    chosen = session.scalar(select(Judgement.token).where(Judgement.id == act.chosen_judgement_id))
    record(
        session,
        _ACTIONS.get(act.decision, Action.DECISION_MADE),
        f"decision {act.token}",
        after={
            "decision": act.decision,
            "judgement": chosen,
            "verdict": act.verdict,
            "not_checkable_reason": act.not_checkable_reason,
            "rejection_reason": act.rejection_reason,
            "reasons": sorted(set(reasons)),
            "note": act.note,
        },
        by=act.reviewer_id,
        claim_set_id=claim_set_id,
        set_claim_id=act.set_claim_id,
    )
