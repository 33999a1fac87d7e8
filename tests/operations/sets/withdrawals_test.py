"""Claims leave a set with all that was judged of them, and come back as they were."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from annotator.clock import now
from annotator.errors import BadInput, Conflict, NotFound
from annotator.models import (
    Assignment,
    Claim,
    Disagreement,
    Document,
    Judgement,
    SetClaim,
)
from annotator.models.any_claims import WithdrawnSetClaim
from annotator.operations.audit_log import act_as
from annotator.operations.corpus.withdrawals import withdraw_document
from annotator.operations.derived.structures import verify_all
from annotator.operations.desk.revisions import reopen, undo
from annotator.operations.sets.claim_sets import add_claims
from annotator.operations.sets.withdrawals import delete_claim, restore_claim, withdraw_claims
from annotator.queries.agreement.agreement import agreement_of_set
from annotator.queries.audit_log.verification import verify
from annotator.queries.releases.labelled_claims import labelled_claims
from annotator.queries.sets.progress import progress_of
from annotator.queries.sets.withdrawn_claims import claims_to_delete, withdrawn_claims
from tests.past import after
from tests.world import judgement
from tests.world import submit as send

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.world import World

FACTS = ("the harbour was open", "the road was closed", "the bell rang")
WHY = "It is no news."


def disputed(world: World) -> None:
    """Of three claims, Ann and Bob have judged the first and differ."""
    world.import_statements(*FACTS)
    world.judge("ann")
    world.judge("bob", judgement("refuted"))


def do(world: World, work: Callable[..., Any], *, by: Any = None, **given: Any) -> Any:
    with world.writing() as session:
        act_as(session, by and world.people[by])
        done = work(session, **given)
        session.commit()
        return done


def withdraw(world: World, *numbers: int, reason: str = WHY, by: str | None = None) -> None:
    ids = [world.nth(Claim, n) for n in numbers]
    given = {"claim_set_id": world.claim_set_id, "claim_ids": ids, "reason": reason}
    do(world, withdraw_claims, by=by, **given)


def restore(world: World) -> None:
    with world.reading() as session:
        last = select(WithdrawnSetClaim.id).order_by(WithdrawnSetClaim.withdrawn_at.desc())
        found = session.scalars(last).first()
    do(world, restore_claim, set_claim_id=found)


def places(world: World) -> list[str]:
    with world.reading() as session:
        texts = select(Claim.text).join(SetClaim, SetClaim.claim_id == Claim.id)
        return list(session.scalars(texts.order_by(SetClaim.position)))


def figures(world: World) -> Any:
    """What pages, exports and the derived structures say of the set, to a reviewer."""
    reader = world.people["rita"]
    with world.reading() as session:
        found = verify_all(session, world.claim_set_id)
        assert {key: one.differences for key, one in found.items() if one.count} == {}
        return (
            progress_of(session, world.claim_set_id, reader),
            repr(agreement_of_set(session, world.claim_set_id, reader).votes),
            [line.text for line in labelled_claims(session, world.claim_set_id, reader)],
            session.scalars(
                select(SetClaim.seats_left)
                .where(SetClaim.claim_set_id == world.claim_set_id)
                .order_by(SetClaim.position)
            ).all(),
        )


@after(disputed)
def test_a_withdrawn_claim_leaves_queue_figures_and_exports_and_comes_back_as_it_was(
    world: World,
) -> None:
    before, order = figures(world), places(world)
    assert before[0].to_decide == 1
    withdraw(world, 1)
    progress, _agreement, exported, _seats = figures(world)
    assert (progress.claims, progress.complete, progress.to_decide) == (2, 0, 0)
    assert FACTS[0] not in exported
    assert places(world) == [FACTS[2], FACTS[1]]
    with world.reading() as session:
        # What was judged stays.
        assert len(session.scalars(select(Judgement.id)).all()) == 2
        assert session.scalars(select(Disagreement.set_claim_id)).all()
    restore(world)
    assert figures(world) == before
    assert places(world) == order
    with world.reading() as session:
        found = verify(session, contents=True)
    assert (found.broken, found.unvouched) == (None, 0)


@after(disputed)
def test_claims_come_back_to_their_places_in_the_opposite_order(world: World) -> None:
    order = places(world)
    withdraw(world, 2)
    withdraw(world, 1)
    assert places(world) == [FACTS[2]]
    restore(world)
    restore(world)
    assert places(world) == order


@after(disputed)
def test_no_annotator_gets_or_changes_a_withdrawn_claim(world: World) -> None:
    taken = world.take("ann")
    withdraw(world, 1, 2)
    assert world.take("ann") != taken
    with world.reading() as session:
        mine = session.scalars(
            select(Assignment.token)
            .where(Assignment.annotator_id == world.people["ann"])
            .order_by(Assignment.id)
        ).all()
    assert taken in mine
    whose = {"annotator_id": world.people["ann"], "lease_minutes": 60}
    for assignment_id in (mine[0], taken):
        with pytest.raises(Conflict, match="An editor has withdrawn this claim"):
            do(world, reopen, assignment_id=assignment_id, **whose)
    with pytest.raises(Conflict, match="An editor has withdrawn this claim"):
        submit(world, taken)
    with pytest.raises(NotFound, match="nothing to undo"):
        do(world, undo, claim_set_id=world.claim_set_id, **whose)
    figures(world)


def submit(world: World, assignment_id: Any) -> None:
    whose = {"assignment_id": assignment_id, "annotator_id": world.people["ann"]}
    do(world, send, **whose, token="late", given=judgement())


@after(disputed)
def test_a_reason_is_needed_where_an_annotator_has_had_the_claim(world: World) -> None:
    with pytest.raises(BadInput, match="Enter a reason"):
        withdraw(world, 1, reason=" ")
    # The third claim is reserved for Ann and Bob; a fourth came later.
    world.import_statements("the ferry sailed")
    withdraw(world, 4, reason="", by="ed")
    restore(world)
    # Who judges in the set must not learn what others have begun.
    with pytest.raises(BadInput, match="Enter a reason"):
        withdraw(world, 4, reason="", by="ann")
    with pytest.raises(NotFound):
        do(world, withdraw_claims, claim_set_id=world.claim_set_id, claim_ids=[0], reason=WHY)


@after(disputed)
def test_only_what_no_annotator_had_is_deleted_after_30_days(world: World) -> None:
    world.import_statements("the ferry sailed")
    withdraw(world, 1)
    withdraw(world, 4, reason="")
    with world.reading() as session:
        names = [line.name.split(" · ")[0] for line in withdrawn_claims(session).lines]
        assert names == ["the ferry sailed", FACTS[0]]
        assert claims_to_delete(session, now(), 9) == []
        due = claims_to_delete(session, now() + timedelta(days=31), 9)
    assert len(due) == 1
    do(world, delete_claim, set_claim_id=due[0])
    with world.reading() as session:
        assert len(withdrawn_claims(session).lines) == 1
        assert session.scalars(select(Claim.text)).all()[-1] == "the ferry sailed"
    with pytest.raises(NotFound):
        do(world, restore_claim, set_claim_id=due[0])


@after(disputed)
def test_a_withdrawn_claim_that_is_added_again_comes_back_with_its_judgements(
    world: World,
) -> None:
    before = figures(world)
    withdraw(world, 1)
    claims = {"claim_set_id": world.claim_set_id, "claim_ids": [world.nth(Claim, 1)]}
    assert do(world, add_claims, **claims) == 1
    assert figures(world) == before


@after(disputed)
def test_the_document_of_withdrawn_claims_needs_a_reason_and_comes_back_first(
    world: World,
) -> None:
    withdraw(world, 1, 2, 3)
    document = {"document_id": world.nth(Document)}
    with pytest.raises(BadInput, match="Enter a reason"):
        do(world, withdraw_document, **document)
    do(world, withdraw_document, **document, reason=WHY)
    with pytest.raises(Conflict, match="Restore the document first"):
        restore(world)
