"""Claim sets: what they hold, and what changes in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from annotator.errors import BadInput
from annotator.models import Claim, Guideline, SetClaim
from annotator.operations.sets import claim_sets
from annotator.queries.agreement.agreement import agreement_of_set
from annotator.queries.releases.labelled_claims import labelled_claims
from annotator.queries.review.review_queue import queue
from annotator.queries.sets.claim_sets import claim_set, set_named
from annotator.queries.sets.listed_claims import claims_of_set
from annotator.queries.sets.progress import progress_of
from annotator.terms import Basis, SetState
from tests.world import judgement

if TYPE_CHECKING:
    from tests.world import World


def test_claims_go_into_a_set_once_and_in_their_order(world: World) -> None:
    world.import_statements()
    other = world.make_set("Other")
    with world.writing() as session:
        ids = list(session.scalars(select(Claim.id).order_by(Claim.id.desc())))
        assert claim_sets.add_claims(session, claim_set_id=other, claim_ids=ids[:2]) == 2
        assert claim_sets.add_claims(session, claim_set_id=other, claim_ids=[*ids, *ids]) == 2
        session.commit()
    with world.reading() as session:
        kept = session.scalars(
            select(SetClaim.claim_id)
            .where(SetClaim.claim_set_id == other)
            .order_by(SetClaim.position)
        ).all()
    assert kept == ids


def test_a_changed_guideline_is_a_new_version_and_an_unchanged_one_is_not(world: World) -> None:
    with world.writing() as session:
        same = claim_sets.revise_guideline(
            session, claim_set_id=world.claim_set_id, markdown="# Be fair\r\n\r\n"
        )
        new = claim_sets.revise_guideline(
            session, claim_set_id=world.claim_set_id, markdown="# Be fairer"
        )
        session.commit()
    assert (same, new) == (1, 2)
    with world.reading() as session:
        assert claim_set(session, world.claim_set_id).guideline == "# Be fairer\n"
        assert session.scalars(select(Guideline.markdown).order_by(Guideline.version)).first() == (
            "# Be fair\n"
        )


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "Verania"}, "name"),
        ({"name": "x" * 121}, "name"),
        ({"overlap": 0}, "overlap"),
        ({"overlap": 51}, "overlap"),
        ({"scheme": "stars"}, "scheme"),
    ],
    ids=str,
)
def test_a_set_that_cannot_be_says_why(
    world: World, changes: dict[str, object], field: str
) -> None:
    fields = {
        "name": "New",
        "description": "",
        "overlap": 2,
        "scheme": "verdicts",
        "guideline": "",
        **changes,
    }
    with world.writing() as session, pytest.raises(BadInput) as caught:
        claim_sets.make_set(session, **fields)  # type: ignore[arg-type]
    assert caught.value.field == field


def test_a_set_is_found_by_its_name_and_others_are_offered(world: World) -> None:
    with world.reading() as session:
        assert set_named(session, "Verania") == world.claim_set_id
        with pytest.raises(Exception, match="There are: Verania"):
            set_named(session, "Ellmark")


def test_closing_a_set_opens_what_was_judged_for_review(world: World) -> None:
    world.import_statements("the harbour was open")
    _change(world, overlap=3)
    world.judge("ann", judgement("supported"))
    world.judge("bob", judgement("refuted"))
    assert _disputed(world) == 0
    _change(world, overlap=3, state=SetState.CLOSED)
    assert _disputed(world) == 1


def test_asking_fewer_people_opens_what_they_judged_for_review(world: World) -> None:
    world.import_statements("the harbour was open")
    _change(world, overlap=3)
    world.judge("ann", judgement("supported"))
    world.judge("bob", judgement("refuted"))
    _change(world, overlap=2)
    assert _disputed(world) == 1


def test_asking_more_people_hides_a_difference_until_they_have_judged(world: World) -> None:
    world.import_statements("the harbour was open")
    world.judge("ann", judgement("supported"))
    world.judge("bob", judgement("refuted"))
    _change(world, overlap=3)
    with world.reading() as session:
        (line,) = claims_of_set(session, world.claim_set_id, world.people["rita"]).items
    assert (line.readable, line.differs) == (False, False)
    assert _disputed(world) == 0


def test_a_closed_set_counts_only_claims_that_somebody_judged(world: World) -> None:
    world.import_statements()
    world.judge("ann")
    _change(world, overlap=2, state=SetState.CLOSED)
    with world.reading() as session:
        assert progress_of(session, world.claim_set_id, world.people["rita"]).complete == 1
        bases = [
            claim.basis
            for claim in labelled_claims(session, world.claim_set_id, world.people["rita"])
        ]
    assert bases == [Basis.SINGLE, *[Basis.NOT_JUDGED] * 3]


def test_agreement_speaks_of_complete_claims_only(world: World) -> None:
    world.import_statements("the harbour was open", "the bridge was closed")
    world.judge("ann", judgement("supported"))
    world.judge("ann", judgement("refuted"))
    world.judge("bob", judgement("supported"))
    with world.reading() as session:
        found = agreement_of_set(session, world.claim_set_id, world.people["rita"])
        lines = claims_of_set(session, world.claim_set_id, world.people["rita"]).items
    assert (found.votes.items, found.votes.judgements) == (1, 2)
    assert (
        next(figure.value for statistic, figure in found.figures if statistic.key == "percent") == 1
    )
    assert [line.readable for line in lines] == [True, False]


def _change(world: World, overlap: int, state: SetState = SetState.OPEN) -> None:
    with world.writing() as session:
        claim_sets.change_set(
            session,
            claim_set_id=world.claim_set_id,
            name="Verania",
            description="",
            overlap=overlap,
            guideline="",
            state=state,
        )
        session.commit()


def _disputed(world: World) -> int:
    with world.reading() as session:
        return queue(session, world.claim_set_id, world.people["rita"]).total
