"""A colleague's judgement with a word in it that no one else may see, and a person of two roles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from annotator.exports import FORMATS
from annotator.operations.desk import fetches
from annotator.operations.people import users
from annotator.queries.releases.labelled_claims import labelled_claims
from annotator.terms import CandidateDecision, Role, Stance
from tests.world import evidence, judgement

if TYPE_CHECKING:
    from collections.abc import Callable

    from annotator.records import JudgementInput
    from tests.visitor import Visitor
    from tests.world import World

CANARY = "Zanzibar-canary"


def both_have_it(world: World) -> None:
    """One claim, on the desks of Ann and Bob."""
    world.import_statements("the harbour was open")
    world.take("ann")
    world.take("bob")


def bob_is_done(world: World) -> None:
    """The same, and Bob has judged it."""
    both_have_it(world)
    world.judge("bob", judgement("refuted"))


def both_are_done(world: World) -> None:
    """The same, and Ann has judged it otherwise."""
    bob_is_done(world)
    judge_with_canary(world)


def with_roles(world: World, visitor: Callable[..., Visitor], roles: list[Role]) -> Visitor:
    with world.writing() as session:
        users.set_roles(session, user_id=world.people["bob"], roles=roles)
        session.commit()
    return visitor("bob")


def judge_with_canary(world: World, verdict: str = "supported") -> None:
    """Ann opens two sources and judges, with a word in all that she writes."""
    assignment_id = world.take("ann")
    assert assignment_id is not None
    whose: Any = {"assignment_id": assignment_id, "annotator_id": world.people["ann"]}
    world.paste("ann", assignment_id, f"The harbour, {CANARY}", title=CANARY, publisher=CANARY)
    with world.writing() as session:
        fetches.ask(session, **whose, url=f"https://{CANARY}.example/")
        session.commit()
    world.judge("ann", _with_canary(verdict))


def _with_canary(verdict: str) -> JudgementInput:
    link = evidence(
        Stance.CONTRADICTS if verdict == "refuted" else Stance.SUPPORTS,
        url=f"https://{CANARY}.example/",
        title=CANARY,
        publisher=CANARY,
        quote=CANARY,
        note=CANARY,
    )
    return judgement(
        verdict,
        candidate=CandidateDecision.REWORDED,
        wording=f"The harbour was open, {CANARY}",
        justification=CANARY,
        evidence=(link,),
        reasons={(10, None): CANARY, (12, None): CANARY},
    )


def exported(world: World) -> dict[str, bytes]:
    """What each format writes of the set for Bob."""
    with world.reading() as session:
        claims = tuple(labelled_claims(session, world.claim_set_id, world.people["bob"]))
    return {one.key: b"".join(one.write(claims)) for one in FORMATS}
