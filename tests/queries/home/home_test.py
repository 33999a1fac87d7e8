"""What Home shows: what waits for a person, the pace of sets, and the newest decisions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from annotator.import_states import ImportState
from annotator.models import Claim, ClaimSet, ImportBatch
from annotator.operations.sets import claim_sets
from annotator.queries.home.decisions import newest_decisions
from annotator.queries.home.waiting import days_left, gaps, waiting_imports
from annotator.queries.sets.progress import progress_in
from annotator.terms import Decision, Role
from tests.past import after
from tests.security.canary import with_roles
from tests.statements import statements
from tests.world import judgement

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.visitor import Visitor
    from tests.world import World


def _decided(world: World) -> None:
    world.import_statements("the harbour was open", "the bridge was shut")
    for name, verdict in (("ann", "supported"), ("bob", "refuted")):
        world.judge(name, judgement(verdict))
    world.decide("rita")


def _returned(world: World) -> None:
    world.import_statements("the harbour was open")
    for name, verdict in (("ann", "supported"), ("bob", "refuted")):
        world.judge(name, judgement(verdict))


@after(_returned)
def test_each_role_finds_what_waits_for_it(visitor: Callable[..., Visitor], world: World) -> None:
    assert "1 claim to review In 1 set" in visitor("rita").words("/")
    assert "Nothing waits for you" in visitor("ann").words("/")
    world.decide("rita", decision=Decision.SENT_BACK, verdict=None, reasons=(), evidence=())
    words = visitor("ann").words("/")
    assert "1 claim returned to you The oldest is in “Verania”" in words
    assert "claim to review" not in visitor("rita").words("/")


def test_an_editor_finds_failed_imports_imports_to_confirm_and_documents_without_details(
    visitor: Callable[..., Visitor], world: World
) -> None:
    world.import_statements("the harbour was open")
    assert "Nothing waits for you" in visitor("ed").words("/")
    with world.writing() as session:
        batch = session.get_one(ImportBatch, world.nth(ImportBatch))
        batch.state, batch.failure = ImportState.FAILED, "The worker was away."
        batch.tidied = False
        session.commit()
    assert "1 failed import" in visitor("ed").words("/")
    assert "failed import" not in visitor("ann").words("/")
    with world.reading() as session:
        assert waiting_imports(session).failed_id == world.nth(ImportBatch)
        # Documents of an import that is not done are no documents yet.
        assert gaps(session).count == 0


@after(_decided)
def test_the_newest_decisions_are_shown_to_those_who_may_know_them(
    visitor: Callable[..., Visitor], world: World
) -> None:
    for person in ("ann", "bob", "rita", "ed", "adam"):
        assert "Refuted" in visitor(person).words("/"), person
    assert "Recent decisions" not in visitor("cleo").words("/")
    other = world.make_set("Elections")
    with world.writing() as session:
        claim_sets.add_claims(session, claim_set_id=other, claim_ids=[world.nth(Claim)])
        session.commit()
    # Ann could get the claim in the other set.
    assert "Recent decisions" not in visitor("ann").words("/")
    assert "Refuted" in visitor("ed").words("/")


@after(_decided)
def test_the_pace_of_a_set_is_that_of_the_last_week_and_hidden_from_who_judges_in_it(
    visitor: Callable[..., Visitor], world: World
) -> None:
    # Two judgements on the first day, and two are left.
    assert _days(world, "ed") == {world.claim_set_id: 1}
    for name in ("ann", "bob"):
        world.judge(name, judgement())
    assert _days(world, "ed") == {world.claim_set_id: 0}
    with_roles(world, visitor, list(Role))
    assert _days(world, "bob") == {}
    empty = world.make_set("Elections")
    with world.writing() as session:
        claim_sets.add_claims(session, claim_set_id=empty, claim_ids=[world.nth(Claim)])
        session.commit()
    assert _days(world, "ed")[empty] is None


@after(_decided)
def test_more_sets_and_documents_take_no_more_statements(
    visitor: Callable[..., Visitor], world: World
) -> None:
    people = {name: visitor(name) for name in ("rita", "ed")}
    for person in people.values():
        person.get("/")
    before = {name: _sent(world, person) for name, person in people.items()}
    for number in range(3):
        world.import_statements(
            f"the harvest of year {number} doubled", claim_set_id=world.make_set(f"Set {number}")
        )
    assert {name: _sent(world, person) for name, person in people.items()} == before


def test_a_decision_that_is_shown_once_is_one_line(world: World) -> None:
    _decided(world)
    with world.reading() as session:
        (found,) = newest_decisions(session, world.people["ed"])
    assert (found.line.label, found.reviewer, found.set_name) == ("refuted", "Rita", "Verania")


def _days(world: World, name: str) -> dict[int, int | None]:
    with world.reading() as session:
        reader = world.people[name]
        ids = list(session.scalars(select(ClaimSet.id)))
        return days_left(session, progress_in(session, ids, reader), reader)


def _sent(world: World, person: Visitor) -> int:
    with statements(world.database) as sent:
        person.get("/")
    return len(sent)
