"""A reviewer decides, and the set is exported."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING

from annotator.jobs.ordering import ORDERING
from annotator.jobs.runner import run_waiting
from annotator.models import Agent, Claim, Document
from annotator.operations.derived.queue_order import forget_order
from annotator.operations.desk import revisions
from annotator.operations.jobs.waiting import enqueue
from annotator.operations.people import users
from annotator.operations.sets import claim_sets
from annotator.queries.review import queue_order
from annotator.records import JudgementInput
from annotator.terms import CandidateDecision, Decision, RejectionReason, Role, Worthiness
from tests.visitor import hidden_fields
from tests.world import judgement

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

    from tests.visitor import Visitor
    from tests.world import World

SCRIPT = "<script>alert(1)</script>"


def test_a_reviewer_decides_and_the_names_are_shown_only_then(
    visitor: Callable[..., Visitor], world: World
) -> None:
    _differ(world, "the harbour was open")
    person = visitor("rita")
    queue = person.words("/sets/#1/review")
    assert "Supported A Refuted B" in queue or "Refuted A Supported B" in queue
    assert not re.search(r"\b(?:Ann|Bob)\b", queue)
    before = person.text("/review/#1")
    assert "(Ann)" not in before
    wrong = person.send("/review/#1", {"decision": "right-A", "note": "Because."})
    assert wrong.status_code == 422
    assert "choose at least one reason" in wrong.text
    right = person.send(
        "/review/#1",
        {"decision": "right-A", "reasons": "slip", "note": f"{SCRIPT} Because."},
    )
    assert right.location == world.at("/sets/#1/review/next")
    assert person.get(right.location).location == world.at("/sets/#1/review")
    after = person.get("/review/#1").text
    assert "(Ann)" in after
    assert "&lt;script&gt;" in after


def test_what_happened_before_is_told_in_full_and_by_the_names_that_pages_use(
    visitor: Callable[..., Visitor], world: World
) -> None:
    parts = ("The harbour was open on Friday.", "The harbour was open on Monday.")
    world.import_statements("the harbour was open")
    world.judge("ann", JudgementInput(CandidateDecision.SPLIT, parts=parts))
    with world.writing() as session:
        revisions.undo(
            session,
            claim_set_id=world.claim_set_id,
            annotator_id=world.people["ann"],
            lease_minutes=60,
        )
        session.commit()
    world.judge("ann", judgement("refuted"))
    world.judge("bob")
    first = visitor("rita").text("/review/#1")
    told = first[first.index("Earlier judgement of annotator") :]
    assert all(part in told for part in parts)
    world.decide("rita", decision=Decision.SENT_BACK, note="Look at the log.")
    for name in ("ann", "bob"):
        world.judge(name, judgement("refuted" if name == "ann" else "supported"))
    after = visitor("rita").text("/review/#1")
    assert "<p>Rita returned the claim to the annotators" in after


def test_judging_afresh_is_offered_while_somebody_is_left(
    visitor: Callable[..., Visitor], world: World
) -> None:
    _differ(world, "the harbour was open")
    assert "Ask new annotators" in visitor("rita").text("/review/#1")
    with world.writing() as session:
        users.set_roles(session, user_id=world.people["cleo"], roles=[Role.REVIEWER])
        session.commit()
    page = visitor("rita").text("/review/#1")
    assert "Ask new annotators" not in page
    assert "no new annotators can be asked" in page


def test_whoever_decides_too_late_has_their_words_back_and_nothing_else(
    visitor: Callable[..., Visitor], world: World
) -> None:
    _differ(world, "the harbour was open")
    rita = visitor("rita")
    typed = {"decision": "right-A", "reasons": "slip", "note": "It took long to write."}
    late = {**rita.hidden("/review/#1"), **typed}
    assert "cited-0-key" in late
    world.decide("rita")
    answer = rita.post("/review/#1", late)
    assert answer.status_code == 409
    assert re.findall(r'<blockquote class="quote kept"[^>]*>([^<]*)', answer.text) == [
        typed["note"]
    ]


def test_a_letter_of_a_page_that_is_old_chooses_no_other_reader(
    visitor: Callable[..., Visitor], world: World
) -> None:
    _differ(world, "the harbour was open")
    rita = visitor("rita")
    typed = {"decision": "right-A", "reasons": "slip", "note": "It took long to write."}
    old = {**rita.hidden("/review/#1"), **typed}
    world.decide("rita", decision=Decision.SENT_BACK)
    world.judge("ann", judgement("refuted"))
    world.judge("bob", judgement("supported"))
    answer = rita.post("/review/#1", old)
    assert answer.status_code == 422
    assert "A and B may have changed" in answer.text
    assert "It took long to write." in answer.text
    chosen = re.search(r'<input[^>]*value="right-A"[^>]*>', answer.text)
    assert chosen is not None
    assert "checked" not in chosen[0]
    again = {**hidden_fields(answer.text), **typed}
    assert rita.post("/review/#1", again).status_code == 302


def test_a_form_with_passages_that_nobody_cites_any_more_is_shown_with_those_of_today(
    visitor: Callable[..., Visitor], world: World
) -> None:
    _differ(world, "the harbour was open")
    rita = visitor("rita")
    today = rita.hidden("/review/#1")["cited-0-key"]
    old = {"decision": "wrong", "cited-0-key": "0" * 16, "cited-0-stance": "contradicts"}
    answer = rita.send("/review/#1", {**old, "note": "It took long to write."})
    assert answer.status_code == 422
    assert f'value="{today}"' in answer.text
    assert "It took long to write." in answer.text
    assert "choose the outcome that is right" in answer.text


def test_the_page_says_each_thing_once_and_what_it_needs(
    visitor: Callable[..., Visitor], world: World
) -> None:
    world.import_statements("the harbour was open", "the bridge was shut")
    rejected = judgement(
        None,
        candidate=CandidateDecision.REJECTED,
        rejection_reason=RejectionReason.NOT_A_CLAIM,
        worthiness=None,
        checkability=None,
        confidence=None,
        justification="",
        evidence=(),
    )
    for name, given in (("ann", rejected), ("bob", judgement())):
        world.judge(name, given)
        world.judge(name)
    rita = visitor("rita")
    page = rita.text("/review/#1")
    assert ">Not a claim<" in page
    assert "ot a claim: not a claim" not in page
    assert "Said by Ada Maro (“said that”)" in page
    assert "Required. The annotators and later reviewers read it" in page
    rita.send("/sets/#1/spot-checks", {}, page="/sets/#1/review?show=drawn")
    assert "Required, unless all are right." in rita.text("/review/#2")


def test_a_claim_has_one_number_on_its_page_and_in_review(
    visitor: Callable[..., Visitor], world: World
) -> None:
    other = world.make_set("Orlest")
    world.import_statements("the harbour was open", claim_set_id=other)
    _differ(world, "the bridge was shut")
    number = world.nth(Claim, 2)
    with world.writing() as session:
        claim_sets.add_claims(session, claim_set_id=other, claim_ids=[number])
        session.commit()
    for name, verdict in (("ann", "supported"), ("bob", "refuted")):
        for _ in range(2):
            world.judge(name, judgement(verdict), claim_set_id=other)
    rita = visitor("rita")
    for address in ("/review/#2", "/review/#3"):
        assert f'<a href="/claims/{number}">Claim {number}</a>' in rita.text(address)
    assert f"<span>Claim {number}</span>" in rita.text(f"/claims/{number}")


def test_a_speaker_who_is_only_a_pronoun_is_not_passed_off_as_a_name(
    visitor: Callable[..., Visitor], world: World
) -> None:
    world.import_statements("the harbour was open", speaker="It")
    world.judge("ann", judgement("supported"))
    world.judge("bob", judgement("refuted"))
    rita = visitor("rita")
    for path in ("/review/#1", "/claims/#1"):
        assert "Said by “It”, speaker unresolved (“said that”)" in rita.text(path)


def test_a_judgement_that_found_no_fact_says_so_in_review(
    visitor: Callable[..., Visitor], world: World
) -> None:
    world.import_statements("it was a fine day")
    world.judge("ann", judgement(worthiness=Worthiness.NFS))
    world.judge("bob")
    assert "Not checkable: not factual" in visitor("rita").text("/review/#1")


def test_exports_are_streamed_with_everything(
    visitor: Callable[..., Visitor], world: World
) -> None:
    world.import_statements("the harbour was open")
    world.judge("ann", judgement("supported"))
    chosen = world.judge("bob", judgement("refuted"))
    world.decide("rita", decision=Decision.ONE_RIGHT, chosen_judgement=chosen, verdict=None)
    person = visitor("ed")
    answer = person.get("/sets/#1/export.jsonl")
    assert answer.headers["Content-Disposition"] == "attachment; filename*=UTF-8''Verania.jsonl"
    (row,) = [json.loads(line) for line in answer.text.splitlines()]
    assert len(row["judgements"]) == 2
    assert row["adjudication"]["chosen_judgement"] == chosen
    rows = list(csv.DictReader(io.StringIO(person.get("/sets/#1/export.csv").text)))
    assert {r["source_url"] for r in rows} == {"https://relief.example/bulletins/5"}
    assert person.get("/sets/#1/export.pdf").status_code == 422


def test_an_export_is_named_by_its_set_in_any_script(
    visitor: Callable[..., Visitor], world: World
) -> None:
    claim_set_id = world.make_set("Prüfung / مرحبا")
    answer = visitor("ed").get(f"/sets/{claim_set_id}/export.jsonl")
    assert "filename*=UTF-8''Pr%C3%BCfung" in answer.headers["Content-Disposition"]


def test_a_large_set_says_what_its_order_does_not_know_yet(
    visitor: Callable[..., Visitor], world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue_order, "FEW", 0)
    _differ(world, "the harbour was open")
    person = visitor("rita")
    page = f"/sets/{world.claim_set_id}/review"
    assert "The claims that wait longest come first" in person.text(page)
    run_waiting(world.database, ORDERING)
    assert "The claims that wait longest come first" not in person.text(page)
    assert re.search(r"6 Dec 2025 0\.\d\d", person.words(page))
    assert "how likely the most frequent label is wrong" in person.text(page)
    _differ(world, "the road was closed")
    assert "1 newer claim is at the end" in person.text(page)
    assert "at the end" not in person.text(f"{page}?order=time")
    with world.writing() as session:
        forget_order(session, world.claim_set_id)
        enqueue(session, kind=ORDERING.key, subjects=[world.claim_set_id])
        session.commit()
    world.fail_next(ORDERING.key, "It is too much.")
    assert "The order could not be counted: It is too much." in person.text(page)


def test_the_lists_to_narrow_by_are_drawn_when_they_are_asked_for(
    visitor: Callable[..., Visitor], world: World
) -> None:
    _differ(world, "the harbour was open")
    person = visitor("rita")
    page, ann = f"/sets/{world.claim_set_id}/review", world.people["ann"]
    first = f"speaker={world.nth(Agent)}&document={world.nth(Document)}"
    assert "A statement</option>" not in person.text(page)
    narrowing = person.text(f"{page}?narrow=1")
    assert all(f">{name}</option>" in narrowing for name in ("Ann", "Ada Maro", "A statement"))
    narrowed = person.words(f"{page}?annotator={ann}&{first}")
    assert "Annotator Ann Speaker Ada Maro Document A statement" in narrowed
    cleo = person.words(f"{page}?annotator={world.people['cleo']}")
    assert "Annotator unknown in this set" in cleo
    assert "Cleo" not in cleo


def test_what_annotators_differ_in_is_said_and_chosen_in_plain_words(
    visitor: Callable[..., Visitor], world: World
) -> None:
    world.import_statements("the harbour was open")
    world.judge("ann")
    rejected = {
        "candidate": CandidateDecision.REJECTED,
        "rejection_reason": RejectionReason.NOT_A_CLAIM,
    }
    world.judge("bob", judgement(None, **rejected, checkability=None, evidence=()))
    person = visitor("rita")
    queue = person.text(f"/sets/{world.claim_set_id}/review?narrow=1")
    given = person.words(f"/sets/{world.claim_set_id}/review")
    assert "Supported" in given
    assert "Not a claim" in given
    for name in ("Whether it is one claim", "Whether it can be checked"):
        assert f">{name}</option>" in queue
    for label in ("Document", "Sort by"):
        assert f">{label}</label>" in queue
    assert "disagree on: whether it is one claim" in person.text("/review/#1")


def test_what_an_address_gives_to_narrow_by_and_cannot_be_read_is_named(
    visitor: Callable[..., Visitor], world: World
) -> None:
    _differ(world, "the harbour was open")
    person, page = visitor("rita"), f"/sets/{world.claim_set_id}/review"
    unread = person.text(f"{page}?kind=bogus&annotator=nobody&reason=")
    for name in ("Disagree on", "Annotator"):
        assert f"unknown value for “{name}”" in unread
    assert unread.count("unknown value") == 2
    assert "unknown value" not in person.text(f"{page}?kind=verdict")


def _differ(world: World, fact: str) -> None:
    world.import_statements(fact)
    world.judge("ann", judgement("supported"))
    world.judge("bob", judgement("refuted"))
