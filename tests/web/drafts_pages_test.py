"""Drafts as browsers send them: saved, refused, given back, and never for anybody else."""

from __future__ import annotations

import html
import re
import threading
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import update

from annotator.clock import now
from annotator.models import Assignment, Draft, Judgement, LoginSession
from annotator.operations.people import users
from annotator.terms import Role
from annotator.web.desk.items import MOST_BYTES_AHEAD
from tests.past import after, claim_on_anns_desk
from tests.visitor import hidden_fields
from tests.web.sending import JUDGEMENT, WHY, count

if TYPE_CHECKING:
    from collections.abc import Callable

    from werkzeug.test import TestResponse

    from tests.visitor import Visitor
    from tests.world import World

SCRIPT = {"Accept": "application/json"}

#: What stands before a source's stance where two texts are compared.
#: What a label holds beside its words: a key, a hidden meaning, tags.
UNSAID = re.compile(r"<kbd.*?</kbd>|<span hidden.*?</span>|<[^>]+>", re.DOTALL)
STANCE = "Stance of this passage: "


@after(claim_on_anns_desk)
def test_a_draft_is_saved_and_drawn_whole_or_not(
    visitor: Callable[..., Visitor], world: World
) -> None:
    person = visitor("ann")
    rows = {"evidence-1-quote": "Half a passage", "evidence-1-published": "last wee"}
    answer = person.send("/desk/#1/draft", {**JUDGEMENT, **rows}, page="/desk/#1", headers=SCRIPT)
    assert answer.status_code == 200
    assert answer.json is not None
    assert answer.json["version"] == 1
    page = person.text("/desk/#1")
    for words in (WHY, "Half a passage", "last wee", 'name="version" type="hidden" value="1"'):
        assert words in page
    assert "is not a date" not in page


@after(claim_on_anns_desk)
def test_a_why_that_another_choice_hides_stays_in_the_draft(
    visitor: Callable[..., Visitor], world: World
) -> None:
    person = visitor("ann")
    person.send("/desk/#1/draft", {**JUDGEMENT, "worthiness": "NFS"}, page="/desk/#1")
    assert "The bulletin names the harbour as open" in person.text("/desk/#1")


@after(claim_on_anns_desk)
def test_a_judgement_takes_its_draft_with_it(visitor: Callable[..., Visitor], world: World) -> None:
    person = visitor("ann")
    person.send("/desk/#1/draft", JUDGEMENT, page="/desk/#1")
    assert count(world, Draft) == 1
    assert person.send("/desk/#1", JUDGEMENT).status_code == 302
    assert count(world, Draft) == 0


@after(claim_on_anns_desk)
@pytest.mark.parametrize("path", ["/desk/#1/draft", "/desk/#1"])
def test_a_stale_form_is_answered_with_both_texts(
    visitor: Callable[..., Visitor], world: World, path: str
) -> None:
    person = visitor("ann")
    stale = person.hidden("/desk/#1")
    person.send("/desk/#1/draft", {**JUDGEMENT, "justification": "The other."}, page="/desk/#1")
    answer = person.post(path, {**stale, **JUDGEMENT})
    assert answer.status_code == 409
    page = html.unescape(answer.text)
    assert "The other." in page
    assert WHY.splitlines()[0] in page
    asked = person.post(path, {**stale, **JUDGEMENT}, headers=SCRIPT)
    assert asked.status_code == 409
    assert asked.json is not None
    assert "The other." in asked.json["html"]
    assert count(world, Judgement) == 0


@after(claim_on_anns_desk)
@pytest.mark.parametrize(
    ("field", "mine", "words", "there"),
    [
        ("candidate", "merged", "Same as another claim", "Yes, as written"),
        ("speaker_decision", "nobody", "The article itself", "Speaker is right"),
        ("worthiness", "UFS", "Minor fact", "Worth checking"),
        ("checkability", "not_checkable", "Not checkable", "Checkable"),
        ("verdict", "refuted", "Refuted", "Supported"),
        ("evidence-0-stance", "contradicts", f"{STANCE}Contradicts", f"{STANCE}Supports"),
    ],
)
def test_both_texts_answer_in_the_words_of_the_form(
    visitor: Callable[..., Visitor], world: World, field: str, mine: str, words: str, there: str
) -> None:
    person = visitor("ann")
    stale = person.hidden("/desk/#1")
    given = {**JUDGEMENT, "speaker_decision": "as_found", "evidence-0-stance": "supports"}
    person.send("/desk/#1/draft", given, page="/desk/#1")
    both = person.post("/desk/#1/draft", {**stale, **given, field: mine})
    assert {words, there} <= set(
        re.findall(r'<span class="serif typed"[^>]*>(.*?)</span>', both.text)
    )
    labels = re.findall(r"<label for[^>]*>(.*?)</label>", person.text("/desk/#1"), re.DOTALL)
    buttons = {UNSAID.sub("", label).strip() for label in labels}
    assert {one.removeprefix(STANCE) for one in (words, there)} <= buttons


@after(claim_on_anns_desk)
def test_of_two_texts_each_part_is_taken_from_where_it_was_chosen(
    visitor: Callable[..., Visitor], world: World
) -> None:
    person = visitor("ann")
    stale = person.hidden("/desk/#1")
    other = {**JUDGEMENT, "justification": "The other.", "evidence-0-quote": "Other words."}
    person.send("/desk/#1/draft", {**other, "confidence": "2"}, page="/desk/#1")
    both = person.post("/desk/#1/draft", {**stale, **JUDGEMENT})
    chosen = {**hidden_fields(both.text), "take:justification": "other", "take:evidence-0": "mine"}
    assert person.post("/desk/#1/merge", chosen).location == world.at("/desk/#1")
    page = person.text("/desk/#1")
    assert "The other." in page
    assert JUDGEMENT["evidence-0-quote"] in page
    assert "Other words." not in page
    assert person.send("/desk/#1", {**JUDGEMENT, "justification": "The other."}).status_code == 302


@after(claim_on_anns_desk)
def test_a_choice_between_texts_of_which_one_has_changed_again_is_asked_for_anew(
    visitor: Callable[..., Visitor], world: World
) -> None:
    person = visitor("ann")
    stale = person.hidden("/desk/#1")
    person.send("/desk/#1/draft", {**JUDGEMENT, "justification": "Second."}, page="/desk/#1")
    both = person.post("/desk/#1/draft", {**stale, **JUDGEMENT})
    person.send("/desk/#1/draft", {**JUDGEMENT, "justification": "Third."}, page="/desk/#1")
    answer = person.post("/desk/#1/merge", {**hidden_fields(both.text), "whole": "mine"})
    assert answer.status_code == 409
    assert "Third." in answer.text


@after(claim_on_anns_desk)
def test_a_source_is_removed_and_restored_without_scripts(
    visitor: Callable[..., Visitor], world: World
) -> None:
    person = visitor("ann")
    fields = {**JUDGEMENT, "change": "remove-0"}
    assert person.send("/desk/#1/draft", fields, page="/desk/#1").location == world.at("/desk/#1")
    page = person.text("/desk/#1")
    assert "Source removed" in page
    assert f">{JUDGEMENT['evidence-0-quote']}<" not in page
    hidden = person.hidden("/desk/#1")
    person.post("/desk/#1/draft", {**hidden, "justification": WHY, "change": "restore-0"})
    page = person.text("/desk/#1")
    assert "Source removed" not in page
    assert JUDGEMENT["evidence-0-quote"] in page


@after(claim_on_anns_desk)
@pytest.mark.parametrize(
    "change", ["remove-99", "restore-7", "restore-x", "remove-²", "fly-1", f"remove-{'9' * 5000}"]
)
def test_a_change_that_cannot_be_made_changes_nothing(
    visitor: Callable[..., Visitor], world: World, change: str
) -> None:
    person = visitor("ann")
    answer = person.send("/desk/#1/draft", {**JUDGEMENT, "change": change}, page="/desk/#1")
    assert answer.status_code == 302
    page = person.text("/desk/#1")
    assert JUDGEMENT["evidence-0-quote"] in page
    assert "Removed:" not in page


@after(claim_on_anns_desk)
def test_a_script_hears_that_the_session_has_ended_and_gets_a_new_guard_after_the_log_in(
    visitor: Callable[..., Visitor], world: World
) -> None:
    person = visitor("ann")
    fields = {**person.hidden("/desk/#1"), **JUDGEMENT}
    with world.writing() as session:
        session.execute(update(LoginSession).values(expires_at=now()))
        session.commit()
    asked = person.post("/desk/#1/draft", fields, headers=SCRIPT)
    assert (asked.status_code, asked.is_json) == (401, True)
    assert person.log_in("ann").status_code == 302
    stale = person.post("/desk/#1/draft", fields, headers=SCRIPT)
    assert stale.status_code == 400
    assert stale.json is not None
    assert stale.json["person"] == world.people["ann"]
    again = {**fields, "csrf_token": stale.json["csrf_token"]}
    assert person.post("/desk/#1/draft", again, headers=SCRIPT).status_code == 200


@after(claim_on_anns_desk)
def test_another_site_gets_no_new_guard(visitor: Callable[..., Visitor], world: World) -> None:
    person = visitor("ann")
    for headers in ({"Origin": "https://elsewhere.example"}, {"Sec-Fetch-Site": "cross-site"}):
        answer = person.post("/desk/#1/draft", JUDGEMENT, headers={**SCRIPT, **headers})
        assert answer.status_code == 400
        assert "csrf_token" not in (answer.json or {})


@after(claim_on_anns_desk)
def test_twenty_sendings_of_one_form_at_once_are_one_judgement(
    visitor: Callable[..., Visitor], world: World
) -> None:
    person = visitor("ann")
    person.send("/desk/#1/draft", JUDGEMENT, page="/desk/#1")
    fields = {**person.hidden("/desk/#1"), **JUDGEMENT, "held": "1"}
    cookie = person.client.get_cookie("claimbook")
    assert cookie is not None
    answers: list[TestResponse] = []

    def send() -> None:
        client = visitor()
        client.client.set_cookie("claimbook", cookie.value)
        answers.append(client.post("/desk/#1", fields, headers=SCRIPT))

    threads = [threading.Thread(target=send) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {answer.status_code for answer in answers} == {200}
    assert count(world, Judgement) == 1


def test_the_answer_to_a_judgement_brings_the_claims_that_the_page_does_not_hold(
    visitor: Callable[..., Visitor], world: World
) -> None:
    world.import_statements(*(f"street number {number} was closed" for number in range(9)))
    person = visitor("ann")
    person.send("/sets/#1/next", {}, page="/")
    page = person.get("/desk/#1").text
    shown = re.findall(r'data-assignment="([a-z2-7]+)"', page)
    assert len(shown) == 6
    held = {"held": f"{' '.join(shown)} ² {'9' * 5000}", "showing": shown[1]}
    answer = person.send("/desk/#1", {**JUDGEMENT, **held}, headers=SCRIPT)
    assert answer.json is not None
    (coming,) = answer.json["ahead"]
    assert f'data-assignment="{world.token(Assignment, 7)}"' in coming
    assert "1 of 9" in answer.json["bar"]


def test_huge_documents_are_not_sent_ahead(visitor: Callable[..., Visitor], world: World) -> None:
    facts = (f"{sha256(bytes([n % 256, n // 256])).hexdigest()} was read" for n in range(700))
    world.import_statements(*facts)
    person = visitor("ann")
    person.send("/sets/#1/next", {}, page="/")
    page = person.get("/desk/#1").text
    ahead = page.partition('id="ahead"')[2]
    assert "data-assignment" not in ahead
    assert MOST_BYTES_AHEAD < 60 * 1024


@after(claim_on_anns_desk)
def test_nobody_reads_a_draft_of_somebody_else(
    visitor: Callable[..., Visitor], world: World
) -> None:
    person = visitor("ann")
    person.send("/desk/#1/draft", {**JUDGEMENT, "justification": "canary"}, page="/desk/#1")
    with world.writing() as session:
        users.set_roles(session, user_id=world.people["rita"], roles=list(Role))
        session.commit()
    other = visitor("rita")
    for path in (
        "/",
        "/desk/#1",
        "/sets/#1",
        "/sets/#1/review",
        "/sets/#1/export.jsonl",
        "/claims/#1",
    ):
        assert "canary" not in other.get(path).text
    hidden = other.hidden("/")
    for path in ("/desk/#1/draft", "/desk/#1/merge"):
        assert other.post(path, {**hidden, **JUDGEMENT}).status_code == 404
