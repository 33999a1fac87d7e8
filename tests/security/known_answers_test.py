"""Known answers of an open set are hidden from those to whom such a claim may still come."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from annotator.errors import Refused
from annotator.models import SetClaim
from annotator.operations.people import users
from annotator.operations.sets import claim_sets, known_answers
from annotator.queries.releases.labelled_claims import labelled_claims
from annotator.queries.releases.releases import check_may_read
from annotator.queries.visibility.blindness import ANYBODY
from annotator.records import Answer
from annotator.terms import Purpose, Role, SetState
from tests.past import after

if TYPE_CHECKING:
    from collections.abc import Callable

    from annotator.queries.visibility.blindness import Reader
    from tests.cli.conftest import Run
    from tests.visitor import Visitor
    from tests.world import World

REASON = "The register of ferries says so."


def _known(world: World) -> None:
    """Ed wrote the answer to a claim; rita, adam and ed annotate as well."""
    world.import_statements("ferry 1 had sailed", "ferry 2 had sailed")
    with world.writing() as session:
        for name, role in (("rita", Role.REVIEWER), ("adam", Role.ADMINISTRATOR)):
            both = [role, Role.ANNOTATOR]
            users.set_roles(session, user_id=world.people[name], roles=both)
        known_answers.set_answer(
            session,
            set_claim_id=world.nth(SetClaim),
            made_by_id=world.people["ed"],
            given=Answer(
                purpose=Purpose.KNOWN_ANSWER,
                verdict="refuted",
                not_checkable_reason=None,
                rejection_reason=None,
                reason=REASON,
            ),
        )
        session.commit()


@after(_known)
def test_exports_leave_them_out_for_who_annotates_until_the_set_is_closed(world: World) -> None:
    rita, ed = world.people["rita"], world.people["ed"]
    assert not _exported(world, rita)
    assert not _exported(world, ANYBODY)
    assert _exported(world, ed)
    with world.writing() as session:
        users.set_roles(session, user_id=ed, roles=[Role.EDITOR, Role.ANNOTATOR])
        session.commit()
    assert _exported(world, ed), "who wrote an answer never gets its claim"
    _close(world)
    assert _exported(world, rita)
    assert _exported(world, ANYBODY)


@after(_known)
def test_pages_and_the_audit_log_hide_them_too(
    visitor: Callable[..., Visitor], world: World
) -> None:
    ed, adam = visitor("ed"), visitor("adam")
    assert REASON in ed.text("/set-claims/#1/known-answer")
    listing = adam.text("/sets/#1/known-answers")
    assert "1 answer of another person is hidden from you" in listing
    assert "ferry 1 had sailed" not in listing
    for page in ("/set-claims/#1/known-answer", "/set-claims/#1/known-answer/remove"):
        sent = adam.send(page, {}, page="/set-claims/#2/known-answer")
        assert (sent.status_code, REASON in sent.text) == (403, False)
    assert adam.get("/set-claims/#1/known-answer").status_code == 403
    assert (
        "known answer set"
        not in adam.text("/audit-log?action=known_answer_set").split("</form>")[-1]
    )
    _close(world)
    assert "ferry 1 had sailed" in adam.text("/sets/#1/known-answers")
    assert "ferry 1 had sailed" in adam.text("/audit-log?action=known_answer_set")


@after(_known)
def test_releases_of_an_open_set_are_not_for_who_may_get_such_a_claim(world: World) -> None:
    for reader in (world.people["rita"], ANYBODY):
        with world.reading() as session, pytest.raises(Refused, match="known answers"):
            check_may_read(session, world.claim_set_id, reader)
    with world.reading() as session:
        check_may_read(session, world.claim_set_id, world.people["ed"])
    _close(world)
    with world.reading() as session:
        check_may_read(session, world.claim_set_id, world.people["rita"])


def test_log_ins_of_others_are_for_administrators_alone(
    visitor: Callable[..., Visitor], run: Run, world: World
) -> None:
    visitor("ann")
    rita, adam = visitor("rita"), visitor("adam")
    visitor().log_in("ann", "a wrong password")
    assert "Ann" in _events(adam, "logged_in")
    assert "account" in _events(adam, "login_failed")
    mine = _events(rita, "logged_in")
    assert "Rita" in mine
    assert "Ann" not in mine
    assert "Adam" not in mine
    assert "account" not in _events(rita, "login_failed")
    made, ann = _events(rita, "account_made"), world.people["ann"]
    assert f"account {ann}" not in made
    assert f"account {ann}" in _events(adam, "account_made")
    assert run("audit", "list", "--action", "logged_in").stdout == ""
    assert len(run("audit", "list", "--action", "logged_in", "--by", "adam").stdout.split("\n")) > 2


def _events(person: Visitor, action: str) -> str:
    return person.text(f"/audit-log?action={action}").rpartition("</form>")[2]


def _exported(world: World, reader: Reader) -> bool:
    with world.reading() as session:
        claims = labelled_claims(session, world.claim_set_id, reader)
        return any(claim.known_answer is not None for claim in claims)


def _close(world: World) -> None:
    with world.writing() as session:
        claim_sets.change_set(
            session,
            claim_set_id=world.claim_set_id,
            name="Verania",
            description="",
            overlap=2,
            guideline="",
            state=SetState.CLOSED,
        )
        session.commit()
