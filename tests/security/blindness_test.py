"""Annotators learn nothing of a colleague's judgement while they can change their own: by no page,
number, order, file or command, whatever other roles they have.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from annotator.errors import Conflict
from annotator.exports import FORMATS
from annotator.models import Assignment, SetClaim
from annotator.operations.desk import revisions
from annotator.operations.review.adjudications import reopen as reopen_decision
from annotator.operations.review.spot_checks import draw
from annotator.operations.sets.claim_sets import change_set
from annotator.queries.hints.candidate_passages import candidate_passages
from annotator.queries.sources.search import search
from annotator.terms import AssignmentState, Role, SetState
from tests.past import after
from tests.security.canary import (
    CANARY,
    bob_is_done,
    both_are_done,
    both_have_it,
    exported,
    judge_with_canary,
    with_roles,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from flask import Flask

    from tests.visitor import Visitor
    from tests.world import World

PAIRS = {
    "reviewer": [Role.ANNOTATOR, Role.REVIEWER],
    "editor": [Role.ANNOTATOR, Role.EDITOR],
    "administrator": [Role.ANNOTATOR, Role.ADMINISTRATOR],
    "every role": list(Role),
}
#: Stands for a row that is not there.
MISSING = 999_999_999
#: Exports are events of the audit log, so they are compared by themselves.
LEFT_OUT = {"static", "scripts.one", "exports.export"}
#: What an address may ask for beside the page itself.
ASKED = (
    "/?words=canary",
    "/documents?words=canary",
    "/sets/#1/mine?label=supported",
    "/sets/#1/review?show=drawn",
    "/sets/#1/review?show=decided",
    "/sets/#1/review?order=time&narrow=1",
    "/sets/#1/review?label=supported",
    "/sets/#1/review?label=refuted",
    "/sets/#1/review?kind=verdict",
    "/sets/#1/review?annotator=1",
    "/sets/#1/agreement/claims?one=refuted&other=supported",
    "/sets/#1/agreement/claims?by=annotator&one=ann&other=bob",
    "/desk/#2/sources?words=canary",
    "/audit-log?since=2020",
    "/audit-log?action=judgement_submitted",
    "/jobs?failed=1&waiting=1",
)
#: Forms that a curious colleague sends; all are refused, or find nothing.
SENT = (
    "/review/#1",
    "/review/#1/reopen",
    "/sets/#1/spot-checks",
    "/sets/#1/releases/new",
    "/desk/#1/reply",
    "/desk/#2/reply",
)
# What differs from one drawing of a page to the next.
_FRESH = re.compile(r'name="(?:csrf_token|token|drawn_at)"[^>]*>|until \d\d:\d\d')


@after(bob_is_done)
@pytest.mark.parametrize(
    ("roles", "verdict"),
    [*((roles, "supported") for roles in PAIRS.values()), (list(Role), "refuted")],
    ids=[*PAIRS, "every role, and all agree"],
)
def test_all_answers_are_equal_whether_a_colleague_has_judged_or_not(
    app: Flask, visitor: Callable[..., Visitor], world: World, roles: list[Role], verdict: str
) -> None:
    bob = with_roles(world, visitor, roles)
    before, files = _answers(app, bob, world), exported(world)
    judge_with_canary(world, verdict)
    if verdict == "refuted":
        _draw(world)
    after_it = _answers(app, bob, world)
    assert [path for path in before if before[path] != after_it[path]] == []
    assert not [path for path, (_, page) in after_it.items() if CANARY in page]
    assert exported(world) == files
    for one in FORMATS:
        assert bob.get(f"/sets/#1/export.{one.key}").data == files[one.key], one.key


@after(both_have_it)
def test_all_answers_are_equal_before_the_own_judgement_too(
    app: Flask, visitor: Callable[..., Visitor], world: World
) -> None:
    bob = with_roles(world, visitor, list(Role))
    before = _answers(app, bob, world)
    judge_with_canary(world)
    after_it = _answers(app, bob, world)
    assert [path for path in before if before[path] != after_it[path]] == []
    assert not [path for path, (_, page) in after_it.items() if CANARY in page]


@after(both_are_done)
def test_with_the_decision_the_judgements_are_there_and_the_own_one_stands_for_ever(
    visitor: Callable[..., Visitor], world: World
) -> None:
    bob = with_roles(world, visitor, [Role.ANNOTATOR, Role.REVIEWER])
    assert bob.get("/review/#1").status_code == 404
    world.decide("rita")
    assert CANARY in bob.text("/review/#1")
    _cannot_reopen(world, bob)
    with world.writing() as session:
        reopen_decision(
            session,
            set_claim_id=world.nth(SetClaim),
            reviewer_id=world.people["rita"],
            token="t",
            reason="Look again.",
        )
        session.commit()
    _cannot_reopen(world, bob)
    # Nor by the way of a reviewer: who has read it all is asked no more.
    assert "Return to annotators" not in visitor("rita").text("/review/#1")


@after(both_are_done)
def test_in_a_closed_set_the_judgements_are_there_and_stand_when_it_is_opened_again(
    visitor: Callable[..., Visitor], world: World
) -> None:
    bob = with_roles(world, visitor, [Role.ANNOTATOR, Role.REVIEWER])
    _set_state(world, SetState.CLOSED)
    assert CANARY in bob.text("/review/#1")
    _cannot_reopen(world, bob)
    _set_state(world, SetState.OPEN)
    _cannot_reopen(world, bob)
    assert "The set was closed after you judged this claim" in bob.text("/desk/#2")


@after(both_are_done)
def test_a_judgement_opened_again_when_its_set_is_closed_stands_as_it_was(
    visitor: Callable[..., Visitor], world: World
) -> None:
    bob = with_roles(world, visitor, [Role.ANNOTATOR, Role.REVIEWER])
    assert bob.send("/desk/#2/reopen", {}, page="/desk/#2").status_code == 302
    _set_state(world, SetState.CLOSED)
    assert CANARY in bob.text("/review/#1")
    _set_state(world, SetState.OPEN)
    _cannot_reopen(world, bob)


@after(both_are_done)
def test_what_was_read_cannot_be_reopened_in_the_database_either(world: World) -> None:
    world.decide("rita")
    with world.writing() as session, pytest.raises(IntegrityError, match="assignment_final"):
        session.execute(text("UPDATE assignment SET state = 'reopened'"))


@after(both_are_done)
def test_the_queue_lists_nothing_of_the_reviewers_own_and_says_how_much_is_left_to_others(
    visitor: Callable[..., Visitor], world: World
) -> None:
    bob = with_roles(world, visitor, list(Role))
    page = bob.text("/sets/#1/review")
    assert "You judged 1 claim of this set that has no decision yet" in page
    assert "The review queue is empty." in page
    assert "Review 1 claim" not in bob.text("/")
    assert "Review 1 claim" in visitor("rita").text("/")


@pytest.mark.parametrize("ann_was_first", [False, True])
def test_the_order_of_what_is_found_tells_nothing_of_what_a_colleague_opened(
    world: World, ann_was_first: bool
) -> None:
    world.import_statements("the harbour was open")
    anns, bobs = world.take("ann"), world.take("bob")
    assert anns is not None
    assert bobs is not None
    texts = [f"The harbour was open near quay number {number}." for number in range(12)]
    if ann_was_first:
        for told in (texts[11], texts[5]):
            world.paste("ann", anns, told, title=told)
    for told in texts:
        world.paste("bob", bobs, told, title=told)
    with world.reading() as session:
        found = search(session, "harbour quay", world.people["bob"])
        hinted = candidate_passages(session, 0, "the harbour was open", world.people["bob"])
    assert [one.title for one in found] == texts[:1:-1]
    assert [one.quote for one in hinted] == texts[:6:-1]


def _draw(world: World) -> None:
    """Rita draws a spot check, as all agree."""
    with world.writing() as session:
        draw(session, claim_set_id=world.claim_set_id, reviewer_id=world.people["rita"])
        session.commit()


def _answers(app: Flask, person: Visitor, world: World) -> dict[str, tuple[int, str]]:
    """What each page and each refused form answers, but for what is new each time."""
    found = {}
    for path in _paths(app):
        answer = person.get(world.at(path, missing=MISSING))
        found[path] = (answer.status_code, _FRESH.sub("", answer.text))
    token = person.hidden("/account")["csrf_token"]
    for path in SENT:
        answer = person.post(
            world.at(path, missing=MISSING), {"csrf_token": token, "text": "?", "reason": "?"}
        )
        found[f"POST {path}"] = (answer.status_code, _FRESH.sub("", answer.text))
        person.get("/account")  # takes what was flashed
    return found


def _paths(app: Flask) -> Iterator[str]:
    """Each address that can be looked at, with each row that there may be as `#n`: both have a
    desk, and a claim may have a rewording.
    """
    yield from ASKED
    for rule in app.url_map.iter_rules():
        if "GET" in (rule.methods or ()) and rule.endpoint not in LEFT_OUT:
            for number in (1, 2) if rule.rule.startswith(("/desk", "/claims")) else (1,):
                path = re.sub(r"<int:\w+>", f"#{number}", rule.rule)
                yield re.sub(r"<(?:\w+:)?\w+>", "jsonl", path)


def _cannot_reopen(world: World, bob: Visitor) -> None:
    token = bob.hidden("/account")["csrf_token"]
    assert bob.post("/desk/#2/reopen", {"csrf_token": token}).status_code == 409
    whose: Any = {"annotator_id": world.people["bob"], "lease_minutes": 60}
    with world.writing() as session, pytest.raises(Conflict):
        revisions.undo(session, claim_set_id=world.claim_set_id, **whose)
    with world.reading() as session:
        theirs = select(Assignment.state).where(Assignment.annotator_id == world.people["bob"])
        assert session.scalars(theirs).all() == [AssignmentState.DONE]


def _set_state(world: World, state: SetState) -> None:
    with world.writing() as session:
        change_set(
            session,
            claim_set_id=world.claim_set_id,
            name="Verania",
            description="For tests.",
            overlap=2,
            guideline="# Be fair",
            state=state,
        )
        session.commit()
