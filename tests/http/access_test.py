"""Who may see what: every route, every role; what is not allowed is shut."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from annotator.models import Base
from annotator.operations.people import users
from annotator.terms import Role
from tests.addresses import MISSING

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask

    from tests.visitor import Visitor
    from tests.world import World

EVERYBODY = frozenset(Role)
EDITS = frozenset({Role.EDITOR, Role.ADMINISTRATOR})
EXPORTS = frozenset({Role.EDITOR, Role.REVIEWER, Role.ADMINISTRATOR})
ONLY_ADMINISTRATOR = frozenset({Role.ADMINISTRATOR})
ONLY_ANNOTATOR = frozenset({Role.ANNOTATOR})
ONLY_REVIEWER = frozenset({Role.REVIEWER})
AUDITS = frozenset({Role.REVIEWER, Role.ADMINISTRATOR})

# Every route but those that strangers may see. A new one without a line here fails the suite.
ALLOWED: dict[str, frozenset[Role]] = {
    "agreement.claims": ONLY_REVIEWER,
    "agreement.labels": ONLY_REVIEWER,
    "agreement.people": ONLY_REVIEWER,
    "agreement.sources": ONLY_REVIEWER,
    **dict.fromkeys(
        (
            *("candidates.drop", "candidates.join", "candidates.keep", "candidates.reword"),
            *("candidates.speaker", "candidates.split", "candidates.take_back"),
            "candidates.write",
        ),
        EDITS,
    ),
    "claim_sets.change": EDITS,
    "claim_sets.edit": EDITS,
    "claim_sets.guideline": EVERYBODY,
    "claim_sets.make": EDITS,
    "claim_sets.new": EDITS,
    "claim_sets.one": EVERYBODY,
    "claim_withdrawals.ask": EDITS,
    "claim_withdrawals.withdraw": EDITS,
    "claims.one": EVERYBODY,
    "claims_table.add": EDITS,
    "claims_table.listing": EVERYBODY,
    "desk.check": ONLY_ANNOTATOR,
    "desk.finished": ONLY_ANNOTATOR,
    "desk.item": ONLY_ANNOTATOR,
    "desk.judge": ONLY_ANNOTATOR,
    "desk.leave": ONLY_ANNOTATOR,
    "desk.mark": ONLY_ANNOTATOR,
    "desk.skip": ONLY_ANNOTATOR,
    "desk.take_next": ONLY_ANNOTATOR,
    "bin.first": EDITS,
    "bin.listing": EDITS,
    "bin.restore": EDITS,
    "document_changes.change": EDITS,
    "document_changes.correct": EDITS,
    "document_changes.correction": EDITS,
    "document_changes.edit": EDITS,
    "document_changes.publications": EDITS,
    "document_changes.publish": EDITS,
    "document_changes.unpublish": EDITS,
    "topics.change": EDITS,
    "topics.edit": EDITS,
    "document_changes.withdraw": EDITS,
    "document_changes.withdrawal": EDITS,
    "documents.add": EDITS,
    "documentation.one": EVERYBODY,
    "documents.extract": EDITS,
    "documents.listing": EVERYBODY,
    "documents.one": EVERYBODY,
    "drafts.merge": ONLY_ANNOTATOR,
    "drafts.save": ONLY_ANNOTATOR,
    "account.show": EVERYBODY,
    "account.choose_keys": EVERYBODY,
    "account.change_password": EVERYBODY,
    "account.log_out": EVERYBODY,
    "exports.export": EXPORTS,
    "hints.open_one": ONLY_ANNOTATOR,
    "hints.show": ONLY_ANNOTATOR,
    "history.mine": ONLY_ANNOTATOR,
    "history.reopen": ONLY_ANNOTATOR,
    "history.reply": ONLY_ANNOTATOR,
    "history.undo": ONLY_ANNOTATOR,
    "home.home": EVERYBODY,
    "search.search": EVERYBODY,
    "claim_sets.listing": EVERYBODY,
    "imported_claims.add": EDITS,
    "imported_claims.listing": EDITS,
    "imports.answer": EDITS,
    "imports.cancel": EDITS,
    "imports.choose": EDITS,
    "imports.confirm": EDITS,
    "imports.fetch_again": EDITS,
    "imports.listing": EDITS,
    "imports.one": EDITS,
    "imports.save": EDITS,
    "imports.take_in": EDITS,
    "jobs.cancel": ONLY_ADMINISTRATOR,
    "jobs.cancel_extractions": ONLY_ADMINISTRATOR,
    "jobs.listing": ONLY_ADMINISTRATOR,
    "jobs.retry_extractions": ONLY_ADMINISTRATOR,
    "jobs.retry": ONLY_ADMINISTRATOR,
    "known_answers.change": EDITS,
    "known_answers.edit": EDITS,
    "known_answers.keep": EDITS,
    "known_answers.listing": EDITS,
    "known_answers.remove": EDITS,
    "outlets.change": EDITS,
    "outlets.listing": EVERYBODY,
    "outlets.merge": EDITS,
    "outlets.one": EVERYBODY,
    "outlets.undo": EDITS,
    "members.change": EDITS,
    "members.edit": EDITS,
    "people.change": ONLY_ADMINISTRATOR,
    "people.edit": ONLY_ADMINISTRATOR,
    "people.invite": ONLY_ADMINISTRATOR,
    "people.invited": ONLY_ADMINISTRATOR,
    "people.listing": ONLY_ADMINISTRATOR,
    "people.make": ONLY_ADMINISTRATOR,
    "plans.change": EDITS,
    "plans.edit": EDITS,
    "people.new": ONLY_ADMINISTRATOR,
    "releases.download": EXPORTS,
    "releases.listing": EXPORTS,
    "releases.make": AUDITS,
    "releases.one": EXPORTS,
    "review.draw_one": ONLY_REVIEWER,
    "review.following": ONLY_REVIEWER,
    "review.one": ONLY_REVIEWER,
    "review.queue": ONLY_REVIEWER,
    "review.settle": ONLY_REVIEWER,
    "review.source": ONLY_REVIEWER,
    "review.reopen_decision": ONLY_REVIEWER,
    "speakers.change": EDITS,
    "speakers.listing": EVERYBODY,
    "speakers.merge": EDITS,
    "speakers.one": EVERYBODY,
    "speakers.undo": EDITS,
    "sources.add": ONLY_ANNOTATOR,
    "sources.ask": ONLY_ANNOTATOR,
    "sources.close": ONLY_ANNOTATOR,
    "sources.one": ONLY_ANNOTATOR,
    "sources.open_found": ONLY_ANNOTATOR,
    "sources.paste": ONLY_ANNOTATOR,
    "sources.reopen": ONLY_ANNOTATOR,
    "sources.upload": ONLY_ANNOTATOR,
    "audit_log.listing": AUDITS,
}
STRANGERS = {
    "account.accept_invitation",
    "first_start.begin",
    "first_start.show",
    "account.invitation",
    "account.log_in",
    "account.login",
    "health.health",
    "assets.one",
    "design.components",
}
NAME_OF = {
    Role.ANNOTATOR: "ann",
    Role.REVIEWER: "rita",
    Role.EDITOR: "ed",
    Role.ADMINISTRATOR: "adam",
}


def test_every_route_is_in_the_table(app: Flask) -> None:
    assert {rule.endpoint for rule in app.url_map.iter_rules()} == ALLOWED.keys() | STRANGERS


@pytest.mark.parametrize("role", Role)
def test_a_role_passes_where_it_may_and_nowhere_else(
    app: Flask, visitor: Callable[..., Visitor], world: World, role: Role
) -> None:
    world.import_statements()
    person = visitor(NAME_OF[role])
    token = person.hidden("/")["csrf_token"]
    wrong = []
    for endpoint, allowed in ALLOWED.items():
        if endpoint in ("account.log_out", "account.change_password"):
            continue  # they end the session that the others need
        for method, path in _requests(app, endpoint):
            answer = person.client.open(path, method=method, data={"csrf_token": token})
            passed = answer.status_code != 403
            if passed is not (role in allowed) or answer.status_code >= 500:
                wrong.append((endpoint, method, answer.status_code))
    assert wrong == []


def test_a_stranger_is_asked_to_log_in_everywhere(
    app: Flask, visitor: Callable[..., Visitor], world: World
) -> None:
    stranger = visitor()
    wrong = []
    for endpoint in ALLOWED:
        for method, path in _requests(app, endpoint):
            answer = stranger.client.open(path, method=method)
            asked = answer.status_code == (302 if method == "GET" else 401)
            if not asked or (method == "GET" and "/login" not in answer.location):
                wrong.append((endpoint, method, answer.status_code))
    assert wrong == []


def test_looking_changes_nothing(app: Flask, visitor: Callable[..., Visitor], world: World) -> None:
    world.import_statements()
    person = visitor("ann")
    before = _rows(world)
    for endpoint in ALLOWED:
        for method, path in _requests(app, endpoint):
            if method == "GET":
                person.get(path)
    assert _rows(world) == before


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_a_form_without_its_own_guard_is_refused_everywhere(
    app: Flask, visitor: Callable[..., Visitor], world: World, method: str
) -> None:
    world.import_statements()
    person = visitor("ann")
    before = _rows(world)
    for endpoint in ALLOWED:
        for _, path in _requests(app, endpoint):
            for fields in ({}, {"csrf_token": "forged"}):
                answer = person.client.open(path, method=method, data=fields)
                assert answer.status_code in (400, 403, 405), (endpoint, answer.status)
    assert _rows(world) == before


def test_health_needs_no_log_in(visitor: Callable[..., Visitor]) -> None:
    answer = visitor().get("/health")
    assert (answer.status_code, answer.text) == (200, "ok\n")


def test_a_role_that_was_taken_away_is_gone_at_the_next_request(
    visitor: Callable[..., Visitor], world: World
) -> None:
    person = visitor("ed")
    assert person.get("/imports/new").status_code == 200
    with world.writing() as session:
        users.set_roles(session, user_id=world.people["ed"], roles=[Role.ANNOTATOR])
        session.commit()
    assert person.get("/imports/new").status_code == 403


def test_another_annotators_desk_is_as_if_it_were_not_there(
    visitor: Callable[..., Visitor], world: World
) -> None:
    world.import_statements()
    assignment_id = world.take("ann")
    assert visitor("bob").get(f"/desk/{assignment_id}").status_code == 404
    assert visitor("bob").get(f"/desk/{MISSING}").status_code == 404


def _requests(app: Flask, endpoint: str) -> list[tuple[str, str]]:
    """One request for each method of a route, on things that are there where it wants some."""
    found = []
    for rule in app.url_map.iter_rules(endpoint):
        values = {
            name: MISSING if f"<token:{name}>" in rule.rule else "jsonl" if name == "key" else 1
            for name in rule.arguments
        }
        with app.test_request_context():
            path = app.url_for(endpoint, **values)  # type: ignore[arg-type]
        methods = (rule.methods or set()) & {"GET", "POST"}
        found += [(method, path) for method in sorted(methods)]
    return found


def _rows(world: World) -> dict[str, int]:
    with world.reading() as session:
        return {
            name: session.execute(text(f'SELECT count(*) FROM "{name}"')).scalar_one()
            for name in Base.metadata.tables
        }
