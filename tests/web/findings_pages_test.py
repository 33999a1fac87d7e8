"""Findings on the pages: while an annotator works, at submit, in review, on claims that came in."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from annotator.models import Finding, Judgement
from annotator.queries.sets.policies import policy_of
from tests.past import after, claim_on_anns_desk
from tests.web.sending import JUDGEMENT, count
from tests.world import judgement

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.visitor import Visitor
    from tests.world import World

LATE = {**JUDGEMENT, "evidence-0-published": "2026-01-09"}
WHY = "It counts the Friday before."


@pytest.fixture
def ann(visitor: Callable[..., Visitor]) -> Visitor:
    """An annotator with a claim on the desk."""
    return visitor("ann")


def _checked(person: Visitor, fields: dict[str, str]) -> str:
    answer = person.send("/desk/#1/checks", fields, page="/desk/#1")
    assert answer.status_code == 200
    return html.unescape(answer.text)


@after(claim_on_anns_desk)
def test_the_checks_answer_at_each_slot_and_keep_nothing(ann: Visitor, world: World) -> None:
    found = _checked(ann, LATE)
    assert 'data-slot="evidence-0"' in found
    assert "after the claim (2025-12-06)" in found
    assert 'name="evidence-0-reason-1"' in found
    assert (count(world, Judgement), count(world, Finding)) == (0, 0)


@after(claim_on_anns_desk)
def test_a_form_that_has_hardly_begun_is_answered_with_what_is_still_to_do(ann: Visitor) -> None:
    found = _checked(ann, {"candidate": "accepted", "evidence-0-url": "nowhere"})
    assert '<a href="#checkability-0">Say whether the claim can be checked.</a>' in found
    assert '<a href="#evidence-0-url">' in found
    assert "is not the address of a page" in found
    assert "Source 1 needs" not in found


@after(claim_on_anns_desk)
def test_the_checks_keep_no_writer_waiting(ann: Visitor, world: World) -> None:
    hidden = ann.hidden("/desk/#1")
    with world.writing() as session:
        session.execute(select(Judgement.id))
        answer = ann.post("/desk/#1/checks", {**hidden, **LATE})
    assert answer.status_code == 200


@after(claim_on_anns_desk)
def test_the_checks_of_anothers_desk_are_not_there(
    ann: Visitor, visitor: Callable[..., Visitor]
) -> None:
    assert ann.get("/desk/#1").status_code == 200
    bob = visitor("bob")
    assert bob.send("/desk/#1/checks", LATE, page="/account").status_code == 404


@after(claim_on_anns_desk)
def test_haste_is_kept_and_shown_to_nobody(ann: Visitor, world: World) -> None:
    hasty = {**JUDGEMENT, "verdict_first": "1"}
    assert "seconds" not in _checked(ann, hasty)
    ann.send("/desk/#1", hasty)
    with world.reading() as session:
        message = session.scalars(select(Finding.message).where(Finding.check_number == 17)).one()
    assert "verdict chosen before any evidence" in message


@after(claim_on_anns_desk)
def test_a_warning_is_shown_at_submit_with_a_line_for_its_reason(
    ann: Visitor, world: World
) -> None:
    refused = ann.send("/desk/#1", LATE)
    assert refused.status_code == 422
    assert "Fix or explain 1 problem below." in refused.text
    assert 'name="evidence-0-reason-1"' in refused.text
    assert "Bulletin" not in refused.text
    kept = ann.send("/desk/#1", {**LATE, "evidence-0-reason-1": WHY})
    assert kept.location == world.at("/desk/#2")
    with world.reading() as session:
        reason = session.scalars(select(Finding.reason).where(Finding.check_number == 1)).one()
    assert reason == WHY


@after(claim_on_anns_desk)
def test_a_reason_stays_when_another_thing_keeps_the_form_back(ann: Visitor) -> None:
    fields = {**LATE, "evidence-0-reason-1": WHY, "reason-12": "Known there.", "confidence": ""}
    page = html.unescape(ann.send("/desk/#1", fields).text)
    assert f'value="{WHY}"' in page
    assert 'name="reason-12"' in page
    assert 'value="Known there."' in page
    page = html.unescape(ann.send("/desk/#1", {**fields, "add_source": "1"}).text)
    assert f'value="{WHY}"' in page


@after(claim_on_anns_desk)
def test_a_judgement_that_is_opened_again_has_its_reasons(ann: Visitor) -> None:
    ann.send("/desk/#1", {**LATE, "evidence-0-reason-1": WHY})
    ann.send("/desk/#1/reopen", {}, page="/desk/#1")
    hidden = ann.hidden("/desk/#1")
    assert hidden["evidence-0-reason-1"] == WHY
    assert ann.post("/desk/#1", {**hidden, **LATE}).status_code == 302


@after(claim_on_anns_desk)
def test_a_row_that_was_left_empty_moves_no_reason_to_another_source(
    ann: Visitor, world: World
) -> None:
    fields = {name.replace("-0-", "-1-"): value for name, value in LATE.items()}
    saved = ann.send("/desk/#1", {**fields, "evidence-0-quote": "", "evidence-1-reason-1": WHY})
    assert saved.status_code == 302
    with world.reading() as session:
        (found,) = session.scalars(select(Finding).where(Finding.check_number == 1))
    assert (found.evidence, found.reason) == (0, WHY)


@after(claim_on_anns_desk)
def test_a_reason_under_an_odd_name_is_passed_over(ann: Visitor, world: World) -> None:
    odd = {
        "reason-": "a",
        "reason-x": "b",
        "reason-²": "c",
        f"reason-{'9' * 5000}": "c",
        "evidence-0-reason-": "d",
    }
    assert ann.send("/desk/#1", {**JUDGEMENT, **odd}).location == world.at("/desk/#2")


@after(claim_on_anns_desk)
def test_the_reviewer_reads_what_was_overridden_and_why(
    ann: Visitor, visitor: Callable[..., Visitor], world: World
) -> None:
    ann.send("/desk/#1", {**LATE, "evidence-0-reason-1": WHY, "verdict_first": "1"})
    rita = visitor("rita")
    assert rita.get("/review/#1").status_code == 404
    world.judge("bob", judgement("refuted"))
    page = rita.text("/review/#1")
    assert "Warnings with a reason" in page
    assert WHY in page
    assert "before any evidence" not in page


def test_a_warning_that_asked_nothing_of_anybody_is_not_called_overridden(
    visitor: Callable[..., Visitor], world: World
) -> None:
    world.import_statements("he was there")
    world.judge("ann", judgement("supported"))
    world.judge("bob", judgement("refuted"))
    with world.reading() as session:
        assert session.scalars(select(Finding).where(Finding.check_number == 10)).all()
    assert "Warnings with a reason" not in visitor("rita").text("/review/#1")


def test_claims_that_want_a_look_are_marked_where_editors_choose_them(
    visitor: Callable[..., Visitor], world: World
) -> None:
    world.import_statements("he was there", "the bridge at Kesselbrook carried 4,000 cars a day")
    for path in ("/documents/#1", "/sets/#1"):
        page = visitor("ed").text(path)
        assert "1 claim" in page
        assert "has a warning" in page
        assert "whom or what “he” means" in page
    assert "has a warning" not in visitor("ann").text("/documents/#1")


def test_the_policy_of_a_set_is_changed_on_its_page(
    visitor: Callable[..., Visitor], world: World
) -> None:
    adam = visitor("adam")
    fields = {"name": "Verania", "overlap": "2", "guideline": "Be fair", "state": "open"}
    refused = adam.send("/sets/#1/edit", {**fields, "domains": "rumours"})
    assert refused.status_code == 422
    assert "Line 1: “rumours” is no domain." in html.unescape(refused.text)
    lines = "rumours.example unreliable Prints what it is sent"
    adam.send("/sets/#1/edit", {**fields, "domains": lines, "factchecks_allowed": "y"})
    with world.reading() as session:
        policy = policy_of(session, world.claim_set_id)
    assert policy.factchecks_allowed
    page = adam.text("/sets/#1/edit")
    assert lines in page
    assert "checked" in page
