"""Labelled claims for tests: one of each record, and any that could be."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from hypothesis import strategies as st

from annotator.records import (
    DecisionRecord,
    Evidence,
    FindingRecord,
    JudgementRecord,
    LabelledClaim,
    MentionRecord,
)
from annotator.terms import (
    Basis,
    CandidateDecision,
    Checkability,
    ClaimKind,
    Coverage,
    Decision,
    DisagreementReason,
    Doubt,
    Manner,
    NotCheckableReason,
    RejectionReason,
    Severity,
    SpeakerDecision,
    Stance,
    Worthiness,
)

NOON = datetime(2025, 12, 6, 12, 0, tzinfo=UTC)


def evidence(**changes: Any) -> Evidence:
    fields: dict[str, Any] = {
        "url": "https://relief.example/bulletins/5",
        "title": "Bulletin 5",
        "publisher": "Relief Society",
        "published": "2025-12-05",
        "quote": "Forty-one people were treated on Friday.",
        "stance": Stance.SUPPORTS,
        "coverage": Coverage.FULL,
        "set_number": 1,
        "note": "",
    }
    return Evidence(**{**fields, **changes})


def warning(**changes: Any) -> FindingRecord:
    fields: dict[str, Any] = {
        "check": 1,
        "severity": Severity.WARNS,
        "evidence": 0,
        "message": "It was published after the claim.",
        "reason": "It tells of the day before.",
    }
    return FindingRecord(**{**fields, **changes})


def judged(verdict: str | None = "supported", **changes: Any) -> JudgementRecord:
    fields: dict[str, Any] = {
        "id": "7",
        "annotator": "ann",
        "round": 1,
        "number": 1,
        "candidate": CandidateDecision.ACCEPTED,
        "rejection_reason": None,
        "wording": None,
        "parts": (),
        "merged_with": None,
        "speaker_decision": SpeakerDecision.AS_FOUND,
        "speaker": None,
        "worthiness": Worthiness.CFS,
        "checkability": Checkability.CHECKABLE,
        "not_checkable_reason": None,
        "verdict": verdict,
        "justification": "The bulletin says so.",
        "confidence": 4,
        "seconds": 90,
        "scheme": "verdicts/1",
        "guideline_version": 1,
        "created_at": NOON,
        "evidence": (evidence(),),
        "findings": (),
    }
    return JudgementRecord(**{**fields, **changes})


def rejected(**changes: Any) -> JudgementRecord:
    return judged(
        **{
            "verdict": None,
            "candidate": CandidateDecision.REJECTED,
            "rejection_reason": RejectionReason.NOT_A_CLAIM,
            "checkability": None,
            "confidence": None,
            "evidence": (),
            **changes,
        }
    )


def not_checkable(**changes: Any) -> JudgementRecord:
    return judged(
        **{
            "verdict": None,
            "checkability": Checkability.NOT_CHECKABLE,
            "not_checkable_reason": NotCheckableReason.OPINION,
            "confidence": None,
            "evidence": (),
            **changes,
        }
    )


def decided(**changes: Any) -> DecisionRecord:
    fields: dict[str, Any] = {
        "reviewer": "rita",
        "decision": Decision.ALL_WRONG,
        "chosen_judgement": None,
        "verdict": "refuted",
        "not_checkable_reason": None,
        "rejection_reason": None,
        "reasons": (DisagreementReason.MISSED_EVIDENCE, DisagreementReason.TIME_SCOPE),
        "note": "The hospital's log settles it.",
        "created_at": NOON,
    }
    return DecisionRecord(**{**fields, **changes})


def place(**changes: Any) -> MentionRecord:
    fields: dict[str, Any] = {
        "document_id": 3,
        "document_sha256": "0" * 64,
        "outlet": "Northern Herald",
        "title": "A statement",
        "url": "https://herald.example/statement",
        "published": "2025-12",
        "sentence": "She said the harbour and the bridge were open.",
        "quote": "the harbour … open",
        "spans": ((9, 20), (41, 45)),
        "source": "She",
        "cue": "said",
        "speaker": "Ada Maro",
        "manner": Manner.REPORTED,
        "worthiness": Worthiness.CFS,
        "score": 0.9,
        "rule": "split",
        "extractor": "test/1",
    }
    return MentionRecord(**{**fields, **changes})


def labelled(**changes: Any) -> LabelledClaim:
    fields: dict[str, Any] = {
        "claim_set": "Verania",
        "claim_id": 12,
        "text": "the harbour was open",
        "kind": ClaimKind.CONTENT,
        "language": "en",
        "label": "supported",
        "basis": Basis.SINGLE,
        "mentions": (place(),),
        "judgements": (judged(),),
        "adjudication": None,
    }
    return LabelledClaim(**{**fields, **changes})


def _any_claims() -> st.SearchStrategy[LabelledClaim]:
    words = st.text() | st.sampled_from(
        ["=1+1", "'", "-2", "\r\n", '"', ",", "@a", "\t", "мост 🌉"]
    )
    maybe = st.none() | words
    numbers = st.integers(1, 10**9)
    tokens = st.sampled_from(["first", "second", "third"])
    moments = st.datetimes(min_value=datetime(1970, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
    links = st.builds(
        Evidence,
        *(maybe, words, words, maybe, words),
        *(st.sampled_from(Stance), st.sampled_from(Coverage), st.integers(1, 9), words),
    )
    findings = st.builds(
        FindingRecord,
        *(st.integers(1, 19), st.sampled_from(Severity), st.none() | st.integers(0, 2)),
        *(words, words),
    )
    judgements = st.builds(
        JudgementRecord,
        *(tokens, words, st.integers(1, 3), st.integers(1, 9), st.sampled_from(CandidateDecision)),
        *(st.none() | st.sampled_from(RejectionReason), maybe),
        *(st.lists(words, max_size=3).map(tuple), st.none() | st.tuples(numbers, words)),
        *(st.sampled_from(SpeakerDecision), maybe, st.none() | st.sampled_from(Worthiness)),
        *(
            st.none() | st.sampled_from(Checkability),
            st.none() | st.sampled_from(NotCheckableReason),
        ),
        *(maybe, words, st.none() | st.integers(1, 5), numbers, words, st.integers(1, 9), moments),
        st.lists(links, max_size=3).map(tuple),
        st.lists(findings, max_size=3).map(tuple),
    )
    spans = st.lists(st.tuples(numbers, numbers), min_size=1, max_size=3).map(tuple)
    places = st.builds(
        MentionRecord,
        *(numbers, words, maybe, words, maybe, maybe, words, words, spans, maybe, maybe, maybe),
        *(st.none() | st.sampled_from(Manner), st.sampled_from(Worthiness)),
        *(st.floats(0, 1), words, words),
        *(st.lists(st.sampled_from(Doubt), max_size=3).map(tuple), st.booleans()),
    )
    decisions = st.builds(
        DecisionRecord,
        *(words, st.sampled_from(Decision), st.none() | tokens, maybe),
        *(st.none() | st.sampled_from(NotCheckableReason),),
        *(st.none() | st.sampled_from(RejectionReason),),
        *(st.lists(st.sampled_from(DisagreementReason)).map(tuple), words, moments),
    )
    return st.builds(
        LabelledClaim,
        *(words, numbers, words, st.sampled_from(ClaimKind), words, maybe, st.sampled_from(Basis)),
        st.lists(places, max_size=2).map(tuple),
        st.lists(judgements, max_size=3).map(tuple),
        st.none() | decisions,
    )


ANY_CLAIMS = _any_claims()
