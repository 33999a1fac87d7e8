"""What the checks find keeps a judgement back, or is kept with it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from annotator import checks, dates
from annotator.errors import BadInput
from annotator.jobs.comparing import COMPARISON
from annotator.jobs.runner import run_waiting
from annotator.models import (
    Claim,
    ClaimBand,
    Finding,
    Judgement,
    SetClaim,
)
from annotator.operations.desk.judgements import Unfinished
from annotator.operations.sets.policies import change_policy
from annotator.queries.desk.circumstances import circumstances
from annotator.queries.desk.claim_notes import findings_on_claims
from annotator.queries.judging.judgements import judgements_on
from annotator.queries.sets.policies import policy_of
from annotator.records import JudgementInput
from annotator.terms import CandidateDecision, ListingKind
from tests.addresses import MISSING
from tests.world import evidence, judgement, with_claims, with_reports

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tests.world import World

LATE = evidence(published=dates.parse("2026-01-09"))
WHY = "It counts the Friday before."


def test_a_warning_keeps_a_judgement_back_until_it_has_a_reason(world: World) -> None:
    world.import_statements()
    for reasons in ({}, {(1, 0): " "}, {(1, None): WHY}, {(3, 0): WHY}):
        with pytest.raises(Unfinished) as caught:
            world.judge("ann", judgement(evidence=(LATE,), reasons=reasons))
        assert [(f.number, f.row) for f in caught.value.findings] == [(1, 0)]
    world.judge("ann", judgement(evidence=(LATE,), reasons={(1, 0): WHY}))


def test_what_was_found_is_kept_with_its_reason_and_its_source(world: World) -> None:
    world.import_statements()
    links = (evidence(), evidence(quote="Later.", published=dates.parse("2026-01-09")))
    world.judge("ann", judgement(evidence=links, reasons={(1, 1): f" {WHY} "}))
    with world.reading() as session:
        ((judged,),) = judgements_on(session, [world.nth(SetClaim)]).values()
        numbers = session.scalars(
            select(Finding.check_number).where(Finding.judgement_id == world.nth(Judgement))
        ).all()
    (late,) = [found for found in judged.findings if found.check == 1]
    assert (late.evidence, late.reason, late.severity) == (1, WHY, "warns")
    assert "after the claim (2025-12-06)" in late.message
    assert {1, 2, 6, 10} <= set(numbers)


def test_a_reason_for_what_was_not_found_is_no_finding(world: World) -> None:
    world.import_statements()
    world.judge("ann", judgement(reasons={(7, 0): "It is listed.", (2, 0): "No copy."}))
    with world.reading() as session:
        kept = {f.check_number: f.reason for f in session.scalars(select(Finding))}
    assert 7 not in kept
    assert kept[2] == "No copy."


def test_a_fact_check_is_refused_until_the_set_takes_it(world: World) -> None:
    world.import_statements()
    link = evidence(url="https://herald.example/fact-check/harbour")
    with pytest.raises(Unfinished, match="This is a fact-check"):
        world.judge("ann", judgement(evidence=(link,)))
    _change_policy(world, factchecks_allowed=True)
    world.judge("ann", judgement(evidence=(link,)))


def test_a_listed_domain_is_warned_of(world: World) -> None:
    world.import_statements()
    _change_policy(world, domains="relief.example satirical Jokes daily")
    with pytest.raises(Unfinished, match="calls relief"):
        world.judge("ann", judgement())


def test_what_is_blocked_leaves_nothing_behind(world: World) -> None:
    world.import_statements("the bridge at Kesselbrook carried 4,000 cars a day")
    with pytest.raises(Unfinished, match="The number 4,000"):
        world.judge(
            "ann",
            judgement(
                candidate=CandidateDecision.REWORDED,
                wording="The bridge at Kesselbrook carried 5,000 cars a day",
                reasons={(12, None): WHY},
            ),
        )
    with world.reading() as session:
        assert session.scalars(select(Judgement.id)).all() == []
        assert session.scalars(select(Finding.position)).all() == []


def test_the_list_of_a_set_is_read_line_by_line(world: World) -> None:
    lines = (
        "\n# from the desk\nWWW.Rumours.example unreliable\nhttps://jokes.example/a satirical Ha "
    )
    _change_policy(world, domains=lines)
    with world.reading() as session:
        policy = policy_of(session, world.claim_set_id)
    assert [(one.domain, one.kind, one.note) for one in policy.listed] == [
        ("jokes.example", ListingKind.SATIRICAL, "Ha"),
        ("rumours.example", ListingKind.UNRELIABLE, ""),
    ]


@pytest.mark.parametrize(
    ("lines", "complaint"),
    [
        ("rumours", "Line 1: “rumours” is no domain."),
        ("\nrumours.example", "Line 2: say after rumours.example whether it is unreliable or"),
        ("rumours.example bad", "Line 1: say after rumours.example"),
        ("a.example satirical\nA.example satirical", "Line 2: a.example stands above already."),
    ],
)
def test_a_line_that_cannot_be_read_is_named_and_the_list_stays(
    world: World, lines: str, complaint: str
) -> None:
    _change_policy(world, domains="a.example unreliable")
    with pytest.raises(BadInput, match=complaint):
        _change_policy(world, domains=lines)
    with world.reading() as session:
        assert len(policy_of(session, world.claim_set_id).listed) == 1


def test_a_claim_that_says_the_same_is_found_in_another_document(world: World) -> None:
    world.import_statements("the harbour of Orlest was open on Friday", "the bridge was closed")
    world.import_statements("harbours of Orlest were opened on Friday")
    run_waiting(world.database, COMPARISON)
    with world.reading() as session:
        ids = session.scalars(select(Claim.id).order_by(Claim.id)).all()
        found = findings_on_claims(session, list(ids))
    first, other, last = ([f.message for f in found[one] if f.number == 15] for one in ids)
    assert f"Claim {ids[2]} says nearly the same" in first[0]
    assert other == []
    assert f"Claim {ids[0]} says nearly the same" in last[0]


def test_a_part_is_not_told_that_its_whole_or_its_sister_says_the_same(world: World) -> None:
    whole = "the harbour of Orlest was open and full on Friday"
    world.import_statements(whole, "the harbour of Orlest was open on a Friday")
    open_, full = (f"the harbour of Orlest was {word} on Friday" for word in ("open", "full"))
    world.judge("ann", JudgementInput(CandidateDecision.SPLIT, parts=(open_, full)))
    run_waiting(world.database, COMPARISON)
    assignment_id = world.take("ann") or MISSING
    with world.reading() as session:
        known = circumstances(session, assignment_id, world.people["ann"], judgement())
    near = world.nth(Claim, 2)
    assert [other.claim_id for other in known.near] == [near]
    found = checks.near_findings(known)
    assert [f"Claim {near} says" in one.message for one in found if one.number == 15] == [True]


def test_an_annotators_own_wording_is_suggested_to_nobody(world: World) -> None:
    world.import_statements("the harbour was open")
    world.judge(
        "ann",
        judgement(candidate=CandidateDecision.REWORDED, wording="Ada Maro’s harbour was open"),
    )
    assert run_waiting(world.database, COMPARISON) == 1
    assert run_waiting(world.database, COMPARISON) == 0
    with world.reading() as session:
        assert set(session.scalars(select(ClaimBand.claim_id))) == {world.nth(Claim)}


def test_the_circumstances_are_those_of_the_first_place_that_says_the_claim(world: World) -> None:
    world.import_statements()
    assignment_id = world.take("ann")
    assert assignment_id is not None
    with world.reading() as session:
        known = circumstances(session, assignment_id, world.people["ann"], judgement())
    assert known.mention == known.text == "no harm had been done to civilians"
    assert (known.cue, known.kept_whole) == ("said that", False)
    assert (known.speaker, known.attributed, known.language) == ("Ada Maro", True, "en")
    assert (known.document.metadata.outlet, str(known.document.metadata.published)) == (
        "Northern Herald",
        "2025-12-06",
    )


def test_a_claim_that_was_kept_whole_is_not_asked_to_be_split_and_its_part_is(
    world: World,
) -> None:
    whole = "the road was closed and was repaired"
    world.import_statements(whole, changed=partial(with_claims, kept_whole=True))
    part = "the road was closed and was opened"
    with world.reading() as session:
        assert 11 not in _numbers(session, world.nth(Claim))
    world.judge("ann", JudgementInput(CandidateDecision.SPLIT, parts=(part, "the road was long")))
    assignment_id = world.take("ann") or MISSING
    with world.reading() as session:
        known = circumstances(session, assignment_id, world.people["ann"], judgement())
    assert 11 in [finding.number for finding in checks.word_findings(known)]


def test_the_words_of_saying_belong_into_a_whole_report_and_into_no_other_claim(
    world: World,
) -> None:
    said = partial(with_claims, text="Ada Maro said that trade is important")
    world.import_statements("trade is important", changed=said)
    whole = partial(with_reports, is_report=True)
    world.import_statements("trade is all", changed=lambda found: whole(said(found)))
    with world.reading() as session:
        assert 13 in _numbers(session, world.nth(Claim, 1))
        assert 13 not in _numbers(session, world.nth(Claim, 2))


def _numbers(session: Session, claim_id: int) -> list[int | None]:
    """The numbers of the checks that find something in a claim."""
    found = findings_on_claims(session, [claim_id])
    return [finding.number for finding in found.get(claim_id, [])]


def _change_policy(world: World, *, factchecks_allowed: bool = False, domains: str = "") -> None:
    with world.writing() as session:
        change_policy(
            session,
            claim_set_id=world.claim_set_id,
            factchecks_allowed=factchecks_allowed,
            domains=domains,
        )
        session.commit()
