"""Each derived structure finds the rows that differ from their sources, and rebuilds them."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import delete, select, text, update

from annotator.errors import NotFound
from annotator.jobs.ordering import ORDERING
from annotator.jobs.runner import run_waiting
from annotator.models import (
    Claim,
    ClaimBand,
    ClaimNote,
    ClaimPattern,
    Disagreement,
    Judgement,
    PatternCount,
    Progress,
    QueuedClaim,
    QueueOrder,
    SetClaim,
)
from annotator.models.any_claims import AnySetClaim
from annotator.operations.derived import structure
from annotator.operations.derived.claim_notes import keep_notes
from annotator.operations.derived.structure import Difference
from annotator.operations.derived.structures import DERIVED, rebuild_all, verify_all
from annotator.operations.derived.word_index import keep_bands
from annotator.operations.review.spot_checks import draw
from annotator.records import JudgementInput
from annotator.terms import CandidateDecision, Decision
from tests.past import after
from tests.world import World, judgement

if TYPE_CHECKING:
    from annotator.operations.derived.structure import VerifiedRows
    from annotator.storage.database import Database

FACTS = ("the harbour was open", "the road was closed", "the bell rang", "the ferry had sailed")
SPLIT = JudgementInput(CandidateDecision.SPLIT, parts=("The ferry sailed.", "It was late."))
#: By structure: what breaks a row of the first claim or of ann, and how that row is reported.
BREAKS = {
    "seats": (
        "UPDATE set_claim SET seats_left = 1 WHERE id = :first",
        Difference("claim {claim}", "1", "0"),
    ),
    "progress": (
        "UPDATE progress SET judged = 9 WHERE annotator_id = :ann",
        Difference("ann", "9 judged, 6 turns, passed 4", "4 judged, 6 turns, passed 4"),
    ),
    "disagreements": (
        "UPDATE disagreement SET state = 'gone' WHERE set_claim_id = :first AND kind = 'verdict'",
        Difference("claim {claim}, round 1, verdict", "nothing", "open"),
    ),
    "patterns": (
        (
            "UPDATE claim_pattern SET pattern = 'refuted:2'"
            " WHERE set_claim_id = :first AND question = 'verdict'"
        ),
        Difference("claim {claim}, round 1, verdict", "refuted:2", "refuted:1 supported:1"),
    ),
    "pattern_counts": (
        "UPDATE pattern_count SET claims = 7 WHERE pattern = 'refuted:1 supported:1'",
        Difference("verdict, refuted:1 supported:1", "7", "2"),
    ),
    "queue": (
        (
            "UPDATE queued_claim SET state = 'drawn', place = NULL, likely_error = NULL"
            " WHERE set_claim_id = :first"
        ),
        Difference(
            "claim {claim}",
            "drawn since {since}, judgement {judgement}",
            "open since {since}, judgement {judgement}",
        ),
    ),
    "queue_order": (
        "UPDATE queued_claim SET likely_error = 0.123 WHERE set_claim_id = :first",
        Difference(
            "claim {claim}",
            "place {place}, likely error 0.123000",
            "place {place}, likely error {likely}",
        ),
    ),
    "word_index": (
        "DELETE FROM claim_band WHERE claim_id = :claim",
        Difference("claim {claim}", "nothing", "{bands}"),
    ),
    "claim_notes": (
        "DELETE FROM claim_note WHERE claim_id = :claim",
        Difference("claim {claim}", "{surroundings}", "{surroundings} {notes}"),
    ),
}


def _judged(world: World) -> None:
    """A set with what can happen in one, its queue ordered and its words indexed."""
    world.import_statements(*FACTS)
    for fact in FACTS[:3]:
        world.judge("ann", judgement("supported"))
        world.judge("bob", judgement("supported" if fact is FACTS[1] else "refuted"))
    world.judge("ann", SPLIT)
    with world.writing() as session:
        keep_bands(session)
        keep_notes(session)
        draw(session, claim_set_id=world.claim_set_id, reviewer_id=world.people["rita"])
        session.commit()
    world.decide("rita", _set_claim(world, 3), decision=Decision.ALL_WRONG)
    assert run_waiting(world.database, ORDERING) == 1


pytestmark = after(_judged)


def test_what_people_did_is_what_is_derived(world: World) -> None:
    found = _verified(world)
    assert list(found) == [one.key for one in DERIVED]
    assert {key for key, one in found.items() if one.rows == 0} == set()
    assert _differing(found) == {}


@pytest.mark.parametrize("key", BREAKS)
def test_a_row_that_was_changed_is_found_and_rebuilt(world: World, key: str) -> None:
    before = _rows(world.database)
    statement, expected = BREAKS[key]
    named = _names(world)
    _run(world, statement)
    differences = _differing(_verified(world))
    assert differences == {
        key: (
            Difference(
                expected.row.format(**named),
                expected.kept.format(**named),
                expected.right.format(**named),
            ),
        )
    }
    _rebuild(world)
    assert _differing(_verified(world)) == {}
    assert _rows(world.database) == before


def test_rebuilding_what_is_right_changes_nothing(world: World) -> None:
    before = _rows(world.database)
    _rebuild(world)
    assert _rows(world.database) == before


def test_what_is_lost_comes_back_from_its_sources(world: World) -> None:
    # These times, and how far a person has searched, have no other source.
    alone = {
        "disagreement": ("id", "opened_at"),
        "queued_claim": ("since",),
        "progress": ("passed",),
        "set_claim": ("returned",),
    }
    before = _rows(world.database, without=alone)
    with world.writing() as session:
        for table in (Disagreement, ClaimPattern, PatternCount, QueuedClaim, QueueOrder, Progress):
            session.execute(delete(table))
        session.execute(delete(ClaimBand))
        session.execute(delete(ClaimNote))
        session.execute(update(AnySetClaim).values(seats_left=0))
        session.commit()
    lost = _differing(_verified(world))
    assert lost.keys() == {one.key for one in DERIVED} - {"queue_order"}
    _rebuild(world)
    assert _differing(_verified(world)) == {}
    assert _rows(world.database, without=alone) == before


def test_two_claims_that_changed_places_are_both_named(world: World) -> None:
    world.import_statements("the mill had closed")
    for name, verdict in (("ann", "supported"), ("bob", "refuted")):
        for _ in range(3):
            world.judge(name, judgement(verdict))
    _rebuild(world)
    waiting = select(QueuedClaim.set_claim_id, QueuedClaim.place).where(
        QueuedClaim.place.is_not(None)
    )
    with world.writing() as session:
        places = session.execute(waiting.order_by(QueuedClaim.place)).all()
        for claim, other in ((places[0], places[1]), (places[1], places[0])):
            session.execute(
                update(QueuedClaim)
                .where(QueuedClaim.set_claim_id == claim.set_claim_id)
                .values(place=other.place)
            )
        session.commit()
    found = _verified(world)["queue_order"]
    assert (found.rows, found.count) == (len(places), 2)


def test_a_claim_that_a_person_has_passed_and_could_be_given_is_found(world: World) -> None:
    world.import_statements("the mill had closed")
    _run(world, "UPDATE progress SET passed = 5 WHERE annotator_id = :bob")
    kept, right = (f"3 judged, 4 turns, passed {place}" for place in (5, 4))
    assert _differing(_verified(world)) == {"progress": (Difference("bob", kept, right),)}
    _rebuild(world)
    assert _differing(_verified(world)) == {}


def test_of_many_differences_some_are_named_and_all_are_counted(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(structure, "MOST_NAMED", 2)
    with world.writing() as session:
        session.execute(update(AnySetClaim).values(seats_left=9))
        session.commit()
    found = _verified(world)["seats"]
    assert (found.rows, found.count, len(found.differences)) == (6, 6, 2)


def test_a_set_that_is_not_there_is_not_rebuilt(world: World) -> None:
    with world.writing() as session, pytest.raises(NotFound, match="There is no such claim set"):
        rebuild_all(session, world.claim_set_id + 1)


def test_a_set_is_rebuilt_while_people_judge_and_decide_in_it(world: World) -> None:
    world.import_statements(*(f"tram {number} had left" for number in range(12)))

    def judge(name: str, verdict: str) -> None:
        while world.take(name) is not None:
            world.judge(name, judgement(verdict))

    def rebuild() -> None:
        for _ in range(6):
            _rebuild(world)

    def decide() -> None:
        world.decide("rita", _set_claim(world, 1), decision=Decision.SENT_BACK)

    with ThreadPoolExecutor(4) as pool:
        jobs = [
            pool.submit(judge, "ann", "supported"),
            pool.submit(judge, "bob", "refuted"),
            pool.submit(rebuild),
            pool.submit(decide),
        ]
        for job in jobs:
            job.result(timeout=120)
    assert _differing(_verified(world)) == {}


def _verified(world: World) -> dict[str, VerifiedRows]:
    with world.reading() as session:
        return verify_all(session, world.claim_set_id)


def _differing(found: dict[str, VerifiedRows]) -> dict[str, tuple[Difference, ...]]:
    return {key: one.differences for key, one in found.items() if one.count}


def _rebuild(world: World) -> None:
    with world.writing() as session:
        rebuild_all(session, world.claim_set_id)
        session.commit()


def _set_claim(world: World, position: int) -> int:
    with world.reading() as session:
        of_set = SetClaim.claim_set_id == world.claim_set_id
        return session.scalars(
            select(SetClaim.id).where(of_set, SetClaim.position == position)
        ).one()


def _run(world: World, statement: str) -> None:
    wanted = text(statement)
    names = _names(world)
    values = {name: names[name] for name in wanted.compile().params}
    with world.writing() as session:
        assert session.connection().execute(wanted, values).rowcount > 0
        session.commit()


def _names(world: World) -> dict[str, Any]:
    """The first claim of the set with what is kept of it, and the people, by name."""
    first = _set_claim(world, 1)
    with world.reading() as session:
        claim = session.get_one(SetClaim, first)
        queued = session.get_one(QueuedClaim, first)
        bands = select(ClaimBand.value).where(ClaimBand.claim_id == claim.claim_id)
        notes = select(ClaimNote).where(ClaimNote.claim_id == claim.claim_id)
        return {
            **world.people,
            "first": first,
            "claim": claim.claim_id,
            "since": queued.since.isoformat(timespec="milliseconds"),
            "judgement": session.get_one(Judgement, queued.judgement_id).token,
            "place": queued.place,
            "likely": f"{queued.likely_error or 0:.6f}",
            "bands": " ".join(map(str, sorted(session.scalars(bands)))),
            "surroundings": session.get_one(Claim, claim.claim_id).noted_for,
            "notes": " ".join(
                f"{one.check_number}: {one.message}" for one in session.scalars(notes)
            ),
        }


def _rows(
    database: Database, without: dict[str, tuple[str, ...]] | None = None
) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of the derived tables, but for when the order was counted."""
    left_out = {"queue_order": ("counted_at", "rests_until"), **(without or {})}
    tables = (
        Disagreement,
        ClaimPattern,
        PatternCount,
        QueuedClaim,
        QueueOrder,
        Progress,
        ClaimBand,
        ClaimNote,
    )
    found = {}
    with database.reading() as session:
        for table in (*tables, SetClaim):
            name = table.__tablename__
            columns = [
                column
                for column in table.__table__.columns
                if column.name not in left_out.get(name, ())
            ]
            found[name] = sorted(
                (tuple(row) for row in session.execute(select(*columns))), key=repr
            )
    return found
