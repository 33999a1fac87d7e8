"""The demonstration's judgements and decisions, made as people make them at the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from annotator import dates
from annotator.operations.desk import assignments, fetches, judgements
from annotator.operations.desk.prepared_judgements import prepare
from annotator.operations.review import adjudications
from annotator.queries.corpus.wordings import set_claim_saying
from annotator.records import (
    DecisionInput,
    EvidenceInput,
    JudgementInput,
    QuoteInput,
    SourceText,
)
from annotator.terms import (
    CandidateDecision,
    Checkability,
    Coverage,
    Decision,
    DisagreementReason,
    Stance,
    Worthiness,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session

    from annotator.tokens import Token


def judge_and_decide(
    session: Session, claim_set_id: int, people: Mapping[str, int], data: Mapping[str, Any]
) -> None:
    """Keep the judgements of `sources.toml` with their sources' texts, and what was decided."""
    sources = {source["url"]: source for source in data["source"]}
    judged = {
        (entry["claim"], entry["annotator"]): _judge(
            session, claim_set_id, people[entry["annotator"]], entry, sources
        )
        for entry in data["judgement"]
    }
    for entry in data["decision"]:
        right = judged[entry["claim"], entry["right"]]
        _decide(session, claim_set_id, people[entry["reviewer"]], entry, right)


def _judge(
    session: Session,
    claim_set_id: int,
    annotator_id: int,
    entry: Mapping[str, Any],
    sources: Mapping[str, Any],
) -> Token:
    assignment_id = assignments.assign(
        session,
        set_claim_id=set_claim_saying(session, claim_set_id, entry["claim"]),
        annotator_id=annotator_id,
        lease_minutes=60,
    )
    cited = dict.fromkeys(link["url"] for link in entry["evidence"])
    opened = {url: _open(session, assignment_id, annotator_id, sources[url]) for url in cited}
    given = JudgementInput(
        candidate=CandidateDecision.ACCEPTED,
        worthiness=Worthiness.CFS,
        checkability=Checkability.CHECKABLE,
        verdict=entry["verdict"],
        justification=entry["justification"],
        confidence=entry["confidence"],
        # What a person takes for a claim and two sources.
        seconds=150,
        evidence=tuple(
            _link(link, sources[link["url"]], opened[link["url"]], entry["verdict"])
            for link in entry["evidence"]
        ),
    )
    prepared = prepare(session, assignment_id=assignment_id, annotator_id=annotator_id, given=given)
    kept = judgements.keep(session, prepared, token=f"demonstration-{assignment_id}")
    return kept.judgement_id


def _open(
    session: Session, assignment_id: Token, annotator_id: int, source: Mapping[str, Any]
) -> Token:
    """Paste the source's text; return the token of the fetch."""
    given = SourceText(
        text=_text(source),
        media_type="text/plain",
        title=source["title"],
        publisher=source["publisher"],
        published=dates.parse(str(source["date"])),
        url=source["url"],
    )
    return fetches.paste(
        session, assignment_id=assignment_id, annotator_id=annotator_id, given=given
    )


def _text(source: Mapping[str, Any]) -> str:
    return "\n\n".join(passage["quote"] for passage in source["passage"])


def _link(
    link: Mapping[str, Any], source: Mapping[str, Any], fetch_id: Token, verdict: str
) -> EvidenceInput:
    open_verdict = verdict == "not_enough_evidence"
    start = _text(source).index(link["quote"])
    return EvidenceInput(
        url=link["url"],
        title=source["title"],
        publisher=source["publisher"],
        published=dates.parse(str(source["date"])),
        quote=link["quote"],
        stance=Stance(link["stance"]),
        coverage=Coverage.PARTIAL if open_verdict else Coverage.FULL,
        anchor=QuoteInput(fetch_id, start, start + len(link["quote"])),
    )


def _decide(
    session: Session,
    claim_set_id: int,
    reviewer_id: int,
    entry: Mapping[str, Any],
    right: Token,
) -> None:
    set_claim_id = set_claim_saying(session, claim_set_id, entry["claim"])
    adjudications.decide(
        session,
        set_claim_id=set_claim_id,
        reviewer_id=reviewer_id,
        token=f"demonstration-{set_claim_id}",
        given=DecisionInput(
            decision=Decision.ONE_RIGHT,
            chosen_judgement=right,
            verdict=None,
            not_checkable_reason=None,
            rejection_reason=None,
            reasons=tuple(DisagreementReason(reason) for reason in entry["reasons"]),
            note=entry["note"],
        ),
    )
