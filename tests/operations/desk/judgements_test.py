"""A judgement is kept in one piece, once, and only when it may be."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import func, select

from annotator.errors import Conflict, NotFound
from annotator.models import (
    Claim,
    Disagreement,
    EvidenceLink,
    Judgement,
    Passage,
    SetClaim,
    Source,
)
from annotator.models.any_claims import Rewording
from annotator.operations.desk.judgements import Unfinished
from annotator.terms import (
    CandidateDecision,
    Checkability,
    Coverage,
    DisagreementKind,
    NotCheckableReason,
    RejectionReason,
    Stance,
    Worthiness,
)
from tests.addresses import MISSING, named
from tests.world import evidence, judgement, submit

if TYPE_CHECKING:
    from annotator.records import JudgementInput
    from annotator.tokens import Token
    from tests.world import World


def test_a_judgement_is_kept_with_all_its_links(world: World) -> None:
    world.import_statements()
    links = (evidence(), evidence(Stance.IRRELEVANT, quote="The weather was fair."))
    world.judge("ann", judgement(evidence=links))
    with world.reading() as session:
        kept = session.scalars(
            select(EvidenceLink.stance)
            .where(EvidenceLink.judgement_id == world.nth(Judgement))
            .order_by(EvidenceLink.position)
        ).all()
    assert kept == [Stance.SUPPORTS, Stance.IRRELEVANT]


def test_the_same_form_sent_again_is_the_same_judgement(world: World) -> None:
    world.import_statements()
    assignment_id = world.take("ann")
    first = _submit(world, "ann", assignment_id, token="form")
    assert _submit(world, "ann", assignment_id, token="form") == first
    assert _count(world, Judgement) == 1


def test_the_same_form_sent_many_times_at_once_is_one_judgement(world: World) -> None:
    world.import_statements()
    assignment_id = world.take("ann")
    ids: list[Token] = []
    threads = [
        threading.Thread(target=lambda: ids.append(_submit(world, "ann", assignment_id, "form")))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(ids) == 8
    assert len(set(ids)) == 1
    assert _count(world, Judgement) == 1


def test_another_form_for_a_claim_that_was_judged_is_refused(world: World) -> None:
    world.import_statements()
    assignment_id = world.take("ann")
    _submit(world, "ann", assignment_id, token="first")
    with pytest.raises(Conflict, match="already"):
        _submit(world, "ann", assignment_id, token="second")


def test_nobody_judges_on_the_desk_of_somebody_else(world: World) -> None:
    world.import_statements()
    assignment_id = world.take("ann")
    with pytest.raises(NotFound):
        _submit(world, "bob", assignment_id)


def test_an_unfinished_judgement_leaves_nothing_behind(world: World) -> None:
    world.import_statements()
    assignment_id = world.take("ann")
    with pytest.raises(Unfinished, match="supports"):
        _submit(world, "ann", assignment_id, given=judgement(evidence=()))
    assert _count(world, Judgement) == _count(world, Source) == 0


def test_what_is_no_fact_is_not_checkable_whatever_else_was_sent(world: World) -> None:
    world.import_statements()
    given = judgement(worthiness=Worthiness.NFS, not_checkable_reason=NotCheckableReason.TOO_VAGUE)
    judgement_id = world.judge("ann", given)
    with world.reading() as session:
        kept = named(session, Judgement, judgement_id)
        assert kept.checkability is Checkability.NOT_CHECKABLE
        assert (kept.not_checkable_reason, kept.verdict, kept.confidence) == (None, None, None)


def test_no_fact_differs_from_a_verdict_and_not_from_not_checkable(world: World) -> None:
    world.import_statements("it was a fine day", "the harbour was open")
    no_fact = judgement(worthiness=Worthiness.NFS)
    vague = judgement(
        checkability=Checkability.NOT_CHECKABLE,
        not_checkable_reason=NotCheckableReason.TOO_VAGUE,
    )
    for given in (no_fact, no_fact):
        world.judge("ann", given)
    for given in (vague, judgement()):
        world.judge("bob", given)
    with world.reading() as session:
        found = session.execute(select(Disagreement.set_claim_id, Disagreement.kind)).all()
        second = session.scalars(select(SetClaim.id).where(SetClaim.position == 2)).one()
    assert [tuple(row) for row in found] == [(second, DisagreementKind.CHECKABILITY)]


def test_a_verdict_of_another_scheme_is_named_at_its_field(world: World) -> None:
    world.import_statements()
    assignment_id = world.take("ann")
    with pytest.raises(Unfinished) as caught:
        _submit(world, "ann", assignment_id, given=judgement("half_true"))
    assert [finding.field for finding in caught.value.findings] == ["verdict"]


def test_a_rewording_points_to_the_claim_and_is_none_itself(world: World) -> None:
    world.import_statements("the harbour was open")
    wording = "Ada Maro’s harbour  was open"
    world.judge("ann", judgement(candidate=CandidateDecision.REWORDED, wording=wording))
    with world.reading() as session:
        claim = session.scalars(select(Claim)).one()
        rewording = session.scalars(select(Rewording)).one()
    assert (rewording.text, rewording.replaces_id) == ("Ada Maro’s harbour was open", claim.id)
    assert claim.text == "the harbour was open"


def test_a_rejected_candidate_needs_no_verdict(world: World) -> None:
    world.import_statements()
    judgement_id = world.judge(
        "ann",
        judgement(
            candidate=CandidateDecision.REJECTED, rejection_reason=RejectionReason.PAGE_FURNITURE
        ),
    )
    with world.reading() as session:
        kept = named(session, Judgement, judgement_id)
    assert (kept.verdict, kept.checkability, kept.confidence) == (None, None, None)


def test_a_claim_that_cannot_be_checked_keeps_the_reason(world: World) -> None:
    world.import_statements()
    judgement_id = world.judge(
        "ann",
        judgement(
            checkability=Checkability.NOT_CHECKABLE,
            not_checkable_reason=NotCheckableReason.OPINION,
            verdict=None,
        ),
    )
    with world.reading() as session:
        assert named(session, Judgement, judgement_id).not_checkable_reason == "opinion"


@pytest.mark.parametrize(
    "decisions",
    [
        {"worthiness": Worthiness.NFS},
        {
            "checkability": Checkability.NOT_CHECKABLE,
            "not_checkable_reason": NotCheckableReason.OPINION,
        },
        {
            "candidate": CandidateDecision.REJECTED,
            "rejection_reason": RejectionReason.PAGE_FURNITURE,
        },
        {"candidate": CandidateDecision.SPLIT, "parts": ("The harbour was open.", "It was full.")},
    ],
    ids=["no fact", "not checkable", "not a claim", "several claims"],
)
def test_why_a_verdict_was_right_is_not_kept_where_there_is_no_verdict(
    world: World, decisions: dict[str, Any]
) -> None:
    world.import_statements("the harbour was open and full")
    judgement_id = world.judge("ann", judgement(evidence=(), **decisions))
    with world.reading() as session:
        assert named(session, Judgement, judgement_id).justification == ""


def test_a_merged_claim_keeps_no_why_of_the_verdict_that_it_might_have_had(world: World) -> None:
    world.import_statements("the harbour was open", "the port was not closed")
    with world.reading() as session:
        other = session.scalars(select(Claim.id).order_by(Claim.id.desc()).limit(1)).one()
    merged = judgement(candidate=CandidateDecision.MERGED, merged_with=other, evidence=())
    judgement_id = world.judge("ann", merged)
    with world.reading() as session:
        assert named(session, Judgement, judgement_id).justification == ""


def test_one_address_written_in_two_ways_is_one_source_and_both_citations_stay(
    world: World,
) -> None:
    world.import_statements("the harbour was open")
    world.judge("ann", judgement(evidence=(evidence(title="Bulletin 5"),)))
    other = evidence(url="http://www.relief.example/bulletins/5/#top", title="The fifth bulletin")
    world.judge("bob", judgement(evidence=(other,)))
    assert (_count(world, Source), _count(world, Passage)) == (1, 1)
    with world.reading() as session:
        titles = session.scalars(select(EvidenceLink.title).order_by(EvidenceLink.id)).all()
    assert titles == ["Bulletin 5", "The fifth bulletin"]


def test_one_passage_under_two_spellings_of_its_address_is_named(world: World) -> None:
    world.import_statements()
    assignment_id = world.take("ann")
    twice = (evidence(), evidence(url="http://www.relief.example/bulletins/5/"))
    with pytest.raises(Unfinished, match="same passage"):
        _submit(world, "ann", assignment_id, given=judgement(evidence=twice))


def test_not_enough_evidence_stands_beside_a_source_that_covers_a_part(world: World) -> None:
    world.import_statements()
    partial = evidence(coverage=Coverage.PARTIAL)
    world.judge("ann", judgement("not_enough_evidence", evidence=(partial,)))


def _submit(
    world: World,
    name: str,
    assignment_id: Token | None,
    token: str = "form",
    given: JudgementInput | None = None,
) -> Token:
    with world.writing() as session:
        kept = submit(
            session,
            assignment_id=assignment_id or MISSING,
            annotator_id=world.people[name],
            token=token,
            given=given or judgement(),
        )
        session.commit()
    return kept.judgement_id


def _count(world: World, table: Any) -> int:
    with world.reading() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0
