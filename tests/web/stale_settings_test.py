"""Two people on one page of settings: neither overwrites the other."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any

from annotator.models import SetClaim
from annotator.operations.sets import known_answers
from annotator.queries.people.people import person
from annotator.queries.sets.known_answers import known_rules
from annotator.queries.sets.settings import set_settings
from annotator.records import Answer
from annotator.terms import Purpose
from tests.visitor import hidden_fields
from tests.web.known_answers_pages_test import ANSWER

if TYPE_CHECKING:
    from collections.abc import Callable

    from werkzeug.test import TestResponse

    from tests.visitor import Visitor
    from tests.world import World

SETTINGS = {"name": "Verania", "overlap": "2", "state": "open", "guideline": "Be fair."}


def choose(
    person: Visitor, path: str, refused: TestResponse, chosen: dict[str, str]
) -> TestResponse:
    """Send the page of both versions with this choice."""
    return person.post(path, {**hidden_fields(refused.text), **chosen})


def test_the_second_of_two_who_save_a_set_sees_both_versions_and_chooses(
    visitor: Callable[..., Visitor], world: World
) -> None:
    first, second = visitor("adam"), visitor("adam")
    page = second.hidden("/sets/#1/edit")
    saved = first.send("/sets/#1/edit", {**SETTINGS, "description": "Ports", "hints": "y"})
    assert saved.status_code == 302
    mine = {**page, **SETTINGS, "description": "Harvests", "guideline": "Be kind."}
    refused = second.post("/sets/#1/edit", mine)
    assert refused.status_code == 409
    words = html.unescape(re.sub(r"<[^>]+>", " ", refused.text))
    for version in ("Ports", "Harvests", "Be fair.", "Be kind."):
        assert version in words
    assert "Annotators per claim" not in words
    assert stored(world).description == "Ports"
    chosen = {"take:description": "other", "take:guideline": "mine", "take:hints": "other"}
    assert choose(second, "/sets/#1/edit", refused, chosen).status_code == 302
    found = stored(world)
    assert (found.description, found.guideline, found.hints) == ("Ports", "Be kind.\n", True)


def test_a_choice_between_two_versions_is_refused_when_a_third_was_saved(
    visitor: Callable[..., Visitor], world: World
) -> None:
    first, second = visitor("adam"), visitor("adam")
    page = second.hidden("/sets/#1/edit")
    first.send("/sets/#1/edit", {**SETTINGS, "description": "Ports"})
    refused = second.post("/sets/#1/edit", {**page, **SETTINGS, "description": "Harvests"})
    first.send("/sets/#1/edit", {**SETTINGS, "description": "Bridges"})
    again = choose(second, "/sets/#1/edit", refused, {"whole": "mine"})
    assert again.status_code == 409
    assert choose(second, "/sets/#1/edit", again, {"whole": "mine"}).status_code == 302
    assert stored(world).description == "Harvests"


def test_a_stale_page_that_says_what_is_stored_is_no_conflict(
    visitor: Callable[..., Visitor], world: World
) -> None:
    first, second = visitor("adam"), visitor("adam")
    page = second.hidden("/sets/#1/edit")
    fields = {**SETTINGS, "description": "Ports", "guideline": "Be fair.\n"}
    first.send("/sets/#1/edit", fields)
    assert second.post("/sets/#1/edit", {**page, **fields}).status_code == 302


def test_a_stale_page_reopens_no_closed_account_and_gives_no_lost_role_back(
    visitor: Callable[..., Visitor], world: World
) -> None:
    first, second, bob = visitor("adam"), visitor("adam"), world.people["bob"]
    page = second.hidden(f"/people/{bob}")
    first.send(f"/people/{bob}", {"display_name": "Bob", "roles": "editor"})
    refused = second.post(
        f"/people/{bob}",
        {**page, "display_name": "Robert", "roles": "annotator", "active": "y"},
    )
    assert refused.status_code == 409
    with world.reading() as session:
        found = person(session, bob)
    assert (found.display_name, found.active, [*found.roles]) == ("Bob", False, ["editor"])
    chosen = {"take:display_name": "mine", "take:roles": "other", "take:active": "other"}
    assert choose(second, f"/people/{bob}", refused, chosen).status_code == 302
    with world.reading() as session:
        found = person(session, bob)
    assert (found.display_name, found.active, [*found.roles]) == ("Robert", False, ["editor"])


def test_a_page_without_its_version_changes_nothing(
    visitor: Callable[..., Visitor], world: World
) -> None:
    adam, bob = visitor("adam"), world.people["bob"]
    page = {**adam.hidden(f"/people/{bob}"), "seen": ""}
    fields: dict[str, Any] = {"display_name": "Robert", "roles": "editor"}
    assert adam.post(f"/people/{bob}", {**page, **fields}).status_code == 409
    with world.reading() as session:
        assert person(session, bob).active


def test_two_editors_never_overwrite_rules_or_a_known_answer(
    visitor: Callable[..., Visitor], world: World
) -> None:
    world.import_statements()
    first, second = visitor("ed"), visitor("ed")
    rules, answer = "/sets/#1/known-answers", "/set-claims/#2/known-answer"
    rules_page, answer_page = second.hidden(rules), second.hidden(answer)
    first.send(rules, {"every": "5"})
    first.send(answer, ANSWER)
    assert second.post(rules, {**rules_page, "every": "9", "shown": "y"}).status_code == 409
    theirs = {**answer_page, **ANSWER, "outcome": "verdict:supported", "reason": "It was open."}
    refused = second.post(answer, theirs)
    assert refused.status_code == 409
    assert "Refuted" in refused.text
    assert "Supported" in refused.text
    with world.reading() as session:
        assert known_rules(session, world.claim_set_id).every == 5
    chosen = {"take:outcome": "mine", "take:reason": "other"}
    assert choose(second, answer, refused, chosen).status_code == 302
    assert "Supported" in first.text(rules)


def test_a_known_answer_that_was_changed_is_not_removed_by_an_older_page(
    visitor: Callable[..., Visitor], world: World
) -> None:
    world.import_statements()
    editor = visitor("ed")
    editor.send("/set-claims/#2/known-answer", ANSWER)
    page = editor.hidden("/sets/#1/known-answers")
    with world.writing() as session:
        known_answers.set_answer(
            session,
            set_claim_id=world.nth(SetClaim, 2),
            made_by_id=world.people["ed"],
            given=Answer(Purpose.CALIBRATION, "supported", None, None, "It was open."),
        )
        session.commit()
    assert editor.post("/set-claims/#2/known-answer/remove", page).status_code == 409
    assert "It was open." in editor.text("/sets/#1/known-answers")
    removed = editor.send("/set-claims/#2/known-answer/remove", {}, page="/sets/#1/known-answers")
    assert removed.status_code == 302


def stored(world: World) -> Any:
    """The settings of the set."""
    with world.reading() as session:
        return set_settings(session, world.claim_set_id)
