"""What an annotator reworded or split off shows on no page, in no list, count, search or export."""

from __future__ import annotations

import re
import secrets
from typing import TYPE_CHECKING, Any

from annotator.exports import FORMATS
from annotator.operations.desk import revisions
from annotator.operations.people import users
from annotator.queries.releases.labelled_claims import labelled_claims
from annotator.records import JudgementInput
from annotator.terms import CandidateDecision, Role
from tests.operations.derived.machine import judge_next
from tests.world import judgement, submit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from flask import Flask

    from annotator.tokens import Token
    from tests.visitor import Visitor
    from tests.world import World

WHOLE, OTHER = "no civilian and no port was harmed", "the harbour was open"
SUBCLAIMS = ("Ada Maro’s civilians were safe.", "Ada Maro’s ports were safe.")
SPLIT = JudgementInput(CandidateDecision.SPLIT, parts=SUBCLAIMS)
REWORDED = judgement(candidate=CandidateDecision.REWORDED, wording="Ada Maro’s harbour was open")
#: Two claims, two subclaims and a rewording.
ROWS = range(1, 6)
#: Stands for a row that is not there.
MISSING = 999_999_999
#: Exports are compared by themselves: each is an event of the audit log.
LEFT_OUT = {"assets.one", "exports.export"}
_HIDDEN_FIELD = re.compile(r'<input[^>]*type="hidden"[^>]*>')


def test_others_cannot_tell_that_an_annotator_reworded_or_split(
    app: Flask, visitor: Callable[..., Visitor], world: World
) -> None:
    rita, bob = _with_every_role(world, visitor), visitor("bob")
    world.import_statements(WHOLE, OTHER)
    split, reworded = (_judged(world) for _ in range(2))
    before: list[dict[str, Any]] = [
        _shown(app, rita, world),
        _shown(app, bob, world),
        _exported(world),
    ]
    _revise(world, split, SPLIT)
    _revise(world, reworded, REWORDED)
    assert (judge_next(world, "ann"), judge_next(world, "ann")) == SUBCLAIMS
    after: list[dict[str, Any]] = [
        _shown(app, rita, world),
        _shown(app, bob, world),
        _exported(world),
    ]
    for one, other in zip(before, after, strict=True):
        assert [name for name, shown in other.items() if shown != one[name]] == []


def test_once_all_have_judged_the_subclaims_are_on_the_pages_and_the_rewording_with_its_judgement(
    app: Flask, visitor: Callable[..., Visitor], world: World
) -> None:
    rita = _with_every_role(world, visitor)
    world.import_statements(WHOLE, OTHER)
    for given in (SPLIT, judgement(), judgement(), REWORDED):
        world.judge("ann", given)
    for _ in range(2):
        world.judge("bob")
    pages = {path: text for path, (_, text) in _shown(app, rita, world).items()}
    for subclaim in SUBCLAIMS:
        assert [path for path, text in pages.items() if subclaim in text and "/claims/" in path]
    with_rewording = {path for path, text in pages.items() if REWORDED.wording in text}
    assert with_rewording
    assert not [path for path in with_rewording if path.startswith("/claims/")]


def _with_every_role(world: World, visitor: Callable[..., Visitor]) -> Visitor:
    """A person with all roles but that of an annotator."""
    with world.writing() as session:
        users.set_roles(
            session,
            user_id=world.people["rita"],
            roles=[role for role in Role if role is not Role.ANNOTATOR],
        )
        session.commit()
    return visitor("rita")


def _judged(world: World) -> Token:
    """Ann accepts what comes next; returns her assignment's id."""
    assignment_id = world.take("ann")
    assert assignment_id is not None
    world.judge("ann")
    return assignment_id


def _revise(world: World, assignment_id: Token, given: JudgementInput) -> None:
    whose: Any = {"assignment_id": assignment_id, "annotator_id": world.people["ann"]}
    with world.writing() as session:
        revisions.reopen(session, **whose, lease_minutes=60)
        submit(session, **whose, token=secrets.token_hex(8), given=given)
        session.commit()


def _shown(app: Flask, person: Visitor, world: World) -> dict[str, tuple[int, str]]:
    """What each page answers to this person, by its address, but for what is new each time."""
    return {
        path: (answer.status_code, _HIDDEN_FIELD.sub("", answer.text))
        for path in _paths(app)
        for answer in (person.get(world.at(path, missing=MISSING)),)
    }


def _paths(app: Flask) -> Iterator[str]:
    """Each address that can be looked at, with each row that there may be as `#n`."""
    yield "/?words=safe"
    for rule in app.url_map.iter_rules():
        if "GET" in (rule.methods or ()) and rule.endpoint not in LEFT_OUT:
            for number in ROWS if rule.arguments else ROWS[:1]:
                path = re.sub(r"<(?:int|token):\w+>", f"#{number}", rule.rule)
                yield re.sub(r"<(?:\w+:)?\w+>", str(number), path)


def _exported(world: World) -> dict[str, bytes]:
    """What each format writes of the set."""
    with world.reading() as session:
        claims = tuple(labelled_claims(session, world.claim_set_id, world.people["rita"]))
    return {one.key: b"".join(one.write(claims)) for one in FORMATS}
