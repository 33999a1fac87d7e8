"""Judgements with their evidence."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from annotator import dates
from annotator.models import (
    Agent,
    Assignment,
    Claim,
    EvidenceLink,
    Finding,
    Guideline,
    Judgement,
    JudgementSubclaim,
    LabelScheme,
    Passage,
    User,
)
from annotator.models.any_claims import AnyClaim, Rewording
from annotator.queries.judging.hints_seen import hinted, hints_seen
from annotator.queries.visibility.opinions import current
from annotator.records import Evidence, FindingRecord, JudgementRecord

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import ColumnElement, Select
    from sqlalchemy.orm import Session

    from annotator.models.judging import Citation
    from annotator.tokens import Token


def judgements_on(
    session: Session, set_claim_ids: Sequence[int]
) -> dict[int, tuple[JudgementRecord, ...]]:
    """Return what was judged on each claim of a set, by whom, on what evidence.

    Whether it may be read is the caller's question: `blindness.readable`.
    """
    return _judged(session, Judgement.set_claim_id.in_(set_claim_ids) & current())


def earlier_judgements(session: Session, set_claim_id: int) -> tuple[JudgementRecord, ...]:
    """Return what people judged on a claim before they revised it. Who may read it: as above."""
    wanted = (Judgement.set_claim_id == set_claim_id) & ~current()
    return _judged(session, wanted).get(set_claim_id, ())


def own_judgement(session: Session, assignment_id: Token) -> JudgementRecord | None:
    """Return what the holder of an assignment has judged there, as it is in force."""
    found = _judged(session, (Assignment.token == assignment_id) & current())
    return next((judged for (judged,) in found.values()), None)


def _judged(
    session: Session, wanted: ColumnElement[bool]
) -> dict[int, tuple[JudgementRecord, ...]]:
    """Return judgements by their claim in the set."""
    rows = session.execute(_with_names(wanted)).all()
    ids = [row.Judgement.id for row in rows]
    evidence, parts = _evidence_of(session, ids), _parts_of(session, ids)
    findings, hints = _findings_in(session, ids), hints_seen(session, ids)
    found: defaultdict[int, list[JudgementRecord]] = defaultdict(list)
    for row in rows:
        judgement: Judgement = row.Judgement
        found[judgement.set_claim_id].append(
            JudgementRecord(
                id=judgement.token,
                annotator=row.annotator,
                round=row.round,
                number=judgement.number,
                candidate=judgement.candidate,
                rejection_reason=judgement.rejection_reason,
                wording=row.wording,
                parts=parts.get(judgement.id, ()),
                merged_with=None
                if judgement.merged_with_id is None
                else (judgement.merged_with_id, row.merged_with),
                speaker_decision=judgement.speaker_decision,
                speaker=row.speaker,
                worthiness=judgement.worthiness,
                checkability=judgement.checkability,
                not_checkable_reason=judgement.not_checkable_reason,
                verdict=judgement.verdict,
                justification=judgement.justification,
                confidence=judgement.confidence,
                seconds=judgement.seconds,
                scheme=f"{row.key}/{row.scheme_version}",
                guideline_version=row.guideline_version,
                created_at=judgement.created_at,
                evidence=evidence.get(judgement.id, ()),
                findings=findings.get(judgement.id, ()),
                hints=hints[judgement.id],
            )
        )
    return {key: tuple(judged) for key, judged in found.items()}


def _with_names(wanted: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    """Select judgements with the names and words that their keys stand for."""
    wording, known_as = aliased(Rewording), aliased(Agent)
    return (
        select(
            Judgement,
            User.name.label("annotator"),
            Assignment.round,
            wording.text.label("wording"),
            Claim.text.label("merged_with"),
            func.coalesce(known_as.name, Agent.name).label("speaker"),
            LabelScheme.key,
            LabelScheme.version.label("scheme_version"),
            Guideline.version.label("guideline_version"),
        )
        .join(Assignment, Assignment.id == Judgement.assignment_id)
        .join(User, User.id == Judgement.annotator_id)
        .join(LabelScheme, LabelScheme.id == Judgement.scheme_id)
        .join(Guideline, Guideline.id == Judgement.guideline_id)
        .outerjoin(wording, wording.id == Judgement.wording_id)
        .outerjoin(Claim, Claim.id == Judgement.merged_with_id)
        .outerjoin(Agent, Agent.id == Judgement.speaker_id)
        # Who typed a further name means the speaker that it belongs to.
        .outerjoin(known_as, known_as.id == Agent.same_as_id)
        .where(wanted)
        .order_by(Judgement.id)
    )


def cited(link: Citation, quote: str, *, hinted: bool = False) -> Evidence:
    """Return a citation as a record."""
    return Evidence(
        url=link.url,
        title=link.title,
        publisher=link.publisher,
        published=dates.text(link.published),
        quote=quote,
        stance=link.stance,
        coverage=link.coverage,
        set_number=link.set_number,
        note=link.note,
        hinted=hinted,
    )


def _parts_of(session: Session, judgement_ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    rows = session.execute(
        select(JudgementSubclaim.judgement_id, AnyClaim.text)
        .join(AnyClaim, AnyClaim.id == JudgementSubclaim.claim_id)
        .where(JudgementSubclaim.judgement_id.in_(judgement_ids))
        .order_by(JudgementSubclaim.judgement_id, JudgementSubclaim.position)
    )
    found: defaultdict[int, list[str]] = defaultdict(list)
    for row in rows:
        found[row.judgement_id].append(row.text)
    return {key: tuple(texts) for key, texts in found.items()}


def _evidence_of(session: Session, judgement_ids: Sequence[int]) -> dict[int, tuple[Evidence, ...]]:
    rows = session.execute(
        select(EvidenceLink, Passage.exact, hinted().label("hinted"))
        .join(Passage, Passage.id == EvidenceLink.passage_id)
        .join(Judgement, Judgement.id == EvidenceLink.judgement_id)
        .where(EvidenceLink.judgement_id.in_(judgement_ids))
        .order_by(EvidenceLink.judgement_id, EvidenceLink.position)
    )
    found: defaultdict[int, list[Evidence]] = defaultdict(list)
    for row in rows:
        link = cited(row.EvidenceLink, row.exact, hinted=bool(row.hinted))
        found[row.EvidenceLink.judgement_id].append(link)
    return {key: tuple(links) for key, links in found.items()}


def _findings_in(
    session: Session, judgement_ids: Sequence[int]
) -> dict[int, tuple[FindingRecord, ...]]:
    rows = session.scalars(
        select(Finding)
        .where(Finding.judgement_id.in_(judgement_ids))
        .order_by(Finding.judgement_id, Finding.position)
    )
    found: defaultdict[int, list[FindingRecord]] = defaultdict(list)
    for row in rows:
        found[row.judgement_id].append(
            FindingRecord(
                check=row.check_number,
                severity=row.severity,
                evidence=row.evidence,
                message=row.message,
                reason=row.reason,
            )
        )
    return {key: tuple(findings) for key, findings in found.items()}
