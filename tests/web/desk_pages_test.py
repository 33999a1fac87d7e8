"""What annotators send, good and bad: a clear answer, nothing lost, nothing half-done."""

from __future__ import annotations

import html
import re
import threading
from typing import TYPE_CHECKING

import pytest
from flask import before_render_template
from sqlalchemy import select, update

from annotator.models import Judgement, LabelScheme, Mention
from annotator.schemes import parse
from annotator.terms import Worthiness
from tests.past import after, claim_on_anns_desk
from tests.web.sending import JUDGEMENT, count

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from jinja2 import Template
    from werkzeug.test import TestResponse

    from tests.visitor import Visitor
    from tests.world import World


@after(claim_on_anns_desk)
@pytest.mark.parametrize(
    "pointless",
    [
        {"evidence-0-stance": ""},
        {"evidence-0-published": "soon"},
        {"verdict": "", "confidence": ""},
        {"confidence": "sure"},
    ],
    ids=str,
)
@pytest.mark.parametrize(
    "decision",
    [
        {"candidate": "rejected", "rejection_reason": "not_atomic"},
        {"checkability": "not_checkable", "not_checkable_reason": "opinion"},
        {"worthiness": "NFS", "checkability": ""},
    ],
    ids=["rejected", "not checkable", "no fact"],
)
def test_what_a_decision_has_made_pointless_keeps_nobody_from_going_on(
    visitor: Callable[..., Visitor],
    world: World,
    decision: dict[str, str],
    pointless: dict[str, str],
) -> None:
    person = visitor("ann")
    assert person.send("/desk/#1", {**JUDGEMENT, **pointless, **decision}).location == world.at(
        "/desk/#2"
    )


def test_each_claim_asks_for_the_verdicts_of_its_own_set_at_its_own_address(
    visitor: Callable[..., Visitor], world: World
) -> None:
    other = world.make_set("Ellmark", scheme="three_way")
    world.import_statements()
    world.import_statements("the bridge was closed", claim_set_id=other)
    person = visitor("ann")
    pages = {}
    for claim_set_id in (world.claim_set_id, other):
        answer = person.send(f"/sets/{claim_set_id}/next", {}, page="/", follow_redirects=True)
        pages[answer.request.path] = answer.text.split('id="ahead"')[0]
    with world.reading() as session:
        schemes = session.scalars(select(LabelScheme.definition).order_by(LabelScheme.id))
        codes = [{one.code for one in parse(text).verdicts} for text in schemes]
    for (address, page), mine in zip(pages.items(), codes, strict=True):
        assert set(re.findall(r'name="verdict"[^>]*value="(\w+)"', page)) == mine
        addresses = re.findall(r'action="(/desk/[a-z2-7]+)', page)
        assert len(addresses) > 4
        assert set(addresses) == {address}


@after(claim_on_anns_desk)
def test_all_that_is_wrong_is_said_at_once(visitor: Callable[..., Visitor], world: World) -> None:
    person = visitor("ann")
    wrong = {"evidence-0-published": "soon", "justification": "", "confidence": ""}
    page = person.send("/desk/#1", {**JUDGEMENT, **wrong}).text
    for complaint in ("is not a date", "Say in a sentence why", "Say how sure you are."):
        assert complaint in page


@after(claim_on_anns_desk)
def test_each_thing_that_is_wrong_is_one_step_away_and_a_script_is_told_one(
    visitor: Callable[..., Visitor], world: World
) -> None:
    person = visitor("ann")
    wrong = {**JUDGEMENT, "justification": "", "confidence": ""}
    page = html.unescape(person.send("/desk/#1", wrong).text)
    summary = page.split("data-summary")[1].split("</div>")[0]
    assert 'href="#justification">Say in a sentence why' in summary
    assert 'href="#confidence-0">Say how sure you are.' in summary
    assert summary.count("Say how sure you are.") == 1
    answer = person.send("/desk/#1", wrong, headers={"Accept": "application/json"})
    assert answer.json is not None
    assert answer.json["message"].startswith("Say in a sentence why")


def test_an_annotator_is_not_told_how_the_machine_weighed_a_claim(
    visitor: Callable[..., Visitor], world: World
) -> None:
    document_id = world.import_statements()
    with world.writing() as session:
        session.execute(update(Mention).values(worthiness=Worthiness.CFS, score=0.93))
        session.commit()
    addresses = ("/claims/#1", f"/documents/{document_id}")
    for name, told in (("ed", True), ("ann", False)):
        person = visitor(name)
        text = " ".join(person.get(address).text for address in addresses)
        assert [words in text for words in ("0.93", "worth checking")] == [told, told]


def test_hidden_signs_that_turn_a_text_around_are_said(
    visitor: Callable[..., Visitor], world: World
) -> None:
    document_id = world.import_statements("the road \u202enepo saw\u202c yesterday")
    person = visitor("ann")
    person.send("/sets/#1/next", {}, page="/")
    for address in ("/desk/#1", "/claims/#1", f"/documents/{document_id}"):
        assert "Hidden characters (U+202C, U+202E)" in person.get(address).text


@after(claim_on_anns_desk)
@pytest.mark.parametrize("drawn_at", ["-99999999999999999999", "abc", ""])
def test_how_long_it_took_is_no_claim_of_the_browsers(
    visitor: Callable[..., Visitor], world: World, drawn_at: str
) -> None:
    person = visitor("ann")
    person.send("/desk/#1", JUDGEMENT)
    person.send("/desk/#2", {**JUDGEMENT, "drawn_at": drawn_at})
    with world.reading() as session:
        first, second = session.scalars(select(Judgement.seconds).order_by(Judgement.id))
    assert first is not None
    assert second is None


@after(claim_on_anns_desk)
def test_the_ends_of_lines_are_kept_as_they_were_typed(
    visitor: Callable[..., Visitor], world: World
) -> None:
    person = visitor("ann")
    person.send("/desk/#1", {**JUDGEMENT, "justification": "First.\r\nSecond."})
    with world.reading() as session:
        assert session.scalars(select(Judgement.justification)).one() == "First.\nSecond."


@after(claim_on_anns_desk)
def test_more_sources_than_a_form_holds_are_refused_and_not_dropped(
    visitor: Callable[..., Visitor], world: World
) -> None:
    person = visitor("ann")
    rows = {f"evidence-{n}-quote": f"Passage {n}" for n in range(51)}
    for changes in ({}, {"add_source": "1"}):
        answer = person.send("/desk/#1", {**JUDGEMENT, **rows, **changes})
        assert answer.status_code == 422
        assert "at most 50 sources" in answer.text
    assert count(world, Judgement) == 0


@after(claim_on_anns_desk)
def test_a_row_whose_number_no_page_has_written_is_none(
    visitor: Callable[..., Visitor], world: World
) -> None:
    person = visitor("ann")
    forged = {f"evidence-{'9' * 5_000}-quote": "A passage", "evidence-²-quote": "Another"}
    assert person.send("/desk/#1", {**JUDGEMENT, **forged}).status_code == 302
    assert count(world, Judgement) == 1


def test_a_judgement_goes_in_and_the_next_claim_comes(
    visitor: Callable[..., Visitor], world: World
) -> None:
    world.import_statements()
    person = visitor("ann")
    start = person.send("/sets/#1/next", {}, page="/")
    assert start.location == world.at("/desk/#1")
    page = person.text("/desk/#1")
    assert "President Ada Maro" in page
    assert "Said by Ada Maro (“said that”)" in page
    saved = person.send("/desk/#1", JUDGEMENT)
    assert saved.location == world.at("/desk/#2")
    assert "Judgement saved." in person.text("/desk/#2")
    assert "1 of 4" in person.text("/desk/#2")


def test_nobody_waits_for_what_is_drawn_after_a_judgement(
    app: Flask, visitor: Callable[..., Visitor], world: World
) -> None:
    world.import_statements()
    person = visitor("ann")
    page = person.send("/sets/#1/next", {}, page="/", follow_redirects=True).request.path
    drawn = []

    def write(_app: Flask, template: Template, **_rest: object) -> None:
        if template.name == "desk/bar.html":
            drawn.append(count(world, Judgement))
            world.make_set("Of another person")

    fields = {**JUDGEMENT, **person.hidden(page)}
    with before_render_template.connected_to(write, app):
        answer = person.post(page, fields, headers={"Accept": "application/json"})
    assert answer.json
    assert answer.json["next"] == world.at("/desk/#2")
    assert drawn == [1]


def test_what_somebody_did_in_one_set_hides_nothing_of_another(
    visitor: Callable[..., Visitor], world: World
) -> None:
    world.import_statements()
    others = [world.make_set(name) for name in ("Ellmark", "Tarn")]
    for claim_set_id in others:
        world.import_statements(f"mill {claim_set_id} was closed", claim_set_id=claim_set_id)
    person = visitor("ann")
    sets = [world.claim_set_id, *others]
    for begun in sets[:2]:
        person.send(f"/sets/{begun}/next", {}, page="/")
        assert [n for n in sets if f'action="/sets/{n}/next"' in person.text("/")] == sets


def test_when_nothing_is_left_the_annotator_is_told_so(
    visitor: Callable[..., Visitor], world: World
) -> None:
    world.import_statements("the harbour was open")
    person = visitor("ann")
    person.send("/sets/#1/next", {}, page="/")
    done = person.send("/desk/#1", JUDGEMENT)
    assert "No claim is left for you" in person.text(done.location)
    assert "Your judgement is saved" in person.text("/desk/#1")


@after(claim_on_anns_desk)
@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"verdict": "half_true"}, "“half_true” is no verdict of “Four verdicts”."),
        ({"verdict": ""}, "Choose a verdict."),
        ({"verdict": "refuted"}, "needs a source that contradicts the whole claim"),
        ({"justification": " "}, "Say in a sentence why"),
        ({"confidence": "9"}, "a number from 1 to 5"),
        ({"confidence": "sure"}, "Choose an entry of the list."),
        ({"checkability": ""}, "Say whether the claim can be checked."),
        ({"checkability": "perhaps"}, "Choose an entry of the list."),
        ({"checkability": "not_checkable"}, "Say why it cannot be checked."),
        ({"candidate": "rejected"}, "Say why it is no claim."),
        ({"candidate": "reworded", "wording": " "}, "Write the claim in your words"),
        ({"evidence-0-url": "javascript:alert(1)"}, "is not the address of a page"),
        ({"evidence-0-quote": ""}, "Source 1 needs the passage"),
        ({"evidence-0-stance": ""}, "Choose the stance of this passage."),
        ({"evidence-0-stance": "loves"}, "Choose the stance of this passage."),
        ({"evidence-0-published": "31-31-2025"}, "is not a date"),
        ({"evidence-0-set_number": "0"}, "Enter a number from 1 to 99."),
        ({"evidence-0-set_number": "two"}, "Enter a whole number, such as 2."),
    ],
    ids=str,
)
def test_what_is_missing_or_wrong_is_said_and_everything_typed_is_still_there(
    visitor: Callable[..., Visitor], world: World, changes: dict[str, str], complaint: str
) -> None:
    person = visitor("ann")
    fields = {**JUDGEMENT, "evidence-0-title": "Bulletin <5>", "evidence-0-note": "Read twice"}
    answer = person.send("/desk/#1", {**fields, **changes})
    assert answer.status_code == 422
    page = answer.text
    assert complaint in html.unescape(page)
    assert "Bulletin &lt;5&gt;" in page
    assert "Read twice" in page
    assert count(world, Judgement) == 0


@after(claim_on_anns_desk)
def test_one_more_row_for_a_source_keeps_what_was_typed(
    visitor: Callable[..., Visitor], world: World
) -> None:
    person = visitor("ann")
    answer = person.send("/desk/#1", {**JUDGEMENT, "add_source": "1"})
    assert 'name="evidence-1-quote"' in answer.text
    assert "The harbour is open again." in answer.text
    assert count(world, Judgement) == 0


@after(claim_on_anns_desk)
def test_a_form_sent_twice_at_once_is_one_judgement(
    visitor: Callable[..., Visitor], world: World
) -> None:
    person = visitor("ann")
    fields = {**person.hidden("/desk/#1"), **JUDGEMENT}
    cookie = person.client.get_cookie("claimbook")
    assert cookie is not None
    answers: list[TestResponse] = []

    def send() -> None:
        client = visitor()
        client.client.set_cookie("claimbook", cookie.value)
        answers.append(client.post("/desk/#1", fields))

    threads = [threading.Thread(target=send) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {(a.status_code, a.location) for a in answers} == {(302, world.at("/desk/#2"))}
    assert count(world, Judgement) == 1


@after(claim_on_anns_desk)
def test_a_claim_judged_in_another_tab_says_so_and_shows_what_was_typed(
    visitor: Callable[..., Visitor], world: World
) -> None:
    person = visitor("ann")
    first, second = person.hidden("/desk/#1"), person.hidden("/desk/#1")
    person.post("/desk/#1", {**first, **JUDGEMENT})
    answer = person.post("/desk/#1", {**second, **JUDGEMENT, "justification": "Written later."})
    assert answer.status_code == 409
    assert "You have judged this claim already" in answer.text
    assert "Written later." in answer.text


@after(claim_on_anns_desk)
def test_a_skipped_claim_is_passed_on(visitor: Callable[..., Visitor], world: World) -> None:
    person = visitor("ann")
    answer = person.send("/desk/#1/skip", {"reason": "ambiguous"}, page="/desk/#1")
    assert answer.location == world.at("/desk/#2")
    assert "skipped this claim" in person.text("/desk/#1")


@after(claim_on_anns_desk)
def test_text_that_no_database_can_hold_is_cleaned_at_the_door(
    visitor: Callable[..., Visitor], world: World
) -> None:
    person = visitor("ann")
    saved = person.send("/desk/#1", {**JUDGEMENT, "justification": "It is\x00 so."})
    assert saved.status_code == 302
    with world.reading() as session:
        assert session.scalars(select(Judgement.justification)).one() == "It is so."
