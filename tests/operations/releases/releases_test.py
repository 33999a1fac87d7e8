"""A release holds what its rule lets out, says how people agreed, and never changes."""

from __future__ import annotations

import hashlib
import json
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select, text

from annotator.errors import BadInput, Conflict, NotFound
from annotator.models import AuditEvent, ClaimSet, SetClaim
from annotator.operations.releases.derived_files import derive, record_hash
from annotator.operations.releases.releases import keep, prepare
from annotator.operations.sets import claim_sets
from annotator.queries.releases import releases as queries
from annotator.records import JudgementInput, QuoteInput, ReleaseInput
from annotator.terms import Checkability, Decision, NotCheckableReason, ReleaseRule, SetState
from tests.past import after
from tests.world import evidence, judgement

if TYPE_CHECKING:
    from tests.world import World

FACTS = (
    "the harbour was open",
    "the bridge carried 4,000 cars a day",
    "no harm had been done to civilians",
)
BY_DECISION = ReleaseInput(ReleaseRule.ADJUDICATED, any_source=True)


def _judged(world: World) -> None:
    """Three claims judged by two: they agree on the first, and on neither of the others."""
    world.import_statements(*FACTS)
    for name, verdicts in (("ann", ("supported",) * 3), ("bob", ("supported",) + ("refuted",) * 2)):
        for verdict in verdicts:
            world.judge(name, _given(verdict))


def _judged_by_three(world: World) -> None:
    world.claim_set_id = world.make_set("Three each", overlap=3)
    world.import_statements(*FACTS)
    for name, verdicts in (
        ("ann", ("supported", "refuted", "supported")),
        ("bob", ("supported", "refuted", "refuted")),
        ("cleo", ("supported", "supported", "not_checkable")),
    ):
        for verdict in verdicts:
            world.judge(name, _given(verdict))


def _released_with_a_derived_file(world: World) -> None:
    _judged(world)
    _derive_csv(world, _released(world, BY_DECISION).id)


@after(_judged)
def test_decided_and_agreed_claims_go_out_and_the_others_are_counted(world: World) -> None:
    world.decide("rita", _set_claim(world, 2), verdict="refuted")
    report = _released(world, BY_DECISION).report
    assert (report["claims"], report["labels"]) == (2, {"supported": 1, "refuted": 1})
    assert report["bases"] == {"unanimous": 1, "adjudicated": 1}
    assert report["left_out"] == {"disputed": 1}
    assert report["reasons"] == {"missed_evidence": 1}
    assert (report["scheme"], report["guidelines"]) == ("verdicts/1", [1])


@after(_judged_by_three)
@pytest.mark.parametrize(
    ("given", "labels"),
    [
        (ReleaseInput(ReleaseRule.UNANIMOUS, any_source=True), {"supported": 1}),
        (ReleaseInput(ReleaseRule.MAJORITY, 1, any_source=True), {"supported": 1, "refuted": 1}),
        (ReleaseInput(ReleaseRule.MAJORITY, 3, any_source=True), {"supported": 1}),
        (ReleaseInput(ReleaseRule.ADJUDICATED, any_source=True), {"supported": 1}),
    ],
    ids=lambda value: str(getattr(value, "rule", "")),
)
def test_each_rule_lets_out_what_it_says(
    world: World, given: ReleaseInput, labels: dict[str, int]
) -> None:
    world.claim_set_id = world.nth(ClaimSet, 2)
    assert _released(world, given).report["labels"] == labels


@after(_judged)
def test_soft_labels_say_how_many_gave_each_label(world: World) -> None:
    world.decide("rita", _set_claim(world, 2))
    soft = ReleaseInput(ReleaseRule.ADJUDICATED, soft=True, any_source=True)
    lines = _file(world, _released(world, soft).id, "jsonl").splitlines()
    assert [json.loads(line)["votes"] for line in lines] == [
        {"supported": 2},
        {"refuted": 1, "supported": 1},
    ]
    lines = _file(world, _released(world, BY_DECISION).id, "jsonl").splitlines()
    assert [json.loads(line)["votes"] for line in lines] == [None, None]


def test_a_claim_with_a_source_that_is_not_kept_stays_unless_it_is_asked_for(
    world: World,
) -> None:
    world.import_statements(*FACTS[:2])
    for name in ("ann", "bob"):
        for kept in (True, False):
            assignment_id = world.take(name)
            assert assignment_id is not None
            link = evidence()
            if kept:
                fetch_id = world.paste(name, assignment_id, "It is open.", url=link.url)
                link = evidence(quote="It is open.", anchor=QuoteInput(fetch_id))
            world.judge(name, judgement(evidence=(link,)))
    strict = _released(world, ReleaseInput(ReleaseRule.UNANIMOUS)).report
    assert (strict["claims"], strict["left_out"]) == (1, {"source_not_kept": 1})
    assert (strict["snapshots"], strict["claims_with_a_source_not_kept"]) == (1, 0)
    found = _released(world, ReleaseInput(ReleaseRule.UNANIMOUS, any_source=True))
    assert (found.report["claims"], found.report["claims_with_a_source_not_kept"]) == (2, 1)
    (source,) = json.loads(_file(world, found.id, "report"))["sources"]
    assert source["sha256"] == hashlib.sha256(b"It is open.").hexdigest()
    assert source["source"] == evidence().url


def test_nothing_that_is_still_being_judged_gets_into_a_release(world: World) -> None:
    world.import_statements(*FACTS)
    for _ in range(2):
        world.judge("ann", _given("supported", justification="A canary sings."))
    world.judge("bob")
    found = _released(world, BY_DECISION)
    assert (found.report["claims"], found.report["left_out"]) == (1, {"being_judged": 2})
    assert found.report["judgements"]["count"] == 2
    everything = b"".join(_file(world, found.id, file.key) for file in found.files)
    assert everything.count(b"canary") == 1  # of the claim that both have judged


@after(_judged)
def test_adjudicating_everything_changes_nothing_of_what_was_before(world: World) -> None:
    first = _released(world, BY_DECISION).report
    for place in (2, 3):
        world.decide("rita", _set_claim(world, place), verdict="refuted")
    second = _released(world, BY_DECISION).report
    assert second["agreement"]["before"] == first["agreement"]["before"]
    assert second["judgements"] == first["judgements"]
    assert first["agreement"]["after"] == first["agreement"]["before"]
    (before,) = _values(second["agreement"]["before"], "percent")
    (after,) = _values(second["agreement"]["after"], "percent")
    assert before == pytest.approx(1 / 3)
    assert after == 1
    assert second["against_decisions"] == [
        {"annotator": "ann", "decided": 2, "same": 0},
        {"annotator": "bob", "decided": 2, "same": 2},
    ]


@after(_judged)
def test_what_a_reviewer_had_judged_again_changes_nothing_of_what_was_before(world: World) -> None:
    given = ReleaseInput(ReleaseRule.ADJUDICATED, any_source=True)
    before = _released(world, given).report["agreement"]["before"]
    world.decide("rita", _set_claim(world, 2), decision=Decision.SECOND_ROUND)
    world.judge("cleo", judgement("supported"))
    world.decide("rita", _set_claim(world, 3), decision=Decision.SENT_BACK)
    for name in ("ann", "bob"):
        world.judge(name, judgement("refuted"))
    found = _released(world, given).report["agreement"]
    assert found["before"] == before
    assert found["after"]["judgements"] == before["judgements"] + 1


def test_whoever_was_found_acceptable_too_judged_as_decided(world: World) -> None:
    world.import_statements("the harbour was open")
    chosen = world.judge("ann", judgement("supported"))
    world.judge("bob", judgement("refuted"))
    world.decide("rita", decision=Decision.BOTH_ACCEPTABLE, chosen_judgement=chosen)
    found = _released(world, ReleaseInput(ReleaseRule.ADJUDICATED, any_source=True)).report
    assert found["labels"] == {"supported": 1}
    assert found["against_decisions"] == [
        {"annotator": "ann", "decided": 1, "same": 1},
        {"annotator": "bob", "decided": 1, "same": 1},
    ]


@after(_judged)
def test_the_files_are_the_same_bytes_whatever_happens_to_the_set(world: World) -> None:
    made = _released(world, BY_DECISION)
    before = {file.key: _file(world, made.id, file.key) for file in made.files}
    assert before.keys() == {"jsonl", "report"}
    for file in made.files:
        assert hashlib.sha256(before[file.key]).hexdigest() == file.sha256
        assert len(before[file.key]) == file.size
    world.decide("rita", _set_claim(world, 2))
    with world.writing() as session:
        claim_sets.change_set(
            session,
            claim_set_id=world.claim_set_id,
            name="Renamed",
            description="",
            overlap=2,
            guideline="# Another",
            state=SetState.CLOSED,
        )
        session.commit()
    assert {file.key: _file(world, made.id, file.key) for file in made.files} == before
    with world.reading() as session:
        assert queries.release(session, made.id, world.people["rita"]).report == made.report


@after(_judged)
def test_a_release_says_what_changed_since_the_last(world: World) -> None:
    first = _released(world, ReleaseInput(ReleaseRule.UNANIMOUS, any_source=True))
    world.decide("rita", _set_claim(world, 2))
    log = (evidence(title="The hospital's log", url=None),)
    world.decide("rita", _set_claim(world, 3), verdict="supported", evidence=log)
    second = _released(world, BY_DECISION)
    third = _released(world, ReleaseInput(ReleaseRule.UNANIMOUS, any_source=True))
    with world.reading() as session:
        assert queries.differences(session, first) is None
        found = queries.differences(session, second)
        assert found is not None
        assert (found.since, found.added.count, found.gone.count, found.changed.count) == (
            1,
            2,
            0,
            0,
        )
        assert {(words, after) for _, words, _, after in found.added.claims} == {
            (FACTS[1], "refuted"),
            (FACTS[2], "supported"),
        }
        found = queries.differences(session, third)
        assert found is not None
        assert (found.added.count, found.gone.count) == (0, 2)


@after(_judged)
def test_a_changed_label_is_named_with_both(world: World) -> None:
    world.decide("rita", _set_claim(world, 2), verdict="refuted")
    _released(world, BY_DECISION)
    _decide_anew(world, "supported")
    with world.reading() as session:
        found = queries.differences(session, _released(world, BY_DECISION))
    assert found is not None
    assert [row[1:] for row in found.changed.claims] == [(FACTS[1], "refuted", "supported")]


@after(_released_with_a_derived_file)
@pytest.mark.parametrize(
    "table", ["release", "released_claim", "release_file", "release_piece", "derived_file"]
)
def test_the_database_refuses_to_change_a_release(world: World, table: str) -> None:
    changes = [f"DELETE FROM {table}", f"UPDATE {table} SET {_first_column(table)} = 7"]
    if world.database.engine.dialect.name == "sqlite":
        changes.append(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")
    for change in changes:
        with world.writing() as session, pytest.raises(Exception, match="a release is never"):
            session.execute(text(change))


@after(_judged)
def test_a_release_is_in_the_trail_with_the_hashes_of_its_files(world: World) -> None:
    made = _released(world, BY_DECISION)
    with world.reading() as session:
        released = select(AuditEvent).where(AuditEvent.action == "release_made")
        event = session.scalars(released).one()
    assert event.actor_id == world.people["rita"]
    assert all(file.sha256 in event.change for file in made.files)


@pytest.mark.parametrize(
    ("given", "complaint"),
    [
        (ReleaseInput(ReleaseRule.MAJORITY, 0), "from 1 to 50"),
        (ReleaseInput(ReleaseRule.MAJORITY), "A margin belongs to a majority"),
        (ReleaseInput(ReleaseRule.UNANIMOUS, 2), "A margin belongs to a majority"),
        (
            ReleaseInput(ReleaseRule.UNANIMOUS),
            r"No claim of this set matches this rule \(3 not yet judged by all\)",
        ),
    ],
    ids=str,
)
def test_what_cannot_be_released_says_why(
    world: World, given: ReleaseInput, complaint: str
) -> None:
    world.import_statements(*FACTS)
    with pytest.raises(BadInput, match=complaint):
        _released(world, given)


@after(_judged)
def test_of_two_who_release_at_once_the_second_is_told(world: World) -> None:
    with TemporaryFile() as room, world.reading() as session:
        late = prepare(
            session,
            claim_set_id=world.claim_set_id,
            given=BY_DECISION,
            made_by=None,
            reader=world.people["rita"],
            room=room,
        )
        session.rollback()
        _released(world, BY_DECISION)
        with world.writing() as writing, pytest.raises(Conflict, match="in the meantime"):
            keep(writing, prepared=late, made_by_id=None)


def test_a_release_that_is_not_there_is_not_found(world: World) -> None:
    with world.reading() as session:
        for call in (
            lambda: queries.release(session, 9, world.people["rita"]),
            lambda: queries.release_numbered(session, world.claim_set_id, 9),
        ):
            with pytest.raises(NotFound):
                call()


def _given(verdict: str, **changes: Any) -> JudgementInput:
    if verdict != "not_checkable":
        return judgement(verdict, **changes)
    return judgement(
        None,
        checkability=Checkability.NOT_CHECKABLE,
        not_checkable_reason=NotCheckableReason.OPINION,
        confidence=None,
        evidence=(),
    )


def _released(world: World, given: ReleaseInput) -> queries.OneRelease:
    with TemporaryFile() as room:
        with world.reading() as session:
            prepared = prepare(
                session,
                claim_set_id=world.claim_set_id,
                given=given,
                made_by="rita",
                reader=world.people["rita"],
                room=room,
            )
        with world.writing() as session:
            release_id = keep(session, prepared=prepared, made_by_id=world.people["rita"])
            session.commit()
    with world.reading() as session:
        return queries.release(session, release_id, world.people["rita"])


def _derive_csv(world: World, release_id: int) -> None:
    with TemporaryFile() as room:
        with world.reading() as session:
            found = queries.release(session, release_id, world.people["rita"])
            derived = derive(session, found=found, key="csv", room=room)
        with world.writing() as session:
            record_hash(session, derived)
            session.commit()


def _file(world: World, release_id: int, key: str) -> bytes:
    with world.reading() as session:
        return b"".join(
            queries.content_of(
                session, queries.release(session, release_id, world.people["rita"]), key
            )
        )


def _set_claim(world: World, place: int) -> int:
    with world.reading() as session:
        return session.scalars(
            select(SetClaim.id).where(
                SetClaim.claim_set_id == world.claim_set_id, SetClaim.position == place
            )
        ).one()


def _values(agreement: dict[str, Any], key: str) -> list[float]:
    return [figure["value"] for figure in agreement["figures"] if figure["key"] == key]


def _first_column(table: str) -> str:
    return "margin" if table == "release" else "release_id"


def _decide_anew(world: World, verdict: str) -> None:
    """As a hand at the database would."""
    with world.writing() as session:
        session.execute(text(f"UPDATE adjudication SET verdict = '{verdict}'"))
        session.commit()
