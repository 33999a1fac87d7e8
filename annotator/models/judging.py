"""Who was given which claim, what they judged, and on what evidence."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    UniqueConstraint,
    false,
)
from sqlalchemy.orm import Mapped, mapped_column

from annotator.models.base import Base, Numbered, Tokened
from annotator.models.published import Published, known_together
from annotator.terms import (
    AssignmentState,
    CandidateDecision,
    Checkability,
    Coverage,
    NotCheckableReason,
    Part,
    Purpose,
    RejectionReason,
    Severity,
    SkipReason,
    SpeakerDecision,
    Stance,
    Worthiness,
)


class Participation(Base):
    """The one part that one person takes in one claim of a set.

    Judgements and adjudications both refer to it, each to its own part, so that no reviewer decides
    on a claim that they judged, in either order.
    """

    __tablename__ = "participation"
    __table_args__ = (UniqueConstraint("set_claim_id", "user_id", "part"),)

    set_claim_id: Mapped[int] = mapped_column(ForeignKey("set_claim.id"), primary_key=True)
    user_id: Mapped[int] = mapped_column(
        ForeignKey("user_account.id"), primary_key=True, index=True
    )
    part: Mapped[Part]


class Assignment(Tokened, Base):
    """A claim given to an annotator until `lease_until`.

    `former_number` is what the desk called it before tokens: browsers keep unsaved texts by it.
    `turn` is its place among all that they are given in this round of the set; `decided_at` is
    when they last submitted or skipped it, and `decided_number` its place among all these. One that
    was skipped and is open again keeps its `skip_reason` while it is, so that it can be skipped
    again as it was. One that is `final` was judged before a reviewer decided on the claim or its
    set was closed: its annotator may read the other judgements from then on, and so never opens
    their own again.
    """

    __tablename__ = "assignment"
    __table_args__ = (
        UniqueConstraint("set_claim_id", "annotator_id", "round"),
        UniqueConstraint("id", "set_claim_id", "annotator_id"),
        UniqueConstraint("claim_set_id", "annotator_id", "decided_number"),
        ForeignKeyConstraint(
            ["set_claim_id", "claim_set_id"], ["set_claim.id", "set_claim.claim_set_id"]
        ),
        CheckConstraint("state <> 'skipped' OR skip_reason IS NOT NULL", name="why_skipped"),
        CheckConstraint(
            "skip_reason IS NULL OR state IN ('skipped', 'active')", name="why_where_skipped"
        ),
        CheckConstraint(
            "(state IN ('done', 'reopened', 'skipped')) = (decided_at IS NOT NULL)", name="decided"
        ),
        CheckConstraint("NOT final OR state = 'done'", name="final"),
        CheckConstraint(
            "(decided_at IS NULL) = (decided_number IS NULL)", name="decided_with_number"
        ),
        CheckConstraint("round >= 1", name="round"),
        CheckConstraint("turn >= 1", name="turn"),
        CheckConstraint("lease_until > opened_at", name="lease"),
        Index(None, "claim_set_id", "annotator_id", "state"),
        Index(None, "claim_set_id", "state", "lease_until"),
    )

    claim_set_id: Mapped[int] = mapped_column(ForeignKey("claim_set.id"))
    set_claim_id: Mapped[int]
    annotator_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    round: Mapped[int]
    purpose: Mapped[Purpose]
    state: Mapped[AssignmentState]
    skip_reason: Mapped[SkipReason | None]
    turn: Mapped[int]
    opened_at: Mapped[datetime]
    lease_until: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    decided_number: Mapped[int | None]
    former_number: Mapped[int | None]
    final: Mapped[bool] = mapped_column(default=False, server_default=false())


class Progress(Base):
    """How far one person is in one round of a set, kept so that no request counts it.

    `judged` counts their claims, `turns` what they were given. Up to the position `passed` no
    claim was left for them, but for those that came back since.
    """

    __tablename__ = "progress"
    __table_args__ = (CheckConstraint("judged >= 0 AND turns >= 0 AND passed >= 0", name="counts"),)

    claim_set_id: Mapped[int] = mapped_column(ForeignKey("claim_set.id"), primary_key=True)
    annotator_id: Mapped[int] = mapped_column(
        ForeignKey("user_account.id"), primary_key=True, index=True
    )
    round: Mapped[int] = mapped_column(primary_key=True)
    judged: Mapped[int]
    turns: Mapped[int]
    passed: Mapped[int]


class Judgement(Tokened, Base):
    """What one annotator judged, never changed: a revision is the next number.

    `form_token` names the form that was sent, so that one sent twice is one judgement;
    `form_sha256` is the hash of what it said, null if it is older than these. `wording_id` is the
    claim as reworded, on which the verdict then stands; `merged_with_id` the claim that says
    the same. The subclaims of a split stand in JudgementSubclaim. `hints` says that the set had
    them on.
    A claim that is not factual is not checkable; `predates_not_factual_rule` marks the judgements
    from before this rule that contradict it. Only the migration sets it.
    """

    __tablename__ = "judgement"
    __table_args__ = (
        UniqueConstraint("assignment_id", "number"),
        UniqueConstraint("id", "assignment_id"),
        UniqueConstraint("id", "set_claim_id"),
        ForeignKeyConstraint(
            ["assignment_id", "set_claim_id", "annotator_id"],
            ["assignment.id", "assignment.set_claim_id", "assignment.annotator_id"],
        ),
        ForeignKeyConstraint(
            ["set_claim_id", "annotator_id", "part"],
            ["participation.set_claim_id", "participation.user_id", "participation.part"],
        ),
        ForeignKeyConstraint(
            ["supersedes_id", "assignment_id"], ["judgement.id", "judgement.assignment_id"]
        ),
        ForeignKeyConstraint(["scheme_id", "verdict"], ["verdict.scheme_id", "verdict.code"]),
        CheckConstraint("length(form_sha256) = 64", name="form_sha256"),
        CheckConstraint("part = 'judges'", name="judges"),
        CheckConstraint(
            "number = 1 AND supersedes_id IS NULL OR number > 1 AND supersedes_id IS NOT NULL",
            name="supersedes",
        ),
        CheckConstraint(
            "(candidate = 'rejected') = (rejection_reason IS NOT NULL)", name="rejection"
        ),
        CheckConstraint("(candidate = 'reworded') = (wording_id IS NOT NULL)", name="wording"),
        CheckConstraint("(candidate = 'merged') = (merged_with_id IS NOT NULL)", name="merged"),
        CheckConstraint(
            "(candidate IN ('accepted', 'reworded')) = (checkability IS NOT NULL)",
            name="checkable",
        ),
        CheckConstraint(
            "worthiness IS NULL OR candidate IN ('accepted', 'reworded')", name="worth_checking"
        ),
        CheckConstraint(
            "(speaker_decision = 'corrected') = (speaker_id IS NOT NULL)", name="speaker"
        ),
        CheckConstraint(
            "predates_not_factual_rule OR coalesce(worthiness, '') <> 'NFS'"
            " OR coalesce(checkability, '') <> 'checkable'",
            name="not_factual",
        ),
        CheckConstraint(
            "not_checkable_reason IS NULL OR coalesce(checkability, '') = 'not_checkable'",
            name="why_where_not_checkable",
        ),
        CheckConstraint(
            "coalesce(checkability, '') <> 'not_checkable' OR not_checkable_reason IS NOT NULL"
            " OR coalesce(worthiness, '') = 'NFS'",
            name="why_not_checkable",
        ),
        CheckConstraint(
            "(coalesce(checkability, '') = 'checkable') = (verdict IS NOT NULL)", name="verdict"
        ),
        CheckConstraint("(verdict IS NULL) = (confidence IS NULL)", name="confident"),
        CheckConstraint("confidence BETWEEN 1 AND 5", name="confidence"),
        CheckConstraint("seconds >= 0", name="seconds"),
        CheckConstraint("verdict IS NULL OR length(trim(justification)) > 0", name="justification"),
    )

    assignment_id: Mapped[int]
    set_claim_id: Mapped[int] = mapped_column(index=True)
    annotator_id: Mapped[int]
    part: Mapped[Part]
    number: Mapped[int]
    supersedes_id: Mapped[int | None] = mapped_column(unique=True)
    form_token: Mapped[str] = mapped_column(unique=True)
    form_sha256: Mapped[str | None]
    candidate: Mapped[CandidateDecision]
    rejection_reason: Mapped[RejectionReason | None]
    wording_id: Mapped[int | None] = mapped_column(ForeignKey("claim.id"))
    merged_with_id: Mapped[int | None] = mapped_column(ForeignKey("claim.id"))
    speaker_decision: Mapped[SpeakerDecision] = mapped_column(
        default=SpeakerDecision.AS_FOUND, server_default="as_found"
    )
    speaker_id: Mapped[int | None] = mapped_column(ForeignKey("agent.id"))
    worthiness: Mapped[Worthiness | None]
    checkability: Mapped[Checkability | None]
    not_checkable_reason: Mapped[NotCheckableReason | None]
    scheme_id: Mapped[int] = mapped_column(ForeignKey("label_scheme.id"))
    verdict: Mapped[str | None]
    justification: Mapped[str]
    confidence: Mapped[int | None]
    seconds: Mapped[int | None]
    guideline_id: Mapped[int] = mapped_column(ForeignKey("guideline.id"))
    hints: Mapped[bool] = mapped_column(default=False, server_default=false())
    predates_not_factual_rule: Mapped[bool] = mapped_column(default=False, server_default=false())
    created_at: Mapped[datetime]


class JudgementSubclaim(Base):
    """One of the subclaims that an annotator split a candidate into."""

    __tablename__ = "judgement_subclaim"
    __table_args__ = (UniqueConstraint("judgement_id", "claim_id"),)

    judgement_id: Mapped[int] = mapped_column(ForeignKey("judgement.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id"), index=True)


class Citation(Published):
    """What a passage does to a claim, with the source as this person cited it.

    Links of one set hold together; any one set suffices.
    """

    passage_id: Mapped[int] = mapped_column(ForeignKey("passage.id"), index=True)
    stance: Mapped[Stance]
    coverage: Mapped[Coverage]
    set_number: Mapped[int]
    note: Mapped[str]
    url: Mapped[str | None]
    title: Mapped[str]
    publisher: Mapped[str]


class EvidenceLink(Citation, Numbered, Base):
    """A citation in one judgement.

    It stands on the link: two people who cite one address differently both keep their words, and
    neither sees the other's.
    """

    __tablename__ = "evidence_link"
    __table_args__ = (
        UniqueConstraint("judgement_id", "position"),
        UniqueConstraint("judgement_id", "passage_id"),
        CheckConstraint("set_number >= 1", name="set_number"),
        CheckConstraint("url LIKE 'http://%' OR url LIKE 'https://%'", name="url"),
        known_together(),
    )

    judgement_id: Mapped[int] = mapped_column(ForeignKey("judgement.id"))
    position: Mapped[int]


class Finding(Base):
    """What a check found in a judgement that was kept all the same, with the annotator's reason.

    `check_number` is the check's among the nineteen; `evidence` the position of the link that it is
    about. A warning that was the annotator's own doing has its reason.
    """

    __tablename__ = "finding"
    __table_args__ = (
        CheckConstraint("check_number BETWEEN 1 AND 19", name="check_number"),
        CheckConstraint("severity <> 'blocks'", name="kept"),
        CheckConstraint("length(message) > 0", name="message"),
        CheckConstraint("severity = 'warns' OR reason = ''", name="reason"),
        ForeignKeyConstraint(
            ["judgement_id", "evidence"], ["evidence_link.judgement_id", "evidence_link.position"]
        ),
        Index(None, "check_number", "judgement_id"),
    )

    judgement_id: Mapped[int] = mapped_column(ForeignKey("judgement.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    check_number: Mapped[int]
    severity: Mapped[Severity]
    evidence: Mapped[int | None]
    message: Mapped[str]
    reason: Mapped[str]
