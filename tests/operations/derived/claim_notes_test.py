"""What the checks find in a claim's own words is kept once, and never trusted beyond its time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select, update

from annotator.jobs.comparing import COMPARISON
from annotator.jobs.runner import run_waiting
from annotator.models import Claim, ClaimNote, Document
from annotator.operations.derived.claim_notes import wait_for_notes
from annotator.queries.desk.claim_notes import any_unnoted, findings_on_claims
from annotator.records import JudgementInput
from annotator.terms import CandidateDecision

if TYPE_CHECKING:
    from tests.world import World

POINTING = "he was thanked for that"


def test_the_worker_keeps_what_it_finds_and_pages_read_that(world: World) -> None:
    world.import_statements(POINTING)
    before = _messages(world)
    assert run_waiting(world.database, COMPARISON) == 1
    assert _messages(world) == before != []
    with world.writing() as session:
        assert not any_unnoted(session)
        session.execute(update(ClaimNote).values(message="Kept words."))
        session.commit()
    assert _messages(world) == ["Kept words."] * len(before)


def test_a_claim_is_found_again_when_its_document_says_something_else_around_it(
    world: World,
) -> None:
    document_id = world.import_statements("Ada Maro opened the hall")
    with world.writing() as session:
        session.scalars(select(Claim)).one().text = "Ada Maro opened the Xylophone hall"
        session.commit()
    run_waiting(world.database, COMPARISON)
    assert ["Xylophone" in message for message in _messages(world)] == [True]
    with world.writing() as session:
        # By an operation that forgets to say so.
        session.scalars(select(Document)).one().title = "The Xylophone hall opens"
        session.commit()
    assert _messages(world) == []
    with world.writing() as session:
        wait_for_notes(session, document_id=document_id)
        session.commit()
    assert run_waiting(world.database, COMPARISON) == 1
    with world.reading() as session:
        assert session.scalar(select(func.count()).select_from(ClaimNote)) == 0


def test_what_a_document_lacks_is_no_warning_of_each_claim(world: World) -> None:
    world.import_statements("Ada Maro opened the harbour")
    with world.writing() as session:
        session.execute(
            update(Document).values(published_at=None, published_precision=None, outlet_id=None)
        )
        session.commit()
    assert _messages(world) == []


def test_a_rewording_that_an_annotator_keeps_for_themselves_waits_for_no_notes(
    world: World,
) -> None:
    world.import_statements("the harbour was open")
    reworded = JudgementInput(CandidateDecision.SPLIT, parts=("He was.", "She was."))
    world.judge("ann", reworded)
    run_waiting(world.database, COMPARISON)
    with world.reading() as session:
        noted = set(session.scalars(select(ClaimNote.claim_id)))
        assert noted == {world.nth(Claim)}
    assert run_waiting(world.database, COMPARISON) == 0


def _messages(world: World) -> list[str]:
    with world.reading() as session:
        found = findings_on_claims(session, [world.nth(Claim)])
    return [finding.message for one in found.values() for finding in one]
