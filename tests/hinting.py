"""A newsroom with hints on: a claim on a desk, one like it that is decided, and kept sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.jobs.comparing import COMPARISON
from annotator.jobs.runner import run_waiting
from annotator.operations.sets import claim_sets
from annotator.operations.sets.policies import switch_hints
from annotator.queries.sets.claim_sets import claim_set
from annotator.records import QuoteInput
from annotator.terms import SetState
from tests.world import evidence, judgement

if TYPE_CHECKING:
    from annotator.tokens import Token
    from tests.world import World

CLAIM = "the bridge at Kesselbrook carried 4,000 cars a day"
LIKE = "the bridge at Kesselbrook carried 4,000 cars a day last spring"
COUNTED = "The road office counted 4,000 cars a day on the bridge at Kesselbrook."
REGISTER = f"Register of roads 🚢\n\nNobody came. {COUNTED} It rained.\n\nThe harbour is closed."


def open_claim(world: World, name: str = "ann", *facts: str) -> Token:
    """A claim of a set with hints on, on this person's desk; returns the assignment."""
    world.import_statements(*(facts or (CLAIM,)))
    switch(world, hints=True)
    run_waiting(world.database, COMPARISON)
    assignment_id = world.take(name)
    assert assignment_id is not None
    return assignment_id


def switch(world: World, *, hints: bool) -> bool:
    """Switch the hints of the set on or off; return whether it has a judgement."""
    with world.writing() as session:
        amid = switch_hints(session, claim_set_id=world.claim_set_id, hints=hints)
        session.commit()
    return amid


def decide_elsewhere(world: World, fact: str = LIKE, text: str = REGISTER) -> int:
    """A claim of a set of one, judged by Cleo on a passage of a text; returns the set."""
    other = world.make_set(f"Orlest {fact}"[:100], overlap=1)
    world.import_statements(fact, claim_set_id=other)
    assignment_id = world.take("cleo", other)
    assert assignment_id is not None
    fetch_id = world.paste(
        "cleo", assignment_id, text, title="Register of roads", publisher="Road Office"
    )
    start = text.index(COUNTED)
    anchor = QuoteInput(fetch_id, start, start + len(COUNTED))
    link = evidence(quote=COUNTED, anchor=anchor, title="Register of roads", note="canary-note")
    given = judgement(justification="canary-reason", evidence=(link,))
    world.judge("cleo", given, claim_set_id=other)
    run_waiting(world.database, COMPARISON)
    return other


def decided(world: World) -> None:
    """A claim on Ann's desk, and one like it that is decided in another set, which is open."""
    open_claim(world)
    decide_elsewhere(world)


def decided_and_closed(world: World) -> None:
    """The same in a set that is closed."""
    open_claim(world)
    close(world, decide_elsewhere(world))


def close(world: World, claim_set_id: int, state: SetState = SetState.CLOSED) -> None:
    """Close a set."""
    with world.writing() as session:
        found = claim_set(session, claim_set_id)
        claim_sets.change_set(
            session,
            claim_set_id=claim_set_id,
            name=found.name,
            description=found.description,
            overlap=found.overlap,
            guideline=found.guideline,
            state=state,
        )
        session.commit()
