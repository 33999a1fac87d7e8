"""What a judgement must hold, said at the field where it can be mended."""

from __future__ import annotations

import dataclasses
import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.checks import findings
from annotator.checks.circumstances import Circumstances, ClaimDocument
from annotator.records import EvidenceInput, JudgementInput
from annotator.schemes import SCHEMES, shipped
from annotator.terms import (
    CandidateDecision,
    Checkability,
    Coverage,
    NotCheckableReason,
    RejectionReason,
    SpeakerDecision,
    Stance,
    Worthiness,
)

VERDICTS = shipped("verdicts")
ACCEPTED, REWORDED = CandidateDecision.ACCEPTED, CandidateDecision.REWORDED
REJECTED = CandidateDecision.REJECTED
SPLIT, MERGED = CandidateDecision.SPLIT, CandidateDecision.MERGED

SETTLED = (
    "You linked a source that contradicts the whole claim, so “Not enough evidence” does not fit."
    " Mark the source as covering a part, or choose another verdict."
)


def _needs(verdict: str, side: str) -> str:
    return (
        f"“{verdict}” needs a source that {side} the whole claim, or several of one set that cover"
        " it in parts."
    )


CLAIM = "The harbour of Orlest was open"


def found(given: JudgementInput, scheme: str = "verdicts") -> list[tuple[str, str]]:
    """What keeps the judgement back, as (field, message)."""
    around = Circumstances(
        text=CLAIM, mention=CLAIM, document=ClaimDocument(CLAIM), scheme=shipped(scheme)
    )
    return [(f.field, f.message) for f in findings(given, around) if f.refuses(given)]


def link(stance: Stance = Stance.SUPPORTS, **changes: object) -> EvidenceInput:
    fields: dict[str, object] = {
        "url": "https://relief.example/bulletins/5",
        "title": "Bulletin 5",
        "publisher": "Relief Society",
        "published": None,
        "quote": f"What {stance} it.",
        "stance": stance,
    }
    return EvidenceInput(**{**fields, **changes})  # type: ignore[arg-type]


def judgement(**changes: object) -> JudgementInput:
    fields: dict[str, object] = {
        "candidate": ACCEPTED,
        "worthiness": Worthiness.CFS,
        "checkability": Checkability.CHECKABLE,
        "verdict": "supported",
        "justification": "The bulletin says so.",
        "confidence": 3,
        "evidence": (link(),),
    }
    return JudgementInput(**{**fields, **changes})  # type: ignore[arg-type]


SUPPORTS, CONTRADICTS = link(Stance.SUPPORTS), link(Stance.CONTRADICTS)
PART = link(Stance.SUPPORTS, coverage=Coverage.PARTIAL)
OTHER_PART = link(Stance.SUPPORTS, coverage=Coverage.PARTIAL, quote="The other half.")
NEUTRAL, IRRELEVANT = link(Stance.NEUTRAL), link(Stance.IRRELEVANT)
NOT_CHECKABLE = JudgementInput(
    ACCEPTED,
    worthiness=Worthiness.UFS,
    checkability=Checkability.NOT_CHECKABLE,
    not_checkable_reason=NotCheckableReason.OPINION,
)
NO_FACT = JudgementInput(ACCEPTED, worthiness=Worthiness.NFS)


@pytest.mark.parametrize(
    "given",
    [
        judgement(),
        NO_FACT,
        judgement(candidate=REWORDED, wording="The harbour of Orlest was open."),
        judgement(evidence=(SUPPORTS, NEUTRAL, IRRELEVANT)),
        judgement(evidence=(PART, OTHER_PART)),
        judgement(evidence=(SUPPORTS, OTHER_PART, CONTRADICTS)),
        judgement(verdict="refuted", evidence=(CONTRADICTS,)),
        judgement(verdict="conflicting_evidence", evidence=(SUPPORTS, CONTRADICTS)),
        judgement(verdict="not_enough_evidence", evidence=()),
        judgement(verdict="not_enough_evidence", evidence=(PART, OTHER_PART, NEUTRAL)),
        judgement(confidence=1),
        judgement(confidence=5),
        judgement(evidence=(link(url=None),)),
        judgement(evidence=(link(title=""),)),
        NOT_CHECKABLE,
        JudgementInput(REJECTED, rejection_reason=RejectionReason.NOT_A_CLAIM),
        JudgementInput(SPLIT, parts=("The harbour was open", "The road was open")),
        JudgementInput(MERGED, merged_with=7),
        judgement(speaker_decision=SpeakerDecision.CORRECTED, speaker="Ada Maro"),
        judgement(speaker_decision=SpeakerDecision.NOBODY),
    ],
)
def test_a_judgement_that_has_what_it_needs_may_be_kept(given: JudgementInput) -> None:
    assert found(given) == []


@pytest.mark.parametrize(
    ("given", "field", "message"),
    [
        (JudgementInput(REJECTED), "rejection_reason", "Say why it is no claim."),
        (
            JudgementInput(SPLIT, parts=("The harbour was open", " the Harbour  was open ", "")),
            "parts",
            "Write at least two claims, one per line.",
        ),
        (JudgementInput(MERGED), "merged_with", "Choose the claim that says the same."),
        (
            judgement(speaker_decision=SpeakerDecision.CORRECTED, speaker=" "),
            "speaker",
            "Write who says it.",
        ),
        (judgement(worthiness=None), "worthiness", "Say whether it is worth checking."),
        (
            judgement(candidate=REWORDED, wording=" \n"),
            "wording",
            "Write the claim in your words, or accept it as it stands.",
        ),
        (judgement(checkability=None), "checkability", "Say whether the claim can be checked."),
        (
            judgement(checkability=Checkability.NOT_CHECKABLE),
            "not_checkable_reason",
            "Say why it cannot be checked.",
        ),
        (judgement(verdict=None), "verdict", "Choose a verdict."),
        (
            judgement(verdict="half_true"),
            "verdict",
            "“half_true” is no verdict of “Four verdicts”.",
        ),
        (
            judgement(justification=" \t"),
            "justification",
            "Say in a sentence why the evidence leads to this verdict.",
        ),
        (judgement(confidence=None), "confidence", "Say how sure you are."),
        (judgement(confidence=0), "confidence", "How sure you are is a number from 1 to 5."),
        (judgement(confidence=6), "confidence", "How sure you are is a number from 1 to 5."),
        (
            judgement(evidence=(SUPPORTS, link(url=None, title=" "))),
            "url",
            "Source 2 needs an address or a title.",
        ),
        (
            judgement(evidence=(SUPPORTS, link(quote="\n"))),
            "quote",
            "Source 2 needs the passage that you rely on.",
        ),
        (
            judgement(evidence=(SUPPORTS, NEUTRAL, link(Stance.NEUTRAL, quote=SUPPORTS.quote))),
            "quote",
            "Source 3 is the same passage as one above it.",
        ),
        (judgement(evidence=()), "evidence", _needs("Supported", "supports")),
        (judgement(evidence=(CONTRADICTS, NEUTRAL)), "evidence", _needs("Supported", "supports")),
        (judgement(evidence=(PART,)), "evidence", _needs("Supported", "supports")),
        (
            judgement(evidence=(PART, dataclasses.replace(OTHER_PART, set_number=2))),
            "evidence",
            _needs("Supported", "supports"),
        ),
        (judgement(verdict="refuted"), "evidence", _needs("Refuted", "contradicts")),
        (
            judgement(verdict="conflicting_evidence"),
            "evidence",
            _needs("Conflicting evidence", "contradicts"),
        ),
        (
            judgement(verdict="not_enough_evidence", evidence=(PART, CONTRADICTS)),
            "verdict",
            SETTLED,
        ),
    ],
)
def test_what_is_missing_is_said_at_its_field(
    given: JudgementInput, field: str, message: str
) -> None:
    assert found(given) == [(field, message)]


def test_all_that_is_missing_is_said_at_once_in_the_order_of_the_desk() -> None:
    given = judgement(
        candidate=REWORDED,
        verdict=None,
        justification="",
        confidence=None,
        evidence=(link(url=None, title="", quote=""),),
    )
    assert [field for field, _ in found(given)] == [
        "wording",
        "verdict",
        "justification",
        "confidence",
        "url",
        "quote",
    ]


def test_a_verdict_with_neither_side_is_told_of_both() -> None:
    given = judgement(verdict="conflicting_evidence", evidence=())
    assert found(given) == [
        ("evidence", _needs("Conflicting evidence", "supports")),
        ("evidence", _needs("Conflicting evidence", "contradicts")),
    ]


def test_a_verdict_of_another_scheme_is_refused() -> None:
    given = judgement(verdict="conflicting_evidence", evidence=(SUPPORTS, CONTRADICTS))
    assert found(given, "three_way") == [
        ("verdict", "“conflicting_evidence” is no verdict of “Three labels”.")
    ]


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        (link(), link(), True),
        (link(), link(Stance.NEUTRAL, title="Another title", quote=link().quote), True),
        (link(), link(url="http://www.relief.example/bulletins/5/#top"), True),
        (link(quote="One  two"), link(quote=" One\ntwo "), True),
        (link(url=None), link(url=None, title="BULLETIN 5"), True),
        (link(), link(quote="Another passage."), False),
        (link(), link(url="https://relief.example/bulletins/6"), False),
        (link(url=None), link(url=None, title="Bulletin 6"), False),
        (link(), link(url=None), False),
    ],
)
def test_one_passage_is_linked_once(
    first: EvidenceInput, second: EvidenceInput, same: bool
) -> None:
    expected = [("quote", "Source 2 is the same passage as one above it.")] if same else []
    assert found(judgement(evidence=(first, second))) == expected


@pytest.mark.parametrize(
    "earlier",
    [
        {"verdict": "supported", "evidence": ()},
        {"verdict": "half_true", "confidence": 9},
        {"verdict": "not_enough_evidence", "evidence": (SUPPORTS,)},
    ],
)
@pytest.mark.parametrize(
    "changed",
    [
        {"candidate": REJECTED, "rejection_reason": RejectionReason.NOT_A_CLAIM},
        {
            "checkability": Checkability.NOT_CHECKABLE,
            "not_checkable_reason": NotCheckableReason.TOO_VAGUE,
        },
    ],
)
def test_a_verdict_that_was_chosen_before_the_claim_was_set_aside_is_asked_nothing(
    earlier: dict[str, object], changed: dict[str, object]
) -> None:
    assert found(judgement(**{**earlier, **changed})) == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_verdict_can_be_reached_with_the_evidence_that_it_needs(scheme: str) -> None:
    for label in shipped(scheme).verdicts:
        evidence = tuple(link(stance) for stance in label.needs)
        assert found(judgement(verdict=label.code, evidence=evidence), scheme) == []


@settings(deadline=None)
@given(
    verdict=st.sampled_from([label.code for label in VERDICTS.verdicts]),
    sides=st.lists(st.sampled_from(list(itertools.product(Stance, Coverage))), max_size=5),
)
def test_a_verdict_stands_on_whole_sets_of_its_stances_and_an_open_one_on_none(
    verdict: str, sides: list[tuple[Stance, Coverage]]
) -> None:
    evidence = tuple(
        link(stance, coverage=coverage, quote=f"Passage {number}")
        for number, (stance, coverage) in enumerate(sides)
    )
    full = {stance for stance, coverage in sides if coverage is Coverage.FULL}
    parts = [stance for stance, coverage in sides if coverage is Coverage.PARTIAL]
    whole = full | {stance for stance in parts if parts.count(stance) > 1}
    stands = {
        "supported": Stance.SUPPORTS in whole,
        "refuted": Stance.CONTRADICTS in whole,
        "conflicting_evidence": {Stance.SUPPORTS, Stance.CONTRADICTS} <= whole,
        "not_enough_evidence": not full & {Stance.SUPPORTS, Stance.CONTRADICTS},
    }[verdict]
    assert (found(judgement(verdict=verdict, evidence=evidence)) == []) == stands
