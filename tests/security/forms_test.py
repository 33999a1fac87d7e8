"""A form is bound to its claim and to what it says, and hostile fields are refused by name."""

from __future__ import annotations

import html
import json
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from annotator.drafts import MOST_REMOVED
from annotator.models import Adjudication, Assignment, Draft, Judgement, Reply, SetClaim
from tests.past import after, claim_on_anns_desk
from tests.visitor import hidden_fields
from tests.web.sending import JUDGEMENT, WHY, count
from tests.world import judgement

if TYPE_CHECKING:
    from collections.abc import Callable

    from werkzeug.test import TestResponse

    from tests.visitor import Visitor
    from tests.world import World

    Come = Callable[..., Visitor]

SCRIPT = {"Accept": "application/json"}
OTHER = "The log of the port names the harbour as closed."
NOTE = "The bulletin is the later one."


def two_claims_judged(world: World) -> None:
    """Ann and Bob judge two claims, and differ on both."""
    world.import_statements()
    for name, verdict in (("ann", "supported"), ("bob", "refuted")):
        world.judge(name, judgement(verdict))
        world.judge(name, judgement(verdict))


def a_decision_on_the_first(world: World) -> None:
    """Rita has decided on the first of them."""
    two_claims_judged(world)
    world.decide("rita")


@after(claim_on_anns_desk)
def test_a_judgement_sent_again_gives_the_same_answer_and_with_other_content_both_texts(
    visitor: Come, world: World
) -> None:
    ann = visitor("ann")
    form = {**ann.hidden("/desk/#1"), **JUDGEMENT}
    first, again = (ann.post("/desk/#1", form, headers=SCRIPT) for _ in range(2))
    assert (first.status_code, again.status_code) == (200, 200)
    assert first.get_json()["next"] == again.get_json()["next"]
    changed = {**form, "justification": OTHER}
    page = ann.post("/desk/#1", changed)
    asked = ann.post("/desk/#1", changed, headers=SCRIPT)
    _has_both(page, asked, (WHY, OTHER))
    assert _all(world, Judgement.justification) == [WHY]


@after(claim_on_anns_desk)
def test_a_judgement_with_the_form_of_another_claim_is_refused(visitor: Come, world: World) -> None:
    ann = visitor("ann")
    form = {**ann.hidden("/desk/#1"), **JUDGEMENT}
    following = ann.post("/desk/#1", form).location
    answer = ann.client.post(following, data={**form, "justification": OTHER})
    assert answer.status_code == 409
    assert "This form belongs to another claim." in answer.text
    assert OTHER in html.unescape(answer.text)
    assert _all(world, Judgement.justification) == [WHY]


@after(two_claims_judged)
def test_a_decision_sent_again_gives_the_same_answer_and_with_other_content_both_texts(
    visitor: Come, world: World
) -> None:
    rita = visitor("rita")
    path = f"/review/{world.nth(SetClaim)}"
    form = _decision(rita, path)
    first, again = (rita.post(path, form) for _ in range(2))
    assert (first.status_code, again.status_code) == (302, 302)
    changed = {**form, "note": OTHER}
    _has_both(rita.post(path, changed), rita.post(path, changed, headers=SCRIPT), (NOTE, OTHER))
    elsewhere = f"/review/{world.nth(SetClaim, 2)}"
    refused = rita.post(elsewhere, {**_decision(rita, elsewhere), "token": form["token"]})
    assert (refused.status_code, "belongs to another claim" in refused.text) == (409, True)
    assert _all(world, Adjudication.note) == [NOTE]


@after(a_decision_on_the_first)
def test_a_reply_and_a_reopening_are_bound_to_what_they_say(visitor: Come, world: World) -> None:
    ann, rita = visitor("ann"), visitor("rita")
    path = f"/review/{world.nth(SetClaim)}"
    reopening = hidden_fields(rita.get(path).text.partition(f'{path}/reopen"')[2])
    for where, person, form, field, first in (
        ("/desk/#1/reply", ann, ann.hidden("/desk/#1"), "text", "I see it."),
        (f"{path}/reopen", rita, reopening, "reason", "A new bulletin is out."),
    ):
        sent = {**form, field: first}
        statuses = [person.post(where, sent).status_code for _ in range(2)]
        assert statuses == [302, 302]
        changed = {**sent, field: OTHER}
        answers = person.post(where, changed), person.post(where, changed, headers=SCRIPT)
        _has_both(*answers, (first, OTHER))
    assert (count(world, Reply), count(world, Adjudication)) == (1, 2)


@after(claim_on_anns_desk)
def test_a_save_of_one_name_never_passes_for_another_text(visitor: Come, world: World) -> None:
    ann = visitor("ann")
    form = {**ann.hidden("/desk/#1"), **JUDGEMENT, "save": "one"}
    statuses = [ann.post("/desk/#1/draft", form, headers=SCRIPT).status_code for _ in range(2)]
    assert statuses == [200, 200]
    changed = {**form, "justification": OTHER, "version": "1"}
    answer = ann.post("/desk/#1/draft", changed, headers=SCRIPT)
    assert answer.status_code == 409
    assert OTHER in html.unescape(answer.get_json()["html"])
    (kept,) = _all(world, Draft.fields)
    assert OTHER not in kept


@after(claim_on_anns_desk)
def test_a_token_of_no_page_is_refused(visitor: Come, world: World) -> None:
    ann = visitor("ann")
    form = {**ann.hidden("/desk/#1"), **JUDGEMENT, "token": "x" * 65_000}
    answer = ann.post("/desk/#1", form)
    assert (answer.status_code, "is not one of ours" in answer.text) == (422, True)
    assert count(world, Judgement) == 0


@after(claim_on_anns_desk)
def test_a_draft_with_a_hundred_thousand_removed_entries_is_refused_with_its_limit(
    visitor: Come, world: World
) -> None:
    ann = visitor("ann")
    entry = {"what": "source", "at": "2025-12-06T10:00:00+00:00", "fields": [["quote", "x"]]}
    form: dict[str, Any] = ann.hidden("/desk/#1")
    most = {**form, "removed": [json.dumps(entry)] * MOST_REMOVED}
    assert ann.post("/desk/#1/draft", most, headers=SCRIPT).status_code == 200
    answer = ann.post("/desk/#1/draft", {**form, "removed": ["{}"] * 100_000}, headers=SCRIPT)
    assert answer.status_code == 422
    assert f"more than {MOST_REMOVED} removed entries" in answer.get_json()["message"]


@after(claim_on_anns_desk)
@pytest.mark.parametrize(
    "entry",
    [
        {"what": "source", "at": "0001-01-01T00:00:00+23:59", "fields": []},
        {"what": "source", "at": "9999-12-31T23:59:59-23:59", "fields": []},
        {"what": "source", "at": 10**400, "fields": [["quote", "x"]]},
        {"what": ["source"], "at": "2025-12-06T10:00:00+00:00", "fields": [["a", "b"]]},
        [["[" * 5000]],
    ],
)
def test_a_removed_entry_that_cannot_be_is_ignored(
    visitor: Come, world: World, entry: object
) -> None:
    ann = visitor("ann")
    for written in (json.dumps(entry), "[" * 100_000):
        form = {**ann.hidden("/desk/#1"), "removed": written, "verdict": "supported"}
        assert ann.post("/desk/#1/draft", form).status_code == 302
        assert ann.get("/desk/#1").status_code == 200


@after(claim_on_anns_desk)
@pytest.mark.parametrize("quote", ["\u00ad" * 20, "\u200b\u2060", "\ufeff \u00ad"])
def test_a_quote_that_shows_nothing_is_no_passage(visitor: Come, world: World, quote: str) -> None:
    ann = visitor("ann")
    fetch_id = world.paste("ann", world.token(Assignment), "It is open. It is shut.")
    # The blank between the two sentences.
    place = {"evidence-0-fetch": str(fetch_id), "evidence-0-start": "11", "evidence-0-end": "12"}
    form = {**ann.hidden("/desk/#1"), **JUDGEMENT, **place, "evidence-0-quote": quote}
    for sent in (form, {**form, "evidence-0-fetch": ""}):
        answer = ann.post("/desk/#1", sent)
        assert answer.status_code == 422
        assert "needs the passage that you rely on" in answer.text
    assert count(world, Judgement) == 0


def _decision(rita: Visitor, path: str) -> dict[str, str]:
    return {
        **rita.hidden(path),
        "decision": "right-A",
        "reasons": "missed_evidence",
        "note": NOTE,
    }


def _has_both(page: TestResponse, asked: TestResponse, texts: tuple[str, str]) -> None:
    """Both texts are on the page and in the answer for a script."""
    assert (page.status_code, asked.status_code) == (409, 409)
    assert [text for text in texts if text not in html.unescape(page.text)] == []
    saved, sent = texts
    answer = asked.get_json()
    assert (saved in answer["saved"], sent in answer["sent"]) == (True, True)


def _all(world: World, column: Any) -> list[Any]:
    with world.reading() as session:
        return list(session.scalars(select(column)))
