"""Judgements: a claim's verdict and its evidence, kept in one transaction."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, func, insert, select
from sqlalchemy.exc import IntegrityError

from annotator import dates, drafts
from annotator.actions import Action
from annotator.cleaning import one_line
from annotator.clock import now
from annotator.errors import BadInput, Conflict, Refused
from annotator.language import _
from annotator.models import (
    SPEAKERS,
    Assignment,
    Claim,
    ClaimSet,
    Draft,
    EvidenceLink,
    Finding,
    Guideline,
    Judgement,
    Participation,
    Passage,
)
from annotator.models.any_claims import AnyClaim, AnySetClaim, Rewording
from annotator.operations.audit_log import record
from annotator.operations.derived.progress import count_judged, hold_progress
from annotator.operations.derived.seats import close, take_seat_again
from annotator.operations.desk.assignments import mark_decided, own_assignment
from annotator.operations.desk.drafts import refuse_stale, settle
from annotator.operations.desk.subclaims import keep_subclaims
from annotator.operations.desk.withdrawn_subclaims import withdraw_subclaims
from annotator.operations.names import typed_name
from annotator.operations.passages import keep_passages
from annotator.queries.desk.circumstances import changed_since
from annotator.queries.judging.fingerprints import fingerprint
from annotator.storage.statements import Prepared, PreparedChange
from annotator.storage.upserts import insert_into
from annotator.storage.violations import is_repeated
from annotator.storage.written_rows import witness
from annotator.submissions import SentBefore, SentElsewhere, submission
from annotator.terms import (
    CLAIMS,
    JUDGED,
    AssignmentState,
    CandidateDecision,
    Part,
    SetState,
    Severity,
    SpeakerDecision,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from annotator.checks.finding import CheckFinding
    from annotator.drafts import DraftInput
    from annotator.operations.desk.prepared_judgements import PreparedJudgement
    from annotator.records import JudgementInput
    from annotator.submissions import Submission
    from annotator.terms import Purpose
    from annotator.tokens import Token


TAKEN_BACK = (
    "The queue took this claim back and gave it to another annotator."
    " Your text is kept on this page; copy what you need."
)
CHANGED = (
    "The rules of this set or one of your sources changed while your judgement was checked."
    " Submit it again."
)


@dataclass(frozen=True, slots=True)
class SubmittedJudgement:
    """A judgement that was kept, in which set, and for which purpose its claim had been given."""

    judgement_id: Token
    claim_set_id: int
    purpose: Purpose


class Unfinished(BadInput):
    """A judgement that may not be kept yet: a check blocks it, or a warning wants a reason.

    `findings` are those that keep it back.
    """

    def __init__(self, findings: list[CheckFinding]) -> None:
        super().__init__(" ".join(finding.message for finding in findings))
        self.findings = findings


def keep(
    session: Session,
    prepared: PreparedJudgement,
    *,
    token: str,
    draft: DraftInput | None = None,
) -> SubmittedJudgement:
    """Keep a prepared judgement with its evidence; one of a reopened claim supersedes.

    `token` is the form's own: the same form sent again gives what it gave before. `draft` is the
    form as it was sent, for the desk's drafts. Raises Unfinished, Conflict (judged already, set
    closed, taken back, its circumstances changed), SentBefore (with other content), SentElsewhere
    (a form of another claim), Stale (another window saved another text), NotFound (not theirs).
    """
    given, annotator_id = prepared.given, prepared.annotator_id
    assignment = own_assignment(session, prepared.assignment_id, annotator_id)
    form = submission(token, _said(given, draft))
    if (sent_before := _sent_before(session, assignment, form)) is not None:
        return _kept(assignment, sent_before)
    claim_set = session.get_one(ClaimSet, assignment.claim_set_id)
    _check_open(session, assignment, claim_set)
    begun = session.get(Draft, assignment.id)
    if begun and draft:
        refuse_stale(begun, draft)
    if changed_since(session, prepared.circumstances, claim_set.id, annotator_id, given):
        raise Conflict(CHANGED)
    if prepared.refusing:
        raise Unfinished(prepared.refusing)
    _take_part(session, assignment.set_claim_id, annotator_id)
    judgement = _judgement(session, assignment, claim_set, given)
    _add(session, judgement, form)
    if given.candidate is CandidateDecision.SPLIT:
        keep_subclaims(session, judgement=judgement, assignment=assignment, texts=given.parts)
    if judgement.number > 1:
        withdraw_subclaims(session, judgement=judgement)
    links = _keep_evidence(session, judgement, given)
    _keep_findings(session, judgement.id, given, prepared.findings)
    if judgement.number == 1:
        count_judged(hold_progress(session, claim_set, annotator_id))
    mark_decided(session, assignment, judgement.created_at)
    close(session, assignment)
    if begun:
        settle(session, begun)
    witness(session, assignment)
    _record(session, judgement, links, claim_set.id)
    return _kept(assignment, judgement.token)


def _kept(assignment: Assignment, judgement_id: Token) -> SubmittedJudgement:
    return SubmittedJudgement(judgement_id, assignment.claim_set_id, assignment.purpose)


def _said(given: JudgementInput, draft: DraftInput | None) -> object:
    """Return what a form says: its fields, since a record may change with the code."""
    return drafts.said(draft.fields) if draft else replace(given, seconds=None)


def _sent_before(session: Session, assignment: Assignment, form: Submission) -> Token | None:
    """Return the judgement that this very form gave before. Raises SentBefore."""
    if assignment.state not in JUDGED:
        return None
    found = session.scalar(
        select(Judgement).where(
            Judgement.form_token == form.token, Judgement.assignment_id == assignment.id
        )
    )
    if found is not None and not form.is_of(found.form_sha256):
        raise SentBefore(_texts(session, found))
    return found.token if found else None


def _texts(session: Session, judgement: Judgement) -> list[str]:
    """Return what a person wrote in a judgement."""
    wording = session.get(Rewording, judgement.wording_id) if judgement.wording_id else None
    cited = session.execute(
        select(Passage.exact, EvidenceLink.note)
        .join(Passage, Passage.id == EvidenceLink.passage_id)
        .where(EvidenceLink.judgement_id == judgement.id)
        .order_by(EvidenceLink.position)
    )
    in_links = (text for link in cited for text in link)
    return [wording.text if wording else "", judgement.justification, *in_links]


def _add(session: Session, judgement: Judgement, form: Submission) -> None:
    """Add a judgement with the form that it came from. Raises SentElsewhere."""
    judgement.form_token, judgement.form_sha256 = form.token, form.sha256
    session.add(judgement)
    try:
        session.flush()
    except IntegrityError as error:
        if is_repeated(error, "judgement", "form_token"):
            raise SentElsewhere from error
        raise


def _check_open(session: Session, assignment: Assignment, claim_set: ClaimSet) -> None:
    if claim_set.state is SetState.CLOSED:
        raise Conflict(
            _("The set “%(name)s” was closed. Your text is kept on this page.", name=claim_set.name)
        )
    if assignment.state is AssignmentState.DONE:
        raise Conflict(_("You have judged this claim already; that judgement stands."))
    if assignment.state is AssignmentState.SKIPPED:
        raise Conflict(_("You skipped this claim; another annotator has it now."))
    if assignment.state is AssignmentState.LAPSED:
        take_seat_again(session, assignment, gone=TAKEN_BACK)


def _take_part(session: Session, set_claim_id: int, annotator_id: int) -> None:
    whose = {"set_claim_id": set_claim_id, "user_id": annotator_id}
    adding = insert_into(session, Participation).on_conflict_do_nothing()
    part = session.scalar(adding.returning(Participation.part), {**whose, "part": Part.JUDGES})
    part = part or _PART.rows(session, **whose).scalar()
    if part is not Part.JUDGES:
        raise Refused(_("You have decided on this claim as a reviewer, so you cannot judge it."))


def _judgement(
    session: Session, assignment: Assignment, claim_set: ClaimSet, given: JudgementInput
) -> Judgement:
    """Return the row, with only what belongs to the decisions that were reached."""
    before = _in_force(session, assignment)
    accepted = given.candidate in CLAIMS
    rejected = given.candidate is CandidateDecision.REJECTED
    checkability = given.can_be_checked if accepted else None
    checkable = checkability == "checkable"
    asked_why = checkability == "not_checkable" and not given.is_no_fact
    return Judgement(
        assignment_id=assignment.id,
        set_claim_id=assignment.set_claim_id,
        annotator_id=assignment.annotator_id,
        part=Part.JUDGES,
        number=before.number + 1 if before else 1,
        supersedes_id=before.id if before else None,
        candidate=given.candidate,
        rejection_reason=given.rejection_reason if rejected else None,
        wording_id=_wording(session, assignment, given),
        merged_with_id=_merged_with(session, assignment, given),
        **_speaker(session, given),
        worthiness=given.worthiness if accepted else None,
        checkability=checkability,
        not_checkable_reason=given.not_checkable_reason if asked_why else None,
        scheme_id=claim_set.scheme_id,
        verdict=given.verdict if checkable else None,
        justification=given.justification.strip() if checkable else "",
        confidence=given.confidence if checkable else None,
        seconds=given.seconds,
        guideline_id=_GUIDELINE.rows(session, claim_set_id=claim_set.id).scalar(),
        hints=claim_set.hints,
        created_at=now(),
    )


def _in_force(session: Session, assignment: Assignment) -> Judgement | None:
    """Return the judgement that a new one supersedes."""
    if assignment.state is not AssignmentState.REOPENED:
        return None
    return session.scalars(
        select(Judgement)
        .where(Judgement.assignment_id == assignment.id)
        .order_by(Judgement.number.desc())
        .limit(1)
    ).one_or_none()


def _wording(session: Session, assignment: Assignment, given: JudgementInput) -> int | None:
    """Keep the claim in the annotator's own words, and return its id."""
    if given.candidate is not CandidateDecision.REWORDED:
        return None
    original = session.get_one(AnyClaim, _claim_id(session, assignment))
    reworded = Rewording(
        text=" ".join(given.wording.split()),
        kind=original.kind,
        language=original.language,
        replaces_id=original.id,
        made_by_id=assignment.annotator_id,
        created_at=now(),
    )
    session.add(reworded)
    session.flush()
    return reworded.id


def _merged_with(session: Session, assignment: Assignment, given: JudgementInput) -> int | None:
    if given.candidate is not CandidateDecision.MERGED:
        return None
    other = session.get(Claim, given.merged_with)
    own = _claim_id(session, assignment)
    if other is None or other.id == own or other.replaces_id is not None:
        raise BadInput(_("Choose another claim that says the same."), "merged_with")
    return other.id


def _claim_id(session: Session, assignment: Assignment) -> int:
    return session.get_one(AnySetClaim, assignment.set_claim_id).claim_id


def _speaker(session: Session, given: JudgementInput) -> dict[str, Any]:
    """Return who says it, as this person sees it; a rejected candidate has no other
    speaker.
    """
    decision = given.speaker_decision if given.candidate in CLAIMS else SpeakerDecision.AS_FOUND
    speaker_id = None
    if decision is SpeakerDecision.CORRECTED:
        name = one_line(given.speaker)
        speaker_id = typed_name(session, SPEAKERS, name)
    return {"speaker_decision": decision, "speaker_id": speaker_id}


def _keep_evidence(
    session: Session, judgement: Judgement, given: JudgementInput
) -> list[EvidenceLink]:
    """Return links stay with whatever was judged: a source that was read is never dropped."""
    passage_ids = keep_passages(session, links=given.evidence, annotator_id=judgement.annotator_id)
    rows = [
        {
            "judgement_id": judgement.id,
            "position": position,
            "passage_id": passage_id,
            "stance": link.stance,
            "coverage": link.coverage,
            "set_number": link.set_number,
            "note": link.note,
            "url": link.url,
            "title": link.title,
            "publisher": link.publisher,
            **dates.columns(link.published),
        }
        for position, (link, passage_id) in enumerate(zip(given.evidence, passage_ids, strict=True))
    ]
    _LINKS.apply(session, rows)
    return [EvidenceLink(**row) for row in rows]


def _keep_findings(
    session: Session, judgement_id: int, given: JudgementInput, found: Sequence[CheckFinding]
) -> None:
    """What the checks found, with the reasons: who reads the judgement reads what it passed."""
    rows = [
        {
            "judgement_id": judgement_id,
            "position": position,
            "check_number": finding.number,
            "severity": finding.severity,
            "evidence": finding.row,
            "message": finding.message,
            "reason": given.reasons.get(finding.reason_key, "").strip()
            if finding.severity is Severity.WARNS
            else "",
        }
        for position, finding in enumerate(found)
    ]
    _FINDINGS.apply(session, rows)


def _record(
    session: Session, judgement: Judgement, links: list[EvidenceLink], claim_set_id: int
) -> None:
    """In the trail stands that it was judged, and what proves that it stays so; never the label."""
    first = judgement.supersedes_id is None
    superseded = None if first else session.get_one(Judgement, judgement.supersedes_id)
    record(
        session,
        Action.JUDGEMENT_SUBMITTED if first else Action.JUDGEMENT_REVISED,
        f"judgement {judgement.token}",
        before={"judgement": superseded.token} if superseded else None,
        after={"number": judgement.number, "fingerprint": fingerprint(judgement, links)},
        by=judgement.annotator_id,
        claim_set_id=claim_set_id,
        set_claim_id=judgement.set_claim_id,
    )


# Asked at each save.
_LINKS = PreparedChange(insert(EvidenceLink))
_FINDINGS = PreparedChange(insert(Finding))
_PART = Prepared(
    select(Participation.part).where(
        Participation.set_claim_id == bindparam("set_claim_id"),
        Participation.user_id == bindparam("user_id"),
    )
)
_GUIDELINE = Prepared(
    select(func.max(Guideline.id)).where(Guideline.claim_set_id == bindparam("claim_set_id"))
)
